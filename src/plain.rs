//! What a shared page says where no script runs, as HTML: each article with its quotes.

use crate::{
    markup::{escape, web_address},
    phrases,
    share::{
        Handed,
        page::Content,
        plain::{PlainCard, PlainQuote},
    },
};

/// What is handed on, with the HTML of its cards.
pub fn content(handed: Handed) -> Content {
    Content { plain: write(&handed.cards), data: handed.data }
}

/// The cards; nothing where there are none.
fn write(cards: &[PlainCard]) -> String {
    if cards.is_empty() {
        return String::new();
    }
    let quotes = cards.iter().map(|card| card.quotes.len() as u32).sum();
    let counts = phrases::both(cards.len() as u32, quotes);
    let mut html = format!("\n<h1>{}</h1>\n<p>{}</p>\n", escape(phrases::plain_title()), escape(&counts));
    cards.iter().for_each(|card| push_card(&mut html, card));
    html
}

fn push_card(html: &mut String, card: &PlainCard) {
    let lang = card.lang.as_ref().map(|lang| format!(" lang=\"{}\"", escape(lang)));
    let title = escape(card.title.as_deref().unwrap_or(phrases::untitled()));
    let title = match card.url.as_deref().and_then(web_address) {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escape(url)),
        None => title,
    };
    html.push_str(&format!("<article{}>\n<h2>{title}</h2>\n", lang.unwrap_or_default()));
    let mut about: Vec<String> = card.outlet.iter().map(|outlet| escape(outlet)).collect();
    about.extend(
        card.published
            .map(|date| format!("<time datetime=\"{}\">{}</time>", date.day, escape(&phrases::date(date)))),
    );
    if !card.authors.is_empty() {
        about.push(escape(&phrases::byline(&card.authors)));
    }
    about.extend(card.marks.starred.then(|| escape(phrases::starred())));
    about.extend(card.marks.tags.iter().map(|tag| escape(tag)));
    push_line(html, &about.join(" · "));
    let note = card.marks.note.as_deref().map(phrases::noted);
    push_line(html, &escape(&note.unwrap_or_default()));
    card.quotes.iter().for_each(|quote| push_quote(html, quote));
    html.push_str("</article>\n");
}

fn push_quote(html: &mut String, quote: &PlainQuote) {
    let who = match quote.speakers.as_slice() {
        [] => phrases::nobody().to_owned(),
        all => phrases::and_list(all),
    };
    html.push_str(&format!(
        "<figure><blockquote><p>{}</p></blockquote><figcaption>— {}, {}</figcaption></figure>\n",
        escape(&phrases::quoted(&quote.pieces)),
        escape(&who),
        escape(phrases::kind(quote.kind)),
    ));
}

fn push_line(html: &mut String, line: &str) {
    if !line.is_empty() {
        html.push_str(&format!("<p>{line}</p>\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{date::Date, quote::QuoteKind};

    #[test]
    fn what_articles_say_cannot_become_markup() {
        let evil = || "</main></article><script>alert(1)</script>\"'&<!--".to_owned();
        let mut card = PlainCard {
            title: Some(evil()),
            url: Some("javascript:alert(1)".into()),
            outlet: Some(evil()),
            authors: vec![evil()],
            lang: Some(evil()),
            quotes: vec![PlainQuote { pieces: vec![evil()], speakers: vec![evil()], kind: QuoteKind::Full }],
            ..PlainCard::default()
        };
        card.marks.tags.insert(evil());
        card.marks.note = Some(evil());
        let html = write(&[card.clone()]);
        assert!(!html.contains("<script") && !html.contains("</main>") && !html.contains("<!--"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
        assert_eq!(html.matches("</article>").count(), 1);
        assert_eq!(html.matches('"').count(), 2, "the one attribute's: {html}");
        card.url = Some("https://a.example/?b&\"".into());
        assert!(write(&[card]).contains("<h2><a href=\"https://a.example/?b&amp;&quot;\">"));
    }

    #[test]
    fn a_card_says_who_said_what_where_and_when() {
        let quote = |pieces: &[&str], speakers: &[&str]| PlainQuote {
            pieces: pieces.iter().map(|piece| piece.to_string()).collect(),
            speakers: speakers.iter().map(|name| name.to_string()).collect(),
            kind: QuoteKind::Full,
        };
        let card = PlainCard {
            title: Some("Ferry to sail again".into()),
            outlet: Some("The Ledger".into()),
            published: Some(Date { day: "2024-03-05".parse().unwrap(), time: None, offset: None }),
            quotes: vec![
                quote(&["We sail,", "before winter."], &["Ana Ortiz", "Tom Hale"]),
                quote(&["Ours."], &[]),
            ],
            ..PlainCard::default()
        };
        let html = write(&[card]);
        for words in [
            "<p>1 article · 2 quotes</p>",
            "<h2>Ferry to sail again</h2>",
            "<p>The Ledger · <time datetime=\"2024-03-05\">5 Mar 2024</time></p>",
            "<p>“We sail,” … “before winter.”</p></blockquote><figcaption>— Ana Ortiz and Tom Hale, full quote<",
            "<figcaption>— No speaker named,",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert_eq!(write(&[]), "");
    }
}
