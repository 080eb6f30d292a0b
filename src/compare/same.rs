//! The same quote in several places, and what each place changed in it.

use super::{Word, hash, words};
use std::collections::HashMap;

/// Words in a row that two quotes must share to be looked at together; shorter quotes must be the same throughout.
const RUN: usize = 3;

/// Quotes of fewer words say too little to be known again.
const FEWEST: usize = 3;

/// Of the shorter quote's words at least this part stands in the longer one, in the same order.
const SHARED: f64 = 0.6;

/// The first so many words of a quote are compared: beyond, the comparing would cost their square.
const MOST_WORDS: usize = 240;

/// A run of words that stands in more quotes than this is a turn of speech; further quotes with it are not looked at for it.
const MOST_BEARERS: usize = 24;

/// Groups quotes that give the same words. `quotes` are their words; the result holds the numbers of each group with at least two
/// quotes, in order.
pub fn same(quotes: &[&str]) -> Vec<Vec<u32>> {
    let quotes: Vec<Vec<Word>> = quotes.iter().map(|text| head(text)).collect();
    let mut group: Vec<u32> = (0..quotes.len() as u32).collect();
    let mut bearers: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, words) in (0..).zip(&quotes) {
        if words.len() < FEWEST {
            continue;
        }
        for run in words.windows(RUN) {
            let bearers = bearers.entry(hash(run)).or_default();
            for &other in bearers.iter() {
                let (a, b) = (root(&mut group, at), root(&mut group, other));
                if a != b && alike(words, &quotes[other as usize]) {
                    group[a.max(b) as usize] = a.min(b);
                }
            }
            if bearers.len() < MOST_BEARERS && bearers.last() != Some(&at) {
                bearers.push(at);
            }
        }
    }
    let mut groups: HashMap<u32, Vec<u32>> = HashMap::new();
    for at in 0..quotes.len() as u32 {
        groups.entry(root(&mut group, at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<u32>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    groups
}

fn head(text: &str) -> Vec<Word> {
    let mut words = words(text);
    words.truncate(MOST_WORDS);
    words
}

/// The first number of the group that `at` is in.
pub(super) fn root(group: &mut [u32], mut at: u32) -> u32 {
    while group[at as usize] != at {
        // Each step halves the way for the next who comes by.
        group[at as usize] = group[group[at as usize] as usize];
        at = group[at as usize];
    }
    at
}

fn alike(a: &[Word], b: &[Word]) -> bool {
    let shorter = a.len().min(b.len());
    let shared = aligned(a, b).len();
    shared >= FEWEST && shared as f64 >= SHARED * shorter as f64
}

/// The longest row of words that both have in the same order, as pairs of places.
fn aligned(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            longest[i * width + j] = if x.folded == y.folded {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i].folded == b[j].folded {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What became of words on the way from one wording to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They stand in both.
    Kept,
    /// They stand only in the first.
    Cut,
    /// They stand only in the second.
    Put,
}

/// How `text` differs from `from`: words in runs of the same fate; what was kept is worded as in `text`.
pub fn changes(from: &str, text: &str) -> Vec<(Change, String)> {
    let (a, b) = (head(from), head(text));
    let mut runs: Vec<(Change, String)> = Vec::new();
    let mut say = |change: Change, words: &str| match runs.last_mut() {
        Some((last, run)) if *last == change => {
            run.push(' ');
            run.push_str(words);
        }
        _ => runs.push((change, words.to_owned())),
    };
    let (mut i, mut j) = (0, 0);
    for (x, y) in aligned(&a, &b).into_iter().chain([(a.len(), b.len())]) {
        a[i..x].iter().for_each(|word| say(Change::Cut, word.span.of(from)));
        b[j..y].iter().for_each(|word| say(Change::Put, word.span.of(text)));
        if let Some(word) = b.get(y) {
            say(Change::Kept, word.span.of(text));
        }
        (i, j) = (x + 1, y + 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_quote_is_known_again_when_it_was_cut_or_changed() {
        let quotes = [
            "But ultimately, the harbour will be indispensable to this town.",
            "the harbour will be indispensable",
            "Nobody asked the crews what they thought.",
            "ultimately the harbour would be indispensable to this town",
            "will be",
            "Nobody asked me what I thought of the crews.",
        ];
        assert_eq!(same(&quotes), [vec![0, 1, 3]]);
    }

    #[test]
    fn what_was_changed_is_told_word_by_word() {
        let told =
            changes("But ultimately, the harbour will be safe.", "ultimately, the harbour would be safe");
        let told: Vec<String> =
            told.into_iter().map(|(change, words)| format!("{change:?} {words}")).collect();
        assert_eq!(
            told,
            ["Cut But", "Kept ultimately, the harbour", "Cut will", "Put would", "Kept be safe"]
        );
        assert_eq!(changes("one two", "One two"), [(Change::Kept, "One two".to_owned())]);
        assert_eq!(changes("", "new"), [(Change::Put, "new".to_owned())]);
    }
}
