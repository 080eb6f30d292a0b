//! What becomes of the library when the page is closed.

use super::{articles, count, digits};
use crate::protocol::Unkept;

/// Name of the banner.
pub fn keeping_title() -> &'static str {
    "Storage"
}

/// Everything is kept.
pub fn kept() -> &'static str {
    "Saved in this browser only."
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
    format!("The page was closed while {were} being read. Drop them again: what is here already is skipped.")
}

/// What became of such a file.
pub fn line_lost() -> &'static str {
    "not saved: the page was closed"
}
