//! What went wrong with a file, or could not be told.

use crate::columns::Columns;
use serde::{Deserialize, Serialize};

/// Something the reader of a file should know, as data; `phrases` says it in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The file has no bytes.
    Empty,
    /// The file holds only white space.
    Blank,
    /// A format that holds no article text; the word names it as people do ("PNG image").
    NotAnArticle(String),
    /// Such a format in a file that is named like a document of words: its owner will miss it.
    Misnamed(String),
    /// Not text in any encoding known here.
    NotText,
    /// Text without a single sentence in it.
    NoSentences,
    /// It comes behind so many others, and was not looked at, nor what comes behind it.
    TooMany(u32),
    /// Bytes that are no valid text were replaced by the replacement character, so many times.
    Replaced(u32),
    /// The text was cut at the bound, given in bytes.
    Cut(u64),
    /// No headline was found; the title shown is the first sentence.
    NoHeadline,
    /// The date is the day the page was fetched, not the day it was published.
    OnlyRetrieved,
    /// The engine stopped on this file and was started again without it.
    EngineStopped,
    /// The browser could not read the file from the disk.
    Unreadable,
    /// A format that this program is too small to read; the word names it as people do.
    NeedsReader(String),
    /// The file is damaged or cut off, so that its format cannot be read.
    Damaged,
    /// The file is locked with a password.
    Locked,
    /// The archive unpacks to more than can be held: what lies behind this point was not read.
    TooMuch,
    /// Archives lie in archives too deep.
    TooDeep,
    /// A table or list of records in which no column holds the text of articles.
    NoTextField,
    /// A table or list of records of which no column is known by its name to hold the text of articles, though one may.
    Columns {
        /// The columns, called what their names or the look of their cells make likely.
        columns: Columns,
        /// The cells of the first rows, row by row, long ones cut.
        cells: Vec<String>,
    },
    /// The file was made by a newer version of this program.
    Newer,
    /// So many corrections came along with the articles.
    Corrections(u32),
    /// The pages are pictures: there is no text in them.
    OnlyPictures,
    /// An address asks for a file of another site.
    OfAnotherSite,
    /// An address asks for a file that the site does not give.
    NotOnThisSite,
}

impl Note {
    /// Whether the file could not be read, where another of its kind could: not skipped for what it is.
    pub fn is_failure(&self) -> bool {
        matches!(
            self,
            Note::Damaged
                | Note::Misnamed(_)
                | Note::Newer
                | Note::Locked
                | Note::TooMuch
                | Note::TooDeep
                | Note::TooMany(_)
        ) || matches!(
            self,
            Note::EngineStopped
                | Note::Unreadable
                | Note::OnlyPictures
                | Note::OfAnotherSite
                | Note::NotOnThisSite
        )
    }
}
