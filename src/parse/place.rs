//! Where in its page a block stands: the elements around it, how much of it is links, and whether it stands where most of
//! the page's prose does.

use super::{about, hash, lines::Line, seen::Seen};
use crate::raw::{About, Page};
use std::collections::HashSet;

/// How many elements around a block are looked at, from the inside.
const AROUND: usize = 8;

/// What is seen of a block's place in its page.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its element's name, as a number.
    pub tag: u64,
    /// Its element's name, the words of its class and the name of the element around it, as one number: alike for elements that
    /// were made alike.
    pub kind: u64,
    /// Its element's name and the very element around it, as one number.
    pub home: u64,
    /// Its element and those around it, as they stand in the page, from the inside.
    pub path: Vec<u32>,
    /// The names of the elements around it, as numbers, from the inside.
    pub around: Vec<u64>,
    /// The words of class and id of its own element and the one around that.
    pub near_names: Vec<u64>,
    /// The words of class and id of the elements further out.
    pub far_names: Vec<u64>,
    /// How much of it is links, in tenths.
    pub linked: usize,
    /// The share of the page's prose that stands in the element around its own, in tenths.
    pub share: usize,
    /// The same of the element around that.
    pub wider_share: usize,
    /// Whether the element with most prose is around it, and how many elements lie between; `AROUND` where it is not.
    pub from_best: usize,
    /// How many paragraphs of prose share its element or the element around it.
    pub siblings: usize,
    /// How many top headings (`h1`) stand before it.
    pub headings: usize,
    /// Blocks since the last top heading.
    pub since_heading: usize,
    /// Level of the heading it is; 0 where it is none.
    pub heading: usize,
    /// Whether it is the caption of a figure.
    pub figure: bool,
    /// What the page says of itself in the same words: 1 its headline, 2 the line under it, 3 the start of that; else 0.
    pub claimed: usize,
    /// Whether the body that data for search engines gives has its words: 0 where there is none, 1 no, 2 some, 3 all.
    pub told: usize,
}

/// The places of all lines; empty where the lines are no blocks of a page.
pub fn places(page: &Page, about: &About, lines: &[Line], seen: &[Seen]) -> Vec<Place> {
    let told = about.body.as_deref().map(runs);
    let titles: Vec<String> = about.titles.iter().map(|claim| about::folded(&claim.text)).collect();
    let deks: Vec<String> = about.deks.iter().map(|claim| about::folded(&claim.text)).collect();
    let parent = |element: usize| page.elements[element].parent.map(|parent| parent as usize);
    let element = |line: &Line| line.element.map_or(0, |element| element as usize);
    let mut words = vec![0.0_f32; page.elements.len()];
    let mut paragraphs = vec![0_usize; page.elements.len()];
    let mut all_words = 1.0;
    for (line, seen) in lines.iter().zip(seen) {
        let own = element(line);
        if !seen.is_prose() || line.linked as usize * 3 > line.text.len() {
            continue;
        }
        let count = seen.words as f32;
        all_words += count;
        let up = parent(own).unwrap_or(own);
        words[up] += count;
        paragraphs[up] += 1;
        if let Some(further) = parent(up) {
            words[further] += count * 0.5;
        }
    }
    let best = (0..words.len()).max_by(|a, b| words[*a].total_cmp(&words[*b])).unwrap_or(0);
    let own_words: Vec<Vec<u64>> = page.elements.iter().map(|element| names(&element.names)).collect();
    let tags: Vec<u64> = page.elements.iter().map(|element| hash::of(element.tag.as_bytes())).collect();
    let (mut headings, mut since_heading) = (0, 0);
    let mut places = Vec::with_capacity(lines.len());
    for (line, seen) in lines.iter().zip(seen) {
        let own = element(line);
        let mut path = Vec::with_capacity(AROUND);
        let mut at = Some(own);
        while let Some(element) = at.filter(|_| path.len() < AROUND) {
            path.push(element);
            at = parent(element);
        }
        let tenths = |part: f32| ((part * 10.0 / all_words) as usize).min(10);
        let up = path.get(1).copied().unwrap_or(own);
        let wider = path.get(2).copied().unwrap_or(up);
        let tag = page.elements[own].tag.as_str();
        let heading = match tag.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => usize::from(level - b'0'),
            _ => 0,
        };
        if heading == 1 {
            headings += 1;
            since_heading = 0;
        }
        let mut place = Place {
            tag: tags[own],
            kind: hash::join(hash::join(tags[own], tags[up]), hash::of(page.elements[own].names.as_bytes())),
            home: hash::join(hash::join(tags[own], up as u64), 1),
            around: path[1..].iter().map(|element| tags[*element]).collect(),
            linked: (line.linked as usize * 10).checked_div(line.text.len()).unwrap_or(0).min(10),
            share: tenths(words[up]),
            wider_share: tenths(words[wider]),
            from_best: path.iter().position(|element| *element == best).unwrap_or(AROUND),
            siblings: paragraphs[up],
            headings,
            since_heading,
            heading,
            figure: path.iter().take(4).any(|element| {
                matches!(page.elements[*element].tag.as_str(), "figcaption" | "figure" | "caption")
            }),
            claimed: if seen.words <= 80 { claimed(&about::folded(&line.text), &titles, &deks) } else { 0 },
            told: told.as_ref().map_or(0, |told| telling(told, &line.text)),
            path: path.iter().map(|element| *element as u32).collect(),
            ..Place::default()
        };
        for (depth, element) in path.iter().enumerate() {
            let list = if depth < 2 { &mut place.near_names } else { &mut place.far_names };
            list.extend(&own_words[*element]);
        }
        for list in [&mut place.near_names, &mut place.far_names] {
            list.sort_unstable();
            list.dedup();
        }
        since_heading += 1;
        places.push(place);
    }
    places
}

fn claimed(line: &str, titles: &[String], deks: &[String]) -> usize {
    match () {
        () if line.is_empty() => 0,
        () if titles.iter().any(|title| title == line) => 1,
        () if deks.iter().any(|dek| dek == line) => 2,
        () if line.len() > 40 && deks.iter().any(|dek| line.starts_with(dek.as_str()) && dek.len() > 40) => 3,
        () if line.len() > 40 && deks.iter().any(|dek| dek.starts_with(line)) => 3,
        () => 0,
    }
}

/// Every run of three words of a text, as numbers.
fn runs(text: &str) -> HashSet<u64> {
    let words = numbers(text);
    words.windows(3).map(|run| hash::join(hash::join(run[0], run[1]), run[2])).collect()
}

fn numbers(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| hash::of(word.as_bytes())).collect()
}

/// How much of a line a text has: 1 nothing to speak of, 2 some, 3 all but all.
fn telling(told: &HashSet<u64>, line: &str) -> usize {
    let words = numbers(line);
    let runs = words.windows(3).map(|run| hash::join(hash::join(run[0], run[1]), run[2]));
    let (all, known) =
        runs.fold((0, 0), |(all, known), run| (all + 1, known + usize::from(told.contains(&run))));
    1 + usize::from(known * 4 > all) + usize::from(all > 0 && known * 10 >= all * 8)
}

/// The words of class and id, as numbers; those with digits, which machines made, are left out.
fn names(text: &str) -> Vec<u64> {
    let words = text.split(' ').filter(|word| word.len() > 1 && !word.bytes().any(|b| b.is_ascii_digit()));
    words.map(|word| hash::of(word.as_bytes())).collect()
}
