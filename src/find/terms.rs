//! The words typed, taken apart. Anything typed has a meaning; what is odd about it is a hint, never an error.

use crate::{index::words, query::Hint};

/// Something to look for; folded as the index folds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A whole word.
    Word(String),
    /// The start of a word: the last one typed, as it may not be finished.
    Prefix(String),
    /// Words one after the other.
    Phrase(Vec<String>),
}

/// What the words typed ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// All must stand in the article.
    pub wanted: Vec<Term>,
    /// None may.
    pub unwanted: Vec<Term>,
}

/// Most terms looked for; whoever pastes a page meant a phrase.
const MOST: usize = 32;

/// Takes typed words apart: `word "a phrase" -not -"not this"`. Quotes may be curly or straight.
pub fn parse(typed: &str) -> (Terms, Vec<Hint>) {
    let mut terms = Terms::default();
    let mut hints = Vec::new();
    let mut rest = typed.trim_start();
    let mut count = 0;
    while !rest.is_empty() {
        let negated = rest.starts_with('-') && rest.len() > 1;
        rest = rest.strip_prefix('-').unwrap_or(rest);
        let term;
        if let Some(phrase) = rest.strip_prefix(is_mark) {
            let (inside, after) = phrase.split_once(is_mark).unwrap_or_else(|| {
                hints.push(Hint::OpenPhrase);
                (phrase, "")
            });
            term = of_words(inside);
            rest = after.trim_start();
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let unfinished = after.is_empty() && !negated;
            term = match of_words(word) {
                Some(Term::Word(word)) if unfinished => Some(Term::Prefix(word)),
                term => term,
            };
            rest = after.trim_start();
        }
        let Some(term) = term else { continue };
        count += 1;
        if count > MOST {
            hints.push(Hint::TooManyWords(MOST as u32));
            break;
        }
        let list = if negated { &mut terms.unwanted } else { &mut terms.wanted };
        if !list.contains(&term) {
            list.push(term);
        }
    }
    if terms == Terms::default() && !typed.trim().is_empty() {
        hints.push(Hint::NoWords);
    }
    (terms, hints)
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn of_words(text: &str) -> Option<Term> {
    let mut folded: Vec<String> = words(text).map(|word| word.folded.into_owned()).collect();
    match folded.len() {
        0 => None,
        1 => folded.pop().map(Term::Word),
        _ => Some(Term::Phrase(folded)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: &str) {
        let (terms, hints) = parse(typed);
        let say = |term: &Term| match term {
            Term::Word(word) => word.clone(),
            Term::Prefix(word) => format!("{word}*"),
            Term::Phrase(words) => format!("[{}]", words.join(" ")),
        };
        let mut said: Vec<String> = terms.wanted.iter().map(say).collect();
        said.extend(terms.unwanted.iter().map(|term| format!("-{}", say(term))));
        said.extend(hints.iter().map(|hint| format!("{hint:?}")));
        assert_eq!(said.join(" "), expect, "{typed}");
    }

    #[test]
    fn typed_words_are_taken_apart() {
        check("peace talks", "peace talks*");
        check("peace ", "peace");
        check("“improve relations” war", "[improve relations] war*");
        check("peace -war -\"cold war\"", "peace -war -[cold war]");
        check("Jean-Paul ", "[jean paul]");
        check("peace peace peace ", "peace");
    }

    #[test]
    fn odd_input_is_a_hint() {
        check("\"open phrase", "[open phrase] OpenPhrase");
        check("--- \"\" (*)", "NoWords");
        check("\"", "OpenPhrase NoWords");
        check("", "");
        check("[a-z]+\\d{2} ", "[a z d 2]");
        let (terms, hints) = parse(&(0..3000).map(|n| format!("w{n} ")).collect::<String>());
        assert_eq!((terms.wanted.len(), hints), (32, vec![Hint::TooManyWords(32)]));
    }
}
