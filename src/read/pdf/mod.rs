//! PDF: the text of its pages as paragraphs, in the order in which they are read.
//!
//! A format for printing says where letters stand and nothing of words, lines and paragraphs. Here its objects are found (`file`), its
//! streams unpacked within bounds (`filter`), its fonts' codes turned into characters (`font`), its pages drawn without ink (`content`),
//! and what stands together joined (`layout`). Nothing in a file makes this run without end: all work is counted.

mod about;
mod cmap;
mod content;
mod file;
mod filter;
mod font;
mod glyphs;
mod layout;
mod margins;
mod object;

use super::Decode;
use crate::{
    note::Note,
    raw::{Raw, Source, Words, claim},
};
use file::File;
use object::{Dict, Object};
use std::collections::BTreeSet;

/// Most pages read: an issue of a paper has a hundred.
const MOST_PAGES: usize = 5000;
/// The headline is so many times larger than the text.
const LARGER: f64 = 1.25;
/// From this share of unknown characters on, there is no text to be read.
const UNREADABLE: f64 = 0.5;

/// Reads a document.
pub fn read(name: &str, bytes: &[u8], decode: Decode) -> Result<Raw, Note> {
    let file = File::open(bytes)?;
    let pages = pages(&file)?;
    if pages.is_empty() {
        return Err(Note::Damaged);
    }
    let mut reader = content::Reader::new(&file, decode);
    let mut drawn = Vec::new();
    let (mut known, mut unknown, mut size) = (0, 0, 0);
    for (page, resources) in &pages {
        let page = reader.page(page, resources)?;
        known += page.known;
        unknown += page.unknown;
        size += page.pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
        if size > super::LARGEST_TEXT {
            return Err(Note::TooMuch);
        }
        drawn.push(layout::segments(page.pieces));
    }
    if known == 0 || unknown as f64 > (known + unknown) as f64 * UNREADABLE {
        return Err(Note::OnlyPictures);
    }
    let mut about = about::read(&file);
    let title = about.titles.first().map_or(String::new(), |claim| claim.text.clone());
    about.url = margins::strip(&mut drawn, &title).filter(|url| url.starts_with("http"));
    let joiner = layout::Joiner::of(&drawn, about::never_parts(&file));
    let mut paragraphs = Vec::new();
    for (at, segments) in drawn.into_iter().enumerate() {
        joiner.paragraphs(at, segments, &mut paragraphs);
    }
    let usual = layout::usual(paragraphs.iter().map(|paragraph| (paragraph.size, paragraph.text.len())));
    let heading = paragraphs
        .iter()
        .filter(|paragraph| paragraph.page == 0 && paragraph.size > LARGER * usual)
        .filter(|paragraph| (2..=30).contains(&paragraph.text.split_whitespace().count()))
        .reduce(|best, paragraph| if paragraph.size > best.size * 1.02 { paragraph } else { best });
    if let Some(heading) = heading {
        claim(&mut about.titles, &plain(&heading.text), Source::Marked);
    }
    let lines: Vec<String> =
        paragraphs.iter().map(|paragraph| plain(&paragraph.text)).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Err(Note::OnlyPictures);
    }
    let mut notes = Vec::new();
    if unknown > 0 {
        notes.push(Note::Replaced(u32::try_from(unknown).unwrap_or(u32::MAX)));
    }
    Ok(Raw { name: name.to_owned(), about, words: Words::Text(lines.join("\n\n")), notes })
}

/// Every page with the resources that hold for it, in order.
fn pages(file: &File) -> Result<Vec<(Dict, Dict)>, Note> {
    let root = file.value(&file.trailer, b"Root");
    let top = root.dict().and_then(|root| root.get(b"Pages".as_slice())).cloned().unwrap_or(Object::Null);
    let mut waiting = vec![(top, Dict::new())];
    if file.get(&waiting[0].0).dict().is_none() {
        waiting = file.loose.iter().rev().map(|number| (Object::Ref(*number), Dict::new())).collect();
    }
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    while let Some((node, resources)) = waiting.pop() {
        file.check()?;
        // A tree that holds itself is walked once.
        if let Object::Ref(number) = node
            && !seen.insert(number)
        {
            continue;
        }
        let node = file.get(&node);
        let Some(node) = node.dict() else { continue };
        let own = file.value(node, b"Resources");
        let resources = own.dict().cloned().unwrap_or(resources);
        match file.value(node, b"Kids") {
            Object::List(kids) => {
                file.spend(kids.len() * (1 + resources.len()));
                waiting.extend(kids.into_iter().rev().map(|kid| (kid, resources.clone())));
            }
            _ => pages.push((node.clone(), resources)),
        }
        if pages.len() >= MOST_PAGES {
            break;
        }
    }
    Ok(pages)
}

/// The words of a line with ligatures as letters, blanks as blanks, and without what cannot be seen.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
