//! What a file is, told by its first bytes.

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
    (b"%PDF-", 0, "PDF document"),
    (b"PK\x03\x04", 0, "zip archive or office document"),
    (b"PK\x05\x06", 0, "zip archive, empty"),
    (b"\x1f\x8b", 0, "gzip archive"),
    (b"Rar!\x1a\x07", 0, "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7-zip archive"),
    (b"BZh", 0, "bzip2 archive"),
    (b"\xfd7zXZ\0", 0, "xz archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "old Office document"),
    (b"{\\rtf", 0, "RTF document"),
    (b"\x7fELF", 0, "program"),
    (b"MZ\x90", 0, "program"),
    (b"\0asm", 0, "program (WebAssembly)"),
    (b"SQLite format 3\0", 0, "SQLite database"),
    (b"wOFF", 0, "font"),
    (b"wOF2", 0, "font"),
];

/// The name of the format, if these bytes are of one that holds no article text.
pub fn not_an_article(bytes: &[u8]) -> Option<&'static str> {
    let signature =
        SIGNATURES.iter().find(|(start, at, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(start)));
    signature.map(|(_, _, name)| *name).or_else(|| markup(bytes))
}

/// Web pages and records: read as such, not as scraped text.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start));
    let text = text.trim_start().to_ascii_lowercase();
    let tag = |name: &str| text.starts_with(name);
    if tag("<!doctype html") || tag("<html") || tag("<head") || tag("<body") {
        return Some("HTML page");
    }
    if tag("<?xml") || tag("<rss") || tag("<feed") || tag("<svg") {
        return Some(if text.contains("<svg") { "SVG image" } else { "XML file" });
    }
    if (tag("{\"") || tag("[{") || tag("{\n") || tag("[\n")) && text.contains("\":") {
        return Some("JSON file");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::not_an_article;

    #[test]
    fn signatures_and_markup_are_known() {
        let check = |bytes: &[u8], expect| assert_eq!(not_an_article(bytes), expect);
        check(b"\xff\xd8\xff\xe0", Some("JPEG image"));
        check(b"\0\0\0\x20ftypheic", Some("film or picture (MP4 family)"));
        check(b"  <!DOCTYPE html><html>", Some("HTML page"));
        check(b"{\"title\": \"x\"}", Some("JSON file"));
        check(b"[laughs] \"No,\" she said: \"never.\"", None);
        check(b"<b> is how he began", None);
        check(b"PK", None);
    }
}
