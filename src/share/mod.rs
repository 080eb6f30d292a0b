//! From a library to what can be handed on.

pub mod data;
pub mod page;
pub mod plain;

use crate::query::Query;
use serde::{Deserialize, Serialize};

/// How much of the articles a shared page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShareForm {
    /// Quotes with their articles' titles, outlets and dates: no more of the text than the quoted words and who is said to
    /// have said them.
    #[default]
    Quotes,
    /// Quotes, each with the words around it: at most 25 before it and 25 after it, of the same paragraph.
    Excerpts,
    /// The full text.
    Full,
}

/// What of a library is handed on as a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handing {
    /// How much of the articles.
    pub form: ShareForm,
    /// As the reader mended them, or as they were found.
    pub corrected: bool,
    /// With the reader's stars, tags and notes.
    pub marked: bool,
    /// Only the articles that this lets through.
    pub of: Option<Query>,
}

/// What a shared page holds of the articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handed {
    /// For the page itself: JSON, empty for none.
    pub data: String,
    /// For where no script runs.
    pub cards: Vec<plain::PlainCard>,
}

/// A form of data for other programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataForm {
    /// A table with a row a quote.
    #[default]
    Csv,
    /// A list of records, one an article.
    Json,
    /// A record a line.
    Jsonl,
    /// To read.
    Markdown,
    /// To read: all about each of the people chosen, with their quotes.
    Dossier,
    /// A bibliography, as citeproc reads it.
    Csl,
    /// A bibliography, as reference managers exchange it.
    Ris,
    /// A bibliography for TeX.
    Bibtex,
}

impl DataForm {
    /// All, in the order they are offered.
    pub const ALL: [DataForm; 8] = [
        DataForm::Csv,
        DataForm::Json,
        DataForm::Jsonl,
        DataForm::Markdown,
        DataForm::Dossier,
        DataForm::Csl,
        DataForm::Ris,
        DataForm::Bibtex,
    ];

    /// The ending of its files, which is its name between page and reader too.
    pub fn ending(self) -> &'static str {
        match self {
            DataForm::Csv => "csv",
            DataForm::Json => "json",
            DataForm::Jsonl => "jsonl",
            DataForm::Markdown => "md",
            DataForm::Dossier => "people.md",
            DataForm::Csl => "csl.json",
            DataForm::Ris => "ris",
            DataForm::Bibtex => "bib",
        }
    }

    /// Undoes [`DataForm::ending`].
    pub fn of_ending(ending: &str) -> Option<DataForm> {
        DataForm::ALL.into_iter().find(|form| form.ending() == ending)
    }
}
