//! The words about tables whose columns are not known.

use super::count;

/// Opens what one says of a table.
pub fn choose_columns() -> &'static str {
    "Choose columns"
}

/// The same, where that was said before.
pub fn change_columns() -> &'static str {
    "Change columns"
}

/// Title of the dialog.
pub fn columns_title() -> &'static str {
    "Which column is what?"
}

/// What it is for.
pub fn columns_more() -> &'static str {
    "The names of these columns are not known here. Say what they hold: each row becomes an article. Files with the same columns are read the same way until the page is closed."
}

/// What a column can be, by the name records know it by.
pub fn column(called: &str) -> &'static str {
    match called {
        "text" => "Text",
        "title" => "Headline",
        "date" => "Date",
        "author" => "Author",
        "source" => "Source",
        "url" => "Address",
        _ => "",
    }
}

/// In place of a column.
pub fn no_column() -> &'static str {
    "none"
}

/// A column without a name.
pub fn column_number(number: usize) -> String {
    format!("column {number}")
}

/// Over the first rows.
pub fn first_rows() -> &'static str {
    "The first rows"
}

/// No column is chosen for the text.
pub fn text_wanted() -> &'static str {
    "Choose the column that holds the text."
}

/// The column of the text by its name, and how many of the rows shown have one.
pub fn rows_with_text(name: &str, with: usize, of: usize) -> String {
    format!("{with} of the {} shown have text in “{name}”.", count(of, "row", "rows"))
}

/// Button: so many files are read so.
pub fn read_so(files: usize) -> String {
    match files {
        1 => "Read the file".into(),
        _ => format!("Read {}", count(files, "file", "files")),
    }
}
