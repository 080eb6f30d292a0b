//! All that the page and the engine say to each other: plain data.
//!
//! The page numbers its requests; every reply carries the number it answers, and a late answer to an older question is
//! dropped by its number. A file's bytes travel beside the request (see `browser::desk`), never as a string.

use crate::{
    article::{ArticleId, Image, Origin, Related, Removed, Why},
    columns::How,
    correction::Marks,
    date::{Date, Day},
    entity::{EntityId, EntityKind},
    note::Note,
    query::{Facet, Query},
    quote::{Confidence, QuoteKind, Reason},
    share::Handed,
    span::Span,
};
use serde::{Deserialize, Serialize};

mod compare;
mod keep;
mod people;
mod review;
mod soon;
mod timeline;

pub use crate::{
    query::Hint,
    share::{Handing, ShareForm},
};
pub use compare::*;
pub use keep::*;
pub use people::*;
pub use review::*;
pub use soon::*;
pub use timeline::*;

impl Request {
    /// Whether the code that answers it comes later than the first view: it waits for that.
    pub fn is_later(&self) -> bool {
        !matches!(
            self,
            Request::Read { .. }
                | Request::Remove { .. }
                | Request::Clear
                | Request::Keep { .. }
                | Request::Missing { .. }
        )
    }
}

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the file whose bytes come along and add what it holds. Answered by [`Reply::Read`].
    Read {
        /// Its name, with the folders it was dropped in.
        name: String,
        /// How.
        how: How,
    },
    /// Take in what a reader found in a file, or in a part of it: it comes along as bytes. Answered by [`Reply::Read`].
    Take {
        /// The file's name.
        name: String,
    },
    /// Everything a screen shows for this query. Answered by [`Reply::Found`].
    Find {
        /// The filter.
        query: Query,
        /// Which articles and quotes of the result to describe.
        window: Window,
    },
    /// One article for the reader. Answered by [`Reply::Opened`].
    Open {
        /// Which.
        article: ArticleId,
        /// The words of this query are marked in it.
        query: Query,
    },
    /// Take an article out. Answered by [`Reply::Changed`].
    Remove {
        /// Which.
        article: ArticleId,
    },
    /// Keep the library between visits, or no more. Where it is to be kept, what was kept comes back first. Answered by
    /// [`Reply::Changed`].
    Keep {
        /// Under which number in the browser; nothing for no more.
        library: Option<LibraryNumber>,
    },
    /// Which of these files no article came from. Answered by [`Reply::Missing`].
    Missing {
        /// Their names.
        files: Vec<String>,
    },
    /// Take everything out. Answered by [`Reply::Changed`].
    Clear,
    /// The people, organisations or places of the articles a query lets through. Answered by [`Reply::People`].
    People {
        /// Which of these.
        kind: EntityKind,
        /// The filter.
        query: Query,
        /// At most so many.
        most: u32,
        /// Of whom all is wanted.
        who: Option<EntityId>,
    },
    /// Sets of articles side by side. Answered by [`Reply::Compared`].
    Compare {
        /// The filter.
        query: Query,
        /// The sides, at most [`MOST_SIDES`]; where fewer than two, the engine chooses.
        sides: Vec<Side>,
    },
    /// Articles and quotes over time. Answered by [`Reply::Timed`].
    Timeline {
        /// The filter.
        query: Query,
        /// What the bars are made of.
        stack: Stack,
        /// Which day counts.
        dated: Dated,
    },
    /// What in the articles a query lets through is worth a look. Answered by [`Reply::Review`].
    Review {
        /// The filter.
        query: Query,
        /// At most so much.
        most: u32,
    },
    /// What was mended. Answered by [`Reply::History`].
    History,
    /// Who may have said a quote of this article. Answered by [`Reply::Speakers`].
    Speakers {
        /// Which.
        article: ArticleId,
    },
    /// Mend something. Answered by [`Reply::Mended`].
    Mend(Mend),
    /// The library as what a shared page holds. Answered by [`Reply::Handed`].
    Share(Handing),
    /// The library as the text of a project file. Answered by [`Reply::Project`].
    Project,
    /// Take in the data of a shared page. Answered by [`Reply::Changed`].
    Load {
        /// What [`Reply::Handed`] carried.
        data: String,
    },
}

/// Which part of a long result to describe, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first to describe; where it is not 0, nothing but articles and quotes is told.
    pub from: u32,
    /// At most so many articles.
    pub articles: u32,
    /// At most so many quotes.
    pub quotes: u32,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// What became of a file.
    Read(FileReport),
    /// The result of a query.
    Found(Box<Results>),
    /// An article, or nothing where it is not in the library.
    Opened(Option<Box<Opened>>),
    /// The library has changed and now holds so many articles.
    Changed {
        /// Articles in the library.
        articles: u32,
    },
    /// Files no article came from.
    Missing {
        /// Their names.
        files: Vec<String>,
    },
    /// The people of a query.
    People(Box<People>),
    /// Sets of articles side by side.
    Compared(Box<Comparison>),
    /// Articles and quotes over time.
    Timed(Box<Timeline>),
    /// Things worth a look.
    Review(Box<Review>),
    /// What was mended.
    History(Box<History>),
    /// Who may have said a quote.
    Speakers(Box<Speakers>),
    /// What was asked has been mended, or could not be and nothing has changed.
    Mended {
        /// Whether anything has changed.
        changed: bool,
        /// Corrections that can be taken back.
        undo: u32,
        /// Corrections that can be made again.
        redo: u32,
    },
    /// What a shared page holds.
    Handed(Box<Handed>),
    /// The text of a project file.
    Project {
        /// The text of [`crate::session`].
        text: String,
    },
    /// The request could not be done; nothing has changed.
    Refused {
        /// Why.
        why: Refusal,
    },
}

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The data is not that of a shared page.
    NotShared,
    /// The data was made by a newer version, given by its number.
    Newer(u32),
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its name, as given.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Articles found in it.
    pub articles: Vec<ArticleId>,
    /// What should be known of it.
    pub notes: Vec<Note>,
    /// Where the file holds many, what became of each; else empty.
    pub inside: Vec<FileReport>,
}

impl FileReport {
    /// A report of one file or member, without an article.
    pub fn of(name: String, outcome: Outcome, notes: Vec<Note>) -> FileReport {
        FileReport { name, outcome, articles: Vec::new(), notes, inside: Vec::new() }
    }

    /// The report of a file that holds many, of which this is the first.
    pub fn holding(name: String, first: FileReport) -> FileReport {
        let (outcome, articles) = (first.outcome, first.articles.clone());
        FileReport { name, outcome, articles, notes: Vec::new(), inside: vec![first] }
    }

    /// Every report that counts: those of the members, or the one of a file that holds one thing.
    pub fn each(&self) -> impl Iterator<Item = &FileReport> {
        let own = self.inside.is_empty().then_some(self);
        own.into_iter().chain(&self.inside)
    }
}

impl FileReport {
    /// Takes in the report of a further part of the same file.
    pub fn join(&mut self, part: FileReport) {
        self.outcome = match (self.outcome, part.outcome) {
            (Outcome::Added, _) | (_, Outcome::Added) => Outcome::Added,
            (Outcome::Duplicate, _) | (_, Outcome::Duplicate) => Outcome::Duplicate,
            (_, last) => last,
        };
        self.articles.extend(part.articles);
        self.notes.extend(part.notes);
        self.inside.extend(part.inside);
    }
}

impl FileReport {
    /// Whether the file was left for a reader of all formats.
    pub fn needs_reader(&self) -> bool {
        self.outcome == Outcome::Skipped && self.notes.iter().any(|note| matches!(note, Note::NeedsReader(_)))
    }
}

/// What became of a file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It brought at least one new article.
    Added,
    /// All it holds was there already.
    Duplicate,
    /// It is nothing that holds articles.
    Skipped,
    /// It could not be read.
    Failed,
}

/// The result of a query: what every screen needs to show it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// Articles the query lets through.
    pub articles: u32,
    /// Articles in the library.
    pub of_articles: u32,
    /// Quotes the query lets through.
    pub quotes: u32,
    /// Quotes in the library.
    pub of_quotes: u32,
    /// The first articles, in the order asked for.
    pub cards: Vec<Card>,
    /// The first quotes, in the order of their articles.
    pub rows: Vec<QuoteRow>,
    /// Every facet with its values.
    pub facets: Vec<FacetCounts>,
    /// Articles by day, counted under every choice but that of the date; sorted, days without any left out.
    pub days: Vec<(Day, u32)>,
    /// What about the words typed should be said.
    pub hints: Vec<Hint>,
    /// Where nothing was found: how many articles there would be without each choice.
    pub without: Vec<(Chosen, u32)>,
}

/// One choice of a query, as a chip shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Chosen {
    /// The words typed.
    Words,
    /// The dates.
    Dates,
    /// A value of a facet.
    Value(Facet, String),
}

/// A facet with its values, each counted under every choice but those of the facet itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// Which.
    pub facet: Facet,
    /// Most frequent first, at most 400; then chosen values that are not among them, even with a count of 0.
    pub values: Vec<FacetValue>,
    /// How many values there are.
    pub of: u32,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// As in the query.
    pub value: String,
    /// As shown, where it is a name; other values are worded by `phrases`.
    pub label: String,
    /// Articles with it.
    pub count: u32,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Which.
    pub id: ArticleId,
    /// The headline, or the first sentence.
    pub title: String,
    /// Whether `title` is only the first sentence.
    pub untitled: bool,
    /// Section or label.
    pub kicker: Option<String>,
    /// Line under the headline.
    pub dek: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// News agency.
    pub agency: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Day of publication, else of retrieval.
    pub date: Option<Date>,
    /// Whether `date` is only that of retrieval.
    pub only_retrieved: bool,
    /// Language, ISO 639-1.
    pub lang: Option<String>,
    /// Words in the text.
    pub words: u32,
    /// The people most named in it: id, name.
    pub people: Vec<(EntityId, String)>,
    /// How many more people it names.
    pub more_people: u32,
    /// Quotes the query lets through.
    pub quotes: u32,
    /// The passage that best shows the words typed, with the words marked.
    pub snippet: Option<Snippet>,
    /// The file it was read from.
    pub file: String,
    /// What the reader marked it with.
    pub marks: Marks,
    /// How many other articles are copies of it but for some sentences.
    pub copies: u32,
}

/// A passage with marked words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// The passage.
    pub text: String,
    /// Marked words in it, in order.
    pub marks: Vec<Span>,
}

/// Names a quote: its article and its place among the article's quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuoteId {
    /// Where.
    pub article: ArticleId,
    /// Which, from 0.
    pub number: u32,
}

/// A speaker as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerName {
    /// Entity in the library, where the speaker is named.
    pub id: Option<EntityId>,
    /// Its kind.
    pub kind: Option<EntityKind>,
    /// The name to show, or the description.
    pub name: String,
}

/// A quote in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRow {
    /// Which.
    pub id: QuoteId,
    /// The pieces between marks, as they stand.
    pub pieces: Vec<String>,
    /// The words of the same sentence before the quote, shown dimmed around a partial quote; may be empty.
    pub before: String,
    /// The words after it; may be empty.
    pub after: String,
    /// Words typed, where they stand in the pieces: piece, span.
    pub marks: Vec<(u32, Span)>,
    /// How much is word for word.
    pub kind: QuoteKind,
    /// Nobody where empty.
    pub speakers: Vec<SpeakerName>,
    /// How the text names the speaker: `He`.
    pub mention: Option<String>,
    /// The attributing words: `said`.
    pub cue: Option<String>,
    /// How far to rely on it.
    pub confidence: Confidence,
    /// Why this speaker.
    pub why: Vec<Reason>,
    /// Title of its article.
    pub title: String,
    /// Whether `title` is only the first sentence.
    pub untitled: bool,
    /// Outlet of its article.
    pub outlet: Option<String>,
    /// Date of its article.
    pub date: Option<Date>,
    /// Address of its article.
    pub url: Option<String>,
    /// Language of its article.
    pub lang: Option<String>,
}

/// An article that stands beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideIt {
    /// Which.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Names of people both tell of, the rarest first, at most four.
    pub people: Vec<String>,
    /// They are of the same day.
    pub same_day: bool,
}

/// An article that is a copy of another but for some sentences: wire copy, a later version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyOfIt {
    /// Which.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// How much of the sentences of the article it stands beside it has, in hundredths of their words.
    pub share: u32,
}

/// An article in the reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// What its card says.
    pub card: Card,
    /// The page's address.
    pub url: Option<String>,
    /// Where the headline was found.
    pub headline_from: Option<Origin>,
    /// Pictures' words.
    pub images: Vec<Image>,
    /// The text all spans point into; empty where a shared page holds only the quotes.
    pub text: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Span>,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Entities named: where, which, of what kind, the name to show.
    pub mentions: Vec<(Span, EntityId, EntityKind, String)>,
    /// Its quotes; each with where its pieces stand in `text` (for a headline quote, nowhere).
    pub quotes: Vec<(QuoteRow, Vec<Span>)>,
    /// Paraphrases: where, who, cue.
    pub paraphrases: Vec<(Span, Vec<SpeakerName>, Option<Span>)>,
    /// Words of the query in `text`, in order.
    pub hits: Vec<Span>,
    /// Other articles of the library that stand beside it, the nearest first.
    pub beside: Vec<BesideIt>,
    /// Its copies in the library, those with most of its sentences first, at most ten.
    pub copies: Vec<CopyOfIt>,
    /// Teasers of other articles.
    pub related: Vec<Related>,
    /// Lines left out.
    pub removed: Vec<Removed>,
    /// The text line by line as it stood: number, words, and why they are no paragraph. Empty where that is not known.
    pub original: Vec<(u32, String, Option<Why>)>,
    /// What should be known of it.
    pub notes: Vec<Note>,
    /// Its files.
    pub files: Vec<String>,
    /// The folder of the first of them, and how many articles came in it; nothing for a file that came alone.
    pub folder: Option<(String, u32)>,
    /// Its headline may be set: nobody is quoted in the one found.
    pub can_be_titled: bool,
    /// When it was fetched.
    pub retrieved: Option<Date>,
}
