//! The page alive: keeps the view and the files, and carries out what the view asks of the browser.

use crate::{
    browser::{
        address, clipboard,
        desk::{Bytes, Desk, Trouble},
        files::{self, Dropped, Named},
        focus, library, parts,
        reading::Reading,
        samples, save, speech,
    },
    markup,
    note::Note,
    phrases,
    protocol::{Mend, QuoteRow, Reply},
    ui::{page::Page, text::names},
    view::{Effect, Event, Incoming, Pick, Step, View, id_of},
};
use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
    utils::{document, window},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, File, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// How long a toast stays, in milliseconds.
const TOAST: u32 = 10_000;
/// What the browser has to draw and to listen before more of the page is taken apart, in milliseconds.
const BREATH: u32 = 20;
/// How long the page as it is may be behind what happened, in milliseconds; see [`Event::waits`].
const MOMENT: u32 = 80;
const FILES: &str = "files";
const FOLDER: &str = "folder";

/// What the page starts from.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The engine.
    pub desk: Desk,
    /// The articles a shared page came with.
    #[prop_or_default]
    pub payload: Option<String>,
}

/// What reaches the page from within and without.
pub enum Message {
    /// Something happened.
    Event(Event),
    /// Files came in.
    Files(Vec<Named>),
    /// More files of the same drop.
    MoreFiles(Vec<Named>),
    /// A file that was to come cannot be had.
    Refused(String, Note),
    /// A drag came over the page or left it: how many elements deep it is.
    Drag(Drag),
    /// The moment of [`App::draw_soon`] is over.
    Draw,
}

impl Message {
    /// What [`parts::incoming`] tells.
    fn came(what: &str, came: JsValue) -> Message {
        let note = match what {
            "elsewhere" => Note::OfAnotherSite,
            "absent" => Note::NotOnThisSite,
            _ => return Message::Files(files::all(&came)),
        };
        Message::Refused(came.as_string().unwrap_or_default(), note)
    }
}

/// A step of a drag.
pub enum Drag {
    /// Over one more element.
    In,
    /// Out of one.
    Out,
    /// Let go.
    Over,
}

/// The page.
pub struct App {
    view: Rc<View>,
    /// The files that came in, by number, kept so that they can be read again.
    files: Vec<File>,
    /// Elements the drag is over.
    depth: u32,
    /// Where the files being read are noted.
    reading: Reading,
    /// How often reading was given up: a folder that is still being gone through is given up too.
    given_up: Rc<Cell<u32>>,
    /// Texts pasted so far.
    pasted: usize,
    /// The page is about to be drawn, if it is behind by then.
    drawing: bool,
    /// Something happened since it was drawn.
    behind: bool,
    /// An element to move the focus to once it is drawn.
    focus: Option<String>,
    /// Where the components send what happens: one and the same, so that a part of the page is drawn again only for what it shows.
    events: Callback<Event>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Message;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let given_up = Rc::default();
        let mut app = App {
            view: Rc::default(),
            files: Vec::new(),
            depth: 0,
            reading: Reading::default(),
            pasted: 0,
            drawing: false,
            behind: false,
            focus: None,
            events: context.link().callback(Message::Event),
            _listeners: listeners(context, &given_up),
            given_up,
        };
        let started = Event::Started {
            address: address::read(),
            payload: context.props().payload.clone(),
            theme: address::theme(),
            keys_off: address::keys_off(),
            kept: library::kept(),
            library: library::open(),
            unread: library::reading(),
            app: parts::app_size(),
            makes_data: parts::makes_data(),
            published: parts::published(),
        };
        let link = context.link().clone();
        context.props().desk.listen(move |kept| link.send_message(Message::Event(Event::Kept(kept))));
        app.on(started, context);
        let link = context.link().clone();
        spawn_local(async move { link.send_message(Message::Event(Event::Whole(parts::whole().await))) });
        let link = context.link().clone();
        let voices = move || link.send_message(Message::Event(Event::Voices(speech::has_voice())));
        voices();
        app._listeners.extend(speech::watch(voices));
        let link = context.link().clone();
        parts::incoming(move |what, came| link.send_message(Message::came(&what, came)));
        if context.props().payload.is_none() {
            let (link, reading) = (context.link().clone(), app.reading.clone());
            spawn_local(async move {
                let lost = reading.open(library::open()).await;
                link.send_message(Message::Event(Event::Unread(lost)));
            });
        }
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Event(event) => {
                let waits = event.waits();
                self.on(event, context);
                if waits {
                    self.draw_soon(context);
                    return false;
                }
            }
            Message::Draw => {
                self.drawing = false;
                if !self.behind {
                    return false;
                }
            }
            Message::Files(files) => {
                let files = self.take_in(files);
                let event = if files.is_empty() { Event::NothingDropped } else { Event::Files(files) };
                self.on(event, context);
            }
            Message::MoreFiles(files) => {
                let files = self.take_in(files);
                self.on(Event::MoreFiles(files), context);
            }
            Message::Refused(name, note) => {
                // It has its number like the others, and no bytes.
                let Some(Named { name, file }) = files::of_text(&name, "") else { return false };
                let number = self.files.len() as u32;
                self.files.push(file);
                self.on(Event::Refused(Incoming { number, name }, note), context);
            }
            Message::Drag(step) => {
                let before = self.depth > 0;
                self.depth = match step {
                    Drag::In => self.depth + 1,
                    Drag::Out => self.depth.saturating_sub(1),
                    Drag::Over => 0,
                };
                return before != (self.depth > 0);
            }
        }
        self.behind = false;
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let onchange = context.link().callback(|event: yew::events::Event| {
            Message::Files(files::chosen(&event.target_unchecked_into::<HtmlInputElement>()))
        });
        html! {
            <>
                <Page view={self.view.clone()} dragging={self.depth > 0} on={self.events.clone()} />
                <input type="file" id={FILES} hidden=true multiple=true
                    aria-label={phrases::choose_files()} onchange={onchange.clone()} />
                <input type="file" id={FOLDER} hidden=true multiple=true webkitdirectory=true
                    aria-label={phrases::choose_folder()} {onchange} />
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(id) = self.focus.take() {
            focus::to(&id);
        }
    }
}

impl App {
    fn on(&mut self, event: Event, context: &Context<Self>) {
        // Where nothing was drawn since the last event nobody else has the view, and ten thousand lines of files need no copy.
        let (view, effects) = Rc::unwrap_or_clone(std::mem::take(&mut self.view)).on(event);
        self.view = Rc::new(view);
        for effect in effects {
            self.carry_out(effect, context);
        }
    }

    /// Has the page drawn once for all that happens in the next moment.
    fn draw_soon(&mut self, context: &Context<Self>) {
        self.behind = true;
        if !std::mem::replace(&mut self.drawing, true) {
            let link = context.link().clone();
            Timeout::new(MOMENT, move || link.send_message(Message::Draw)).forget();
        }
    }

    /// Keeps the bytes of files.
    fn take_in(&mut self, files: Vec<Named>) -> Vec<Incoming> {
        let numbers = self.files.len() as u32..;
        let incoming =
            numbers.zip(&files).map(|(number, Named { name, .. })| Incoming { number, name: name.clone() });
        let incoming = incoming.collect();
        self.files.extend(files.into_iter().map(|named| named.file));
        incoming
    }

    fn carry_out(&mut self, effect: Effect, context: &Context<Self>) {
        let link = context.link().clone();
        let desk = context.props().desk.clone();
        let tell = move |event| link.send_message(Message::Event(event));
        match effect {
            Effect::Ask(number, request) => {
                // Before the page is drawn, so that the engine works meanwhile.
                let answer = desk.ask(request);
                spawn_local(async move {
                    tell(match answer.await {
                        Ok(reply) => Event::Replied(number, Box::new(reply)),
                        Err(Trouble::Stopped | Trouble::Silent | Trouble::Cancelled) => {
                            Event::Stopped(number)
                        }
                        Err(Trouble::NoEngine) => Event::NoEngine,
                        Err(Trouble::Incomplete) => Event::Whole(false),
                    });
                });
            }
            Effect::Read { number, name, how } => {
                let Some(file) = self.files.get(number as usize).cloned() else {
                    return tell(Event::Unreadable(number));
                };
                spawn_local(async move {
                    let file = Bytes::of(file.into());
                    tell(Event::Begun(number, file.size as u64));
                    let part = tell.clone();
                    let came = move |articles| part(Event::Part(number, articles));
                    tell(match desk.read(name, how, file, Rc::new(came)).await {
                        Ok(Reply::Read(report)) => Event::Read(number, report),
                        Ok(_) => Event::Unreadable(number),
                        Err(Trouble::Stopped | Trouble::Silent | Trouble::Incomplete) => {
                            Event::ReadStopped(number)
                        }
                        Err(Trouble::Cancelled) => return,
                        Err(Trouble::NoEngine) => Event::NoEngine,
                    });
                });
            }
            Effect::StopReading => {
                self.given_up.set(self.given_up.get() + 1);
                desk.cancel();
            }
            Effect::Address(address, step) => address::write(&address, step),
            Effect::Focus(focus) => self.focus = Some(id_of(focus)),
            Effect::Copy(rows) => spawn_local(async move {
                let (text, html): (Vec<String>, Vec<String>) = rows.iter().map(citation).unzip();
                let (text, html) = (text.join("\n\n"), html.concat());
                tell(Event::Copied(clipboard::write(&text, &html).await.is_ok()));
            }),
            Effect::Speak { number, text, lang } => {
                speech::say(&text, lang.as_deref(), move || tell(Event::Said(number)));
            }
            Effect::Hush => speech::hush(),
            Effect::Pick(Pick::Files) => focus::pick(FILES),
            Effect::Pick(Pick::Folder) => focus::pick(FOLDER),
            Effect::Paste(text) => {
                self.pasted += 1;
                let name = phrases::pasted_name(self.pasted);
                context
                    .link()
                    .send_message(Message::Files(files::of_text(&name, &text).into_iter().collect()));
            }
            Effect::Samples => {
                let files = samples::all().into_iter().filter_map(|(name, text)| files::of_text(name, text));
                context.link().send_message(Message::Files(files.collect()));
            }
            Effect::Save(content) => {
                let at = self.view.share_at();
                spawn_local(async move {
                    tell(Event::Saved(save::page(phrases::shared_name(), &content, &at).await.is_ok()));
                })
            }
            Effect::HandOut { form, query, text } => spawn_local(async move {
                let made = desk.hand_out(form, query, &text).await;
                let done =
                    made.is_ok_and(|data| save::file(&phrases::data_file(form), "text/plain", &data).is_ok());
                tell(Event::Saved(done));
            }),
            Effect::CopyLink => spawn_local(async move {
                let link = window().location().href().unwrap_or_default();
                let html = phrases::link(&link);
                tell(Event::Copied(clipboard::write(&link, &html).await.is_ok()));
            }),
            Effect::Later(number) => {
                Timeout::new(TOAST, move || tell(Event::ToastOver(number))).forget();
            }
            Effect::Tidy => {
                Timeout::new(BREATH, move || tell(Event::Tidy)).forget();
            }
            Effect::Theme(theme) => address::set_theme(theme),
            Effect::Keys(on) => address::set_keys_off(!on),
            Effect::Remember(articles) => library::set_kept(articles),
            Effect::Reading(names) => {
                library::set_reading(&names);
                self.reading.note(names);
            }
            Effect::SaveProject(text) => spawn_local(async move {
                tell(Event::Saved(save::project(phrases::project_name(), &text).await.is_ok()));
            }),
            Effect::Libraries(shelving) => tell(Event::Libraries(library::later_shelve(shelving.as_ref()))),
            Effect::Persist => address::persist(),
        }
    }
}

/// A quote with its source, as text and as HTML.
fn citation(row: &QuoteRow) -> (String, String) {
    let outlet = row.outlet.as_deref();
    let words = phrases::quoted(&row.pieces);
    let source = phrases::citation(&names(&row.speakers), &row.title, outlet, row.date);
    phrases::cited(&words, &source, row.url.as_deref().and_then(markup::web_address))
}

/// What reaches us from outside our own elements: the address, keys, drops and pastes anywhere on the page.
fn listeners(context: &Context<App>, given_up: &Rc<Cell<u32>>) -> Vec<EventListener> {
    let link = context.link().clone();
    let tell = move |message| link.send_message(message);
    let target = window();
    let active = EventListenerOptions::enable_prevent_default();
    let mut all = Vec::new();
    let on = tell.clone();
    all.push(EventListener::new(&target, "hashchange", move |_| {
        on(Message::Event(Event::Address(address::read())));
    }));
    let on = tell.clone();
    all.push(EventListener::new(&target, "popstate", move |_| {
        on(Message::Event(Event::Address(address::read())));
    }));
    let on = tell.clone();
    all.push(EventListener::new_with_options(&target, "keydown", active, move |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let focused = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let typing = focus::is_typing(focused.as_ref());
        if (event.ctrl_key() || event.meta_key())
            && event.key().eq_ignore_ascii_case("z")
            && !event.alt_key()
            && !typing
        {
            event.prevent_default();
            let mend = if event.shift_key() { Mend::Redo } else { Mend::Undo };
            return on(Message::Event(Event::Mend(mend)));
        }
        if event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || event.is_composing()
            || event.default_prevented()
        {
            return;
        }
        let key = event.key();
        if typing {
            if key == "Escape" {
                focus::leave_if_empty(focused.as_ref());
            }
            return;
        }
        if key == "/" {
            // Else the stroke itself would be typed into the box it leads to.
            event.prevent_default();
        }
        on(Message::Event(Event::Key(key)));
    }));
    for (name, step) in [("dragenter", true), ("dragleave", false)] {
        let on = tell.clone();
        all.push(EventListener::new(&target, name, move |event| {
            if has_files(event.unchecked_ref()) {
                on(Message::Drag(if step { Drag::In } else { Drag::Out }));
            }
        }));
    }
    all.push(EventListener::new_with_options(&target, "dragover", active, |event| {
        if has_files(event.unchecked_ref()) {
            event.prevent_default();
        }
    }));
    let on = tell.clone();
    let rounds = given_up.clone();
    all.push(EventListener::new_with_options(&target, "drop", active, move |event| {
        let event: &DragEvent = event.unchecked_ref();
        // A drop that misses must never navigate away.
        event.prevent_default();
        on(Message::Drag(Drag::Over));
        let Some(data) = event.data_transfer() else { return };
        if !has_files(event) {
            return;
        }
        bring(Dropped::of(&data), &on, &rounds);
    }));
    let on = tell;
    let rounds = given_up.clone();
    all.push(EventListener::new_with_options(&document(), "paste", active, move |event| {
        let event: &ClipboardEvent = event.unchecked_ref();
        let focused = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(data) = event.clipboard_data() else { return };
        if focus::is_typing(focused.as_ref()) {
            return;
        }
        let dropped = Dropped::of(&data);
        if !dropped.is_empty() {
            event.prevent_default();
            bring(dropped, &on, &rounds);
        } else if let Some(text) = data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty()) {
            event.prevent_default();
            on(Message::Event(Event::Pasted(text)));
        }
    }));
    all
}

/// Has all files of a drop come in, until reading is given up.
fn bring(dropped: Dropped, on: &(impl Fn(Message) + Clone + 'static), given_up: &Rc<Cell<u32>>) {
    let (on, given_up) = (on.clone(), given_up.clone());
    let (before, first) = (given_up.get(), Cell::new(true));
    let tell = on.clone();
    let found = move |files| {
        if first.replace(false) {
            tell(Message::Files(files));
            return true;
        }
        let goes_on = given_up.get() == before;
        if goes_on {
            tell(Message::MoreFiles(files));
        }
        goes_on
    };
    spawn_local(async move {
        if let Some(name) = dropped.each(Rc::new(found)).await {
            on(Message::Refused(name, Note::TooMany(files::MOST as u32)));
        }
    });
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Writes the first address, so that what is shown has one from the start.
pub fn start(desk: Desk, payload: Option<String>) {
    if address::read().is_empty() {
        let at = parts::start().unwrap_or_else(|| View::default().address());
        address::write(&at, Step::Replace);
    }
    let root = document().get_element_by_id("app");
    let props = Props { desk, payload };
    if let Some(root) = root {
        yew::Renderer::<App>::with_root_and_props(root, props).render();
    }
}
