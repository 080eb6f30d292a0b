//! Fits the two tables of `attribute::model`: a logistic regression that tells quotes from other marked words, and a
//! softmax regression over the candidates of each quote. Both by stochastic gradient steps that shrink with use (AdaGrad).

use crate::shuffle::Shuffle;
use rayon::prelude::*;
use serde::Deserialize;
use std::{
    fs::{self, File},
    hint::black_box,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    time::Instant,
};
use verbatim::{
    article::Article,
    attribute::{
        Found, attribute,
        candidates::Sort,
        decide::{decide, logistic, look},
        features::Features,
        model::{Model, QUOTED, SPEAKER, STEP, Table},
        near::Scene,
        quoted,
        speaker::Setting,
        why::{LIKELY, SURE},
    },
    entity::Naming,
    identify::identify,
    span::Span,
};

/// A line of the data; offsets are code points.
#[derive(Deserialize)]
struct Line {
    text: String,
    quotes: Vec<Gold>,
}

#[derive(Deserialize, Clone)]
struct Gold {
    start: usize,
    end: usize,
    speaker: Option<String>,
    speaker_type: String,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    kind: String,
}

/// An article, looked through and labelled.
struct Sample {
    article: Article,
    naming: Naming,
    found: Found,
    /// For each piece the gold quote it is.
    gold: Vec<Option<Gold>>,
    /// Gold quotes that are asked for, and how many of them no piece is.
    asked: usize,
}

impl Sample {
    fn scene(&self) -> Scene<'_> {
        self.found.scene(&self.article.text)
    }
}

fn samples(path: &Path) -> io::Result<Vec<Sample>> {
    let lines = BufReader::new(File::open(path)?).lines();
    lines
        .map(|line| {
            let Line { text, mut quotes } = serde_json::from_str(&line?)?;
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let byte = |point: usize| bytes.get(point).copied().unwrap_or(text.len());
            for quote in &mut quotes {
                (quote.start, quote.end) = (byte(quote.start), byte(quote.end));
                quote.speaker_start = quote.speaker_start.map(byte);
                quote.speaker_end = quote.speaker_end.map(byte);
            }
            let article = Article::of_text("", &text);
            let naming = identify(&article);
            let found = Found::of(&article, &naming);
            let gold = found
                .pieces
                .iter()
                .map(|piece| {
                    let (start, end) = (piece.words.start as usize, piece.words.end as usize);
                    let shared = |gold: &&Gold| {
                        let over = gold.end.min(end).saturating_sub(gold.start.max(start));
                        over * 10 > 8 * (gold.end - gold.start).max(end - start)
                    };
                    quotes.iter().find(shared).cloned()
                })
                .collect();
            let asked = quotes.iter().filter(|gold| gold.kind != "headline").count();
            Ok(Sample { article, naming, found, gold, asked })
        })
        .collect()
}

/// The words that head the parts of a speaker phrase: `Li` and `nurse` of “Jo Li, a nurse from Leeds”.
fn heads(phrase: &str) -> Vec<String> {
    phrase
        .split([',', ';', ':', '—', '–'])
        .flat_map(|part| part.split(" and "))
        .filter_map(|part| {
            let mut last = None;
            for (count, word) in part.split_whitespace().enumerate() {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
                if count > 0
                    && matches!(
                        word,
                        "of" | "for"
                            | "from"
                            | "at"
                            | "in"
                            | "on"
                            | "with"
                            | "who"
                            | "whose"
                            | "which"
                            | "that"
                            | "to"
                            | "by"
                            | "told"
                            | "said"
                            | "says"
                    )
                {
                    break;
                }
                if word.starts_with(char::is_alphanumeric) {
                    last = Some(word.to_lowercase());
                }
            }
            last
        })
        .collect()
}

/// Whether a candidate is the gold speaker; the same test as the scorer's, mention by mention.
fn right(scene: &Scene, candidate: Option<u32>, gold: &Gold) -> bool {
    let (Some(start), Some(end), Some(phrase)) = (gold.speaker_start, gold.speaker_end, &gold.speaker) else {
        return candidate.is_none();
    };
    let Some(candidate) = candidate else { return false };
    right_phrase(scene, candidate, gold, start, end, phrase)
}

/// The same for the person a pronoun was taken for, as the scorer counts it.
fn right_person(sample: &Sample, candidate: Option<u32>, gold: &Gold) -> bool {
    let scene = sample.scene();
    let people = &sample.found.people;
    let meant = candidate
        .filter(|_| gold.speaker_type != "pronoun" && gold.speaker.is_some())
        .and_then(|candidate| people.all.get(people.of[candidate as usize] as usize));
    right(&scene, candidate, gold) || meant.is_some_and(|meant| right(&scene, Some(meant.fullest), gold))
}

fn right_phrase(scene: &Scene, candidate: u32, gold: &Gold, start: usize, end: usize, phrase: &str) -> bool {
    let candidate = &scene.candidates.all[candidate as usize];
    let span = candidate.span(scene.words);
    let core = (start + phrase.split(',').next().unwrap_or("").len()).min(end);
    let shared = |end: usize| end.min(span.end as usize) as i64 - start.max(span.start as usize) as i64;
    if shared(end) > 0 && (gold.speaker_type == "pronoun" || 2 * shared(core) >= (core - start) as i64) {
        return true;
    }
    let head =
        Span { start: scene.words.all[candidate.head].start, end: scene.words.all[candidate.head].end };
    let head = head.of(scene.text).to_lowercase();
    gold.speaker_type != "pronoun"
        && candidate.sort != Sort::Pronoun
        && heads(phrase).iter().any(|other| other.trim_end_matches('.') == head.trim_end_matches('.'))
}

/// Whether a candidate is a good example of the gold speaker: in its place if there is one there.
fn examples(scene: &Scene, candidates: &[Option<u32>], gold: &Gold) -> Vec<usize> {
    let good: Vec<usize> = (0..candidates.len()).filter(|at| right(scene, candidates[*at], gold)).collect();
    let (Some(start), Some(end)) = (gold.speaker_start, gold.speaker_end) else { return good };
    let placed = |at: &&usize| {
        candidates[**at].is_some_and(|candidate| {
            let span = scene.candidates.all[candidate as usize].span(scene.words);
            (span.start as usize) < end && start < span.end as usize
        })
    };
    let in_place: Vec<usize> = good.iter().filter(placed).copied().collect();
    if in_place.is_empty() { good } else { in_place }
}

/// A table with the squares of its steps.
struct Learner {
    table: Table,
    squares: Vec<f32>,
    sums: Vec<f32>,
}

impl Learner {
    fn of(table: Table) -> Learner {
        Learner { squares: vec![1e-6; table.weights.len()], sums: vec![0.0; table.weights.len()], table }
    }

    fn step(&mut self, features: &Features, gradient: f32, rate: f32) {
        for (_, hash) in &features.all {
            let place = self.table.place(*hash);
            self.squares[place] += gradient * gradient;
            self.table.weights[place] += rate * gradient / self.squares[place].sqrt();
        }
    }

    fn shrink(&mut self, by: f32) {
        for weight in &mut self.table.weights {
            *weight -= weight.clamp(-by, by);
        }
    }

    fn keep(&mut self) {
        for (sum, weight) in self.sums.iter_mut().zip(&self.table.weights) {
            *sum += weight;
        }
    }

    fn average(&self, times: usize) -> Table {
        Table { weights: self.sums.iter().map(|sum| sum / times as f32).collect() }
    }
}

/// How often the data is gone through.
const ROUNDS: usize = 14;
/// The first step of a weight.
const RATE: f32 = 0.05;
/// How much nearer to zero each weight comes in a round: rare features stay out of the tables.
const QUOTED_SHRINK: f32 = 0.005;
/// The same for the table that ranks speakers.
const SPEAKER_SHRINK: f32 = 0.02;
/// The first rounds are not averaged.
const WARM: usize = 4;

/// How often all of it is done, each time in other orders: the weights are the mean of these, which one order's chance moves
/// by half a point and sixteen hardly at all.
const FITS: u64 = 16;

fn fit(samples: &[&Sample]) -> Model {
    let fits: Vec<(Table, Table)> =
        (0..FITS).into_par_iter().map(|number| fit_once(samples, Shuffle::of(number))).collect();
    let (quoted, speaker): (Vec<Table>, Vec<Table>) = fits.into_iter().unzip();
    // What ships is what is measured.
    Model::decode(&Model { quoted: mean(&quoted), speaker: mean(&speaker) }.encode())
}

fn mean(tables: &[Table]) -> Table {
    let sum = |at: usize| tables.iter().map(|table| table.weights[at]).sum::<f32>();
    let places = tables.first().map_or(0, |table| table.weights.len());
    Table { weights: (0..places).map(|at| sum(at) / tables.len() as f32).collect() }
}

/// The weights of both tables after one run through all rounds.
fn fit_once(samples: &[&Sample], mut shuffle: Shuffle) -> (Table, Table) {
    let blank = Model::blank();
    let (mut quoted_table, mut speaker_table) = (Learner::of(blank.quoted), Learner::of(blank.speaker));
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for round in 0..ROUNDS {
        shuffle.again(&mut order);
        for index in &order {
            learn(samples[*index], &mut quoted_table, &mut speaker_table);
        }
        quoted_table.shrink(QUOTED_SHRINK);
        speaker_table.shrink(SPEAKER_SHRINK);
        if round >= WARM {
            quoted_table.keep();
            speaker_table.keep();
        }
    }
    (quoted_table.average(ROUNDS - WARM), speaker_table.average(ROUNDS - WARM))
}

fn learn(sample: &Sample, quoted_table: &mut Learner, speaker_table: &mut Learner) {
    let scene = sample.scene();
    let people = &sample.found.people;
    let mut features = Features::default();
    let mut before = None;
    let mut last = None;
    for (index, gold) in sample.gold.iter().enumerate() {
        if scene.pieces[index].inside.is_some() {
            continue;
        }
        let near = scene.near(index);
        if gold.as_ref().is_none_or(|gold| gold.kind != "headline") {
            features.clear();
            quoted::features(&scene, index, &near, last, &mut features);
            let chance = logistic(quoted_table.table.score(&features));
            last = Some((index, chance >= 0.5));
            let truth = if gold.is_some() { 1.0 } else { 0.0 };
            quoted_table.step(&features, truth - chance, RATE);
        }
        let Some(gold) = gold else { continue };
        let setting = Setting::of(&scene, index, &near, before);
        let candidates: Vec<Option<u32>> =
            [None].into_iter().chain(scene.reach(index).into_iter().map(Some)).collect();
        let all: Vec<Features> = candidates
            .iter()
            .map(|candidate| {
                let mut features = Features::default();
                look(&scene, people, &setting, *candidate, &mut features);
                features
            })
            .collect();
        let scores: Vec<f32> = all.iter().map(|features| speaker_table.table.score(features)).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let weights: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let total: f32 = weights.iter().sum();
        let good = examples(&scene, &candidates, gold);
        let good_total: f32 = good.iter().map(|at| weights[*at]).sum();
        if !good.is_empty() && good_total < total {
            for (at, features) in all.iter().enumerate() {
                let wanted = if good.contains(&at) { weights[at] / good_total.max(1e-30) } else { 0.0 };
                let gradient = wanted - weights[at] / total;
                if gradient.abs() > 1e-3 {
                    speaker_table.step(features, gradient, RATE);
                }
            }
        }
        let best = (0..scores.len()).find(|at| scores[*at] == most).unwrap_or(0);
        before = Some((index, candidates[best]));
    }
}

#[derive(Default, Clone, Copy)]
struct Tally {
    asked: usize,
    predicted: usize,
    found: usize,
    right: usize,
    reachable: usize,
    kinds: [(usize, usize); 2],
    /// For each twentieth of chance: how many, how many right.
    bins: [(usize, usize); 20],
}

fn measure(samples: &[&Sample], model: &Model, errors: &mut usize) -> Tally {
    let mut tally = Tally::default();
    for sample in samples {
        let scene = sample.scene();
        tally.asked += sample.asked;
        for gold in sample.gold.iter().flatten().filter(|gold| gold.kind != "headline") {
            tally.kinds[usize::from(gold.kind == "partial")].0 += 1;
        }
        for (index, choice) in decide(&scene, &sample.found.people, model).iter().enumerate() {
            let gold = &sample.gold[index];
            if gold.as_ref().is_some_and(|gold| gold.kind == "headline") {
                continue;
            }
            let show = |what: &str, errors: &mut usize| {
                if *errors > 0 {
                    *errors -= 1;
                    let piece = &scene.pieces[index];
                    let start = (piece.outer.start as usize).saturating_sub(160);
                    let end = (piece.outer.end as usize + 120).min(scene.text.len());
                    let start = (start..).find(|at| scene.text.is_char_boundary(*at)).unwrap_or(0);
                    let end = (end..).find(|at| scene.text.is_char_boundary(*at)).unwrap_or(0);
                    let speaker = gold.as_ref().and_then(|gold| gold.speaker.clone());
                    let given = choice.and_then(|choice| choice.candidate).map(|candidate| {
                        scene.candidates.all[candidate as usize].span(scene.words).of(scene.text)
                    });
                    let before = &scene.text[start..piece.words.start as usize];
                    let words = piece.words.of(scene.text);
                    let after = &scene.text[piece.words.end as usize..end];
                    println!(
                        "{what} gold={speaker:?} ours={given:?} p={:.2}\n    {before}[[{words}]]{after}",
                        choice.map_or(0.0, |c| c.p)
                    );
                }
            };
            match (choice, gold) {
                (Some(choice), Some(gold)) => {
                    tally.predicted += 1;
                    tally.found += 1;
                    tally.reachable += usize::from(
                        gold.speaker.is_none()
                            || scene
                                .reach(index)
                                .iter()
                                .any(|candidate| right(&scene, Some(*candidate), gold)),
                    );
                    let labelled = choice.label.is_some_and(|label| {
                        gold.speaker_start.is_some_and(|start| label.contains(start as u32))
                    });
                    let correct = labelled || right_person(sample, choice.candidate, gold);
                    tally.right += usize::from(correct);
                    tally.kinds[usize::from(gold.kind == "partial")].1 += usize::from(correct);
                    let bin = &mut tally.bins[((choice.p * 20.0) as usize).min(19)];
                    bin.0 += 1;
                    bin.1 += usize::from(correct);
                    if !correct {
                        show("WRONG", errors);
                    }
                }
                (Some(choice), None) => {
                    tally.predicted += 1;
                    tally.bins[((choice.p * 20.0) as usize).min(19)].0 += 1;
                    show("FALSE", errors);
                }
                (None, Some(_)) => show("MISSED", errors),
                (None, None) => {}
            }
        }
    }
    tally
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.asked += other.asked;
        self.predicted += other.predicted;
        self.found += other.found;
        self.right += other.right;
        self.reachable += other.reachable;
        for (mine, other) in self.kinds.iter_mut().zip(&other.kinds) {
            *mine = (mine.0 + other.0, mine.1 + other.1);
        }
        for (mine, other) in self.bins.iter_mut().zip(&other.bins) {
            *mine = (mine.0 + other.0, mine.1 + other.1);
        }
    }

    fn line(&self) -> String {
        let f1 = |hits: usize| 200.0 * hits as f64 / (self.predicted + self.asked) as f64;
        let part = |(all, hits): (usize, usize)| 100.0 * hits as f64 / all.max(1) as f64;
        format!(
            "detection F1 {:.2} · end to end F1 {:.2} · speaker of found {:.2} (reachable {:.2}) · recall full {:.2} partial {:.2}",
            f1(self.found),
            f1(self.right),
            100.0 * self.right as f64 / self.found.max(1) as f64,
            100.0 * self.reachable as f64 / self.found.max(1) as f64,
            part(self.kinds[0]),
            part(self.kinds[1]),
        )
    }

    fn print_bins(&self) {
        let mut above = (0, 0);
        let total: usize = self.bins.iter().map(|bin| bin.0).sum();
        for (index, bin) in self.bins.iter().enumerate().rev() {
            above = (above.0 + bin.0, above.1 + bin.1);
            println!(
                "  p ≥ {:.2}: {:5} here {:.3} right; above {:.3} of all, {:.3} right",
                index as f32 / 20.0,
                bin.0,
                bin.1 as f32 / bin.0.max(1) as f32,
                above.0 as f32 / total.max(1) as f32,
                above.1 as f32 / above.0.max(1) as f32
            );
        }
    }
}

/// What to fit on and what to print.
#[derive(clap::Args)]
pub struct Quotes {
    /// JSONL with text, quotes and speakers
    train: PathBuf,
    /// The same, to measure on
    dev: PathBuf,
    /// Instead of fitting the model, print the scores of so many folds of the training data
    #[arg(long)]
    folds: Option<usize>,
    /// Print so many errors
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// Fits the model, measures it and writes `model/quotes.bin` and its card.
pub fn quotes(args: &Quotes) -> io::Result<()> {
    let Quotes { folds, mut errors, .. } = *args;
    let train = samples(&args.train)?;
    if let Some(folds) = folds {
        let mut tally = Tally::default();
        for fold in 0..folds.max(2) {
            let inside = |index: usize| index % folds.max(2) == fold;
            let rest: Vec<&Sample> =
                train.iter().enumerate().filter(|(at, _)| !inside(*at)).map(|(_, s)| s).collect();
            let held: Vec<&Sample> =
                train.iter().enumerate().filter(|(at, _)| inside(*at)).map(|(_, s)| s).collect();
            let part = measure(&held, &fit(&rest), &mut errors);
            println!("fold {fold}: {}", part.line());
            tally.add(&part);
        }
        println!("all folds: {}", tally.line());
        tally.print_bins();
        return Ok(());
    }
    let all: Vec<&Sample> = train.iter().collect();
    let model = fit(&all);
    let bytes = model.encode();
    fs::write("model/quotes.bin", &bytes)?;
    let zeros = |table: &Table| table.weights.iter().filter(|weight| **weight != 0.0).count();
    println!("{} bytes, {} and {} weights", bytes.len(), zeros(&model.quoted), zeros(&model.speaker));
    let dev = samples(&args.dev)?;
    let dev: Vec<&Sample> = dev.iter().collect();
    let tally = measure(&dev, &model, &mut errors);
    println!("dev: {}", tally.line());
    tally.print_bins();
    let begun = Instant::now();
    const TIMES: usize = 5;
    for sample in dev.iter().cycle().take(dev.len() * TIMES) {
        black_box(attribute(&sample.article, &sample.naming));
    }
    let speed = (dev.len() * TIMES) as f64 / begun.elapsed().as_secs_f64();
    println!("{speed:.0} articles a second");
    let count = |samples: &[&Sample]| samples.iter().map(|sample| sample.asked).sum::<usize>();
    let name =
        |path: &Path| path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let card = format!(
        "# quotes.bin\n\nTells quotes from other marked words and ranks who says them; see `src/attribute/model.rs`.\n\n\
         - Data: PolNeAR (US news of 2016, sources marked by hand), {} articles, {} quotes. It carries no licence to pass\n  \
         its text on: none of it is here, only weights of hashed features.\n\
         - Method: logistic regression over {} places, softmax regression over candidates in {} places, AdaGrad, {} rounds,\n  \
         weights averaged over them and {} fits in other orders, and cut to steps of 1/{:.0}; the same input gives the same bytes.\n\
         - Size: {} bytes, {} and {} weights that are not zero.\n\
         - Held-out articles ({}, {} quotes): {}.\n\
         - Chances from {:.2} are called sure, from {:.2} likely; chosen by four-fold cross-validation on the training data.\n\
         - Made by `cargo run --profile quick --bin train -- quotes ../shared/data/quotes/{} ../shared/data/quotes/{}`\n",
        all.len(),
        count(&all),
        QUOTED,
        SPEAKER,
        ROUNDS,
        FITS,
        1.0 / STEP,
        bytes.len(),
        zeros(&model.quoted),
        zeros(&model.speaker),
        dev.len(),
        count(&dev),
        tally.line(),
        SURE,
        LIKELY,
        name(&args.train),
        name(&args.dev),
    );
    fs::write("model/quotes.md", card)?;
    Ok(())
}
