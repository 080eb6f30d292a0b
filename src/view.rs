//! What is on screen, as one value that is changed in one place.
//!
//! [`View::on`] takes what happened and gives the next view with the [`Effect`]s the browser is to carry out: nothing here
//! asks, waits or draws. Every question to the engine is numbered; an answer to any but the latest of its kind is dropped.

mod answered;
mod choose;
mod columns;
mod event;
mod hand;
mod import;
mod keep;
mod keys;
mod libraries;
mod listed;
mod listen;
mod parts;
mod review;
mod route;

pub use choose::MOST_CHOSEN;
pub use columns::{CALLED, Choosing, Table};
pub use event::{Effect, Event, Focus, Incoming, Pick, Step};
pub use hand::Hand;
pub use import::{Import, Line, LineState, Tally};
pub use keep::{Keeping, Standing};
pub use libraries::{LONGEST, Libraries, Shelf, Shelved, Shelving};
pub use listed::{Leaving, Listed, STRETCH};
pub use listen::Listening;
pub use parts::{Dialog, Fixing, Reader, Says, Screen, Sharing, Theme, Toast, Whole};
pub use review::key_of;
pub use route::{address_of, address_of_kind, text_link, with_open, with_who};

use crate::{
    article::ArticleId,
    columns::{Columns, How},
    entity::{EntityId, EntityKind},
    protocol::{
        Chosen, Comparison, Dated, History, Mend, People, QuoteId, Request, Results, Review, Side, Stack,
        Timeline,
    },
    query::{Facet, Query},
    share::ShareForm,
};
use std::{collections::BTreeSet, rc::Rc};

/// Rows described at first, and more at each "Show more".
pub const PAGE: u32 = 200;

/// What is on screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Which screen.
    pub screen: Screen,
    /// The filter, shared by all screens.
    pub query: Query,
    /// The open article.
    pub reader: Option<Reader>,
    /// The latest result, without its rows.
    pub results: Rc<Results>,
    /// Its rows.
    pub listed: Rc<Listed>,
    /// The people of the filter, for the screen of that name.
    pub people: Rc<People>,
    /// Whether it shows people, organisations or places.
    pub kind: EntityKind,
    /// Of whom all is shown there.
    pub who: Option<EntityId>,
    /// Quotes chosen to be copied or mended together; all of them are listed.
    pub chosen: Rc<BTreeSet<QuoteId>>,
    /// All are to be chosen once they are listed.
    choosing_all: bool,
    /// The articles and quotes of the filter over time.
    pub timeline: Rc<Timeline>,
    /// What its bars are made of, and which day counts.
    pub timed: (Stack, Dated),
    /// What stands side by side.
    pub comparison: Rc<Comparison>,
    /// The sides asked for; where fewer than two, the engine chooses.
    pub sides: Vec<Side>,
    /// Things worth a look.
    pub review: Rc<Review>,
    /// How many things are worth a look in the whole library, once that was counted.
    pub worth_a_look: Option<u32>,
    /// Those put aside for now.
    pub skipped: BTreeSet<String>,
    /// What was mended, as last told.
    pub history: Rc<History>,
    /// The quote whose speaker is being mended.
    pub fixing: Option<Rc<Fixing>>,
    /// How many corrections can be taken back, and how many made again.
    pub corrections: (u32, u32),
    /// Articles in the library; unknown until the engine has first answered.
    pub held: Option<u32>,
    /// How many pages of [`PAGE`] rows to show, less one.
    pub more: u32,
    /// The row the keys are at.
    pub at: Option<usize>,
    /// Files read or being read.
    pub import: Import,
    /// What was chosen for tables whose columns are not known, in this visit.
    columns: Rc<Vec<Columns>>,
    /// The table of which that is being chosen.
    pub choosing: Option<Rc<Choosing>>,
    /// The line about the files was put away.
    pub import_seen: bool,
    /// What stands over the page.
    pub dialog: Option<Dialog>,
    /// A word that passes.
    pub toast: Option<Toast>,
    /// Light or dark.
    pub theme: Theme,
    /// Single keys are switched off.
    pub keys_off: bool,
    /// The shared page.
    pub sharing: Sharing,
    /// How much of the articles a shared page would hold.
    pub share_form: ShareForm,
    /// What else is chosen of what is handed on.
    pub hand: Hand,
    /// This page was handed on by somebody: it opened with articles of its own.
    pub handed_on: bool,
    /// No engine can be started in this browser.
    pub no_engine: bool,
    /// Whether all of the program is here.
    pub whole: Whole,
    /// What becomes of it all when the page is closed.
    pub keeping: Keeping,
    /// The browser's libraries.
    pub libraries: Libraries,
    /// This machine has a voice that sends nothing away.
    pub has_voice: bool,
    /// What is being read aloud.
    pub listening: Option<Listening>,
    /// The number of the last question.
    asked: u64,
    /// The question for results under way.
    finding: Option<u64>,
    /// The first row it asks for.
    finding_from: usize,
    /// The question for what the screen shows beside results, under way or answered.
    beside: u64,
    /// The question for how much is worth a look.
    counting: u64,
    /// What it was asked of: articles held, and corrections made and taken back.
    counted: Option<(u32, (u32, u32))>,
    /// The question for a correction under way, and what is said once it is made.
    mending: Option<(u64, Says)>,
    /// Something has changed since that question was asked.
    stale: bool,
    /// It was asked because articles come: only the first rows are to be new, and what is lacking.
    refreshing: bool,
    /// Files read since the last result was asked for.
    unseen: usize,
    /// `g` was pressed and waits for its second key.
    going: bool,
}

/// The id of the element that the keys move to in row `row` of a list.
pub fn row_id(row: usize) -> String {
    format!("row-{row}")
}

/// The id of the element a focus moves to.
pub fn id_of(focus: Focus) -> String {
    match focus {
        Focus::Search => "search".into(),
        Focus::Heading => "heading".into(),
        Focus::Reader => "reader-heading".into(),
        Focus::Row(row) => row_id(row),
        Focus::Spoken => "spoken".into(),
        Focus::Hit(hit) => format!("hit-{hit}"),
        Focus::Quote(quote) => format!("quote-{quote}"),
    }
}

impl View {
    /// The view after `event`, and what the browser is to do.
    pub fn on(mut self, event: Event) -> (View, Vec<Effect>) {
        let mut effects = Vec::new();
        self.take(event, &mut effects);
        self.hush_what_is_not_open(&mut effects);
        (self, effects)
    }

    /// Whether there is nothing yet to show, so that the first-run screen stands.
    pub fn is_first_run(&self) -> bool {
        self.held == Some(0) && !self.import.is_running()
    }

    /// The address of what is on screen, as the part behind `#`.
    pub fn address(&self) -> String {
        route::address(self)
    }

    /// The address of what is on screen without the open article.
    pub fn base(&self) -> String {
        route::address(&View { reader: None, ..self.clone() })
    }

    /// The address of the same filter on another screen.
    pub fn address_of(&self, screen: Screen) -> String {
        route::address_of(screen, &self.query)
    }

    fn take(&mut self, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Started {
                address,
                payload,
                theme,
                keys_off,
                kept,
                library,
                unread,
                app,
                makes_data,
                published,
            } => {
                (self.hand.app, self.hand.makes_data) = (app, makes_data);
                (self.theme, self.keys_off) = (theme, keys_off);
                (self.whole, self.libraries.open) = (Whole::Coming, library);
                effects.push(Effect::Theme(theme));
                route::read(self, &address);
                match payload {
                    Some(data) => {
                        self.handed_on = true;
                        self.ask(Request::Load { data }, effects);
                    }
                    // A publisher's articles are no part of the visitor's own library.
                    None if published => self.handed_on = true,
                    None => self.open_kept(kept, unread, effects),
                }
                self.reopen(effects);
            }
            Event::Whole(here) => {
                self.whole = if here { Whole::Here } else { Whole::Lost };
                self.list_libraries(effects);
            }
            Event::Libraries(all) => self.libraries.all = all,
            Event::Shelve(shelving) => effects.push(Effect::Libraries(Some(shelving))),
            Event::Address(address) => {
                if address != self.address() {
                    self.settle();
                    let before = (self.screen, self.query.clone(), self.reader.as_ref().map(|r| r.article));
                    let own = (self.who.clone(), self.kind, self.sides.clone(), self.timed);
                    route::read(self, &address);
                    if (self.screen, &self.query) != (before.0, &before.1)
                        || (&self.who, self.kind, &self.sides, self.timed) != (&own.0, own.1, &own.2, own.3)
                    {
                        self.more = 0;
                        self.at = None;
                        self.find(effects);
                    }
                    match (&self.reader, before.2) {
                        (None, Some(_)) => effects.push(Focus::Row(self.at.unwrap_or(0)).into()),
                        (Some(_), _) => self.reopen(effects),
                        (None, None) if before.0 != self.screen => effects.push(Focus::Heading.into()),
                        (None, None) => {}
                    }
                }
            }
            Event::Go(screen) => {
                if self.screen != screen {
                    self.screen = screen;
                    self.at = None;
                    self.more = 0;
                    self.reader = None;
                    (self.who, self.kind) = (None, EntityKind::Person);
                    self.find(effects);
                    self.turn(Step::Push, effects);
                }
                effects.push(Focus::Heading.into());
            }
            Event::Typed(words) => {
                self.query.words = words;
                self.changed(Step::Replace, effects);
            }
            Event::Toggled(facet, value) => {
                self.query = std::mem::take(&mut self.query).toggled(facet, &value);
                self.changed(Step::Push, effects);
            }
            Event::Barred(facet, value) => {
                self.query = barred(std::mem::take(&mut self.query), facet, &value);
                self.changed(Step::Push, effects);
            }
            Event::All(facet, all) => {
                if let Some(choice) = self.query.choices.get_mut(&facet) {
                    choice.all = all;
                    self.changed(Step::Push, effects);
                }
            }
            Event::Dates(from, to) => {
                (self.query.from, self.query.to) = (from, to);
                self.changed(Step::Push, effects);
            }
            Event::Without(chosen) => {
                match chosen {
                    Chosen::Words => self.query.words.clear(),
                    Chosen::Dates => (self.query.from, self.query.to) = (None, None),
                    Chosen::Value(facet, value) => {
                        self.query = std::mem::take(&mut self.query).without(facet, &value);
                    }
                }
                self.changed(Step::Push, effects);
            }
            Event::ClearAll => {
                self.query = Query { order: self.query.order, ..Query::default() };
                self.changed(Step::Push, effects);
            }
            Event::Ordered(order) => {
                self.query.order = order;
                self.changed(Step::Push, effects);
            }
            Event::More => {
                self.more += 1;
                self.find_more(effects);
                self.find_beside(effects);
            }
            Event::Close => {
                if self.reader.take().is_some() {
                    self.turn(Step::Push, effects);
                    effects.push(Focus::Row(self.at.unwrap_or(0)).into());
                }
            }
            Event::At(row) => self.at = Some(row),
            Event::Voices(there) => self.has_voice = there,
            Event::Listen => self.listen(effects),
            Event::Said(number) => self.said(number, effects),
            Event::Hit(on) => self.go_to_hit(on, effects),
            Event::Key(key) => keys::press(self, &key, effects),
            Event::Pick(pick) => {
                self.dialog = None;
                effects.push(Effect::Pick(pick));
            }
            Event::Pasted(text) => {
                self.dialog = None;
                effects.push(Effect::Paste(text));
            }
            Event::Samples => self.bring_samples(effects),
            Event::Files(files) => {
                self.dialog = None;
                if self.is_first_run() {
                    effects.push(Focus::Heading.into());
                }
                self.files_come(effects);
                self.import_seen = false;
                self.import.add(files);
                self.note_files(effects);
                self.read_next(effects);
            }
            Event::MoreFiles(files) => {
                self.import_seen = false;
                self.import.join(files);
                self.note_files(effects);
                self.read_next(effects);
            }
            Event::NothingDropped => self.say(Says::NothingDropped, effects),
            Event::Begun(number, size) => self.import.begun(number, size),
            Event::Read(number, report) => {
                self.unseen += report.articles.len().saturating_sub(self.import.articles_of(number));
                self.import.done(number, report);
                self.after_read(effects);
            }
            Event::Part(number, articles) => {
                self.unseen += articles;
                self.import.part(number, articles);
                self.refresh(effects);
            }
            Event::ReadStopped(number) => {
                self.import.stopped(number);
                self.after_read(effects);
            }
            Event::Unread(files) => self.unread(files, effects),
            Event::Refused(file, note) => {
                let number = file.number;
                self.import_seen = false;
                self.import.add(vec![file]);
                self.import.failed(number, note);
                self.after_read(effects);
            }
            Event::Unreadable(number) => {
                self.import.unreadable(number);
                self.after_read(effects);
            }
            Event::Cancel => {
                self.import.cancel();
                effects.push(Effect::StopReading);
                self.after_read(effects);
            }
            Event::Retry { number, as_text } => {
                self.import_seen = false;
                let so = self.import.line(number).is_some_and(|line| line.as_text);
                self.import.again(number, as_text || so);
                self.read_next(effects);
            }
            Event::Columns(_) | Event::Called(..) | Event::ReadColumns => self.later_columns(event, effects),
            Event::Forget(number) => {
                for article in self.import.forget(number) {
                    self.ask(Request::Remove { article }, effects);
                }
                if self.import.lines.is_empty() {
                    self.dialog = None;
                }
            }
            Event::DismissImport => {
                self.import_seen = true;
                self.note_reading(effects);
            }
            Event::Kept(kept) => self.kept(kept, effects),
            Event::RemoveAll => self.remove_all(effects),
            Event::SaveProject => self.save_project(effects),
            Event::Dialog(dialog) => {
                self.dialog = dialog;
                if dialog == Some(Dialog::Libraries) {
                    self.list_libraries(effects);
                }
                if dialog == Some(Dialog::Share) {
                    self.prepare_share(effects);
                }
            }
            Event::ShareForm(form) => {
                self.share_form = form;
                self.prepare_share(effects);
            }
            Event::ShareAsFound(as_found) => {
                self.hand.as_found = as_found;
                self.prepare_share(effects);
            }
            Event::ShareMarked(marked) => {
                self.hand.marked = marked;
                self.prepare_share(effects);
            }
            Event::ShareAll(all) => {
                self.hand.all = all;
                self.prepare_share(effects);
            }
            Event::DataForm(form) => self.hand.form = form,
            Event::HandOut => self.hand_out(effects),
            Event::Dossier(who) => self.make_dossier(&who, effects),
            Event::CopyLink => effects.push(Effect::CopyLink),
            Event::Share => self.share(effects),
            Event::Saved(done) => {
                self.dialog = None;
                self.say(if done { Says::Shared } else { Says::NotShared }, effects);
            }
            Event::Who(who) => {
                self.who = who;
                self.find_beside(effects);
                self.turn(Step::Push, effects);
            }
            Event::OfKind(kind) => {
                (self.kind, self.who) = (kind, None);
                self.more = 0;
                self.at = None;
                self.find_beside(effects);
                self.turn(Step::Push, effects);
            }
            Event::Sides(sides) => {
                self.sides = sides;
                self.find_beside(effects);
                self.turn(Step::Push, effects);
            }
            Event::Timed(stack, dated) => {
                self.timed = (stack, dated);
                self.find_beside(effects);
                self.turn(Step::Push, effects);
            }
            Event::Fix(row) => self.fix(*row, Vec::new(), effects),
            Event::History => {
                self.dialog = Some(Dialog::History);
                self.ask(Request::History, effects);
            }
            Event::Skip(task) => {
                self.skipped.insert(task);
                effects.push(Focus::Row(self.at.unwrap_or(0)).into());
            }
            Event::Mend(mend) => {
                if self.dialog == Some(Dialog::Fix) {
                    self.dialog = None;
                }
                let says = match mend {
                    Mend::Undo | Mend::BackTo(_) => Says::Undone,
                    Mend::Star(..) | Mend::Tag(..) | Mend::Note(..) => Says::Marked,
                    Mend::PutBack(..) => Says::ReadAgain,
                    _ => Says::Mended,
                };
                self.mending = Some((self.ask(Request::Mend(mend), effects), says));
                if self.dialog == Some(Dialog::History) {
                    self.ask(Request::History, effects);
                }
            }
            Event::Copy(row) => effects.push(Effect::Copy(vec![*row])),
            Event::Choose(quote, on) => self.choose(quote, on),
            Event::ChooseAll => self.choose_all(effects),
            Event::ChooseNone => self.chosen = Rc::default(),
            Event::CopyChosen => self.copy_chosen(effects),
            Event::FixChosen => self.fix_chosen(effects),
            Event::Copied(done) => self.say(if done { Says::Copied } else { Says::NotCopied }, effects),
            Event::ToastOver(number) => {
                if self.toast.as_ref().is_some_and(|toast| toast.number == number) {
                    self.toast = None;
                }
            }
            Event::Tidy => self.tidy(effects),
            Event::ToastHeld(held) => {
                // A new number makes the running timer void.
                if let Some(toast) = &mut self.toast {
                    self.asked += 1;
                    toast.number = self.asked;
                    if !held {
                        effects.push(Effect::Later(self.asked));
                    }
                }
            }
            Event::Themed(theme) => {
                self.theme = theme;
                effects.push(Effect::Theme(theme));
            }
            Event::Keys(on) => {
                self.keys_off = !on;
                effects.push(Effect::Keys(on));
            }
            Event::Replied(number, reply) => self.answered(number, *reply, effects),
            Event::Stopped(number) => self.stopped(number, effects),
            Event::NoEngine => self.no_engine = true,
        }
    }

    /// Ask for what some screens show beside results.
    fn find_beside(&mut self, effects: &mut Vec<Effect>) {
        let query = self.query.clone();
        let request = match self.screen {
            Screen::Articles | Screen::Quotes => return,
            Screen::People => Request::People {
                kind: self.kind,
                query,
                most: PAGE * (self.more + 1),
                who: self.who.clone(),
            },
            Screen::Timeline => Request::Timeline { query, stack: self.timed.0, dated: self.timed.1 },
            Screen::Compare => Request::Compare { query, sides: self.sides.clone() },
            Screen::Review => Request::Review { query, most: PAGE },
        };
        self.beside = self.ask(request, effects);
    }

    /// Counts what is worth a look, once for each state of the library: typing asks nothing of it.
    fn count_tasks(&mut self, effects: &mut Vec<Effect>) {
        let state = Some((self.results.of_articles, self.corrections));
        if self.counted != state && !self.import.is_running() {
            self.counting = self.ask(Request::Review { query: Query::default(), most: 0 }, effects);
            self.counted = state;
        }
    }

    fn ask(&mut self, request: Request, effects: &mut Vec<Effect>) -> u64 {
        self.asked += 1;
        effects.push(Effect::Ask(self.asked, request));
        self.asked
    }

    /// The filter has changed.
    fn changed(&mut self, step: Step, effects: &mut Vec<Effect>) {
        self.more = 0;
        self.at = None;
        self.find(effects);
        self.reopen(effects);
        self.turn(step, effects);
    }

    fn turn(&mut self, step: Step, effects: &mut Vec<Effect>) {
        self.settle();
        effects.push(Effect::Address(self.address(), step));
    }

    /// Good news of files need not be waved away: it goes with the next step. Trouble stays until it was looked at.
    fn settle(&mut self) {
        let tally = self.import.tally();
        if !self.import.is_running() && tally.is_good() {
            self.import_seen = true;
        }
    }

    fn open(&mut self, article: ArticleId, quote: Option<u32>, effects: &mut Vec<Effect>) {
        let same = self.reader.take().filter(|reader| reader.article == article);
        let opened = same.and_then(|reader| reader.opened);
        self.reader =
            Some(Reader { article, quote, asked: 0, opened, missing: false, hit: None, arriving: true });
        self.reopen(effects);
    }

    /// Ask for the open article again: its marks follow the filter.
    fn reopen(&mut self, effects: &mut Vec<Effect>) {
        if let Some(article) = self.reader.as_ref().map(|reader| reader.article) {
            let asked = self.ask(Request::Open { article, query: self.query.clone() }, effects);
            if let Some(reader) = &mut self.reader {
                reader.asked = asked;
            }
        }
    }

    fn go_to_hit(&mut self, on: bool, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        let count = reader.opened.as_ref().map_or(0, |opened| opened.hits.len());
        if count > 0 {
            let next = match (reader.hit, on) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            };
            reader.hit = Some(next);
            effects.push(Focus::Hit(next).into());
        }
    }

    fn read_next(&mut self, effects: &mut Vec<Effect>) {
        while let Some(line) = self.import.start_next() {
            effects.push(Effect::Read {
                number: line.number,
                name: line.name.clone(),
                how: How { as_text: line.as_text, columns: self.columns.to_vec() },
            });
        }
    }

    fn after_read(&mut self, effects: &mut Vec<Effect>) {
        self.read_next(effects);
        if self.import.is_running() {
            return self.refresh(effects);
        }
        self.find(effects);
        self.reopen(effects);
        self.note_reading(effects);
    }

    /// Cards appear as articles come. A result costs more the more there is, so it is asked for each time a quarter more has
    /// come: ten thousand articles ask about forty times.
    fn refresh(&mut self, effects: &mut Vec<Effect>) {
        let due = (self.held.unwrap_or(0) as usize / 4).max(1);
        if self.unseen >= due && self.finding.is_none() {
            self.find(effects);
            self.refreshing = true;
        }
    }

    fn say(&mut self, says: Says, effects: &mut Vec<Effect>) {
        self.asked += 1;
        self.toast = Some(Toast { number: self.asked, says });
        effects.push(Effect::Later(self.asked));
    }
}

impl From<Focus> for Effect {
    fn from(focus: Focus) -> Effect {
        Effect::Focus(focus)
    }
}

/// The query with `value` shut out, or let in again.
fn barred(query: Query, facet: Facet, value: &str) -> Query {
    let was = query.choices.get(&facet).is_some_and(|choice| choice.unwanted.contains(value));
    let mut query = query.without(facet, value);
    if !was {
        query.choices.entry(facet).or_default().unwanted.insert(value.to_owned());
    }
    query
}

#[cfg(test)]
mod tests;
