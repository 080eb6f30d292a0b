//! `verbatim read`: files in, one record an article out, in the order of the input.

use crate::input;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::{
    fs,
    io::{self, Read as _, Write},
    path::PathBuf,
};
use verbatim::{
    handout::record::record,
    library::{Entry, Library},
    note::Note,
    parse::parse_raw,
    phrases,
    raw::Raw,
    read::{Member, read},
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

/// How many files are held at once: what bounds the memory.
const BATCH: usize = 64;

/// Reads everything the paths name. `as_text` takes every file for text as it stands. Returns whether every file was read.
///
/// Each file is a library of its own: a record then says the same whatever else is read beside it, and memory stays constant.
pub fn run(paths: &[PathBuf], format: Format, as_text: bool) -> io::Result<bool> {
    let mut all = true;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut written = 0;
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(path.clone());
            continue;
        }
        match input::files(path) {
            Ok(found) => files.extend(found),
            Err(error) => {
                eprintln!("verbatim: {}: {error}", path.display());
                all = false;
            }
        }
    }
    let bar = ProgressBar::new(files.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files") {
        bar.set_style(style);
    }
    head(&mut out, format)?;
    for batch in files.chunks(BATCH) {
        let done: Vec<_> = batch.par_iter().map(|path| records(path, format, as_text)).collect();
        for (name, record) in done.into_iter().flatten() {
            match record {
                Ok(record) => {
                    if format == Format::Json && written > 0 {
                        out.write_all(b",\n")?;
                    }
                    out.write_all(record.as_bytes())?;
                    written += 1;
                }
                Err(why) => {
                    bar.suspend(|| eprintln!("verbatim: {name}: {why}"));
                    all = false;
                }
            }
        }
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
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

/// The records of a file's members, or why one is none; each with its name.
fn records(path: &PathBuf, format: Format, as_text: bool) -> Vec<(String, Result<String, String>)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let shown = path.display().to_string();
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { name };
    match bytes {
        Ok(bytes) => read(&name, &bytes, as_text, input::decode)
            .into_iter()
            .map(|Member { name: member, found }| {
                let inside = member.strip_prefix(name.as_str()).unwrap_or(&member);
                let shown = format!("{shown}{inside}");
                (shown, found.and_then(|raw| one(&raw, format)).map_err(|note| phrases::note(&note)))
            })
            .collect(),
        Err(error) => vec![(shown, Err(error.to_string()))],
    }
}

fn one(raw: &Raw, format: Format) -> Result<String, Note> {
    let article = parse_raw(raw)?;
    let id = article.id;
    let mut library = Library::default();
    library.add(Entry::of(article));
    let entry = library.get(id).ok_or(Note::NoSentences)?;
    let record = record(&library, entry);
    Ok(match format {
        Format::Jsonl => format!("{record}\n"),
        Format::Json => record.to_string(),
        Format::Csv => csv(&record),
        Format::Markdown => markdown(&record),
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
