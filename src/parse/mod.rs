//! From raw text to an article: its words apart from everything that stood around them.
//!
//! The lines of the text are told body or not by a fitted scorer; headline, byline, date and the rest are then looked for
//! where pages put them, between the top and the body. What is found nowhere stays absent.

pub mod features;
pub mod lines;
pub mod model;

mod body;
mod byline;
mod caption;
mod cues;
mod language;
mod outlet;
mod related;
mod stamp;
mod words;

use crate::{
    article::{Article, ArticleId, Found, Image, Origin, Removed, Why},
    date::Date,
    note::Note,
};
use features::Cues;
use lines::Line;
use model::Model;
use std::collections::{BTreeSet, HashSet};

/// The article in a file's text, or what it lacks to be one.
pub fn parse(file: &str, text: &str) -> Result<Article, Note> {
    parse_with(model::fitted(), file, text)
}

/// [`parse`] by another model; for the trainer, which scores models on sites they have not seen.
pub fn parse_with(model: &Model, file: &str, text: &str) -> Result<Article, Note> {
    let (lines, retrieved) = lines::lines(text);
    let cues = features::cues(&lines);
    let images: Vec<Option<Image>> = lines.iter().map(|line| caption::image(&line.text)).collect();
    let is_body = body_lines(&lines, &cues, &images, model);
    let Some(first) = is_body.iter().position(|&body| body) else {
        return Err(Note::NoSentences);
    };
    let last = is_body.iter().rposition(|&body| body).unwrap_or(first);

    let paragraphs =
        lines.iter().zip(&is_body).filter(|(_, body)| **body).map(|(line, _)| line.text.as_ref());
    let mut article = Article::of_paragraphs(file, paragraphs);
    article.retrieved = retrieved;
    let mut used: BTreeSet<usize> = (0..lines.len()).filter(|&at| is_body[at]).collect();

    let headline = headline(&lines, &cues, &images, &is_body, first, model);
    if let Some(at) = headline {
        article.headline = Some(Found { value: lines[at].text.to_string(), from: Origin::Line });
        used.insert(at);
        if let Some(kicker) = kicker(&lines, at) {
            article.kicker = Some(lines[kicker].text.to_string());
            used.insert(kicker);
        }
    } else {
        article.notes.push(Note::NoHeadline);
    }
    let top = headline.map_or(0, |at| at.saturating_sub(3))..first.max(headline.map_or(0, |at| at + 1));
    let published = published(&lines, top.clone(), headline.unwrap_or(0));
    if let Some((at, date)) = published {
        article.published = Some(Found { value: date, from: Origin::Line });
        used.insert(at);
    } else if retrieved.is_some() {
        article.notes.push(Note::OnlyRetrieved);
    }
    if let Some(authors) = authors(&lines, &images, top.clone(), headline) {
        article.authors = authors.0;
        used.extend(authors.1);
    }
    if let Some(at) = headline
        && let Some(dek) = dek(&lines, &cues, &images, at + 1..first, &used)
    {
        article.dek = Some(lines[dek].text.to_string());
        used.insert(dek);
    }
    for (at, image) in images.iter().enumerate().take(last + 1) {
        if let Some(image) = image
            && !used.contains(&at)
        {
            add_image(&mut article.images, image.clone());
            used.insert(at);
        }
    }
    let (related, teasers) = related::related(&lines[last + 1..]);
    article.related = related;
    used.extend(teasers.iter().map(|at| last + 1 + at));
    let outside = lines.iter().enumerate().filter(|(at, _)| !is_body[*at]);
    article.outlet = outside
        .rev()
        .find_map(|(_, line)| outlet::of_copyright(&line.text))
        .map(|value| Found { value, from: Origin::Line });
    article.agency = article
        .images
        .iter()
        .find_map(|image| caption::agency(image.credit.as_deref()?))
        .or_else(|| dateline_agency(&article))
        .map(str::to_owned);
    article.lang = language::language(&article.text);
    article.removed = removed(text, &lines, &used, first, last);
    article.id = ArticleId::of(article.headline.as_ref().map_or("", |found| &found.value), &article.text);
    Ok(article)
}

/// Which lines are body. Where the scorer finds none, every line that reads like a sentence is: a pasted paragraph is an
/// article too.
fn body_lines(lines: &[Line], cues: &[Cues], images: &[Option<Image>], model: &Model) -> Vec<bool> {
    let mut is_body = body::body(lines, cues, model);
    for (at, body) in is_body.iter_mut().enumerate() {
        *body &= images[at].is_none() && !is_only_marks(&lines[at].text) && !cues::is_label(&lines[at].text);
    }
    without_the_top(lines, &mut is_body);
    if is_body.iter().any(|&body| body) {
        return is_body;
    }
    let reads = |at: usize| {
        let text = &lines[at].text;
        images[at].is_none()
            && !is_only_marks(text)
            && cues::boilerplate(text).is_none()
            && (words::ends_a_sentence(text) && text.split_whitespace().count() >= 2
                || text.split_whitespace().count() >= 8)
    };
    (0..lines.len()).map(reads).collect()
}

/// Who wrote it and when is told above the body: such a line near the top is not body, nor are the one or two lines above it.
fn without_the_top(lines: &[Line], is_body: &mut [bool]) {
    let tells = |line: &Line| {
        let text = line.text.as_ref();
        let stamps = stamp::stamps(text);
        let stamped: usize = stamps.iter().map(|stamp| stamp.span.len()).sum();
        text.split_whitespace().count() <= 14
            && !text.contains(['“', '"'])
            && (stamped * 2 > text.len()
                || !byline::authors(text, false).is_empty()
                || text.eq_ignore_ascii_case("by"))
    };
    let Some(first) = is_body.iter().position(|&body| body) else { return };
    let mut above = 0;
    for at in first..lines.len().min(first + 8) {
        if tells(&lines[at]) {
            is_body[first..=at].fill(false);
            return without_the_top(lines, is_body);
        }
        above += usize::from(is_body[at]);
        if above > 2 {
            return;
        }
    }
}

fn is_only_marks(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Log odds from which the best line is taken for the headline: where a page has one it is mostly the best line, so that the
/// best may be less likely than not when seen alone.
const LEAST: f32 = -1.5;

/// The line that is the headline, if one is: the best before the body by the fitted scorer, if it is likely enough.
fn headline(
    lines: &[Line],
    cues: &[Cues],
    images: &[Option<Image>],
    is_body: &[bool],
    first: usize,
    model: &Model,
) -> Option<usize> {
    let body: HashSet<String> = body_words(lines, is_body);
    let candidates = candidates(lines, images, first);
    let scored = candidates.into_iter().map(|at| {
        let shared = features::words_of_body(&lines[at].text, &body);
        (model::score(&model.headline, &features::of_headline(lines, cues, at, first, shared)), at)
    });
    scored.filter(|(score, _)| *score > LEAST).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
}

/// The longer words of the body, lower case.
pub fn body_words(lines: &[Line], is_body: &[bool]) -> HashSet<String> {
    let body = lines.iter().zip(is_body).filter(|(_, body)| **body);
    body.flat_map(|(line, _)| line.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase))
        .filter(|word| word.chars().count() >= 4)
        .collect()
}

/// The lines that may be the headline: at most 60 before the body, of 2 to 30 words.
pub fn candidates(lines: &[Line], images: &[Option<Image>], first: usize) -> Vec<usize> {
    const FURTHEST: usize = 60;
    (first.saturating_sub(FURTHEST)..first)
        .filter(|&at| images[at].is_none() && (2..=30).contains(&lines[at].text.split_whitespace().count()))
        .collect()
}

/// Captions and credits of every line; for the trainer, which must see what `parse` sees.
pub fn images(lines: &[Line]) -> Vec<Option<Image>> {
    lines.iter().map(|line| caption::image(&line.text)).collect()
}

/// One or two capitalised words right above the headline, or three of which the second joins the others.
fn kicker(lines: &[Line], headline: usize) -> Option<usize> {
    let at = headline.checked_sub(1)?;
    let text = &lines[at].text;
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = words.iter().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c == '&') || matches!(*word, "and" | "of" | "in")
    });
    let plain = text.chars().all(|c| c.is_alphabetic() || " &-’'".contains(c));
    let is_button = matches!(cues::boilerplate(text), Some(why) if why != Why::Navigation);
    let repeated = words.windows(2).any(|pair| pair[0] == pair[1]);
    let joined = matches!(words.get(1), Some(&("and" | "&" | "of" | "in")));
    ((words.len() <= 2 || words.len() == 3 && joined)
        && capital
        && plain
        && !is_button
        && !repeated
        && text.chars().count() >= 4)
        .then_some(at)
}

/// When it was published: the first stamp between `top` and the body that is not said to be of an update; else of the update.
fn published(lines: &[Line], top: std::ops::Range<usize>, headline: usize) -> Option<(usize, Date)> {
    let mut found: Vec<(bool, bool, usize, Date)> = Vec::new();
    let from = top.start.saturating_sub(6);
    for (at, line) in lines.iter().enumerate().take(top.end).skip(from) {
        let text = line.text.as_ref();
        if text.split_whitespace().count() > 30 {
            continue;
        }
        let mut from = 0;
        for stamp in stamp::stamps(text) {
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
fn authors(
    lines: &[Line],
    images: &[Option<Image>],
    top: std::ops::Range<usize>,
    headline: Option<usize>,
) -> Option<(Vec<String>, Vec<usize>)> {
    let near = |at: &usize| headline.is_none_or(|headline| *at != headline && at + 2 >= headline);
    let places: Vec<usize> = top.filter(near).filter(|&at| images[at].is_none()).collect();
    let short_stamp = |at: usize| {
        lines.get(at).is_some_and(|line| {
            line.text.split_whitespace().count() <= 14 && !stamp::stamps(&line.text).is_empty()
        })
    };
    for pass in 0..3 {
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
            let fits = match pass {
                0 => byline::is_led(text),
                1 => !stamp::stamps(text).is_empty(),
                _ => {
                    headline.is_some_and(|headline| at > headline)
                        && (short_stamp(at + 1) || short_stamp(at + 2) || at > 0 && short_stamp(at - 1))
                }
            };
            if fits {
                let names = byline::authors(text, pass == 2);
                if !names.is_empty() && (pass == 0 || cues::boilerplate(text).is_none()) {
                    return Some((names, vec![at]));
                }
            }
        }
    }
    None
}

/// The line under the headline: the first between it and the body that reads like a sentence and is nothing else.
fn dek(
    lines: &[Line],
    cues: &[Cues],
    images: &[Option<Image>],
    between: std::ops::Range<usize>,
    used: &BTreeSet<usize>,
) -> Option<usize> {
    between.take(4).find(|&at| {
        let text = lines[at].text.as_ref();
        let words = text.split_whitespace().count();
        !used.contains(&at)
            && images[at].is_none()
            && cues::boilerplate(text).is_none()
            && stamp::stamps(text).is_empty()
            && (6..=60).contains(&words)
            && (words::ends_a_sentence(text) || cues[at].is_prose() || words >= 8)
    })
}

/// A credit belongs to the caption right above it.
fn add_image(images: &mut Vec<Image>, image: Image) {
    match images.last_mut() {
        Some(last) if last.credit.is_none() && image.caption.is_none() => last.credit = image.credit,
        _ => images.push(image),
    }
}

/// `LISBON (AP) — ` and `LISBON, May 3 (Reuters) - ` at the start of the first paragraph.
fn dateline_agency(article: &Article) -> Option<&'static str> {
    let first = article.paragraphs.first()?.of(&article.text);
    let start: String = first.chars().take(60).collect();
    let (place, rest) = start.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    let capital =
        place.split_whitespace().next()?.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (capital && rest.trim_start().starts_with(['-', '–', '—'])).then(|| caption::agency(agency)).flatten()
}

/// The lines that went nowhere, each with the reason.
fn removed(text: &str, lines: &[Line], used: &BTreeSet<usize>, first: usize, last: usize) -> Vec<Removed> {
    let mut removed = Vec::new();
    let raw: Vec<&str> = text.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        if used.contains(&at) {
            continue;
        }
        let stood = raw.get(line.number as usize - 1).map_or("", |raw| raw.trim_end_matches('\r'));
        let scraper = at == 0 && stood.trim_start().starts_with("date ");
        let why = match cues::boilerplate(&line.text) {
            _ if scraper => Why::Scraper,
            Some(why) => why,
            None if at < first => Why::Navigation,
            None if at > last => Why::Footer,
            None => Why::Related,
        };
        let text = if stood.trim().ends_with(line.text.as_ref()) { stood.trim() } else { &line.text };
        removed.push(Removed { line: line.number, text: text.to_owned(), why });
    }
    removed
}
