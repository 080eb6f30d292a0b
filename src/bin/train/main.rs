//! Fits the models under `model/` from labelled data given on the command line.

mod quotes;

use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Fit the models under `model/`.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Which marked words are quotes and who says them: writes model/quotes.bin and its card
    Quotes {
        /// JSONL with text, quotes and speakers
        train: PathBuf,
        /// The same, to measure on
        dev: PathBuf,
        /// Instead, print the scores of so many folds of the training data
        #[arg(long)]
        folds: Option<usize>,
        /// With folds or not, print so many errors
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
}

fn main() -> ExitCode {
    let Args { command: Command::Quotes { train, dev, folds, errors } } = Args::parse();
    match quotes::run(&train, &dev, folds, errors) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}
