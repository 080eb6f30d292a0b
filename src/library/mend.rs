//! Applies what the reader mended to articles, now and whenever they are added again, and takes it back.

use super::{Entry, Library, put_back::put_back};
use crate::{
    article::{Article, ArticleId, Found, Origin, Removed},
    correction::{Correction, Handle, Identity},
    date::Date,
    entity::{Entity, EntityId, EntityIndex, Naming},
    order,
    quote::{Attribution, Because, Confidence, Quote, QuoteKind, Reason, Speaker},
    span::Span,
};
use std::borrow::Cow;

/// What an article was before the reader mended it.
#[derive(Clone, Debug)]
pub(super) struct Original {
    naming: Naming,
    said: Attribution,
    outlet: Option<Found<String>>,
    published: Option<Found<Date>>,
    headline: Option<Found<String>>,
    /// Its words, where lines have been put back among them.
    words: Option<Words>,
}

/// What putting lines back changes of an article.
#[derive(Clone, Debug)]
struct Words {
    text: String,
    paragraphs: Vec<Span>,
    lines: Vec<u32>,
    removed: Vec<Removed>,
}

impl Original {
    fn put_back(self, entry: &mut Entry) {
        entry.naming = self.naming;
        entry.said = self.said;
        entry.article.outlet = self.outlet;
        entry.article.published = self.published;
        entry.article.headline = self.headline;
        if let Some(words) = self.words {
            let Words { text, paragraphs, lines, removed } = words;
            entry.article = Article { text, paragraphs, lines, removed, ..entry.article.clone() };
        }
    }
}

impl Library {
    /// What the reader mended.
    pub fn log(&self) -> &crate::correction::Log {
        &self.log
    }

    /// An article as it was found, before the reader mended it.
    pub fn as_found(&self, id: ArticleId) -> Option<Cow<'_, Entry>> {
        let entry = self.get(id)?;
        Some(match self.originals.get(&id) {
            None => Cow::Borrowed(entry),
            Some(original) => {
                let mut entry = entry.clone();
                original.clone().put_back(&mut entry);
                Cow::Owned(entry)
            }
        })
    }

    /// Mends something, for the articles at hand and all that come.
    pub fn correct(&mut self, correction: Correction) {
        self.log.push(correction.clone());
        self.follow(&correction);
    }

    /// Takes the last correction back. Returns it, if there is one.
    pub fn undo(&mut self) -> Option<Correction> {
        let correction = self.log.undo()?;
        self.follow(&correction);
        Some(correction)
    }

    /// Makes the last correction that was taken back again. Returns it, if there is one.
    pub fn redo(&mut self) -> Option<Correction> {
        let correction = self.log.redo()?;
        self.follow(&correction);
        Some(correction)
    }

    /// Puts a log in place of the present one, as when a kept library is opened.
    pub fn replay(&mut self, log: crate::correction::Log) {
        let mut touched: Vec<ArticleId> = self.originals.keys().copied().collect();
        self.log = log;
        self.mark_again();
        for correction in self.log.done.iter().filter(|correction| !correction.is_mark()) {
            touched.extend(correction.articles().iter());
        }
        self.resolver.correct_all(self.identities());
        order::by(&mut touched, Ord::cmp);
        touched.dedup();
        touched.into_iter().for_each(|article| self.mend_again(article));
    }

    /// A name for somebody or something that lasts: as the article writes it where it names them, else the commonest.
    pub fn handle_in(&self, article: Option<ArticleId>, id: &EntityId) -> Option<Handle> {
        let here = article.and_then(|article| Some((article, self.get(article)?)));
        let named = here.and_then(|(article, entry)| {
            let entities = (0..).zip(&entry.naming.entities);
            let mut those =
                entities.filter(|(at, _)| self.resolver.id_of(article, EntityIndex(*at)) == Some(id));
            those.next().map(|(_, entity)| Handle { kind: entity.kind, name: entity.name.clone() })
        });
        named.or_else(|| self.resolver.handle(id))
    }

    /// Brings the library to where the log, from which `correction` has come or gone, says it is.
    fn follow(&mut self, correction: &Correction) {
        match correction {
            Correction::Identity(_) => self.resolver.correct_all(self.identities()),
            mark if mark.is_mark() => self.mark_again(),
            other => other.articles().iter().for_each(|article| self.mend_again(*article)),
        }
    }

    /// What the reader said of who is who, in order.
    pub fn identities(&self) -> Vec<Identity> {
        let one = |correction: &Correction| match correction {
            Correction::Identity(identity) => Some(identity.clone()),
            _ => None,
        };
        self.log.done.iter().filter_map(one).collect()
    }

    /// Puts an article back to what it was found to be, then mends it as the log says.
    fn mend_again(&mut self, id: ArticleId) {
        let Some(&doc) = self.docs.get(&id) else { return };
        let Some(mut entry) = self.entries[doc as usize].take() else { return };
        let left_out = |entry: &Entry| -> Vec<u32> {
            entry.article.removed.iter().map(|removed| removed.line).collect()
        };
        let (headline, lines) = (entry.article.headline.clone(), left_out(&entry));
        if let Some(original) = self.originals.remove(&id) {
            original.put_back(&mut entry);
        }
        self.mend(&mut entry);
        self.resolver.add(&entry.article, &entry.naming);
        if entry.article.headline == headline && left_out(&entry) == lines {
            self.facts.set_source(doc, entry.article.outlet.as_ref().map(|outlet| outlet.value.as_str()));
            self.facts.set_date(doc, entry.article.date());
            self.entries[doc as usize] = Some(entry);
            self.unnamed.push(doc);
        } else {
            // Other words are to be found: the article is put in anew, under a new number.
            self.index.remove(doc);
            self.facts.remove(doc);
            self.put(entry);
        }
    }

    /// Mends an article as the log says, and keeps what it was.
    pub(super) fn mend(&mut self, entry: &mut Entry) {
        let id = entry.article.id;
        let concerns =
            |correction: &&Correction| !correction.is_mark() && correction.articles().contains(&id);
        let mends: Vec<&Correction> = self.log.done.iter().filter(concerns).collect();
        if mends.is_empty() {
            return;
        }
        let article = &entry.article;
        let words = || Words {
            text: article.text.clone(),
            paragraphs: article.paragraphs.clone(),
            lines: article.lines.clone(),
            removed: article.removed.clone(),
        };
        let original = Original {
            naming: entry.naming.clone(),
            said: entry.said.clone(),
            outlet: entry.article.outlet.clone(),
            published: entry.article.published.clone(),
            headline: entry.article.headline.clone(),
            words: mends.iter().any(|mend| matches!(mend, Correction::PutBack { .. })).then(words),
        };
        // Lines put back one after the other are read together.
        let mut back: Vec<u32> = Vec::new();
        for correction in mends {
            match correction {
                Correction::PutBack { lines, .. } => back.extend(lines),
                other => {
                    put_back(entry, &std::mem::take(&mut back));
                    apply(other, entry);
                }
            }
        }
        put_back(entry, &back);
        self.originals.insert(id, original);
    }
}

fn apply(correction: &Correction, entry: &mut Entry) {
    match correction {
        // Who is who is the resolver's, marks are apart, and what is put back is there by now.
        Correction::Identity(_)
        | Correction::PutBack { .. }
        | Correction::Starred { .. }
        | Correction::Tagged { .. }
        | Correction::Noted { .. } => {}
        Correction::Speakers { quotes, to } => {
            let speaker = speaker_of(entry, to.as_ref());
            for (_, number) in quotes.iter().filter(|(article, _)| *article == entry.article.id) {
                if let Some(quote) = entry.said.quotes.get_mut(*number as usize) {
                    give(quote, speaker.clone());
                }
            }
        }
        Correction::Speaker { quote, to, .. } => {
            let speaker = speaker_of(entry, to.as_ref());
            if let Some(quote) = entry.said.quotes.get_mut(*quote as usize) {
                give(quote, speaker);
            }
        }
        Correction::AllOf { of, to, .. } => {
            let from = Speaker::Entity(entity_of(entry, of));
            let speaker = speaker_of(entry, to.as_ref());
            for quote in entry.said.quotes.iter_mut().filter(|quote| quote.speaker == from) {
                give(quote, speaker.clone());
            }
        }
        Correction::Outlet { outlet, .. } => {
            entry.article.outlet = outlet.clone().map(|value| Found { value, from: Origin::Reader });
        }
        Correction::Published { day, .. } => {
            let found = |day| Found { value: Date::day(day), from: Origin::Reader };
            entry.article.published = day.map(found);
        }
        Correction::Headline { headline, .. } => {
            if !entry.said.quotes.iter().any(|quote| quote.kind == QuoteKind::Headline) {
                entry.article.headline = headline.clone().map(|value| Found { value, from: Origin::Reader });
            }
        }
        Correction::Confirmed { quote, .. } => {
            if let Some(quote) = entry.said.quotes.get_mut(*quote as usize) {
                quote.confidence = Confidence::Sure;
                quote.p = 1.0;
                quote.why.insert(0, Reason { what: Because::Reader, weight: 1.0 });
            }
        }
    }
}

fn speaker_of(entry: &mut Entry, to: Option<&Handle>) -> Speaker {
    to.map_or(Speaker::Nobody, |to| Speaker::Entity(entity_of(entry, to)))
}

/// Gives a quote to a speaker, as the reader says.
fn give(quote: &mut Quote, speaker: Speaker) {
    quote.speaker = speaker;
    quote.confidence = Confidence::Sure;
    quote.p = 1.0;
    quote.why = vec![Reason { what: Because::Reader, weight: 1.0 }];
}

/// The entity of the article that goes by this name; one that the article does not name is added to it.
pub(super) fn entity_of(entry: &mut Entry, handle: &Handle) -> EntityIndex {
    let entities = &mut entry.naming.entities;
    let known = entities.iter().position(|entity| entity.kind == handle.kind && entity.name == handle.name);
    let at = known.unwrap_or_else(|| {
        entities.push(Entity {
            kind: handle.kind,
            name: handle.name.clone(),
            roles: Vec::new(),
            honorific: None,
            gender: None,
        });
        entities.len() - 1
    });
    EntityIndex(at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Facet, Query};

    const TEXT: &str = "“The ferry will sail again before winter,” said Ana Ortiz on Monday at the harbour office. \
        Mayor Ravi Menon stood beside her and said nothing to the crowd.";

    fn library() -> (Library, ArticleId) {
        let mut library = Library::default();
        let entry = Entry::of(Article::of_paragraphs("a.txt", [TEXT]));
        let id = entry.article.id;
        library.add(entry);
        (library, id)
    }

    /// What every screen shows of who speaks.
    fn state(library: &mut Library) -> String {
        let (_, counts) = library.tally(&Query::default(), 10);
        let people: Vec<_> = library.resolver.known().collect();
        let entries: Vec<_> = library.entries().collect();
        let counts = counts.facets.get(&Facet::Person).map(|values| format!("{values:?}"));
        format!("{people:?} {entries:?} {counts:?}")
    }

    fn speaker(library: &Library, article: ArticleId) -> Option<String> {
        match library.get(article)?.said.quotes.first()?.speaker {
            Speaker::Entity(index) => Some(library.known(article, index)?.name.clone()),
            _ => None,
        }
    }

    #[test]
    fn a_wrong_speaker_is_mended_and_taken_back_to_the_same_state() {
        let (mut library, article) = library();
        let before = state(&mut library);
        assert_eq!(speaker(&library, article).as_deref(), Some("Ana Ortiz"));
        let menon = library.handle_in(Some(article), &EntityId("ravi-menon".into()));
        assert!(menon.is_some());
        library.correct(Correction::Speaker { article, quote: 0, to: menon });
        assert_eq!(speaker(&library, article).as_deref(), Some("Ravi Menon"));
        let mended = state(&mut library);
        assert_ne!(mended, before);
        assert!(library.undo().is_some());
        assert_eq!(state(&mut library), before);
        assert!(library.redo().is_some());
        assert_eq!(state(&mut library), mended);
        assert!(library.redo().is_none());
    }

    #[test]
    fn somebody_the_article_does_not_name_can_be_its_speaker() {
        let (mut library, article) = library();
        let to = Some(Handle { kind: crate::entity::EntityKind::Person, name: "Lena Fors".into() });
        library.correct(Correction::Speaker { article, quote: 0, to });
        assert_eq!(speaker(&library, article).as_deref(), Some("Lena Fors"));
        library.undo();
        assert!(library.known_by_id(&EntityId("lena-fors".into())).is_none());
    }

    #[test]
    fn what_was_mended_holds_when_the_article_is_added_again_and_when_the_log_is_replayed() {
        let (mut library, article) = library();
        library.correct(Correction::Speaker { article, quote: 0, to: None });
        library.correct(Correction::Outlet { articles: vec![article], outlet: Some("The Ledger".into()) });
        let handle = |name: &str| Handle { kind: crate::entity::EntityKind::Person, name: name.into() };
        library.correct(Correction::Identity(Identity::Rename(handle("Ravi Menon"), "R. Menon".into())));
        let mended = state(&mut library);
        library.remove(article);
        library.add(Entry::of(Article::of_paragraphs("a.txt", [TEXT])));
        assert_eq!(state(&mut library), mended);
        let mut other = self::library().0;
        other.replay(library.log().clone());
        assert_eq!(state(&mut other), mended);
        while library.undo().is_some() {}
        assert_eq!(state(&mut library), state(&mut self::library().0));
    }

    #[test]
    fn a_day_and_a_headline_set_by_the_reader_are_found_and_taken_back() {
        let (mut library, article) = library();
        let before = state(&mut library);
        let (day, other) = (crate::date::Day::new(2025, 2, 18), crate::date::Day::new(2025, 2, 19));
        let on = |day| Query { from: day, to: day, ..Query::default() };
        let word = || Query { words: "standstill ".into(), ..Query::default() };
        assert_eq!((library.count(&on(day)), library.count(&word())), (0, 0));
        library.correct(Correction::Published { articles: vec![article], day });
        assert_eq!((library.count(&on(day)), library.count(&on(other))), (1, 0));
        library.correct(Correction::Headline { article, headline: Some("Ferries at a standstill".into()) });
        assert_eq!((library.count(&word()), library.count(&on(day)), library.len()), (1, 1, 1));
        assert!(library.undo().is_some());
        assert_eq!((library.count(&word()), library.count(&on(day))), (0, 1));
        assert!(library.undo().is_some());
        assert_eq!(library.count(&on(day)), 0);
        assert_eq!(state(&mut library), before);
    }

    #[test]
    fn all_that_an_article_gives_to_somebody_goes_to_somebody_else_at_once() {
        let text = "“We sail again before winter,” said Ana Ortiz. “Nobody will be left behind,” Ana Ortiz said. “We \
            will see about that,” said Ravi Menon, the mayor.";
        let mut library = Library::default();
        let entry = Entry::of(Article::of_paragraphs("a.txt", [text]));
        let article = entry.article.id;
        library.add(entry);
        let speakers = |library: &Library| -> Vec<Option<String>> {
            let quotes = library.get(article).map_or(&[][..], |entry| &entry.said.quotes);
            let name = |index| library.known(article, index).map(|known| known.name.clone());
            quotes.iter().map(|quote| quote.speaker.named().first().and_then(|index| name(*index))).collect()
        };
        let before = state(&mut library);
        let [ortiz, menon] =
            ["ana-ortiz", "ravi-menon"].map(|id| library.handle_in(Some(article), &EntityId(id.into())));
        library.correct(Correction::AllOf { article, of: ortiz.unwrap(), to: menon });
        assert_eq!(speakers(&library), vec![Some("Ravi Menon".to_owned()); 3]);
        library.undo();
        assert_eq!(state(&mut library), before);
    }

    #[test]
    fn a_confirmed_speaker_is_sure() {
        let (mut library, article) = library();
        let confidence =
            |library: &Library| library.get(article).map(|entry| entry.said.quotes[0].confidence);
        let found = confidence(&library);
        library.correct(Correction::Confirmed { article, quote: 0 });
        assert_eq!(confidence(&library), Some(Confidence::Sure));
        assert_eq!(speaker(&library, article).as_deref(), Some("Ana Ortiz"));
        library.undo();
        assert_eq!(confidence(&library), found);
    }

    #[test]
    fn an_outlet_set_by_the_reader_is_a_choice() {
        let (mut library, article) = library();
        let by = |source: &str| Query::default().toggled(Facet::Source, source);
        assert_eq!(library.count(&by("The Ledger")), 0);
        library.correct(Correction::Outlet { articles: vec![article], outlet: Some("The Ledger".into()) });
        assert_eq!(library.count(&by("The Ledger")), 1);
        library.undo();
        assert_eq!(library.count(&by("The Ledger")), 0);
    }
}
