//! Passages that articles have in common word for word: wire copy, press releases, and who copied whom.

use super::{Word, hash, words};
use crate::span::Span;
use std::collections::HashMap;

/// Words in a row that are looked up.
const RUN: usize = 8;

/// Of so many runs in a row one is kept, by winnowing: every passage of [`SURE`] words is found.
const WINDOW: usize = 6;

/// Passages of so many words and more are always found; shorter ones sometimes, and are left out.
pub const SURE: usize = RUN + WINDOW - 1;

/// A run that stands in more texts than this is a stock phrase: only the first so many are compared.
const MOST_BEARERS: usize = 8;

/// A passage that two texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// Number of the earlier text.
    pub a: u32,
    /// Number of the later text.
    pub b: u32,
    /// Where the passage stands in the earlier one.
    pub in_a: Span,
    /// Where it stands in the later one.
    pub in_b: Span,
    /// How many words it has, at least [`SURE`].
    pub words: u32,
}

/// The passages that texts of different sides share, longest first. `texts` are each a side and its words.
pub fn shared(texts: &[(usize, &str)]) -> Vec<Shared> {
    let texts: Vec<(usize, Vec<Word>)> = texts.iter().map(|(side, text)| (*side, words(text))).collect();
    let mut bearers: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
    // How far into the later text a pair of texts has been compared.
    let mut covered: HashMap<(u32, u32), u32> = HashMap::new();
    let mut found = Vec::new();
    for (b, (side, words_b)) in (0..).zip(&texts) {
        for (at, hash) in winnowed(words_b) {
            let bearers = bearers.entry(hash).or_default();
            for &(a, from) in bearers.iter() {
                let (other, words_a) = &texts[a as usize];
                let past = covered.entry((a, b)).or_default();
                if other == side || at < *past {
                    continue;
                }
                let (back, on) = around(words_a, from as usize, words_b, at as usize);
                let count = back + on;
                if count >= SURE {
                    let (from, to) = (from as usize, at as usize);
                    *past = (to + on) as u32;
                    found.push(Shared {
                        a,
                        b,
                        in_a: extent(words_a, from - back, count),
                        in_b: extent(words_b, to - back, count),
                        words: count as u32,
                    });
                }
            }
            if bearers.len() < MOST_BEARERS && bearers.last().is_none_or(|(last, _)| *last != b) {
                bearers.push((b, at));
            }
        }
    }
    found.sort_unstable_by_key(|shared| (std::cmp::Reverse(shared.words), *shared));
    found
}

/// How many words before and from these places on are the same.
fn around(a: &[Word], i: usize, b: &[Word], j: usize) -> (usize, usize) {
    let same = |(x, y): &(&Word, &Word)| x.folded == y.folded;
    let back = a[..i].iter().rev().zip(b[..j].iter().rev()).take_while(same).count();
    (back, a[i..].iter().zip(&b[j..]).take_while(same).count())
}

fn extent(words: &[Word], from: usize, count: usize) -> Span {
    Span { start: words[from].span.start, end: words[from + count - 1].span.end }
}

/// Places and hashes of the runs kept: the least of every [`WINDOW`] runs (winnowing, Schleimer and others 2003).
fn winnowed(words: &[Word]) -> Vec<(u32, u64)> {
    let hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
    let mut kept: Vec<(u32, u64)> = Vec::new();
    for (start, window) in hashes.windows(WINDOW.min(hashes.len()).max(1)).enumerate() {
        let Some((at, least)) =
            window.iter().enumerate().min_by_key(|(at, hash)| (**hash, std::cmp::Reverse(*at)))
        else {
            continue;
        };
        let at = (start + at) as u32;
        if kept.last().is_none_or(|(last, _)| *last != at) {
            kept.push((at, *least));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "the ferry company said on Monday that it would lay up both boats before the first storms of winter arrive";

    #[test]
    fn a_passage_is_found_in_both_whatever_stands_around_it() {
        let a = format!("Halden Bay (Agency) - Crews were told at noon that {WIRE}. More follows.");
        let b = format!("It is sure now, as we wrote: {}, and the mayor agrees.", WIRE.to_uppercase());
        let found = shared(&[(0, &a), (1, &b)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].in_a.of(&a), format!("{WIRE}."));
        assert_eq!(found[0].in_b.of(&b), format!("{},", WIRE.to_uppercase()));
        assert_eq!(found[0].words, 20);
        assert!(shared(&[(0, &a), (0, &b)]).is_empty(), "one side is not compared with itself");
    }

    #[test]
    fn every_passage_long_enough_is_found_wherever_it_starts() {
        let other = |n: usize| (0..n).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let passage = (0..SURE).map(|n| format!("p{n}")).collect::<Vec<_>>().join(" ");
        for lead in 0..20 {
            let a = format!("{} {passage} x y z", other(lead));
            let b = format!("a b {passage} c d e");
            assert_eq!(shared(&[(0, &a), (1, &b)]).len(), 1, "{lead}");
        }
    }

    #[test]
    fn texts_of_one_word_over_and_over_take_linear_time() {
        let text = "again ".repeat(20_000);
        let found = shared(&[(0, &text), (1, &text)]);
        assert_eq!(found.first().map(|shared| shared.words), Some(20_000));
        assert!(found.len() < 4, "{}", found.len());
    }
}
