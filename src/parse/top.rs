//! Who wrote it and when, as told between the top and the body.

use super::{about, byline, hash, lines::Line, place::Place, seen::Seen};
use crate::{
    article::{Article, Found, Origin},
    date::Date,
    raw::About,
};
use std::collections::BTreeSet;

/// Words of class and id that mark the line under a headline.
const DEKS: [&str; 18] = [
    "dek",
    "standfirst",
    "subtitle",
    "subheadline",
    "subhead",
    "subheading",
    "summary",
    "lead",
    "lede",
    "intro",
    "deck",
    "teaser",
    "excerpt",
    "abstract",
    "chapo",
    "entradilla",
    "vorspann",
    "preamble",
];

/// Fills byline, date and dek of a page: what the page says of itself first, then its lines between headline and body.
pub fn of_page(
    article: &mut Article,
    about: &About,
    lines: &[Line],
    seen: &[Seen],
    places: &[Place],
    first: usize,
    used: &mut BTreeSet<usize>,
) {
    let title = article.headline.as_ref().map_or("", |found| found.value.as_str());
    let headline = (0..lines.len().min(first + 1)).rev().find(|&at| about::same(&lines[at].text, title));
    used.extend(headline);
    let top = headline.unwrap_or(first.saturating_sub(12))..first;
    article.published = about::published(about).filter(|found| found.from != Origin::Url);
    if article.published.is_none() {
        let wide = headline.map_or(0, |at| at.saturating_sub(8))..(first + 1).min(lines.len());
        if let Some((at, value)) = published(lines, seen, wide, headline.unwrap_or(0)) {
            article.published = Some(Found { value, from: Origin::Line });
            used.insert(at);
        }
    }
    article.authors = about::authors(about);
    if article.authors.is_empty()
        && let Some((authors, at)) = authors(lines, seen, top.clone(), headline)
    {
        article.authors = authors;
        used.extend(at);
    }
    let marks: Vec<u64> = DEKS.iter().map(|word| hash::of(word.as_bytes())).collect();
    let dek = top.clone().filter(|&at| Some(at) != headline).find(|&at| {
        let marked = places[at].near_names.iter().any(|name| marks.contains(name));
        let claimed = about.deks.iter().any(|claim| about::same(&claim.text, &lines[at].text));
        (marked || claimed)
            && seen[at].words >= 5
            && seen[at].stamps.is_empty()
            && seen[at].boilerplate.is_none()
            && !places[at].figure
    });
    if let Some(at) = dek {
        article.dek = Some(lines[at].text.to_string());
        used.insert(at);
    }
}

/// When it was published: the first stamp between `top` and the body that is not said to be of an update; else of the update.
pub fn published(
    lines: &[Line],
    seen: &[Seen],
    top: std::ops::Range<usize>,
    headline: usize,
) -> Option<(usize, Date)> {
    let mut found: Vec<(bool, bool, usize, Date)> = Vec::new();
    let from = top.start.saturating_sub(6);
    for (at, line) in lines.iter().enumerate().take(top.end).skip(from) {
        let text = line.text.as_ref();
        let mut from = 0;
        for stamp in &seen[at].stamps {
            let lead = text[from..stamp.span.start as usize].to_lowercase();
            let update = ["updat", "modif", "aktualisiert", "mis à jour", "edited", "reviewed", "checked"]
                .iter()
                .any(|word| lead.contains(word));
            found.push((update, at < headline, at, stamp.date));
            from = stamp.span.end as usize;
        }
    }
    // Told apart in this order: no update before update, below the headline before above it, with a clock before without.
    found
        .into_iter()
        .min_by_key(|(update, above, at, date)| (*update, *above, date.time.is_none(), *at))
        .map(|(_, _, at, date)| (at, date))
}

/// The authors and the lines that name them, between `top` and the body: a line that says "By" before a line with a date
/// before a name that stands beside a date.
pub fn authors(
    lines: &[Line],
    seen: &[Seen],
    top: std::ops::Range<usize>,
    headline: Option<usize>,
) -> Option<(Vec<String>, Vec<usize>)> {
    let near = |at: &usize| headline.is_none_or(|headline| *at != headline && at + 2 >= headline);
    let places: Vec<usize> = top.clone().filter(near).filter(|&at| seen[at].image.is_none()).collect();
    let short_stamp =
        |at: usize| seen.get(at).is_some_and(|seen| seen.words <= 14 && !seen.stamps.is_empty());
    // A line that says "By" counts wherever it stands shortly before the body, the nearest first.
    let led = (top.end.saturating_sub(20)..top.end).rev().filter(|&at| seen[at].image.is_none());
    for at in led.filter(|&at| Some(at) != headline && byline::is_led(&lines[at].text)) {
        let names = byline::authors(&lines[at].text, false);
        if !names.is_empty() {
            return Some((names, vec![at]));
        }
    }
    for pass in 0..4 {
        for &at in &places {
            let text = lines[at].text.as_ref();
            let alone = matches!(
                text.to_lowercase().trim_end_matches(':'),
                "by" | "written by" | "author" | "von" | "par"
            );
            if pass == 0 && alone && at + 1 < lines.len() {
                let names = byline::authors(&format!("By {}", lines[at + 1].text), false);
                if !names.is_empty() {
                    return Some((names, vec![at, at + 1]));
                }
            }
            if pass == 3 {
                match byline::with_trade(text) {
                    Some(name) if headline.is_some_and(|headline| at > headline) => {
                        return Some((vec![name], vec![at]));
                    }
                    _ => continue,
                }
            }
            let fits = match pass {
                0 => byline::is_led(text),
                1 => !seen[at].stamps.is_empty(),
                _ => {
                    headline.is_some_and(|headline| at > headline)
                        && (short_stamp(at + 1) || short_stamp(at + 2) || at > 0 && short_stamp(at - 1))
                }
            };
            if fits {
                let names = byline::authors(text, pass == 2);
                if !names.is_empty() && (pass == 0 || seen[at].boilerplate.is_none()) {
                    return Some((names, vec![at]));
                }
            }
        }
    }
    None
}
