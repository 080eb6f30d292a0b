//! Which articles hold two common words one right after the other. `on the` stands in a third of all articles, and the places of
//! both words in the others need not be looked at to know so.

use super::{
    dictionary::WordId,
    postings::{Packer, Standing},
    segment::Stream,
};
use crate::order;

/// A word is common where it is one of so many.
const ONE_IN: usize = 1024;

/// Most words that are taken for common.
const MOST: usize = 200;

/// In fewer articles the places are looked at soon enough.
const FEWEST_ARTICLES: usize = 128;

/// Pairs of common words in a segment.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// The common words, by their numbers.
    common: Vec<WordId>,
    /// The pairs that stand somewhere, sorted: the place of the first word among the common ones, times how many these are, and the
    /// place of the second.
    pairs: Vec<u32>,
    /// Where the list of each begins.
    lists: Vec<u32>,
}

/// What is known of two words.
pub enum Pair {
    /// Nothing: one of them is not common.
    Unknown,
    /// That they stand nowhere one after the other.
    Nowhere,
    /// Where the list of articles begins in which they do. Its places mean nothing.
    List(u32),
}

/// What finding pairs needs, kept from one segment to the next.
#[derive(Default)]
pub struct Finder {
    /// For each word its place among the common ones, one more than that; 0 for all others, and for all words in between.
    codes: Vec<u8>,
    /// The pairs in the order of the text, each with the place of its article in the stream.
    found: Vec<(u32, u32)>,
}

impl Pairs {
    /// Finds them in a stream of which it is known how often each word stands in it, and packs their lists behind `data`.
    pub fn of(
        stream: &Stream,
        words: &[(WordId, u32)],
        finder: &mut Finder,
        standings: &mut Vec<Standing>,
        packer: &mut Packer,
        data: &mut Vec<u8>,
    ) -> Pairs {
        if stream.articles().len() < FEWEST_ARTICLES {
            return Pairs::default();
        }
        let is_common = |(_, count): &&(WordId, u32)| *count as usize * ONE_IN > stream.len();
        let mut common: Vec<(WordId, u32)> = words.iter().filter(is_common).copied().collect();
        if common.len() > MOST {
            order::by_key(&mut common, |(word, count)| (u32::MAX - count, *word));
            common.truncate(MOST);
        }
        let mut common: Vec<WordId> = common.into_iter().map(|(word, _)| word).collect();
        common.sort_unstable();
        let many = common.len();
        finder.find(stream, &common);
        // How often each stands, then where its articles begin.
        let mut starts = vec![0_u32; many * many + 1];
        finder.found.iter().for_each(|(pair, _)| starts[*pair as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut ends = starts.clone();
        standings.clear();
        standings.resize(finder.found.len(), (0, 0));
        for &(pair, number) in &finder.found {
            let (start, end) = (starts[pair as usize], &mut ends[pair as usize]);
            // An article is noted once.
            if *end == start || standings[*end as usize - 1].0 != number {
                standings[*end as usize] = (number, 0);
                *end += 1;
            }
        }
        let mut pairs = Pairs { common, ..Pairs::default() };
        for (pair, (start, end)) in
            (0..).zip(starts.iter().zip(&ends)).filter(|(_, (start, end))| start < end)
        {
            pairs.pairs.push(pair);
            pairs.lists.push(data.len() as u32);
            packer.pack(&standings[*start as usize..*end as usize], data);
        }
        pairs.pairs.shrink_to_fit();
        pairs.lists.shrink_to_fit();
        pairs
    }

    /// What is known of two words that may stand one after the other.
    pub fn get(&self, first: WordId, second: WordId) -> Pair {
        let place = |word: WordId| self.common.binary_search(&word).ok();
        let (Some(first), Some(second)) = (place(first), place(second)) else { return Pair::Unknown };
        let pair = (first * self.common.len() + second) as u32;
        self.pairs.binary_search(&pair).map_or(Pair::Nowhere, |at| Pair::List(self.lists[at]))
    }

    /// Bytes of memory in use.
    pub fn memory(&self) -> usize {
        (self.common.capacity() + self.pairs.capacity() + self.lists.capacity()) * 4
    }
}

impl Finder {
    /// Finds where two common words stand one after the other.
    fn find(&mut self, stream: &Stream, common: &[WordId]) {
        let Finder { codes, found } = self;
        codes.resize(codes.len().max(common.last().map_or(0, |last| *last as usize) + 1), 0);
        (1..).zip(common).for_each(|(code, word)| codes[*word as usize] = code);
        found.clear();
        for (number, words) in (0..).zip(stream.articles()) {
            // Nobody can foretell which words are common, so that all pairs are written and only those stay.
            let start = found.len();
            found.resize(start + words.len(), (0, 0));
            let mut kept = start;
            let mut last = 0;
            for word in words {
                let code = codes.get(Stream::word(*word) as usize).map_or(0, |code| u32::from(*code));
                found[kept] = ((last.max(1) - 1) * common.len() as u32 + code.max(1) - 1, number);
                kept += usize::from(last > 0 && code > 0);
                last = code;
            }
            found.truncate(kept);
        }
        common.iter().for_each(|word| codes[*word as usize] = 0);
    }
}
