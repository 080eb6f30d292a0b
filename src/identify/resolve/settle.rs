//! What an addition or removal changes is built anew, and nothing else.

use super::{
    Resolver,
    atom::{Atom, Bare, Form, Member},
    bucket::{Bucket, Target, sounds_of_name, sounds_of_word},
    correct,
    people::{self, Near},
    slug::Slugs,
    whereabouts::Whereabouts,
};
use crate::entity::EntityKind;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What an addition or removal touched.
#[derive(Default)]
pub struct Changed {
    /// Buckets in which it may have changed who is who.
    pub buckets: BTreeSet<String>,
    /// Forms of which it may have changed what bare names their people go by: a title came, or somebody went.
    pub touched: BTreeSet<(String, Arc<Form>)>,
    /// Forms that are borne in a month for the first time.
    pub months: BTreeSet<(String, Arc<Form>, Option<i32>)>,
    /// People to build anew, by bucket and first form.
    pub rebuilt: BTreeMap<String, BTreeSet<Arc<Form>>>,
    /// Bare atoms that are new, or lost a member.
    pub fresh: BTreeSet<(String, Bare)>,
    /// Words of which all that belong to nobody else are to be built anew.
    pub loose: BTreeSet<String>,
    /// Slots of people who are no longer anybody.
    pub vanished: Vec<usize>,
    /// Places, organisations and others to build anew.
    pub things: BTreeSet<(EntityKind, String)>,
    /// Slots that have one more member, and which entity of the article it is.
    pub grown: BTreeMap<usize, Vec<(Member, usize)>>,
}

impl Changed {
    /// Notes that a person is to be built anew.
    pub fn rebuild(&mut self, target: &Target) {
        self.rebuilt.entry(target.bucket.clone()).or_default().insert(target.person.clone());
    }

    /// Whether a person is to be built anew.
    fn rebuilds(&self, target: &Target) -> bool {
        self.rebuilt.get(&target.bucket).is_some_and(|people| people.contains(&target.person))
    }
}

/// Bare atoms to look at again, by word.
#[derive(Default)]
struct Again(BTreeMap<String, Option<BTreeSet<Bare>>>);

impl Again {
    /// All of a word.
    fn all(&mut self, word: &str) {
        self.0.insert(word.to_owned(), None);
    }

    /// Some of a word.
    fn some(&mut self, word: &str, bares: impl Iterator<Item = Bare>) {
        if let Some(Some(some)) = self.0.get_mut(word) {
            some.extend(bares);
            return;
        }
        let some: BTreeSet<Bare> = bares.collect();
        if !some.is_empty() {
            self.0.entry(word.to_owned()).or_insert(Some(some));
        }
    }
}

impl Resolver {
    /// Builds anew what the changes touch, and nothing else.
    pub(super) fn settle(&mut self, mut changed: Changed) {
        let mut again = Again::default();
        for (word, bare) in std::mem::take(&mut changed.fresh) {
            self.listen(&word);
            again.some(&word, std::iter::once(bare));
        }
        for key in std::mem::take(&mut changed.buckets) {
            self.meet(&key, &mut changed, &mut again);
        }
        for (key, form) in std::mem::take(&mut changed.touched) {
            for word in self.words_of(&key, self.forms_beside(&key, &form)) {
                again.all(&word);
            }
        }
        for (key, form, month) in std::mem::take(&mut changed.months) {
            for word in self.words_of(&key, self.forms_beside(&key, &form)) {
                let bares = self.bares.get(&word).into_iter().flat_map(BTreeMap::keys);
                again.some(&word, bares.filter(|bare| people::touches(bare.month, month)).cloned());
            }
        }
        let mut fresh = Vec::new();
        for (word, some) in again.0 {
            self.aim(&word, some.as_ref(), &mut changed, &mut fresh);
        }
        self.publish(changed, fresh);
    }

    /// Finds who is who in a bucket, and notes what that changes and which words may mean somebody else now.
    fn meet(&mut self, key: &str, changed: &mut Changed, again: &mut Again) {
        let Some(bucket) = self.buckets.get_mut(key) else { return };
        let moved = bucket.join(&self.corrections);
        // What vanished is freed before anything new is named.
        changed.vanished.extend(moved.slots);
        changed.rebuilt.entry(key.to_owned()).or_default().extend(moved.people.iter().cloned());
        // Whoever is called by such a word may be somebody else now.
        let Some(bucket) = self.buckets.get(key) else { return };
        for word in self.words_of(key, moved.forms.iter()) {
            let Some(atoms) = self.bares.get_mut(&word) else { continue };
            let mut some = Vec::new();
            for (bare, atom) in atoms {
                let gone = |target: &Target| target.bucket == key && moved.people.contains(&target.person);
                if atom.target.as_ref().is_some_and(gone) {
                    (atom.target, atom.slot) = (None, None);
                    some.push(bare.clone());
                } else if moved.forms.iter().any(|form| people::concerns(form, bucket.atom(form), bare)) {
                    some.push(bare.clone());
                }
            }
            again.some(&word, some.into_iter());
        }
        for word in self.corrections.words_to(key) {
            again.all(&word);
        }
    }

    /// A form, and the others of its person.
    fn forms_beside<'a>(&'a self, key: &str, form: &'a Arc<Form>) -> impl Iterator<Item = &'a Arc<Form>> {
        let bucket = self.buckets.get(key);
        let person = bucket.and_then(|bucket| bucket.person(bucket.person_of(form)?));
        person.into_iter().flat_map(|person| &person.forms).chain([form])
    }

    /// The bare words by which people of a bucket may go who have these forms.
    fn words_of<'a>(&self, key: &str, forms: impl Iterator<Item = &'a Arc<Form>>) -> BTreeSet<String> {
        let sounds: BTreeSet<String> = forms.flat_map(|form| sounds_of_name(&form.name)).collect();
        let words = sounds.iter().filter_map(|sound| self.bare_heard.get(sound)).flatten().cloned();
        words.chain(self.corrections.words_to(key)).collect()
    }

    /// Lets bare words find a form by its sounds.
    pub(super) fn hear(&mut self, key: &str, form: &Arc<Form>) {
        for sound in sounds_of_name(&form.name) {
            self.heard.entry(sound).or_default().insert((key.to_owned(), form.clone()));
        }
    }

    /// Forgets it again.
    pub(super) fn unhear(&mut self, key: &str, form: &Arc<Form>) {
        let one = (key.to_owned(), form.clone());
        for sound in sounds_of_name(&form.name) {
            if let Some(forms) = self.heard.get_mut(&sound) {
                forms.remove(&one);
                if forms.is_empty() {
                    self.heard.remove(&sound);
                }
            }
        }
    }

    /// Lets buckets find a bare word by its sound, or forgets it.
    fn listen(&mut self, word: &str) {
        let empty = self.bares.get(word).is_none_or(BTreeMap::is_empty);
        for sound in sounds_of_word(word) {
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
        let near = self.near(word);
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
                            Some(target) => changed.rebuild(target),
                            None => drop(changed.loose.insert(word.to_owned())),
                        }
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
        self.slugs.free_all(changed.vanished.iter().copied());
        for (key, people) in &changed.rebuilt {
            let Some(bucket) = self.buckets.get_mut(key) else { continue };
            for person in people {
                self.slugs.free_all(bucket.person_mut(person).and_then(|person| person.slot.take()));
            }
        }
        for (key, people) in &changed.rebuilt {
            self.publish_people(key, people);
        }
        for word in &changed.loose {
            self.publish_word(word);
            self.listen(word);
        }
        for key in &changed.things {
            self.publish_thing(key.clone());
        }
        for (word, bare, target) in fresh {
            if !changed.rebuilds(&target) {
                self.attach(&word, &bare, &target);
            }
        }
    }

    /// Counts a new bare atom in with the person it belongs to.
    fn attach(&mut self, word: &str, bare: &Bare, target: &Target) {
        let slot = self.buckets.get(&target.bucket).and_then(|bucket| bucket.person(&target.person)?.slot);
        let atom = self.bares.get_mut(word).and_then(|atoms| atoms.get_mut(bare));
        let (Some(slot), Some(atom)) = (slot, atom) else { return };
        atom.slot = Some(slot);
        for member in &atom.members {
            self.of.insert(*member, slot);
            let placed = self.articles.get(&member.0).and_then(|placed| placed.get(member.1.0 as usize));
            if let Some(placed) = placed {
                self.slugs.grow(slot, *member, placed, &self.corrections);
            }
        }
    }

    /// All whom a bare word may mean.
    pub(super) fn near<'a>(&'a self, word: &'a str) -> Near<'a> {
        let heard = sounds_of_word(word).iter().filter_map(|sound| self.heard.get(sound)).collect();
        Near::of(word, &self.buckets, heard, &self.corrections)
    }

    /// Builds people of a bucket who have no slot.
    fn publish_people(&mut self, key: &str, people: &BTreeSet<Arc<Form>>) {
        for first in people {
            let Some(bucket) = self.buckets.get(key) else { return };
            let Some(person) = bucket.person(first).filter(|person| person.slot.is_none()) else { continue };
            let mut whole = Atom::default();
            person.forms.iter().filter_map(|form| bucket.atom(form)).for_each(|atom| whole.take(atom));
            let here = Target { bucket: key.to_owned(), person: first.clone() };
            let mut bares = Vec::new();
            for word in self.words_of(key, person.forms.iter()) {
                for (bare, atom) in self.bares.get(&word).into_iter().flatten() {
                    if atom.target.as_ref() == Some(&here) {
                        whole.take(atom);
                        bares.push((word.clone(), bare.clone()));
                    }
                }
            }
            let slot = self.slugs.alloc(EntityKind::Person, &whole, &self.corrections);
            for member in &whole.members {
                self.of.insert(*member, slot);
            }
            for (word, bare) in bares {
                if let Some(atom) = self.bares.get_mut(&word).and_then(|atoms| atoms.get_mut(&bare)) {
                    atom.slot = Some(slot);
                }
            }
            if let Some(person) = self.buckets.get_mut(key).and_then(|bucket| bucket.person_mut(first)) {
                person.slot = Some(slot);
            }
        }
        if self.buckets.get(key).is_some_and(Bucket::is_idle) {
            self.buckets.remove(key);
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
fn alone(atom: &mut Atom, slugs: &mut Slugs, of: &mut Whereabouts, corrections: &correct::Corrections) {
    atom.alone = true;
    for member in &atom.members {
        let slot = slugs.alloc(EntityKind::Person, &atom.only(member), corrections);
        of.insert(*member, slot);
        atom.slots.push(slot);
    }
}
