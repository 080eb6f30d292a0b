//! The weights of the block scorer: small integers fitted by `train articles`, one for each feature bucket.

use super::features::{BUCKETS, Features};
use std::sync::LazyLock;

/// A linear model over features.
pub struct Model {
    /// Weights of "is this line of a text body"; 32 is one unit of log odds.
    pub line: Vec<i8>,
    /// Weights of "is this block of a page body".
    pub block: Vec<i8>,
    /// Weights of "is this line the headline", in the same units.
    pub headline: Vec<i8>,
}

/// What one unit of log odds is in the weights.
pub const UNIT: f32 = 32.0;

static FITTED: LazyLock<Model> = LazyLock::new(|| Model::decode(include_bytes!("../../model/articles.bin")));

/// The model as shipped; its card is `model/articles.md`.
pub fn fitted() -> &'static Model {
    &FITTED
}

impl Model {
    /// Reads what [`Model::encode`] writes: for each table its weights that are not zero, each with the way to it from the
    /// one before, and a zero weight at the end. A way longer than a byte goes by steps of weight zero.
    pub fn decode(bytes: &[u8]) -> Model {
        let mut entries = bytes.chunks_exact(2).map(|entry| (usize::from(entry[0]), entry[1] as i8));
        let mut take = || {
            let mut table = vec![0_i8; BUCKETS];
            let mut at = 0;
            for (way, weight) in entries.by_ref() {
                if (way, weight) == (0, 0) {
                    break;
                }
                at += way;
                if let Some(place) = table.get_mut(at) {
                    *place = weight;
                }
            }
            table
        };
        Model { line: take(), block: take(), headline: take() }
    }

    /// The model as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for table in [&self.line, &self.block, &self.headline] {
            let mut at = 0;
            for (bucket, weight) in table.iter().enumerate().filter(|(_, weight)| **weight != 0) {
                while bucket - at > 255 {
                    bytes.extend([255, 0]);
                    at += 255;
                }
                bytes.extend([(bucket - at) as u8, *weight as u8]);
                at = bucket;
            }
            bytes.extend([0, 0]);
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
        let none = || vec![0; BUCKETS];
        let mut model = Model { line: none(), block: none(), headline: none() };
        (model.line[7], model.line[BUCKETS - 1], model.headline[0]) = (-128, 127, 3);
        let back = Model::decode(&model.encode());
        assert_eq!((back.line, back.block, back.headline), (model.line, model.block, model.headline));
    }
}
