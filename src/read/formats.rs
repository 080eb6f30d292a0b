//! Every format but plain text: which reader each kind of file goes to.

use super::{
    Walk, archive, bulk, csv, feed, format::Kind, html, json, mail, office, pdf, rtf, warc,
    with_plain_line_ends,
};
use crate::{
    note::Note,
    raw::{Raw, Words},
};

/// Archives inside archives, at most so deep.
const DEEPEST: usize = 3;
/// Most bytes that the files of one archive may have together.
const MOST_BYTES: u64 = 512 << 20;
/// Most members taken from one file.
const MOST_MEMBERS: usize = 100_000;

/// The articles of a document that a news database wrote; any other as it is.
fn parted((name, found): (String, Result<Raw, Note>)) -> Vec<(String, Result<Raw, Note>)> {
    match &found {
        Ok(Raw { words: Words::Text(text), .. }) if bulk::looks_like(text) => bulk::read(&name, text),
        _ => vec![(name, found)],
    }
}

impl Walk<'_> {
    /// A file that is not plain text.
    pub(super) fn other(&mut self, name: &str, bytes: &[u8], kind: Kind) {
        match kind {
            Kind::Zip | Kind::Gzip if self.depth >= DEEPEST => self.put(name, Err(Note::TooDeep)),
            Kind::Zip => match archive::paths(bytes).and_then(|paths| office::of(&paths)) {
                Some(office) => {
                    let parts = office::read(name, bytes, office).into_iter().flat_map(parted);
                    self.put_all(parts.collect(), &[]);
                }
                None => self.zip(name, bytes),
            },
            Kind::Gzip => {
                let (inside, unpacked) = archive::gzip(bytes);
                let name = inside.map_or(name.to_owned(), |inside| format!("{name}/{inside}"));
                self.packed(&name, unpacked);
            }
            Kind::Rtf => match rtf::text(bytes, self.decode) {
                Some(text) if bulk::looks_like(&text) => self.put_all(bulk::read(name, &text), &[]),
                Some(text) => self.text(name, text, Vec::new()),
                None => self.put(name, Err(Note::Blank)),
            },
            Kind::Mail => self.put_all(mail::read(name, bytes), &[]),
            Kind::Warc => self.warc(name, bytes),
            Kind::Pdf => self.put(name, pdf::read(name, bytes, self.decode)),
            Kind::Text | Kind::Html | Kind::Json | Kind::Csv | Kind::Export | Kind::Feed | Kind::Other(_) => {
                self.written(name, bytes, kind, false);
            }
        }
    }

    /// The records in a text of this kind.
    pub(super) fn records(&mut self, name: &str, text: String, kind: Kind, notes: Vec<Note>) {
        let found: Vec<(String, Result<Raw, Note>)> = match kind {
            Kind::Json => json::read(name, &text, self.columns),
            Kind::Csv => match csv::read(name, &text, self.columns) {
                Some(found) => found,
                None => return self.text(name, with_plain_line_ends(text), notes),
            },
            Kind::Export => bulk::read(name, &text),
            Kind::Feed => feed::read(name, &text),
            _ => vec![(name.to_owned(), Ok(html::read(name, &text)))],
        };
        self.put_all(found, &notes);
    }

    fn zip(&mut self, name: &str, bytes: &[u8]) {
        let before = self.given;
        // An archive of a web crawl (WACZ) lists its pages once more, for those who show it.
        let paths = archive::paths(bytes).unwrap_or_default();
        let is_crawl = paths.iter().any(|path| path == "datapackage.json")
            && paths.iter().any(|path| path.starts_with("archive/") && path.contains(".warc"));
        let whole = archive::zip(bytes, |packed| {
            if is_crawl && !packed.path.starts_with("archive/") {
                return true;
            }
            self.packed(&format!("{name}/{}", packed.path), packed.bytes);
            !self.is_too_much()
        });
        if self.is_too_much() {
            self.put(name, Err(Note::TooMuch));
        } else if !whole {
            self.put(name, Err(Note::Damaged));
        } else if self.given == before {
            self.put(name, Err(Note::Empty));
        }
    }

    fn warc(&mut self, name: &str, bytes: &[u8]) {
        let before = self.given;
        let whole = warc::read(bytes, |response| {
            let way = format!("{name}/{}", response.url);
            self.address = Some(response.url);
            self.written(&way, &response.body, Kind::Html, false);
            self.address = None;
        });
        if !whole {
            self.put(name, Err(Note::Damaged));
        } else if self.given == before {
            self.put(name, Err(Note::NoTextField));
        }
    }

    /// Files that share their packed bytes, and archives of archives, grow only together.
    fn is_too_much(&self) -> bool {
        self.unpacked > MOST_BYTES
            || self.given >= MOST_MEMBERS
            || !archive::is_likely(self.unpacked, self.size)
    }

    /// A file out of an archive.
    fn packed(&mut self, name: &str, bytes: Result<Vec<u8>, archive::Fault>) {
        match bytes {
            Ok(bytes) => {
                self.unpacked += bytes.len() as u64;
                self.depth += 1;
                self.file(name, &bytes, false);
                self.depth -= 1;
            }
            Err(archive::Fault::Damaged) => self.put(name, Err(Note::Damaged)),
            Err(archive::Fault::Locked) => self.put(name, Err(Note::Locked)),
            Err(archive::Fault::TooMuch) => {
                self.unpacked += archive::LARGEST;
                self.put(name, Err(Note::TooMuch));
            }
        }
    }
}
