//! Everything the command line names as one library.

use crate::input::{Pieces, decode};
use rayon::prelude::*;
use std::path::PathBuf;
use verbatim::{
    columns::How,
    engine::{Engine, Prepared, prepare},
    phrases,
    protocol::Outcome,
    query::{Hint, Query},
};

/// What was typed as a query, and what should be said of it. A blank ends the last word, which is not being typed any more.
pub fn asked(typed: &str) -> (Query, Vec<Hint>) {
    Query { words: format!("{typed} "), ..Query::default() }.lifted()
}

/// An engine with all articles of the paths, and whether every file was read. What was not is said on standard error.
pub fn gather(paths: &[PathBuf]) -> (Engine, bool) {
    let mut engine = Engine::new(decode);
    let mut all = true;
    let mut pieces = Pieces::of(paths);
    loop {
        let batch = pieces.batch();
        if batch.is_empty() {
            return (engine, all);
        }
        let found: Vec<_> = batch
            .into_par_iter()
            .map(|piece| {
                let mut parts: Vec<Prepared> = Vec::new();
                let bytes = piece.bytes.map(|bytes| {
                    prepare(&piece.name, &How::default(), Some(&bytes), decode, &mut |part| parts.push(part));
                });
                (piece.name, piece.shown, bytes.map(|()| parts))
            })
            .collect();
        for (name, shown, parts) in found {
            let parts = parts.unwrap_or_else(|why| {
                pieces.complain(&shown, &why);
                all = false;
                Vec::new()
            });
            for part in parts {
                let report = engine.take(name.clone(), part);
                for report in report.each().filter(|report| report.articles.is_empty()) {
                    let inside = report.name.strip_prefix(&name).unwrap_or("");
                    if matches!(report.outcome, Outcome::Skipped | Outcome::Failed) {
                        for why in &report.notes {
                            pieces.complain(&format!("{shown}{inside}"), &phrases::note(why));
                            all = false;
                        }
                    }
                }
            }
        }
    }
}
