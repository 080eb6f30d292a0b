//! The longer texts: help, the keys, and how to check that nothing leaves.

/// The four marks and what they mean: heading and meaning of each.
pub fn marks() -> [(&'static str, &'static str); 4] {
    [
        ("Full quote", "A whole sentence, word for word."),
        ("Partial quote", "Some words are the speaker’s; the rest of the sentence is the article’s."),
        ("Paraphrase", "What somebody said, in the article’s own words."),
        ("Mention", "Named, but not heard."),
    ]
}

/// A sentence for each mark: the article's words before, the speaker's own, the article's words after.
pub fn mark_examples() -> [(&'static str, &'static str, &'static str); 4] {
    [
        ("", "“The bridge will open in May,”", " the mayor said."),
        ("The mayor called the bridge ", "“long overdue”", "."),
        ("The mayor said the bridge would open in May.", "", ""),
        ("The mayor walked across the bridge.", "", ""),
    ]
}

/// Title of the sheet.
pub fn help_title() -> &'static str {
    "Help and keys"
}

/// Heading over the marks.
pub fn marks_title() -> &'static str {
    "Four marks"
}

/// Heading over the words for confidence.
pub fn confidence_title() -> &'static str {
    "How sure is a speaker?"
}

/// Heading over the search rules.
pub fn search_title() -> &'static str {
    "Searching"
}

/// The search rules: what to type, what it finds.
pub fn search_rules() -> [(&'static str, &'static str); 6] {
    [
        ("peace talks", "articles with both words"),
        ("\"peace talks\"", "the two words side by side"),
        ("peace -summit", "the first word without the second"),
        ("is:starred", "articles that bear a star; is:noted those with a note"),
        ("-is:copy", "copies of one text once: wire copy, later versions"),
        ("tag:budget", "articles that bear the tag"),
    ]
}

/// Heading over the keys.
pub fn keys_title() -> &'static str {
    "Keys"
}

/// The switch of the keys.
pub fn keys_switch() -> &'static str {
    "Single keys work outside text boxes"
}

/// Keys and what they do.
pub fn keys() -> [(&'static [&'static str], &'static str); 18] {
    [
        (&["/"], "Search"),
        (&["j", "k"], "Next row, row before"),
        (&["Enter"], "Open the row"),
        (&["Esc"], "Close"),
        (&["n", "p"], "Next match, match before, in the article"),
        (&["c"], "Copy the quote with its source"),
        (&["e"], "Mend who said the quote"),
        (&["s"], "Star the article"),
        (&["Ctrl", "Z"], "Undo"),
        (&["Ctrl", "Shift", "Z"], "Redo"),
        (&["g", "a"], "Articles"),
        (&["g", "q"], "Quotes"),
        (&["g", "p"], "People"),
        (&["g", "t"], "Timeline"),
        (&["g", "c"], "Compare"),
        (&["g", "r"], "Review"),
        (&["y", "n", "s"], "Yes, no, later, in Review"),
        (&["?"], "This sheet"),
    ]
}

/// Title of the proof.
pub fn privacy_title() -> &'static str {
    "Nothing is uploaded. How to check"
}

/// The proof, step by step.
pub fn privacy_steps() -> [&'static str; 4] {
    [
        "Switch the network off, or use flight mode, and go on: everything here still works.",
        "Or open your browser’s developer tools (F12), choose “Network”, and add an article: the list stays empty.",
        "The page carries a rule for your browser (its Content Security Policy) that allows no connection to any other place. You can read it at the top of the page’s source.",
        "What you add is kept in this browser’s own storage, on this machine, and nowhere else. “Remove everything”, below the list, deletes it. Browsers may clear their storage: keep your files.",
    ]
}
