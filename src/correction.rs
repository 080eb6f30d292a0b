//! What the reader mended: an append-only log that can be undone, done again, and applied to articles that come later.

use crate::{article::ArticleId, date::Day, entity::EntityKind};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeSet};

/// Somebody or something by name, which stays when ids change as articles come and go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Handle {
    /// Person, organisation, place or other.
    pub kind: EntityKind,
    /// A name it goes by, in any spelling.
    pub name: String,
}

/// What the reader says of who is who.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Identity {
    /// The two are one.
    Same(Handle, Handle),
    /// The two are not one.
    NotSame(Handle, Handle),
    /// It is to be shown under this name.
    Rename(Handle, String),
    /// It is nobody.
    NotAPerson(Handle),
}

/// One thing the reader mended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Correction {
    /// Who is who, in all articles.
    Identity(Identity),
    /// Who said a quote.
    Speaker {
        /// In which article.
        article: ArticleId,
        /// Which of its quotes, from 0.
        quote: u32,
        /// Who said it; nobody if none.
        to: Option<Handle>,
    },
    /// Which outlet published articles; none if that is not known.
    Outlet {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// The outlet.
        outlet: Option<String>,
    },
    /// When articles were published; none if that is not known.
    Published {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// The day.
        day: Option<Day>,
    },
    /// The headline of an article in whose headline nobody is quoted; none if it has none.
    Headline {
        /// Which article.
        article: ArticleId,
        /// The headline.
        headline: Option<String>,
    },
    /// Who said all that an article gives to somebody.
    AllOf {
        /// Which article.
        article: ArticleId,
        /// To whom it was given.
        of: Handle,
        /// Who said it; nobody if none.
        to: Option<Handle>,
    },
    /// The speaker found for a quote is right.
    Confirmed {
        /// In which article.
        article: ArticleId,
        /// Which of its quotes, from 0.
        quote: u32,
    },
    /// Who said several quotes.
    Speakers {
        /// Which: the article of each, and its number there, from 0.
        quotes: Vec<(ArticleId, u32)>,
        /// Who said them; nobody if none.
        to: Option<Handle>,
    },
    /// Lines that were left out of an article are words of it. The numbers of quotes in later corrections are those of the
    /// article with these lines; the article's id stays what it was found to be.
    PutBack {
        /// Which article.
        article: ArticleId,
        /// The numbers of the lines, as in [`crate::article::Removed`].
        lines: Vec<u32>,
    },
    /// Articles bear a star, or no longer.
    Starred {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// Whether.
        on: bool,
    },
    /// Articles bear a tag, or no longer.
    Tagged {
        /// Which articles.
        articles: Vec<ArticleId>,
        /// The tag.
        tag: String,
        /// Whether.
        on: bool,
    },
    /// What the reader notes of an article; none if nothing any more.
    Noted {
        /// Which article.
        article: ArticleId,
        /// The note.
        note: Option<String>,
    },
}

impl Correction {
    /// The articles it is about; none where it is about who is who, in all.
    pub fn articles(&self) -> Cow<'_, [ArticleId]> {
        match self {
            Correction::Identity(_) => Cow::Borrowed(&[]),
            Correction::Outlet { articles, .. }
            | Correction::Published { articles, .. }
            | Correction::Starred { articles, .. }
            | Correction::Tagged { articles, .. } => Cow::Borrowed(articles),
            Correction::Speaker { article, .. }
            | Correction::Headline { article, .. }
            | Correction::AllOf { article, .. }
            | Correction::Confirmed { article, .. }
            | Correction::PutBack { article, .. }
            | Correction::Noted { article, .. } => Cow::Borrowed(std::slice::from_ref(article)),
            Correction::Speakers { quotes, .. } => {
                let mut articles: Vec<ArticleId> = quotes.iter().map(|(article, _)| *article).collect();
                articles.dedup();
                Cow::Owned(articles)
            }
        }
    }

    /// Whether it says what the reader thinks of articles, and nothing of what is in them.
    pub fn is_mark(&self) -> bool {
        matches!(self, Correction::Starred { .. } | Correction::Tagged { .. } | Correction::Noted { .. })
    }
}

/// What the reader marked an article with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// It bears a star.
    pub starred: bool,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// What is noted of it.
    pub note: Option<String>,
}

impl Marks {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Marks::default()
    }

    /// Takes in a correction that is about this article.
    pub fn take(&mut self, correction: &Correction) {
        match correction {
            Correction::Starred { on, .. } => self.starred = *on,
            Correction::Tagged { tag, on: true, .. } => {
                self.tags.insert(tag.clone());
            }
            Correction::Tagged { tag, on: false, .. } => {
                self.tags.remove(tag);
            }
            Correction::Noted { note, .. } => self.note = note.clone(),
            _ => {}
        }
    }
}

/// All corrections in the order they were made, and those taken back that can be made again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// Those that hold.
    pub done: Vec<Correction>,
    /// Those taken back, the last one last.
    pub undone: Vec<Correction>,
}

impl Log {
    /// Notes a new one; what had been taken back is given up.
    pub fn push(&mut self, correction: Correction) {
        self.undone.clear();
        self.done.push(correction);
    }

    /// Takes the last one back and returns it, if there is one.
    pub fn undo(&mut self) -> Option<Correction> {
        let correction = self.done.pop()?;
        self.undone.push(correction.clone());
        Some(correction)
    }

    /// Makes the last one taken back again and returns it, if there is one.
    pub fn redo(&mut self) -> Option<Correction> {
        let correction = self.undone.pop()?;
        self.done.push(correction.clone());
        Some(correction)
    }
}
