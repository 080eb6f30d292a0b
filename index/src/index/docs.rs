//! Sets of articles, one bit each: 12.5 kB for 100,000.

use super::Doc;

/// A set of articles by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocSet {
    words: Vec<u64>,
}

impl DocSet {
    /// All numbers below `count`.
    pub fn below(count: usize) -> DocSet {
        let mut words = vec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        DocSet { words }
    }

    /// Puts an article in.
    pub fn insert(&mut self, doc: Doc) {
        self.put(doc as usize / 64, 1 << (doc % 64));
    }

    /// Puts articles in whose bits stand in one word.
    #[inline]
    fn put(&mut self, at: usize, bits: u64) {
        if at >= self.words.len() && bits != 0 {
            self.words.resize(at + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at) {
            *word |= bits;
        }
    }

    /// Takes an article out.
    pub fn remove(&mut self, doc: Doc) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word &= !(1 << (doc % 64));
        }
    }

    /// Whether an article is in it.
    #[inline]
    pub fn contains(&self, doc: Doc) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Keeps what is in `other` too.
    pub fn keep(&mut self, other: &DocSet) {
        self.words.truncate(other.words.len());
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Keeps what is not in `other`.
    pub fn drop(&mut self, other: &DocSet) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Takes in all of `other`.
    pub fn join(&mut self, other: &DocSet) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// One past the greatest number there may be in it.
    pub fn bound(&self) -> usize {
        self.words.len() * 64
    }

    /// The articles in it, sorted.
    pub fn iter(&self) -> impl Iterator<Item = Doc> + '_ {
        self.iter_from(0)
    }

    /// Those from `first` on, sorted.
    pub fn iter_from(&self, first: Doc) -> impl Iterator<Item = Doc> + '_ {
        let start = first as usize / 64;
        self.words.iter().enumerate().skip(start).flat_map(move |(at, &word)| {
            let mut rest = if at == start { word & u64::MAX << (first % 64) } else { word };
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(at as Doc * 64 + bit)
            })
        })
    }
}

impl Extend<Doc> for DocSet {
    /// Neighbours that come one after the other are put in together.
    fn extend<I: IntoIterator<Item = Doc>>(&mut self, docs: I) {
        let (mut at, mut bits) = (0, 0);
        for doc in docs {
            let next = doc as usize / 64;
            if next != at {
                self.put(at, bits);
                (at, bits) = (next, 0);
            }
            bits |= 1 << (doc % 64);
        }
        self.put(at, bits);
    }
}

impl FromIterator<Doc> for DocSet {
    fn from_iter<I: IntoIterator<Item = Doc>>(docs: I) -> DocSet {
        let mut set = DocSet::default();
        set.extend(docs);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in() {
        let mut set: DocSet = [3, 64, 130].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 64, 130]);
        set.keep(&DocSet::below(65));
        assert_eq!((set.len(), set.contains(130), set.contains(64)), (2, false, true));
        set.join(&[200].into_iter().collect());
        set.drop(&[3].into_iter().collect());
        set.remove(64);
        assert_eq!(set.iter().collect::<Vec<_>>(), [200]);
        // In any order, twice, and none at all.
        set.extend([70, 5, 71, 70, 300, 64]);
        set.extend([]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [5, 64, 70, 71, 200, 300]);
        assert_eq!(set.iter_from(70).collect::<Vec<_>>(), [70, 71, 200, 300]);
        assert_eq!(set.iter_from(301).count() + set.iter_from(9000).count(), 0);
        assert_eq!(DocSet::from_iter([]), DocSet::default());
        assert_eq!(DocSet::below(64).len(), 64);
    }
}
