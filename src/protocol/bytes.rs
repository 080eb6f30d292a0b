//! Values as bytes, for what is too much to go from the engine to the page as objects of the browser: each of their fields would be a call
//! out of the program and back into it. Nothing tells what the bytes are: who reads them is of the same build.
//!
//! A number is seven bits a byte, the lowest first, each but the last with the eighth bit set; a signed one is doubled, and below zero turned over. A text, a list and a map
//! begin with how many bytes or items they have, a variant of an enum with its number, what may be missing with whether it is there.

use serde::{
    Deserialize, Serialize,
    de::{self, DeserializeSeed, IntoDeserializer, Visitor},
    ser,
};
use std::fmt;

/// These are not the bytes of such a value, or the value has no such form.
#[derive(Debug)]
pub struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("unfit")
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Unfit {
        Unfit
    }
}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Unfit {
        Unfit
    }
}

/// The bytes of a value.
///
/// # Errors
/// Where it has a form that the bytes do not.
pub fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>, Unfit> {
    let mut writer = Writer(Vec::new());
    value.serialize(&mut writer)?;
    Ok(writer.0)
}

/// What [`to_bytes`] wrote.
///
/// # Errors
/// Where these are other bytes.
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Unfit> {
    let mut reader = Reader(bytes);
    let value = T::deserialize(&mut reader)?;
    if reader.0.is_empty() { Ok(value) } else { Err(Unfit) }
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) -> Result<(), Unfit> {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
        Ok(())
    }

    fn text(&mut self, bytes: &[u8]) -> Result<(), Unfit> {
        self.0.reserve(bytes.len() + 5);
        self.number(bytes.len() as u64)?;
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

macro_rules! write_numbers {
    ($($name:ident $kind:ty),*) => {
        $(fn $name(self, number: $kind) -> Result<(), Unfit> {
            self.number(number.into())
        })*
    };
}

macro_rules! write_signed {
    ($($name:ident $kind:ty),*) => {
        $(fn $name(self, number: $kind) -> Result<(), Unfit> {
            let number = i64::from(number);
            self.number((number << 1 ^ number >> 63) as u64)
        })*
    };
}

impl ser::Serializer for &mut Writer {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    write_numbers!(serialize_bool bool, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_char char);
    write_signed!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);

    fn serialize_f32(self, number: f32) -> Result<(), Unfit> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<(), Unfit> {
        self.0.extend_from_slice(&number.to_le_bytes());
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Unfit> {
        self.text(text.as_bytes())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Unfit> {
        self.text(bytes)
    }

    fn serialize_none(self) -> Result<(), Unfit> {
        self.number(0)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        self.number(1)?;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unfit> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unfit> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, at: u32, _: &'static str) -> Result<(), Unfit> {
        self.number(at.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        at: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.number(at.into())?;
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.number(length.ok_or(Unfit)? as u64)?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        at: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Unfit> {
        self.number(at.into())?;
        Ok(self)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.serialize_seq(length)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Unfit> {
        self.serialize_tuple_variant(name, at, variant, length)
    }
}

macro_rules! write_items {
    ($($kind:ident $item:ident),*) => {
        $(impl ser::$kind for &mut Writer {
            type Ok = ();
            type Error = Unfit;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Unfit> {
                Ok(())
            }
        })*
    };
}

macro_rules! write_fields {
    ($($kind:ident),*) => {
        $(impl ser::$kind for &mut Writer {
            type Ok = ();
            type Error = Unfit;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Unfit> {
                value.serialize(&mut **self)
            }

            // Fields stand by their place: none may be left out.
            fn skip_field(&mut self, _: &'static str) -> Result<(), Unfit> {
                Err(Unfit)
            }

            fn end(self) -> Result<(), Unfit> {
                Ok(())
            }
        })*
    };
}

write_items!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);
write_fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, many: usize) -> Result<&'a [u8], Unfit> {
        let (taken, rest) = self.0.split_at_checked(many).ok_or(Unfit)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u64, Unfit> {
        let mut number = 0;
        for at in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f) << at;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Unfit)
    }

    fn signed(&mut self) -> Result<i64, Unfit> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn length(&mut self) -> Result<usize, Unfit> {
        usize::try_from(self.number()?).map_err(|_| Unfit)
    }

    fn text(&mut self) -> Result<&'a str, Unfit> {
        let length = self.length()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Unfit)
    }
}

macro_rules! read {
    ($($name:ident $visit:ident $how:ident),*) => {
        $(fn $name<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
            visitor.$visit(self.$how()?)
        })*
    };
}

impl<'a> de::Deserializer<'a> for &mut Reader<'a> {
    type Error = Unfit;

    read!(
        deserialize_u8 visit_u64 number, deserialize_u16 visit_u64 number, deserialize_u32 visit_u64 number, deserialize_u64 visit_u64 number,
        deserialize_i8 visit_i64 signed, deserialize_i16 visit_i64 signed, deserialize_i32 visit_i64 signed, deserialize_i64 visit_i64 signed,
        deserialize_str visit_borrowed_str text, deserialize_string visit_borrowed_str text
    );

    fn deserialize_any<V: Visitor<'a>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_bool(self.number()? != 0)
    }

    fn deserialize_char<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let letter = u32::try_from(self.number()?).ok().and_then(char::from_u32);
        visitor.visit_char(letter.ok_or(Unfit)?)
    }

    fn deserialize_f32<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let bytes = self.take(8)?.try_into().map_err(|_| Unfit)?;
        visitor.visit_f64(f64::from_le_bytes(bytes))
    }

    fn deserialize_bytes<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let length = self.length()?;
        visitor.visit_borrowed_bytes(self.take(length)?)
    }

    fn deserialize_byte_buf<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.number()? == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let left = self.length()?;
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, left: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_tuple(left, visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let left = self.length()?;
        visitor.visit_map(Items { reader: self, left })
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_tuple(fields.len(), visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(self)
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_u32(visitor)
    }
}

/// What is left of a list or a map.
struct Items<'r, 'a> {
    reader: &'r mut Reader<'a>,
    left: usize,
}

impl<'a> Items<'_, 'a> {
    fn next<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'a> de::SeqAccess<'a> for Items<'_, 'a> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.next(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        // An item has a byte, or nothing is lost by asking for less.
        Some(self.left.min(self.reader.0.len()))
    }
}

impl<'a> de::MapAccess<'a> for Items<'_, 'a> {
    type Error = Unfit;

    fn next_key_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.next(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(&mut *self.reader)
    }
}

impl<'a> de::EnumAccess<'a> for &mut Reader<'a> {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<(T::Value, Self), Unfit> {
        let at = u32::try_from(self.number()?).map_err(|_| Unfit)?;
        let variant = seed.deserialize(IntoDeserializer::<Unfit>::into_deserializer(at))?;
        Ok((variant, self))
    }
}

impl<'a> de::VariantAccess<'a> for &mut Reader<'a> {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'a>>(self, left: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(Items { reader: self, left })
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.tuple_variant(fields.len(), visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Unit,
        New(String),
        Tuple(i32, bool),
        Struct { one: Option<f64>, two: BTreeMap<u8, char> },
    }

    #[test]
    fn every_kind_of_value_comes_back_and_bytes_that_lack_or_are_too_many_do_not() {
        let values = vec![
            (u64::MAX, i64::MIN, -1_i16, Kind::Unit),
            (0x80, 64, 3, Kind::New("“é”".into())),
            (0, -64, 0, Kind::Tuple(-5, true)),
            (7, 0, 1, Kind::Struct { one: Some(0.25), two: BTreeMap::from([(3, 'ß')]) }),
        ];
        let bytes = to_bytes(&values).unwrap();
        type Values = Vec<(u64, i64, i16, Kind)>;
        assert_eq!(from_bytes::<Values>(&bytes).unwrap(), values);
        for cut in 0..bytes.len() {
            assert!(from_bytes::<Values>(&bytes[..cut]).is_err(), "{cut}");
        }
        assert!(from_bytes::<Values>(&[bytes, vec![0]].concat()).is_err());
        assert!(from_bytes::<Vec<String>>(&[0xff; 9]).is_err());
    }
}
