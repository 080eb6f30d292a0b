//! What page and engine say of things worth a look, and of what was mended.

use super::{QuoteRow, SameQuestion};
use crate::{article::ArticleId, correction::Correction, query::Query};
use serde::{Deserialize, Serialize};

/// Which articles something is said of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// One.
    Article(ArticleId),
    /// All that came in this folder.
    Folder(String),
    /// All that a query lets through.
    Found(Query),
}

/// What an article does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lack {
    /// Who published it.
    Outlet,
    /// When it was published.
    Date,
    /// Its headline.
    Headline,
}

/// Something worth a look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Are these two one?
    Same(SameQuestion),
    /// Is this the speaker?
    Speaker(Box<QuoteRow>),
    /// Articles that do not tell something: what, how many, the folder they came in, and one of them with its title.
    Lacking(Lack, u32, String, ArticleId, String),
}

/// Things worth a look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Those of most weight first; as many as were asked for.
    pub tasks: Vec<Task>,
    /// How many there are.
    pub of: u32,
}

/// A correction as told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What was mended.
    pub correction: Correction,
    /// The title of its article, where it is of one that is there.
    pub title: Option<String>,
    /// The words of its quote, where it is of one.
    pub words: Option<String>,
}

/// All corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Those that hold, oldest first.
    pub done: Vec<Told>,
    /// Those taken back that can be made again, the next one last.
    pub undone: Vec<Told>,
}
