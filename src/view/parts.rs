//! The parts of a view.

use crate::{
    article::ArticleId,
    protocol::{Opened, QuoteId, QuoteRow, Speakers},
};
use std::rc::Rc;

/// The screens that exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Cards.
    #[default]
    Articles,
    /// Quotes with their speakers.
    Quotes,
    /// People, and how they are heard.
    People,
    /// Articles, quotes and people over time.
    Timeline,
    /// Outlets or articles side by side.
    Compare,
    /// Things worth a look, one after the other.
    Review,
}

impl Screen {
    /// All, in the order they are offered.
    pub const ALL: [Screen; 6] =
        [Screen::Articles, Screen::Quotes, Screen::People, Screen::Timeline, Screen::Compare, Screen::Review];

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Screen::Articles => "articles",
            Screen::Quotes => "quotes",
            Screen::People => "people",
            Screen::Timeline => "timeline",
            Screen::Compare => "compare",
            Screen::Review => "review",
        }
    }
}

/// Whether all of the program is here: it comes in two parts, the first with no more than the first view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whole {
    /// All of it.
    #[default]
    Here,
    /// The second part is on its way.
    Coming,
    /// It did not come.
    Lost,
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

impl Theme {
    /// All, in the order they are gone through.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The word it is kept under.
    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Undoes [`Theme::key`].
    pub fn from_key(key: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.key() == key).unwrap_or_default()
    }
}

/// What stands over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Ways to get articles in.
    Add,
    /// A box to paste text into.
    Paste,
    /// What became of each file.
    Report,
    /// What the columns of a table are.
    Columns,
    /// What to hand on.
    Share,
    /// Help and the keys.
    Help,
    /// How to see that nothing leaves.
    Privacy,
    /// The filters, where there is no room beside the list.
    Filters,
    /// Who said a quote.
    Fix,
    /// The libraries.
    Libraries,
    /// Whether everything is to go.
    RemoveAll,
    /// What was mended.
    History,
}

/// The article that is open beside the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    /// Which.
    pub article: ArticleId,
    /// The quote to go to, by its number.
    pub quote: Option<u32>,
    /// Number of the question it waits for.
    pub asked: u64,
    /// The article once it is here; the old state stays while a new one is asked for.
    pub opened: Option<Rc<Opened>>,
    /// The engine does not hold such an article.
    pub missing: bool,
    /// The hit that was gone to last, from 0.
    pub hit: Option<usize>,
    /// Whether the focus is to move into it when it comes.
    pub arriving: bool,
}

/// A quote whose speaker is being mended.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixing {
    /// The quote.
    pub row: QuoteRow,
    /// Other quotes that go along.
    pub others: Vec<QuoteId>,
    /// Number of the question it waits for.
    pub asked: u64,
    /// Who may have said it, once that is here.
    pub speakers: Option<Rc<Speakers>>,
}

/// A word that passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Tells its timer from that of a later one.
    pub number: u64,
    /// What it says.
    pub says: Says,
}

/// What a toast says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The quote with its citation is on the clipboard.
    Copied,
    /// The browser did not let us write to the clipboard.
    NotCopied,
    /// The engine stopped and was started again.
    Restarted,
    /// The shared page is on its way to the downloads.
    Shared,
    /// The shared page could not be made.
    NotShared,
    /// A correction was made; it can be taken back.
    Mended,
    /// A star, tag or note was given or taken away; that can be taken back.
    Marked,
    /// An article was read again with more lines; that can be taken back.
    ReadAgain,
    /// A correction was taken back.
    Undone,
    /// There was nothing to take back or make again.
    NothingToUndo,
    /// An article was taken out.
    Removed,
    /// The samples made room for the reader's own files.
    SamplesLeft,
    /// There was nothing to read in what was dropped or pasted.
    NothingDropped,
}

/// How the shared page is coming along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Nothing was asked.
    #[default]
    Idle,
    /// The engine was asked under this number.
    Making(u64),
}
