//! All articles, who is named in them, what is said in them, and the index over them: one value that changes by whole
//! articles.

mod facts;
mod select;

pub use select::Selection;

use crate::{
    article::{Article, ArticleId},
    attribute::attribute,
    entity::{EntityId, EntityIndex, Known, Naming},
    identify::{identify, resolve::Resolver},
    index::{Doc, Index},
    query::Query,
    quote::Attribution,
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

impl Entry {
    /// Finds all that is in an article.
    pub fn of(article: Article) -> Entry {
        let naming = identify(&article);
        let said = attribute(&article, &naming);
        Entry { article, naming, said }
    }

    /// The texts that are searched, in the order of the index.
    fn fields(&self) -> [&str; 4] {
        let article = &self.article;
        let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
        let kicker = article.kicker.as_deref().unwrap_or("");
        [headline, article.dek.as_deref().unwrap_or(""), article.text.as_str(), kicker]
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
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Vec<Option<Entry>>,
    docs: BTreeMap<ArticleId, Doc>,
    index: Index,
    resolver: Resolver,
    /// What filters ask of each article; empty where the library has changed since.
    facts: Vec<Facts>,
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
    pub fn add(&mut self, entry: Entry) -> Added {
        self.facts.clear();
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
        let doc = self.entries.len() as Doc;
        self.index.add(doc, entry.fields());
        self.resolver.add(&entry.article, &entry.naming);
        self.docs.insert(entry.article.id, doc);
        self.entries.push(Some(entry));
        Added::New
    }

    /// Takes an article out. Returns it, or nothing where it was not there.
    pub fn remove(&mut self, id: ArticleId) -> Option<Entry> {
        let doc = self.docs.remove(&id)?;
        let entry = self.entries[doc as usize].take()?;
        self.index.remove(doc, entry.fields());
        self.resolver.remove(id);
        self.facts.clear();
        Some(entry)
    }

    /// Which of the library's people, places and organisations an entity of an article is.
    pub fn known(&self, article: ArticleId, index: EntityIndex) -> Option<&Known> {
        self.resolver.get(self.resolver.id_of(article, index)?)
    }

    /// Somebody or something by its id.
    pub fn known_by_id(&self, id: &EntityId) -> Option<&Known> {
        self.resolver.get(id)
    }

    /// Applies a query: which articles and quotes it lets through, and how many there are for each choice.
    pub fn select(&mut self, query: &Query) -> Selection {
        self.refresh();
        select::select(self, query)
    }

    /// How many articles a query lets through.
    pub fn count(&mut self, query: &Query) -> u32 {
        self.refresh();
        select::count(self, query)
    }

    fn refresh(&mut self) {
        if self.facts.len() != self.entries.len() {
            let facts = self.entries.iter().map(|entry| facts::of(entry.as_ref(), &self.resolver)).collect();
            self.facts = facts;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
