//! Classes of words that are used alike, so that what was learnt of one word holds for others: `model/classes.bin`, made by
//! `train classes` from texts of which nothing but the order of the words is looked at.

use super::document::Id;
use crate::{
    model,
    packed::{Bit, Coder, Number, Reader, Writer},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// The finest class of a word and the two coarser ones that hold it; 0 where nothing is known.
pub type Class = [u8; LEVELS];

/// How many levels there are.
pub const LEVELS: usize = 3;

/// Bits kept of a word's hash. Of words that have no class, four in a thousand seem to have one, in training as in use.
const BITS: u32 = 22;

/// The number by which a word is kept.
fn key(id: Id) -> u32 {
    id.wrapping_mul(0x9e37_79b1) >> (32 - BITS)
}

static TABLE: LazyLock<HashMap<u32, Class>> =
    LazyLock::new(|| decode(model::bytes("classes.bin")).unwrap_or_default());

/// The classes of a word.
pub fn of(id: Id) -> Class {
    TABLE.get(&key(id)).copied().unwrap_or_default()
}

/// The bytes of a file: `coarser` has the coarser classes of each finest one, counted from 1; `words` their finest classes.
pub fn encode(words: &[(Id, u8)], coarser: &[[u8; LEVELS - 1]]) -> Vec<u8> {
    let mut table: BTreeMap<u32, u8> = BTreeMap::new();
    for (word, class) in words {
        table.entry(key(*word)).or_insert(*class);
    }
    let words: Vec<(u32, u8)> = table.into_iter().collect();
    let mut writer = Writer::default();
    code(&mut writer, &words, coarser, |_, _| {});
    writer.finish()
}

fn decode(bytes: &[u8]) -> Option<HashMap<u32, Class>> {
    let mut table = HashMap::new();
    code(&mut Reader::of(bytes), &[], &[], |key, class| {
        table.insert(key, class);
    })?;
    Some(table)
}

/// The form of the file, for both ways: how many finest classes there are and the coarser ones of each, then how many words,
/// and for each the step to its number and its class, bit by bit.
fn code(
    coder: &mut impl Coder,
    words: &[(u32, u8)],
    coarser: &[[u8; LEVELS - 1]],
    mut see: impl FnMut(u32, Class),
) -> Option<()> {
    let mut size = Number::default();
    let classes = coder.number(&mut size, coarser.len() as u32).min(255) as usize;
    let mut all: Vec<[u8; LEVELS - 1]> = Vec::with_capacity(classes);
    for class in 0..classes {
        let own = coarser.get(class).copied().unwrap_or_default();
        all.push(own.map(|level| coder.number(&mut size, u32::from(level)).min(255) as u8));
    }
    let count = coder.number(&mut Number::default(), words.len() as u32);
    let mut steps = Number::default();
    // What is seen of each bit of a class after the bits above it.
    let mut bits = [Bit::default(); 256];
    let mut last = 0_u32;
    for at in 0..count as usize {
        let (own, class) = words.get(at).copied().unwrap_or_default();
        last = last.checked_add(coder.number(&mut steps, own.wrapping_sub(last)))?;
        let mut path = 1;
        for bit in (0..8).rev() {
            path = path << 1 | usize::from(coder.bit(&mut bits[path], class >> bit & 1 == 1));
        }
        if coder.ended() {
            return None;
        }
        let class = path as u8;
        let [middle, coarse] = all.get(usize::from(class).checked_sub(1)?).copied().unwrap_or_default();
        see(last, [class, middle, coarse]);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{identify::tagger::document::id_of, token::tokens};

    #[test]
    fn classes_outlive_their_bytes() {
        let table = decode(&encode(&[(5, 2), (900_000, 1)], &[[1, 1], [7, 2]])).unwrap();
        assert_eq!(table, HashMap::from([(key(5), [2, 7, 2]), (key(900_000), [1, 1, 1])]));
        for byte in [0, 0x55, 0xa7, 0xff] {
            assert!(decode(&[byte; 400]).is_none_or(|table| table.len() < 100_000));
        }
    }

    #[test]
    fn words_that_are_used_alike_share_a_class() {
        let coarse = |word: &str| of(id_of(&tokens(word)[0]))[2];
        assert_eq!(coarse("Monday"), coarse("Thursday"));
        assert_eq!(coarse("he"), coarse("she"));
        assert_ne!(coarse("Monday"), coarse("he"));
    }
}
