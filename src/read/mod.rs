//! From a file's bytes to raw matter: what the file is, is read from its content and never from its ending.
//!
//! A file holds no article, one or many; each of its members comes out as raw matter or with the reason why not.

#[cfg(feature = "formats")]
pub mod html;

#[cfg(feature = "formats")]
mod archive;
mod bulk;
#[cfg(feature = "formats")]
mod columns;
#[cfg(feature = "formats")]
mod csv;
mod encoding;
#[cfg(feature = "formats")]
mod feed;
mod format;
#[cfg(feature = "formats")]
mod formats;
#[cfg(feature = "formats")]
mod json;
#[cfg(feature = "formats")]
mod mail;
#[cfg(feature = "formats")]
mod office;
#[cfg(feature = "formats")]
mod pdf;
#[cfg(feature = "formats")]
mod records;
#[cfg(feature = "formats")]
mod rtf;
#[cfg(feature = "formats")]
mod warc;
#[cfg(feature = "formats")]
mod xml;

use crate::{
    columns::{Columns, How},
    note::Note,
    raw::{Raw, Words},
};
use format::Kind;

/// Decodes bytes by a label of the encoding standard (`windows-1252`); nothing where the label is unknown. The page gives
/// the browser's own decoders, native code those of `encoding_rs`, so that the wasm carries no tables.
pub type Decode = fn(bytes: &[u8], label: &str) -> Option<String>;

/// Largest text taken from one file, in bytes: the bound of what one zip entry may give, and of what a span can point into
/// with room to spare.
pub const LARGEST_TEXT: usize = 64 << 20;

/// One thing in a file that holds an article, or should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The file, with the way to the member inside it: `week.zip/monday/3.html`, `export.json#12`.
    pub name: String,
    /// What was read, or why nothing was.
    pub found: Result<Raw, Note>,
}

/// Reads a file: every member it holds, in its order; never none.
pub fn read(name: &str, bytes: &[u8], how: &How, decode: Decode) -> Vec<Member> {
    let mut members = Vec::new();
    read_each(name, bytes, how, decode, &mut |member| members.push(member));
    members
}

/// The same, one member after the other, so that an archive need not be held unpacked as a whole.
pub fn read_each(name: &str, bytes: &[u8], how: &How, decode: Decode, give: &mut dyn FnMut(Member)) {
    let mut walk = Walk {
        decode,
        give,
        columns: &how.columns,
        #[cfg(feature = "formats")]
        given: 0,
        #[cfg(feature = "formats")]
        address: None,
        #[cfg(feature = "formats")]
        size: bytes.len() as u64,
        #[cfg(feature = "formats")]
        unpacked: 0,
        #[cfg(feature = "formats")]
        depth: 0,
    };
    walk.file(name, bytes, how.as_text);
}

/// Whether whoever named the file took it for a document of words. That tells nothing of what it is, but that they will miss it.
fn is_named_document(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("");
    ["doc", "docx", "odt"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// No article means a zero character, other programs stop at it, and every format has a way to write one.
fn take_out_zeros(words: &mut Words) {
    let clean = |text: &mut String| {
        if text.contains('\0') {
            text.retain(|c| c != '\0');
        }
    };
    match words {
        Words::Text(text) => clean(text),
        Words::Paragraphs(paragraphs) => paragraphs.iter_mut().for_each(clean),
        Words::Page(page) => {
            for block in &mut page.blocks {
                clean(&mut block.text);
                block.linked = block.linked.min(block.text.len() as u32);
            }
        }
    }
}

/// A file on its way apart.
struct Walk<'a> {
    decode: Decode,
    /// What was chosen for tables.
    #[cfg_attr(
        not(feature = "formats"),
        expect(dead_code, reason = "who reads no tables asks nothing of them")
    )]
    columns: &'a [Columns],
    /// Who takes the members.
    give: &'a mut dyn FnMut(Member),
    /// How many there were.
    #[cfg(feature = "formats")]
    given: usize,
    /// The address of the page being read, where an archive of the web says it.
    #[cfg(feature = "formats")]
    address: Option<String>,
    /// Bytes of the file itself.
    #[cfg(feature = "formats")]
    size: u64,
    /// Bytes unpacked so far.
    #[cfg(feature = "formats")]
    unpacked: u64,
    /// How many archives lie around the file being read.
    #[cfg(feature = "formats")]
    depth: usize,
}

impl Walk<'_> {
    fn put(&mut self, name: &str, mut found: Result<Raw, Note>) {
        match &mut found {
            Ok(raw) => {
                take_out_zeros(&mut raw.words);
                #[cfg(feature = "formats")]
                if self.address.is_some() {
                    raw.about.url.clone_from(&self.address);
                }
            }
            Err(Note::NotAnArticle(kind)) if is_named_document(name) => {
                found = Err(Note::Misnamed(std::mem::take(kind)));
            }
            Err(_) => {}
        }
        #[cfg(feature = "formats")]
        {
            self.given += 1;
        }
        (self.give)(Member { name: name.to_owned(), found });
    }

    #[cfg(feature = "formats")]
    fn put_all(&mut self, found: Vec<(String, Result<Raw, Note>)>, notes: &[Note]) {
        for (name, mut found) in found {
            if let Ok(raw) = &mut found {
                raw.notes.extend(notes.iter().cloned());
            }
            self.put(&name, found);
        }
    }

    fn file(&mut self, name: &str, bytes: &[u8], as_text: bool) {
        if bytes.is_empty() {
            return self.put(name, Err(Note::Empty));
        }
        let kind = if as_text { Kind::Text } else { format::of(bytes, &encoding::start(bytes)) };
        match kind {
            Kind::Other(other) => self.put(name, Err(Note::NotAnArticle(other.to_owned()))),
            Kind::Text => self.written(name, bytes, kind, as_text),
            #[cfg(feature = "formats")]
            kind => self.other(name, bytes, kind),
            #[cfg(not(feature = "formats"))]
            kind => self.put(name, Err(Note::NeedsReader(kind.name().to_owned()))),
        }
    }

    /// A file that is written in words.
    fn written(&mut self, name: &str, mut bytes: &[u8], kind: Kind, as_text: bool) {
        let mut notes = Vec::new();
        if bytes.len() > LARGEST_TEXT {
            // Not within a character.
            let is_start = |at: &usize| bytes[*at] & 0xc0 != 0x80;
            let end = (LARGEST_TEXT - 3..=LARGEST_TEXT).rfind(is_start).unwrap_or(LARGEST_TEXT);
            bytes = &bytes[..end];
            notes.push(Note::Cut(LARGEST_TEXT as u64));
        }
        let label = if matches!(kind, Kind::Html | Kind::Feed) { encoding::label(bytes) } else { None };
        let Some((text, replaced)) = encoding::text(bytes, as_text, label.as_deref(), self.decode) else {
            return self.put(name, Err(Note::NotText));
        };
        if replaced > 0 {
            notes.push(Note::Replaced(replaced));
        }
        // No article means a zero character, and other programs stop at it.
        let text = if text.contains('\0') { text.replace('\0', "") } else { text };
        if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            return self.put(name, Err(Note::Blank));
        }
        match kind {
            #[cfg(feature = "formats")]
            Kind::Html | Kind::Json | Kind::Csv | Kind::Export | Kind::Feed => {
                self.records(name, text, kind, notes)
            }
            _ => self.text(name, with_plain_line_ends(text), notes),
        }
    }

    fn text(&mut self, name: &str, text: String, notes: Vec<Note>) {
        self.put(name, Ok(Raw { name: name.to_owned(), words: Words::Text(text), notes, ..Raw::default() }));
    }
}

/// The text with every line ended by `\n`: `\r\n`, `\r` and the Unicode line and paragraph separators are folded.
fn with_plain_line_ends(text: String) -> String {
    if !text.contains(['\r', '\u{2028}', '\u{2029}']) {
        return text;
    }
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATIN: Decode = |bytes, _| Some(bytes.iter().map(|&byte| byte as char).collect());

    /// Every member with its words or the reason why it has none.
    fn shown(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
        let words = |found: Result<Raw, Note>| match found.map(|raw| raw.words) {
            Ok(Words::Text(text)) => text,
            Ok(Words::Page(page)) => {
                page.blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("|")
            }
            Ok(Words::Paragraphs(paragraphs)) => paragraphs.join("|"),
            Err(note) => format!("{note:?}"),
        };
        read(name, bytes, &How::default(), LATIN)
            .into_iter()
            .map(|member| (member.name, words(member.found)))
            .collect()
    }

    fn check(bytes: &[u8], expect: &str) {
        assert_eq!(shown("f", bytes), [("f".to_owned(), expect.to_owned())]);
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn text_is_read_whatever_its_encoding() {
        check(b"Plain words.", "Plain words.");
        check("\u{feff}Émile said.".as_bytes(), "Émile said.");
        check("a\r\nb\rc\u{2028}d".as_bytes(), "a\nb\nc\nd");
        let text = "The minister said “no” to all of it. Žižek agreed.";
        check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), text);
        check(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), text);
        check(&utf16(text, u16::to_le_bytes), text);
        check(&utf16(text, u16::to_be_bytes), text);
        check(b"caf\xe9 society met on Tuesday", "café society met on Tuesday");
    }

    #[test]
    fn a_large_file_is_cut_between_characters() {
        // Three bytes a character, of which the bound is no multiple.
        let long = "“".repeat(LARGEST_TEXT / 3 + 9);
        let members = read("f", long.as_bytes(), &How::default(), LATIN);
        let [Member { found: Ok(raw), .. }] = members.as_slice() else { panic!("one text") };
        assert_eq!(raw.notes, [Note::Cut(LARGEST_TEXT as u64)]);
    }

    #[test]
    fn what_is_no_article_says_what_it_is() {
        check(b"", "Empty");
        check(b" \n\t \r\n", "Blank");
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NotAnArticle(\"PNG image\")");
        check(&[0, 1, 2, 3, 200, 0, 7, 9, 255, 0, 0, 4].repeat(40), "NotText");
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_counted() {
        let mut bytes =
            "“Good words all the way through this text, and more of them.” ".repeat(9).into_bytes();
        bytes[100] = 0xff;
        let members = read("f", &bytes, &How::default(), LATIN);
        let notes = &members[0].found.as_ref().expect("it is text").notes;
        assert_eq!(*notes, [Note::Replaced(1)]);
    }

    #[test]
    fn any_bytes_can_be_opened_as_text() {
        let how = How { as_text: true, ..How::default() };
        assert!(read("f", b"\x89PNG\r\n\x1a\n words", &how, LATIN)[0].found.is_ok());
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        use std::io::Write;
        let mut out = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
        for (path, bytes) in files {
            let deflate = rawzip::CompressionMethod::DEFLATE;
            let (mut entry, config) = archive.new_file(path).compression_method(deflate).start().unwrap();
            let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
            let mut writer = config.wrap(encoder);
            writer.write_all(bytes).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        out
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn every_file_of_an_archive_is_named_with_its_way() {
        let inner = zip(&[("b.txt", b"Words of b."), ("pic.gif", b"GIF89a....")]);
        let archive = zip(&[
            ("a.html", b"<html><p>Words of a."),
            ("in.zip", &inner),
            ("__MACOSX/._a.html", b"x"),
            ("e", b""),
        ]);
        let expect = [
            ("z/a.html", "Words of a."),
            ("z/in.zip/b.txt", "Words of b."),
            ("z/in.zip/pic.gif", "NotAnArticle(\"GIF image\")"),
            ("z/e", "Empty"),
        ];
        assert_eq!(shown("z", &archive), expect.map(|(name, words)| (name.to_owned(), words.to_owned())));
        check(&gzip(b"Packed words."), "Packed words.");
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Words of the web.";
        let warc = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        // The same page stands once more in the archive's list of its pages.
        let wacz = zip(&[
            ("datapackage.json", b"{\"profile\": \"data-package\"}"),
            ("pages/pages.jsonl", b"{\"url\": \"https://a.example/\", \"text\": \"Words of the web.\"}"),
            ("archive/data.warc.gz", &gzip(warc.as_bytes())),
        ]);
        let way = "w/archive/data.warc.gz/https://a.example/".to_owned();
        assert_eq!(shown("w", &wacz), [(way, "Words of the web.".to_owned())]);
        check(&zip(&[]), "Empty");
        check(&archive[..archive.len() / 2], "Damaged");
    }

    #[test]
    fn archives_that_grow_without_end_are_stopped() {
        let shared = (0..20).map(|at| (format!("{at}.txt"), vec![b'a'; 1 << 20])).collect::<Vec<_>>();
        let shared: Vec<(&str, &[u8])> =
            shared.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert!(shown("z", &zip(&shared)).iter().any(|(_, words)| words == "TooMuch"));
        let large = gzip(&vec![b'a'; 40 << 20]);
        check(&large, "TooMuch");
        let nested = (0..5).fold(b"words".to_vec(), |bytes, _| gzip(&bytes));
        check(&nested, "TooDeep");
    }
}
