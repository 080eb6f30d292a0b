//! One article as one record: what `verbatim read` prints. Offsets are Unicode code points into `text`.

use crate::{
    article::Article,
    entity::{EntityId, EntityIndex, EntityKind, Known},
    library::{Entry, Library},
    phrases,
    quote::{Quote, QuoteKind, Speaker},
    span::{CodePoints, Span},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The record of an article in its library.
pub fn record(library: &Library, entry: &Entry) -> Value {
    let Entry { article, said, .. } = entry;
    let text = article.text.as_str();
    let points = CodePoints::of(text);
    let at = |span: Span| {
        let (start, end) = points.span(span);
        json!({ "start": start, "end": end })
    };
    let paragraphs: Vec<Value> = article.paragraphs.iter().map(|span| at(*span)).collect();
    let entities = |kind| entities(library, entry, kind);
    let quotes: Vec<Value> = (0..)
        .zip(&said.quotes)
        .map(|(number, quote)| self::quote(library, entry, &points, number, quote))
        .collect();
    let paraphrases: Vec<Value> = said
        .paraphrases
        .iter()
        .map(|paraphrase| {
            let (start, end) = points.span(paraphrase.span);
            let (speaker, id, kind) = speaker(library, entry, &paraphrase.speaker);
            json!({
                "start": start, "end": end, "speaker": speaker, "speaker_id": id, "speaker_kind": kind,
                "cue": paraphrase.cue.map(|cue| cue.of(text)),
            })
        })
        .collect();
    let marks = library.marks(article.id);
    let image = article.images.first();
    json!({
        "id": article.id,
        "file": article.files.first(),
        "files": article.files,
        "url": article.url,
        "outlet": article.outlet.as_ref().map(|found| &found.value),
        "outlet_from": article.outlet.as_ref().map(|found| found.from),
        "agency": article.agency,
        "kicker": article.kicker,
        "headline": article.headline.as_ref().map(|found| &found.value),
        "headline_from": article.headline.as_ref().map(|found| found.from),
        "dek": article.dek,
        "authors": article.authors,
        "published": article.published.as_ref().map(|found| found.value.to_string()),
        "published_from": article.published.as_ref().map(|found| found.from),
        "retrieved": article.retrieved.map(|date| date.to_string()),
        "lang": article.lang,
        "image": image,
        "images": article.images,
        "paragraphs": paragraphs,
        "text": text,
        "related": related(article),
        "removed": article.removed,
        "people": entities(EntityKind::Person),
        "places": entities(EntityKind::Place),
        "organisations": entities(EntityKind::Organisation),
        "quotes": quotes,
        "paraphrases": paraphrases,
        "starred": marks.starred,
        "tags": marks.tags,
        "note": marks.note,
        "notes": article.notes.iter().map(phrases::note).collect::<Vec<_>>(),
    })
}

fn related(article: &Article) -> Vec<Value> {
    let item = |item: &crate::article::Related| {
        json!({
            "title": item.title, "author": item.author,
            "date": item.date.map(|date| date.to_string()), "dek": item.dek,
        })
    };
    article.related.iter().map(item).collect()
}

/// One of the library's entities as an article shows it.
struct Shown<'a> {
    known: &'a Known,
    names: BTreeMap<&'a str, u32>,
    mentions: Vec<Value>,
    roles: Vec<&'a str>,
}

/// The article's entities of one kind, one record for each of the library's.
fn entities(library: &Library, entry: &Entry, kind: EntityKind) -> Vec<Value> {
    let Entry { article, naming, .. } = entry;
    let mut found: BTreeMap<EntityId, Shown> = BTreeMap::new();
    for (at, entity) in naming.entities.iter().enumerate().filter(|(_, entity)| entity.kind == kind) {
        let Some(known) = library.known(article.id, EntityIndex(at as u32)) else { continue };
        let new = || Shown { known, names: BTreeMap::new(), mentions: Vec::new(), roles: Vec::new() };
        let shown = found.entry(known.id.clone()).or_insert_with(new);
        for role in &entity.roles {
            if !shown.roles.contains(&role.as_str()) {
                shown.roles.push(role);
            }
        }
    }
    let points = CodePoints::of(&article.text);
    for mention in &naming.mentions {
        let known = library.known(article.id, mention.entity);
        let Some(shown) = known.and_then(|known| found.get_mut(&known.id)) else { continue };
        *shown.names.entry(mention.span.of(&article.text)).or_default() += 1;
        let (start, end) = points.span(mention.span);
        shown.mentions.push(json!({ "start": start, "end": end }));
    }
    let record = |Shown { known, names, mentions, roles }: Shown| json!({ "id": known.id, "name": known.name, "names": names, "roles": roles, "mentions": mentions });
    found.into_values().map(record).collect()
}

/// Name, id and kind of a speaker.
pub(super) fn speaker(
    library: &Library,
    entry: &Entry,
    speaker: &Speaker,
) -> (Option<String>, Option<EntityId>, &'static str) {
    let of = |index: &EntityIndex| {
        let entity = entry.naming.entity(*index);
        let kind = match entity.kind {
            EntityKind::Person => "person",
            _ => "organisation",
        };
        match library.known(entry.article.id, *index) {
            Some(known) => (Some(known.name.clone()), Some(known.id.clone()), kind),
            None => (Some(entity.name.clone()), None, kind),
        }
    };
    match speaker {
        Speaker::Entity(index) => of(index),
        Speaker::Several(all) => {
            let names: Vec<String> = all.iter().filter_map(|index| of(index).0).collect();
            (Some(phrases::and_list(&names)), all.first().and_then(|index| of(index).1), "person")
        }
        Speaker::Described(words) => (Some(words.clone()), None, "described"),
        Speaker::Nobody => (None, None, "nobody"),
    }
}

fn quote(library: &Library, entry: &Entry, points: &CodePoints, number: u32, quote: &Quote) -> Value {
    let Entry { article, .. } = entry;
    let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
    let of_headline = CodePoints::of(headline);
    let (text, points) = match quote.kind {
        QuoteKind::Headline => (headline, &of_headline),
        _ => (article.text.as_str(), points),
    };
    let spans: Vec<(usize, usize)> = quote.spans.iter().map(|span| points.span(*span)).collect();
    let words: Vec<&str> = quote.spans.iter().map(|span| span.of(text)).collect();
    let mention = quote.mention.map(|span| points.span(span));
    let (speaker, id, kind) = speaker(library, entry, &quote.speaker);
    json!({
        "id": format!("{}-{number}", article.id),
        "text": words.join(" "),
        "start": spans[0].0, "end": spans[spans.len() - 1].1, "spans": spans,
        "kind": quote.kind,
        "speaker": speaker, "speaker_id": id, "speaker_kind": kind,
        "mention": quote.mention.map(|span| span.of(text)),
        "mention_start": mention.map(|mention| mention.0), "mention_end": mention.map(|mention| mention.1),
        "cue": quote.cue.map(|span| span.of(text)),
        "confidence": quote.confidence,
        "p": (f64::from(quote.p) * 1000.0).round() / 1000.0,
        "why": quote.why.iter().map(|reason| phrases::because(&reason.what)).collect::<Vec<_>>(),
    })
}
