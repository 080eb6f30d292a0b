//! From an article to whom and what it names.
//!
//! Tokens become spots (where something is named, and of what kind), spots become entities: [`link`] joins the names of one
//! article, [`resolve`] those of a whole library.

pub mod fold;
pub mod lists;
pub mod name;
pub mod titles;
pub mod link;
pub mod tagger;
pub mod mend;
pub mod resolve;

use crate::{
    article::Article,
    entity::{EntityIndex, EntityKind, Naming},
    token::{self, Token},
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
        .zip(&ranges)
        .zip(nominal)
        .map(|((paragraph, range), nominal)| {
            if *nominal {
                return holder(&naming, &tokens[range.clone()], article, paragraph.start);
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

/// Who holds the role that the tokens describe ("the Russian president"): the last person named before `at` with a role of
/// those words, else the only one of the article.
pub fn holder(naming: &Naming, tokens: &[Token], article: &Article, at: u32) -> Option<EntityIndex> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let words = words.map(|word| fold::plain(word).into_owned());
        words.filter(|word| !matches!(word.as_str(), "the" | "a" | "an" | "of" | "former" | "then")).collect()
    };
    let first = tokens.first()?;
    let last = tokens.last()?;
    let asked = words(article.text.get(first.start as usize..last.end() as usize)?);
    if asked.is_empty() {
        return None;
    }
    let holds = |index: EntityIndex| {
        let entity = naming.entity(index);
        entity.kind == EntityKind::Person
            && entity.roles.iter().any(|role| {
                let role = words(role);
                asked.iter().all(|word| role.contains(word))
            })
    };
    let before = naming.mentions.iter().rev().filter(|mention| mention.span.start < at);
    let mut all = (0..naming.entities.len() as u32).map(EntityIndex).filter(|index| holds(*index));
    let found = before.map(|mention| mention.entity).find(|index| holds(*index));
    found.or_else(|| all.next().filter(|_| all.next().is_none()))
}
