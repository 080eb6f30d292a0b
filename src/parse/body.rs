//! Which lines are the article's own words.

use super::{
    again, features,
    lines::Line,
    model::{Model, score},
    place::Place,
    seen::Seen,
};

/// Log odds lost by each change between body and not body: an article's words mostly stand together.
const CHANGE: f32 = 0.2;

/// Log odds for body where nothing speaks for or against: what is missed costs a reader more than what is too much.
const LEAN: f32 = 0.6;

/// For every line whether it is body: the labels that together have the best score.
pub fn body(lines: &[Line], seen: &[Seen], places: &[Place], model: &Model) -> Vec<bool> {
    let is_text = places.is_empty();
    let mut first = Vec::with_capacity(lines.len());
    let weights = if is_text { &model.line } else { &model.block };
    features::of_lines(lines, seen, places, |features| first.push(score(weights, features)));
    let trees = if is_text { &model.line_again } else { &model.block_again };
    // What the second look says is put to what the first said.
    let mut sums = Vec::with_capacity(lines.len());
    again::of_scores(seen, places, &first, |row| {
        sums.push(again::bounded(first[sums.len()]) + trees.score(row) + LEAN);
    });
    let mut labels = best_labels(&sums);
    if is_text {
        let fits: Vec<bool> = seen.iter().map(is_paragraph).collect();
        close_gaps(&mut labels, &fits);
        let told: Vec<bool> = seen.iter().map(is_report).collect();
        run_on(&mut labels, &told);
    }
    labels
}

/// Words of the shortest paragraph that is body for standing alone between two that are.
const PARAGRAPH: usize = 15;

/// Whether a line could be a paragraph of its own: whole sentences, and nothing that says otherwise.
fn is_paragraph(seen: &Seen) -> bool {
    seen.words >= PARAGRAPH && seen.is_prose() && seen.sentence_end
}

/// Whether a line is a sentence in which somebody says something, to nobody in particular: pages put no such line under an article.
fn is_report(seen: &Seen) -> bool {
    seen.says && seen.is_prose() && seen.sentence_end && !seen.you && !seen.link && seen.repeats < 2
}

/// What is said right below a paragraph of the article is of the article too, however short.
fn run_on(labels: &mut [bool], told: &[bool]) {
    for at in 1..labels.len() {
        labels[at] |= told[at] && labels[at - 1];
    }
}

/// A single paragraph between two of the article is of the article too: what is put in between are lines of another look.
fn close_gaps(labels: &mut [bool], fits: &[bool]) {
    for at in 1..labels.len().saturating_sub(1) {
        labels[at] |= fits[at] && labels[at - 1] && labels[at + 1];
    }
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
    use super::{best_labels, close_gaps, run_on};

    #[test]
    fn one_paragraph_between_two_is_body() {
        let mut labels = [true, false, true, false, true, false, false, true];
        close_gaps(&mut labels, &[true, true, true, false, true, true, true, true]);
        assert_eq!(labels, [true, true, true, false, true, false, false, true]);
    }

    #[test]
    fn what_is_said_right_below_a_paragraph_is_body() {
        let mut labels = [false, true, false, false, false, false];
        run_on(&mut labels, &[true, false, true, true, false, true]);
        assert_eq!(labels, [false, true, true, true, false, false]);
    }

    #[test]
    fn a_weak_line_among_strong_ones_goes_with_them() {
        assert_eq!(best_labels(&[-3.0, 4.0, -0.3, 4.0, -3.0]), [false, true, true, true, false]);
        assert_eq!(best_labels(&[-3.0, 4.0, -9.0, 4.0, -3.0]), [false, true, false, true, false]);
        assert!(best_labels(&[]).is_empty());
    }
}
