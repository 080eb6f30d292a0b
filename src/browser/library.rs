//! Which of the browser's libraries is open, and what the page notes of each.

use super::store::name_of;
use crate::{
    protocol::{LibraryNumber, MAIN},
    view::{Shelf, Shelved, Shelving},
};
use gloo::{
    storage::{LocalStorage, SessionStorage, Storage as _},
    utils::window,
};

const KEPT: &str = "verbatim.kept";
const READING: &str = "verbatim.reading";
const LIBRARIES: &str = "verbatim.libraries";

/// The library that the address names: `?library=2`.
pub fn open() -> LibraryNumber {
    let search = window().location().search().unwrap_or_default();
    let named = search.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("library="));
    named.and_then(|number| number.parse().ok()).filter(|number| *number > MAIN).unwrap_or(MAIN)
}

/// How many articles are known to be kept in the open library: so the page knows before the engine is there whether it has to
/// wait for it.
pub fn kept() -> u32 {
    kept_in(open())
}

fn kept_in(library: LibraryNumber) -> u32 {
    LocalStorage::get(name_of(KEPT, library)).unwrap_or(0)
}

/// Keeps how many articles are kept.
pub fn set_kept(articles: u32) {
    let _ = LocalStorage::set(name_of(KEPT, open()), articles);
}

/// The files that were being read in this tab when it was last closed or loaded again.
pub fn reading() -> Vec<String> {
    let names: String = SessionStorage::get(name_of(READING, open())).unwrap_or_default();
    names.lines().map(str::to_owned).collect()
}

/// Keeps which files are being read in this tab; where the list is too long for the browser, none.
pub fn set_reading(names: &[String]) {
    let key = name_of(READING, open());
    match names {
        [] => SessionStorage::delete(key),
        names => drop(SessionStorage::set(key, names.join("\n"))),
    }
}

/// Does what is wanted with the libraries, and gives those there are then. A new one is opened in this tab.
#[inline(never)]
pub fn later_shelve(shelving: Option<&Shelving>) -> Vec<Shelved> {
    let mut shelf = Shelf::of_text(&LocalStorage::get::<String>(LIBRARIES).unwrap_or_default(), open());
    if let Some(shelving) = shelving {
        let number = shelf.take(shelving);
        let noted = LocalStorage::set(LIBRARIES, shelf.text()).is_ok();
        // One that is removed goes from the list alone: the note of how many articles it has may be behind what is kept, of which
        // nothing is lost, and which its address opens.
        if noted && matches!(shelving, Shelving::New(_)) {
            drop(window().location().set_search(&format!("library={number}")));
        }
    }
    let shelved = |(number, name): &(LibraryNumber, String)| Shelved {
        number: *number,
        name: name.clone(),
        articles: kept_in(*number),
    };
    shelf.names().iter().map(shelved).collect()
}
