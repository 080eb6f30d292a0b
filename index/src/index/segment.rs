//! A run of articles turned inside out: for each word, where it stands. A segment never changes; it is joined with others by
//! being turned back into the articles' words.

use super::{
    Doc, DocSet,
    dictionary::{Dictionary, GAP, WordId, head},
    pairs::{self, Pair, Pairs},
    postings::{Cursor, PADDING, PLACE_BITS, Packer, Standing, WORTH_BITS, Zone},
};
use crate::order;
use std::cmp::Ordering;

const WORD: u32 = (1 << PLACE_BITS) - 1;

/// Words of articles in the order of the text, before they are turned inside out. The two upper bits of a word are its zone.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    words: Vec<u32>,
    /// Where each article's words begin.
    starts: Vec<u32>,
    /// The articles, sorted.
    docs: Vec<Doc>,
}

impl Stream {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no article in it.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// Begins an article. Its number must be greater than all before.
    pub fn begin(&mut self, doc: Doc) {
        self.starts.push(self.words.len() as u32);
        self.docs.push(doc);
    }

    /// Adds a word to the article begun last.
    #[inline]
    pub fn push(&mut self, word: WordId, zone: Zone) {
        self.words.push(word | (zone as u32) << PLACE_BITS);
    }

    /// The place the next word will have in the article begun last.
    #[inline]
    pub fn place(&self) -> u32 {
        self.words.len() as u32 - self.starts.last().copied().unwrap_or(0)
    }

    /// Says that these places of the article begun last are in a zone, unless they are in a better one.
    pub fn mark(&mut self, places: std::ops::Range<u32>, zone: Zone) {
        let start = self.starts.last().copied().unwrap_or(0);
        for word in &mut self.words[(start + places.start) as usize..(start + places.end) as usize] {
            *word = (*word & WORD) | (*word >> PLACE_BITS).max(zone as u32) << PLACE_BITS;
        }
    }

    /// The words of each article, with their zones.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        let end = |number: usize| self.starts.get(number + 1).map_or(self.words.len(), |end| *end as usize);
        (0..self.docs.len()).map(move |number| &self.words[self.starts[number] as usize..end(number)])
    }

    /// A word without its zone.
    pub fn word(word: u32) -> WordId {
        word & WORD
    }

    /// Empties it, keeping its memory.
    pub fn clear(&mut self) {
        self.words.clear();
        self.starts.clear();
        self.docs.clear();
    }

    /// Bytes of memory in use.
    pub fn memory(&self) -> usize {
        (self.words.capacity() + self.starts.capacity() + self.docs.capacity()) * 4
    }
}

/// What turning inside out needs, kept from one segment to the next.
#[derive(Default)]
pub struct Bench {
    /// How often each word stands in the stream, then where its next standing goes; all 0 in between.
    counts: Vec<u32>,
    standings: Vec<Standing>,
    packer: Packer,
    finder: pairs::Finder,
}

/// Some articles, for each of their words where it stands.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    /// Articles in it, sorted.
    docs: Vec<Doc>,
    /// Its words in the order of their bytes.
    words: Vec<WordId>,
    /// Where the list of each begins in `data`.
    lists: Vec<u32>,
    data: Vec<u8>,
    pairs: Pairs,
    /// Words of its articles.
    tokens: usize,
}

impl Segment {
    /// Turns a stream inside out.
    pub fn of(stream: &Stream, dictionary: &Dictionary, bench: &mut Bench) -> Segment {
        if bench.counts.len() < dictionary.numbers() {
            bench.counts.resize(dictionary.numbers(), 0);
        }
        let counts = &mut bench.counts;
        // Words with half of their heads, which tells most of them apart.
        let mut words: Vec<(u64, WordId)> = Vec::new();
        for word in &stream.words {
            let word = word & WORD;
            if word == GAP {
                continue;
            }
            let count = &mut counts[word as usize];
            if *count == 0 {
                words.push(((dictionary.head(word) >> 64) as u64, word));
            }
            *count += 1;
        }
        words.sort_unstable();
        for alike in words.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            order::by(alike, |a, b| dictionary.order(a.1, b.1));
        }
        let mut words: Vec<WordId> = words.into_iter().map(|(_, word)| word).collect();
        words.shrink_to_fit();
        let mut next = 0;
        let mut often: Vec<(WordId, u32)> = Vec::with_capacity(words.len());
        for &word in &words {
            let count = std::mem::replace(&mut counts[word as usize], next);
            often.push((word, count));
            next += count;
        }
        bench.standings.clear();
        bench.standings.resize(next as usize, (0, 0));
        for (number, article) in (0..).zip(stream.articles()) {
            for (place, word) in (0..).zip(article) {
                let zone = word & !WORD;
                let word = word & WORD;
                if word == GAP {
                    continue;
                }
                let at = &mut counts[word as usize];
                bench.standings[*at as usize] = (number, place | zone);
                *at += 1;
            }
        }
        let mut lists = Vec::with_capacity(words.len());
        let mut data = Vec::with_capacity(stream.words.len() * 2);
        let mut start = 0;
        for &word in &words {
            let end = std::mem::take(&mut counts[word as usize]) as usize;
            lists.push(data.len() as u32);
            bench.packer.pack(&bench.standings[start..end], &mut data);
            start = end;
        }
        let Bench { standings, packer, finder, .. } = bench;
        let pairs = Pairs::of(stream, &often, finder, standings, packer, &mut data);
        data.extend_from_slice(&[0; PADDING]);
        data.shrink_to_fit();
        Segment { docs: stream.docs.clone(), words, lists, data, pairs, tokens: stream.words.len() }
    }

    /// Turns the segment back into the words of its articles, but those of which `gone` says so, behind what `stream` holds.
    pub fn unravel(&self, stream: &mut Stream, gone: impl Fn(Doc) -> bool, lengths: &[u32]) {
        let mut starts = Vec::with_capacity(self.docs.len());
        for &doc in &self.docs {
            if gone(doc) {
                starts.push(usize::MAX);
                continue;
            }
            stream.begin(doc);
            starts.push(stream.words.len());
            let length = lengths.get(doc as usize).map_or(0, |length| *length as usize);
            stream.words.resize(stream.words.len() + length, GAP);
        }
        let mut places = Vec::new();
        for (&word, &list) in self.words.iter().zip(&self.lists) {
            let mut cursor = Cursor::new(&self.data, list as usize);
            while let Some(number) = cursor.doc() {
                let start = starts[number as usize];
                if start != usize::MAX {
                    let zone = cursor.standing().1;
                    cursor.places(&mut places);
                    for place in &places {
                        stream.words[start + *place as usize] = word | (zone as u32) << PLACE_BITS;
                    }
                }
                cursor.advance();
            }
        }
    }

    /// The articles in it, sorted: a list's numbers are places in this.
    pub fn docs(&self) -> &[Doc] {
        &self.docs
    }

    /// Words of its articles.
    pub fn tokens(&self) -> usize {
        self.tokens
    }

    /// Where a word stands.
    pub fn list(&self, word: WordId, dictionary: &Dictionary) -> Option<List<'_>> {
        let wanted = dictionary.head(word);
        let order = |other: &WordId| match dictionary.head(*other).cmp(&wanted) {
            Ordering::Equal => dictionary.order(*other, word),
            order => order,
        };
        let at = self.words.binary_search_by(order).ok()?;
        Some(self.at(at))
    }

    /// Where each word stands that starts so.
    pub fn lists_from<'a>(
        &'a self,
        prefix: &'a [u8],
        dictionary: &'a Dictionary,
    ) -> impl Iterator<Item = List<'a>> {
        let wanted = head(prefix);
        let before = |other: &WordId| match dictionary.head(*other).cmp(&wanted) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => dictionary.word(*other, &mut [0; 16]) < prefix,
        };
        let start = self.words.partition_point(before);
        let starts = |word: &WordId| dictionary.word(*word, &mut [0; 16]).starts_with(prefix);
        let count = self.words[start..].partition_point(starts);
        (start..start + count).map(move |at| self.at(at))
    }

    /// What is known of two words that may stand one after the other: the articles where they do, none, or nothing.
    pub fn pair(&self, first: WordId, second: WordId) -> Option<Option<List<'_>>> {
        match self.pairs.get(first, second) {
            Pair::Unknown => None,
            Pair::Nowhere => Some(None),
            Pair::List(from) => Some(Some(List { segment: self, from: from as usize })),
        }
    }

    fn at(&self, at: usize) -> List<'_> {
        List { segment: self, from: self.lists[at] as usize }
    }

    /// Bytes of memory in use.
    pub fn memory(&self) -> usize {
        (self.docs.capacity() + self.words.capacity() + self.lists.capacity()) * 4
            + self.data.capacity()
            + self.pairs.memory()
    }
}

/// Where one word stands in one segment.
#[derive(Clone, Copy)]
pub struct List<'a> {
    segment: &'a Segment,
    from: usize,
}

impl<'a> List<'a> {
    /// How many articles it stands in, removed ones too.
    pub fn len(self) -> u32 {
        super::postings::count(&self.segment.data, self.from)
    }

    /// Whether it stands in none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Calls for every article with how often the word stands in it and the best zone.
    pub fn each(self, found: impl FnMut(u32, u32, Zone)) {
        super::postings::each(&self.segment.data, self.from, found);
    }

    /// Puts all its numbers into a set.
    pub fn join_into(self, set: &mut DocSet) {
        if (self.len() as usize) < WORTH_BITS {
            self.each(|number, _, _| set.insert(number));
        } else {
            self.cursor().each_block(|numbers| set.extend(numbers.iter().copied()));
        }
    }

    /// Walks it. Numbers are places in the segment's articles.
    pub fn cursor(self) -> Cursor<'a> {
        Cursor::new(&self.segment.data, self.from)
    }
}
