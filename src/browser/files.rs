//! Files that come in: by drop, by the file dialog, by paste.

use js_sys::{Array, Date, Promise};
use std::{collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FilePropertyBag, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry, HtmlInputElement,
};

/// A file and its name with the folders it came in.
#[derive(Clone, Debug)]
pub struct Named {
    /// `news/2025/a.txt`.
    pub name: String,
    /// Its bytes, still on the disk.
    pub file: File,
}

/// More files than this in dropped folders are left out: twice what the page is made for.
pub const MOST: usize = 200_000;

/// So many files are asked for at a time.
const AT_ONCE: usize = 128;

/// Files of a folder are handed on after so many milliseconds, later each time a quarter of the time so far has passed.
const SOON: f64 = 250.0;

/// What lies on the clipboard or was dropped, taken while the event lasts: after the first wait it is gone.
pub struct Dropped {
    entries: VecDeque<FileSystemEntry>,
    files: Vec<Named>,
}

impl Dropped {
    /// Everything in a drop or a paste.
    pub fn of(data: &DataTransfer) -> Dropped {
        let mut dropped = Dropped { entries: VecDeque::new(), files: Vec::new() };
        let items = data.items();
        for item in (0..items.length()).filter_map(|at| items.get(at)) {
            if item.kind() != "file" {
                continue;
            }
            match (item.webkit_get_as_entry(), item.get_as_file()) {
                (Ok(Some(entry)), _) => dropped.entries.push_back(entry),
                (_, Ok(Some(file))) => dropped.files.push(named(file)),
                _ => {}
            }
        }
        if dropped.entries.is_empty() && dropped.files.is_empty() {
            dropped.files = data.files().map(|files| listed(&files)).unwrap_or_default();
        }
        dropped
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.files.is_empty()
    }

    /// Calls with all files, those of folders too, some at a time and once at least, for as long as it is told to go on; and
    /// gives the first that was left out, where there are more than [`MOST`]. Files that cannot be had are left out by the browser
    /// itself.
    pub async fn each(mut self, found: Rc<dyn Fn(Vec<Named>) -> bool>) -> Option<String> {
        let mut files = std::mem::take(&mut self.files);
        files.retain(|named| !is_clutter(&named.name));
        let mut count = files.len();
        let mut told = false;
        let mut left_out = None;
        let start = Date::now();
        let mut last = start;
        while let Some(entry) = self.entries.pop_front() {
            if count >= MOST {
                left_out = Some(entry.full_path().trim_start_matches('/').to_owned());
                break;
            }
            if entry.is_directory() {
                // Its content goes to the front, so that files come in the order of their folders.
                for inner in contents(entry.unchecked_ref()).await.into_iter().rev() {
                    self.entries.push_front(inner);
                }
                continue;
            }
            // Many are asked for at a time: the browser takes as long for one as for all of these.
            let next =
                self.entries.iter().take(AT_ONCE - 1).take_while(|entry| !entry.is_directory()).count();
            let asked: Vec<FileSystemEntry> =
                std::iter::once(entry).chain(self.entries.drain(..next)).collect();
            let got: Array = asked.iter().map(|entry| file_of(entry.unchecked_ref())).collect();
            let got = JsFuture::from(Promise::all(&got)).await.unwrap_or_default();
            for (entry, file) in asked.iter().zip(Array::from(&got)) {
                let name = entry.full_path().trim_start_matches('/').to_owned();
                if let (Ok(file), false) = (file.dyn_into(), is_clutter(&name)) {
                    files.push(Named { name, file });
                    count += 1;
                }
            }
            // What is there is read while more is looked for.
            let since = Date::now() - last;
            if !files.is_empty() && (!told || since > SOON.max((last - start) / 4.0)) {
                if !found(std::mem::take(&mut files)) {
                    return None;
                }
                (told, last) = (true, Date::now());
            }
        }
        if !told || !files.is_empty() {
            found(files);
        }
        left_out
    }
}

/// Files that systems leave in folders and nobody means to add.
fn is_clutter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini") || last.starts_with("._")
}

/// The files of a list, named with the folder they were chosen in.
pub fn listed(files: &FileList) -> Vec<Named> {
    let files = (0..files.length()).filter_map(|at| files.get(at));
    files.map(named).filter(|named| !is_clutter(&named.name)).collect()
}

/// The files of an array.
pub fn all(files: &JsValue) -> Vec<Named> {
    let files = Array::from(files).into_iter().filter_map(|file| file.dyn_into().ok());
    files.map(named).collect()
}

/// The files chosen in an input, which is emptied so that the same file can be chosen again.
pub fn chosen(input: &HtmlInputElement) -> Vec<Named> {
    let files = input.files().map(|files| listed(&files)).unwrap_or_default();
    input.set_value("");
    files
}

/// A file made of text.
pub fn of_text(name: &str, text: &str) -> Option<Named> {
    let kind = FilePropertyBag::new();
    kind.set_type("text/plain");
    let file = File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &kind).ok()?;
    Some(Named { name: name.to_owned(), file })
}

fn named(file: File) -> Named {
    let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
    let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
    Named { name: path.unwrap_or_else(|| file.name()), file }
}

/// The file behind an entry, or what else the browser says.
fn file_of(entry: &FileSystemFileEntry) -> Promise {
    Promise::new(&mut |done, _| entry.file_with_callback_and_callback(&done, &done))
}

/// All entries of a folder. The browser gives at most a hundred at a time and an empty list at the end.
async fn contents(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    while entries.len() <= MOST {
        let asked = Promise::new(&mut |done, failed| {
            // Where it cannot be asked, no answer would come: the empty list stands for it.
            if reader.read_entries_with_callback_and_callback(&done, &failed).is_err() {
                let _ = done.call1(&JsValue::NULL, &Array::new());
            }
        });
        let Ok(some) = JsFuture::from(asked).await else { break };
        let some: Array = some.unchecked_into();
        if some.length() == 0 {
            break;
        }
        entries.extend(some.iter().map(JsCast::unchecked_into));
    }
    // Each name is asked of the browser once.
    entries.sort_by_cached_key(FileSystemEntry::name);
    entries
}
