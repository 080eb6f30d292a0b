//! From words typed to the articles that match, and to the places of the words in them.

mod terms;

pub use terms::{Term, Terms, parse};

use crate::{
    index::{Doc, Index, words},
    span::Span,
};

/// The articles that match, sorted; nothing where no words were typed, since then all do.
pub fn matches(index: &Index, terms: &Terms) -> Option<Vec<Doc>> {
    let mut found: Option<Vec<Doc>> = None;
    for term in &terms.wanted {
        let docs = docs_of(index, term);
        found = Some(match found {
            None => docs,
            Some(found) => intersection(&found, &docs),
        });
    }
    found
}

/// The articles that hold a word that is not wanted, sorted.
pub fn unwanted(index: &Index, terms: &Terms) -> Vec<Doc> {
    let mut docs: Vec<Doc> = terms.unwanted.iter().flat_map(|term| docs_of(index, term)).collect();
    docs.sort_unstable();
    docs.dedup();
    docs
}

fn docs_of(index: &Index, term: &Term) -> Vec<Doc> {
    match term {
        Term::Word(word) => index.with_word(word),
        Term::Prefix(prefix) => index.with_prefix(prefix),
        Term::Phrase(phrase) => index.with_phrase(phrase),
    }
}

fn intersection(a: &[Doc], b: &[Doc]) -> Vec<Doc> {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    small.iter().copied().filter(|doc| large.binary_search(doc).is_ok()).collect()
}

/// How well an article matches: how often the words stand in it, each counted up to 8 times so that no word drowns others.
pub fn rank(index: &Index, terms: &Terms, doc: Doc) -> usize {
    let frequency = |word: &str| index.frequency(word, doc).min(8);
    let of = |term: &Term| match term {
        Term::Word(word) | Term::Prefix(word) => frequency(word),
        Term::Phrase(phrase) => phrase.iter().map(|word| frequency(word)).min().unwrap_or(0) * phrase.len(),
    };
    terms.wanted.iter().map(of).sum()
}

/// Where the wanted words stand in a text, in order, none overlapping.
pub fn hits(text: &str, terms: &Terms) -> Vec<Span> {
    if terms.wanted.is_empty() {
        return Vec::new();
    }
    let words: Vec<_> = words(text).collect();
    let mut spans: Vec<Span> = Vec::new();
    for term in &terms.wanted {
        match term {
            Term::Word(wanted) => {
                spans.extend(words.iter().filter(|word| word.folded == *wanted).map(|word| word.span))
            }
            Term::Prefix(prefix) => {
                spans.extend(
                    words
                        .iter()
                        .filter(|word| word.folded.starts_with(prefix.as_str()))
                        .map(|word| word.span),
                );
            }
            Term::Phrase(phrase) => {
                for run in words.windows(phrase.len()) {
                    if run.iter().zip(phrase).all(|(word, wanted)| word.folded == *wanted) {
                        spans.push(Span { start: run[0].span.start, end: run[run.len() - 1].span.end });
                    }
                }
            }
        }
    }
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if apart.last().is_none_or(|last| last.end <= span.start) {
            apart.push(span);
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_the_words_typed() {
        let text = "They improve relations. Improved relations improve.";
        let check = |typed: &str, expect: &[&str]| {
            let found: Vec<&str> = hits(text, &parse(typed).0).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expect, "{typed}");
        };
        check("\"improve relations\"", &["improve relations"]);
        check("improve ", &["improve", "improve"]);
        check("improv", &["improve", "Improved", "improve"]);
        check("-relations", &[]);
        check("", &[]);
    }
}
