//! Tables: one article a row, its fields by the names of the columns.

use super::records::{self, Field};
use crate::{note::Note, raw::Raw};

/// What parts the cells of a row.
const MARKS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Whether a text is a table with a head that names fields of articles.
pub fn looks_like_table(text: &str) -> bool {
    delimiter(text).is_some()
}

/// The mark between cells, if the first line is the head of a table: two fields or more that articles have, one of them a headline,
/// a text or an address.
fn delimiter(text: &str) -> Option<u8> {
    const LONGEST: usize = 4000;
    let line = text.lines().next()?;
    if line.len() > LONGEST {
        return None;
    }
    MARKS.into_iter().find(|mark| {
        let cells: Vec<&str> =
            line.split(char::from(*mark)).map(|cell| cell.trim().trim_matches('"')).collect();
        let mut known: Vec<Field> = cells.iter().filter_map(|cell| Some(records::field(cell)?.0)).collect();
        known.sort_unstable();
        known.dedup();
        let names = cells.iter().all(|cell| cell.len() <= 60 && !cell.ends_with('.'));
        let telling = known.iter().any(|field| matches!(field, Field::Title | Field::Text | Field::Url));
        cells.len() >= 2 && names && known.len() >= 2 && telling
    })
}

/// Every row with its name, or why it holds no article.
pub fn read(name: &str, text: &str) -> Vec<(String, Result<Raw, Note>)> {
    let delimiter = delimiter(text).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let Ok(head) = reader.headers().cloned() else {
        return vec![(name.to_owned(), Err(Note::Damaged))];
    };
    let mut found = Vec::new();
    for (number, row) in (2..).zip(reader.records()) {
        let name = format!("{name}#{number}");
        let record = match row {
            Ok(row) => {
                let cells = head.iter().zip(row.iter());
                let values: Vec<(String, String)> =
                    cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
                records::record(&name, &values)
            }
            Err(_) => Err(Note::Damaged),
        };
        found.push((name, record));
    }
    if found.is_empty() {
        found.push((name.to_owned(), Err(Note::NoTextField)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_tables_are_told_from_prose() {
        let check = |text, expect| assert_eq!(looks_like_table(text), expect, "{text}");
        check("Title,Author,Full text\n", true);
        check("url\ttitle\tseendate\n", true);
        check("\"Headline\";\"Text\"\n", true);
        check("The title, he said, is good.\n", false);
        check("Author, Date\n", false);
        check("", false);
    }

    #[test]
    fn rows_are_records() {
        let words = "The ferry did not leave on Friday, and nobody on the quay could say why.";
        let table = format!(
            "Title,Author,Full text\nFog,Ana Ortiz,\"{words}\n\nMore, he said: \"\"no\"\".\"\nEmpty,,\n"
        );
        let found = read("f.csv", &table);
        assert_eq!(found.len(), 2);
        let raw = found[0].1.as_ref().unwrap();
        assert_eq!(raw.about.titles[0].text, "Fog");
        assert_eq!(raw.name, "f.csv#2");
        assert_eq!(found[1], ("f.csv#3".into(), Err(Note::NoTextField)));
    }
}
