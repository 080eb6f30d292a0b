//! The browser's libraries: each has articles and corrections of its own, and one is open in a tab.

use super::{Effect, View, Whole};
use crate::protocol::{LibraryNumber, MAIN};

/// Characters of a library's name, at most.
pub const LONGEST: usize = 60;

/// A library of this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    /// Its number.
    pub number: LibraryNumber,
    /// The name the reader gave it; empty for none.
    pub name: String,
    /// Articles kept in it.
    pub articles: u32,
}

/// What can be done with the libraries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shelving {
    /// Make one of this name and open it.
    New(String),
    /// Call one so; without a name it goes by its number.
    Rename(LibraryNumber, String),
    /// Take one off the list.
    Remove(LibraryNumber),
}

/// The names of the libraries by their numbers, as a browser keeps them: a line each, the number, a tab and the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    names: Vec<(LibraryNumber, String)>,
}

impl Shelf {
    /// Reads what [`Shelf::text`] wrote; lines that are none of it are left out. The main library is always there, and so is
    /// `open`.
    pub fn of_text(text: &str, open: LibraryNumber) -> Shelf {
        let mut shelf = Shelf::default();
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        let all = lines.filter_map(|(number, name)| Some((number.parse().ok()?, name)));
        for (number, name) in [(MAIN, ""), (open, "")].into_iter().chain(all) {
            shelf.set(number, name);
        }
        shelf.names.sort_unstable_by_key(|(number, _)| *number);
        shelf
    }

    /// The text to keep.
    pub fn text(&self) -> String {
        self.names.iter().map(|(number, name)| format!("{number}\t{name}\n")).collect()
    }

    /// The libraries, the main one first and then in the order they were made.
    pub fn names(&self) -> &[(LibraryNumber, String)] {
        &self.names
    }

    /// Does what is wanted. Returns the number of the library it is about.
    pub fn take(&mut self, shelving: &Shelving) -> LibraryNumber {
        match shelving {
            Shelving::New(name) => {
                let number = self.names.last().map_or(MAIN, |(number, _)| number.saturating_add(1));
                self.set(number, name);
                number
            }
            Shelving::Rename(number, name) => {
                self.set(*number, name);
                *number
            }
            Shelving::Remove(number) => {
                self.names.retain(|(known, _)| known != number || *number == MAIN);
                *number
            }
        }
    }

    fn set(&mut self, number: LibraryNumber, name: &str) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let name: String = words.join(" ").chars().take(LONGEST).collect();
        match self.names.iter_mut().find(|(known, _)| *known == number) {
            Some((_, known)) => *known = name,
            None if number >= MAIN => self.names.push((number, name)),
            None => {}
        }
    }
}

/// The libraries as the page knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Libraries {
    /// The one that is open.
    pub open: LibraryNumber,
    /// All there are, once the browser has told.
    pub all: Vec<Shelved>,
}

impl Default for Libraries {
    fn default() -> Libraries {
        Libraries { open: MAIN, all: Vec::new() }
    }
}

impl View {
    /// Asks which libraries there are. A page that was handed on keeps nothing, so it has none.
    pub(super) fn list_libraries(&mut self, effects: &mut Vec<Effect>) {
        if !self.handed_on && self.whole == Whole::Here {
            effects.push(Effect::Libraries(None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_is_read_as_it_was_written_whatever_stands_between() {
        let mut shelf = Shelf::of_text("", MAIN);
        assert_eq!(shelf.names(), [(MAIN, String::new())]);
        assert_eq!(shelf.take(&Shelving::New("  Elections\t2024\n".into())), 2);
        assert_eq!(shelf.take(&Shelving::New("Harbour".into())), 3);
        shelf.take(&Shelving::Rename(MAIN, "Everyday".into()));
        assert_eq!(shelf.text(), "1\tEveryday\n2\tElections 2024\n3\tHarbour\n");
        assert_eq!(Shelf::of_text(&shelf.text(), MAIN), shelf);
        assert_eq!(Shelf::of_text("x\ty\n0\tz\n2\n-1\ta\n", 7).text(), "1\t\n7\t\n");
    }

    #[test]
    fn numbers_are_not_given_twice_while_a_later_one_is_there_and_the_main_library_stays() {
        let mut shelf = Shelf::of_text("2\ta\n3\tb\n", MAIN);
        shelf.take(&Shelving::Remove(2));
        shelf.take(&Shelving::Remove(MAIN));
        assert_eq!(shelf.take(&Shelving::New("c".into())), 4);
        assert_eq!(shelf.text(), "1\t\n3\tb\n4\tc\n");
        let long = "x".repeat(300);
        shelf.take(&Shelving::Rename(3, long));
        assert_eq!(shelf.names()[1].1.chars().count(), LONGEST);
    }
}
