//! `verbatim read`: files in, one record an article out, in the order of the input.

use crate::input::{Pieces, decode};
use rayon::prelude::*;
use std::{
    io::{self, Write},
    path::PathBuf,
};
use verbatim::{
    columns::How,
    engine::{Prepared, prepare},
    handout::record::record,
    library::Library,
    note::Note,
    phrases,
    session::{is_text, merged, unseal},
};

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One JSON object an article and line
    Jsonl,
    /// One JSON array
    Json,
    /// One row a quote
    Csv,
    /// Headlines and quotes to read
    Markdown,
}

/// Reads everything the paths name. `as_text` takes every file for text as it stands. Returns whether every file was read.
///
/// Each article is a library of its own: its record then says the same whatever else is read beside it, and memory stays
/// constant. Only the articles of a project file are one library, whose corrections belong to all of them.
pub fn run(paths: &[PathBuf], format: Format, as_text: bool) -> io::Result<bool> {
    let mut all = true;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut written = 0;
    let mut pieces = Pieces::of(paths);
    head(&mut out, format)?;
    loop {
        let batch = pieces.batch();
        if batch.is_empty() {
            break;
        }
        let done: Vec<_> = batch
            .into_par_iter()
            .map(|piece| match piece.bytes {
                Ok(bytes) => records(&piece.name, &piece.shown, &bytes, format, as_text),
                Err(why) => vec![Err((piece.shown, why))],
            })
            .collect();
        for record in done.into_iter().flatten() {
            match record {
                Ok(record) => {
                    if format == Format::Json && written > 0 {
                        out.write_all(b",\n")?;
                    }
                    out.write_all(record.as_bytes())?;
                    written += 1;
                }
                Err((shown, why)) => {
                    pieces.complain(&shown, &why);
                    all = false;
                }
            }
        }
    }
    if format == Format::Json {
        out.write_all(b"\n]\n")?;
    }
    out.flush()?;
    Ok(all)
}

fn head(out: &mut impl Write, format: Format) -> io::Result<()> {
    match format {
        Format::Json => out.write_all(b"[\n"),
        Format::Csv => {
            out.write_all(b"article,file,headline,outlet,date,speaker,kind,confidence,cue,quote\r\n")
        }
        Format::Jsonl | Format::Markdown => Ok(()),
    }
}

/// A record as it is printed, or what holds none and why.
type Printed = Result<String, (String, String)>;

/// The records of a file's articles, and what of it is none.
fn records(name: &str, shown: &str, bytes: &[u8], format: Format, as_text: bool) -> Vec<Printed> {
    let whole = !as_text && (is_text(bytes) || unseal(bytes).is_some());
    let how = How { as_text, ..How::default() };
    let mut project = Prepared::default();
    let mut printed = Vec::new();
    prepare(name, &how, Some(bytes), decode, &mut |part| {
        if part.entries.is_empty() {
            let inside = part.member.as_deref().and_then(|member| member.strip_prefix(name)).unwrap_or("");
            for why in part.notes.iter().filter(|note| !matches!(note, Note::Corrections(_))) {
                printed.push(Err((format!("{shown}{inside}"), phrases::note(why))));
            }
        }
        if whole {
            project.entries.extend(part.entries);
            project.corrections.extend(part.corrections);
        } else {
            printed.extend(print(part, format));
        }
    });
    printed.extend(print(project, format));
    printed
}

/// The records of articles that are one library.
fn print(part: Prepared, format: Format) -> impl Iterator<Item = Printed> {
    let mut library = Library::default();
    let ids: Vec<_> = part.entries.iter().map(|entry| entry.article.id).collect();
    for entry in part.entries {
        library.add(entry);
    }
    if !part.corrections.is_empty() {
        library.replay(merged(&Default::default(), part.corrections));
    }
    ids.into_iter().filter_map(move |id| {
        let record = record(&library, library.get(id)?);
        Some(Ok(match format {
            Format::Jsonl => format!("{record}\n"),
            Format::Json => record.to_string(),
            Format::Csv => csv(&record),
            Format::Markdown => markdown(&record),
        }))
    })
}

fn csv(record: &serde_json::Value) -> String {
    let word = |value: &serde_json::Value| cell(value.as_str().unwrap_or(""));
    let mut rows = String::new();
    for quote in record["quotes"].as_array().into_iter().flatten() {
        let date = if record["published"].is_null() { &record["retrieved"] } else { &record["published"] };
        let cells = [
            word(&record["id"]),
            word(&record["file"]),
            word(&record["headline"]),
            word(&record["outlet"]),
            word(date),
            word(&quote["speaker"]),
            word(&quote["kind"]),
            word(&quote["confidence"]),
            word(&quote["cue"]),
            word(&quote["text"]),
        ];
        rows.push_str(&cells.join(","));
        rows.push_str("\r\n");
    }
    rows
}

/// A cell as RFC 4180 wants it; one that a spreadsheet would take for a formula is led by an apostrophe.
fn cell(text: &str) -> String {
    let lead = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) || !lead.is_empty() {
        format!("\"{lead}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn markdown(record: &serde_json::Value) -> String {
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
    let first: String = word(&record["text"]).lines().next().unwrap_or("").chars().take(80).collect();
    let title = record["headline"].as_str().map_or(format!("{first}…"), str::to_owned);
    let mut page = format!("## {title}\n\n");
    let date = if record["published"].is_null() { &record["retrieved"] } else { &record["published"] };
    let about: Vec<String> =
        [&record["outlet"], date, &record["file"]].iter().map(|value| word(value)).collect();
    page.push_str(&about.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · "));
    page.push_str("\n\n");
    for quote in record["quotes"].as_array().into_iter().flatten() {
        let speaker = quote["speaker"].as_str().unwrap_or(phrases::nobody());
        page.push_str(&format!(
            "> “{}” — {speaker} ({})\n\n",
            word(&quote["text"]),
            word(&quote["confidence"])
        ));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_run_no_formula_and_keep_their_words() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("@name"), "\"'@name\"");
    }
}
