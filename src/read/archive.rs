//! Archives: their files one after the other, within bounds that no honest archive meets.

use crate::pulse;
use flate2::bufread::{DeflateDecoder, GzDecoder, MultiGzDecoder};
use rawzip::{CompressionMethod, ZipArchive};
use std::io::Read;

/// Largest file taken out of an archive, in bytes.
pub const LARGEST: u64 = super::LARGEST_TEXT as u64;
/// How many times larger than packed a file may be, once it has passed [`FREE`]: words pack to a fifth, and rarely to a fiftieth.
const MOST_RATIO: u64 = 200;
/// Bytes that may come out of anything, whatever its ratio.
const FREE: u64 = 8 << 20;

/// Whether so many bytes may come out of so many packed ones.
pub fn is_within(out: u64, packed: u64) -> bool {
    out <= LARGEST && is_likely(out, packed)
}

/// Whether so many bytes may come out of so many packed ones, be they one file or many.
pub fn is_likely(out: u64, packed: u64) -> bool {
    out <= FREE || out <= packed.saturating_mul(MOST_RATIO)
}

/// A file of an archive.
pub struct Packed {
    /// Its way inside the archive.
    pub path: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, Fault>,
}

/// Why a file could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its bytes are not what they should be, or packed in a way that is not known here.
    Damaged,
    /// It needs a password.
    Locked,
    /// It grows beyond the bounds.
    TooMuch,
}

/// The paths of the files of a zip archive, in their order; nothing where it is none.
pub fn paths(bytes: &[u8]) -> Option<Vec<String>> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut entries = archive.entries();
    let mut paths = Vec::new();
    while let Ok(Some(entry)) = entries.next_entry() {
        paths.push(String::from_utf8_lossy(entry.file_path().as_ref()).into_owned());
    }
    Some(paths)
}

/// Gives `each` the files of a zip archive, until it says that it has enough. Folders, and files that a system hides among
/// them, are left out. Returns whether the whole archive could be read.
pub fn zip(bytes: &[u8], mut each: impl FnMut(Packed) -> bool) -> bool {
    let Ok(archive) = ZipArchive::from_slice(bytes) else { return false };
    let mut entries = archive.entries();
    loop {
        let entry = match entries.next_entry() {
            Ok(Some(entry)) => entry,
            Ok(None) => return true,
            Err(_) => return false,
        };
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        if entry.is_dir() || path.ends_with('/') || is_hidden(&path) {
            continue;
        }
        let locked = entry.flags().bits() & 1 == 1;
        let bytes = if locked {
            Err(Fault::Locked)
        } else {
            archive.get_entry(entry.wayfinder()).map_err(|_| Fault::Damaged).and_then(|found| {
                let data = found.data();
                match entry.compression_method() {
                    CompressionMethod::STORE if data.len() as u64 > LARGEST => Err(Fault::TooMuch),
                    CompressionMethod::STORE => Ok(data.to_vec()),
                    CompressionMethod::DEFLATE => unpacked(DeflateDecoder::new(data), data.len() as u64),
                    _ => Err(Fault::Damaged),
                }
            })
        };
        if !each(Packed { path, bytes }) {
            return true;
        }
    }
}

/// Files that systems put among one's own: their names begin with a dot, or their folder is `__MACOSX`.
fn is_hidden(path: &str) -> bool {
    path.split('/')
        .any(|part| part.starts_with('.') && part.len() > 1 || part == "__MACOSX" || part == "Thumbs.db")
}

/// The file in a gzip archive, and its name if the archive says it.
pub fn gzip(bytes: &[u8]) -> (Option<String>, Result<Vec<u8>, Fault>) {
    let head = GzDecoder::new(bytes);
    let name =
        head.header().and_then(|head| head.filename()).map(|name| String::from_utf8_lossy(name).into_owned());
    (name, unpacked(MultiGzDecoder::new(bytes), bytes.len() as u64))
}

/// Counted as it comes out: what a head says of sizes is not believed.
fn unpacked(mut packed: impl Read, size: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut part = [0; 32 << 10];
    loop {
        match packed.read(&mut part) {
            Ok(0) => return Ok(bytes),
            Ok(count) => {
                pulse::beat(count);
                bytes.extend_from_slice(&part[..count]);
            }
            Err(_) => return Err(Fault::Damaged),
        }
        if !is_within(bytes.len() as u64, size) {
            return Err(Fault::TooMuch);
        }
    }
}
