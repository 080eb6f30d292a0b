//! The golden examples of `corpus/quotes.txt`: text in, speakers out.
//!
//! The file holds what is found today. After a change that is meant, `GOLDEN=write cargo test --test quotes` writes it anew,
//! and the difference shows what readers would see.

use std::{env, fs};
use verbatim::{
    article::{Article, Found, Origin},
    attribute::attribute,
    entity::Naming,
    identify::identify,
    quote::{Quote, QuoteKind, Speaker},
};

const PATH: &str = "tests/corpus/quotes.txt";

fn name(speaker: &Speaker, naming: &Naming) -> String {
    match speaker {
        Speaker::Entity(index) => naming.entity(*index).name.clone(),
        Speaker::Several(all) => {
            let names = all.iter().map(|index| naming.entity(*index).name.as_str());
            names.collect::<Vec<_>>().join(" + ")
        }
        Speaker::Described(words) => format!("({words})"),
        Speaker::Nobody => "–".to_owned(),
    }
}

/// What is found in one example, a line each.
fn found(block: &str) -> Vec<String> {
    let field = |sign: &str| block.lines().find_map(|line| line.strip_prefix(sign)).map(str::trim);
    let paragraphs: Vec<&str> = block
        .lines()
        .filter(|line| !line.starts_with(['#', '=', '@', '%', '>', '^', '~', '!', ';']))
        .collect();
    let mut article = Article::of_paragraphs("example", paragraphs);
    article.headline = field("=").map(|value| Found { value: value.to_owned(), from: Origin::Line });
    article.authors = field("@").map(str::to_owned).into_iter().collect();
    article.lang = field("%").map(str::to_owned);
    let naming = identify(&article);
    let attribution = attribute(&article, &naming);
    let quote = |quote: &Quote| {
        let (sign, text) = match quote.kind {
            QuoteKind::Headline => ("^", article.title()),
            QuoteKind::Nested => (">>", article.text.as_str()),
            QuoteKind::Full | QuoteKind::Partial => (">", article.text.as_str()),
        };
        let words: Vec<&str> = quote.spans.iter().map(|span| span.of(text)).collect();
        format!("{sign} {} | {}", words.join(" … "), name(&quote.speaker, &naming))
    };
    let mut lines: Vec<String> = attribution.quotes.iter().map(quote).collect();
    lines.extend(attribution.paraphrases.iter().map(|paraphrase| {
        format!("~ {} | {}", paraphrase.span.of(&article.text), name(&paraphrase.speaker, &naming))
    }));
    lines
}

#[test]
fn golden_examples_are_attributed_as_written() {
    let corpus = fs::read_to_string(PATH).unwrap();
    let mut out = String::new();
    for block in corpus.split_inclusive("\n\n") {
        if !block.starts_with('#') {
            out += block;
            continue;
        }
        for line in block.lines().filter(|line| !line.starts_with(['>', '^', '~', '!']) && !line.is_empty()) {
            out += &format!("{line}\n");
        }
        for line in found(block) {
            out += &format!("{line}\n");
        }
        for line in block.lines().filter(|line| line.starts_with('!')) {
            out += &format!("{line}\n");
        }
        out.push('\n');
    }
    if env::var_os("GOLDEN").is_some() {
        fs::write(PATH, &out).unwrap();
    }
    for (want, have) in corpus.trim_end().lines().zip(out.trim_end().lines()) {
        assert_eq!(want, have, "the line as written, and as found");
    }
    assert_eq!(corpus.trim_end().lines().count(), out.trim_end().lines().count());
}

#[test]
fn each_case_has_two_examples() {
    let corpus = fs::read_to_string(PATH).unwrap();
    for case in 1..=34 {
        let count = corpus.lines().filter(|line| line.starts_with(&format!("# {case} "))).count();
        assert!(count >= 2, "case {case} has {count}");
    }
}

/// Nasty texts: twice the text may take twice the time, not four times.
#[test]
fn time_is_linear_in_the_text() {
    let nasty = [
        "“a” ",
        "“",
        "” “a”, ",
        "' 'a ",
        "‘a s’ b ",
        "\" ",
        "said “x” he ",
        "Ana Ortiz, “b” and ",
        "A: “c”\n",
        "“d\n",
        "„ « » ' \" ",
        "the ( , ",
        "“he said ‘x’ and ‘y’”\n",
        "“one two three”\n",
        "said that — he — and ",
    ];
    let seconds = |text: &str| {
        let article = Article::of_text("nasty", text);
        let naming = Naming::default();
        let once = || {
            let begun = std::time::Instant::now();
            std::hint::black_box(attribute(&article, &naming));
            begun.elapsed().as_secs_f64()
        };
        once().min(once()).min(once())
    };
    for part in nasty {
        let once = seconds(&part.repeat(2_000));
        let twice = seconds(&part.repeat(4_000));
        assert!(twice < 2.5 * once + 0.05, "{part:?}: {once:.3} s, twice as much {twice:.3} s");
    }
}

/// Measured where the shared data lies beside the project; passes without it.
#[test]
fn paraphrases_and_nested_quotes_of_the_two_articles_are_listed() {
    #[derive(serde::Deserialize)]
    struct Line {
        text: String,
        quotes: Vec<Gold>,
        indirect: Vec<Clause>,
    }
    #[derive(serde::Deserialize)]
    struct Gold {
        text: String,
        kind: String,
    }
    #[derive(serde::Deserialize)]
    struct Clause {
        text: String,
    }
    const LISTED: usize = 12;
    let Ok(lines) = fs::read_to_string("../shared/data/quotes/two_articles.gold.jsonl") else { return };
    let (mut clauses, mut listed, mut missed) = (0, 0, Vec::new());
    for line in lines.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let article = Article::of_text("article", &line.text);
        let found = attribute(&article, &identify(&article));
        for gold in line.quotes.iter().filter(|gold| gold.kind == "nested") {
            let nested = |quote: &&Quote| {
                quote.kind == QuoteKind::Nested && quote.spans[0].of(&line.text) == gold.text
            };
            assert_eq!(found.quotes.iter().filter(nested).count(), 1, "one nested quote");
        }
        for gold in &line.indirect {
            clauses += 1;
            let start = line.text.find(&gold.text).unwrap() as u32;
            let end = start + gold.text.len() as u32;
            let hit = found.paraphrases.iter().any(|paraphrase| {
                let shared = paraphrase.span.end.min(end).saturating_sub(paraphrase.span.start.max(start));
                2 * shared > end - start && paraphrase.span.start.abs_diff(start) < 16
            });
            if hit { listed += 1 } else { missed.push(start) }
        }
    }
    // Today some are missed; their starts are printed where it gets worse.
    assert!(listed >= LISTED, "{listed} of {clauses} paraphrases; those missed begin at {missed:?}");
}
