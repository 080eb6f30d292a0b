//! Several sets of articles side by side: what both quote and what each changed in it, what they have in common word for word,
//! and which words are one side's own.
//!
//! Every pass is linear in the words, whatever the texts: what could pair up without end is bounded, and the bounds are said.

pub mod common;
pub mod copies;
pub mod own;
pub mod same;

use crate::{letters::push_folded, span::Span};

/// A word as comparing sees it: folded, without marks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case and without accents; never empty.
    pub folded: String,
    /// Where it stands, marks and all.
    pub span: Span,
}

/// The words of a text between white space; what holds no letter or digit is no word.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                start = None;
                let mut folded = String::new();
                let letters = text[from..at].chars().filter(|c| c.is_alphanumeric());
                letters.for_each(|c| push_folded(c, &mut folded));
                if !folded.is_empty() {
                    words.push(Word { folded, span: Span::new(from, at) });
                }
            }
            _ => {}
        }
    }
    words
}

/// FNV-1a over words, each closed by a byte that stands in none.
fn hash(words: &[Word]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.folded.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_whatever_marks_stand_around_them() {
        let folded = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        assert_eq!(folded("“Well-known,” he said — to Zoë."), ["wellknown", "he", "said", "to", "zoe"]);
        assert_eq!(folded("  … — "), [""; 0]);
    }
}
