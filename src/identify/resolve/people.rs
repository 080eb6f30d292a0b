//! Which full names are one person's, and to whom a bare surname belongs.

use super::{
    Placed,
    atom::{Atom, Bare, Form, Member},
    correct::Corrections,
};
use crate::identify::{
    fold::{skeleton, sound},
    known::Known,
    lists,
    name::{Agreement, PersonName, family_agrees},
    titles::Before,
};
use crate::order;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Months that may lie between two articles that use a surname for one person: 60 days touch three months.
const MONTHS_NEAR: i32 = 2;

/// A cluster of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The bucket's key.
    pub bucket: String,
    /// Which of its clusters.
    pub cluster: usize,
}

/// Full names whose family names may be one.
#[derive(Clone, Debug, Default)]
pub struct Bucket {
    /// Each form and who bears it.
    pub atoms: BTreeMap<Form, Atom>,
    /// Forms of one person each.
    pub clusters: Vec<Vec<Form>>,
    /// What is known of each cluster; nothing until it is built.
    pub slots: Vec<Option<usize>>,
    /// Names that articles keep apart, and how many articles do.
    apart: BTreeMap<(PersonName, PersonName), i32>,
    heard: BTreeSet<String>,
}

/// What one more who bears a form may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Only counts.
    Nothing,
    /// Bare names of that time may be theirs.
    Month,
    /// To whom bare names of any time belong.
    Title,
    /// Who is who: the form is new.
    Form,
}

/// From how many forms on those that may agree are looked up rather than gone through.
const MANY: usize = 16;

/// Forms, of which those are soon found that may agree with a name.
struct Forms<'a> {
    all: Vec<&'a Form>,
    known: Option<Known>,
}

impl<'a> Forms<'a> {
    /// To be asked about so many names; where the reader has called names the same, all may agree with all.
    fn of(all: Vec<&'a Form>, asked: usize, corrections: &Corrections) -> Forms<'a> {
        let many = asked.min(all.len()) >= MANY && corrections.same_names().next().is_none();
        let known = many.then(|| {
            let mut known = Known::default();
            all.iter().enumerate().for_each(|(number, form)| known.add(number, &form.name));
            known
        });
        Forms { all, known }
    }

    /// The numbers of those that may agree, in ascending order; more than do.
    fn near(&self, name: &PersonName) -> Vec<usize> {
        self.known.as_ref().map_or_else(|| (0..self.all.len()).collect(), |known| known.with_name(name))
    }
}

/// Under which sounds a bare word looks for full names.
pub fn sounds_of_word(word: &str) -> [String; 2] {
    [format!("={}", bones(word)), format!("~{}", sound(word))]
}

fn bones(family: &str) -> String {
    let bones = skeleton(family);
    if bones.len() >= 3 { bones } else { sound(family) }
}

impl Bucket {
    /// Adds one who bears the form; tells what that may change.
    pub fn add(&mut self, form: &Form, member: Member, one: &Placed) -> News {
        let atom = self.atoms.entry(form.clone()).or_default();
        let before = (atom.is_empty(), atom.months.len(), atom.titled > 0);
        atom.add(member, one);
        let after = (false, atom.months.len(), atom.titled > 0);
        match (before, after) {
            (before, after) if before == after => News::Nothing,
            (before, _) if before.0 => News::Form,
            (before, after) if before.2 == after.2 => News::Month,
            _ => News::Title,
        }
    }

    /// Takes one out again.
    pub fn remove(&mut self, form: &Form, member: Member, one: &Placed) {
        if let Some(atom) = self.atoms.get_mut(form) {
            atom.remove(member, one);
            if atom.is_empty() {
                self.atoms.remove(form);
            }
        }
    }

    /// Notes that an article keeps these forms apart; tells whether that is news.
    pub fn keep_apart(&mut self, forms: &[&Form], by: i32) -> bool {
        let mut news = false;
        let all = Forms::of(forms.to_vec(), forms.len(), &Corrections::default());
        for (at, a) in forms.iter().enumerate() {
            for b in all.near(&a.name).into_iter().filter(|other| *other > at).map(|other| forms[other]) {
                // Names that do not agree are apart in any case.
                let agree =
                    a.name.agrees(&b.name) == Agreement::Yes || b.name.agrees(&a.name) == Agreement::Yes;
                if a.name == b.name || !agree {
                    continue;
                }
                let pair = (a.name.clone().min(b.name.clone()), a.name.clone().max(b.name.clone()));
                let count = self.apart.entry(pair.clone()).or_default();
                let before = *count;
                *count += by;
                let after = *count;
                if after <= 0 {
                    self.apart.remove(&pair);
                }
                news |= before == 0 || after <= 0;
            }
        }
        news
    }

    /// Whether nothing is noted in it.
    pub fn is_idle(&self) -> bool {
        self.apart.is_empty()
    }

    /// The slot of the cluster that holds a form.
    pub fn slot_of(&self, form: &Form) -> Option<usize> {
        *self.slots.get(self.cluster_of(form)?)?
    }

    /// The cluster that holds a form.
    pub fn cluster_of(&self, form: &Form) -> Option<usize> {
        // Clusters are sorted by their first forms, and most have one.
        match self.clusters.binary_search_by(|forms| forms.first().cmp(&Some(form))) {
            Ok(at) => Some(at),
            Err(_) => self.clusters.iter().position(|forms| forms.binary_search(form).is_ok()),
        }
    }

    /// Sounds that bare words find this bucket by.
    pub fn sounds(&self) -> impl Iterator<Item = &String> {
        self.heard.iter()
    }

    /// Brings the sounds up to date: those that went and those that came. Where all that happened is that some forms are new,
    /// only these are listened to.
    pub fn hear(&mut self, news: Option<&[Form]>) -> (Vec<String>, Vec<String>) {
        let sounds = |form: &Form| {
            let words = form.name.words.iter().map(|word| format!("~{}", sound(word)));
            words.chain([format!("={}", bones(form.name.family()))]).collect::<Vec<_>>()
        };
        if let Some(news) = news {
            let mut come: Vec<String> = news.iter().flat_map(sounds).collect();
            come.retain(|sound| self.heard.insert(sound.clone()));
            return (Vec::new(), come);
        }
        let now: BTreeSet<String> = self.atoms.keys().flat_map(sounds).collect();
        let gone = self.heard.difference(&now).cloned().collect();
        let come = now.difference(&self.heard).cloned().collect();
        self.heard = now;
        (gone, come)
    }

    /// Joins forms into people where these are new and all others stand; gives the new place of each cluster that stays as it
    /// is, and frees nothing.
    pub fn join(&mut self, news: Option<&[Form]>, corrections: &Corrections) -> Vec<Option<usize>> {
        // A form that agrees with no other is somebody of their own, and changes nothing for anybody.
        let all = Forms::of(self.atoms.keys().collect(), news.map_or(0, <[Form]>::len), corrections);
        let lonely = |form: &Form| {
            let agrees =
                |other: &Form| self.joins(form, other, corrections) || self.joins(other, form, corrections);
            let mut near = all.near(&form.name).into_iter().map(|other| all.all[other]);
            !near.any(|other| other != form && agrees(other))
        };
        let alone = news.filter(|news| corrections.same_names().next().is_none() && news.iter().all(lonely));
        if let Some(alone) = alone {
            let mut places: Vec<Option<usize>> = (0..self.clusters.len()).map(Some).collect();
            for form in alone {
                if let Err(at) = self.clusters.binary_search_by(|forms| forms.first().cmp(&Some(form))) {
                    self.clusters.insert(at, vec![form.clone()]);
                    self.slots.insert(at, None);
                    places.iter_mut().flatten().filter(|place| **place >= at).for_each(|place| *place += 1);
                }
            }
            return places;
        }
        let before = std::mem::take(&mut self.clusters);
        self.cluster(corrections);
        let places: Vec<Option<usize>> =
            before.iter().map(|forms| self.clusters.binary_search(forms).ok()).collect();
        let old = std::mem::replace(&mut self.slots, vec![None; self.clusters.len()]);
        for (slot, place) in old.into_iter().zip(&places) {
            if let Some(place) = place {
                self.slots[*place] = slot;
            }
        }
        places
    }

    /// Joins forms into people: the fullest first, each to the one person all of whose names agree with it.
    fn cluster(&mut self, corrections: &Corrections) {
        let mut forms: Vec<&Form> = self.atoms.keys().collect();
        order::by_key(&mut forms, |form| {
            (Reverse(form.name.words.len()), Reverse(form.name.suffix.is_some()), *form)
        });
        let all = Forms::of(forms, self.atoms.len(), corrections);
        let mut clusters: Vec<Vec<Form>> = Vec::new();
        let mut of: Vec<usize> = Vec::with_capacity(all.all.len());
        for form in &all.all {
            let fits = |cluster: &Vec<Form>| cluster.iter().all(|other| self.joins(form, other, corrections));
            let near = all.near(&form.name).into_iter();
            let near: BTreeSet<usize> = near.filter_map(|other| of.get(other).copied()).collect();
            let fitting: Vec<usize> = near.into_iter().filter(|at| fits(&clusters[*at])).collect();
            let named = || {
                let same = |at: &usize| clusters[*at].iter().any(|other| other.name == form.name);
                fitting.iter().copied().find(same)
            };
            let found = if fitting.len() == 1 { Some(fitting[0]) } else { named() };
            let found = found.unwrap_or_else(|| {
                clusters.push(Vec::new());
                clusters.len() - 1
            });
            clusters[found].push((*form).clone());
            of.push(found);
        }
        // What the reader calls the same is the same, whatever the rules say.
        for (a, b) in corrections.same_names() {
            let of = |name: &PersonName| {
                clusters.iter().position(|forms| forms.iter().any(|form| form.name == *name))
            };
            if let (Some(a), Some(b)) = (of(a), of(b))
                && a != b
            {
                let moved = clusters.swap_remove(a.max(b));
                clusters[a.min(b)].extend(moved);
            }
        }
        for cluster in &mut clusters {
            order::by(cluster, Ord::cmp);
        }
        order::by(&mut clusters, Ord::cmp);
        self.clusters = clusters;
    }

    fn joins(&self, a: &Form, b: &Form, corrections: &Corrections) -> bool {
        if a.name == b.name {
            // What an unfamiliar given name seems to tell does not part two of the same full name.
            let known = a.name.given().is_some_and(lists::familiar);
            return !known || a.gender.is_none() || b.gender.is_none() || a.gender == b.gender;
        }
        let pair = if a.name < b.name { (&a.name, &b.name) } else { (&b.name, &a.name) };
        if let Some(same) = corrections.verdict(pair.0, pair.1) {
            return same;
        }
        let apart = || self.apart.contains_key(&(pair.0.clone(), pair.1.clone()));
        let gender = a.gender.is_none() || b.gender.is_none() || a.gender == b.gender;
        gender && a.name.agrees(&b.name) == Agreement::Yes && !apart()
    }
}

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

/// One whom a word may mean.
struct Candidate<'a> {
    target: Target,
    called: Called,
    forms: Vec<(&'a Form, &'a Atom)>,
    titled: bool,
    /// Whether all names have a suffix: with a father of the same name about, the son is never called by surname alone.
    son: bool,
    said: Option<bool>,
}

/// All whom a word may mean.
pub struct Near<'a> {
    candidates: Vec<Candidate<'a>>,
}

impl<'a> Near<'a> {
    /// Those of some buckets whom a word may mean.
    pub fn of(buckets: &[(&String, &'a Bucket)], word: &str, corrections: &Corrections) -> Near<'a> {
        let mut candidates = Vec::new();
        for (key, bucket) in buckets {
            for (cluster, forms) in bucket.clusters.iter().enumerate() {
                let any = |fits: &dyn Fn(&PersonName) -> bool| forms.iter().any(|form| fits(&form.name));
                let called = Called {
                    family: any(&|name| family_agrees(name.family(), word) == Agreement::Yes),
                    first: any(&|name| name.words[0] == word),
                    surname_first: any(&|name| name.words[0] == word && name.surname_first()),
                    middle: any(&|name| name.middle().iter().any(|part| part == word)),
                };
                let said = forms.iter().find_map(|form| corrections.word_verdict(word, &form.name));
                if !(called.family || called.first || called.middle || said == Some(true)) {
                    continue;
                }
                let forms: Vec<(&Form, &Atom)> =
                    forms.iter().filter_map(|form| bucket.atoms.get_key_value(form)).collect();
                candidates.push(Candidate {
                    target: Target { bucket: (*key).clone(), cluster },
                    called,
                    titled: forms.iter().any(|(_, atom)| atom.titled > 0),
                    son: forms.iter().all(|(form, _)| form.name.suffix.is_some()),
                    forms,
                    said,
                });
            }
        }
        Near { candidates }
    }

    /// The only one whom a bare name can mean, if there is exactly one.
    pub fn only_target(&self, bare: &Bare) -> Option<Target> {
        let mut all = self.targets(bare, Strictness::Certain);
        if all.len() == 1 { all.pop() } else { None }
    }

    /// Those whom a bare name can mean.
    pub fn targets(&self, bare: &Bare, strictness: Strictness) -> Vec<Target> {
        let strictly = strictness == Strictness::Certain;
        let (mut by_family, mut by_other, mut beside) = (Vec::new(), Vec::new(), Vec::new());
        for one in &self.candidates {
            if one.said == Some(true) {
                return vec![one.target.clone()];
            }
            let gender =
                |form: &Form| form.gender.is_none() || bare.gender.is_none() || form.gender == bare.gender;
            let number = |form: &Form| bare.suffix.is_none() || form.name.suffix == bare.suffix;
            let same_article = one.forms.iter().any(|(form, _)| bare.beside.contains(&form.name));
            if one.said == Some(false)
                || !one.forms.iter().all(|(form, _)| gender(form))
                || !one.forms.iter().any(|(form, _)| number(form))
                || strictly && !same_article && !one.forms.iter().any(|(_, atom)| near(atom, bare.month))
            {
                continue;
            }
            let by_surname = one.called.family && matches!(bare.before, Before::AnyName | Before::Surname);
            let otherwise = match bare.before {
                Before::OnlyName => false,
                Before::Given => one.called.first,
                Before::Surname => one.called.surname_first,
                Before::AnyName => one.called.first || one.called.middle,
            };
            if same_article {
                if by_surname {
                    beside.push(one);
                }
            } else if by_surname {
                by_family.push(one);
            } else if otherwise {
                by_other.push(one);
            }
        }
        // One named in full further down in the same article is meant only if the library knows nobody else.
        let lone = by_family.is_empty() && by_other.is_empty();
        let found =
            [by_family, by_other, beside].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        let fathers: Vec<&Candidate> = found.iter().copied().filter(|one| !one.son).collect();
        let found = if fathers.is_empty() { found } else { fathers };
        if strictly && !lone && found.len() == 1 && !found[0].titled && !bare.titled {
            return Vec::new();
        }
        found.into_iter().map(|one| one.target.clone()).collect()
    }
}

/// How much is asked before a bare name is given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
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
