//! What the command line names: files, folders and standard input.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Every file under a path, in the order of their names; hidden files and folders are left out.
pub fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden {
            found.extend(files(&entry)?);
        }
    }
    Ok(found)
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
