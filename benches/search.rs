//! Index and search natively, one thread: `cargo bench --bench search`. Sizes 1,000, 10,000 and, with `--all`, 100,000; with
//! `--write COUNT FOLDER` the corpus and its questions for `make bench`.

#[path = "news/corpus.rs"]
mod corpus;
#[path = "news/oracle.rs"]
mod oracle;

use corpus::{CLASSES, Class};
use oracle::{Oracle, texts};
use std::{
    hint::black_box,
    io::Write as _,
    time::{Duration, Instant},
};
use verbatim::{
    article::{Article, ArticleId, Found, Origin},
    entity::{Entity, EntityIndex, EntityKind, Mention, Naming},
    find::{Clause, Term, Terms, forgive, matches, rank},
    identify::resolve::Resolver,
    index::{Field, Index, Zone},
    library::{Entry, Library},
    query::{Facet, Query},
    quote::Attribution,
};

fn article(number: usize) -> Article {
    let text = corpus::article(number);
    let (headline, body) = text.split_once("\n\n").unwrap_or(("", &text));
    let mut article = Article::of_text(&number.to_string(), body);
    article.headline = Some(Found { value: headline.to_owned(), from: Origin::Line });
    article.id = ArticleId::of(headline, body);
    article
}

fn terms(class: Class, asked: &[String]) -> Terms {
    let all = |terms: Vec<Term>| {
        let clauses = terms.into_iter().map(|term| Clause { any: vec![term], not: false }).collect();
        Terms { clauses, ..Terms::default() }
    };
    match class {
        Class::Phrase => all(vec![Term::Phrase(asked.to_vec())]),
        Class::Prefix => all(vec![Term::Prefix(asked[0].clone())]),
        Class::Word | Class::And | Class::Typo => {
            all(asked.iter().map(|word| Term::Word(word.clone())).collect())
        }
    }
}

/// A search as a page would: every match counted, the best ten by BM25.
fn ask(index: &Index, terms: &Terms) -> (usize, Vec<u32>) {
    let (terms, _) = forgive(index, terms.clone());
    let docs = matches(index, &terms).unwrap_or_default();
    let scores = rank(index, &terms, &docs);
    let mut best: Vec<u32> = docs.iter().collect();
    let better = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
    if best.len() > 10 {
        best.select_nth_unstable_by(9, better);
        best.truncate(10);
    }
    best.sort_unstable_by(better);
    (docs.len(), best)
}

/// Time this thread has had of a processor, where the system tells: other work on the machine does not count.
fn clock() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// How long it takes: the least of some rounds, since other work on the machine only adds.
fn timed(rounds: u32, mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..rounds).map(round).min().unwrap_or_default()
}

fn part(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times.get((times.len() * percent / 100).min(times.len() - 1)).map_or(0.0, Duration::as_secs_f64) * 1000.0
}

fn build(articles: &[Article]) -> Index {
    let mut index = Index::default();
    for (number, article) in (0..).zip(articles) {
        let [headline, dek, body, kicker] = texts(article);
        let fields = [(Zone::Headline, headline), (Zone::Dek, dek), (Zone::Body, body), (Zone::Dek, kicker)];
        index.add(number, &fields.map(|(zone, text)| Field { zone, text }), &[]);
    }
    index.settle();
    index
}

fn size(count: usize) {
    let articles: Vec<Article> = (0..count).map(article).collect();
    let bytes: usize = articles.iter().flat_map(texts).map(str::len).sum();
    let megabytes = bytes as f64 / 1e6;
    let words: usize = articles.iter().map(|article| article.text.split(' ').count()).sum();
    println!("\n{count} articles, {megabytes:.1} MB, {} words each", words / count);
    let rounds = if count > 20_000 { 1 } else { 5 };
    let mut times = Vec::new();
    let mut index = Index::default();
    for _ in 0..rounds {
        times.push(timed(1, || index = build(&articles)));
    }
    index.rest();
    let seconds = part(&mut times, 50) / 1000.0;
    println!("  index            {:8.1} MB/s", megabytes / seconds);
    println!(
        "  memory           {:8.0} bytes an article ({} words in {} segments)",
        index.memory() as f64 / count as f64,
        index.dictionary().numbers(),
        index.segments().len(),
    );
    let oracle = Oracle::of(articles.iter());
    drop(articles);
    let questions = corpus::questions(&oracle.some(400), |word| oracle.knows(word));
    let mut right = 0;
    let mut all = Vec::new();
    for class in CLASSES {
        let mut times = Vec::new();
        for (_, asked) in questions.iter().filter(|(other, _)| *other == class) {
            let terms = terms(class, asked);
            let count = ask(&index, &terms).0;
            right += usize::from(count == oracle.count(class, asked));
            times.push(timed(20, || drop(black_box(ask(&index, black_box(&terms))))));
        }
        all.extend_from_slice(&times);
        println!(
            "  {:16} {:8.3} / {:.3} ms",
            format!("{class:?}"),
            part(&mut times, 50),
            part(&mut times, 95)
        );
    }
    println!("  all, p50 / p95   {:8.3} / {:.3} ms", part(&mut all, 50), part(&mut all, 95));
    println!("  counts           {right} of {} exact", questions.len());
    drop((index, oracle));
    resolve(count);
    facets(count);
}

/// An article that names people, places and organisations, of which some are named often.
fn named(number: usize) -> Entry {
    let mut dice = corpus::Dice::new(number as u64);
    let mut article = Article::of_text(&number.to_string(), &corpus::article(number));
    article.published = None;
    let kinds = [EntityKind::Person, EntityKind::Person, EntityKind::Place, EntityKind::Organisation];
    // An article names each once.
    let mut ranks = std::collections::BTreeSet::new();
    let entities: Vec<Entity> = (0..20)
        .map(|_| {
            let kind = kinds[dice.below(4)];
            let rank = (1.0 / (1.0 - dice.below(1_000_000) as f64 / 1e6)) as usize;
            // One in seven goes by the surname alone, as who is named in full in another article.
            let given = if dice.below(7) > 0 { format!("Given{} ", rank % 50) } else { String::new() };
            let name = format!("{given}Family{rank}");
            (rank, Entity { kind, name, roles: Vec::new(), honorific: None, gender: None })
        })
        .filter(|(rank, entity)| ranks.insert((*rank, entity.kind)))
        .map(|(_, entity)| entity)
        .collect();
    let naming = Naming { entities, mentions: Vec::<Mention>::new() };
    let _ = EntityIndex(0);
    Entry { article, naming, said: Attribution::default() }
}

/// Who is who: all articles, one after another, and what one more costs.
fn resolve(count: usize) {
    let entries: Vec<Entry> = (0..count + 200).map(named).collect();
    let (all, more) = entries.split_at(count);
    let mut resolver = Resolver::default();
    let start = Instant::now();
    for entry in all {
        resolver.add(&entry.article, &entry.naming);
    }
    println!("  who is who       {:8.2} s of all", start.elapsed().as_secs_f64());
    let mut add = |entry: &Entry| timed(1, || resolver.add(&entry.article, &entry.naming));
    let mut times: Vec<Duration> = more.iter().map(&mut add).collect();
    println!("  one more         {:8.3} / {:.3} ms", part(&mut times, 50), part(&mut times, 95));
}

/// A library's whole answer: counts for every facet, the order, and what one more article costs.
fn facets(count: usize) {
    let mut library = Library::default();
    let start = Instant::now();
    for number in 0..count {
        library.add(named(number));
    }
    println!(
        "  library of all   {:8.0} articles/s, people resolved",
        count as f64 / start.elapsed().as_secs_f64()
    );
    library.select(&Query::default(), 200);
    let person = Query::default().toggled(Facet::Person, "given1-family1");
    for (what, query) in [
        ("everything", Query::default()),
        ("a common word", Query { words: "council ".into(), ..Query::default() }),
        ("a person chosen", person),
    ] {
        let mut times: Vec<Duration> =
            (0..15).map(|_| timed(4, || drop(black_box(library.select(&query, 200))))).collect();
        println!("  facets, {what:15} {:8.3} / {:.3} ms", part(&mut times, 50), part(&mut times, 95));
    }
    let mut times: Vec<Duration> = (0..20)
        .map(|number| {
            let entry = named(count + number);
            let start = clock();
            library.add(entry);
            black_box(library.select(&Query::default(), 200));
            clock() - start
        })
        .collect();
    println!("  one more, asked  {:8.3} / {:.3} ms", part(&mut times, 50), part(&mut times, 95));
}

fn write(count: usize, folder: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let articles: Vec<Article> = (0..count).map(article).collect();
    let mut out = std::io::BufWriter::new(std::fs::File::create(format!("{folder}/articles.jsonl"))?);
    for article in &articles {
        let [headline, _, body, _] = texts(article);
        serde_json::to_writer(&mut out, &serde_json::json!({ "title": headline, "text": body }))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    let oracle = Oracle::of(articles.iter());
    let questions = corpus::questions(&oracle.some(400), |word| oracle.knows(word));
    let questions: Vec<_> = questions
        .iter()
        .map(|(class, asked)| (format!("{class:?}"), asked, oracle.count(*class, asked)))
        .collect();
    std::fs::write(format!("{folder}/questions.json"), serde_json::to_vec(&questions)?)
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    match arguments.as_slice() {
        ["--write", count, folder] => return write(count.parse().unwrap_or(1000), folder),
        ["--all"] => [1_000, 10_000, 100_000].into_iter().for_each(size),
        [count] if count.parse::<usize>().is_ok() => size(count.parse().unwrap_or(1000)),
        _ => [1_000, 10_000].into_iter().for_each(size),
    }
    Ok(())
}
