//! Joins the names of one article: full names with each other, then what is short for them.

use super::{
    fold::{plain, sound},
    known::Known,
    lists,
    name::{Agreement, PersonName, family_agrees, given_agrees},
    titles::{Before, Title, title_of},
};
use crate::{
    article::Article,
    entity::{Entity, EntityIndex, EntityKind, Gender, Mention, Naming},
    order,
    span::Span,
    token::{Gap, Token},
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

/// Most names of one person in a text: no one goes by more, and each further name is held against all of them.
const MOST_NAMES: usize = 16;

/// Tokens that name somebody or something, titles left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which tokens of the article.
    pub tokens: Range<usize>,
    /// What sort of thing they name.
    pub kind: EntityKind,
}

/// A person's name where it stands.
struct Seen {
    spot: usize,

    name: PersonName,
    title: Title,
    /// Whether nothing else stands on its line.
    alone: bool,
}

/// A person while names are being joined.
#[derive(Default)]
struct Person {
    names: Vec<PersonName>,
    first: usize,
    gender: Option<Gender>,
    before: Before,
    roles: usize,
}

impl Person {
    fn fits(&self, gender: Option<Gender>) -> bool {
        // "Mr Reed" outweighs what an unfamiliar given name seems to tell.
        let told = |name: &PersonName| name.gender().filter(|_| name.given().is_some_and(lists::familiar));
        let own = self.gender.or_else(|| self.names.iter().find_map(told));
        own.is_none() || gender.is_none() || own == gender
    }
}

/// The entities behind the spots of an article, which stand in the order of the text.
pub fn link(article: &Article, tokens: &[Token], spots: &[Spot]) -> Naming {
    let text = article.text.as_str();
    let span =
        |spot: &Spot| Span { start: tokens[spot.tokens.start].start, end: tokens[spot.tokens.end - 1].end() };
    let mut group = vec![usize::MAX; spots.len()];
    let mut seen = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        if spot.kind == EntityKind::Person {
            let floor = if at > 0 { spots[at - 1].tokens.end } else { 0 };
            let floor = if at > 0 && spots[at - 1].kind != EntityKind::Person { 0 } else { floor };
            seen.push(Seen {
                spot: at,

                name: PersonName::of(span(spot).of(text)),
                title: title_of(tokens, floor, spot.tokens.clone()),
                alone: tokens[spot.tokens.start].gap == Gap::Line
                    && tokens.get(spot.tokens.end).is_none_or(|next| next.gap == Gap::Line),
            });
        }
    }
    let mut count = persons(&seen, &mut group);
    others(text, spots, &span, &mut group, &mut count);
    build(text, spots, &span, &group, &seen)
}

/// Gives each person's name its group; returns how many groups there are.
fn persons(seen: &[Seen], group: &mut [usize]) -> usize {
    let mut people: Vec<Person> = Vec::new();
    let mut known = Known::default();
    let mut of = vec![usize::MAX; seen.len()];
    // Full names, the longest first, so that a short form meets all it may be short for.
    let mut full: Vec<usize> = (0..seen.len()).filter(|at| !seen[*at].name.is_bare()).collect();
    order::by_key(&mut full, |at| {
        (std::cmp::Reverse(seen[*at].name.words.len()), seen[*at].name.suffix.is_none(), *at)
    });
    for &at in &full {
        let one = &seen[at];
        let near = known.with_name(&one.name);
        let mut fitting = near.iter().copied().filter(|person| {
            let Person { names, .. } = &people[*person];
            names.contains(&one.name)
                || names.len() < MOST_NAMES
                    && people[*person].fits(one.title.gender)
                    && names.iter().all(|name| name.agrees(&one.name) >= Agreement::Perhaps)
        });
        let found = match (fitting.next(), fitting.next()) {
            (Some(only), None) => only,
            (Some(first), Some(_)) => {
                // Several fit: the one with this very name, else nobody.
                let same = |person: &usize| *person >= first && people[*person].names.contains(&one.name);
                near.iter().copied().find(same).unwrap_or(people.len())
            }
            (None, _) => people.len(),
        };
        if found == people.len() {
            people.push(Person { first: at, ..Person::default() });
        }
        of[at] = found;
        admit(&mut people, &mut known, found, at, one);
    }
    let mut last_seen: HashMap<&PersonName, usize> = HashMap::new();
    for (at, one) in seen.iter().enumerate() {
        last_seen.insert(&one.name, at);
    }
    // Where each person was named last, as far as the text has been gone through.
    let mut latest: Vec<Option<usize>> = vec![None; people.len()];
    // Names of one word, in the order of the text: the nearest earlier person they may be short for, else the only later one.
    for at in 0..seen.len() {
        let one = &seen[at];
        if one.name.words.is_empty() {
            continue;
        }
        if of[at] != usize::MAX {
            latest[of[at]] = Some(at);
            continue;
        }
        let word = one.name.family();
        let before = one.title.before;
        let by_family = |person: &Person| {
            person.names.iter().any(|name| match (name.is_bare(), before) {
                // "Sir" and "King" go before given names, so the word is no surname.
                (true, Before::Given | Before::OnlyName) => name.family() == word,
                (true, _) => name.family() == word && person.before != Before::OnlyName,
                (false, Before::Given) => false,
                // "Prince Omar" of "Prince Omar Hale": kings and popes have no surname.
                (false, Before::OnlyName) => person.before == Before::OnlyName && name.words[0] == word,
                (false, _) => family_agrees(name.family(), word) == Agreement::Yes,
            })
        };
        let by_any = |person: &Person| {
            person.names.iter().any(|name| match before {
                Before::OnlyName => false,
                Before::Given => name.words[0] == word,
                Before::Surname => name.words[0] == word && name.surname_first(),
                Before::AnyName => {
                    name.words.iter().any(|part| part == word || sound(part) == sound(word))
                        || name.given().is_some_and(|given| {
                            word.len() > 2 && given_agrees(given, word) == Agreement::Yes
                        })
                }
            })
        };
        let nearest = |near: Vec<usize>, names: &dyn Fn(&Person) -> bool| {
            nearest(near, &latest, &|person| people[person].fits(one.title.gender) && names(&people[person]))
        };
        let families =
            if before == Before::OnlyName { known.with_word(word) } else { known.with_family(word) };
        let found = nearest(families, &by_family).or_else(|| nearest(known.with_word(word), &by_any));
        // A surname that comes before the full name needs more to go by: a role, a headline, or the surname again.
        let forward = |person: &usize| {
            let person = &people[*person];
            person.first > at
                && person.roles == 0
                && one.title == Title::default()
                && one.alone
                && last_seen[&one.name] <= person.first
        };
        let found = found.filter(|person| !forward(person));
        let found = found.unwrap_or_else(|| {
            people.push(Person { first: at, ..Person::default() });
            people.len() - 1
        });
        of[at] = found;
        latest.resize(people.len(), None);
        latest[found] = Some(at);
        admit(&mut people, &mut known, found, at, one);
    }
    for (at, one) in seen.iter().enumerate() {
        if of[at] == usize::MAX {
            of[at] = people.len();
            people.push(Person::default());
        }
        group[one.spot] = of[at];
    }
    people.len()
}

fn admit(people: &mut [Person], known: &mut Known, found: usize, at: usize, one: &Seen) {
    let person = &mut people[found];
    person.first = person.first.min(at);
    if !person.names.contains(&one.name) {
        person.names.push(one.name.clone());
        known.add(found, &one.name);
    }
    person.gender = person.gender.or(one.title.gender);
    person.before = person.before.max(one.title.before);
    person.roles += one.title.roles.len() + usize::from(one.title.honorific.is_some());
}

/// The one named latest of those that fit; if none was named yet, the only one that fits.
fn nearest(mut near: Vec<usize>, latest: &[Option<usize>], fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    order::by_key(&mut near, |person| std::cmp::Reverse(latest[*person]));
    let named = near.partition_point(|person| latest[*person].is_some());
    let (named, unnamed) = near.split_at(named);
    let fit = |people: &[usize]| people.iter().copied().find(|person| fits(*person));
    fit(named).or_else(|| {
        let found = fit(unnamed)?;
        let others = unnamed.iter().filter(|person| **person != found);
        (!others.into_iter().any(|person| fits(*person))).then_some(found)
    })
}

/// Gives each place, organisation and other name its group.
fn others(text: &str, spots: &[Spot], span: &impl Fn(&Spot) -> Span, group: &mut [usize], count: &mut usize) {
    let mut keys: BTreeMap<(EntityKind, String), usize> = BTreeMap::new();
    let mut acronyms: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..spots.len() {
        let spot = &spots[at];
        if spot.kind == EntityKind::Person {
            continue;
        }
        let words = span(spot).of(text);
        let key = key_of(spot.kind, words);
        let found = match keys.get(&(spot.kind, key.clone())) {
            Some(found) => *found,
            None => {
                let found =
                    if spot.kind == EntityKind::Organisation { acronyms.get(&key).copied() } else { None };
                found.unwrap_or_else(|| {
                    *count += 1;
                    *count - 1
                })
            }
        };
        keys.insert((spot.kind, key), found);
        if spot.kind == EntityKind::Organisation
            && let Some(short) = acronym_of(words)
        {
            acronyms.entry(short).or_insert(found);
        }
        group[at] = found;
    }
}

/// Under what an entity that is no person meets its like: folded, usual name for a known alias, without "the" or the
/// country before a ministry.
pub fn key_of(kind: EntityKind, words: &str) -> String {
    let mut folded: String =
        words.split_whitespace().map(plain).collect::<Vec<_>>().join(" ").trim_end_matches("'s").to_owned();
    for lead in ["the ", "us ", "uk ", "american ", "british "] {
        if let Some(rest) = folded.strip_prefix(lead)
            && (lead == "the " || kind == EntityKind::Organisation && rest.contains(' '))
        {
            folded = rest.to_owned();
        }
    }
    lists::alias(&folded).to_owned()
}

/// The initials of an organisation's words, folded: `International Harbour Board` → `ihb`.
pub fn acronym_of(words: &str) -> Option<String> {
    let initials: String = words
        .split([' ', '-'])
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| word.chars().next())
        .collect();
    (initials.chars().count() >= 3).then(|| plain(&initials).into_owned())
}

/// Entities in order of first mention, from groups.
fn build(
    text: &str,
    spots: &[Spot],
    span: &impl Fn(&Spot) -> Span,
    group: &[usize],
    seen: &[Seen],
) -> Naming {
    let mut naming = Naming::default();
    let mut index: BTreeMap<usize, u32> = BTreeMap::new();
    let mut by_spot = seen.iter().peekable();
    for (at, spot) in spots.iter().enumerate() {
        let words = span(spot).of(text);
        let next = naming.entities.len() as u32;
        let found = *index.entry(group[at]).or_insert(next);
        if found == next {
            naming.entities.push(Entity {
                kind: spot.kind,
                name: String::new(),
                roles: Vec::new(),
                honorific: None,
                gender: None,
            });
        }
        let entity = &mut naming.entities[found as usize];
        if fuller(words, &entity.name, spot.kind) {
            entity.name = shown(words);
        }
        if let Some(one) = by_spot.next_if(|one| one.spot == at) {
            note_title(entity, text, one);
        }
        naming.mentions.push(Mention { span: span(spot), entity: EntityIndex(found) });
    }
    for entity in &mut naming.entities {
        let name = PersonName::of(&entity.name);
        if entity.kind == EntityKind::Person && !name.is_bare() {
            entity.honorific = None;
            entity.gender = entity.gender.or(name.gender());
        }
    }
    naming
}

/// A name as it is shown: blanks single, and no comma or bracket that a caption or editor put between its words.
pub fn shown(words: &str) -> String {
    let parts = words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']'));
    let mut out = String::with_capacity(words.len());
    for part in parts.filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            // "Jr." keeps its comma out, as most styles do.
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Whether `words` tell more than `name`: more words, then more letters; capitals throughout tell less.
fn fuller(words: &str, name: &str, kind: EntityKind) -> bool {
    let shouted = |text: &str| text.len() > 5 && !text.chars().any(char::is_lowercase);
    let size = |text: &str| match kind {
        EntityKind::Person => PersonName::of(text).words.len(),
        _ => text.split_whitespace().count(),
    };
    let measure = |text: &str| (!text.is_empty(), !shouted(text), size(text), text.len());
    measure(words) > measure(name)
}

fn note_title(entity: &mut Entity, text: &str, one: &Seen) {
    entity.gender = entity.gender.or(one.title.gender);
    for role in &one.title.roles {
        let role = role.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !entity.roles.contains(&role) {
            entity.roles.push(role);
        }
    }
    if entity.honorific.is_none() && one.name.is_bare() {
        let title = one.title.honorific.or_else(|| one.title.roles.first().copied());
        entity.honorific = title.map(|title| title.of(text).to_owned());
    }
}
