//! The fitted weights, decoded once from `model/names.bin`.
//!
//! The file: count of weights (u32), bytes of gaps (u32), scale (f32, only for the card), 81 steps between labels (i32), all
//! little-endian; then the gaps between feature numbers as varints, one label a byte, one weight a byte (i8).

use super::{LABELS, features::BITS};
use crate::model;
use std::sync::LazyLock;

/// How much each feature speaks for each label, in small integers.
#[derive(Clone, Debug)]
pub struct Weights {
    /// From label to label.
    pub steps: [[i32; LABELS]; LABELS],
    /// One bit a feature: whether it has any weight.
    bits: Vec<u64>,
    /// How many features with weights stand before each word of `bits`.
    before: Vec<u32>,
    rows: Vec<[i8; ROW]>,
}

/// Labels rounded up, so that a row is two machine words.
const ROW: usize = 16;

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    // The file is part of the program and tested to decode; without it everything is `outside`.
    Weights::decode(model::bytes("names.bin")).unwrap_or_else(Weights::none)
});

impl Weights {
    /// The weights that come with the program.
    pub fn shipped() -> &'static Weights {
        &SHIPPED
    }

    fn none() -> Weights {
        let words = (1 << BITS) / 64;
        Weights {
            steps: [[0; LABELS]; LABELS],
            bits: vec![0; words],
            before: vec![0; words],
            rows: Vec::new(),
        }
    }

    /// Reads weights from the bytes of a file, or nothing where they are no such file.
    pub fn decode(bytes: &[u8]) -> Option<Weights> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let (count, gaps) = (number(0)? as usize, number(4)? as usize);
        let mut out = Weights::none();
        let mut at = 12;
        for step in out.steps.iter_mut().flatten() {
            *step = number(at)? as i32;
            at += 4;
        }
        let gaps = bytes.get(at..at.checked_add(gaps)?)?;
        let labels = bytes.get(at + gaps.len()..)?.get(..count)?;
        let values = bytes.get(at + gaps.len() + count..)?.get(..count)?;
        let mut gaps = gaps.iter();
        let mut feature = 0_u32;
        let mut last = None;
        for (label, value) in labels.iter().zip(values) {
            feature = feature.checked_add(varint(&mut gaps)?)?;
            if feature >= 1 << BITS || usize::from(*label) >= LABELS {
                return None;
            }
            if last != Some(feature) {
                out.bits[feature as usize / 64] |= 1 << (feature % 64);
                out.rows.push([0; ROW]);
                last = Some(feature);
            }
            out.rows.last_mut()?[usize::from(*label)] = *value as i8;
        }
        let mut sum = 0;
        for (before, bits) in out.before.iter_mut().zip(&out.bits) {
            *before = sum;
            sum += bits.count_ones();
        }
        Some(out)
    }

    /// What the features of a token say for each label.
    pub fn scores(&self, features: &[u32]) -> [i32; LABELS] {
        let mut sums = [0_i16; ROW];
        for feature in features {
            let (word, bit) = (*feature as usize / 64, feature % 64);
            let bits = self.bits[word];
            if bits >> bit & 1 == 1 {
                let row = self.before[word] + (bits & ((1 << bit) - 1)).count_ones();
                for (sum, weight) in sums.iter_mut().zip(&self.rows[row as usize]) {
                    *sum += i16::from(*weight);
                }
            }
        }
        std::array::from_fn(|label| i32::from(sums[label]))
    }
}

fn varint(bytes: &mut std::slice::Iter<u8>) -> Option<u32> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let byte = *bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_decode() {
        let weights = Weights::decode(model::bytes("names.bin")).unwrap();
        assert!(weights.rows.len() > 1000);
    }

    #[test]
    fn broken_bytes_give_nothing() {
        assert!(Weights::decode(&[]).is_none());
        assert!(Weights::decode(&[255; 400]).is_none());
    }
}
