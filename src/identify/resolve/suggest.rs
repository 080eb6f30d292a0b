//! Who is likely the same, but not for certain: questions for the reader.

use super::{Resolver, atom::Form};
use crate::{entity::EntityId, identify::name::Agreement};
use std::{collections::BTreeSet, sync::Arc};

/// Why two may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alike {
    /// A surname alone, and one person bears it, but no title or near date says it is meant.
    OneBearsTheName,
    /// A surname alone, and several bear it.
    SeveralBearTheName,
    /// The names agree with more than one person.
    FitsSeveral,
    /// The same words in another order.
    OtherOrder,
    /// One with `Jr.` or a number, one without.
    OnlyTheSuffixDiffers,
}

/// A question for the reader: are these two one?
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// One of them.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// Why they may be one.
    pub why: Alike,
}

impl Resolver {
    /// Likely the same, but not certain; sorted, each pair once.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let mut out = BTreeSet::new();
        let id = |slot: usize| self.slugs.at(slot).map(|known| known.id.clone());
        let mut suggest = |a: Option<EntityId>, b: Option<EntityId>, why: Alike| {
            if let (Some(a), Some(b)) = (a, b)
                && a != b
            {
                out.insert(Suggestion { a: a.clone().min(b.clone()), b: a.max(b), why });
            }
        };
        for (word, atoms) in &self.bares {
            let near = self.near(word);
            for (bare, atom) in atoms.iter().filter(|(_, atom)| atom.target.is_none()) {
                let found = near.targets(bare);
                let why = if found.len() == 1 { Alike::OneBearsTheName } else { Alike::SeveralBearTheName };
                for target in found {
                    let person = self.buckets.get(&target.bucket);
                    let person = person.and_then(|bucket| bucket.person(&target.person)?.slot);
                    for member in &atom.members {
                        suggest(person.and_then(id), self.id_of(member.0, member.1).cloned(), why);
                    }
                }
            }
        }
        for bucket in self.buckets.values() {
            let mut pairs = BTreeSet::new();
            for (first, person) in bucket.people() {
                let near = person.forms.iter().flat_map(|form| bucket.near(form));
                for other in near.filter_map(|form| bucket.person_of(form)).filter(|other| *other != first) {
                    pairs.insert((first.min(other), first.max(other)));
                }
            }
            for (one, other) in pairs {
                let (Some(one), Some(other)) = (bucket.person(one), bucket.person(other)) else { continue };
                let pairs = one.forms.iter().flat_map(|a| other.forms.iter().map(move |b| (a, b)));
                let said = |pair: &(&Arc<Form>, &Arc<Form>)| {
                    self.corrections.verdict(&pair.0.name, &pair.1.name) == Some(false)
                        || pair.0.gender.is_some()
                            && pair.1.gender.is_some()
                            && pair.0.gender != pair.1.gender
                };
                if pairs.clone().any(|pair| said(&pair)) {
                    continue;
                }
                let why = pairs.filter_map(|(a, b)| match a.name.agrees(&b.name) {
                    Agreement::Yes => Some(Alike::FitsSeveral),
                    Agreement::Perhaps => Some(Alike::OtherOrder),
                    Agreement::No if a.name.words == b.name.words => Some(Alike::OnlyTheSuffixDiffers),
                    Agreement::No => None,
                });
                if let Some(why) = why.min() {
                    suggest(one.slot.and_then(id), other.slot.and_then(id), why);
                }
            }
        }
        out.into_iter().collect()
    }
}
