//! What a file says of its article beside the article's words, weighed and joined.

use super::{byline, lines::Line, place::Place, stamp};
use crate::{
    article::{Article, Found, Origin},
    date::Date,
    order,
    raw::{About, Claim, Source},
};

/// Fills what the article's own lines left open.
pub fn merge(about: &About, article: &mut Article) {
    article.url = article.url.take().or_else(|| about.url.clone());
    if article.outlet.is_none()
        && let Some(best) = best(&about.outlets)
    {
        article.outlet = Some(Found { value: site_name(&best.text), from: origin(best.from) });
    }
    if article.headline.is_none()
        && let Some(best) = best(&about.titles)
    {
        article.headline = Some(Found { value: best.text.clone(), from: origin(best.from) });
    }
    if article.published.is_none() {
        article.published = published(about);
    }
    if article.retrieved.is_none() {
        article.retrieved = about.retrieved.as_deref().and_then(date_of);
    }
    if article.authors.is_empty() {
        article.authors = authors(about);
    }
    if article.dek.is_none()
        && let Some(best) = best(&about.deks).filter(|claim| claim.from == Source::Field)
    {
        article.dek = Some(best.text.clone());
    }
    if article.kicker.is_none() && about.titles.iter().any(|claim| claim.from == Source::Field) {
        article.kicker = about.section.clone();
    }
    article.lang = article.lang.take().or_else(|| {
        let lang = about.lang.as_ref()?.split(['-', '_']).next()?.to_lowercase();
        (lang.len() == 2 && lang.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(lang)
    });
}

fn origin(source: Source) -> Origin {
    match source {
        Source::Field => Origin::Field,
        Source::Data | Source::Graph | Source::Meta | Source::Title | Source::Marked => Origin::Meta,
    }
}

fn best(claims: &[Claim]) -> Option<&Claim> {
    claims.iter().min_by_key(|claim| claim.from)
}

/// The name of a site without what it says of itself behind a bar.
fn site_name(text: &str) -> String {
    let end = BARS.iter().filter_map(|bar| text.find(bar)).min().unwrap_or(text.len());
    text[..end].trim().to_owned()
}

/// The words of a text without marks and case, to compare.
pub fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether two texts have the same words.
pub fn same(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) < 40 && folded(a) == folded(b)
}

/// How far each place where a page names its headline is believed.
const BELIEF: [(Source, f32); 5] = [
    (Source::Data, 2.5),
    (Source::Graph, 2.0),
    (Source::Meta, 1.0),
    (Source::Title, 1.5),
    (Source::Marked, 1.5),
];
const TOP_HEADING: f32 = 3.0;

/// The headline of a page: what most of title, data, properties and top heading say, without the name
/// of the site. `first` is the first line of the body.
pub fn headline(about: &About, lines: &[Line], places: &[Place], first: usize) -> Option<Found<String>> {
    let headings: Vec<&str> = lines
        .iter()
        .zip(places)
        .take(first + 3)
        .filter(|(line, place)| place.heading == 1 && line.text.split_whitespace().nth(40).is_none())
        .map(|(line, _)| line.text.as_ref())
        .collect();
    let known: Vec<String> = headings
        .iter()
        .copied()
        .chain(
            about.titles.iter().filter(|claim| claim.from != Source::Title).map(|claim| claim.text.as_str()),
        )
        .map(folded)
        .collect();
    let sites: Vec<String> = about.outlets.iter().map(|claim| folded(&claim.text)).collect();
    let mut votes: Vec<Vote> = Vec::new();
    let mut vote = |text: &str, belief: f32, from: Origin| {
        let text = without_site(text, &known, &sites);
        let fold = folded(text);
        if fold.is_empty() || sites.contains(&fold) {
            return;
        }
        match votes.iter_mut().find(|vote| vote.fold == fold) {
            Some(vote) => vote.belief += belief,
            None => votes.push(Vote { fold, text: text.to_owned(), belief, from }),
        }
    };
    for (at, heading) in headings.iter().rev().enumerate() {
        vote(heading, if at == 0 { TOP_HEADING } else { 1.0 }, Origin::Line);
    }
    for claim in &about.titles {
        let belief = BELIEF.iter().find(|(source, _)| *source == claim.from);
        vote(&claim.text, belief.map_or(1.0, |(_, belief)| *belief), origin(claim.from));
    }
    // Of equals the first wins.
    let best = votes.into_iter().reduce(|best, vote| if vote.belief > best.belief { vote } else { best })?;
    Some(Found { value: best.text, from: best.from })
}

/// The line of a document that its file says is the headline: by its properties, or by the size of its letters where it is longer than
/// the name of an outlet.
pub fn claimed(about: &About, lines: &[Line]) -> Option<usize> {
    const FURTHEST: usize = 60;
    const NAME: usize = 4;
    if about.titles.is_empty() {
        return None;
    }
    let top = &lines[..lines.len().min(FURTHEST)];
    let known: Vec<String> = top.iter().map(|line| folded(&line.text)).collect();
    let mut claims: Vec<&Claim> = about
        .titles
        .iter()
        .filter(|claim| claim.from != Source::Marked || claim.text.split_whitespace().nth(NAME - 1).is_some())
        .collect();
    order::by_key(&mut claims, |claim| claim.from);
    claims.into_iter().find_map(|claim| {
        let fold = folded(without_site(&claim.text, &known, &[]));
        known.iter().position(|line| *line == fold && !fold.is_empty())
    })
}

/// What one wording of the headline has for it.
struct Vote {
    fold: String,
    text: String,
    belief: f32,
    from: Origin,
}

/// Marks that stand between a headline and the name of its site.
const BARS: [&str; 9] = [" | ", " - ", " – ", " — ", " • ", " · ", " » ", " : ", " :: "];

/// A title without the names of site and section behind or before it: the run of its parts that is known from elsewhere, else
/// what is left without a part that is the site's name or a short last part.
fn without_site<'a>(title: &'a str, known: &[String], sites: &[String]) -> &'a str {
    let mut cuts = vec![(0, 0)];
    let mut at = 0;
    while at < title.len() {
        match BARS.iter().find(|bar| title[at..].starts_with(**bar)) {
            Some(bar) => {
                // Two bars may share the blank between them.
                let start = cuts.last().map_or(at, |(_, end)| at.max(*end));
                cuts.push((start, at + bar.len()));
                at += bar.len() - 1;
            }
            None => at += title[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    cuts.push((title.len(), title.len()));
    if cuts.len() < 3 || cuts.len() > 9 {
        return title;
    }
    let whole = folded(title);
    for from in 0..cuts.len() - 1 {
        for to in (from + 1..cuts.len()).rev() {
            let part = &title[cuts[from].1..cuts[to].0];
            let fold = folded(part);
            if fold != whole && known.contains(&fold) && !sites.contains(&fold) {
                return part;
            }
        }
    }
    let (mut from, mut to) = (0, cuts.len() - 1);
    let is_site = |from: usize, to: usize| {
        let fold = folded(&title[cuts[from].1..cuts[to].0]);
        sites.iter().any(|site| *site == fold || site.starts_with(&fold) || fold.starts_with(site.as_str()))
    };
    while to - from > 1 && is_site(to - 1, to) {
        to -= 1;
    }
    while to - from > 1 && is_site(from, from + 1) {
        from += 1;
    }
    if to - from > 1 && to == cuts.len() - 1 && from == 0 && sites.is_empty() {
        let last = title[cuts[to - 1].1..].split_whitespace().count();
        if last <= 4 && title[..cuts[to - 1].0].split_whitespace().count() > last {
            to -= 1;
        }
    }
    title[cuts[from].1..cuts[to].0].trim()
}

/// When it was published: the day of the claim believed most, with the clock of the first claim of that day that has one.
pub fn published(about: &About) -> Option<Found<Date>> {
    let mut dates: Vec<(Source, Date)> =
        about.published.iter().filter_map(|claim| Some((claim.from, date_of(&claim.text)?))).collect();
    order::by_key(&mut dates, |(from, _)| *from);
    let Some(&(from, best)) = dates.first() else {
        return about.url.as_deref().and_then(date_in_url).map(|value| Found { value, from: Origin::Url });
    };
    let fuller = |date: &Date| usize::from(date.time.is_some()) + usize::from(date.offset.is_some());
    let mut value = best;
    for (_, date) in &dates {
        if date.day == best.day && fuller(date) > fuller(&value) {
            value = *date;
        }
    }
    Some(Found { value, from: origin(from) })
}

/// A date as a field of data writes it: as a stamp, or as eight digits.
fn date_of(text: &str) -> Option<Date> {
    if let Some(stamp) = stamp::stamps(text).first() {
        return Some(stamp.date);
    }
    let digits = text.trim().get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let dashed = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
    stamp::stamps(&dashed).first().map(|stamp| stamp.date)
}

/// The day in an address: `/2024/05/03/`, `/2024-05-03-`.
fn date_in_url(url: &str) -> Option<Date> {
    let path = url.split("://").nth(1)?.split_once('/')?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|day| {
        let fits = day[0].len() == 4 && day[1].len() <= 2 && day[2].len() <= 2;
        let stamps = stamp::stamps(&format!("{}-{}-{}", day[0], day[1], day[2]));
        stamps.first().filter(|_| fits).map(|stamp| stamp.date)
    })
}

/// Who wrote it: the names of the source believed most that names anyone.
pub fn authors(about: &About) -> Vec<String> {
    let outlets: Vec<String> = about.outlets.iter().map(|claim| folded(&claim.text)).collect();
    for source in [Source::Field, Source::Data, Source::Graph, Source::Meta, Source::Marked] {
        let mut names: Vec<String> = Vec::new();
        for claim in about.authors.iter().filter(|claim| claim.from == source) {
            for name in byline::claimed(&claim.text) {
                let fold = folded(&name);
                let is_site = outlets.iter().any(|outlet| {
                    *outlet == fold
                        || fold.len() > 4 && (outlet.contains(&fold) || fold.contains(outlet.as_str()))
                });
                if !is_site && !names.iter().any(|known| folded(known) == fold) {
                    names.push(name);
                }
            }
            // Marks of the page stand on teasers and on the foot of the text too: the first are its own.
            if source == Source::Marked && !names.is_empty() {
                break;
            }
        }
        // Beside names of people a single word is a place or a desk.
        if names.iter().any(|name| name.contains(' ')) {
            names.retain(|name| name.contains(' ') || !name.is_ascii());
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}
