//! From a file's bytes to raw text: what the file is, is read from its content and never from its ending.

mod encoding;
mod format;

use crate::note::Note;

/// Decodes bytes by a label of the encoding standard (`windows-1252`); nothing where the label is unknown. The page gives
/// the browser's own decoders, native code those of `encoding_rs`, so that the wasm carries no tables.
pub type Decode = fn(bytes: &[u8], label: &str) -> Option<String>;

/// Largest text taken from one file, in bytes: the bound of what one zip entry may give, and of what a span can point into
/// with room to spare.
pub const LARGEST_TEXT: usize = 64 << 20;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Text, with its lines ended by `\n`.
    Text {
        /// The text.
        text: String,
        /// What should be known of it.
        notes: Vec<Note>,
    },
    /// Nothing that holds articles, and why.
    Not(Note),
}

/// Reads a file. `as_text` takes the bytes for text whatever they look like.
pub fn read(bytes: &[u8], as_text: bool, decode: Decode) -> Reading {
    if bytes.is_empty() {
        return Reading::Not(Note::Empty);
    }
    if !as_text && let Some(name) = format::not_an_article(bytes) {
        return Reading::Not(Note::NotAnArticle(name.to_owned()));
    }
    let mut notes = Vec::new();
    let mut bytes = bytes;
    if bytes.len() > LARGEST_TEXT {
        bytes = &bytes[..LARGEST_TEXT];
        notes.push(Note::Cut(LARGEST_TEXT as u64));
    }
    let Some((text, replaced)) = encoding::text(bytes, as_text, decode) else {
        return Reading::Not(Note::NotText);
    };
    if replaced > 0 {
        notes.push(Note::Replaced(replaced));
    }
    let text = with_plain_line_ends(text);
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Reading::Not(Note::Blank);
    }
    Reading::Text { text, notes }
}

/// The text with every line ended by `\n`: `\r\n`, `\r` and the Unicode line and paragraph separators are folded. NUL
/// characters, which no article means, are taken out.
fn with_plain_line_ends(text: String) -> String {
    if !text.contains(['\r', '\u{2028}', '\u{2029}', '\0']) {
        return text;
    }
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATIN: Decode = |bytes, _| Some(bytes.iter().map(|&byte| byte as char).collect());

    fn check(bytes: &[u8], expect: &str) {
        match read(bytes, false, LATIN) {
            Reading::Text { text, .. } => assert_eq!(text, expect),
            Reading::Not(note) => assert_eq!(format!("{note:?}"), expect),
        }
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
        let Reading::Text { notes, .. } = read(&bytes, false, LATIN) else { panic!("it is text") };
        assert_eq!(notes, [Note::Replaced(1)]);
    }

    #[test]
    fn any_bytes_can_be_opened_as_text() {
        assert!(matches!(read(b"\x89PNG\r\n\x1a\n words", true, LATIN), Reading::Text { .. }));
    }
}
