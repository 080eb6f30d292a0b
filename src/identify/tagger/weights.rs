//! The fitted weights, decoded once from `model/names.bin`.

use super::{LABELS, features::BITS};
use crate::{
    model,
    packed::{Bit, Coder, Number, Reader, Writer},
};
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

    /// The bytes of a file: the steps between labels, and the features that have weights, in order, with a weight a label.
    pub fn encode(steps: &[[i32; LABELS]; LABELS], rows: &[(u32, [i8; LABELS])]) -> Vec<u8> {
        let mut writer = Writer::default();
        code(&mut writer, &mut steps.clone(), rows, |_, _| Some(()));
        writer.finish()
    }

    /// Reads weights from the bytes of a file, or nothing where they are no such file.
    pub fn decode(bytes: &[u8]) -> Option<Weights> {
        let mut out = Weights::none();
        let mut steps = out.steps;
        code(&mut Reader::of(bytes), &mut steps, &[], |feature, row| {
            *out.bits.get_mut(feature as usize / 64)? |= 1 << (feature % 64);
            let mut wide = [0; ROW];
            wide[..LABELS].copy_from_slice(&row);
            out.rows.push(wide);
            Some(())
        })?;
        out.steps = steps;
        let mut sum = 0;
        for (before, bits) in out.before.iter_mut().zip(&out.bits) {
            *before = sum;
            sum += bits.count_ones();
        }
        (sum as usize == out.rows.len()).then_some(out)
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

/// The form of the file, for both ways: steps between labels, the count of features; for each feature the gap to the one
/// before, for each label whether it has a weight, and then its sign and size.
fn code(
    coder: &mut impl Coder,
    steps: &mut [[i32; LABELS]; LABELS],
    rows: &[(u32, [i8; LABELS])],
    mut see: impl FnMut(u32, [i8; LABELS]) -> Option<()>,
) -> Option<()> {
    let mut step_size = Number::default();
    for step in steps.iter_mut().flatten() {
        *step = coder.signed(&mut step_size, *step);
    }
    let count = coder.number(&mut Number::default(), rows.len() as u32);
    let mut gap = Number::default();
    let mut has = [[Bit::default(); 4]; LABELS];
    let mut sign = [[Bit::default(); 3]; LABELS];
    let mut size: [[Number; 2]; LABELS] = Default::default();
    let mut feature = 0_u32;
    for at in 0..count as usize {
        let (own, row) = rows.get(at).copied().unwrap_or_default();
        feature = feature.checked_add(coder.number(&mut gap, own.wrapping_sub(feature)))?;
        let mut out = [0_i8; LABELS];
        let (mut seen, mut last) = (0_usize, 0_usize);
        for label in 0..LABELS {
            if !coder.bit(&mut has[label][seen.min(3)], row[label] != 0) {
                continue;
            }
            let minus = coder.bit(&mut sign[label][last], row[label] < 0);
            let least = u32::from(row[label].unsigned_abs()).saturating_sub(1);
            let value = coder.number(&mut size[label][seen.min(1)], least).min(126) as i8 + 1;
            out[label] = if minus { -value } else { value };
            seen += 1;
            last = 1 + usize::from(minus);
        }
        if coder.ended() {
            return None;
        }
        see(feature, out)?;
    }
    Some(())
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
    fn weights_outlive_their_bytes() {
        let mut row = [0; LABELS];
        (row[0], row[3]) = (-31, 4);
        let mut steps = [[0; LABELS]; LABELS];
        steps[1][2] = 70;
        let again = Weights::decode(&Weights::encode(&steps, &[(5, row), (70_000, row)])).unwrap();
        assert_eq!(again.steps, steps);
        assert_eq!(again.scores(&[5, 6, 70_000])[..4], [-62, 0, 0, 8]);
    }

    #[test]
    fn broken_bytes_bring_nothing_down() {
        for byte in [0, 0x55, 0xa7, 0xff] {
            let rows = Weights::decode(&[byte; 400]).map_or(0, |weights| weights.rows.len());
            assert!(rows < 100_000);
        }
    }
}
