//! A folder of a thousand mixed files is accounted for exactly: added, duplicates, skipped and failed make up all that was found.

#[path = "made/mixed.rs"]
mod mixed;
#[path = "made/pdf.rs"]
mod pdf;

use mixed::{Tally, file};
use verbatim::{
    columns::How,
    engine::Engine,
    protocol::{Outcome, Reply, Request},
    read::Decode,
};

const LATIN: Decode = |bytes, _| Some(bytes.iter().map(|&byte| byte as char).collect());

#[test]
fn a_thousand_mixed_files_are_accounted_for_exactly() {
    let mut engine = Engine::new(LATIN);
    let mut articles = 0;
    for number in 0..1000 {
        let (name, bytes, expect) = file(number, 0);
        let request = Request::Read { name: name.clone(), how: How::default() };
        let Reply::Read(report) = engine.answer(request, Some(&bytes)) else { panic!("a report") };
        let mut found = Tally::new();
        for member in report.each() {
            *found.entry(member.outcome).or_default() += 1;
            let told =
                matches!(member.outcome, Outcome::Added | Outcome::Duplicate) || !member.notes.is_empty();
            assert!(told, "{}: no reason given", member.name);
        }
        assert_eq!(found, expect, "{name}: {report:#?}");
        articles += expect.get(&Outcome::Added).copied().unwrap_or(0);
    }
    let nothing = Request::Remove { article: verbatim::article::ArticleId(0) };
    assert_eq!(engine.answer(nothing, None), Reply::Changed { articles: articles as u32 });
}
