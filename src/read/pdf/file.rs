//! A PDF as numbered objects: where each stands, by the file's own tables or, where those are wrong, by a look at every byte.

use super::{
    filter::{self, Fault},
    object::{Dict, Item, Lexer, Object, is_space},
};
use crate::{note::Note, pulse};
use memchr::memmem;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Units of work a file may take: bytes looked at and unpacked, letters shown, objects found. About two seconds natively; a document of
/// a thousand pages of text takes a tenth.
const MOST_WORK: u64 = 300_000_000;
/// Units of work that finding an object is beside its bytes.
const FINDING: usize = 300;
/// Most objects a file may have: the largest the standard names.
const MOST_OBJECTS: u32 = 8_388_607;
/// References that point at references, at most so many.
const MOST_STEPS: usize = 16;

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// At this byte of the file.
    At(usize),
    /// Among those packed in this stream.
    In(u32),
}

/// Objects packed in a stream: its bytes and where each begins, by number.
struct Bundle {
    bytes: Vec<u8>,
    starts: BTreeMap<u32, usize>,
}

/// A file and where its objects are.
pub struct File<'a> {
    bytes: &'a [u8],
    places: BTreeMap<u32, Place>,
    /// What the end of the file says of it.
    pub trailer: Dict,
    /// The pages of a file whose end, which lists them, is cut off.
    pub loose: Vec<u32>,
    bundles: RefCell<BTreeMap<u32, Option<Rc<Bundle>>>>,
    work: Cell<u64>,
}

impl<'a> File<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// [`Note::Damaged`] where it has no pages, [`Note::Locked`] where it needs a password, [`Note::TooMuch`] beyond the bounds.
    pub fn open(bytes: &'a [u8]) -> Result<File<'a>, Note> {
        let mut file = File {
            bytes,
            places: BTreeMap::new(),
            trailer: Dict::new(),
            loose: Vec::new(),
            bundles: RefCell::default(),
            work: Cell::new(0),
        };
        file.read_tables();
        if file.pages_of_root().is_none() && !file.is_locked() {
            file.rebuild();
        }
        if file.is_locked() {
            return Err(Note::Locked);
        }
        file.check()?;
        if file.pages_of_root().is_none() && file.loose.is_empty() {
            return Err(Note::Damaged);
        }
        Ok(file)
    }

    /// Counts work done.
    pub fn spend(&self, work: usize) {
        pulse::beat(work);
        self.work.set(self.work.get().saturating_add(work as u64));
    }

    /// Whether the file has taken more work than any honest one.
    pub fn is_spent(&self) -> bool {
        self.work.get() > MOST_WORK
    }

    /// # Errors
    /// [`Note::TooMuch`] if [`File::is_spent`].
    pub fn check(&self) -> Result<(), Note> {
        if self.is_spent() { Err(Note::TooMuch) } else { Ok(()) }
    }

    fn pages_of_root(&self) -> Option<Dict> {
        let root = self.get(self.trailer.get(b"Root".as_slice())?);
        let pages = self.get(root.dict()?.get(b"Pages".as_slice())?);
        pages.dict().cloned()
    }

    /// Whether its words can be read only with a key.
    fn is_locked(&self) -> bool {
        self.trailer.contains_key(b"Encrypt".as_slice())
    }

    /// The value, or the object that it points at.
    pub fn get(&self, object: &Object) -> Object {
        let mut found = object.clone();
        for _ in 0..MOST_STEPS {
            let Object::Ref(number) = found else { return found };
            found = self.object(number);
        }
        Object::Null
    }

    /// The value of this name, or the object that it points at.
    pub fn value(&self, dict: &Dict, name: &[u8]) -> Object {
        dict.get(name).map_or(Object::Null, |value| self.get(value))
    }

    /// An object by its number.
    pub fn object(&self, number: u32) -> Object {
        if self.is_spent() {
            return Object::Null;
        }
        self.spend(FINDING);
        match self.places.get(&number) {
            Some(Place::At(at)) => {
                self.object_at(*at, Some(number)).map_or(Object::Null, |(_, object)| object)
            }
            Some(Place::In(stream)) => {
                let Some(bundle) = self.bundle(*stream) else { return Object::Null };
                let Some(start) = bundle.starts.get(&number) else { return Object::Null };
                let mut lexer = Lexer::new(&bundle.bytes, *start);
                let value = lexer.value().unwrap_or(Object::Null);
                self.spend(lexer.at.saturating_sub(*start));
                value
            }
            None => Object::Null,
        }
    }

    /// The object that begins at this byte, with its number; it must be `expect`, where that is given.
    fn object_at(&self, at: usize, expect: Option<u32>) -> Option<(u32, Object)> {
        let mut lexer = Lexer::new(self.bytes, at);
        let number = whole(lexer.item()?)?;
        whole(lexer.item()?)?;
        if lexer.item()? != Item::Word(b"obj") || expect.is_some_and(|expect| expect != number) {
            return None;
        }
        let value = lexer.value().unwrap_or(Object::Null);
        self.spend(lexer.at - at);
        let mut ahead = lexer.clone();
        let object = match (value, ahead.item()) {
            (Object::Dict(dict), Some(Item::Word(b"stream"))) => {
                let rest = &self.bytes[ahead.at..];
                let skipped = match rest {
                    [b'\r', b'\n', ..] => 2,
                    [b'\n' | b'\r', ..] => 1,
                    _ => 0,
                };
                Object::Stream(dict, ahead.at + skipped)
            }
            (value, _) => value,
        };
        Some((number, object))
    }

    /// The bytes of a stream as they stand in the file.
    fn raw(&self, dict: &Dict, start: usize) -> &'a [u8] {
        let rest = &self.bytes[start.min(self.bytes.len())..];
        // A length that is an object is looked up as a number alone: a stream may name itself.
        let length = match dict.get(b"Length".as_slice()) {
            Some(Object::Ref(number)) => match self.places.get(number) {
                Some(Place::At(at)) => {
                    let mut lexer = Lexer::new(self.bytes, *at);
                    let head = [lexer.item(), lexer.item(), lexer.item()];
                    (head[2] == Some(Item::Word(b"obj"))).then(|| lexer.item()).flatten().and_then(whole)
                }
                Some(Place::In(stream)) if self.bundles.borrow().contains_key(stream) => {
                    self.object(*number).count().and_then(|count| u32::try_from(count).ok())
                }
                _ => None,
            },
            Some(length) => length.count().and_then(|count| u32::try_from(count).ok()),
            None => None,
        };
        if let Some(bytes) = length.and_then(|length| rest.get(..length as usize)) {
            let mut lexer = Lexer::new(rest, bytes.len());
            lexer.skip_space();
            self.spend(lexer.at - bytes.len());
            if rest[lexer.at..].starts_with(b"endstream") || rest[lexer.at..].starts_with(b"endobj") {
                return bytes;
            }
        }
        let end = memmem::find(rest, b"endstream").unwrap_or(rest.len());
        self.spend(end);
        let mut end = end;
        if end > 0 && rest[end - 1] == b'\n' {
            end -= 1;
        }
        if end > 0 && rest[end - 1] == b'\r' {
            end -= 1;
        }
        &rest[..end]
    }

    /// The bytes of a stream, unpacked.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn bytes_of(&self, stream: &Object) -> Result<Vec<u8>, Fault> {
        let Object::Stream(dict, start) = stream else { return Err(Fault::Damaged) };
        if self.is_spent() {
            return Err(Fault::TooMuch);
        }
        let mut bytes = self.raw(dict, *start).to_vec();
        self.spend(bytes.len());
        let either = |long: &[u8], short: &[u8]| match self.value(dict, long) {
            Object::Null => self.value(dict, short),
            value => value,
        };
        let list = |value: Object| match value {
            Object::List(list) => list,
            Object::Null => Vec::new(),
            one => vec![one],
        };
        let filters = list(either(b"Filter", b"F"));
        let parameters = list(either(b"DecodeParms", b"DP"));
        const MOST_FILTERS: usize = 8;
        for (at, filter) in filters.iter().take(MOST_FILTERS).enumerate() {
            let filter = self.get(filter);
            let own = parameters.get(at).map_or(Object::Null, |own| self.get(own));
            let none = Dict::new();
            bytes = filter::unpacked(&bytes, filter.name().unwrap_or_default(), own.dict().unwrap_or(&none))?;
            self.spend(bytes.len());
        }
        Ok(bytes)
    }

    fn bundle(&self, number: u32) -> Option<Rc<Bundle>> {
        if let Some(known) = self.bundles.borrow().get(&number) {
            return known.clone();
        }
        // Nothing while it is being read, so that one that holds itself ends.
        self.bundles.borrow_mut().insert(number, None);
        let read = || {
            let Some(Place::At(at)) = self.places.get(&number) else { return None };
            let (_, stream) = self.object_at(*at, Some(number))?;
            let bytes = self.bytes_of(&stream).ok()?;
            let dict = stream.dict()?;
            let first = self.value(dict, b"First").count()?;
            let starts = starts(&bytes, first).into_iter().collect();
            Some(Rc::new(Bundle { bytes, starts }))
        };
        let bundle = read();
        self.bundles.borrow_mut().insert(number, bundle.clone());
        bundle
    }

    /// Follows the chain of tables from the end of the file. What is said first is newest and stays.
    fn read_tables(&mut self) {
        const LOOK: usize = 2048;
        let tail = self.bytes.len().saturating_sub(LOOK);
        let Some(mark) = memmem::rfind(&self.bytes[tail..], b"startxref") else { return };
        let start = Lexer::new(self.bytes, tail + mark + 9).value().and_then(|value| value.count());
        // Bytes in front of the head move all that is said.
        let base = memmem::find(&self.bytes[..self.bytes.len().min(LOOK)], b"%PDF-").unwrap_or(0);
        let mut next: Vec<usize> = start.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = next.pop() {
            if !seen.insert(at) || self.is_spent() {
                continue;
            }
            let places = [at, at.saturating_add(base)];
            let Some(dict) = places.into_iter().find_map(|at| self.table(at, base)) else { continue };
            next.extend(dict.get(b"Prev".as_slice()).and_then(Object::count));
            next.extend(dict.get(b"XRefStm".as_slice()).and_then(Object::count));
            for (name, value) in dict {
                self.trailer.entry(name).or_insert(value);
            }
        }
    }

    /// Reads the table at this byte, as text or as a stream, and returns what it says of the file.
    fn table(&mut self, at: usize, base: usize) -> Option<Dict> {
        let mut lexer = Lexer::new(self.bytes, at);
        lexer.skip_space();
        if self.bytes.get(lexer.at..)?.starts_with(b"xref") {
            lexer.at += 4;
            let dict = self.written_table(&mut lexer, base);
            self.spend(lexer.at.saturating_sub(at));
            return dict;
        }
        let (_, stream) = self.object_at(lexer.at, None)?;
        let dict = stream.dict()?.clone();
        let bytes = self.bytes_of(&stream).ok()?;
        let widths: Vec<usize> =
            dict.get(b"W".as_slice())?.list()?.iter().filter_map(Object::count).collect();
        let [kind, second, third] = widths[..] else { return None };
        if kind > 8 || second > 8 || third > 8 || kind + second + third == 0 {
            return None;
        }
        let numbers: Vec<usize> = match dict.get(b"Index".as_slice()).and_then(Object::list) {
            Some(list) => list.iter().filter_map(Object::count).collect(),
            None => vec![0, dict.get(b"Size".as_slice())?.count()?],
        };
        let mut rows = bytes.chunks_exact(kind + second + third);
        let number = |bytes: &[u8]| bytes.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        for range in numbers.chunks_exact(2) {
            for object in range[0]..range[0].saturating_add(range[1]) {
                let Some(row) = rows.next() else { break };
                let Ok(object) = u32::try_from(object) else { break };
                let place = match (
                    if kind == 0 { 1 } else { number(&row[..kind]) },
                    number(&row[kind..kind + second]),
                ) {
                    (1, at) => Place::At(at.saturating_add(base)),
                    (2, stream) => match u32::try_from(stream) {
                        Ok(stream) => Place::In(stream),
                        Err(_) => continue,
                    },
                    _ => continue,
                };
                if object <= MOST_OBJECTS {
                    self.places.entry(object).or_insert(place);
                }
            }
        }
        Some(dict)
    }

    fn written_table(&mut self, lexer: &mut Lexer, base: usize) -> Option<Dict> {
        loop {
            let first = match lexer.item()? {
                Item::Word(b"trailer") => break,
                Item::Value(value) => value.count()?,
                Item::Word(_) => return None,
            };
            let Item::Value(count) = lexer.item()? else { return None };
            for object in first..first.saturating_add(count.count()?) {
                let row = lexer.clone();
                let (Some(Item::Value(at)), Some(Item::Value(_)), Some(Item::Word(kind))) =
                    (lexer.item(), lexer.item(), lexer.item())
                else {
                    // The count was wrong.
                    *lexer = row;
                    break;
                };
                if kind == b"n"
                    && let (Some(at), Ok(object)) = (at.count(), u32::try_from(object))
                    && object <= MOST_OBJECTS
                {
                    self.places.entry(object).or_insert(Place::At(at.saturating_add(base)));
                }
            }
        }
        lexer.value()?.dict().cloned()
    }

    /// Finds every object by a look at the whole file, for tables that are wrong or cut off. The last of a number counts.
    fn rebuild(&mut self) {
        self.places.clear();
        self.trailer.clear();
        self.bundles.borrow_mut().clear();
        self.spend(self.bytes.len());
        let starts: Vec<usize> =
            memmem::find_iter(self.bytes, b"obj").filter_map(|at| head_before(self.bytes, at)).collect();
        let mut roots = Vec::new();
        let mut bundles = Vec::new();
        let mut trailers = Vec::new();
        for (at, &start) in starts.iter().enumerate() {
            // Each is read up to the next at most, so that the whole is read once.
            let end = starts.get(at + 1).copied().unwrap_or(self.bytes.len());
            let mut lexer = Lexer::new(&self.bytes[..end], start);
            let Some(number) = lexer.item().and_then(whole) else { continue };
            self.places.insert(number, Place::At(start));
            lexer.item();
            lexer.item();
            self.spend(end - start);
            let Some(Object::Dict(dict)) = lexer.value() else { continue };
            match dict.get(b"Type".as_slice()).and_then(Object::name) {
                Some(b"Catalog") => roots.push(number),
                Some(b"ObjStm") => bundles.push(number),
                Some(b"Page") => self.loose.push(number),
                Some(b"XRef") => trailers.push(dict),
                _ => {}
            }
        }
        for at in memmem::find_iter(self.bytes, b"trailer") {
            let end = self.bytes.len().min(at + 4096);
            trailers.extend(
                Lexer::new(&self.bytes[..end], at + 7).value().and_then(|value| value.dict().cloned()),
            );
            self.spend(4096);
            if self.is_spent() {
                return;
            }
        }
        for dict in trailers {
            for name in [&b"Root"[..], b"Info", b"Encrypt", b"ID"] {
                if let Some(value) = dict.get(name) {
                    self.trailer.insert(name.to_vec(), value.clone());
                }
            }
        }
        if self.is_locked() {
            return;
        }
        for number in bundles {
            let Some(bundle) = self.bundle(number) else { continue };
            for &inner in bundle.starts.keys() {
                self.places.entry(inner).or_insert(Place::In(number));
            }
        }
        let known = self.value(&self.trailer, b"Root");
        if known.dict().is_none_or(|root| !root.contains_key(b"Pages".as_slice())) {
            let packed = || {
                let mut numbers = self.places.iter().filter(|(_, place)| matches!(place, Place::In(_)));
                numbers.find(|(number, _)| is_catalog(&self.object(**number))).map(|(number, _)| *number)
            };
            if let Some(root) = roots.last().copied().or_else(packed) {
                self.trailer.insert(b"Root".to_vec(), Object::Ref(root));
            }
        }
    }
}

fn is_catalog(object: &Object) -> bool {
    let dict = object.dict();
    dict.and_then(|dict| dict.get(b"Type".as_slice())).and_then(Object::name) == Some(b"Catalog")
}

fn whole(item: Item) -> Option<u32> {
    match item {
        Item::Value(value) => u32::try_from(value.count()?).ok(),
        Item::Word(_) => None,
    }
}

/// Where `12 0 obj` begins, `obj` being at this place.
fn head_before(bytes: &[u8], obj: usize) -> Option<usize> {
    let mut at = obj;
    for _ in 0..2 {
        let spaces = bytes[..at].iter().rev().take(8).take_while(|byte| is_space(**byte)).count();
        at -= spaces;
        let digits = bytes[..at].iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        if spaces == 0 && at != obj || digits == 0 {
            return None;
        }
        at -= digits;
    }
    Some(at)
}

/// The numbers of the objects in a bundle and where each begins.
fn starts(bytes: &[u8], first: usize) -> Vec<(u32, usize)> {
    let mut lexer = Lexer::new(&bytes[..first.min(bytes.len())], 0);
    let mut starts = Vec::new();
    while let (Some(number), Some(start)) = (lexer.item().and_then(whole), lexer.item().and_then(whole)) {
        starts.push((number, first.saturating_add(start as usize)));
    }
    starts
}
