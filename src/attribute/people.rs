//! Whom a phrase means: one person behind several names, a pronoun, a role.
//!
//! A pronoun is taken for the last fitting person, where subjects, speakers and people named often fit better; never for a
//! name inside a quote, since those are no candidates.

use super::{
    candidates::{Candidates, NOBODY, Sort},
    classes::*,
    cues::Cues,
    words::{Word, Words},
};
use crate::{
    entity::{EntityIndex, EntityKind, Gender, Naming},
    pulse,
};
use std::collections::BTreeMap;

/// How a phrase was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It names the person.
    Name,
    /// A pronoun.
    Pronoun,
    /// A role the article gives to that person.
    Role,
    /// Nobody the article names.
    None,
}

/// Somebody or something the article names outside its quotes.
#[derive(Clone, Debug)]
pub struct Referent {
    /// The entity, where `identify` knows one.
    pub entity: Option<EntityIndex>,
    /// The candidate with the fullest name.
    pub fullest: u32,
    /// What the entity is.
    pub kind: Option<EntityKind>,
    gender: Option<Gender>,
    /// Whether it may be a human being: no acronym, nothing known to be something else.
    human: bool,
    /// How often it is named.
    pub count: u32,
    /// Hashes of nouns and adjectives that describe it.
    roles: Vec<u64>,
    last: Option<Seen>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    sentence: u32,
    paragraph: usize,
    subject: bool,
    speaks: bool,
    first: bool,
    owner: bool,
}

/// Whom each candidate means.
#[derive(Debug, Default)]
pub struct People {
    /// All that is named.
    pub all: Vec<Referent>,
    /// For each candidate the position in `all`, or [`NOBODY`].
    pub of: Vec<u32>,
    /// For each candidate how that was found.
    pub link: Vec<Link>,
}

/// How many of the referents named last a pronoun may mean: bounds the search.
const RECENT: usize = 14;

/// Links the candidates of an article.
pub fn people(words: &Words, candidates: &Candidates, cues: &Cues, naming: &Naming) -> People {
    let mut people = People {
        all: Vec::new(),
        of: vec![NOBODY; candidates.all.len()],
        link: vec![Link::None; candidates.all.len()],
    };
    let all = &words.all;
    names(all, candidates, naming, &mut people);
    let mut recent: Vec<u32> = Vec::new();
    for index in 0..candidates.all.len() {
        pulse::beat(64);
        let candidate = &candidates.all[index];
        let head = all[candidate.head];
        let cue = cues.of_subject[index];
        let speaks = cue != NOBODY && all[cues.all[cue as usize].at].is(SPEECH | JUDGING);
        let seen = Seen {
            sentence: head.sentence,
            paragraph: candidate.paragraph,
            subject: cue != NOBODY,
            speaks,
            first: all[candidate.words.start].is(FIRST),
            owner: candidate.owner,
        };
        match candidate.sort {
            Sort::Name => {}
            Sort::Pronoun => {
                let meant = match head.hash {
                    HE | HIS => by_pronoun(&people, &recent, seen, Some(Gender::Male)),
                    SHE | HER => by_pronoun(&people, &recent, seen, Some(Gender::Female)),
                    WHO | WHICH => antecedent(candidates, &people, all, index),
                    _ => NOBODY,
                };
                if meant != NOBODY {
                    people.of[index] = meant;
                    people.link[index] = Link::Pronoun;
                    let referent = &mut people.all[meant as usize];
                    if referent.gender.is_none() {
                        referent.gender = match head.hash {
                            HE | HIS => Some(Gender::Male),
                            SHE | HER => Some(Gender::Female),
                            _ => None,
                        };
                    }
                }
            }
            Sort::Noun => {
                let meant = by_role(&people, &recent, candidates, all, index);
                if meant != NOBODY {
                    people.of[index] = meant;
                    people.link[index] = Link::Role;
                }
            }
        }
        let meant = people.of[index];
        if meant != NOBODY {
            let referent = &mut people.all[meant as usize];
            if candidate.sort == Sort::Name {
                referent.count += 1;
            }
            // “Ortiz’s lawyers” names Ortiz after its own phrase: the stronger of both in a sentence counts.
            let stronger = referent.last.is_none_or(|last| last.sentence != seen.sentence || !last.subject);
            if stronger {
                referent.last = Some(seen);
            }
            recent.retain(|other| *other != meant);
            recent.push(meant);
            if recent.len() > RECENT {
                recent.remove(0);
            }
        }
    }
    people
}

/// Links names to referents and gathers what is said of each: gender by title, roles beside the name.
fn names(all: &[Word], candidates: &Candidates, naming: &Naming, people: &mut People) {
    let mut by_entity: BTreeMap<EntityIndex, u32> = BTreeMap::new();
    let mut by_name: BTreeMap<u64, u32> = BTreeMap::new();
    for (index, candidate) in candidates.all.iter().enumerate() {
        if candidate.sort != Sort::Name {
            continue;
        }
        let fresh = people.all.len() as u32;
        let referent = match candidate.entity {
            Some(entity) => *by_entity.entry(entity).or_insert(fresh),
            None => *by_name.entry(candidate.who).or_insert(fresh),
        };
        if referent == fresh {
            let entity = candidate.entity.map(|entity| naming.entity(entity));
            people.all.push(Referent {
                entity: candidate.entity,
                fullest: index as u32,
                kind: entity.map(|entity| entity.kind),
                gender: entity.and_then(|entity| entity.gender),
                human: entity
                    .map_or(!all[candidate.head].is(UPPER), |entity| entity.kind == EntityKind::Person),
                count: 0,
                roles: entity.map_or(Vec::new(), |entity| {
                    entity.roles.iter().flat_map(|role| role.split(' ').map(hash)).collect()
                }),
                last: None,
            });
        }
        people.of[index] = referent;
        people.link[index] = Link::Name;
        let referent = &mut people.all[referent as usize];
        let length = |index: u32| {
            let candidate = &candidates.all[index as usize];
            candidate.words.end - candidate.name
        };
        if length(index as u32) > length(referent.fullest) && length(index as u32) <= 4 {
            referent.fullest = index as u32;
        }
        for word in &all[candidate.words.start..candidate.name] {
            match word.hash {
                MR | SIR | LORD | KING | PRINCE | CONGRESSMAN => {
                    referent.gender = referent.gender.or(Some(Gender::Male))
                }
                MRS | MS | MISS | LADY | QUEEN | PRINCESS | DAME | CONGRESSWOMAN => {
                    referent.gender = referent.gender.or(Some(Gender::Female))
                }
                _ => {}
            }
        }
        // Words before the name, and the phrase after its comma, say who it is.
        let mut describe = |from: usize, to: usize| {
            if referent.roles.len() < 24 {
                let words = all[from..to].iter().filter(|word| !word.is(FUNCTION | ANY_SIGN | OWNER | QUOTE));
                referent.roles.extend(words.map(|word| word.hash));
            }
        };
        describe(candidate.words.start, candidate.name);
        let end = candidate.words.end;
        for (comma, beside) in
            [(end, end + 1), (candidate.words.start.wrapping_sub(1), candidate.words.start.wrapping_sub(2))]
        {
            if all.get(comma).is_some_and(|word| word.is(COMMA))
                && let Some(over) = candidates.over.get(beside).filter(|over| **over != NOBODY)
            {
                let other = &candidates.all[*over as usize];
                if other.sort == Sort::Noun
                    && all[other.head].is(ROLE)
                    && other.paragraph == candidate.paragraph
                {
                    describe(other.words.start, other.words.end);
                }
            }
        }
    }
}

/// The person a pronoun means.
fn by_pronoun(people: &People, recent: &[u32], here: Seen, gender: Option<Gender>) -> u32 {
    let mut best = (f32::MIN, NOBODY);
    for (back, index) in recent.iter().rev().enumerate() {
        let referent = &people.all[*index as usize];
        let clash = referent.gender.is_some() && referent.gender != gender;
        if clash || !referent.human {
            continue;
        }
        let Some(last) = referent.last else { continue };
        let far = (here.sentence - last.sentence).min(12) as f32;
        let paragraphs = (here.paragraph - last.paragraph).min(6) as f32;
        let mut score = -0.7 * far - 0.5 * paragraphs - 0.15 * back as f32;
        score += if last.subject { 1.6 } else { 0.0 };
        score += if last.speaks { 0.8 } else { 0.0 };
        score += if last.first { 0.5 } else { 0.0 };
        score -= if last.owner { 0.4 } else { 0.0 };
        score += (referent.count.max(1) as f32).ln() * 0.5;
        score += if referent.gender.is_some() { 1.0 } else { 0.0 };
        score += if referent.kind.is_some() { 2.5 } else { 0.0 };
        if score > best.0 {
            best = (score, *index);
        }
    }
    best.1
}

/// Whom “who” means: the phrase right before it or before its comma.
fn antecedent(candidates: &Candidates, people: &People, all: &[Word], index: usize) -> u32 {
    let at = candidates.all[index].words.start;
    let mut back = at;
    while back > 0 && at - back < 4 && all[back - 1].is(COMMA | CLOSE | DASH) {
        back -= 1;
    }
    match back.checked_sub(1).and_then(|at| candidates.over.get(at)) {
        Some(over) if *over != NOBODY => people.of[*over as usize],
        _ => NOBODY,
    }
}

/// The person a role means: “the minister”, where the article calls somebody so.
fn by_role(people: &People, recent: &[u32], candidates: &Candidates, all: &[Word], index: usize) -> u32 {
    let candidate = &candidates.all[index];
    let head = all[candidate.head];
    let words = &all[candidate.words.clone()];
    // “a spokesman, Jo Li, said”: the name after the comma.
    let end = candidate.words.end;
    if head.is(ROLE) && all.get(end).is_some_and(|word| word.is(COMMA)) {
        let beside = candidates.over.get(end + 1).copied().unwrap_or(NOBODY);
        if beside != NOBODY {
            let name = &candidates.all[beside as usize];
            let closed = all.get(name.words.end).is_some_and(|word| word.is(COMMA | STOP | OPEN));
            if name.sort == Sort::Name && name.words.start == end + 1 && closed {
                return people.of[beside as usize];
            }
        }
    }
    // “Jo Li, a spokesman, said”: the apposition of a name means its bearer.
    let start = candidate.words.start;
    if head.is(ROLE) && start > 1 && all[start - 1].is(COMMA) {
        let beside = candidates.over[start - 2];
        if beside != NOBODY
            && candidates.all[beside as usize].sort == Sort::Name
            && !candidates.all[beside as usize].owner
        {
            return people.of[beside as usize];
        }
    }
    let definite = words[0].hash == THE;
    if !definite || !head.is(ROLE) || (head.is(PLURAL) && !head.is(DETERMINER)) {
        return NOBODY;
    }
    let mut best = (0, NOBODY);
    for (back, index) in recent.iter().rev().enumerate() {
        let referent = &people.all[*index as usize];
        if !referent.human {
            continue;
        }
        let has = |word: &Word| referent.roles.contains(&word.hash);
        let shared = words.iter().filter(|word| has(word)).count() as i32;
        let score = if has(&head) { 20 + 4 * shared } else { 3 * shared } - back as i32;
        if (has(&head) || shared > 0) && score > best.0 {
            best = (score, *index);
        }
    }
    best.1
}

const HE: u64 = key("he");
const SHE: u64 = key("she");
const HIS: u64 = key("his");
const HER: u64 = key("her");
const WHO: u64 = key("who");
const WHICH: u64 = key("which");
const THE: u64 = key("the");
const MR: u64 = key("mr");
const SIR: u64 = key("sir");
const LORD: u64 = key("lord");
const KING: u64 = key("king");
const PRINCE: u64 = key("prince");
const CONGRESSMAN: u64 = key("congressman");
const MRS: u64 = key("mrs");
const MS: u64 = key("ms");
const MISS: u64 = key("miss");
const LADY: u64 = key("lady");
const QUEEN: u64 = key("queen");
const PRINCESS: u64 = key("princess");
const DAME: u64 = key("dame");
const CONGRESSWOMAN: u64 = key("congresswoman");
