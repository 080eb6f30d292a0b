//! The page's handle on the engine: sends requests to the worker, matches answers by number, and starts the worker again
//! where a file brought it down.

use super::{
    clock::{Clock, Patience},
    keeper,
    parts::{self, EngineParts},
    readers::{Job, Readers, Try},
};
use crate::{
    columns::How,
    protocol::{FileReport, Kept, Reply, Request, SoonAnswered, Unkept},
    share::DataForm,
};
use futures_channel::oneshot;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The engine stopped or took too long on this request. It has been started again with all that was there before.
    Stopped,
    /// The engine gave no sign of life any more. It has been started again as well.
    Silent,
    /// The engine cannot be started in this browser.
    NoEngine,
    /// The file was given up, because the reader of the page said so.
    Cancelled,
    /// The part of the engine's code that answers this did not come.
    Incomplete,
}

/// How long reading a file may go on without a sign of life: a fixed part, and a part for each megabyte of it, in
/// milliseconds, since the libraries that unpack and parse give none.
const SILENT: (u32, u32) = (2_000, 500);

/// How long it may go on in all: a hundred times what the slowest honest file takes.
const ALL: (u32, u32) = (60_000, 10_000);

/// How long any other request may take, and how long opening a kept library may go on without a word, in milliseconds.
const QUICK: Patience = Patience { silent: 5_000, all: 5_000 };
const OPENING: u32 = 30_000;

/// From so many files at a time on, files are read beside the engine.
const MANY: usize = 4;

/// From so many bytes on a file is large: it is read beside the engine, and none waits behind it.
pub const LARGE: f64 = 200_000.0;

/// The bytes of a file, still on the disk.
#[derive(Clone)]
pub struct Bytes {
    /// Where the browser has them.
    pub blob: Blob,
    /// How many they are. Asked once: the browser looks at the disk each time, and the page waits for it.
    pub size: f64,
}

impl Bytes {
    /// Those of a file.
    pub fn of(blob: Blob) -> Bytes {
        Bytes { size: blob.size(), blob }
    }

    /// How long reading them may take.
    fn patience(&self) -> Patience {
        let of = |(fixed, each): (u32, u32)| fixed + (f64::from(each) * self.size / 1e6) as u32;
        Patience { silent: of(SILENT), all: of(ALL) }
    }
}

struct Asked {
    number: u32,
    request: Request,
    /// A file, or bytes.
    along: Option<JsValue>,
    patience: Patience,
    /// Nobody waits for the answer of a request that is only done again after a restart.
    answer: Option<oneshot::Sender<Result<Reply, Trouble>>>,
    /// The worker has it.
    sent: bool,
}

impl Asked {
    /// Whether a new worker must be told of it to hold the same articles.
    fn changes_the_library(&self) -> bool {
        matches!(
            self.request,
            Request::Read { .. }
                | Request::Remove { .. }
                | Request::Mend(_)
                | Request::Clear
                | Request::Keep { .. }
                | Request::Load { .. }
        )
    }
}

/// Told how many articles came of a part of a file.
pub type Came = Rc<dyn Fn(usize)>;

type Answer = oneshot::Receiver<Result<Reply, Trouble>>;

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    parts: Option<Rc<EngineParts>>,
    reader_parts: Option<Rc<EngineParts>>,
    /// The part of the engine's code that comes later, once it is here, or that it will not come.
    later: Option<Result<JsValue, Trouble>>,
    ready: bool,
    next: u32,
    /// Sent or waiting to be sent, oldest first; the engine answers in this order.
    open: VecDeque<Asked>,
    /// Requests that made the library what it is, beside what is kept: number, request, what came along, how long it may take.
    done: Vec<(u32, Request, Option<JsValue>, Patience)>,
    /// Files that readers read for the library and that are not kept yet: the number of the last part, name, how, bytes.
    read_apart: Vec<(u32, String, How, Bytes)>,
    /// Who is told how the library is kept.
    keeping: Option<Rc<dyn Fn(Kept)>>,
    /// Files being read.
    reading: usize,
    /// The clock of the request at the head of the line, by its number.
    watchdog: Option<(u32, Clock)>,
    failed: bool,
}

impl State {
    /// Sends the worker what it can answer, in order: what needs the later part waits for it, and all behind it too.
    fn send(&mut self) {
        if !self.ready {
            return;
        }
        let Some(worker) = &self.worker else { return };
        if let Some(Err(trouble)) = self.later {
            let (never, open): (VecDeque<Asked>, _) =
                self.open.drain(..).partition(|asked| asked.request.is_later());
            self.open = open;
            answer_all(never, trouble);
        }
        for asked in self.open.iter_mut().filter(|asked| !asked.sent) {
            if asked.request.is_later() && self.later.is_none() {
                return;
            }
            let Ok(request) = serde_wasm_bindgen::to_value(&asked.request) else { continue };
            let message = Array::of2(&asked.number.into(), &request);
            if let Some(along) = &asked.along {
                message.push(along);
            }
            let _ = worker.post_message(&message);
            asked.sent = true;
        }
    }

    /// Hands the worker the rest of its code, or tells it that this will not come.
    fn complete(&self) {
        if let (true, Some(worker), Some(later)) = (self.ready, &self.worker, &self.later) {
            let _ = worker.post_message(&rest(later.as_ref().unwrap_or(&JsValue::NULL)));
        }
    }
}

/// A handle on the engine. Clones share the one engine.
#[derive(Clone, Default)]
pub struct Desk {
    state: Rc<RefCell<State>>,
    readers: Readers,
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
        desk.complete();
        desk
    }

    /// Has the worker get the rest of its code, once it is here. What waits for a part that did not come is given up.
    fn complete(&self) {
        let desk = self.clone();
        spawn_local(async move {
            // The page reads the answers with the rest of its own code.
            let later = if parts::whole().await { parts::engine_later().await } else { Err(JsValue::NULL) };
            let later = later.map_err(|_| Trouble::Incomplete);
            let mut state = desk.state.borrow_mut();
            state.later = Some(later);
            state.complete();
            state.send();
            drop(state);
            desk.watch();
        });
    }

    /// Has `heard` called whenever the engine says how the library is kept.
    pub fn listen(&self, heard: impl Fn(Kept) + 'static) {
        self.state.borrow_mut().keeping = Some(Rc::new(heard));
    }

    /// Asks the engine, at once: what it answers can be waited for.
    ///
    /// # Errors
    /// See [`Trouble`]. A request that stopped the engine is not tried again; all others are.
    pub fn ask(&self, request: Request) -> impl Future<Output = Result<Reply, Trouble>> + use<> {
        let patience = match request {
            Request::Keep { .. } => Patience { silent: OPENING, all: u32::MAX },
            _ => QUICK,
        };
        let answer = self.send(request, None, patience);
        async move { answer.await.unwrap_or(Err(Trouble::Stopped)) }
    }

    /// Has a file read for the library. `came` is told how many articles each part of it brings that is read beside the engine.
    ///
    /// # Errors
    /// See [`Trouble`]. A file that stopped the engine is not tried again.
    pub async fn read(&self, name: String, how: How, file: Bytes, came: Came) -> Result<Reply, Trouble> {
        let apart = {
            let mut state = self.state.borrow_mut();
            state.reading += 1;
            // What is read beside the engine is taken in by code that comes later.
            (state.reading >= MANY || file.size >= LARGE) && matches!(state.later, Some(Ok(_)))
        };
        let parts = if apart { self.reader_parts().await } else { None };
        let mut reply = match parts {
            Some(parts) => self.read_apart(&parts, &name, &how, &file, (came.clone(), Try::First)).await,
            None => {
                let request = Request::Read { name: name.clone(), how: how.clone() };
                let (bytes, patience) = (file.blob.clone().into(), file.patience());
                self.send(request, Some(bytes), patience).await.unwrap_or(Err(Trouble::Stopped))
            }
        };
        // Silence may be the machine's, which had no time for it: a file is given up when it is silent alone.
        if matches!(reply, Err(Trouble::Silent))
            && !apart
            && let Some(parts) = self.reader_parts().await
        {
            reply = self.read_apart(&parts, &name, &how, &file, (came.clone(), Try::Alone)).await;
        }
        // The engine knows plain text only.
        if matches!(&reply, Ok(Reply::Read(report)) if report.needs_reader())
            && !apart
            && let Some(parts) = self.reader_parts().await
        {
            reply = self.read_apart(&parts, &name, &how, &file, (came.clone(), Try::First)).await;
        }
        // A page without readers of formats can still open what it saved itself.
        if matches!(&reply, Ok(Reply::Read(report)) if report.needs_reader())
            && let Some(text) = parts::unpacked(&file.blob).await
            && let Some(parts) = self.reader_parts().await
        {
            let text = Bytes::of(text);
            reply = self.read_apart(&parts, &name, &how, &text, (came, Try::First)).await;
        }
        self.state.borrow_mut().reading -= 1;
        reply
    }

    /// What readers are started from. Their own code knows all formats; where a page was made without, they run that of
    /// the engine.
    async fn reader_parts(&self) -> Option<Rc<EngineParts>> {
        let known = self.state.borrow().reader_parts.clone();
        if known.is_some() {
            return known;
        }
        let parts = match parts::reader().await {
            Ok(parts) => Rc::new(parts),
            Err(_) => {
                let later = parts::engine_later().await.ok()?;
                let parts = self.state.borrow().parts.clone()?;
                Rc::new(EngineParts { later: Some(later), ..EngineParts::clone(&parts) })
            }
        };
        self.state.borrow_mut().reader_parts = Some(parts.clone());
        Some(parts)
    }

    /// Gives up the files being read beside the engine; those the engine itself reads are few and small.
    pub fn cancel(&self) {
        self.readers.cancel();
    }

    /// Has a file read beside the engine, which takes in each part as it comes.
    async fn read_apart(
        &self,
        parts: &Rc<EngineParts>,
        name: &str,
        how: &How,
        file: &Bytes,
        (came, attempt): (Came, Try),
    ) -> Result<Reply, Trouble> {
        let answers: Rc<RefCell<Vec<Answer>>> = Rc::default();
        let given = {
            let (desk, answers, name) = (self.clone(), answers.clone(), name.to_owned());
            move |part: Uint8Array| {
                let answer = desk.send(Request::Take { name: name.clone() }, Some(part.into()), QUICK);
                let (heard, receiver) = oneshot::channel();
                answers.borrow_mut().push(receiver);
                let came = came.clone();
                spawn_local(async move {
                    let answer = answer.await.unwrap_or(Err(Trouble::Stopped));
                    if let Ok(Reply::Read(part)) = &answer {
                        came(part.articles.len());
                    }
                    let _ = heard.send(answer);
                });
            }
        };
        let job = Job {
            name: name.to_owned(),
            how: how.clone(),
            hand_out: None,
            file: file.clone(),
            patience: file.patience(),
            attempt,
            taken: 0,
            given: Box::new(given),
        };
        let mut outcome = self.readers.read(parts, job).await;
        let mut report: Option<FileReport> = None;
        for answer in answers.take() {
            match answer.await {
                Ok(Ok(Reply::Read(part))) => match &mut report {
                    Some(report) => report.join(part),
                    None => report = Some(part),
                },
                Ok(Err(trouble)) => outcome = outcome.and(Err(trouble)),
                _ => outcome = outcome.and(Err(Trouble::Stopped)),
            }
        }
        let again = report.as_ref().is_some_and(FileReport::needs_reader);
        if report.is_some() && !again {
            let mut state = self.state.borrow_mut();
            let last = state.next;
            state.read_apart.push((last, name.to_owned(), how.clone(), file.clone()));
        }
        outcome?;
        report.map(Reply::Read).ok_or(Trouble::Stopped)
    }

    /// Data of this form of what a filter, as it stands in addresses, shows of a library, given as text: made beside the engine
    /// by those who read files, since the engine has not the code for it.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn hand_out(&self, form: DataForm, query: String, text: &str) -> Result<JsValue, Trouble> {
        let parts = self.reader_parts().await.ok_or(Trouble::NoEngine)?;
        let file = Blob::new_with_str_sequence(&Array::of1(&text.into())).map_err(|_| Trouble::Stopped)?;
        let file = Bytes::of(file);
        let data: Rc<RefCell<Option<JsValue>>> = Rc::default();
        let given = data.clone();
        let job = Job {
            name: query,
            how: How::default(),
            hand_out: Some(form),
            // Making data gives no signs.
            patience: Patience { silent: file.patience().all, ..file.patience() },
            file,
            attempt: Try::First,
            taken: 0,
            given: Box::new(move |part| *given.borrow_mut() = Some(part.into())),
        };
        self.readers.read(&parts, job).await?;
        data.take().ok_or(Trouble::Stopped)
    }

    /// Puts a request in the line.
    fn send(&self, request: Request, along: Option<JsValue>, patience: Patience) -> Answer {
        let (sender, receiver) = oneshot::channel();
        {
            let mut state = self.state.borrow_mut();
            if state.failed {
                let _ = sender.send(Err(Trouble::NoEngine));
                return receiver;
            }
            state.next += 1;
            let asked =
                Asked { number: state.next, request, along, patience, answer: Some(sender), sent: false };
            state.open.push_back(asked);
            state.send();
        }
        self.watch();
        receiver
    }

    fn start(&self) {
        let desk = self.clone();
        spawn_local(async move {
            if desk.spawn().await.is_err() {
                let mut state = desk.state.borrow_mut();
                state.failed = true;
                answer_all(state.open.drain(..), Trouble::NoEngine);
            }
        });
    }

    async fn spawn(&self) -> Result<(), JsValue> {
        let known = self.state.borrow().parts.clone();
        let parts = match known {
            Some(parts) => parts,
            None => Rc::new(parts::engine().await?),
        };
        let (desk, other) = (self.clone(), self.clone());
        let worker =
            start(&parts, move |message| desk.on_message(&message), move || other.restart(Trouble::Stopped))?;
        let mut state = self.state.borrow_mut();
        state.parts = Some(parts);
        state.worker = Some(worker);
        Ok(())
    }

    fn on_message(&self, message: &Array) {
        match message.get(0).as_string().as_deref() {
            Some("ready") => self.on_ready(),
            Some("kept") => self.on_kept(message),
            Some("working") => self.on_sign(),
            Some(_) => {
                gloo::console::error!("the engine stopped:", message.get(1));
                self.restart(Trouble::Stopped);
            }
            None => self.on_reply(message.get(0).as_f64().unwrap_or(0.0) as u32, message.get(1)),
        }
    }

    fn on_ready(&self) {
        let mut state = self.state.borrow_mut();
        state.ready = true;
        state.complete();
        state.send();
        drop(state);
        self.watch();
    }

    fn on_sign(&self) {
        if let Some((_, clock)) = &self.state.borrow().watchdog {
            clock.sign();
        }
    }

    /// What is kept need not be made again after a restart.
    fn on_kept(&self, message: &Array) {
        let (through, kept) = keeper::told(message);
        let mut state = self.state.borrow_mut();
        state
            .done
            .retain(|(number, request, ..)| *number > through || matches!(request, Request::Keep { .. }));
        state.read_apart.retain(|(number, ..)| *number > through);
        let keeping = state.keeping.clone();
        drop(state);
        self.on_sign();
        if let Some(keeping) = keeping {
            keeping(kept);
        }
    }

    fn on_reply(&self, number: u32, reply: JsValue) {
        let mut state = self.state.borrow_mut();
        let Some(at) = state.open.iter().position(|asked| asked.number == number) else { return };
        let Some(asked) = state.open.remove(at) else { return };
        if asked.changes_the_library() {
            match asked.request {
                Request::Clear => {
                    state.done.retain(|(_, request, ..)| matches!(request, Request::Keep { .. }));
                    state.read_apart.clear();
                }
                Request::Keep { .. } => {
                    state.done.retain(|(_, request, ..)| !matches!(request, Request::Keep { .. }));
                }
                _ => {}
            }
            state.done.push((number, asked.request.clone(), asked.along.clone(), asked.patience));
        }
        drop(state);
        self.watch();
        if let Some(answer) = asked.answer {
            let reply = match asked.request.is_later() {
                true => later_reply(reply),
                false => soon_reply(reply),
            };
            let _ = answer.send(reply.ok_or(Trouble::Stopped));
        }
    }

    /// Sets the clock for the request at the head of the line.
    fn watch(&self) {
        let mut state = self.state.borrow_mut();
        // What is kept comes back once the code for it is here.
        let comes = |asked: &Asked| state.later.is_some() || !matches!(asked.request, Request::Keep { .. });
        let head = state.open.front().filter(|asked| asked.sent && comes(asked));
        let head = head.map(|asked| (asked.number, asked.patience));
        let watched = state.watchdog.as_ref().map(|(number, _)| *number);
        if head.map(|(number, _)| number) != watched {
            let desk = self.clone();
            let late = move || desk.restart(Trouble::Silent);
            state.watchdog = head.map(|(number, patience)| (number, Clock::start(patience, late)));
        }
    }

    /// Ends the worker and starts another: what made the library is done again, the request that was being answered is given
    /// up for this reason, those behind it are asked again.
    fn restart(&self, why: Trouble) {
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
        for asked in &mut state.open {
            asked.sent = false;
        }
        let culprit = state.open.pop_front();
        let unopened = culprit.as_ref().is_some_and(|asked| matches!(asked.request, Request::Keep { .. }));
        let keeping = state.keeping.clone().filter(|_| unopened);
        let files = std::mem::take(&mut state.read_apart);
        let mut later = Vec::new();
        for (_, request, along, patience) in std::mem::take(&mut state.done).into_iter().rev() {
            // What changes articles waits for those that readers have to read again.
            if !files.is_empty() && matches!(request, Request::Mend(_) | Request::Remove { .. }) {
                later.push(request);
                continue;
            }
            state.next += 1;
            let number = state.next;
            state.open.push_front(Asked { number, request, along, patience, answer: None, sent: false });
        }
        let failed = state.failed;
        let waiting: Vec<Asked> = if failed { state.open.drain(..).collect() } else { Vec::new() };
        drop(state);
        if let Some(keeping) = keeping {
            keeping(Kept { trouble: Some(Unkept::Unopened), ..Kept::default() });
        }
        let trouble = if failed { Trouble::NoEngine } else { why };
        answer_all(culprit.into_iter().chain(waiting), trouble);
        if !failed {
            self.start();
            later.reverse();
            if !files.is_empty() {
                self.read_again(files, later);
            }
        }
    }
}

impl Desk {
    /// After a restart: has the files read again that readers read, then mends and takes out what came of them.
    fn read_again(&self, files: Vec<(u32, String, How, Bytes)>, later: Vec<Request>) {
        let desk = self.clone();
        spawn_local(async move {
            if let Some(parts) = desk.reader_parts().await {
                for (_, name, how, file) in files {
                    let _ = desk.read_apart(&parts, &name, &how, &file, (Rc::new(|_| {}), Try::First)).await;
                }
            }
            for request in later {
                drop(desk.ask(request));
            }
        });
    }
}

fn soon_reply(reply: JsValue) -> Option<Reply> {
    serde_wasm_bindgen::from_value(reply).ok().map(SoonAnswered::into)
}

/// What is answered to later requests: bytes, or what is answered to the others too.
#[inline(never)]
fn later_reply(reply: JsValue) -> Option<Reply> {
    match reply.dyn_into::<Uint8Array>() {
        Ok(reply) => postcard::from_bytes(&reply.to_vec()).ok(),
        Err(reply) => soon_reply(reply),
    }
}

/// Tells those who wait for these that there is no reply.
fn answer_all(asked: impl IntoIterator<Item = Asked>, trouble: Trouble) {
    for answer in asked.into_iter().filter_map(|asked| asked.answer) {
        let _ = answer.send(Err(trouble));
    }
}

/// The message with the rest of a worker's code.
pub fn rest(later: &JsValue) -> Array {
    Array::of2(&"later".into(), later)
}

/// Starts a worker of the engine's code, which is heard by `heard`, and by `lost` where it fails without a word.
///
/// # Errors
/// What the browser said.
pub fn start(
    parts: &EngineParts,
    heard: impl Fn(Array) + 'static,
    lost: impl Fn() + 'static,
) -> Result<Worker, JsValue> {
    let worker = from_script(&parts.script)?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        heard(event.data().unchecked_into())
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let on_error = Closure::<dyn FnMut()>::new(lost);
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    worker.post_message(&Array::of2(&parts.code, &parts.model))?;
    Ok(worker)
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
