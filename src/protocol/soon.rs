//! The requests and replies of a first view, in the same form as [`Request`] and [`Reply`] have: who reads and writes these
//! needs no code for the others, which comes later (`src/bin/pack/split.rs`).

use super::{FileReport, LibraryNumber, Reply, Request};
use crate::{article::ArticleId, columns::How};
use serde::{Deserialize, Serialize};

/// A [`Request`] for which [`Request::is_later`] does not hold.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "they are those of the request")]
pub enum SoonAsked {
    Read { name: String, how: How },
    Remove { article: ArticleId },
    Keep { library: Option<LibraryNumber> },
    Missing { files: Vec<String> },
    Clear,
}

impl From<SoonAsked> for Request {
    fn from(asked: SoonAsked) -> Request {
        match asked {
            SoonAsked::Read { name, how } => Request::Read { name, how },
            SoonAsked::Remove { article } => Request::Remove { article },
            SoonAsked::Keep { library } => Request::Keep { library },
            SoonAsked::Missing { files } => Request::Missing { files },
            SoonAsked::Clear => Request::Clear,
        }
    }
}

/// The reply to such a request.
#[derive(Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are those of the reply")]
pub enum SoonAnswered {
    Read(FileReport),
    Changed { articles: u32 },
    Missing { files: Vec<String> },
}

impl From<SoonAnswered> for Reply {
    fn from(answered: SoonAnswered) -> Reply {
        match answered {
            SoonAnswered::Read(report) => Reply::Read(report),
            SoonAnswered::Changed { articles } => Reply::Changed { articles },
            SoonAnswered::Missing { files } => Reply::Missing { files },
        }
    }
}

impl TryFrom<Reply> for SoonAnswered {
    type Error = Reply;

    /// # Errors
    /// Gives back a reply that only a later request can have.
    fn try_from(reply: Reply) -> Result<SoonAnswered, Reply> {
        match reply {
            Reply::Read(report) => Ok(SoonAnswered::Read(report)),
            Reply::Changed { articles } => Ok(SoonAnswered::Changed { articles }),
            Reply::Missing { files } => Ok(SoonAnswered::Missing { files }),
            other => Err(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{protocol::Window, query::Query};

    #[test]
    fn what_is_asked_soon_reads_the_same_both_ways() {
        let soon = [
            Request::Read { name: "a.txt".into(), how: How { as_text: true, ..How::default() } },
            Request::Remove { article: ArticleId(7) },
            Request::Keep { library: Some(crate::protocol::MAIN) },
            Request::Missing { files: vec!["c.txt".into()] },
            Request::Clear,
        ];
        for request in soon {
            assert!(!request.is_later(), "{request:?}");
            let text = serde_json::to_string(&request).unwrap();
            let read: SoonAsked = serde_json::from_str(&text).unwrap();
            assert_eq!(Request::from(read), request);
        }
        let window = Window { from: 0, articles: 5, quotes: 5 };
        let find = Request::Find { query: Query::default(), window };
        for request in [find, Request::History, Request::Project, Request::Take { name: "b.zip".into() }] {
            assert!(request.is_later());
            assert!(serde_json::from_str::<SoonAsked>(&serde_json::to_string(&request).unwrap()).is_err());
        }
    }

    #[test]
    fn what_is_answered_soon_has_the_form_of_a_reply() {
        let replies = [Reply::Changed { articles: 3 }, Reply::Missing { files: vec!["a.txt".into()] }];
        for reply in replies {
            let text = serde_json::to_string(&reply).unwrap();
            let soon = SoonAnswered::try_from(reply.clone()).unwrap();
            assert_eq!(serde_json::to_string(&soon).unwrap(), text);
            assert_eq!(Reply::from(serde_json::from_str::<SoonAnswered>(&text).unwrap()), reply);
        }
        assert!(SoonAnswered::try_from(Reply::Opened(None)).is_err());
    }
}
