//! The lines that are no part of the article's words.

use super::{lines::Line, seen::Seen};
use crate::article::{Article, Removed, Why};
use std::collections::BTreeSet;

/// Puts the lines into the article that are none of its paragraphs: those of `used` became something else, the others went nowhere,
/// each with the reason.
pub fn leave_out(
    article: &mut Article,
    text: Option<&str>,
    lines: &[Line],
    seen: &[Seen],
    is_body: &[bool],
    used: &BTreeSet<usize>,
) {
    let first = is_body.iter().position(|&body| body).unwrap_or(0);
    let last = is_body.iter().rposition(|&body| body).unwrap_or(first);
    let raw: Vec<&str> = text.map(|text| text.split('\n').collect()).unwrap_or_default();
    // A line that is all a scraper's, before any other.
    let own = raw
        .iter()
        .position(|line| !line.trim().is_empty())
        .filter(|at| lines.first().is_some_and(|first| first.number as usize > at + 1));
    article.fields.extend(own.map(|at| Removed {
        line: at as u32 + 1,
        text: raw[at].trim().to_owned(),
        why: Why::Scraper,
    }));
    for (at, line) in lines.iter().enumerate() {
        if is_body[at] {
            continue;
        }
        let stood = raw.get(line.number as usize - 1).map_or("", |raw| raw.trim_end_matches('\r'));
        let scraper = text.is_some() && at == 0 && stood.trim_start().starts_with("date ");
        let why = match seen[at].boilerplate {
            _ if used.contains(&at) => Why::Field,
            _ if scraper => Why::Scraper,
            Some(why) => why,
            None if at < first => Why::Navigation,
            None if at > last => Why::Footer,
            None => Why::Related,
        };
        let stood_so = if stood.trim().ends_with(line.text.as_ref()) { stood.trim() } else { &line.text };
        let out = Removed { line: line.number, text: stood_so.to_owned(), why };
        if why == Why::Field { article.fields.push(out) } else { article.removed.push(out) }
    }
}
