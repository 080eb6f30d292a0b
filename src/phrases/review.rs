//! The words for going through what is worth a look, and for what was mended.

use super::{articles, count, day, start_of};
use crate::{
    correction::{Correction, Identity},
    protocol::{Lack, Told},
};

/// What is left to look at.
pub fn tasks(left: usize) -> String {
    match left {
        0 => "Nothing left to look at here.".to_owned(),
        left => format!("{} worth a look. Keys: y yes, n no, s later.", count(left, "thing", "things")),
    }
}

/// Where all was looked at.
pub fn no_tasks() -> &'static str {
    "Every speaker here is likely or sure, and every article tells what it should."
}

/// Asks whether two are one.
pub fn are_these_one() -> &'static str {
    "One person?"
}

/// Asks whether the speaker is right.
pub fn is_this_right() -> &'static str {
    "Right speaker?"
}

/// The speaker is right.
pub fn confirm() -> &'static str {
    "Yes"
}

/// The speaker is wrong.
pub fn somebody_else_said() -> &'static str {
    "No, fix"
}

/// Put a task aside.
pub fn later() -> &'static str {
    "Later"
}

/// What articles do not tell.
pub fn lacking(lack: Lack, number: u32, folder: &str) -> String {
    match lack {
        Lack::Outlet if folder.is_empty() => "No outlet named".to_owned(),
        Lack::Outlet => format!("{} in {folder} without an outlet", articles(number)),
        Lack::Date => "No date".to_owned(),
        Lack::Headline => "No headline found".to_owned(),
    }
}

/// Label of the box for an outlet.
pub fn outlet_label() -> &'static str {
    "Outlet"
}

/// Label of the box for a day.
pub fn day_label() -> &'static str {
    "Published on"
}

/// Label of the box for a headline.
pub fn headline_label() -> &'static str {
    "Headline"
}

/// Label of the choice of articles that something is said of.
pub fn scope_label() -> &'static str {
    "For"
}

/// Only this article.
pub fn this_article() -> &'static str {
    "this article"
}

/// All of its folder.
pub fn this_folder(folder: &str, number: u32) -> String {
    format!("all {} in {folder}", articles(number))
}

/// All the filter lets through.
pub fn this_filter(number: u32) -> String {
    format!("all {} of the filter", articles(number))
}

/// Opens the boxes for what an article tells of itself.
pub fn mend_details() -> &'static str {
    "Outlet, date or headline wrong?"
}

/// Sets a value.
pub fn set() -> &'static str {
    "Set"
}

/// Title of the panel of corrections.
pub fn history_title() -> &'static str {
    "What you mended"
}

/// Where nothing was.
pub fn no_history() -> &'static str {
    "Nothing yet. What you mend is listed here, and can be taken back one by one, the last first."
}

/// Takes back a correction and all after it.
pub fn back_to_before() -> &'static str {
    "Undo from here"
}

/// Heading over what was taken back.
pub fn taken_back() -> &'static str {
    "Taken back"
}

/// Opens a name of somebody that is another's.
pub fn split_label() -> &'static str {
    "Named as; say who is somebody else"
}

/// Splits a name off.
pub fn split(name: &str) -> String {
    format!("{name} is somebody else")
}

/// A correction in words.
pub fn told(told: &Told) -> String {
    let quote = || {
        told.words
            .as_deref()
            .map_or_else(|| "a quote".to_owned(), |words| format!("“{}”", start_of(words, 60)))
    };
    let of = |number: usize| match (&told.title, number) {
        (Some(title), _) => format!("“{}”", start_of(title, 60)),
        (None, number) => articles(number as u32),
    };
    match &told.correction {
        Correction::Identity(Identity::Same(a, b)) => format!("{} and {} are one", a.name, b.name),
        Correction::Identity(Identity::NotSame(a, b)) => format!("{} and {} are two", a.name, b.name),
        Correction::Identity(Identity::Rename(who, name)) => format!("{} is shown as {name}", who.name),
        Correction::Identity(Identity::NotAPerson(who)) => format!("{} is not a person", who.name),
        Correction::Speaker { to: Some(who), .. } => format!("{} was said by {}", quote(), who.name),
        Correction::Speaker { to: None, .. } => format!("{} was said by nobody", quote()),
        Correction::AllOf { of: from, to, .. } => {
            let who = to.as_ref().map_or("nobody", |who| who.name.as_str());
            format!("All that {} gives to {} was said by {who}", of(1), from.name)
        }
        Correction::Confirmed { .. } => format!("The speaker of {} is right", quote()),
        Correction::Outlet { articles, outlet: Some(outlet) } => {
            format!("Outlet of {}: {outlet}", of(articles.len()))
        }
        Correction::Outlet { articles, outlet: None } => {
            format!("Outlet of {}: not known", of(articles.len()))
        }
        Correction::Published { articles, day: Some(on) } => {
            format!("Date of {}: {}", of(articles.len()), day(*on))
        }
        Correction::Published { articles, day: None } => format!("Date of {}: not known", of(articles.len())),
        Correction::Speakers { quotes, to } => {
            let what = if quotes.len() == 1 { quote() } else { super::quotes(quotes.len() as u32) };
            let were = if quotes.len() == 1 { "was" } else { "were" };
            format!("{what} {were} said by {}", to.as_ref().map_or("nobody", |who| who.name.as_str()))
        }
        Correction::PutBack { lines, .. } => {
            format!("{} put back into {}", count(lines.len(), "line", "lines"), of(1))
        }
        Correction::Starred { articles, on: true } => format!("Starred {}", of(articles.len())),
        Correction::Starred { articles, on: false } => format!("Took the star off {}", of(articles.len())),
        Correction::Tagged { articles, tag, on: true } => format!("Tagged {}: {tag}", of(articles.len())),
        Correction::Tagged { articles, tag, on: false } => {
            format!("Took a tag off {}: {tag}", of(articles.len()))
        }
        Correction::Noted { note: Some(note), .. } => {
            format!("Noted of {}: {}", of(1), start_of(note, 60))
        }
        Correction::Noted { note: None, .. } => format!("Took the note off {}", of(1)),
        Correction::Headline { headline: Some(headline), .. } => format!("Headline set: “{headline}”"),
        Correction::Headline { headline: None, .. } => format!("Headline of {}: none", of(1)),
    }
}

/// A switch: the other quotes of the same speaker go along.
pub fn others_too(name: &str, number: u32) -> String {
    format!(
        "So are {} that this article gives to {name}",
        count(number as usize, "other quote", "other quotes")
    )
}
