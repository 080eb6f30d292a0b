//! What stands around the text of every page: running titles, numbers, and what browsers print above and below.

use super::layout::Segment;
use std::collections::BTreeMap;

/// Lines looked at from the top and from the bottom of a page.
const LOOK: usize = 3;

/// Takes running titles and numbers off the pages, and returns the address that a browser printed below them.
pub fn strip(pages: &mut [Vec<Segment>], title: &str) -> Option<String> {
    let mut counts: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut own: Vec<(String, i64)> = edge(page).into_iter().map(|at| key(&page[at])).collect();
        own.sort();
        own.dedup();
        for key in own {
            *counts.entry(key).or_default() += 1;
        }
    }
    let count = pages.len();
    let mut address = None;
    for page in pages.iter_mut() {
        let edge = edge(page);
        let outer = outer(page);
        // A browser prints the time and the title above, the address and the number below.
        let stamped = outer.iter().any(|&at| is_stamp(&page[at].text));
        let mut goes = vec![false; page.len()];
        for at in edge {
            let text = page[at].text.trim();
            let times = counts.get(&key(&page[at])).copied().unwrap_or(0);
            let printed = outer.binary_search(&at).is_ok()
                && (is_number(text)
                    || is_stamp(text)
                    || is_address(text)
                    || stamped
                        && !title.is_empty()
                        && text.len() > 8
                        && title.starts_with(text.trim_end_matches('…')));
            goes[at] = printed || times >= 2 && times * 3 >= count;
            if goes[at] && address.is_none() && is_address(text) {
                address = Some(text.to_owned());
            }
        }
        let mut goes = goes.into_iter();
        page.retain(|_| !goes.next().unwrap_or(false));
    }
    address
}

/// The places of the segments in the first and the last lines of a page.
fn edge(page: &[Segment]) -> Vec<usize> {
    lines(page, LOOK)
}

/// Those of the very first and last line.
fn outer(page: &[Segment]) -> Vec<usize> {
    lines(page, 1)
}

fn lines(page: &[Segment], most: usize) -> Vec<usize> {
    let taken = |order: &mut dyn Iterator<Item = usize>| {
        let mut heights: Vec<f64> = Vec::new();
        let mut taken = Vec::new();
        for at in order {
            let height = page[at].height;
            if heights.last().is_none_or(|last| (last - height).abs() > 2.0) {
                heights.push(height);
            }
            if heights.len() > most {
                break;
            }
            taken.push(at);
        }
        taken
    };
    let mut all = taken(&mut (0..page.len()));
    all.extend(taken(&mut (0..page.len()).rev()));
    all.sort_unstable();
    all.dedup();
    all
}

/// What a running title has in common from page to page: its words, numbers aside, and its height.
fn key(segment: &Segment) -> (String, i64) {
    let words = segment.text.split_whitespace().map(|word| {
        let number = word.contains(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
        if number { "#".to_owned() } else { word.to_lowercase() }
    });
    (words.collect::<Vec<_>>().join(" "), (segment.height / 4.0).round() as i64)
}

/// `3`, `- 3 -`, `3/7`, `Page 3 of 7`, `[3]`.
fn is_number(text: &str) -> bool {
    const WORDS: [&str; 11] =
        ["page", "of", "seite", "von", "p", "pg", "de", "página", "sur", "pagina", "di"];
    let mut digits = 0;
    text.chars().count() <= 16
        && text
            .split(|c: char| c.is_whitespace() || "/-–—|[]().".contains(c))
            .filter(|word| !word.is_empty())
            .all(|word| {
                let number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
                digits += usize::from(number);
                number || WORDS.contains(&word.to_lowercase().as_str())
            })
        && (1..=2).contains(&digits)
}

/// `2/18/25, 1:06 PM`, `18.02.2025, 13:06`, `2025-02-18 13:06`: day and clock, and nothing else.
fn is_stamp(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    text.len() <= 30
        && digits >= 6
        && text.contains(':')
        && (letters.is_empty() || matches!(letters.to_uppercase().as_str(), "AM" | "PM"))
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://") || text.starts_with("file:///"))
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stamps_and_addresses_are_told() {
        for text in ["3", "- 3 -", "3/7", "Page 3 of 7", "[12]"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "Page", "3 ferries", "2024 2025 2026", "12,000"] {
            assert!(!is_number(text), "{text}");
        }
        for text in ["2/18/25, 1:06 PM", "18.02.2025, 13:06", "2025-02-18 13:06"] {
            assert!(is_stamp(text), "{text}");
        }
        assert!(!is_stamp("Score: 3-1"));
        assert!(!is_stamp("Published 2/18/25, 1:06"));
    }
}
