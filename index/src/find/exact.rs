//! Strings to the letter, found by a scan of the text; only quotation marks and apostrophes are the same in every shape.

use super::Term;
use crate::{index::words, span::Span};
use memchr::memmem;

/// Where a string stands in a text, none overlapping.
pub fn exact(text: &str, string: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    // The longest part without marks is scanned for; what stands around it is compared sign by sign.
    let part = string
        .split(|c| plain(c) != c || matches!(c, '"' | '\''))
        .max_by_key(|part| part.len())
        .unwrap_or("");
    let before = string.find(part).unwrap_or(0);
    if part.is_empty() {
        let starts = text.char_indices().map(|(at, _)| at);
        for start in starts {
            push(&mut spans, text, start, string);
        }
        return spans;
    }
    let before = string[..before].chars().count();
    for at in memmem::find_iter(text.as_bytes(), part.as_bytes()) {
        let start = match before {
            0 => Some(at),
            _ => text[..at].char_indices().rev().nth(before - 1).map(|(start, _)| start),
        };
        if let Some(start) = start {
            push(&mut spans, text, start, string);
        }
    }
    spans
}

fn push(spans: &mut Vec<Span>, text: &str, start: usize, string: &str) {
    if string.is_empty() || spans.last().is_some_and(|last| last.end as usize > start) {
        return;
    }
    let mut rest = text[start..].chars();
    if string.chars().all(|c| rest.next().is_some_and(|other| plain(other) == plain(c))) {
        spans.push(Span::new(start, text.len() - rest.as_str().len()));
    }
}

/// A mark in its straight shape.
fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        _ => c,
    }
}

/// Words that every article with this string has in a row: those wholly inside it.
pub fn inner(string: &str) -> Option<Term> {
    let mut inner: Vec<String> = words(string).map(|word| word.folded.into_owned()).collect();
    inner.pop();
    if !inner.is_empty() {
        inner.remove(0);
    }
    (!inner.is_empty()).then_some(Term::Phrase(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_to_the_letter() {
        let text = "He said: “It’s over.” It's Over. aaaa";
        let check = |string: &str, expect: &[&str]| {
            let found: Vec<&str> = exact(text, string).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expect, "{string}");
        };
        check("It's", &["It’s", "It's"]);
        check(": \"It", &[": “It"]);
        check("over", &["over"]);
        check("\"", &["“", "”"]);
        check("aa", &["aa", "aa"]);
        check("", &[]);
        check("nowhere", &[]);
    }
}
