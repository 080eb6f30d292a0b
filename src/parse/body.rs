//! Which lines are the article's own words.

use super::{
    features,
    lines::Line,
    model::{Model, score},
    place::Place,
    seen::Seen,
};
use std::collections::BTreeMap;

/// Log odds lost by each change between body and not body: an article's words mostly stand together.
const CHANGE: f32 = 1.2;

/// For every line whether it is body: the labels that together have the best score.
pub fn body(lines: &[Line], seen: &[Seen], places: &[Place], model: &Model) -> Vec<bool> {
    let mut scores = Vec::with_capacity(lines.len());
    let weights = if places.is_empty() { &model.line } else { &model.block };
    features::of_lines(lines, seen, places, |features| scores.push(score(weights, features)));
    let mut labels = best_labels(&of_their_kind(&scores, places));
    if places.is_empty() {
        let fits: Vec<bool> = seen.iter().map(is_paragraph).collect();
        close_gaps(&mut labels, &fits);
    }
    labels
}

/// Words of the shortest paragraph that is body for standing alone between two that are.
const PARAGRAPH: usize = 15;

/// Whether a line could be a paragraph of its own: whole sentences, and nothing that says otherwise.
fn is_paragraph(seen: &Seen) -> bool {
    seen.words >= PARAGRAPH && seen.is_prose() && seen.sentence_end
}

/// A single paragraph between two of the article is of the article too: what is put in between are lines of another look.
fn close_gaps(labels: &mut [bool], fits: &[bool]) {
    for at in 1..labels.len().saturating_sub(1) {
        labels[at] |= fits[at] && labels[at - 1] && labels[at + 1];
    }
}

/// How much of the mean score of its kind a block is given.
const OF_KIND: f32 = 0.6;

/// Blocks of a page that stand in the same element, or in elements of the same kind, are mostly all body or all not: each is given
/// a part of the mean of its kind. Lines of a text have no kind.
fn of_their_kind(scores: &[f32], places: &[Place]) -> Vec<f32> {
    const MOST: f32 = 4.0;
    let mut means: BTreeMap<u64, (f32, f32)> = BTreeMap::new();
    for (place, score) in places.iter().zip(scores) {
        for kind in [place.kind, place.home] {
            let (sum, count) = means.entry(kind).or_default();
            *sum += score.clamp(-MOST, MOST);
            *count += 1.0;
        }
    }
    let mean = |kind: u64| means.get(&kind).map_or(0.0, |(sum, count)| sum / count);
    let of = |(at, score): (usize, &f32)| {
        places.get(at).map_or(*score, |place| score + OF_KIND * (mean(place.kind) + mean(place.home)) / 2.0)
    };
    scores.iter().enumerate().map(of).collect()
}

/// Viterbi over two labels.
fn best_labels(scores: &[f32]) -> Vec<bool> {
    let mut best = [0.0, -CHANGE];
    let mut came_from = Vec::with_capacity(scores.len());
    for &score in scores {
        let gain = [-score / 2.0, score / 2.0];
        let mut next = [0.0; 2];
        let mut from = [0; 2];
        for label in 0..2 {
            let (stay, change) = (best[label], best[1 - label] - CHANGE);
            from[label] = if stay >= change { label } else { 1 - label };
            next[label] = stay.max(change) + gain[label];
        }
        best = next;
        came_from.push(from);
    }
    let mut label = usize::from(best[1] > best[0]);
    let mut labels = vec![false; scores.len()];
    for (at, from) in came_from.iter().enumerate().rev() {
        labels[at] = label == 1;
        label = from[label];
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::{best_labels, close_gaps};

    #[test]
    fn one_paragraph_between_two_is_body() {
        let mut labels = [true, false, true, false, true, false, false, true];
        close_gaps(&mut labels, &[true, true, true, false, true, true, true, true]);
        assert_eq!(labels, [true, true, true, false, true, false, false, true]);
    }

    #[test]
    fn a_weak_line_among_strong_ones_goes_with_them() {
        assert_eq!(best_labels(&[-3.0, 4.0, -0.5, 4.0, -3.0]), [false, true, true, true, false]);
        assert_eq!(best_labels(&[-3.0, 4.0, -9.0, 4.0, -3.0]), [false, true, false, true, false]);
        assert!(best_labels(&[]).is_empty());
    }
}
