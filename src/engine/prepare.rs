//! Reading a file apart from the library: what a reader in a worker of its own does, so that the engine has only to take in
//! what was found.

use crate::{
    library::Entry,
    note::Note,
    parse::parse,
    read::{Decode, Reading, read},
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
pub fn prepare(
    name: &str,
    as_text: bool,
    bytes: Option<&[u8]>,
    decode: Decode,
    give: &mut dyn FnMut(Prepared),
) {
    let Some(bytes) = bytes else {
        return give(Prepared { notes: vec![Note::Unreadable], failed: true, ..Prepared::default() });
    };
    let (text, notes) = match read(bytes, as_text, decode) {
        Reading::Text { text, notes } => (text, notes),
        Reading::Not(note) => return give(Prepared { notes: vec![note], ..Prepared::default() }),
    };
    match parse(name, &text) {
        Err(note) => give(Prepared { notes: vec![note], ..Prepared::default() }),
        Ok(mut article) => {
            article.notes.splice(0..0, notes);
            let notes = article.notes.clone();
            give(Prepared { entries: vec![Entry::of(article)], notes, failed: false });
        }
    }
}
