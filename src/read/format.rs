//! What a file is, told by its first bytes.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words as they stand.
    Text,
    /// A web page.
    Html,
    /// JSON or lines of JSON.
    Json,
    /// Rows of a table.
    Csv,
    /// Articles out of a news database, one behind the other.
    Export,
    /// A feed, or a list of feeds.
    Feed,
    /// A zip archive, which an office document is too.
    Zip,
    /// One file, packed.
    Gzip,
    /// Rich text.
    Rtf,
    /// A message, a saved page of several parts, or a box of messages.
    Mail,
    /// A portable document.
    Pdf,
    /// An archive of web pages.
    Warc,
    /// No text of an article; the word names it as people do.
    Other(&'static str),
}

#[cfg(not(feature = "formats"))]
impl Kind {
    /// The format as people name it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Html => "web page",
            Kind::Json => "JSON",
            Kind::Csv => "table",
            Kind::Export => "export of a news database",
            Kind::Feed => "feed",
            Kind::Zip => "zip archive or office document",
            Kind::Gzip => "gzip archive",
            Kind::Rtf => "rich text",
            Kind::Mail => "mail or saved page",
            Kind::Pdf => "PDF document",
            Kind::Warc => "web archive",
            Kind::Other(name) => name,
        }
    }
}

/// Formats that hold no article text that is read here: first bytes, offset of those bytes, the name people know.
/// From the published signatures of each format.
const SIGNATURES: &[(&[u8], usize, &str)] = &[
    (b"\x89PNG\r\n\x1a\n", 0, "PNG image"),
    (b"\xff\xd8\xff", 0, "JPEG image"),
    (b"GIF87a", 0, "GIF image"),
    (b"GIF89a", 0, "GIF image"),
    (b"RIFF", 0, "picture, sound or film (RIFF)"),
    (b"II*\0", 0, "TIFF image"),
    (b"MM\0*", 0, "TIFF image"),
    (b"ftyp", 4, "film or picture (MP4 family)"),
    (b"OggS", 0, "sound or film (Ogg)"),
    (b"ID3", 0, "sound (MP3)"),
    (b"fLaC", 0, "sound (FLAC)"),
    (b"\x1aE\xdf\xa3", 0, "film (Matroska)"),
    (b"Rar!\x1a\x07", 0, "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7-zip archive"),
    (b"BZh", 0, "bzip2 archive"),
    (b"\xfd7zXZ\0", 0, "xz archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "old Office document"),
    (b"\x7fELF", 0, "program"),
    (b"MZ\x90", 0, "program"),
    (b"\0asm", 0, "program (WebAssembly)"),
    (b"SQLite format 3\0", 0, "SQLite database"),
    (b"wOFF", 0, "font"),
    (b"wOF2", 0, "font"),
];

/// What these bytes are. `text` is their start, decoded as far as can be.
pub fn of(bytes: &[u8], text: &str) -> Kind {
    let signature =
        SIGNATURES.iter().find(|(start, at, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(start)));
    if let Some((_, _, name)) = signature {
        return Kind::Other(name);
    }
    let starts: [(&[u8], Kind); 6] = [
        (b"%PDF-", Kind::Pdf),
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\x1f\x8b", Kind::Gzip),
        (b"{\\rtf", Kind::Rtf),
        (b"WARC/", Kind::Warc),
    ];
    if let Some((_, kind)) = starts.iter().find(|(start, _)| bytes.starts_with(start)) {
        return *kind;
    }
    // Servers and mailers put lines of their own in front of the head (ISO 32000-1, annex H: within the first 1,024 bytes).
    let head = &bytes[..bytes.len().min(1024)];
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r'));
    if lines.any(|line| line.len() <= 12 && (line.starts_with(b"%PDF-1.") || line.starts_with(b"%PDF-2."))) {
        return Kind::Pdf;
    }
    written(text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}'))
}

/// Formats that are written in words: pages, records, feeds, messages.
fn written(text: &str) -> Kind {
    let start = text.char_indices().nth(1024).map_or(text, |(end, _)| &text[..end]).to_ascii_lowercase();
    let tag = |name: &str| start.starts_with(name) && !start[name.len()..].starts_with(char::is_alphanumeric);
    let page = ["<!doctype html", "<html", "<head", "<body"];
    if page.iter().any(|name| tag(name)) {
        return Kind::Html;
    }
    if start.starts_with('<') {
        let has = |name: &str| start.contains(name);
        return match () {
            () if page.iter().any(|name| has(name)) => Kind::Html,
            () if has("<rss") || has("<feed") || has("<rdf:rdf") || has("<opml") => Kind::Feed,
            () if has("<svg") => Kind::Other("SVG image"),
            () if tag("<?xml") => Kind::Other("XML file"),
            // A piece of a page: a comment or an element of one before anything else.
            () if [
                "<!--", "<div", "<article", "<section", "<main", "<p", "<meta", "<title", "<h1", "<table",
                "<script", "<link",
            ]
            .iter()
            .any(|name| tag(name) || *name == "<!--" && start.starts_with(name)) =>
            {
                Kind::Html
            }
            () => Kind::Text,
        };
    }
    if matches!(start.as_bytes().first(), Some(b'{' | b'[')) && looks_like_json(&start) {
        return Kind::Json;
    }
    if is_mail(text) {
        return Kind::Mail;
    }
    match () {
        #[cfg(feature = "formats")]
        () if super::csv::looks_like_table(text) => Kind::Csv,
        #[cfg(not(feature = "formats"))]
        () if may_be_table(text) => Kind::Csv,
        () if super::bulk::looks_like(text) => Kind::Export,
        () if head_mark(text).is_some() => Kind::Csv,
        () if is_code(text) => Kind::Other("program or style sheet"),
        () => Kind::Text,
    }
}

/// Whether the first line may be the head of a table; who can read tables looks again.
#[cfg(not(feature = "formats"))]
fn may_be_table(text: &str) -> bool {
    const TELLING: [&str; 8] = ["title", "headline", "text", "full text", "content", "body", "url", "link"];
    let line = text.lines().next().unwrap_or("");
    line.len() <= 4000
        && [',', '\t', ';', '|'].iter().any(|mark| {
            let mut cells = line.split(*mark).map(|cell| cell.trim().trim_matches('"').to_lowercase());
            line.contains(*mark) && cells.any(|cell| TELLING.contains(&cell.as_str()))
        })
}

/// The mark between the cells of a first line that may be the head of a table, whatever the names: short ones, each another, and no blank
/// behind the mark, as prose has it. Who can read tables looks at the rows.
pub fn head_mark(text: &str) -> Option<u8> {
    const LONGEST: usize = 60;
    let (line, rows) = text.split_once('\n')?;
    let line = line.trim_end_matches('\r');
    if line.len() > 4000 || rows.trim().is_empty() {
        return None;
    }
    [b'\t', b';', b',', b'|'].into_iter().find(|mark| {
        let names: Vec<&str> = line.split(char::from(*mark)).map(|name| name.trim_matches('"')).collect();
        let is_name = |name: &str| {
            name.len() <= LONGEST
                && name.contains(char::is_alphabetic)
                && !name.starts_with(char::is_whitespace)
                && !name.ends_with(['.', '?', '!'])
        };
        let told_apart = |at: usize, name: &&str| !names[..at].contains(name);
        names.len() >= 2
            && names.iter().all(|name| is_name(name))
            && names.iter().enumerate().all(|(at, name)| told_apart(at, name))
    })
}

/// Programs and style sheets, which saved pages bring along: far more of the marks of code than prose ever has.
fn is_code(text: &str) -> bool {
    const LOOK: usize = 4000;
    let (mut marks, mut all) = (0, 0);
    let mut before = ' ';
    for c in text.chars().take(LOOK) {
        all += 1;
        // A row of the same mark is a ruled line.
        marks += usize::from(c != before && matches!(c, '{' | '}' | ';' | '=' | '<' | '>' | '$' | '_'));
        before = c;
    }
    if all < 60 || marks * 25 <= all {
        return false;
    }
    // Most lines of code end in such a mark too, those of prose with an example in it do not.
    let look = text.char_indices().nth(LOOK).map_or(text, |(end, _)| &text[..end]);
    let lines = look.lines().filter(|line| !line.trim().is_empty());
    let ended = lines.clone().filter(|line| line.trim_end().ends_with([';', '{', '}', '>', ')', ',', '(']));
    ended.count() * 10 >= lines.count() * 7
}

/// An object with a first key, or a list of objects.
fn looks_like_json(start: &str) -> bool {
    let rest = start.trim_start_matches(|c: char| c == '[' || c.is_whitespace());
    if rest.is_empty() && start.len() > 100 {
        // Nothing but lists, as far as can be seen.
        return true;
    }
    rest.strip_prefix('{').is_some_and(|object| {
        let object = object.trim_start();
        object.starts_with('}')
            || object.starts_with('"') && object.contains("\":")
            || object.contains("\" :")
    }) || start.starts_with("[]")
}

/// Lines of `Name: value` at the top, among them those that only messages have; or a box of such.
fn is_mail(text: &str) -> bool {
    let mut lines = text.lines().take(60);
    let mut known = 0;
    if text.starts_with("From ") {
        lines.next();
    }
    for line in lines {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        const NAMES: [&str; 10] = [
            "from",
            "to",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "received",
            "return-path",
            "delivered-to",
            "snapshot-content-location",
        ];
        known += usize::from(NAMES.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: Kind) {
        assert_eq!(
            of(bytes, &String::from_utf8_lossy(bytes)),
            expect,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }

    #[test]
    fn signatures_and_markup_are_known() {
        check(b"\xff\xd8\xff\xe0", Kind::Other("JPEG image"));
        check(b"\0\0\0\x20ftypheic", Kind::Other("film or picture (MP4 family)"));
        check(b"  <!DOCTYPE html><html>", Kind::Html);
        check(b"<!-- saved from url --><html><p>x", Kind::Html);
        check(b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"\"><html>", Kind::Html);
        check(b"<?xml version=\"1.0\"?><rss version=\"2.0\">", Kind::Feed);
        check(b"<?xml version=\"1.0\"?><note/>", Kind::Other("XML file"));
        check(b"<svg xmlns=\"x\">", Kind::Other("SVG image"));
        check(b"{\"title\": \"x\"}", Kind::Json);
        check(b"[\n {\"title\": \"x\"}]", Kind::Json);
        check(b"PK\x03\x04rest", Kind::Zip);
        check(b"{\\rtf1 x}", Kind::Rtf);
        check(b"%PDF-1.7\n", Kind::Pdf);
        check(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\r\n%x", Kind::Pdf);
        check(b"From: a@x\r\nTo: b@x\r\nDate: today\r\n\r\nwords", Kind::Mail);
    }

    #[test]
    fn words_are_no_format() {
        check(b"[laughs] \"No,\" she said: \"never.\"", Kind::Text);
        check(b"<b> is how he began", Kind::Text);
        check(b"PK", Kind::Text);
        check(b"Files begin with %PDF-1.7, it says.", Kind::Text);
        check(b"From: Lisbon\nTo: Porto\n\nA journey", Kind::Text);
        check(b"{so it goes}", Kind::Text);
        let sentence = "He said (on Monday; in Lisbon) that x = y; nobody (but him) knew <why> it was so. ";
        check(sentence.repeat(3).replace("x = y; ", "").replace(['<', '>'], "").as_bytes(), Kind::Text);
        check(
            &b"function f(a) { return a.b(c); } var x = f(1);\n".repeat(3),
            Kind::Other("program or style sheet"),
        );
    }
}
