//! What the block scorer was fitted to by `train articles`: small integers, one for each feature bucket, and trees for the second look.

use super::{
    features::{BUCKETS, Features},
    trees::Trees,
};
use crate::packed::{Bit, Coder, Number, Reader, Writer};
use std::sync::LazyLock;

/// Linear models over features, and trees over what those say of a whole text.
pub struct Model {
    /// Weights of "is this line of a text body"; 32 is one unit of log odds.
    pub line: Vec<i8>,
    /// What the second look adds for a line of a text.
    pub line_again: Trees,
    /// Weights of "is this block of a page body".
    pub block: Vec<i8>,
    /// What the second look adds for a block of a page.
    pub block_again: Trees,
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
    /// A model that knows nothing.
    pub fn blank() -> Model {
        let none = || vec![0; BUCKETS];
        Model {
            line: none(),
            line_again: Trees::default(),
            block: none(),
            block_again: Trees::default(),
            headline: none(),
        }
    }

    /// Reads what [`Model::encode`] writes; a model that is not there weighs nothing.
    pub fn decode(texts: &[u8], pages: &[u8]) -> Model {
        let mut model = Model::blank();
        if !texts.is_empty() {
            model.code_texts(&mut Reader::of(texts));
        }
        if !pages.is_empty() {
            model.code_pages(&mut Reader::of(pages));
        }
        model
    }

    /// The model as bytes: what tells lines of texts, and what tells blocks of pages.
    pub fn encode(&mut self) -> (Vec<u8>, Vec<u8>) {
        let (mut texts, mut pages) = (Writer::default(), Writer::default());
        self.code_texts(&mut texts);
        self.code_pages(&mut pages);
        (texts.finish(), pages.finish())
    }

    fn code_texts(&mut self, coder: &mut impl Coder) {
        code(coder, &mut self.line);
        code(coder, &mut self.headline);
        self.line_again.code(coder);
    }

    fn code_pages(&mut self, coder: &mut impl Coder) {
        code(coder, &mut self.block);
        self.block_again.code(coder);
    }
}

/// The form of a table, for both ways: for each bucket whether it has a weight, and then its sign and size.
fn code(coder: &mut impl Coder, weights: &mut [i8]) {
    let (mut has, mut sign, mut size) = (Bit::default(), Bit::default(), Number::default());
    for weight in weights {
        let given = *weight;
        *weight = 0;
        if coder.bit(&mut has, given != 0) {
            let minus = coder.bit(&mut sign, given < 0);
            let size = coder.number(&mut size, u32::from(given.unsigned_abs().max(1)) - 1).min(126) as i8 + 1;
            *weight = if minus { -size } else { size };
        }
        if coder.ended() {
            return;
        }
    }
}

/// Log odds of the features under the weights.
pub fn score(weights: &[i8], features: &Features) -> f32 {
    let sum: i32 = features.0.iter().map(|&bucket| i32::from(weights[usize::from(bucket)])).sum();
    sum as f32 / UNIT
}

#[cfg(test)]
mod tests {
    use super::{super::trees::Tree, *};

    #[test]
    fn a_model_is_the_same_after_its_bytes() {
        let trees = |count| Trees(vec![Tree::default(); count]);
        let mut model = Model { line_again: trees(2), block_again: trees(1), ..Model::blank() };
        (model.line[7], model.line[BUCKETS - 1], model.headline[0], model.block[9]) = (-127, 127, 3, 1);
        let (texts, pages) = model.encode();
        let back = Model::decode(&texts, &pages);
        assert_eq!((back.line, back.block, back.headline), (model.line, model.block, model.headline));
        assert_eq!((back.line_again, back.block_again), (model.line_again, model.block_again));
        assert!(Model::decode(&[], &[]).line.iter().all(|weight| *weight == 0));
    }
}
