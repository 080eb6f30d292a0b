//! Which encoding bytes are in, and their text.

use super::Decode;

/// How much of the start of a file decides what it is, in bytes.
const LOOK: usize = 1 << 16;

/// The text of these bytes and how many characters had to be replaced; nothing where it is no text in an encoding known
/// here and `whatever` does not insist. `label` is what the file says of its encoding; bytes that are valid UTF-8 know better.
pub fn text(bytes: &[u8], whatever: bool, label: Option<&str>, decode: Decode) -> Option<(String, u32)> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Some(utf8(rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(utf16(rest, u16::from_be_bytes));
    }
    if let Some(units) = utf16_without_mark(bytes) {
        return Some(utf16(bytes, units));
    }
    if !whatever && is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), 0));
    }
    if let Some(text) = label.and_then(|label| decode(bytes, label)) {
        return Some((text, 0));
    }
    let (text, replaced) = utf8(bytes);
    let wide = text.chars().filter(|&c| !c.is_ascii() && c != '\u{fffd}').count();
    // Valid UTF-8 outside ASCII seldom comes about by chance: some bytes of it are damaged. Where most bytes are not ASCII, as in
    // EUC-JP, a third of it may look valid.
    let latin = looks_like_latin(bytes);
    let telling = if latin { 4 } else { 1 };
    if wide * telling > replaced as usize {
        return Some((text, replaced));
    }
    if !latin {
        let other = of_another_script(bytes, decode).map(|text| (text, 0));
        return other.or_else(|| whatever.then_some((text, replaced)));
    }
    decode(bytes, "windows-1252").map(|text| (text, 0)).or(Some((text, replaced)))
}

/// The first characters of bytes, to tell what they are: good enough for the ASCII that formats begin with.
pub fn start(bytes: &[u8]) -> String {
    const LOOK: usize = 1 << 14;
    let look = &bytes[..bytes.len().min(LOOK)];
    match (look, utf16_without_mark(look)) {
        ([0xff, 0xfe, rest @ ..], _) => utf16(rest, u16::from_le_bytes).0,
        ([0xfe, 0xff, rest @ ..], _) => utf16(rest, u16::from_be_bytes).0,
        (_, Some(units)) => utf16(look, units).0,
        _ => String::from_utf8_lossy(look).into_owned(),
    }
}

/// The encoding a page's first bytes name: `<meta charset=…>`, `content="text/html; charset=…"`, `<?xml encoding=…?>`.
pub fn label(bytes: &[u8]) -> Option<String> {
    const LOOK: usize = 4096;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]).to_ascii_lowercase();
    let at = start.find("charset=").map(|at| at + 8).or_else(|| {
        let head = start.strip_prefix("<?xml")?;
        let (head, _) = head.split_once("?>")?;
        head.find("encoding=").map(|at| "<?xml".len() + at + "encoding=".len())
    })?;
    let rest = start[at..].trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

fn utf8(bytes: &[u8]) -> (String, u32) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let replaced = text.matches('\u{fffd}').count().saturating_sub(
        // Characters that stood in the file as U+FFFD are not ours.
        bytes.windows(3).filter(|window| *window == b"\xef\xbf\xbd").count(),
    );
    (text, replaced as u32)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, u32) {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut replaced = (bytes.len() % 2) as u32;
    let text = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                replaced += 1;
                '\u{fffd}'
            })
        })
        .collect();
    (text, replaced)
}

/// UTF-16 of western text has a zero in every second byte; no 8-bit text has any.
fn utf16_without_mark(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let look = &bytes[..bytes.len().min(LOOK) & !1];
    if look.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| look.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let half = look.len() / 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if odd * 10 > half * 7 && even * 20 < half => Some(u16::from_le_bytes),
        (even, odd) if even * 10 > half * 7 && odd * 20 < half => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// More than one byte in 50 is a control character that text does not use, more than a whole set of them. Zeros, which some programs put
/// between words, count where there is one for every four bytes.
fn is_binary(bytes: &[u8]) -> bool {
    const SET: usize = 40;
    let look = &bytes[..bytes.len().min(LOOK)];
    let controls = look
        .iter()
        .filter(|&&byte| (1..9).contains(&byte) || (14..32).contains(&byte) && byte != 27 || byte == 127)
        .count();
    let zeros = look.iter().filter(|&&byte| byte == 0).count();
    controls * 50 > look.len() && (controls > SET || look.len() < 4 * SET) || zeros * 4 > look.len()
}

/// The text of bytes in an encoding of a script that is not Latin: of the encodings whose characters make sense, the one that gives the
/// most of the characters that are frequent in its script.
fn of_another_script(bytes: &[u8], decode: Decode) -> Option<String> {
    const LABELS: [&str; 7] = ["windows-1251", "koi8-r", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"];
    let look = &bytes[..bytes.len().min(1 << 13)];
    let likely = LABELS.into_iter().filter_map(|label| Some((likelihood(&decode(look, label)?)?, label)));
    let (_, label) = likely.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    decode(bytes, label)
}

/// How much a text looks like one of its script, in hundredths; nothing where it makes no sense.
fn likelihood(text: &str) -> Option<usize> {
    /// The most frequent characters of Chinese in both ways of writing it, and of Korean.
    const FREQUENT: &str = "的一是不了在有人我他这這个個们們来來到时時大地为為子中你说說生国國年着就那和要她出也得里后後自以会會家可下而过過天去能对對小多然于於心学學么之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長儿兒回位分爱愛老因很给給名法间間斯知世什两兩次使身者被高已亲親其进進此话話常与與活正感이다는의가에을한고를은도지로하사자기어서아리시나";
    let (mut wide, mut wrong, mut cyrillic, mut small, mut kana, mut han, mut frequent, mut hangul) =
        (0, 0, 0, 0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        wide += 1;
        match c {
            '\u{fffd}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => wrong += 1,
            'а'..='я' | 'ё' => (cyrillic, small) = (cyrillic + 1, small + 1),
            '\u{400}'..='\u{45f}' => cyrillic += 1,
            '\u{3041}'..='\u{30fe}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => {
                (han, frequent) = (han + 1, frequent + usize::from(FREQUENT.contains(c)))
            }
            '\u{ac00}'..='\u{d7a3}' => {
                (hangul, frequent) = (hangul + 1, frequent + usize::from(FREQUENT.contains(c)))
            }
            _ => {}
        }
    }
    let share = |count: usize| count * 100 / wide.max(1);
    match () {
        () if share(wrong) > 1 => None,
        // Small letters are the rule: the two Cyrillic encodings turn each into the other.
        () if share(cyrillic) > 80 && small * 3 > cyrillic * 2 => Some(share(small)),
        () if share(kana) > 25 && share(kana + han) > 60 => Some(share(kana + han)),
        () if share(hangul) > 60 && frequent * 8 > hangul => Some(60 + share(frequent)),
        () if share(han) > 60 && kana * 4 < han => Some(10 + share(frequent)),
        () => None,
    }
}

/// Bytes above ASCII stand alone or in pairs between letters, as accents and marks do.
fn looks_like_latin(bytes: &[u8]) -> bool {
    let look = &bytes[..bytes.len().min(LOOK)];
    let high = look.iter().filter(|byte| !byte.is_ascii()).count();
    high * 3 < look.len()
}
