//! What a shared page holds to be read where no script runs: in the preview of a mail, in an archive, on paper.

use crate::{
    correction::Marks,
    date::Date,
    entity::EntityIndex,
    identify::resolve::Resolver,
    library::Entry,
    order,
    quote::{QuoteKind, Speaker},
};
use serde::{Deserialize, Serialize};

/// An article with all its quotes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlainCard {
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, as a tag of BCP 47.
    pub lang: Option<String>,
    /// The reader's marks, where they go along.
    pub marks: Marks,
    /// The quotes, in the order of the text.
    pub quotes: Vec<PlainQuote>,
}

/// A quote with its speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlainQuote {
    /// The quoted words.
    pub pieces: Vec<String>,
    /// Names or description of who says them; none for nobody.
    pub speakers: Vec<String>,
    /// Its kind.
    pub kind: QuoteKind,
}

/// The cards of these articles, the newest first and those without a date last. `who` knows their people by the names that the
/// shared page shows, so that a page that is shared on says the same.
pub fn cards(entries: &[Entry], who: &Resolver, marks: impl Fn(&Entry) -> Marks) -> Vec<PlainCard> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    order::by(&mut entries, |one, other| {
        let published = |entry: &Entry| entry.article.published.as_ref().map(|found| found.value);
        published(other).cmp(&published(one)).then(one.article.id.cmp(&other.article.id))
    });
    entries.into_iter().map(|entry| card(entry, who, marks(entry))).collect()
}

fn card(entry: &Entry, who: &Resolver, marks: Marks) -> PlainCard {
    let Entry { article, said, .. } = entry;
    let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
    let quotes = said.quotes.iter().map(|quote| {
        let text = if quote.kind == QuoteKind::Headline { headline } else { article.text.as_str() };
        PlainQuote {
            pieces: quote.spans.iter().map(|span| span.of(text).to_owned()).collect(),
            speakers: speakers(entry, who, &quote.speaker),
            kind: quote.kind,
        }
    });
    PlainCard {
        title: article.headline.as_ref().map(|found| found.value.clone()),
        url: article.url.clone(),
        outlet: article.outlet.as_ref().map(|found| found.value.clone()),
        published: article.published.as_ref().map(|found| found.value),
        authors: article.authors.clone(),
        lang: article.lang.clone(),
        marks,
        quotes: quotes.collect(),
    }
}

fn speakers(entry: &Entry, who: &Resolver, speaker: &Speaker) -> Vec<String> {
    let name = |index: &EntityIndex| {
        let known = who.id_of(entry.article.id, *index).and_then(|id| who.get(id));
        known.map_or_else(|| entry.naming.entity(*index).name.clone(), |known| known.name.clone())
    };
    match speaker {
        Speaker::Entity(index) => vec![name(index)],
        Speaker::Several(all) => all.iter().map(name).collect(),
        Speaker::Described(words) => vec![words.clone()],
        Speaker::Nobody => Vec::new(),
    }
}
