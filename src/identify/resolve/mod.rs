//! One person is one person, in every article of a library.
//!
//! Entities of articles fall into *atoms*: those that any rule must treat alike (the same name, gender and, for a bare
//! surname, month). Atoms are joined into what is known; adding an article to atoms that exist changes only counts, and a
//! new atom only the names that can meet it. Nothing depends on the order of additions.

mod atom;
mod correct;
mod people;
mod slug;
mod suggest;
#[cfg(test)]
mod tests;

pub use correct::{Correction, Handle};
pub use suggest::{Alike, Suggestion};

use super::{link::key_of, roles};
use crate::{
    article::{Article, ArticleId},
    entity::{Entity, EntityId, EntityIndex, EntityKind, Known, Naming},
    span::Span,
};
use atom::{Atom, Bare, Form, Member, month_of};
use people::{Bucket, News, Target};
use slug::Slugs;
use std::collections::{BTreeMap, BTreeSet};

/// Where an entity of an article was put.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A person with a full name, in the bucket of the family name.
    Full(String, Form),
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
    /// Which buckets hold a name with a word that sounds so.
    heard: BTreeMap<String, BTreeSet<String>>,
    /// Which bare words sound so.
    bare_heard: BTreeMap<String, BTreeSet<String>>,
    slugs: Slugs,
    of: BTreeMap<Member, usize>,
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
        let date = article.date();
        let full: Vec<Form> = naming.entities.iter().filter_map(Form::of).collect();
        let placed: Vec<Placed> = naming
            .entities
            .iter()
            .zip(names)
            .map(|(entity, names)| Placed {
                place: self.place(entity, &full, month_of(date)),
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
                    bucket.remove(form, member, one);
                    changed.buckets.insert(key.clone());
                    changed.rebuilt.insert(key.clone());
                }
                Place::Bare(word, bare) => {
                    let Some(atoms) = self.bares.get_mut(word) else { continue };
                    if let Some(atom) = atoms.get_mut(bare) {
                        atom.remove(member, one);
                        match &atom.target {
                            Some(target) => changed.rebuilt.insert(target.bucket.clone()),
                            None => changed.loose.insert(word.clone()),
                        };
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
        self.keep_apart(&placed, -1);
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
    fn place(&self, entity: &Entity, full: &[Form], month: Option<i32>) -> Place {
        if entity.kind != EntityKind::Person {
            let key = key_of(entity.kind, &entity.name);
            return Place::Thing(entity.kind, self.corrections.thing(entity.kind, &key));
        }
        match Form::of(entity) {
            Some(form) => Place::Full(self.corrections.bucket(&form.name), form),
            None => {
                let (word, bare) = Bare::of(entity, full, month);
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
                    match bucket.add(form, member, one) {
                        News::Nothing => {}
                        News::Month => {
                            changed.months.insert((key.clone(), month_of(one.date)));
                        }
                        News::Form => {
                            changed.buckets.insert(key.clone());
                        }
                    }
                    bucket.slot_of(form)
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

    /// Builds anew what the changes touch, and nothing else.
    fn settle(&mut self, mut changed: Changed) {
        let mut words: BTreeMap<String, Option<BTreeSet<Bare>>> = BTreeMap::new();
        for (word, bare) in std::mem::take(&mut changed.fresh) {
            self.listen(&word);
            words.entry(word).or_default().get_or_insert_default().insert(bare);
        }
        for key in &changed.buckets {
            let Some(bucket) = self.buckets.get_mut(key) else { continue };
            let before = std::mem::take(&mut bucket.clusters);
            bucket.cluster(&self.corrections);
            if before != bucket.clusters || bucket.slots.len() != before.len() {
                changed.rebuilt.insert(key.clone());
            }
            let (gone, come) = bucket.hear();
            let sounds: BTreeSet<&String> = gone.iter().chain(bucket.sounds()).collect();
            // Whoever is called by such a word may be somebody else now.
            for word in sounds.into_iter().filter_map(|sound| self.bare_heard.get(sound)).flatten() {
                words.insert(word.clone(), None);
            }
            for sound in gone {
                if let Some(keys) = self.heard.get_mut(&sound) {
                    keys.remove(key);
                }
            }
            for sound in come {
                self.heard.entry(sound).or_default().insert(key.clone());
            }
        }
        for (key, month) in std::mem::take(&mut changed.months) {
            let Some(bucket) = self.buckets.get(&key) else { continue };
            for word in bucket.sounds().filter_map(|sound| self.bare_heard.get(sound)).flatten() {
                let Some(some) = words.entry(word.clone()).or_insert_with(|| Some(BTreeSet::new())) else {
                    continue;
                };
                let atoms = self.bares.get(word).into_iter().flat_map(BTreeMap::keys);
                some.extend(atoms.filter(|bare| people::touches(bare.month, month)).cloned());
            }
        }
        let mut fresh = Vec::new();
        for (word, some) in words {
            self.aim(&word, some.as_ref(), &mut changed, &mut fresh);
        }
        self.publish(changed, fresh);
    }

    /// Lets buckets find a bare word by its sound, or forgets it.
    fn listen(&mut self, word: &str) {
        let empty = self.bares.get(word).is_none_or(BTreeMap::is_empty);
        for sound in people::sounds_of_word(word) {
            let words = self.bare_heard.entry(sound).or_default();
            if empty {
                words.remove(word);
            } else {
                words.insert(word.to_owned());
            }
        }
    }

    /// Looks again to whom the atoms of a word belong (all, or some), and notes what that changes.
    fn aim(
        &mut self,
        word: &str,
        some: Option<&BTreeSet<Bare>>,
        changed: &mut Changed,
        fresh: &mut Vec<(String, Bare, Target)>,
    ) {
        let Some(mut atoms) = self.bares.remove(word) else { return };
        let near = people::Near::of(&self.candidates(word), word, &self.corrections);
        let mut lonely = Vec::new();
        let titled = atoms.iter().any(|(bare, atom)| bare.titled && atom.target.is_none());
        for (bare, atom) in &mut atoms {
            if some.is_some_and(|some| !some.contains(bare)) {
                continue;
            }
            let new = if atom.is_empty() { None } else { near.only_target(bare) };
            let placed = atom.slot.is_some() || atom.alone;
            match (&atom.target, &new) {
                (Some(old), Some(new)) if old == new => {}
                (None, Some(new)) if !placed => fresh.push((word.to_owned(), bare.clone(), new.clone())),
                (None, None) if placed && !atom.is_empty() => {}
                (None, None) if !atom.is_empty() && !titled => {
                    lonely.push(bare.clone());
                }
                (old, new) => {
                    for target in [old, new] {
                        match target {
                            Some(target) => changed.rebuilt.insert(target.bucket.clone()),
                            None => changed.loose.insert(word.to_owned()),
                        };
                    }
                }
            }
            atom.target = new;
        }
        for bare in lonely {
            if let Some(atom) = atoms.get_mut(&bare) {
                alone(atom, &mut self.slugs, &mut self.of, &self.corrections);
            }
        }
        self.bares.insert(word.to_owned(), atoms);
    }

    /// Builds what is known anew where it changed. First all that goes, then all that comes, so that names are free again.
    fn publish(&mut self, changed: Changed, fresh: Vec<(String, Bare, Target)>) {
        for word in &changed.loose {
            let Some(atoms) = self.bares.get_mut(word) else { continue };
            for atom in atoms.values_mut() {
                self.slugs.free_all(atom.slots.drain(..));
                if atom.target.is_none() || atom.alone {
                    (atom.slot, atom.alone) = (None, false);
                }
            }
            atoms.retain(|_, atom| !atom.is_empty());
        }
        for key in &changed.rebuilt {
            if let Some(bucket) = self.buckets.get_mut(key) {
                self.slugs.free_all(bucket.slots.drain(..));
            }
        }
        for key in &changed.rebuilt {
            self.publish_bucket(key);
        }
        for word in &changed.loose {
            self.publish_word(word);
            self.listen(word);
        }
        for key in changed.things {
            self.publish_thing(key);
        }
        for (word, bare, target) in fresh {
            if !changed.rebuilt.contains(&target.bucket) {
                self.attach(&word, &bare, &target);
            }
        }
        self.slugs.name_all();
    }

    /// Counts a new bare atom in with the person it belongs to.
    fn attach(&mut self, word: &str, bare: &Bare, target: &Target) {
        let slot = self.buckets.get(&target.bucket).and_then(|bucket| bucket.slots.get(target.cluster));
        let atom = self.bares.get_mut(word).and_then(|atoms| atoms.get_mut(bare));
        let (Some(slot), Some(atom)) = (slot, atom) else { return };
        atom.slot = Some(*slot);
        for member in &atom.members {
            self.of.insert(*member, *slot);
            let placed = self.articles.get(&member.0).and_then(|placed| placed.get(member.1.0 as usize));
            if let Some(placed) = placed {
                self.slugs.grow(*slot, *member, placed, &self.corrections);
            }
        }
    }

    fn candidates(&self, word: &str) -> Vec<(&String, &Bucket)> {
        let keys: BTreeSet<&String> =
            people::sounds_of_word(word).iter().filter_map(|sound| self.heard.get(sound)).flatten().collect();
        let extra = self.corrections.bucket_of_word(word);
        let mut out: Vec<(&String, &Bucket)> =
            keys.into_iter().filter_map(|key| self.buckets.get_key_value(key)).collect();
        if let Some(found) = extra.and_then(|key| self.buckets.get_key_value(&key))
            && !out.iter().any(|(key, _)| *key == found.0)
        {
            out.push(found);
        }
        out
    }

    fn publish_bucket(&mut self, key: &str) {
        let Some(bucket) = self.buckets.get(key) else { return };
        let words: BTreeSet<&String> =
            bucket.sounds().filter_map(|sound| self.bare_heard.get(sound)).flatten().collect();
        let words: BTreeSet<String> =
            words.into_iter().cloned().chain(self.corrections.words_to(key)).collect();
        let mut slots = Vec::new();
        for cluster in 0..bucket.clusters.len() {
            let mut whole = Atom::default();
            for form in &bucket.clusters[cluster] {
                whole.take(&bucket.atoms[form]);
            }
            let here = Target { bucket: key.to_owned(), cluster };
            let mut bare = Vec::new();
            for word in &words {
                for (form, atom) in self.bares.get(word).into_iter().flatten() {
                    if atom.target.as_ref() == Some(&here) {
                        whole.take(atom);
                        bare.push((word.clone(), form.clone()));
                    }
                }
            }
            let slot = self.slugs.alloc(EntityKind::Person, &whole, &self.corrections);
            for member in &whole.members {
                self.of.insert(*member, slot);
            }
            for (word, form) in bare {
                if let Some(atom) = self.bares.get_mut(&word).and_then(|atoms| atoms.get_mut(&form)) {
                    atom.slot = Some(slot);
                }
            }
            slots.push(slot);
        }
        if let Some(bucket) = self.buckets.get_mut(key) {
            bucket.slots = slots;
            if bucket.atoms.is_empty() && bucket.is_idle() {
                self.buckets.remove(key);
            }
        }
    }

    /// Builds the entities of those bare atoms of a word that belong to nobody with a full name.
    fn publish_word(&mut self, word: &str) {
        let Some(atoms) = self.bares.get_mut(word) else { return };
        for group in people::groups(atoms) {
            if !group.iter().any(|bare| bare.titled) {
                for bare in &group {
                    if let Some(atom) = atoms.get_mut(bare) {
                        alone(atom, &mut self.slugs, &mut self.of, &self.corrections);
                    }
                }
                continue;
            }
            let mut whole = Atom::default();
            for bare in &group {
                whole.take(&atoms[bare]);
            }
            let slot = self.slugs.alloc(EntityKind::Person, &whole, &self.corrections);
            for member in &whole.members {
                self.of.insert(*member, slot);
            }
            for (at, bare) in group.iter().enumerate() {
                if let Some(atom) = atoms.get_mut(bare) {
                    atom.slot = Some(slot);
                    // The first of the atoms remembers the slot, so that it is freed with it.
                    atom.slots.extend((at == 0).then_some(slot));
                }
            }
        }
        if atoms.is_empty() {
            self.bares.remove(word);
        }
    }

    fn publish_thing(&mut self, key: (EntityKind, String)) {
        let Some(atom) = self.things.get_mut(&key) else { return };
        self.slugs.free_all(atom.slot.take());
        if atom.is_empty() {
            self.things.remove(&key);
            return;
        }
        let slot = self.slugs.alloc(key.0, atom, &self.corrections);
        atom.slot = Some(slot);
        for member in &atom.members {
            self.of.insert(*member, slot);
        }
    }
}

/// Makes each member of an atom known alone: nothing says that any two of them are one.
fn alone(
    atom: &mut Atom,
    slugs: &mut Slugs,
    of: &mut BTreeMap<Member, usize>,
    corrections: &correct::Corrections,
) {
    atom.alone = true;
    for member in &atom.members {
        let slot = slugs.alloc(EntityKind::Person, &atom.only(member), corrections);
        of.insert(*member, slot);
        atom.slots.push(slot);
    }
}

/// What an addition or removal touched.
#[derive(Default)]
struct Changed {
    /// Buckets in which it may have changed who is who.
    buckets: BTreeSet<String>,
    /// Buckets whose people are named in a month for the first time.
    months: BTreeSet<(String, Option<i32>)>,
    /// Buckets of which all that is known is to be built anew.
    rebuilt: BTreeSet<String>,
    /// Bare atoms that are new, or lost a member.
    fresh: BTreeSet<(String, Bare)>,
    /// Words of which all that belong to nobody else are to be built anew.
    loose: BTreeSet<String>,
    things: BTreeSet<(EntityKind, String)>,
    grown: BTreeMap<usize, Vec<(Member, usize)>>,
}

fn surface(text: &str, span: Span) -> String {
    super::link::shown(span.of(text))
}
