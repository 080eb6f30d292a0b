//! Every sentence the page says, one function each: a second language is one more file like this.
//!
//! Nothing else in the page writes words. Names and quoted words are arguments and stand last where they can.

use crate::{
    article::{Origin, Why},
    date::{Date, Day},
    markup::escape,
    note::Note,
    protocol::{FileReport, Outcome},
    query::{COPY, Facet, Hint, NOTED, Order, STARRED, UNKNOWN},
    quote::{Because, Confidence, QuoteKind},
};

mod chrome;
mod columns;
mod keep;
mod marks;
mod names;
mod review;
mod screens;
mod sheet;

pub use chrome::*;
pub use columns::*;
pub use keep::*;
pub use marks::*;
pub use names::*;
pub use review::*;
pub use screens::*;
pub use sheet::*;

/// `1 article`, `1,204 articles`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", digits(number), if number == 1 { one } else { many })
}

/// A whole number with its thousands apart.
pub fn digits(number: usize) -> String {
    let plain = number.to_string();
    let mut out = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `37 of 212 articles · 94 quotes`.
pub fn status(articles: u32, of: u32, quotes: u32) -> String {
    let quotes = count(quotes as usize, "quote", "quotes");
    format!("{} of {} · {quotes}", digits(articles as usize), count(of as usize, "article", "articles"))
}

/// `37 articles · 94 quotes`.
pub fn both(number: u32, quotes: u32) -> String {
    format!("{} · {}", articles(number), count(quotes as usize, "quote", "quotes"))
}

/// Heading of a shared page where no script runs.
pub fn plain_title() -> &'static str {
    "Who said what"
}

/// Articles alone.
pub fn articles(number: u32) -> String {
    count(number as usize, "article", "articles")
}

/// Quotes alone.
pub fn quotes(number: u32) -> String {
    count(number as usize, "quote", "quotes")
}

/// The name of a facet.
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "Person",
        Facet::Speaks => "Speaks in",
        Facet::Source => "Source",
        Facet::Place => "Place",
        Facet::Organisation => "Organisation",
        Facet::Kind => "Kind of quote",
        Facet::Is => "Marked by you",
        Facet::Tag => "Tag",
    }
}

/// A value of a facet as shown; `label` is the engine's.
pub fn facet_value(facet: Facet, value: &str, label: &str) -> String {
    let known = match (facet, value) {
        (Facet::Speaks, "direct") => "direct quote",
        (Facet::Speaks, "paraphrase") => "paraphrase",
        (Facet::Speaks, "mention") => "mention only",
        (Facet::Kind, "full") => "full quote",
        (Facet::Kind, "partial") => "partial quote",
        (Facet::Kind, "headline") => "in the headline",
        (Facet::Kind, "nested") => "quote in a quote",
        (Facet::Is, STARRED) => "starred",
        (Facet::Is, NOTED) => "with a note",
        (Facet::Is, COPY) => "copy of another",
        (Facet::Source, UNKNOWN) => "not named",
        _ => "",
    };
    match (known, label) {
        ("", "") => value.replace('-', " "),
        ("", label) => label.to_owned(),
        (known, _) => known.to_owned(),
    }
}

/// What kind of quote it is.
pub fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Full => "full quote",
        QuoteKind::Partial => "partial quote",
        QuoteKind::Headline => "in the headline",
        QuoteKind::Nested => "quote in a quote",
    }
}

/// How far to rely on a speaker, in a word.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "sure",
        Confidence::Likely => "likely",
        Confidence::Check => "check",
    }
}

/// How far to rely on a speaker, in a sentence.
pub fn confidence_meaning(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "Sure: about 97 in 100 like this are right.",
        Confidence::Likely => "Likely: about 85 in 100 like this are right.",
        Confidence::Check => "Check: read the passage before you use it.",
    }
}

/// One reason for a speaker.
pub fn because(because: &Because) -> String {
    match because {
        Because::SubjectOf(verb) => format!("The name is the subject of “{verb}” in the same sentence."),
        Because::AccordingTo(words) => format!("“{words}” stands before the name."),
        Because::Continues => "It goes on from an earlier part of what the same speaker says.".into(),
        Because::LastSpeaker => "Nobody else is named since this speaker last spoke.".into(),
        Because::Colon => "The name stands right before the colon that opens the quote.".into(),
        Because::Label => "The name is the label of this line.".into(),
        Because::Nearest => "It is the nearest name that fits.".into(),
        Because::SubjectBefore => "The name is the subject of the sentence before.".into(),
        Because::Pronoun(word) => format!("“{word}” was taken for the last person it fits."),
        Because::Role(words) => format!("The article gives this description to that person: “{words}”."),
        Because::Owner(words) => format!("“{words}” says whose words they are."),
        Because::Relative(word) => format!("“{word}” stands for the name right before it."),
        Because::Participle(word) => format!("“{word}” goes on from the subject of the main verb."),
        Because::Denied(words) => format!("The article denies or supposes it: “{words}”."),
        Because::InsideQuote => "The words stand inside another quote.".into(),
        Because::Reader => "You said so.".into(),
        Because::Author => "The article speaks in the first person: its author.".into(),
        Because::NoSource => "Nothing near it says who spoke.".into(),
    }
}

/// Words nobody is named for.
pub fn nobody() -> &'static str {
    "No speaker named"
}

/// The attributing words as the article has them.
pub fn cue(words: &str) -> String {
    format!("“{words}”")
}

/// At most about `most` characters from the end of a text, cut at a word.
pub fn end_of(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(most) else { return text.to_owned() };
    let rest = &text[cut..];
    format!("… {}", rest.split_once(' ').map_or(rest, |(_, rest)| rest))
}

/// At most about `most` characters from the start of a text, cut at a word.
pub fn start_of(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let rest = &text[..cut];
    format!("{} …", rest.rsplit_once(' ').map_or(rest, |(rest, _)| rest))
}

/// How the article names the speaker where that is not the name shown.
pub fn named_as(mention: &str) -> String {
    format!("as “{mention}”")
}

/// `Macron and Starmer`, `Macron, Starmer and Merz`.
pub fn and_list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `18 Feb 2025`.
pub fn day(day: Day) -> String {
    format!("{} {} {}", day.day(), MONTHS[(day.month() as usize - 1) % 12], day.year())
}

/// `18 Feb 2025, 13:06`.
pub fn date(date: Date) -> String {
    match date.time {
        Some(time) => format!("{}, {time}", day(date.day)),
        None => day(date.day),
    }
}

/// A date that is only that of the fetching.
pub fn retrieved(day_retrieved: Day) -> String {
    format!("saved {}", day(day_retrieved))
}

/// An article without any date.
pub fn undated() -> &'static str {
    "no date"
}

/// An article that does not name its outlet.
pub fn no_outlet() -> &'static str {
    "Outlet not named"
}

/// `3 min`, at 230 words a minute.
pub fn minutes(words: u32) -> String {
    format!("{} min", (words + 115).div_euclid(230).max(1))
}

/// A first sentence that stands in for a headline: one that was cut says so.
pub fn stand_in(title: &str) -> String {
    if title.ends_with(['.', '!', '?', '”', '"', '…']) {
        title.to_owned()
    } else {
        format!("{title} …")
    }
}

/// Who wrote it.
pub fn byline(authors: &[String]) -> String {
    format!("By {}", and_list(authors))
}

/// People beyond those listed.
pub fn more_people(number: u32) -> String {
    format!("+{number} more")
}

/// `“…” — Ana Ortiz, quoted in “Headline”, Outlet, 19 Feb 2025`; the address follows where there is one.
pub fn citation(speaker: &str, title: &str, outlet: Option<&str>, published: Option<Date>) -> String {
    let who = if speaker.is_empty() { String::new() } else { format!("{speaker}, ") };
    let mut out = format!("{who}quoted in “{title}”");
    if let Some(outlet) = outlet {
        out.push_str(&format!(", {outlet}"));
    }
    if let Some(date) = published {
        out.push_str(&format!(", {}", day(date.day)));
    }
    out
}

/// A quote with its source, as plain text and as HTML: `“…” — Ana Ortiz, quoted in …`.
pub fn cited(words: &str, source: &str, url: Option<&str>) -> (String, String) {
    let text = match url {
        Some(url) => format!("{words} — {source}, {url}"),
        None => format!("{words} — {source}"),
    };
    let link = match url {
        Some(url) => format!(", {}", link(url)),
        None => String::new(),
    };
    let html = format!("<blockquote>{}</blockquote><p>— {}{link}</p>", escape(words), escape(source));
    (text, html)
}

/// A link as HTML.
pub fn link(url: &str) -> String {
    let url = escape(url);
    format!("<a href=\"{url}\">{url}</a>")
}

/// The words of a quote with marks around each piece.
pub fn quoted(pieces: &[String]) -> String {
    pieces.iter().map(|piece| format!("“{piece}”")).collect::<Vec<_>>().join(" … ")
}

/// The orders of results.
pub fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "Newest first",
        Order::Oldest => "Oldest first",
        Order::Relevance => "Best match first",
        Order::Source => "By source",
    }
}

/// What became of a file, in a word.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Added => "added",
        Outcome::Duplicate => "already here",
        Outcome::Skipped => "skipped",
        Outcome::Failed => "not readable",
    }
}

/// What a file holds, by what became of each part: "7 inside: 5 added, 1 skipped, 1 not readable".
pub fn inside(report: &FileReport) -> String {
    let mut all = format!("{} inside:", digits(report.inside.len()));
    let mut mark = ' ';
    for outcome in [Outcome::Added, Outcome::Duplicate, Outcome::Skipped, Outcome::Failed] {
        let count = report.inside.iter().filter(|member| member.outcome == outcome).count();
        if count > 0 {
            all.push(mark);
            all.push_str(&format!(
                "{}{} {}",
                if mark == ',' { " " } else { "" },
                digits(count),
                self::outcome(outcome)
            ));
            mark = ',';
        }
    }
    all
}

/// What should be known of a file or an article.
pub fn note(note: &Note) -> String {
    match note {
        Note::Empty => "The file is empty.".into(),
        Note::Blank => "The file holds only white space.".into(),
        Note::NotAnArticle(kind) => format!("Not an article: {kind}."),
        Note::Misnamed(kind) => format!(
            "{}: cannot be read, though the file is named like a document. Save it as .docx or PDF and add that.",
            capital(kind)
        ),
        Note::NotText => "This is not text in any encoding we know.".into(),
        Note::NoSentences => "There is no sentence in it.".into(),
        Note::TooMany(most) => format!(
            "It comes behind {}. It was not looked at, nor was what comes behind it: drop that by itself.",
            count(*most as usize, "other", "others")
        ),
        Note::Replaced(times) => format!(
            "{} could not be read and stand as \u{fffd}.",
            count(*times as usize, "character", "characters")
        ),
        Note::Cut(at) => format!("Very long: only the first {} were read.", bytes(*at)),
        Note::NoHeadline => "No headline was found; the first sentence stands in for it.".into(),
        Note::OnlyRetrieved => "The date is the day the page was saved, not the day it was published.".into(),
        Note::EngineStopped => {
            "Reading this file stopped the engine. It was left out; all else is here.".into()
        }
        Note::NeedsReader(kind) => {
            format!("{}: not read here. The command verbatim reads it.", capital(kind))
        }
        Note::Damaged => "The file is damaged or cut off.".into(),
        Note::Locked => "The file is locked with a password.".into(),
        Note::TooMuch => "The archive unpacks to more than can be held; the rest of it was not read.".into(),
        Note::TooDeep => "Archives lie in archives too deep; this one was not opened.".into(),
        Note::Newer => {
            "It was saved by a newer version of this page. Reload the page to get that version, then open it again."
                .into()
        }
        Note::Corrections(number) => {
            format!("{} came along.", count(*number as usize, "correction", "corrections"))
        }
        Note::NoTextField => "A list of records, none of which has the text of an article.".into(),
        Note::Columns { columns, .. } => format!(
            "Columns unknown: none is known by its name to hold the text. They are {}.",
            columns.names.join(", ")
        ),
        Note::OnlyPictures => "The pages are pictures; there is no text in them.".into(),
        Note::OfAnotherSite => {
            "The link asks for a file of another site. This page opens files of its own site only, and asked nobody.".into()
        }
        Note::NotOnThisSite => "The link asks for this file, but the site does not have it.".into(),
        Note::Unreadable => {
            "The browser could not read it from the disk. It may have been moved or changed.".into()
        }
    }
}

/// Something about the words typed.
pub fn hint(hint: &Hint) -> String {
    match hint {
        Hint::OpenPhrase => "The phrase has no closing mark; it runs to the end.".into(),
        Hint::NoWords => "There is no word to look for yet.".into(),
        Hint::TooManyWords(most) => format!("Only the first {most} words were looked for."),
        Hint::Alike { typed, found } => {
            let found: Vec<String> = found.iter().map(|word| format!("“{word}”")).collect();
            format!("No article has “{typed}”. Shown is what is spelt alike: {}.", found.join(", "))
        }
        Hint::NoValue(field) => format!("“{field}:” has no value that can be; it was left out."),
    }
}

/// A size as people say it.
pub fn bytes(size: u64) -> String {
    match size {
        0..1_000 => count(size as usize, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", size.div_ceil(1_000)),
        _ => format!("{:.1} MB", size as f64 / 1e6),
    }
}

/// Why a line was taken out.
pub fn why_removed(why: Why) -> &'static str {
    match why {
        Why::Navigation => "menu or link",
        Why::Advertisement => "advertisement",
        Why::Sharing => "buttons",
        Why::Player => "player",
        Why::Prompt => "prompt",
        Why::Related => "other article",
        Why::Footer => "foot of the page",
        Why::Scraper => "left by the saving tool",
        Why::Author => "note on the author",
        Why::Repeated => "repeated",
        Why::Field => "shown above",
    }
}

/// Where a value was found.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Line => "a line of the text",
        Origin::Meta => "the page’s own metadata",
        Origin::Url => "the page’s address",
        Origin::Field => "a field of the record",
        Origin::File => "the file’s name",
        Origin::Reader => "you",
    }
}

/// The words with a capital in front.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Clock;

    #[test]
    fn numbers_and_plurals_are_right() {
        assert_eq!(status(1, 1, 1), "1 of 1 article · 1 quote");
        assert_eq!(status(0, 212, 94), "0 of 212 articles · 94 quotes");
        assert_eq!(status(1204, 1_000_000, 0), "1,204 of 1,000,000 articles · 0 quotes");
    }

    #[test]
    fn dates_are_written_as_newspapers_do() {
        assert_eq!(day("2025-02-09".parse().unwrap()), "9 Feb 2025");
        let time = Clock::new(13, 6);
        assert_eq!(
            date(Date { day: "2025-02-18".parse().unwrap(), time, offset: None }),
            "18 Feb 2025, 13:06"
        );
    }

    #[test]
    fn a_citation_says_only_what_is_known() {
        let when = Some(Date::day("2025-02-19".parse().unwrap()));
        assert_eq!(
            citation("Ana Ortiz", "Talks", Some("The Outlet"), when),
            "Ana Ortiz, quoted in “Talks”, The Outlet, 19 Feb 2025"
        );
        assert_eq!(citation("", "Talks", None, None), "quoted in “Talks”");
    }

    #[test]
    fn what_is_copied_as_html_carries_no_mark_up_of_others() {
        let (text, html) = cited("“a < b”", "<b>X</b>, quoted in “T”", Some("https://e.org/?a&b"));
        assert_eq!(text, "“a < b” — <b>X</b>, quoted in “T”, https://e.org/?a&b");
        assert!(html.contains("a &lt; b") && !html.contains("<b>") && html.contains("?a&amp;b\""), "{html}");
    }

    #[test]
    fn long_surroundings_are_cut_at_a_word() {
        assert_eq!(end_of("the minister called it", 9), "… called it");
        assert_eq!(start_of("and left the room", 9), "and left …");
        assert_eq!(start_of("é", 9), "é");
    }

    #[test]
    fn names_are_joined_as_in_a_sentence() {
        let names = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
        assert_eq!(and_list(&names), "A, B and C");
        assert_eq!(and_list(&names[..2]), "A and B");
        assert_eq!(and_list(&[]), "");
    }

    #[test]
    fn reading_time_is_never_nothing() {
        assert_eq!(minutes(0), "1 min");
        assert_eq!(minutes(700), "3 min");
    }
}
