//! Numbers in as few bytes as they are worth: what the weights and word lists of `model/` are kept in.
//!
//! An adaptive binary range coder: each yes or no costs as much as it surprises, by what its [`Bit`] has seen so far. A
//! format is written down once, as calls on a [`Coder`]: the [`Writer`] takes the values it is given and hands them back, the
//! [`Reader`] takes no notice of them and hands back what was written.

/// Writes or reads, one bit at a time.
pub trait Coder {
    /// The bit: for a writer the one given, for a reader the one written there.
    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool;

    /// Whether more was read than was ever written; a writer never is.
    fn ended(&self) -> bool {
        false
    }

    /// A number of any size by what is known of its like.
    fn number(&mut self, number: &mut Number, value: u32) -> u32 {
        // How many bits it has, then these from the highest down; after a few they are as good as random.
        let value = u64::from(value) + 1;
        let length = 63 - value.leading_zeros();
        let mut bits = 0;
        while bits < 32 && self.bit(&mut number.lengths[bits as usize], bits < length) {
            bits += 1;
        }
        let mut out = 1_u64;
        for at in (0..bits).rev() {
            let told = bits - 1 - at;
            let given = value >> at & 1 == 1;
            let one = if told < SHAPED {
                self.bit(
                    &mut number.shape[bits as usize * (1 << SHAPED) + out as usize % (1 << SHAPED)],
                    given,
                )
            } else {
                self.bit(&mut Bit::default(), given)
            };
            out = out << 1 | u64::from(one);
        }
        (out - 1) as u32
    }

    /// A number below or above zero.
    fn signed(&mut self, number: &mut Number, value: i32) -> i32 {
        let coded = self.number(number, (value << 1 ^ value >> 31) as u32);
        (coded >> 1) as i32 ^ -((coded & 1) as i32)
    }
}

/// How many of a number's leading bits are foreseen by what was seen.
const SHAPED: u32 = 3;

/// How likely a bit is set, by those seen.
#[derive(Clone, Copy)]
pub struct Bit {
    /// Of 65,536.
    chance: u16,
    seen: u8,
}

impl Default for Bit {
    fn default() -> Bit {
        Bit { chance: 1 << 15, seen: 0 }
    }
}

impl Bit {
    /// The part of a range that means "set".
    fn part(self, range: u32) -> u32 {
        (range >> 16) * u32::from(self.chance)
    }

    fn see(&mut self, value: bool) {
        /// The slowest step is one part in 128.
        const SLOWEST: u8 = 126;
        let step = i32::from(self.seen) + 2;
        let aim = if value { 0xffff - 64 } else { 64 };
        self.chance = (i32::from(self.chance) + (aim - i32::from(self.chance)) / step) as u16;
        self.seen = (self.seen + 1).min(SLOWEST);
    }
}

/// What is known of numbers of one kind.
#[derive(Clone)]
pub struct Number {
    lengths: [Bit; 33],
    shape: Vec<Bit>,
}

impl Default for Number {
    fn default() -> Number {
        Number { lengths: [Bit::default(); 33], shape: vec![Bit::default(); 33 << SHAPED] }
    }
}

/// Puts bits into bytes.
pub struct Writer {
    low: u64,
    range: u32,
    out: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Writer {
        Writer { low: 0, range: u32::MAX, out: Vec::new() }
    }
}

impl Writer {
    /// The bytes.
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..4 {
            self.shift();
        }
        while self.out.last() == Some(&0) {
            self.out.pop();
        }
        self.out
    }

    fn shift(&mut self) {
        if self.low > u64::from(u32::MAX) {
            // One over: it is carried into the bytes already there.
            for byte in self.out.iter_mut().rev() {
                *byte = byte.wrapping_add(1);
                if *byte != 0 {
                    break;
                }
            }
        }
        self.out.push((self.low >> 24) as u8);
        self.low = (self.low & 0x00ff_ffff) << 8;
        self.range <<= 8;
    }
}

impl Coder for Writer {
    fn bit(&mut self, bit: &mut Bit, value: bool) -> bool {
        let part = bit.part(self.range);
        if value {
            self.range = part;
        } else {
            self.low += u64::from(part);
            self.range -= part;
        }
        bit.see(value);
        while self.range < 1 << 24 {
            self.shift();
        }
        value
    }
}

/// Takes bits out of bytes; past their end it reads zeros.
pub struct Reader<'a> {
    bytes: std::slice::Iter<'a, u8>,
    code: u32,
    range: u32,
    past: u32,
}

impl<'a> Reader<'a> {
    /// Begins with the first byte.
    pub fn of(bytes: &'a [u8]) -> Reader<'a> {
        let mut reader = Reader { bytes: bytes.iter(), code: 0, range: u32::MAX, past: 0 };
        for _ in 0..4 {
            reader.shift();
        }
        reader.range = u32::MAX;
        reader
    }

    fn shift(&mut self) {
        let byte = self.bytes.next();
        self.past += u32::from(byte.is_none());
        self.code = self.code << 8 | u32::from(byte.copied().unwrap_or(0));
        self.range <<= 8;
    }
}

impl Coder for Reader<'_> {
    fn bit(&mut self, bit: &mut Bit, _: bool) -> bool {
        let part = bit.part(self.range);
        let value = self.code < part;
        if value {
            self.range = part;
        } else {
            self.code -= part;
            self.range -= part;
        }
        bit.see(value);
        while self.range < 1 << 24 {
            self.shift();
        }
        value
    }

    fn ended(&self) -> bool {
        // Zeros at the end are not kept; a number or two may hang over.
        self.past > 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One format, for both ways.
    fn all(coder: &mut impl Coder, values: &[(u32, i32, bool)]) -> Vec<(u32, i32, bool)> {
        let (mut number, mut signed, mut bit) = (Number::default(), Number::default(), Bit::default());
        let mut one =
            |a, b, c| (coder.number(&mut number, a), coder.signed(&mut signed, b), coder.bit(&mut bit, c));
        values.iter().map(|(a, b, c)| one(*a, *b, *c)).collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(values in proptest::collection::vec(any::<(u32, i32, bool)>(), 0..300)) {
            let mut writer = Writer::default();
            all(&mut writer, &values);
            let bytes = writer.finish();
            let blank = vec![(0, 0, false); values.len()];
            prop_assert_eq!(all(&mut Reader::of(&bytes), &blank), values);
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            all(&mut Reader::of(&bytes), &[(0, 0, false); 50]);
        }
    }

    #[test]
    fn what_is_foreseen_costs_little() {
        let mut writer = Writer::default();
        all(&mut writer, &[(3, -1, true); 1000]);
        assert!(writer.finish().len() < 60);
    }
}
