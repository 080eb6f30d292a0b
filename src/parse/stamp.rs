//! Dates as newsrooms stamp them, found anywhere in a line.

use crate::{
    date::{Clock, Date, Day},
    span::Span,
};

/// A date found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// From the first to the last character of it, with clock and zone.
    pub span: Span,
    /// What it says.
    pub date: Date,
}

/// Month names and their short forms in English, German, French, Spanish, Italian and Dutch; a dot may follow.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "januari"],
    &["february", "feb", "februar", "février", "févr", "febrero", "febbraio", "februari"],
    &["march", "mar", "märz", "mars", "marzo", "maart"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maggio", "mei"],
    &["june", "jun", "juni", "juin", "junio", "giugno"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio"],
    &["august", "aug", "août", "agosto", "ago", "augustus"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre"],
];

/// Zone words and their minutes east of UTC. "Eastern" alone is left to the season, so it is not here but in [`zone`].
const ZONES: &[(&str, i16)] = &[
    ("gmt", 0),
    ("utc", 0),
    ("z", 0),
    ("bst", 60),
    ("ist", 330),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("aest", 600),
    ("aedt", 660),
    ("jst", 540),
    ("hkt", 480),
    ("sgt", 480),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Zone words that change with the season in North America: minutes east of UTC in winter.
const SEASONAL: &[(&str, i16)] = &[
    ("eastern", -300),
    ("et", -300),
    ("central", -360),
    ("ct", -360),
    ("mountain", -420),
    ("mt", -420),
    ("pacific", -480),
    ("pt", -480),
];

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    start: usize,
}

impl Token<'_> {
    fn number(self) -> Option<i16> {
        (self.text.len() <= 4 && self.text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| self.text.parse().ok())
            .flatten()
    }

    fn end(self) -> usize {
        self.start + self.text.len()
    }

    fn is(self, text: &str) -> bool {
        self.text == text
    }

    fn is_mark(self) -> bool {
        !self.text.starts_with(char::is_alphanumeric)
    }
}

/// Runs of letters, runs of digits, and every other character but white space alone.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let class = |c: char| if c.is_ascii_digit() { 1 } else { i32::from(c.is_alphabetic()) * 2 };
        let mut end = start + c.len_utf8();
        while class(c) != 0
            && let Some(&(at, next)) = chars.peek()
            && class(next) == class(c)
        {
            end = at + next.len_utf8();
            chars.next();
        }
        tokens.push(Token { text: &line[start..end], start });
    }
    tokens
}

/// Every date of a line, in order. A line longer than 400 bytes is a paragraph, not a stamp; only its start is searched.
pub fn stamps(line: &str) -> Vec<Stamp> {
    const LONGEST: usize = 400;
    let mut cut = line.len().min(LONGEST);
    while !line.is_char_boundary(cut) {
        cut -= 1;
    }
    let line = &line[..cut];
    // Every day has digits.
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(line);
    let mut stamps = Vec::new();
    // Where the next may begin, and where the one before ended.
    let (mut at, mut free) = (0, 0);
    while at < tokens.len() {
        // The first day of 1970 is what clocks show that were never set.
        let unset = Day::new(1970, 1, 1);
        let Some((day, after)) = day_at(&tokens[at..]).filter(|(day, _)| Some(*day) != unset) else {
            at += 1;
            continue;
        };
        let mut first = at;
        let mut last = at + after - 1;
        let (mut time, mut offset) = (None, None);
        if let Some((clock, zone, used)) = clock_after(&tokens[last + 1..], day) {
            (time, offset) = (Some(clock), zone);
            last += used;
        } else if let Some((clock, zone, used)) = clock_before(&tokens[free..at], day) {
            (time, offset) = (Some(clock), zone);
            first -= used;
        }
        let span = Span::new(tokens[first].start, tokens[last].end());
        stamps.push(Stamp { span, date: Date { day, time, offset } });
        at = last + 1;
        free = at;
    }
    stamps
}

fn month(token: Token) -> Option<i8> {
    const LONGEST: usize = 12;
    if token.is_mark() || token.text.len() < 3 || token.text.len() > LONGEST {
        return None;
    }
    let word = token.text.to_lowercase();
    MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|at| at as i8 + 1)
}

/// Whether a word is the name of a month.
pub fn is_month(word: &str) -> bool {
    month(Token { text: word, start: 0 }).is_some()
}

fn year(token: Token) -> Option<i16> {
    token.number().filter(|year| token.text.len() == 4 && (1900..2100).contains(year))
}

fn day_number(token: Token) -> Option<i8> {
    token.number().filter(|day| token.text.len() <= 2 && (1..=31).contains(day)).map(|day| day as i8)
}

/// A calendar day at the start of these tokens, and how many of them it takes.
fn day_at(tokens: &[Token]) -> Option<(Day, usize)> {
    let skip = |mut at: usize, marks: &[&str]| {
        while tokens
            .get(at)
            .is_some_and(|token| marks.iter().any(|mark| token.text.eq_ignore_ascii_case(mark)))
        {
            at += 1;
        }
        at
    };
    let get = |at: usize| tokens.get(at).copied();
    let first = get(0)?;
    // February 18, 2025 · Feb. 18th 2025
    if let Some(month) = month(first) {
        let at = skip(1, &["."]);
        let day = day_number(get(at)?)?;
        let at = skip(at + 1, &["st", "nd", "rd", "th", ",", "."]);
        return Some((Day::new(year(get(at)?)?, month, day)?, at + 1));
    }
    // 2025-02-18 · 2025/02/18 · 2025.02.18
    if let Some(year) = year(first)
        && let (Some(mark), Some(middle), Some(again), Some(last)) = (get(1), get(2), get(3), get(4))
        && (mark.is("-") || mark.is("/") || mark.is("."))
        && again.text == mark.text
    {
        let month = middle.number().filter(|month| (1..=12).contains(month))? as i8;
        return Some((Day::new(year, month, day_number(last)?)?, 5));
    }
    let number = day_number(first)?;
    // 18 February 2025 · 18. Februar 2025 · 1er mars 2025 · 18th of Feb. 2025 · 18 de febrero de 2025
    let at = skip(1, &["st", "nd", "rd", "th", "er", ".", "of", "de"]);
    if let Some(month) = get(at).and_then(month) {
        let at = skip(at + 1, &[".", ",", "de"]);
        return Some((Day::new(year(get(at)?)?, month, number)?, at + 1));
    }
    // 18.02.2025 and 18-02-2025 are day first everywhere; with slashes the order is told only where one number is above 12.
    let (mark, second, again, last) = (get(1)?, get(2)?, get(3)?, get(4)?);
    if !(mark.is(".") || mark.is("/") || mark.is("-")) || again.text != mark.text {
        return None;
    }
    let second = second.number().filter(|number| (1..=31).contains(number))? as i8;
    let year = year(last)?;
    let (day, month) = match (mark.text, number, second) {
        ("/", month, day) if day > 12 => (day, month),
        ("/", day, month) if day > 12 || day == month => (day, month),
        ("/", ..) => return None,
        (_, day, month) => (day, month),
    };
    Some((Day::new(year, month, day)?, 5))
}

/// A clock time at the start of these tokens: hour, minute, half of the day, zone, and how many tokens it takes.
fn clock_at(tokens: &[Token], day: Day) -> Option<(Clock, Option<i16>, usize)> {
    let get = |at: usize| tokens.get(at).copied();
    let hour = get(0)?.number().filter(|_| tokens[0].text.len() <= 2)? as i8;
    let mut at = 1;
    let mut minute = 0;
    let mut sure = false;
    if let (Some(mark), Some(number)) = (get(1), get(2))
        && (mark.is(":") || mark.is(".") || mark.text.eq_ignore_ascii_case("h"))
        && number.text.len() == 2
        && mark.start == tokens[0].end()
        && number.start == mark.end()
    {
        minute = number.number().filter(|minute| *minute < 60)? as i8;
        at = 3;
        sure = mark.is(":") || mark.text.eq_ignore_ascii_case("h");
        // Seconds are read and dropped.
        if let (Some(mark), Some(seconds)) = (get(at), get(at + 1))
            && mark.is(":")
            && seconds.text.len() == 2
            && seconds.number().is_some()
        {
            at += 2;
            if get(at).is_some_and(|mark| mark.is("."))
                && get(at + 1).is_some_and(|part| part.text.bytes().all(|b| b.is_ascii_digit()))
            {
                at += 2;
            }
        }
    }
    let mut half = None;
    if let Some(word) = get(at) {
        let lower = word.text.to_ascii_lowercase();
        if lower == "am" || lower == "pm" {
            half = Some(lower == "pm");
            at += 1;
        } else if (lower == "a" || lower == "p")
            && get(at + 1).is_some_and(|mark| mark.is("."))
            && get(at + 2).is_some_and(|m| m.text.eq_ignore_ascii_case("m"))
        {
            half = Some(lower == "p");
            at += 3;
            if get(at).is_some_and(|mark| mark.is(".")) {
                at += 1;
            }
        }
    }
    if get(at).is_some_and(|word| word.text.eq_ignore_ascii_case("uhr")) {
        at += 1;
        sure = true;
    }
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        None => hour,
    };
    let offset = zone(&tokens[at..], day);
    if half.is_none() && !sure && offset.is_none() {
        return None;
    }
    let (offset, used) = offset.map_or((None, 0), |(offset, used)| (Some(offset), used));
    Some((Clock::new(hour, minute)?, offset, at + used))
}

/// A zone at the start of these tokens: a word, or `+01:00` behind an ISO time.
fn zone(tokens: &[Token], day: Day) -> Option<(i16, usize)> {
    let first = tokens.first()?;
    let bracket = usize::from(first.is("("));
    let word = tokens.get(bracket)?.text.to_ascii_lowercase();
    // A bracket is closed, unless the line was cut.
    let used = (1 + bracket * 2).min(tokens.len());
    if let Some((_, offset)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some((*offset, used));
    }
    if let Some((_, winter)) = SEASONAL.iter().find(|(name, _)| *name == word) {
        return Some((winter + if in_american_summer(day) { 60 } else { 0 }, used));
    }
    let sign = if first.is("+") { 1 } else { -1 };
    if (first.is("+") || first.is("-") || first.is("−"))
        && tokens.len() >= 2
        && first.end() == tokens[1].start
    {
        let digits = tokens[1].text;
        let number = tokens[1].number()?;
        return match (digits.len(), tokens.get(2), tokens.get(3)) {
            (4, ..) => Some((sign * (number / 100 * 60 + number % 100), 2)),
            (2, Some(mark), Some(minutes)) if mark.is(":") => {
                Some((sign * (number * 60 + minutes.number()?), 4))
            }
            _ => None,
        };
    }
    None
}

/// Summer time in the United States since 2007: from the second Sunday of March to the first Sunday of November.
fn in_american_summer(day: Day) -> bool {
    let sunday = |month: i8, nth: i8| -> Option<Day> {
        // The first Sunday is as many days after the first as that day lacks to the seventh of its week.
        let first = Day::new(day.year(), month, 1)?;
        first.plus(i32::from(7 - first.weekday()) + 7 * (i32::from(nth) - 1))
    };
    match (sunday(3, 2), sunday(11, 1)) {
        (Some(start), Some(end)) => start <= day && day < end,
        _ => false,
    }
}

/// A clock behind a day, past the marks and words that may stand between.
fn clock_after(tokens: &[Token], day: Day) -> Option<(Clock, Option<i16>, usize)> {
    const BETWEEN: [&str; 8] = ["at", "t", "um", "à", "a", "las", "kl", "alle"];
    let mut at = 0;
    while at < 3
        && tokens.get(at).is_some_and(|token| {
            (token.is_mark() && !token.is("(")) || BETWEEN.contains(&token.text.to_lowercase().as_str())
        })
    {
        at += 1;
    }
    clock_at(tokens.get(at..)?, day).map(|(time, zone, used)| (time, zone, at + used))
}

/// A clock before a day: `3:42 PM EST, Mon February 17, 2025`. At most the last 12 tokens are tried.
fn clock_before(tokens: &[Token], day: Day) -> Option<(Clock, Option<i16>, usize)> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    (tokens.len().saturating_sub(12)..tokens.len()).find_map(|at| {
        let (time, zone, used) = clock_at(&tokens[at..], day)?;
        let between = &tokens[at + used..];
        let close = between.iter().all(|token| {
            let lower = token.text.to_lowercase();
            token.is_mark() || lower == "on" || DAYS.iter().any(|day| lower.starts_with(day))
        });
        close.then_some((time, zone, tokens.len() - at))
    })
}

#[cfg(test)]
mod tests {
    use super::stamps;

    fn check(line: &str, expect: &str) {
        let found: Vec<String> = stamps(line).iter().map(|stamp| stamp.date.to_string()).collect();
        assert_eq!(found.join(" "), expect, "{line}");
    }

    #[test]
    fn newsroom_stamps_are_read() {
        check("Feb 18, 2025 1:06 PM", "2025-02-18T13:06");
        check("February 17, 2025 - 3:42 PM Eastern", "2025-02-17T15:42-05:00");
        check("July 17, 2025 - 3:42 PM Eastern", "2025-07-17T15:42-04:00");
        check("Ana Ortiz February 18, 2025", "2025-02-18");
        check("Published Feb. 18, 2025, 1:06 p.m. ET", "2025-02-18T13:06-05:00");
        check("Updated 3:42 PM EST, Mon February 17, 2025", "2025-02-17T15:42-05:00");
        check("Last modified on Tue 18 Feb 2025 14.10 GMT", "2025-02-18T14:10+00:00");
        check("21.04.2024 , 20:24 Uhr", "2024-04-21T20:24");
        check("21. April 2024 um 20.24 Uhr", "2024-04-21T20:24");
        check("posted on 2023-12-19 23:30 EST by SOMEBODY", "2023-12-19T23:30-05:00");
        check("2024-04-21T08:05:33.120+02:00", "2024-04-21T08:05+02:00");
        check("2024-04-21T08:05:33Z", "2024-04-21T08:05+00:00");
        check("Publié le 1er mars 2024 à 18h30", "2024-03-01T18:30");
        check("18 de febrero de 2025", "2025-02-18");
        check("12:05 AM, Jan 2nd, 2024", "2024-01-02T00:05");
        check("02/18/2025", "2025-02-18");
        check("18/02/2025", "2025-02-18");
        check("Created January 1, 2024, updated January 3, 2024", "2024-01-01 2024-01-03");
        check("Feb 18, 2025 1:06 PM (EST", "2025-02-18T13:06-05:00");
    }

    #[test]
    fn stamps_share_no_words() {
        for line in [
            "Feb 18, 2025 1:06 ,2025-02-18",
            "1 March 2024 10:30 UTC 2 March 2024",
            "8pm 2024-01-01 8pm 2024-01-02",
        ] {
            for pair in stamps(line).windows(2) {
                assert!(pair[0].span.end <= pair[1].span.start, "{line}");
            }
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        check("03/04/2025", "");
        check("In May 2025 they met", "");
        check("February 30, 2025", "");
        check("2025-13-01", "");
        check("Call 555-2025-02", "");
        check("It may 12, or more", "");
        check("", "");
    }

    #[test]
    fn a_number_after_a_date_is_no_clock() {
        check("February 18, 2025 12 comments", "2025-02-18");
        check("18 Feb 2025 14.10 per cent", "2025-02-18");
    }
}
