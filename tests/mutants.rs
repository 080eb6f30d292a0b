//! Files of every format, changed by chance with a fixed seed: whatever comes of them, the invariants hold.
//!
//! `MUTANTS=1000000 cargo test --release --test mutants` is the long run (`make soak`).

#[path = "made/bad.rs"]
mod bad;
#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use rayon::prelude::*;
use std::{panic::catch_unwind, time::Instant};

/// Numbers that are the same in every run (xorshift64*).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }
}

/// What formats are told by, and what their readers trip over.
const TOKENS: [&[u8]; 40] = [
    b"<",
    b">",
    b"</p>",
    b"<table>",
    b"<!--",
    b"\"",
    b"'",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b")",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b"\xe2\x80",
    b"\xff",
    b"\0",
    b"\r\n",
    b"\n\n",
    b",",
    b";",
    b"&#x110000;",
    b"\\ud800",
    b"\\u-1?",
    b"\\bin9",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b" obj",
    b"endstream",
    b"<<",
    b">>",
    b" 0 R",
    b"WARC/1.0\r\n",
    b"From ",
    b"Content-Length: 9",
    b"99999999999",
    b"-1",
    b" said ",
];

fn mutant(seed: u64, bases: &[Vec<u8>]) -> Vec<u8> {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut bytes = bases[chance.next(bases.len())].clone();
    for _ in 0..1 + chance.next(6) {
        let at = chance.next(bytes.len() + 1);
        let end = (at + 1 + chance.next(64)).min(bytes.len());
        match chance.next(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.next(8),
            1 if at < bytes.len() => bytes[at] = chance.next(256) as u8,
            2 => drop(bytes.drain(at..end.max(at))),
            3 => {
                let part = bytes[at..end.max(at)].to_vec();
                let to = chance.next(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            4 => {
                let other = &bases[chance.next(bases.len())];
                let from = chance.next(other.len() + 1);
                let part = other[from..(from + 1 + chance.next(300)).min(other.len()).max(from)].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes.truncate(at),
            _ => {
                let token = TOKENS[chance.next(TOKENS.len())].repeat(1 + chance.next(3));
                bytes.splice(at..at, token);
            }
        }
    }
    bytes
}

#[test]
fn ten_thousand_mutants_keep_the_invariants() {
    const LARGEST: usize = 3000;
    let bases: Vec<Vec<u8>> =
        bad::all().into_iter().map(|file| file.bytes).filter(|bytes| bytes.len() <= LARGEST).collect();
    assert!(bases.len() > 50, "{}", bases.len());
    let count = std::env::var("MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000_u64);
    std::panic::set_hook(Box::new(|_| {}));
    let broken: Vec<String> = (0..count)
        .into_par_iter()
        .filter_map(|seed| {
            let bytes = mutant(seed, &bases);
            let start = Instant::now();
            let held = catch_unwind(|| {
                invariants::hold_for_file(&bytes);
                if seed % 16 == 0 {
                    invariants::hold_for_library(&bytes);
                }
            });
            let why = held.err().map(|why| {
                let said = why.downcast_ref::<String>().cloned();
                said.or_else(|| why.downcast_ref::<&str>().map(|&said| said.to_owned())).unwrap_or_default()
            });
            let slow = (start.elapsed().as_secs() > 20).then(|| format!("took {:?}", start.elapsed()));
            why.or(slow).map(|why| format!("seed {seed}: {why:.300}\n{:?}", String::from_utf8_lossy(&bytes)))
        })
        .collect();
    let _ = std::panic::take_hook();
    assert!(broken.is_empty(), "{} of {count}; the first: {:.3000}", broken.len(), broken[0]);
}
