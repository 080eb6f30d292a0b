//! The words on buttons, headings and lines of the page itself.

use super::{count, digits};

/// A sentence without arguments, under its name.
macro_rules! says {
    ($($(#[$doc:meta])* $name:ident = $words:literal;)*) => {
        $($(#[$doc])* pub fn $name() -> &'static str { $words })*
    };
}

says! {
    /// The name of the page.
    app_name = "Verbatim";
    /// What it is for.
    tagline = "See who said what in your saved articles.";
    /// Under the tagline.
    tagline_more = "Drop a folder of saved news pages. Every quote is found, with who said it, and why we think so.";
    /// On the place to drop.
    drop_here = "Drop files or a folder anywhere on this page";
    /// Over the whole page while something is dragged.
    let_go = "Let go to add";
    /// Under it.
    let_go_more = "Files and whole folders. They stay in this browser.";
    /// What files.
    drop_kinds = "Text and saved web pages, one article a file or many.";
    /// Button.
    choose_files = "Choose files";
    /// Button.
    choose_folder = "Choose folder";
    /// Button.
    paste_text = "Paste text";
    /// Button.
    samples = "Try it with sample articles";
    /// The promise.
    nothing_uploaded = "Nothing is uploaded: your files stay in this browser.";
    /// Leads to the proof of it.
    how_to_check = "How to check";
    /// While the articles of a shared page are opened.
    opening = "Opening…";
    /// The later part of the program is missing.
    not_whole = "A part of Verbatim did not load. Reload the page when there is a network again.";
    /// No engine can run here.
    no_engine = "This browser could not start the part that reads articles. A current Firefox, Chrome, Edge or Safari can.";
    /// Heading of the example on the first screen.
    example_heading = "What you will see";
    /// Skips the header.
    skip = "Skip to the results";
    /// Screen.
    articles_screen = "Articles";
    /// Screen.
    quotes_screen = "Quotes";
    /// Screen.
    people_screen = "People";
    /// Screen.
    timeline_screen = "Timeline";
    /// Screen.
    compare_screen = "Compare";
    /// Screen.
    review_screen = "Review";
    /// No people in what was found.
    no_people = "These articles name no people.";
    /// Heading of the questions.
    same_person = "Same person?";
    /// Button: two are one.
    merge = "Merge";
    /// Button: two are not one.
    not_the_same = "Not the same";
    /// Heading: what somebody was called.
    roles = "Called";
    /// Heading.
    by_outlet = "By outlet";
    /// Heading.
    named_with = "Named in the same articles";
    /// Opens what can be mended of somebody.
    mend_person = "Something wrong?";
    /// Label.
    shown_as = "Shown as";
    /// Button.
    rename = "Rename";
    /// Label.
    same_as = "Is the same as";
    /// Button.
    not_a_person = "This is not a person";
    /// Button: mend the speaker.
    fix = "Fix";
    /// Title of the dialog.
    fix_title = "Who said this?";
    /// Heading.
    named_here = "Named in this article";
    /// Label.
    somebody_else = "Somebody else";
    /// Button.
    set_speaker = "Set";
    /// Button.
    undo = "Undo";
    /// Button.
    redo = "Redo";
    /// Toast.
    toast_mended = "Corrected everywhere.";
    /// After a star, tag or note.
    toast_marked = "Marked.";
    /// After lines were put back.
    toast_read_again = "Put back. The article was read again with it.";
    /// After that.
    toast_undone = "Taken back.";
    /// Toast.
    toast_nothing_to_undo = "Nothing to change.";
    /// Name of the navigation.
    screens = "Screens";
    /// Button.
    add = "Add";
    /// Title of the dialog.
    add_title = "Add articles";
    /// Button.
    share = "Share";
    /// Button.
    help = "Help";
    /// Button.
    close = "Close";
    /// Button.
    cancel = "Cancel";
    /// The search box.
    search = "Search";
    /// In the empty search box.
    search_example = "Words or an \"exact phrase\"";
    /// Name of the rail.
    filters = "Filters";
    /// Takes all chips away.
    clear_all = "Clear all";
    /// Name of the chips.
    chosen = "Chosen filters";
    /// Name of the order control.
    order_label = "Order";
    /// The facet of dates.
    dates = "Date";
    /// First day.
    from = "From";
    /// Last day.
    to = "To";
    /// Opens the table of a chart.
    as_table = "As a table";
    /// Head of a column.
    day_column = "Day";
    /// Head of a column.
    articles_column = "Articles";
    /// One wanted value is enough.
    any = "any";
    /// Every wanted value must hold.
    all = "all";
    /// Less of a facet.
    show_fewer = "Show fewer";
    /// More rows.
    show_more = "Show more";
    /// Nothing found.
    nothing_found = "Nothing matches all of this.";
    /// No quotes in what was found.
    no_quotes = "No quotes in these articles.";
    /// Under it.
    no_quotes_more = "People may still be paraphrased or mentioned: the articles themselves show where.";
    /// A sentence that stands in for a headline.
    untitled = "no headline found";
    /// Opens the reasons for a speaker.
    why = "why?";
    /// Copies a quote.
    copy = "Copy";
    /// Opens the quote in its article.
    in_context = "In context";
    /// The link to the words on the original page.
    original_page = "Original page";
    /// Name of the reader.
    reader = "Reader";
    /// While the article comes.
    reader_waits = "Opening the article…";
    /// Not in the library.
    reader_missing = "This article is not here. It may have been in another set of files.";
    /// A shared page with quotes only.
    reader_no_text = "This page was shared with its quotes only. The article’s text is not in it.";
    /// Next hit.
    next_hit = "Next match";
    /// Hit before.
    previous_hit = "Previous match";
    /// List of what an article's people say in a paragraph.
    said_here = "Said in this paragraph";
    /// Words given in the article's own words.
    paraphrase = "paraphrase";
    /// Heading.
    pictures = "Pictures";
    /// Before a credit.
    credit = "Credit:";
    /// Heading.
    related = "The page also pointed to";
    /// Heading.
    about_file = "About this file";
    /// Where it was read from.
    from_file = "File";
    /// When it was saved.
    saved_on = "Saved";
    /// Where the headline comes from.
    headline_from = "Headline from";
    /// Agency.
    agency = "Agency";
    /// Heading of quotes in an article without text.
    quotes_in_article = "Quotes in this article";
    /// The line about files.
    files = "Files";
    /// Head of the report.
    report_title = "What became of each file";
    /// Opens the report.
    see_list = "See the list";
    /// Puts the line away.
    dismiss = "Dismiss";
    /// Reads the file again.
    retry = "Retry";
    /// Reads the file as plain text.
    as_text = "Open as text";
    /// Takes the file and what came of it away.
    remove = "Remove";
    /// A file not yet read.
    waiting = "waiting";
    /// A file being read.
    reading = "reading";
    /// A file not read.
    cancelled = "not read: cancelled";
    /// Title of the paste box.
    paste_title = "Paste an article";
    /// Label of the paste box.
    paste_label = "Headline, date and text, as you have them";
    /// Button of the paste box.
    paste_add = "Add this text";
    /// Title of the share dialog.
    share_title = "Share";
    /// Under it.
    share_lead = "One file that opens in any browser, also without a network. Whoever gets it can search and filter as you do here.";
    /// Legend.
    share_what = "What goes along";
    /// Choice.
    share_quotes = "Quotes only";
    /// Under it.
    share_quotes_more = "The quotes with speaker, headline, outlet and date. The usual choice: quoting is fine, passing on whole articles may not be.";
    /// Choice.
    share_excerpts = "Quotes with excerpts";
    /// Under it.
    share_excerpts_more = "Also up to 25 words before each quote and 25 after it.";
    /// Choice.
    share_full = "Full text";
    /// Under it.
    share_full_more = "The articles too. Only if you have the right to pass them on.";
    /// Button.
    share_make = "Save the page";
    /// While it is made.
    share_making = "Making the page…";
    /// Theme switch.
    theme = "Appearance";
    /// Theme.
    theme_auto = "Auto";
    /// Theme.
    theme_light = "Light";
    /// Theme.
    theme_dark = "Dark";
    /// Toast.
    toast_copied = "Copied with its source.";
    /// Toast.
    toast_not_copied = "The browser did not allow copying. Select the words and copy them yourself.";
    /// Toast.
    toast_restarted = "The engine stopped and was started again. Nothing else was lost.";
    /// Toast.
    toast_shared = "It is in your downloads.";
    /// Toast.
    toast_not_shared = "That could not be made or opened.";
    /// Toast.
    toast_removed = "Removed.";
    /// Toast.
    toast_nothing_dropped = "There was no file in that. Drop files or folders, or paste text.";
}

/// A chip's button.
pub fn remove_filter(what: &str) -> String {
    format!("Remove filter: {what}")
}

/// A chip for a value that must not hold.
pub fn not(what: &str) -> String {
    format!("not {what}")
}

/// The button that shuts a value out.
pub fn exclude(what: &str) -> String {
    format!("Exclude {what}")
}

/// What a chip offers where nothing was found.
pub fn without(what: &str, articles: u32) -> String {
    format!("Without {what}: {}", count(articles as usize, "article", "articles"))
}

/// The chip of the words typed.
pub fn words_chip(words: &str) -> String {
    format!("Words: {words}")
}

/// The chip of the dates.
pub fn dates_chip(from: Option<crate::date::Day>, to: Option<crate::date::Day>) -> String {
    match (from.map(super::day), to.map(super::day)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("From {from}"),
        (None, Some(to)) => format!("Up to {to}"),
        (None, None) => String::new(),
    }
}

/// More values of a facet.
pub fn show_all(number: usize) -> String {
    format!("Show all {}", digits(number))
}

/// Label of the box that narrows a long facet.
pub fn find_in(facet: &str) -> String {
    let facet = facet.to_lowercase();
    format!("Find {} {facet}", if facet.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

/// Whether any or all wanted values must hold.
pub fn any_or_all(facet: &str) -> String {
    format!("{facet}: any or all")
}

/// How far the reading is.
pub fn progress(done: usize, of: usize, articles: usize) -> String {
    let files = format!("Read {} of {}", digits(done), digits(of));
    if articles == 0 {
        return files;
    }
    format!("{files}, and {} of the next", count(articles, "article", "articles"))
}

/// How the reading ended: `209 added, 2 duplicates skipped, 1 not readable`.
pub fn tally(
    added: usize,
    duplicates: usize,
    skipped: usize,
    unknown: usize,
    failed: usize,
    cancelled: usize,
) -> String {
    let mut parts = vec![format!("{} added", digits(added))];
    if duplicates > 0 {
        parts.push(count(duplicates, "duplicate skipped", "duplicates skipped"));
    }
    if skipped > 0 {
        parts.push(count(skipped, "not an article", "not articles"));
    }
    if unknown > 0 {
        parts.push(format!("{} not read: columns unknown", digits(unknown)));
    }
    if failed > 0 {
        parts.push(format!("{} not readable", digits(failed)));
    }
    if cancelled > 0 {
        parts.push(format!("{} not read", digits(cancelled)));
    }
    parts.join(", ")
}

/// Closes the filters on a phone.
pub fn show_articles(number: u32) -> String {
    format!("Show {}", count(number as usize, "article", "articles"))
}

/// Closes the filters on a phone.
pub fn show_people(number: u32) -> String {
    format!("Show {}", count(number as usize, "person", "people"))
}

/// The way to all that somebody said.
pub fn show_quotes_of(name: &str) -> String {
    format!("Quotes of {name}")
}

/// How somebody is heard, as far as they are: `3 quotes`, `1 in part`, `2 paraphrased`, `only named in 4`.
pub fn heard(full: u32, partial: u32, paraphrased: u32, mentioned: u32) -> Vec<String> {
    let mut parts = Vec::new();
    if full + partial > 0 {
        parts.push(count((full + partial) as usize, "quote", "quotes"));
    }
    if partial > 0 {
        parts.push(format!("{} in part", digits(partial as usize)));
    }
    if paraphrased > 0 {
        parts.push(format!("{} paraphrased", digits(paraphrased as usize)));
    }
    if mentioned > 0 {
        parts.push(format!("only named in {}", count(mentioned as usize, "article", "articles")));
    }
    parts
}

/// How many words of somebody are given.
pub fn words_quoted(number: u32) -> String {
    format!("{} quoted", count(number as usize, "word", "words"))
}

/// The first day that says so.
pub fn since(day: crate::date::Day) -> String {
    format!("first on {}", super::day(day))
}

/// What the marks mean, from the whole sentence down.
pub fn voice(at: usize) -> &'static str {
    ["quoted in full", "in part", "paraphrased", "only named"][at.min(3)]
}

/// Heads of the table of outlets.
pub fn outlet_columns() -> [&'static str; 7] {
    ["Outlet", "Articles", "In full", "In part", "Paraphrased", "Only named", "Called"]
}

/// Why two may be one.
pub fn likeness(why: crate::protocol::Likeness) -> &'static str {
    use crate::protocol::Likeness;
    match why {
        Likeness::OneOfTheName => "Only one person here has that family name.",
        Likeness::SeveralOfTheName => "Several people here have that family name.",
        Likeness::FitsSeveral => "The names fit, but they fit others too.",
        Likeness::OtherOrder => "The same words in another order.",
        Likeness::Suffix => "Only one has Jr. or a number.",
    }
}

/// Two names, for those who hear the page.
pub fn pair(a: &str, b: &str) -> String {
    format!(" {a} and {b}")
}

/// Closes the filters on a phone.
pub fn show_quotes(number: u32) -> String {
    format!("Show {}", count(number as usize, "quote", "quotes"))
}

/// Opens the lines that were left out.
pub fn removed_lines(number: usize) -> String {
    format!("Removed {}", count(number, "line", "lines"))
}

/// Opens the text as it stood in the file.
pub fn original_lines() -> &'static str {
    "Original text, line by line"
}

/// Where in the matches the reader is.
pub fn hits(at: Option<usize>, of: usize) -> String {
    match at {
        Some(at) => format!("Match {} of {}", digits(at + 1), digits(of)),
        None => count(of, "match", "matches"),
    }
}

/// Opens the reasons, for those who hear the page.
pub fn why_speaker(speaker: &str) -> String {
    format!("{speaker}, because…")
}

/// What the filter button is called where some are chosen.
pub fn filters_chosen(number: usize) -> String {
    format!("Filters ({number})")
}

/// The name of a file made of pasted text.
pub fn pasted_name(number: usize) -> String {
    format!("Pasted text {number}.txt")
}

/// The name of a shared page.
pub fn shared_name() -> &'static str {
    "verbatim-quotes.html"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tally_names_only_what_there_was() {
        assert_eq!(tally(209, 2, 0, 0, 1, 0), "209 added, 2 duplicates skipped, 1 not readable");
        assert_eq!(tally(1, 1, 0, 0, 0, 0), "1 added, 1 duplicate skipped");
        assert_eq!(
            tally(0, 0, 1, 1, 0, 3),
            "0 added, 1 not an article, 1 not read: columns unknown, 3 not read"
        );
    }
}
