//! Files that unpack to more than can be held end at their bounds, and what is held meanwhile stays small.
//!
//! One test in a process of its own, since the most memory that a process ever held is what it asks for.

#[path = "made/bad.rs"]
mod bad;
#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use std::io::Write;
use verbatim::{columns::How, engine::prepare, note::Note};

/// What a reader may hold at any time, in bytes.
const MOST: u64 = 300 << 20;

/// The most memory this process has held so far, in bytes; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? << 10)
}

/// How many members were read, and whether the file ended at a bound.
fn read(bytes: &[u8]) -> (usize, bool) {
    let (mut members, mut bound) = (0, false);
    prepare("bomb", &How::default(), Some(bytes), invariants::DECODE, &mut |part| {
        members += 1;
        bound |= part.notes.contains(&Note::TooMuch);
    });
    (members, bound)
}

/// So many megabytes that pack to about a hundredth, which no bound on the ratio minds, given to `write` piece by piece: words, and a number
/// now and then. They begin like a picture, so that nothing is read of them but their size.
fn dense(megabytes: usize, mut write: impl FnMut(&[u8])) {
    write(b"\x89PNG\r\n\x1a\n");
    for at in 0..megabytes << 10 {
        let number = (at as u32).wrapping_mul(2_654_435_761);
        write(format!("{number:08x}{}", " word".repeat(203)).as_bytes());
    }
}

/// A zip with one file so many times, each with packed bytes of its own.
fn repeated(file: &[u8], times: usize) -> Vec<u8> {
    let whole = bad::zip(&[("a.bin", file)]);
    let start = whole.windows(4).rposition(|word| word == b"PK\x01\x02").unwrap();
    let end = whole.windows(4).rposition(|word| word == b"PK\x05\x06").unwrap();
    let mut out = whole[..start].repeat(times);
    let (directory, length) = (out.len() as u32, (end - start) * times);
    for at in 0..times {
        let mut entry = whole[start..end].to_vec();
        entry[42..46].copy_from_slice(&((at * start) as u32).to_le_bytes());
        out.extend(entry);
    }
    let mut tail = whole[end..].to_vec();
    for field in [8..10, 10..12] {
        tail[field].copy_from_slice(&(times as u16).to_le_bytes());
    }
    tail[12..16].copy_from_slice(&(length as u32).to_le_bytes());
    tail[16..20].copy_from_slice(&directory.to_le_bytes());
    out.extend(tail);
    out
}

#[test]
fn bombs_end_at_their_bounds_and_little_is_held() {
    let mut large = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    dense(70, |piece| large.write_all(piece).unwrap());
    assert_eq!(read(&large.finish().unwrap()), (1, true), "a file ends at 64 MB");
    let names: Vec<String> = (0..100_010).map(|at| at.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(read(&bad::zip(&files)), (100_001, true), "an archive ends at 100,000 members");
    let small = bad::all();
    for file in small.iter().filter(|file| ["bomb", "overlap"].iter().any(|name| file.name.contains(name))) {
        assert!(read(&file.bytes).1, "{}", file.name);
    }
    // Unpacking as much takes code that is not optimised a minute: `make soak` has the rest.
    if !cfg!(debug_assertions) {
        let mut part = Vec::with_capacity(21 << 20);
        dense(20, |piece| part.extend_from_slice(piece));
        let together = repeated(&part, 30);
        drop(part);
        assert_eq!(read(&together), (27, true), "an archive ends at 512 MB");
    }
    if let Some(peak) = peak() {
        println!("{} MiB were held at most", peak >> 20);
        assert!(peak < MOST, "{} MiB were held", peak >> 20);
    }
}
