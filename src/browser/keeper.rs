//! The engine in its worker: answers requests one after the other, and keeps its library in the browser's database meanwhile.

use super::store::Store;
use crate::{
    engine::{Changes, Engine},
    protocol::{Kept, LibraryNumber, Reply, Request, SoonAnswered, Unkept},
};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::DedicatedWorkerGlobalScope;

/// Articles written in one transaction at most, and read back at a time: some megabytes.
const BATCH: u32 = 200;

/// A request with its number and what bytes came along.
type Waiting = (u32, Request, Option<Vec<u8>>);

/// An engine whose library is kept. Clones share it.
#[derive(Clone)]
pub struct Keeper {
    engine: Rc<RefCell<Engine>>,
    store: Rc<RefCell<Option<Rc<Store>>>>,
    trouble: Rc<Cell<Option<Unkept>>>,
    writing: Rc<Cell<bool>>,
    /// Articles handed to the database and not yet kept for certain.
    under_way: Rc<Cell<usize>>,
    /// The number of the last request answered.
    answered: Rc<Cell<u32>>,
    /// While a kept library is opened, what came in meanwhile.
    waiting: Rc<RefCell<Option<VecDeque<Waiting>>>>,
}

impl Keeper {
    /// The keeper of an engine, which keeps nothing until [`Request::Keep`] comes.
    pub fn of(engine: Engine) -> Keeper {
        Keeper {
            engine: Rc::new(RefCell::new(engine)),
            store: Rc::default(),
            trouble: Rc::default(),
            writing: Rc::default(),
            under_way: Rc::default(),
            answered: Rc::default(),
            waiting: Rc::default(),
        }
    }

    /// Answers a request, which may come with bytes.
    pub fn take(&self, number: u32, request: Request, bytes: Option<Vec<u8>>) {
        if let Some(waiting) = &mut *self.waiting.borrow_mut() {
            return waiting.push_back((number, request, bytes));
        }
        match request {
            Request::Keep { library: Some(library) } => {
                *self.waiting.borrow_mut() = Some(VecDeque::new());
                let keeper = self.clone();
                spawn_local(async move {
                    keeper.open(library).await;
                    let articles = keeper.engine.borrow().held().0 as u32;
                    keeper.reply(number, Reply::Changed { articles });
                    let waiting = keeper.waiting.take();
                    for (number, request, bytes) in waiting.into_iter().flatten() {
                        keeper.take(number, request, bytes);
                    }
                });
            }
            request => {
                if request == (Request::Keep { library: None }) {
                    *self.store.borrow_mut() = None;
                    self.trouble.set(None);
                }
                let reply = self.engine.borrow_mut().answer(request, bytes.as_deref());
                self.answered.set(number);
                // First, so that the page never takes for kept what has only been read.
                self.write();
                self.reply(number, reply);
            }
        }
    }

    fn reply(&self, number: u32, reply: Reply) {
        let reply = match SoonAnswered::try_from(reply) {
            Ok(soon) => serde_wasm_bindgen::to_value(&soon).ok(),
            Err(reply) => later_value(&reply),
        };
        if let Some(reply) = reply {
            post(&Array::of2(&number.into(), &reply));
        }
    }

    /// Opens what is kept and takes it in.
    async fn open(&self, library: LibraryNumber) {
        let keeper = self.clone();
        let lost = move || {
            *keeper.store.borrow_mut() = None;
            keeper.trouble.set(Some(Unkept::TakenOver));
            keeper.say(0);
        };
        let opened = match Store::open(library, lost).await {
            Ok(store) => self.restore(&store).await.map(|bad| (store, bad)),
            Err(why) => Err(why),
        };
        match opened {
            Ok((store, bad)) => {
                self.engine.borrow_mut().keep(true);
                *self.store.borrow_mut() = Some(Rc::new(store));
                self.trouble.set((bad > 0).then_some(Unkept::Damaged));
            }
            Err(why) => self.trouble.set(Some(why)),
        }
        self.say(0);
    }

    /// Takes in what is kept. Returns how much of it could not be read.
    async fn restore(&self, store: &Store) -> Result<usize, Unkept> {
        let of = store.count().await?;
        let log = store.log().await?;
        if of == 0 && log.is_empty() {
            return Ok(0);
        }
        whole().await?;
        let mut bad = later_restore_log(&mut self.engine.borrow_mut(), &log);
        let mut after = String::new();
        loop {
            let articles = store.articles(&after, BATCH).await?;
            let Some((last, _)) = articles.last() else { return Ok(bad) };
            after.clone_from(last);
            bad += later_restore(&mut self.engine.borrow_mut(), &articles);
            self.say(of);
        }
    }

    /// Writes what has changed, and goes on as long as more changes come meanwhile.
    fn write(&self) {
        if self.writing.get() || self.store.borrow().is_none() || !self.engine.borrow().has_changes() {
            return;
        }
        self.writing.set(true);
        let keeper = self.clone();
        spawn_local(async move {
            keeper.write_all().await;
            keeper.writing.set(false);
            keeper.say(0);
        });
        self.say(0);
    }

    async fn write_all(&self) {
        loop {
            let Some(store) = self.store.borrow().clone() else { return };
            if !self.engine.borrow().has_changes() {
                return;
            }
            if let Err(why) = whole().await {
                return self.trouble.set(Some(why));
            }
            let changes = later_changes(&mut self.engine.borrow_mut());
            self.under_way.set(changes.put.len());
            let written = store.write(&changes).await;
            self.under_way.set(0);
            match written {
                Ok(()) => {
                    // Room was found again, or had been all along.
                    if self.trouble.get() != Some(Unkept::Damaged) {
                        self.trouble.set(None);
                    }
                    self.say(0);
                }
                Err(why) => {
                    self.engine.borrow_mut().not_kept(&changes);
                    if self.store.borrow().is_some() {
                        self.trouble.set(Some(why));
                    }
                    // Tried again with the next change.
                    return;
                }
            }
        }
    }

    /// Tells the page how far keeping is: `["kept", through, articles, corrections, of, pending, trouble]`. All that was
    /// changed by requests up to number `through` is kept; 0 says nothing of that.
    fn say(&self, of: u32) {
        let engine = self.engine.borrow();
        let open = self.waiting.borrow().is_some();
        let pending = engine.has_changes() || self.writing.get();
        let keeps = self.store.borrow().is_some();
        let through = if keeps && !pending && !open { self.answered.get() } else { 0 };
        let (articles, corrections) = engine.held();
        let kept = match keeps {
            true => articles.saturating_sub(engine.unkept() + self.under_way.get()),
            false if of > 0 => articles,
            false => 0,
        };
        let told = Kept {
            articles: kept as u32,
            corrections: corrections as u32,
            of,
            pending: pending && keeps,
            trouble: self.trouble.get(),
        };
        let numbers = [
            through,
            told.articles,
            told.corrections,
            told.of,
            u32::from(told.pending),
            told.trouble.map_or(0, Unkept::number),
        ];
        post(&std::iter::once(JsValue::from("kept")).chain(numbers.map(JsValue::from)).collect());
    }
}

/// Waits for the code that comes behind the first view (`static/boot/worker.js`), with what is to be kept or comes back.
///
/// # Errors
/// [`Unkept::Incomplete`] where it does not come.
async fn whole() -> Result<(), Unkept> {
    let whole = Reflect::get(&js_sys::global(), &"verbatimWhole".into()).unwrap_or(JsValue::TRUE);
    let came = JsFuture::from(Promise::resolve(&whole)).await;
    came.is_ok_and(|came| came.is_truthy()).then_some(()).ok_or(Unkept::Incomplete)
}

#[inline(never)]
fn later_restore(engine: &mut Engine, articles: &[(String, String)]) -> usize {
    engine.restore(articles.iter().map(|(_, line)| line.as_str()))
}

#[inline(never)]
fn later_restore_log(engine: &mut Engine, log: &[String]) -> usize {
    engine.restore_log(log.iter().map(String::as_str))
}

#[inline(never)]
fn later_changes(engine: &mut Engine) -> Changes {
    engine.changes(BATCH as usize)
}

#[inline(never)]
fn later_value(reply: &Reply) -> Option<JsValue> {
    Some(Uint8Array::from(postcard::to_allocvec(reply).ok()?.as_slice()).into())
}

/// What [`Keeper`] tells the page: the number through which all is kept, and how far keeping is.
pub fn told(message: &Array) -> (u32, Kept) {
    let number = |at| message.get(at).as_f64().unwrap_or(0.0) as u32;
    let kept = Kept {
        articles: number(2),
        corrections: number(3),
        of: number(4),
        pending: number(5) > 0,
        trouble: Unkept::of_number(number(6)),
    };
    (number(1), kept)
}

fn post(message: &Array) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let _ = scope.post_message(message);
}
