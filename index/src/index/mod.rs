//! What makes a library searchable: for each word, in which articles it stands and where.
//!
//! Words of added articles first wait in a [`segment::Stream`], which is turned inside out when it is long or when somebody
//! asks. Small segments are joined into larger ones, so that there are never many; a large one stays as it is.

pub mod dictionary;
pub mod docs;
pub mod postings;
pub mod segment;
mod pairs;
mod scan;

pub use docs::DocSet;
pub use postings::Zone;
pub use scan::{Chain, Word, joined, scan, words};

use crate::span::Span;
use dictionary::{Dictionary, GAP, Key, WordId, key_of};
use segment::{Bench, List, Segment, Stream};
use std::ops::Range;

/// Number of an article in the index.
pub type Doc = u32;

/// Words of a large segment: turning so many inside out takes two tenths of a second and 48 MB, and more segments make every
/// question slower.
const LARGE: usize = 1 << 22;

/// One text of an article.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// What it is.
    pub zone: Zone,
    /// Its words.
    pub text: &'a str,
}

/// The words of many articles, each with its articles and places.
#[derive(Default)]
pub struct Index {
    dictionary: Dictionary,
    segments: Vec<Segment>,
    waiting: Stream,
    bench: Bench,
    /// Words of each article by its number, its gaps too.
    lengths: Vec<u32>,
    /// Articles that are there.
    there: DocSet,
    /// How many are, how many were taken out and still stand in segments, and the words of those that are.
    count: usize,
    gone: usize,
    total: u64,
    fresh: Fresh,
}

/// The words of the article being added, by place.
#[derive(Default)]
struct Fresh {
    /// What each is known by, the number of no word where a field ends.
    keys: Vec<Key>,
    /// Where each begins in its field.
    begins: Vec<u32>,
    /// What their numbers may be.
    likely: Vec<WordId>,
}

impl Index {
    /// Adds an article under a number greater than all before, and gives the places of the words inside each of `pieces`
    /// (number of a field, span in it). A word with hyphens is its parts, and once more as one word behind all fields, where
    /// no phrase can meet it.
    pub fn add(&mut self, doc: Doc, fields: &[Field], pieces: &[(usize, Span)]) -> Vec<Range<u32>> {
        let Index { dictionary, waiting, fresh: Fresh { keys, begins, likely }, .. } = self;
        waiting.begin(doc);
        keys.clear();
        begins.clear();
        let mut chains: Vec<(usize, Span)> = Vec::new();
        let mut field_ends = Vec::with_capacity(fields.len());
        for (number, field) in fields.iter().enumerate() {
            let mut chain = Chain::default();
            scan(field.text, |key, long, span| {
                chains.extend(chain.next(field.text, span).map(|span| (number, span)));
                begins.push(span.start);
                keys.push(if long.is_empty() { key } else { dictionary.number(key, long).into() });
            });
            chains.extend(chain.end(Span::default()).map(|span| (number, span)));
            field_ends.push(begins.len());
            begins.push(u32::MAX);
            keys.push(GAP.into());
        }
        let mut start = 0;
        for (field, end) in fields.iter().zip(&field_ends) {
            dictionary.number_all(&keys[start..*end], likely, |id| waiting.push(id, field.zone));
            waiting.push(GAP, Zone::Body);
            start = end + 1;
        }
        for (number, span) in chains {
            let word = joined(span.of(fields[number].text));
            waiting.push(dictionary.number(key_of(word.as_bytes()), word.as_bytes()), fields[number].zone);
            waiting.push(GAP, Zone::Body);
        }
        let mut ranges = Vec::with_capacity(pieces.len());
        for (field, span) in pieces {
            let start = field.checked_sub(1).map_or(0, |before| field_ends[before] + 1);
            let own = &begins[start..field_ends[*field]];
            let from = start + own.partition_point(|begin| *begin < span.start);
            let to = start + own.partition_point(|begin| *begin < span.end);
            let range = from as u32..to.max(from) as u32;
            waiting.mark(range.clone(), Zone::Quote);
            ranges.push(range);
        }
        let length = waiting.place();
        self.lengths.resize(doc as usize, 0);
        self.lengths.push(length);
        self.there.insert(doc);
        self.count += 1;
        self.total += u64::from(length);
        if self.waiting.len() >= LARGE {
            self.turn();
        }
        ranges
    }

    /// Takes an article out. Its words stay in their segment until that is joined with another.
    pub fn remove(&mut self, doc: Doc) {
        if self.there.contains(doc) {
            self.there.remove(doc);
            self.count -= 1;
            self.gone += 1;
            self.total -= u64::from(self.lengths[doc as usize]);
        }
    }

    /// Whether more than half of what is kept belongs to articles that are gone, so that it should be built anew.
    pub fn is_wasteful(&self) -> bool {
        self.gone > self.count + 1000
    }

    /// Makes all that was added ready to be asked for. Cheap where nothing was added since.
    pub fn settle(&mut self) {
        if !self.waiting.is_empty() {
            self.turn();
        }
        while let [.., first, last] = self.segments.as_slice()
            && first.tokens() < 2 * last.tokens()
            && first.tokens() + last.tokens() <= LARGE
        {
            for segment in self.segments.drain(self.segments.len() - 2..) {
                segment.unravel(&mut self.waiting, |doc| !self.there.contains(doc), &self.lengths);
            }
            self.turn();
        }
    }

    fn turn(&mut self) {
        let segment = Segment::of(&self.waiting, &self.dictionary, &mut self.bench);
        self.waiting.clear();
        self.segments.push(segment);
    }

    /// Gives back the memory that only adding needs.
    pub fn rest(&mut self) {
        self.settle();
        self.waiting = Stream::default();
        self.bench = Bench::default();
        self.dictionary.rest();
    }

    /// Articles that are there.
    pub fn there(&self) -> &DocSet {
        &self.there
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Words of an article, for ranking.
    pub fn length(&self, doc: Doc) -> u32 {
        self.lengths.get(doc as usize).copied().unwrap_or(0)
    }

    /// Words of a usual article.
    pub fn usual_length(&self) -> f32 {
        self.total as f32 / self.count.max(1) as f32
    }

    /// The segments; what was added since [`Index::settle`] is not in them.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// All words that were ever added.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Where a folded word stands in a segment.
    pub fn list<'a>(&'a self, segment: &'a Segment, word: &str) -> Option<List<'a>> {
        segment.list(self.dictionary.get(word.as_bytes())?, &self.dictionary)
    }

    /// What a segment knows of two folded words that may stand one after the other, as [`Segment::pair`].
    pub fn pair<'a>(&'a self, segment: &'a Segment, first: &str, second: &str) -> Option<Option<List<'a>>> {
        let number = |word: &str| self.dictionary.get(word.as_bytes());
        segment.pair(number(first)?, number(second)?)
    }

    /// Bytes of memory in use.
    pub fn memory(&self) -> usize {
        self.dictionary.memory()
            + self.waiting.memory()
            + self.lengths.capacity() * 4
            + self.segments.iter().map(Segment::memory).sum::<usize>()
    }
}
