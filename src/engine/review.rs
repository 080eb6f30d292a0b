//! Things worth a look, and what was mended, as the page shows them.

use super::show::row;
use crate::{
    article::ArticleId,
    correction::Correction,
    find::Terms,
    library::{Entry, Library},
    order,
    protocol::{History, Lack, Review, Task, Told},
    query::Query,
    quote::{Confidence, QuoteKind},
};
use std::collections::BTreeMap;

/// The folder of a file, with the way to it; empty for one that came alone.
pub fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What in the articles a query lets through is worth a look: at most `most` of it. People who may be one come first, since they
/// change the most; then doubtful speakers, the most doubtful first; then what articles do not tell.
pub fn review(library: &mut Library, query: &Query, most: usize) -> Review {
    let set = library.select(query, 0).docs;
    let questions = super::people::questions(library, &set);
    let docs = library.in_order(&set);
    let entries = || docs.iter().filter_map(|doc| library.entry(*doc));
    let mut doubtful: Vec<(&Entry, u32)> = entries()
        .flat_map(|entry| (0..).zip(&entry.said.quotes).map(move |(number, quote)| (entry, number, quote)))
        .filter(|(.., quote)| quote.confidence == Confidence::Check)
        .map(|(entry, number, _)| (entry, number))
        .collect();
    // In thousandths, so that equal doubts stay in the order of the articles.
    order::by_key(&mut doubtful, |(entry, number)| (entry.said.quotes[*number as usize].p * 1000.0) as i32);
    let mut lacking: BTreeMap<(Lack, &str), Vec<&Entry>> = BTreeMap::new();
    let mut alone: Vec<(Lack, &Entry)> = Vec::new();
    for entry in entries() {
        let article = &entry.article;
        if article.outlet.is_none() {
            match article.files.first().map_or("", |file| folder_of(file)) {
                "" => alone.push((Lack::Outlet, entry)),
                folder => lacking.entry((Lack::Outlet, folder)).or_default().push(entry),
            }
        }
        if article.date().is_none() {
            alone.push((Lack::Date, entry));
        }
        if article.headline.is_none() {
            alone.push((Lack::Headline, entry));
        }
    }
    order::by_key(&mut alone, |(lack, _)| *lack);
    let of = questions.len() + doubtful.len() + lacking.len() + alone.len();
    // No words were asked for, so that none are marked.
    let terms = Terms::default();
    let speakers = doubtful.iter().filter_map(|(entry, number)| row(library, entry, *number, &terms));
    let outlets = lacking.into_iter().filter_map(|((lack, folder), entries)| {
        let article = &entries.first()?.article;
        let count = entries.len() as u32;
        Some(Task::Lacking(lack, count, folder.to_owned(), article.id, article.title().to_owned()))
    });
    let single = alone.iter().map(|(lack, entry)| {
        let article = &entry.article;
        Task::Lacking(*lack, 1, String::new(), article.id, article.title().to_owned())
    });
    let tasks = (questions.into_iter().map(Task::Same))
        .chain(speakers.map(|row| Task::Speaker(Box::new(row))))
        .chain(outlets)
        .chain(single);
    Review { tasks: tasks.take(most).collect(), of: of as u32 }
}

/// All corrections.
pub fn history(library: &Library) -> History {
    let told = |correction: &Correction| {
        let quote = match correction {
            Correction::Speaker { quote, .. } | Correction::Confirmed { quote, .. } => Some(*quote),
            Correction::Speakers { quotes, .. } if quotes.len() == 1 => Some(quotes[0].1),
            _ => None,
        };
        let article = match &correction.articles()[..] {
            [one] => Some(*one),
            _ => None,
        };
        let entry = article.and_then(|article: ArticleId| library.get(article));
        Told {
            correction: correction.clone(),
            title: entry.map(|entry| entry.article.title().to_owned()),
            words: entry.zip(quote).and_then(|(entry, quote)| words_of(entry, quote)),
        }
    };
    let log = library.log();
    History { done: log.done.iter().map(told).collect(), undone: log.undone.iter().map(told).collect() }
}

fn words_of(entry: &Entry, number: u32) -> Option<String> {
    let quote = entry.said.quotes.get(number as usize)?;
    let headline = entry.article.headline.as_ref().map_or("", |headline| headline.value.as_str());
    let text = if quote.kind == QuoteKind::Headline { headline } else { &entry.article.text };
    Some(quote.spans.first()?.of(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        engine::people::mend,
        protocol::{Mend, QuoteId, Which},
    };

    fn library() -> Library {
        let mut library = Library::default();
        for (file, text) in [
            ("week/a.txt", "“The boats stay in the harbour,” said Maeve Brennan, its leader."),
            ("week/b.txt", "Nobody knew. “We will see about that in the end,” it was heard in the hall."),
            ("c.txt", "Trains ran late."),
        ] {
            library.add(Entry::of(Article::of_paragraphs(file, [text])));
        }
        library
    }

    fn lacking(review: &Review) -> Vec<(Lack, u32, &str)> {
        let one = |task: &'_ Task| match task {
            Task::Lacking(lack, count, folder, ..) => Some((*lack, *count, folder.clone())),
            _ => None,
        };
        let all: Vec<_> = review.tasks.iter().filter_map(one).collect();
        all.into_iter().map(|(lack, count, folder)| (lack, count, &*folder.leak())).collect()
    }

    #[test]
    fn what_articles_do_not_tell_is_asked_by_folder_and_goes_when_it_is_told() {
        let mut library = library();
        let found = review(&mut library, &Query::default(), 100);
        assert_eq!(found.of as usize, found.tasks.len());
        let lacks = lacking(&found);
        assert_eq!(&lacks[..2], &[(Lack::Outlet, 2, "week"), (Lack::Outlet, 1, "")]);
        assert_eq!(lacks.iter().filter(|(lack, ..)| *lack == Lack::Date).count(), 3);
        assert!(mend(&mut library, Mend::Outlet(Which::Folder("week".into()), Some("The Ledger".into()))));
        assert_eq!(lacking(&review(&mut library, &Query::default(), 100))[0], (Lack::Outlet, 1, ""));
        let day = crate::date::Day::new(2025, 2, 18);
        assert!(mend(&mut library, Mend::Published(Which::Found(Query::default()), day)));
        assert!(
            !lacking(&review(&mut library, &Query::default(), 100))
                .iter()
                .any(|(lack, ..)| *lack == Lack::Date)
        );
        assert_eq!(history(&library).done.len(), 2);
    }

    #[test]
    fn a_doubtful_speaker_is_doubtful_no_more_once_confirmed() {
        let mut library = library();
        let doubts = |library: &mut Library| -> Vec<QuoteId> {
            let tasks = review(library, &Query::default(), 100).tasks;
            let rows = tasks.into_iter().filter_map(|task| match task {
                Task::Speaker(row) => Some(row.id),
                _ => None,
            });
            rows.collect()
        };
        let first = doubts(&mut library);
        let Some(one) = first.first().copied() else {
            panic!("nothing is doubtful in {:?}", history(&library))
        };
        assert!(mend(&mut library, Mend::Confirm(one)));
        assert_eq!(doubts(&mut library).len() + 1, first.len());
        let told = history(&library).done;
        assert!(told[0].words.as_deref().is_some_and(|words| words.starts_with("We will see")), "{told:?}");
        assert!(mend(&mut library, Mend::BackTo(0)));
        assert_eq!(doubts(&mut library), first);
        assert_eq!(history(&library).undone.len(), 1);
    }
}
