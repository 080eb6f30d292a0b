//! The only door to the core: answers requests, one after the other, and never fails.

mod show;

use crate::{
    library::{Added, Entry, Library},
    note::Note,
    parse::parse_raw,
    protocol::{FileReport, Outcome, Refusal, Reply, Request},
    read::{Decode, Member, read},
    share::data,
};

/// A library and what is needed to read files into it.
pub struct Engine {
    library: Library,
    decode: Decode,
}

impl Engine {
    /// An engine with an empty library; `decode` knows the encodings.
    pub fn new(decode: Decode) -> Engine {
        Engine { library: Library::default(), decode }
    }

    /// Answers a request. `bytes` are those of the file a [`Request::Read`] reads, nothing where the file could not be read.
    pub fn answer(&mut self, request: Request, bytes: Option<&[u8]>) -> Reply {
        match request {
            Request::Read { name, as_text } => Reply::Read(self.read(name, as_text, bytes)),
            Request::Find { query, window } => {
                Reply::Found(Box::new(show::results(&mut self.library, &query, window)))
            }
            Request::Open { article, query } => {
                Reply::Opened(show::opened(&mut self.library, article, &query).map(Box::new))
            }
            Request::Remove { article } => {
                self.library.remove(article);
                self.changed()
            }
            Request::Clear => {
                self.library = Library::default();
                self.changed()
            }
            Request::Share { form } => Reply::Shared { data: data::write(self.library.entries(), form) },
            Request::Load { data } => match data::read(&data) {
                Ok(entries) => {
                    for entry in entries {
                        self.library.add(entry);
                    }
                    self.changed()
                }
                Err(data::Unfit::Other) => Reply::Refused { why: Refusal::NotShared },
                Err(data::Unfit::Newer(version)) => Reply::Refused { why: Refusal::Newer(version) },
            },
        }
    }

    fn changed(&self) -> Reply {
        Reply::Changed { articles: self.library.len() as u32 }
    }

    fn read(&mut self, name: String, as_text: bool, bytes: Option<&[u8]>) -> FileReport {
        let Some(bytes) = bytes else {
            return FileReport::of(name, Outcome::Failed, vec![Note::Unreadable]);
        };
        let members = read(&name, bytes, as_text, self.decode);
        FileReport::of_members(name, members.into_iter().map(|member| self.add(member)).collect())
    }

    /// Takes in one member of a file.
    fn add(&mut self, Member { name, found }: Member) -> FileReport {
        let article = match found.and_then(|raw| parse_raw(&raw)) {
            Ok(article) => article,
            Err(note) if note.is_failure() => return FileReport::of(name, Outcome::Failed, vec![note]),
            Err(note) => return FileReport::of(name, Outcome::Skipped, vec![note]),
        };
        let (id, notes) = (article.id, article.notes.clone());
        let outcome = match self.library.add(Entry::of(article)) {
            Added::New => Outcome::Added,
            Added::Again => Outcome::Duplicate,
        };
        FileReport { articles: vec![id], ..FileReport::of(name, outcome, notes) }
    }
}
