//! What kinds of word there are: closed classes of English, and lists of nouns and verbs that news prose uses.
//!
//! The lists under `model/words/` are knowledge of English, one entry a line, sorted. A line of a verb list is the
//! lemma and its irregular forms; regular forms are made here, wrong ones ("telled") among them, which hurt nobody.

use crate::model;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

/// A set of word classes, one bit each.
pub type Class = u64;

macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {
        classes!(@ 0; $($(#[doc = $doc])* $name,)*);
    };
    (@ $at:expr; $(#[doc = $doc:literal])* $name:ident, $($rest:tt)*) => {
        $(#[doc = $doc])*
        pub const $name: Class = 1 << ($at);
        classes!(@ $at + 1; $($rest)*);
    };
    (@ $at:expr;) => {};
}

classes! {
    /// Begins with a capital letter and is no function word.
    CAPITAL,
    /// Two or more letters, all capitals.
    UPPER,
    /// Begins with a digit.
    NUMBER,
    /// `,`
    COMMA,
    /// `.` `!` `?`
    STOP,
    /// `:`
    COLON,
    /// `;`
    SEMICOLON,
    /// `—` `–` ` - ` `--`
    DASH,
    /// `(` `[`
    OPEN,
    /// `)` `]`
    CLOSE,
    /// Any other sign.
    SIGN,
    /// the, a, this, some
    DETERMINER,
    /// `’s` after a noun
    OWNER,
    /// his, her, their, its, my, our
    POSSESSIVE,
    /// of, in, with
    PREPOSITION,
    /// and, but, or
    AND,
    /// that, as, when, because
    SUBORDINATOR,
    /// who, which, whom
    RELATIVE,
    /// be, have, do, will, can
    AUXILIARY,
    /// am, is, was, been
    BE,
    /// not, never
    NOT,
    /// Adverbs, listed or in -ly
    ADVERB,
    /// Pronouns that can be a subject
    PRONOUN,
    /// him, them, me, us
    OBJECT,
    /// Any form of a listed verb
    VERB,
    /// Verbs of saying, writing, thinking
    SPEECH,
    /// Verbs that judge or name: call, describe, accuse
    JUDGING,
    /// Past form or past participle
    PAST,
    /// -ing form
    ING,
    /// Third person -s
    THIRD,
    /// A verb by its ending alone
    GUESS,
    /// What a person is: minister, nurse
    ROLE,
    /// A body of people: campaign, committee
    GROUP,
    /// What words stand in or are: statement, letter, claim
    DOCUMENT,
    /// Plural noun
    PLURAL,
    /// Days, months
    DATE,
    /// Words that stand before a name: Mr, Senator
    TITLE,
    /// Words that introduce a name or title in marks: called, film
    NAMING,
    /// Stands for a marked piece
    QUOTE,
    /// First word of a sentence
    FIRST,
    /// `to`
    TO,
    /// Ends in a full stop that belongs to it: `Mr.`, `J.`
    DOTTED,
    /// @name
    HANDLE,
    /// A verb of speech of another language
    ABROAD,
}

/// Any noun of the lists.
pub const NOUN: Class = ROLE | GROUP | DOCUMENT;
/// Any sign.
pub const ANY_SIGN: Class = COMMA | STOP | COLON | SEMICOLON | DASH | OPEN | CLOSE | SIGN;
/// Words that are never part of a name by themselves.
pub const FUNCTION: Class = DETERMINER
    | POSSESSIVE
    | PREPOSITION
    | AND
    | SUBORDINATOR
    | RELATIVE
    | AUXILIARY
    | NOT
    | ADVERB
    | PRONOUN
    | OBJECT
    | TO;

/// A hash of a word in lower case, the same on every machine; curly apostrophes count as straight ones.
pub fn hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|byte| take(byte.to_ascii_lowercase()));
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut take);
        }
    }
    hash
}

/// The hash of a word known when compiled.
pub const fn key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Passes a hash on as it is.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

type Table = HashMap<u64, Class, BuildHasherDefault<Same>>;

/// The classes of a word by [`hash`], 0 if it is on no list.
pub fn class_of(hash: u64) -> Class {
    TABLE.get(&hash).copied().unwrap_or(0)
}

/// The words of a list, by its path under `model/`, and their class.
fn read((name, class): (&str, Class)) -> (&'static str, Class) {
    (model::text(name), class)
}

const LISTS: [(&str, Class); 6] = [
    ("words/abroad.txt", VERB | SPEECH | PAST | ABROAD),
    ("words/roles.txt", ROLE),
    ("words/groups.txt", GROUP),
    ("words/documents.txt", DOCUMENT),
    ("words/titles.txt", TITLE),
    ("words/naming.txt", NAMING),
];

const VERBS: [(&str, Class); 3] =
    [("words/speech.txt", VERB | SPEECH), ("words/judging.txt", VERB | JUDGING), ("words/verbs.txt", VERB)];

const LITTLE: [(&str, Class); 15] = [
    (
        "the a an this these those some many several another one two three four five six seven eight nine ten both each every all any most other no such",
        DETERMINER,
    ),
    ("his her their its my our your", POSSESSIVE),
    (
        "of in on at by for with from about against into over under after before during since until between among through without within across behind near upon toward towards amid beyond per via despite like off onto out up down",
        PREPOSITION,
    ),
    ("and but or nor yet plus &", AND),
    (
        "that as when while because if although though whether unless where why how what than so once whereas",
        SUBORDINATOR,
    ),
    ("who which whom whose", RELATIVE),
    ("am is are was were be been being", AUXILIARY | BE),
    (
        "have has had having do does did will would can could may might must shall should won't wouldn't can't couldn't didn't doesn't don't hasn't haven't hadn't isn't wasn't aren't weren't cannot",
        AUXILIARY,
    ),
    ("not never n't neither hardly didn't doesn't don't wouldn't won't hasn't haven't hadn't", NOT),
    (
        "also then later now still again even just once often already always sometimes ago too soon only ever instead perhaps rather quite very here there today yesterday tonight tomorrow else early earlier afterward afterwards meanwhile however further thus nevertheless nonetheless moreover indeed maybe first finally more most much less long far back together twice therefore so",
        ADVERB,
    ),
    ("he she they it we i who which you", PRONOUN),
    ("him them me us her whom", OBJECT),
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb aug sept oct nov dec mon tue tues wed thu thurs fri sat sun",
        DATE,
    ),
    ("to", TO),
    ("'s", OWNER),
];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let mut put = |word: &str, class: Class| *table.entry(hash(word)).or_insert(0) |= class;
    for (list, class) in LISTS.map(read) {
        for word in list.lines() {
            put(word, class);
            if class & NOUN != 0 {
                put(&plural(word), class | PLURAL);
            }
        }
    }
    for (list, class) in VERBS.map(read) {
        for line in list.lines() {
            let mut forms = line.split(' ');
            let lemma = forms.next().unwrap_or(line);
            put(lemma, class);
            put(&plural(lemma), class | THIRD);
            let stem = lemma.strip_suffix('e').unwrap_or(lemma);
            put(&format!("{stem}ing"), class | ING);
            put(&format!("{stem}ed"), class | PAST);
            for form in forms {
                let shape = match form {
                    _ if form.ends_with("ing") => ING,
                    _ if form.ends_with('s') && form != "lost" => THIRD,
                    _ => PAST,
                };
                put(form, class | shape);
            }
        }
    }
    for (words, class) in LITTLE {
        for word in words.split(' ') {
            put(word, class);
        }
    }
    table
});

/// The regular plural of a noun, which is also the third person of a verb.
fn plural(word: &str) -> String {
    let before_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with("man") => format!("{}men", word.strip_suffix("man").unwrap_or(word)),
        None if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        None => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted_and_unique() {
        for list in LISTS.iter().chain(&VERBS).map(|(list, _)| model::text(list)) {
            let lines: Vec<&str> = list.lines().collect();
            for pair in lines.windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn forms_are_known_by_their_class() {
        let check = |word: &str, expect: Class| assert_eq!(class_of(hash(word)) & expect, expect, "{word}");
        check("said", VERB | SPEECH | PAST);
        check("Says", VERB | SPEECH | THIRD);
        check("adding", VERB | SPEECH | ING);
        check("denies", VERB | SPEECH | THIRD);
        check("spokeswomen", ROLE | PLURAL);
        check("calling", VERB | JUDGING | ING);
        check("’s", OWNER);
        assert_eq!(key("said"), hash("Said"));
    }
}
