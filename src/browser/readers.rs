//! Workers that read files beside the engine: each takes a file, and gives what it finds in it, part by part.
//!
//! One that dies or takes too long is replaced, and only its file fails.

use super::{
    desk::{Trouble, rest, start},
    parts::EngineParts,
};
use crate::{columns::How, share::DataForm};
use futures_channel::oneshot;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Worker};

/// Most readers: more would wait for the engine.
const MOST: usize = 4;

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
    /// How long it may take, in milliseconds.
    pub patience: u32,
    /// Called with each part found, as [`crate::engine::Prepared`] writes it.
    pub given: Box<dyn Fn(Uint8Array)>,
}

type Done = oneshot::Sender<Result<(), Trouble>>;

struct Hand {
    number: u32,
    worker: Worker,
    ready: bool,
    job: Option<(Job, Done, Timeout)>,
}

/// The readers at work and the files that wait for them.
#[derive(Default)]
struct Pool {
    hands: Vec<Hand>,
    waiting: VecDeque<(Job, Done)>,
    next: u32,
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
        self.pool.borrow_mut().waiting.push_back((job, done));
        self.employ(parts);
        receiver.await.unwrap_or(Err(Trouble::Stopped))
    }

    /// Gives up every file that waits or is being read.
    pub fn cancel(&self) {
        let mut pool = self.pool.borrow_mut();
        let mut given_up: Vec<Done> = pool.waiting.drain(..).map(|(_, done)| done).collect();
        let (busy, idle): (Vec<Hand>, Vec<Hand>) =
            std::mem::take(&mut pool.hands).into_iter().partition(|hand| hand.job.is_some());
        pool.hands = idle;
        drop(pool);
        for Hand { worker, job, .. } in busy {
            worker.terminate();
            given_up.extend(job.map(|(_, done, _)| done));
        }
        for done in given_up {
            let _ = done.send(Err(Trouble::Cancelled));
        }
    }

    /// Gives waiting files to idle readers, and takes on another reader where there are more.
    fn employ(&self, parts: &Rc<EngineParts>) {
        let mut pool = self.pool.borrow_mut();
        let Pool { hands, waiting, next } = &mut *pool;
        for hand in hands.iter_mut().filter(|hand| hand.ready && hand.job.is_none()) {
            let Some((job, done)) = waiting.pop_front() else { return };
            let how = serde_wasm_bindgen::to_value(&job.how).unwrap_or_default();
            let message = Array::of4(&hand.number.into(), &job.name.as_str().into(), &how, &job.file);
            if let Some(form) = job.hand_out {
                message.push(&form.ending().into());
            }
            let _ = hand.worker.post_message(&message);
            let (readers, parts, number) = (self.clone(), parts.clone(), hand.number);
            let clock = Timeout::new(job.patience, move || readers.lose(number, &parts));
            hand.job = Some((job, done, clock));
        }
        let coming = hands.iter().filter(|hand| !hand.ready).count();
        if waiting.len() <= coming || hands.len() >= most() {
            return;
        }
        *next += 1;
        let number = *next;
        let (readers, own) = (self.clone(), parts.clone());
        let heard = move |message: Array| readers.hear(number, &message, &own);
        let (readers, own) = (self.clone(), parts.clone());
        let lost = move || readers.lose(number, &own);
        match start(parts, heard, lost) {
            Ok(worker) => hands.push(Hand { number, worker, ready: false, job: None }),
            Err(_) if hands.is_empty() => {
                for (_, done) in waiting.drain(..) {
                    let _ = done.send(Err(Trouble::NoEngine));
                }
            }
            Err(_) => {}
        }
    }

    /// A message of a reader: `["ready"]`, `["stopped", why]`, `[number, part]`, and `[number, null]` at the end of a file.
    fn hear(&self, number: u32, message: &Array, parts: &Rc<EngineParts>) {
        match message.get(0).as_string().as_deref() {
            Some("ready") => {
                if let Some(hand) = self.pool.borrow_mut().hands.iter_mut().find(|hand| hand.number == number)
                {
                    hand.ready = true;
                    if let Some(later) = &parts.later {
                        let _ = hand.worker.post_message(&rest(later));
                    }
                }
            }
            Some(_) => {
                gloo::console::error!("a reader stopped:", message.get(1));
                return self.lose(number, parts);
            }
            None => {
                let mut pool = self.pool.borrow_mut();
                let Some(hand) = pool.hands.iter_mut().find(|hand| hand.number == number) else { return };
                if let Ok(part) = message.get(1).dyn_into::<Uint8Array>() {
                    if let Some((job, ..)) = &hand.job {
                        (job.given)(part);
                    }
                    return;
                }
                let done = hand.job.take().map(|(_, done, _)| done);
                drop(pool);
                if let Some(done) = done {
                    let _ = done.send(Ok(()));
                }
            }
        }
        self.employ(parts);
    }

    /// A reader died or took too long: its file fails, and another takes its place if there is work.
    fn lose(&self, number: u32, parts: &Rc<EngineParts>) {
        let mut pool = self.pool.borrow_mut();
        let Some(at) = pool.hands.iter().position(|hand| hand.number == number) else { return };
        let hand = pool.hands.remove(at);
        let ready = hand.ready;
        if !ready && pool.hands.is_empty() {
            // It never came up: another would end the same.
            for (_, done) in pool.waiting.drain(..) {
                let _ = done.send(Err(Trouble::Stopped));
            }
        }
        drop(pool);
        hand.worker.terminate();
        if let Some((_, done, clock)) = hand.job {
            clock.cancel();
            let _ = done.send(Err(Trouble::Stopped));
        }
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
