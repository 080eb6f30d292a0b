//! Fits the models under `model/` from labelled data given on the command line.

mod articles;
mod boost;
mod classes;
mod lists;
mod names;
mod quotes;
mod shuffle;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

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
    /// Words that are used alike, by their neighbours in any text
    Classes(classes::Classes),
    /// The word lists, packed
    Lists,
    /// Which marked words are quotes, and who says them
    Quotes(quotes::Quotes),
    /// Which lines of a scraped text are the article's, and which is its headline
    Articles(articles::Articles),
}

fn main() -> ExitCode {
    let done = match Args::parse().model {
        Model::Names(args) => names::names(&args),
        Model::Classes(args) => classes::classes(&args),
        Model::Lists => lists::lists(),
        Model::Quotes(args) => quotes::quotes(&args),
        Model::Articles(args) => articles::articles(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}
