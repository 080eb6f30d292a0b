//! The weights: two tables of small integers, one to tell quotes from other marked words, one to rank speakers.

use super::features::Features;
use crate::{
    model,
    packed::{Bit, Coder, Number, Reader, Writer},
};
use std::sync::LazyLock;

/// Places in the table that tells quotes from other marked words.
pub const QUOTED: usize = 1 << 13;
/// Places in the table that ranks speakers.
pub const SPEAKER: usize = 1 << 16;
/// The smallest step of a weight.
pub const STEP: f32 = 1.0 / 12.0;

/// Weights of features; a feature's place is its hash cut to the size of the table, a power of two.
#[derive(Clone, Debug)]
pub struct Table {
    /// One weight a place.
    pub weights: Vec<f32>,
}

impl Table {
    /// A table of zeros.
    pub fn of(places: usize) -> Table {
        Table { weights: vec![0.0; places] }
    }

    /// The place of a feature.
    pub fn place(&self, hash: u32) -> usize {
        hash as usize & (self.weights.len() - 1)
    }

    /// The sum of the weights of these features.
    pub fn score(&self, features: &Features) -> f32 {
        features.all.iter().map(|(_, hash)| self.weights[self.place(*hash)]).sum()
    }
}

/// The model.
#[derive(Clone, Debug)]
pub struct Model {
    /// Positive: somebody says the marked words.
    pub quoted: Table,
    /// The highest of the candidates speaks.
    pub speaker: Table,
}

impl Model {
    /// A model that knows nothing.
    pub fn blank() -> Model {
        Model { quoted: Table::of(QUOTED), speaker: Table::of(SPEAKER) }
    }

    /// The bytes of `model/quotes.bin`: weights in steps of [`STEP`], packed.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        for table in [&self.quoted, &self.speaker] {
            code(&mut writer, &mut table.weights.clone());
        }
        writer.finish()
    }

    /// The model of such bytes; places that are missing weigh nothing.
    pub fn decode(bytes: &[u8]) -> Model {
        let mut model = Model::blank();
        let mut reader = Reader::of(bytes);
        for table in [&mut model.quoted, &mut model.speaker] {
            code(&mut reader, &mut table.weights);
        }
        model
    }
}

/// The form of a table, for both ways: for each place whether it has a weight, and then its sign and size.
fn code(coder: &mut impl Coder, weights: &mut [f32]) {
    let (mut has, mut sign, mut size) = (Bit::default(), Bit::default(), Number::default());
    for weight in weights {
        let steps = (*weight / STEP).round().clamp(-127.0, 127.0) as i32;
        *weight = 0.0;
        if coder.bit(&mut has, steps != 0) {
            let minus = coder.bit(&mut sign, steps < 0);
            let value = coder.number(&mut size, steps.unsigned_abs().saturating_sub(1)).min(126) as f32 + 1.0;
            *weight = if minus { -value } else { value } * STEP;
        }
        if coder.ended() {
            return;
        }
    }
}

/// The model that comes with the program.
pub static MODEL: LazyLock<Model> = LazyLock::new(|| Model::decode(model::bytes("quotes.bin")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_outlives_its_bytes() {
        let mut model = Model::blank();
        model.quoted.weights[3] = 5.0 * STEP;
        model.speaker.weights[SPEAKER - 1] = -127.0 * STEP;
        let again = Model::decode(&model.encode());
        assert_eq!(again.quoted.weights, model.quoted.weights);
        assert_eq!(again.speaker.weights, model.speaker.weights);
        Model::decode(&[0]);
    }
}
