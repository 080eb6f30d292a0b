//! Hostile and broken files: each comes to the end that it should, none costs more than itself.

#[path = "made/bad.rs"]
mod bad;
#[path = "made/pdf.rs"]
mod made;

use bad::{Bad, End};
use std::{fs, path::PathBuf, time::Instant};
use verbatim::{
    columns::How,
    engine::{Engine, Prepared, prepare},
    protocol::{Outcome, Reply, Request},
    read::Decode,
};

/// As the command decodes: the label, and for the label of last resort a look at the bytes.
const DECODE: Decode = |bytes, label| {
    let encoding = if label == "windows-1252" {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    } else {
        encoding_rs::Encoding::for_label(label.as_bytes())?
    };
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
};

/// What became of a file.
struct Found {
    outcome: Outcome,
    articles: usize,
    told: bool,
    seconds: f64,
    parts: Vec<Prepared>,
}

fn read(name: &str, bytes: &[u8]) -> Found {
    let start = Instant::now();
    let mut parts = Vec::new();
    prepare(name, &How::default(), Some(bytes), DECODE, &mut |part| parts.push(part));
    let seconds = start.elapsed().as_secs_f64();
    let articles = parts.iter().map(|part| part.entries.len()).sum();
    let outcome = match () {
        () if articles > 0 => Outcome::Added,
        () if parts.iter().any(|part| part.failed) => Outcome::Failed,
        () => Outcome::Skipped,
    };
    let told = parts.iter().all(|part| !part.entries.is_empty() || !part.notes.is_empty());
    Found { outcome, articles, told, seconds, parts }
}

impl Found {
    fn text(&self) -> String {
        // Lines that were left out can be put back, so that their words are not lost.
        let words = |article: &verbatim::article::Article| {
            let removed = article.removed.iter().map(|removed| removed.text.as_str());
            let top = [article.headline.as_ref().map(|found| found.value.as_str()), article.dek.as_deref()];
            let all = top.into_iter().flatten().chain([article.text.as_str()]).chain(removed);
            all.collect::<Vec<_>>().join("\n")
        };
        self.parts.iter().flat_map(|part| &part.entries).map(|entry| words(&entry.article)).collect()
    }

    /// What every file must hold to, whatever it is.
    fn check_always(&self, name: &str) -> Option<String> {
        // Unoptimised code is some ten times slower than what ships.
        let most = if cfg!(debug_assertions) { 30.0 } else { 2.0 };
        if self.seconds > most {
            return Some(format!("{name}: took {:.1} s", self.seconds));
        }
        if !self.told || self.parts.is_empty() {
            return Some(format!("{name}: no reason given"));
        }
        for entry in self.parts.iter().flat_map(|part| &part.entries) {
            let text = &entry.article.text;
            let spans =
                entry.said.quotes.iter().filter(|quote| quote.kind != verbatim::quote::QuoteKind::Headline);
            let mut spans = spans.flat_map(|quote| &quote.spans).chain(&entry.article.paragraphs);
            if spans.any(|span| text.get(span.start as usize..span.end as usize).is_none()) {
                return Some(format!("{name}: a span outside of the text"));
            }
        }
        None
    }
}

fn wrong(file: &Bad) -> Option<String> {
    let found = read(file.name, &file.bytes);
    let text = found.text();
    let ends = match file.end {
        End::Read(Some(count)) => found.articles == count,
        End::Read(None) => found.articles > 0,
        End::Skipped => found.outcome == Outcome::Skipped,
        End::Failed => found.outcome == Outcome::Failed,
        End::Told => true,
    };
    if !ends {
        let notes: Vec<_> = found.parts.iter().flat_map(|part| &part.notes).take(3).collect();
        return Some(format!(
            "{}: {:?} expected, {:?} with {} articles, {notes:?}",
            file.name, file.end, found.outcome, found.articles
        ));
    }
    if !text.contains(file.has) {
        return Some(format!("{}: lacks {:?}: {:.200}", file.name, file.has, text));
    }
    if !file.lacks.is_empty() && text.contains(file.lacks) {
        return Some(format!("{}: has {:?}", file.name, file.lacks));
    }
    found.check_always(file.name)
}

#[test]
fn every_bad_file_comes_to_its_end() {
    let files = bad::all();
    assert!(files.len() >= 120, "{}", files.len());
    // The tests in a browser drop the same files.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bad-inputs");
    fs::create_dir_all(&folder).unwrap();
    for file in &files {
        fs::write(folder.join(file.name), &file.bytes).unwrap();
    }
    let wrong: Vec<String> = files.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn good_files_load_beside_bad_ones() {
    let mut engine = Engine::new(DECODE);
    let mut answer = |name: &str, bytes: &[u8]| {
        engine.answer(Request::Read { name: name.into(), how: How::default() }, Some(bytes))
    };
    for file in bad::all().iter().filter(|file| file.bytes.len() < 1 << 20) {
        assert!(matches!(answer(file.name, &file.bytes), Reply::Read(_)), "{}", file.name);
    }
    let good =
        "A bridge at last\n\n“It cannot come too soon,” said Nora Quill, who runs the bakery on the quay.";
    let Reply::Read(report) = answer("good.txt", good.as_bytes()) else { panic!("a report") };
    assert_eq!(report.outcome, Outcome::Added);
}

/// The corpus that lies beside the project, where it does: `index.json` names each file and what it must come to.
#[test]
fn the_shared_corpus_comes_to_its_ends() {
    let folder = PathBuf::from(std::env::var("BAD_INPUTS").unwrap_or_else(|_| "../shared/bad-inputs".into()));
    let Ok(index) = fs::read_to_string(folder.join("index.json")) else { return };
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    // Argued in DESIGN.md, "Which ends expected of bad files are not ours?"
    let other = [
        "xml-billion-laughs.xml",
        "html-misnest-aaa.html",
        "txt-giant-word.txt",
        "txt-1e6-quotes.txt",
        "txt-only-open-curly.txt",
        "txt-alternating-quotes.txt",
        "txt-nested-brackets.txt",
        "md-nested.md",
        "state-session-v999.json",
    ];
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in index["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        let found = read(file["drop_name"].as_str().unwrap_or(name), &fs::read(folder.join(name)).unwrap());
        count += 1;
        let (checks, note) = (&file["checks"], file["checks"]["note"].as_str().unwrap_or(""));
        let ends = match file["expect"].as_str().unwrap() {
            _ if other.contains(&name) => found.told,
            "parsed" => {
                found.articles > 0
                    || note.contains("error")
                    || note.contains("or skipped")
                    || note.contains("asks")
            }
            "error" => found.outcome == Outcome::Failed || note.contains("or parsed"),
            _ => found.articles == 0,
        };
        let notes: Vec<_> = found.parts.iter().flat_map(|part| &part.notes).take(3).collect();
        if !ends {
            wrong.push(format!("{name}: {} expected, {:?}, {notes:?}", file["expect"], found.outcome));
        }
        if let Some(articles) =
            checks["articles"].as_u64().filter(|articles| *articles != found.articles as u64)
        {
            wrong.push(format!("{name}: {articles} articles expected, {} found, {notes:?}", found.articles));
        }
        let text = found.text();
        if checks["text_contains"].as_str().is_some_and(|words| found.articles > 0 && !text.contains(words)) {
            wrong.push(format!("{name}: lacks {}: {text:.120}", checks["text_contains"]));
        }
        if checks["text_not_contains"].as_str().is_some_and(|words| text.contains(words)) {
            wrong.push(format!("{name}: has {}", checks["text_not_contains"]));
        }
        let mut entries = found.parts.iter().flat_map(|part| &part.entries);
        if checks.get("date").is_some_and(serde_json::Value::is_null)
            && entries.any(|entry| entry.article.published.is_some())
        {
            wrong.push(format!("{name}: a date was made up"));
        }
        wrong.extend(found.check_always(name));
    }
    assert!(wrong.is_empty(), "\n{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
