//! Reading aloud, by voices of this machine only: any other would send the text away.

use gloo::{events::EventListener, utils::window};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// The browser's speech, where it has any.
fn speech() -> Option<SpeechSynthesis> {
    let speech = Reflect::get(&window(), &JsValue::from_str("speechSynthesis")).ok()?;
    speech.is_object().then(|| speech.unchecked_into())
}

/// A voice of this machine: one of the language, else any.
fn voice(speech: &SpeechSynthesis, lang: Option<&str>) -> Option<SpeechSynthesisVoice> {
    let voices = speech.get_voices().into_iter().map(JsCast::unchecked_into::<SpeechSynthesisVoice>);
    let local: Vec<SpeechSynthesisVoice> = voices.filter(SpeechSynthesisVoice::local_service).collect();
    let speaks = |voice: &&SpeechSynthesisVoice| lang.is_some_and(|lang| voice.lang().starts_with(lang));
    local.iter().find(speaks).or(local.first()).cloned()
}

/// Whether there is a voice of this machine.
pub fn has_voice() -> bool {
    speech().is_some_and(|speech| voice(&speech, None).is_some())
}

/// Calls `changed` whenever voices come or go: browsers find them some time after the page has started.
pub fn watch(changed: impl Fn() + 'static) -> Option<EventListener> {
    let speech = speech()?;
    let target = speech.dyn_ref::<web_sys::EventTarget>()?;
    Some(EventListener::new(target, "voiceschanged", move |_| changed()))
}

/// Says a text in place of what is being said; `done` is called at its end, or where it cannot be said.
pub fn say(text: &str, lang: Option<&str>, done: impl FnOnce() + 'static) {
    let Some(speech) = speech() else { return };
    let (Some(voice), Ok(words)) = (voice(&speech, lang), SpeechSynthesisUtterance::new_with_text(text))
    else {
        return;
    };
    words.set_lang(lang.map_or_else(|| voice.lang(), str::to_owned).as_str());
    // A voice of a test is no voice of the browser's.
    let _ = Reflect::set(&words, &JsValue::from_str("voice"), &voice);
    let done = wasm_bindgen::closure::Closure::once_into_js(done);
    words.set_onend(Some(done.unchecked_ref()));
    speech.speak(&words);
}

/// Stops what is being said.
pub fn hush() {
    if let Some(speech) = speech() {
        speech.cancel();
    }
}
