//! One person is one person, in every article of a library.

use crate::{
    article::{Article, ArticleId},
    entity::{EntityId, EntityIndex, Known, Naming},
};
use std::collections::BTreeMap;

/// Joins the entities of many articles. The result does not depend on the order of additions.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    known: BTreeMap<EntityId, Known>,
    of: BTreeMap<(ArticleId, EntityIndex), EntityId>,
}

impl Resolver {
    /// Adds the entities of an article, or replaces them where the article is there already.
    pub fn add(&mut self, _article: &Article, _naming: &Naming) {}

    /// Takes the entities of an article out again.
    pub fn remove(&mut self, _article: ArticleId) {}

    /// Everyone and everything named in the library.
    pub fn known(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }

    /// What is known under this id.
    pub fn get(&self, id: &EntityId) -> Option<&Known> {
        self.known.get(id)
    }

    /// Which of the library's entities an entity of an article is.
    pub fn id_of(&self, article: ArticleId, index: EntityIndex) -> Option<&EntityId> {
        self.of.get(&(article, index))
    }
}
