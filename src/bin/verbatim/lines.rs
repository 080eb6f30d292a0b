//! Files that hold a record a line (JSON lines), which are read without holding them whole.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};
use verbatim::{read::LARGEST_TEXT, session};

/// What a file holds.
pub enum Content {
    /// Anything: its bytes.
    Whole(Vec<u8>),
    /// A record a line.
    Lines(Lines),
}

/// The lines of a file, each with its number from 1; empty ones are passed over. A comma at the end of a line is left out.
pub struct Lines {
    /// The lines read to see what the file is.
    first: std::vec::IntoIter<Vec<u8>>,
    rest: Box<dyn BufRead>,
    number: usize,
}

/// Opens a file, or standard input for `-`. It is one of lines where its first two lines are objects of JSON.
pub fn open(path: &Path) -> io::Result<Content> {
    if path.as_os_str() == "-" {
        return of(Box::new(io::stdin().lock()));
    }
    of(Box::new(BufReader::new(File::open(path)?)))
}

fn of(mut file: Box<dyn BufRead>) -> io::Result<Content> {
    let mut lines = Vec::new();
    for _ in 0..2 {
        let line = line(&mut file)?;
        let goes_on = is_object(trimmed(&line)) && !session::is_text(&line);
        lines.push(line);
        if !goes_on {
            let mut bytes = lines.concat();
            file.read_to_end(&mut bytes)?;
            return Ok(Content::Whole(bytes));
        }
    }
    Ok(Content::Lines(Lines { first: lines.into_iter(), rest: file, number: 0 }))
}

impl Iterator for Lines {
    type Item = (usize, io::Result<Vec<u8>>);

    fn next(&mut self) -> Option<(usize, io::Result<Vec<u8>>)> {
        loop {
            let line = match self.first.next() {
                Some(line) => Ok(line),
                None => line(&mut self.rest),
            };
            self.number += 1;
            match line {
                Ok(line) if line.is_empty() => return None,
                Ok(line) if trimmed(&line).is_empty() => {}
                Ok(line) => return Some((self.number, Ok(trimmed(&line).to_vec()))),
                Err(error) => {
                    self.rest = Box::new(io::empty());
                    return Some((self.number, Err(error)));
                }
            }
        }
    }
}

/// The next line with its end; what is longer than any text that is read comes in several.
fn line(file: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    file.take(LARGEST_TEXT as u64).read_until(b'\n', &mut line)?;
    Ok(line)
}

fn trimmed(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
    line.strip_suffix(b",").unwrap_or(line)
}

/// Whether a line may be an object with a key: readers look again.
pub fn is_object(line: &[u8]) -> bool {
    let inside = line.strip_prefix(b"{").and_then(|line| line.strip_suffix(b"}"));
    inside.is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &'static str, expect: &[(usize, &str)]) {
        let Ok(Content::Lines(lines)) = of(Box::new(file.as_bytes())) else { panic!("{file}: lines") };
        let lines: Vec<(usize, String)> =
            lines.map(|(number, line)| (number, String::from_utf8(line.unwrap()).unwrap())).collect();
        let lines: Vec<(usize, &str)> = lines.iter().map(|(number, line)| (*number, line.as_str())).collect();
        assert_eq!(lines, expect);
    }

    #[test]
    fn a_record_a_line_is_told_and_counted() {
        check("{\"a\":1}\n{\"b\":2}", &[(1, "{\"a\":1}"), (2, "{\"b\":2}")]);
        check(
            "\u{feff}{\"a\":1},\r\n{\"b\":2},\r\n\r\nrest",
            &[(1, "{\"a\":1}"), (2, "{\"b\":2}"), (4, "rest")],
        );
    }

    #[test]
    fn all_else_is_left_whole() {
        for file in
            ["", "{\"a\":1}\n", "{\n\"a\": 1\n}\n", "[{\"a\":1},\n{\"b\":2}]", "Words.\n{\"a\":1}\n{\"b\":2}"]
        {
            let Ok(Content::Whole(bytes)) = of(Box::new(file.as_bytes())) else { panic!("{file}: whole") };
            assert_eq!(bytes, file.as_bytes());
        }
    }
}
