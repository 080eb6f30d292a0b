//! Entities of articles that any rule must treat alike, counted together.

use super::{Placed, bucket::Target};
use crate::{
    article::ArticleId,
    date::Date,
    entity::{Entity, EntityIndex, EntityKind, Gender},
    identify::{name::PersonName, titles::Before},
};
use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, BTreeSet, HashMap},
};

/// An entity of an article.
pub type Member = (ArticleId, EntityIndex);

/// A full name and what is known of the gender; in order, the fullest names come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The name.
    pub name: PersonName,
    /// From an honorific or the given name.
    pub gender: Option<Gender>,
}

impl Ord for Form {
    fn cmp(&self, other: &Form) -> Ordering {
        let full = |form: &Form| (Reverse(form.name.words.len()), Reverse(form.name.suffix.is_some()));
        full(self)
            .cmp(&full(other))
            .then_with(|| self.name.cmp(&other.name))
            .then_with(|| self.gender.cmp(&other.gender))
    }
}

impl PartialOrd for Form {
    fn partial_cmp(&self, other: &Form) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Form {
    /// The form of a person with a name of more than one word.
    pub fn of(entity: &Entity) -> Option<Form> {
        if entity.kind != EntityKind::Person {
            return None;
        }
        let name = PersonName::of(&entity.name);
        (!name.is_bare()).then_some(Form { name, gender: entity.gender })
    }
}

/// A surname alone (or a given name), as one article uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bare {
    /// From the honorific.
    pub gender: Option<Gender>,
    /// Whether an honorific or role stands with it.
    pub titled: bool,
    /// What sort of name the title goes before.
    pub before: Before,
    /// Its number: `iii`.
    pub suffix: Option<String>,
    /// Months since year 0, if the date is known.
    pub month: Option<i32>,
    /// Full names in the same article that it was kept apart from, the first [`MOST_BESIDE`] of them: where more share a word, it
    /// is nobody's in particular with any of them.
    pub beside: BTreeSet<PersonName>,
}

impl Bare {
    /// The word and the rest of what is known of a person with one name.
    pub fn of(entity: &Entity, beside: &Beside, month: Option<i32>) -> (String, Bare) {
        let name = PersonName::of(&entity.name);
        let word = name.family().to_owned();
        let titles = entity.honorific.iter().chain(&entity.roles);
        let before =
            titles.filter_map(|title| title.split(' ').next_back()).map(Before::of).max().unwrap_or_default();
        let beside = beside.with(&word);
        let titled = entity.honorific.is_some() || !entity.roles.is_empty();
        (word, Bare { gender: entity.gender, titled, before, suffix: name.suffix, month, beside })
    }
}

/// Most full names that a bare one is noted to stand beside.
const MOST_BESIDE: usize = 64;

/// The full names of an article, by each of their words.
#[derive(Default)]
pub struct Beside<'a>(HashMap<&'a str, BTreeSet<&'a PersonName>>);

impl<'a> Beside<'a> {
    /// Those of an article.
    pub fn of(forms: impl Iterator<Item = &'a Form>) -> Beside<'a> {
        let mut beside = Beside::default();
        for name in forms.map(|form| &form.name) {
            for word in &name.words {
                beside.0.entry(word).or_default().insert(name);
            }
        }
        beside
    }

    fn with(&self, word: &str) -> BTreeSet<PersonName> {
        let names = self.0.get(word).into_iter().flatten();
        names.take(MOST_BESIDE).copied().cloned().collect()
    }
}

/// Months since year 0.
pub fn month_of(date: Option<Date>) -> Option<i32> {
    date.map(|date| i32::from(date.day.year()) * 12 + i32::from(date.day.month()))
}

/// Entities counted together.
#[derive(Clone, Debug, Default)]
pub struct Atom {
    /// Which they are.
    pub members: BTreeSet<Member>,
    /// Surface forms and how often each is used.
    pub names: BTreeMap<String, u32>,
    /// Roles, with the dates of the articles that give them.
    pub roles: BTreeMap<String, BTreeMap<Option<Date>, u32>>,
    /// In which months they are named, and how often.
    pub months: BTreeMap<Option<i32>, u32>,
    /// How many have an honorific or role.
    pub titled: u32,
    /// The full-named person a bare atom belongs to.
    pub target: Option<Target>,
    /// Where what is known of them stands.
    pub slot: Option<usize>,
    /// Whether its members are one by one, each known alone.
    pub alone: bool,
    /// Slots to free with this atom.
    pub slots: Vec<usize>,
    /// Surface forms by member, for atoms that come apart again.
    pub by_member: BTreeMap<Member, BTreeMap<String, u32>>,
}

impl Atom {
    /// Counts one in.
    pub fn add(&mut self, member: Member, one: &Placed) {
        self.members.insert(member);
        for (name, count) in &one.names {
            *self.names.entry(name.clone()).or_default() += count;
        }
        for role in &one.entity.roles {
            *self.roles.entry(role.clone()).or_default().entry(one.date).or_default() += 1;
        }
        *self.months.entry(month_of(one.date)).or_default() += 1;
        self.titled += u32::from(titled(one));
        if let super::Place::Bare(..) = one.place {
            self.by_member.insert(member, one.names.clone());
        }
    }

    /// Counts one out again.
    pub fn remove(&mut self, member: Member, one: &Placed) {
        if !self.members.remove(&member) {
            return;
        }
        for (name, count) in &one.names {
            lower(&mut self.names, name, *count);
        }
        for role in &one.entity.roles {
            if let Some(dates) = self.roles.get_mut(role) {
                lower(dates, &one.date, 1);
                if dates.is_empty() {
                    self.roles.remove(role);
                }
            }
        }
        lower(&mut self.months, &month_of(one.date), 1);
        self.titled -= u32::from(titled(one));
        self.by_member.remove(&member);
    }

    /// Whether nothing is left in it.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Counts all of another in.
    pub fn take(&mut self, other: &Atom) {
        self.members.extend(&other.members);
        for (name, count) in &other.names {
            *self.names.entry(name.clone()).or_default() += count;
        }
        for (role, dates) in &other.roles {
            let own = self.roles.entry(role.clone()).or_default();
            for (date, count) in dates {
                *own.entry(*date).or_default() += count;
            }
        }
        for (month, count) in &other.months {
            *self.months.entry(*month).or_default() += count;
        }
        self.titled += other.titled;
    }

    /// One member of a bare atom as if it were all.
    pub fn only(&self, member: &Member) -> Atom {
        Atom {
            members: BTreeSet::from([*member]),
            names: self.by_member.get(member).cloned().unwrap_or_default(),
            ..Atom::default()
        }
    }
}

fn titled(one: &Placed) -> bool {
    one.entity.honorific.is_some() || !one.entity.roles.is_empty()
}

fn lower<K: Ord>(counts: &mut BTreeMap<K, u32>, key: &K, by: u32) {
    if let Some(count) = counts.get_mut(key) {
        *count = count.saturating_sub(by);
        if *count == 0 {
            counts.remove(key);
        }
    }
}
