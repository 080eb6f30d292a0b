//! The day on which words were said, where the text around them tells it: `“…,” she said on Tuesday`.
//!
//! Weekdays are those on or before the day of publication, as newsrooms write of what has happened; a day of a month without a year
//! is the last one. What lies ahead (`next Tuesday`) is no day on which anything was said.

use crate::{
    date::Day,
    quote::Quote,
    span::Span,
    token::{Token, tokens},
};

/// Weekdays from Monday on, in the languages whose marks are read.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "montag", "lundi", "lunes"],
    &["tuesday", "dienstag", "mardi", "martes"],
    &["wednesday", "mittwoch", "mercredi", "miércoles"],
    &["thursday", "donnerstag", "jeudi", "jueves"],
    &["friday", "freitag", "vendredi", "viernes"],
    &["saturday", "samstag", "sonnabend", "samedi", "sábado"],
    &["sunday", "sonntag", "dimanche", "domingo"],
];

/// Months; each is also written by its first three letters, September by four. One must stand beside a number to be meant.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Days by how far they lie back.
const NEAR: [(&str, i32); 8] = [
    ("today", 0),
    ("tonight", 0),
    ("yesterday", -1),
    ("gestern", -1),
    ("heute", 0),
    ("hier", -1),
    ("ayer", -1),
    ("hoy", 0),
];

/// How far around the quote is looked, in bytes.
const REACH: usize = 240;

/// The day on which a quote of an article's text was said, if the sentence around it tells one. `published` is the day of the
/// article.
pub fn said_on(text: &str, quote: &Quote, published: Day) -> Option<Day> {
    let extent = quote.extent();
    // What stands between the pieces of a broken quote is nearest to its speaker, then what follows, then what leads to it.
    let between = quote.spans.windows(2).map(|pair| Span { start: pair[0].end, end: pair[1].start });
    let mut around: Vec<&str> = between.map(|gap| gap.of(text)).collect();
    let (start, end) = (extent.start as usize, extent.end as usize);
    let after = text.get(end..).unwrap_or("");
    let after = &after[..floor(after, REACH)];
    let after = after.split('\n').next().unwrap_or("");
    // The quote's own closing mark may end a sentence; what follows it still belongs to the quote when a cue stands there.
    let cue_after =
        quote.cue.is_some_and(|cue| cue.start as usize >= end && (cue.end as usize) <= end + after.len());
    let reach = quote.cue.filter(|_| cue_after).map_or(0, |cue| cue.end as usize - end);
    let stop = sentence_end(&after[reach..], &['.', '?', '!', '“']).map_or(after.len(), |at| reach + at);
    if cue_after || !text[..end].ends_with(['.', '?', '!']) {
        around.push(&after[..stop]);
    }
    let before = text.get(..start).unwrap_or("");
    let before = &before[ceil(before, before.len().saturating_sub(REACH))..];
    let before = before.rsplit('\n').next().unwrap_or("");
    around.push(&before[last_sentence(before)..]);
    around.into_iter().find_map(|words| day_in(words, published))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Where the sentence ends: a dot of `Feb. 17` or `a.m.` before a digit or small letter ends none.
fn sentence_end(text: &str, marks: &[char]) -> Option<usize> {
    let ends = text.match_indices(marks);
    ends.map(|(at, mark)| (at, &text[at + mark.len()..]))
        .find(|(at, rest)| {
            let next = rest.trim_start().chars().next();
            let month = text[..*at]
                .rsplit(|c: char| !c.is_alphabetic())
                .next()
                .is_some_and(|word| month_of(word).is_some());
            !month
                && next.is_none_or(|c| !c.is_lowercase())
                && rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
        .map(|(at, _)| at)
}

/// Where the last sentence of a text starts.
fn last_sentence(text: &str) -> usize {
    let mut from = 0;
    while let Some(end) = sentence_end(&text[from..], &['.', '?', '!']) {
        let next = from + end + text[from + end..].chars().next().map_or(1, char::len_utf8);
        from = next;
    }
    from
}

/// The first day that words tell of.
fn day_in(words: &str, published: Day) -> Option<Day> {
    let tokens = tokens(words);
    (0..tokens.len()).find_map(|at| day_at(&tokens, at, published))
}

fn day_at(tokens: &[Token], at: usize, published: Day) -> Option<Day> {
    let word = tokens[at].text.to_lowercase();
    let before =
        |back: usize| at.checked_sub(back).map_or(String::new(), |at| tokens[at].text.to_lowercase());
    if let Some(weekday) = WEEKDAYS.iter().position(|names| names.contains(&word.as_str())) {
        let ahead = ["next", "coming", "until", "by", "nächsten", "prochain", "próximo"];
        if ahead.contains(&before(1).as_str()) || (before(1) == "on" && before(2) == "again") {
            return None;
        }
        let back = (i32::from(published.weekday()) - (weekday as i32 + 1)).rem_euclid(7);
        let back = if back == 0 && before(1) == "last" { 7 } else { back };
        return published.plus(-back);
    }
    if let Some((_, back)) = NEAR.iter().find(|(near, _)| *near == word) {
        return published.plus(*back);
    }
    let dayparts = ["morning", "afternoon", "evening"];
    if word == "this" && tokens.get(at + 1).is_some_and(|next| dayparts.iter().any(|part| next.is(part))) {
        return Some(published);
    }
    // `Feb. 17`, `February 17th, 2025`, `17 February`.
    let month = month_of(word.trim_end_matches('.'))?;
    let number = |token: Option<&Token>| -> Option<i8> {
        let digits = token?.text.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    };
    let next = tokens.get(at + 1).filter(|token| token.text != ".").or(tokens.get(at + 2));
    let day = number(next).or_else(|| number(at.checked_sub(1).and_then(|at| tokens.get(at))))?;
    let year = tokens[at + 1..]
        .iter()
        .take(4)
        .find_map(|token| token.text.parse::<i16>().ok().filter(|year| *year > 1000));
    match year {
        Some(year) => Day::new(year, month, day).filter(|day| *day <= published),
        None => {
            let this = Day::new(published.year(), month, day)?;
            if this <= published { Some(this) } else { Day::new(published.year() - 1, month, day) }
        }
    }
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let short = if word == "sept" { "sep" } else { word.as_str() };
    let at = MONTHS.iter().position(|month| *month == word || month[..3] == *short)?;
    Some(at as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::{Confidence, QuoteKind, Speaker};

    /// The quote between the marks of a text, with its cue.
    fn quote_of(text: &str) -> Quote {
        let opens = text.match_indices('“').map(|(at, mark)| at + mark.len());
        let closes = text.match_indices('”').map(|(at, _)| at);
        let cues = ["said", "told", "wrote"].iter().filter_map(|cue| Some((text.find(cue)?, cue.len())));
        Quote {
            spans: opens.zip(closes).map(|(from, to)| Span::new(from, to)).collect(),
            kind: QuoteKind::Full,
            speaker: Speaker::Nobody,
            mention: None,
            cue: cues.min().map(|(at, length)| Span::new(at, at + length)),
            confidence: Confidence::Sure,
            p: 1.0,
            why: Vec::new(),
        }
    }

    /// Published on Wednesday, 19 February 2025.
    fn check(text: &str, expect: Option<&str>) {
        let published = Day::new(2025, 2, 19).unwrap();
        let day = said_on(text, &quote_of(text), published).map(|day| day.to_string());
        assert_eq!(day.as_deref(), expect, "{text}");
    }

    #[test]
    fn the_day_is_read_from_the_sentence_around_the_quote() {
        check("“The boats stay in the harbour,” Ana Ortiz said on Tuesday.", Some("2025-02-18"));
        check("“The boats stay in the harbour,” Ana Ortiz said Wednesday at noon.", Some("2025-02-19"));
        check(
            "On Monday, Ana Ortiz said, “The boats stay in the harbour.” She left on Tuesday.",
            Some("2025-02-17"),
        );
        check("“The boats,” Ana Ortiz said yesterday, “stay in the harbour.”", Some("2025-02-18"));
        check("“The boats stay in the harbour,” said Ana Ortiz last Wednesday.", Some("2025-02-12"));
        check("“The boats stay in the harbour,” Ana Ortiz said on Feb. 3 in Halden Bay.", Some("2025-02-03"));
        check("“The boats stay in the harbour,” Ana Ortiz told us on 30 December.", Some("2024-12-30"));
        check("“The boats stay in the harbour,” Ana Ortiz wrote on March 4, 2023.", Some("2023-03-04"));
        check("“The boats stay in the harbour,” Ana Ortiz said this morning.", Some("2025-02-19"));
    }

    #[test]
    fn what_lies_ahead_or_in_another_sentence_is_not_the_day() {
        check("“The boats stay in the harbour,” Ana Ortiz said.", None);
        check("“The boats stay in the harbour,” Ana Ortiz said. The council met on Monday.", None);
        check("The council met on Monday. “The boats stay in the harbour,” Ana Ortiz said.", None);
        check("“The boats stay in the harbour,” Ana Ortiz said of the plan for next Tuesday.", None);
    }
}
