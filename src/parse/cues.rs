//! What a line's own words say of its part in the page.

use super::{
    hash,
    words::{self, is_function_word},
};
use crate::article::Why;
use std::sync::LazyLock;

/// Whole lines, or lines that start so and are short, that are no words of an article. Lower case. Gathered from what news
/// pages put around their texts; each entry is a phrase of the trade, none of a single site.
const STARTS: &[(Why, &[&str])] = &[
    (
        Why::Advertisement,
        &[
            "advertisement",
            "advert",
            "ad",
            "ads",
            "sponsored",
            "sponsored content",
            "promoted content",
            "paid post",
            "continue reading the main story",
            "story continues below",
            "article continues below",
            "anzeige",
            "publicité",
            "publicidad",
            "pubblicità",
            "scroll to continue",
            "remove ads",
        ],
    ),
    (
        Why::Player,
        &[
            "listen to this article",
            "listen now",
            "listen",
            "0:00",
            "00:00",
            "play audio",
            "play video",
            "watch video",
            "your browser does not support",
            "this video",
            "audio player",
            "play",
            "pause",
            "mute",
            "duration",
            "text to speech",
            "now playing",
            "watch:",
            "watch live",
        ],
    ),
    (
        Why::Sharing,
        &[
            "share",
            "share this",
            "share on",
            "share via",
            "tweet",
            "email",
            "e-mail",
            "print",
            "facebook",
            "twitter",
            "whatsapp",
            "linkedin",
            "reddit",
            "copy link",
            "link copied",
            "save",
            "bookmark",
            "comments",
            "comment",
            "view comments",
            "add comment",
            "leave a comment",
            "follow us",
            "follow",
            "messenger",
            "telegram",
            "flipboard",
            "pinterest",
            "copy url",
            "social sharing",
            "post a comment",
            "x",
            "gift this article",
            "show comments",
        ],
    ),
    (
        Why::Prompt,
        &[
            "subscribe",
            "sign up",
            "sign in",
            "log in",
            "login",
            "register",
            "donate",
            "support",
            "get the",
            "newsletter",
            "join our",
            "already a subscriber",
            "enter your email",
            "please enter",
            "please check your",
            "by signing up",
            "by submitting",
            "by clicking",
            "thank you for",
            "we use cookies",
            "accept cookies",
            "cookie",
            "manage cookies",
            "you have successfully",
            "download our app",
            "download the app",
            "create an account",
            "create a free",
            "enable notifications",
            "turn on",
            "don't miss",
            "become a member",
            "try for free",
            "unlock",
            "this content is",
            "you are now subscribed",
            "get our",
            "sign me up",
            "stay informed",
            "start your",
        ],
    ),
    (
        Why::Related,
        &[
            "more like this",
            "related",
            "related articles",
            "related stories",
            "related topics",
            "related content",
            "related:",
            "read more",
            "read more:",
            "read next",
            "read also",
            "also read",
            "see also",
            "more from",
            "more on",
            "more stories",
            "more news",
            "most read",
            "most popular",
            "trending",
            "recommended",
            "top stories",
            "latest news",
            "latest",
            "editor's picks",
            "editors' picks",
            "you may also like",
            "you might also like",
            "don't miss",
            "up next",
            "next article",
            "previous article",
            "keep reading",
            "mehr zum thema",
            "lesen sie auch",
            "lire aussi",
            "à lire aussi",
            "lee también",
            "leggi anche",
            "popular",
            "explore more",
            "in this article",
            "what to read next",
            "today's top",
            "topics",
            "tags",
            "tags:",
            "filed under",
        ],
    ),
    (
        Why::Footer,
        &[
            "privacy policy",
            "terms of use",
            "terms of service",
            "terms and conditions",
            "terms & conditions",
            "contact us",
            "about us",
            "copyright",
            "©",
            "all rights reserved",
            "advertise with us",
            "careers",
            "site map",
            "sitemap",
            "accessibility",
            "cookie policy",
            "do not sell",
            "corrections",
            "powered by",
            "impressum",
            "datenschutz",
            "faq",
            "help",
            "help center",
            "customer service",
            "privacy",
            "terms",
            "imprint",
            "masthead",
            "rss",
            "back to top",
            "manage preferences",
            "your privacy choices",
            "ethics policy",
        ],
    ),
    (
        Why::Navigation,
        &[
            "skip to",
            "menu",
            "home",
            "search",
            "sections",
            "navigation",
            "close",
            "open menu",
            "toggle navigation",
            "main menu",
            "back",
            "more",
            "news",
            "see all",
            "view all",
            "show more",
            "load more",
            "now reading",
            "breaking news",
            "live",
            "weather",
            "sport",
            "sports",
            "business",
            "opinion",
            "politics",
            "world",
            "video",
            "videos",
            "photos",
            "podcasts",
            "newsletters",
            "subscriptions",
            "e-paper",
            "my account",
            "switch edition",
            "edition",
            "expand",
            "collapse",
            "toggle",
        ],
    ),
    (
        Why::Author,
        &[
            "about the author",
            "follow @",
            "reporting by",
            "additional reporting",
            "edited by",
            "editing by",
            "our standards:",
            "fact checked",
            "written by",
            "this article was originally",
            "this story was",
            "this article originally",
            "contributing:",
        ],
    ),
];

/// The phrases by their first byte, each with its place in the order of the table.
static BY_FIRST_BYTE: LazyLock<Vec<Vec<(Why, &str)>>> = LazyLock::new(|| {
    let mut by_first = vec![Vec::new(); 256];
    for (why, phrases) in STARTS {
        for phrase in *phrases {
            by_first[usize::from(phrase.as_bytes()[0])].push((*why, *phrase));
        }
    }
    by_first
});

/// Why a short line is no part of the article, by its words alone.
pub fn boilerplate(line: &str) -> Option<Why> {
    boilerplate_of(line, &line.to_lowercase())
}

/// [`boilerplate`] of a line whose lower case is at hand.
pub fn boilerplate_of(line: &str, lower: &str) -> Option<Why> {
    let plain;
    let lower = if lower.contains('’') {
        plain = lower.replace('’', "'");
        plain.as_str()
    } else {
        lower
    };
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '@' && c != ':');
    // Somebody's words are no button.
    if words::split(lower).nth(14).is_some() || line.contains(['“', '"', '„', '«']) {
        return None;
    }
    let starts = |phrase: &str| {
        lower.strip_prefix(phrase).is_some_and(|rest| {
            let short =
                phrase.chars().count() * 3 >= lower.chars().count() || phrase.contains(' ') || phrase == "©";
            rest.is_empty() || short && !(rest.starts_with(char::is_alphanumeric) && phrase != "©")
        })
    };
    let first = lower.as_bytes().first().map_or(0, |byte| usize::from(*byte));
    let hit = BY_FIRST_BYTE[first].iter().find(|(_, phrase)| starts(phrase)).map(|(why, _)| *why);
    hit.or_else(|| is_menu(line).then_some(Why::Navigation))
        .or_else(|| (is_reading_time(lower) || is_waiting(line, lower)).then_some(Why::Player))
}

/// `Loading the player…`: a part of the page that was still on its way.
fn is_waiting(line: &str, lower: &str) -> bool {
    lower.starts_with("loading") && line.ends_with(['…', '.'])
}

/// Title Case words without a verb or a mark, or the same word twice: a row of links.
fn is_menu(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() < 3 || words.len() > 60 || line.contains(['.', '?', '!', '“', '"', ',', ':', '’', '\''])
    {
        return false;
    }
    let capital = words
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()))
        .count();
    let repeated = words.windows(2).any(|pair| pair[0] == pair[1]);
    let function =
        words.iter().filter(|word| is_function_word(hash::of(word.to_lowercase().as_bytes()))).count();
    capital == words.len() && (repeated || function == 0 && words.len() >= 6)
        || repeated && capital * 10 >= words.len() * 9
}

/// `5 min read`, `3 minutes`.
fn is_reading_time(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    let number = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    number && words.next().is_some_and(|word| word.starts_with("min")) && words.count() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<Why>) {
        assert_eq!(boilerplate(line), expect, "{line}");
    }

    #[test]
    fn the_phrases_of_pages_are_known() {
        check("Advertisement", Some(Why::Advertisement));
        check("Share on Facebook", Some(Why::Sharing));
        check("Subscribe", Some(Why::Prompt));
        check("More like this", Some(Why::Related));
        check("© 2025 The Paper. All rights reserved.", Some(Why::Footer));
        check("Skip to main content", Some(Why::Navigation));
        check("Politics Foreign Affairs Culture Fellows Program", Some(Why::Navigation));
        check("Donate Subscribe Subscribe", Some(Why::Navigation));
        check("5 min read", Some(Why::Player));
        check("Loading the Sample Text to Speech Player...", Some(Why::Player));
    }

    #[test]
    fn sentences_are_not_taken_for_them() {
        check("Subscribers to the plan said they would leave the company by the end of May.", None);
        check("News of the meeting reached Lisbon late on Monday.", None);
        check("“Share this,” she said.", None);
        check("More than a hundred people came.", None);
        check("Backers of the bill were few.", None);
    }
}
