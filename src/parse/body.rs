//! Which lines are the article's own words.

use super::{
    features,
    lines::Line,
    model::{Model, score},
    place::Place,
    seen::Seen,
};

/// Log odds lost by each change between body and not body: an article's words mostly stand together.
const CHANGE: f32 = 1.2;

/// For every line whether it is body: the labels that together have the best score.
pub fn body(lines: &[Line], seen: &[Seen], places: &[Place], model: &Model) -> Vec<bool> {
    let mut scores = Vec::with_capacity(lines.len());
    let weights = if places.is_empty() { &model.line } else { &model.block };
    features::of_lines(lines, seen, places, |features| scores.push(score(weights, features)));
    best_labels(&scores)
}

/// Viterbi over two labels.
fn best_labels(scores: &[f32]) -> Vec<bool> {
    let change: f32 = std::env::var("CHANGE").ok().and_then(|v| v.parse().ok()).unwrap_or(CHANGE);
    let mut best = [0.0, -change];
    let mut came_from = Vec::with_capacity(scores.len());
    for &score in scores {
        let gain = [-score / 2.0, score / 2.0];
        let mut next = [0.0; 2];
        let mut from = [0; 2];
        for label in 0..2 {
            let (stay, change) = (best[label], best[1 - label] - change);
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
    use super::best_labels;

    #[test]
    fn a_weak_line_among_strong_ones_goes_with_them() {
        assert_eq!(best_labels(&[-3.0, 4.0, -0.5, 4.0, -3.0]), [false, true, true, true, false]);
        assert_eq!(best_labels(&[-3.0, 4.0, -9.0, 4.0, -3.0]), [false, true, false, true, false]);
        assert!(best_labels(&[]).is_empty());
    }
}
