//! The only door to the core: answers requests, one after the other, and never fails.

mod compare;
mod keep;
mod later;
mod people;
mod prepare;
mod review;
mod share;
mod show;
mod timeline;

pub use keep::Changes;
pub use prepare::{Prepared, prepare};

use crate::{
    columns::How,
    library::{Added, Library},
    protocol::{FileReport, Outcome, Reply, Request},
    read::Decode,
};
use std::collections::BTreeSet;

/// A library and what is needed to read files into it.
pub struct Engine {
    library: Library,
    decode: Decode,
    unkept: keep::Unkept,
}

impl Engine {
    /// An engine with an empty library; `decode` knows the encodings.
    pub fn new(decode: Decode) -> Engine {
        Engine { library: Library::default(), decode, unkept: keep::Unkept::default() }
    }

    /// Answers a request. `bytes` are those of the file a [`Request::Read`] reads, nothing where the file
    /// could not be read, or those of [`Prepared`] for a [`Request::Take`].
    pub fn answer(&mut self, request: Request, bytes: Option<&[u8]>) -> Reply {
        match request {
            Request::Read { name, how } => Reply::Read(self.read(name, &how, bytes)),
            Request::Remove { article } => {
                if self.library.remove(article).is_some() {
                    self.touch(article);
                }
                self.changed()
            }
            Request::Clear => {
                self.library = Library::default();
                self.touch_all();
                self.changed()
            }
            Request::Keep { library } => {
                self.keep(library.is_some());
                self.changed()
            }
            Request::Missing { mut files } => {
                // Of a file that holds many, an article that is there does not tell that it was read to its end.
                let held: BTreeSet<&str> = self
                    .library
                    .entries()
                    .flat_map(|entry| &entry.article.files)
                    .map(String::as_str)
                    .collect();
                files.retain(|file| !held.contains(file.as_str()));
                Reply::Missing { files }
            }
            request => later::later(self, request, bytes),
        }
    }

    /// How the library stands after a change.
    fn changed(&self) -> Reply {
        Reply::Changed { articles: self.library.len() as u32 }
    }

    fn read(&mut self, name: String, how: &How, bytes: Option<&[u8]>) -> FileReport {
        let mut report: Option<FileReport> = None;
        let decode = self.decode;
        prepare::for_engine(&name, how, bytes, decode, &mut |prepared| {
            let part = self.take(name.clone(), prepared);
            match &mut report {
                Some(report) => report.join(part),
                None => report = Some(part),
            }
        });
        report.unwrap_or_else(|| FileReport::of(name, Outcome::Skipped, Vec::new()))
    }

    /// Takes in what was found in the file `name`, or in a part of it, and reports what became of it.
    pub fn take(&mut self, name: String, prepared: Prepared) -> FileReport {
        let (mut added, mut again) = (0, 0);
        let failed = prepared.failed;
        let several = prepared.entries.len() > 1 || !prepared.corrections.is_empty();
        let mut articles = Vec::with_capacity(prepared.entries.len());
        let mut inside = Vec::new();
        for entry in prepared.entries {
            let id = entry.article.id;
            let file = several.then(|| entry.article.files.first().cloned().unwrap_or_default());
            articles.push(id);
            self.touch(id);
            let outcome = match self.library.add(entry) {
                Added::New => {
                    added += 1;
                    Outcome::Added
                }
                Added::Again => {
                    again += 1;
                    Outcome::Duplicate
                }
            };
            // Of a project each article is accounted for, by the file it once came from.
            inside.extend(
                file.map(|file| FileReport {
                    articles: vec![id],
                    ..FileReport::of(file, outcome, Vec::new())
                }),
            );
        }
        self.merge(prepared.corrections);
        let outcome = match (added, again) {
            _ if failed => Outcome::Failed,
            (0, 0) => Outcome::Skipped,
            (0, _) => Outcome::Duplicate,
            _ => Outcome::Added,
        };
        let report = FileReport { articles, inside, ..FileReport::of(name.clone(), outcome, prepared.notes) };
        match prepared.member {
            Some(member) => FileReport::holding(name, FileReport { name: member, ..report }),
            None => report,
        }
    }
}
