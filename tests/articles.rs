//! The sample articles, field by field: what a reader would see, scored against what is right. The score stands in
//! `tests/scores.ratchet` and must match exactly, so that a gain is kept and a loss is seen.

use std::{collections::BTreeMap, fs, path::Path};
use verbatim::{
    library::{Entry, Library},
    parse::parse,
    quote::{QuoteKind, Speaker},
};

/// One `field: value` line of a gold file, or of what was found.
fn found(library: &Library, entry: &Entry) -> Vec<String> {
    let Entry { article, naming, said } = entry;
    let mut lines = Vec::new();
    let mut add =
        |field: &str, value: Option<&str>| lines.extend(value.map(|value| format!("{field}: {value}")));
    add("headline", article.headline.as_ref().map(|found| found.value.as_str()));
    add("kicker", article.kicker.as_deref());
    add("dek", article.dek.as_deref());
    add("outlet", article.outlet.as_ref().map(|found| found.value.as_str()));
    add("agency", article.agency.as_deref());
    add("published", article.published.as_ref().map(|found| found.value.to_string()).as_deref());
    add("retrieved", article.retrieved.map(|date| date.to_string()).as_deref());
    for author in &article.authors {
        add("author", Some(author));
    }
    for image in &article.images {
        add("caption", image.caption.as_deref());
        add("credit", image.credit.as_deref());
    }
    for item in &article.related {
        add("related", Some(&item.title));
    }
    for paragraph in &article.paragraphs {
        let start: String = paragraph.of(&article.text).chars().take(30).collect();
        add("body", Some(start.trim()));
    }
    for quote in &said.quotes {
        let name = |index: &verbatim::entity::EntityIndex| {
            let known = library.known(article.id, *index).map(|known| known.name.clone());
            known.unwrap_or_else(|| naming.entity(*index).name.clone())
        };
        let speaker = match &quote.speaker {
            Speaker::Entity(index) => name(index),
            Speaker::Several(all) => all.iter().map(name).collect::<Vec<_>>().join(" and "),
            Speaker::Described(words) => words.clone(),
            Speaker::Nobody => "nobody".into(),
        };
        let in_headline = quote.kind == QuoteKind::Headline;
        let text = if in_headline { article.title() } else { article.text.as_str() };
        let words: Vec<&str> = quote.spans.iter().map(|span| span.of(text)).collect();
        add("quote", Some(&format!("{speaker}: {}", words.join(" | "))));
    }
    lines
}

/// Right, missed and wrong lines of each field over all samples.
fn scores() -> BTreeMap<String, (u32, u32, u32)> {
    let mut library = Library::default();
    let mut golds = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir("static/samples").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let gold = Path::new("tests/corpus/articles").join(&name);
        let gold = fs::read_to_string(&gold).unwrap_or_else(|error| panic!("{}: {error}", gold.display()));
        let article = parse(&name, &fs::read_to_string(&path).unwrap()).unwrap();
        golds.push((article.id, name, gold));
        library.add(Entry::of(article));
    }
    let mut scores: BTreeMap<String, (u32, u32, u32)> = BTreeMap::new();
    for (id, name, gold) in golds {
        let mut gold: Vec<String> = gold.lines().map(str::to_owned).collect();
        for line in found(&library, library.get(id).unwrap()) {
            let field = line.split(':').next().unwrap().to_owned();
            let score = scores.entry(field).or_default();
            if let Some(at) = gold.iter().position(|gold| *gold == line) {
                gold.remove(at);
                score.0 += 1;
            } else {
                println!("{name}: wrong  {line}");
                score.2 += 1;
            }
        }
        for line in gold.iter().filter(|line| !line.is_empty()) {
            println!("{name}: missed {line}");
            scores.entry(line.split(':').next().unwrap().to_owned()).or_default().1 += 1;
        }
    }
    scores
}

#[test]
fn the_samples_score_what_the_ratchet_says() {
    let scores = scores();
    let now: String = scores
        .iter()
        .map(|(field, (right, missed, wrong))| {
            format!("{field}: {right} right, {missed} missed, {wrong} wrong\n")
        })
        .collect();
    let kept = fs::read_to_string("tests/scores.ratchet").unwrap();
    let kept: String =
        kept.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    assert_eq!(
        now, kept,
        "the score has changed; a gain is written into tests/scores.ratchet, a loss is mended"
    );
}

#[test]
fn every_span_lies_in_its_text() {
    for path in fs::read_dir("static/samples").unwrap() {
        let path = path.unwrap().path();
        let entry = Entry::of(parse("x", &fs::read_to_string(&path).unwrap()).unwrap());
        let text = &entry.article.text;
        let spans = entry
            .said
            .quotes
            .iter()
            .flat_map(|quote| quote.spans.iter().copied().chain(quote.mention).chain(quote.cue));
        let spans = spans.chain(entry.said.paraphrases.iter().map(|paraphrase| paraphrase.span));
        let spans = spans.chain(entry.naming.mentions.iter().map(|mention| mention.span));
        for span in spans.chain(entry.article.paragraphs.iter().copied()) {
            assert!(span.fits(text) && !span.is_empty(), "{}: {span:?}", path.display());
        }
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    let mut paths: Vec<_> =
        fs::read_dir("static/samples").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let entries: Vec<Entry> =
        paths.iter().map(|path| Entry::of(parse("x", &fs::read_to_string(path).unwrap()).unwrap())).collect();
    let data = |entries: &mut dyn Iterator<Item = &Entry>| {
        let mut library = Library::default();
        for entry in entries {
            library.add(entry.clone());
        }
        let lines: Vec<Vec<String>> = library.entries().map(|entry| found(&library, entry)).collect();
        let names: Vec<_> = library
            .entries()
            .flat_map(|entry| {
                let ids = 0..entry.naming.entities.len() as u32;
                ids.map(|at| {
                    library
                        .known(entry.article.id, verbatim::entity::EntityIndex(at))
                        .map(|known| known.id.clone())
                })
                .collect::<Vec<_>>()
            })
            .collect();
        (lines, names)
    };
    let forward = data(&mut entries.iter());
    assert_eq!(forward, data(&mut entries.iter().rev()));
    assert_eq!(forward, data(&mut entries[4..].iter().chain(&entries[..4])));
}

/// Every line of a text is a paragraph, a field or left out with its reason: nothing is lost, and each stands where it stood.
#[test]
fn the_original_is_whole() {
    for file in fs::read_dir("static/samples").unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let article = parse("a.txt", &text).unwrap();
        let stood: Vec<u32> = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(number, _)| number)
            .collect();
        let original = article.original();
        assert_eq!(original.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), stood, "{}", path.display());
        for (line, words, _) in original {
            let whole = text.lines().nth(line as usize - 1).unwrap();
            assert!(whole.contains(words), "{}: {line}: {words}", path.display());
        }
    }
}

#[test]
fn a_page_that_goes_on_to_its_next_article_ends_before_it() {
    let article = |title: &str, words: &str| {
        let paragraph = |number: &str| {
            format!(
                "<p>On the {number} day the {words} was looked at again, the council of the town said in a report.</p>"
            )
        };
        let body: String = ["first", "second", "third", "fourth"].map(paragraph).concat();
        format!(
            "<article><div class=\"head\"><h1 class=\"title\">{title}</h1></div><div class=\"body\">{body}</div></article>"
        )
    };
    let of = |articles: &str| {
        let source = format!(
            "<html><head><title>Harbour wall holds</title></head><body><main>{articles}</main></body></html>"
        );
        verbatim::parse::parse_raw(&verbatim::read::html::read("page.html", &source)).expect("an article")
    };
    let first = article("Harbour wall holds", "harbour wall");
    let next = article("Market hall opens", "market hall");
    let alone = of(&first);
    assert_eq!(alone.paragraphs.len(), 4);
    assert_eq!(of(&(first + &next)).text, alone.text);
}
