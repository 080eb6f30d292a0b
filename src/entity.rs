//! People, places and organisations: who and what an article names, and where.

use crate::{article::ArticleId, date::Date, span::Span};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What sort of thing a name means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    #[default]
    Person,
    /// A company, ministry, party, court, newspaper, team.
    Organisation,
    /// A country, region, city, river.
    Place,
    /// Other proper names: nationalities, events, laws, works. Kept so that they are taken for nothing else.
    Other,
}

/// A signal of whom "he" or "she" may mean; never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// Mr, king, John.
    Male,
    /// Ms, queen, Mary.
    Female,
}

/// Somebody or something as one article shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Person, organisation, place or other.
    pub kind: EntityKind,
    /// The fullest form the article uses, without titles: `Ana Ortiz`.
    pub name: String,
    /// Titles and appositives as the article writes them, in order of first use: `US secretary of state`.
    pub roles: Vec<String>,
    /// The honorific or title before a bare surname where no full name is in the article: `Mr`.
    pub honorific: Option<String>,
    /// Known from an honorific or the given name.
    pub gender: Option<Gender>,
}

/// Position of an entity in [`Naming::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityIndex(pub u32);

/// Words of the text that name an entity, titles left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Who or what is meant.
    pub entity: EntityIndex,
}

/// All that one article names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// Each entity once, in order of first mention.
    pub entities: Vec<Entity>,
    /// Each mention, in the order of the text, none overlapping.
    pub mentions: Vec<Mention>,
}

impl Naming {
    /// The entity behind an index of this naming.
    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index.0 as usize]
    }
}

/// Names an entity across a library and in addresses: `ana-ortiz`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub String);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What somebody was called, as a dated fact: roles change, and two people may hold one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Role {
    /// As written: `Secretary of State`.
    pub title: String,
    /// The first article's date that says so.
    pub date: Option<Date>,
}

/// Somebody or something as a whole library shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its name in addresses.
    pub id: EntityId,
    /// Person, organisation, place or other.
    pub kind: EntityKind,
    /// The name to show.
    pub name: String,
    /// Each surface form and how often it is used.
    pub names: BTreeMap<String, u32>,
    /// Roles over time.
    pub roles: Vec<Role>,
    /// Which entity of which article is meant.
    pub members: BTreeSet<(ArticleId, EntityIndex)>,
}
