//! What is known, under ids that can stand in an address.

use super::{
    Placed,
    atom::{Atom, Member},
    correct::Corrections,
};
use crate::{
    entity::{EntityId, EntityIndex, EntityKind, Known, Role},
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
        let mut known = Known {
            id: EntityId(String::new()),
            kind,
            name: shown(kind, &atom.names, corrections),
            names: atom.names.clone(),
            roles,
            members: atom.members.clone(),
        };
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() - 1
        });
        self.claim(slot, &mut known);
        self.slots[slot] = Some(known);
        slot
    }

    /// Frees slots and their ids.
    pub fn free_all(&mut self, slots: impl IntoIterator<Item = usize>) {
        for slot in slots {
            let Some(known) = self.slots.get_mut(slot).and_then(Option::take) else { continue };
            self.release(slot, known.kind, &known.name, known.members.first().copied());
            self.free.push(slot);
        }
    }

    /// Counts one more member into a slot.
    pub fn grow(&mut self, slot: usize, member: Member, one: &Placed, corrections: &Corrections) {
        let Some(mut known) = self.slots.get_mut(slot).and_then(Option::take) else { return };
        let first = known.members.first().copied();
        if known.members.insert(member) {
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
            self.release(slot, known.kind, &known.name, first);
            known.name = name;
            self.claim(slot, &mut known);
        }
        self.slots[slot] = Some(known);
    }

    /// Gives a slot its id: the plain slug to the first claim in order, to the others with their first member behind it,
    /// which is nobody else's and stays when others come and go.
    fn claim(&mut self, slot: usize, known: &mut Known) {
        let slug = slug(&known.name);
        let Some(member) = known.members.first().copied() else { return };
        let claims = self.claims.entry(slug.clone()).or_default();
        let first = claims.first().cloned();
        claims.insert((known.kind, known.name.clone(), member, slot));
        let leads = claims.first().is_some_and(|claim| claim.3 == slot);
        known.id = if leads { EntityId(slug.clone()) } else { numbered(&slug, member) };
        if let Some((_, _, member, other)) = first.filter(|_| leads) {
            self.give(other, numbered(&slug, member));
        }
        self.ids.insert(known.id.clone(), slot);
    }

    /// Takes back the claim of a slot that was named so, and whose first member was this one.
    fn release(&mut self, slot: usize, kind: EntityKind, name: &str, member: Option<Member>) {
        let slug = slug(name);
        let (Some(claims), Some(member)) = (self.claims.get_mut(&slug), member) else {
            return;
        };
        let led = claims.first().is_some_and(|claim| claim.3 == slot);
        claims.remove(&(kind, name.to_owned(), member, slot));
        let heir = claims.first().map(|(_, _, member, other)| (*other, *member));
        if claims.is_empty() {
            self.claims.remove(&slug);
        }
        if !led {
            self.ids.remove(&numbered(&slug, member));
        } else if let Some((other, member)) = heir {
            self.ids.remove(&numbered(&slug, member));
            self.give(other, EntityId(slug));
        } else {
            self.ids.remove(&EntityId(slug));
        }
    }

    fn give(&mut self, slot: usize, id: EntityId) {
        if let Some(known) = self.slots[slot].as_mut() {
            known.id = id.clone();
        }
        self.ids.insert(id, slot);
    }
}

fn numbered(slug: &str, (article, EntityIndex(index)): Member) -> EntityId {
    EntityId(format!("{slug}.{article}.{index}"))
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
