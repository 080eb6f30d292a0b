//! Rich text: its words, without what shapes them.

use super::Decode;

/// Groups inside groups, at most so deep.
const DEEPEST: usize = 1000;

/// Groups that hold no words of the document.
const UNSEEN: [&str; 22] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "generator",
    "listtable",
    "listoverridetable",
    "themedata",
    "datastore",
    "xmlnstbl",
    "fldinst",
];

/// What holds in a group.
#[derive(Clone, Copy)]
struct Group {
    /// Its words are not those of the document.
    unseen: bool,
    /// How many characters stand behind `\u` for readers that do not know it.
    skip: usize,
}

/// The text of a document, one line a paragraph; nothing where it is none.
pub fn text(bytes: &[u8], decode: Decode) -> Option<String> {
    let mut groups = vec![Group { unseen: false, skip: 1 }];
    let mut text = String::new();
    // Bytes of another encoding, gathered until a character of this one comes.
    let mut packed: Vec<u8> = Vec::new();
    let mut page = "windows-1252".to_owned();
    let mut skip = 0;
    let mut at = 0;
    let mut high: Option<u16> = None;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        let group = *groups.last()?;
        let is_hex = byte == b'\\' && bytes.get(at) == Some(&b'\'');
        if !is_hex && !packed.is_empty() {
            text.push_str(
                &decode(&packed, &page).unwrap_or_else(|| String::from_utf8_lossy(&packed).into_owned()),
            );
            packed.clear();
        }
        match byte {
            b'{' if groups.len() < DEEPEST => groups.push(group),
            b'}' if groups.len() > 1 => {
                groups.pop();
            }
            b'\r' | b'\n' | b'{' | b'}' => {}
            b'\\' => {
                let word_end = bytes[at..]
                    .iter()
                    .position(|b| !b.is_ascii_alphabetic())
                    .map_or(bytes.len(), |end| at + end);
                if word_end == at {
                    let mark = bytes.get(at).copied().unwrap_or(b' ');
                    at += 1;
                    match mark {
                        b'\'' => {
                            let hex = bytes.get(at..at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                            at += 2;
                            if skip > 0 {
                                skip -= 1;
                            } else if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())
                                && !group.unseen
                            {
                                packed.push(byte);
                            }
                        }
                        b'*' => groups.last_mut()?.unseen = true,
                        b'~' if !group.unseen => text.push(' '),
                        b'_' if !group.unseen => text.push('-'),
                        b'\\' | b'{' | b'}' if !group.unseen => text.push(char::from(mark)),
                        b'\n' | b'\r' if !group.unseen => text.push('\n'),
                        _ => {}
                    }
                    continue;
                }
                let word = std::str::from_utf8(&bytes[at..word_end]).unwrap_or("");
                let number_end = bytes[word_end..]
                    .iter()
                    .enumerate()
                    .position(|(place, b)| !(b.is_ascii_digit() || place == 0 && *b == b'-'))
                    .map_or(bytes.len(), |end| word_end + end);
                let number: Option<i32> = std::str::from_utf8(&bytes[word_end..number_end])
                    .ok()
                    .and_then(|digits| digits.parse().ok());
                at = number_end + usize::from(bytes.get(number_end) == Some(&b' '));
                match (word, number) {
                    ("ansicpg", Some(number)) => page = format!("windows-{number}"),
                    ("uc", Some(number)) => groups.last_mut()?.skip = number.clamp(0, 8) as usize,
                    ("u", Some(number)) => {
                        skip = group.skip;
                        let unit = number as u16;
                        if !group.unseen {
                            let pair: Vec<u16> = high.take().into_iter().chain([unit]).collect();
                            if (0xd800..0xdc00).contains(&unit) {
                                high = Some(unit);
                            } else {
                                text.push_str(&String::from_utf16_lossy(&pair));
                            }
                        }
                        continue;
                    }
                    ("par" | "line" | "sect" | "page" | "row", _) if !group.unseen => text.push('\n'),
                    ("tab" | "cell" | "emspace" | "enspace", _) if !group.unseen => text.push(' '),
                    ("lquote", _) if !group.unseen => text.push('‘'),
                    ("rquote", _) if !group.unseen => text.push('’'),
                    ("ldblquote", _) if !group.unseen => text.push('“'),
                    ("rdblquote", _) if !group.unseen => text.push('”'),
                    ("emdash", _) if !group.unseen => text.push('—'),
                    ("endash", _) if !group.unseen => text.push('–'),
                    ("bullet", _) if !group.unseen => text.push('•'),
                    // A length beyond the end is a mistake, and words may follow.
                    ("bin", Some(number))
                        if number > 0 && number as usize <= bytes.len() - at.min(bytes.len()) =>
                    {
                        at += number as usize;
                    }
                    (word, _) if UNSEEN.contains(&word) => groups.last_mut()?.unseen = true,
                    _ => {}
                }
            }
            _ if skip > 0 => skip -= 1,
            byte if !group.unseen => packed_or_plain(byte, &mut text, &mut packed),
            _ => {}
        }
    }
    (!text.trim().is_empty()).then_some(text)
}

fn packed_or_plain(byte: u8, text: &mut String, packed: &mut Vec<u8>) {
    if byte.is_ascii() { text.push(char::from(byte)) } else { packed.push(byte) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATIN: Decode = |bytes, _| Some(bytes.iter().map(|&byte| byte as char).collect());

    fn check(rtf: &str, expect: Option<&str>) {
        assert_eq!(text(rtf.as_bytes(), LATIN).as_deref(), expect, "{rtf}");
    }

    #[test]
    fn words_are_kept_and_their_shape_is_not() {
        check(
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\*\generator x;}\f0 The {\b ferry}\par stays.\par}",
            Some("The ferry\nstays.\n"),
        );
        check(r"{\rtf1 caf\'e9 \u8220?no\u8221? \ldblquote yes\rdblquote}", Some("café “no” “yes”"));
        check(r"{\rtf1 a\{b\}\\}", Some("a{b}\\"));
        check(r"{\rtf1 \u-10179?\u-8704?}", Some("😀"));
        check(r"{\rtf1}", None);
        check(r"{\rtf1 cut \'", Some("cut "));
        check(r"{\rtf1 \bin99999999999 x", Some("x"));
    }
}
