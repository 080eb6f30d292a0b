//! The page's handle on the engine: sends requests to the worker, matches answers by number, and starts the worker again
//! where a file brought it down.

use super::parts::{self, EngineParts};
use crate::protocol::{Reply, Request};
use futures_channel::oneshot;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Reflect};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The engine stopped or took too long on this request. It has been started again with all that was there before.
    Stopped,
    /// The engine cannot be started in this browser.
    NoEngine,
}

/// How long one request may take: a fixed part, and a part for each megabyte of its file, in milliseconds. Ten times what
/// the slowest honest file takes.
const PATIENCE: (u32, u32) = (5_000, 1_000);

struct Asked {
    number: u32,
    request: Request,
    file: Option<Blob>,
    /// Nobody waits for the answer of a request that is only done again after a restart.
    answer: Option<oneshot::Sender<Result<Reply, Trouble>>>,
}

impl Asked {
    /// Whether a new worker must be told of it to hold the same articles.
    fn changes_the_library(&self) -> bool {
        matches!(
            self.request,
            Request::Read { .. } | Request::Remove { .. } | Request::Clear | Request::Load { .. }
        )
    }

    fn patience(&self) -> u32 {
        let megabytes = self.file.as_ref().map_or(0.0, |file| file.size() / 1e6);
        PATIENCE.0 + (f64::from(PATIENCE.1) * megabytes) as u32
    }
}

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    parts: Option<Rc<EngineParts>>,
    ready: bool,
    next: u32,
    /// Sent or waiting to be sent, oldest first; the engine answers in this order.
    open: VecDeque<Asked>,
    /// Requests that made the library what it is.
    done: Vec<(Request, Option<Blob>)>,
    /// The clock of the request at the head of the line, by its number.
    watchdog: Option<(u32, Timeout)>,
    failed: bool,
}

/// A handle on the engine. Clones share the one engine.
#[derive(Clone, Default)]
pub struct Desk {
    state: Rc<RefCell<State>>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Desk) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

impl Desk {
    /// Starts the engine.
    pub fn open() -> Desk {
        let desk = Desk::default();
        desk.start();
        desk
    }

    /// Asks the engine; `file` is what a `Read` reads.
    ///
    /// # Errors
    /// See [`Trouble`]. A request that stopped the engine is not tried again; all others are.
    pub async fn ask(&self, request: Request, file: Option<Blob>) -> Result<Reply, Trouble> {
        let (sender, receiver) = oneshot::channel();
        {
            let mut state = self.state.borrow_mut();
            if state.failed {
                return Err(Trouble::NoEngine);
            }
            state.next += 1;
            let asked = Asked { number: state.next, request, file, answer: Some(sender) };
            if state.ready {
                send(&state, &asked);
            }
            state.open.push_back(asked);
        }
        self.watch();
        receiver.await.unwrap_or(Err(Trouble::Stopped))
    }

    fn start(&self) {
        let desk = self.clone();
        spawn_local(async move {
            if desk.spawn().await.is_err() {
                let mut state = desk.state.borrow_mut();
                state.failed = true;
                for asked in state.open.drain(..) {
                    if let Some(answer) = asked.answer {
                        let _ = answer.send(Err(Trouble::NoEngine));
                    }
                }
            }
        });
    }

    async fn spawn(&self) -> Result<(), JsValue> {
        let known = self.state.borrow().parts.clone();
        let parts = match known {
            Some(parts) => parts,
            None => Rc::new(parts::engine().await?),
        };
        let worker = from_script(&parts.script)?;
        let desk = self.clone();
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| desk.on_message(&event));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let desk = self.clone();
        let on_error = Closure::<dyn FnMut()>::new(move || desk.restart());
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
        worker.post_message(&Array::of2(&parts.code, &parts.model))?;
        let mut state = self.state.borrow_mut();
        state.parts = Some(parts);
        state.worker = Some(worker);
        Ok(())
    }

    fn on_message(&self, event: &MessageEvent) {
        let message: Array = event.data().unchecked_into();
        match message.get(0).as_string().as_deref() {
            Some("ready") => self.on_ready(),
            Some(_) => {
                gloo::console::error!("the engine stopped:", message.get(1));
                self.restart();
            }
            None => self.on_reply(message.get(0).as_f64().unwrap_or(0.0) as u32, message.get(1)),
        }
    }

    fn on_ready(&self) {
        let mut state = self.state.borrow_mut();
        state.ready = true;
        for asked in &state.open {
            send(&state, asked);
        }
        drop(state);
        self.watch();
    }

    fn on_reply(&self, number: u32, reply: JsValue) {
        let mut state = self.state.borrow_mut();
        let Some(at) = state.open.iter().position(|asked| asked.number == number) else { return };
        let Some(asked) = state.open.remove(at) else { return };
        if asked.changes_the_library() {
            if asked.request == Request::Clear {
                state.done.clear();
            } else {
                state.done.push((asked.request.clone(), asked.file.clone()));
            }
        }
        drop(state);
        self.watch();
        if let Some(answer) = asked.answer {
            let _ = answer.send(serde_wasm_bindgen::from_value(reply).map_err(|_| Trouble::Stopped));
        }
    }

    /// Sets the clock for the request at the head of the line.
    fn watch(&self) {
        let mut state = self.state.borrow_mut();
        let head = state.open.front().filter(|_| state.ready).map(|asked| (asked.number, asked.patience()));
        let watched = state.watchdog.as_ref().map(|(number, _)| *number);
        if head.map(|(number, _)| number) != watched {
            let desk = self.clone();
            state.watchdog =
                head.map(|(number, patience)| (number, Timeout::new(patience, move || desk.restart())));
        }
    }

    /// Ends the worker and starts another: what made the library is done again, the request that was being answered is given
    /// up, those behind it are asked again.
    fn restart(&self) {
        let mut state = self.state.borrow_mut();
        if !state.ready {
            // It never came up: a second try would end the same.
            state.failed = true;
        }
        if let Some(worker) = state.worker.take() {
            worker.terminate();
        }
        state.ready = false;
        state.watchdog = None;
        let culprit = state.open.pop_front();
        for (request, file) in std::mem::take(&mut state.done).into_iter().rev() {
            state.next += 1;
            let number = state.next;
            state.open.push_front(Asked { number, request, file, answer: None });
        }
        let failed = state.failed;
        let waiting: Vec<Asked> = if failed { state.open.drain(..).collect() } else { Vec::new() };
        drop(state);
        for asked in culprit.into_iter().chain(waiting) {
            if let Some(answer) = asked.answer {
                let _ = answer.send(Err(if failed { Trouble::NoEngine } else { Trouble::Stopped }));
            }
        }
        if !failed {
            self.start();
        }
    }
}

fn send(state: &State, asked: &Asked) {
    let Some(worker) = &state.worker else { return };
    let Ok(request) = serde_wasm_bindgen::to_value(&asked.request) else { return };
    let message = Array::of2(&asked.number.into(), &request);
    if let Some(file) = &asked.file {
        message.push(file);
    }
    let _ = worker.post_message(&message);
}

/// A worker of this script, from a blob so that it is bound by the page's policy.
fn from_script(script: &str) -> Result<Worker, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let class: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    Ok(Reflect::construct(&class, &Array::of1(&trusted(&url)?))?.unchecked_into())
}

/// The address as the page's policy wants it: a `TrustedScriptURL` where the browser knows trusted types. The policy lets
/// through only what this page made itself.
fn trusted(url: &str) -> Result<JsValue, JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    if types.is_undefined() {
        return Ok(url.into());
    }
    thread_local! {
        static POLICY: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    let known = POLICY.with_borrow(Clone::clone);
    let policy = match known {
        Some(policy) => policy,
        None => {
            let rules = Object::new();
            let check = Closure::<dyn Fn(String) -> JsValue>::new(|url: String| {
                if url.starts_with("blob:") { url.into() } else { JsValue::NULL }
            });
            Reflect::set(&rules, &"createScriptURL".into(), check.as_ref())?;
            check.forget();
            let create: Function = Reflect::get(&types, &"createPolicy".into())?.dyn_into()?;
            create.call2(&types, &"app".into(), &rules)?
        }
    };
    POLICY.set(Some(policy.clone()));
    let create: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
    create.call1(&policy, &url.into())
}
