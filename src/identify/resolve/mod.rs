//! One person is one person, in every article of a library.
//!
//! Entities of articles fall into *atoms*: those that any rule must treat alike (the same name, gender and, for a bare
//! surname, month). Atoms are joined into what is known; adding an article to atoms that exist changes only counts, and a
//! new atom only the names that can meet it. Nothing depends on the order of additions.

mod atom;
mod bucket;
mod correct;
mod lookup;
mod people;
mod settle;
mod slug;
mod suggest;
mod whereabouts;
#[cfg(test)]
mod tests;

pub use suggest::{Alike, Suggestion};

use super::{link::key_of, roles};
use crate::{
    article::{Article, ArticleId},
    entity::{Entity, EntityId, EntityIndex, EntityKind, Known, Naming},
    span::Span,
};
use atom::{Atom, Bare, Beside, Form, month_of};
use bucket::{Bucket, News, Target};
use settle::Changed;
use slug::Slugs;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Where an entity of an article was put.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A person with a full name, in the bucket of the family name.
    Full(String, Arc<Form>),
    /// A person with one name only.
    Bare(String, Bare),
    /// Anything else, by its key.
    Thing(EntityKind, String),
}

/// All that is kept of one entity of an article, so that it can be taken out again.
#[derive(Clone, Debug)]
struct Placed {
    place: Place,
    entity: Entity,
    names: BTreeMap<String, u32>,
    date: Option<crate::date::Date>,
}

/// Joins the entities of many articles. The result does not depend on the order of additions.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    articles: BTreeMap<ArticleId, Vec<Placed>>,
    buckets: BTreeMap<String, Bucket>,
    bares: BTreeMap<String, BTreeMap<Bare, Atom>>,
    things: BTreeMap<(EntityKind, String), Atom>,
    /// Which forms of which buckets have a word that sounds so.
    heard: BTreeMap<String, BTreeSet<(String, Arc<Form>)>>,
    /// Which bare words sound so.
    bare_heard: BTreeMap<String, BTreeSet<String>>,
    slugs: Slugs,
    of: whereabouts::Whereabouts,
    corrections: correct::Corrections,
}

impl Resolver {
    /// Adds the entities of an article, or replaces them where the article is there already.
    pub fn add(&mut self, article: &Article, naming: &Naming) {
        self.remove(article.id);
        let mut names: Vec<BTreeMap<String, u32>> = vec![BTreeMap::new(); naming.entities.len()];
        for mention in &naming.mentions {
            if let Some(names) = names.get_mut(mention.entity.0 as usize) {
                *names.entry(surface(&article.text, mention.span)).or_default() += 1;
            }
        }
        // Whom only the reader names in an article has no mention in it.
        for (entity, names) in naming.entities.iter().zip(&mut names).filter(|(_, names)| names.is_empty()) {
            names.insert(entity.name.clone(), 1);
        }
        let date = article.date();
        let forms: Vec<Option<Form>> = naming.entities.iter().map(Form::of).collect();
        let beside = Beside::of(forms.iter().flatten());
        let placed: Vec<Placed> = naming
            .entities
            .iter()
            .zip(names)
            .zip(&forms)
            .map(|((entity, names), form)| Placed {
                place: self.place(entity, form.clone(), &beside, month_of(date)),
                entity: entity.clone(),
                names,
                date,
            })
            .collect();
        self.put(article.id, placed);
    }

    /// Takes the entities of an article out again.
    pub fn remove(&mut self, article: ArticleId) {
        let Some(placed) = self.articles.remove(&article) else { return };
        let mut changed = Changed::default();
        for (index, one) in placed.iter().enumerate() {
            let member = (article, EntityIndex(index as u32));
            self.of.remove(&member);
            match &one.place {
                Place::Full(key, form) => {
                    let Some(bucket) = self.buckets.get_mut(key) else { continue };
                    if let Some(person) = bucket.person_of(form) {
                        changed.rebuild(&Target { bucket: key.clone(), person: person.clone() });
                    }
                    if bucket.remove(form, member, one) {
                        self.unhear(key, form);
                    }
                    changed.buckets.insert(key.clone());
                    changed.touched.insert((key.clone(), form.clone()));
                }
                Place::Bare(word, bare) => {
                    let Some(atoms) = self.bares.get_mut(word) else { continue };
                    if let Some(atom) = atoms.get_mut(bare) {
                        atom.remove(member, one);
                        match &atom.target {
                            Some(target) => changed.rebuild(target),
                            None => drop(changed.loose.insert(word.clone())),
                        }
                    }
                    changed.fresh.insert((word.clone(), bare.clone()));
                }
                Place::Thing(kind, key) => {
                    let key = (*kind, key.clone());
                    if let Some(atom) = self.things.get_mut(&key) {
                        atom.remove(member, one);
                    }
                    changed.things.insert(key);
                }
            }
        }
        changed.buckets.extend(self.keep_apart(&placed, -1));
        self.settle(changed);
    }

    /// Everyone and everything named in the library, in the order of their ids.
    pub fn known(&self) -> impl Iterator<Item = &Known> {
        self.slugs.known()
    }

    /// What is known under this id.
    pub fn get(&self, id: &EntityId) -> Option<&Known> {
        self.slugs.get(id)
    }

    /// Which of the library's entities an entity of an article is.
    pub fn id_of(&self, article: ArticleId, index: EntityIndex) -> Option<&EntityId> {
        self.slugs.at(*self.of.get(&(article, index))?).map(|known| &known.id)
    }

    /// The number of what an entity of an article is: small, and the same for all articles until one of them is given out by
    /// [`Resolver::take_moved`].
    pub fn slot_of(&self, article: ArticleId, index: EntityIndex) -> Option<usize> {
        self.of.get(&(article, index)).copied()
    }

    /// What is known under a number.
    pub fn at(&self, slot: usize) -> Option<&Known> {
        self.slugs.at(slot)
    }

    /// The number of what is known under an id.
    pub fn slot(&self, id: &EntityId) -> Option<usize> {
        self.slugs.slot(id)
    }

    /// The articles of which some entity has another number than when this was last asked.
    pub fn take_moved(&mut self) -> BTreeSet<ArticleId> {
        self.of.take_moved()
    }

    /// Whom a description in an article ("the Russian president") means, by the roles that the whole library gives those
    /// whom the article names.
    pub fn holder(&self, article: ArticleId, description: &str) -> Option<&EntityId> {
        let count = self.articles.get(&article)?.len() as u32;
        let people = (0..count).filter_map(|index| {
            let known = self.get(self.id_of(article, EntityIndex(index))?)?;
            (known.kind == EntityKind::Person).then_some(known)
        });
        let fits = people.map(|known| {
            let fits = known.roles.iter().map(|role| roles::fit(description, &role.title));
            (&known.id, fits.max().unwrap_or(roles::Fit::No))
        });
        roles::best(fits)
    }

    /// Where an entity belongs.
    fn place(&self, entity: &Entity, form: Option<Form>, beside: &Beside, month: Option<i32>) -> Place {
        if entity.kind != EntityKind::Person {
            let key = key_of(entity.kind, &entity.name);
            return Place::Thing(entity.kind, self.corrections.thing(entity.kind, &key));
        }
        match form {
            Some(form) => Place::Full(self.corrections.bucket(&form.name), Arc::new(form)),
            None => {
                let (word, bare) = Bare::of(entity, beside, month);
                Place::Bare(word, bare)
            }
        }
    }

    /// Puts the entities of an article in, and settles what changed.
    fn put(&mut self, article: ArticleId, placed: Vec<Placed>) {
        let mut changed = Changed::default();
        let apart = self.keep_apart(&placed, 1);
        changed.buckets.extend(apart);
        for (index, one) in placed.iter().enumerate() {
            let member = (article, EntityIndex(index as u32));
            let at = match &one.place {
                Place::Full(key, form) => {
                    if self.corrections.drops(&form.name) {
                        continue;
                    }
                    let bucket = self.buckets.entry(key.clone()).or_default();
                    let news = bucket.add(form, member, one);
                    match news {
                        News::Nothing => {}
                        News::Month => {
                            changed.months.insert((key.clone(), form.clone(), month_of(one.date)));
                        }
                        News::Title => {
                            changed.touched.insert((key.clone(), form.clone()));
                        }
                        News::Form => {
                            changed.buckets.insert(key.clone());
                        }
                    }
                    let slot = bucket.slot_of(form);
                    if news == News::Form {
                        self.hear(key, form);
                    }
                    slot
                }
                Place::Bare(word, bare) => {
                    if self.corrections.drops_word(word) {
                        continue;
                    }
                    let atoms = self.bares.entry(word.clone()).or_default();
                    if !atoms.contains_key(bare) {
                        changed.fresh.insert((word.clone(), bare.clone()));
                    }
                    let atom = atoms.entry(bare.clone()).or_default();
                    atom.add(member, one);
                    if atom.alone {
                        let slot =
                            self.slugs.alloc(EntityKind::Person, &atom.only(&member), &self.corrections);
                        atom.slots.push(slot);
                        self.of.insert(member, slot);
                    }
                    atom.slot
                }
                Place::Thing(kind, key) => {
                    let atom = self.things.entry((*kind, key.clone())).or_default();
                    atom.add(member, one);
                    if atom.slot.is_none() {
                        changed.things.insert((*kind, key.clone()));
                    }
                    atom.slot
                }
            };
            if let Some(slot) = at {
                self.of.insert(member, slot);
                changed.grown.entry(slot).or_default().push((member, index));
            }
        }
        // What only grew is counted up in place, unless its cluster is built anew below.
        let grown = std::mem::take(&mut changed.grown);
        for (slot, members) in grown {
            for (member, index) in members {
                self.slugs.grow(slot, member, &placed[index], &self.corrections);
            }
        }
        self.articles.insert(article, placed);
        self.settle(changed);
    }

    /// Notes which names an article keeps apart, or forgets it; gives the buckets where that is news.
    fn keep_apart(&mut self, placed: &[Placed], by: i32) -> Vec<String> {
        let mut news = Vec::new();
        let mut full: BTreeMap<&String, Vec<&Form>> = BTreeMap::new();
        for one in placed {
            if let Place::Full(key, form) = &one.place {
                full.entry(key).or_default().push(form);
            }
        }
        for (key, forms) in full {
            if forms.len() > 1 && self.buckets.entry(key.clone()).or_default().keep_apart(&forms, by) {
                news.push(key.clone());
            }
        }
        news
    }
}

fn surface(text: &str, span: Span) -> String {
    super::link::shown(span.of(text))
}
