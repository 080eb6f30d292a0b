//! Where one word stands, packed: blocks of 128 articles with as many bits a number as their largest needs, and what is left
//! over as variable-length bytes.
//!
//! A list is the number of articles, then each full block as: its last article (4 bytes), its length after the header
//! (4 bytes), three bit widths, the gaps between articles, the counts (less one) with their zones, the gaps between places.
//! What is left is packed in the same way without the first two; where it is less than 6 articles, as bytes: first every
//! article's gap, zone and count, then all places. A block can be passed over without a look inside, and the places of one
//! article are read without those of the others.

/// Articles in a block.
pub const BLOCK: usize = 128;

/// Bytes before the bit widths of a full block.
const SKIP: usize = 8;

/// From so many articles on, what is left after the full blocks is packed by bits too.
pub const WORTH_BITS: usize = 6;

/// Bytes that must follow the last list, so that eight can be read at any bit of it.
pub const PADDING: usize = 8;

/// How prominently a word stands in an article; the best of its places counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The article's own words.
    Body = 0,
    /// Somebody's words.
    Quote = 1,
    /// The line under the headline, the label above it.
    Dek = 2,
    /// The headline.
    Headline = 3,
}

impl Zone {
    /// The zone of these two bits.
    pub fn of(bits: u32) -> Zone {
        match bits & 3 {
            0 => Zone::Body,
            1 => Zone::Quote,
            2 => Zone::Dek,
            _ => Zone::Headline,
        }
    }
}

/// Where a word stands in one article, as it is packed: the article, and a place with its zone in the two upper bits.
pub type Standing = (u32, u32);

/// Bits of a standing that are the place.
pub const PLACE_BITS: u32 = 30;
const PLACE: u32 = (1 << PLACE_BITS) - 1;

/// What packing needs, kept from list to list.
#[derive(Default)]
pub struct Packer {
    gaps: Vec<u32>,
    counts: Vec<u32>,
    places: Vec<u32>,
}

impl Packer {
    /// Appends the list of a word that stands so: sorted, numbers of articles from the first of the segment.
    pub fn pack(&mut self, standings: &[Standing], out: &mut Vec<u8>) {
        if let [(doc, place)] = standings {
            // Most words stand once.
            out.push(1);
            put(out, doc << 3 | (place >> PLACE_BITS) << 1 | 1);
            return put(out, place & PLACE);
        }
        self.gaps.clear();
        self.counts.clear();
        self.places.clear();
        let mut next = 0;
        let mut rest = standings;
        while let Some(&(doc, _)) = rest.first() {
            let count = rest.iter().take_while(|standing| standing.0 == doc).count();
            let mut zone = 0;
            let mut last = 0;
            for (_, place) in &rest[..count] {
                zone = zone.max(place >> PLACE_BITS);
                self.places.push((place & PLACE) - last);
                last = place & PLACE;
            }
            self.gaps.push(doc - next);
            self.counts.push((count as u32 - 1) << 2 | zone);
            next = doc + 1;
            rest = &rest[count..];
        }
        put(out, self.gaps.len() as u32);
        let (mut at, mut doc, mut place) = (0, 0, 0);
        while self.gaps.len() - at >= BLOCK {
            let (gaps, counts) = (&self.gaps[at..at + BLOCK], &self.counts[at..at + BLOCK]);
            let many = counts.iter().map(|count| (count >> 2) as usize + 1).sum::<usize>();
            let places = &self.places[place..place + many];
            doc += gaps.iter().sum::<u32>() + BLOCK as u32;
            let start = out.len();
            out.extend_from_slice(&(doc - 1).to_le_bytes());
            out.extend_from_slice(&[0; 4]);
            pack_all([gaps, counts, places], out);
            let length = (out.len() - start - SKIP) as u32;
            out[start + 4..start + 8].copy_from_slice(&length.to_le_bytes());
            at += BLOCK;
            place += many;
        }
        if self.gaps.len() - at >= WORTH_BITS {
            return pack_all([&self.gaps[at..], &self.counts[at..], &self.places[place..]], out);
        }
        for (gap, count) in self.gaps[at..].iter().zip(&self.counts[at..]) {
            let (count, zone) = (count >> 2, count & 3);
            put(out, gap << 3 | zone << 1 | u32::from(count == 0));
            if count > 0 {
                put(out, count);
            }
        }
        for place in &self.places[place..] {
            put(out, *place);
        }
    }
}

/// Appends three runs of numbers, their widths first.
fn pack_all(runs: [&[u32]; 3], out: &mut Vec<u8>) {
    let widths = runs.map(width);
    out.extend_from_slice(&widths.map(|width| width as u8));
    for (values, width) in runs.into_iter().zip(widths) {
        pack_bits(values, width, out);
    }
}

/// Appends a number, seven bits a byte.
fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

#[inline]
fn take(data: &[u8], at: &mut usize) -> u32 {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = data.get(*at).copied().unwrap_or(0);
        *at += 1;
        value |= u32::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 || shift > 31 {
            return value;
        }
    }
}

fn width(values: &[u32]) -> u32 {
    32 - values.iter().fold(0, |all, value| all | value).leading_zeros()
}

fn pack_bits(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut bits, mut count) = (0_u64, 0);
    for value in values {
        bits |= u64::from(*value) << count;
        count += width;
        if count >= 32 {
            out.extend_from_slice(&(bits as u32).to_le_bytes());
            bits >>= 32;
            count -= 32;
        }
    }
    let left = count.div_ceil(8) as usize;
    out.extend_from_slice(&bits.to_le_bytes()[..left]);
}

fn packed_length(count: usize, width: u32) -> usize {
    (count * width as usize).div_ceil(8)
}

/// How many values of each width are in eight bytes, whatever bit of the first they start at.
const AT_ONCE: [usize; 33] = {
    let mut counts = [usize::MAX; 33];
    let mut width = 1;
    while width < counts.len() {
        counts[width] = 57 / width;
        width += 1;
    }
    counts
};

/// Calls for `count` of the values packed from byte `from` on, beginning with number `first`.
#[inline]
fn unpack_each(
    data: &[u8],
    (from, width): (usize, u32),
    first: usize,
    count: usize,
    mut found: impl FnMut(u32),
) {
    let mask = mask(width);
    let mut bit = first * width as usize;
    let mut left = count;
    while left > 0 {
        let mut values = eight(data, from, bit);
        let now = AT_ONCE[width.min(32) as usize].min(left);
        for _ in 0..now {
            found(values as u32 & mask);
            values >>= width;
        }
        bit += now * width as usize;
        left -= now;
    }
}

fn unpack(data: &[u8], from: usize, width: u32, out: &mut [u32]) {
    let mask = mask(width);
    let mut bit = 0;
    for out in out.chunks_mut(AT_ONCE[width.min(32) as usize]) {
        let mut values = eight(data, from, bit);
        bit += out.len() * width as usize;
        for out in out {
            *out = values as u32 & mask;
            values >>= width;
        }
    }
}

/// At least 57 bits from a bit on, counted from byte `from`.
#[inline]
fn eight(data: &[u8], from: usize, bit: usize) -> u64 {
    let at = from + (bit >> 3);
    let eight = data.get(at..at + 8).and_then(|eight| eight.try_into().ok()).unwrap_or([0; 8]);
    u64::from_le_bytes(eight) >> (bit & 7)
}

fn mask(width: u32) -> u32 {
    if width >= 32 { u32::MAX } else { (1 << width) - 1 }
}

fn four(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Calls for every article of a list with how often the word stands in it and the best zone; lists of a few articles, which are
/// most, need no cursor.
pub fn each(data: &[u8], from: usize, mut found: impl FnMut(u32, u32, Zone)) {
    let mut at = from;
    let count = take(data, &mut at);
    if count as usize >= WORTH_BITS {
        let mut cursor = Cursor::new(data, from);
        while cursor.len > 0 {
            cursor.count_all();
            for (doc, count) in cursor.docs[..cursor.len].iter().zip(&cursor.counts) {
                found(*doc, (count >> 2) + 1, Zone::of(*count));
            }
            cursor.next_block(0);
        }
        return;
    }
    let mut next = 0;
    for _ in 0..count {
        let head = take(data, &mut at);
        let more = if head & 1 == 1 { 0 } else { take(data, &mut at) };
        found(next + (head >> 3), more + 1, Zone::of(head >> 1));
        next += (head >> 3) + 1;
    }
}

/// How many articles a list holds.
pub fn count(data: &[u8], from: usize) -> u32 {
    take(data, &mut { from })
}

/// Walks a list from article to article.
pub struct Cursor<'a> {
    data: &'a [u8],
    /// Where the next block starts.
    at: usize,
    /// Articles after this block.
    left: usize,
    /// One past the last article before the next block.
    next: u32,
    docs: [u32; BLOCK],
    /// How many of `docs` there are, and where we stand in them.
    len: usize,
    here: usize,
    /// Counts less one with zones, once asked for.
    counts: [u32; BLOCK],
    counted: bool,
    /// How many places stand before those of article number `passed` of the block.
    before: usize,
    passed: usize,
    /// Where the counts stand in the data, and their width; nothing for the rest of a list.
    packed_counts: Option<(usize, u32)>,
    places_at: usize,
    places_width: u32,
}

impl<'a> Cursor<'a> {
    /// Stands on the first article of the list that starts at `from`.
    pub fn new(data: &'a [u8], from: usize) -> Cursor<'a> {
        let mut at = from;
        let left = take(data, &mut at) as usize;
        let mut cursor = Cursor {
            data,
            at,
            left,
            next: 0,
            docs: [0; BLOCK],
            len: 0,
            here: 0,
            counts: [0; BLOCK],
            counted: false,
            before: 0,
            passed: 0,
            packed_counts: None,
            places_at: 0,
            places_width: 0,
        };
        cursor.next_block(0);
        cursor
    }

    /// The article it stands on; nothing at the end.
    #[inline]
    pub fn doc(&self) -> Option<u32> {
        (self.here < self.len).then(|| self.docs[self.here])
    }

    /// Goes to the next article.
    #[inline]
    pub fn advance(&mut self) {
        self.here += 1;
        if self.here >= self.len {
            self.next_block(0);
        }
    }

    /// Goes to the first article that is not before `doc`.
    #[inline]
    pub fn seek(&mut self, doc: u32) -> Option<u32> {
        if self.len > 0 && self.docs[self.len - 1] < doc {
            self.next_block(doc);
        }
        if self.len == 0 {
            return None;
        }
        // Near articles are reached by steps, far ones by halving.
        let ahead = &self.docs[self.here..self.len];
        self.here += match ahead.iter().take(8).position(|&at| at >= doc) {
            Some(steps) => steps,
            None => ahead.partition_point(|&at| at < doc),
        };
        self.doc()
    }

    /// Calls for all articles from here to the end, a block at a time.
    pub fn each_block(mut self, mut found: impl FnMut(&[u32])) {
        while self.len > 0 {
            found(&self.docs[self.here..self.len]);
            self.next_block(0);
        }
    }

    /// How often the word stands in this article, and the best zone it stands in.
    #[inline]
    pub fn standing(&mut self) -> (u32, Zone) {
        self.count_all();
        let count = self.counts[self.here.min(BLOCK - 1)];
        ((count >> 2) + 1, Zone::of(count))
    }

    /// The places of the word in this article, sorted, in place of what `out` held.
    pub fn places(&mut self, out: &mut Vec<u32>) {
        out.clear();
        self.each_place(|place| out.push(place));
    }

    /// Those places, less `step`, that are among `marks`, a bit each; in place of what `out` held.
    pub fn places_among(&mut self, marks: &[u64], step: u32, out: &mut Vec<u32>) {
        self.count_all();
        out.clear();
        out.resize((self.counts[self.here] >> 2) as usize + 1, 0);
        let mut kept = 0;
        self.each_place(|place| {
            let start = place.wrapping_sub(step);
            // Nobody can foretell which are, so that all are written and only those stay.
            if let Some(out) = out.get_mut(kept) {
                *out = start;
            }
            kept += marks.get(start as usize / 64).map_or(0, |mark| mark >> (start % 64) & 1) as usize;
        });
        out.truncate(kept);
    }

    /// Calls for the places of the word in this article in order.
    #[inline]
    fn each_place(&mut self, mut found: impl FnMut(u32)) {
        self.count_all();
        let passed = &self.counts[self.passed..self.here];
        self.before += passed.iter().map(|count| (count >> 2) as usize + 1).sum::<usize>();
        self.passed = self.here;
        let before = self.before;
        let many = (self.counts[self.here] >> 2) as usize + 1;
        let mut place = 0;
        if self.packed_counts.is_some() {
            let packed = (self.places_at, self.places_width);
            return unpack_each(self.data, packed, before, many, |gap| {
                place += gap;
                found(place)
            });
        }
        let mut at = self.places_at;
        for _ in 0..before {
            while self.data.get(at).is_some_and(|byte| *byte >= 128) {
                at += 1;
            }
            at += 1;
        }
        for _ in 0..many {
            place += take(self.data, &mut at);
            found(place);
        }
    }

    fn count_all(&mut self) {
        if let Some((at, width)) = self.packed_counts
            && !self.counted
        {
            unpack(self.data, at, width, &mut self.counts[..self.len]);
            self.counted = true;
        }
    }

    /// The next block that reaches `least`.
    fn next_block(&mut self, least: u32) {
        self.here = 0;
        self.before = 0;
        self.passed = 0;
        while self.left >= BLOCK {
            let last = four(self.data, self.at);
            let length = four(self.data, self.at + 4) as usize;
            let start = self.at;
            self.at += SKIP + length;
            self.left -= BLOCK;
            if last < least {
                self.next = last + 1;
                continue;
            }
            self.open(start + SKIP, BLOCK);
            return;
        }
        let left = std::mem::take(&mut self.left);
        self.len = left;
        self.packed_counts = None;
        if left >= WORTH_BITS {
            self.open(self.at, left);
        } else {
            self.read(left);
        }
        if self.len > 0 && self.docs[self.len - 1] < least {
            self.len = 0;
        }
    }

    /// Opens so many articles packed by bits.
    fn open(&mut self, at: usize, count: usize) {
        let widths = [0, 1, 2].map(|step| self.data.get(at + step).map_or(0, |byte| u32::from(*byte)));
        let gaps_at = at + 3;
        unpack(self.data, gaps_at, widths[0], &mut self.docs[..count]);
        let mut next = self.next;
        for doc in &mut self.docs[..count] {
            *doc += next;
            next = *doc + 1;
        }
        self.next = next;
        let counts_at = gaps_at + packed_length(count, widths[0]);
        self.packed_counts = Some((counts_at, widths[1]));
        self.counted = false;
        self.places_at = counts_at + packed_length(count, widths[1]);
        self.places_width = widths[2];
        self.len = count;
    }

    /// Reads so many articles that stand as bytes.
    fn read(&mut self, count: usize) {
        for index in 0..count {
            let head = take(self.data, &mut self.at);
            let doc = self.next + (head >> 3);
            let count = if head & 1 == 1 { 0 } else { take(self.data, &mut self.at) };
            self.docs[index] = doc;
            self.counts[index] = count << 2 | head >> 1 & 3;
            self.next = doc + 1;
        }
        self.places_at = self.at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is packed is what is read, article by article and by leaps.
    fn same(standings: &[(u32, Vec<u32>)], leap: u32) {
        let flat: Vec<Standing> = standings
            .iter()
            .flat_map(|(doc, places)| {
                places.iter().map(move |place| (*doc, *place | (doc % 4) << PLACE_BITS))
            })
            .collect();
        let mut data = vec![7];
        Packer::default().pack(&flat, &mut data);
        data.extend([0; PADDING]);
        assert_eq!(count(&data, 1) as usize, standings.len());
        let mut cursor = Cursor::new(&data, 1);
        let mut places = Vec::new();
        for (doc, expect) in standings {
            assert_eq!(cursor.doc(), Some(*doc));
            assert_eq!(cursor.standing(), (expect.len() as u32, Zone::of(*doc)));
            cursor.places(&mut places);
            assert_eq!(&places, expect);
            cursor.advance();
        }
        assert_eq!(cursor.doc(), None);
        let mut cursor = Cursor::new(&data, 1);
        let mut from = 0;
        loop {
            let expect = standings.iter().map(|(doc, _)| *doc).find(|doc| *doc >= from);
            assert_eq!(cursor.seek(from), expect);
            let Some(doc) = expect else { break };
            from = doc + leap;
        }
        let mut all = Vec::new();
        Cursor::new(&data, 1).each_block(|docs| all.extend_from_slice(docs));
        assert_eq!(all, standings.iter().map(|(doc, _)| *doc).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn lists_are_read_as_they_were_packed(
            docs in prop::collection::btree_map(0_u32..3000, prop::collection::btree_set(0_u32..9000, 1..6), 1..400),
            leap in 1_u32..500,
        ) {
            let standings: Vec<(u32, Vec<u32>)> =
                docs.into_iter().map(|(doc, places)| (doc, places.into_iter().collect())).collect();
            same(&standings, leap);
        }
    }
}
