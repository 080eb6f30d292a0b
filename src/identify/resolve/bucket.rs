//! Which full names are one person's.
//!
//! Forms are taken in an order that depends on nothing but themselves, the fullest first, and each goes to the one person all
//! of whose forms before it agree with it. So a new form, or one less, is a question to those after it alone that may agree
//! with somebody whom it changes; these are asked again, and nobody else.

use super::{
    Placed,
    atom::{Atom, Form, Member},
    correct::Corrections,
    lookup::Lookup,
};
use crate::{
    entity::Gender,
    identify::{
        fold::{skeleton, sound},
        known::Known,
        lists,
        name::{Agreement, PersonName},
    },
    order,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A person of a bucket, by the fullest form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The bucket's key.
    pub bucket: String,
    /// The first of the person's forms.
    pub person: Arc<Form>,
}

/// Forms of one person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The fullest first.
    pub forms: BTreeSet<Arc<Form>>,
    /// Where what is known of them stands; nothing until it is built.
    pub slot: Option<usize>,
}

/// A form, who bears it, and whose it is.
#[derive(Clone, Debug, Default)]
struct Seat {
    atom: Atom,
    /// The first form of the person; nothing until it is told.
    person: Option<Arc<Form>>,
}

/// Full names whose family names may be one.
#[derive(Clone, Debug, Default)]
pub struct Bucket {
    seats: BTreeMap<Arc<Form>, Seat>,
    people: BTreeMap<Arc<Form>, Person>,
    near: Lookup,
    /// Names that articles keep apart, and how many articles do.
    apart: BTreeMap<(PersonName, PersonName), i32>,
    /// Forms to ask again whose they are.
    stale: BTreeSet<Arc<Form>>,
    /// People whose forms are not those they were, with those they were.
    before: BTreeMap<Arc<Form>, BTreeSet<Arc<Form>>>,
    /// Whether people stand together because the reader says so.
    said: bool,
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

/// What has changed in a bucket.
#[derive(Default)]
pub struct Moved {
    /// People who are no longer those they were, or no longer there, by the forms they began with.
    pub people: BTreeSet<Arc<Form>>,
    /// Their forms, before and now.
    pub forms: BTreeSet<Arc<Form>>,
    /// Slots of what they were.
    pub slots: Vec<usize>,
}

/// Under which sounds a bare word looks for full names.
pub fn sounds_of_word(word: &str) -> [String; 2] {
    [format!("={}", bones(word)), format!("~{}", sound(word))]
}

/// Under which sounds a full name is found by bare words.
pub fn sounds_of_name(name: &PersonName) -> BTreeSet<String> {
    let words = name.words.iter().map(|word| format!("~{}", sound(word)));
    words.chain([format!("={}", bones(name.family()))]).collect()
}

fn bones(family: &str) -> String {
    let bones = skeleton(family);
    if bones.len() >= 3 { bones } else { sound(family) }
}

impl Bucket {
    /// Adds one who bears the form; tells what that may change.
    pub fn add(&mut self, form: &Arc<Form>, member: Member, one: &Placed) -> News {
        if !self.seats.contains_key(form) {
            self.stale.insert(form.clone());
            self.stale.extend(self.near.add(form));
            self.seats.insert(form.clone(), Seat::default());
        }
        let Some(Seat { atom, .. }) = self.seats.get_mut(form) else { return News::Nothing };
        let before = (atom.is_empty(), atom.months.len(), atom.titled > 0);
        atom.add(member, one);
        match (before, (false, atom.months.len(), atom.titled > 0)) {
            (before, after) if before == after => News::Nothing,
            (before, _) if before.0 => News::Form,
            (before, after) if before.2 == after.2 => News::Month,
            _ => News::Title,
        }
    }

    /// Takes one out again; tells whether nobody bears the form any more.
    pub fn remove(&mut self, form: &Arc<Form>, member: Member, one: &Placed) -> bool {
        let Some(seat) = self.seats.get_mut(form) else { return false };
        seat.atom.remove(member, one);
        if !seat.atom.is_empty() {
            return false;
        }
        self.leave(form);
        self.seats.remove(form);
        self.stale.extend(self.near.remove(form));
        self.stale.remove(form);
        true
    }

    /// Notes that an article keeps these forms apart; tells whether that is news.
    pub fn keep_apart(&mut self, forms: &[&Form], by: i32) -> bool {
        let mut all = Known::default();
        forms.iter().enumerate().for_each(|(number, form)| all.add(number, &form.name));
        let mut news = false;
        for (at, a) in forms.iter().enumerate() {
            for b in all.with_name(&a.name).into_iter().filter(|other| *other > at).map(|other| forms[other])
            {
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
                if before == 0 || after <= 0 {
                    news = true;
                    let named = [&a.name, &b.name].into_iter().flat_map(|name| self.named(name));
                    let named: Vec<_> = named.cloned().collect();
                    self.stale.extend(named);
                }
            }
        }
        news
    }

    /// Whether nobody is in it and nothing is noted.
    pub fn is_idle(&self) -> bool {
        self.seats.is_empty() && self.apart.is_empty()
    }

    /// Its people.
    pub fn people(&self) -> impl Iterator<Item = (&Arc<Form>, &Person)> {
        self.people.iter()
    }

    /// One of its people.
    pub fn person(&self, first: &Form) -> Option<&Person> {
        self.people.get(first)
    }

    /// The same, to be given a slot or to lose it.
    pub fn person_mut(&mut self, first: &Form) -> Option<&mut Person> {
        self.people.get_mut(first)
    }

    /// The first form of the person whose a form is.
    pub fn person_of(&self, form: &Form) -> Option<&Arc<Form>> {
        self.seats.get(form)?.person.as_ref()
    }

    /// The slot of the person whose a form is.
    pub fn slot_of(&self, form: &Form) -> Option<usize> {
        self.people.get(self.person_of(form)?)?.slot
    }

    /// Who bears a form.
    pub fn atom(&self, form: &Form) -> Option<&Atom> {
        Some(&self.seats.get(form)?.atom)
    }

    /// Forms that may agree with one; more than do.
    pub fn near(&self, form: &Form) -> Vec<&Arc<Form>> {
        // What the reader calls the same need not sound alike.
        let all = self.said || self.near.few();
        if all { self.seats.keys().collect() } else { once_each(self.near.with(form)) }
    }

    /// Tells again whose the forms are that came, and all whom that changes; gives what is another now.
    pub fn join(&mut self, corrections: &Corrections) -> Moved {
        let mut same = corrections.same_names();
        if self.said || same.any(|(a, b)| self.named(a).chain(self.named(b)).next().is_some()) {
            self.said = true;
            self.stale.extend(self.seats.keys().cloned());
            for form in self.stale.clone() {
                self.leave(&form);
            }
            self.ask(corrections);
            self.said = self.put_together(corrections);
        } else {
            self.ask(corrections);
        }
        let mut moved = Moved::default();
        for (first, before) in std::mem::take(&mut self.before) {
            let Some(person) = self.people.get_mut(&first) else { continue };
            if person.forms != before {
                moved.slots.extend(person.slot.take());
                moved.forms.extend(before);
                moved.forms.extend(person.forms.iter().cloned());
                moved.people.insert(first.clone());
            }
            if person.forms.is_empty() {
                self.people.remove(&first);
            }
        }
        moved
    }

    /// Asks the stale forms whose they are, in order, and those whom the answer changes.
    fn ask(&mut self, corrections: &Corrections) {
        while let Some(form) = self.stale.pop_first() {
            let person = self.whose(&form, corrections);
            if self.person_of(&form) != Some(&person) {
                self.leave(&form);
                self.enter(&form, person);
            }
        }
    }

    /// The person whose a form is, by the forms before it.
    fn whose(&self, form: &Arc<Form>, corrections: &Corrections) -> Arc<Form> {
        let mut seen: BTreeSet<&Arc<Form>> = BTreeSet::new();
        let mut fitting: Vec<&Arc<Form>> = Vec::new();
        let fits = |person: &Arc<Form>| {
            let forms = self.people.get(person).into_iter().flat_map(|person| &person.forms);
            forms.take_while(|other| *other < form).all(|other| self.joins(form, other, corrections))
        };
        for other in self.near(form).into_iter().filter(|other| *other < form) {
            if let Some(person) = self.person_of(other)
                && seen.insert(person)
                && fits(person)
            {
                fitting.push(person);
            }
            // Nobody, if it may be several.
            if fitting.len() > 1 {
                break;
            }
        }
        match fitting[..] {
            [] => form.clone(),
            [one] => one.clone(),
            _ => {
                // But one who bears the very name.
                let same = self.named(&form.name).filter(|other| *other < form);
                let same = same.filter_map(|other| self.person_of(other)).filter(|person| fits(person));
                same.min().unwrap_or(form).clone()
            }
        }
    }

    /// Takes a form from the person whose it is; who may agree with one of that person's forms is to be asked again.
    fn leave(&mut self, form: &Arc<Form>) {
        let Some(first) = self.seats.get_mut(form).and_then(|seat| seat.person.take()) else { return };
        self.touch(&first, form);
        if let Some(person) = self.people.get_mut(&first) {
            person.forms.remove(form);
        }
    }

    /// Gives a form to a person, likewise.
    fn enter(&mut self, form: &Arc<Form>, first: Arc<Form>) {
        if let Some(seat) = self.seats.get_mut(form) {
            seat.person = Some(first.clone());
        }
        self.people.entry(first.clone()).or_default();
        self.touch(&first, form);
        if let Some(person) = self.people.get_mut(&first) {
            person.forms.insert(form.clone());
        }
    }

    /// Notes who a person was, and asks again whoever after `form` may agree with it or one of the person's forms.
    fn touch(&mut self, first: &Arc<Form>, form: &Arc<Form>) {
        let Some(person) = self.people.get(first) else { return };
        let again: Vec<&Arc<Form>> = if self.near.few() {
            self.seats.keys().collect()
        } else {
            once_each(person.forms.iter().chain([form]).flat_map(|one| self.near.asking(one)))
        };
        let again: Vec<_> = again.into_iter().filter(|other| *other > form).cloned().collect();
        self.before.entry(first.clone()).or_insert_with(|| person.forms.clone());
        self.stale.extend(again);
    }

    /// What the reader calls the same is the same, whatever the rules say. Tells whether anybody was.
    fn put_together(&mut self, corrections: &Corrections) -> bool {
        let mut any = false;
        for (a, b) in corrections.same_names() {
            let of =
                |name: &PersonName| self.named(name).filter_map(|form| self.person_of(form)).min().cloned();
            let (Some(a), Some(b)) = (of(a), of(b)) else { continue };
            any = true;
            let (first, other) = (a.clone().min(b.clone()), a.max(b));
            let forms = self.people.get(&other).map(|person| person.forms.clone()).unwrap_or_default();
            for form in forms.iter().filter(|_| first != other) {
                self.leave(form);
                self.enter(form, first.clone());
            }
        }
        self.stale.clear();
        any
    }

    /// The forms of a name, which differ in gender alone.
    pub fn named(&self, name: &PersonName) -> impl Iterator<Item = &Arc<Form>> {
        [None, Some(Gender::Male), Some(Gender::Female)]
            .into_iter()
            .filter_map(|gender| Some(self.seats.get_key_value(&Form { name: name.clone(), gender })?.0))
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

/// In no order that means anything.
fn once_each<'a>(forms: impl Iterator<Item = &'a Arc<Form>>) -> Vec<&'a Arc<Form>> {
    let mut forms: Vec<&Arc<Form>> = forms.collect();
    order::by_key(&mut forms, |form| Arc::as_ptr(form));
    forms.dedup_by(|a, b| Arc::ptr_eq(a, b));
    forms
}
