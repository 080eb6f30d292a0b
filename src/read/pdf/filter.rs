//! What packs the streams of a PDF (ISO 32000-1, 7.4), unpacked within bounds that are counted as bytes come out.

use super::object::Dict;
use crate::read::archive;
use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// Most bytes out of one stream.
pub const LARGEST: usize = super::super::LARGEST_TEXT;
/// Why a stream could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is packed in a way that is not known, or its bytes are not what they should be.
    Damaged,
    /// It grows beyond the bounds.
    TooMuch,
    /// It is a picture.
    Picture,
}

/// Unpacks bytes by a filter of this name.
pub fn unpacked(bytes: &[u8], filter: &[u8], parameters: &Dict) -> Result<Vec<u8>, Fault> {
    match filter {
        b"FlateDecode" | b"Fl" => predicted(flate(bytes)?, parameters),
        b"LZWDecode" | b"LZW" => {
            let early = number(parameters, b"EarlyChange", 1) != 0;
            predicted(lzw(bytes, early)?, parameters)
        }
        b"ASCII85Decode" | b"A85" => Ok(ascii85(bytes)),
        b"ASCIIHexDecode" | b"AHx" => Ok(ascii_hex(bytes)),
        b"RunLengthDecode" | b"RL" => run_length(bytes),
        b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" => {
            Err(Fault::Picture)
        }
        b"Crypt" => Ok(bytes.to_vec()),
        _ => Err(Fault::Damaged),
    }
}

/// The bounds of archives hold for streams too.
fn within(out: usize, packed: usize) -> Result<(), Fault> {
    if archive::is_within(out as u64, packed as u64) { Ok(()) } else { Err(Fault::TooMuch) }
}

fn flate(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let out = drained(ZlibDecoder::new(bytes), bytes.len())?;
    if !out.is_empty() || bytes.len() < 3 {
        return Ok(out);
    }
    // Some producers leave out the two bytes of the head, or write them wrong.
    let out = drained(DeflateDecoder::new(bytes), bytes.len())?;
    if !out.is_empty() { Ok(out) } else { drained(DeflateDecoder::new(&bytes[2..]), bytes.len()) }
}

/// All that comes out before the end or the first fault.
fn drained(mut packed: impl Read, size: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut part = [0; 32 << 10];
    while let Ok(count @ 1..) = packed.read(&mut part) {
        out.extend_from_slice(&part[..count]);
        within(out.len(), size)?;
    }
    Ok(out)
}

fn lzw(bytes: &[u8], early: bool) -> Result<Vec<u8>, Fault> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const MOST: usize = 4096;
    let mut out: Vec<u8> = Vec::new();
    // Each entry is a run of what came out before: where it begins and how long it is.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut held, mut bits, mut width) = (0_u32, 0, 9);
    let mut last: Option<(usize, usize)> = None;
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        held &= (1 << bits) - 1;
        match code {
            CLEAR => {
                table.clear();
                width = 9;
                last = None;
                continue;
            }
            END => break,
            _ => {}
        }
        let start = out.len();
        match (code, last) {
            (0..=255, _) => out.push(code as u8),
            (_, Some((from, length))) if code - 258 == table.len() => {
                out.extend_from_within(from..from + length);
                out.push(out[from]);
            }
            _ => {
                let Some(&(from, length)) = table.get(code - 258) else { return Ok(out) };
                out.extend_from_within(from..from + length);
            }
        }
        within(out.len(), bytes.len())?;
        if let Some((from, length)) = last
            && table.len() + 258 < MOST
        {
            // The entry is the last run and the first byte of this one, which stands right behind it.
            table.push((from, length + 1));
        }
        last = Some((start, out.len() - start));
        width = match table.len() + 258 + usize::from(early) {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    Ok(out)
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut value, mut count) = (0_u32, 0);
    for &byte in bytes {
        match byte {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&value.to_be_bytes()[..count - 1]);
    }
    out
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16).map(|digit| digit as u8))
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

fn run_length(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&length) = bytes.get(at) {
        at += 1;
        match length {
            0..=127 => {
                let end = (at + usize::from(length) + 1).min(bytes.len());
                out.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            128 => break,
            129.. => {
                let Some(&byte) = bytes.get(at) else { break };
                out.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                at += 1;
            }
        }
        within(out.len(), bytes.len())?;
    }
    Ok(out)
}

fn number(parameters: &Dict, name: &[u8], default: usize) -> usize {
    parameters.get(name).and_then(super::object::Object::count).unwrap_or(default)
}

/// Undoes what was done to rows of bytes so that they pack better: PNG's five ways, and TIFF's for whole bytes.
fn predicted(bytes: Vec<u8>, parameters: &Dict) -> Result<Vec<u8>, Fault> {
    let predictor = number(parameters, b"Predictor", 1);
    if predictor < 2 {
        return Ok(bytes);
    }
    let colors = number(parameters, b"Colors", 1).clamp(1, 32);
    let bits = number(parameters, b"BitsPerComponent", 8).clamp(1, 16);
    let columns = number(parameters, b"Columns", 1).clamp(1, 1 << 24);
    let step = (colors * bits).div_ceil(8);
    let row = (colors * bits * columns).div_ceil(8);
    if predictor == 2 {
        let mut bytes = bytes;
        if bits == 8 {
            for row in bytes.chunks_mut(row) {
                for at in step..row.len() {
                    row[at] = row[at].wrapping_add(row[at - step]);
                }
            }
        }
        return Ok(bytes);
    }
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(row + 1) {
        let Some((&way, line)) = line.split_first() else { break };
        let start = out.len();
        for (at, &byte) in line.iter().enumerate() {
            let left = if at >= step { out[start + at - step] } else { 0 };
            let up = if start > 0 { out[start + at - row] } else { 0 };
            let corner = if start > 0 && at >= step { out[start + at - row - step] } else { 0 };
            let guess = match way {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    Ok(out)
}

/// Of the three neighbours the one nearest to left + up − corner, as PNG has it.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let guess = a + b - c;
    let (da, db, dc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::{super::object::Object, *};
    use std::io::Write;

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn every_filter_gives_what_went_in() {
        let none = Dict::new();
        assert_eq!(unpacked(&zlib(b"words"), b"FlateDecode", &none).unwrap(), b"words");
        assert_eq!(unpacked(&zlib(b"words")[2..], b"Fl", &none).unwrap(), b"words");
        assert_eq!(unpacked(b"9jqo^BlbD-BleB1DJ+*+F(f,q~>", b"A85", &none).unwrap(), b"Man is distinguished");
        assert_eq!(unpacked(b"48 65 6C6c 6F>", b"AHx", &none).unwrap(), b"Hello");
        assert_eq!(unpacked(&[2, b'a', b'b', b'c', 254, b'x', 128], b"RL", &none).unwrap(), b"abcxxx");
        // The example of the standard, 7.4.4.2.
        let lzw = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(unpacked(&lzw, b"LZW", &none).unwrap(), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(unpacked(b"", b"DCTDecode", &none), Err(Fault::Picture));
    }

    #[test]
    fn rows_are_put_back() {
        let parameters = Dict::from([
            (b"Predictor".to_vec(), Object::Number(12.0)),
            (b"Columns".to_vec(), Object::Number(3.0)),
        ]);
        let rows = [0, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1];
        let out = unpacked(&zlib(&rows), b"FlateDecode", &parameters).unwrap();
        assert_eq!(out, [1, 2, 3, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn bombs_are_stopped_and_long_texts_are_not() {
        let none = Dict::new();
        assert_eq!(unpacked(&zlib(&vec![0; 9 << 20]), b"FlateDecode", &none), Err(Fault::TooMuch));
        assert_eq!(unpacked(&zlib(&vec![0; 7 << 20]), b"FlateDecode", &none).unwrap().len(), 7 << 20);
        assert_eq!(unpacked(&[129, 0].repeat(600_000), b"RL", &none), Err(Fault::TooMuch));
        let words: Vec<u8> =
            (0..3_000_000_u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 8).to_le_bytes()).collect();
        assert_eq!(unpacked(&zlib(&words), b"FlateDecode", &none).unwrap().len(), words.len());
    }
}
