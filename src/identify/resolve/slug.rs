//! What is known, under ids that can stand in an address.

use super::{
    Placed,
    atom::{Atom, Member},
    correct::Corrections,
};
use crate::{
    entity::{EntityId, EntityKind, Known, Role},
    identify::{fold::plain, name::PersonName},
    order,
};
use std::collections::{BTreeMap, BTreeSet};

/// Who wants an id: by kind, name and first member, which no two share.
type Claim = (EntityKind, String, Member, usize);

/// All that is known, in slots, and the ids that lead to it.
#[derive(Clone, Debug, Default)]
pub struct Slugs {
    slots: Vec<Option<Known>>,
    free: Vec<usize>,
    claims: BTreeMap<String, BTreeSet<Claim>>,
    ids: BTreeMap<EntityId, usize>,
    /// Slugs whose claims changed since ids were last given.
    stale: BTreeSet<String>,
}

impl Slugs {
    /// All that is known, by id.
    pub fn known(&self) -> impl Iterator<Item = &Known> {
        self.ids.values().filter_map(|slot| self.at(*slot))
    }

    /// What is known under an id.
    pub fn get(&self, id: &EntityId) -> Option<&Known> {
        self.at(*self.ids.get(id)?)
    }

    /// The slot of an id.
    pub fn slot(&self, id: &EntityId) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// What stands in a slot.
    pub fn at(&self, slot: usize) -> Option<&Known> {
        self.slots.get(slot)?.as_ref()
    }

    /// Takes a slot for what an atom counts.
    pub fn alloc(&mut self, kind: EntityKind, atom: &Atom, corrections: &Corrections) -> usize {
        let roles = atom.roles.iter().map(|(title, dates)| Role {
            title: title.clone(),
            date: dates.keys().flatten().next().copied(),
        });
        let mut roles: Vec<Role> = roles.collect();
        sort_roles(&mut roles);
        let known = Known {
            id: EntityId(String::new()),
            kind,
            name: shown(kind, &atom.names, corrections),
            names: atom.names.clone(),
            roles,
            members: atom.members.iter().copied().collect(),
        };
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() - 1
        });
        self.claim(slot, &known);
        self.slots[slot] = Some(known);
        slot
    }

    /// Frees slots and their ids.
    pub fn free_all(&mut self, slots: impl IntoIterator<Item = usize>) {
        for slot in slots {
            let Some(known) = self.slots.get_mut(slot).and_then(Option::take) else { continue };
            self.release(slot, &known);
            self.free.push(slot);
        }
    }

    /// Counts one more member into a slot.
    pub fn grow(&mut self, slot: usize, member: Member, one: &Placed, corrections: &Corrections) {
        let Some(mut known) = self.slots.get_mut(slot).and_then(Option::take) else { return };
        let first = known.members.first().copied();
        if let Err(at) = known.members.binary_search(&member) {
            known.members.insert(at, member);
            for (name, count) in &one.names {
                *known.names.entry(name.clone()).or_default() += count;
            }
            let mut news = false;
            for title in &one.entity.roles {
                match known.roles.iter_mut().find(|role| role.title == *title) {
                    Some(role) => {
                        let date = [role.date, one.date].into_iter().flatten().min();
                        news |= date != role.date;
                        role.date = date;
                    }
                    None => {
                        known.roles.push(Role { title: title.clone(), date: one.date });
                        news = true;
                    }
                }
            }
            if news {
                sort_roles(&mut known.roles);
            }
        }
        // Counts only rise here, so the name to show is the one shown or one that rose.
        let rose = known.names.get_key_value(&known.name).into_iter();
        let rose = rose.chain(one.names.keys().filter_map(|name| known.names.get_key_value(name)));
        let name = if corrections.rename_nothing() && known.names.contains_key(&known.name) {
            if one.names.keys().all(|name| *name == known.name) {
                known.name.clone()
            } else {
                best(known.kind, rose)
            }
        } else {
            shown(known.kind, &known.names, corrections)
        };
        if name != known.name || known.members.first().copied() != first {
            let before = Known { members: first.into_iter().collect(), ..known.clone() };
            self.release(slot, &before);
            known.name = name;
            self.claim(slot, &known);
        }
        self.slots[slot] = Some(known);
    }

    /// Gives ids where claims changed: the first claim in order has the plain slug, the others a number after a dot.
    pub fn name_all(&mut self) {
        for slug in std::mem::take(&mut self.stale) {
            let Some(claims) = self.claims.get(&slug) else { continue };
            if claims.is_empty() {
                self.claims.remove(&slug);
                continue;
            }
            for (number, (_, _, _, slot)) in claims.iter().enumerate() {
                let id = EntityId(if number == 0 { slug.clone() } else { format!("{slug}.{}", number + 1) });
                if let Some(known) = self.slots[*slot].as_mut() {
                    known.id = id.clone();
                }
                self.ids.insert(id, *slot);
            }
        }
    }

    fn claim(&mut self, slot: usize, known: &Known) {
        let slug = slug(&known.name);
        self.unname(&slug);
        if let Some(first) = known.members.first() {
            self.claims.entry(slug.clone()).or_default().insert((
                known.kind,
                known.name.clone(),
                *first,
                slot,
            ));
        }
    }

    fn release(&mut self, slot: usize, known: &Known) {
        let slug = slug(&known.name);
        self.unname(&slug);
        if let (Some(claims), Some(first)) = (self.claims.get_mut(&slug), known.members.first()) {
            claims.remove(&(known.kind, known.name.clone(), *first, slot));
        }
    }

    /// Takes the ids of a slug away until they are given anew.
    fn unname(&mut self, slug: &str) {
        if self.stale.insert(slug.to_owned()) {
            let count = self.claims.get(slug).map_or(0, BTreeSet::len);
            self.ids.remove(&EntityId(slug.to_owned()));
            for number in 2..=count {
                self.ids.remove(&EntityId(format!("{slug}.{number}")));
            }
        }
    }
}

/// Roles from the earliest on, undated ones last.
fn sort_roles(roles: &mut [Role]) {
    order::by(roles, |a, b| (a.date.is_none(), a.date, &a.title).cmp(&(b.date.is_none(), b.date, &b.title)));
}

/// The name to show: the commonest of the full ones; of equally common ones the longest.
fn shown(kind: EntityKind, names: &BTreeMap<String, u32>, corrections: &Corrections) -> String {
    if let Some(name) = names.keys().find_map(|name| corrections.renamed(kind, name)) {
        return name;
    }
    best(kind, names.iter())
}

fn best<'a>(kind: EntityKind, names: impl Iterator<Item = (&'a String, &'a u32)>) -> String {
    let full = |name: &str| match kind {
        EntityKind::Person => PersonName::of(name).words.len().min(2),
        EntityKind::Organisation => name.split(' ').count().min(2),
        _ => 1,
    };
    let shouts = |name: &str| name.len() > 5 && !name.chars().any(char::is_lowercase);
    let key = |name: &'a String, count: u32| {
        (full(name), !shouts(name), count, name.len(), std::cmp::Reverse(name))
    };
    names.map(|(name, count)| key(name, *count)).max().map(|key| key.4.0.clone()).unwrap_or_default()
}

/// Letters and digits in lower case, hyphens between: `Ana Ortiz` → `ana-ortiz`.
fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in plain(name).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() { "unnamed".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_plain_words() {
        for (name, expect) in
            [("Ann O’Hara", "ann-ohara"), ("J. T. Öde Jr.", "j-t-ode-jr"), ("北京", "北京"), ("—", "unnamed")]
        {
            assert_eq!(slug(name), expect);
        }
    }
}
