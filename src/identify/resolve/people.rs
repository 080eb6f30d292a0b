//! To whom a bare surname belongs.

use super::{
    atom::{Atom, Bare, Form},
    bucket::{Bucket, Target},
    correct::Corrections,
};
use crate::identify::{
    name::{Agreement, PersonName, family_agrees},
    titles::Before,
};
use crate::order;
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

/// Months that may lie between two articles that use a surname for one person: 60 days touch three months.
const MONTHS_NEAR: i32 = 2;

/// How a word stands to a full-named person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Called {
    /// As family name.
    family: bool,
    /// As the first word of the name, and whether that may be the family's.
    first: bool,
    surname_first: bool,
    /// As a word in between.
    middle: bool,
}

impl Called {
    fn by(word: &str, forms: &BTreeSet<Arc<Form>>) -> Called {
        let any = |fits: &dyn Fn(&PersonName) -> bool| forms.iter().any(|form| fits(&form.name));
        Called {
            family: any(&|name| family_agrees(name.family(), word) == Agreement::Yes),
            first: any(&|name| name.words[0] == word),
            surname_first: any(&|name| name.words[0] == word && name.surname_first()),
            middle: any(&|name| name.middle().iter().any(|part| part == word)),
        }
    }
}

/// All whom a word may mean.
pub struct Near<'a> {
    word: &'a str,
    buckets: &'a BTreeMap<String, Bucket>,
    /// Forms with a word that sounds so, by bucket.
    heard: Vec<&'a BTreeSet<(String, Arc<Form>)>>,
    /// The reader's words of this one and somebody.
    said: Vec<(Target, bool)>,
}

/// One whom a bare name can mean.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    bucket: &'a String,
    first: &'a Arc<Form>,
    titled: bool,
    /// Whether all names have a suffix: with a father of the same name about, the son is never called by surname alone.
    son: bool,
}

impl Candidate<'_> {
    fn target(&self) -> Target {
        Target { bucket: self.bucket.clone(), person: self.first.clone() }
    }
}

impl<'a> Near<'a> {
    /// Those whose names have a word that sounds like this one, and of whom the reader speaks.
    pub fn of(
        word: &'a str,
        buckets: &'a BTreeMap<String, Bucket>,
        heard: Vec<&'a BTreeSet<(String, Arc<Form>)>>,
        corrections: &Corrections,
    ) -> Near<'a> {
        let mut said = Vec::new();
        for (name, verdict) in corrections.said_of_word(word) {
            let key = corrections.bucket(name);
            let Some(bucket) = buckets.get(&key) else { continue };
            for first in bucket.named(name).filter_map(|form| bucket.person_of(form)) {
                said.push((Target { bucket: key.clone(), person: first.clone() }, verdict));
            }
        }
        order::by_key(&mut said, |(target, verdict)| {
            (!verdict, target.bucket.clone(), target.person.clone())
        });
        Near { word, buckets, heard, said }
    }

    /// The only one whom a bare name can mean, if there is exactly one.
    pub fn only_target(&self, bare: &Bare) -> Option<Target> {
        match self.found(bare, Strictness::Certain)[..] {
            [ref one] => Some(one.clone()),
            _ => None,
        }
    }

    /// Those who a bare name likely means.
    pub fn targets(&self, bare: &Bare) -> Vec<Target> {
        self.found(bare, Strictness::Likely)
    }

    /// Those whom a bare name can mean; where certainty is asked for, no more than tell that there are several.
    fn found(&self, bare: &Bare, strictness: Strictness) -> Vec<Target> {
        let strictly = strictness == Strictness::Certain;
        if let Some((target, true)) = self.said.first() {
            return vec![target.clone()];
        }
        let (mut by_family, mut by_other, mut beside) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        let mut last: Option<(&String, &Bucket)> = None;
        for (key, form) in self.heard.iter().copied().flatten() {
            let known = last.filter(|(last, _)| *last == key);
            last = known.or_else(|| self.buckets.get_key_value(key));
            let Some((_, bucket)) = last else { continue };
            let Some(first) = bucket.person_of(form).filter(|first| !seen.contains(&Arc::as_ptr(first)))
            else {
                continue;
            };
            let Some(person) = bucket.person(first) else { continue };
            let number = |form: &Form| bare.suffix.is_none() || form.name.suffix == bare.suffix;
            let same_article = person.forms.iter().any(|form| bare.beside.contains(&form.name));
            let atoms = || person.forms.iter().filter_map(|form| bucket.atom(form));
            if !person.forms.iter().all(|form| gender_fits(bare, form))
                || !person.forms.iter().any(|form| number(form))
                || strictly && !same_article && !atoms().any(|atom| near(atom, bare.month))
                || self.said.iter().any(|(target, _)| target.person == *first && target.bucket == *key)
            {
                continue;
            }
            let called = Called::by(self.word, &person.forms);
            let by_surname = called.family && matches!(bare.before, Before::AnyName | Before::Surname);
            let otherwise = match bare.before {
                Before::OnlyName => false,
                Before::Given => called.first,
                Before::Surname => called.surname_first,
                Before::AnyName => called.first || called.middle,
            };
            let found = match (same_article, by_surname, otherwise) {
                (true, true, _) => &mut beside,
                (true, false, _) | (false, false, false) => continue,
                (false, true, _) => &mut by_family,
                (false, false, true) => &mut by_other,
            };
            seen.insert(Arc::as_ptr(first));
            found.push(Candidate {
                bucket: key,
                first,
                titled: atoms().any(|atom| atom.titled > 0),
                son: person.forms.iter().all(|form| form.name.suffix.is_some()),
            });
            if strictly && by_family.iter().filter(|one: &&Candidate| !one.son).count() > 1 {
                break;
            }
        }
        // One named in full further down in the same article is meant only if the library knows nobody else.
        let lone = by_family.is_empty() && by_other.is_empty();
        let mut found =
            [by_family, by_other, beside].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        if found.iter().any(|one| !one.son) {
            found.retain(|one| !one.son);
        }
        if strictly && !lone && found.len() == 1 && !found[0].titled && !bare.titled {
            return Vec::new();
        }
        found.iter().map(Candidate::target).collect()
    }
}

fn gender_fits(bare: &Bare, form: &Form) -> bool {
    form.gender.is_none() || bare.gender.is_none() || form.gender == bare.gender
}

/// Whether what became of a form may change to whom a bare name belongs. A form that nobody bears any more has no atom.
pub fn concerns(form: &Form, atom: Option<&Atom>, bare: &Bare) -> bool {
    let there = || bare.beside.contains(&form.name) || atom.is_none_or(|atom| near(atom, bare.month));
    gender_fits(bare, form) && there()
}

/// How much is asked before a bare name is given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strictness {
    /// A title on one side, and dates that are near.
    Certain,
    /// The name fits.
    Likely,
}

/// Whether a bare name of month `a` may be looked at again for the sake of month `b`.
pub fn touches(a: Option<i32>, b: Option<i32>) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a - b).abs() <= MONTHS_NEAR)
}

fn near(atom: &Atom, month: Option<i32>) -> bool {
    let Some(month) = month else { return true };
    atom.months.contains_key(&None)
        || atom.months.range(Some(month - MONTHS_NEAR)..=Some(month + MONTHS_NEAR)).next().is_some()
}

/// Bare atoms of a word that belong to nobody with a full name, in groups that may be one person: of one gender, and
/// month by month near each other.
pub fn groups(atoms: &BTreeMap<Bare, Atom>) -> Vec<Vec<Bare>> {
    let free: Vec<&Bare> =
        atoms.iter().filter(|(_, atom)| atom.target.is_none()).map(|(bare, _)| bare).collect();
    let genders: BTreeSet<_> = free.iter().filter_map(|bare| bare.gender).collect();
    let numbers: BTreeSet<_> = free.iter().filter_map(|bare| bare.suffix.as_ref()).collect();
    let gender = if genders.len() == 1 { genders.first().copied() } else { None };
    let number = if numbers.len() == 1 { numbers.first().copied() } else { None };
    let mut kinds: BTreeMap<_, Vec<&Bare>> = BTreeMap::new();
    for bare in free {
        // What one article leaves open, the only one that another tells fills in.
        let (gender, number) = (bare.gender.or(gender), bare.suffix.as_ref().or(number));
        kinds.entry((gender, bare.before == Before::OnlyName, number)).or_default().push(bare);
    }
    let mut out: Vec<Vec<Bare>> = Vec::new();
    for mut kind in kinds.into_values() {
        order::by_key(&mut kind, |bare| (bare.month, *bare));
        let mut group: Vec<Bare> = Vec::new();
        let mut last: Option<i32> = None;
        for bare in kind {
            if let (Some(a), Some(b)) = (last, bare.month)
                && b - a > MONTHS_NEAR
            {
                out.push(std::mem::take(&mut group));
            }
            last = bare.month.or(last);
            group.push(bare.clone());
        }
        out.push(group);
    }
    out
}
