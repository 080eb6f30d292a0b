//! Fits the weights of the name tagger: a linear-chain CRF, AdaGrad with L1 (regularised dual averaging), cut to the
//! strongest weights, these fitted on without L1, then rounded to small integers. One thread and no clock: the same data
//! give the same bytes.

use crate::shuffle::Shuffle;
use serde::Deserialize;
use std::{
    fmt::{self, Write as _},
    fs,
    io::{self, BufRead, BufReader},
};
use verbatim::{
    identify::{
        link::Spot,
        mend,
        tagger::{
            self, KINDS, LABELS,
            document::Document,
            features::{self, BITS, Features},
            follows,
            weights::Weights,
        },
    },
    token::{self, TokenKind},
};

/// What to fit and on what.
#[derive(clap::Args)]
pub struct Names {
    /// JSONL files of {id, doc, text, entities}; `@0.5` after a name makes its sentences count half
    #[arg(required = true)]
    train: Vec<String>,
    /// JSONL files of {text} in which no name is marked; what is fitted to the others marks them, and all is fitted anew to both; `@0.3` as above
    #[arg(long)]
    unmarked: Vec<String>,
    /// Files to score the result on; nothing is fitted to them
    #[arg(long)]
    dev: Vec<String>,
    /// Where the weights go
    #[arg(long, default_value = "model/names.bin")]
    out: String,
    /// Where the card goes
    #[arg(long, default_value = "model/names.md")]
    card: String,
    /// Weights to keep
    #[arg(long, default_value_t = 50_000)]
    keep: usize,
    /// Passes over the data with L1, and then without
    #[arg(long, num_args = 2, default_values_t = [6, 3])]
    passes: Vec<usize>,
    /// Strength of L1, in gradients a sentence
    #[arg(long, default_value_t = 2e-6)]
    l1: f32,
    /// How often a feature must occur
    #[arg(long, default_value_t = 3)]
    least: u32,
    /// Instead of fitting the model, print the scores of so many folds of the documents of each file
    #[arg(long)]
    folds: Option<usize>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    doc: String,
    text: String,
    #[serde(default)]
    entities: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// A sentence ready to fit: features by token, gold labels.
struct Sentence {
    /// Where its tokens' features begin and end in the pool.
    ends: Vec<u32>,
    labels: Vec<u8>,
    weight: f32,
}

#[derive(Default)]
struct Data {
    pool: Vec<u32>,
    sentences: Vec<Sentence>,
}

type Row = [f32; LABELS];

/// Fits the weights and writes them with their card.
pub fn names(args: &Names) -> io::Result<()> {
    let files = args.train.iter().map(|source| weighed(source)).collect::<io::Result<Vec<_>>>()?;
    let unmarked = args.unmarked.iter().map(|source| weighed(source)).collect::<io::Result<Vec<_>>>()?;
    if let Some(folds) = args.folds {
        return cross(args, &files, &unmarked, folds.max(2));
    }
    let mut sources = String::new();
    for (path, weight, documents) in files.iter().chain(&unmarked) {
        let mut data = Data::default();
        documents.iter().for_each(|lines| read(lines, *weight, &mut data));
        let hash = fnv(&fs::read(path)?);
        let _ = writeln!(sources, "| {path} | {weight} | {} | {hash:016x} |", data.sentences.len());
    }
    let bytes = fit_with(args, || marked(&files, |_| true), &unmarked)?;
    fs::write(&args.out, &bytes)?;
    let weights = Weights::decode(&bytes).ok_or_else(|| io::Error::other("the weights do not decode"))?;
    let mut scores = String::new();
    for path in &args.dev {
        let mut tally = Tally::default();
        documents(path)?.iter().for_each(|lines| tally.score(lines, &weights));
        let _ = writeln!(scores, "| {path} | {tally} |");
    }
    eprint!("{scores}");
    let command: Vec<String> = std::env::args().skip(1).collect();
    fs::write(&args.card, card(&command.join(" "), &sources, &scores, &bytes, fnv(&bytes)))
}

/// A file, what its sentences count, and its documents.
type Source<'a> = (&'a str, f32, Vec<Vec<Line>>);

/// Reads a file that is named with what its sentences count.
fn weighed(source: &str) -> io::Result<Source<'_>> {
    let (path, weight) = source.split_once('@').unwrap_or((source, "1"));
    let weight = weight.parse().map_err(|_| io::Error::other(format!("{source}: no weight after @")))?;
    Ok((path, weight, documents(path)?))
}

/// Prints how well each part of the data is tagged by what is fitted on the other parts.
fn cross(args: &Names, files: &[Source], unmarked: &[Source], folds: usize) -> io::Result<()> {
    let mut tallies: Vec<Tally> = files.iter().map(|_| Tally::default()).collect();
    for fold in 0..folds {
        let bytes = fit_with(args, || marked(files, |at| at % folds != fold), unmarked)?;
        let weights = Weights::decode(&bytes).ok_or_else(|| io::Error::other("the weights do not decode"))?;
        for ((_, _, documents), tally) in files.iter().zip(&mut tallies) {
            documents.iter().skip(fold).step_by(folds).for_each(|lines| tally.score(lines, &weights));
        }
    }
    for ((path, ..), tally) in files.iter().zip(&tallies) {
        println!("| {path} | {tally} |");
    }
    Ok(())
}

/// The sentences of those documents of each file that are wanted, by their place in it.
fn marked(files: &[Source], wanted: impl Fn(usize) -> bool) -> Data {
    let mut data = Data::default();
    for (_, weight, documents) in files {
        let wanted = documents.iter().enumerate().filter(|(at, _)| wanted(*at));
        wanted.for_each(|(_, lines)| read(lines, *weight, &mut data));
    }
    data
}

/// The bytes of the weights that fit the marked data and, if there are any, unmarked texts with the names that weights fitted to
/// the marked data alone find in them (self-training): the words around names of another kind of text count as well.
fn fit_with(args: &Names, marked: impl Fn() -> Data, unmarked: &[Source]) -> io::Result<Vec<u8>> {
    let first = fit(args, marked())?;
    if unmarked.is_empty() {
        return Ok(first);
    }
    let weights = Weights::decode(&first).ok_or_else(|| io::Error::other("the weights do not decode"))?;
    let mut data = marked();
    for (_, weight, documents) in unmarked {
        for lines in documents {
            let (text, _) = joined(lines);
            add(&text, &found(&text, &weights), *weight, &mut data);
        }
    }
    fit(args, data)
}

/// The bytes of the weights that fit the data.
fn fit(args: &Names, mut data: Data) -> io::Result<Vec<u8>> {
    let numbers = number(&mut data, args.least);
    eprintln!("{} sentences, {} features", data.sentences.len(), numbers.len());
    let mut model = Model::new(numbers.len());
    let mut order: Vec<usize> = (0..data.sentences.len()).collect();
    let mut shuffle = Shuffle::default();
    let [first, second] = args.passes[..] else { return Err(io::Error::other("--passes takes two numbers")) };
    for pass in 0..first {
        shuffle.again(&mut order);
        let loss: f64 = order.iter().map(|at| model.fit(&data, *at, args.l1)).sum();
        eprintln!("pass {} loss {:.0}", pass + 1, loss);
    }
    model.cut(args.keep, args.l1);
    for pass in 0..second {
        shuffle.again(&mut order);
        let loss: f64 = order.iter().map(|at| model.fit_on(&data, *at)).sum();
        eprintln!("pass {} on what is kept, loss {:.0}", pass + 1, loss);
    }
    Ok(model.bytes(&numbers))
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn card(command: &str, sources: &str, scores: &str, bytes: &[u8], hash: u64) -> String {
    format!(
        "# names.bin\n\nWeights of the name tagger (`src/identify/tagger/`): a linear-chain CRF over hashed features, BIO labels for \
         person, organisation, place and other.\n\n- {} bytes, FNV-1a {hash:016x}\n- Licence of this file: CC BY-SA 4.0, as some of the \
         data are CC BY-SA\n- Made by, from the project's root:\n\n```sh\ncargo run --profile quick --bin train -- {command}\n```\n\n## \
         Fitted on\n\n| file | weight | sentences | FNV-1a of the file |\n|---|---|---|---|\n{sources}\nLicences: gumother (GUM), politics \
         (CrossNER) and ewt (UD English EWT names): CC BY-SA; wikigold, btc_g (Broad Twitter Corpus) and wnut: CC BY 4.0; gmb_agree: Voice of \
         America text, public domain, where two taggers agree; polnear: US news of 2016 \
         without marks of names, which carries no licence to pass its text on.\n\n## Scores\n\nExact spans, precision / recall / F1, the article's post-pass included.\n\n| file | people | organisations | places \
         |\n|---|---|---|---|\n{scores}",
        bytes.len()
    )
}

/// Reads a file's documents: neighbouring lines of one `doc` are one text.
fn documents(path: &str) -> io::Result<Vec<Vec<Line>>> {
    let file = fs::File::open(path).map_err(|error| io::Error::other(format!("{path}: {error}")))?;
    let lines: Vec<Line> = BufReader::new(file)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<io::Result<_>>()?;
    let mut out: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last) if !line.doc.is_empty() && last[0].doc == line.doc => last.push(line),
            _ => out.push(vec![line]),
        }
    }
    Ok(out)
}

/// The text of a document, and its gold spans in bytes of it with the label of their first token.
fn joined(lines: &[Line]) -> (String, Vec<(u32, u32, u8)>) {
    let mut text = String::new();
    let mut gold = Vec::new();
    for line in lines {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let offsets: Vec<usize> =
            line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
        for marked in &line.entities {
            let label = match marked.kind.as_str() {
                "PER" => 1,
                "ORG" => 3,
                "LOC" => 5,
                "MISC" => 7,
                _ => continue,
            };
            let (Some(start), Some(end)) = (offsets.get(marked.start), offsets.get(marked.end)) else {
                continue;
            };
            gold.push(((text.len() + start) as u32, (text.len() + end) as u32, label));
        }
        text.push_str(&line.text);
    }
    gold.sort_unstable();
    (text, gold)
}

fn read(lines: &[Line], weight: f32, data: &mut Data) {
    let (text, gold) = joined(lines);
    add(&text, &gold, weight, data);
}

/// Adds the sentences of a text in which these spans are names.
fn add(text: &str, gold: &[(u32, u32, u8)], weight: f32, data: &mut Data) {
    let mut features = Features::default();
    let tokens = token::tokens(text);
    let sentences = token::sentences(&tokens);
    let document = Document::of(&tokens, &sentences);
    let mut labels = vec![0_u8; tokens.len()];
    for &(start, end, label) in gold {
        let from = tokens.partition_point(|token| token.end() <= start);
        let to = tokens.partition_point(|token| token.start < end);
        let mut first = true;
        for at in from..to {
            let inside = tokens[at].start >= start || tokens[at].end() <= end;
            if inside && labels[at] == 0 && (tokens[at].kind != TokenKind::Mark || !first) {
                labels[at] = if first { label } else { label + 1 };
                first = false;
            }
        }
    }
    for sentence in sentences {
        if !tokens[sentence.clone()].iter().any(token::Token::capital) {
            continue;
        }
        features::of_sentence(&tokens, sentence.clone(), &document, |_| true, &mut features);
        let mut ends = vec![data.pool.len() as u32];
        for at in 0..features.len() {
            data.pool.extend_from_slice(features.of(at));
            ends.push(data.pool.len() as u32);
        }
        data.sentences.push(Sentence { ends, labels: labels[sentence].to_vec(), weight });
    }
}

/// Numbers the features that occur often enough from 0 on, in the pool as well; gives the feature behind each number.
fn number(data: &mut Data, least: u32) -> Vec<u32> {
    let mut counts = vec![0_u32; 1 << BITS];
    for feature in &data.pool {
        counts[*feature as usize] += 1;
    }
    let kept: Vec<u32> = (0..1 << BITS).filter(|feature| counts[*feature as usize] >= least).collect();
    let mut numbers = vec![u32::MAX; 1 << BITS];
    for (number, feature) in kept.iter().enumerate() {
        numbers[*feature as usize] = number as u32;
    }
    let mut out = Vec::with_capacity(data.pool.len());
    for sentence in &mut data.sentences {
        let mut start = sentence.ends[0] as usize;
        sentence.ends[0] = out.len() as u32;
        for end in &mut sentence.ends[1..] {
            let own = &data.pool[start..*end as usize];
            start = *end as usize;
            out.extend(
                own.iter().map(|feature| numbers[*feature as usize]).filter(|number| *number != u32::MAX),
            );
            *end = out.len() as u32;
        }
    }
    data.pool = out;
    kept
}

/// Rate of AdaGrad for features, and for steps between labels.
const RATE: f32 = 0.1;

struct Model {
    /// Sum of gradients while L1 is on; the weights themselves after the cut.
    sums: Vec<Row>,
    squares: Vec<Row>,
    steps: [Row; LABELS],
    step_squares: [Row; LABELS],
    seen: f32,
}

impl Model {
    fn new(features: usize) -> Model {
        Model {
            sums: vec![[0.0; LABELS]; features],
            squares: vec![[1e-6; LABELS]; features],
            steps: [[0.0; LABELS]; LABELS],
            step_squares: [[1e-2; LABELS]; LABELS],
            seen: 0.0,
        }
    }

    /// The weight of a feature for a label while L1 is on.
    fn weight(&self, feature: usize, label: usize, most: f32) -> f32 {
        let sum = self.sums[feature][label];
        let over = sum.abs() - most;
        if over > 0.0 { -sum.signum() * over * RATE / self.squares[feature][label].sqrt() } else { 0.0 }
    }

    fn fit(&mut self, data: &Data, at: usize, l1: f32) -> f64 {
        let sentence = &data.sentences[at];
        self.seen += 1.0;
        let most = l1 * self.seen;
        let own = scores(data, sentence, |feature, row| {
            for (label, score) in row.iter_mut().enumerate() {
                *score += self.weight(feature, label, most);
            }
        });
        let (gradients, loss) = self.gradients(sentence, &own);
        each(data, sentence, |token, feature| {
            for (label, gradient) in gradients[token].into_iter().enumerate() {
                if gradient.abs() > 1e-4 {
                    self.sums[feature][label] += gradient;
                    self.squares[feature][label] += gradient * gradient;
                }
            }
        });
        loss
    }

    /// Keeps the strongest weights and forgets the rest.
    fn cut(&mut self, keep: usize, l1: f32) {
        let most = self.seen * l1;
        let mut strong: Vec<(f32, usize, usize)> = Vec::new();
        for feature in 0..self.sums.len() {
            for label in 0..LABELS {
                let weight = self.weight(feature, label, most);
                // A weight counts by what it did: rare features with large weights did little.
                let used = self.squares[feature][label].sqrt().sqrt();
                if weight != 0.0 {
                    strong.push((weight.abs() * used, feature, label));
                }
            }
        }
        strong.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        eprintln!("{} weights are not zero", strong.len());
        let mut kept = vec![[0.0; LABELS]; self.sums.len()];
        for (_, feature, label) in strong.into_iter().take(keep) {
            kept[feature][label] = self.weight(feature, label, most);
        }
        self.sums = kept;
    }

    /// One step on what was kept, without L1.
    fn fit_on(&mut self, data: &Data, at: usize) -> f64 {
        let sentence = &data.sentences[at];
        let own = scores(data, sentence, |feature, row| {
            for (score, weight) in row.iter_mut().zip(&self.sums[feature]) {
                *score += weight;
            }
        });
        let (gradients, loss) = self.gradients(sentence, &own);
        each(data, sentence, |token, feature| {
            for (label, gradient) in gradients[token].into_iter().enumerate() {
                let weight = &mut self.sums[feature][label];
                if *weight != 0.0 && gradient.abs() > 1e-4 {
                    let square = &mut self.squares[feature][label];
                    *square += gradient * gradient;
                    *weight -= RATE * gradient / square.sqrt();
                }
            }
        });
        loss
    }

    /// By how much each label of each token is over- or underrated, and the loss; steps between labels are fitted here.
    fn gradients(&mut self, sentence: &Sentence, own: &[Row]) -> (Vec<Row>, f64) {
        let count = own.len();
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; count];
        let mut backward = vec![[0.0; LABELS]; count];
        for to in (0..LABELS).filter(|to| follows(0, *to)) {
            forward[0][to] = own[0][to] + self.steps[0][to];
        }
        for at in 1..count {
            for to in 0..LABELS {
                let before = forward[at - 1];
                let from = (0..LABELS).filter(|from| follows(*from, to));
                forward[at][to] = log_sum(from.map(|from| before[from] + self.steps[from][to])) + own[at][to];
            }
        }
        for at in (0..count - 1).rev() {
            for from in 0..LABELS {
                let to = (0..LABELS).filter(|to| follows(from, *to));
                backward[at][from] =
                    log_sum(to.map(|to| self.steps[from][to] + own[at + 1][to] + backward[at + 1][to]));
            }
        }
        let whole = log_sum(forward[count - 1].iter().copied());
        let mut gradients = vec![[0.0; LABELS]; count];
        let mut loss = f64::from(whole);
        let mut steps = [[0.0_f32; LABELS]; LABELS];
        for at in 0..count {
            let gold = sentence.labels[at] as usize;
            let last = if at == 0 { 0 } else { sentence.labels[at - 1] as usize };
            loss -= f64::from(own[at][gold] + self.steps[last][gold]);
            for label in 0..LABELS {
                let p = (forward[at][label] + backward[at][label] - whole).exp();
                gradients[at][label] = sentence.weight * (p - f32::from(u8::from(label == gold)));
                if at == 0 {
                    steps[0][label] += p;
                } else {
                    for from in (0..LABELS).filter(|from| follows(*from, label)) {
                        let path = forward[at - 1][from] + self.steps[from][label] + own[at][label];
                        steps[from][label] += (path + backward[at][label] - whole).exp();
                    }
                }
            }
            steps[last][gold] -= 1.0;
        }
        for (from, row) in steps.iter().enumerate() {
            for (to, gradient) in row.iter().enumerate() {
                let gradient = gradient * sentence.weight;
                let square = &mut self.step_squares[from][to];
                *square += gradient * gradient;
                self.steps[from][to] -= RATE * gradient / square.sqrt();
            }
        }
        (gradients, loss)
    }

    /// The file's bytes, as `Weights::decode` reads them.
    fn bytes(&self, numbers: &[u32]) -> Vec<u8> {
        /// Levels on either side of zero: held-out parts are tagged as well as with more.
        const LEVELS: f32 = 31.0;
        let mut sizes: Vec<f32> = self.sums.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let scale = sizes.get(sizes.len() / 500).copied().unwrap_or(1.0) / LEVELS;
        let rounded = |weight: &f32| (weight / scale).round().clamp(-LEVELS, LEVELS) as i8;
        let rows: Vec<(u32, [i8; LABELS])> = numbers
            .iter()
            .zip(&self.sums)
            .map(|(feature, row)| (*feature, row.each_ref().map(rounded)))
            .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
            .collect();
        let steps = self.steps.map(|row| row.map(|step| (step / scale).round() as i32));
        Weights::encode(&steps, &rows)
    }
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + values.map(|value| (value - most).exp()).sum::<f32>().ln()
}

fn each(data: &Data, sentence: &Sentence, mut see: impl FnMut(usize, usize)) {
    for (token, ends) in sentence.ends.windows(2).enumerate() {
        for feature in &data.pool[ends[0] as usize..ends[1] as usize] {
            see(token, *feature as usize);
        }
    }
}

fn scores(data: &Data, sentence: &Sentence, add: impl Fn(usize, &mut Row)) -> Vec<Row> {
    let mut out = vec![[0.0; LABELS]; sentence.labels.len()];
    each(data, sentence, |token, feature| add(feature, &mut out[token]));
    out
}

/// The spans that weights and the article's post-pass find, each with the label of its first token.
fn found(text: &str, weights: &Weights) -> Vec<(u32, u32, u8)> {
    let tokens = token::tokens(text);
    let sentences = token::sentences(&tokens);
    let spots = tagger::spots_by(weights, &tokens, &sentences);
    let spots = mend::mend(&mend::Text { tokens: &tokens, sentences: &sentences }, spots);
    let span = |spot: &Spot| {
        let kind = KINDS.iter().position(|kind| *kind == spot.kind).unwrap_or(0);
        (tokens[spot.tokens.start].start, tokens[spot.tokens.end - 1].end(), kind as u8 * 2 + 1)
    };
    spots.iter().map(span).collect()
}

/// Exact spans right, found and in the gold for people, organisations and places.
#[derive(Default)]
struct Tally([[usize; 3]; 3]);

impl Tally {
    fn score(&mut self, lines: &[Line], weights: &Weights) {
        let (text, gold) = joined(lines);
        let found = found(&text, weights);
        for (kind, count) in self.0.iter_mut().enumerate() {
            let label = kind as u8 * 2 + 1;
            count[0] += gold.iter().filter(|span| span.2 == label && found.contains(span)).count();
            count[1] += found.iter().filter(|span| span.2 == label).count();
            count[2] += gold.iter().filter(|span| span.2 == label).count();
        }
    }
}

impl fmt::Display for Tally {
    /// Precision / recall / F1 of each kind.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let of = |all: usize, part: usize| 100.0 * part as f64 / all.max(1) as f64;
        let cell = |[right, found, gold]: [usize; 3]| {
            format!("{:.1} / {:.1} / {:.1}", of(found, right), of(gold, right), of(found + gold, 2 * right))
        };
        f.write_str(&self.0.map(cell).join(" | "))
    }
}
