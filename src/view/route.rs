//! The address of what is on screen: `/quotes?q=…&person=…&open=…`.

use super::{Reader, Screen, View};
use crate::{
    article::ArticleId,
    entity::{EntityId, EntityKind},
    protocol::{Dated, MOST_SIDES, Side, Stack},
    query::{Query, decode, encode},
};

/// Keys and values of what belongs to one screen only.
const WHO: &str = "who";
const OF: &str = "of";
const SIDE: &str = "side";
const BARS: &str = "bars";
const KINDS: &str = "kinds";
const DAY: &str = "day";
const SAID: &str = "said";

/// The address of a filter on a screen.
pub fn address_of(screen: Screen, query: &Query) -> String {
    let query = query.to_address();
    let sign = if query.is_empty() { "" } else { "?" };
    format!("/{}{sign}{query}", screen.word())
}

/// The address of the screen of people with organisations or places in their stead.
pub fn address_of_kind(query: &Query, kind: EntityKind) -> String {
    let base = address_of(Screen::People, query);
    let sign = if base.contains('?') { '&' } else { '?' };
    word_of(kind).map_or_else(|| base.clone(), |word| format!("{base}{sign}{OF}={word}"))
}

/// The word for a kind in addresses; people have none.
fn word_of(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Organisation => Some("organisations"),
        EntityKind::Place => Some("places"),
        EntityKind::Person | EntityKind::Other => None,
    }
}

pub(super) fn address(view: &View) -> String {
    let mut address = address_of(view.screen, &view.query);
    let mut add = |key: &str, value: &str| {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&format!("{key}={}", encode(value)));
    };
    match view.screen {
        Screen::Articles | Screen::Quotes | Screen::Review => {}
        Screen::People => {
            word_of(view.kind).into_iter().for_each(|word| add(OF, word));
            view.who.iter().for_each(|who| add(WHO, &who.0));
        }
        Screen::Timeline => {
            if view.timed.0 == Stack::Kind {
                add(BARS, KINDS);
            }
            if view.timed.1 == Dated::Said {
                add(DAY, SAID);
            }
        }
        Screen::Compare => view.sides.iter().for_each(|side| add(SIDE, &side.to_string())),
    }
    if let Some(reader) = &view.reader {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&format!("open={}", reader.article));
        if let Some(quote) = reader.quote {
            address.push_str(&format!("&quote={quote}"));
        }
    }
    address
}

/// Sets screen, filter and open article from an address, which comes from anywhere: what cannot be is left out.
pub(super) fn read(view: &mut View, address: &str) {
    let address = address.trim_start_matches('#').trim_start_matches('/');
    let (path, rest) = address.split_once('?').unwrap_or((address, ""));
    view.screen = Screen::ALL.into_iter().find(|screen| screen.word() == path).unwrap_or_default();
    view.query = Query::from_address(rest);
    let value = |key: &str| rest.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    let article: Option<ArticleId> = value("open").filter(|id| id.len() <= 16).and_then(|id| id.parse().ok());
    view.who = value(WHO).map(|id| EntityId(decode(id))).filter(|_| view.screen == Screen::People);
    let kinds = [EntityKind::Organisation, EntityKind::Place];
    let kind = kinds.into_iter().find(|kind| word_of(*kind) == value(OF));
    view.kind = kind.filter(|_| view.screen == Screen::People).unwrap_or_default();
    let stack = if value(BARS) == Some(KINDS) { Stack::Kind } else { Stack::Source };
    let dated = if value(DAY) == Some(SAID) { Dated::Said } else { Dated::Published };
    view.timed = (stack, dated);
    let sides = rest.split('&').filter_map(|pair| pair.strip_prefix(SIDE)?.strip_prefix('='));
    view.sides = sides.take(MOST_SIDES).filter_map(|side| decode(side).parse::<Side>().ok()).collect();
    let quote = value("quote").and_then(|number| number.parse().ok());
    view.reader = article.map(|article| match view.reader.take() {
        Some(reader) if reader.article == article => Reader { quote, arriving: quote.is_some(), ..reader },
        _ => Reader { article, quote, asked: 0, opened: None, missing: false, hit: None, arriving: true },
    });
}

/// The address `base` with all about somebody.
pub fn with_who(base: &str, who: &EntityId) -> String {
    let sign = if base.contains('?') { '&' } else { '?' };
    format!("{base}{sign}{WHO}={}", encode(&who.0))
}

/// The address `base` with this article open, at this quote.
pub fn with_open(base: &str, article: ArticleId, quote: Option<u32>) -> String {
    let sign = if base.contains('?') { '&' } else { '?' };
    match quote {
        Some(quote) => format!("{base}{sign}open={article}&quote={quote}"),
        None => format!("{base}{sign}open={article}"),
    }
}

/// The page `url` at the words of a quote: browsers scroll to them and mark them.
pub fn text_link(url: &str, pieces: &[String]) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let Some(piece) = pieces.first() else { return url.to_owned() };
    let words: Vec<&str> = piece.split_whitespace().collect();
    let plain = |words: &[&str]| encode(&words.join(" ")).replace('+', "%20").replace('-', "%2D");
    // Long words are named by their two ends, as the standard advises: the middle may be broken by mark-up.
    match words.len() {
        0 => url.to_owned(),
        1..=12 => format!("{url}#:~:text={}", plain(&words)),
        many => format!("{url}#:~:text={},{}", plain(&words[..5]), plain(&words[many - 5..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_to_the_words_names_their_ends() {
        assert_eq!(
            text_link("https://e.org/a#top", &["well-known words, here".into()]),
            "https://e.org/a#:~:text=well%2Dknown%20words%2C%20here"
        );
        let long = (0..20).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert!(
            text_link("https://e.org/", &[long])
                .ends_with("w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19")
        );
    }
}
