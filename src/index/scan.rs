//! The words of a text as search sees them. [`words`] says what a word is; [`scan`] finds the same ones eight bytes at a time.

use super::dictionary::{key_of, long_key, mixed};
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
            let (word, end) = word_at(text, start);
            at = end;
            if word.is_some() {
                return word;
            }
        }
    })
}

/// The word that starts with the letter or digit at `start`, unless nothing is left of it, and where it ends.
fn word_at(text: &str, start: usize) -> (Option<Word<'_>>, usize) {
    let first = text[start..].chars().next().filter(|first| stands_alone(*first));
    let end = first.map_or_else(|| end_of_word(text, start), |first| start + first.len_utf8());
    let word = &text[start..end];
    let folded = if first.is_some() { Cow::Borrowed(word) } else { fold(word) };
    (Some(Word { folded, span: Span::new(start, end) }).filter(|word| !word.folded.is_empty()), end)
}

/// Longest word made of parts, in bytes: longer ones are no words.
const LONGEST_COMPOUND: usize = 48;

/// Finds words parted by single hyphens, which are one word too: `co-operation` is `cooperation`.
#[derive(Default)]
pub struct Chain {
    span: Span,
    parts: u32,
}

impl Chain {
    /// Takes the next word of a text; gives the words joined before it, if there were several.
    #[inline]
    pub fn next(&mut self, text: &str, word: Span) -> Option<Span> {
        let end = self.span.end as usize;
        if self.parts > 0 && end + 1 == word.start as usize && text.as_bytes()[end] == b'-' {
            self.span.end = word.end;
            self.parts += 1;
            return None;
        }
        self.end(word)
    }

    /// The words joined at the end of a text, if there are several; `word` begins the next chain.
    pub fn end(&mut self, word: Span) -> Option<Span> {
        let joined = (self.parts > 1 && self.span.len() <= LONGEST_COMPOUND).then_some(self.span);
        *self = Chain { span: word, parts: 1 };
        joined
    }
}

/// Words joined by hyphens as one folded word.
pub fn joined(text: &str) -> String {
    words(text).map(|word| word.folded).collect()
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The bytes in lower case, and the high bit of each that is an ASCII letter or digit.
#[inline]
fn classes(eight: u64) -> (u64, u64) {
    // Each byte without its high bit, so that no sum runs over into the next.
    let low = eight & !HIGH;
    let lower = low | (0x20 * ONES);
    let letters = (lower + (0x80 - 0x61) * ONES) & !(lower + (0x80 - 0x7b) * ONES);
    let digits = (low + (0x80 - 0x30) * ONES) & !(low + (0x80 - 0x3a) * ONES);
    (eight | (0x20 * ONES), (letters | digits) & !eight & HIGH)
}

/// The eight bytes from `at` on, 0 behind the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        Some(eight) => u64::from_le_bytes(eight),
        None => bytes[at..].iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    }
}

/// The lowest `count` bytes.
#[inline]
fn lowest(eight: u64, count: usize) -> u64 {
    if count >= 8 { eight } else { eight & ((1 << (count * 8)) - 1) }
}

/// Calls for every word with its key, its bytes where it is longer than a key, and where it stands: the words of [`words`].
pub fn scan(text: &str, mut found: impl FnMut(u64, &[u8], Span)) {
    let bytes = text.as_bytes();
    let mut long = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (lower, alphanumeric) = classes(eight(bytes, at));
        let length = ((!alphanumeric & HIGH).trailing_zeros() / 8) as usize;
        let mut end = at + length;
        let mut key = lowest(lower, length) | (length as u64) << 56;
        if length == 0 {
            if bytes[at] < 128 {
                // To the next letter, digit or character outside ASCII.
                let stops = alphanumeric | eight(bytes, at) & HIGH;
                at += (stops.trailing_zeros() / 8) as usize;
                continue;
            }
        } else if length == 8 {
            long.clear();
            let mut hash = 0;
            let (mut lower, mut length) = (lower, 8);
            loop {
                hash = if length > 0 { mixed(hash, lowest(lower, length)) } else { hash };
                long.extend_from_slice(&lower.to_le_bytes()[..length]);
                if length < 8 || end >= bytes.len() {
                    break;
                }
                let (next, alphanumeric) = classes(eight(bytes, end));
                (lower, length) = (next, ((!alphanumeric & HIGH).trailing_zeros() / 8) as usize);
                end += length;
            }
            key = long_key(hash, long.len());
        }
        // What follows may join more to the word: an apostrophe, the dot of an abbreviation, a letter outside ASCII.
        let next = bytes.get(end).copied().unwrap_or(b' ');
        if length > 0 && next < 128 && next != b'\'' && (next != b'.' || end > at + 1) {
            found(key, &long, Span::new(at, end));
            at = end;
            continue;
        }
        let first = text[at..].chars().next().unwrap_or(' ');
        if !first.is_alphanumeric() {
            at += first.len_utf8();
            continue;
        }
        let (word, end) = word_at(text, at);
        if let Some(word) = word {
            let folded = word.folded.as_bytes();
            found(key_of(folded), folded, word.span);
        }
        at = end;
    }
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
    use super::*;
    use proptest::prelude::*;

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

    fn same(text: &str) {
        let expect: Vec<(u64, Span)> =
            words(text).map(|word| (key_of(word.folded.as_bytes()), word.span)).collect();
        let mut found = Vec::new();
        scan(text, |key, _, span| found.push((key, span)));
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn the_scan_finds_the_same_words() {
        same(
            "The Quick-brown fox’s den: U.S.A. don't O'Brien's 3.5% internationalisation ÉTÉ naïveté x.y a.b.",
        );
        same("\u{10}\u{19}@[`{/:");
        same("abcdefg abcdefgh abcdefghi ABCDEFGHIJKLMNOP abcdefghijklmnopq");
    }

    proptest! {
        #[test]
        fn the_scan_finds_the_words_of_any_text(text in "[a-cZ09 .'’é\u{301}東-]{0,60}|\\PC{0,40}") {
            same(&text);
        }
    }

    #[test]
    fn hyphens_join_as_well_as_part() {
        let found = |text: &str| {
            let mut chain = Chain::default();
            let mut spans: Vec<Span> = words(text).filter_map(|word| chain.next(text, word.span)).collect();
            spans.extend(chain.end(Span::default()));
            spans.iter().map(|span| joined(span.of(text))).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found("co-operation of ex-prime-minister -x a--b"), "cooperation exprimeminister");
        assert_eq!(found(&"a-".repeat(100)), "");
    }
}
