//! All that a set of articles tells of somebody, to read: roles over time, how each outlet hears and calls them, and every quote
//! with its source.

use super::{
    Shown,
    markdown::{address, escape},
};
use crate::{
    entity::{EntityKind, Known},
    index::DocSet,
    library::{Library, Voice},
    phrases,
    query::{Facet, Query},
    quote::{QuoteKind, Speaker},
};

/// Others named in the same articles that are told.
const COMPANY: usize = 12;

/// A chapter for each of the people chosen, or for everyone quoted where nobody is.
pub fn write(library: &Library, query: &Query, set: &DocSet, shown: &[Shown]) -> String {
    let chosen = query.choices.get(&Facet::Person).map(|choice| &choice.wanted);
    let told = |(known, voice): &(&Known, Voice)| match chosen {
        Some(chosen) if !chosen.is_empty() => chosen.contains(&known.id.0),
        _ => voice.ladder.full + voice.ladder.partial > 0,
    };
    let people = library.voices(set, EntityKind::Person).into_iter().filter(told);
    people.map(|(known, voice)| chapter(library, set, shown, known, &voice)).collect::<Vec<_>>().join("\n")
}

fn chapter(library: &Library, set: &DocSet, shown: &[Shown], known: &Known, voice: &Voice) -> String {
    let mut out = format!("# {}\n\n", escape(&known.name));
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    let ladder = voice.ladder;
    let mut heard = phrases::heard(ladder.full, ladder.partial, ladder.paraphrased, ladder.mentioned);
    heard.push(phrases::articles(voice.articles));
    if let Some((first, last)) = voice.days {
        heard.push(phrases::dates_chip(Some(first), Some(last)));
    }
    line(&format!("{}\n", heard.join(" · ")));
    if !known.roles.is_empty() {
        line(&format!("## {}\n", phrases::roles()));
        for role in &known.roles {
            let since = role.date.map(|date| format!(", {}", phrases::since(date.day))).unwrap_or_default();
            line(&format!("- {}{since}", escape(&role.title)));
        }
        line("");
    }
    line(&format!("## {}\n", phrases::by_outlet()));
    let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let columns = phrases::outlet_columns();
    line(&row(&columns.map(str::to_owned)));
    line(&row(&columns.map(|_| "---".to_owned())));
    for (outlet, voice, names) in library.heard_by_outlet(set, &known.id) {
        let ladder = voice.ladder;
        let counts = [voice.articles, ladder.full, ladder.partial, ladder.paraphrased, ladder.mentioned];
        let mut cells =
            vec![outlet.map_or_else(|| phrases::no_outlet().to_owned(), |outlet| escape(&outlet))];
        cells.extend(counts.map(|count| count.to_string()));
        cells.push(escape(&names.join(", ")));
        line(&row(&cells));
    }
    let with: Vec<String> = library
        .named_with(set, &known.id, EntityKind::Person)
        .into_iter()
        .take(COMPANY)
        .map(|(other, articles)| format!("{} ({articles})", escape(&other.name)))
        .collect();
    if !with.is_empty() {
        line(&format!("\n## {}\n\n{}", phrases::named_with(), with.join(", ")));
    }
    line(&format!("\n## {}\n", phrases::quotes_screen()));
    for (entry, numbers) in shown {
        let article = &entry.article;
        let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
        for quote in numbers.iter().filter_map(|number| entry.said.quotes.get(*number as usize)) {
            if !is_by(library, entry.article.id, &quote.speaker, known) {
                continue;
            }
            let text = if quote.kind == QuoteKind::Headline { headline } else { article.text.as_str() };
            let pieces: Vec<String> = quote.spans.iter().map(|span| escape(span.of(text))).collect();
            let outlet = article.outlet.as_ref().map(|found| escape(&found.value));
            let title = escape(article.title());
            let source = phrases::citation(&escape(&known.name), &title, outlet.as_deref(), article.date());
            let url = article.url.as_deref().and_then(address).map(|url| format!(", {url}"));
            line(&format!("> {}\n>\n> — {source}{}\n", phrases::quoted(&pieces), url.unwrap_or_default()));
        }
    }
    out
}

/// Whether somebody is among those who say it.
fn is_by(library: &Library, article: crate::article::ArticleId, speaker: &Speaker, known: &Known) -> bool {
    speaker.named().iter().any(|index| library.known(article, *index).is_some_and(|one| one.id == known.id))
}
