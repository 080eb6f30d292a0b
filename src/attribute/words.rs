//! The article's own words between the quotes: what the rules and the model look at.
//!
//! Each marked piece is one word of class [`QUOTE`], so that what stands on both sides of it is near.

use super::{classes::*, marks::Piece};
use crate::{pulse, span::Span};

/// No piece.
pub const NONE: u32 = u32::MAX;

/// A word, a sign, or a whole marked piece.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What kinds of word it is.
    pub class: Class,
    /// [`hash`] of the word.
    pub hash: u64,
    /// The piece it stands for, or [`NONE`].
    pub piece: u32,
    /// Number of the sentence in the article.
    pub sentence: u32,
}

impl Word {
    /// Whether it is of any of these classes.
    pub fn is(&self, class: Class) -> bool {
        self.class & class != 0
    }

    /// Its span.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// The words of an article.
#[derive(Debug, Default)]
pub struct Words {
    /// In the order of the text.
    pub all: Vec<Word>,
    /// Where the words of each paragraph lie in `all`.
    pub paragraphs: Vec<std::ops::Range<usize>>,
    /// For each piece the position of its word in `all`; for a nested piece that of the piece around it.
    pub of_piece: Vec<usize>,
}

/// The longest sentence in words; what is longer (tables, lists without stops) is cut, so that every rule that looks
/// through a sentence stays linear in the text.
const SENTENCE: u32 = 160;

/// Splits an article into words.
pub fn words(text: &str, paragraphs: &[Span], pieces: &[Piece]) -> Words {
    let mut words = Words { of_piece: vec![0; pieces.len()], ..Words::default() };
    let mut next = 0;
    let mut sentence = 0;
    for paragraph in paragraphs {
        let first = words.all.len();
        let mut at = paragraph.start as usize;
        let end = paragraph.end as usize;
        loop {
            let until = match pieces.get(next) {
                Some(piece) if piece.outer.start < paragraph.end => piece.outer.start as usize,
                _ => end,
            };
            plain(text, at, until.max(at), &mut words.all);
            if until >= end {
                break;
            }
            let piece = pieces[next];
            let here = words.all.len();
            words.all.push(Word {
                start: piece.outer.start,
                end: piece.outer.end,
                class: QUOTE,
                hash: key("“”"),
                piece: next as u32,
                sentence: 0,
            });
            words.of_piece[next] = here;
            at = piece.outer.end as usize;
            next += 1;
            while pieces.get(next).is_some_and(|inner| inner.outer.start < piece.outer.end) {
                words.of_piece[next] = here;
                next += 1;
            }
        }
        sentences(text, &mut words.all[first..], pieces, &mut sentence);
        words.paragraphs.push(first..words.all.len());
        sentence += 1;
    }
    words
}

/// Words of `text[at..end]`, where no piece is.
fn plain(text: &str, at: usize, end: usize, out: &mut Vec<Word>) {
    let Some(slice) = text.get(at..end) else { return };
    let mut chars = slice.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        pulse::beat(8);
        let start = at + offset;
        if c.is_alphanumeric()
            || (matches!(c, '@' | '#') && slice[offset + 1..].starts_with(char::is_alphanumeric))
        {
            let mut stop = offset + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                let joins = match c {
                    _ if c.is_alphanumeric() => true,
                    '\'' | '’' | '-' | '‑' | '&' | '_' | '@' => {
                        slice[next + c.len_utf8()..].starts_with(char::is_alphanumeric)
                    }
                    '.' => slice[next + 1..].starts_with(char::is_alphanumeric),
                    _ => false,
                };
                if !joins {
                    break;
                }
                stop = next + c.len_utf8();
                chars.next();
            }
            let mut word = &slice[offset..stop];
            // The possessive is a word of its own.
            let owner = ["'s", "’s", "'S", "’S"]
                .into_iter()
                .find(|owner| word.len() > owner.len() && word.ends_with(owner));
            if let Some(owner) = owner {
                word = &word[..word.len() - owner.len()];
            }
            let mut class = classify(word);
            let mut length = word.len();
            let stop_next = chars.peek().is_some_and(|(_, c)| *c == '.');
            // “(D-Va.)”, “Calif.,”: what goes on after the stop was an abbreviation.
            let goes_on = stop_next && slice[stop + 1..].starts_with([')', ',']);
            if owner.is_none() && stop_next && (goes_on || dotted(word, class)) {
                chars.next();
                class |= DOTTED;
                length += 1;
            }
            let word_end = start + length;
            out.push(Word {
                start: start as u32,
                end: word_end as u32,
                class,
                hash: hash(word),
                piece: NONE,
                sentence: 0,
            });
            if let Some(owner) = owner {
                let owner_end = word_end + owner.len();
                out.push(Word {
                    start: word_end as u32,
                    end: owner_end as u32,
                    class: OWNER,
                    hash: key("'s"),
                    piece: NONE,
                    sentence: 0,
                });
            }
            continue;
        }
        let mut stop = offset + c.len_utf8();
        let class = match c {
            ',' => COMMA,
            '.' | '!' | '?' | '…' => {
                while let Some(&(next, c)) = chars.peek() {
                    if !matches!(c, '.' | '!' | '?' | '…') {
                        break;
                    }
                    stop = next + c.len_utf8();
                    chars.next();
                }
                STOP
            }
            ':' => COLON,
            ';' => SEMICOLON,
            '—' | '–' | '―' => DASH,
            '-' => {
                while chars.peek().is_some_and(|(_, c)| *c == '-') {
                    stop += 1;
                    chars.next();
                }
                DASH
            }
            '(' | '[' => OPEN,
            ')' | ']' => CLOSE,
            // The apostrophe of “the workers’ money”.
            '\'' | '’' if slice[..offset].ends_with(['s', 'S']) => OWNER,
            _ => SIGN,
        };
        out.push(Word {
            start: start as u32,
            end: (at + stop) as u32,
            class,
            hash: hash(&slice[offset..stop]),
            piece: NONE,
            sentence: 0,
        });
    }
}

/// Classes of a word by the lists, its letters and its ending.
fn classify(word: &str) -> Class {
    let mut class = class_of(hash(word));
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if matches!(first, '@' | '#') && word.len() > 2 {
        return CAPITAL | if first == '@' { HANDLE } else { 0 };
    }
    if first.is_numeric() {
        return class | NUMBER;
    }
    if first.is_uppercase() {
        class |= CAPITAL;
        if word.len() > 1 && !word.chars().any(char::is_lowercase) {
            class |= UPPER;
        }
    }
    if class & !(CAPITAL | UPPER) == 0 {
        if word.len() > 4 && word.ends_with("ly") && first.is_lowercase() {
            class |= ADVERB;
        } else if word.len() > 4 && word.ends_with("ed") {
            class |= VERB | PAST | GUESS;
        } else if word.len() > 5 && word.ends_with("ing") {
            class |= VERB | ING | GUESS;
        }
    }
    class
}

/// Whether a full stop after the word belongs to it: initials, `Mr.`, `Sen.`, `U.S.`, `Jr.`
fn dotted(word: &str, class: Class) -> bool {
    let letters = word.chars().count();
    let capital = class & CAPITAL != 0;
    (letters == 1 && capital)
        || (capital && word.contains('.') && letters <= 6)
        || (class & TITLE != 0 && capital && letters <= 5 && word != "Lady" && word != "King")
        || (capital && class & DATE != 0 && letters <= 4 && word != "May")
        || matches!(
            word,
            "Jr" | "Sr"
                | "St"
                | "Inc"
                | "Corp"
                | "Co"
                | "Ltd"
                | "vs"
                | "a.m"
                | "p.m"
                | "No"
                | "Calif"
                | "Fla"
                | "Pa"
                | "Mass"
                | "Va"
                | "Ill"
                | "Mich"
                | "Wis"
                | "Ariz"
                | "Tenn"
                | "Conn"
                | "Ala"
                | "Ark"
                | "Colo"
                | "Dept"
        )
}

/// “… left the U.S. They stayed.”: the dot of an acronym ends the sentence where the next word only opens one.
fn stops_by_its_dot(text: &str, words: &[Word], at: usize) -> bool {
    let acronym = words[at].span().of(text);
    let Some(next) = words.get(at + 1) else { return false };
    acronym.len() > 3
        && acronym.ends_with('.')
        && acronym[..acronym.len() - 1].contains('.')
        && next.is(CAPITAL)
        && (next.is(FUNCTION) || next.span().of(text) == "According")
        && !next.is(UPPER)
}

/// Numbers the sentences of a paragraph and settles what depends on it: the capital of a first word says nothing.
fn sentences(text: &str, words: &mut [Word], pieces: &[Piece], sentence: &mut u32) {
    let mut first = true;
    let mut length = 0;
    for at in 0..words.len() {
        let word = words[at];
        let class = &mut words[at].class;
        if first && word.is(SIGN | DASH) && word.piece == NONE {
            words[at].sentence = *sentence;
            continue;
        }
        if first {
            *class |= FIRST;
        }
        if word.is(CAPITAL) {
            let acronym = word.is(UPPER) && word.end - word.start > 1;
            if first && word.is(FUNCTION | DATE) && !acronym {
                *class &= !CAPITAL;
            } else if acronym && word.is(FUNCTION) {
                *class &= CAPITAL | UPPER | FIRST | DATE;
            } else if !first && word.is(AUXILIARY) {
                *class &= !(AUXILIARY | NOT);
            } else if word.is(PRONOUN
                | DATE
                | DETERMINER
                | POSSESSIVE
                | NOT
                | RELATIVE
                | SUBORDINATOR
                | TO
                | AND
                | PREPOSITION
                | ADVERB)
            {
                *class &= !CAPITAL;
            }
            if words[at].class & CAPITAL != 0 && !first {
                // “Mark”, “Bill”, “Grant”: in the middle of a sentence a capital makes a name.
                words[at].class &= !(VERB | SPEECH | JUDGING | PAST | ING | THIRD | GUESS);
            }
        }
        words[at].sentence = *sentence;
        length += 1;
        first = false;
        let ends = if word.is(STOP) || stops_by_its_dot(text, words, at) {
            true
        } else if word.is(QUOTE) {
            piece_ends(text, words, at, pieces)
        } else {
            length > SENTENCE
        };
        if ends {
            // A closing bracket stays with its sentence.
            *sentence += 1;
            first = true;
            length = 0;
        }
    }
}

/// Whether a sentence ends with the piece at `at`: its words end in a stop and what follows begins anew.
fn piece_ends(text: &str, words: &[Word], at: usize, pieces: &[Piece]) -> bool {
    let piece = &pieces[words[at].piece as usize];
    let Some(last) = piece.words.of(text).trim_end_matches(['’', '\'', '”', '"']).chars().last() else {
        return false;
    };
    let Some(next) = words.get(at + 1) else { return true };
    match last {
        '.' | '!' | '?' | '…' => {}
        _ => return false,
    }
    if next.is(QUOTE) {
        return true;
    }
    if !next.is(CAPITAL) && !text[next.start as usize..].starts_with(char::is_uppercase) {
        return false;
    }
    if last == '.' {
        // “No.” Smith said: rare, wrong by the book, and only right after the mark.
        return !said_soon(words, at, 4);
    }
    !said_soon(words, at, 7)
}

/// Whether a verb of speech follows within some words and before any sign.
fn said_soon(words: &[Word], at: usize, within: usize) -> bool {
    words[at + 1..]
        .iter()
        .take(within)
        .take_while(|word| !word.is(ANY_SIGN | QUOTE) || word.is(DOTTED))
        .skip(1)
        .any(|word| {
            matches!(word.hash, SAID | SAYS | ASKED | WROTE | TWEETED | REPLIED | ADDED | SHOUTED | YELLED)
        })
}

const SAID: u64 = key("said");
const SAYS: u64 = key("says");
const ASKED: u64 = key("asked");
const WROTE: u64 = key("wrote");
const TWEETED: u64 = key("tweeted");
const REPLIED: u64 = key("replied");
const ADDED: u64 = key("added");
const SHOUTED: u64 = key("shouted");
const YELLED: u64 = key("yelled");

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;

    fn check(text: &str, expect: &str) {
        let article = crate::article::Article::of_text("a", text);
        let pieces = marks::pieces(text, &article.paragraphs, marks::habit(text, None));
        let words = words(text, &article.paragraphs, &pieces);
        let mut out = String::new();
        let mut sentence = 0;
        for word in &words.all {
            out += match word.sentence == sentence {
                true => " ",
                false => " / ",
            };
            sentence = word.sentence;
            out += if word.is(QUOTE) { "Q" } else { word.span().of(text) };
        }
        assert_eq!(out.trim(), expect);
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        check("“Why?” asked Mr. Paz. “No.” He left.", "Q asked Mr. Paz . / Q / He left .");
        check("“Why?” Sen. J. Paz asked. U.S. law", "Q Sen. J. Paz asked . / U.S. law");
        check("Ana’s plan is “dead.” So is his.", "Ana ’s plan is Q / So is his .");
        check("She said “yes” and “no”.", "She said Q and Q .");
        check(
            "They left the U.S. According to Paz, all did.",
            "They left the U.S. / According to Paz , all did .",
        );
        check("The U.S. Senate met.", "The U.S. Senate met .");
    }
}
