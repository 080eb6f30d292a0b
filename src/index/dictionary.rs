//! Every word once, with a number: an open hash table over keys that hold short words whole.

/// Number of a word. 0 is no word: it stands where two fields of an article meet.
pub type WordId = u32;

/// The number that no word has.
pub const GAP: WordId = 0;

/// Bytes of a word that fit into its key.
const SHORT: usize = 7;

/// What a word of up to 7 bytes is known by: its bytes, little end first, and its length on top. A longer word's key is a
/// hash with 0xFF on top, and its bytes are compared too.
pub fn key_of(word: &[u8]) -> u64 {
    if word.len() <= SHORT {
        return word.iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte))
            | (word.len() as u64) << 56;
    }
    let mut hash = 0;
    for part in word.chunks(8) {
        hash = mixed(hash, part.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }
    long_key(hash, word.len())
}

/// Takes eight more bytes into the hash of a long word.
#[inline]
pub fn mixed(hash: u64, part: u64) -> u64 {
    let product = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 29)
}

/// The key of a long word with this hash.
#[inline]
pub fn long_key(hash: u64, length: usize) -> u64 {
    mixed(hash, length as u64) | 0xff00_0000_0000_0000
}

fn is_long(key: u64) -> bool {
    key >> 56 == 0xff
}

/// All words of an index.
#[derive(Clone, Debug)]
pub struct Dictionary {
    /// Numbers of words, at the place their key is spread to or the next free one; a power of two, 0 where free.
    table: Vec<WordId>,
    keys: Vec<u64>,
    /// Where the bytes of each long word end.
    ends: Vec<u32>,
    bytes: Vec<u8>,
    /// Letters of all words, sorted; those written without spaces, whose words have no spelling, only as far as there is room.
    letters: Vec<char>,
}

/// Most letters kept.
const LETTERS: usize = 400;

impl Default for Dictionary {
    fn default() -> Dictionary {
        // The word of number 0 has a key that no word has.
        Dictionary {
            table: vec![0; 1 << 10],
            keys: vec![0],
            ends: vec![0],
            bytes: Vec::new(),
            letters: Vec::new(),
        }
    }
}

impl Dictionary {
    /// How many numbers there are, with that of no word.
    pub fn numbers(&self) -> usize {
        self.keys.len()
    }

    /// The number of a word, given anew where it has none.
    #[inline]
    pub fn number(&mut self, key: u64, word: &[u8]) -> WordId {
        let mut at = self.home(key);
        loop {
            let id = self.table[at];
            if id == 0 {
                return self.insert(key, word, at);
            }
            if self.keys[id as usize] == key && (!is_long(key) || self.long(id) == word) {
                return id;
            }
            at = (at + 1) & (self.table.len() - 1);
        }
    }

    /// The number of a word that is there.
    pub fn get(&self, word: &[u8]) -> Option<WordId> {
        let key = key_of(word);
        let mut at = self.home(key);
        loop {
            let id = self.table[at];
            if id == 0 {
                return None;
            }
            if self.keys[id as usize] == key && (!is_long(key) || self.long(id) == word) {
                return Some(id);
            }
            at = (at + 1) & (self.table.len() - 1);
        }
    }

    /// The bytes of a word; `short` is where those of a short one are put.
    pub fn word<'a>(&'a self, id: WordId, short: &'a mut [u8; 8]) -> &'a [u8] {
        let key = self.keys[id as usize];
        if is_long(key) {
            return self.long(id);
        }
        *short = key.to_le_bytes();
        &short[..usize::from(short[7])]
    }

    /// The first eight bytes of a word as a number that sorts as the words do.
    pub fn head(&self, id: WordId) -> u64 {
        let key = self.keys[id as usize];
        if is_long(key) { head(self.long(id)) } else { (key << 8).swap_bytes() << 8 }
    }

    /// The letters that words are made of.
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// The order of two words by their bytes.
    pub fn order(&self, a: WordId, b: WordId) -> std::cmp::Ordering {
        let (mut first, mut second) = ([0; 8], [0; 8]);
        self.word(a, &mut first).cmp(self.word(b, &mut second))
    }

    /// Gives back memory held for more words.
    pub fn rest(&mut self) {
        self.keys.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }

    /// Bytes of memory in use.
    pub fn memory(&self) -> usize {
        self.table.capacity() * 4
            + self.keys.capacity() * 8
            + self.ends.capacity() * 4
            + self.bytes.capacity()
    }

    #[inline]
    fn home(&self, key: u64) -> usize {
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        spread as usize & (self.table.len() - 1)
    }

    fn long(&self, id: WordId) -> &[u8] {
        let start = self.ends[id as usize - 1] as usize;
        &self.bytes[start..self.ends[id as usize] as usize]
    }

    #[cold]
    fn insert(&mut self, key: u64, word: &[u8], at: usize) -> WordId {
        let id = self.keys.len() as WordId;
        self.keys.push(key);
        if is_long(key) {
            self.bytes.extend_from_slice(word);
        }
        self.ends.push(self.bytes.len() as u32);
        self.table[at] = id;
        let mut short = [0; 8];
        let word = std::str::from_utf8(self.word(id, &mut short)).unwrap_or("");
        let news: Vec<char> = word.chars().filter(|c| self.letters.binary_search(c).is_err()).collect();
        for letter in news {
            if let Err(at) = self.letters.binary_search(&letter)
                && self.letters.len() < LETTERS
            {
                self.letters.insert(at, letter);
            }
        }
        if self.keys.len() * 3 > self.table.len() * 2 {
            self.grow();
        }
        id
    }

    fn grow(&mut self) {
        self.table = vec![0; self.table.len() * 2];
        for id in 1..self.keys.len() {
            let mut at = self.home(self.keys[id]);
            while self.table[at] != 0 {
                at = (at + 1) & (self.table.len() - 1);
            }
            self.table[at] = id as WordId;
        }
    }
}

/// The first eight bytes of a word as a number that sorts as the words do.
pub fn head(word: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = word.len().min(8);
    first[..length].copy_from_slice(&word[..length]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_number_and_keeps_its_bytes() {
        let words: Vec<String> =
            (0..5000).map(|n| format!("{}{n}", ["w", "longerword", "ñandú"][n % 3])).collect();
        let mut dictionary = Dictionary::default();
        let ids: Vec<WordId> =
            words.iter().map(|word| dictionary.number(key_of(word.as_bytes()), word.as_bytes())).collect();
        assert_eq!(dictionary.numbers(), words.len() + 1);
        for (word, id) in words.iter().zip(ids) {
            assert_eq!(dictionary.get(word.as_bytes()), Some(id));
            assert_eq!(dictionary.word(id, &mut [0; 8]), word.as_bytes());
            assert_eq!(dictionary.head(id), head(word.as_bytes()), "{word}");
        }
        assert_eq!(dictionary.get(b"nowhere"), None);
    }
}
