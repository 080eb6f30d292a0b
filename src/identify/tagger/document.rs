//! What the rest of an article tells of a word: seen in lower case, after a title, after a given name, before "said".

use super::classes::{self, Class};
use crate::{
    identify::lists::{self, Flags},
    token::{Token, TokenKind},
};
use std::{collections::HashMap, ops::Range};

/// Hash of the lower-case letters of a token, digits as `0`.
pub type Id = u32;

/// What is known of one token before its neighbours are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Which word it is.
    pub id: Id,
    /// Hash of its outline: `Xx`, `X.X.`, `d`.
    pub shape: u32,
    /// What the lists say of it.
    pub flags: Flags,
    /// What the lists say of the phrase it is in; bit 30 marks the phrase's first word.
    pub phrase: u32,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// With which words it is used alike.
    pub class: Class,
}

/// What an article tells of a word, over all its occurrences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// In lower case.
    pub lower: u16,
    /// With a capital, not at the start of a sentence.
    pub capital: u16,
    /// With a capital, after a title.
    pub after_title: u16,
    /// With a capital, after a given name with a capital.
    pub after_given: u16,
    /// With a capital, before a verb of saying.
    pub before_says: u16,
    /// With a capital, after "in", "at", "from", "near", "to".
    pub after_in: u16,
    /// With a capital, before another word with a capital.
    pub before_capital: u16,
    /// With a capital, after another word with a capital.
    pub after_capital: u16,
    /// With a capital, right before `’s`.
    pub possessive: u16,
    /// With a capital, after "the".
    pub after_the: u16,
}

/// A text's tokens with what the lists and the text itself tell of each.
pub struct Document {
    words: Vec<Word>,
    seen: HashMap<Id, Seen>,
}

impl Document {
    /// Looks at all tokens of a text once.
    pub fn of(tokens: &[Token], sentences: &[Range<usize>]) -> Document {
        let mut hashes = Vec::with_capacity(tokens.len());
        let mut words: Vec<Word> = tokens
            .iter()
            .map(|token| {
                let hash = if token.kind == TokenKind::Mark { 0 } else { lists::hash_word(token.text) };
                let flags =
                    if token.kind == TokenKind::Word { lists::flags_of(hash) } else { Flags::default() };
                hashes.push(hash);
                let (id, capital) = (id_of(token), token.capital());
                Word { id, shape: shape(token), flags, phrase: 0, capital, class: classes::of(id) }
            })
            .collect();
        let mut seen: HashMap<Id, Seen> = HashMap::new();
        for sentence in sentences {
            phrases(&mut words, &hashes, sentence.clone());
            if !shouted(tokens, sentence.clone()) {
                see(tokens, &words, sentence.clone(), &mut seen);
            }
        }
        Document { words, seen }
    }

    /// The words of a sentence.
    pub fn words(&self, sentence: Range<usize>) -> &[Word] {
        &self.words[sentence]
    }

    /// What the text tells of a word.
    pub fn seen(&self, word: &Word) -> Seen {
        self.seen.get(&word.id).copied().unwrap_or_default()
    }
}

/// Whether at least eight in ten of a sentence's words are all capitals.
pub fn shouted(tokens: &[Token], sentence: Range<usize>) -> bool {
    let words = tokens[sentence].iter().filter(|token| token.kind == TokenKind::Word);
    let (mut all, mut loud) = (0, 0);
    for word in words {
        all += 1;
        loud += usize::from(!word.text.bytes().any(|byte| byte.is_ascii_lowercase()));
    }
    all > 2 && loud * 10 >= all * 8
}

/// Marks the longest phrases of the lists, from left to right.
fn phrases(words: &mut [Word], hashes: &[u64], sentence: Range<usize>) {
    for at in sentence.clone() {
        let longest = words[at].flags.longest();
        if longest < 2 || !words[at].capital {
            continue;
        }
        let mut phrase = hashes[at];
        let mut found = None;
        let most = sentence.end.min(at + longest);
        for (end, hash) in hashes.iter().enumerate().take(most).skip(at + 1) {
            phrase = lists::hash_on(phrase, *hash);
            let flags = lists::flags_of(phrase).0 & ((1 << Flags::KINDS) - 1);
            if flags != 0 {
                found = Some((end, flags));
            }
        }
        if let Some((end, flags)) = found {
            words[at].phrase = flags | 1 << 30;
            for word in &mut words[at + 1..=end] {
                word.phrase = flags;
            }
        }
    }
}

fn see(tokens: &[Token], words: &[Word], sentence: Range<usize>, seen: &mut HashMap<Id, Seen>) {
    for at in sentence.clone() {
        if tokens[at].kind != TokenKind::Word {
            continue;
        }
        let word = words[at];
        let own = seen.entry(word.id).or_default();
        if !word.capital {
            own.lower = own.lower.saturating_add(1);
            continue;
        }
        let count = |field: &mut u16| *field = field.saturating_add(1);
        if at > sentence.start {
            count(&mut own.capital);
            let before = words[at - 1];
            if before.flags.any(Flags::TITLE) {
                count(&mut own.after_title);
            }
            if before.capital {
                count(&mut own.after_capital);
                if before.flags.any(Flags::GIVEN) {
                    count(&mut own.after_given);
                }
            }
            match tokens[at - 1].text {
                "in" | "at" | "from" | "near" | "to" | "In" | "At" | "From" | "Near" => {
                    count(&mut own.after_in)
                }
                "the" | "The" => count(&mut own.after_the),
                _ => {}
            }
        }
        if at + 1 < sentence.end {
            let after = words[at + 1];
            if after.flags.any(Flags::SAYS) {
                count(&mut own.before_says);
            }
            if after.capital {
                count(&mut own.before_capital);
            }
            if tokens[at + 1].kind == TokenKind::Clitic {
                count(&mut own.possessive);
            }
        }
    }
}

const START: u32 = 0x811c_9dc5;

pub(super) fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Which word a token is.
pub fn id_of(token: &Token) -> Id {
    let mut hash = START;
    if token.text.is_ascii() {
        for byte in token.text.bytes() {
            hash = step(hash, if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() });
        }
        return hash;
    }
    for c in token.text.chars() {
        let c = match c {
            '’' => '\'',
            c if c.is_numeric() => '0',
            c => c,
        };
        for lower in c.to_lowercase() {
            for byte in lower.encode_utf8(&mut [0; 4]).bytes() {
                hash = step(hash, byte);
            }
        }
    }
    hash
}

/// Hash of a token's outline: each run of capitals, small letters or digits as one or two letters.
fn shape(token: &Token) -> u32 {
    let mut hash = START;
    let (mut last, mut run) = (' ', 0);
    for c in token.text.chars() {
        let class = if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else if c.is_numeric() {
            'd'
        } else if c == '’' {
            '\''
        } else {
            c
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = step(step(hash, class as u8), (class as u32 >> 8) as u8);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{sentences, tokens};

    #[test]
    fn an_article_tells_of_its_words() {
        let text = "Mr Reed left. The reed grew in Dover, Ann Reed said.";
        let tokens = tokens(text);
        let document = Document::of(&tokens, &sentences(&tokens));
        let reed = document.seen(&document.words[1]);
        assert_eq!((reed.lower, reed.after_title, reed.after_given, reed.before_says), (1, 1, 1, 1));
        let dover = tokens.iter().position(|token| token.text == "Dover").unwrap();
        assert_eq!(document.seen(&document.words[dover]).after_in, 1);
    }

    #[test]
    fn outlines_ignore_length() {
        let all = tokens("Reed Marsh REED 2025 17");
        let shapes: Vec<u32> = all.iter().map(shape).collect();
        assert_eq!(shapes[0], shapes[1]);
        assert_ne!(shapes[0], shapes[2]);
        assert_eq!(shapes[3], shapes[4]);
    }
}
