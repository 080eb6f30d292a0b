//! What has changed since it was last kept, for whoever keeps it, and how a kept library comes back.
//!
//! The engine keeps nothing itself: it hands out lines of [`crate::session`], and takes them in again.

use super::Engine;
use crate::{article::ArticleId, correction::Correction, session};
use std::collections::BTreeSet;

/// What has changed since the last time, while the library is to be kept.
#[derive(Debug, Default)]
pub(super) struct Unkept {
    /// Whether the library is to be kept at all.
    on: bool,
    cleared: bool,
    /// Articles that came, went or have another file.
    articles: BTreeSet<ArticleId>,
    log: bool,
}

/// Changes to what is kept, to be made as one, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Everything kept so far is to go.
    pub cleared: bool,
    /// Articles to keep in place of what was kept under their ids: id and line.
    pub put: Vec<(ArticleId, String)>,
    /// Articles that are there no more.
    pub gone: Vec<ArticleId>,
    /// The lines of all corrections that hold, in order, where any has come or gone.
    pub log: Option<Vec<String>>,
}

impl Engine {
    /// From now on changes are noted for [`Engine::changes`], or no more.
    pub fn keep(&mut self, on: bool) {
        self.unkept = Unkept { on, ..Unkept::default() };
    }

    /// Whether there is something to be kept.
    pub fn has_changes(&self) -> bool {
        self.unkept.cleared || self.unkept.log || !self.unkept.articles.is_empty()
    }

    /// How many articles have changes that are not handed out yet.
    pub fn unkept(&self) -> usize {
        self.unkept.articles.len()
    }

    /// Takes what has changed, of at most `most` articles; ask again while there is more.
    pub fn changes(&mut self, most: usize) -> Changes {
        let mut changes = Changes { cleared: std::mem::take(&mut self.unkept.cleared), ..Changes::default() };
        while let Some(id) = self.unkept.articles.pop_first() {
            match self.library.as_found(id) {
                Some(entry) => changes.put.push((id, session::article_line(&entry))),
                None => changes.gone.push(id),
            }
            if changes.put.len() + changes.gone.len() >= most {
                break;
            }
        }
        if std::mem::take(&mut self.unkept.log) {
            let lines = self.library.log().done.iter().map(session::correction_line);
            changes.log = Some(lines.collect());
        }
        changes
    }

    /// The changes could not be kept: they are handed out again.
    pub fn not_kept(&mut self, changes: &Changes) {
        self.unkept.cleared |= changes.cleared;
        self.unkept.articles.extend(changes.put.iter().map(|(id, _)| id).chain(&changes.gone));
        self.unkept.log |= changes.log.is_some();
    }

    /// Everything is to be kept again, as when what was kept so far is gone or cannot be used.
    pub fn keep_all(&mut self) {
        self.unkept.articles.extend(self.library.entries().map(|entry| entry.article.id));
        self.unkept.log |= !self.library.log().done.is_empty();
    }

    /// Takes in kept corrections, in front of those made since. Returns how many lines were none.
    pub fn restore_log<'a>(&mut self, lines: impl Iterator<Item = &'a str>) -> usize {
        let mut bad = 0;
        let mut log = crate::correction::Log::default();
        for line in lines {
            match session::read_correction(line) {
                Some(correction) => log.done.push(correction),
                None => bad += 1,
            }
        }
        let since = self.library.log().done.clone();
        self.library.replay(session::merged(&log, since));
        bad
    }

    /// Takes in kept articles. Returns how many lines were none.
    pub fn restore<'a>(&mut self, lines: impl Iterator<Item = &'a str>) -> usize {
        let mut bad = 0;
        for line in lines {
            match session::read_article(line) {
                Some(entry) => {
                    self.library.add(entry);
                }
                None => bad += 1,
            }
        }
        bad
    }

    /// How many articles there are, and how many corrections hold.
    pub fn held(&self) -> (usize, usize) {
        (self.library.len(), self.library.log().done.len())
    }

    /// The whole library as the text of a project file.
    pub(super) fn project(&self) -> String {
        let ids = self.library.entries().map(|entry| entry.article.id);
        session::text(ids.filter_map(|id| self.library.as_found(id)), self.library.log())
    }

    /// Notes that an article came, went or has another file.
    pub(super) fn touch(&mut self, article: ArticleId) {
        if self.unkept.on {
            self.unkept.articles.insert(article);
        }
    }

    /// Notes that corrections came or went.
    pub(super) fn touch_log(&mut self) {
        self.unkept.log |= self.unkept.on;
    }

    /// Notes that everything went.
    pub(super) fn touch_all(&mut self) {
        let on = self.unkept.on;
        self.unkept = Unkept { on, cleared: on, ..Unkept::default() };
    }

    /// Takes in the corrections of another library behind those made here.
    pub(super) fn merge(&mut self, corrections: Vec<Correction>) {
        let merged = session::merged(self.library.log(), corrections);
        if merged != *self.library.log() {
            self.library.replay(merged);
            self.touch_log();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        columns::How,
        protocol::{Mend, QuoteId, Reply, Request, SpeakerChoice},
    };

    const TEXTS: [&str; 2] = [
        "“The ferry will sail again before winter,” said Ana Ortiz on Monday at the harbour office.",
        "“Nobody asked the crews before the vote,” Maeve Brennan of the union said on Tuesday.",
    ];

    fn engine() -> Engine {
        let mut engine = Engine::new(|_, _| None);
        engine.keep(true);
        engine
    }

    fn read(engine: &mut Engine, name: &str, text: &str) -> ArticleId {
        let request = Request::Read { name: name.into(), how: How::default() };
        let Reply::Read(report) = engine.answer(request, Some(text.as_bytes())) else { panic!("it is read") };
        report.articles[0]
    }

    /// A place to keep things in, as a browser has.
    #[derive(Default)]
    struct Store {
        articles: std::collections::BTreeMap<ArticleId, String>,
        log: Vec<String>,
    }

    impl Store {
        fn take(&mut self, changes: Changes) {
            if changes.cleared {
                *self = Store::default();
            }
            self.articles.extend(changes.put);
            changes.gone.iter().for_each(|id| drop(self.articles.remove(id)));
            self.log = changes.log.unwrap_or(std::mem::take(&mut self.log));
        }

        fn open(&self) -> Engine {
            let mut engine = engine();
            assert_eq!(engine.restore_log(self.log.iter().map(String::as_str)), 0);
            assert_eq!(engine.restore(self.articles.values().map(String::as_str)), 0);
            assert!(!engine.has_changes(), "what comes back is kept already");
            engine
        }
    }

    fn everything(engine: &mut Engine) -> String {
        let window = crate::protocol::Window { from: 0, articles: 9, quotes: 9 };
        format!("{:?}", engine.answer(Request::Find { query: Default::default(), window }, None))
    }

    #[test]
    fn what_was_kept_comes_back_with_what_was_mended() {
        let (mut engine, mut store) = (engine(), Store::default());
        let ids = TEXTS.map(|text| read(&mut engine, "a.txt", text));
        read(&mut engine, "b.txt", TEXTS[0]);
        store.take(engine.changes(1));
        assert_eq!(store.articles.len(), 1, "as many as asked for");
        while engine.has_changes() {
            store.take(engine.changes(1));
        }
        let quote = QuoteId { article: ids[0], number: 0 };
        engine.answer(Request::Mend(Mend::Speaker(quote, SpeakerChoice::Named("Lena Fors".into()))), None);
        let rename = Mend::Rename(crate::entity::EntityId("maeve-brennan".into()), "M. Brennan".into());
        assert!(matches!(engine.answer(Request::Mend(rename), None), Reply::Mended { changed: true, .. }));
        store.take(engine.changes(9));
        assert_eq!(everything(&mut store.open()), everything(&mut engine));
        assert!(
            everything(&mut engine).contains("Lena Fors") && everything(&mut engine).contains("M. Brennan")
        );
        // Taken back after it came back, it is as it was found.
        let mut back = store.open();
        back.answer(Request::Mend(Mend::Undo), None);
        back.answer(Request::Mend(Mend::Undo), None);
        store.take(back.changes(9));
        assert!(store.log.is_empty());
        let shown = everything(&mut store.open());
        assert!(
            shown.contains("Ana Ortiz") && shown.contains("Maeve Brennan") && !shown.contains("Lena Fors")
        );
    }

    #[test]
    fn what_goes_is_not_kept_any_more() {
        let (mut engine, mut store) = (engine(), Store::default());
        let ids = TEXTS.map(|text| read(&mut engine, "a.txt", text));
        store.take(engine.changes(9));
        engine.answer(Request::Remove { article: ids[1] }, None);
        store.take(engine.changes(9));
        assert_eq!(store.articles.keys().collect::<Vec<_>>(), [&ids[0]]);
        engine.answer(Request::Clear, None);
        read(&mut engine, "c.txt", TEXTS[1]);
        store.take(engine.changes(9));
        assert_eq!(store.articles.keys().collect::<Vec<_>>(), [&ids[1]]);
    }

    #[test]
    fn what_could_not_be_kept_is_handed_out_again_and_nothing_is_where_nothing_is_to_be_kept() {
        let mut engine = engine();
        read(&mut engine, "a.txt", TEXTS[0]);
        let changes = engine.changes(9);
        assert!(!engine.has_changes());
        engine.not_kept(&changes);
        assert_eq!(engine.changes(9), changes);
        engine.keep(false);
        read(&mut engine, "b.txt", TEXTS[1]);
        engine.answer(Request::Clear, None);
        assert!(!engine.has_changes());
    }

    #[test]
    fn a_file_that_holds_many_is_missing_though_some_of_it_is_there() {
        let mut engine = Engine::new(|_, _| None);
        read(&mut engine, "week.jsonl#1", TEXTS[0]);
        read(&mut engine, "monday.txt", TEXTS[1]);
        let files = ["monday.txt", "week.jsonl", "other.txt"].map(str::to_owned).to_vec();
        let reply = engine.answer(Request::Missing { files }, None);
        assert_eq!(reply, Reply::Missing { files: vec!["week.jsonl".into(), "other.txt".into()] });
    }

    #[test]
    fn lines_that_are_none_are_counted_and_cost_only_themselves() {
        let mut engine = engine();
        let mut other = self::engine();
        read(&mut other, "a.txt", TEXTS[0]);
        let line = other.changes(9).put.remove(0).1;
        let beyond = line.replace("\"end\":", "\"end\":9");
        assert_eq!(engine.restore(["{}", &line, "", &beyond].into_iter()), 3);
        assert_eq!(engine.held(), (1, 0));
        assert_eq!(engine.restore_log(["[]"].into_iter()), 1);
    }
}
