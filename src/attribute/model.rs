//! The weights: two tables of small integers, one to tell quotes from other marked words, one to rank speakers.

use super::features::Features;
use crate::model;
use std::sync::LazyLock;

/// Places in the table that tells quotes from other marked words.
pub const QUOTED: usize = 1 << 13;
/// Places in the table that ranks speakers.
pub const SPEAKER: usize = 1 << 16;
/// The smallest step of a weight.
pub const STEP: f32 = 1.0 / 24.0;

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

    /// The bytes of `model/quotes.bin`: weights in steps of [`STEP`], one byte each; a zero is followed by the length of
    /// its run less one.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for table in [&self.quoted, &self.speaker] {
            let bytes: Vec<u8> = table
                .weights
                .iter()
                .map(|weight| (weight / STEP).round().clamp(-127.0, 127.0) as i8 as u8)
                .collect();
            let mut at = 0;
            while at < bytes.len() {
                out.push(bytes[at]);
                if bytes[at] == 0 {
                    let run = bytes[at..].iter().take(256).take_while(|byte| **byte == 0).count();
                    out.push((run - 1) as u8);
                    at += run;
                } else {
                    at += 1;
                }
            }
        }
        out
    }

    /// The model of such bytes; places that are missing weigh nothing.
    pub fn decode(bytes: &[u8]) -> Model {
        let mut model = Model::blank();
        let mut bytes = bytes.iter();
        'tables: for table in [&mut model.quoted, &mut model.speaker] {
            let mut at = 0;
            while at < table.weights.len() {
                let Some(byte) = bytes.next() else { break 'tables };
                if *byte == 0 {
                    at += 1 + bytes.next().map_or(0, |run| *run as usize);
                } else {
                    table.weights[at] = f32::from(*byte as i8) * STEP;
                    at += 1;
                }
            }
        }
        model
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
