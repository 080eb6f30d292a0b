//! Which forms of a large bucket may agree with which.

use super::atom::Form;
use crate::identify::known::{asked_keys, noted_keys};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// From how many forms on those that may agree are looked up rather than gone through.
const MANY: usize = 16;

/// What more forms than this have in common tells nothing of any of them: whoever may be so many is nobody in particular, and
/// to hold each against all others would take time in the square of their number.
const MOST: usize = 64;

/// Forms under the keys of their names.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    forms: BTreeSet<Arc<Form>>,
    /// Nothing while there are few.
    under: Option<HashMap<u64, Under>>,
}

/// What stands under a key.
#[derive(Clone, Debug, Default)]
struct Under {
    /// Who is noted under it.
    noted: Vec<Arc<Form>>,
    /// Who asks for it.
    asking: Vec<Arc<Form>>,
}

impl Under {
    fn tells(&self) -> bool {
        self.noted.len() <= MOST && self.asking.len() <= MOST
    }

    fn all(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.noted.iter().chain(&self.asking)
    }
}

impl Lookup {
    /// Adds a form; gives those that are near to others than before for the number of forms alone.
    pub fn add(&mut self, form: &Arc<Form>) -> Vec<Arc<Form>> {
        self.forms.insert(form.clone());
        if self.under.is_some() {
            return self.note(form);
        }
        if self.forms.len() == MANY {
            self.under = Some(HashMap::new());
            for form in self.forms.clone() {
                self.note(&form);
            }
        }
        Vec::new()
    }

    /// Takes a form out again; gives those that are near to others than before for the number of forms alone.
    pub fn remove(&mut self, form: &Arc<Form>) -> Vec<Arc<Form>> {
        self.forms.remove(form);
        let Some(keys) = &mut self.under else { return Vec::new() };
        let mut again = Vec::new();
        for key in noted_keys(&form.name).into_iter().chain(asked_keys(&form.name)) {
            let Some(under) = keys.get_mut(&key) else { continue };
            let told = under.tells();
            under.noted.retain(|other| other != form);
            under.asking.retain(|other| other != form);
            if !told && under.tells() {
                again.extend(under.all().cloned());
            }
            if under.all().next().is_none() {
                keys.remove(&key);
            }
        }
        again
    }

    fn note(&mut self, form: &Arc<Form>) -> Vec<Arc<Form>> {
        let Some(keys) = &mut self.under else { return Vec::new() };
        let mut again = Vec::new();
        let noted = noted_keys(&form.name).into_iter().map(|key| (key, true));
        for (key, noted) in noted.chain(asked_keys(&form.name).into_iter().map(|key| (key, false))) {
            let under = keys.entry(key).or_default();
            let told = under.tells();
            let list = if noted { &mut under.noted } else { &mut under.asking };
            if list.last() != Some(form) {
                list.push(form.clone());
            }
            if told && !under.tells() {
                again.extend(under.all().cloned());
            }
        }
        again
    }

    /// Whether there are so few that all may agree with all.
    pub fn few(&self) -> bool {
        self.under.is_none()
    }

    /// Forms that may agree with one, some more than once; more than do. Of few: none.
    pub fn with(&self, form: &Form) -> impl Iterator<Item = &Arc<Form>> {
        self.told(asked_keys(&form.name)).flat_map(|under| &under.noted)
    }

    /// Forms for which [`Lookup::with`] gives this one.
    pub fn asking(&self, form: &Form) -> impl Iterator<Item = &Arc<Form>> {
        self.told(noted_keys(&form.name)).flat_map(|under| &under.asking)
    }

    fn told(&self, keys: Vec<u64>) -> impl Iterator<Item = &Under> {
        let under = keys.into_iter().filter_map(|key| self.under.as_ref()?.get(&key));
        under.filter(|under| under.tells())
    }
}
