//! What the model looks at, each with a name a reader can be told.
//!
//! A feature is a name and a value, hashed together to a place in a table of weights. The names are few and say what was
//! looked at; the values say what was found.

/// What a feature looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Name {
    /// Always there.
    Always,
    /// How long the marked words are.
    Length,
    /// With what they begin and end, and whether they look like a title.
    Shape,
    /// The word before the marks.
    WordBefore,
    /// The word after them.
    WordAfter,
    /// The marks themselves.
    Marks,
    /// Where in the paragraph they stand.
    Place,
    /// The cue near the marks.
    Cue,
    /// The words themselves.
    Words,
    /// The speaker is the subject of a cue in the sentence.
    Subject,
    /// The verb of that cue.
    Verb,
    /// How the subject was found, and how far the cue is.
    Reach,
    /// Which of the cues left and right governs the quote.
    Governs,
    /// No cue near has this subject.
    NoCue,
    /// What sort of phrase: name, pronoun, noun.
    Sort,
    /// The words around the phrase.
    Around,
    /// The words between phrase and quote.
    Between,
    /// How far the phrase is.
    Distance,
    /// The phrase's own words: its noun, its pronoun.
    Phrase,
    /// The speaker of the quote before.
    Before,
    /// The speaker of the quote after.
    Next,
    /// Subject of a cue in another sentence.
    Elsewhere,
    /// How often and how the article names the speaker.
    Known,
}

/// How many names there are.
pub const NAMES: usize = Name::Known as usize + 1;

/// Features found for one thing.
#[derive(Debug, Default)]
pub struct Features {
    /// Name and hash of each.
    pub all: Vec<(Name, u32)>,
}

impl Features {
    /// Adds a feature.
    #[inline(always)]
    pub fn add(&mut self, name: Name, kind: u64, values: &[u64]) {
        let mut hash =
            (name as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ kind.wrapping_mul(0xff51_afd7_ed55_8ccd);
        for value in values {
            hash = (hash ^ value.wrapping_add(0x517c_c1b7_2722_0a95)).wrapping_mul(0x2545_f491_4f6c_dd1d);
            hash ^= hash >> 29;
        }
        hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.all.push((name, (hash >> 32) as u32));
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.all.clear();
    }
}

/// A number as one of few sizes, so that a table has room for it.
pub fn size(number: usize) -> u64 {
    match number {
        0..=5 => number as u64,
        6..=8 => 6,
        9..=13 => 9,
        14..=21 => 14,
        22..=39 => 22,
        _ => 40,
    }
}
