//! `train articles PACK.jsonl.gz`: fits the block scorer of `parse` on scraped texts whose body lines are known.
//!
//! A line of the pack is `{raw, gold: {body_lines, title, title_known, domain}}`; body lines count from 0. With
//! `--unseen OUT` nothing is fitted for use: the sites are split in five parts, each part is predicted by a model that has not
//! seen its sites, and the predictions are written for the scorer.

use crate::shuffle::Shuffle;
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};
use verbatim::parse::{
    self,
    features::{self, BUCKETS, Features},
    lines,
    model::{Model, UNIT},
};

/// What to fit on.
#[derive(clap::Args)]
pub struct Articles {
    /// Gzipped JSONL with raw text and gold
    pack: PathBuf,
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
    body_lines: Vec<u32>,
    title: Option<String>,
    #[serde(default)]
    title_known: bool,
}

/// Lines told body or not, and candidates told headline or not.
struct Page {
    id: String,
    raw: String,
    domain: String,
    lines: Vec<(Features, bool)>,
    candidates: Vec<(Features, bool)>,
}

/// Passes over the data.
const EPOCHS: usize = 8;
/// Step of the first pass.
const STEP: f32 = 0.4;
/// Weight of the pull towards zero, per example.
const PULL: f32 = 1e-3;
/// Weights below this say little and cost bytes, in units of log odds.
const LEAST: f32 = 0.12;

/// Fits the model on a pack and writes it, or writes what models say of sites they have not seen.
pub fn articles(args: &Articles) -> io::Result<()> {
    let pages = pages(&args.pack)?;
    println!("{} pages, {} lines", pages.len(), pages.iter().map(|page| page.lines.len()).sum::<usize>());
    if let Some(out) = &args.unseen {
        return validate(&pages, 5, out);
    }
    let all: Vec<&Page> = pages.iter().collect();
    let bytes = fit(&all).encode();
    fs::write("model/articles.bin", &bytes)?;
    println!("model/articles.bin: {} bytes", bytes.len());
    Ok(())
}

fn pages(pack: &Path) -> io::Result<Vec<Page>> {
    let reader = BufReader::new(GzDecoder::new(File::open(pack)?));
    reader.lines().map(|line| Ok(page(serde_json::from_str(&line?)?))).collect()
}

fn page(row: Row) -> Page {
    let (lines, _) = lines::lines(&row.raw);
    let cues = features::cues(&lines);
    let gold: BTreeSet<u32> = row.gold.body_lines.iter().map(|line| line + 1).collect();
    let is_body: Vec<bool> = lines.iter().map(|line| gold.contains(&line.number)).collect();
    let mut candidates = Vec::new();
    if let Some(first) = is_body.iter().position(|&body| body)
        && row.gold.title_known
    {
        let words = parse::body_words(&lines, &is_body);
        let title = row.gold.title.as_deref().map(folded);
        for at in parse::candidates(&lines, &parse::images(&lines), first) {
            let shared = features::words_of_body(&lines[at].text, &words);
            let features = features::of_headline(&lines, &cues, at, first, shared);
            candidates.push((features, title.as_ref() == Some(&folded(&lines[at].text))));
        }
    }
    let lines = features::of_lines(&lines, &cues).into_iter().zip(is_body).collect();
    Page { id: row.id, raw: row.raw.clone(), domain: row.gold.domain, lines, candidates }
}

fn folded(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn fit(pages: &[&Page]) -> Model {
    let lines: Vec<&(Features, bool)> = pages.iter().flat_map(|page| &page.lines).collect();
    let candidates: Vec<&(Features, bool)> = pages.iter().flat_map(|page| &page.candidates).collect();
    Model { body: logistic(&lines), headline: logistic(&candidates) }
}

/// Logistic regression by stochastic gradient with AdaGrad steps and a pull to zero, averaged over the last half of the
/// passes, then rounded. The order of examples is shuffled by a fixed seed.
fn logistic(examples: &[&(Features, bool)]) -> Vec<i8> {
    let mut weights = vec![0.0_f32; BUCKETS];
    let mut squares = vec![1.0_f32; BUCKETS];
    let mut sums = vec![0.0_f32; BUCKETS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::default();
    let mut counted = 0.0;
    for epoch in 0..EPOCHS {
        shuffle.again(&mut order);
        for &at in &order {
            let (features, label) = examples[at];
            let odds: f32 = features.0.iter().map(|&bucket| weights[usize::from(bucket)]).sum();
            let error = 1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(*label));
            for &bucket in &features.0 {
                let bucket = usize::from(bucket);
                let gradient = error + PULL * weights[bucket];
                squares[bucket] += gradient * gradient;
                weights[bucket] -= STEP / squares[bucket].sqrt() * gradient;
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
        if weight.abs() < LEAST { 0 } else { (weight * UNIT).round().clamp(-127.0, 127.0) as i8 }
    };
    sums.iter().map(rounded).collect()
}

/// Writes what models predict for the pages of sites they have not seen, in the form of the scorer.
fn validate(pages: &[Page], folds: usize, out: &Path) -> io::Result<()> {
    let sites: BTreeSet<&str> = pages.iter().map(|page| page.domain.as_str()).collect();
    let sites: Vec<&str> = sites.into_iter().collect();
    let fold = |page: &Page| sites.binary_search(&page.domain.as_str()).unwrap_or(0) % folds;
    let mut file = io::BufWriter::new(File::create(out)?);
    for part in 0..folds {
        let seen: Vec<&Page> = pages.iter().filter(|page| fold(page) != part).collect();
        let model = fit(&seen);
        for page in pages.iter().filter(|page| fold(page) == part) {
            let Ok(article) = parse::parse_with(&model, "", &page.raw) else { continue };
            let paragraphs: Vec<&str> =
                article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
            let record = json!({
                "id": page.id,
                "title": article.headline.as_ref().map(|found| &found.value),
                "authors": article.authors,
                "date": article.date().map(|date| date.to_string()),
                "body": paragraphs.join("\n"),
                "dek": article.dek,
            });
            writeln!(file, "{record}")?;
        }
    }
    file.flush()
}
