//! What an addition or removal changes is built anew, and nothing else.

use super::{
    Resolver,
    atom::{Atom, Bare, Form, Member},
    correct,
    people::{self, Bucket, Target},
    slug::Slugs,
    whereabouts::Whereabouts,
};
use crate::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// What an addition or removal touched.
#[derive(Default)]
pub struct Changed {
    /// Buckets in which it may have changed who is who.
    pub buckets: BTreeSet<String>,
    /// Forms that are new in their bucket.
    pub forms: BTreeMap<String, Vec<Form>>,
    /// Buckets of which somebody is given a title for the first time.
    pub titled: BTreeSet<String>,
    /// Buckets whose people are named in a month for the first time.
    pub months: BTreeSet<(String, Option<i32>)>,
    /// Buckets of which all that is known is to be built anew, or some clusters.
    pub rebuilt: BTreeMap<String, Which>,
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

/// Clusters of a bucket.
pub enum Which {
    /// All.
    All,
    /// These.
    Some(BTreeSet<usize>),
}

impl Changed {
    /// Notes that a cluster is to be built anew.
    fn rebuild(&mut self, target: &Target) {
        let which = self.rebuilt.entry(target.bucket.clone()).or_insert_with(|| Which::Some(BTreeSet::new()));
        if let Which::Some(clusters) = which {
            clusters.insert(target.cluster);
        }
    }

    /// Whether a cluster is to be built anew.
    fn rebuilds(&self, target: &Target) -> bool {
        match self.rebuilt.get(&target.bucket) {
            Some(Which::All) => true,
            Some(Which::Some(clusters)) => clusters.contains(&target.cluster),
            None => false,
        }
    }
}

impl Resolver {
    /// Builds anew what the changes touch, and nothing else.
    pub(super) fn settle(&mut self, mut changed: Changed) {
        let mut words: BTreeMap<String, Option<BTreeSet<Bare>>> = BTreeMap::new();
        for (word, bare) in std::mem::take(&mut changed.fresh) {
            self.listen(&word);
            words.entry(word).or_default().get_or_insert_default().insert(bare);
        }
        for (key, forms) in std::mem::take(&mut changed.forms) {
            if !changed.buckets.contains(&key) {
                self.meet(&key, Some(&forms), &mut changed, &mut words);
            }
        }
        for key in std::mem::take(&mut changed.buckets) {
            self.meet(&key, None, &mut changed, &mut words);
        }
        for key in std::mem::take(&mut changed.titled) {
            let Some(bucket) = self.buckets.get(&key) else { continue };
            for word in bucket.sounds().filter_map(|sound| self.bare_heard.get(sound)).flatten() {
                words.insert(word.clone(), None);
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

    /// Finds who is who in a bucket, in which these forms are new or anything may have changed, and notes what that changes and
    /// which words may mean somebody else now.
    fn meet(
        &mut self,
        key: &str,
        news: Option<&[Form]>,
        changed: &mut Changed,
        words: &mut BTreeMap<String, Option<BTreeSet<Bare>>>,
    ) {
        let Some(bucket) = self.buckets.get_mut(key) else { return };
        let before = bucket.slots.clone();
        let places = bucket.join(news, &self.corrections);
        let (gone, come) = bucket.hear(news);
        let stayed = places.iter().enumerate().all(|(at, place)| *place == Some(at))
            && before.len() == bucket.slots.len();
        let unbuilt: Vec<usize> = (0..bucket.slots.len()).filter(|at| bucket.slots[*at].is_none()).collect();
        // What vanished is freed before anything new is named; a bucket of which nothing is left goes as a whole.
        let vanished = before.iter().zip(&places).filter(|(_, place)| place.is_none());
        changed.vanished.extend(vanished.filter_map(|(slot, _)| *slot));
        for cluster in unbuilt {
            changed.rebuild(&Target { bucket: key.to_owned(), cluster });
        }
        if bucket.atoms.is_empty() {
            changed.rebuilt.insert(key.to_owned(), Which::All);
        }
        let sounds: BTreeSet<&String> = gone.iter().chain(bucket.sounds()).collect();
        // Whoever is called by such a word may be somebody else now.
        let heard: BTreeSet<&String> =
            sounds.into_iter().filter_map(|sound| self.bare_heard.get(sound)).flatten().collect();
        let said = self.corrections.words_to(key);
        for word in heard.into_iter().chain(&said) {
            if !stayed {
                for atom in self.bares.get_mut(word).into_iter().flat_map(BTreeMap::values_mut) {
                    let Some(target) = atom.target.as_mut().filter(|target| target.bucket == key) else {
                        continue;
                    };
                    match places.get(target.cluster).copied().flatten() {
                        Some(place) => target.cluster = place,
                        None => (atom.target, atom.slot) = (None, None),
                    }
                }
            }
            words.insert(word.clone(), None);
        }
        for sound in gone {
            if let Some(keys) = self.heard.get_mut(&sound) {
                keys.remove(key);
            }
        }
        for sound in come {
            self.heard.entry(sound).or_default().insert(key.to_owned());
        }
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
        for (key, which) in &changed.rebuilt {
            if let Some(bucket) = self.buckets.get_mut(key) {
                let clusters = bucket.slots.iter_mut().enumerate();
                let wanted = |at: &usize| match which {
                    Which::All => true,
                    Which::Some(clusters) => clusters.contains(at),
                };
                let slots = clusters.filter(|(at, _)| wanted(at)).filter_map(|(_, slot)| slot.take());
                self.slugs.free_all(slots);
            }
        }
        for key in changed.rebuilt.keys() {
            self.publish_bucket(key);
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
        let slot = self.buckets.get(&target.bucket).and_then(|bucket| *bucket.slots.get(target.cluster)?);
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

    pub(super) fn candidates(&self, word: &str) -> Vec<(&String, &Bucket)> {
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

    /// Builds the clusters of a bucket that have no slot.
    fn publish_bucket(&mut self, key: &str) {
        let Some(bucket) = self.buckets.get(key) else { return };
        let words: BTreeSet<&String> =
            bucket.sounds().filter_map(|sound| self.bare_heard.get(sound)).flatten().collect();
        let words: BTreeSet<String> =
            words.into_iter().cloned().chain(self.corrections.words_to(key)).collect();
        let mut slots = bucket.slots.clone();
        slots.resize(bucket.clusters.len(), None);
        for cluster in
            (0..bucket.clusters.len()).filter(|at| bucket.slots.get(*at).is_none_or(Option::is_none))
        {
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
            slots[cluster] = Some(slot);
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
fn alone(atom: &mut Atom, slugs: &mut Slugs, of: &mut Whereabouts, corrections: &correct::Corrections) {
    atom.alone = true;
    for member in &atom.members {
        let slot = slugs.alloc(EntityKind::Person, &atom.only(member), corrections);
        of.insert(*member, slot);
        atom.slots.push(slot);
    }
}
