//! The second look at a line: what its own first score and those around it say together.
//!
//! Seen alone a teaser reads like a paragraph. But the article is where most of what reads like one stands: the stretch of lines,
//! and in a page the element, with the highest sum of first scores. A line is looked at again by where it stands to these.

use super::{
    features::{Features, Value, length, see, tenths},
    hash::{self, Numbered},
    place::Place,
    seen::Seen,
};
use std::collections::BTreeMap;

/// First scores beyond this say no more.
const MOST: f32 = 4.0;

/// What the first scores of a whole text or page say of where the article stands.
struct Whole {
    /// First scores, bounded.
    scores: Vec<f32>,
    /// Sums of the scores before each line.
    sums: Vec<f32>,
    /// Sums of the scores above zero before each line.
    gains: Vec<f32>,
    /// The stretch of lines with the highest sum, and the end behind it.
    best: (usize, usize),
    /// For each line how many lines lie between it and the next one before it that reads like body, and the next behind.
    nearest: Vec<(usize, usize)>,
    /// The longer words of the stretch, each with the first line that has it and the last.
    spoken: Numbered<(usize, usize)>,
    /// Sums over what stands in each element of a page.
    elements: BTreeMap<u64, Sum>,
    /// Of lines whose elements were made alike, and of lines that stand in one element.
    kinds: BTreeMap<u64, Sum>,
    /// The element with the highest sum.
    best_element: u64,
}

/// Scores taken together.
#[derive(Clone, Copy, Default)]
struct Sum {
    sum: f32,
    count: f32,
}

impl Sum {
    fn add(&mut self, score: f32) {
        self.sum += score;
        self.count += 1.0;
    }

    fn mean(&self) -> f32 {
        if self.count > 0.0 { self.sum / self.count } else { 0.0 }
    }
}

impl Whole {
    fn of(seen: &[Seen], places: &[Place], first: &[f32]) -> Whole {
        let scores: Vec<f32> = first.iter().map(|score| score.clamp(-MOST, MOST)).collect();
        let running = |value: fn(f32) -> f32| {
            let mut sums = vec![0.0];
            let mut sum = 0.0;
            sums.extend(scores.iter().map(|score| {
                sum += value(*score);
                sum
            }));
            sums
        };
        let (sums, gains) = (running(|score| score), running(|score| score.max(0.0)));
        let best = best_stretch(&scores, seen);
        let mut spoken = Numbered::<(usize, usize)>::default();
        for at in (best.0..best.1).filter(|&at| scores[at] > 0.0) {
            for &word in &seen[at].long {
                spoken.entry(word).or_insert((at, at)).1 = at;
            }
        }
        let (mut elements, mut kinds) = (BTreeMap::<u64, Sum>::new(), BTreeMap::<u64, Sum>::new());
        for (place, score) in places.iter().zip(&scores) {
            for element in &place.path {
                elements.entry(u64::from(*element)).or_default().add(*score);
            }
            kinds.entry(place.kind).or_default().add(*score);
            kinds.entry(place.home).or_default().add(*score);
        }
        // Of equals the innermost, which stands last.
        let best_element =
            elements.iter().max_by(|a, b| a.1.sum.total_cmp(&b.1.sum)).map_or(0, |(element, _)| *element);
        let nearest = nearest(&scores);
        Whole { scores, sums, gains, best, nearest, spoken, elements, kinds, best_element }
    }

    /// The mean score of these lines, `at` aside.
    fn mean(&self, from: usize, to: usize, at: usize) -> f32 {
        let to = to.min(self.scores.len());
        let own = if (from..to).contains(&at) { self.scores[at] } else { 0.0 };
        let count = to - from.min(to) - usize::from((from..to).contains(&at));
        if count == 0 { 0.0 } else { (self.sums[to] - self.sums[from] - own) / count as f32 }
    }
}

/// The stretch with the highest sum of scores, in which a line weighs by its length: rows of links are short.
fn best_stretch(scores: &[f32], seen: &[Seen]) -> (usize, usize) {
    let mut best = (0.0, 0, 0);
    let (mut sum, mut from) = (0.0, 0);
    for (at, (score, seen)) in scores.iter().zip(seen).enumerate() {
        sum += score * (seen.words.clamp(2, 60) as f32).sqrt();
        if sum <= 0.0 {
            (sum, from) = (0.0, at + 1);
        } else if sum > best.0 {
            best = (sum, from, at + 1);
        }
    }
    (best.1, best.2)
}

fn nearest(scores: &[f32]) -> Vec<(usize, usize)> {
    let far = scores.len();
    let mut nearest = vec![(far, far); scores.len()];
    let mut last = None;
    for at in 0..scores.len() {
        nearest[at].0 = last.map_or(far, |last| at - last);
        if scores[at] > 0.5 {
            last = Some(at);
        }
    }
    let mut next = None;
    for at in (0..scores.len()).rev() {
        nearest[at].1 = next.map_or(far, |next: usize| next - at);
        if scores[at] > 0.5 {
            next = Some(at);
        }
    }
    nearest
}

/// A score on a scale of steps.
fn steps(score: f32, step: f32, most: i32) -> u64 {
    ((score / step).round().clamp(-most as f32, most as f32) as i32 + most) as u64
}

/// The features by which every line is told body or not once all have a first score: `each` gets them line by line.
pub fn of_scores(seen: &[Seen], places: &[Place], first: &[f32], mut each: impl FnMut(&Features)) {
    let whole = Whole::of(seen, places, first);
    let (from, to) = whole.best;
    let total = whole.gains[seen.len()].max(0.1);
    let in_best = tenths(((whole.gains[to] - whole.gains[from]) * 100.0) as usize, (total * 100.0) as usize);
    let mut f = Features::default();
    for (at, own) in seen.iter().enumerate() {
        f.0.clear();
        let score = whole.scores[at];
        let (fine, rough) = (steps(score, 0.5, 8), steps(score, 1.5, 3));
        let len = length(own.words);
        let is_prose = own.is_prose();
        see!(f, "a bias");
        see!(f, "a own", fine);
        see!(f, "a own prose", fine, is_prose);
        see!(f, "a own len", rough, len);
        see!(f, "a own end", rough, own.sentence_end, len.min(6));
        see!(f, "a what", rough, own.boilerplate);
        see!(f, "a repeats", rough, own.repeats.min(3));
        see!(f, "a stamp", rough, !own.stamps.is_empty(), own.image.is_some());
        see!(f, "a total", length(total as usize), rough);
        let side = match at {
            at if at < from => 0_usize,
            at if at >= to => 2,
            _ => 1,
        };
        let away = if side == 0 { from - at } else { (at + 1).saturating_sub(to) };
        see!(f, "a side", side, fine);
        see!(f, "a side share", side, in_best, rough);
        see!(f, "a away", side, length(away), rough);
        see!(f, "a away len", side, length(away), len);
        see!(f, "a part", tenths(((whole.gains[at]) * 100.0) as usize, (total * 100.0) as usize), rough);
        if side == 1 {
            see!(f, "a from start", (at - from).min(6), rough);
            see!(f, "a to end", (to - at).min(6), rough);
        }
        let (before, behind) = whole.nearest[at];
        see!(f, "a nearest", length(before), length(behind), rough);
        see!(f, "a nearest len", length(before), length(behind), len.min(7));
        for (number, radius) in [(1_u64, 2), (2, 5), (3, 12)] {
            let start = at.saturating_sub(radius);
            let (left, right) = (whole.mean(start, at, at), whole.mean(at + 1, at + 1 + radius, at));
            let both = whole.mean(start, at + 1 + radius, at);
            see!(f, "a mean", number, steps(both, 0.5, 8), rough);
            see!(f, "a sides", number, steps(left, 1.0, 4), steps(right, 1.0, 4));
            see!(f, "a left", number, steps(left, 1.0, 4), rough, is_prose);
            see!(f, "a right", number, steps(right, 1.0, 4), rough, is_prose);
        }
        for (number, step) in [(1_u64, -1_isize), (2, 1), (3, -2), (4, 2)] {
            let Some(other) = at.checked_add_signed(step).filter(|at| *at < seen.len()) else { continue };
            see!(f, "a beside", number, steps(whole.scores[other], 1.0, 4), rough);
            see!(f, "a beside what", number, seen[other].boilerplate, rough);
        }
        // An article speaks of what it speaks of: words that others of its lines have too.
        let shared = own
            .long
            .iter()
            .filter(|word| whole.spoken.get(*word).is_some_and(|(first, last)| *first != at || *last != at));
        let shared = tenths(shared.count(), own.long.len());
        see!(f, "a spoken", shared, len.min(8));
        see!(f, "a spoken side", shared, side, rough);
        if let Some(place) = places.get(at) {
            of_place(&mut f, &whole, place, total, score, is_prose);
        }
        each(&f);
    }
}

/// What the first scores of a page's elements add.
fn of_place(f: &mut Features, whole: &Whole, place: &Place, total: f32, score: f32, is_prose: bool) {
    let rough = steps(score, 1.5, 3);
    let depth = place.path.iter().position(|element| u64::from(*element) == whole.best_element);
    let depth = depth.unwrap_or(place.path.len().max(8));
    see!(f, "b depth", depth, rough);
    see!(f, "b depth prose", depth, is_prose, place.tag);
    for (number, key) in [(1_u64, place.kind), (2, place.home)] {
        let kind = whole.kinds.get(&key).copied().unwrap_or_default();
        let others = Sum { sum: kind.sum - score, count: kind.count - 1.0 };
        see!(f, "b kind", number, steps(others.mean(), 0.5, 8), rough);
        see!(f, "b kind count", number, length(kind.count as usize), rough);
    }
    for (number, element) in (0_u64..).zip(place.path.iter().skip(1).take(3)) {
        let Some(sum) = whole.elements.get(&u64::from(*element)) else { continue };
        let share = tenths((sum.sum.max(0.0) * 100.0) as usize, (total * 100.0) as usize);
        see!(f, "b mean", number, steps(sum.mean(), 0.5, 8), rough);
        see!(f, "b share", number, share, rough);
        see!(f, "b share mean", number, share, steps(sum.mean(), 1.0, 4));
    }
    see!(f, "b claimed", place.claimed, rough);
    see!(f, "b told", place.told, rough);
    see!(f, "b linked", place.linked, rough);
    see!(f, "b figure", place.figure, rough);
    see!(f, "b heading", place.heading, rough);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stretch_is_where_most_of_the_prose_stands() {
        let seen = |words: &[usize]| -> Vec<Seen> {
            words.iter().map(|words| Seen { words: *words, ..Seen::default() }).collect()
        };
        let scores = [1.0, -3.0, -3.0, 3.0, 3.0, -1.0, 3.0, -3.0, -3.0, 3.0];
        assert_eq!(best_stretch(&scores, &seen(&[20; 10])), (3, 7));
        assert_eq!(best_stretch(&[-1.0, -2.0], &seen(&[20; 2])), (0, 0));
        assert_eq!(nearest(&scores)[5], (1, 1));
    }
}
