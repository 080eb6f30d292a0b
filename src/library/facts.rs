//! What filters ask of an article, looked up once and not for each query.

use super::Entry;
use crate::{
    article::ArticleId,
    date::Day,
    entity::{EntityIndex, EntityKind},
    identify::resolve::Resolver,
    query::UNKNOWN,
    quote::{QuoteKind, Speaker},
};
use std::collections::BTreeSet;

/// What filters ask of one article. Entities are named by their ids.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Whether the article is there; one that was taken out leaves its number behind.
    pub there: bool,
    pub day: Option<Day>,
    pub source: String,
    pub people: BTreeSet<String>,
    pub places: BTreeSet<String>,
    pub organisations: BTreeSet<String>,
    pub quotes: Vec<QuoteFacts>,
    /// Who is paraphrased; empty strings for speakers without a name.
    pub paraphrased: BTreeSet<String>,
}

/// What filters ask of one quote.
#[derive(Clone, Debug)]
pub struct QuoteFacts {
    pub kind: QuoteKind,
    pub speakers: Vec<String>,
}

/// The facts of an article.
pub fn of(entry: Option<&Entry>, resolver: &Resolver) -> Facts {
    let Some(Entry { article, naming, said }) = entry else {
        return Facts::default();
    };
    let id = |index: EntityIndex| resolver.id_of(article.id, index).map(|id| id.0.clone());
    let ids = |kind: EntityKind| {
        let entities = naming.entities.iter().enumerate().filter(move |(_, entity)| entity.kind == kind);
        entities.filter_map(|(at, _)| id(EntityIndex(at as u32))).collect()
    };
    Facts {
        there: true,
        day: article.date().map(|date| date.day),
        source: article.outlet.as_ref().map_or(UNKNOWN.to_owned(), |outlet| outlet.value.clone()),
        people: ids(EntityKind::Person),
        places: ids(EntityKind::Place),
        organisations: ids(EntityKind::Organisation),
        quotes: said
            .quotes
            .iter()
            .map(|quote| QuoteFacts {
                kind: quote.kind,
                speakers: speakers(&quote.speaker, article.id, resolver),
            })
            .collect(),
        paraphrased: said
            .paraphrases
            .iter()
            .flat_map(|paraphrase| {
                let mut names = speakers(&paraphrase.speaker, article.id, resolver);
                if names.is_empty() {
                    names.push(String::new());
                }
                names
            })
            .collect(),
    }
}

fn speakers(speaker: &Speaker, article: ArticleId, resolver: &Resolver) -> Vec<String> {
    let id = |index: &EntityIndex| resolver.id_of(article, *index).map(|id| id.0.clone());
    match speaker {
        Speaker::Entity(index) => id(index).into_iter().collect(),
        Speaker::Several(all) => all.iter().filter_map(id).collect(),
        Speaker::Described(_) | Speaker::Nobody => Vec::new(),
    }
}
