//! What was ever kept can be opened: `tests/session` has a project file of each version of the form, kept for ever.
//!
//! `BLESS=1 cargo test --test session` writes the file of the present version where there is none yet.

use std::{collections::BTreeSet, fs, path::PathBuf};
use verbatim::{
    article::ArticleId,
    columns::How,
    correction::{Correction, Handle, Identity},
    engine::{Engine, prepare},
    entity::{EntityId, EntityKind},
    protocol::{Mend, Outcome, QuoteId, Reply, Request, SpeakerChoice, Which, Window},
    query::{Facet, Query},
    session,
};

const DECODE: verbatim::read::Decode = |_, _| None;

fn folder() -> PathBuf {
    PathBuf::from("tests/session")
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("static/samples").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// The samples, with corrections of every sort.
fn mended() -> Engine {
    let mut engine = Engine::new(DECODE);
    let mut first = None;
    for (name, bytes) in samples() {
        let Reply::Read(report) = engine.answer(Request::Read { name, how: How::default() }, Some(&bytes))
        else {
            panic!("a file is read")
        };
        first = first.or(report.articles.first().copied());
    }
    let article = first.expect("an article");
    let removed = removed(&mut engine);
    let id = |id: &str| EntityId(id.into());
    for mend in [
        Mend::Speaker(QuoteId { article, number: 0 }, SpeakerChoice::Named("Lena Fors".into())),
        Mend::Outlet(Which::Article(article), Some("The Ledger".into())),
        Mend::Rename(id("maeve-brennan"), "M. Brennan".into()),
        Mend::Star(Which::Article(article), true),
        Mend::Tag(Which::Article(article), "to ask".into(), true),
        Mend::Note(article, Some("Who was in the hall?".into())),
        Mend::Speakers(vec![QuoteId { article, number: 1 }], SpeakerChoice::Named("Otto Lind".into())),
        Mend::PutBack(removed.0, vec![removed.1]),
    ] {
        let reply = engine.answer(Request::Mend(mend.clone()), None);
        assert!(matches!(reply, Reply::Mended { changed: true, .. }), "{mend:?}");
    }
    engine
}

/// A line that was left out of some article: the article, and the line's number.
fn removed(engine: &mut Engine) -> (ArticleId, u32) {
    let window = Window { from: 0, articles: 100, quotes: 0 };
    let Reply::Found(found) = engine.answer(Request::Find { query: Query::default(), window }, None) else {
        panic!("a query is answered")
    };
    let mut lines = found.cards.iter().filter_map(|card| {
        let open = Request::Open { article: card.id, query: Query::default() };
        let Reply::Opened(Some(opened)) = engine.answer(open, None) else { panic!("an article opens") };
        Some((card.id, opened.removed.first()?.line))
    });
    lines.next().expect("a line left out")
}

fn text_of(engine: &mut Engine) -> String {
    let Reply::Project { text } = engine.answer(Request::Project, None) else { panic!("a text comes") };
    text
}

fn project(text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    session::seal(&gzip.finish().unwrap())
}

/// What every screen shows.
fn shown(engine: &mut Engine) -> String {
    let window = Window { from: 0, articles: 100, quotes: 1000 };
    let found = engine.answer(Request::Find { query: Query::default(), window }, None);
    let query = Query::default();
    format!(
        "{found:?} {:?}",
        engine.answer(Request::People { kind: EntityKind::Person, query, most: 1000, who: None }, None)
    )
}

fn open(engine: &mut Engine, file: &[u8]) -> verbatim::protocol::FileReport {
    let read = Request::Read { name: "kept.verbatim".into(), how: How::default() };
    let Reply::Read(report) = engine.answer(read, Some(file)) else { panic!("a file is read") };
    report
}

/// What is in the file of each version: version, articles, corrections.
const WRITTEN: [(u32, usize, usize); 2] = [(1, 9, 3), (2, 9, 8)];

#[test]
fn every_version_ever_written_is_opened() {
    let present = folder().join(format!("{}.verbatim", session::VERSION));
    if std::env::var_os("BLESS").is_some() && !present.exists() {
        fs::write(&present, project(&text_of(&mut mended()))).unwrap();
    }
    assert_eq!(
        WRITTEN.map(|(version, ..)| version).last(),
        Some(&session::VERSION),
        "keep a file of this version"
    );
    for (version, articles, corrections) in WRITTEN {
        let path = folder().join(format!("{version}.verbatim"));
        let file = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut engine = Engine::new(DECODE);
        let report = open(&mut engine, &file);
        assert_eq!(report.outcome, Outcome::Added, "version {version}: {report:?}");
        assert_eq!(report.each().count(), articles, "each article is accounted for");
        assert_eq!(engine.held(), (articles, corrections), "version {version}");
        let all = shown(&mut engine);
        let marks = ["to ask", "Who was in the hall?", "Otto Lind"];
        let since = marks.iter().filter(|_| version >= 2);
        for name in ["Lena Fors", "The Ledger", "M. Brennan"].iter().chain(since) {
            assert!(all.contains(name), "version {version}: {name}");
        }
    }
}

#[test]
fn a_project_file_brings_back_all_that_is_shown() {
    let mut engine = mended();
    let text = text_of(&mut engine);
    let mut other = Engine::new(DECODE);
    open(&mut other, &project(&text));
    assert_eq!(shown(&mut other), shown(&mut engine));
    assert_eq!(text_of(&mut other), text, "saved again it is the same");
    // Unpacked, as a page without readers of formats gives it.
    let mut third = Engine::new(DECODE);
    open(&mut third, text.as_bytes());
    assert_eq!(shown(&mut third), shown(&mut engine));
}

#[test]
fn a_project_file_is_merged_into_an_open_library() {
    let mut engine = Engine::new(DECODE);
    let (name, bytes) = samples().remove(0);
    engine.answer(Request::Read { name, how: How::default() }, Some(&bytes));
    engine.answer(
        Request::Read { name: "own.txt".into(), how: How::default() },
        Some(
            "Prices rose on Monday, the bank said. “Wages did not,” said Ana Ortiz of the union.".as_bytes(),
        ),
    );
    let report = open(&mut engine, &project(&text_of(&mut mended())));
    let outcomes: Vec<Outcome> = report.each().map(|report| report.outcome).collect();
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Duplicate).count(), 1, "{outcomes:?}");
    assert_eq!(engine.held(), (samples().len() + 1, 8));
    assert!(
        shown(&mut engine).contains("Lena Fors"),
        "what was mended holds for the article that was there too"
    );
    let again = open(&mut engine, &project(&text_of(&mut mended())));
    assert_eq!(again.outcome, Outcome::Duplicate);
    assert_eq!(engine.held(), (samples().len() + 1, 8), "the same again changes nothing");
}

#[test]
fn a_project_file_that_cannot_be_opened_says_why_and_changes_nothing() {
    let mut engine = mended();
    let before = shown(&mut engine);
    let file = project(&text_of(&mut mended()));
    let mut changed = file.clone();
    changed[file.len() / 2] ^= 1;
    let head = format!("Verbatim project {} ", session::VERSION);
    let newer =
        [format!("Verbatim project {} ", session::VERSION + 1).as_bytes(), &file[head.len()..]].concat();
    for (bytes, expect) in
        [(&file[..file.len() - 1], "Damaged"), (&changed[..], "Damaged"), (&newer[..], "Newer")]
    {
        let report = open(&mut engine, bytes);
        assert_eq!(report.outcome, Outcome::Failed);
        assert_eq!(format!("{:?}", report.notes), format!("[{expect}]"));
    }
    assert_eq!(shown(&mut engine), before);
}

#[test]
fn parts_of_a_large_project_are_all_of_it() {
    let texts = (0..230)
        .map(|number| format!("Bridge {number} will be built, the council of the town said on Monday."));
    let mut engine = Engine::new(DECODE);
    for (number, text) in texts.enumerate() {
        let name = format!("{number}.txt");
        engine.answer(Request::Read { name, how: How::default() }, Some(text.as_bytes()));
    }
    let file = project(&text_of(&mut engine));
    let mut parts = Vec::new();
    prepare("large", &How::default(), Some(&file), DECODE, &mut |part| parts.push(part));
    assert!(parts.len() > 2, "{} parts", parts.len());
    let ids: BTreeSet<_> =
        parts.iter().flat_map(|part| &part.entries).map(|entry| entry.article.id).collect();
    assert_eq!(ids.len(), 230);
}

#[test]
fn a_shared_page_shows_the_same_names_as_the_library_it_came_from() {
    use verbatim::share::{Handing, ShareForm};
    let mut engine = mended();
    let person = |id: &str| EntityId(id.into());
    let same = Mend::Same(person("ines-okafor"), person("m-brennan"));
    engine.answer(Request::Mend(same), None);
    let names = |engine: &mut Engine| {
        let window = Window { from: 0, articles: 100, quotes: 1000 };
        let Reply::Found(found) = engine.answer(Request::Find { query: Query::default(), window }, None)
        else {
            panic!("a query is answered")
        };
        let marks: Vec<_> = found.cards.iter().map(|card| card.marks.clone()).collect();
        let said: Vec<_> = found.rows.iter().map(|row| (row.pieces.clone(), row.speakers.clone())).collect();
        let people = found.facets.into_iter().find(|counts| counts.facet == Facet::Person).unwrap();
        (said, people.values, marks)
    };
    let before = names(&mut engine);
    for form in [ShareForm::Full, ShareForm::Excerpts, ShareForm::Quotes] {
        let share = |engine: &mut Engine, corrected| {
            let request = Request::Share(Handing { form, corrected, marked: true, of: None });
            let Reply::Handed(handed) = engine.answer(request, None) else { panic!("a page comes") };
            *handed
        };
        let handed = share(&mut engine, true);
        let mut other = Engine::new(DECODE);
        other.answer(Request::Load { data: handed.data.clone() }, None);
        assert_eq!(names(&mut other), before, "{form:?}");
        assert_eq!(share(&mut other, true), handed, "{form:?}: handed on again it is the same");
        let mut as_found = Engine::new(DECODE);
        as_found.answer(Request::Load { data: share(&mut engine, false).data }, None);
        let plain = format!("{:?}", names(&mut as_found));
        assert!(!plain.contains("Lena Fors") && plain.contains("Maeve Brennan"), "{form:?}");
    }
}

#[test]
fn only_the_articles_of_the_filter_are_shared_where_asked() {
    use verbatim::share::{Handing, ShareForm};
    let mut engine = mended();
    let of = Some(Query::default().toggled(Facet::Source, "The Ledger"));
    let request = Request::Share(Handing { form: ShareForm::Quotes, corrected: true, marked: false, of });
    let Reply::Handed(handed) = engine.answer(request, None) else { panic!("a page comes") };
    let mut other = Engine::new(DECODE);
    assert_eq!(other.answer(Request::Load { data: handed.data }, None), Reply::Changed { articles: 1 });
}

#[test]
fn the_lines_of_corrections_are_what_they_were() {
    // Written out: a change of these words is a change of the form.
    let handle = Handle { kind: EntityKind::Person, name: "Ana Ortiz".into() };
    let rename = Correction::Identity(Identity::Rename(handle, "A. Ortiz".into()));
    let line = r#"{"Identity":{"Rename":[{"kind":"person","name":"Ana Ortiz"},"A. Ortiz"]}}"#;
    assert_eq!(session::correction_line(&rename), line);
    assert_eq!(session::read_correction(line), Some(rename));
    let article = ArticleId(7);
    for (correction, line) in [
        (
            Correction::PutBack { article, lines: vec![3, 9] },
            r#"{"PutBack":{"article":"0000000000000007","lines":[3,9]}}"#,
        ),
        (
            Correction::Speakers { quotes: vec![(article, 2)], to: None },
            r#"{"Speakers":{"quotes":[["0000000000000007",2]],"to":null}}"#,
        ),
        (
            Correction::Starred { articles: vec![article], on: true },
            r#"{"Starred":{"articles":["0000000000000007"],"on":true}}"#,
        ),
        (
            Correction::Tagged { articles: vec![article], tag: "to ask".into(), on: false },
            r#"{"Tagged":{"articles":["0000000000000007"],"tag":"to ask","on":false}}"#,
        ),
        (
            Correction::Noted { article, note: Some("Who?".into()) },
            r#"{"Noted":{"article":"0000000000000007","note":"Who?"}}"#,
        ),
    ] {
        assert_eq!(session::correction_line(&correction), line);
        assert_eq!(session::read_correction(line), Some(correction));
    }
}
