//! Answers to what is asked once articles are there: people, comparisons, corrections, what is handed on. In a browser this code
//! comes after that which reads and lists (`src/bin/pack/split.rs`).

use super::{Engine, Prepared, compare, people, prepare::unreadable, review, share, show, timeline};
use crate::{
    protocol::{Refusal, Reply, Request},
    session::Unfit,
    share::data,
};

/// Answers a request for which [`Request::is_later`] holds, as [`Engine::answer`] does; to any other it says how many articles
/// there are.
#[inline(never)]
pub fn later(engine: &mut Engine, request: Request, bytes: Option<&[u8]>) -> Reply {
    let library = &mut engine.library;
    match request {
        Request::Take { name } => {
            let prepared = bytes.and_then(Prepared::from_bytes).unwrap_or_else(unreadable);
            Reply::Read(engine.take(name, prepared))
        }
        Request::Find { query, window } => Reply::Found(Box::new(show::results(library, &query, window))),
        Request::Open { article, query } => {
            Reply::Opened(show::opened(library, article, &query).map(Box::new))
        }
        Request::People { kind, query, most, who } => {
            let who = who.as_ref().map(|id| id.0.as_str());
            Reply::People(Box::new(people::people(library, kind, &query, most as usize, who)))
        }
        Request::Compare { query, sides } => {
            Reply::Compared(Box::new(compare::compare(library, &query, &sides)))
        }
        Request::Timeline { query, stack, dated } => {
            Reply::Timed(Box::new(timeline::timeline(library, &query, stack, dated)))
        }
        Request::Review { query, most } => {
            Reply::Review(Box::new(review::review(library, &query, most as usize)))
        }
        Request::History => Reply::History(Box::new(review::history(library))),
        Request::Speakers { article } => Reply::Speakers(Box::new(people::speakers(library, article))),
        Request::Mend(mend) => {
            let changed = people::mend(library, mend);
            if changed {
                engine.touch_log();
            }
            let log = engine.library.log();
            Reply::Mended { changed, undo: log.done.len() as u32, redo: log.undone.len() as u32 }
        }
        Request::Project => Reply::Project { text: engine.project() },
        Request::Share(handing) => Reply::Handed(Box::new(share::handed(library, &handing))),
        Request::Load { data } => match data::read(&data) {
            Ok((entries, corrections)) => {
                for entry in entries {
                    library.add(entry);
                }
                engine.merge(corrections);
                engine.changed()
            }
            Err(Unfit::Newer(version)) => Reply::Refused { why: Refusal::Newer(version) },
            Err(_) => Reply::Refused { why: Refusal::NotShared },
        },
        _ => engine.changed(),
    }
}
