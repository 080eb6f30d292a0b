//! The native command: the same engine as the page, for batches, tests and measuring.

mod predict;

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
    /// {id, mentions} lines in, a label of the person of each mention out
    People,
}

fn main() -> ExitCode {
    let Args { command: Command::Predict { what, path } } = Args::parse();
    let done = match what {
        What::Quotes => predict::quotes(&path),
        What::Names => predict::names(&path),
        What::People => predict::people(&path),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("verbatim: {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
