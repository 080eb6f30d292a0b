//! How fast the core is, natively, one thread: `cargo bench`. Medians of several rounds over the same generated articles.
//!
//! The articles are made from the sample articles with their paragraphs turned, so that each is another text of the usual
//! length; the seed is fixed.

use std::time::Instant;
use verbatim::{
    attribute::attribute,
    columns::How,
    engine::Engine,
    identify::identify,
    parse::parse,
    protocol::{Request, Window},
    query::{Facet, Query},
};

const ARTICLES: usize = 500;
const ROUNDS: usize = 5;

fn texts() -> Vec<String> {
    let samples: Vec<String> = std::fs::read_dir("static/samples")
        .into_iter()
        .flatten()
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
        .collect();
    let lines: Vec<&str> =
        samples.iter().flat_map(|text| text.lines()).filter(|line| line.len() > 120).collect();
    let mut seed = 7_usize;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    (0..ARTICLES)
        .map(|number| {
            let mut text = format!(
                "Council votes on plan number {number} for the bridge\n\nMarch {}, 2024\n\n",
                1 + number % 28
            );
            for _ in 0..16 {
                text.push_str(lines[next(lines.len())]);
                text.push_str("\n\n");
            }
            text
        })
        .collect()
}

/// Articles a second: the median of the rounds.
fn rate(what: &str, mut round: impl FnMut()) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            round();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:40} {:10.0} articles/s", ARTICLES as f64 / times[ROUNDS / 2]);
}

fn main() {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{ARTICLES} articles of {} words", bytes / 6 / ARTICLES);
    rate("parse", || {
        for text in &texts {
            std::hint::black_box(parse("a", text).ok());
        }
    });
    let articles: Vec<_> = texts.iter().filter_map(|text| parse("a", text).ok()).collect();
    rate("identify", || {
        for article in &articles {
            std::hint::black_box(identify(article));
        }
    });
    let named: Vec<_> = articles.iter().map(|article| (article, identify(article))).collect();
    rate("attribute", || {
        for (article, naming) in &named {
            std::hint::black_box(attribute(article, naming));
        }
    });
    let mut engine = Engine::new(|_, _| None);
    rate("read to searchable, everything", || {
        engine = Engine::new(|_, _| None);
        for (number, text) in texts.iter().enumerate() {
            engine.answer(
                Request::Read { name: format!("{number}.txt"), how: How::default() },
                Some(text.as_bytes()),
            );
        }
    });
    let queries = [
        Query { words: "bridge".into(), ..Query::default() },
        Query { words: "\"wait for a boat\" council ".into(), ..Query::default() },
        Query::default().toggled(Facet::Person, "maeve-brennan"),
    ];
    for query in queries {
        let mut times: Vec<f64> = (0..50)
            .map(|_| {
                let start = Instant::now();
                let window = Window { from: 0, articles: 200, quotes: 200 };
                std::hint::black_box(engine.answer(Request::Find { query: query.clone(), window }, None));
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{:40} {:10.2} ms", format!("find {}", query.to_address()), times[25]);
    }
}
