//! Tables from codes to characters: what a font says of its codes (ISO 32000-1, 9.7.5 and 9.10.3).

use super::object::{Item, Lexer, Object};
use std::collections::BTreeMap;

/// Most entries of a table: twice the characters of the largest fonts.
const MOST: usize = 200_000;

/// Which codes there are, and what they stand for.
#[derive(Clone, Debug, Default)]
pub struct CMap {
    /// Ranges of codes: how many bytes they have, the first and the last.
    spaces: Vec<(usize, u32, u32)>,
    /// Runs of codes: from the first, its length in bytes, to the last and the characters of the first.
    runs: BTreeMap<(u32, usize), (u32, Vec<u16>)>,
}

impl CMap {
    /// Reads a table as a font holds it. What is wrong in it is passed over.
    pub fn read(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut held: Vec<Object> = Vec::new();
        while let Some(item) = lexer.item() {
            match item {
                Item::Value(value) => {
                    held.push(value);
                    // Only the entries between two words are looked at together.
                    if held.len() > 1000 {
                        held.clear();
                    }
                }
                Item::Word(word) => {
                    match word {
                        b"endcodespacerange" => map.add_spaces(&held),
                        b"endbfchar" => map.add_characters(&held),
                        b"endbfrange" => map.add_ranges(&held),
                        _ => {}
                    }
                    held.clear();
                }
            }
            if map.runs.len() > MOST {
                break;
            }
        }
        map
    }

    fn add_spaces(&mut self, held: &[Object]) {
        for pair in held.chunks_exact(2) {
            if let (Some((first, length)), Some((last, _))) = (code(&pair[0]), code(&pair[1]))
                && self.spaces.len() < 100
            {
                self.spaces.push((length, first, last));
            }
        }
    }

    fn add_characters(&mut self, held: &[Object]) {
        for pair in held.chunks_exact(2) {
            if let (Some((first, length)), Object::Text(units)) = (code(&pair[0]), &pair[1]) {
                self.runs.insert((first, length), (first, utf16(units)));
            }
        }
    }

    fn add_ranges(&mut self, held: &[Object]) {
        for range in held.chunks_exact(3) {
            let (Some((first, length)), Some((last, _))) = (code(&range[0]), code(&range[1])) else {
                continue;
            };
            match &range[2] {
                Object::Text(units) => {
                    self.runs.insert((first, length), (last, utf16(units)));
                }
                Object::List(list) => {
                    for (code, units) in (first..=last).zip(list) {
                        if let Object::Text(units) = units {
                            self.runs.insert((code, length), (code, utf16(units)));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The length in bytes of the code at the start of these bytes; nothing where the table does not say.
    pub fn length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=bytes.len().min(4)).find(|&length| {
            let code = number(&bytes[..length]);
            self.spaces.iter().any(|(own, first, last)| {
                // Each byte lies in its own range.
                *own == length
                    && (0..length).all(|at| {
                        let byte = |number: u32| number >> (8 * at) & 0xff;
                        (byte(*first)..=byte(*last)).contains(&byte(code))
                    })
            })
        })
    }

    /// The characters of a code of so many bytes.
    pub fn characters(&self, code: u32, length: usize) -> Option<String> {
        let found = |length: usize| {
            let (&(first, own), (last, units)) = self.runs.range(..=(code, length)).next_back()?;
            (own == length && code <= *last).then(|| {
                let mut units = units.clone();
                // The last unit counts on through the range.
                if let Some(unit) = units.last_mut() {
                    *unit = unit.wrapping_add((code - first) as u16);
                }
                String::from_utf16_lossy(&units)
            })
        };
        // Some producers write the codes of a two-byte font with one byte, and the other way round.
        found(length).or_else(|| found(if length == 1 { 2 } else { 1 }))
    }
}

/// The bytes of a code as a number.
pub fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn code(object: &Object) -> Option<(u32, usize)> {
    match object {
        Object::Text(bytes) if (1..=4).contains(&bytes.len()) => Some((number(bytes), bytes.len())),
        _ => None,
    }
}

fn utf16(bytes: &[u8]) -> Vec<u16> {
    const MOST_UNITS: usize = 64;
    match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes
            .chunks_exact(2)
            .take(MOST_UNITS)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_characters_alone_in_ranges_and_in_lists() {
        let map = CMap::read(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0010> <00660066006C> endbfchar\n\
              2 beginbfrange <0024> <003D> <0041> <0050> <0051> [<2018> <D83DDE00>] endbfrange endcmap",
        );
        let check = |code, expect: Option<&str>| {
            assert_eq!(map.characters(code, 2).as_deref(), expect, "{code:#x}");
        };
        check(0x03, Some(" "));
        check(0x10, Some("ffl"));
        check(0x26, Some("C"));
        check(0x3e, None);
        check(0x50, Some("‘"));
        check(0x51, Some("😀"));
        assert_eq!(map.length(&[0, 0x24, 0]), Some(2));
    }

    #[test]
    fn codes_of_mixed_lengths_are_told_apart() {
        let map = CMap::read(b"begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange");
        assert_eq!(map.length(&[0x41, 0x42]), Some(1));
        assert_eq!(map.length(&[0x82, 0xa0]), Some(2));
        assert_eq!(map.length(&[0x82]), None);
    }
}
