//! Every count of the index is that of a look at every word of every article.

#[path = "../benches/news/corpus.rs"]
mod corpus;
#[path = "../benches/news/oracle.rs"]
mod oracle;

use corpus::Class;
use oracle::Oracle;
use verbatim::{
    article::{Article, ArticleId, Found, Origin},
    columns::How,
    engine::Engine,
    entity::Naming,
    index::words,
    library::{Entry, Library},
    protocol::{Reply, Request, Window},
    query::{Hint, Query},
    quote::Attribution,
};

/// A generated article as an entry nobody looked at: what is counted here are its words.
fn entry(number: usize) -> Entry {
    let text = corpus::article(number);
    let (headline, body) = text.split_once("\n\n").unwrap_or(("", &text));
    let mut article = Article::of_text(&number.to_string(), body);
    article.headline = Some(Found { value: headline.to_owned(), from: Origin::Line });
    article.id = ArticleId::of(headline, body);
    Entry { article, naming: Naming::default(), said: Attribution::default() }
}

/// As it would be typed; a blank at the end says that the word is finished.
fn typed(class: Class, asked: &[String]) -> String {
    match class {
        Class::Word | Class::And | Class::Typo => format!("{} ", asked.join(" ")),
        Class::Phrase => format!("\"{}\"", asked.join(" ")),
        Class::Prefix => asked[0].clone(),
    }
}

fn counts_are_exact(library: &mut Library) {
    let oracle = Oracle::of(library.entries().map(|entry| &entry.article));
    for (class, asked) in corpus::questions(&oracle.some(200), |word| oracle.knows(word)) {
        let query = Query { words: typed(class, &asked), ..Query::default() };
        assert_eq!(library.count(&query) as usize, oracle.count(class, &asked), "{class:?} {asked:?}");
    }
}

#[test]
fn counts_are_exact_while_articles_come_and_go() {
    let mut library = Library::default();
    for number in 0..200 {
        library.add(entry(number));
        if number % 23 == 0 {
            // Asking in between makes small segments, which are joined later.
            library.count(&Query { words: "the".into(), ..Query::default() });
        }
    }
    counts_are_exact(&mut library);
    for number in (0..200).step_by(3) {
        assert!(library.remove(entry(number).article.id).is_some());
    }
    counts_are_exact(&mut library);
    for number in (0..240).step_by(3) {
        library.add(entry(number));
    }
    counts_are_exact(&mut library);
}

#[test]
fn a_library_that_is_emptied_and_filled_keeps_nothing_of_what_went() {
    let mut library = Library::default();
    let short = |number: usize| Entry {
        article: Article::of_text(
            "a",
            &format!("Article {number} names nobody and says word{number} twice."),
        ),
        naming: Naming::default(),
        said: Attribution::default(),
    };
    for number in 0..3000 {
        library.add(short(number));
        if number >= 10 {
            library.remove(short(number - 10).article.id);
        }
    }
    assert_eq!(library.len(), 10);
    let count = |library: &mut Library, words: &str| {
        library.count(&Query { words: words.into(), ..Query::default() })
    };
    assert_eq!(
        (count(&mut library, "word2995 "), count(&mut library, "word2900 "), count(&mut library, "twice")),
        (1, 0, 10)
    );
    assert!(library.index().memory() < 300_000, "{}", library.index().memory());
}

#[test]
fn anything_typed_gets_a_result_or_a_hint() {
    let mut engine = Engine::new(|_, _| None);
    for number in 0..20 {
        let text = corpus::article(number);
        engine.answer(Request::Read { name: number.to_string(), how: How::default() }, Some(text.as_bytes()));
    }
    let long = "word ".repeat(2000);
    let one = "a".repeat(10_000);
    for typed in [
        long.as_str(),
        one.as_str(),
        "\"never closed",
        "“”\"\"«",
        "- -- OR | AND NOT -OR",
        "(a|b)+.*[^x]{2,}\\d$",
        "😀 🏳️‍🌈",
        "سلام عليكم",
        "\u{202e}abc\u{202c}",
        "person: date:x says: exact: order:up all:no",
        "person:nobody source:\"",
        "says:\"the\" -says:of exact:\"said\" -exact:’",
        "\u{0}\u{1}\u{7f}",
        "exact:\"“\"",
        "-the",
    ] {
        let query = Query { words: typed.to_owned(), ..Query::default() };
        let window = Window { from: 0, articles: 5, quotes: 5 };
        let reply = engine.answer(Request::Find { query: query.clone(), window }, None);
        let Reply::Found(results) = reply else { panic!("{typed}") };
        let asked = words(typed).next().is_some() && !typed.starts_with("exact");
        assert!(results.articles < 20 || !results.hints.is_empty() || !asked, "{typed}");
        assert!(Query::from_address(&query.to_address()).to_address().len() < 40_000);
    }
}

#[test]
fn a_slip_is_forgiven_and_said() {
    let mut engine = Engine::new(|_, _| None);
    let text = b"Ferry late again\n\nMarch 3, 2024\n\nThe harbour was closed on Monday because of the storm, the council said.";
    engine.answer(Request::Read { name: "a".into(), how: How::default() }, Some(text));
    let window = Window { from: 0, articles: 5, quotes: 5 };
    let query = Query { words: "harbuor ".into(), ..Query::default() };
    let Reply::Found(results) = engine.answer(Request::Find { query, window }, None) else { panic!() };
    assert_eq!(results.articles, 1);
    assert_eq!(results.hints, [Hint::Alike { typed: "harbuor".into(), found: vec!["harbour".into()] }]);
    let snippet = results.cards[0].snippet.as_ref().unwrap();
    assert_eq!(snippet.marks[0].of(&snippet.text), "harbour");
}
