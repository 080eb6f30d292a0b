//! Tables of which no column is known by its name to hold the text of articles: what is shown of them, so that it can be told.

use super::records::{self, Field};
use crate::{columns::Columns, note::Note};

/// Rows shown.
const ROWS: usize = 3;
/// Most columns of a table that is shown.
const MOST: usize = 200;
/// Longest cell shown, in characters.
const CELL: usize = 160;
/// A cell from so many characters on may be the text of an article; headlines are shorter.
const LONG: usize = 120;

/// The note on a table, of which these are the names and some of the rows, each with as many cells; nothing where no column
/// looks like the text of articles.
pub fn unknown<'a>(names: Vec<String>, rows: impl Iterator<Item = Vec<&'a str>>) -> Option<Note> {
    const LOOK: usize = 50;
    let rows: Vec<Vec<&str>> = rows.filter(|row| row.len() == names.len()).take(LOOK).collect();
    if names.len() > MOST {
        return None;
    }
    let called = likely(&names, &rows)?;
    let shown = rows.iter().take(ROWS).flatten();
    let cells = shown.map(|cell| match cell.trim().char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", &cell.trim()[..end]),
        None => cell.trim().to_owned(),
    });
    Some(Note::Columns { cells: cells.collect(), columns: Columns { names, called } })
}

/// What each column is called by its own name, or else by the look of its cells.
fn likely(names: &[String], rows: &[Vec<&str>]) -> Option<Vec<String>> {
    let cells = |at: usize| rows.iter().map(move |row| row[at].trim()).filter(|cell| !cell.is_empty());
    let length = |at: usize| cells(at).map(|cell| cell.chars().count()).sum::<usize>();
    let longest = |some: &dyn Fn(&usize) -> bool| (0..names.len()).filter(some).max_by_key(|at| length(*at));
    let all = |at: usize, is: fn(&str) -> bool| cells(at).next().is_some() && cells(at).all(is);
    let is_text = |at: &usize| cells(*at).any(|cell| cell.chars().count() >= LONG && !is_address(cell));
    let text = longest(&is_text)?;
    let mut called: Vec<String> = names
        .iter()
        .map(|name| match records::field(name) {
            Some((Field::Text, _)) | None => String::new(),
            Some((field, _)) => field.word().to_owned(),
        })
        .collect();
    called[text] = Columns::TEXT.to_owned();
    // What no name tells, the cells may.
    let mut tell = |field: Field, at: &dyn Fn(&[String]) -> Option<usize>| {
        if !called.iter().any(|own| own == field.word())
            && let Some(at) = at(&called)
        {
            called[at] = field.word().to_owned();
        }
    };
    let free = |called: &[String], is: fn(&str) -> bool| {
        (0..names.len()).find(|&at| called[at].is_empty() && all(at, is))
    };
    tell(Field::Url, &|called| free(called, is_address));
    tell(Field::Date, &|called| free(called, is_date));
    tell(Field::Title, &|called| {
        longest(&|&at| called[at].is_empty() && all(at, |cell| cell.split_whitespace().nth(1).is_some()))
    });
    Some(called)
}

fn is_address(cell: &str) -> bool {
    cell.starts_with("http://") || cell.starts_with("https://")
}

/// A few words, most of them numbers, one of them a year.
fn is_date(cell: &str) -> bool {
    let numbers = || cell.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let year = |number: &str| number.len() == 4 && matches!(&number[..2], "19" | "20");
    let packed = |number: &str| matches!(number.len(), 8 | 14) && year(&number[..4]);
    cell.len() <= 40 && numbers().any(|number| packed(number) || year(number) && numbers().count() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "The ferry did not leave on Friday, and nobody on the quay could say why; the master said that he would wait for the fog to lift.";

    fn check(names: &[&str], rows: &[&[&str]], expect: Option<&[&str]>) {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let called = match unknown(names, rows.iter().map(|row| row.to_vec())) {
            Some(Note::Columns { columns, .. }) => Some(columns.called),
            _ => None,
        };
        let expect = expect.map(|expect| expect.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(called, expect);
    }

    #[test]
    fn columns_are_told_by_their_names_and_by_their_cells() {
        check(
            &["nr", "kopf", "inhalt", "tag", "quelle", "adresse"],
            &[&["1", "Fog stops ferry", WORDS, "3.5.2024", "Post", "https://a.example"]],
            Some(&["", "title", "text", "date", "", "url"]),
        );
        check(
            &["Headline", "Pub Date", "Section", "col4"],
            &[&["Fog", "20240503", "News", WORDS], &["Sun", "", "News", "Short."]],
            Some(&["title", "date", "section", "text"]),
        );
    }

    #[test]
    fn a_table_without_long_cells_is_not_asked_about() {
        check(&["year", "people"], &[&["2024", "12,000"], &["2023", "11,400"]], None);
        let address = format!("https://a.example/{}", "a".repeat(200));
        check(&["kopf", "adresse"], &[&["Fog stops ferry", &address]], None);
    }

    #[test]
    fn little_is_shown() {
        let row = ["x".repeat(1000), WORDS.to_owned()];
        let rows = || std::iter::repeat_with(|| row.iter().map(String::as_str).collect());
        let Some(Note::Columns { cells, .. }) = unknown(vec!["a".into(), "b".into()], rows().take(9)) else {
            panic!("it is shown");
        };
        assert_eq!((cells.len(), cells[0].chars().count(), cells[1].as_str()), (6, CELL + 1, WORDS));
    }
}
