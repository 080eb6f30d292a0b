//! What page and engine say of people, and of what the reader mends.

use super::{QuoteId, QuoteRow, Which};
use crate::{
    article::ArticleId,
    date::Day,
    entity::{EntityId, EntityKind},
};
use serde::{Deserialize, Serialize};

/// Something to mend, as the page asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mend {
    /// The two are one.
    Same(EntityId, EntityId),
    /// The two are not one.
    NotSame(EntityId, EntityId),
    /// To be shown under this name.
    Rename(EntityId, String),
    /// Nobody.
    NotAPerson(EntityId),
    /// Who said a quote.
    Speaker(QuoteId, SpeakerChoice),
    /// Who said this quote and all others that its article gives to the same one.
    AllOf(QuoteId, SpeakerChoice),
    /// The speaker found for a quote is right.
    Confirm(QuoteId),
    /// Those it is called by this name are somebody else.
    Split(EntityId, String),
    /// Which outlet published articles; none if that is not known.
    Outlet(Which, Option<String>),
    /// When articles were published; none if that is not known.
    Published(Which, Option<Day>),
    /// The headline of an article; none if it has none.
    Headline(ArticleId, Option<String>),
    /// Who said several quotes.
    Speakers(Vec<QuoteId>, SpeakerChoice),
    /// Lines left out of an article, by their numbers, are words of it.
    PutBack(ArticleId, Vec<u32>),
    /// Articles bear a star, or no longer.
    Star(Which, bool),
    /// Articles bear this tag, or no longer.
    Tag(Which, String, bool),
    /// What is noted of an article; none if nothing any more.
    Note(ArticleId, Option<String>),
    /// Take the last correction back.
    Undo,
    /// Take corrections back until so many are left.
    BackTo(u32),
    /// Make the last one taken back again.
    Redo,
}

/// Whom the reader names as a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpeakerChoice {
    /// Nobody.
    Nobody,
    /// Somebody known to the library.
    Known(EntityId),
    /// A person by a name that the library may not know.
    Named(String),
}

/// How often somebody is heard, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Quotes of whole sentences.
    pub full: u32,
    /// Quotes of some words.
    pub partial: u32,
    /// Paraphrases.
    pub paraphrased: u32,
    /// Articles that only name them.
    pub mentioned: u32,
    /// Words quoted.
    pub words: u32,
    /// Articles that name them.
    pub articles: u32,
}

/// Somebody in the list of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: EntityId,
    /// The name to show.
    pub name: String,
    /// What they were last called.
    pub role: Option<String>,
    /// How they are heard.
    pub heard: Heard,
    /// Outlets that name them; articles of no known outlet count as one.
    pub outlets: u32,
    /// First and last day.
    pub days: Option<(Day, Day)>,
}

/// Why two may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Likeness {
    /// One has the surname only, and the other is the only one of that name.
    OneOfTheName,
    /// One has the surname only, and several bear it.
    SeveralOfTheName,
    /// Their names agree with more than one person.
    FitsSeveral,
    /// The same words in another order.
    OtherOrder,
    /// One with `Jr.` or a number, one without.
    Suffix,
}

/// Are these two one?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameQuestion {
    /// One of them: id and name.
    pub a: (EntityId, String),
    /// The other.
    pub b: (EntityId, String),
    /// Why they may be one.
    pub why: Likeness,
}

/// How one outlet hears and calls somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByOutlet {
    /// The outlet; none where it is not known.
    pub outlet: Option<String>,
    /// How they are heard.
    pub heard: Heard,
    /// How they are called, most often first.
    pub names: Vec<String>,
}

/// All that a set of articles tells of somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Who.
    pub id: EntityId,
    /// How they are named, most often first.
    pub names: Vec<String>,
    /// What they were called, with the first day that says so.
    pub roles: Vec<(String, Option<Day>)>,
    /// Per outlet.
    pub outlets: Vec<ByOutlet>,
    /// Who is named in the same articles, and in how many.
    pub with: Vec<(EntityId, String, u32)>,
    /// The first of their quotes, in the order of the articles.
    pub quotes: Vec<QuoteRow>,
    /// How many quotes there are.
    pub of_quotes: u32,
}

/// The people of the articles a query lets through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// People, or organisations or places, told in the same way.
    pub kind: EntityKind,
    /// The loudest first; as many as were asked for.
    pub rows: Vec<PersonRow>,
    /// How many there are.
    pub of: u32,
    /// Who may be one.
    pub questions: Vec<SameQuestion>,
    /// Of whom more was asked for.
    pub dossier: Option<Dossier>,
}

/// Who may have said a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speakers {
    /// How many quotes its article gives to each: id and count.
    pub given: Vec<(EntityId, u32)>,
    /// Those whom its article names, in the order of the text: id, name, kind.
    pub here: Vec<(EntityId, String, EntityKind)>,
    /// Other people of the library, the most named first.
    pub others: Vec<(EntityId, String)>,
}
