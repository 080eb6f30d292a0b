//! Predictions in the form the scorers read; offsets are Unicode code points.

mod people;

mod articles;

pub use articles::articles;

pub use people::people;

use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
};
use verbatim::{
    article::Article,
    attribute::attribute,
    entity::EntityKind,
    identify::identify,
    quote::{QuoteKind, Speaker},
    span::CodePoints,
};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    doc: Option<String>,
}

fn lines(path: &Path) -> io::Result<Vec<Line>> {
    let lines = BufReader::new(File::open(path)?).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn print(records: impl IntoIterator<Item = Value>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for record in records {
        writeln!(out, "{record}")?;
    }
    out.flush()
}

/// Quotes and speakers of each line's text, taken as an article as it stands.
pub fn quotes(path: &Path) -> io::Result<()> {
    print(lines(path)?.iter().map(|line| {
        let article = Article::of_text(&line.id, &line.text);
        let naming = identify(&article);
        let text = article.text.as_str();
        let points = CodePoints::of(text);
        let quotes: Vec<Value> = attribute(&article, &naming)
            .quotes
            .iter()
            // The scorer counts what the article itself quotes: no headlines, nothing inside another quote.
            .filter(|quote| !matches!(quote.kind, QuoteKind::Headline | QuoteKind::Nested))
            .flat_map(|quote| quote.spans.iter().map(move |span| (quote, *span)))
            .map(|(quote, span)| {
                let (start, end) = points.span(span);
                let mention = quote.mention.map(|mention| points.span(mention));
                let speaker = match &quote.speaker {
                    Speaker::Entity(index) => Some(naming.entity(*index).name.clone()),
                    Speaker::Several(all) => {
                        let names = all.iter().map(|index| naming.entity(*index).name.as_str());
                        Some(names.collect::<Vec<_>>().join(" and "))
                    }
                    Speaker::Described(words) => Some(words.clone()),
                    Speaker::Nobody => None,
                };
                json!({
                    "text": span.of(text), "start": start, "end": end, "speaker": speaker,
                    "mention": quote.mention.map(|mention| mention.of(text)),
                    "mention_start": mention.map(|mention| mention.0), "mention_end": mention.map(|mention| mention.1),
                    "cue": quote.cue.map(|cue| cue.of(text)), "kind": quote.kind,
                    "confidence": quote.confidence, "p": quote.p,
                })
            })
            .collect();
        json!({ "id": line.id, "quotes": quotes })
    }))
}

/// Named entities of each line's text; neighbouring lines with the same `doc` are one document.
pub fn names(path: &Path) -> io::Result<()> {
    let lines = lines(path)?;
    let documents = lines.chunk_by(|a, b| a.doc.is_some() && a.doc == b.doc);
    print(documents.flat_map(|lines| {
        let article = Article::of_paragraphs(&lines[0].id, lines.iter().map(|line| line.text.as_str()));
        let naming = identify(&article);
        let records: Vec<Value> = lines
            .iter()
            .zip(&article.paragraphs)
            .map(|(line, paragraph)| {
                let points = CodePoints::of(&line.text);
                let entities: Vec<Value> = naming
                    .mentions
                    .iter()
                    .filter(|mention| paragraph.covers(mention.span))
                    .map(|mention| {
                        let start = points.before(mention.span.start - paragraph.start);
                        let end = points.before(mention.span.end - paragraph.start);
                        let kind = match naming.entity(mention.entity).kind {
                            EntityKind::Person => "PER",
                            EntityKind::Organisation => "ORG",
                            EntityKind::Place => "LOC",
                            EntityKind::Other => "MISC",
                        };
                        json!({ "start": start, "end": end, "type": kind })
                    })
                    .collect();
                json!({ "id": line.id, "text": line.text, "entities": entities })
            })
            .collect();
        records
    }))
}
