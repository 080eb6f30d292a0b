//! What the reader says of who is who; it stands above every rule and holds for articles added later.

use super::{Place, Resolver};
use crate::{
    correction::{Handle, Identity as Correction},
    entity::{EntityId, EntityKind},
    identify::{link::key_of, name::PersonName},
};
use std::collections::{BTreeMap, BTreeSet};

/// All corrections, the last word on each pair.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    log: Vec<Correction>,
    verdicts: BTreeMap<(PersonName, PersonName), bool>,
    /// Buckets that hold names called the same, by any of their keys.
    buckets: BTreeMap<String, String>,
    things: BTreeMap<(EntityKind, String), String>,
    renamed: BTreeMap<(EntityKind, String), String>,
    dropped: BTreeSet<PersonName>,
}

impl Resolver {
    /// Takes a correction into account, for the articles at hand and all that come.
    pub fn correct(&mut self, correction: Correction) {
        let mut log = self.corrections.log.clone();
        log.push(correction);
        self.correct_all(log);
    }

    /// Takes these corrections into account and no others.
    pub fn correct_all(&mut self, log: impl IntoIterator<Item = Correction>) {
        let mut corrections = Corrections::default();
        log.into_iter().for_each(|correction| corrections.note(correction));
        // Corrections are rare and may join names of any two families: everything is put in anew.
        let articles = std::mem::take(&mut self.articles);
        *self = Resolver { corrections, ..Resolver::default() };
        for (article, mut placed) in articles {
            for one in &mut placed {
                match &mut one.place {
                    Place::Full(bucket, form) => *bucket = self.corrections.bucket(&form.name),
                    Place::Thing(kind, key) => {
                        *key = self.corrections.thing(*kind, &key_of(*kind, &one.entity.name))
                    }
                    Place::Bare(..) => {}
                }
            }
            self.put(article, placed);
        }
    }

    /// The corrections made so far, in order.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections.log
    }

    /// A lasting way to name what is known under an id.
    pub fn handle(&self, id: &EntityId) -> Option<Handle> {
        let known = self.get(id)?;
        // The name shown may be the reader's own; the commonest written one is found again in any case.
        let full = |name: &str| PersonName::of(name).words.len().min(2);
        let name = known.names.iter().max_by_key(|(name, count)| (full(name), **count))?.0;
        Some(Handle { kind: known.kind, name: name.clone() })
    }
}

impl Corrections {
    fn note(&mut self, correction: Correction) {
        match &correction {
            Correction::Same(a, b) | Correction::NotSame(a, b) => {
                let same = matches!(correction, Correction::Same(..));
                if a.kind == EntityKind::Person && b.kind == EntityKind::Person {
                    let (x, y) = (PersonName::of(&a.name), PersonName::of(&b.name));
                    if same && !x.is_bare() && !y.is_bare() {
                        let (one, other) = (self.bucket(&x), self.bucket(&y));
                        let (root, leaf) = if one < other { (one, other) } else { (other, one) };
                        for target in self.buckets.values_mut().filter(|target| **target == leaf) {
                            target.clone_from(&root);
                        }
                        self.buckets.insert(leaf, root);
                    }
                    self.verdicts.insert((x.clone().min(y.clone()), x.max(y)), same);
                } else if a.kind == b.kind {
                    let (x, y) = (key_of(a.kind, &a.name), key_of(b.kind, &b.name));
                    if same {
                        let root = self.thing(a.kind, &x);
                        let leaf = self.thing(a.kind, &y);
                        for target in self.things.values_mut().filter(|target| **target == leaf) {
                            target.clone_from(&root);
                        }
                        self.things.insert((a.kind, leaf), root);
                    } else {
                        self.things.remove(&(a.kind, x));
                        self.things.remove(&(a.kind, y));
                    }
                }
            }
            Correction::Rename(who, name) => {
                self.renamed.insert((who.kind, folded(who.kind, &who.name)), name.clone());
            }
            Correction::NotAPerson(who) => {
                self.dropped.insert(PersonName::of(&who.name));
            }
        }
        self.log.push(correction);
    }

    /// What the reader says of two names.
    pub fn verdict(&self, a: &PersonName, b: &PersonName) -> Option<bool> {
        if self.verdicts.is_empty() {
            return None;
        }
        self.verdicts.get(&(a.clone().min(b.clone()), a.clone().max(b.clone()))).copied()
    }

    /// Pairs of names called the same.
    pub fn same_names(&self) -> impl Iterator<Item = (&PersonName, &PersonName)> {
        self.verdicts.iter().filter(|(_, same)| **same).map(|((a, b), _)| (a, b))
    }

    /// The bucket of a name.
    pub fn bucket(&self, name: &PersonName) -> String {
        let own = name.bucket();
        self.buckets.get(&own).cloned().unwrap_or(own)
    }

    /// The names of whom the reader says that a bare word means them, or does not.
    pub fn said_of_word(&self, word: &str) -> impl Iterator<Item = (&PersonName, bool)> {
        let is = move |name: &PersonName| name.words == [word] && name.suffix.is_none();
        self.verdicts.iter().filter_map(move |((a, b), same)| match (is(a), is(b)) {
            (true, false) => Some((b, *same)),
            (false, true) => Some((a, *same)),
            _ => None,
        })
    }

    /// Bare words that the reader says mean somebody of a bucket.
    pub fn words_to(&self, bucket: &str) -> Vec<String> {
        let word = |(a, b): (&PersonName, &PersonName)| match (a.is_bare(), b.is_bare()) {
            (true, false) if self.bucket(b) == bucket => Some(a.family().to_owned()),
            (false, true) if self.bucket(a) == bucket => Some(b.family().to_owned()),
            _ => None,
        };
        self.same_names().filter_map(word).collect()
    }

    /// The key of a place or organisation.
    pub fn thing(&self, kind: EntityKind, key: &str) -> String {
        self.things.get(&(kind, key.to_owned())).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// Whether the reader gave nothing another name.
    pub fn rename_nothing(&self) -> bool {
        self.renamed.is_empty()
    }

    /// The reader's own name for what is written so.
    pub fn renamed(&self, kind: EntityKind, name: &str) -> Option<String> {
        if self.renamed.is_empty() {
            return None;
        }
        self.renamed.get(&(kind, folded(kind, name))).cloned()
    }

    /// Whether the reader says a full name is nobody's.
    pub fn drops(&self, name: &PersonName) -> bool {
        self.dropped.contains(name)
    }

    /// Whether the reader says a word is nobody's name.
    pub fn drops_word(&self, word: &str) -> bool {
        self.dropped.iter().any(|name| name.is_bare() && name.family() == word)
    }
}

fn folded(kind: EntityKind, name: &str) -> String {
    match kind {
        EntityKind::Person => PersonName::of(name).words.join(" "),
        _ => key_of(kind, name),
    }
}
