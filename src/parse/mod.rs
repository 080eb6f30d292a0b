//! From raw matter to an article: its words apart from everything that stood around them.
//!
//! The lines of a text and the blocks of a page are told body or not by one fitted scorer; headline, byline, date and the rest
//! are then looked for where pages put them, and in what the file says of itself. What is found nowhere stays absent.

pub mod again;
pub mod features;
pub mod hash;
pub mod headline;
pub mod lines;
pub mod model;
pub mod place;
pub mod seen;
pub mod trees;

mod about;
mod body;
mod byline;
mod caption;
mod cues;
mod language;
mod outlet;
mod related;
mod removed;
mod stamp;
mod top;
mod words;

use crate::{
    article::{Article, ArticleId, Found, Image, Origin, Why},
    note::Note,
    raw::{Page, Raw, Words},
};
use lines::Line;
use model::Model;
use place::Place;
use seen::Seen;
use std::collections::BTreeSet;

/// The article in a text, or what it lacks to be one.
pub fn parse(file: &str, text: &str) -> Result<Article, Note> {
    let raw = Raw { name: file.to_owned(), words: Words::Text(text.to_owned()), ..Raw::default() };
    parse_raw(&raw)
}

/// Longest text of an article, in bytes: five of the longest novels. Where every sentence is a quote, all that is found takes 140
/// times as much memory as the text, and this is half of what WebAssembly can have.
const LONGEST: usize = 16_000_000;

/// The article in raw matter, or what it lacks to be one.
pub fn parse_raw(raw: &Raw) -> Result<Article, Note> {
    parse_with(model::fitted(), raw)
}

/// [`parse_raw`] by another model; for the trainer, which scores models on sites they have not seen.
pub fn parse_with(model: &Model, raw: &Raw) -> Result<Article, Note> {
    let mut article = match &raw.words {
        Words::Text(text) => of_text(model, raw, text)?,
        Words::Page(page) => of_page(model, raw, page)?,
        Words::Paragraphs(paragraphs) => of_paragraphs(&raw.name, paragraphs)?,
    };
    if article.shorten(LONGEST) {
        article.notes.push(Note::Cut(LONGEST as u64));
    }
    about::merge(&raw.about, &mut article);
    article.agency = article
        .images
        .iter()
        .find_map(|image| caption::agency(image.credit.as_deref()?))
        .or_else(|| dateline_agency(&article))
        .map(str::to_owned);
    article.lang = language::language(&article.text).or(article.lang);
    if article.headline.is_none() {
        article.notes.push(Note::NoHeadline);
    }
    if article.published.is_none() && article.retrieved.is_some() {
        article.notes.push(Note::OnlyRetrieved);
    }
    let cut = article.notes.iter().any(|note| matches!(note, Note::Cut(_)));
    // The file may have been cut as well, at more.
    let notes = raw.notes.iter().filter(|note| !cut || !matches!(note, Note::Cut(_)));
    article.notes.splice(0..0, notes.cloned());
    article.id = ArticleId::of(article.headline.as_ref().map_or("", |found| &found.value), &article.text);
    Ok(article)
}

fn of_paragraphs(name: &str, paragraphs: &[String]) -> Result<Article, Note> {
    let paragraphs: Vec<&str> =
        paragraphs.iter().map(|words| words.trim()).filter(|words| !is_only_marks(words)).collect();
    if paragraphs.is_empty() {
        return Err(Note::NoSentences);
    }
    Ok(Article::of_paragraphs(name, paragraphs))
}

fn of_text(model: &Model, raw: &Raw, text: &str) -> Result<Article, Note> {
    let (lines, retrieved) = lines::lines(text);
    let seen = seen::seen(&lines);
    let mut is_body = body::body(&lines, &seen, &[], model);
    for (at, body) in is_body.iter_mut().enumerate() {
        *body &= seen[at].image.is_none() && has_letters(&lines[at].text) && !is_label(&seen[at]);
    }
    let claimed = about::claimed(&raw.about, &lines);
    if let Some(at) = claimed {
        is_body[..=at].fill(false);
    }
    without_the_top(&lines, &seen, &mut is_body);
    with_its_dateline(&lines, &seen, &mut is_body);
    or_all_sentences(&lines, &seen, &mut is_body);
    let Some(first) = is_body.iter().position(|&body| body) else {
        return Err(Note::NoSentences);
    };
    let last = is_body.iter().rposition(|&body| body).unwrap_or(first);
    let mut article = Article::of_paragraphs(&raw.name, words_of(&lines, &is_body));
    article.lines = numbers_of(&lines, &is_body);
    article.retrieved = retrieved;
    let mut used: BTreeSet<usize> = (0..lines.len()).filter(|&at| is_body[at]).collect();

    let headline = claimed
        .filter(|&at| at < first)
        .or_else(|| headline::headline(&lines, &seen, &is_body, first, model));
    if let Some(at) = headline {
        article.headline = Some(Found { value: lines[at].text.to_string(), from: Origin::Line });
        used.insert(at);
        if let Some(kicker) = kicker(&lines, &seen, at) {
            article.kicker = Some(lines[kicker].text.to_string());
            used.insert(kicker);
        }
    }
    let top = headline.map_or(0, |at| at.saturating_sub(3))..first.max(headline.map_or(0, |at| at + 1));
    if let Some((at, date)) = top::published(&lines, &seen, top.clone(), headline.unwrap_or(0)) {
        article.published = Some(Found { value: date, from: Origin::Line });
        used.insert(at);
    }
    if let Some((authors, at)) = top::authors(&lines, &seen, top.clone(), headline) {
        article.authors = authors;
        used.extend(at);
    }
    if let Some(at) = headline
        && let Some(dek) = dek(&seen, at + 1..first, &used)
    {
        article.dek = Some(lines[dek].text.to_string());
        used.insert(dek);
    }
    for (at, seen) in seen.iter().enumerate().take(last + 1) {
        if let Some(image) = &seen.image
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
    removed::leave_out(&mut article, Some(text), &lines, &seen, &is_body, &used);
    Ok(article)
}

fn of_page(model: &Model, raw: &Raw, page: &Page) -> Result<Article, Note> {
    let lines = lines::of_page(page);
    let seen = seen::seen(&lines);
    let places = place::places(page, &raw.about, &lines, &seen);
    let mut is_body = body::body(&lines, &seen, &places, model);
    for (at, body) in is_body.iter_mut().enumerate() {
        *body &= !is_only_marks(&lines[at].text);
    }
    or_all_sentences(&lines, &seen, &mut is_body);
    without_the_next(&lines, &places, &mut is_body);
    let Some(first) = is_body.iter().position(|&body| body) else {
        return Err(Note::NoSentences);
    };
    let last = is_body.iter().rposition(|&body| body).unwrap_or(first);
    let headline = about::headline(&raw.about, &lines, &places, first);
    // The headline stands above the article, not in it, unless it is all there is.
    if let Some(title) = &headline {
        let is_other = |at: usize| is_body[at] && !about::same(&lines[at].text, &title.value);
        let others: Vec<bool> = (0..lines.len()).map(is_other).collect();
        if others.contains(&true) {
            is_body = others;
        }
    }
    let mut article = Article::of_paragraphs(&raw.name, words_of(&lines, &is_body));
    article.lines = numbers_of(&lines, &is_body);
    let mut used: BTreeSet<usize> = (0..lines.len()).filter(|&at| is_body[at]).collect();
    article.headline = headline;
    top::of_page(&mut article, &raw.about, &lines, &seen, &places, first, &mut used);
    for (at, place) in places.iter().enumerate().take(last + 1) {
        if !used.contains(&at)
            && (place.figure || seen[at].image.is_some())
            && let Some(image) = caption::of_block(&lines[at].text, seen[at].image.as_ref(), place)
        {
            add_image(&mut article.images, image);
            used.insert(at);
        }
    }
    removed::leave_out(&mut article, None, &lines, &seen, &is_body, &used);
    Ok(article)
}

/// Where a page goes on to its next article, whose top heading is made like that of the first and stands in another element, the body ends.
fn without_the_next(lines: &[Line], places: &[Place], is_body: &mut [bool]) {
    /// Body blocks from which something is an article of its own, and not what stands under a headline.
    const LEAST: usize = 3;
    let is_top = |at: &usize| places[*at].heading == 1 && !places[*at].near_names.is_empty();
    let Some(top) = (0..lines.len()).find(|at| is_top(at) && places[*at].claimed == 1) else { return };
    let is_next = |at: &usize| {
        is_top(at)
            && places[*at].near_names == places[top].near_names
            && places[*at].path.get(1) != places[top].path.get(1)
            && !about::same(&lines[*at].text, &lines[top].text)
            && is_body[top..*at].iter().filter(|body| **body).count() >= LEAST
    };
    if let Some(next) = (top + 1..lines.len()).find(is_next) {
        is_body[next..].fill(false);
    }
}

fn words_of<'a>(lines: &'a [Line], is_body: &'a [bool]) -> impl Iterator<Item = &'a str> {
    lines.iter().zip(is_body).filter(|(_, body)| **body).map(|(line, _)| line.text.as_ref())
}

/// The numbers of the lines that [`words_of`] gives the words of.
fn numbers_of(lines: &[Line], is_body: &[bool]) -> Vec<u32> {
    lines.iter().zip(is_body).filter(|(_, body)| **body).map(|(line, _)| line.number).collect()
}

/// Where the scorer finds no body, every line that reads like a sentence is: a pasted paragraph is an article too.
fn or_all_sentences(lines: &[Line], seen: &[Seen], is_body: &mut [bool]) {
    if is_body.iter().any(|&body| body) {
        return;
    }
    for (at, body) in is_body.iter_mut().enumerate() {
        let seen = &seen[at];
        *body = seen.image.is_none()
            && !is_only_marks(&lines[at].text)
            && seen.boilerplate.is_none()
            && (seen.sentence_end && lines[at].text.split_whitespace().nth(1).is_some()
                || seen.inner_sentences > 0
                || seen.words >= 8);
    }
}

/// Whether the line is a label of the page and nothing else, or opens a list of teasers: it may stand between any two paragraphs.
fn is_label(seen: &Seen) -> bool {
    seen.words <= 3 && matches!(seen.boilerplate, Some(Why::Advertisement | Why::Sharing | Why::Player))
}

/// Who wrote it and when is told above the body: such a line near the top is not body, nor are the one or two lines above it.
fn without_the_top(lines: &[Line], seen: &[Seen], is_body: &mut [bool]) {
    let tells = |at: usize| {
        let text = lines[at].text.as_ref();
        let stamped: usize = seen[at].stamps.iter().map(|stamp| stamp.span.len()).sum();
        seen[at].words <= 14
            && !text.contains(['“', '"'])
            && (stamped * 2 > text.len()
                || !byline::authors(text, false).is_empty()
                || text.eq_ignore_ascii_case("by"))
    };
    let Some(first) = is_body.iter().position(|&body| body) else { return };
    let mut above = 0;
    for at in first..lines.len().min(first + 8) {
        if tells(at) {
            is_body[first..=at].fill(false);
            return without_the_top(lines, seen, is_body);
        }
        above += usize::from(is_body[at]);
        if above > 2 {
            return;
        }
    }
}

/// The first paragraph of an agency's text opens with its place in capitals (`LISBON. The river …`): where such a line stands right above
/// the body, the body begins with it.
fn with_its_dateline(lines: &[Line], seen: &[Seen], is_body: &mut [bool]) {
    let Some(first) = is_body.iter().position(|body| *body) else { return };
    // So is a sentence with a quote in it right above the body and right below who wrote it and when: no line under a headline.
    if let Some(at) = first.checked_sub(1).filter(|&at| at > 0)
        && seen[at].is_prose()
        && seen[at].sentence_end
        && seen[at].quote
        && (!seen[at - 1].stamps.is_empty() || byline::is_led(&lines[at - 1].text))
    {
        is_body[at] = true;
        return;
    }
    let opens = |at: usize| {
        let place = lines[at].text.split(['.', ',', '—', '–', '(', ':']).next().unwrap_or("");
        let letters = place.chars().filter(|c| c.is_alphabetic());
        let rest = &lines[at].text[place.len()..];
        letters.clone().count() >= 4
            && letters.clone().all(char::is_uppercase)
            && place.split_whitespace().count() <= 3
            && rest.contains(char::is_lowercase)
            && seen[at].is_prose()
            && seen[at].sentence_end
    };
    if let Some(at) = (first.saturating_sub(2)..first).find(|&at| opens(at)) {
        is_body[at] = true;
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn is_only_marks(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// One or two capitalised words right above the headline, or three of which the second joins the others.
fn kicker(lines: &[Line], seen: &[Seen], headline: usize) -> Option<usize> {
    let at = headline.checked_sub(1)?;
    let text = &lines[at].text;
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = words.iter().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c == '&') || matches!(*word, "and" | "of" | "in")
    });
    let plain = text.chars().all(|c| c.is_alphabetic() || " &-’'".contains(c));
    let is_button = matches!(seen[at].boilerplate, Some(why) if why != Why::Navigation);
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

/// The line under the headline: the first between it and the body that reads like a sentence and is nothing else.
fn dek(seen: &[Seen], between: std::ops::Range<usize>, used: &BTreeSet<usize>) -> Option<usize> {
    between.take(4).find(|&at| {
        let seen = &seen[at];
        !used.contains(&at)
            && seen.image.is_none()
            && seen.boilerplate.is_none()
            && seen.stamps.is_empty()
            && (6..=60).contains(&seen.words)
            && (seen.sentence_end || seen.words >= 8)
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
