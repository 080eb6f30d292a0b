//! The second look at a line: what its own first score and those around it say together.
//!
//! Seen alone a teaser reads like a paragraph. But the article is where most of what reads like one stands: the stretch of lines,
//! and in a page the element, with the highest sum of first scores. A line is looked at again by where it stands to these.

use super::{hash::Numbered, place::Place, seen::Seen, trees::NOTHING};
use crate::article::Why;
use std::{collections::BTreeMap, iter};

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
        let scores: Vec<f32> = first.iter().map(|score| bounded(*score)).collect();
        let sums_of = |value: fn(f32) -> f32| {
            let mut sums = vec![0.0];
            let mut sum = 0.0;
            sums.extend(scores.iter().map(|score| {
                sum += value(*score);
                sum
            }));
            sums
        };
        let (sums, gains) = (sums_of(|score| score), sums_of(|score| score.max(0.0)));
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

/// A row of numbers about one line, in the order in which the trees were fitted.
#[derive(Default)]
struct Row(Vec<i16>);

impl Row {
    /// A number of things.
    fn count(&mut self, count: usize) {
        self.0.push(i16::try_from(count).unwrap_or(i16::MAX));
    }

    /// A number of things that may be less than none.
    fn way(&mut self, from: usize, to: usize) {
        let way = to as i64 - from as i64;
        self.0.push(way.clamp(-i64::from(i16::MAX), i64::from(i16::MAX)) as i16);
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(i16::from(flag));
    }

    /// Log odds, in sixteenths.
    fn score(&mut self, score: f32) {
        self.0.push((score * 16.0).round() as i16);
    }

    /// How much of a whole, in hundredths.
    fn share(&mut self, part: f32, whole: f32) {
        self.0.push((part * 100.0 / whole).round() as i16);
    }

    fn why(&mut self, why: Option<Why>) {
        self.count(why.map_or(0, |why| why as usize + 1));
    }

    /// As many columns in which there is nothing to be seen.
    fn nothing(&mut self, columns: usize) {
        self.0.extend(iter::repeat_n(NOTHING, columns));
    }
}

/// What stands beside a line, and how far.
const BESIDE: [isize; 8] = [-1, 1, -2, 2, -3, 3, -4, 4];
/// Lines around one that are looked at together.
const AROUND: [usize; 4] = [2, 5, 12, 30];
/// Elements around a block that are looked at, its own aside.
const ELEMENTS: usize = 5;

/// The first scores as the second look starts from them: beyond a bound they say no more.
pub fn bounded(first: f32) -> f32 {
    first.clamp(-MOST, MOST)
}

/// What every line is told body or not by once all have a first score: `each` gets a row of numbers line by line.
pub fn of_scores(seen: &[Seen], places: &[Place], first: &[f32], mut each: impl FnMut(&[i16])) {
    let whole = Whole::of(seen, places, first);
    let prose = running(seen.iter().map(|seen| usize::from(seen.is_prose())));
    let words = running(
        seen.iter().zip(&whole.scores).map(|(seen, score)| if *score > 0.0 { seen.words } else { 0 }),
    );
    let mut since = Since::default();
    let mut row = Row::default();
    for (at, own) in seen.iter().enumerate() {
        row.0.clear();
        since.sees_teasers(own);
        of_line(&mut row, own);
        of_neighbours(&mut row, seen, &whole, &prose, at);
        of_whole(&mut row, seen, &whole, at);
        for sums in [&prose, &words] {
            row.count(sums[at]);
            row.count(sums[seen.len()] - sums[at + 1]);
            row.count(sums[seen.len()]);
        }
        for lines in [since.teasers, since.opened, since.boilerplate, since.stamp, since.stamps] {
            row.count(lines);
        }
        since.passes(own);
        if let Some(place) = places.get(at) {
            of_place(&mut row, &whole, place, whole.scores[at]);
        }
        each(&row.0);
    }
}

/// Sums of the numbers before each.
fn running(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sums = vec![0];
    let mut sum = 0;
    sums.extend(numbers.map(|number| {
        sum += number;
        sum
    }));
    sums
}

/// How many lines ago something stood that may end an article or begin one.
struct Since {
    /// Headings of teasers so far.
    teasers: usize,
    /// Lines since the last of them.
    opened: usize,
    /// Lines since the last that is no part of an article by its own words.
    boilerplate: usize,
    /// Lines since the last stamp.
    stamp: usize,
    /// Stamps so far.
    stamps: usize,
}

impl Default for Since {
    fn default() -> Since {
        Since { teasers: 0, opened: FAR, boilerplate: FAR, stamp: FAR, stamps: 0 }
    }
}

/// Lines since something that has not been.
const FAR: usize = 99;

impl Since {
    fn sees_teasers(&mut self, own: &Seen) {
        if own.opens_teasers {
            self.teasers += 1;
            self.opened = 0;
        }
    }

    fn passes(&mut self, own: &Seen) {
        self.opened += 1;
        self.boilerplate = if own.boilerplate.is_some() { 0 } else { self.boilerplate + 1 };
        self.stamp = if own.stamps.is_empty() { self.stamp + 1 } else { 0 };
        self.stamps += usize::from(!own.stamps.is_empty());
    }
}

/// What is seen in the line itself.
fn of_line(row: &mut Row, own: &Seen) {
    let words = own.words.max(1) as f32;
    row.count(own.words);
    row.count(own.bytes);
    row.count(own.inner_sentences);
    row.share(own.function_words as f32, words);
    row.share(own.capitals as f32, words);
    row.share(own.digits as f32, own.bytes.max(1) as f32);
    row.why(own.boilerplate);
    row.count(own.stamps.len());
    row.count(own.repeats);
    row.count(u32::from(own.mark) as usize % 256);
    row.count(own.shared);
    let flags = [
        own.is_prose(),
        own.sentence_end,
        own.starts_lower,
        own.image.is_some(),
        own.quote,
        own.says,
        own.you,
    ];
    for flag in flags.into_iter().chain([own.link, own.all_caps, own.bar, own.colon]) {
        row.flag(flag);
    }
}

/// What stands around the line.
fn of_neighbours(row: &mut Row, seen: &[Seen], whole: &Whole, prose: &[usize], at: usize) {
    for (number, step) in BESIDE.into_iter().enumerate() {
        let is_near = number < 4;
        let Some(other) = at.checked_add_signed(step).filter(|at| *at < seen.len()) else {
            row.nothing(if is_near { 8 } else { 2 });
            continue;
        };
        row.score(whole.scores[other]);
        let other = &seen[other];
        row.count(other.words);
        if is_near {
            let words = other.words.max(1) as f32;
            row.why(other.boilerplate);
            row.flag(other.sentence_end);
            row.flag(!other.stamps.is_empty());
            row.flag(other.image.is_some());
            row.share(other.capitals as f32, words);
            row.share(other.function_words as f32, words);
        }
    }
    for radius in AROUND {
        let (start, end) = (at.saturating_sub(radius), (at + 1 + radius).min(seen.len()));
        row.score(whole.mean(start, at, at));
        row.score(whole.mean(at + 1, end, at));
        row.score(whole.mean(start, end, at));
        row.count(prose[at] - prose[start]);
        row.count(prose[end] - prose[at + 1]);
    }
}

/// Where the line stands to the best stretch of the whole.
fn of_whole(row: &mut Row, seen: &[Seen], whole: &Whole, at: usize) {
    let own = &seen[at];
    let (from, to) = whole.best;
    let total = whole.gains[seen.len()].max(0.1);
    row.score(whole.scores[at]);
    row.count(from.saturating_sub(at));
    row.count((at + 1).saturating_sub(to));
    row.way(from, at);
    row.way(at, to);
    row.share(whole.gains[to] - whole.gains[from], total);
    row.share(whole.gains[at], total);
    row.share(total - whole.gains[at + 1], total);
    row.count(total as usize);
    row.count(seen.len());
    row.count(at);
    row.count(seen.len() - at);
    row.count(whole.nearest[at].0);
    row.count(whole.nearest[at].1);
    // An article speaks of what it speaks of: words that others of its lines have too.
    let is_elsewhere =
        |word: &&u64| whole.spoken.get(*word).is_some_and(|(first, last)| *first != at || *last != at);
    let shared = own.long.iter().filter(is_elsewhere).count();
    row.share(shared as f32, own.long.len().max(1) as f32);
    row.count(shared);
}

/// What the page's elements add, and the first scores in them.
fn of_place(row: &mut Row, whole: &Whole, place: &Place, score: f32) {
    let total = whole.gains[whole.scores.len()].max(0.1);
    match place.path.iter().position(|element| u64::from(*element) == whole.best_element) {
        Some(depth) => row.count(depth),
        None => row.nothing(1),
    }
    row.count(place.path.len());
    for key in [place.kind, place.home] {
        let kind = whole.kinds.get(&key).copied().unwrap_or_default();
        row.score(Sum { sum: kind.sum - score, count: kind.count - 1.0 }.mean());
        row.count(kind.count as usize);
    }
    for number in 1..=ELEMENTS {
        match place.path.get(number).and_then(|element| whole.elements.get(&u64::from(*element))) {
            Some(sum) => {
                row.score(sum.mean());
                row.share(sum.sum.max(0.0), total);
                row.count(sum.count as usize);
            }
            None => row.nothing(3),
        }
    }
    let counts =
        [place.linked, place.share, place.wider_share, place.from_best, place.siblings, place.headings];
    for count in counts.into_iter().chain([place.since_heading, place.heading, place.claimed, place.told]) {
        row.count(count);
    }
    row.flag(place.figure);
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
