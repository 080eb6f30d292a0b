//! What becomes of the library when the page is closed.

use super::{articles, count, digits};
use crate::{
    protocol::{LibraryNumber, MAIN, Unkept},
    share::DataForm,
};

/// Name of the banner.
pub fn keeping_title() -> &'static str {
    "Storage"
}

/// Everything is kept.
pub fn kept() -> &'static str {
    "Saved in this browser only."
}

/// Button: the libraries, with the name of the open one where there are several.
pub fn library(name: Option<&str>) -> String {
    name.map_or_else(|| libraries_title().into(), |name| format!("Library: {name}"))
}

/// Title of the panel of libraries.
pub fn libraries_title() -> &'static str {
    "Libraries"
}

/// What a library is.
pub fn libraries_what() -> &'static str {
    "Each library has its own articles and corrections, saved in this browser only. A tab shows one of them; a link opens another."
}

/// A library without a name.
pub fn library_number(number: LibraryNumber) -> String {
    if number == MAIN { "Main library".into() } else { format!("Library {number}") }
}

/// This is the library on screen.
pub fn library_open() -> &'static str {
    "open here"
}

/// Label of the field for a new library's name.
pub fn new_library() -> &'static str {
    "New library"
}

/// Button: make it and open it.
pub fn make_library() -> &'static str {
    "Create and open"
}

/// Label of the field for another name.
pub fn rename_library() -> &'static str {
    "New name for the open library"
}

/// Button: an empty library goes.
pub fn remove_library() -> &'static str {
    "Remove"
}

/// The same, for those who hear the page.
pub fn remove_library_of(name: &str) -> String {
    format!("{}: {name}", remove_library())
}

/// Some is kept and more is on its way.
pub fn keeping(articles: u32) -> String {
    format!("Saving… {} saved in this browser so far.", self::articles(articles))
}

/// A kept library is coming back.
pub fn opening_kept(done: u32, of: u32) -> String {
    format!("Opening your {}: {}", articles(of), digits(done as usize))
}

/// The samples are not kept.
pub fn samples_not_kept() -> &'static str {
    "Sample articles: not saved. They make room when you add your own."
}

/// A page that was handed on keeps nothing.
pub fn handed_on() -> &'static str {
    "This page was handed on to you. What you add or correct here is not saved."
}

/// Why things are not kept, and what to do.
pub fn not_kept(why: Unkept) -> &'static str {
    match why {
        Unkept::NoStore => {
            "Not saved: this browser keeps nothing for this page. All is gone when you close it."
        }
        Unkept::Full => {
            "Not saved: there is no room left in this browser. What was added last is gone when you close the page."
        }
        Unkept::Newer => {
            "Not saved: what is kept here was saved by a newer version of this page. Reload to get that version."
        }
        Unkept::TakenOver => {
            "Not saved any more: this page was updated or its storage cleared in another tab. Reload it to go on."
        }
        Unkept::Damaged => {
            "Some of what was saved in this browser could not be read. It was left as it is; all else is here."
        }
        Unkept::Unopened => {
            "Not saved: what is kept in this browser could not be opened. It was left as it is. Reload to try again."
        }
        Unkept::Incomplete => {
            "Not saved: part of this page did not load. What is kept in this browser was left as it is. Reload to try again."
        }
    }
}

/// Saves the project file.
pub fn save_project() -> &'static str {
    "Save as a project file"
}

/// The name of a project file.
pub fn project_name() -> &'static str {
    "my-articles.verbatim"
}

/// The way to the file dialog for a project file.
pub fn open_project() -> &'static str {
    "Open a saved project…"
}

/// Opens the question whether everything is to go.
pub fn remove_all() -> &'static str {
    "Remove everything…"
}

/// Title of that question.
pub fn remove_all_title() -> &'static str {
    "Remove everything?"
}

/// What would go.
pub fn remove_all_what(articles: u32, corrections: u32) -> String {
    let mut what = self::articles(articles);
    if corrections > 0 {
        what.push_str(" and ");
        what.push_str(&count(corrections as usize, "correction", "corrections"));
    }
    format!("This takes {what} out of this browser. It cannot be undone. Your own files stay where they are.")
}

/// Button.
pub fn remove_all_now() -> &'static str {
    "Remove everything"
}

/// Toast.
pub fn toast_samples_left() -> &'static str {
    "The sample articles have made room for yours."
}

/// Files that were being read when the page was closed.
pub fn lost(files: usize) -> String {
    let were = count(files, "file was", "files were");
    let them = if files == 1 { "it" } else { "them" };
    format!(
        "The page was closed while {were} being read. Drop {them} again: what is here already is skipped."
    )
}

/// What became of such a file.
pub fn line_lost() -> &'static str {
    "not saved: the page was closed"
}

/// Heading of the page that is shared.
pub fn share_page() -> &'static str {
    "As a page"
}

/// Legend of the choice between the articles of the filter and all.
pub fn share_which() -> &'static str {
    "Which articles"
}

/// The articles of the filter.
pub fn share_shown(number: u32) -> String {
    format!("The {} shown", articles(number))
}

/// All articles.
pub fn share_all(number: u32) -> String {
    format!("All {}", articles(number))
}

/// Switch of the corrections.
pub fn share_corrected() -> &'static str {
    "With your corrections"
}

/// Switch of stars, tags and notes.
pub fn share_marked() -> &'static str {
    "With your stars, tags and notes"
}

/// What the page opens at, and how large it is.
pub fn share_size(size: Option<u64>) -> String {
    match size {
        Some(size) => format!("{}. It opens at this view.", super::bytes(size)),
        None => "…".into(),
    }
}

/// Heading of data.
pub fn share_data() -> &'static str {
    "As data"
}

/// Label of the forms of data.
pub fn data_form() -> &'static str {
    "Format"
}

/// A form of data.
pub fn data_name(form: DataForm) -> &'static str {
    match form {
        DataForm::Csv => "CSV table, a row a quote",
        DataForm::Json => "JSON records",
        DataForm::Jsonl => "JSON lines, a record an article",
        DataForm::Markdown => "Markdown, to read",
        DataForm::Dossier => "Markdown, a dossier of each person chosen",
        DataForm::Csl => "Bibliography: CSL-JSON",
        DataForm::Ris => "Bibliography: RIS",
        DataForm::Bibtex => "Bibliography: BibTeX",
    }
}

/// What data will hold: what is shown now.
pub fn data_holds(form: DataForm, articles: u32, quotes: u32) -> String {
    match form {
        DataForm::Csl | DataForm::Ris | DataForm::Bibtex => self::articles(articles),
        _ => format!("{} of {}", super::quotes(quotes), self::articles(articles)),
    }
}

/// Button.
pub fn data_make() -> &'static str {
    "Save the data"
}

/// While it is made.
pub fn data_making() -> &'static str {
    "Making the data…"
}

/// A page that is one file makes no data.
pub fn data_not_here() -> &'static str {
    "A page that is a single file does not make data. Save a project file and open it in the full Verbatim."
}

/// The name of a file of data.
pub fn data_file(form: DataForm) -> String {
    format!("verbatim.{}", form.ending())
}

/// Heading of the other ways.
pub fn share_else() -> &'static str {
    "To go on with"
}

/// Button.
pub fn copy_link() -> &'static str {
    "Copy the link to this view"
}

/// Under it.
pub fn share_else_more() -> &'static str {
    "The project file holds every article in full with your corrections. The link opens this view for whoever has the same articles."
}
