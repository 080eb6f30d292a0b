//! What a PDF says of itself: its dictionary of information and its metadata (ISO 32000-1, 14.3).

use super::{
    file::File,
    object::{Dict, Object},
};
use crate::{
    raw::{About, Source, claim},
    read::xml::{Step, walk},
};

/// A text of the file: UTF-16 or UTF-8 behind their marks, else in the encoding of documents, which is nearly Windows-1252.
pub fn text(bytes: &[u8]) -> String {
    let decoded = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| of_document(*byte)).collect(),
        },
    };
    decoded.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The encoding of documents (annex D.3) has marks of its own from 24 to 31 and 128 to 160.
fn of_document(byte: u8) -> char {
    const MARKS: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        128..=160 => MARKS[usize::from(byte - 128)],
        _ => char::from(byte),
    }
}

/// Titles that are the name of a file or of a program, not of an article.
fn is_no_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let endings =
        [".doc", ".docx", ".pdf", ".indd", ".qxd", ".qxp", ".html", ".htm", ".txt", ".odt", ".rtf", ".tex"];
    ["microsoft word", "untitled", "unbenannt", "sans titre", "document", "about:blank", "print"].iter().any(
        |start| lower.starts_with(start) && (lower.len() < start.len() + 4 || *start == "microsoft word"),
    ) || endings.iter().any(|ending| lower.ends_with(ending))
        || lower.starts_with("http")
}

/// What the file says: its title as a claim, days of publication where the metadata has any, and the day it was made, which is the
/// day it was printed or fetched.
pub fn read(file: &File) -> About {
    let mut about = About::default();
    let info = file.value(&file.trailer, b"Info");
    let none = Dict::new();
    let info = info.dict().unwrap_or(&none);
    let field = |name: &[u8]| match file.value(info, name) {
        Object::Text(bytes) => text(&bytes),
        _ => String::new(),
    };
    let title = field(b"Title");
    if !is_no_title(title.trim()) {
        claim(&mut about.titles, &title, Source::Title);
    }
    about.retrieved = date(&field(b"CreationDate"));
    let root = file.value(&file.trailer, b"Root");
    let metadata = root.dict().map_or(Object::Null, |root| file.value(root, b"Metadata"));
    if let Ok(bytes) = file.bytes_of(&metadata) {
        let mut names: Vec<String> = Vec::new();
        walk(&String::from_utf8_lossy(&bytes), |step| match step {
            Step::Start(tag, attributes) => {
                names.push(tag.to_owned());
                if let Some(day) = attributes.get("publicationDate").filter(|_| tag == "Description") {
                    claim(&mut about.published, &day, Source::Meta);
                }
            }
            Step::End(_) => {
                names.pop();
            }
            // `dc:title` holds a list of languages, so that the words stand deeper.
            Step::Text(words) => {
                let inside = |name: &str| names.iter().rev().take(3).any(|own| own == name);
                match () {
                    () if inside("title") && !is_no_title(words.trim()) => {
                        claim(&mut about.titles, words, Source::Meta)
                    }
                    () if inside("publicationDate") => claim(&mut about.published, words, Source::Meta),
                    () if inside("publicationName") => claim(&mut about.outlets, words, Source::Meta),
                    () => {}
                }
            }
        });
    }
    about
}

/// Whether the program that made the file parts no words at the ends of lines, as browsers do.
pub fn never_parts(file: &File) -> bool {
    let info = file.value(&file.trailer, b"Info");
    let producer = info.dict().map(|info| file.value(info, b"Producer"));
    matches!(producer, Some(Object::Text(bytes)) if text(&bytes).starts_with("Skia"))
}

/// `D:20250218130600+01'00'` as `2025-02-18`.
fn date(text: &str) -> Option<String> {
    let digits: String =
        text.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).take(8).collect();
    (digits.len() == 8).then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_of_three_encodings() {
        assert_eq!(text(b"\xfe\xff\x20\x1cA\0"), "\u{201c}\u{4100}");
        assert_eq!(text(b"\xef\xbb\xbf\xc3\xa9"), "é");
        assert_eq!(text(b"caf\xe9 \x8dno\x8e"), "café “no”");
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for title in ["Microsoft Word - a.doc", "untitled", "Document1", "page3.indd", "https://a.example/x"]
        {
            assert!(is_no_title(title), "{title}");
        }
        for title in ["Printers on strike", "Documents show the minister knew", "Untitled: a painter’s life"]
        {
            assert!(!is_no_title(title), "{title}");
        }
    }

    #[test]
    fn days_are_read_as_the_format_writes_them() {
        assert_eq!(date("D:20250218130600+01'00'").as_deref(), Some("2025-02-18"));
        assert_eq!(date("Tuesday"), None);
    }
}
