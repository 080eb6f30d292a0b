//! The words for stars, tags and notes, and for lines put back.

/// Group of what the reader does with an article.
pub fn your_marks() -> &'static str {
    "Your star, tags and note"
}

/// Button that stars an article; pressed where it bears one.
pub fn star() -> &'static str {
    "Star"
}

/// The same beside many, for those who do not see which.
pub fn star_of(title: &str) -> String {
    format!("Star: {title}")
}

/// Said of an article that bears a star.
pub fn starred() -> &'static str {
    "starred"
}

/// Label of the list of tags.
pub fn tags() -> &'static str {
    "Tags"
}

/// Label of the box for a tag.
pub fn add_tag() -> &'static str {
    "Add a tag"
}

/// Button that adds it.
pub fn tag() -> &'static str {
    "Tag"
}

/// Button that takes a tag away.
pub fn remove_tag(tag: &str) -> String {
    format!("Remove tag: {tag}")
}

/// Opens the box for a note.
pub fn note_label() -> &'static str {
    "Note"
}

/// Button that keeps the note.
pub fn save_note() -> &'static str {
    "Save note"
}

/// A note where it is handed on.
pub fn noted(note: &str) -> String {
    format!("Note: {note}")
}

/// Button: the article read aloud.
pub fn listen() -> &'static str {
    "Listen"
}

/// Button: no more of it.
pub fn stop_listening() -> &'static str {
    "Stop"
}

/// Button that makes a line a part of the article.
pub fn put_back() -> &'static str {
    "Put back"
}

/// The same for those who do not see the line beside it.
pub fn put_back_line(line: &str) -> String {
    format!("Put back: {line}")
}

/// Button that makes all of them parts of it.
pub fn put_all_back(number: usize) -> String {
    format!("Put all {number} back")
}
