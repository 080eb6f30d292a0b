//! The browser's own database, in which a library is kept between visits.
//!
//! Database `verbatim`, or `verbatim 2` and so on for libraries that the reader made, whose version is [`session::VERSION`]: the browser itself refuses a newer one and leaves it as it is.
//! Store `articles`: under the id of each article its line, as bytes. Store `corrections`: each correction's line under a
//! number that the database gives, so that their order is that of the numbers. Every record is written whole and stands for
//! itself, and the database runs one writing transaction at a time across all tabs: what two tabs add is there side by side,
//! without a lock of our own.

use crate::{
    engine::Changes,
    protocol::{LibraryNumber, MAIN, Unkept},
    session,
};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbObjectStoreParameters, IdbRequest,
    IdbTransaction,
};

/// The database of the main library.
const NAME: &str = "verbatim";
const ARTICLES: &str = "articles";
const CORRECTIONS: &str = "corrections";

/// An open database.
pub struct Store {
    db: IdbDatabase,
    /// The corrections that this tab knows to be kept: key and line.
    log: RefCell<Vec<(JsValue, String)>>,
}

impl Store {
    /// Opens the database, and makes it where there is none. `lost` is called when it is closed under us: a newer version of
    /// the page wants to change it, or somebody cleared the browser's storage.
    ///
    /// # Errors
    /// Why nothing can be kept.
    pub async fn open(library: LibraryNumber, lost: impl Fn() + 'static) -> Result<Store, Unkept> {
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into());
        let factory: IdbFactory =
            factory.ok().filter(JsValue::is_object).ok_or(Unkept::NoStore)?.unchecked_into();
        let request = factory.open_with_u32(&name_of(NAME, library), session::VERSION).map_err(reason)?;
        let asked = request.clone();
        let upgrade = Closure::once(move || {
            let Ok(db) = asked.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
            let numbered = IdbObjectStoreParameters::new();
            numbered.set_auto_increment(true);
            // Where this fails the transaction is given up, and with it the opening.
            let _ = db.create_object_store(ARTICLES);
            let _ = db.create_object_store_with_optional_parameters(CORRECTIONS, &numbered);
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let db: IdbDatabase = done(&request).await.map_err(reason)?.unchecked_into();
        let open = db.clone();
        let lost = Closure::<dyn Fn()>::new(move || {
            open.close();
            lost();
        });
        db.set_onversionchange(Some(lost.as_ref().unchecked_ref()));
        db.set_onclose(Some(lost.as_ref().unchecked_ref()));
        lost.forget();
        Ok(Store { db, log: RefCell::default() })
    }

    /// How many articles are kept.
    ///
    /// # Errors
    /// Why it could not be read.
    pub async fn count(&self) -> Result<u32, Unkept> {
        let store = self.reading(ARTICLES)?;
        let count = done(&store.count().map_err(reason)?).await.map_err(reason)?;
        Ok(count.as_f64().unwrap_or(0.0) as u32)
    }

    /// At most `most` articles behind the one of this id, in the order of ids: the id of each and its line. A line that is
    /// no text comes back empty.
    ///
    /// # Errors
    /// Why it could not be read.
    pub async fn articles(&self, after: &str, most: u32) -> Result<Vec<(String, String)>, Unkept> {
        let store = self.reading(ARTICLES)?;
        let behind = IdbKeyRange::lower_bound_with_open(&after.into(), true).map_err(reason)?;
        // Both are asked of one transaction, so that they belong together.
        let keys = store.get_all_keys_with_key_and_limit(&behind, most).map_err(reason)?;
        let values = store.get_all_with_key_and_limit(&behind, most).map_err(reason)?;
        let read = |(key, value): (JsValue, JsValue)| (key.as_string().unwrap_or_default(), line(value));
        Ok(both(&keys, &values).await?.into_iter().map(read).collect())
    }

    /// The lines of all corrections, in the order they were made.
    ///
    /// # Errors
    /// Why they could not be read.
    pub async fn log(&self) -> Result<Vec<String>, Unkept> {
        let store = self.reading(CORRECTIONS)?;
        let keys = store.get_all_keys().map_err(reason)?;
        let values = store.get_all().map_err(reason)?;
        let log: Vec<_> =
            both(&keys, &values).await?.into_iter().map(|(key, value)| (key, line(value))).collect();
        let lines = log.iter().map(|(_, line)| line.clone()).collect();
        *self.log.borrow_mut() = log;
        Ok(lines)
    }

    /// Makes all changes in one transaction: when this returns they are on the disk, or none of them is.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub async fn write(&self, changes: &Changes) -> Result<(), Unkept> {
        let stores = Array::of2(&ARTICLES.into(), &CORRECTIONS.into());
        // `durability` is newer than the bindings' stable set: the browser is to wait for the disk before it says "complete".
        let options = Object::new();
        let transaction: IdbTransaction = Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| Reflect::get(&self.db, &"transaction".into()))
            .and_then(|begin| {
                begin.unchecked_into::<Function>().call3(&self.db, &stores, &"readwrite".into(), &options)
            })
            .map_err(reason)?
            .unchecked_into();
        let mut log = self.log.borrow().clone();
        let added = self.change(&transaction, changes, &mut log).inspect_err(|_| {
            let _ = transaction.abort();
        });
        let added = added.map_err(reason)?;
        let ended = Promise::new(&mut |yes, no| {
            transaction.set_oncomplete(Some(&yes));
            transaction.set_onabort(Some(&no));
        });
        if JsFuture::from(ended).await.is_err() {
            return Err(reason(transaction.error().map_or(JsValue::NULL, JsValue::from)));
        }
        for (request, line) in added {
            log.push((request.result().map_err(reason)?, line));
        }
        *self.log.borrow_mut() = log;
        Ok(())
    }

    /// Puts the changes into the transaction. `log` becomes what of the known corrections stays; returned are those added.
    fn change(
        &self,
        transaction: &IdbTransaction,
        changes: &Changes,
        log: &mut Vec<(JsValue, String)>,
    ) -> Result<Vec<(IdbRequest, String)>, JsValue> {
        let (articles, corrections) =
            (transaction.object_store(ARTICLES)?, transaction.object_store(CORRECTIONS)?);
        if changes.cleared {
            articles.clear()?;
            corrections.clear()?;
            log.clear();
        }
        for (id, line) in &changes.put {
            articles.put_with_key(&Uint8Array::from(line.as_bytes()), &id.to_string().into())?;
        }
        for id in &changes.gone {
            articles.delete(&id.to_string().into())?;
        }
        let mut added = Vec::new();
        if let Some(lines) = &changes.log {
            // The log grows and shrinks at its end only. What another tab added stands under other keys and stays.
            let same = log.iter().zip(lines).take_while(|((_, kept), line)| kept == *line).count();
            for (key, _) in log.drain(same..) {
                corrections.delete(&key)?;
            }
            for line in &lines[same..] {
                added.push((corrections.add(&Uint8Array::from(line.as_bytes()))?, line.clone()));
            }
        }
        Ok(added)
    }

    fn reading(&self, name: &str) -> Result<IdbObjectStore, Unkept> {
        self.db
            .transaction_with_str(name)
            .and_then(|transaction| transaction.object_store(name))
            .map_err(reason)
    }
}

/// What of a library is called `base` in the main one.
pub(super) fn name_of(base: &str, library: LibraryNumber) -> String {
    if library == MAIN { base.to_owned() } else { format!("{base} {library}") }
}

/// The result of a request.
pub(super) async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let asked = Promise::new(&mut |yes, no| {
        request.set_onsuccess(Some(&yes));
        request.set_onerror(Some(&no));
    });
    match JsFuture::from(asked).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.map_or(JsValue::NULL, JsValue::from)),
    }
}

/// Keys with their values, asked for together; the values come last.
async fn both(keys: &IdbRequest, values: &IdbRequest) -> Result<Vec<(JsValue, JsValue)>, Unkept> {
    let values: Array = done(values).await.map_err(reason)?.unchecked_into();
    let keys: Array = keys.result().map_err(reason)?.unchecked_into();
    Ok(keys.iter().zip(values.iter()).collect())
}

fn line(value: JsValue) -> String {
    let bytes = value.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// What the browser's error means for keeping.
fn reason(error: JsValue) -> Unkept {
    let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => Unkept::Full,
        Some("VersionError") => Unkept::Newer,
        _ => Unkept::NoStore,
    }
}
