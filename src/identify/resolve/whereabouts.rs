//! In which slot each entity of an article is, and of which articles that has changed.

use super::atom::Member;
use crate::article::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// Slots by member.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts {
    slots: BTreeMap<Member, usize>,
    moved: BTreeSet<ArticleId>,
}

impl Whereabouts {
    /// The slot of a member.
    pub fn get(&self, member: &Member) -> Option<&usize> {
        self.slots.get(member)
    }

    /// Puts a member into a slot.
    pub fn insert(&mut self, member: Member, slot: usize) {
        if self.slots.insert(member, slot) != Some(slot) {
            self.moved.insert(member.0);
        }
    }

    /// Forgets a member.
    pub fn remove(&mut self, member: &Member) {
        self.slots.remove(member);
    }

    /// The articles of which a member moved since this was last asked.
    pub fn take_moved(&mut self) -> BTreeSet<ArticleId> {
        std::mem::take(&mut self.moved)
    }
}
