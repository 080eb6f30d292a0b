//! Every word once, with a number: an open hash table over keys that hold short words whole.

/// Number of a word. 0 is no word: it stands where two fields of an article meet.
pub type WordId = u32;

/// The number that no word has.
pub const GAP: WordId = 0;

/// Bytes of a word that fit into its key.
pub const SHORT: usize = 15;

/// What a word of up to 15 bytes is known by: its bytes, little end first, and its length on top. A longer word's key is a
/// hash with 0xFF on top, and its bytes are compared too. With 0 on top it is the number of a word that is looked up already.
pub type Key = u128;

/// Where the length stands in a key.
const TOP: u32 = 120;

/// The key of a folded word, which is not empty.
pub fn key_of(word: &[u8]) -> Key {
    if word.len() <= SHORT {
        return word.iter().rev().fold(0, |key, byte| key << 8 | Key::from(*byte))
            | (word.len() as Key) << TOP;
    }
    let mut hash = word.len() as u64;
    for part in word.chunks(8) {
        hash = mixed(hash, part.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }
    Key::from(hash) | 0xff << TOP
}

/// The bytes of the word whose key this is, put into `short`; none of a long one.
pub fn short_word(key: Key, short: &mut [u8; 16]) -> Option<&[u8]> {
    *short = key.to_le_bytes();
    short.get(..usize::from(short[SHORT])).filter(|_| !is_long(key))
}

/// Takes eight more bytes into a hash.
#[inline]
fn mixed(hash: u64, part: u64) -> u64 {
    let product = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 29)
}

fn is_long(key: Key) -> bool {
    key >> TOP == 0xff
}

/// All words of an index.
#[derive(Clone, Debug)]
pub struct Dictionary {
    /// Numbers of words, at the place their key is spread to or the next free one; a power of two, 0 where free.
    table: Vec<WordId>,
    keys: Vec<Key>,
    /// The long words, which are few, sorted, and where the bytes of each end.
    long: Vec<(WordId, u32)>,
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
            keys: vec![Key::MAX],
            long: Vec::new(),
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

    /// Calls for each of the keys of short words, or of what is numbered already, with the word's number, given anew where it
    /// has none. Many at once, because then the memory is asked for all of them before the first is needed.
    pub fn number_all(&mut self, keys: &[Key], likely: &mut Vec<WordId>, mut found: impl FnMut(WordId)) {
        likely.clear();
        likely.extend(keys.iter().map(|key| self.table[self.home(*key)]));
        for (&key, &id) in keys.iter().zip(&*likely) {
            // Most words stand where they are looked for first, also if the table has grown since.
            found(if self.keys[id as usize] == key {
                id
            } else if key >> TOP == 0 {
                key as WordId
            } else {
                self.number(key, &[])
            });
        }
    }

    /// The number of a word, given anew where it has none. `word` are its bytes where it is a long one.
    pub fn number(&mut self, key: Key, word: &[u8]) -> WordId {
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
    pub fn word<'a>(&'a self, id: WordId, short: &'a mut [u8; 16]) -> &'a [u8] {
        short_word(self.keys[id as usize], short).unwrap_or_else(|| self.long(id))
    }

    /// The first bytes of a word as a number that sorts as the words do.
    pub fn head(&self, id: WordId) -> Key {
        let key = self.keys[id as usize];
        if is_long(key) { head(self.long(id)) } else { (key << 8).swap_bytes() << 8 }
    }

    /// The letters that words are made of.
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// The order of two words by their bytes.
    pub fn order(&self, a: WordId, b: WordId) -> std::cmp::Ordering {
        // Short words are their heads; long ones come from far off, and are looked at where they must.
        self.head(a).cmp(&self.head(b)).then_with(|| {
            let (mut first, mut second) = ([0; 16], [0; 16]);
            self.word(a, &mut first).cmp(self.word(b, &mut second))
        })
    }

    /// Gives back memory held for more words.
    pub fn rest(&mut self) {
        self.keys.shrink_to_fit();
        self.long.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }

    /// Bytes of memory in use.
    pub fn memory(&self) -> usize {
        self.table.capacity() * 4
            + self.keys.capacity() * size_of::<Key>()
            + self.long.capacity() * 8
            + self.bytes.capacity()
    }

    #[inline]
    fn home(&self, key: Key) -> usize {
        let spread = mixed(key as u64, ((key >> 64) as u64).rotate_left(29));
        spread as usize & (self.table.len() - 1)
    }

    fn long(&self, id: WordId) -> &[u8] {
        let at = self.long.partition_point(|(other, _)| *other < id);
        let start = at.checked_sub(1).map_or(0, |before| self.long[before].1 as usize);
        self.long.get(at).map_or(&[], |(_, end)| &self.bytes[start..*end as usize])
    }

    #[cold]
    fn insert(&mut self, key: Key, word: &[u8], at: usize) -> WordId {
        let id = self.keys.len() as WordId;
        self.keys.push(key);
        if is_long(key) {
            self.bytes.extend_from_slice(word);
            self.long.push((id, self.bytes.len() as u32));
        }
        self.table[at] = id;
        let mut short = [0; 16];
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

/// The first bytes of a word as a number that sorts as the words do.
pub fn head(word: &[u8]) -> Key {
    let mut first = [0; 16];
    let length = word.len().min(SHORT);
    first[..length].copy_from_slice(&word[..length]);
    Key::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_number_and_keeps_its_bytes() {
        let words: Vec<String> = (0..5000)
            .map(|n| format!("{}{n}", ["w", "longerword", "ñandú", "longest-of-all-words"][n % 4]))
            .collect();
        let mut dictionary = Dictionary::default();
        let ids: Vec<WordId> =
            words.iter().map(|word| dictionary.number(key_of(word.as_bytes()), word.as_bytes())).collect();
        assert_eq!(dictionary.numbers(), words.len() + 1);
        for (word, id) in words.iter().zip(ids) {
            assert_eq!(dictionary.get(word.as_bytes()), Some(id));
            assert_eq!(dictionary.word(id, &mut [0; 16]), word.as_bytes());
            assert_eq!(dictionary.head(id), head(word.as_bytes()), "{word}");
        }
        assert_eq!(dictionary.get(b"nowhere"), None);
        let again: Vec<Key> =
            words.iter().map(|word| key_of(word.as_bytes())).filter(|key| !is_long(*key)).collect();
        let mut found = Vec::new();
        dictionary.number_all(&again, &mut Vec::new(), |id| found.push(id));
        assert!(again.iter().zip(found).all(|(key, id)| dictionary.keys[id as usize] == *key));
    }
}
