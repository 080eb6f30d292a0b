//! What sets of articles have for comparing: how each calls those it names, and the texts of its quotes.

use super::Library;
use crate::{
    article::ArticleId,
    entity::{EntityId, EntityKind},
    index::{Doc, DocSet},
    order,
    quote::QuoteKind,
    span::Span,
};
use std::collections::{BTreeMap, HashMap};

/// A quote of a set of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidThere {
    /// In which article.
    pub article: ArticleId,
    /// Which of its quotes, from 0.
    pub number: u32,
    /// Its words, pieces joined.
    pub words: String,
}

impl Library {
    /// The number of an article, as in a [`DocSet`].
    pub fn doc(&self, id: ArticleId) -> Option<Doc> {
        self.docs.get(&id).copied()
    }

    /// The articles of a set in the order of their ids, which is that of no file.
    pub fn in_order(&self, set: &DocSet) -> Vec<Doc> {
        self.docs.values().copied().filter(|doc| set.contains(*doc)).collect()
    }

    /// How a set of articles calls those of a kind, most often first; ties by the alphabet.
    pub fn called(&self, set: &DocSet, kind: EntityKind) -> HashMap<EntityId, Vec<String>> {
        let mut counts: HashMap<&EntityId, BTreeMap<&str, u32>> = HashMap::new();
        for doc in set.iter() {
            let Some(entry) = self.entry(doc) else { continue };
            for mention in &entry.naming.mentions {
                if entry.naming.entity(mention.entity).kind == kind
                    && let Some(known) = self.known(entry.article.id, mention.entity)
                {
                    let name = mention.span.of(&entry.article.text);
                    *counts.entry(&known.id).or_default().entry(name).or_default() += 1;
                }
            }
        }
        let most_first = |names: BTreeMap<&str, u32>| {
            let mut names: Vec<(&str, u32)> = names.into_iter().collect();
            order::by_key(&mut names, |(_, count)| std::cmp::Reverse(*count));
            names.into_iter().map(|(name, _)| name.to_owned()).collect()
        };
        counts.into_iter().map(|(id, names)| (id.clone(), most_first(names))).collect()
    }

    /// The quotes of articles, those inside other quotes left out: their words are the outer one's.
    pub fn said_in(&self, docs: &[Doc]) -> Vec<SaidThere> {
        let mut all = Vec::new();
        for entry in docs.iter().filter_map(|doc| self.entry(*doc)) {
            let article = &entry.article;
            let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
            for (number, quote) in (0..).zip(&entry.said.quotes) {
                let text = match quote.kind {
                    QuoteKind::Nested => continue,
                    QuoteKind::Headline => headline,
                    QuoteKind::Full | QuoteKind::Partial => &article.text,
                };
                let pieces: Vec<&str> = quote.spans.iter().map(|span| span.of(text)).collect();
                all.push(SaidThere { article: article.id, number, words: pieces.join(" ") });
            }
        }
        all
    }

    /// Whether at least half of a passage of an article is quoted there.
    pub fn is_quoted(&self, article: ArticleId, passage: Span) -> bool {
        let quotes = self.get(article).into_iter().flat_map(|entry| &entry.said.quotes);
        let spans = quotes.filter(|quote| quote.kind != QuoteKind::Headline).flat_map(|quote| &quote.spans);
        let inside = |span: &Span| span.end.min(passage.end).saturating_sub(span.start.max(passage.start));
        spans.map(inside).sum::<u32>() as usize * 2 >= passage.len()
    }
}
