//! What page and engine say of articles and quotes over time.

use crate::{date::Day, entity::EntityId};
use serde::{Deserialize, Serialize};

/// What the bars of a timeline are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stack {
    /// Articles, one layer for each outlet.
    #[default]
    Source,
    /// Quotes, one layer for each kind.
    Kind,
}

/// Which day counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dated {
    /// The day the article was published.
    #[default]
    Published,
    /// The day the words were said, where the text tells it; else that of publication. Quotes are counted.
    Said,
}

/// How much time a bar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bin {
    /// A day.
    #[default]
    Day,
    /// Seven days from a Monday on.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// How somebody is heard in one bar's time: whole sentences, words, paraphrases, and articles that only name them.
pub type Beat = [u32; 4];

/// Somebody over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Who.
    pub id: EntityId,
    /// The name to show.
    pub name: String,
    /// Number of a bar, and how they are heard in its time; in order, silent bars left out.
    pub beats: Vec<(u32, Beat)>,
}

/// Articles or quotes over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// How much time a bar stands for.
    pub bin: Bin,
    /// First and last day of each bar, in order without a gap; at most 400.
    pub bins: Vec<(Day, Day)>,
    /// The layers, the largest first: outlets by name with an empty one for no known outlet, or words of kinds.
    pub layers: Vec<String>,
    /// The last layer is all that have none of their own.
    pub others: bool,
    /// For each bar the count of each layer, under every choice but that of the dates.
    pub bars: Vec<Vec<u32>>,
    /// Quotes are counted, not articles.
    pub of_quotes: bool,
    /// Articles without any date, which stand nowhere.
    pub undated: u32,
    /// Quotes of which the text tells the day.
    pub told: u32,
    /// Those heard most, loudest first.
    pub lanes: Vec<Lane>,
    /// How many are heard or named.
    pub of_lanes: u32,
}
