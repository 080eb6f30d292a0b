//! Packs the word lists of `model/lists/` into `model/lists.bin`.

use std::{fs, io};
use verbatim::identify::lists::{FILES, pack};

/// Packs the lists; run it after any of them has changed, and fit the models that stand on them anew.
pub fn lists() -> io::Result<()> {
    let texts = FILES
        .iter()
        .map(|(flags, name)| Ok((*flags, fs::read_to_string(format!("model/lists/{name}.txt"))?)))
        .collect::<io::Result<Vec<_>>>()?;
    let bytes = pack(texts.iter().map(|(flags, text)| (*flags, text.as_str())));
    println!("{} bytes", bytes.len());
    fs::write("model/lists.bin", bytes)
}
