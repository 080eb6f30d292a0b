//! Workers that read files beside the engine: each takes a file, and gives what it finds in it, part by part.
//!
//! One that dies or gives no sign of life is replaced, and only its file fails. A file that was silent while others were being
//! read is tried once more when no other is: it may have been the machine that had no time for it.

use super::{
    clock::{Clock, Patience},
    desk::{Trouble, rest, start},
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
    pub file: Blob,
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
    work: Option<Work>,
}

/// A file being read.
struct Work {
    job: Job,
    done: Done,
    clock: Clock,
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
        self.hands.iter().all(|hand| hand.work.is_none())
    }

    fn put(&mut self, job: Job, done: Done) {
        match job.attempt {
            Try::First => self.waiting.push_back((job, done)),
            Try::Alone => self.silent.push_back((job, done)),
        }
    }

    /// How many files could be begun now.
    fn startable(&self) -> usize {
        let alone = |hand: &Hand| hand.work.as_ref().is_some_and(|work| work.job.attempt == Try::Alone);
        match () {
            () if self.hands.iter().any(alone) => 0,
            () if self.waiting.is_empty() && self.is_idle() => self.silent.len().min(1),
            () => self.waiting.len(),
        }
    }

    fn take(&mut self) -> Option<(Job, Done)> {
        (self.startable() > 0).then(|| self.waiting.pop_front().or_else(|| self.silent.pop_front()))?
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
            std::mem::take(&mut pool.hands).into_iter().partition(|hand| hand.work.is_some());
        pool.hands = idle;
        drop(pool);
        for Hand { worker, work, .. } in busy {
            worker.terminate();
            given_up.extend(work.map(|work| work.done));
        }
        tell(given_up, Trouble::Cancelled);
    }

    /// Gives waiting files to idle readers, and takes on another reader where there are more.
    fn employ(&self, parts: &Rc<EngineParts>) {
        let mut pool = self.pool.borrow_mut();
        while let Some(at) = pool.hands.iter().position(|hand| hand.ready && hand.work.is_none()) {
            let Some((job, done)) = pool.take() else { return };
            let others = pool.hands.iter_mut().filter_map(|hand| hand.work.as_mut());
            let beside = others.map(|work| work.beside = true).count() > 0;
            let hand = &mut pool.hands[at];
            let how = serde_wasm_bindgen::to_value(&job.how).unwrap_or_default();
            let message = Array::of4(&hand.number.into(), &job.name.as_str().into(), &how, &job.file);
            if let Some(form) = job.hand_out {
                message.push(&form.ending().into());
            }
            let _ = hand.worker.post_message(&message);
            let (readers, parts, number) = (self.clone(), parts.clone(), hand.number);
            let clock = Clock::start(job.patience, move || readers.lose(number, &parts, Trouble::Silent));
            hand.work = Some(Work { job, done, clock, parts: 0, beside });
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
            Ok(worker) => pool.hands.push(Hand { number, worker, ready: false, work: None }),
            Err(_) if pool.hands.is_empty() => tell(pool.give_up(), Trouble::NoEngine),
            Err(_) => {}
        }
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
                if let Some(work) = &hand.work {
                    work.clock.sign();
                }
                return;
            }
            Some(_) => {
                gloo::console::error!("a reader stopped:", message.get(1));
                drop(pool);
                return self.lose(number, parts, Trouble::Stopped);
            }
            None => {
                if let (Ok(part), Some(work)) = (message.get(1).dyn_into::<Uint8Array>(), &mut hand.work) {
                    work.clock.sign();
                    work.parts += 1;
                    if work.parts > work.job.taken {
                        (work.job.given)(part);
                    }
                    return;
                }
                let work = hand.work.take();
                if message.get(2).as_f64().is_some_and(|memory| memory > MOST_MEMORY) {
                    pool.hands.remove(at).worker.terminate();
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
        let Hand { worker, ready, work, .. } = pool.hands.remove(at);
        worker.terminate();
        // It never came up: another would end the same.
        let mut given_up = if ready || !pool.hands.is_empty() { Vec::new() } else { pool.give_up() };
        if let Some(Work { job, done, parts, beside, .. }) = work {
            if why == Trouble::Silent && job.attempt == Try::First && beside {
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
