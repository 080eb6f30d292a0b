//! How well articles match: BM25, with a word counted more where it stands more prominently.

use super::{
    Term, Terms,
    matching::{NEAR, lists},
};
use crate::index::{Doc, DocSet, Index, Zone, segment::List};
use std::cell::OnceCell;

/// How soon more of a word stops counting, and how much the length of an article matters.
const K: f32 = 1.2;
const B: f32 = 0.75;

/// How much a word counts by the best zone it stands in.
fn weight(zone: Zone) -> f32 {
    match zone {
        Zone::Body => 1.0,
        Zone::Quote => 1.3,
        Zone::Dek => 2.0,
        Zone::Headline => 4.0,
    }
}

/// The score of each article of a set by its number; what stands under other numbers means nothing.
pub fn rank(index: &Index, terms: &Terms, among: &DocSet) -> Vec<f32> {
    let mut scores = vec![0.0; index.there().bound()];
    let among =
        Among { set: among, size: among.len(), numbers: vec![OnceCell::new(); index.segments().len()] };
    for term in terms.wanted() {
        match term {
            // Each word of a phrase by itself, so that what is rare in it counts most.
            Term::Phrase(words) => {
                for word in words {
                    add(index, &Term::Word(word.clone()), &among, &mut scores);
                }
            }
            _ => add(index, term, &among, &mut scores),
        }
    }
    scores
}

/// The articles of a set whose scores are among the `most` highest, in no order: more than so many where the last ones tie; all
/// where `most` is 0.
pub fn best(scores: &[f32], among: &DocSet, most: usize) -> Vec<Doc> {
    let docs = among.iter();
    if most == 0 {
        return docs.collect();
    }
    // Few come near the best once some are known: they are gathered, and what is no more among the best goes when room runs out.
    let score = |doc: Doc| scores[doc as usize];
    let mut found: Vec<Doc> = Vec::new();
    let mut least = f32::NEG_INFINITY;
    let mut full = most.saturating_mul(4);
    let cut = |found: &mut Vec<Doc>, least: &mut f32| {
        if found.len() > most {
            *least = score(*found.select_nth_unstable_by(most - 1, |a, b| score(*b).total_cmp(&score(*a))).1);
            found.retain(|doc| score(*doc) >= *least);
        }
    };
    for doc in docs {
        if score(doc) >= least {
            if found.len() == full {
                cut(&mut found, &mut least);
                // Where many tie there is room for as many again, so that it is not cut in vain each time.
                full = full.max(found.len() * 2);
            }
            found.push(doc);
        }
    }
    cut(&mut found, &mut least);
    found
}

/// The articles that are ranked.
struct Among<'a> {
    set: &'a DocSet,
    size: usize,
    /// Their numbers in each segment, once asked for.
    numbers: Vec<OnceCell<Vec<u32>>>,
}

impl Among<'_> {
    /// Their numbers in a segment, of which it is told where it stands among all, sorted.
    fn numbers(&self, at: usize, docs: &[Doc]) -> &[u32] {
        self.numbers[at].get_or_init(|| {
            let (Some(&first), Some(&last)) = (docs.first(), docs.last()) else { return Vec::new() };
            // Where no article is missing before it, an article's number tells its place.
            let number = |doc: Doc| {
                let near = (doc - first) as usize;
                if docs.get(near) == Some(&doc) { Some(near) } else { docs.binary_search(&doc).ok() }
            };
            let docs = self.set.iter_from(first).take_while(|doc| *doc <= last);
            docs.filter_map(|doc| number(doc).map(|number| number as u32)).collect()
        })
    }
}

/// Adds what one term counts. The words a prefix stands for are one word: as rare as all of them together, and in an article as
/// often as all of them.
fn add(index: &Index, term: &Term, among: &Among, scores: &mut [f32]) {
    let all: Vec<Vec<List>> = index.segments().iter().map(|segment| lists(index, segment, term)).collect();
    let count: u32 = all.iter().flatten().map(|list| list.len()).sum();
    let (of, with) = (index.len() as f32, count.min(index.len() as u32) as f32);
    let rarity = (1.0 + (of - with + 0.5) / (with + 0.5)).ln() * (K + 1.0);
    let usual = index.usual_length();
    let (short, longer) = (K * (1.0 - B), K * B / usual);
    let mut score = |doc: Doc, much: f32| {
        scores[doc as usize] += rarity * much / (much + short + index.length(doc) as f32 * longer);
    };
    let mut sums: Vec<f32> = Vec::new();
    for (at, (segment, lists)) in index.segments().iter().zip(all).enumerate() {
        let docs = segment.docs();
        // About so many of the set are in this segment.
        let few = (among.size * docs.len() / index.len().max(1)).max(64);
        if let [list] = lists.as_slice() {
            each(*list, among, at, docs, few, |number, much| score(docs[number as usize], much));
            continue;
        }
        sums.clear();
        sums.resize(docs.len(), 0.0);
        for list in lists {
            each(list, among, at, docs, few, |number, much| sums[number as usize] += much);
        }
        if few > docs.len() / 4 {
            (0..).zip(&sums).for_each(|(number, much): (usize, _)| score(docs[number], *much));
        } else {
            among
                .numbers(at, docs)
                .iter()
                .for_each(|&number| score(docs[number as usize], sums[number as usize]));
        }
    }
}

/// Calls for the articles of a list with how much of its word each has: for those of the set at least, which are about `few`
/// of the segment's.
fn each(list: List, among: &Among, at: usize, docs: &[Doc], few: usize, mut found: impl FnMut(u32, f32)) {
    let mut found = |number, times, zone| found(number, times as f32 * weight(zone));
    // A list that is much longer than the set is asked about its articles only.
    if list.len() as usize / NEAR < few {
        return list.each(found);
    }
    let mut cursor = list.cursor();
    for &number in among.numbers(at, docs) {
        match cursor.seek(number) {
            Some(here) if here == number => {
                let (times, zone) = cursor.standing();
                found(number, times, zone);
            }
            Some(_) => {}
            None => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        find::{matches, parse},
        index::Field,
    };

    #[test]
    fn the_headline_counts_more_than_the_body_and_rare_words_more_than_common_ones() {
        let mut index = Index::default();
        let add = |index: &mut Index, doc, headline, body| {
            let fields =
                [Field { zone: Zone::Headline, text: headline }, Field { zone: Zone::Body, text: body }];
            index.add(doc, &fields, &[]);
        };
        add(&mut index, 0, "Weather", "The harbour was calm and the ferry came.");
        add(&mut index, 1, "Harbour to be dredged", "The town council met and talked.");
        add(&mut index, 2, "Weather", "The ferry came late.");
        index.settle();
        let best = |typed: &str| {
            let terms = parse(typed).0;
            let scores = rank(&index, &terms, &matches(&index, &terms).unwrap());
            (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
        };
        assert_eq!(best("harbour "), Some(1));
        assert_eq!(best("the OR harbour "), Some(1));
        assert_eq!(best("ferry "), Some(2), "in the shorter article");
    }

    #[test]
    fn the_best_are_those_that_score_most_and_all_that_tie_with_the_last() {
        let mut docs = DocSet::below(6);
        docs.remove(1);
        let of = |most| {
            let mut found = best(&[1.0, 9.0, 3.0, 0.5, 2.0, 2.0], &docs, most);
            found.sort_unstable();
            found
        };
        assert_eq!(of(1), [2]);
        assert_eq!(of(2), [2, 4, 5]);
        assert_eq!(of(4), [0, 2, 4, 5]);
        assert_eq!(of(0), of(9));
        assert_eq!(of(9), [0, 2, 3, 4, 5]);
        // Of many, those at the end as well as those at the start.
        let scores: Vec<f32> = (0..5000).map(|number| (number * 7919 % 613) as f32).collect();
        assert_eq!(best(&scores, &DocSet::below(5000), usize::MAX).len(), 5000);
        for most in [1, 3, 10, 40, 4000] {
            let mut found = best(&scores, &DocSet::below(5000), most);
            found.sort_unstable();
            let mut all = scores.clone();
            all.sort_unstable_by(|a, b| b.total_cmp(a));
            let expect = (0..5000).filter(|doc| scores[*doc as usize] >= all[most - 1]);
            assert_eq!(found, expect.collect::<Vec<Doc>>(), "{most}");
        }
    }
}
