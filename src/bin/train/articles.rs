//! `train articles PACK.jsonl.gz…`: fits the block scorer of `parse` on texts and pages whose body is known.
//!
//! A line of a pack is `{id, raw, gold}`. A scraped text's gold names its body lines, counted from 0; a page's gold has the words of
//! its body, and a block is body if its words stand there. With `--unseen OUT` nothing is fitted for use: the sites are split in
//! five parts, each part is predicted by a model that has not seen its sites, and the predictions are written for the scorer.

use crate::{
    boost::{self, Rows},
    shuffle::Shuffle,
};
use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::{BTreeSet, HashSet},
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};
use verbatim::{
    parse::{
        self, again,
        features::{self, BUCKETS, Features},
        hash, headline,
        lines::{self, Line},
        model::{Model, UNIT, score},
        place::{self, Place},
        seen::{self, Seen},
    },
    raw::{Raw, Words},
    read::html,
};

/// What to fit on.
#[derive(clap::Args)]
pub struct Articles {
    /// Gzipped JSONL with raw text or pages, and gold
    #[arg(required = true)]
    packs: Vec<PathBuf>,
    /// Instead, write here what models predict for sites they have not seen
    #[arg(long)]
    unseen: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    raw: String,
    gold: Gold,
}

#[derive(Deserialize)]
struct Gold {
    #[serde(default)]
    domain: String,
    #[serde(default)]
    url: String,
    body: String,
    #[serde(default)]
    body_lines: Option<Vec<u32>>,
    title: Option<String>,
    #[serde(default)]
    title_known: bool,
}

/// A line told body or not, or a candidate told headline or not.
struct Labelled {
    features: Features,
    label: bool,
}

/// Lines told body or not, and candidates told headline or not.
struct Example {
    id: String,
    raw: Raw,
    domain: String,
    /// The lines of a text, or a page's blocks as a scraper would have left them.
    lines: Vec<Labelled>,
    /// The blocks of a page.
    blocks: Vec<Labelled>,
    candidates: Vec<Labelled>,
}

/// Passes over the data.
const EPOCHS: usize = 8;
/// Step of the first pass over lines of texts.
const LINE_STEP: f32 = 0.4;
/// The same over blocks of pages.
const BLOCK_STEP: f32 = 0.15;
/// The same over candidates for the headline, of which there are a tenth as many: shorter steps learn less by heart.
const HEADLINE_STEP: f32 = 0.07;
/// Weight of the pull towards zero, per example.
const PULL: f32 = 1e-3;
/// Weights for texts below this say little and cost bytes of the first visit, in units of log odds.
const LEAST: f32 = 0.2;
/// The same for pages, whose weights come with the code that reads them.
const LEAST_OF_PAGES: f32 = 0.1;

/// Fits the model on packs and writes it, or writes what models say of sites they have not seen.
pub fn articles(args: &Articles) -> io::Result<()> {
    let mut pages = Vec::new();
    for pack in &args.packs {
        let reader = BufReader::new(GzDecoder::new(File::open(pack)?));
        for line in reader.lines() {
            pages.push(example(serde_json::from_str(&line?)?));
        }
    }
    println!("{} pages, {} lines", pages.len(), pages.iter().map(|page| page.lines.len()).sum::<usize>());
    if let Some(out) = &args.unseen {
        return validate(&pages, 5, out);
    }
    let all: Vec<&Example> = pages.iter().collect();
    let (texts, pages) = fit(&all).encode();
    for (path, bytes) in [("model/articles.bin", texts), ("model/pages.bin", pages)] {
        fs::write(path, &bytes)?;
        println!("{path}: {} bytes", bytes.len());
    }
    Ok(())
}

fn example(row: Row) -> Example {
    let title = row.gold.title.as_deref().map(folded);
    let mut blocks = Vec::new();
    let mut raw = Raw::default();
    let (lines, candidates) = if let Some(body) = &row.gold.body_lines {
        let (lines, _) = lines::lines(&row.raw);
        let gold: BTreeSet<u32> = body.iter().map(|line| line + 1).collect();
        let is_body: Vec<bool> = lines.iter().map(|line| gold.contains(&line.number)).collect();
        let known = row.gold.title_known;
        raw.words = Words::Text(row.raw.clone());
        of_text(&lines, is_body, title.filter(|_| known), known)
    } else {
        raw = html::read("", &row.raw);
        let (page, _) = html::page(&row.raw);
        let page = &page;
        let lines = lines::of_page(page);
        let seen = seen::seen(&lines);
        let places = place::places(page, &raw.about, &lines, &seen);
        let is_body = in_body(&lines, &row.gold.body);
        blocks = labelled(&lines, &seen, &places, is_body.clone());
        let known = title.is_some();
        of_text(&lines, is_body, title, known)
    };
    let domain = if row.gold.domain.is_empty() { domain(&row.gold.url) } else { row.gold.domain };
    Example { id: row.id, raw, domain, lines, blocks, candidates }
}

fn of_text(
    lines: &[Line],
    is_body: Vec<bool>,
    title: Option<Vec<String>>,
    known: bool,
) -> (Vec<Labelled>, Vec<Labelled>) {
    let seen = seen::seen(lines);
    let mut candidates = Vec::new();
    if let Some(first) = is_body.iter().position(|&body| body)
        && known
    {
        let words = headline::body_words(&seen, &is_body);
        for at in headline::candidates(&seen, first) {
            let features = headline::of_headline(lines, &seen, at, first, &words);
            let label = title.as_ref() == Some(&folded(&lines[at].text));
            candidates.push(Labelled { features, label });
        }
    }
    (labelled(lines, &seen, &[], is_body), candidates)
}

fn labelled(lines: &[Line], seen: &[Seen], places: &[Place], is_body: Vec<bool>) -> Vec<Labelled> {
    let mut examples = Vec::new();
    let mut labels = is_body.into_iter();
    features::of_lines(lines, seen, places, |features| {
        let label = labels.next().unwrap_or(false);
        examples.push(Labelled { features: features.clone(), label });
    });
    examples
}

/// Which blocks' words stand in the body: most runs of four words of a longer block, or a shorter block as a whole line.
fn in_body(lines: &[Line], body: &str) -> Vec<bool> {
    let words = folded(body);
    let runs: HashSet<&[String]> = words.windows(4).collect();
    let whole: HashSet<Vec<String>> = body.split('\n').map(folded).collect();
    let inside = |line: &Line| {
        let own = folded(&line.text);
        if own.len() < 6 {
            return !own.is_empty() && whole.contains(&own);
        }
        let hits = own.windows(4).filter(|run| runs.contains(*run)).count();
        hits * 10 >= (own.len() - 3) * 7
    };
    // The same words twice are body once: where more of the body stands around them is left to the scorer.
    lines.iter().map(inside).collect()
}

/// The site of an address, `www.` aside.
fn domain(url: &str) -> String {
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', '?', '#']).next().unwrap_or("");
    host.trim_start_matches("www.").to_owned()
}

fn folded(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Parts in which first scores for the second look are made by models that have not seen their sites.
const PARTS: usize = 4;

fn fit(pages: &[&Example]) -> Model {
    let mut model = fit_first(pages);
    // The second look must learn from first scores as they are for sites not seen.
    let (mut lines, mut blocks) = (Rows::default(), Rows::default());
    for part in 0..PARTS {
        let is_of = |page: &&&Example| part_of(&page.domain) == part;
        let others: Vec<&Example> = pages.iter().copied().filter(|page| !is_of(&page)).collect();
        let first = fit_first(&others);
        for page in pages.iter().filter(is_of) {
            with_lines(page, |seen, places| {
                look_again(&mut lines, seen, &[], &first.line, &page.lines);
                if !page.blocks.is_empty() {
                    look_again(&mut blocks, seen, places, &first.block, &page.blocks);
                }
            });
        }
    }
    model.line_again = boost::boost(&lines);
    model.block_again = boost::boost(&blocks);
    model
}

/// Puts down what a second look at lines sees, `weights` being those of the first. A line matters by its length, but a long one not by all of it.
fn look_again(rows: &mut Rows, seen: &[Seen], places: &[Place], weights: &[i8], lines: &[Labelled]) {
    let first: Vec<f32> = lines.iter().map(|line| score(weights, &line.features)).collect();
    let mut labels = lines.iter().zip(&first).zip(seen);
    again::of_scores(seen, places, &first, |row| {
        if let Some(((line, first), seen)) = labels.next() {
            rows.add(row, line.label, again::bounded(*first), (seen.words.clamp(4, 60) as f32).sqrt());
        }
    });
}

/// A part for each site, as good as by chance.
fn part_of(domain: &str) -> usize {
    hash::of(domain.as_bytes()) as usize % PARTS
}

fn with_lines(page: &Example, with: impl FnOnce(&[Seen], &[Place])) {
    match &page.raw.words {
        Words::Page(words) => {
            let lines = lines::of_page(words);
            let seen = seen::seen(&lines);
            with(&seen, &place::places(words, &page.raw.about, &lines, &seen));
        }
        Words::Text(text) => with(&seen::seen(&lines::lines(text).0), &[]),
        Words::Paragraphs(_) => {}
    }
}

fn fit_first(pages: &[&Example]) -> Model {
    let line: Vec<&Labelled> = pages.iter().flat_map(|page| &page.lines).collect();
    // What texts teach of words holds in pages too; what pages teach of elements does not hold in texts.
    let texts = pages.iter().filter(|page| page.blocks.is_empty()).flat_map(|page| &page.lines);
    let block: Vec<&Labelled> = texts.chain(pages.iter().flat_map(|page| &page.blocks)).collect();
    let candidates: Vec<&Labelled> = pages.iter().flat_map(|page| &page.candidates).collect();
    Model {
        line: logistic(&line, LINE_STEP, LEAST),
        block: logistic(&block, BLOCK_STEP, LEAST_OF_PAGES),
        headline: logistic(&candidates, HEADLINE_STEP, LEAST),
        ..Model::blank()
    }
}

/// Logistic regression by stochastic gradient with AdaGrad steps and a pull to zero, averaged over the last half of the
/// passes, then rounded. The order of examples is shuffled by a fixed seed.
fn logistic(examples: &[&Labelled], step: f32, least: f32) -> Vec<i8> {
    let mut weights = vec![0.0_f32; BUCKETS];
    let mut squares = vec![1.0_f32; BUCKETS];
    let mut sums = vec![0.0_f32; BUCKETS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::default();
    let mut counted = 0.0;
    for epoch in 0..EPOCHS {
        shuffle.again(&mut order);
        for &at in &order {
            let Labelled { features, label } = examples[at];
            let odds: f32 = features.0.iter().map(|&bucket| weights[usize::from(bucket)]).sum::<f32>();
            let error = 1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(*label));
            for &bucket in &features.0 {
                let bucket = usize::from(bucket);
                let gradient = error + PULL * weights[bucket];
                squares[bucket] += gradient * gradient;
                weights[bucket] -= step / squares[bucket].sqrt() * gradient;
            }
        }
        if epoch >= EPOCHS / 2 {
            counted += 1.0;
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
    let rounded = |sum: &f32| {
        let weight = sum / counted;
        if weight.abs() < least { 0 } else { (weight * UNIT).round().clamp(-127.0, 127.0) as i8 }
    };
    sums.iter().map(rounded).collect()
}

/// Writes what models predict for the pages of sites they have not seen, in the form of the scorer.
fn validate(pages: &[Example], folds: usize, out: &Path) -> io::Result<()> {
    let sites: BTreeSet<&str> = pages.iter().map(|page| page.domain.as_str()).collect();
    let sites: Vec<&str> = sites.into_iter().collect();
    let fold = |page: &Example| sites.binary_search(&page.domain.as_str()).unwrap_or(0) % folds;
    let mut file = io::BufWriter::new(File::create(out)?);
    let models: Vec<Model> = (0..folds)
        .into_par_iter()
        .map(|part| fit(&pages.iter().filter(|page| fold(page) != part).collect::<Vec<_>>()))
        .collect();
    for (part, model) in models.iter().enumerate() {
        for page in pages.iter().filter(|page| fold(page) == part) {
            let Ok(article) = parse::parse_with(model, &page.raw) else { continue };
            let paragraphs: Vec<&str> =
                article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
            let record = json!({
                "id": stem(&page.id),
                "title": article.headline.as_ref().map(|found| &found.value),
                "authors": article.authors,
                "date": article.date().map(|date| date.to_string()),
                "paragraphs": paragraphs,
                "images": article.images,
                "body": paragraphs.join("\n"),
                "dek": article.dek,
            });
            writeln!(file, "{record}")?;
        }
    }
    file.flush()
}

/// The id as the unpacked file is named.
fn stem(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || "_.-".contains(c) { c } else { '_' }).collect()
}
