//! The words of a text as search sees them. [`words`] says what a word is; [`scan`] finds the same ones, looking at 64 bytes at once.

use super::dictionary::{Key, SHORT, key_of};
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

/// Bytes looked at together.
const BLOCK: usize = 64;

/// Which of eight bytes are ASCII letters or digits, and which are no ASCII, a bit each.
#[inline]
fn classes(eight: u64) -> (u64, u64) {
    // Each byte without its high bit, so that no sum runs over into the next.
    let low = eight & !HIGH;
    let lower = low | (0x20 * ONES);
    let letters = (lower + (0x80 - 0x61) * ONES) & !(lower + (0x80 - 0x7b) * ONES);
    let digits = (low + (0x80 - 0x30) * ONES) & !(low + (0x80 - 0x3a) * ONES);
    (gathered((letters | digits) & !eight & HIGH), gathered(eight & HIGH))
}

/// The high bit of each byte in one byte.
#[inline]
fn gathered(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The same of a block from `at` on; what is behind the end is neither.
#[inline]
fn classes_of_block(bytes: &[u8], at: usize) -> (u64, u64) {
    let (mut alphanumeric, mut high) = (0, 0);
    for step in 0..BLOCK / 8 {
        let at = at + step * 8;
        if at >= bytes.len() {
            break;
        }
        let (some, others) = classes(eight(bytes, at));
        alphanumeric |= some << (step * 8);
        high |= others << (step * 8);
    }
    (alphanumeric, high)
}

/// The eight bytes from `at` on, 0 behind the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        Some(eight) => u64::from_le_bytes(eight),
        None => bytes.get(at..).unwrap_or(&[]).iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    }
}

/// The key of a run of up to [`SHORT`] ASCII letters and digits.
#[inline]
fn key_of_run(bytes: &[u8], at: usize, length: usize) -> Key {
    let sixteen = Key::from(eight(bytes, at)) | Key::from(eight(bytes, at + 8)) << 64;
    let lower = sixteen | Key::from(0x20 * ONES) << 64 | Key::from(0x20 * ONES);
    lower & OF_LENGTH[length] | (length as Key) << 120
}

/// The bytes of a key that words of each length have. A table, since shifting 128 bits by any number is slow in WebAssembly.
const OF_LENGTH: [Key; SHORT + 1] = {
    let mut masks = [0; SHORT + 1];
    let mut length = 1;
    while length < masks.len() {
        masks[length] = masks[length - 1] << 8 | 0xff;
        length += 1;
    }
    masks
};

/// Whether what follows a run of letters may join more to the word: an apostrophe, the dot of an abbreviation, a letter
/// outside ASCII.
#[inline]
fn may_go_on(bytes: &[u8], end: usize, length: usize) -> bool {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    match byte(end) {
        b'\'' => true,
        b'.' => length == 1,
        // Of the dashes and quotation marks only ’ joins, unless an s is all that follows, and the marks that are not seen.
        0xe2 if byte(end + 1) == 0x80 => match byte(end + 2) {
            0x99 => !(matches!(byte(end + 3), b's' | b'S') && is_plain(byte(end + 4))),
            0x8b..=0x8f => true,
            _ => false,
        },
        next => next >= 128,
    }
}

/// Whether a byte is an ASCII character that parts words.
#[inline]
fn is_plain(byte: u8) -> bool {
    byte < 128 && !byte.is_ascii_alphanumeric()
}

/// Calls for every word with its key, its bytes where it is longer than a key, and where it stands: the words of [`words`].
pub fn scan(text: &str, mut found: impl FnMut(Key, &[u8], Span)) {
    let bytes = text.as_bytes();
    let mut block = 0;
    while block < bytes.len() {
        let (alphanumeric, high) = classes_of_block(bytes, block);
        let mut starts = alphanumeric & !(alphanumeric << 1) | high;
        let mut next = block + BLOCK;
        while starts != 0 {
            let bit = starts.trailing_zeros() as usize;
            let at = block + bit;
            let length = (!(alphanumeric >> bit)).trailing_zeros() as usize;
            let mut end = at + length;
            if bit > 0 && end == block + BLOCK && end < bytes.len() {
                // It goes on in the next block, which begins with it.
                next = at;
                break;
            }
            if (1..=SHORT).contains(&length) && !may_go_on(bytes, end, length) {
                found(key_of_run(bytes, at, length), &[], Span::new(at, end));
                starts &= starts - 1;
                continue;
            }
            let first = text[at..].chars().next().unwrap_or(' ');
            // Dashes and quotation marks are what mostly stands here.
            if !matches!(first, '\u{2000}'..='\u{206f}') && first.is_alphanumeric() {
                let (word, after) = word_at(text, at);
                end = after;
                if let Some(word) = word {
                    let folded = word.folded.as_bytes();
                    let long = if folded.len() > SHORT { folded } else { &[] };
                    found(key_of(folded), long, word.span);
                }
            } else {
                end = at + first.len_utf8();
            }
            if end >= block + BLOCK {
                next = end;
                break;
            }
            starts &= u64::MAX << (end - block);
        }
        block = next;
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
        let expect: Vec<(Key, Span)> =
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
        same("abcdefg abcdefgh abcdefghi ABCDEFGHIJKLMNO ABCDEFGHIJKLMNOP abcdefghijklmnopq");
        same("fox’s fox’S. fox’sé fox’ fox” a\u{200b}b—c a.b' x’");
        // Words that stand across the bounds of blocks, and that are longer than one.
        for shift in 0..70 {
            same(&format!("{}word’s “é東” U.S. end{}", " ".repeat(shift), "x".repeat(shift * 3)));
            same(&format!("{}don’t —", "a ".repeat(shift)));
        }
    }

    proptest! {
        #[test]
        fn the_scan_finds_the_words_of_any_text(text in "[a-cZ09 .'’”sé\u{301}東-]{0,200}|\\PC{0,120}") {
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
