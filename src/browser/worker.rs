//! The engine's side of the desk: answers numbered requests in the worker, one after the other.

use super::keeper::Keeper;
use crate::{
    columns::How,
    engine::{Engine, prepare},
    protocol::{Request, SoonAsked},
    pulse,
    read::Decode,
};
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

/// Bytes taken from the disk at a time.
const PIECE: f64 = (8 << 20) as f64;

/// The page is told at most so often that work goes on, in milliseconds.
const OFTEN: f64 = 250.0;

/// Answers requests until the worker is ended.
///
/// A message is `[number, request]` or `[number, request, file]`, an answer `[number, reply]`; `["ready"]` is posted once at
/// the start, and `["stopped", why]` where the engine panics, since an abort alone is silence to the page. The bytes of a
/// [`Request::Take`] come in place of the file. `["working"]` is a sign of life from a file that takes long. Unasked the worker says how its library is kept, see [`super::keeper::told`].
///
/// A reader is the same worker, asked `[number, name, how, file]`: it answers `[number, part]` for each part it finds, and
/// `[number, null, memory]` at the end, with the bytes that it holds now. Where a fifth field names a form of data it makes that.
/// The bytes of several small files may come before them, as `["bytes", all, sizes]`: then null stands for each file.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    std::panic::set_hook(Box::new(|panic| {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let _ = scope.post_message(&Array::of2(&"stopped".into(), &panic.to_string().into()));
    }));
    #[cfg(not(feature = "embedded"))]
    crate::model::install(model());
    pulse::listen(sign);
    let keeper = Keeper::of(Engine::new(DECODE));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        if message.get(0).is_string() {
            return hold(&message);
        }
        #[cfg(feature = "formats")]
        if message.length() == 5 {
            return hand_out(&message);
        }
        if message.length() == 4 {
            return later_prepare(&message);
        }
        let soon = serde_wasm_bindgen::from_value(message.get(1)).map(SoonAsked::into);
        let Ok(request) = soon.or_else(|_| later_request(message.get(1))) else { return };
        let bytes = match message.get(2).dyn_into::<Blob>() {
            Ok(file) => read(&file),
            Err(along) => {
                Some(along.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default())
            }
        };
        keeper.take(message.get(0).as_f64().unwrap_or(0.0) as u32, request, bytes);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&Array::of1(&"ready".into()));
}

/// The page sends what is asked later only to a worker that has all of its code.
#[inline(never)]
fn later_request(request: JsValue) -> Result<Request, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::from_value(request)
}

/// Makes data of the text of a library: `[number, filter, how, file, form]`.
#[cfg(feature = "formats")]
fn hand_out(message: &Array) {
    use crate::{handout, query::Query, share::DataForm};
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let text = message.get(3).dyn_into::<Blob>().ok().and_then(|file| read(&file));
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let form = message.get(4).as_string().and_then(|ending| DataForm::of_ending(&ending));
    if let (Some(text), Some(form)) = (text, form) {
        let query = Query::from_address(&message.get(1).as_string().unwrap_or_default());
        let data = Uint8Array::from(handout::of_text(&text, &query, form).as_bytes());
        let _ = scope
            .post_message_with_transfer(&Array::of2(&message.get(0), &data), &Array::of1(&data.buffer()));
    }
    end(&message.get(0));
}

thread_local! {
    /// Bytes of files that are asked for next, in their order; nothing where they could not be had.
    static HELD: RefCell<VecDeque<Option<Vec<u8>>>> = const { RefCell::new(VecDeque::new()) };
}

/// Reads the bytes of several files that come next: `["bytes", all, sizes]`.
#[inline(never)]
fn hold(message: &Array) {
    let Ok(all) = message.get(1).dyn_into::<Blob>() else { return };
    let bytes = read(&all);
    let mut from = 0.0;
    for size in Array::from(&message.get(2)) {
        let to = from + size.as_f64().unwrap_or(0.0);
        let own = match &bytes {
            Some(bytes) => bytes.get(from as usize..to as usize).map(<[u8]>::to_vec),
            // One of them is not what it was: the others can still be had.
            None => all.slice_with_f64_and_f64(from, to).ok().and_then(|own| read(&own)),
        };
        HELD.with_borrow_mut(|held| held.push_back(own));
        from = to;
    }
}

/// Reads a file for the engine of another worker. A reader that runs the engine's code is asked once it has all of it.
#[inline(never)]
fn later_prepare(message: &Array) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let number = message.get(0);
    let name = message.get(1).as_string().unwrap_or_default();
    let how: How = serde_wasm_bindgen::from_value(message.get(2)).unwrap_or_default();
    let bytes = match message.get(3).dyn_into::<Blob>() {
        Ok(file) => read(&file),
        Err(_) => HELD.with_borrow_mut(VecDeque::pop_front).flatten(),
    };
    prepare(&name, &how, bytes.as_deref(), DECODE, &mut |part| {
        let part = Uint8Array::from(part.to_bytes().as_slice());
        let _ = scope.post_message_with_transfer(&Array::of2(&number, &part), &Array::of1(&part.buffer()));
    });
    end(&number);
}

/// Says that a file has been gone through.
fn end(number: &JsValue) {
    const PAGE: usize = 64 << 10;
    let memory = core::arch::wasm32::memory_size(0) * PAGE;
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let _ = scope.post_message(&Array::of3(number, &JsValue::NULL, &(memory as f64).into()));
}

/// Tells the page that work goes on.
fn sign() {
    thread_local! {
        static LAST: Cell<f64> = const { Cell::new(0.0) };
    }
    let now = js_sys::Date::now();
    if (now - LAST.get()).abs() >= OFTEN {
        LAST.set(now);
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let _ = scope.post_message(&Array::of1(&"working".into()));
    }
}

/// The model, as `static/boot/worker.js` left it.
#[cfg(not(feature = "embedded"))]
fn model() -> Vec<u8> {
    let model = Reflect::get(&js_sys::global(), &"verbatimModel".into());
    model
        .ok()
        .and_then(|model| model.dyn_into::<Uint8Array>().ok())
        .map(|model| model.to_vec())
        .unwrap_or_default()
}

/// The bytes of a file, piece by piece, since a disk may be slow.
fn read(file: &Blob) -> Option<Vec<u8>> {
    let reader = FileReaderSync::new().ok()?;
    let whole = |part: &Blob| Some(Uint8Array::new(&JsValue::from(reader.read_as_array_buffer(part).ok()?)));
    // Most files are small, and a slice costs half as much again as its reading.
    if file.size() <= PIECE {
        return whole(file).map(|bytes| bytes.to_vec());
    }
    let mut bytes = vec![0; file.size() as usize];
    for (from, piece) in bytes.chunks_mut(PIECE as usize).enumerate() {
        let from = from as f64 * PIECE;
        let part = file.slice_with_f64_and_f64(from, from + piece.len() as f64).ok()?;
        let part = whole(&part)?;
        if part.length() as usize != piece.len() {
            return None;
        }
        part.copy_to(piece);
        sign();
    }
    Some(bytes)
}

/// The browser's own decoders, which know every label of the encoding standard and cost nothing on the wire.
pub const DECODE: Decode = |bytes, label| {
    let global = js_sys::global();
    let class = Reflect::get(&global, &"TextDecoder".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let decoder = Reflect::construct(&class, &Array::of2(&label.into(), &Object::new())).ok()?;
    let decode = Reflect::get(&decoder, &"decode".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let text = decode.call1(&decoder, &Uint8Array::from(bytes)).ok()?;
    JsValue::as_string(&text)
};
