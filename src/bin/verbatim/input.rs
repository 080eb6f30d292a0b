//! What the command line names: files, folders and standard input, taken to pieces that are read one by one.

use crate::lines::{Content, Lines, open};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    collections::VecDeque,
    fs, io,
    path::{Path, PathBuf},
};
use verbatim::{note::Note, phrases};

/// What is read on its own: a file, or one line of a file that holds a record a line.
pub struct Piece {
    /// The name articles of it go by, with the folders it lies in: `news/2025/a.txt`, `export.jsonl#12`.
    pub name: String,
    /// The same with the way to it as the command line gave it, for messages.
    pub shown: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, String>,
}

/// Pieces held at once and bytes in them, at most: what bounds the memory, unless a single file is larger.
const BATCH: (usize, usize) = (256, 64 << 20);

/// Everything the paths name, in order. A file of records is read line by line, however long it is.
pub struct Pieces {
    files: VecDeque<(String, Result<PathBuf, String>)>,
    lines: Option<(String, String, Lines)>,
    bar: ProgressBar,
}

impl Pieces {
    /// Every file under the paths, in the order of their names; hidden files and folders are left out.
    pub fn of(paths: &[PathBuf]) -> Pieces {
        let mut files = VecDeque::new();
        for path in paths {
            let name = match path.file_name() {
                _ if path.as_os_str() == "-" => "standard input".to_owned(),
                Some(name) => name.to_string_lossy().into_owned(),
                // `.` and `..` name a folder whose own name is not asked for.
                None => String::new(),
            };
            walk(path, name, &mut files);
        }
        let bar = ProgressBar::new(files.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files") {
            bar.set_style(style);
        }
        Pieces { files, lines: None, bar }
    }

    /// The next pieces, as many as are held at once; none at the end.
    pub fn batch(&mut self) -> Vec<Piece> {
        let (mut batch, mut size) = (Vec::new(), 0);
        while batch.len() < BATCH.0 && size < BATCH.1 {
            let Some(piece) = self.next() else { break };
            size += piece.bytes.as_ref().map_or(0, Vec::len);
            batch.push(piece);
        }
        if batch.is_empty() {
            self.bar.finish_and_clear();
        }
        batch
    }

    /// Says on standard error why something could not be read.
    pub fn complain(&self, shown: &str, why: &str) {
        self.bar.suspend(|| eprintln!("verbatim: {shown}: {why}"));
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some((name, shown, lines)) = &mut self.lines {
            if let Some((number, line)) = lines.next() {
                let bytes = line.map_err(|error| error.to_string()).and_then(|line| {
                    if crate::lines::is_object(&line) { Ok(line) } else { Err(phrases::note(&Note::Damaged)) }
                });
                let (name, shown) = (format!("{name}#{number}"), format!("{shown}#{number}"));
                return Some(Piece { name, shown, bytes });
            }
            self.lines = None;
        }
        let (name, path) = self.files.pop_front()?;
        self.bar.inc(1);
        let shown = path.as_ref().map_or(name.clone(), |path| path.display().to_string());
        let content = path.and_then(|path| open(&path).map_err(|error| error.to_string()));
        match content {
            Ok(Content::Lines(lines)) => {
                self.lines = Some((name, shown, lines));
                self.next()
            }
            Ok(Content::Whole(bytes)) => Some(Piece { name, shown, bytes: Ok(bytes) }),
            Err(why) => Some(Piece { name, shown, bytes: Err(why) }),
        }
    }
}

/// Every file of a folder.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let mut files = VecDeque::new();
    walk(folder, String::new(), &mut files);
    files.into_iter().filter_map(|(_, path)| path.ok())
}

/// The file, or all files of the folder. A folder that cannot be read takes the place of its files; links to folders inside
/// it are not followed, since they may lead back.
fn walk(path: &Path, name: String, files: &mut VecDeque<(String, Result<PathBuf, String>)>) {
    if !path.is_dir() {
        return files.push_back((name, Ok(path.to_owned())));
    }
    let entries = fs::read_dir(path).and_then(|entries| {
        let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        Ok(entries)
    });
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) => return files.push_back((path.display().to_string(), Err(error.to_string()))),
    };
    for entry in entries {
        let own = entry.file_name().to_string_lossy().into_owned();
        let leads_away = entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir();
        if !own.starts_with('.') && !leads_away {
            walk(&entry.path(), if name.is_empty() { own } else { format!("{name}/{own}") }, files);
        }
    }
}

/// Decodes by a label of the encoding standard; `windows-1252` is a guess of last resort, so the bytes themselves are asked
/// first.
pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = if label == "windows-1252" {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    } else {
        encoding_rs::Encoding::for_label(label.as_bytes())?
    };
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}
