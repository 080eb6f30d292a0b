//! Who is likely the same, but not for certain: questions for the reader.

use super::{Resolver, people};
use crate::{entity::EntityId, identify::name::Agreement};
use std::collections::BTreeSet;

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
            let near = people::Near::of(&self.candidates(word), word, &self.corrections);
            for (bare, atom) in atoms.iter().filter(|(_, atom)| atom.target.is_none()) {
                let found = near.targets(bare, people::Strictness::Likely);
                let why = if found.len() == 1 { Alike::OneBearsTheName } else { Alike::SeveralBearTheName };
                for target in found {
                    let person = self
                        .buckets
                        .get(&target.bucket)
                        .and_then(|bucket| *bucket.slots.get(target.cluster)?);
                    for member in &atom.members {
                        suggest(person.and_then(id), self.id_of(member.0, member.1).cloned(), why);
                    }
                }
            }
        }
        for bucket in self.buckets.values() {
            for (at, cluster) in bucket.clusters.iter().enumerate() {
                for (further, other) in bucket.clusters.iter().enumerate().skip(at + 1) {
                    let pairs = cluster.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
                    let said = |pair: &(&super::Form, &super::Form)| {
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
                        let slot = |at: usize| bucket.slots.get(at).copied().flatten().and_then(id);
                        suggest(slot(at), slot(further), why);
                    }
                }
            }
        }
        out.into_iter().collect()
    }
}
