//! Who wrote it.

use super::{caption, stamp};

/// Words that introduce names in a byline, in lower case, longest first where one starts another.
const LEADS: &[&str] = &[
    "story by",
    "words by",
    "written by",
    "reported by",
    "posted by",
    "published by",
    "text by",
    "article by",
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "text:",
    "autor:",
    "author:",
];

/// Words behind a name that are what somebody does or where, not who: the name ends before them.
const TRADES: &[&str] = &[
    "reporter",
    "correspondent",
    "editor",
    "staff",
    "writer",
    "political",
    "columnist",
    "journalist",
    "bureau",
    "contributor",
    "business",
    "senior",
    "chief",
    "special",
    "associate",
    "deputy",
    "news",
    "media",
    "updated",
    "published",
    "posted",
    "for",
    "in",
    "at",
    "of",
    "on",
    "the",
    "is",
    "contributing",
    "washington",
    "national",
    "security",
    "world",
    "foreign",
    "health",
    "science",
    "sports",
    "staffer",
    "analyst",
    "producer",
    "digital",
    "following",
    "professor",
    "lecturer",
    "researcher",
    "fellow",
    "university",
    "min",
    "minute",
    "read",
    "guest",
];

/// Particles that stand in lower case inside names.
const PARTICLES: &[&str] =
    &["de", "von", "van", "der", "den", "la", "le", "al", "bin", "da", "di", "du", "el", "dos", "del", "of"];

/// Last words of names that are those of companies.
const COMPANIES: [&str; 8] = ["inc", "ltd", "llc", "gmbh", "ag", "limited", "corp", "media"];

/// Names that are those of agencies and desks, not of people.
const DESKS: &[&str] = &[
    "reuters",
    "associated press",
    "ap",
    "afp",
    "pa",
    "staff",
    "editors",
    "editorial",
    "newsroom",
    "desk",
    "agency",
    "agencies",
    "press association",
    "news",
    "team",
    "admin",
    "contributor",
    "wire",
];

/// The authors a byline line names, or none where it is no byline.
///
/// `By Ana Ortiz and Jo Li, Political Editor` · `Ana Ortiz  February 18, 2025` · a name alone, which only counts where
/// `beside_stamp` says that a date stands next to it.
pub fn authors(line: &str, beside_stamp: bool) -> Vec<String> {
    if line.split_whitespace().count() > 30 {
        return Vec::new();
    }
    let unglued = unglued(line);
    let line = unglued.as_str();
    let stamped = stamp::stamps(line);
    let words = stamped.first().map_or(line, |stamp| &line[..stamp.span.start as usize]);
    let words = words.trim().trim_end_matches(['|', '-', '–', '—', ',', '•', '·', ':']).trim();
    let lead = lead(words);
    let led = lead.is_some();
    let names = lead
        .and_then(|lead| words.get(lead.len()..))
        .unwrap_or(words)
        .trim_start_matches([':', ' ', '\u{a0}']);
    if !led && stamped.is_empty() && !beside_stamp {
        return Vec::new();
    }
    let mut authors: Vec<String> = Vec::new();
    // Behind a comma stands a further name only in a list that says "and"; else it is what the author does, or where.
    let is_list = [" and ", " und ", " et ", " y ", " & "].iter().any(|and| names.contains(and));
    let ands = names
        .replace(" and ", ",")
        .replace(" und ", ",")
        .replace(" et ", ",")
        .replace(" y ", ",")
        .replace(" & ", ",");
    for (at, part) in ands.split([',', '|', ';', '•', '·', '/']).enumerate() {
        match name(part, led) {
            Some(name) if at > 0 && (!is_list || !name.contains(' ')) => {
                return authors;
            }
            Some(name) if !authors.contains(&name) => authors.push(name),
            // A title or a place behind the names ends them; nothing in front of them does.
            None if at == 0 || !led => return if at == 0 { Vec::new() } else { authors },
            _ => {}
        }
    }
    authors
}

/// The authors a field names that says who the author is: `By Ana Ortiz and Jo Li`, `Ortiz, Ana`, `Ana Ortiz;Jo Li`.
pub fn claimed(text: &str) -> Vec<String> {
    const LONGEST: usize = 200;
    let text = text.trim();
    if text.len() > LONGEST || text.contains("://") {
        return Vec::new();
    }
    let rest =
        lead(text).and_then(|lead| text.get(lead.len()..)).unwrap_or(text).trim_start_matches([':', ' ']);
    let ands =
        [" and ", " und ", " et ", " y ", " & ", " og ", " och ", " i ", " e ", " en ", " met ", " with "];
    let parts = ands.iter().fold(rest.to_owned(), |text, and| text.replace(and, ";"));
    let mut names = Vec::new();
    for part in parts.split([';', '|', '•', '·', '/', '\n']).flat_map(|part| part.split(", ")).take(12) {
        let part = part.trim().trim_start_matches("By ").trim_end_matches([',', '.', '-', ':']).trim();
        let words: Vec<&str> = part.split_whitespace().collect();
        let lower = part.to_lowercase();
        // A field that names the agency alone says who wrote it.
        if names.is_empty() && caption::agency(part).is_some() {
            return vec![part.to_owned()];
        }
        let least = if part.is_ascii() { 3 } else { 2 };
        let is_name = (1..=5).contains(&words.len())
            && part.chars().count() >= least
            && words.iter().any(|word| !word.starts_with(char::is_lowercase))
            && !part.contains(|c: char| c.is_ascii_digit() || "@_<>{}()".contains(c))
            && !lower.split(' ').any(|word| DESKS.contains(&word) || TRADES.contains(&word))
            && !lower.contains(".com")
            && !COMPANIES.contains(&lower.rsplit(' ').next().unwrap_or(""));
        if is_name && (words.len() > 1 || names.is_empty()) {
            names.push(capitalised(part));
        } else if !names.is_empty() && words.len() > 1 {
            break;
        }
    }
    if names.len() > 1 {
        names.retain(|name: &String| name.contains(' '));
    }
    names
}

/// Words that scrapers leave without a blank behind a name.
const GLUED: [&str; 8] =
    ["Published", "Updated", "Posted", "Staff", "Senior", "Contributor", "Reporter", "Editor"];

/// The line with blanks where a scraper lost them: `ByAna Ortiz`, `Jo LiPublished May 3`, `Ana OrtizDec 20, 2023`.
fn unglued(line: &str) -> String {
    let mut text = line.to_owned();
    if let Some(rest) = line.strip_prefix("By")
        && rest.starts_with(char::is_uppercase)
        && rest.chars().nth(1).is_some_and(char::is_lowercase)
    {
        text = format!("By {rest}");
    }
    let mut from = 0;
    while let Some(at) = text[from..].char_indices().skip(1).find_map(|(at, c)| {
        let at = from + at;
        let before = text[..at].chars().next_back()?;
        let rest = &text[at..];
        let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let known = GLUED.contains(&&rest[..word_end])
            || stamp::is_month(&rest[..word_end])
                && rest[word_end..].trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
        (c.is_uppercase() && before.is_lowercase() && known).then_some(at)
    }) {
        text.insert(at, ' ');
        from = at + 1;
    }
    text
}

/// The name in a line that is a name and what its bearer does, and nothing else: `Ana Ortiz Senior Writer`.
pub fn with_trade(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_trade = |word: &&str| {
        TRADES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
    };
    let trade = words.iter().position(is_trade)?;
    let rest_capital = words[trade..].iter().all(|word| word.starts_with(char::is_uppercase));
    ((2..=3).contains(&trade) && words.len() <= 7 && rest_capital)
        .then(|| name(&words[..trade].join(" "), false))
        .flatten()
}

/// Whether the line opens with a word that introduces names.
pub fn is_led(line: &str) -> bool {
    lead(line).is_some()
}

fn lead(line: &str) -> Option<&'static str> {
    // Most lines begin with a letter that begins none of the words.
    if !line.starts_with([
        's', 'S', 'w', 'W', 'r', 'R', 'p', 'P', 't', 'T', 'a', 'A', 'b', 'B', 'v', 'V', 'd', 'D',
    ]) {
        return None;
    }
    let start: String = line.chars().take(16).flat_map(char::to_lowercase).collect();
    let leads = |lead: &&str| {
        start
            .strip_prefix(*lead)
            .is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']) || lead.ends_with(':'))
    };
    LEADS.iter().copied().find(leads)
}

/// The name at the start of these words, if it is one: two to four capitalised words, one where `led` by "By".
fn name(words: &str, led: bool) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let plain = word.trim_end_matches(['.', ',']).to_lowercase();
        let capital =
            word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit() || c == '@');
        if TRADES.contains(&plain.as_str())
            || !capital && (name.is_empty() || !PARTICLES.contains(&plain.as_str()))
        {
            if !led && name.len() >= 2 && !capital {
                return None;
            }
            break;
        }
        // The paper behind its writer: `Ana Ortiz USA TODAY NETWORK`.
        let shouted = word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.contains('.');
        if name.len() >= 2 && shouted && name.iter().all(|word| word.contains(char::is_lowercase)) {
            break;
        }
        name.push(word);
    }
    while name.last().is_some_and(|word| PARTICLES.contains(&word.to_lowercase().as_str())) {
        name.pop();
    }
    let joined = name.join(" ");
    let desk = DESKS.contains(&joined.to_lowercase().as_str());
    let enough = name.len() >= 2 || led && name.len() == 1 && joined.chars().count() > 2;
    (enough && name.len() <= 5 && !desk).then(|| capitalised(&joined))
}

/// `ANA ORTIZ` as `Ana Ortiz`; anything else as it stands.
fn capitalised(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.chars().count() < 5 {
        return name.to_owned();
    }
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let up = start;
            start = !c.is_alphabetic();
            if up { c.to_uppercase().collect::<Vec<_>>() } else { c.to_lowercase().collect() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::authors;

    fn check(line: &str, beside_stamp: bool, expect: &[&str]) {
        assert_eq!(authors(line, beside_stamp), expect, "{line}");
    }

    #[test]
    fn bylines_name_their_authors() {
        check("By Ana Ortiz", false, &["Ana Ortiz"]);
        check("By Ana Ortiz and Jo Li", false, &["Ana Ortiz", "Jo Li"]);
        check("by ANA ORTIZ, Political Editor", false, &["Ana Ortiz"]);
        check("Written by Ana de la Cruz | May 3, 2024", false, &["Ana de la Cruz"]);
        check("Ana Ortiz February 18, 2025", false, &["Ana Ortiz"]);
        check("Ana Ortiz", true, &["Ana Ortiz"]);
        check("Von Jürgen Klein", false, &["Jürgen Klein"]);
        check("By Ana Ortiz, Health Reporter", false, &["Ana Ortiz"]);
        check("By Ana Ortiz, Harbour Press", false, &["Ana Ortiz"]);
        check("ByAna Ortiz", false, &["Ana Ortiz"]);
        check("Jo LiPublished May 3, 2024", false, &["Jo Li"]);
        check("By Jo LiDec 20, 2023", false, &["Jo Li"]);
        check("By Jo Li SOUND TODAY NETWORK", false, &["Jo Li"]);
        check("By Ana Ortiz, Jo Li and Max Berg in Lisbon", false, &["Ana Ortiz", "Jo Li", "Max Berg"]);
    }

    #[test]
    fn other_lines_name_nobody() {
        check("Ana Ortiz", false, &[]);
        check("By the end of the day, all was lost.", false, &[]);
        check("Published February 18, 2025", false, &[]);
        check("Updated 3:42 PM EST, Mon February 17, 2025", false, &[]);
        check("By Reuters", false, &[]);
        check("The talks ended February 18, 2025", false, &[]);
    }
}
