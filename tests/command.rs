//! The command `verbatim`, as it is called. `tests/command` holds calls with what they print (`TRYCMD=overwrite` writes it again).

use std::{fs, path::Path, process::Command};
use verbatim::{
    engine::Engine,
    protocol::{Reply, Request, Results, Window},
    share::page::{Content, Parts, one_file},
};

#[test]
fn calls_print_what_they_should() {
    // Only the folder of the tests is where the paths in them lead.
    trycmd::TestCases::new().case("tests/command/*.trycmd").case("tests/command/*.toml");
}

/// What a visitor of a page with this data in it sees.
fn seen(data: &str) -> Results {
    let mut engine = Engine::new(|_, _| None);
    engine.answer(Request::Load { data: data.into() }, None);
    let window = Window { from: 0, articles: 99, quotes: 99 };
    match engine.answer(Request::Find { query: Default::default(), window }, None) {
        Reply::Found(found) => *found,
        other => panic!("{other:?}"),
    }
}

/// The data inside a page.
fn data(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"verbatim-data\">").expect("it holds data");
    rest.split_once("</script>").expect("which ends").0
}

#[test]
fn a_page_holds_the_articles_of_its_files_and_nothing_of_the_app_it_was_made_from() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    fs::create_dir_all(&folder).unwrap();
    let parts = Parts { page_script: "start()".into(), style: "p{}".into(), ..Parts::default() };
    let (app, out) = (folder.join("app.html"), folder.join("out.html"));
    let before = "an earlier visitor's articles".to_owned();
    fs::write(&app, one_file(&parts, &Content { data: before.clone(), plain: before }, "/quotes")).unwrap();
    let make = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.args(["page", "static/samples", "--app"]).arg(&app).arg("-o").arg(&out).args(more);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        fs::read_to_string(&out).unwrap()
    };
    let full = make(&["--share", "full"]);
    let all = seen(data(&full));
    assert_eq!(all.articles as usize, fs::read_dir("static/samples").unwrap().count());
    assert!(all.quotes > all.articles, "{} quotes", all.quotes);
    let plain =
        full.split_once("<main id=\"verbatim-plain\">").and_then(|(_, rest)| rest.split_once("</main>"));
    let plain = plain.expect("it can be read where no script runs").0.to_owned();
    assert_eq!(plain.matches("<article").count(), all.articles as usize);
    assert_eq!(plain.matches("<figure>").count(), all.quotes as usize);
    let content = Content { data: data(&full).replace("\\u003C", "<"), plain };
    assert_eq!(full, one_file(&parts, &content, "/articles"), "it is the page of its parts");
    let quotes = make(&[]);
    assert_eq!(seen(data(&quotes)).quotes, all.quotes, "only quotes, and all of them");
    assert!(quotes.len() < full.len());
    let some = make(&["--query", "person:maeve-brennan strike"]);
    let shown = seen(data(&some));
    assert!(0 < shown.articles && shown.articles < all.articles);
    let at = some.split_once("\"at\":\"").and_then(|(_, rest)| rest.split_once('"')).expect("an address").0;
    assert!(
        at.contains("maeve-brennan") && !at.contains("strike"),
        "words of the text do not go along: {at}"
    );
    fs::write(&app, &some).unwrap();
    assert_eq!(make(&["--share", "full"]), full, "any page can be the app");
}
