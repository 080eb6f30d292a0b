//! Workers that read files beside the engine: each takes a file, and gives what it finds in it, part by part.
//!
//! One that dies or gives no sign of life is replaced, and only its file fails. A file that was silent while others were being
//! read is tried once more when no other is: it may have been the machine that had no time for it.

use super::{
    clock::{Clock, Patience},
    desk::{Bytes, LARGE, Trouble, rest, start},
    parts::EngineParts,
};
use crate::{columns::How, share::DataForm};
use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Worker};

/// Most readers: more would wait for the engine.
const MOST: usize = 4;

/// Most small files that a reader is handed together, and how many bytes they may be. The browser takes as long for the bytes of
/// one as for those of all.
const TOGETHER: usize = 16;
const FEW_BYTES: f64 = (64 << 10) as f64;

/// A reader that holds more memory than this, in bytes, is let go after its file: its memory never shrinks by itself.
const MOST_MEMORY: f64 = (512_u64 << 20) as f64;

/// How a file is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// Beside others.
    First,
    /// Once more, while no other is read.
    Alone,
}

/// A file to be read.
pub struct Job {
    /// Its name with its folders.
    pub name: String,
    /// How.
    pub how: How,
    /// Not to be read: the file is the text of a library and the name a filter, of which data of this form is made.
    pub hand_out: Option<DataForm>,
    /// Its bytes, still on the disk.
    pub file: Bytes,
    /// How long it may take.
    pub patience: Patience,
    /// How it is tried.
    pub attempt: Try,
    /// How many of its parts an earlier try gave: they come again.
    pub taken: usize,
    /// Called with each part found, as [`crate::engine::Prepared`] writes it.
    pub given: Box<dyn Fn(Uint8Array)>,
}

type Done = oneshot::Sender<Result<(), Trouble>>;

struct Hand {
    number: u32,
    worker: Worker,
    ready: bool,
    /// The file it reads, and those it has at hand to read next.
    works: VecDeque<Work>,
}

impl Hand {
    /// The file it reads.
    fn work(&mut self) -> Option<&mut Work> {
        self.works.front_mut()
    }

    /// Hands it files to read after those it has. The bytes of several come first, as one.
    fn hand(&mut self, works: Vec<(Job, Done)>) {
        let blobs: Array = works.iter().map(|(job, _)| &job.file.blob).collect();
        let sizes: Array = works.iter().map(|(job, _)| JsValue::from(job.file.size)).collect();
        let all = if works.len() > 1 { Blob::new_with_blob_sequence(&blobs).ok() } else { None };
        if let Some(all) = &all {
            let _ = self.worker.post_message(&Array::of3(&"bytes".into(), all, &sizes));
        }
        for (job, done) in works {
            let how = serde_wasm_bindgen::to_value(&job.how).unwrap_or_default();
            let own = if all.is_some() { &JsValue::NULL } else { &job.file.blob };
            let message = Array::of4(&self.number.into(), &job.name.as_str().into(), &how, own);
            if let Some(form) = job.hand_out {
                message.push(&form.ending().into());
            }
            let _ = self.worker.post_message(&message);
            self.works.push_back(Work { job, done, clock: None, parts: 0, beside: false });
        }
    }
}

/// A file that a reader has.
struct Work {
    job: Job,
    done: Done,
    /// Runs while it is being read.
    clock: Option<Clock>,
    /// Parts that came in this try.
    parts: usize,
    /// Whether others were being read at any time meanwhile.
    beside: bool,
}

/// The readers at work and the files that wait for them.
#[derive(Default)]
struct Pool {
    hands: Vec<Hand>,
    waiting: VecDeque<(Job, Done)>,
    /// Files that wait until no other is read.
    silent: VecDeque<(Job, Done)>,
    next: u32,
}

impl Pool {
    fn is_idle(&self) -> bool {
        self.hands.iter().all(|hand| hand.works.is_empty())
    }

    fn put(&mut self, job: Job, done: Done) {
        match job.attempt {
            Try::First => self.waiting.push_back((job, done)),
            Try::Alone => self.silent.push_back((job, done)),
        }
    }

    /// How many files could be begun now.
    fn startable(&self) -> usize {
        let alone = |hand: &Hand| hand.works.iter().any(|work| work.job.attempt == Try::Alone);
        match () {
            () if self.hands.iter().any(alone) => 0,
            () if self.waiting.is_empty() && self.is_idle() => self.silent.len().min(1),
            () => self.waiting.len(),
        }
    }

    /// The next files: one, or some small ones, but not all where others read too.
    fn take(&mut self) -> Vec<(Job, Done)> {
        if self.startable() == 0 {
            return Vec::new();
        }
        let mut bytes = 0.0;
        let few = |(job, _): &&(Job, Done)| {
            bytes += job.file.size;
            job.hand_out.is_none() && bytes <= FEW_BYTES
        };
        let share = self.waiting.len() / most();
        let together = self.waiting.iter().take(TOGETHER.min(share)).take_while(few).count();
        let alone = self.silent.drain(..usize::from(self.waiting.is_empty()));
        self.waiting.drain(..together.max(1).min(self.waiting.len())).chain(alone).collect()
    }

    /// The reader that the next file goes to: an idle one, or once there are as many as may be one that is soon done, so that a
    /// small file need not be sent for when its turn comes.
    fn free(&self) -> Option<usize> {
        let is_idle = |hand: &Hand| hand.ready && hand.works.is_empty();
        let small = |job: &Job| job.file.size < LARGE;
        let soon = |hand: &Hand| hand.works.len() == 1 && small(&hand.works[0].job);
        self.hands.iter().position(is_idle).or_else(|| {
            let (next, _) = self.waiting.front()?;
            let all_there = self.hands.len() >= most() && self.hands.iter().all(|hand| hand.ready);
            if all_there && small(next) { self.hands.iter().position(soon) } else { None }
        })
    }

    /// The file that a reader has in front is being read from now on.
    fn begin(&mut self, at: usize, late: impl FnOnce() + 'static) {
        let others = self.hands.iter_mut().enumerate().filter(|(other, _)| *other != at);
        let others = others.filter_map(|(_, hand)| hand.work());
        let beside = others.map(|work| work.beside = true).count() > 0;
        if let Some(work) = self.hands[at].work() {
            work.beside = beside;
            work.clock = Some(Clock::start(work.job.patience, late));
        }
    }

    /// A reader's files that it has not begun wait again, before all others.
    fn give_back(&mut self, works: VecDeque<Work>) {
        works.into_iter().rev().for_each(|work| self.waiting.push_front((work.job, work.done)));
    }

    /// Those who wait for files that nobody reads yet.
    fn give_up(&mut self) -> Vec<Done> {
        self.waiting.drain(..).chain(self.silent.drain(..)).map(|(_, done)| done).collect()
    }
}

fn tell(who: Vec<Done>, trouble: Trouble) {
    for done in who {
        let _ = done.send(Err(trouble));
    }
}

/// The readers. Clones share them.
#[derive(Clone, Default)]
pub struct Readers {
    pool: Rc<RefCell<Pool>>,
}

impl Readers {
    /// Has a file read.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn read(&self, parts: &Rc<EngineParts>, job: Job) -> Result<(), Trouble> {
        let (done, receiver) = oneshot::channel();
        self.pool.borrow_mut().put(job, done);
        self.employ(parts);
        receiver.await.unwrap_or(Err(Trouble::Stopped))
    }

    /// Gives up every file that waits or is being read.
    pub fn cancel(&self) {
        let mut pool = self.pool.borrow_mut();
        let mut given_up = pool.give_up();
        let (busy, idle): (Vec<Hand>, Vec<Hand>) =
            std::mem::take(&mut pool.hands).into_iter().partition(|hand| !hand.works.is_empty());
        pool.hands = idle;
        drop(pool);
        for Hand { worker, works, .. } in busy {
            worker.terminate();
            given_up.extend(works.into_iter().map(|work| work.done));
        }
        tell(given_up, Trouble::Cancelled);
    }

    /// Gives waiting files to idle readers, and takes on another reader where there are more.
    fn employ(&self, parts: &Rc<EngineParts>) {
        let mut pool = self.pool.borrow_mut();
        while let Some(at) = pool.free() {
            let works = pool.take();
            if works.is_empty() {
                return;
            }
            let hand = &mut pool.hands[at];
            let begun = !hand.works.is_empty();
            hand.hand(works);
            if !begun {
                self.begin(&mut pool, at, parts);
            }
        }
        let coming = pool.hands.iter().filter(|hand| !hand.ready).count();
        if pool.startable() <= coming || pool.hands.len() >= most() {
            return;
        }
        pool.next += 1;
        let number = pool.next;
        let (readers, own) = (self.clone(), parts.clone());
        let heard = move |message: Array| readers.hear(number, &message, &own);
        let (readers, own) = (self.clone(), parts.clone());
        let lost = move || readers.lose(number, &own, Trouble::Stopped);
        match start(parts, heard, lost) {
            Ok(worker) => pool.hands.push(Hand { number, worker, ready: false, works: VecDeque::new() }),
            Err(_) if pool.hands.is_empty() => tell(pool.give_up(), Trouble::NoEngine),
            Err(_) => {}
        }
    }

    /// A reader begins the file it has in front.
    fn begin(&self, pool: &mut Pool, at: usize, parts: &Rc<EngineParts>) {
        let (readers, parts, number) = (self.clone(), parts.clone(), pool.hands[at].number);
        pool.begin(at, move || readers.lose(number, &parts, Trouble::Silent));
    }

    /// A message of a reader: `["ready"]`, `["working"]`, `["stopped", why]`, `[number, part]`, and `[number, null, memory]` at the
    /// end of a file.
    fn hear(&self, number: u32, message: &Array, parts: &Rc<EngineParts>) {
        let mut pool = self.pool.borrow_mut();
        let Some(at) = pool.hands.iter().position(|hand| hand.number == number) else { return };
        let hand = &mut pool.hands[at];
        match message.get(0).as_string().as_deref() {
            Some("ready") => {
                hand.ready = true;
                if let Some(later) = &parts.later {
                    let _ = hand.worker.post_message(&rest(later));
                }
                drop(pool);
            }
            Some("working") => {
                if let Some(clock) = hand.work().and_then(|work| work.clock.as_ref()) {
                    clock.sign();
                }
                return;
            }
            Some(_) => {
                gloo::console::error!("a reader stopped:", message.get(1));
                drop(pool);
                return self.lose(number, parts, Trouble::Stopped);
            }
            None => {
                if let (Ok(part), Some(work)) = (message.get(1).dyn_into::<Uint8Array>(), hand.work()) {
                    work.clock.iter().for_each(Clock::sign);
                    work.parts += 1;
                    if work.parts > work.job.taken {
                        (work.job.given)(part);
                    }
                    return;
                }
                let work = hand.works.pop_front();
                if message.get(2).as_f64().is_some_and(|memory| memory > MOST_MEMORY) {
                    let Hand { worker, works, .. } = pool.hands.remove(at);
                    worker.terminate();
                    pool.give_back(works);
                } else if !hand.works.is_empty() {
                    self.begin(&mut pool, at, parts);
                }
                drop(pool);
                if let Some(work) = work {
                    let _ = work.done.send(Ok(()));
                }
            }
        }
        self.employ(parts);
    }

    /// A reader died or was silent for too long: its file fails or is tried again, and another takes its place if there is work.
    fn lose(&self, number: u32, parts: &Rc<EngineParts>, why: Trouble) {
        let mut pool = self.pool.borrow_mut();
        let Some(at) = pool.hands.iter().position(|hand| hand.number == number) else { return };
        let Hand { worker, ready, mut works, .. } = pool.hands.remove(at);
        worker.terminate();
        let work = works.pop_front();
        let more = !works.is_empty();
        pool.give_back(works);
        // It never came up: another would end the same.
        let mut given_up = if ready || !pool.hands.is_empty() { Vec::new() } else { pool.give_up() };
        if let Some(Work { job, done, parts, beside, .. }) = work {
            // Or the next file it had at hand may have ended it, before it was heard that this one was over.
            let doubtful = if why == Trouble::Silent { beside } else { more };
            if doubtful && job.attempt == Try::First {
                let taken = parts.max(job.taken);
                pool.put(Job { attempt: Try::Alone, taken, ..job }, done);
            } else {
                given_up.push(done);
            }
        }
        drop(pool);
        tell(given_up, why);
        self.employ(parts);
    }
}

/// As many readers as the machine has room for beside the engine and the page, two at least.
fn most() -> usize {
    let cores =
        js_sys::Reflect::get(&gloo::utils::window().navigator(), &JsValue::from_str("hardwareConcurrency"));
    let cores = cores.ok().and_then(|cores| cores.as_f64()).unwrap_or(2.0) as usize;
    cores.saturating_sub(1).clamp(2, MOST)
}
