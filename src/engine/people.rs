//! People as the page shows them, and corrections as the library takes them.

use super::review::folder_of;
use crate::{
    article::ArticleId,
    correction::{Correction, Handle, Identity},
    entity::{EntityId, EntityIndex, EntityKind, Known},
    find::Terms,
    identify::resolve::Alike,
    index::DocSet,
    library::{Entry, Library, Voice},
    order,
    protocol::{
        ByOutlet, Dossier, Heard, Likeness, Mend, People, PersonRow, QuoteId, QuoteRow, SameQuestion,
        SpeakerChoice, Speakers, Which,
    },
    query::Query,
    quote::{QuoteKind, Speaker},
};
use std::collections::{BTreeMap, BTreeSet};

/// Of somebody's company, and of names to choose from, at most so many.
const COMPANY: usize = 12;
const QUOTES: usize = 5;
const OTHERS: usize = 2000;

/// The people, organisations or places of the articles a query lets through, at most `most`, and all about `who`.
pub fn people(
    library: &mut Library,
    kind: EntityKind,
    query: &Query,
    most: usize,
    who: Option<&str>,
) -> People {
    let set = library.select(query, 0).docs;
    let voices = library.voices(&set, kind);
    let row = |(known, voice): &(&Known, Voice)| PersonRow {
        id: known.id.clone(),
        name: known.name.clone(),
        role: known.roles.last().map(|role| role.title.clone()),
        heard: heard(voice),
        outlets: voice.outlets,
        days: voice.days,
    };
    let dossier = voices.iter().map(|(known, _)| *known).find(|known| Some(known.id.0.as_str()) == who);
    let (quotes, of_quotes) = dossier.map(|known| quotes_of(library, &set, &known.id)).unwrap_or_default();
    People {
        kind,
        of: voices.len() as u32,
        rows: voices.iter().take(most).map(row).collect(),
        questions: if kind == EntityKind::Person { questions(library, &set) } else { Vec::new() },
        dossier: dossier.map(|known| Dossier {
            id: known.id.clone(),
            names: {
                let mut names: Vec<(&String, &u32)> = known.names.iter().collect();
                order::by_key(&mut names, |(_, count)| std::cmp::Reverse(**count));
                names.into_iter().map(|(name, _)| name.clone()).collect()
            },
            roles: known
                .roles
                .iter()
                .map(|role| (role.title.clone(), role.date.map(|date| date.day)))
                .collect(),
            outlets: library
                .heard_by_outlet(&set, &known.id)
                .into_iter()
                .map(|(outlet, voice, names)| ByOutlet { outlet, heard: heard(&voice), names })
                .collect(),
            with: library
                .named_with(&set, &known.id, EntityKind::Person)
                .into_iter()
                .take(COMPANY)
                .map(|(known, articles)| (known.id.clone(), known.name.clone(), articles))
                .collect(),
            quotes,
            of_quotes,
        }),
    }
}

/// The first quotes of somebody in a set of articles, and how many there are.
fn quotes_of(library: &Library, set: &DocSet, id: &EntityId) -> (Vec<QuoteRow>, u32) {
    let (mut rows, mut of) = (Vec::new(), 0);
    for entry in library.in_order(set).into_iter().filter_map(|doc| library.entry(doc)) {
        let is = |index: &EntityIndex| {
            library.known(entry.article.id, *index).is_some_and(|known| known.id == *id)
        };
        for (number, quote) in (0..).zip(&entry.said.quotes) {
            if quote.speaker.named().iter().any(is) {
                of += 1;
                if rows.len() < QUOTES {
                    rows.extend(super::show::row(library, entry, number, &Terms::default()));
                }
            }
        }
    }
    (rows, of)
}

/// Who of a set of articles may be one.
pub(super) fn questions(library: &Library, set: &DocSet) -> Vec<SameQuestion> {
    let name = |known: &Known| (known.id.clone(), known.name.clone());
    let pairs = library.perhaps_same(set).into_iter();
    pairs.map(|(a, b, why)| SameQuestion { a: name(a), b: name(b), why: likeness(why) }).collect()
}

pub(super) fn heard(voice: &Voice) -> Heard {
    let ladder = voice.ladder;
    Heard {
        full: ladder.full,
        partial: ladder.partial,
        paraphrased: ladder.paraphrased,
        mentioned: ladder.mentioned,
        words: ladder.words,
        articles: voice.articles,
    }
}

fn likeness(alike: Alike) -> Likeness {
    match alike {
        Alike::OneBearsTheName => Likeness::OneOfTheName,
        Alike::SeveralBearTheName => Likeness::SeveralOfTheName,
        Alike::FitsSeveral => Likeness::FitsSeveral,
        Alike::OtherOrder => Likeness::OtherOrder,
        Alike::OnlyTheSuffixDiffers => Likeness::Suffix,
    }
}

/// Who may have said a quote of an article.
pub fn speakers(library: &Library, article: ArticleId) -> Speakers {
    let Some(entry) = library.get(article) else { return Speakers::default() };
    let mut seen = BTreeSet::new();
    let here =
        (0..entry.naming.entities.len() as u32).filter_map(|at| library.known(article, EntityIndex(at)));
    let here: Vec<_> = here
        .filter(|known| matches!(known.kind, EntityKind::Person | EntityKind::Organisation))
        .filter(|known| seen.insert(known.id.clone()))
        .map(|known| (known.id.clone(), known.name.clone(), known.kind))
        .collect();
    let mut others: Vec<&Known> = library
        .everyone()
        .filter(|known| known.kind == EntityKind::Person && !seen.contains(&known.id))
        .collect();
    order::by(&mut others, |a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.name.cmp(&b.name)));
    let others =
        others.into_iter().take(OTHERS).map(|known| (known.id.clone(), known.name.clone())).collect();
    let mut given: BTreeMap<EntityId, u32> = BTreeMap::new();
    for quote in &entry.said.quotes {
        if let Speaker::Entity(index) = quote.speaker
            && let Some(known) = library.known(article, index)
        {
            *given.entry(known.id.clone()).or_default() += 1;
        }
    }
    Speakers { given: given.into_iter().collect(), here, others }
}

/// Does what the page asks. Whether anything changed.
pub fn mend(library: &mut Library, mend: Mend) -> bool {
    let correction = match mend {
        Mend::Undo => return library.undo().is_some(),
        Mend::Redo => return library.redo().is_some(),
        Mend::BackTo(left) => {
            let mut changed = false;
            while library.log().done.len() > left as usize && library.undo().is_some() {
                changed = true;
            }
            return changed;
        }
        Mend::Same(a, b) => both(library, &a, &b).map(|(a, b)| Correction::Identity(Identity::Same(a, b))),
        Mend::NotSame(a, b) => {
            both(library, &a, &b).map(|(a, b)| Correction::Identity(Identity::NotSame(a, b)))
        }
        Mend::Rename(id, name) => {
            let name = in_a_line(&name);
            let handle = library.handle_in(None, &id).filter(|_| !name.is_empty());
            handle.map(|handle| Correction::Identity(Identity::Rename(handle, name)))
        }
        Mend::NotAPerson(id) => {
            library.handle_in(None, &id).map(|handle| Correction::Identity(Identity::NotAPerson(handle)))
        }
        Mend::Speaker(quote, choice) => {
            let there = library
                .get(quote.article)
                .is_some_and(|entry| entry.said.quotes.len() > quote.number as usize);
            let to = handle_of(library, quote.article, choice).filter(|_| there);
            to.map(|to| Correction::Speaker { article: quote.article, quote: quote.number, to })
        }
        Mend::AllOf(quote, choice) => {
            let article = quote.article;
            let given = library.get(article).and_then(|entry| entry.said.quotes.get(quote.number as usize));
            let given = given.and_then(|quote| quote.speaker.named().first().copied());
            let of = given.and_then(|index| {
                let entity = library.get(article)?.naming.entities.get(index.0 as usize)?;
                Some(Handle { kind: entity.kind, name: entity.name.clone() })
            });
            let to = handle_of(library, article, choice);
            of.zip(to).map(|(of, to)| Correction::AllOf { article, of, to })
        }
        Mend::Confirm(quote) => {
            let (article, quote) = (quote.article, quote.number);
            let there = library.get(article).is_some_and(|entry| entry.said.quotes.len() > quote as usize);
            there.then_some(Correction::Confirmed { article, quote })
        }
        Mend::Split(id, name) => {
            library.handle_in(None, &id).filter(|handle| handle.name != name).map(|handle| {
                let other = Handle { kind: handle.kind, name };
                Correction::Identity(Identity::NotSame(handle, other))
            })
        }
        Mend::Outlet(which, outlet) => {
            let articles = those(library, &which);
            let outlet = outlet.map(|outlet| outlet.trim().to_owned()).filter(|outlet| !outlet.is_empty());
            (!articles.is_empty()).then_some(Correction::Outlet { articles, outlet })
        }
        Mend::Published(which, day) => {
            let articles = those(library, &which);
            (!articles.is_empty()).then_some(Correction::Published { articles, day })
        }
        Mend::Headline(article, headline) => {
            let headline = headline.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            let quoted =
                |entry: &Entry| entry.said.quotes.iter().any(|quote| quote.kind == QuoteKind::Headline);
            let can_be = library.get(article).is_some_and(|entry| !quoted(entry));
            can_be.then_some(Correction::Headline { article, headline })
        }
        Mend::Speakers(quotes, choice) => speakers_of(library, quotes, choice),
        Mend::PutBack(article, mut lines) => {
            let removed = library.get(article).map_or(&[][..], |entry| &entry.article.removed);
            lines.retain(|line| removed.iter().any(|removed| removed.line == *line));
            (!lines.is_empty()).then_some(Correction::PutBack { article, lines })
        }
        Mend::Star(which, on) => {
            let mut articles = those(library, &which);
            articles.retain(|article| library.marks(*article).starred != on);
            (!articles.is_empty()).then_some(Correction::Starred { articles, on })
        }
        Mend::Tag(which, tag, on) => {
            let tag = in_a_line(&tag);
            let mut articles = those(library, &which);
            articles.retain(|article| library.marks(*article).tags.contains(&tag) != on);
            (!articles.is_empty() && !tag.is_empty()).then_some(Correction::Tagged { articles, tag, on })
        }
        Mend::Note(article, note) => {
            let note = note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
            let new = library.get(article).is_some() && library.marks(article).note != note;
            new.then_some(Correction::Noted { article, note })
        }
    };
    match correction {
        Some(correction) => {
            library.correct(correction);
            true
        }
        None => false,
    }
}

/// Several quotes given to one speaker; those that are not there are left out.
fn speakers_of(library: &Library, quotes: Vec<QuoteId>, choice: SpeakerChoice) -> Option<Correction> {
    let there = |quote: &QuoteId| {
        let entry = library.get(quote.article);
        entry.is_some_and(|entry| entry.said.quotes.len() > quote.number as usize)
    };
    let quotes: BTreeSet<QuoteId> = quotes.into_iter().filter(there).collect();
    let to = handle_of(library, quotes.first()?.article, choice)?;
    Some(Correction::Speakers {
        quotes: quotes.iter().map(|quote| (quote.article, quote.number)).collect(),
        to,
    })
}

/// Words with one blank between each two.
fn in_a_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lasting name of whom the reader names; none within for nobody, nothing where it cannot be told.
fn handle_of(library: &Library, article: ArticleId, choice: SpeakerChoice) -> Option<Option<Handle>> {
    match choice {
        SpeakerChoice::Nobody => Some(None),
        SpeakerChoice::Known(id) => library.handle_in(Some(article), &id).map(Some),
        SpeakerChoice::Named(name) => {
            let name = in_a_line(&name);
            (!name.is_empty()).then_some(Some(Handle { kind: EntityKind::Person, name }))
        }
    }
}

/// The articles that are meant, in the order of their ids.
fn those(library: &mut Library, which: &Which) -> Vec<ArticleId> {
    match which {
        Which::Article(article) => library.get(*article).map(|_| *article).into_iter().collect(),
        Which::Folder(folder) => {
            let inside =
                |entry: &&Entry| entry.article.files.first().is_some_and(|file| folder_of(file) == folder);
            library.entries().filter(inside).map(|entry| entry.article.id).collect()
        }
        Which::Found(query) => {
            let set = library.select(query, 0).docs;
            let docs = library.in_order(&set);
            docs.into_iter().filter_map(|doc| library.entry(doc)).map(|entry| entry.article.id).collect()
        }
    }
}

fn both(library: &Library, a: &EntityId, b: &EntityId) -> Option<(Handle, Handle)> {
    library.handle_in(None, a).zip(library.handle_in(None, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, entity::EntityId, library::Entry};

    fn library() -> Library {
        let mut library = Library::default();
        for (file, text) in [
            (
                "a.txt",
                "“The boats stay in the harbour,” said Maeve Brennan, its leader. Ms Brennan left at noon.",
            ),
            (
                "b.txt",
                "Union leader Maeve Brennan said 64 jobs would go. “Nobody asked the crews,” Brennan said.",
            ),
            ("c.txt", "Brennan of the union was not there, and the mayor, Ines Okafor, said nothing to us."),
        ] {
            library.add(Entry::of(Article::of_paragraphs(file, [text])));
        }
        library
    }

    fn names(library: &mut Library) -> Vec<String> {
        people(library, EntityKind::Person, &Query::default(), 10, None)
            .rows
            .into_iter()
            .map(|row| row.name)
            .collect()
    }

    #[test]
    fn a_name_that_is_another_s_is_split_off_and_taken_back() {
        let mut library = Library::default();
        for (file, text) in [
            ("a", "“The boats stay in the harbour,” said Mike Brennan, the union leader."),
            ("b", "Michael Brennan, the mayor, was not asked. “I was there,” Michael Brennan said."),
        ] {
            library.add(Entry::of(Article::of_paragraphs(file, [text])));
        }
        assert_eq!(names(&mut library).len(), 1, "{:?}", names(&mut library));
        let before = names(&mut library);
        let row = people(&mut library, EntityKind::Person, &Query::default(), 1, None).rows.remove(0);
        let known =
            people(&mut library, EntityKind::Person, &Query::default(), 1, Some(&row.id.0)).dossier.unwrap();
        assert_eq!(known.names.len(), 2, "{known:?}");
        let other = known.names.iter().find(|name| **name != row.name).unwrap().clone();
        assert!(mend(&mut library, Mend::Split(row.id, other)));
        assert_eq!(names(&mut library).len(), 2);
        assert!(mend(&mut library, Mend::Undo));
        assert_eq!(names(&mut library), before);
    }

    #[test]
    fn a_new_name_is_shown_wherever_the_person_is_named() {
        let mut library = library();
        let before = names(&mut library);
        assert!(before.contains(&"Maeve Brennan".to_owned()), "{before:?}");
        let id = EntityId("maeve-brennan".into());
        assert!(mend(&mut library, Mend::Rename(id, "M. Brennan of Halden Bay".into())));
        let after = names(&mut library);
        assert!(after.contains(&"M. Brennan of Halden Bay".to_owned()), "{after:?}");
        assert!(!after.contains(&"Maeve Brennan".to_owned()), "{after:?}");
        assert!(mend(&mut library, Mend::Undo));
        assert_eq!(names(&mut library), before);
        assert!(!mend(&mut library, Mend::Undo));
    }
}
