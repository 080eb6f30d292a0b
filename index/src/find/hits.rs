//! Where the words looked for stand in a text.

use super::{Term, Terms};
use crate::{
    index::{
        Chain,
        dictionary::{Key, key_of, short_word},
        joined, scan,
    },
    order,
    span::Span,
};

/// Where the wanted words and strings stand in a text, in order, none overlapping.
pub fn hits(text: &str, terms: &Terms) -> Vec<Span> {
    if terms.is_empty() {
        return Vec::new();
    }
    let mut words: Vec<(Key, Span)> = Vec::new();
    let mut chains: Vec<Span> = Vec::new();
    let mut chain = Chain::default();
    let prefixes: Vec<&[u8]> = terms
        .wanted()
        .filter_map(|term| match term {
            Term::Prefix(prefix) => Some(prefix.as_bytes()),
            _ => None,
        })
        .collect();
    let mut spans: Vec<Span> = Vec::new();
    scan(text, |key, long, span| {
        chains.extend(chain.next(text, span));
        words.push((key, span));
        if !prefixes.is_empty() {
            let mut short = [0; 16];
            let word = short_word(key, &mut short).unwrap_or(long);
            spans.extend(prefixes.iter().filter(|prefix| word.starts_with(prefix)).map(|_| span));
        }
    });
    chains.extend(chain.end(Span::default()));
    for span in chains {
        let word = joined(span.of(text));
        spans.extend(prefixes.iter().filter(|prefix| word.as_bytes().starts_with(prefix)).map(|_| span));
        words.push((key_of(word.as_bytes()), span));
    }
    for term in terms.wanted() {
        match term {
            Term::Word(word) => spans.extend(of_word(&words, word)),
            Term::Alike(all) => spans.extend(all.iter().flat_map(|word| of_word(&words, word))),
            Term::Prefix(_) => {}
            Term::Phrase(phrase) => {
                let keys: Vec<Key> = phrase.iter().map(|word| key_of(word.as_bytes())).collect();
                for run in words.windows(keys.len().max(1)) {
                    if run.iter().zip(&keys).all(|(word, key)| word.0 == *key) {
                        spans.push(Span { start: run[0].1.start, end: run[run.len() - 1].1.end });
                    }
                }
            }
        }
    }
    for (string, _) in terms.exact.iter().filter(|(_, not)| !not) {
        spans.extend(super::exact(text, string));
    }
    order::by(&mut spans, Ord::cmp);
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if apart.last().is_none_or(|last| last.end <= span.start) {
            apart.push(span);
        }
    }
    apart
}

fn of_word(words: &[(Key, Span)], word: &str) -> impl Iterator<Item = Span> {
    let key = key_of(word.as_bytes());
    words.iter().filter(move |(other, _)| *other == key).map(|(_, span)| *span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::parse;

    #[test]
    fn hits_are_the_words_typed() {
        let text = "They improve relations. Improved relations improve co-operation.";
        let check = |typed: &str, expect: &[&str]| {
            let found: Vec<&str> = hits(text, &parse(typed).0).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expect, "{typed}");
        };
        check("\"improve relations\"", &["improve relations"]);
        check("improve ", &["improve", "improve"]);
        check("improv", &["improve", "Improved", "improve"]);
        check("cooperation ", &["co-operation"]);
        check("co-operation ", &["co-operation"]);
        check("exact:\"s. Imp\"", &["s. Imp"]);
        check("-relations", &[]);
        check("", &[]);
    }
}
