//! The lines of a scraped text, and what its first line says of the scraper.

use super::stamp;
use crate::{date::Date, pulse, raw::Page};
use std::borrow::Cow;

/// A line with words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Number in the file, from 1; of the first line where several were joined.
    pub number: u32,
    /// Its words, without white space at the ends.
    pub text: Cow<'a, str>,
    /// Whether an empty line stands before it.
    pub after_gap: bool,
    /// In a page, the element it stands in.
    pub element: Option<u32>,
    /// In a page, how many of its bytes are links.
    pub linked: u32,
}

/// The blocks of a page as lines.
pub fn of_page(page: &Page) -> Vec<Line<'_>> {
    let lines = page.blocks.iter().zip(1..).map(|(block, number)| Line {
        number,
        text: Cow::Borrowed(block.text.as_str()),
        after_gap: true,
        element: Some(block.element),
        linked: block.linked,
    });
    lines.collect()
}

/// The lines of a text with words in them, and the day a scraper says it fetched the page.
///
/// Some scrapers write ` date 2025-02-18 ` in front of the first words of the page, whatever those are. What follows it is a
/// line of its own.
pub fn lines(text: &str) -> (Vec<Line<'_>>, Option<Date>) {
    let mut lines = Vec::new();
    let mut retrieved = None;
    let mut gap = true;
    for (at, line) in text.split('\n').enumerate() {
        pulse::beat(line.len());
        let mut words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        if lines.is_empty()
            && retrieved.is_none()
            && let Some((date, rest)) = header(words)
        {
            retrieved = Some(date);
            words = rest;
        }
        if words.is_empty() {
            gap = true;
            continue;
        }
        lines.push(Line {
            number: at as u32 + 1,
            text: Cow::Borrowed(words),
            after_gap: gap,
            element: None,
            linked: 0,
        });
        gap = false;
    }
    if is_hard_wrapped(&lines) {
        lines = joined(lines);
    }
    (lines, retrieved)
}

fn header(line: &str) -> Option<(Date, &str)> {
    let rest = line.strip_prefix("date ")?.trim_start();
    let day = rest.get(..10)?;
    let stamp = *stamp::stamps(day).first()?;
    (stamp.span.len() == 10).then(|| (stamp.date, rest[10..].trim_start()))
}

/// Text broken at a fixed column: most lines inside a block of lines are 50 to 100 characters long and end without a mark.
fn is_hard_wrapped(lines: &[Line]) -> bool {
    let inner: Vec<&Line> = lines.windows(2).filter(|pair| !pair[1].after_gap).map(|pair| &pair[0]).collect();
    let wrapped = inner.iter().filter(|line| {
        let length = line.text.chars().count();
        (50..=100).contains(&length) && !line.text.ends_with(['.', '!', '?', ':', '”', '"'])
    });
    let gaps = lines.iter().filter(|line| line.after_gap).count();
    inner.len() >= 6 && gaps * 8 >= lines.len() && wrapped.count() * 3 > inner.len() * 2
}

fn joined(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut blocks: Vec<Line> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if !line.after_gap => {
                let text = block.text.to_mut();
                text.push(' ');
                text.push_str(&line.text);
            }
            _ => blocks.push(line),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, retrieved: Option<&str>, expect: &[&str]) {
        let (lines, date) = lines(text);
        assert_eq!(date.map(|date| date.to_string()).as_deref(), retrieved);
        assert_eq!(lines.iter().map(|line| line.text.as_ref()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn what_a_scraper_writes_first_is_not_part_of_the_line() {
        check(" date 2025-03-04 fbpx\nNews Sport", Some("2025-03-04"), &["fbpx", "News Sport"]);
        check("date 2025-03-04\n\nWords", Some("2025-03-04"), &["Words"]);
        check("date 2025 was a good year", None, &["date 2025 was a good year"]);
        check("a date 2025-03-04", None, &["a date 2025-03-04"]);
    }

    #[test]
    fn hard_wrapped_text_is_joined() {
        let line = "words that run on to the fixed column and then break without a mark";
        let text = format!("{line}\n{line}\nend.\n\n{line}\n{line}\n{line}\n{line}\nend.");
        let (lines, _) = lines(&text);
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].number, lines[1].number), (1, 5));
    }
}
