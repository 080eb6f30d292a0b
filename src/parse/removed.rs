//! The lines that are no part of the article.

use super::{lines::Line, seen::Seen};
use crate::article::{Removed, Why};
use std::collections::BTreeSet;

/// The lines that went nowhere, each with the reason.
pub fn removed(
    text: Option<&str>,
    lines: &[Line],
    seen: &[Seen],
    used: &BTreeSet<usize>,
    first: usize,
    last: usize,
) -> Vec<Removed> {
    let mut removed = Vec::new();
    let raw: Vec<&str> = text.map(|text| text.split('\n').collect()).unwrap_or_default();
    for (at, line) in lines.iter().enumerate() {
        if used.contains(&at) {
            continue;
        }
        let stood = raw.get(line.number as usize - 1).map_or("", |raw| raw.trim_end_matches('\r'));
        let scraper = text.is_some() && at == 0 && stood.trim_start().starts_with("date ");
        let why = match seen[at].boilerplate {
            _ if scraper => Why::Scraper,
            Some(why) => why,
            None if at < first => Why::Navigation,
            None if at > last => Why::Footer,
            None => Why::Related,
        };
        let stood_so = if stood.trim().ends_with(line.text.as_ref()) { stood.trim() } else { &line.text };
        removed.push(Removed { line: line.number, text: stood_so.to_owned(), why });
    }
    removed
}
