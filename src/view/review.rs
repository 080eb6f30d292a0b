//! Going through things worth a look: yes, no, or later.

use super::{Effect, Event, View};
use crate::protocol::{Mend, Task};

/// What tells a task from all others, as long as nothing is mended about it.
pub fn key_of(task: &Task) -> String {
    match task {
        Task::Same(question) => format!("{} {}", question.a.0, question.b.0),
        Task::Speaker(row) => format!("{} {}", row.id.article, row.id.number),
        Task::Lacking(lack, _, folder, article, _) => format!("{lack:?} {folder} {article}"),
    }
}

impl View {
    /// The tasks not put aside.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.review.tasks.iter().filter(|task| !self.skipped.contains(&key_of(task)))
    }

    /// Answers the task the keys are at, or the first: `y` yes, `n` no, `s` later.
    pub(super) fn answer(&mut self, key: &str, effects: &mut Vec<Effect>) {
        let Some(task) = self.tasks().nth(self.at.unwrap_or(0)).cloned() else { return };
        let event = match (key, task) {
            ("y", Task::Same(question)) => Event::Mend(Mend::Same(question.a.0, question.b.0)),
            ("n", Task::Same(question)) => Event::Mend(Mend::NotSame(question.a.0, question.b.0)),
            ("y", Task::Speaker(row)) => Event::Mend(Mend::Confirm(row.id)),
            ("n", Task::Speaker(row)) => Event::Fix(row),
            ("y", Task::Lacking(.., article, _)) => {
                self.open(article, None, effects);
                return self.turn(super::Step::Push, effects);
            }
            (_, task) => Event::Skip(key_of(&task)),
        };
        self.take(event, effects);
    }
}
