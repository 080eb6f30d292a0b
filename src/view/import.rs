//! The files that came in, and what became of each.

use super::{Incoming, Table};
use crate::{
    article::ArticleId,
    note::Note,
    protocol::{FileReport, Outcome},
};
use std::{collections::BTreeMap, rc::Rc};

/// All files of this visit since the list was last put away. A line is shared, so that a change of one costs little
/// however many there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// One line a file, in the order they came.
    pub lines: Vec<Rc<Line>>,
    /// The first line that may still wait.
    next: usize,
    /// Lines that have come to an end.
    finished: usize,
    /// Lines waiting or being read.
    open: usize,
    /// Lines being read.
    reading: usize,
    /// Articles that came of files that are still being read, and of which files: a large one may hold thousands.
    parts: BTreeMap<u32, usize>,
}

/// Most files read at a time: enough for every reader to have the next ones at hand.
const AT_ONCE: usize = 64;

/// A file that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the browser keeps its bytes.
    pub number: u32,
    /// Its name with the folders it came in.
    pub name: String,
    /// Size in bytes, once it is begun: until then nobody has looked at it.
    pub size: Option<u64>,
    /// Read as plain text, whatever it looks like.
    pub as_text: bool,
    /// A table in it whose columns are not known by their names.
    pub table: Option<Rc<Table>>,
    /// How far it is.
    pub state: LineState,
}

impl Line {
    /// The articles that only it brought.
    pub(super) fn brought(&self) -> &[ArticleId] {
        match &self.state {
            LineState::Done(report) if report.outcome == Outcome::Added => &report.articles,
            _ => &[],
        }
    }
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Not yet sent.
    Waiting,
    /// With the engine.
    Reading,
    /// Read, or found unreadable.
    Done(FileReport),
    /// Not read, because Cancel was pressed.
    Cancelled,
    /// Not read, because the page was closed. Its bytes are gone.
    Lost,
}

/// How many files came to which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Brought an article.
    pub added: usize,
    /// Were there already.
    pub duplicates: usize,
    /// Hold no article.
    pub skipped: usize,
    /// Tables of which it is not said what their columns are.
    pub unknown: usize,
    /// Could not be read.
    pub failed: usize,
    /// Were not looked at.
    pub cancelled: usize,
    /// Were not read when the page was closed.
    pub lost: usize,
}

impl Tally {
    /// Whether there is nothing to look at.
    pub fn is_good(&self) -> bool {
        self.skipped + self.unknown + self.failed + self.lost == 0
    }
}

impl Import {
    /// Whether files are waiting or being read.
    pub fn is_running(&self) -> bool {
        self.open > 0
    }

    /// Files that have come to an end, and files in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.finished, self.lines.len())
    }

    /// Articles that came of files that are still being read.
    pub fn articles_so_far(&self) -> usize {
        self.parts.values().sum()
    }

    /// Of this one.
    pub(super) fn articles_of(&self, number: u32) -> usize {
        self.parts.get(&number).copied().unwrap_or(0)
    }

    /// How many files came to which end.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for line in &self.lines {
            match &line.state {
                LineState::Done(report) => {
                    for report in report.each() {
                        match report.outcome {
                            Outcome::Added => tally.added += 1,
                            Outcome::Duplicate => tally.duplicates += 1,
                            Outcome::Skipped if Table::of(report).is_some() => tally.unknown += 1,
                            Outcome::Skipped => tally.skipped += 1,
                            Outcome::Failed => tally.failed += 1,
                        }
                    }
                }
                LineState::Cancelled => tally.cancelled += 1,
                LineState::Lost => tally.lost += 1,
                LineState::Waiting | LineState::Reading => {}
            }
        }
        tally
    }

    /// More files: they join those still being read, or begin a new list.
    pub(super) fn add(&mut self, files: Vec<Incoming>) {
        if !self.is_running() {
            *self = Import::default();
        }
        self.join(files);
    }

    /// More files of the same drop, even where all that came before is read.
    pub(super) fn join(&mut self, files: Vec<Incoming>) {
        self.open += files.len();
        self.lines.extend(files.into_iter().map(|Incoming { number, name }| {
            let state = LineState::Waiting;
            Rc::new(Line { number, name, size: None, as_text: false, table: None, state })
        }));
    }

    /// Files that were not read when the page was closed, by their names, stand in place of the list.
    pub(super) fn lost(&mut self, names: Vec<String>) {
        let line = |(number, name)| {
            let state = LineState::Lost;
            Rc::new(Line { number, name, size: None, as_text: false, table: None, state })
        };
        self.lines = (0..).zip(names).map(line).collect();
        (self.next, self.finished, self.open, self.reading) = (self.lines.len(), self.lines.len(), 0, 0);
    }

    /// The names of the files waiting or being read.
    pub(super) fn open_names(&self) -> Vec<String> {
        let open =
            self.lines.iter().filter(|line| matches!(line.state, LineState::Waiting | LineState::Reading));
        open.map(|line| line.name.clone()).collect()
    }

    /// The next waiting line, now being read; none while as many are as may be.
    pub(super) fn start_next(&mut self) -> Option<Rc<Line>> {
        if self.reading >= AT_ONCE {
            return None;
        }
        let at = (self.next..self.lines.len()).find(|&at| self.lines[at].state == LineState::Waiting)?;
        self.next = at + 1;
        self.set(at, LineState::Reading);
        Some(self.lines[at].clone())
    }

    /// So many more articles came of a file that is still being read.
    pub(super) fn part(&mut self, number: u32, articles: usize) {
        let reads = |at: usize| self.lines[at].state == LineState::Reading;
        if self.place_of(number).is_some_and(reads) {
            *self.parts.entry(number).or_default() += articles;
        }
    }

    /// A file has so many bytes.
    pub(super) fn begun(&mut self, number: u32, size: u64) {
        if let Some(at) = self.place_of(number) {
            Rc::make_mut(&mut self.lines[at]).size = Some(size);
        }
    }

    pub(super) fn done(&mut self, number: u32, report: FileReport) {
        if let Some(at) = self.place_of(number) {
            if let Some(table) = report.each().find_map(Table::of) {
                Rc::make_mut(&mut self.lines[at]).table = Some(Rc::new(table));
            }
            self.set(at, LineState::Done(report));
        }
    }

    pub(super) fn stopped(&mut self, number: u32) {
        self.failed(number, Note::EngineStopped);
    }

    pub(super) fn unreadable(&mut self, number: u32) {
        self.failed(number, Note::Unreadable);
    }

    pub(super) fn failed(&mut self, number: u32, note: Note) {
        if let Some(at) = self.place_of(number) {
            let name = self.lines[at].name.clone();
            let report = FileReport::of(name, Outcome::Failed, vec![note]);
            self.set(at, LineState::Done(report));
        }
    }

    pub(super) fn cancel(&mut self) {
        for at in 0..self.lines.len() {
            if matches!(self.lines[at].state, LineState::Waiting | LineState::Reading) {
                self.set(at, LineState::Cancelled);
            }
        }
    }

    /// The file is to be read once more.
    pub(super) fn again(&mut self, number: u32, as_text: bool) {
        if let Some(at) = self.place_of(number) {
            if !matches!(self.lines[at].state, LineState::Done(_) | LineState::Cancelled) {
                return;
            }
            let line = Rc::make_mut(&mut self.lines[at]);
            line.as_text = as_text;
            line.state = LineState::Waiting;
            self.finished -= 1;
            self.open += 1;
            self.next = self.next.min(at);
        }
    }

    /// The first file with a table of which it is not said what its columns are.
    pub fn unread_table(&self) -> Option<u32> {
        let unread = |line: &&Rc<Line>| {
            line.table.is_some()
                && matches!(&line.state, LineState::Done(report) if report.each().any(|part| Table::of(part).is_some()))
        };
        self.lines.iter().find(unread).map(|line| line.number)
    }

    /// A file, by its number.
    pub fn line(&self, number: u32) -> Option<&Rc<Line>> {
        self.lines.get(self.place_of(number)?)
    }

    /// Drops the line and gives the articles that only it brought.
    pub(super) fn forget(&mut self, number: u32) -> Vec<ArticleId> {
        let Some(at) = self.place_of(number) else { return Vec::new() };
        let articles = match &self.lines[at].state {
            LineState::Done(_) | LineState::Cancelled | LineState::Lost => self.lines[at].brought().to_vec(),
            LineState::Waiting | LineState::Reading => return Vec::new(),
        };
        self.lines.remove(at);
        self.finished -= 1;
        if at < self.next {
            self.next -= 1;
        }
        articles
    }

    fn place_of(&self, number: u32) -> Option<usize> {
        self.lines.binary_search_by_key(&number, |line| line.number).ok()
    }

    /// The only place a line's state changes, so that the counts follow it.
    fn set(&mut self, at: usize, state: LineState) {
        self.reading -= usize::from(self.lines[at].state == LineState::Reading);
        self.reading += usize::from(state == LineState::Reading);
        let open = |state: &LineState| matches!(state, LineState::Waiting | LineState::Reading);
        match (open(&self.lines[at].state), open(&state)) {
            (true, false) => {
                self.open -= 1;
                self.finished += 1;
            }
            (false, true) => {
                self.open += 1;
                self.finished -= 1;
            }
            _ => {}
        }
        self.parts.remove(&self.lines[at].number);
        Rc::make_mut(&mut self.lines[at]).state = state;
    }
}
