//! All articles, who is named in them, what is said in them, and the index over them: one value that changes by whole
//! articles.

mod beside;
mod copies;
mod counts;
mod facts;
mod marks;
mod mend;
mod put_back;
mod select;
mod sides;
mod voices;

pub use beside::Beside;
pub use copies::Copied;
pub use counts::{Counted, Counts, Values};
pub use select::Selection;
pub use sides::SaidThere;
pub use voices::{Ladder, Voice};

use crate::{
    article::{Article, ArticleId},
    attribute::attribute,
    compare::copies::{Copies, Print},
    correction::{Log, Marks},
    entity::{EntityId, EntityIndex, Known, Naming},
    find::Terms,
    identify::{identify, resolve::Resolver},
    index::{Doc, Field, Index, Zone},
    query::Query,
    quote::{Attribution, QuoteKind},
    span::Span,
};
use facts::Facts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An article with all that was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Who and what it names.
    pub naming: Naming,
    /// Who says what in it.
    pub said: Attribution,
}

/// The places of an article's texts among its fields.
const HEADLINE: usize = 0;
const BODY: usize = 2;

impl Entry {
    /// Finds all that is in an article.
    pub fn of(article: Article) -> Entry {
        let naming = identify(&article);
        let said = attribute(&article, &naming);
        Entry { article, naming, said }
    }

    /// The texts that are searched.
    fn fields(&self) -> [Field<'_>; 4] {
        let article = &self.article;
        let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
        [
            Field { zone: Zone::Headline, text: headline },
            Field { zone: Zone::Dek, text: article.dek.as_deref().unwrap_or("") },
            Field { zone: Zone::Body, text: article.text.as_str() },
            Field { zone: Zone::Dek, text: article.kicker.as_deref().unwrap_or("") },
        ]
    }

    /// The pieces of its quotes: number of the quote, field and span.
    fn pieces(&self) -> Vec<(u32, usize, Span)> {
        let quotes = (0..).zip(&self.said.quotes);
        let pieces = quotes.flat_map(|(number, quote)| {
            let field = if quote.kind == QuoteKind::Headline { HEADLINE } else { BODY };
            quote.spans.iter().map(move |span| (number, field, *span))
        });
        pieces.collect()
    }
}

/// What became of an article that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was not there.
    New,
    /// The same text was there; the file was noted with it.
    Again,
}

/// The articles of a reader.
#[derive(Default)]
pub struct Library {
    entries: Vec<Option<Entry>>,
    docs: BTreeMap<ArticleId, Doc>,
    index: Index,
    resolver: Resolver,
    /// What filters ask of each article.
    facts: Facts,
    /// Which articles are copies of others.
    copies: Copies,
    /// Articles whose names have not been looked up yet.
    unnamed: Vec<Doc>,
    /// What the reader mended.
    log: Log,
    /// What articles are marked with, also those that are not there.
    marks: BTreeMap<ArticleId, Marks>,
    /// What mended articles were before.
    originals: BTreeMap<ArticleId, mend::Original>,
}

impl Library {
    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// The articles, in the order of their ids.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.docs.values().filter_map(|&doc| self.entry(doc))
    }

    /// An article by its id.
    pub fn get(&self, id: ArticleId) -> Option<&Entry> {
        self.entry(*self.docs.get(&id)?)
    }

    /// An article by its number in a [`Selection`].
    pub fn entry(&self, doc: Doc) -> Option<&Entry> {
        self.entries.get(doc as usize)?.as_ref()
    }

    /// Adds an article. The same text in another file is the same article with two files.
    pub fn add(&mut self, mut entry: Entry) -> Added {
        if let Some(&doc) = self.docs.get(&entry.article.id)
            && let Some(old) = &mut self.entries[doc as usize]
        {
            for file in entry.article.files {
                if let Err(at) = old.article.files.binary_search(&file) {
                    old.article.files.insert(at, file);
                }
            }
            return Added::Again;
        }
        self.mend(&mut entry);
        self.resolver.add(&entry.article, &entry.naming);
        self.put(entry);
        Added::New
    }

    fn put(&mut self, entry: Entry) {
        let doc = self.entries.len() as Doc;
        let pieces = entry.pieces();
        let spans: Vec<(usize, Span)> = pieces.iter().map(|(_, field, span)| (*field, *span)).collect();
        let places = self.index.add(doc, &entry.fields(), &spans);
        let places = pieces.iter().map(|(number, ..)| *number).zip(places).collect();
        self.facts.add(doc, &entry, places);
        self.copies.add(doc, entry.article.id, Print::of(&entry.article.text));
        self.unnamed.push(doc);
        self.docs.insert(entry.article.id, doc);
        self.entries.push(Some(entry));
    }

    /// Takes an article out. Returns it, or nothing where it was not there.
    pub fn remove(&mut self, id: ArticleId) -> Option<Entry> {
        let doc = self.docs.remove(&id)?;
        let entry = self.entries[doc as usize].take()?;
        self.index.remove(doc);
        self.facts.remove(doc);
        self.copies.remove(doc);
        self.resolver.remove(id);
        self.originals.remove(&id);
        if self.index.is_wasteful() {
            // Numbers are given anew, so that what is gone leaves nothing behind.
            let entries = std::mem::take(&mut self.entries);
            (self.index, self.facts, self.copies) = (Index::default(), Facts::default(), Copies::default());
            self.unnamed.clear();
            self.docs.clear();
            entries.into_iter().flatten().for_each(|entry| self.put(entry));
        }
        Some(entry)
    }

    /// Which of the library's people, places and organisations an entity of an article is.
    pub fn known(&self, article: ArticleId, index: EntityIndex) -> Option<&Known> {
        self.resolver.get(self.resolver.id_of(article, index)?)
    }

    /// Everyone and everything named, in the order of their ids.
    pub fn everyone(&self) -> impl Iterator<Item = &Known> {
        self.resolver.known()
    }

    /// Somebody or something by its id.
    pub fn known_by_id(&self, id: &EntityId) -> Option<&Known> {
        self.resolver.get(id)
    }

    /// Applies a query: which articles and quotes it lets through. At least `most` articles are put in the order asked for.
    pub fn select(&mut self, query: &Query, most: usize) -> Selection {
        self.refresh();
        select::select(self, query, most)
    }

    /// The same, and how many articles there are for each choice.
    pub fn tally(&mut self, query: &Query, most: usize) -> (Selection, Counts) {
        self.refresh();
        select::tally(self, query, most)
    }

    /// How many articles a query lets through.
    pub fn count(&mut self, query: &Query) -> u32 {
        self.refresh();
        select::count(self, query)
    }

    /// The words of a query, taken apart, with misspelt ones replaced.
    pub fn terms(&mut self, query: &Query) -> Terms {
        self.refresh();
        select::terms(self, &query.clone().lifted().0).0
    }

    /// The index of its words.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Brings up to date what was left for later: the work is that of the articles added or renamed since.
    fn refresh(&mut self) {
        self.index.settle();
        self.facts.order();
        self.group_copies();
        let mut docs = std::mem::take(&mut self.unnamed);
        docs.extend(self.resolver.take_moved().iter().filter_map(|id| self.docs.get(id)));
        docs.sort_unstable();
        docs.dedup();
        for doc in docs {
            if let Some(entry) = self.entries[doc as usize].as_ref() {
                self.facts.name(doc, entry, &self.resolver);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entity::{Entity, EntityKind},
        query::Facet,
    };

    fn entry(file: &str, text: &str) -> Entry {
        Entry::of(Article::of_paragraphs(file, [text]))
    }

    #[test]
    fn the_same_text_in_two_files_is_one_article() {
        let mut library = Library::default();
        assert_eq!(library.add(entry("b.txt", "Prices rose on Monday.")), Added::New);
        assert_eq!(library.add(entry("a.txt", "Prices rose on  Monday.")), Added::Again);
        assert_eq!(library.len(), 1);
        assert_eq!(library.entries().next().unwrap().article.files, ["a.txt", "b.txt"]);
    }

    #[test]
    fn of_many_that_are_named_as_often_the_first_by_name_are_told() {
        let mut library = Library::default();
        let named = |file: &str, numbers: &mut dyn Iterator<Item = usize>| {
            let entities = numbers.map(|number| Entity {
                kind: EntityKind::Place,
                name: format!("Town {:03}", number * 7 % 900),
                roles: Vec::new(),
                honorific: None,
                gender: None,
            });
            let naming = Naming { entities: entities.collect(), ..Naming::default() };
            let article = Article::of_paragraphs(file, [format!("The towns of {file}.").as_str()]);
            Entry { article, naming, said: Attribution::default() }
        };
        library.add(named("a", &mut (0..900)));
        library.add(named("b", &mut [128].into_iter()));
        let (_, counts) = library.tally(&Query::default(), 9);
        let towns = &counts.facets[&Facet::Place];
        let told: Vec<(&str, u32)> =
            towns.values.iter().map(|value| (value.label.as_str(), value.count)).collect();
        assert_eq!((towns.of, told[0]), (900, ("Town 896", 2)));
        let rest: Vec<String> = (0..399).map(|number| format!("Town {number:03}")).collect();
        assert_eq!(told[1..], rest.iter().map(|label| (label.as_str(), 1)).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_taken_out_is_found_no_more() {
        let mut library = Library::default();
        library.add(entry("a", "Prices rose on Monday."));
        let id = entry("b", "Prices fell on Tuesday.").article.id;
        library.add(entry("b", "Prices fell on Tuesday."));
        let query = Query { words: "prices ".into(), ..Query::default() };
        assert_eq!(library.count(&query), 2);
        assert!(library.remove(id).is_some());
        assert_eq!(library.count(&query), 1);
        assert!(library.remove(id).is_none());
    }
}
