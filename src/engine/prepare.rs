//! Reading a file apart from the library: what a reader in a worker of its own does, so that the engine has only to take in
//! what was found.

use crate::{
    columns::How,
    correction::Correction,
    library::Entry,
    note::Note,
    parse::parse_raw,
    read::{Decode, Member, read_each},
    session::{self, Unfit},
};
use serde::{Deserialize, Serialize};

/// What was found in a file, or in one part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    /// Its articles with all that was found in them.
    pub entries: Vec<Entry>,
    /// What should be known of it.
    pub notes: Vec<Note>,
    /// Whether the file could not be read at all.
    pub failed: bool,
    /// What was mended in them, where they come from another library.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The name of the part, with the way to it, where the file holds several.
    pub member: Option<String>,
}

impl Prepared {
    /// As bytes for [`Prepared::from_bytes`] of the same version.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What [`Prepared::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Prepared> {
        // As text, like the data of a shared page, so that the code to read it is there once.
        serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()
    }
}

/// Reads a file and gives what it finds in parts, in order, at least one. `bytes` is nothing where they could not be had.
pub fn prepare(name: &str, how: &How, bytes: Option<&[u8]>, decode: Decode, give: &mut dyn FnMut(Prepared)) {
    let Some(bytes) = bytes else {
        return give(unreadable());
    };
    if !how.as_text && is_project(bytes) {
        return project(bytes, give);
    }
    articles(name, how, bytes, decode, give);
}

/// The same for the engine itself, which reads what an article may come as; where it has not the code for more, that is left
/// to those who have it.
pub(super) fn for_engine(
    name: &str,
    how: &How,
    bytes: Option<&[u8]>,
    decode: Decode,
    give: &mut dyn FnMut(Prepared),
) {
    match bytes.filter(|_| !cfg!(feature = "formats")) {
        Some(bytes) if how.as_text || !is_project(bytes) => articles(name, how, bytes, decode, give),
        Some(_) => give(Prepared {
            notes: vec![Note::NeedsReader("saved project".to_owned())],
            ..Prepared::default()
        }),
        None if cfg!(feature = "formats") => prepare(name, how, bytes, decode, give),
        None => give(unreadable()),
    }
}

/// What is found in a file whose bytes could not be had.
pub(super) fn unreadable() -> Prepared {
    Prepared { notes: vec![Note::Unreadable], failed: true, ..Prepared::default() }
}

fn articles(name: &str, how: &How, bytes: &[u8], decode: Decode, give: &mut dyn FnMut(Prepared)) {
    // Members are named where there are several, which the second one tells.
    let mut first = None;
    let mut several = false;
    read_each(name, bytes, how, decode, &mut |member| {
        if !several && first.is_none() {
            first = Some(member);
            return;
        }
        several = true;
        if let Some(first) = first.take() {
            give(found_in(first, true));
        }
        give(found_in(member, true));
    });
    if let Some(only) = first {
        give(found_in(only, false));
    }
}

/// What is found in a member, which is one of `several` or all that its file holds.
fn found_in(Member { name, found }: Member, several: bool) -> Prepared {
    let member = several.then_some(name);
    match found.and_then(|raw| parse_raw(&raw)) {
        Ok(article) => {
            let notes = article.notes.clone();
            Prepared { entries: vec![Entry::of(article)], notes, member, ..Prepared::default() }
        }
        Err(note) => Prepared { failed: note.is_failure(), notes: vec![note], member, ..Prepared::default() },
    }
}

/// Articles of a project file given in one part: some megabytes.
const PART: usize = 100;

/// Whether this is a project file, or the text of one.
fn is_project(bytes: &[u8]) -> bool {
    session::unseal(bytes).is_some() || session::is_text(bytes)
}

/// Gives what is in a project file, or in the text of one.
fn project(bytes: &[u8], give: &mut dyn FnMut(Prepared)) {
    let fails = |note: Note| Prepared { failed: note.is_failure(), notes: vec![note], ..Prepared::default() };
    let text = match session::unseal(bytes) {
        None => std::str::from_utf8(bytes).map(Into::into).map_err(|_| Note::Damaged),
        Some(Err(Unfit::Newer(_))) => Err(Note::Newer),
        Some(Err(_)) => Err(Note::Damaged),
        Some(Ok(packed)) => unpacked(packed),
    };
    let text: std::borrow::Cow<str> = match text {
        Ok(text) => text,
        Err(note) => return give(fails(note)),
    };
    let (articles, log) = session::lines(&text);
    let mut entries = Vec::new();
    for line in articles {
        match session::read_article(line) {
            Some(entry) => entries.push(entry),
            None => give(fails(Note::Damaged)),
        }
        if entries.len() == PART {
            give(Prepared { entries: std::mem::take(&mut entries), ..Prepared::default() });
        }
    }
    let corrections: Vec<Correction> = log.filter_map(session::read_correction).collect();
    let notes = match corrections.len() {
        0 => Vec::new(),
        many => vec![Note::Corrections(many as u32)],
    };
    give(Prepared { entries, corrections, notes, ..Prepared::default() });
}

/// The text of a library, unpacked: at most 1 GB, which is more than a tab can hold.
#[cfg(feature = "formats")]
fn unpacked(packed: &[u8]) -> Result<std::borrow::Cow<'static, str>, Note> {
    use std::io::Read;
    const MOST: u64 = 1 << 30;
    let mut text = String::new();
    match flate2::read::GzDecoder::new(packed).take(MOST).read_to_string(&mut text) {
        Ok(size) if (size as u64) < MOST => Ok(text.into()),
        Ok(_) => Err(Note::TooMuch),
        Err(_) => Err(Note::Damaged),
    }
}

/// Without the code for it, it is left to those who have it.
#[cfg(not(feature = "formats"))]
fn unpacked(_: &[u8]) -> Result<std::borrow::Cow<'static, str>, Note> {
    Err(Note::NeedsReader("saved project".to_owned()))
}
