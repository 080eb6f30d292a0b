//! What can happen to the page, and what it can ask of the browser.

use super::{Dialog, Screen, Shelved, Shelving, Theme};
use crate::{
    columns::How,
    date::Day,
    entity::{EntityId, EntityKind},
    note::Note,
    protocol::{
        Chosen, Dated, FileReport, Kept, LibraryNumber, Mend, QuoteId, QuoteRow, Reply, Request, Side, Stack,
    },
    query::{Facet, Order},
    share::{DataForm, ShareForm, page::Content},
};
use std::rc::Rc;

/// A file that came in; its bytes stay with the browser under `number`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Where the browser keeps it.
    pub number: u32,
    /// Its name with the folders it came in.
    pub name: String,
}

/// What is asked for by way of the file dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Some files.
    Files,
    /// A folder with all in it.
    Folder,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The page has started, at this address, with this payload of a shared page if it is one.
    Started {
        /// The part behind `#`.
        address: String,
        /// Data of a shared page.
        payload: Option<String>,
        /// What was kept of the reader's taste.
        theme: Theme,
        /// Whether single keys were switched off.
        keys_off: bool,
        /// Articles known to have been kept.
        kept: u32,
        /// In which of the browser's libraries.
        library: LibraryNumber,
        /// Files that were being read when the page was last closed.
        unread: Vec<String>,
        /// Size of a shared page without articles, in bytes.
        app: u64,
        /// The page has the code that makes data.
        makes_data: bool,
        /// The address names articles of the same site, which come as files.
        published: bool,
    },
    /// What of the program comes later than the first view is here, or will not come.
    Whole(bool),
    /// Files that were being read when another tab, or the whole browser, ended without a word.
    Unread(Vec<String>),
    /// A file that was to come cannot be had.
    Refused(Incoming, Note),
    /// The address changed under us: Back, Forward, or typed.
    Address(String),
    /// A screen was chosen.
    Go(Screen),
    /// The words in the search box.
    Typed(String),
    /// A value was chosen or let go.
    Toggled(Facet, String),
    /// A value was shut out or let back in.
    Barred(Facet, String),
    /// Whether all wanted values of a facet must hold.
    All(Facet, bool),
    /// The dates.
    Dates(Option<Day>, Option<Day>),
    /// A chip was taken away.
    Without(Chosen),
    /// All choices were taken away.
    ClearAll,
    /// The order.
    Ordered(Order),
    /// More rows, please.
    More,
    /// The reader was closed.
    Close,
    /// The focus is in this row.
    At(usize),
    /// One hit on in the reader, or back where `false`.
    Hit(bool),
    /// Whether this machine has a voice that sends nothing away.
    Voices(bool),
    /// The open article is to be read aloud, or no more.
    Listen,
    /// The sentence asked for under this number has been said.
    Said(u64),
    /// A key outside any input.
    Key(String),
    /// The file dialog is wanted.
    Pick(Pick),
    /// Files came in.
    Files(Vec<Incoming>),
    /// More files of the same drop.
    MoreFiles(Vec<Incoming>),
    /// Text was pasted, to be made a file.
    Pasted(String),
    /// The sample articles are wanted.
    Samples,
    /// The engine answered this question.
    Replied(u64, Box<Reply>),
    /// The engine stopped on this question and was started again.
    Stopped(u64),
    /// No engine can be started in this browser.
    NoEngine,
    /// A file is being read, of so many bytes.
    Begun(u32, u64),
    /// What became of a file.
    Read(u32, FileReport),
    /// So many articles more came of a file that is still being read.
    Part(u32, usize),
    /// The engine stopped on a file.
    ReadStopped(u32),
    /// The browser could not get the file's bytes.
    Unreadable(u32),
    /// No more files, please.
    Cancel,
    /// This file again, as it is or as plain text.
    Retry {
        /// Which.
        number: u32,
        /// Whatever it looks like.
        as_text: bool,
    },
    /// The columns of the table in this file are to be chosen.
    Columns(u32),
    /// The column of this place, or none, is what records know by this name.
    Called(&'static str, Option<usize>),
    /// The table is to be read so.
    ReadColumns,
    /// This file and what came of it are not wanted.
    Forget(u32),
    /// The line about the files was read.
    DismissImport,
    /// A dialog was opened or closed.
    Dialog(Option<Dialog>),
    /// How much is to be shared.
    ShareForm(ShareForm),
    /// The shared page is to have articles as they were found, or as they were mended.
    ShareAsFound(bool),
    /// The shared page is to have stars, tags and notes, or not.
    ShareMarked(bool),
    /// The shared page is to have all articles, or those of the filter.
    ShareAll(bool),
    /// The form of data.
    DataForm(DataForm),
    /// Data is wanted.
    HandOut,
    /// The link to what is on screen is wanted.
    CopyLink,
    /// The shared page is wanted.
    Share,
    /// Whether the shared page was handed to the browser's downloads.
    Saved(bool),
    /// All about somebody is wanted, or no more.
    Who(Option<EntityId>),
    /// People, organisations or places are wanted.
    OfKind(EntityKind),
    /// All about somebody, as a file to read.
    Dossier(EntityId),
    /// These are to stand side by side.
    Sides(Vec<Side>),
    /// What the bars of the timeline are made of, and which day counts.
    Timed(Stack, Dated),
    /// The speaker of a quote is to be mended.
    Fix(Box<QuoteRow>),
    /// What was mended is to be shown.
    History,
    /// A task is put aside for now, by its [`key_of`](super::key_of).
    Skip(String),
    /// Mend something.
    Mend(Mend),
    /// Copy a quote with its citation.
    Copy(Box<QuoteRow>),
    /// A quote of the list is chosen, or no more.
    Choose(QuoteId, bool),
    /// All quotes of the filter are.
    ChooseAll,
    /// None is.
    ChooseNone,
    /// Copy those chosen with their citations.
    CopyChosen,
    /// The speaker of those chosen is to be mended.
    FixChosen,
    /// Whether that worked.
    Copied(bool),
    /// The toast's time is over, or it was waved away.
    ToastOver(u64),
    /// Some more of the rows that leave may go.
    Tidy,
    /// The pointer rests on the toast, or has left it.
    ToastHeld(bool),
    /// Light or dark.
    Themed(Theme),
    /// Single keys on or off.
    Keys(bool),
    /// Something was dropped that holds no files.
    NothingDropped,
    /// The engine said how the library is kept.
    Kept(Kept),
    /// The libraries there are.
    Libraries(Vec<Shelved>),
    /// Something is to be done with them.
    Shelve(Shelving),
    /// Everything is to go.
    RemoveAll,
    /// The project file is wanted.
    SaveProject,
}

impl Event {
    /// Whether the page may be behind it for a moment: many such may come, none of them an answer to what the reader did last, so that
    /// they are drawn as one; or it stands in its box already, and what the engine answers is drawn the sooner.
    pub fn waits(&self) -> bool {
        matches!(
            self,
            Event::Begun(..)
                | Event::Read(..)
                | Event::Part(..)
                | Event::ReadStopped(_)
                | Event::Kept(_)
                | Event::Typed(_)
        )
    }
}

/// Whether Back should return to where we were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Yes.
    Push,
    /// No.
    Replace,
}

/// What the focus moves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The search box.
    Search,
    /// The screen's heading.
    Heading,
    /// The reader's heading.
    Reader,
    /// A row of the list.
    Row(usize),
    /// The sentence being said.
    Spoken,
    /// A hit in the reader.
    Hit(usize),
    /// A quote in the reader.
    Quote(u32),
}

/// What the browser is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the engine.
    Ask(u64, Request),
    /// Have the engine read the file kept under `number`.
    Read {
        /// Which.
        number: u32,
        /// Its name.
        name: String,
        /// How.
        how: How,
    },
    /// Give up the files being read.
    StopReading,
    /// Write the address.
    Address(String, Step),
    /// Move the focus.
    Focus(Focus),
    /// Put quotes with their citations on the clipboard.
    Copy(Vec<QuoteRow>),
    /// Say a sentence.
    Speak {
        /// For [`Event::Said`].
        number: u64,
        /// The sentence.
        text: String,
        /// Its language, ISO 639-1.
        lang: Option<String>,
    },
    /// Be silent.
    Hush,
    /// Open the file dialog.
    Pick(Pick),
    /// Make a file of pasted text.
    Paste(String),
    /// Bring the sample articles in.
    Samples,
    /// Do this with the libraries, if anything, and tell which there are.
    Libraries(Option<Shelving>),
    /// Make the page to hand on with this in it and let the browser save it.
    Save(Rc<Content>),
    /// Have data of this form made of a library, by its text, and let the browser save it.
    HandOut {
        /// The form.
        form: DataForm,
        /// The filter, as it stands in addresses.
        query: String,
        /// The library.
        text: String,
    },
    /// Put the address of what is on screen on the clipboard.
    CopyLink,
    /// Let a toast go after its time.
    Later(u64),
    /// Tell [`Event::Tidy`] once the page was drawn.
    Tidy,
    /// Show and keep the theme.
    Theme(Theme),
    /// Keep whether single keys are off.
    Keys(bool),
    /// Keep how many articles are kept.
    Remember(u32),
    /// Keep which files are being read until the page is closed for good.
    Reading(Vec<String>),
    /// Make the project file from this text and let the browser save it.
    SaveProject(String),
    /// Ask the browser not to throw away what is kept.
    Persist,
}
