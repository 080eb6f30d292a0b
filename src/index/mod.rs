//! What makes a library searchable: for each word, in which articles it stands and where.

mod fold;

pub use fold::{Word, words};

use std::collections::BTreeMap;

/// Number of an article in the index.
pub type Doc = u32;

/// The words of many articles, each with its articles and places.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Sorted, so that a prefix is a range.
    terms: BTreeMap<Box<str>, Postings>,
}

/// Where one word stands: `docs` sorted, `places[i]` the sorted places in `docs[i]`.
#[derive(Clone, Debug, Default)]
struct Postings {
    docs: Vec<Doc>,
    places: Vec<Vec<u32>>,
}

/// How far apart the fields of an article are placed, so that no phrase runs from one into the next.
const FIELD_GAP: u32 = 100;

impl Index {
    /// Adds an article's fields (headline, dek, text …). A number that is in the index already must be removed first.
    pub fn add<'a>(&mut self, doc: Doc, fields: impl IntoIterator<Item = &'a str>) {
        let mut place = 0;
        for field in fields {
            for word in words(field) {
                let postings = match self.terms.get_mut(word.folded.as_ref()) {
                    Some(postings) => postings,
                    None => self.terms.entry(word.folded.as_ref().into()).or_default(),
                };
                match postings.docs.binary_search(&doc) {
                    Ok(at) => postings.places[at].push(place),
                    Err(at) => {
                        postings.docs.insert(at, doc);
                        postings.places.insert(at, vec![place]);
                    }
                }
                place += 1;
            }
            place += FIELD_GAP;
        }
    }

    /// Takes an article out again; its fields must be those it was added with.
    pub fn remove<'a>(&mut self, doc: Doc, fields: impl IntoIterator<Item = &'a str>) {
        for word in fields.into_iter().flat_map(words) {
            let Some(postings) = self.terms.get_mut(word.folded.as_ref()) else { continue };
            if let Ok(at) = postings.docs.binary_search(&doc) {
                postings.docs.remove(at);
                postings.places.remove(at);
            }
            if postings.docs.is_empty() {
                self.terms.remove(word.folded.as_ref());
            }
        }
    }

    /// The articles with this folded word, sorted.
    pub fn with_word(&self, word: &str) -> Vec<Doc> {
        self.terms.get(word).map(|postings| postings.docs.clone()).unwrap_or_default()
    }

    /// The articles with a word that starts so, sorted.
    pub fn with_prefix(&self, prefix: &str) -> Vec<Doc> {
        let range =
            self.terms.range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded));
        let mut docs: Vec<Doc> = range
            .take_while(|(term, _)| term.starts_with(prefix))
            .flat_map(|(_, postings)| postings.docs.iter().copied())
            .collect();
        docs.sort_unstable();
        docs.dedup();
        docs
    }

    /// The articles with these folded words one after the other, sorted.
    pub fn with_phrase(&self, phrase: &[String]) -> Vec<Doc> {
        let Some(all) = phrase.iter().map(|word| self.terms.get(word.as_str())).collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        let Some(rarest) = all.iter().min_by_key(|postings| postings.docs.len()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for &doc in &rarest.docs {
            let places: Option<Vec<&Vec<u32>>> = all
                .iter()
                .map(|postings| postings.docs.binary_search(&doc).ok().map(|at| &postings.places[at]))
                .collect();
            let Some(places) = places else { continue };
            let follows = |start: u32| {
                places
                    .iter()
                    .enumerate()
                    .skip(1)
                    .all(|(step, places)| places.binary_search(&(start + step as u32)).is_ok())
            };
            if places[0].iter().any(|&start| follows(start)) {
                found.push(doc);
            }
        }
        found
    }

    /// How often a folded word stands in an article.
    pub fn frequency(&self, word: &str, doc: Doc) -> usize {
        self.terms
            .get(word)
            .map_or(0, |postings| postings.docs.binary_search(&doc).map_or(0, |at| postings.places[at].len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut index = Index::default();
        index.add(0, ["Ministers meet", "They want to improve relations with the U.S."]);
        index.add(1, ["", "Relations improve; Žižek’s book, and the US-Russian pact."]);
        index
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        let index = index();
        assert_eq!(index.with_word("relations"), [0, 1]);
        assert_eq!(index.with_word("us"), [0, 1], "U.S. and US are one word");
        assert_eq!(index.with_word("zizek"), [1]);
        assert_eq!(index.with_word("russian"), [1], "hyphens part words");
        assert_eq!(index.with_prefix("relat"), [0, 1]);
        assert!(index.with_word("war").is_empty());
    }

    #[test]
    fn phrases_need_their_order_and_do_not_cross_fields() {
        let index = index();
        let check = |phrase: &str, expect: &[Doc]| {
            let phrase: Vec<String> = words(phrase).map(|word| word.folded.into_owned()).collect();
            assert_eq!(index.with_phrase(&phrase), expect);
        };
        check("improve relations", &[0]);
        check("relations improve", &[1]);
        check("meet they", &[]);
    }

    #[test]
    fn what_is_removed_is_gone_and_nothing_else() {
        let mut index = index();
        index.remove(1, ["", "Relations improve; Žižek’s book, and the US-Russian pact."]);
        assert_eq!(index.with_word("relations"), [0]);
        assert!(index.with_word("zizek").is_empty());
    }
}
