//! Index and search natively, one thread: `cargo bench --bench search`. Sizes 1,000, 10,000 and, with `--all`, 100,000, all in
//! one table against what is aimed at; with `--write COUNT FOLDER` the corpus and its questions for `make bench`.

#[path = "news/corpus.rs"]
mod corpus;
#[path = "news/oracle.rs"]
mod oracle;

use corpus::{CLASSES, Class};
use oracle::{Oracle, texts};
use std::{
    collections::BTreeMap,
    hint::black_box,
    io::Write as _,
    time::{Duration, Instant},
};
use verbatim::{
    article::{Article, ArticleId, Found, Origin},
    entity::{Entity, EntityIndex, EntityKind, Mention, Naming},
    find::{Clause, Term, Terms, best, forgive, matches, rank},
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
    let mut best = best(&scores, &docs, 10);
    best.sort_unstable_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b)));
    best.truncate(10);
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

/// What is aimed at, in the same unit, at 10,000 articles and at 100,000.
enum Goal {
    Least(f64, f64),
    Most(f64, f64),
    None,
}

/// All rows of the table in order: name, unit, goal.
const ROWS: [(&str, &str, Goal); 20] = [
    ("index", "MB/s", Goal::Least(100.0, 80.0)),
    ("index, memory", "B/article", Goal::Most(1200.0, 1200.0)),
    ("counts exact", "of 200", Goal::Least(200.0, 200.0)),
    ("question, p50", "ms", Goal::None),
    ("question, p95", "ms", Goal::Most(0.20, 1.5)),
    ("word, p95", "ms", Goal::None),
    ("two words, p95", "ms", Goal::None),
    ("phrase, p95", "ms", Goal::None),
    ("prefix, p95", "ms", Goal::None),
    ("slip, p95", "ms", Goal::None),
    ("who is who, all", "s", Goal::None),
    ("who is who, one more", "ms", Goal::None),
    ("library, people resolved", "articles/s", Goal::Least(500.0, 500.0)),
    ("facets, everything", "ms", Goal::Most(4.0, 4.0)),
    ("facets, a common word", "ms", Goal::Most(4.0, 4.0)),
    ("facets, a person chosen", "ms", Goal::Most(4.0, 4.0)),
    ("one more, asked", "ms", Goal::None),
    ("one more, its copies", "ms", Goal::None),
    // Twice the articles may take 2.2 times the time; told at the larger of two sizes.
    ("index, twice as many", "times", Goal::Most(2.2, 2.2)),
    ("who is who, twice as many", "times", Goal::Most(2.2, 2.2)),
];

/// What was seen at one size, by the names of rows.
#[derive(Default)]
struct Figures(BTreeMap<&'static str, f64>);

impl Figures {
    fn note(&mut self, row: &'static str, figure: f64) {
        println!("  {row:26} {}", shown(figure));
        self.0.insert(row, figure);
    }

    /// How many times as long twice as many take, as the times at two sizes say.
    fn grow(&mut self, row: &'static str, (before, now): (f64, f64), (size_before, size): (usize, usize)) {
        let doublings = (size as f64 / size_before as f64).log2();
        self.note(row, (now / before).powf(1.0 / doublings));
    }
}

fn shown(figure: f64) -> String {
    if figure >= 100.0 {
        format!("{figure:.0}")
    } else {
        format!("{figure:.*}", if figure < 10.0 { 3 } else { 1 })
    }
}

/// All sizes beside each other, with the goal at the largest and how far it is from there: 1.0 and more is reached.
fn table(sizes: &[(usize, Figures)]) {
    let heads: Vec<String> = sizes.iter().map(|(size, _)| format!("{size:>9}")).collect();
    println!("\n{:26} {:10} {}      goal  reached", "", "", heads.join(" "));
    for (row, unit, goal) in ROWS {
        let at = |figures: &Figures| figures.0.get(row).copied();
        let cells = sizes.iter().map(|(_, figures)| format!("{:>9}", at(figures).map_or("–".into(), shown)));
        let large = sizes.last().is_some_and(|(size, _)| *size > 20_000);
        let last = sizes.last().and_then(|(_, figures)| at(figures));
        let (aim, reached) = match goal {
            Goal::None => (None, None),
            Goal::Least(small, other) => {
                let aim = if large { other } else { small };
                (Some(aim), last.map(|last| last / aim))
            }
            Goal::Most(small, other) => {
                let aim = if large { other } else { small };
                (Some(aim), last.map(|last| aim / last))
            }
        };
        let aim = aim.map_or_else(String::new, shown);
        let reached = reached.map_or_else(String::new, |reached| format!("{reached:.2}"));
        println!("{row:26} {unit:10} {} {aim:>9} {reached:>8}", cells.collect::<Vec<_>>().join(" "));
    }
}

/// Measures one size; `before` is what was seen at a smaller one.
fn size(count: usize, before: Option<&(usize, Figures)>) -> Figures {
    let mut figures = Figures::default();
    let articles: Vec<Article> = (0..count).map(article).collect();
    let bytes: usize = articles.iter().flat_map(texts).map(str::len).sum();
    let megabytes = bytes as f64 / 1e6;
    let words: usize = articles.iter().map(|article| article.text.split(' ').count()).sum();
    println!("\n{count} articles, {megabytes:.1} MB, {} words each", words / count);
    // So many in a row that the clock, which may tell hundredths of a second, is fine enough; the least of three such rows.
    let rounds = 20_000_usize.div_ceil(count);
    let mut index = Index::default();
    let row = |_| {
        let start = clock();
        (0..rounds).for_each(|_| index = build(&articles));
        (clock() - start).as_secs_f64() / rounds as f64
    };
    let seconds = (0..if count > 20_000 { 1 } else { 3 }).map(row).fold(f64::MAX, f64::min);
    index.rest();
    figures.note("index", megabytes / seconds);
    figures.note("index, memory", index.memory() as f64 / count as f64);
    println!("  ({} words in {} segments)", index.dictionary().numbers(), index.segments().len());
    if let Some((smaller, other)) = before {
        // As long as their articles are: the time of a megabyte, times the articles.
        let times = (*smaller as f64 / other.0["index"], count as f64 * seconds / megabytes);
        figures.grow("index, twice as many", times, (*smaller, count));
    }
    let oracle = Oracle::of(articles.iter());
    drop(articles);
    let questions = corpus::questions(&oracle.some(400), |word| oracle.knows(word));
    let mut right = 0;
    let mut all = Vec::new();
    for (class, row) in CLASSES.into_iter().zip(CLASS_ROWS) {
        let mut times = Vec::new();
        for (_, asked) in questions.iter().filter(|(other, _)| *other == class) {
            let terms = terms(class, asked);
            let count = ask(&index, &terms).0;
            right += usize::from(count == oracle.count(class, asked));
            times.push(timed(20, || drop(black_box(ask(&index, black_box(&terms))))));
        }
        all.extend_from_slice(&times);
        figures.note(row, part(&mut times, 95));
    }
    figures.note("question, p50", part(&mut all, 50));
    figures.note("question, p95", part(&mut all, 95));
    figures.note("counts exact", right as f64);
    drop((index, oracle));
    resolve(count, &mut figures);
    if let Some((smaller, other)) = before {
        let times = (other.0["who is who, all"], figures.0["who is who, all"]);
        figures.grow("who is who, twice as many", times, (*smaller, count));
    }
    facets(count, &mut figures);
    figures
}

/// The rows of the classes of questions.
const CLASS_ROWS: [&str; 5] = ["word, p95", "two words, p95", "phrase, p95", "prefix, p95", "slip, p95"];

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
fn resolve(count: usize, figures: &mut Figures) {
    let entries: Vec<Entry> = (0..count + 200).map(named).collect();
    let (all, more) = entries.split_at(count);
    let mut resolver = Resolver::default();
    let start = clock();
    for entry in all {
        resolver.add(&entry.article, &entry.naming);
    }
    figures.note("who is who, all", (clock() - start).as_secs_f64());
    let mut add = |entry: &Entry| timed(1, || resolver.add(&entry.article, &entry.naming));
    let mut times: Vec<Duration> = more.iter().map(&mut add).collect();
    figures.note("who is who, one more", part(&mut times, 95));
}

/// A library's whole answer: counts for every facet, the order, and what one more article costs.
fn facets(count: usize, figures: &mut Figures) {
    let mut library = Library::default();
    let start = clock();
    for number in 0..count {
        library.add(named(number));
    }
    figures.note("library, people resolved", count as f64 / (clock() - start).as_secs_f64());
    library.tally(&Query::default(), 200);
    let person = Query::default().toggled(Facet::Person, "given1-family1");
    for (row, query) in [
        ("facets, everything", Query::default()),
        ("facets, a common word", Query { words: "council ".into(), ..Query::default() }),
        ("facets, a person chosen", person),
    ] {
        let mut times: Vec<Duration> =
            (0..15).map(|_| timed(4, || drop(black_box(library.tally(&query, 200))))).collect();
        figures.note(row, part(&mut times, 50));
    }
    library.copies_of(ArticleId(0));
    let mut times = [Vec::new(), Vec::new()];
    for number in count..count + 20 {
        let entry = named(number);
        let id = entry.article.id;
        let start = Instant::now();
        library.add(entry);
        let added = start.elapsed();
        black_box(library.tally(&Query::default(), 200));
        times[0].push(start.elapsed());
        let asked = Instant::now();
        black_box(library.copies_of(id));
        times[1].push(added + asked.elapsed());
    }
    figures.note("one more, asked", part(&mut times[0], 50));
    figures.note("one more, its copies", part(&mut times[1], 50));
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

fn measure(sizes: &[usize]) {
    let mut seen: Vec<(usize, Figures)> = Vec::new();
    for &count in sizes {
        let figures = size(count, seen.last());
        seen.push((count, figures));
    }
    table(&seen);
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    match arguments.as_slice() {
        ["--write", count, folder] => return write(count.parse().unwrap_or(1000), folder),
        ["--all"] => measure(&[1_000, 10_000, 100_000]),
        [count] if count.parse::<usize>().is_ok() => measure(&[count.parse().unwrap_or(1000)]),
        _ => measure(&[1_000, 10_000]),
    }
    Ok(())
}
