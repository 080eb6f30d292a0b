//! The weights of the block scorer: small integers fitted by `train articles`, one for each feature bucket.

use super::features::{BUCKETS, Features};
use std::sync::LazyLock;

/// A linear model over features.
pub struct Model {
    /// Weights of "is this line of a text body"; 32 is one unit of log odds.
    pub line: Vec<i8>,
    /// The same at the second look.
    pub line_again: Vec<i8>,
    /// Weights of "is this block of a page body".
    pub block: Vec<i8>,
    /// The same at the second look.
    pub block_again: Vec<i8>,
    /// Weights of "is this line the headline", in the same units.
    pub headline: Vec<i8>,
}

/// What one unit of log odds is in the weights.
pub const UNIT: f32 = 32.0;

static FITTED: LazyLock<Model> = LazyLock::new(|| Model::decode(crate::model::bytes("articles.bin"), PAGES));

/// The weights for pages stand in the code that reads pages.
#[cfg(feature = "formats")]
const PAGES: &[u8] = include_bytes!("../../model/pages.bin");
#[cfg(not(feature = "formats"))]
const PAGES: &[u8] = &[];

/// The model as shipped; its card is `model/articles.md`.
pub fn fitted() -> &'static Model {
    &FITTED
}

impl Model {
    /// Reads what [`Model::encode`] writes.
    pub fn decode(texts: &[u8], pages: &[u8]) -> Model {
        let (mut texts, mut pages) = (entries(texts), entries(pages));
        Model {
            line: table(&mut texts),
            headline: table(&mut texts),
            line_again: table(&mut texts),
            block: table(&mut pages),
            block_again: table(&mut pages),
        }
    }

    /// The model as bytes: the weights for texts, and those for pages.
    ///
    /// A table is its weights that are not zero, each with the way to it from the one before, and a zero weight at the end. A way
    /// longer than a byte goes by steps of weight zero.
    pub fn encode(&self) -> (Vec<u8>, Vec<u8>) {
        let tables = |all: &[&[i8]]| all.iter().flat_map(|table| encoded(table)).collect();
        (tables(&[&self.line, &self.headline, &self.line_again]), tables(&[&self.block, &self.block_again]))
    }
}

fn entries(bytes: &[u8]) -> impl Iterator<Item = (usize, i8)> {
    bytes.chunks_exact(2).map(|entry| (usize::from(entry[0]), entry[1] as i8))
}

fn table(entries: &mut impl Iterator<Item = (usize, i8)>) -> Vec<i8> {
    let mut table = vec![0; BUCKETS];
    let mut at = 0;
    for (way, weight) in entries.take_while(|entry| *entry != (0, 0)) {
        at += way;
        if let Some(place) = table.get_mut(at) {
            *place = weight;
        }
    }
    table
}

fn encoded(table: &[i8]) -> Vec<u8> {
    let mut bytes = Vec::new();
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
    bytes
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
        let mut model =
            Model { line: none(), block: none(), headline: none(), line_again: none(), block_again: none() };
        (model.line[7], model.line[BUCKETS - 1], model.headline[0]) = (-128, 127, 3);
        (model.line_again[9], model.block_again[0]) = (1, -1);
        let (texts, pages) = model.encode();
        let back = Model::decode(&texts, &pages);
        assert_eq!((back.line, back.block, back.headline), (model.line, model.block, model.headline));
        assert_eq!((back.line_again, back.block_again), (model.line_again, model.block_again));
    }
}
