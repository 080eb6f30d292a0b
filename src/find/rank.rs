//! How well articles match: BM25, with a word counted more where it stands more prominently.

use super::{Term, Terms, matching::lists};
use crate::index::{DocSet, Index, Zone, segment::List};

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

/// The score of each article of a set by its number, 0 for all others.
pub fn rank(index: &Index, terms: &Terms, among: &DocSet) -> Vec<f32> {
    let most = among.iter().last().map_or(0, |doc| doc as usize + 1);
    let mut scores = vec![0.0; most];
    for term in terms.wanted() {
        match term {
            // Each word of a phrase by itself, so that what is rare in it counts most.
            Term::Phrase(words) => {
                for word in words {
                    add(index, &Term::Word(word.clone()), among, &mut scores);
                }
            }
            _ => add(index, term, among, &mut scores),
        }
    }
    scores
}

/// Adds what one term counts. The words a prefix stands for are as rare as all of them together.
fn add(index: &Index, term: &Term, among: &DocSet, scores: &mut [f32]) {
    let all: Vec<Vec<List>> = index.segments().iter().map(|segment| lists(index, segment, term)).collect();
    let count: u32 = all.iter().flatten().map(|list| list.len()).sum();
    let (of, with) = (index.len() as f32, count.min(index.len() as u32) as f32);
    let rarity = (1.0 + (of - with + 0.5) / (with + 0.5)).ln() * (K + 1.0);
    let usual = index.usual_length();
    for (segment, lists) in index.segments().iter().zip(all) {
        let docs = segment.docs();
        for list in lists {
            let mut cursor = list.cursor();
            while let Some(number) = cursor.doc() {
                let doc = docs[number as usize];
                if among.contains(doc) {
                    let (times, zone) = cursor.standing();
                    let times = times as f32 * weight(zone);
                    let length = index.length(doc) as f32 / usual;
                    scores[doc as usize] += rarity * times / (times + K * (1.0 - B + B * length));
                    cursor.advance();
                } else {
                    // Long lists are passed over to the next article that is asked about.
                    let next =
                        (number + 1..docs.len() as u32).find(|next| among.contains(docs[*next as usize]));
                    if next.is_none_or(|next| cursor.seek(next).is_none()) {
                        break;
                    }
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
}
