//! The parts of a person's name, and whether two names may be one person's.

use super::{
    fold::{plain, skeleton, skeleton_of_sound, sound},
    lists::{self, Flags},
};
use crate::entity::Gender;

/// A person's name, taken apart and folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    /// Given, middle and family names in the order written, particles (`von`, `bin`, `al-`) left out. Initials are one letter.
    pub words: Vec<String>,
    /// `jr`, `sr` or a number: `ii`.
    pub suffix: Option<String>,
}

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// Two people.
    No,
    /// Perhaps one: worth asking.
    Perhaps,
    /// One person, if nothing else speaks against it.
    Yes,
}

const SUFFIXES: [&str; 11] = ["i", "ii", "iii", "iv", "jnr", "jr", "snr", "sr", "v", "vi", "vii"];

/// Letters after names, which name nobody.
const POST_NOMINALS: [&str; 19] = [
    "am", "cbe", "dbe", "esq", "frs", "gbe", "jd", "kbe", "kc", "mbe", "md", "mep", "mp", "msp", "obe",
    "phd", "qc", "ret", "usn",
];

/// Small words inside names.
const PARTICLES: [&str; 28] = [
    "af", "al", "ap", "av", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el",
    "ibn", "la", "las", "le", "los", "ten", "ter", "ul", "van", "von", "y", "zu",
];

/// Arabic articles written with a hyphen.
const ARTICLES: [&str; 12] =
    ["ad-", "al-", "an-", "ar-", "as-", "ash-", "at-", "ath-", "el-", "ul-", "ur-", "uz-"];

/// Whether a folded word is a particle of names: `von`.
pub fn particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

/// Whether a folded word stands after a name: `jr`, `iii`, `mp`.
pub fn suffix(word: &str) -> bool {
    SUFFIXES.binary_search(&word).is_ok() || POST_NOMINALS.binary_search(&word).is_ok()
}

impl PersonName {
    /// The parts of a name written without titles.
    pub fn of(name: &str) -> PersonName {
        let mut words: Vec<String> = Vec::new();
        let mut suffix = None;
        let parts = name
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '“' | '”' | '(' | ')' | '[' | ']'));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let shouts = |part: &str| part.len() > 1 && part.chars().all(char::is_uppercase);
        let mixed = parts.iter().any(|part| part.chars().any(char::is_lowercase));
        for (position, part) in parts.iter().enumerate() {
            let folded = plain(part);
            let folded = folded.strip_suffix("'s").unwrap_or(&folded);
            let last = position + 1 == parts.len();
            if position == 0 && !last && matches!(folded, "saint" | "st") {
                continue;
            }
            // "V." is an initial, "V" at the end a number.
            let number = folded.len() > 1 || last && !part.contains('.');
            if position > 0 && number && SUFFIXES.binary_search(&folded).is_ok() {
                suffix = Some(match folded {
                    "jnr" => "jr".to_owned(),
                    "snr" => "sr".to_owned(),
                    number => number.to_owned(),
                });
            } else if position > 0
                && POST_NOMINALS.binary_search(&folded).is_ok()
                && part.starts_with(char::is_uppercase)
                || last && position > 1 && mixed && shouts(part)
            {
                // Letters after the name.
                continue;
            } else {
                push_word(&mut words, part, folded);
            }
        }
        let kept: Vec<String> = words.iter().filter(|word| !particle(word)).cloned().collect();
        // A name of nothing but particles is a name after all: "Ngo Van Du", bare "Le".
        let words = if kept.is_empty() { words } else { kept };
        PersonName { words, suffix }
    }

    /// The last word: in most names the family's.
    pub fn family(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first of several words.
    pub fn given(&self) -> Option<&str> {
        (self.words.len() > 1).then(|| self.words[0].as_str())
    }

    /// Words between given and family name.
    pub fn middle(&self) -> &[String] {
        if self.words.len() > 2 { &self.words[1..self.words.len() - 1] } else { &[] }
    }

    /// Whether there is but one word: a surname alone, or a given name alone.
    pub fn is_bare(&self) -> bool {
        self.words.len() <= 1
    }

    /// Whether the first word may be the family's, as in Chinese and Korean names: it is no known given name, or the last word
    /// is no known surname.
    pub fn surname_first(&self) -> bool {
        let flags = |word: &str| lists::flags_of(lists::hash_of(word));
        self.given().is_some_and(|given| {
            !flags(given).any(Flags::GIVEN)
                || flags(given).any(Flags::SURNAME) && !flags(self.family()).any(Flags::SURNAME)
        })
    }

    /// The gender that the given name tells.
    pub fn gender(&self) -> Option<Gender> {
        let flags = lists::flags_of(lists::hash_of(self.given()?));
        match (flags.any(Flags::MALE), flags.any(Flags::FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }

    /// Under which names that may be the same person's meet.
    pub fn bucket(&self) -> String {
        let bones = skeleton(self.family());
        if bones.len() >= 3 { bones } else { sound(self.family()) }
    }

    /// All words in a row, which hyphens and blanks do not change.
    pub fn joined(&self) -> String {
        self.letters().collect()
    }

    fn letters(&self) -> impl Iterator<Item = char> {
        self.words.iter().flat_map(|word| word.chars()).filter(|c| !matches!(c, '-' | '\''))
    }

    /// Whether two names, each of more than one word, may be one person's.
    pub fn agrees(&self, other: &PersonName) -> Agreement {
        let (long, short) = if self.words.len() >= other.words.len() { (self, other) } else { (other, self) };
        let names = long.words_agree(short);
        if names == Agreement::No {
            return Agreement::No;
        }
        match (&long.suffix, &short.suffix) {
            (Some(a), Some(b)) if a != b => Agreement::No,
            (None, Some(_)) | (Some(_), None) => {
                let (with, without) = if long.suffix.is_some() { (long, short) } else { (short, long) };
                // "Lewis A. Gray Jr." is how formal style names "Lew Gray"; "Lewis Gray Jr." beside "Lewis Gray" is his son.
                let formal = !with.middle().is_empty() && without.middle().is_empty();
                let spelt = with.middle().iter().any(|word| word.len() > 1) && with.words == without.words;
                if formal || spelt { names } else { Agreement::No }
            }
            _ => names,
        }
    }

    fn words_agree(&self, short: &PersonName) -> Agreement {
        if self.letters().eq(short.letters()) {
            return Agreement::Yes;
        }
        let (a, b) = (&self.words, &short.words);
        if b.len() == 2 && a.len() == 2 && a[0] == b[1] && a[1] == b[0] {
            return Agreement::Perhaps;
        }
        let family = family_agrees(self.family(), short.family());
        if family == Agreement::No {
            return Agreement::No;
        }
        if b.len() >= 2 && a.len() > b.len() && a.ends_with(b) {
            return Agreement::Yes;
        }
        let (Some(given), Some(other)) = (self.given(), short.given()) else { return Agreement::No };
        let mut agreement = given_agrees(given, other);
        if agreement == Agreement::No && short.middle().is_empty() && other.len() > 1 {
            // "Boris" of "Alexander Boris ...": people go by a middle name.
            if self.middle().iter().any(|word| word == other) {
                agreement = Agreement::Yes;
            }
        }
        let middles = self.middle().iter().zip(short.middle());
        for (a, b) in middles {
            if given_agrees(a, b) == Agreement::No {
                return Agreement::No;
            }
        }
        agreement.min(family)
    }
}

fn push_word(words: &mut Vec<String>, part: &str, folded: &str) {
    let bare = ARTICLES.iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(folded);
    let letters = part.chars().filter(|c| c.is_alphabetic());
    let initials = folded.len() <= 3
        && folded.bytes().all(|byte| byte.is_ascii_lowercase())
        && letters.clone().all(char::is_uppercase)
        && (part.contains('.') || folded.len() == 2);
    if initials && folded.len() > 1 {
        words.extend(folded.chars().map(String::from));
    } else if let Some((head, tail)) = part.split_once(['-', '‑'])
        && tail.chars().next().is_some_and(char::is_lowercase)
        && head.chars().next().is_some_and(char::is_uppercase)
        && bare == folded
    {
        // "Jong-un" and "Jong Un" are one name.
        words.push(plain(head).into_owned());
        words.push(plain(tail).into_owned());
    } else if !bare.is_empty() {
        words.push(bare.to_owned());
    }
}

/// Whether two family names may be one.
pub fn family_agrees(a: &str, b: &str) -> Agreement {
    if a == b || a.replace('-', "") == b.replace('-', "") {
        return Agreement::Yes;
    }
    let listed = |word: &str| lists::flags_of(lists::hash_of(word)).any(Flags::SURNAME);
    // Two names that are both well known as they are written are two names.
    if listed(a) && listed(b) {
        return Agreement::No;
    }
    let (a, b) = (sound(a), sound(b));
    if a == b {
        return Agreement::Yes;
    }
    let (x, y) = (skeleton_of_sound(&a), skeleton_of_sound(&b));
    if x == y && x.len() >= 3 { Agreement::Yes } else { Agreement::No }
}

/// Whether two given names may be one person's.
pub fn given_agrees(a: &str, b: &str) -> Agreement {
    if a == b {
        return Agreement::Yes;
    }
    let (x, y) = (sound(a), sound(b));
    if lists::nicknames((a, &x), (b, &y)) {
        return Agreement::Yes;
    }
    if a.len() == 1 || b.len() == 1 {
        return if a.chars().next() == b.chars().next() { Agreement::Yes } else { Agreement::No };
    }
    if x == y {
        return Agreement::Yes;
    }
    let flags = |word: &str| lists::flags_of(lists::hash_of(word));
    let (fa, fb) = (flags(a), flags(b));
    if fa.any(Flags::MALE) && fb.any(Flags::FEMALE) || fa.any(Flags::FEMALE) && fb.any(Flags::MALE) {
        return Agreement::No;
    }
    let bones = skeleton_of_sound(&x);
    if bones == skeleton_of_sound(&y) && bones.len() >= 2 && x.chars().next() == y.chars().next() {
        return Agreement::Yes;
    }
    Agreement::No
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        let check = |name: &str, words: &[&str], suffix: Option<&str>| {
            let name = PersonName::of(name);
            assert_eq!(name.words, words);
            assert_eq!(name.suffix.as_deref(), suffix);
        };
        check("Nadia R. Coe", &["nadia", "r", "coe"], None);
        check("J.T. Hale Jr.", &["j", "t", "hale"], Some("jr"));
        check("JT Hale", &["j", "t", "hale"], None);
        check("Omar al-Hadid", &["omar", "hadid"], None);
        check("Anna von der Heide", &["anna", "heide"], None);
        check("Park Min-seo", &["park", "min", "seo"], None);
        check("Lena Ode-Marsh MP", &["lena", "ode-marsh"], None);
        check("Marsh’s", &["marsh"], None);
        check("Nadia V. Coe", &["nadia", "v", "coe"], None);
        check("Nadia Coe DBE XY", &["nadia", "coe"], None);
        check("St. Oda", &["oda"], None);
        check("Oda III", &["oda"], Some("iii"));
    }

    #[test]
    fn names_of_one_person_agree() {
        let check = |a: &str, b: &str, expect: Agreement| {
            let (x, y) = (PersonName::of(a), PersonName::of(b));
            assert_eq!(x.agrees(&y), expect, "{a} / {b}");
            assert_eq!(y.agrees(&x), expect, "{b} / {a}");
        };
        check("Mike Hale", "Michael Hale", Agreement::Yes);
        check("Park Min-seo", "Park Min Seo", Agreement::Yes);
        check("Andrei Kozlovsky", "Andrey Kozlovskiy", Agreement::Yes);
        check("Ana Maria Reyes", "Maria Reyes", Agreement::Yes);
        check("Lewis A. Gray Jr.", "Lewis Gray", Agreement::Yes);
        check("Lewis Gray Jr.", "Lewis Gray", Agreement::No);
        check("Lewis A. Gray", "Lewis B. Gray", Agreement::No);
        check("George H. T. Ward", "George T. Ward", Agreement::No);
        check("Ann Ward", "Beth Ward", Agreement::No);
        check("Ward Ann", "Ann Ward", Agreement::Perhaps);
        check("Peter Hansen", "Peter Hanson", Agreement::No);
    }

    #[test]
    fn lists_are_sorted() {
        assert!(SUFFIXES.is_sorted() && POST_NOMINALS.is_sorted() && PARTICLES.is_sorted());
    }
}
