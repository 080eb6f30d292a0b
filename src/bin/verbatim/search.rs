//! `verbatim search`: what of the articles a query lets through, in the page's query language.

use crate::gather::{asked, gather};
use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
};
use verbatim::{
    handout, phrases,
    protocol::{Card, QuoteRow, Reply, Request, Results, Window},
    share::DataForm,
};

/// How to print what was found.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Articles with the passage that fits best, to read
    Articles,
    /// Quotes with their speakers, to read
    Quotes,
    /// A table with a row a quote
    Csv,
    /// A list of records, one an article
    Json,
    /// A record a line
    Jsonl,
    /// Headlines and quotes in Markdown
    Markdown,
    /// A bibliography: CSL-JSON
    Csl,
    /// A bibliography: RIS
    Ris,
    /// A bibliography: BibTeX
    Bibtex,
}

/// Prints what is found in the paths. Returns whether every file was read.
pub fn run(typed: &str, paths: &[PathBuf], format: Format) -> io::Result<bool> {
    let (mut engine, all) = gather(paths);
    let (query, hints) = asked(typed);
    hints.iter().for_each(|hint| eprintln!("verbatim: {}", phrases::hint(hint)));
    let mut out = io::BufWriter::new(io::stdout().lock());
    let form = match format {
        Format::Articles | Format::Quotes => {
            let window = Window { from: 0, articles: u32::MAX, quotes: u32::MAX };
            let Reply::Found(found) = engine.answer(Request::Find { query, window }, None) else {
                return Ok(false);
            };
            found.hints.iter().for_each(|hint| eprintln!("verbatim: {}", phrases::hint(hint)));
            show(&found, format, &mut out)?;
            out.flush()?;
            return Ok(all);
        }
        Format::Csv => DataForm::Csv,
        Format::Json => DataForm::Json,
        Format::Jsonl => DataForm::Jsonl,
        Format::Markdown => DataForm::Markdown,
        Format::Csl => DataForm::Csl,
        Format::Ris => DataForm::Ris,
        Format::Bibtex => DataForm::Bibtex,
    };
    let Reply::Project { text } = engine.answer(Request::Project, None) else { return Ok(false) };
    out.write_all(handout::of_text(&text, &query, form).as_bytes())?;
    out.flush()?;
    Ok(all)
}

/// What was found, and how much it is.
fn show(found: &Results, format: Format, out: &mut impl Write) -> io::Result<()> {
    let bold = io::stdout().is_terminal();
    if format == Format::Quotes {
        found.rows.iter().try_for_each(|row| writeln!(out, "{}\n", plain(&quote(row))))?;
    } else {
        found.cards.iter().try_for_each(|card| writeln!(out, "{}", article(card, bold)))?;
    }
    writeln!(out, "{}", phrases::status(found.articles, found.of_articles, found.quotes))
}

fn article(card: &Card, bold: bool) -> String {
    let about = [card.outlet.clone(), card.date.map(phrases::date), Some(phrases::quotes(card.quotes))];
    let mut about: Vec<String> = about.into_iter().flatten().collect();
    about.push(card.file.clone());
    let title = if card.untitled { phrases::stand_in(&card.title) } else { card.title.clone() };
    let mut text = format!("{}\n  {}\n", plain(&title), plain(&about.join(" · ")));
    if let Some(snippet) = &card.snippet {
        let mut at = 0;
        text.push_str("  ");
        for mark in &snippet.marks {
            let (start, end) = if bold { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
            text.push_str(&plain(&snippet.text[at..mark.start as usize]));
            text.push_str(&format!("{start}{}{end}", plain(mark.of(&snippet.text))));
            at = mark.end as usize;
        }
        text.push_str(&plain(&snippet.text[at..]));
        text.push('\n');
    }
    text
}

fn quote(row: &QuoteRow) -> String {
    let names: Vec<String> = row.speakers.iter().map(|speaker| speaker.name.clone()).collect();
    let speaker = if names.is_empty() { phrases::nobody().to_owned() } else { phrases::and_list(&names) };
    let words = phrases::quoted(&row.pieces);
    format!("{words} {}", phrases::citation(&speaker, &row.title, row.outlet.as_deref(), row.date))
}

/// Words of a file without what would steer the terminal they are printed on.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
