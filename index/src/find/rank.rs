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

/// The articles of a set whose scores are among the `most` highest, in no order: more than so many where the last ones tie.
pub fn best(scores: &[f32], among: &DocSet, most: usize) -> Vec<Doc> {
    let mut docs: Vec<Doc> = among.iter().collect();
    if most > 0 && docs.len() > most {
        let mut highest: Vec<f32> = docs.iter().map(|doc| scores[*doc as usize]).collect();
        let (_, &mut least, _) = highest.select_nth_unstable_by(most - 1, |a, b| b.total_cmp(a));
        docs.retain(|doc| scores[*doc as usize] >= least);
    }
    docs
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

/// Adds what one term counts. The words a prefix stands for are as rare as all of them together.
fn add(index: &Index, term: &Term, among: &Among, scores: &mut [f32]) {
    let all: Vec<Vec<List>> = index.segments().iter().map(|segment| lists(index, segment, term)).collect();
    let count: u32 = all.iter().flatten().map(|list| list.len()).sum();
    let (of, with) = (index.len() as f32, count.min(index.len() as u32) as f32);
    let rarity = (1.0 + (of - with + 0.5) / (with + 0.5)).ln() * (K + 1.0);
    let usual = index.usual_length();
    let (short, longer) = (K * (1.0 - B), K * B / usual);
    let mut score = |doc: Doc, times: u32, zone: Zone| {
        let times = times as f32 * weight(zone);
        scores[doc as usize] += rarity * times / (times + short + index.length(doc) as f32 * longer);
    };
    for (at, (segment, lists)) in index.segments().iter().zip(all).enumerate() {
        let docs = segment.docs();
        // About so many of the set are in this segment.
        let few = (among.size * docs.len() / index.len().max(1)).max(64);
        for list in lists {
            // A list that is much longer than the set is asked about its articles only.
            if list.len() as usize / NEAR < few {
                list.each(|number, times, zone| score(docs[number as usize], times, zone));
                continue;
            }
            let mut cursor = list.cursor();
            for &number in among.numbers(at, docs) {
                match cursor.seek(number) {
                    Some(found) if found == number => {
                        let (times, zone) = cursor.standing();
                        score(docs[number as usize], times, zone);
                    }
                    Some(_) => {}
                    None => break,
                }
            }
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
        let of = |most| best(&[1.0, 9.0, 3.0, 0.5, 2.0, 2.0], &docs, most);
        assert_eq!(of(1), [2]);
        assert_eq!(of(2), [2, 4, 5]);
        assert_eq!(of(4), [0, 2, 4, 5]);
        assert_eq!(of(0), of(9));
        assert_eq!(of(9), [0, 2, 3, 4, 5]);
    }
}
