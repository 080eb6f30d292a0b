//! The people of an article found by the sound of their names, so that a name is held against those it may agree with only.

use super::{
    fold::{skeleton, sound},
    lists,
    name::PersonName,
};
use crate::order;
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Most people looked at under one key: a text in which more share a name is a list of names, and to hold each against all others
/// would take time in the square of their number. What more have in common with a full name tells nothing of any of them; a word
/// alone is held against those noted last.
const MOST: usize = 64;

/// People by number, under every key that a name they may answer to asks for.
#[derive(Default)]
pub struct Known {
    people: HashMap<u64, Vec<usize>>,
}

/// What names have in common that may be one person's, one of these at least; see [`PersonName::agrees`] and
/// [`family_agrees`](super::name::family_agrees).
#[derive(Hash)]
enum Key<'a> {
    /// All words in a row.
    Joined(&'a str),
    /// The words of a name of two.
    Pair(&'a str, &'a str),
    /// A family name's sound.
    Family(&'a str),
    /// A family name's consonants, three or more.
    FamilyBones(&'a str),
    /// A word's sound.
    Word(&'a str),
    /// A given name's consonants, two or more.
    Bones(&'a str),
    /// A given name that is but an initial.
    Initial(char),
    /// How a given name begins.
    Begins(char),
    /// The key of a family name, and that of a word before it.
    Before(u64, u64),
}

impl Key<'_> {
    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        Hash::hash(self, &mut hasher);
        hasher.finish()
    }
}

impl Known {
    /// Notes a name of a person.
    pub fn add(&mut self, person: usize, name: &PersonName) {
        for key in noted_keys(name) {
            let people = self.people.entry(key).or_default();
            if people.last() != Some(&person) {
                people.push(person);
            }
        }
    }

    /// Everyone one of whose names may agree with a name of several words, in ascending order.
    pub fn with_name(&self, name: &PersonName) -> Vec<usize> {
        self.under(asked_keys(name), |people| if people.len() > MOST { &[] } else { people })
    }

    /// Everyone whose family name may be a word, in ascending order.
    pub fn with_family(&self, word: &str) -> Vec<usize> {
        self.under(families(word), last)
    }

    /// Everyone for one of whose names a single word may stand, in ascending order.
    pub fn with_word(&self, word: &str) -> Vec<usize> {
        self.under([families(word), given_keys(word)].concat(), last)
    }

    fn under(&self, keys: Vec<u64>, some: fn(&[usize]) -> &[usize]) -> Vec<usize> {
        let people = keys.iter().filter_map(|key| self.people.get(key));
        let mut found: Vec<usize> = people.flat_map(|people| some(people)).copied().collect();
        order::by(&mut found, Ord::cmp);
        found.dedup();
        found
    }
}

fn last(people: &[usize]) -> &[usize] {
    &people[people.len().saturating_sub(MOST)..]
}

/// The keys that a name is noted under; one of them is among the [`asked_keys`] of every name that may agree with it.
pub fn noted_keys(name: &PersonName) -> Vec<u64> {
    let families = families(name.family());
    let mut keys = vec![Key::Joined(&name.joined()).hash()];
    if let [given, family] = &name.words[..] {
        keys.push(Key::Pair(given, family).hash());
    }
    keys.extend(name.words.iter().map(|word| Key::Word(&sound(word)).hash()));
    if let Some(given) = name.given() {
        let mut told = vec![Key::Bones(&skeleton(given)).hash()];
        told.extend(given.chars().next().filter(|_| given.len() == 1).map(|c| Key::Initial(c).hash()));
        keys.extend(&told);
        told.extend(given.chars().next().map(|c| Key::Begins(c).hash()));
        let words = [given].into_iter().chain(name.middle().iter().map(String::as_str));
        told.extend(words.map(|word| Key::Word(&sound(word)).hash()));
        keys.extend(both(&families, &told));
    }
    keys.extend(families);
    keys
}

/// The keys that a name of several words asks for.
pub fn asked_keys(name: &PersonName) -> Vec<u64> {
    let mut keys = vec![Key::Joined(&name.joined()).hash()];
    if let [family, given] = &name.words[..] {
        keys.push(Key::Pair(given, family).hash());
    }
    if let Some(given) = name.given() {
        let mut asked = given_keys(given);
        asked.extend(given.chars().next().filter(|_| given.len() == 1).map(|c| Key::Begins(c).hash()));
        asked.extend(name.middle().iter().map(|word| Key::Word(&sound(word)).hash()));
        keys.extend(both(&families(name.family()), &asked));
    }
    keys
}

fn both(families: &[u64], told: &[u64]) -> Vec<u64> {
    families.iter().flat_map(|family| told.iter().map(|told| Key::Before(*family, *told).hash())).collect()
}

/// The keys of a family name; names that agree in it share one.
fn families(name: &str) -> Vec<u64> {
    let mut keys = vec![Key::Family(&sound(name)).hash()];
    if name.contains('-') {
        keys.push(Key::Family(&sound(&name.replace('-', ""))).hash());
    }
    let bones = skeleton(name);
    if bones.len() >= 3 {
        keys.push(Key::FamilyBones(&bones).hash());
    }
    keys
}

/// The keys that a given name asks for; those that agree with it have one.
fn given_keys(given: &str) -> Vec<u64> {
    let heard = sound(given);
    let mut keys = vec![Key::Word(&heard).hash(), Key::Bones(&skeleton(given)).hash()];
    keys.extend(given.chars().next().map(|c| Key::Initial(c).hash()));
    keys.extend(lists::short_forms(given).iter().map(|form| Key::Word(&sound(form)).hash()));
    keys.extend(lists::short_forms(&heard).iter().map(|form| Key::Word(form).hash()));
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identify::name::{Agreement, family_agrees, given_agrees};
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = String> {
        let listed = ["mike", "michael", "mikhail", "sergei", "sergey", "bill", "william", "m", "s", "ana"];
        let family = ["kozlovsky", "kozlovskiy", "ode-marsh", "odemarsh", "hale", "hail", "li", "k-hale"];
        prop_oneof![
            proptest::sample::select([&listed[..], &family].concat()).prop_map(str::to_owned),
            "[a-z'-]{1,6}"
        ]
    }

    proptest! {
        #[test]
        fn names_that_agree_are_found(a in proptest::collection::vec(word(), 1..4), b in proptest::collection::vec(word(), 2..4)) {
            let (a, b) = (PersonName { words: a, suffix: None }, PersonName { words: b, suffix: None });
            let mut known = Known::default();
            known.add(7, &b);
            if !a.is_bare() && a.agrees(&b) >= Agreement::Perhaps {
                prop_assert_eq!(known.with_name(&a), [7]);
            }
            let word = a.family();
            let found = known.with_word(word) == [7];
            let given = word.len() > 2 && b.given().is_some_and(|given| given_agrees(given, word) == Agreement::Yes);
            let part = b.words.iter().any(|part| sound(part) == sound(word));
            if given || part || family_agrees(b.family(), word) == Agreement::Yes {
                prop_assert!(found, "{} for {:?}", word, b);
            }
        }
    }
}
