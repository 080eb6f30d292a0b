//! The words of a text as search sees them.

use crate::{
    letters::{is_mark, push_folded},
    span::Span,
};
use std::borrow::Cow;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Lower case, without accents, dots of abbreviations and apostrophes inside.
    pub folded: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
}

/// The words of a text in order: runs of letters and digits. `’s` is parted from its word, a hyphen parts words, `U.S.` is
/// one word, `don’t` is one word. Han, Kana and Thai characters, which are written without spaces, are each a word.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(char::is_alphanumeric)?;
            let first = text[start..].chars().next()?;
            if stands_alone(first) {
                at = start + first.len_utf8();
                return Some(Word { folded: Cow::Borrowed(&text[start..at]), span: Span::new(start, at) });
            }
            let end = end_of_word(text, start);
            at = end;
            let word = &text[start..end];
            let folded = fold(word);
            if !folded.is_empty() {
                return Some(Word { folded, span: Span::new(start, end) });
            }
        }
    })
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let mut letters = 0;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() && !stands_alone(c) || is_mark(c) {
            letters += 1;
            end = start + at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next).filter(|next| next.is_alphanumeric());
        let joins = match (c, next) {
            (c, Some(next)) if is_apostrophe(c) => {
                // ’s ends the word; anything else (don’t, O’Brien) belongs to it.
                let after = text[start + at + c.len_utf8() + next.len_utf8()..].chars().next();
                !matches!(next, 's' | 'S') || after.is_some_and(char::is_alphanumeric)
            }
            // A dot joins single letters: U.S., e.g.
            ('.', Some(_)) => letters == 1,
            _ => false,
        };
        if !joins {
            break;
        }
        letters = 0;
    }
    end
}

fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return word
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|b| b.to_ascii_lowercase() as char)
            .collect();
    }
    let mut folded = String::with_capacity(word.len());
    word.chars().filter(|c| c.is_alphanumeric()).for_each(|c| push_folded(c, &mut folded));
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::words;

    fn check(text: &str, expect: &str) {
        let found: Vec<String> = words(text).map(|word| word.folded.into_owned()).collect();
        assert_eq!(found.join(" "), expect, "{text}");
        assert!(words(text).all(|word| word.span.fits(text)));
    }

    #[test]
    fn words_are_folded() {
        check("Mr Menon’s “plan” don’t", "mr menon s plan dont");
        check("U.S. and e.g. the US", "us and eg the us");
        check("Jean-Paul O’Brien", "jean paul obrien");
        check("ŽIŽEK straße Łódź", "zizek strasse lodz");
        check("end.Next 3.5", "end next 35");
        check("ﬁnance", "finance");
        check("東京 says", "東 京 says");
        check("…—”", "");
    }
}
