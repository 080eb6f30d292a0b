//! Which files are being read, noted on the disk, so that they can be named where the whole browser ends without a word.
//!
//! Database `verbatim reading`, or `verbatim reading 2` and so on for libraries that the reader made: under the number of each
//! tab that is reading, the names of its files, a line each. A tab holds a
//! lock of its own number as long as it lives (Web Locks), so that what a dead tab noted is told from what another tab is about to
//! save. Where there are no locks, as on plain `http`, nothing is noted here.

use super::store::{done, name_of};
use crate::protocol::LibraryNumber;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbTransactionMode};

/// The database of the main library, and its store.
const NAME: &str = "verbatim reading";

/// What this tab notes. Clones share it.
#[derive(Clone, Default)]
pub struct Reading {
    noted: Rc<RefCell<Noted>>,
}

#[derive(Default)]
struct Noted {
    db: Option<IdbDatabase>,
    tab: String,
    /// What came before the database was there.
    early: Option<Vec<String>>,
}

impl Reading {
    /// Opens the notes, and gives the files that dead tabs were reading; they are this tab's now. None where nothing can be
    /// noted.
    pub async fn open(&self, library: LibraryNumber) -> Vec<String> {
        self.try_open(library).await.unwrap_or_default()
    }

    async fn try_open(&self, library: LibraryNumber) -> Result<Vec<String>, JsValue> {
        let global = js_sys::global();
        let crypto = Reflect::get(&global, &"crypto".into())?;
        let new: Function = Reflect::get(&crypto, &"randomUUID".into())?.dyn_into()?;
        let tab = new.call0(&crypto)?.as_string().unwrap_or_default();
        let alive = alive(&tab).await?;
        let name = name_of(NAME, library);
        let factory: IdbFactory = Reflect::get(&global, &"indexedDB".into())?.dyn_into()?;
        let request = factory.open_with_u32(&name, 1)?;
        let asked = request.clone();
        let upgrade = Closure::once(move || {
            let db = asked.result().map(JsCast::unchecked_into::<IdbDatabase>);
            let _ = db.and_then(|db| db.create_object_store(NAME));
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let db: IdbDatabase = done(&request).await?.unchecked_into();
        let store = writing(&db)?;
        let keys = store.get_all_keys()?;
        let names = Array::from(&done(&store.get_all()?).await?);
        let mut lost = Vec::new();
        for (key, names) in Array::from(&keys.result()?).iter().zip(names.iter()) {
            if !alive.contains(&key.as_string().unwrap_or_default()) {
                store.delete(&key)?;
                lost.extend(names.as_string().unwrap_or_default().lines().map(str::to_owned));
            }
        }
        if !lost.is_empty() {
            store.put_with_key(&lost.join("\n").into(), &tab.as_str().into())?;
        }
        let early = {
            let mut noted = self.noted.borrow_mut();
            (noted.db, noted.tab) = (Some(db), tab);
            noted.early.take()
        };
        if let Some(names) = early {
            self.note(names);
        }
        Ok(lost)
    }

    /// Notes the files this tab is reading, or that it reads none.
    pub fn note(&self, names: Vec<String>) {
        let mut noted = self.noted.borrow_mut();
        let Some(db) = &noted.db else {
            noted.early = Some(names);
            return;
        };
        // The database runs them in this order; where it cannot, files go unnamed and nothing else is lost.
        let tab = JsValue::from(noted.tab.as_str());
        let _ = writing(db).and_then(|store| match names.as_slice() {
            [] => store.delete(&tab),
            names => store.put_with_key(&names.join("\n").into(), &tab),
        });
    }
}

/// The store, open for one change that is on the disk when it is done.
fn writing(db: &IdbDatabase) -> Result<IdbObjectStore, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(db, &"transaction".into())?.dyn_into()?;
    let mode = JsValue::from(IdbTransactionMode::Readwrite);
    let transaction: web_sys::IdbTransaction =
        begin.call3(db, &NAME.into(), &mode, &options)?.unchecked_into();
    transaction.object_store(NAME)
}

/// Locks this tab's number for as long as it lives, and gives the numbers of all tabs that live.
async fn alive(tab: &str) -> Result<Vec<String>, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let query: Function = Reflect::get(&locks, &"query".into())?.dyn_into()?;
    let name = |tab: &str| JsValue::from(format!("{NAME} {tab}"));
    let held = Promise::new(&mut |yes, _| {
        // A promise that never ends holds the lock.
        let hold = Closure::once_into_js(move |_: JsValue| {
            let _ = yes.call0(&JsValue::UNDEFINED);
            Promise::new(&mut |_, _| {})
        });
        if let Ok(lock) = request.call2(&locks, &name(tab), &hold) {
            spawn_local(async move { drop(JsFuture::from(Promise::from(lock)).await) });
        }
    });
    JsFuture::from(held).await?;
    let state = JsFuture::from(Promise::from(query.call0(&locks)?)).await?;
    let held = Array::from(&Reflect::get(&state, &"held".into())?);
    let start = format!("{NAME} ");
    let names = held.iter().filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string());
    Ok(names.filter_map(|name| name.strip_prefix(&start).map(str::to_owned)).collect())
}
