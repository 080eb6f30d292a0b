//! Word lists: what is known of single words and phrases before any article is read.
//!
//! The lists are sorted text files under `model/lists/`, folded by [`plain`]; see `model/LICENSES.md` for their sources. Most
//! are shipped as hashes of their entries, packed in `model/lists.bin`.

use super::fold::{plain, sound};
use crate::{
    model,
    packed::{Bit, Coder, Number, Reader, Writer},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
    ops::BitOr,
    sync::LazyLock,
};

/// What the lists say of a word or phrase, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(pub u32);

impl Flags {
    /// A man's given name.
    pub const MALE: Flags = Flags(1);
    /// A woman's given name.
    pub const FEMALE: Flags = Flags(1 << 1);
    /// A given name of either.
    pub const EITHER: Flags = Flags(1 << 2);
    /// A family name.
    pub const SURNAME: Flags = Flags(1 << 3);
    /// A city.
    pub const CITY: Flags = Flags(1 << 4);
    /// A country.
    pub const COUNTRY: Flags = Flags(1 << 5);
    /// A region, state, sea or other place.
    pub const REGION: Flags = Flags(1 << 6);
    /// A nationality, people, religion or party's members.
    pub const DEMONYM: Flags = Flags(1 << 7);
    /// A title or role: `minister`.
    pub const TITLE: Flags = Flags(1 << 8);
    /// A word that organisations' names hold: `ministry`.
    pub const ORGANISATION_WORD: Flags = Flags(1 << 9);
    /// An organisation.
    pub const ORGANISATION: Flags = Flags(1 << 10);
    /// A verb of saying.
    pub const SAYS: Flags = Flags(1 << 11);
    /// A month or day of the week.
    pub const MONTH: Flags = Flags(1 << 12);
    /// A title of a man.
    pub const MR: Flags = Flags(1 << 13);
    /// A title of a woman.
    pub const MS: Flags = Flags(1 << 14);
    /// Any given name.
    pub const GIVEN: Flags = Flags(0b111);
    /// Any place.
    pub const PLACE: Flags = Flags(0b111 << 4);
    /// How many kinds of list there are; bits above tell how many words the longest phrase with this first word has.
    pub const KINDS: u32 = 15;

    /// Whether any bit of `other` is set.
    pub fn any(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// Words of the longest phrase in the lists that begins with this word; 0 or 1 if none.
    pub fn longest(self) -> usize {
        (self.0 >> 24) as usize
    }
}

impl BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// Takes a number that is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u32(&mut self, key: u32) {
        // A table looks at the highest bits too.
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type Table = HashMap<u32, Flags, BuildHasherDefault<AsItIs>>;

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of a folded word, by which the lists know it.
pub fn hash_of(folded: &str) -> u64 {
    folded.bytes().fold(START, step)
}

/// The hash of a word as written, which is that of the word [`plain`] makes of it.
pub fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| *byte != b'.');
        letters.fold(START, |hash, byte| step(hash, byte.to_ascii_lowercase()))
    } else {
        hash_of(&plain(word))
    }
}

/// The hash of a phrase with one more word.
pub fn hash_on(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of a folded phrase, by which the lists know it.
pub fn hash_phrase(phrase: &str) -> u64 {
    let mut words = phrase.split(' ').map(hash_of);
    let first = words.next().unwrap_or(START);
    words.fold(first, hash_on)
}

/// The lists, by the names of their files under `model/lists/`; `train lists` packs them into `model/lists.bin`.
pub const FILES: [(Flags, &str); 19] = [
    (Flags::MALE, "given_male"),
    (Flags::FEMALE, "given_female"),
    (Flags::EITHER, "given_either"),
    (Flags::SURNAME, "surnames"),
    (Flags::CITY, "cities"),
    (Flags::COUNTRY, "countries"),
    (Flags::REGION, "regions"),
    (Flags::REGION, "states"),
    (Flags::DEMONYM, "demonyms"),
    (Flags::TITLE, "titles"),
    (Flags::ORGANISATION_WORD, "organisation_words"),
    (Flags::ORGANISATION, "companies"),
    (Flags::ORGANISATION, "organisations"),
    (Flags::ORGANISATION, "outlets"),
    (Flags::ORGANISATION, "publishers"),
    (Flags::SAYS, "says"),
    (Flags::MONTH, "months"),
    (Flags(Flags::MR.0 | Flags::TITLE.0), "honorifics_male"),
    (Flags(Flags::MS.0 | Flags::TITLE.0), "honorifics_female"),
];

/// Bits kept of an entry's hash. With forty thousand entries five words in a thousand that are on no list seem to be on
/// one; the models were fitted with the same mistakes.
const BITS: u32 = 23;

/// The number by which an entry is kept.
fn key(hash: u64) -> u32 {
    ((hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as u32
}

/// The packed form of lists: their flags, and their entries a line each.
pub fn pack<'a>(lists: impl IntoIterator<Item = (Flags, &'a str)>) -> Vec<u8> {
    let mut table: BTreeMap<u32, Flags> = BTreeMap::new();
    for (flags, text) in lists {
        for entry in text.lines() {
            let known = table.entry(key(hash_phrase(entry))).or_default();
            *known = *known | flags;
            let count = entry.split(' ').count();
            if count > 1 {
                let first = table.entry(key(hash_of(entry.split(' ').next().unwrap_or("")))).or_default();
                let longest = first.longest().max(count) as u32;
                first.0 = first.0 & 0x00ff_ffff | longest << 24;
            }
        }
    }
    let mut writer = Writer::default();
    code(&mut writer, table.len(), table.into_iter(), |_, _| {});
    writer.finish()
}

/// The form of the file, for both ways: the count, then for each entry the step to its number, its flags and the length of
/// the longest phrase it begins.
fn code(
    coder: &mut impl Coder,
    count: usize,
    mut entries: impl Iterator<Item = (u32, Flags)>,
    mut see: impl FnMut(u32, Flags),
) {
    let mut steps = Number::default();
    let mut longest = Number::default();
    // What is seen of each flag, by the one set before it in the same entry.
    let mut bits = [[Bit::default(); Flags::KINDS as usize + 1]; Flags::KINDS as usize];
    let count = coder.number(&mut Number::default(), count as u32);
    let mut last = 0_u32;
    for _ in 0..count {
        let (key, flags) = entries.next().unwrap_or_default();
        last = last.wrapping_add(coder.number(&mut steps, key.wrapping_sub(last)));
        let mut out = coder.number(&mut longest, flags.longest() as u32) << 24;
        let mut before = 0;
        for (kind, bits) in bits.iter_mut().enumerate() {
            if coder.bit(&mut bits[before], flags.0 >> kind & 1 == 1) {
                out |= 1 << kind;
                before = kind + 1;
            }
        }
        if coder.ended() {
            return;
        }
        see(last, Flags(out));
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::with_capacity_and_hasher(1 << 16, BuildHasherDefault::default());
    let mut reader = Reader::of(model::bytes("lists.bin"));
    code(&mut reader, 0, std::iter::empty(), |key, flags| {
        table.insert(key, flags);
    });
    table
});

/// What the lists say of the word or phrase with this hash.
pub fn flags_of(hash: u64) -> Flags {
    TABLE.get(&key(hash)).copied().unwrap_or_default()
}

/// What the lists say of a word as written.
pub fn flags(word: &str) -> Flags {
    flags_of(hash_word(word))
}

/// What each given name is short for or shortened to, as they are written and as they sound.
static NICKNAMES: LazyLock<HashMap<Cow<'static, str>, Vec<Cow<'static, str>>>> = LazyLock::new(|| {
    let mut forms: HashMap<Cow<str>, Vec<Cow<str>>> = HashMap::new();
    let mut join = |a: Cow<'static, str>, b: Cow<'static, str>| {
        forms.entry(a.clone()).or_default().push(b.clone());
        forms.entry(b).or_default().push(a);
    };
    for (a, b) in model::text("lists/nicknames.txt").lines().filter_map(|line| line.split_once(' ')) {
        join(Cow::Borrowed(a), Cow::Borrowed(b));
        join(Cow::Owned(sound(a)), Cow::Owned(sound(b)));
    }
    forms
});

/// What a folded given name, or the sound of one, is short for or shortened to; `michael` → `mike`.
pub fn short_forms(given: &str) -> &'static [Cow<'static, str>] {
    NICKNAMES.get(given).map_or(&[], Vec::as_slice)
}

/// Whether one of two folded given names is short for the other, in any spelling that sounds so: `mike` and `michael`. How they
/// sound is told beside them, since whoever asks knows it.
pub fn nicknames((a, a_sound): (&str, &str), (b, b_sound): (&str, &str)) -> bool {
    short_forms(a).iter().any(|form| form == b) || short_forms(a_sound).iter().any(|form| form == b_sound)
}

static FAMILIAR: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| model::text("lists/nicknames.txt").split_whitespace().collect());

/// Whether a folded given name is one that English speakers shorten, so that its gender is well known: `emma`, but not a
/// name that is a man's in one language and a woman's in another.
pub fn familiar(given: &str) -> bool {
    FAMILIAR.contains(given)
}

static ALIASES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    model::text("lists/aliases.txt").lines().filter_map(|line| line.split_once('=')).collect()
});

/// The usual name behind another name of a place or organisation, both folded: `kiev` → `kyiv`.
pub fn alias(name: &str) -> &str {
    ALIASES.get(name).copied().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of [`FILES`].
    const TEXTS: [&str; 19] = [
        include_str!("../../model/lists/given_male.txt"),
        include_str!("../../model/lists/given_female.txt"),
        include_str!("../../model/lists/given_either.txt"),
        include_str!("../../model/lists/surnames.txt"),
        include_str!("../../model/lists/cities.txt"),
        include_str!("../../model/lists/countries.txt"),
        include_str!("../../model/lists/regions.txt"),
        include_str!("../../model/lists/states.txt"),
        include_str!("../../model/lists/demonyms.txt"),
        include_str!("../../model/lists/titles.txt"),
        include_str!("../../model/lists/organisation_words.txt"),
        include_str!("../../model/lists/companies.txt"),
        include_str!("../../model/lists/organisations.txt"),
        include_str!("../../model/lists/outlets.txt"),
        include_str!("../../model/lists/publishers.txt"),
        include_str!("../../model/lists/says.txt"),
        include_str!("../../model/lists/months.txt"),
        include_str!("../../model/lists/honorifics_male.txt"),
        include_str!("../../model/lists/honorifics_female.txt"),
    ];

    #[test]
    fn lists_are_sorted_unique_and_folded() {
        let others =
            [include_str!("../../model/lists/nicknames.txt"), include_str!("../../model/lists/aliases.txt")];
        for text in TEXTS.into_iter().chain(others) {
            let lines: Vec<&str> = text.lines().collect();
            for pair in lines.windows(2) {
                assert!(pair[0] < pair[1], "{:?} does not stand before {:?}", pair[0], pair[1]);
            }
            for line in lines {
                assert_eq!(plain(line), line);
            }
        }
    }

    #[test]
    fn the_packed_lists_hold_every_entry() {
        let texts = FILES.map(|(flags, _)| flags).into_iter().zip(TEXTS);
        let packed = pack(texts.clone());
        assert!(packed == include_bytes!("../../model/lists.bin"), "`train lists` packs the lists anew");
        for (flags, text) in texts {
            for entry in text.lines() {
                assert_eq!(flags_of(hash_phrase(entry)).0 & flags.0, flags.0, "{entry}");
            }
        }
    }

    #[test]
    fn words_and_phrases_have_flags() {
        assert!(flags("Mary").any(Flags::FEMALE));
        assert!(flags("U.K.").any(Flags::PLACE));
        assert!(flags_of(hash_phrase("south korea")).any(Flags::COUNTRY));
        assert!(flags("South").longest() >= 2);
        assert!(flags("Mrs.").any(Flags::MS));
        assert_eq!(alias("kiev"), "kyiv");
        assert!(nicknames(("mike", &sound("mike")), ("michael", &sound("michael"))));
    }
}
