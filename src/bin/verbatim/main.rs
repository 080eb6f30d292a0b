//! The native command: the same engine as the page, for batches, tests and measuring.

mod gather;
mod input;
mod lines;
mod page;
mod predict;
mod read;
mod search;

use clap::{Parser, Subcommand, ValueEnum};
use std::{path::PathBuf, process::ExitCode};

/// See who said what in saved news articles.
#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read files, folders and standard input (-): one record an article
    Read {
        /// Files, folders, or - for standard input
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value = "jsonl")]
        format: read::Format,
        /// Take every file for plain text, whatever it looks like
        #[arg(long)]
        text: bool,
    },
    /// Make one HTML file with the app and these articles inside, which opens anywhere
    Page {
        /// Files, folders, or - for standard input
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The file to write
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
        /// How much of the articles goes along
        #[arg(long, value_enum, default_value = "quotes")]
        share: page::Share,
        /// Only the articles that this lets through, as it is typed on the page
        #[arg(long)]
        query: Option<String>,
        /// The app to put them into: verbatim.html of a build, or any page that was shared
        #[arg(long, value_name = "FILE")]
        app: Option<PathBuf>,
    },
    /// Search articles in the page's query language: words, "phrases", -not, OR, person:ortiz, says:word, date:2025-02
    Search {
        /// What to look for
        query: String,
        /// Files, folders, or - for standard input
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How to print what is found
        #[arg(long, value_enum, default_value = "articles")]
        format: search::Format,
    },
    /// Predictions in the form the scorers read
    Predict {
        /// What to predict
        what: What,
        /// A JSONL file of texts; for articles, a folder of files
        path: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// {id, text} lines in, quotes with speakers out
    Quotes,
    /// {id, text} lines in, named entities out
    Names,
    /// A folder of files in, articles out
    Articles,
    /// {id, mentions} lines in, a label of the person of each mention out
    People,
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Read { paths, format, text } => read::run(&paths, format, text),
        Command::Page { paths, out, share, query, app } => {
            page::run(&paths, &out, share, query.as_deref(), app.as_deref())
        }
        Command::Search { query, paths, format } => search::run(&query, &paths, format),
        Command::Predict { what, path } => {
            let done = match what {
                What::Quotes => predict::quotes(&path),
                What::Names => predict::names(&path),
                What::People => predict::people(&path),
                What::Articles => predict::articles(&path),
            };
            done.map(|()| true)
                .map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", path.display())))
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // A reader that has seen enough (`| head`) is no failure of ours.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("verbatim: {error}");
            ExitCode::FAILURE
        }
    }
}
