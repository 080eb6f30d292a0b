//! The features of each token of a sentence, hashed.
//!
//! The families: the word and its neighbours, outlines, beginnings and ends of words, what the lists say, the classes of
//! words that are used alike, where in the sentence, and what the rest of the article tells. Training and use call the same function.

use super::{
    classes::LEVELS,
    document::{Document, Seen, Word, shouted, step},
};
use crate::{
    identify::lists::Flags,
    token::{Token, TokenKind},
};
use std::ops::Range;

/// Bits of a feature's number.
pub const BITS: u32 = 20;

/// The features of a sentence's tokens in a row.
#[derive(Clone, Debug, Default)]
pub struct Features {
    all: Vec<u32>,
    ends: Vec<u32>,
}

impl Features {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of one token: numbers below `1 << BITS`.
    pub fn of(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.all[start..self.ends[at] as usize]
    }

    fn add(&mut self, family: u32, a: u32, b: u32) {
        let mut x = u64::from(a) << 32 | u64::from(b);
        x ^= u64::from(family).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^= x >> 31;
        x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        self.all.push((x >> (64 - BITS)) as u32);
    }
}

const BEFORE: Word = Word { id: 1, shape: 1, flags: Flags(0), phrase: 0, capital: false, class: [0; LEVELS] };
const AFTER: Word = Word { id: 2, shape: 2, flags: Flags(0), phrase: 0, capital: false, class: [0; LEVELS] };

/// Puts the features of a sentence's tokens into `out`, which is emptied first; of those that are not `wanted`, by their place in the
/// sentence, none.
pub fn of_sentence(
    tokens: &[Token],
    sentence: Range<usize>,
    document: &Document,
    wanted: impl Fn(usize) -> bool,
    out: &mut Features,
) {
    out.all.clear();
    out.ends.clear();
    let words = document.words(sentence.clone());
    let tokens_here = &tokens[sentence.clone()];
    let loud = shouted(tokens, sentence);
    let title_case = title_case(tokens_here);
    let word = |at: isize| {
        if at < 0 { BEFORE } else { words.get(at as usize).copied().unwrap_or(AFTER) }
    };
    let ends: Vec<u32> = tokens_here.iter().map(|token| affix(token.text, Side::End, 3)).collect();
    for (at, token) in tokens_here.iter().enumerate() {
        if !wanted(at) {
            out.ends.push(out.all.len() as u32);
            continue;
        }
        let i = at as isize;
        let [w2, w1, w, n1, n2] = [word(i - 2), word(i - 1), word(i), word(i + 1), word(i + 2)];
        out.add(0, 0, 0);
        of_words(out, [&w2, &w1, &w, &n1, &n2]);
        of_outlines(out, &w1, &w, &n1);
        of_letters(out, token, &w);
        if at > 0 {
            out.add(32, ends[at - 1], 0);
        }
        if let Some(end) = ends.get(at + 1) {
            out.add(33, *end, 0);
        }
        of_lists(out, [&w2, &w1, &w, &n1, &n2]);
        of_classes(out, [&w1, &w, &n1]);
        let first = at == 0 || at == 1 && tokens_here[0].kind == TokenKind::Mark;
        of_place(out, &w, first, loud, title_case);
        if w.capital {
            of_document(out, &document.seen(&w), first);
        }
        out.ends.push(out.all.len() as u32);
    }
}

fn of_words(out: &mut Features, [w2, w1, w, n1, n2]: [&Word; 5]) {
    out.add(10, w.id, u32::from(w.capital));
    out.add(11, w1.id, 0);
    out.add(12, n1.id, 0);
    out.add(13, w2.id, 0);
    out.add(14, n2.id, 0);
    out.add(15, w1.id, w.id);
    out.add(16, w.id, n1.id);
    out.add(17, w1.id, w.shape);
    out.add(18, w.shape, n1.id);
}

fn of_outlines(out: &mut Features, w1: &Word, w: &Word, n1: &Word) {
    out.add(20, w.shape, 0);
    out.add(21, w1.shape, w.shape);
    out.add(22, w.shape, n1.shape);
    out.add(23, w1.shape ^ n1.shape.rotate_left(13), w.shape);
    out.add(24, w.id, w.shape);
}

fn of_letters(out: &mut Features, token: &Token, w: &Word) {
    if token.kind == TokenKind::Mark {
        return;
    }
    for length in 1..=4 {
        out.add(26 + length, affix(token.text, Side::Start, length as usize), u32::from(w.capital));
        let end = affix(token.text, Side::End, length as usize);
        out.add(34 + length, end, u32::from(w.capital));
    }
}

/// Which of two words have a capital.
fn cased(a: &Word, b: &Word) -> u32 {
    u32::from(a.capital) | u32::from(b.capital) << 1
}

fn of_lists(out: &mut Features, [w2, w1, w, n1, _]: [&Word; 5]) {
    let kinds = |word: &Word| word.flags.0 & ((1 << Flags::KINDS) - 1);
    let mask = |word: &Word| kinds(word) | u32::from(word.capital) << 20;
    for (family, other) in [(40, w), (41, w1), (42, n1)] {
        let mut left = kinds(other);
        while left != 0 {
            out.add(family, left.trailing_zeros(), cased(w, other));
            left &= left - 1;
        }
    }
    let mut left = w.phrase & ((1 << Flags::KINDS) - 1);
    while left != 0 {
        out.add(43, left.trailing_zeros(), w.phrase >> 30);
        left &= left - 1;
    }
    out.add(44, mask(w), 0);
    out.add(45, mask(w1), mask(w));
    out.add(46, mask(w), mask(n1));
    out.add(47, mask(w2).rotate_left(11) ^ mask(w1), mask(w));
    if w.phrase != 0 || w1.phrase != 0 || n1.phrase != 0 {
        out.add(48, w.phrase, w1.phrase ^ n1.phrase.rotate_left(16));
    }
}

fn of_classes(out: &mut Features, [w1, w, n1]: [&Word; 3]) {
    for (family, other) in [(70, w), (73, w1), (76, n1)] {
        for (level, class) in (0..).zip(other.class).filter(|(_, class)| *class > 0) {
            out.add(family + level, u32::from(class), cased(w, other));
        }
    }
}

fn of_place(out: &mut Features, w: &Word, first: bool, loud: bool, title_case: bool) {
    let flags = w.flags.0 & ((1 << Flags::KINDS) - 1);
    if first {
        out.add(50, w.shape, 0);
        out.add(51, w.id, 0);
    }
    if loud {
        out.add(52, 0, 0);
        out.add(53, flags, 0);
    }
    if title_case {
        out.add(54, 0, 0);
        out.add(55, w.shape, 0);
        out.add(56, flags, 0);
    }
}

fn of_document(out: &mut Features, seen: &Seen, first: bool) {
    let some = |count: u16| u32::from(count > 0);
    let bits = some(seen.after_title)
        | some(seen.after_given) << 1
        | some(seen.before_says) << 2
        | some(seen.after_in) << 3;
    out.add(60, u32::from(seen.lower.min(2)), some(seen.capital));
    out.add(61, bits, 0);
    for (family, count) in [
        (62, seen.after_title),
        (63, seen.after_given),
        (64, seen.before_says),
        (65, seen.after_in),
        (66, seen.possessive),
        (67, seen.after_the),
    ] {
        if count > 0 {
            out.add(family, u32::from(count.min(2)), 0);
        }
    }
    out.add(68, some(seen.before_capital), some(seen.after_capital));
    if first {
        out.add(69, some(seen.lower), some(seen.capital));
    }
}

/// Whether at least eight in ten of the longer words begin with a capital, as in headlines.
fn title_case(tokens: &[Token]) -> bool {
    let (mut all, mut high) = (0, 0);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word && token.text.len() > 3) {
        all += 1;
        high += usize::from(token.capital());
    }
    all >= 4 && high * 10 >= all * 8
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Hash of the first or last `length` bytes in lower case; part of a character counts as well as any.
fn affix(word: &str, side: Side, length: usize) -> u32 {
    let bytes = word.as_bytes();
    let length = length.min(bytes.len());
    let part = match side {
        Side::Start => &bytes[..length],
        Side::End => &bytes[bytes.len() - length..],
    };
    part.iter().fold(0x811c_9dc5, |hash, byte| step(hash, byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{sentences, tokens};

    #[test]
    fn features_are_the_same_each_time_and_in_bounds() {
        let text = "Mr Reed met Ann Öde in Dover.";
        let tokens = tokens(text);
        let sentences = sentences(&tokens);
        let document = Document::of(&tokens, &sentences);
        let (mut a, mut b) = (Features::default(), Features::default());
        of_sentence(&tokens, sentences[0].clone(), &document, |_| true, &mut a);
        of_sentence(&tokens, sentences[0].clone(), &document, |_| true, &mut b);
        assert_eq!(a.all, b.all);
        assert_eq!(a.len(), tokens.len());
        assert!(a.all.iter().all(|feature| *feature < 1 << BITS));
    }
}
