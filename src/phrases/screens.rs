//! The words of the screens on which things stand side by side and over time.

use super::{and_list, articles, count, day, digits, quotes};
use crate::{
    date::Day,
    protocol::{Beat, Bin, Dated, Heard, Stack},
};

/// Label of the control for a side.
pub fn side_label(at: usize) -> String {
    format!("Side {}", digits(at + 1))
}

/// Takes a side away.
pub fn remove_side(label: &str) -> String {
    format!("Remove {label}")
}

/// Heading over the choice of sides.
pub fn sides() -> &'static str {
    "What to compare"
}

/// Adds a side.
pub fn add_side() -> &'static str {
    "Add a side"
}

/// Makes a side of the filter.
pub fn filter_as_side() -> &'static str {
    "Use this filter as a side"
}

/// Group of choices for a side.
pub fn outlets_group() -> &'static str {
    "Outlets"
}

/// Group of choices for a side.
pub fn articles_group() -> &'static str {
    "Articles"
}

/// `3 articles · 14 quotes` of a side.
pub fn side_size(of_articles: u32, of_quotes: u32) -> String {
    format!("{} · {}", articles(of_articles), quotes(of_quotes))
}

/// Heading of the table of voices.
pub fn who_is_heard() -> &'static str {
    "Who is heard"
}

/// First column of it.
pub fn person_column() -> &'static str {
    "Person"
}

/// A switch over it.
pub fn only_differences() -> &'static str {
    "Only where they differ"
}

/// What a side makes of a voice, loudest first.
pub fn heard_there(heard: &Heard) -> String {
    let said = heard.full + heard.partial;
    let mut parts = Vec::new();
    if said > 0 {
        parts.push(quotes(said));
    }
    if heard.paraphrased > 0 {
        parts.push(count(heard.paraphrased as usize, "paraphrase", "paraphrases"));
    }
    match (parts.is_empty(), heard.articles) {
        (true, 0) => absent().to_owned(),
        (true, _) => "only named".to_owned(),
        _ => parts.join(", "),
    }
}

/// Somebody a side does not name.
pub fn absent() -> &'static str {
    "absent"
}

/// Heading over names that differ.
pub fn called_differently() -> &'static str {
    "Called differently"
}

/// Heading over quotes that sides share.
pub fn same_quote() -> &'static str {
    "The same quote"
}

/// Where no two sides share a quote.
pub fn no_same_quote() -> &'static str {
    "No quote stands on more than one side."
}

/// Heading over passages that sides share.
pub fn in_common() -> &'static str {
    "In common, word for word"
}

/// Under it.
pub fn in_common_more() -> &'static str {
    "Passages outside quotes: agency copy, press releases, or one written from the other."
}

/// Where there are none.
pub fn nothing_in_common() -> &'static str {
    "No passage of thirteen words or more stands on two sides."
}

/// How long a passage is.
pub fn words_long(number: u32) -> String {
    count(number as usize, "word", "words")
}

/// Heading over the words a side is known by.
pub fn own_words() -> &'static str {
    "Words of their own"
}

/// Under it.
pub fn own_words_more() -> &'static str {
    "Written far more often here than on the other sides; chance explains less than one in a thousand of these."
}

/// Where a side has none.
pub fn no_own_words() -> &'static str {
    "None: too little text, or too much alike."
}

/// Where only a part was compared.
pub fn only_first(number: u32) -> String {
    format!("Quotes, passages and words are compared in the first {} of each side.", articles(number))
}

/// Where there is only one thing to compare.
pub fn nothing_to_compare() -> &'static str {
    "It takes at least two articles to compare."
}

/// Under it.
pub fn nothing_to_compare_more() -> &'static str {
    "Add more articles, or let more of them through the filter."
}

/// Whether a wording is the longest.
pub fn longest_wording() -> &'static str {
    "longest"
}

/// For those who hear the page: words that were left out.
pub fn cut_start() -> &'static str {
    "left out: "
}

/// For those who hear the page: words that were put in.
pub fn put_start() -> &'static str {
    "put in: "
}

/// For those who hear the page: the end of either.
pub fn change_end() -> &'static str {
    " (end)"
}

/// Control: what the bars are made of.
pub fn stack_label() -> &'static str {
    "Bars show"
}

/// A choice of it.
pub fn stack(stack: Stack) -> &'static str {
    match stack {
        Stack::Source => "by source",
        Stack::Kind => "quotes by kind",
    }
}

/// Control: which day counts.
pub fn dated_label() -> &'static str {
    "Days are when it was"
}

/// A choice of it.
pub fn dated(dated: Dated) -> &'static str {
    match dated {
        Dated::Published => "published",
        Dated::Said => "said",
    }
}

/// Under the bars where the day of the words counts.
pub fn told_days(told: u32) -> String {
    match told {
        0 => "No text here tells when its words were said; quotes stand on the day they were published."
            .to_owned(),
        told => format!(
            "The text tells the day of {}, as in “said on Tuesday”; the rest stand on the day they were published.",
            quotes(told)
        ),
    }
}

/// Articles that stand nowhere on the timeline.
pub fn undated_articles(number: u32) -> String {
    format!("{} without a date", articles(number))
}

/// Where no article has a date.
pub fn no_dates() -> &'static str {
    "None of these articles tells when it was published."
}

/// The outlets that have no layer of their own.
pub fn other_outlets() -> &'static str {
    "Other outlets"
}

/// A bar's days.
pub fn bin(bin: Bin, from: Day, to: Day) -> String {
    match bin {
        Bin::Day => day(from),
        Bin::Week => format!("{} – {}", day(from), day(to)),
        Bin::Month => month(from),
        Bin::Year => from.year().to_string(),
    }
}

fn month(of: Day) -> String {
    // A day is written `1 Feb 2025`.
    day(of).split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned())
}

/// Label of the thumb that sets the first day.
pub fn first_thumb() -> &'static str {
    "First day"
}

/// Label of the thumb that sets the last day.
pub fn last_thumb() -> &'static str {
    "Last day"
}

/// Takes the dates away.
pub fn all_time() -> &'static str {
    "All days"
}

/// Heading over the lanes.
pub fn over_time() -> &'static str {
    "Who was heard when"
}

/// What a dot in a lane stands for.
pub fn beat(name: &str, when: &str, beat: &Beat) -> String {
    let [full, partial, paraphrased, mentioned] = *beat;
    let parts = super::heard(full, partial, paraphrased, mentioned).join(", ");
    format!("{name}, {when}: {parts}")
}

/// Column of the table of lanes.
pub fn heard_column() -> &'static str {
    "Heard"
}

/// Column of the table of bars.
pub fn time_column() -> &'static str {
    "Time"
}

/// How many other articles have mostly the same sentences.
pub fn copies(count: u32) -> String {
    if count == 1 { "1 near copy".into() } else { format!("{count} near copies") }
}

/// Heading over the near copies of the open article.
pub fn copies_of_it() -> &'static str {
    "Nearly the same text, in your set"
}

/// Why one is a near copy: where it stands, and how much of this article it has, in hundredths.
pub fn why_copy(outlet: Option<&str>, share: u32) -> String {
    let has = format!("has {share} % of this article’s sentences");
    outlet.map_or(has.clone(), |outlet| format!("{outlet}; {has}"))
}

/// Heading over articles of the library beside the open one.
pub fn beside() -> &'static str {
    "Related, in your set"
}

/// Why one stands beside the other.
pub fn why_beside(people: &[String], same_day: bool) -> String {
    let both = format!("both name {}", and_list(people));
    if same_day { format!("same day; {both}") } else { both }
}
