//! A font of a PDF as far as text needs it: what its codes stand for and how far each moves the pen.

use super::{
    cmap::{self, CMap},
    file::File,
    glyphs::{self, Encoding},
    object::{Dict, Item, Lexer, Object},
};
use crate::read::Decode;
use std::collections::BTreeMap;

/// How the bytes of a string are told apart into codes.
#[derive(Clone, Debug)]
enum Codes {
    /// One byte each.
    Single,
    /// Two bytes each.
    Double,
    /// As a table says.
    Table(CMap),
    /// UTF-16, big end first.
    Utf16,
    /// An encoding of East Asia, by the label under which browsers know it.
    Label(&'static str),
}

/// A font.
#[derive(Clone, Debug)]
pub struct Font {
    codes: Codes,
    unicode: CMap,
    /// What each code of one byte stands for, by the encoding.
    simple: Vec<Option<String>>,
    /// Widths in thousandths of the size.
    widths: BTreeMap<u32, f64>,
    default: Option<f64>,
    /// How many of the font's units are a thousandth.
    scale: f64,
    name: String,
    /// Whether its name says that it is bold.
    pub bold: bool,
}

/// What a code shows.
pub struct Glyph<'a> {
    /// Its characters; the replacement character where nobody says.
    pub text: &'a str,
    /// How far it moves the pen, in parts of the size.
    pub width: f64,
    /// Whether it is the single byte that word spacing widens.
    pub space: bool,
}

const UNKNOWN: &str = "\u{fffd}";

impl Font {
    /// Reads a font. What it does not say is as the standard has it.
    pub fn read(file: &File, font: &Dict) -> Font {
        let text = |dict: &Dict, name: &[u8]| match file.value(dict, name) {
            Object::Name(name) => String::from_utf8_lossy(&name).into_owned(),
            _ => String::new(),
        };
        let unicode = match file.value(font, b"ToUnicode") {
            stream @ Object::Stream(..) => {
                file.bytes_of(&stream).map(|bytes| CMap::read(&bytes)).unwrap_or_default()
            }
            _ => CMap::default(),
        };
        let name = text(font, b"BaseFont");
        let lower = name.to_ascii_lowercase();
        let bold = ["bold", "black", "heavy", "semibd"].iter().any(|word| lower.contains(word));
        let subtype = text(font, b"Subtype");
        let mut own = Font {
            codes: Codes::Single,
            unicode,
            simple: Vec::new(),
            widths: BTreeMap::new(),
            default: None,
            scale: 1.0,
            name,
            bold,
        };
        if subtype == "Type0" {
            own.composite(file, font)
        } else {
            own.simple(file, font, &subtype)
        }
        own
    }

    fn simple(&mut self, file: &File, font: &Dict, subtype: &str) {
        let descriptor = file.value(font, b"FontDescriptor");
        let none = Dict::new();
        let descriptor = descriptor.dict().unwrap_or(&none);
        let first = file.value(font, b"FirstChar").count().unwrap_or(0).min(255) as u32;
        for (code, width) in (first..256).zip(file.value(font, b"Widths").list().unwrap_or_default()) {
            self.widths.extend(file.get(width).number().map(|width| (code, width)));
        }
        if !self.widths.is_empty() {
            self.default = Some(file.value(descriptor, b"MissingWidth").number().unwrap_or(0.0));
        }
        if subtype == "Type3"
            && let Some(scale) =
                file.value(font, b"FontMatrix").list().and_then(|list| file.get(list.first()?).number())
        {
            self.scale = (scale.abs() * 1000.0).clamp(1e-6, 1e6);
        }
        let encoding = file.value(font, b"Encoding");
        let named = |object: &Object| match object.name() {
            Some(b"WinAnsiEncoding") => Some(Encoding::Win),
            Some(b"MacRomanEncoding") => Some(Encoding::Mac),
            Some(b"StandardEncoding") => Some(Encoding::Standard),
            _ => None,
        };
        let base = named(&encoding)
            .or_else(|| named(&file.value(encoding.dict()?, b"BaseEncoding")))
            .unwrap_or(if subtype == "TrueType" { Encoding::Win } else { Encoding::Standard });
        self.simple = (0..=255).map(|code| glyphs::of_code(base, code).map(String::from)).collect();
        if encoding == Object::Null
            || encoding.dict().is_some_and(|dict| !dict.contains_key(b"BaseEncoding".as_slice()))
        {
            for (code, name) in built_in(file, descriptor) {
                self.simple[usize::from(code)] = glyphs::of_name(&name);
            }
        }
        let differences = encoding.dict().map(|dict| file.value(dict, b"Differences"));
        let mut code = 0;
        for item in differences.as_ref().and_then(Object::list).unwrap_or_default() {
            match file.get(item) {
                Object::Number(number) => code = number as usize,
                Object::Name(name) => {
                    if let Some(known) = self.simple.get_mut(code) {
                        *known = glyphs::of_name(&String::from_utf8_lossy(&name));
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }

    fn composite(&mut self, file: &File, font: &Dict) {
        let none = Dict::new();
        let descendants = file.value(font, b"DescendantFonts");
        let inner =
            descendants.list().and_then(<[Object]>::first).map_or(Object::Null, |inner| file.get(inner));
        let inner = inner.dict().unwrap_or(&none);
        self.default = Some(file.value(inner, b"DW").number().unwrap_or(1000.0));
        self.read_widths(file, &file.value(inner, b"W"));
        self.codes = match file.value(font, b"Encoding") {
            Object::Name(name) => of_table(&String::from_utf8_lossy(&name)),
            stream @ Object::Stream(..) => {
                file.bytes_of(&stream).map_or(Codes::Double, |bytes| Codes::Table(CMap::read(&bytes)))
            }
            _ => Codes::Double,
        };
    }

    /// `c [w1 w2 …]` and `first last w`, one behind the other.
    fn read_widths(&mut self, file: &File, widths: &Object) {
        const MOST: usize = 100_000;
        let mut items = widths.list().unwrap_or_default().iter().map(|item| file.get(item));
        while let (Some(first), Some(next)) = (items.next(), items.next()) {
            let Some(first) = first.count().and_then(|first| u32::try_from(first).ok()) else { return };
            match next {
                Object::List(list) => {
                    for (code, width) in (first..).zip(&list) {
                        self.widths.extend(file.get(width).number().map(|width| (code, width)));
                    }
                }
                last => {
                    let (Some(last), Some(Object::Number(width))) = (last.count(), items.next()) else {
                        return;
                    };
                    for code in first..=u32::try_from(last).unwrap_or(first).min(first.saturating_add(0xffff))
                    {
                        self.widths.insert(code, width);
                    }
                }
            }
            if self.widths.len() > MOST {
                return;
            }
        }
    }

    /// Gives `each` what the codes of a string show, in order.
    pub fn each(&self, bytes: &[u8], decode: Decode, mut each: impl FnMut(Glyph)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = self.length(rest).clamp(1, rest.len());
            let (own, after) = rest.split_at(length);
            rest = after;
            let code = cmap::number(own);
            let known = self.unicode.characters(code, length).filter(|text| !is_private(text));
            let text = known.or_else(|| match &self.codes {
                Codes::Single => self.simple.get(code as usize).cloned().flatten(),
                Codes::Utf16 => {
                    let units = own.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                    Some(
                        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
                    )
                }
                Codes::Label(label) => decode(own, label),
                Codes::Double | Codes::Table(_) => None,
            });
            let text = text.as_deref().unwrap_or(UNKNOWN);
            let width = self.widths.get(&code).copied().or(self.default);
            let width = width.unwrap_or_else(|| text.chars().map(|c| glyphs::width(&self.name, c)).sum())
                * self.scale;
            each(Glyph { text, width: width / 1000.0, space: length == 1 && code == 32 });
        }
    }

    fn length(&self, bytes: &[u8]) -> usize {
        match &self.codes {
            Codes::Single => 1,
            Codes::Double => 2,
            Codes::Table(map) => map.length(bytes).unwrap_or(2),
            Codes::Utf16 if matches!(bytes[0], 0xd8..=0xdb) => 4,
            Codes::Utf16 => 2,
            // Half-width katakana stand alone in Shift_JIS.
            Codes::Label("shift_jis") if matches!(bytes[0], 0xa0..=0xdf) => 1,
            Codes::Label(_) => 1 + usize::from(bytes[0] >= 0x81),
        }
    }
}

/// Characters that a producer made up for its own font say nothing.
fn is_private(text: &str) -> bool {
    text.is_empty() || text.chars().all(|c| matches!(c, '\0' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}'))
}

/// The tables that the standard names (9.7.5.2): those of Unicode, and the encodings that others are made for.
fn of_table(name: &str) -> Codes {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["UCS2", "UTF16"]) => Codes::Utf16,
        () if has(&["RKSJ"]) => Codes::Label("shift_jis"),
        () if has(&["GBK", "GB-EUC", "GBpc"]) => Codes::Label("gb18030"),
        () if has(&["KSC-EUC", "KSCms", "KSCpc"]) => Codes::Label("euc-kr"),
        () if has(&["B5", "ETen"]) => Codes::Label("big5"),
        () => Codes::Double,
    }
}

/// What the program of a Type 1 font says of its codes: `dup 65 /A put`, which stands in its part that can be read.
fn built_in(file: &File, descriptor: &Dict) -> Vec<(u8, String)> {
    const LOOK: usize = 64 << 10;
    let program = file.value(descriptor, b"FontFile");
    let Ok(bytes) = file.bytes_of(&program) else { return Vec::new() };
    let end = memchr::memmem::find(&bytes, b"eexec").unwrap_or(bytes.len()).min(LOOK);
    let Some(start) = memchr::memmem::find(&bytes[..end], b"/Encoding") else { return Vec::new() };
    let mut lexer = Lexer::new(&bytes[..end], start);
    let mut codes = Vec::new();
    let mut number = None;
    while let Some(item) = lexer.item() {
        match item {
            Item::Value(Object::Number(code)) => number = Some(code),
            Item::Value(Object::Name(name)) => {
                if let Some(code @ 0.0..=255.0) = number.take() {
                    codes.push((code as u8, String::from_utf8_lossy(&name).into_owned()));
                }
            }
            Item::Word(b"def" | b"readonly") => break,
            _ => {}
        }
    }
    codes
}
