//! What was read from a file, before anyone has told what of it is the article.

use crate::note::Note;
use serde::{Deserialize, Serialize};

/// The raw matter of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raw {
    /// The file, with the way to it inside archives: `week.zip/monday/3.html`.
    pub name: String,
    /// What the file says of the article beside its words.
    pub about: About,
    /// The words.
    pub words: Words,
    /// What should be known of the reading.
    pub notes: Vec<Note>,
}

/// The words of a file in the shape it gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Words {
    /// Lines of text, ended by `\n`; anything may stand around the article.
    Text(String),
    /// A page's blocks; anything may stand around the article.
    Page(Page),
    /// The article's paragraphs and nothing else, as records of databases and documents have them.
    Paragraphs(Vec<String>),
}

impl Default for Words {
    fn default() -> Words {
        Words::Text(String::new())
    }
}

/// A page: its blocks of text, and the elements they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The elements that hold text, each behind the one it stands in.
    pub elements: Vec<Element>,
    /// Runs of text without a break, in the order of the page.
    pub blocks: Vec<Block>,
}

/// An element of a page that is no mere run of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Its name: `p`, `figcaption`.
    pub tag: String,
    /// The words of its class, id, role and `itemprop`, lower case, parted by blanks.
    pub names: String,
    /// Place of the element it stands in, always a smaller one.
    pub parent: Option<u32>,
}

/// A run of text in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its words, parted by single blanks.
    pub text: String,
    /// Place of its element in the page's list.
    pub element: u32,
    /// How many bytes of the text are links.
    pub linked: u32,
}

/// Where a file says something of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// A field of a record.
    Field,
    /// Data for search engines (JSON-LD).
    Data,
    /// `og:` and `article:` properties.
    Graph,
    /// Another `meta` element.
    Meta,
    /// The `title` element.
    Title,
    /// An element of the page that is marked as such (`<time>`, `itemprop`, `rel="author"`).
    Marked,
}

/// Something a file says of its article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub from: Source,
}

/// What a file says of its article outside the article's words; each list in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The address of the page.
    pub url: Option<String>,
    /// The language, as the file names it: `en-GB`.
    pub lang: Option<String>,
    /// Its headline.
    pub titles: Vec<Claim>,
    /// Who wrote it, one name or byline each.
    pub authors: Vec<Claim>,
    /// When it was published.
    pub published: Vec<Claim>,
    /// The day it was printed or fetched, as `2025-02-18`: on or after that of publication.
    pub retrieved: Option<String>,
    /// Who published it.
    pub outlets: Vec<Claim>,
    /// The line under its headline.
    pub deks: Vec<Claim>,
    /// The section it stands in.
    pub section: Option<String>,
    /// Its words once more, as data for search engines has them: often without paragraphs, sometimes cut.
    pub body: Option<String>,
}

/// Adds a claim, unless its words are blank.
pub fn claim(list: &mut Vec<Claim>, text: &str, from: Source) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() && !list.iter().any(|claim| claim.text == text && claim.from == from) {
        list.push(Claim { text, from });
    }
}
