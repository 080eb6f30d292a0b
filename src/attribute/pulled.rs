//! Pull quotes: a quote given again in large type, in a paragraph of its own.

use super::{
    classes::{QUOTE, VERB, hash},
    near::Scene,
};
use std::collections::HashMap;

/// So many words in a row tell where words stand a second time.
const RUN: usize = 3;

/// The pieces that stand alone in their paragraph and say again what a piece inside the text says.
pub fn pulled(scene: &Scene) -> Vec<usize> {
    let top = |index: &usize| scene.pieces[*index].inside.is_none();
    let (alone, told): (Vec<usize>, Vec<usize>) =
        (0..scene.pieces.len()).filter(top).partition(|index| alone(scene, *index));
    let mut first: HashMap<u64, usize> = HashMap::new();
    if alone.is_empty() {
        return alone;
    }
    for index in told {
        for run in runs(scene, index) {
            first.entry(run).or_insert(index);
        }
    }
    let again = |index: &usize| {
        let mut told = runs(scene, *index).into_iter().map(|run| first.get(&run));
        let one = told.next().flatten();
        one.is_some() && told.all(|other| other == one)
    };
    alone.into_iter().filter(again).collect()
}

/// Whether the paragraph is the piece, and at most a name with it.
fn alone(scene: &Scene, index: usize) -> bool {
    let range = scene.words.paragraphs[scene.pieces[index].paragraph].clone();
    let words = &scene.words.all[range.clone()];
    range.len() < 8
        && words.iter().filter(|word| word.is(QUOTE)).count() == 1
        && !words.iter().any(|word| word.is(VERB))
}

/// Hashes of each few words in a row, in the order of the text.
fn runs(scene: &Scene, index: usize) -> Vec<u64> {
    let words = scene.pieces[index].words.of(scene.text).split(|c: char| !c.is_alphanumeric());
    let words: Vec<u64> = words.filter(|word| !word.is_empty()).map(hash).collect();
    words.windows(RUN).map(|run| run.iter().fold(0, |all: u64, word| all.rotate_left(21) ^ word)).collect()
}
