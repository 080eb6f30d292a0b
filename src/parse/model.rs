//! The weights of the block scorer: small integers fitted by `train articles`, one for each feature bucket.

use super::features::{BUCKETS, Features};
use std::sync::LazyLock;

/// A linear model over features.
pub struct Model {
    /// Weights of "is this line body"; 32 is one unit of log odds.
    pub body: Vec<i8>,
    /// Weights of "is this line the headline", in the same units.
    pub headline: Vec<i8>,
}

/// What one unit of log odds is in the weights.
pub const UNIT: f32 = 32.0;

static FITTED: LazyLock<Model> = LazyLock::new(|| Model::decode(crate::model::bytes("articles.bin")));

/// The model as shipped; its card is `model/articles.md`.
pub fn fitted() -> &'static Model {
    &FITTED
}

impl Model {
    /// Reads what [`Model::encode`] writes: for each table the number of weights that are not zero, then for each its bucket
    /// and its weight.
    pub fn decode(bytes: &[u8]) -> Model {
        let mut rest = bytes;
        let mut take = || {
            let mut table = vec![0_i8; BUCKETS];
            let count = u16::from_le_bytes([rest[0], rest[1]]) as usize;
            for entry in rest[2..2 + count * 3].chunks_exact(3) {
                table[u16::from_le_bytes([entry[0], entry[1]]) as usize] = entry[2] as i8;
            }
            rest = &rest[2 + count * 3..];
            table
        };
        Model { body: take(), headline: take() }
    }

    /// The model as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for table in [&self.body, &self.headline] {
            let entries: Vec<(usize, i8)> =
                table.iter().copied().enumerate().filter(|(_, weight)| *weight != 0).collect();
            bytes.extend((entries.len() as u16).to_le_bytes());
            for (bucket, weight) in entries {
                bytes.extend((bucket as u16).to_le_bytes());
                bytes.push(weight as u8);
            }
        }
        bytes
    }
}

/// Log odds of the features under the weights.
pub fn score(weights: &[i8], features: &Features) -> f32 {
    let sum: i32 = features.0.iter().map(|&bucket| i32::from(weights[usize::from(bucket)])).sum();
    sum as f32 / UNIT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_the_same_after_its_bytes() {
        let mut model = Model { body: vec![0; BUCKETS], headline: vec![0; BUCKETS] };
        (model.body[7], model.body[BUCKETS - 1], model.headline[0]) = (-128, 127, 3);
        let back = Model::decode(&model.encode());
        assert_eq!((back.body, back.headline), (model.body, model.headline));
    }
}
