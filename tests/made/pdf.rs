//! Writes PDFs in the shapes that producers give them.
#![allow(dead_code, reason = "each test uses what it needs")]

use std::{fmt::Write as _, io::Write as _};

/// A file being written: the bodies of its objects, numbered from 1.
#[derive(Clone, Default)]
pub struct Pdf {
    pub objects: Vec<Vec<u8>>,
    /// What the trailer says beside root and size.
    pub trailer: String,
}

/// How a file says where its objects are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// As text at the end.
    Written,
    /// In a stream, and all that is no stream packed into another.
    Packed,
    /// Not at all: it was cut off.
    Missing,
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A stream with its dictionary.
pub fn stream(bytes: &[u8], more: &str) -> Vec<u8> {
    let mut out = format!("<</Length {}{more}>>\nstream\n", bytes.len()).into_bytes();
    out.extend(bytes);
    out.extend(b"\nendstream");
    out
}

/// A packed stream.
pub fn packed(bytes: &[u8], more: &str) -> Vec<u8> {
    stream(&zlib(bytes), &format!("/Filter/FlateDecode{more}"))
}

/// A text between brackets, in Windows-1252.
pub fn text(words: &str) -> Vec<u8> {
    let mut out = vec![b'('];
    for byte in encoding_rs::WINDOWS_1252.encode(words).0.iter() {
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    out.push(b')');
    out
}

/// A line of words at a place.
pub fn line(x: f64, y: f64, size: f64, words: &str) -> Vec<u8> {
    let mut out = format!("BT /F1 {size} Tf {x} {y} Td ").into_bytes();
    out.extend(text(words));
    out.extend(b" Tj ET\n");
    out
}

pub const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

impl Pdf {
    pub fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    /// A document whose pages draw these contents with one font, `more` being what each page says beside.
    pub fn of_pages(contents: &[Vec<u8>], font: &str, more: &str) -> Pdf {
        let mut pdf = Pdf::default();
        pdf.add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.add("");
        let font = pdf.add(font);
        let mut kids = String::new();
        for content in contents {
            let content = pdf.add(packed(content, ""));
            let page = pdf.add(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>{more}>>"
            ));
            write!(kids, "{page} 0 R ").unwrap();
        }
        pdf.objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()).into_bytes();
        pdf
    }

    pub fn bytes(&self, tables: Tables) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let count = self.objects.len();
        let mut places = vec![(1_u8, 0_usize, 0_usize); count + 1];
        let is_stream = |body: &[u8]| body.ends_with(b"endstream");
        for (at, body) in self.objects.iter().enumerate() {
            if tables == Tables::Packed && !is_stream(body) {
                continue;
            }
            places[at + 1] = (1, out.len(), 0);
            out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        if tables == Tables::Packed {
            let (mut head, mut inside) = (String::new(), Vec::new());
            let mut number = 0;
            for (at, body) in self.objects.iter().enumerate().filter(|(_, body)| !is_stream(body)) {
                write!(head, "{} {} ", at + 1, inside.len()).unwrap();
                places[at + 1] = (2, count + 1, number);
                inside.extend(body);
                inside.push(b' ');
                number += 1;
            }
            let first = head.len();
            let bundle = packed(
                &[head.into_bytes(), inside].concat(),
                &format!("/Type/ObjStm/N {number}/First {first}"),
            );
            places.push((1, out.len(), 0));
            out.extend(format!("{} 0 obj\n", count + 1).into_bytes());
            out.extend(bundle);
            out.extend(b"\nendobj\n");
            let start = out.len();
            places.push((1, start, 0));
            places[0] = (0, 0, 0);
            // Rows with PNG's second predictor, as most producers write them.
            let mut rows = Vec::new();
            let mut above = [0; 7];
            for (kind, second, third) in &places {
                let mut row = vec![*kind];
                row.extend(&(*second as u32).to_be_bytes());
                row.extend(&(*third as u16).to_be_bytes());
                rows.push(2);
                rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
                above = row.try_into().unwrap();
            }
            let more = format!(
                "/Type/XRef/Root 1 0 R/Size {}/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>{}",
                places.len(),
                self.trailer
            );
            out.extend(format!("{} 0 obj\n", count + 2).into_bytes());
            out.extend(packed(&rows, &more));
            out.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").into_bytes());
            return out;
        }
        if tables == Tables::Missing {
            return out;
        }
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", count + 1).into_bytes());
        for (_, place, _) in &places[1..] {
            out.extend(format!("{place:010} 00000 n \n").into_bytes());
        }
        let trailer = format!(
            "trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{start}\n%%EOF\n",
            count + 1,
            self.trailer
        );
        out.extend(trailer.into_bytes());
        out
    }
}
