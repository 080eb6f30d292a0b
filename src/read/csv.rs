//! Tables: one article a row, its fields by the names of the columns.

use super::{
    columns,
    format::head_mark,
    records::{self, Field},
};
use crate::{columns::Columns, note::Note, raw::Raw};

/// What parts the cells of a row.
const MARKS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Rows by which it is told whether a text is a table at all.
const LOOK: usize = 50;

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
        if cells.len() < 2 || !cells.iter().all(|cell| cell.len() <= 60 && !cell.ends_with('.')) {
            return false;
        }
        let mut known: Vec<Field> = cells.iter().filter_map(|cell| Some(records::field(cell)?.0)).collect();
        known.sort_unstable();
        known.dedup();
        let telling = known.iter().any(|field| matches!(field, Field::Title | Field::Text | Field::Url));
        known.len() >= 2 && telling
    })
}

/// Every row with its name, or why it holds no article; nothing where the text is no table after all.
pub fn read(name: &str, text: &str, columns: &[Columns]) -> Option<Vec<(String, Result<Raw, Note>)>> {
    let known = delimiter(text);
    let delimiter = known.or_else(|| head_mark(text))?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let Ok(head) = reader.headers().cloned() else {
        return Some(vec![(name.to_owned(), Err(Note::Damaged))]);
    };
    let mut found = Vec::new();
    let mut first = Vec::new();
    for (number, row) in (2..).zip(reader.records()) {
        let name = format!("{name}#{number}");
        let record = match row {
            Ok(row) => {
                let cells = head.iter().zip(row.iter());
                let values: Vec<(String, String)> =
                    cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
                if first.len() < LOOK {
                    first.push(row);
                }
                records::record(&name, &values, columns)
            }
            Err(_) => Err(Note::Damaged),
        };
        found.push((name, record));
    }
    if !found.iter().any(|(_, found)| found.is_ok()) {
        let even = first.iter().filter(|row| row.len() == head.len()).count();
        if even * 10 >= first.len() * 9
            && let rows = first.iter().map(|row| row.iter().collect())
            && let Some(note) = columns::unknown(head.iter().map(str::to_owned).collect(), rows)
        {
            return Some(vec![(name.to_owned(), Err(note))]);
        }
        // What only looked like the head of a table is a line of prose.
        known?;
    }
    if found.is_empty() {
        found.push((name.to_owned(), Err(Note::NoTextField)));
    }
    Some(found)
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
        let found = read("f.csv", &table, &[]).unwrap();
        assert_eq!(found.len(), 2);
        let raw = found[0].1.as_ref().unwrap();
        assert_eq!(raw.about.titles[0].text, "Fog");
        assert_eq!(raw.name, "f.csv#2");
        assert_eq!(found[1], ("f.csv#3".into(), Err(Note::NoTextField)));
    }
    const WORDS: &str = "The ferry did not leave on Friday, and nobody on the quay could say why; the master said that he would wait for the fog to lift.";

    #[test]
    fn a_table_of_unknown_columns_is_read_as_it_was_told_to_be() {
        let table = format!(
            "Kopf;Inhalt;Tag\nFog;\"{WORDS}\";2024-05-03\nSun;\"{WORDS} Then he left.\";2024-05-04\n"
        );
        let found = read("f.csv", &table, &[]).unwrap();
        let [(_, Err(Note::Columns { columns, cells }))] = &found[..] else { panic!("{found:?}") };
        assert_eq!((columns.names.len(), cells.len(), cells[3].as_str()), (3, 6, "Sun"));
        let mut chosen = columns.clone();
        chosen.called = ["title", "text", "date"].map(str::to_owned).to_vec();
        let found = read("f.csv", &table, &[chosen.clone()]).unwrap();
        let raw = found[1].1.as_ref().unwrap();
        assert_eq!((raw.name.as_str(), raw.about.titles[0].text.as_str()), ("f.csv#3", "Sun"));
        let other = table.replace("Inhalt", "Volltext des Artikels");
        assert!(matches!(&read("g.csv", &other, &[chosen]).unwrap()[..], [(_, Err(Note::Columns { .. }))]));
    }

    #[test]
    fn a_known_head_with_an_unknown_text_is_asked_about_and_bookmarks_are_not() {
        let table = format!("Title,Date,col3\nFog,2024-05-03,\"{WORDS}\"\n");
        assert!(matches!(&read("f", &table, &[]).unwrap()[..], [(_, Err(Note::Columns { .. }))]));
        let bookmarks = read("f", "title,url\nFog,https://a.example\n", &[]).unwrap();
        assert_eq!(bookmarks, [("f#2".to_owned(), Err(Note::NoTextField))]);
    }

    #[test]
    fn prose_is_no_table_whatever_its_first_line() {
        for text in [
            format!("London,Paris\n{WORDS}\n{WORDS}\n"),
            format!("Home,News,Sport\n\nFog stops ferry\n\n{WORDS}\n"),
            "year,people\n2024,12000\n".to_owned(),
        ] {
            assert_eq!(read("f", &text, &[]), None, "{text}");
        }
    }
}
