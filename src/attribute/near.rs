//! Which cues stand near a quote, and which candidates are looked at for it.

use super::{
    candidates::{Candidates, NOBODY, Sort},
    classes::*,
    cues::{CueSort, Cues},
    marks::Piece,
    words::Words,
};
use crate::span::Span;

/// On which side of the quote a cue or candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Before it.
    Left,
    /// After it.
    Right,
}

/// A cue near a quote.
#[derive(Clone, Copy, Debug)]
pub struct Near {
    /// Position in the cues.
    pub cue: u32,
    /// Where it stands.
    pub side: Side,
    /// How many cues of the sentence stand between it and the quote.
    pub rank: u8,
    /// How many quotes stand between.
    pub quotes: u8,
    /// How many words stand between.
    pub gap: u8,
    /// Whether it is in the sentence of the quote.
    pub same_sentence: bool,
}

/// An article as the later passes see it.
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// The marked pieces.
    pub pieces: &'a [Piece],
    /// The words outside them.
    pub words: &'a Words,
    /// Who could speak.
    pub candidates: &'a Candidates,
    /// What says that something is said.
    pub cues: &'a Cues,
}

/// How many cues are looked at on the left of a quote in its sentence.
const LEFT: usize = 4;
/// How many cues are looked at on the right.
const RIGHT: usize = 3;

impl Scene<'_> {
    /// The cues near a piece: on the left in its sentence the nearest first, then on the right.
    pub fn near(&self, piece: usize) -> Vec<Near> {
        let here = self.words.of_piece[piece];
        let paragraph = self.pieces[piece].paragraph;
        let range = self.cues.paragraphs[paragraph].clone();
        let sentence = self.words.all[here].sentence;
        let cues = &self.cues.all[range.clone()];
        let split = cues.partition_point(|cue| cue.at < here);
        let mut out = Vec::with_capacity(LEFT + RIGHT);
        let between = |from: usize, to: usize| {
            let slice = &self.words.all[from..to.max(from)];
            let words = slice.len().min(250) as u8;
            (slice.iter().filter(|word| word.is(QUOTE)).count().min(9) as u8, words)
        };
        for (rank, index) in (0..split).rev().take(LEFT).enumerate() {
            let cue = &cues[index];
            if self.words.all[cue.at].sentence != sentence {
                break;
            }
            let (quotes, gap) = between(cue.words.end, here);
            out.push(Near {
                cue: (range.start + index) as u32,
                side: Side::Left,
                rank: rank as u8,
                quotes,
                gap,
                same_sentence: true,
            });
        }
        for (rank, index) in (split..cues.len()).take(RIGHT).enumerate() {
            let cue = &cues[index];
            let same = self.words.all[cue.at].sentence == sentence;
            // One sentence on, for tails that a full stop inside the quote cut off.
            if !same && (rank > 0 || self.words.all[cue.at].sentence > sentence + 1) {
                break;
            }
            let (quotes, gap) = between(here + 1, cue.words.start);
            out.push(Near {
                cue: (range.start + index) as u32,
                side: Side::Right,
                rank: rank as u8,
                quotes,
                gap,
                same_sentence: same,
            });
        }
        out
    }

    /// The candidates looked at for a piece, in the order of the text.
    pub fn reach(&self, piece: usize) -> Vec<u32> {
        let here = self.words.of_piece[piece];
        let paragraph = self.pieces[piece].paragraph;
        let mut out = Vec::with_capacity(48);
        for (back, most) in [(3_usize, 2_usize), (2, 4), (1, 9)] {
            if let Some(paragraph) = paragraph.checked_sub(back) {
                let range = self.candidates.paragraphs[paragraph].clone();
                if range.len() > most {
                    out.push(range.start as u32);
                }
                out.extend((range.end.saturating_sub(most).max(range.start)..range.end).map(|at| at as u32));
            }
        }
        let range = self.candidates.paragraphs[paragraph].clone();
        let all = &self.candidates.all[range.clone()];
        let split = range.start + all.partition_point(|candidate| candidate.words.start < here);
        let from = split.saturating_sub(18).max(range.start);
        if from > range.start {
            out.push(range.start as u32);
        }
        out.extend((from..range.end.min(split + 8)).map(|at| at as u32));
        if let Some(next) = self.candidates.paragraphs.get(paragraph + 1) {
            out.extend(next.clone().take(2).map(|at| at as u32));
        }
        out
    }

    /// The span of some words.
    pub fn words_of(&self, range: &std::ops::Range<usize>) -> Span {
        Span { start: self.words.all[range.start].start, end: self.words.all[range.end - 1].end }
    }

    /// Where a noun ends with all that tells which one it is: “a report by the audit office”, “a spokesman for the port”.
    pub fn whole(&self, candidate: u32) -> usize {
        let all = &self.words.all;
        let phrase = &self.candidates.all[candidate as usize];
        let mut end = phrase.words.end;
        if phrase.sort != Sort::Noun || phrase.owner {
            return end;
        }
        while let Some(next) =
            all.get(end + 1).and(self.candidates.over.get(end + 1)).filter(|at| **at != NOBODY)
        {
            let next = &self.candidates.all[*next as usize];
            let named = next.sort == Sort::Name || all[next.head].is(GROUP);
            let belongs = match all[end].hash {
                OF | FOR => true,
                BY | FROM => all[phrase.head].is(DOCUMENT) || named,
                AT | IN => named,
                _ => false,
            };
            let same = all[end].sentence == all[phrase.head].sentence && next.words.start == end + 1;
            if !belongs || !same || next.sort == Sort::Pronoun || next.words.end > phrase.words.end + TAIL {
                break;
            }
            end = next.words.end;
        }
        end
    }

    /// Whether a cue is made of words that speak: said, called, “according to”, a colon.
    pub fn speaks(&self, cue: u32) -> bool {
        let cue = &self.cues.all[cue as usize];
        cue.sort != CueSort::Verb || self.words.all[cue.at].is(SPEECH | JUDGING)
    }

    /// Whether a cue of the paragraph speaks.
    pub fn paragraph_speaks(&self, paragraph: usize) -> bool {
        self.cues.paragraphs[paragraph].clone().take(MANY).any(|cue| self.speaks(cue as u32))
    }

    /// How many pieces a paragraph has, as far as matters.
    pub fn quotes_in(&self, paragraph: usize) -> usize {
        let first = self.pieces.partition_point(|piece| piece.paragraph < paragraph);
        self.pieces[first..].iter().take(MANY).take_while(|piece| piece.paragraph == paragraph).count()
    }

    /// Whether the paragraph names anybody.
    pub fn local(&self, paragraph: usize) -> bool {
        !self.candidates.paragraphs[paragraph].is_empty()
    }

    /// How many candidates begin between two positions of words.
    pub fn candidates_between(&self, from: usize, to: usize) -> usize {
        let all = &self.candidates.all;
        let first = all.partition_point(|candidate| candidate.words.start < from);
        all[first..].iter().take(MANY).take_while(|candidate| candidate.words.start < to).count()
    }
}

/// More of a thing than this in a paragraph makes no difference: bounds the work for each quote.
const MANY: usize = 32;

/// The most words a noun is given to follow it.
pub const TAIL: usize = 12;

const OF: u64 = key("of");
const FOR: u64 = key("for");
const BY: u64 = key("by");
const FROM: u64 = key("from");
const AT: u64 = key("at");
const IN: u64 = key("in");
