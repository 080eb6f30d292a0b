//! Words as numbers, so that each is read once and compared at no cost.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// Values by numbers, which are hashes already and need no other.
pub type Numbered<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// How often each number was met.
pub type Counts = Numbered<u32>;

/// A set of numbers that are hashes already.
pub type Numbers = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// The hasher of [`Numbered`] and [`Numbers`].
#[derive(Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= of(bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// An odd number without a pattern in its bits: the golden ratio's fraction.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Joins a number to a hash.
pub const fn join(hash: u64, number: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ number).wrapping_mul(SPREAD);
    mixed ^ (mixed >> 32)
}

/// The hash of bytes, the same on every machine.
pub const fn of(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        hash = join(hash, u64::from_le_bytes(*eight));
        rest = behind;
    }
    let mut last = 0;
    while let Some((byte, behind)) = rest.split_first() {
        last = last << 8 | *byte as u64;
        rest = behind;
    }
    join(hash, last)
}

/// Puts `text` in lower case into `lower`, whose room is used again.
pub fn lower_case(text: &str, lower: &mut String) {
    lower.clear();
    if text.is_ascii() {
        lower.push_str(text);
        lower.make_ascii_lowercase();
    } else {
        for c in text.chars() {
            match c {
                'A'..='Z' => lower.push(c.to_ascii_lowercase()),
                // Below Latin letters, and among the marks of typesetting, nothing has another case.
                ..='\u{bf}' | '\u{2000}'..='\u{20cf}' => lower.push(c),
                _ => lower.extend(c.to_lowercase()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_is_that_of_the_language() {
        let mut lower = String::new();
        for text in ["“ÄPFEL” – Ωmega İ µ ", "ASCII only", "Привет, МИР…"] {
            lower_case(text, &mut lower);
            assert_eq!(lower, text.chars().flat_map(char::to_lowercase).collect::<String>());
        }
    }

    #[test]
    fn bytes_that_differ_have_other_numbers() {
        let texts = ["", "a", "b", "ab", "ba", "abcdefgh", "abcdefgi", "abcdefghi", "\0", "\0\0"];
        let mut numbers: Vec<u64> = texts.iter().map(|text| of(text.as_bytes())).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), texts.len());
    }
}
