//! A linear-chain model that says which tokens name a person, an organisation, a place or something else.
//!
//! Each token has about sixty hashed features; a table of small integers, fitted by `train names` and kept in
//! `model/names.bin`, says how much each speaks for each label, and the best sequence of labels is found at once for a
//! sentence. Takes time in proportion to the text.

pub mod classes;
pub mod document;
pub mod features;
pub mod weights;

use super::link::Spot;
use crate::{entity::EntityKind, pulse, token::Token};
use document::Document;
use std::ops::Range;
use weights::Weights;

/// How many labels there are: outside, and begin and inside of each kind.
pub const LABELS: usize = 9;

/// The kinds behind labels 1 and 2, 3 and 4, and so on.
pub const KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other];

/// Whether label `to` may follow label `from`: inside only after begin or inside of the same kind.
pub fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// The spots of a text, in its order, by the shipped model's reckoning alone.
pub fn spots(tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Spot> {
    spots_by(Weights::shipped(), tokens, sentences)
}

/// The same by any weights.
pub fn spots_by(weights: &Weights, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Spot> {
    let document = Document::of(tokens, sentences);
    let mut out = Vec::new();
    let mut room = Room::default();
    for sentence in sentences {
        // The slowest work there is, in step with its words.
        pulse::beat(sentence.len() * 8);
        // A sentence without a capital names nothing in any text that marks names.
        if !near_capitals(&tokens[sentence.clone()], &mut room.near) {
            continue;
        }
        let near = &room.near;
        features::of_sentence(tokens, sentence.clone(), &document, |at| near[at], &mut room.features);
        best(weights, &mut room);
        spots_of(&room.labels, sentence.start, &mut out);
    }
    out
}

/// Tokens on either side of a capital that may belong to its name: `Bank of the West`, `de la Cruz`.
const REACH: usize = 3;

/// Marks the tokens of a sentence that stand near enough to a capital to be part of a name; whether there are any.
fn near_capitals(sentence: &[Token], near: &mut Vec<bool>) -> bool {
    near.clear();
    near.resize(sentence.len(), false);
    let mut any = false;
    for (at, _) in sentence.iter().enumerate().filter(|(_, token)| token.capital()) {
        let end = (at + REACH + 1).min(sentence.len());
        near[at.saturating_sub(REACH)..end].fill(true);
        any = true;
    }
    any
}

/// Reused from sentence to sentence.
#[derive(Default)]
struct Room {
    near: Vec<bool>,
    features: features::Features,
    scores: Vec<[i32; LABELS]>,
    from: Vec<[u8; LABELS]>,
    labels: Vec<u8>,
}

/// What is known before a sentence: all is outside.
const START: [i32; LABELS] = {
    let mut start = [i32::MIN / 2; LABELS];
    start[0] = 0;
    start
};

/// The best labels for the features of a sentence (Viterbi).
fn best(weights: &Weights, room: &mut Room) {
    let count = room.features.len();
    room.scores.clear();
    room.from.clear();
    for at in 0..count {
        let features = room.features.of(at);
        let own = weights.scores(features);
        let before = at.checked_sub(1).map_or(START, |before| room.scores[before]);
        let mut score = [i32::MIN / 2; LABELS];
        let mut from = [0; LABELS];
        // Far from any capital it is outside, whatever stands beside it.
        let labels = if features.is_empty() { 1 } else { LABELS };
        for to in 0..labels {
            for (label, before) in before.iter().enumerate() {
                let sum = before + weights.steps[label][to] + own[to];
                if follows(label, to) && sum > score[to] {
                    (score[to], from[to]) = (sum, label as u8);
                }
            }
        }
        room.scores.push(score);
        room.from.push(from);
    }
    room.labels.clear();
    room.labels.resize(count, 0);
    let Some(last) = room.scores.last() else { return };
    // The first of equals, so that the result is the same everywhere.
    let mut label = (0..LABELS).rev().max_by_key(|label| last[*label]).unwrap_or(0);
    for at in (0..count).rev() {
        room.labels[at] = label as u8;
        label = room.from[at][label] as usize;
    }
}

/// The spots that labels of the tokens from `start` on mean.
fn spots_of(labels: &[u8], start: usize, out: &mut Vec<Spot>) {
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at];
        let mut end = at + 1;
        if label > 0 {
            let kind = (label as usize - 1) / 2;
            let inside = (kind * 2 + 2) as u8;
            while end < labels.len() && labels[end] == inside {
                end += 1;
            }
            out.push(Spot { tokens: start + at..start + end, kind: KINDS[kind] });
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_follows_its_own_kind_only() {
        assert!(follows(0, 0) && follows(0, 1) && follows(1, 2) && follows(2, 2) && follows(2, 3));
        assert!(!follows(0, 2) && !follows(1, 4) && !follows(3, 2));
    }

    #[test]
    fn labels_become_spots() {
        let mut out = Vec::new();
        spots_of(&[0, 1, 2, 3, 5, 6, 0, 1], 10, &mut out);
        let found: Vec<_> = out.iter().map(|spot| (spot.tokens.clone(), spot.kind)).collect();
        assert_eq!(
            found,
            [
                (11..13, EntityKind::Person),
                (13..14, EntityKind::Organisation),
                (14..16, EntityKind::Place),
                (17..18, EntityKind::Person)
            ]
        );
    }
}
