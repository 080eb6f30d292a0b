//! Fits the models under `model/` from labelled data given on the command line.

mod articles;
mod names;
mod quotes;

use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Fit a model and write its card.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// The tagger of people, organisations and places
    Names(names::Names),
    /// Which marked words are quotes and who says them
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
    /// Which lines of a scraped text are the article's, and which is its headline
    Articles {
        /// Gzipped JSONL with raw text and gold
        pack: PathBuf,
        /// Instead, write what models predict for sites they have not seen
        #[arg(long)]
        unseen: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().model {
        Model::Names(args) => names::names(&args),
        Model::Quotes { train, dev, folds, errors } => quotes::run(&train, &dev, folds, errors),
        Model::Articles { pack, unseen } => articles::run(&pack, unseen.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}
