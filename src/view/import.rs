//! The files that came in, and what became of each.

use super::Incoming;
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

/// Most files read at a time: enough for every reader to have the next one at hand.
const AT_ONCE: usize = 8;

/// A file that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the browser keeps its bytes.
    pub number: u32,
    /// Its name with the folders it came in.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// Read as plain text, whatever it looks like.
    pub as_text: bool,
    /// How far it is.
    pub state: LineState,
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
    /// Could not be read.
    pub failed: usize,
    /// Were not looked at.
    pub cancelled: usize,
    /// Were not read when the page was closed.
    pub lost: usize,
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
        self.open += files.len();
        self.lines.extend(files.into_iter().map(|Incoming { number, name, size }| {
            Rc::new(Line { number, name, size, as_text: false, state: LineState::Waiting })
        }));
    }

    /// Files that were not read when the page was closed, by their names, stand in place of the list.
    pub(super) fn lost(&mut self, names: Vec<String>) {
        let line =
            |(number, name)| Rc::new(Line { number, name, size: 0, as_text: false, state: LineState::Lost });
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

    pub(super) fn done(&mut self, number: u32, report: FileReport) {
        if let Some(at) = self.place_of(number) {
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
            let old = &self.lines[at];
            let line = Line {
                number,
                name: old.name.clone(),
                size: old.size,
                as_text: as_text || old.as_text,
                state: LineState::Waiting,
            };
            self.lines[at] = Rc::new(line);
            self.finished -= 1;
            self.open += 1;
            self.next = self.next.min(at);
        }
    }

    /// Drops the line and gives the articles that only it brought.
    pub(super) fn forget(&mut self, number: u32) -> Vec<ArticleId> {
        let Some(at) = self.place_of(number) else { return Vec::new() };
        let articles = match &self.lines[at].state {
            LineState::Done(report) if report.outcome == Outcome::Added => report.articles.clone(),
            LineState::Done(_) | LineState::Cancelled | LineState::Lost => Vec::new(),
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
        let old = &self.lines[at];
        self.parts.remove(&old.number);
        self.lines[at] = Rc::new(Line { state, name: old.name.clone(), ..**old });
    }
}
