//! The native command: the same engine as the page, for batches, tests and measuring.

mod input;
mod predict;
mod read;

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
    match Args::parse().command {
        Command::Read { paths, format, text } => match read::run(&paths, format, text) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            // A reader that has seen enough (`| head`) is no failure of ours.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("verbatim: {error}");
                ExitCode::FAILURE
            }
        },
        Command::Predict { what, path } => {
            let done = match what {
                What::Quotes => predict::quotes(&path),
                What::Names => predict::names(&path),
                What::People => predict::people(&path),
                What::Articles => predict::articles(&path),
            };
            match done {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("verbatim: {}: {error}", path.display());
                    ExitCode::FAILURE
                }
            }
        }
    }
}
