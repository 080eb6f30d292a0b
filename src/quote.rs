//! Who said what: quotes, paraphrases, and why each is given to its speaker.

use crate::{entity::EntityIndex, span::Span};
use serde::{Deserialize, Serialize};

/// How much of what was said is given word for word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// A whole sentence or more.
    Full,
    /// Words inside a sentence of the article's own.
    Partial,
    /// Words in the headline; its spans point into the headline, not the text.
    Headline,
    /// A quote inside another quote.
    Nested,
}

/// To whom words are given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// An entity of the article.
    Entity(EntityIndex),
    /// Several, in the order named: "Ortiz and Menon said".
    Several(Vec<EntityIndex>),
    /// Somebody the article describes but does not name: "the spokesman", "police", "a note".
    Described(String),
    /// Nobody: "what is known as".
    Nobody,
}

impl Speaker {
    /// The entities among them.
    pub fn named(&self) -> &[EntityIndex] {
        match self {
            Speaker::Entity(index) => std::slice::from_ref(index),
            Speaker::Several(all) => all,
            Speaker::Described(_) | Speaker::Nobody => &[],
        }
    }
}

/// How far a finding can be relied on; measured, see DESIGN.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// At least 97 in 100 are right.
    Sure,
    /// At least 85 in 100 are right.
    Likely,
    /// Look before use.
    Check,
}

/// One reason for a speaker, as data; `phrases` says it in words. `weight` is how much it counted, in the model's units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was seen.
    pub what: Because,
    /// How much it counted.
    pub weight: f32,
}

/// A weight is always a number, so that a reason is what it is; rows of thousands are told apart by address alone for it.
impl Eq for Reason {}

/// What was seen that speaks for a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Because {
    /// Subject of this attributing verb, in the same sentence.
    SubjectOf(String),
    /// "According to" or its like stands before the name.
    AccordingTo(String),
    /// The attributing words came with an earlier part of the same quote or passage.
    Continues,
    /// The last speaker, with no other named since.
    LastSpeaker,
    /// Named right before a colon that opens the quote.
    Colon,
    /// The label of a transcript line.
    Label,
    /// The nearest name that fits.
    Nearest,
    /// The subject of the sentence before.
    SubjectBefore,
    /// This pronoun, taken for the last fitting person.
    Pronoun(String),
    /// This description, which the article gives to that person.
    Role(String),
    /// The one who owns the words: "Ortiz's claim that", "his promise".
    Owner(String),
    /// "Who" or "which", for the name right before it.
    Relative(String),
    /// The subject of the main verb, by a participle: ", adding that".
    Participle(String),
    /// The attributing words are denied or supposed: "did not say".
    Denied(String),
    /// The words stand inside another quote.
    InsideQuote,
    /// The reader says so.
    Reader,
    /// The first person of the article: its author.
    Author,
    /// Nothing near says who.
    NoSource,
}

/// Words somebody said, as the article marks them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words between the marks, without the marks: one span for each marked piece, in order. Never empty.
    pub spans: Vec<Span>,
    /// How much is word for word.
    pub kind: QuoteKind,
    /// Who said it.
    pub speaker: Speaker,
    /// The words of the text that name the speaker: `Mr Menon`, `He`.
    pub mention: Option<Span>,
    /// The attributing words: `said`.
    pub cue: Option<Span>,
    /// How far to rely on it.
    pub confidence: Confidence,
    /// The probability behind `confidence`, 0 to 1.
    pub p: f32,
    /// The reasons that counted, strongest first.
    pub why: Vec<Reason>,
}

impl Quote {
    /// From the first word to the last, with whatever stands between split pieces.
    pub fn extent(&self) -> Span {
        Span { start: self.spans[0].start, end: self.spans[self.spans.len() - 1].end }
    }
}

/// What somebody said in the article's own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paraphrase {
    /// The clause that gives what was said.
    pub span: Span,
    /// Who said it.
    pub speaker: Speaker,
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// The attributing words.
    pub cue: Option<Span>,
}

/// All that is said in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Quotes in the order of the text; nested ones after the quote they stand in.
    pub quotes: Vec<Quote>,
    /// Paraphrases in the order of the text.
    pub paraphrases: Vec<Paraphrase>,
}
