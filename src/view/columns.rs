//! Tables whose columns are not known by their names: which of them is what, as the reader of the page says.

use super::{Dialog, Effect, Event, Focus, LineState, View};
use crate::{
    article::ArticleId,
    columns::Columns,
    note::Note,
    protocol::{FileReport, Request},
};
use std::rc::Rc;

/// What a column can be said to hold, the text first, by the names that records know.
pub const CALLED: [&str; 6] = [Columns::TEXT, "title", "date", "author", "source", "url"];

/// A table whose columns are not known by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The file, with the way to it inside archives.
    pub file: String,
    /// Its columns and what they most likely are.
    pub columns: Columns,
    /// The cells of its first rows, row by row.
    pub cells: Vec<String>,
}

impl Table {
    /// What a report says of such a table.
    pub(super) fn of(report: &FileReport) -> Option<Table> {
        report.notes.iter().find_map(|note| match note {
            Note::Columns { columns, cells } => {
                Some(Table { file: report.name.clone(), columns: columns.clone(), cells: cells.clone() })
            }
            _ => None,
        })
    }
}

/// A table whose columns are being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// The table.
    pub table: Rc<Table>,
    /// What was chosen so far.
    pub columns: Columns,
    /// Files with such a table.
    pub files: usize,
}

impl View {
    /// What [`Event::Columns`], [`Event::Called`] and [`Event::ReadColumns`] change.
    #[inline(never)]
    pub(super) fn later_columns(&mut self, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Columns(number) => self.choose_columns(number),
            Event::Called(called, at) => self.call(called, at),
            _ => self.read_columns(effects),
        }
    }

    fn choose_columns(&mut self, number: u32) {
        let Some(table) = self.import.line(number).and_then(|line| line.table.clone()) else { return };
        let before = self.columns.iter().find(|chosen| holds(chosen, &table.columns));
        let columns = before.unwrap_or(&table.columns).clone();
        let files = self.import.lines.iter();
        let files = files.filter(|line| line.table.as_ref().is_some_and(|own| holds(&columns, &own.columns)));
        self.choosing = Some(Rc::new(Choosing { files: files.count(), table, columns }));
        self.dialog = Some(Dialog::Columns);
    }

    /// A column is one thing, and each thing is one column.
    fn call(&mut self, called: &str, at: Option<usize>) {
        let Some(choosing) = &mut self.choosing else { return };
        let own = &mut Rc::make_mut(choosing).columns.called;
        own.iter_mut().filter(|own| *own == called).for_each(String::clear);
        if let Some(own) = at.and_then(|at| own.get_mut(at)) {
            called.clone_into(own);
        }
    }

    /// Has all files with such a table read so; what they brought when they were read otherwise goes.
    fn read_columns(&mut self, effects: &mut Vec<Effect>) {
        let ready = self.choosing.take_if(|choosing| choosing.columns.place_of(Columns::TEXT).is_some());
        let Some(chosen) = ready.map(|choosing| choosing.columns.clone()) else { return };
        let all = Rc::make_mut(&mut self.columns);
        all.retain(|other| !holds(&chosen, other));
        all.push(chosen.clone());
        let is_one = |table: &Rc<Table>| holds(&chosen, &table.columns);
        let lines = self.import.lines.iter().filter(|line| line.table.as_ref().is_some_and(is_one));
        let over = lines.filter(|line| matches!(line.state, LineState::Done(_) | LineState::Cancelled));
        let (files, brought): (Vec<u32>, Vec<Vec<ArticleId>>) =
            over.map(|line| (line.number, line.brought().to_vec())).unzip();
        for article in brought.into_iter().flatten() {
            self.ask(Request::Remove { article }, effects);
        }
        for number in files {
            self.import.again(number, false);
        }
        self.dialog = None;
        self.import_seen = false;
        effects.push(Focus::Heading.into());
        self.note_files(effects);
        self.read_next(effects);
    }
}

/// Whether what is said of these columns is said of those too.
fn holds(these: &Columns, those: &Columns) -> bool {
    those.names.iter().all(|name| these.names.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{protocol::Outcome, view::Incoming};

    fn columns(called: [&str; 3]) -> Columns {
        let names = ["nr", "kopf", "inhalt"].map(str::to_owned).to_vec();
        Columns { names, called: called.map(str::to_owned).to_vec() }
    }

    /// Two tables with the same columns and a text, none of which was read.
    fn view() -> View {
        let file = |number| Incoming { number, name: format!("{number}.csv") };
        let (mut view, _) = View::default().on(Event::Files((0..3).map(file).collect()));
        for number in 0..2 {
            let cells = ["1", "Fog", "Words."].map(str::to_owned).to_vec();
            let note = Note::Columns { columns: columns(["", "", "text"]), cells };
            let report = FileReport::of(format!("{number}.csv"), Outcome::Skipped, vec![note]);
            view = view.on(Event::Read(number, report)).0;
        }
        view.on(Event::Read(2, FileReport::of("2.csv".into(), Outcome::Skipped, vec![Note::Empty]))).0
    }

    fn read(effects: &[Effect]) -> Vec<(u32, &Columns)> {
        let each = effects.iter().filter_map(|effect| match effect {
            Effect::Read { number, how, .. } => Some((*number, how.columns.last()?)),
            _ => None,
        });
        each.collect()
    }

    #[test]
    fn all_files_with_the_same_columns_are_read_as_was_said() {
        let (view, _) = view().on(Event::Columns(1));
        assert_eq!(view.dialog, Some(Dialog::Columns));
        assert_eq!(view.choosing.as_ref().map(|choosing| choosing.files), Some(2));
        let (view, _) = view.on(Event::Called("title", Some(1)));
        let (view, effects) = view.on(Event::ReadColumns);
        let expect = columns(["", "title", "text"]);
        assert_eq!((view.dialog, read(&effects)), (None, vec![(0, &expect), (1, &expect)]));
        // One that comes later too.
        let (_, effects) = view.on(Event::Files(vec![Incoming { number: 3, name: "3.csv".into() }]));
        assert!(read(&effects).contains(&(3, &expect)), "{effects:?}");
    }

    #[test]
    fn a_column_is_one_thing_and_without_a_text_nothing_is_read() {
        let (view, _) = view().on(Event::Columns(0)).0.on(Event::Called("title", Some(2)));
        assert_eq!(view.choosing.as_ref().map(|own| own.columns.clone()), Some(columns(["", "", "title"])));
        let (view, effects) = view.on(Event::ReadColumns);
        assert!(effects.is_empty() && view.dialog.is_some());
        let (view, _) = view.on(Event::Called("text", Some(2))).0.on(Event::Called("text", Some(1)));
        assert_eq!(view.choosing.map(|own| own.columns.clone()), Some(columns(["", "text", ""])));
    }

    #[test]
    fn what_was_said_can_be_said_anew_and_what_came_of_it_goes() {
        let (view, _) = view().on(Event::Columns(0)).0.on(Event::ReadColumns);
        let report = FileReport {
            articles: vec![ArticleId(7)],
            ..FileReport::of("0.csv".into(), Outcome::Added, Vec::new())
        };
        let (view, _) = view.on(Event::Read(0, report)).0.on(Event::Columns(0));
        let (view, effects) = view.on(Event::Dialog(None));
        assert!(effects.is_empty() && view.import.tally().added == 1, "closed, it changes nothing");
        let (view, effects) =
            view.on(Event::Columns(0)).0.on(Event::Called("text", Some(1))).0.on(Event::ReadColumns);
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Ask(_, Request::Remove { article: ArticleId(7) })))
        );
        assert_eq!(read(&effects), [(0, &columns(["", "text", ""]))], "the other is still being read");
        assert_eq!(view.columns.len(), 1);
    }
}
