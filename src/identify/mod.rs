//! From an article to whom and what it names.
//!
//! Tokens become spots (where something is named, and of what kind), spots become entities: [`link`] joins the names of one
//! article, [`resolve`] those of a whole library.

pub mod fold;
pub mod lists;
pub mod name;
pub mod titles;
pub mod roles;
pub mod known;
pub mod link;
pub mod tagger;
pub mod mend;
pub mod resolve;

use crate::{
    article::Article,
    entity::{EntityIndex, EntityKind, Naming},
    token,
};
use std::ops::Range;

/// Everyone and everything the article's text names.
pub fn identify(article: &Article) -> Naming {
    let tokens = token::tokens(&article.text);
    let sentences = token::sentences(&tokens);
    let spots = tagger::spots(&tokens, &sentences);
    let spots = mend::mend(&mend::Text { tokens: &tokens, sentences: &sentences }, spots);
    link::link(article, &tokens, &spots)
}

/// The people of an article each of whose paragraphs is one mention, with or without title, and the entity of each; a
/// `nominal` mention is a description ("the Russian president") and belongs to whoever holds that role, if somebody does.
pub fn identify_people(article: &Article, nominal: &[bool]) -> (Naming, Vec<Option<EntityIndex>>) {
    let tokens = token::tokens(&article.text);
    let ranges: Vec<Range<usize>> = article
        .paragraphs
        .iter()
        .map(|paragraph| {
            let start = tokens.partition_point(|token| token.start < paragraph.start);
            start..tokens.partition_point(|token| token.start < paragraph.end)
        })
        .collect();
    let named = ranges.iter().zip(nominal).filter(|(range, nominal)| !**nominal && !range.is_empty());
    let spots: Vec<link::Spot> = named
        .map(|(range, _)| link::Spot {
            tokens: titles::name_start(&tokens, range.clone())..range.end,
            kind: EntityKind::Person,
        })
        .collect();
    let naming = link::link(article, &tokens, &spots);
    let entities = article
        .paragraphs
        .iter()
        .zip(nominal)
        .map(|(paragraph, nominal)| {
            if *nominal {
                return roles::holder(article, &naming, *paragraph);
            }
            naming
                .mentions
                .iter()
                .find(|mention| paragraph.covers(mention.span))
                .map(|mention| mention.entity)
        })
        .collect();
    (naming, entities)
}
