//! The words for people, organisations and places, and for quotes that are chosen one by one.

use super::{count, digits, quotes};
use crate::entity::EntityKind;

/// What the names on a screen are of.
pub fn kind_of_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Organisation => "Organisations",
        EntityKind::Place => "Places",
        EntityKind::Person | EntityKind::Other => super::people_screen(),
    }
}

/// Label of the switch between them.
pub fn kinds_of_name() -> &'static str {
    "Names of"
}

/// Where there are none.
pub fn no_names(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Organisation => "These articles name no organisations.",
        EntityKind::Place => "These articles name no places.",
        EntityKind::Person | EntityKind::Other => super::no_people(),
    }
}

/// Button: what is taken for an organisation or a place is none.
pub fn not_a_name() -> &'static str {
    "This is no such name"
}

/// The way to the articles that name something.
pub fn show_articles_on(name: &str) -> String {
    format!("Articles that name {name}")
}

/// Button: all about somebody as a file.
pub fn save_dossier() -> &'static str {
    "Save a dossier"
}

/// Heading over the first quotes of somebody.
pub fn first_quotes(shown: u32, of: u32) -> String {
    if shown < of { format!("The first {shown} of {}", quotes(of)) } else { quotes(of) }
}

/// Where only the first of a long list are told.
pub fn first_of(shown: usize, of: u32) -> String {
    format!("The first {} of {}. A narrower filter shows the others.", digits(shown), digits(of as usize))
}

/// Box beside a quote.
pub fn choose_quote(words: &str) -> String {
    format!("Choose: {}", super::start_of(words, 80))
}

/// Box for all of them.
pub fn choose_all(number: u32) -> String {
    format!("Choose all {}", count(number as usize, "quote", "quotes"))
}

/// Under the first of several that are mended together.
pub fn and_others(number: usize) -> String {
    format!("And {} more that you chose.", quotes(number as u32))
}

/// How many are chosen.
pub fn chosen_quotes(number: usize) -> String {
    format!("{} chosen", digits(number))
}

/// Button: copies those chosen.
pub fn copy_chosen() -> &'static str {
    "Copy with sources"
}

/// Button: says who said those chosen.
pub fn fix_chosen() -> &'static str {
    "Fix speaker"
}

/// Button: nothing is chosen any more.
pub fn choose_none() -> &'static str {
    "Choose none"
}
