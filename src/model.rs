//! What was fitted or listed before any article is read: weights and word lists, the files of `model/`.
//!
//! Native programs hold them in themselves. A page loads them as one pack beside the engine's code, so that the code is
//! small and can be compiled while they are on their way; [`install`] puts them in place before the first article is read.

#[cfg(any(not(target_arch = "wasm32"), feature = "embedded", test))]
macro_rules! files {
    ($($name:literal)*) => { [$(($name, include_bytes!(concat!("../model/", $name)).as_slice())),*] };
}

/// Each part by its path under `model/`, with its bytes.
#[cfg(any(not(target_arch = "wasm32"), feature = "embedded", test))]
const FILES: [(&str, &[u8]); 17] = files! {
    "articles.bin" "classes.bin" "lists.bin" "names.bin" "quotes.bin" "lists/aliases.txt" "lists/nicknames.txt"
    "words/abroad.txt" "words/documents.txt" "words/groups.txt" "words/judging.txt" "words/languages.txt"
    "words/naming.txt" "words/roles.txt" "words/speech.txt" "words/titles.txt" "words/verbs.txt"
};

/// The bytes of a part by its path under `model/`; none if there is no such part, or no pack was installed.
#[cfg(any(not(target_arch = "wasm32"), feature = "embedded"))]
pub fn bytes(name: &str) -> &'static [u8] {
    let known = FILES.iter().find(|(known, _)| *known == name);
    debug_assert!(known.is_some(), "{name} is not among the files of the model");
    known.map_or(&[], |(_, bytes)| bytes)
}

#[cfg(all(target_arch = "wasm32", not(feature = "embedded")))]
static INSTALLED: std::sync::OnceLock<Vec<(&'static str, &'static [u8])>> = std::sync::OnceLock::new();

/// The bytes of a part by its path under `model/`; none if there is no such part, or no pack was installed.
#[cfg(all(target_arch = "wasm32", not(feature = "embedded")))]
pub fn bytes(name: &str) -> &'static [u8] {
    let known = INSTALLED.get().and_then(|parts| parts.iter().find(|(known, _)| *known == name));
    known.map_or(&[], |(_, bytes)| bytes)
}

/// Puts a [`pack`] in place, once and for as long as the program runs. Whether it was one.
#[cfg(all(target_arch = "wasm32", not(feature = "embedded")))]
pub fn install(pack: Vec<u8>) -> bool {
    // One pack a program: what it says is said for good.
    unpack(Vec::leak(pack)).is_some_and(|parts| INSTALLED.set(parts).is_ok())
}

/// The text of a part by its path under `model/`.
pub fn text(name: &str) -> &'static str {
    std::str::from_utf8(bytes(name)).unwrap_or("")
}

/// All parts as one run of bytes: for each the length of its name (a byte), its name, its length (four bytes,
/// little-endian) and its bytes.
#[cfg(any(not(target_arch = "wasm32"), test))]
pub fn pack() -> Vec<u8> {
    let mut pack = Vec::new();
    for (name, bytes) in FILES {
        pack.push(name.len() as u8);
        pack.extend(name.as_bytes());
        pack.extend((bytes.len() as u32).to_le_bytes());
        pack.extend(bytes);
    }
    pack
}

/// The parts of a [`pack`], or nothing where the bytes are none.
#[cfg(any(all(target_arch = "wasm32", not(feature = "embedded")), test))]
fn unpack(mut rest: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    let mut parts = Vec::new();
    while let Some((length, after)) = rest.split_first() {
        let (name, after) = after.split_at_checked(*length as usize)?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let (bytes, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        parts.push((std::str::from_utf8(name).ok()?, bytes));
        rest = after;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_holds_what_was_packed() {
        let pack = pack();
        assert_eq!(unpack(&pack).unwrap(), FILES);
        for cut in [1, 5, 20, pack.len() - 1] {
            assert_eq!(unpack(&pack[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn every_text_is_text_and_every_part_is_there() {
        for (name, bytes) in FILES {
            assert!(!bytes.is_empty(), "{name}");
            if name.ends_with(".txt") {
                assert_eq!(text(name).len(), bytes.len(), "{name}");
            }
        }
    }
}
