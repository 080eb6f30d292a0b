//! Whatever files came in and in whatever order: what is handed on is the same, and nothing of theirs is markup in it.

#[path = "made/bad.rs"]
mod bad;
#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use bad::Bad;
use std::collections::BTreeSet;
use verbatim::{
    columns::How,
    engine::Engine,
    entity::EntityKind,
    handout, plain,
    protocol::{Handing, Reply, Request, ShareForm, Window},
    query::Query,
    share::{
        DataForm,
        page::{self, Content, Parts},
    },
};

const FORMS: [ShareForm; 3] = [ShareForm::Full, ShareForm::Excerpts, ShareForm::Quotes];

/// All files but those whose size is what is bad about them: what is shared is made often, of all of them.
fn files() -> Vec<Bad> {
    bad::all().into_iter().filter(|file| file.bytes.len() < 1 << 13).collect()
}

fn engine_of<'a>(files: impl Iterator<Item = &'a Bad>) -> Engine {
    let mut engine = Engine::new(invariants::DECODE);
    for file in files {
        let read = Request::Read { name: file.name.into(), how: How::default() };
        engine.answer(read, Some(&file.bytes));
    }
    engine
}

fn shared(engine: &mut Engine, form: ShareForm) -> Content {
    let handing = Handing { form, corrected: true, marked: true, of: None };
    let Reply::Handed(handed) = engine.answer(Request::Share(handing), None) else {
        panic!("it is handed on")
    };
    plain::content(*handed)
}

/// The tags of a page, each as what stands between its angle brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').map(|(at, _)| html[at + 1..].split_once('>').expect("a tag ends").0)
}

#[test]
fn nothing_of_a_file_is_markup_in_a_shared_page() {
    let mut engine = engine_of(files().iter());
    assert!(engine.held().0 > 40, "{:?}", engine.held());
    for form in FORMS {
        let content = shared(&mut engine, form);
        let data = page::escape(&content.data);
        assert!(!data.contains(['<', '\u{2028}', '\u{2029}']), "{form:?}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&data).unwrap(),
            serde_json::from_str::<serde_json::Value>(&content.data).unwrap()
        );
        for tag in tags(&content.plain) {
            let (name, attribute) = tag.split_once(' ').unwrap_or((tag, ""));
            let known = ["h1", "h2", "p", "article", "a", "time", "figure", "blockquote", "figcaption"];
            assert!(known.contains(&name.trim_start_matches('/')), "{form:?}: <{tag}>");
            let (key, value) = attribute.split_once('=').unwrap_or((attribute, "\"\""));
            let value =
                value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).expect("one attribute");
            assert!(!value.contains(['"', '\'']), "<{tag}>");
            match (name, key) {
                ("a", "href") => {
                    assert!(value.starts_with("http://") || value.starts_with("https://"), "<{tag}>")
                }
                ("article", "lang") | ("time", "datetime") | (_, "") => {}
                _ => panic!("{form:?}: <{tag}>"),
            }
        }
    }
}

#[test]
fn what_is_shared_on_is_the_same_to_the_byte() {
    let mut engine = engine_of(files().iter());
    for form in FORMS {
        let content = shared(&mut engine, form);
        let mut again = Engine::new(invariants::DECODE);
        again.answer(Request::Load { data: content.data.clone() }, None);
        assert!(shared(&mut again, form) == content, "{form:?}");
        let one = page::one_file(&Parts::default(), &content, "");
        let other = page::one_file(&Parts::default(), &Content::default(), "");
        assert!(page::filled(&other, &content, "").as_deref() == Some(one.as_str()), "{form:?}");
        assert!(page::filled(&one, &content, "").as_deref() == Some(one.as_str()), "{form:?}");
    }
}

/// All that a library of these files shows and gives out.
fn everything<'a>(files: impl Iterator<Item = &'a Bad>) -> Vec<String> {
    let mut engine = engine_of(files);
    let query = Query::default;
    let window = Window { from: 0, articles: 10_000, quotes: 10_000 };
    let mut asked = vec![Request::Find { query: query(), window }];
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    asked.extend(kinds.map(|kind| Request::People { kind, query: query(), most: 10_000, who: None }));
    let mut all: Vec<String> =
        asked.into_iter().map(|request| format!("{:?}", engine.answer(request, None))).collect();
    all.extend(FORMS.map(|form| {
        let content = shared(&mut engine, form);
        content.data + &content.plain
    }));
    let Reply::Project { text } = engine.answer(Request::Project, None) else { panic!("a text comes") };
    all.extend(DataForm::ALL.map(|form| handout::of_text(&text, &query(), form)));
    all.push(text);
    all
}

/// The engine's answers go to the page as bytes without names of fields: one that is left out where it is empty would be lost.
#[test]
fn answers_cross_as_bytes() {
    let mut engine = engine_of(files().iter());
    let query = Query::default;
    let window = Window { from: 0, articles: 100, quotes: 100 };
    let find = Request::Find { query: query(), window };
    let Reply::Found(found) = engine.answer(find.clone(), None) else { panic!("a result comes") };
    let mut asked = vec![
        find,
        Request::Compare { query: query(), sides: Vec::new() },
        Request::Timeline { query: query(), stack: Default::default(), dated: Default::default() },
        Request::Review { query: query(), most: 1000 },
        Request::History,
        Request::Missing { files: vec!["nothing.txt".into()] },
        Request::Share(Handing { form: FORMS[0], corrected: true, marked: true, of: None }),
        Request::Project,
    ];
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let people = |who| Request::People { kind, query: query(), most: 100, who };
        asked.push(people(None));
        if let Reply::People(all) = engine.answer(people(None), None) {
            asked.extend(all.rows.first().map(|row| people(Some(row.id.clone()))));
        }
    }
    for card in &found.cards {
        asked.push(Request::Open { article: card.id, query: query() });
        asked.push(Request::Speakers { article: card.id });
    }
    for request in asked {
        let reply = engine.answer(request.clone(), None);
        let bytes = postcard::to_allocvec(&reply).expect("an answer has bytes");
        let back: Reply = postcard::from_bytes(&bytes).unwrap_or_else(|error| panic!("{request:?}: {error}"));
        assert!(back == reply, "{request:?}");
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    // Of files with the same words the first tells what stood around them: the one thing that their order decides.
    let mut seen = BTreeSet::new();
    let mut files = files();
    files.retain(|file| {
        let found = invariants::hold_for_file(&file.bytes);
        let ids: Vec<_> = found.iter().flat_map(|part| &part.entries).map(|entry| entry.article.id).collect();
        ids.iter().all(|id| !seen.contains(id)) && {
            seen.extend(ids);
            true
        }
    });
    assert!(seen.len() > 40, "{}", seen.len());
    let first = everything(files.iter());
    let backwards = everything(files.iter().rev());
    // Every seventh, then those behind them.
    let apart = (0..7).flat_map(|at| files.iter().skip(at).step_by(7));
    for (other, order) in [(backwards, "backwards"), (everything(apart), "apart")] {
        for (at, (one, other)) in first.iter().zip(&other).enumerate() {
            if one != other {
                let differs = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
                let near = |text: &str| {
                    String::from_utf8_lossy(
                        &text.as_bytes()[differs.saturating_sub(200)..(differs + 200).min(text.len())],
                    )
                    .into_owned()
                };
                panic!("{order}, {at}:\n{}\n{}", near(one), near(other));
            }
        }
    }
}
