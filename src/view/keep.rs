//! What becomes of the library when the page is closed, as far as the page knows.

use super::{Effect, Import, Says, Screen, View};
use crate::{
    protocol::{Kept, Request, Unkept},
    query::Query,
};

/// How the library is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// What the engine last said.
    pub kept: Kept,
    /// The articles are the samples, which are never kept.
    pub samples: bool,
    /// The samples were asked for and come with the next files.
    samples_coming: bool,
    /// Files that were being read when the page was last closed.
    unread: Vec<String>,
    /// The question for the project file under way.
    saving: Option<u64>,
    /// The browser knows which files are being read.
    noted: bool,
    /// The browser was asked not to throw away what is kept.
    persisted: bool,
}

/// What to say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The page was handed on: it holds articles of its own, and nothing here is kept.
    HandedOn,
    /// The articles are the samples.
    Samples,
    /// What was kept is coming back: so many articles of so many.
    Opening(u32, u32),
    /// Nothing more is kept.
    Trouble(Unkept),
    /// So many articles are kept and more are on the way.
    Saving(u32),
    /// All there is is kept.
    Saved,
}

impl View {
    /// What to say of keeping.
    pub fn standing(&self) -> Standing {
        let kept = &self.keeping.kept;
        match kept.trouble {
            _ if self.handed_on => Standing::HandedOn,
            _ if self.keeping.samples => Standing::Samples,
            Some(trouble) => Standing::Trouble(trouble),
            None if kept.of > 0 => Standing::Opening(kept.articles, kept.of),
            None if kept.pending || self.import.is_running() => Standing::Saving(kept.articles),
            None => Standing::Saved,
        }
    }

    /// The page starts: `kept` articles are known to have been kept, and `unread` files were being read when it was closed.
    pub(super) fn open_kept(&mut self, kept: u32, unread: Vec<String>, effects: &mut Vec<Effect>) {
        // Where nothing was kept the first screen need not wait for the engine.
        self.held = (kept == 0).then_some(0);
        self.keeping.kept.of = kept;
        self.ask(Request::Keep { library: Some(self.libraries.open) }, effects);
        self.unread(unread, effects);
    }

    /// These files were being read when a tab was closed or the browser ended: which of them are not here?
    pub(super) fn unread(&mut self, files: Vec<String>, effects: &mut Vec<Effect>) {
        if files.is_empty() || self.handed_on || self.import.is_running() {
            return;
        }
        self.keeping.noted = true;
        self.keeping.unread.extend(files);
        self.keeping.unread.sort();
        self.keeping.unread.dedup();
        self.ask(Request::Missing { files: self.keeping.unread.clone() }, effects);
    }

    /// Of the files that were being read these are not here.
    pub(super) fn missing(&mut self, files: Vec<String>, effects: &mut Vec<Effect>) {
        self.keeping.unread.clear();
        if self.import.is_running() {
            return;
        }
        if files.is_empty() {
            return self.note_reading(effects);
        }
        self.import.lost(files);
        self.import_seen = false;
    }

    /// The engine said how the library is kept.
    pub(super) fn kept(&mut self, kept: Kept, effects: &mut Vec<Effect>) {
        let before = std::mem::replace(&mut self.keeping.kept, kept);
        self.corrections.0 = kept.corrections;
        if kept.trouble == Some(Unkept::Unopened) {
            self.held = Some(self.held.unwrap_or(0));
        }
        if self.handed_on || self.keeping.samples || kept.of > 0 {
            return;
        }
        if !kept.pending && kept.trouble.is_none() && (before.pending || before.articles != kept.articles) {
            effects.push(Effect::Remember(kept.articles));
            if kept.articles > 0 && !self.keeping.persisted {
                self.keeping.persisted = true;
                effects.push(Effect::Persist);
            }
        }
        self.note_reading(effects);
    }

    /// Files came in: the samples leave when others come, and what is being read is noted, so that it can be named if the
    /// page is closed before it is kept.
    pub(super) fn files_come(&mut self, effects: &mut Vec<Effect>) {
        if std::mem::take(&mut self.keeping.samples_coming) {
            return;
        }
        if std::mem::take(&mut self.keeping.samples) {
            self.import = Import::default();
            self.ask(Request::Clear, effects);
            self.ask(Request::Keep { library: Some(self.libraries.open) }, effects);
            self.corrections = (0, 0);
            self.say(Says::SamplesLeft, effects);
        }
    }

    /// Tells the browser which files are being read, or that none is.
    pub(super) fn note_reading(&mut self, effects: &mut Vec<Effect>) {
        if self.handed_on || self.keeping.samples || !self.keeping.unread.is_empty() {
            return;
        }
        let reading = self.import.is_running() || self.keeping.kept.pending;
        let lost = self.import.tally().lost > 0 && !self.import_seen;
        if self.keeping.noted && !reading && !lost {
            self.keeping.noted = false;
            effects.push(Effect::Reading(Vec::new()));
        }
    }

    /// More files are being read.
    pub(super) fn note_files(&mut self, effects: &mut Vec<Effect>) {
        if !self.handed_on && !self.keeping.samples {
            self.keeping.noted = true;
            effects.push(Effect::Reading(self.import.open_names()));
        }
    }

    /// Whether the project file is being made.
    pub fn is_saving(&self) -> bool {
        self.keeping.saving.is_some()
    }

    /// The project file is wanted.
    pub(super) fn save_project(&mut self, effects: &mut Vec<Effect>) {
        self.keeping.saving = Some(self.ask(Request::Project, effects));
    }

    /// Whether this is the project file that was asked for; then the browser is to save it.
    pub(super) fn project_came(&mut self, number: u64, text: &str, effects: &mut Vec<Effect>) -> bool {
        let came = self.keeping.saving == Some(number);
        if came {
            self.keeping.saving = None;
            effects.push(Effect::SaveProject(text.to_owned()));
        }
        came
    }

    /// The engine stopped on a question.
    pub(super) fn saving_stopped(&mut self, number: u64) {
        self.keeping.saving = self.keeping.saving.filter(|saving| *saving != number);
    }

    /// The samples are wanted.
    pub(super) fn bring_samples(&mut self, effects: &mut Vec<Effect>) {
        if !self.handed_on {
            self.ask(Request::Keep { library: None }, effects);
            (self.keeping.samples, self.keeping.samples_coming) = (true, true);
        }
        effects.push(Effect::Samples);
    }

    /// Everything is to go.
    pub(super) fn remove_all(&mut self, effects: &mut Vec<Effect>) {
        let samples = std::mem::take(&mut self.keeping.samples);
        // Else what is still being read would come behind.
        effects.push(Effect::StopReading);
        self.ask(Request::Clear, effects);
        if samples {
            self.ask(Request::Keep { library: Some(self.libraries.open) }, effects);
        }
        self.dialog = None;
        self.import = Import::default();
        (self.reader, self.who, self.corrections) = (None, None, (0, 0));
        (self.screen, self.query) = (Screen::default(), Query::default());
        effects.push(Effect::Address(self.address(), super::Step::Push));
        effects.push(super::Focus::Heading.into());
        self.say(Says::Removed, effects);
        self.note_reading(effects);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        protocol::{FileReport, MAIN, Outcome, Reply},
        view::{Event, Incoming, LineState, Theme},
    };

    fn started(kept: u32, unread: &[&str], payload: Option<&str>) -> (View, Vec<Effect>) {
        View::default().on(Event::Started {
            address: String::new(),
            payload: payload.map(str::to_owned),
            theme: Theme::Auto,
            keys_off: false,
            kept,
            library: MAIN,
            unread: unread.iter().map(|name| (*name).to_owned()).collect(),
            app: 0,
            makes_data: true,
            published: false,
        })
    }

    fn published() -> View {
        let (view, _) = View::default().on(Event::Started {
            address: String::new(),
            payload: None,
            theme: Theme::Auto,
            keys_off: false,
            kept: 3,
            library: MAIN,
            unread: Vec::new(),
            app: 0,
            makes_data: true,
            published: true,
        });
        view
    }

    #[test]
    fn what_a_site_publishes_is_no_part_of_the_visitors_library() {
        let view = published();
        assert_eq!(view.standing(), Standing::HandedOn);
        let (view, effects) = view.on(files(1));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Reading(_))));
        assert!(asks(&effects).iter().all(|request| !matches!(request, Request::Keep { .. })));
        assert_eq!(view.on(Event::Unread(vec!["a.txt".into()])).0.keeping.unread, [""; 0]);
    }

    #[test]
    fn a_file_that_is_refused_is_listed_with_the_reason() {
        let file = Incoming { number: 0, name: "http://x/a".into() };
        let (view, effects) = published().on(Event::Refused(file, crate::note::Note::OfAnotherSite));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Read { .. })), "it is not read");
        let LineState::Done(report) = &view.import.lines[0].state else { panic!("it has its end") };
        assert_eq!((report.outcome, report.notes.len()), (Outcome::Failed, 1));
        assert!(!view.import.is_running());
    }

    #[test]
    fn what_a_killed_browser_lost_joins_what_this_tab_lost() {
        let (view, _) = started(2, &["b.txt"], None);
        let (view, effects) = view.on(Event::Unread(vec!["c.txt".into(), "b.txt".into()]));
        assert_eq!(asks(&effects), [&Request::Missing { files: vec!["b.txt".into(), "c.txt".into()] }]);
        let (view, effects) = view.on(files(1));
        assert!(
            asks(&view.on(Event::Unread(vec!["d.txt".into()])).1).is_empty(),
            "{effects:?}: files are being read"
        );
    }

    fn files(count: u32) -> Event {
        let file = |number| Incoming { number, name: format!("{number}.txt") };
        Event::Files((0..count).map(file).collect())
    }

    fn asks(effects: &[Effect]) -> Vec<&Request> {
        effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Ask(_, request) => Some(request),
                _ => None,
            })
            .collect()
    }

    fn told(articles: u32, pending: bool) -> Event {
        Event::Kept(Kept { articles, pending, ..Kept::default() })
    }

    #[test]
    fn the_first_screen_stands_at_once_unless_something_was_kept() {
        let (view, effects) = started(0, &[], None);
        assert!(view.is_first_run());
        assert_eq!(asks(&effects), [&Request::Keep { library: Some(MAIN) }]);
        let (view, _) = started(212, &[], None);
        assert!(!view.is_first_run());
        assert_eq!((view.held, view.standing()), (None, Standing::Opening(0, 212)));
        // What is kept may turn out not to open.
        let unopened = Kept { trouble: Some(Unkept::Unopened), ..Kept::default() };
        let (view, _) = view.on(Event::Kept(unopened));
        assert_eq!((view.held, view.standing()), (Some(0), Standing::Trouble(Unkept::Unopened)));
    }

    #[test]
    fn saved_is_said_when_it_is_and_the_browser_is_asked_once_to_hold_it() {
        let (view, effects) = started(0, &[], None).0.on(files(1));
        assert!(effects.contains(&Effect::Reading(vec!["0.txt".into()])));
        let (view, effects) = view.on(told(0, true));
        assert_eq!(view.standing(), Standing::Saving(0));
        assert!(effects.is_empty());
        let report = FileReport::of("0.txt".into(), Outcome::Added, Vec::new());
        let (view, effects) = view.on(Event::Read(0, report));
        assert!(!effects.contains(&Effect::Reading(Vec::new())), "read is not yet kept");
        let (view, effects) = view.on(told(1, false));
        assert_eq!(view.standing(), Standing::Saved);
        assert_eq!(effects, [Effect::Remember(1), Effect::Persist, Effect::Reading(Vec::new())]);
        let (view, _) = view.on(told(1, true));
        let (_, effects) = view.on(told(2, false));
        assert_eq!(effects, [Effect::Remember(2)]);
    }

    #[test]
    fn files_that_were_being_read_are_named_until_that_was_seen() {
        let (view, effects) = started(1, &["a.txt", "b.txt"], None);
        let files = vec!["a.txt".to_owned(), "b.txt".to_owned()];
        assert!(asks(&effects).contains(&&Request::Missing { files }));
        let (view, effects) = view.on(told(1, false));
        assert!(!effects.contains(&Effect::Reading(Vec::new())), "it is not known yet");
        let missing = Reply::Missing { files: vec!["b.txt".into()] };
        let (view, effects) = view.on(Event::Replied(0, Box::new(missing)));
        assert!(effects.is_empty());
        assert_eq!((view.import.lines.len(), view.import.tally().lost), (1, 1));
        assert_eq!(view.import.lines[0].state, LineState::Lost);
        let (_, effects) = view.clone().on(Event::DismissImport);
        assert_eq!(effects, [Effect::Reading(Vec::new())]);
        let (view, _) = view.on(self::files(2));
        assert_eq!(view.import.tally().lost, 0, "they were dropped again");
    }

    #[test]
    fn the_samples_are_not_kept_and_make_room() {
        let (view, effects) = started(0, &[], None).0.on(Event::Samples);
        assert_eq!(asks(&effects), [&Request::Keep { library: None }]);
        assert_eq!(effects.last(), Some(&Effect::Samples));
        let (view, effects) = view.on(files(2));
        assert_eq!((view.standing(), asks(&effects)), (Standing::Samples, Vec::new()));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Reading(_))));
        let (view, effects) = view.on(files(1));
        assert_eq!(asks(&effects), [&Request::Clear, &Request::Keep { library: Some(MAIN) }]);
        assert_eq!((view.standing(), view.import.lines.len()), (Standing::Saving(0), 1));
    }

    #[test]
    fn a_page_that_was_handed_on_keeps_nothing() {
        let (view, effects) = started(5, &["a.txt"], Some("{}"));
        assert!(asks(&effects).iter().all(|request| matches!(request, Request::Load { .. })));
        let (view, effects) = view.on(files(1));
        assert_eq!(view.standing(), Standing::HandedOn);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Reading(_))));
        let (_, effects) = view.on(Event::Samples);
        assert_eq!(effects, [Effect::Samples]);
    }
}
