//! What page and engine say of sets of articles side by side.

use super::{Heard, QuoteId, SpeakerName};
use crate::{article::ArticleId, entity::EntityId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A set of articles to compare with others. The filter of all screens applies to it as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Those a query in its text form lets through: `source:"Harbour Post"`.
    Those(String),
    /// One article.
    Article(ArticleId),
}

/// The word before the id of an article in the text form of a side. No field of queries has this name.
const ARTICLE: &str = "article:";

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Side::Those(query) => f.write_str(query),
            Side::Article(id) => write!(f, "{ARTICLE}{id}"),
        }
    }
}

impl FromStr for Side {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Side, Self::Err> {
        let article = text.strip_prefix(ARTICLE).and_then(|id| id.parse().ok());
        Ok(article.map_or_else(|| Side::Those(text.to_owned()), Side::Article))
    }
}

/// Sides that stand beside each other, at most.
pub const MOST_SIDES: usize = 4;

/// A side as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideShown {
    /// Which.
    pub side: Side,
    /// An outlet's name, an article's title, or the query.
    pub label: String,
    /// Articles of it.
    pub articles: u32,
    /// Quotes in them.
    pub quotes: u32,
}

/// How the sides hear and call somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceLine {
    /// Who.
    pub id: EntityId,
    /// The name to show.
    pub name: String,
    /// How each side hears them; no articles where it does not name them.
    pub heard: Vec<Heard>,
    /// How each side calls them, most often first.
    pub names: Vec<Vec<String>>,
}

impl VoiceLine {
    /// Whether two sides that give the full name give none in common: one writes Sergei, the other Sergey.
    pub fn differs_in_name(&self) -> bool {
        let full = |names: &Vec<String>| -> Vec<String> {
            names.iter().filter(|name| name.contains(' ')).cloned().collect()
        };
        let sides: Vec<Vec<String>> = self.names.iter().map(full).filter(|names| !names.is_empty()).collect();
        let apart = |a: &[String], b: &[String]| !a.iter().any(|name| b.contains(name));
        (0..sides.len()).any(|at| sides[..at].iter().any(|other| apart(&sides[at], other)))
    }

    /// How loud a side lets them be: 4 for whole sentences, 3 for words, 2 for a paraphrase, 1 for a mention, 0 for nothing.
    pub fn rung(heard: &Heard) -> u32 {
        let rungs = [(heard.full, 4), (heard.partial, 3), (heard.paraphrased, 2), (heard.articles, 1)];
        rungs.into_iter().find(|(count, _)| *count > 0).map_or(0, |(_, rung)| rung)
    }
}

/// What became of words on the way from one wording to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changed {
    /// They stand in both.
    Kept,
    /// They stand only in the longest wording.
    Cut,
    /// They stand only in this one.
    Put,
}

/// Where a wording stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// On which side, from 0.
    pub side: u32,
    /// Which quote.
    pub quote: QuoteId,
    /// Title of its article.
    pub title: String,
    /// Who says it there.
    pub speakers: Vec<SpeakerName>,
}

/// One wording of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Its words, and how they differ from the longest wording.
    pub words: Vec<(Changed, String)>,
    /// Where it stands.
    pub places: Vec<Place>,
}

/// A passage that two sides have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// As the first of them has it.
    pub text: String,
    /// How many words it has.
    pub words: u32,
    /// Side, article and title of both.
    pub places: Vec<(u32, ArticleId, String)>,
}

/// Sets of articles side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The sides: those asked for, or where none were, those that suit the articles best.
    pub sides: Vec<SideShown>,
    /// What else could be a side: outlets with how many articles they have.
    pub outlets: Vec<(Side, String, u32)>,
    /// Articles that could be a side, with their titles; the first of the filter.
    pub articles: Vec<(Side, String)>,
    /// Who is heard, the loudest first.
    pub voices: Vec<VoiceLine>,
    /// How many are heard or named.
    pub of_voices: u32,
    /// Quotes that at least two sides give, each with its wordings, the longest first.
    pub same: Vec<Vec<Wording>>,
    /// How many such quotes there are.
    pub of_same: u32,
    /// Passages that two sides have in common outside their quotes, longest first.
    pub passages: Vec<Passage>,
    /// How many there are.
    pub of_passages: u32,
    /// For each side the words that are its own, and how often it writes them.
    pub own: Vec<Vec<(String, u32)>>,
    /// Words and passages were compared in so many articles of each side only; 0 where in all.
    pub first: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_read_as_it_is_written() {
        for text in ["article:00000000000000ff", "source:\"Harbour Post\"", "ferry strike", "article:x y"] {
            let Ok(side) = text.parse::<Side>();
            assert_eq!(side.to_string(), text);
        }
        assert_eq!("article:ff".parse(), Ok(Side::Article(ArticleId(255))));
    }

    #[test]
    fn only_full_names_that_no_two_share_are_a_difference() {
        let line = |names: &[&[&str]]| VoiceLine {
            id: EntityId("x".into()),
            name: "X".into(),
            heard: Vec::new(),
            names: names.iter().map(|names| names.iter().map(|name| (*name).to_owned()).collect()).collect(),
        };
        assert!(line(&[&["Sergei Oram", "Oram"], &["Sergey Oram"]]).differs_in_name());
        assert!(!line(&[&["Sergei Oram", "Oram"], &["Oram"]]).differs_in_name());
        assert!(!line(&[&["Sergei Oram"], &["Minister Sergei Oram", "Sergei Oram"]]).differs_in_name());
    }
}
