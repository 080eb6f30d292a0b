//! What the block scorer looks at: features of a line and its neighbours, each with a name that says what was seen.

use super::{hash, lines::Line, place::Place, seen::Seen};
use crate::article::Why;

/// How many feature buckets the models have; a power of two that fits 16 bits.
pub const BUCKETS: usize = 1 << 16;

/// Features as buckets of the models' weights.
#[derive(Clone, Debug, Default)]
pub struct Features(pub Vec<u16>);

impl Features {
    pub(super) fn put(&mut self, hash: u64) {
        self.0.push(((hash ^ (hash >> 29)) as usize & (BUCKETS - 1)) as u16);
    }
}

/// What can be seen as the value of a feature: the same number on 32 and 64 bit machines.
pub(super) trait Value {
    fn number(&self) -> u64;
}

impl Value for usize {
    fn number(&self) -> u64 {
        *self as u64
    }
}

impl Value for u64 {
    fn number(&self) -> u64 {
        *self
    }
}

impl Value for bool {
    fn number(&self) -> u64 {
        u64::from(*self)
    }
}

impl Value for char {
    fn number(&self) -> u64 {
        u64::from(u32::from(*self))
    }
}

impl Value for Option<Why> {
    fn number(&self) -> u64 {
        self.map_or(0, |why| why as u64 + 1)
    }
}

/// Adds a feature: its name, and what was seen.
macro_rules! see {
    ($features:expr, $name:literal $(, $value:expr)*) => {{
        const NAME: u64 = hash::of($name.as_bytes());
        #[allow(unused_mut)]
        let mut hash = NAME;
        $( hash = hash::join(hash, Value::number(&$value)); )*
        $features.put(hash);
    }};
}

pub(super) use see;

/// A number of words or lines on a scale that grows by halves.
pub(super) fn length(words: usize) -> usize {
    [1, 2, 3, 5, 8, 12, 18, 25, 40, 70].iter().filter(|bound| words >= **bound).count()
}

pub(super) fn tenths(part: usize, whole: usize) -> usize {
    (part * 10).checked_div(whole).unwrap_or(0)
}

/// What stands beside a line, before and behind it.
const NEIGHBOURS: [(u64, isize); 4] = [(1, -1), (2, 1), (3, -2), (4, 2)];

/// The features by which every line is told body or not: `each` gets them line by line.
pub fn of_lines(lines: &[Line], seen: &[Seen], places: &[Place], mut each: impl FnMut(&Features)) {
    let prose: Vec<usize> = seen.iter().map(|seen| usize::from(seen.is_prose())).collect();
    let mut before = vec![0; seen.len() + 1];
    for (at, count) in prose.iter().enumerate() {
        before[at + 1] = before[at] + count;
    }
    let total = before[seen.len()];
    let words: usize = seen.iter().filter(|seen| seen.is_prose()).map(|seen| seen.words).sum();
    let usual = words.checked_div(total).unwrap_or(0);
    let (mut teasers, mut since_teasers) = (0_usize, 0_usize);
    let mut f = Features::default();
    for (at, (line, own)) in lines.iter().zip(seen).enumerate() {
        f.0.clear();
        if own.opens_teasers {
            teasers += 1;
            since_teasers = 0;
        }
        let window = |radius: usize| {
            let from = at.saturating_sub(radius);
            let to = (at + radius + 1).min(seen.len());
            before[to] - before[from] - prose[at]
        };
        let is_prose = own.is_prose();
        let len = length(own.words);
        see!(f, "bias", places.is_empty());
        see!(f, "words", len);
        see!(f, "words end", len, own.sentence_end);
        see!(f, "function words", tenths(own.function_words, own.words).min(5), len);
        see!(f, "capitals", tenths(own.capitals, own.words), len.min(7));
        see!(f, "inner sentences", own.inner_sentences.min(4));
        see!(f, "digits", tenths(own.digits, own.bytes), len.min(6));
        see!(f, "lower start", own.starts_lower);
        see!(f, "boilerplate", own.boilerplate);
        see!(f, "image", own.image.is_some());
        see!(f, "stamp", !own.stamps.is_empty(), len.min(7));
        see!(f, "quote says", own.quote, own.says, len.min(7));
        see!(f, "you", own.you, len, own.sentence_end);
        see!(f, "link", own.link);
        see!(f, "all caps", own.all_caps);
        see!(f, "repeats", own.repeats.min(4), len.min(7));
        see!(f, "mark words", own.mark, len);
        see!(f, "bar", own.bar);
        see!(f, "shared", own.shared, len.min(8));
        see!(f, "shared total", own.shared, total.min(12));
        see!(f, "gap", line.after_gap);
        see!(f, "first", at.min(3));
        see!(f, "last", (lines.len() - at).min(4));
        see!(f, "near 2", window(2), is_prose);
        see!(f, "near 6", window(6), is_prose);
        see!(f, "near 2 len", window(2), len);
        see!(f, "prose before", length(before[at]), is_prose);
        see!(f, "prose after", length(total - before[at] - prose[at]), is_prose);
        see!(f, "part", tenths(before[at], total.max(1)), total.min(6), is_prose);
        see!(f, "total", length(total), is_prose);
        see!(f, "teasers", teasers.min(3), is_prose);
        see!(f, "since teasers", teasers.min(1), since_teasers.min(8), len.min(7));
        see!(f, "against usual", length(own.words * 8 / usual.max(1)), own.sentence_end);
        for (side, step) in NEIGHBOURS {
            let Some(other) = at.checked_add_signed(step).and_then(|at| seen.get(at)) else {
                see!(f, "edge", side);
                continue;
            };
            see!(f, "beside words", side, length(other.words), other.sentence_end, len.min(8));
            see!(f, "beside prose", side, other.is_prose(), is_prose);
            see!(f, "beside boilerplate", side, other.boilerplate, is_prose);
            see!(f, "beside image", side, other.image.is_some(), !other.stamps.is_empty(), is_prose);
            see!(f, "beside capitals", side, tenths(other.capitals, other.words), len.min(8));
        }
        let first = own.tokens.first().copied().unwrap_or(0);
        see!(f, "first word", first);
        if own.words <= 40 {
            see!(f, "last word", own.tokens.last().copied().unwrap_or(0));
            see!(f, "first two", first, own.tokens.get(1).copied().unwrap_or(0));
            for word in own.tokens.iter().take(30) {
                see!(f, "word", *word, own.words <= 12);
            }
        }
        if let Some(place) = places.get(at) {
            of_place(&mut f, places, at, place, own);
        }
        since_teasers += 1;
        each(&f);
    }
}

/// What a page's elements add.
fn of_place(f: &mut Features, places: &[Place], at: usize, place: &Place, own: &Seen) {
    let len = length(own.words);
    let is_prose = own.is_prose();
    let parent = place.around.first().copied().unwrap_or(0);
    see!(f, "p tag", place.tag, len.min(8));
    see!(f, "p tag prose", place.tag, is_prose);
    see!(f, "p tags", place.tag, parent);
    see!(f, "p linked", place.linked, len.min(8));
    see!(f, "p linked prose", place.linked, is_prose);
    see!(f, "p share", place.share, is_prose);
    see!(f, "p share len", place.share, len);
    see!(f, "p wider share", place.share, place.wider_share);
    see!(f, "p wider prose", place.wider_share, is_prose);
    see!(f, "p from best", place.from_best, is_prose);
    see!(f, "p from best tag", place.from_best, place.tag);
    see!(f, "p from best len", place.from_best, len);
    see!(f, "p siblings", place.siblings.min(8), place.share);
    see!(f, "p headings", place.headings.min(3), is_prose);
    see!(f, "p since heading", length(place.since_heading), place.headings.min(2), len.min(7));
    see!(f, "p heading", place.heading, place.from_best.min(4));
    see!(f, "p figure", place.figure, len);
    see!(f, "p claimed", place.claimed, place.tag);
    see!(f, "p claimed since", place.claimed, place.headings.min(2), length(place.since_heading));
    see!(f, "p told", place.told, is_prose);
    see!(f, "p told len", place.told, len);
    see!(f, "p told linked", place.told, place.linked / 3);
    for tag in &place.around {
        see!(f, "p in", *tag);
    }
    for name in &place.near_names {
        see!(f, "p name", *name);
        see!(f, "p name prose", *name, is_prose);
    }
    for name in &place.far_names {
        see!(f, "p far name", *name);
    }
    for (side, step) in NEIGHBOURS {
        let Some(other) = at.checked_add_signed(step).and_then(|at| places.get(at)) else { continue };
        see!(f, "p beside tag", side, other.tag, place.tag);
        see!(f, "p beside linked", side, other.linked / 3, place.linked / 3, is_prose);
        see!(f, "p beside best", side, other.from_best, place.from_best);
        see!(
            f,
            "p beside same",
            side,
            other.around.first() == place.around.first(),
            other.share == place.share
        );
    }
}
