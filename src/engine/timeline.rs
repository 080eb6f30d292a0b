//! Articles and quotes over time, as the page shows them.

use crate::{
    attribute::when::said_on,
    date::Day,
    entity::{EntityId, EntityKind},
    library::{Entry, Library, Selection},
    order,
    protocol::{Beat, Bin, Dated, Lane, Stack, Timeline},
    query::Query,
    quote::QuoteKind,
};
use std::collections::{BTreeMap, HashMap};

/// Layers told apart; the rest is one.
const LAYERS: usize = 5;

/// Lanes told.
const LANES: usize = 14;

/// Bars at most, each bin; a longer time takes the next larger bin. Days for two months, weeks for over a year.
const MOST_BARS: [(Bin, usize); 3] = [(Bin::Day, 62), (Bin::Week, 62), (Bin::Month, 72)];

/// Days at least, so that two days are not two walls.
const FEWEST_DAYS: i32 = 14;

/// Articles lie at most so many years apart; what is dated before stands nowhere, as the dates of a scan gone wrong do.
const MOST_YEARS: usize = 400;

/// What the articles a query lets through are over time. The bars leave its dates aside, so that others can be chosen.
pub fn timeline(library: &mut Library, query: &Query, stack: Stack, dated: Dated) -> Timeline {
    let selection = library.select(query, 0);
    let undated_query = Query { from: None, to: None, ..query.clone() };
    let all = if undated_query == *query { None } else { Some(library.select(&undated_query, 0)) };
    let wide = all.as_ref().unwrap_or(&selection);
    let of_quotes = stack == Stack::Kind || dated == Dated::Said;

    // What stands on which day, in which layer.
    let mut marks: Vec<(Day, String)> = Vec::new();
    let (mut undated, mut told) = (0, 0);
    for doc in wide.docs.iter() {
        let Some(entry) = library.entry(doc) else { continue };
        let Some(published) = entry.article.date().map(|date| date.day) else {
            undated += 1;
            continue;
        };
        let outlet = || entry.article.outlet.as_ref().map_or(String::new(), |outlet| outlet.value.clone());
        if !of_quotes {
            marks.push((published, outlet()));
            continue;
        }
        for number in wide.quotes_of(library, doc) {
            let Some(quote) = entry.said.quotes.get(number as usize) else { continue };
            let said = day_said(entry, number, dated).inspect(|_| told += 1);
            let layer = match stack {
                Stack::Source => outlet(),
                Stack::Kind => word_of(quote.kind).to_owned(),
            };
            marks.push((said.unwrap_or(published), layer));
        }
    }
    let Some(bins) = Bins::of(marks.iter().map(|(day, _)| *day)) else {
        return Timeline { undated, of_quotes, ..Timeline::default() };
    };
    let (layers, others) = layers(&marks, stack);
    let mut bars = vec![vec![0; layers.len()]; bins.days.len()];
    for (day, layer) in &marks {
        let Some(bar) = bins.at(*day) else { continue };
        let own = layers.iter().position(|known| known == layer);
        let last = layers.len() - 1;
        bars[bar][own.filter(|at| !(others && *at == last)).unwrap_or(last)] += 1;
    }
    let (lanes, of_lanes) = lanes(library, &selection, &bins, dated);
    Timeline {
        bin: bins.bin,
        bins: bins.days,
        layers,
        others,
        bars,
        of_quotes,
        undated,
        told,
        lanes,
        of_lanes,
    }
}

fn word_of(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Full => "full",
        QuoteKind::Partial => "partial",
        QuoteKind::Headline => "headline",
        QuoteKind::Nested => "nested",
    }
}

/// The day the text tells for a quote, where such days count.
fn day_said(entry: &Entry, number: u32, dated: Dated) -> Option<Day> {
    let quote = entry.said.quotes.get(number as usize).filter(|quote| quote.kind != QuoteKind::Headline)?;
    let published = entry.article.date()?.day;
    (dated == Dated::Said).then(|| said_on(&entry.article.text, quote, published)).flatten()
}

/// The layers, largest first, and whether the last is all the others. Kinds stand in their own order.
fn layers(marks: &[(Day, String)], stack: Stack) -> (Vec<String>, bool) {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    marks.iter().for_each(|(_, layer)| *counts.entry(layer).or_default() += 1);
    if stack == Stack::Kind {
        let kinds =
            [QuoteKind::Full, QuoteKind::Partial, QuoteKind::Headline, QuoteKind::Nested].map(word_of);
        return (
            kinds.into_iter().filter(|kind| counts.contains_key(kind)).map(str::to_owned).collect(),
            false,
        );
    }
    let mut layers: Vec<(&str, u32)> = counts.into_iter().collect();
    order::by_key(&mut layers, |(_, count)| std::cmp::Reverse(*count));
    let others = layers.len() > LAYERS;
    layers.truncate(LAYERS);
    let mut layers: Vec<String> = layers.into_iter().map(|(layer, _)| layer.to_owned()).collect();
    if others {
        // A name no outlet has: outlets are trimmed.
        layers.push(" ".to_owned());
    }
    (layers, others)
}

/// The bars' days.
struct Bins {
    bin: Bin,
    days: Vec<(Day, Day)>,
}

impl Bins {
    /// Bins from the first to the last of these days.
    fn of(days: impl Iterator<Item = Day> + Clone) -> Option<Bins> {
        let (mut first, mut last) = (days.clone().min()?, days.max()?);
        let room = FEWEST_DAYS - 1 - (last.number() - first.number());
        if room > 0 {
            first = first.plus(-(room / 2)).unwrap_or(first);
            last = last.plus(room - room / 2).unwrap_or(last);
        }
        for (bin, most) in MOST_BARS {
            let bins = Bins::between(bin, first, last, most + 1);
            if bins.len() <= most {
                return Some(Bins { bin, days: bins });
            }
        }
        let first = first.max(Day::new(last.year().saturating_sub(MOST_YEARS as i16 - 1), 1, 1)?);
        Some(Bins { bin: Bin::Year, days: Bins::between(Bin::Year, first, last, MOST_YEARS) })
    }

    /// At most so many of them.
    fn between(bin: Bin, first: Day, last: Day, most: usize) -> Vec<(Day, Day)> {
        let mut bins = Vec::new();
        let mut start = Some(match bin {
            Bin::Day => first,
            Bin::Week => first.plus(1 - i32::from(first.weekday())).unwrap_or(first),
            Bin::Month => Day::new(first.year(), first.month(), 1).unwrap_or(first),
            Bin::Year => Day::new(first.year(), 1, 1).unwrap_or(first),
        });
        while let Some(from) = start.filter(|from| *from <= last && bins.len() < most) {
            start = match bin {
                Bin::Day => from.plus(1),
                Bin::Week => from.plus(7),
                Bin::Month if from.month() == 12 => Day::new(from.year() + 1, 1, 1),
                Bin::Month => Day::new(from.year(), from.month() + 1, 1),
                Bin::Year => Day::new(from.year() + 1, 1, 1),
            };
            bins.push((from, start.and_then(|next| next.plus(-1)).unwrap_or(last)));
        }
        bins
    }

    /// The bar of a day.
    fn at(&self, day: Day) -> Option<usize> {
        let after = self.days.partition_point(|(from, _)| *from <= day);
        after.checked_sub(1).filter(|at| day <= self.days[*at].1)
    }
}

/// Those heard most, over time, and how many there are.
fn lanes(library: &Library, selection: &Selection, bins: &Bins, dated: Dated) -> (Vec<Lane>, u32) {
    let voices = library.voices(&selection.docs, EntityKind::Person);
    let of = voices.len() as u32;
    let chosen: Vec<(&EntityId, &str)> =
        voices.iter().take(LANES).map(|(known, _)| (&known.id, known.name.as_str())).collect();
    let mut beats: HashMap<(&EntityId, usize), Beat> = HashMap::new();
    for doc in selection.docs.iter() {
        let Some(entry) = library.entry(doc) else { continue };
        let Some(published) = entry.article.date().map(|date| date.day) else { continue };
        for (id, rung, number) in library.heard_one_by_one(entry.article.id) {
            let Some((id, _)) = chosen.iter().find(|(known, _)| *known == id) else { continue };
            let day = number.and_then(|number| day_said(entry, number, dated)).unwrap_or(published);
            if let Some(bar) = bins.at(day) {
                beats.entry((*id, bar)).or_default()[rung as usize] += 1;
            }
        }
    }
    let lanes = chosen.iter().map(|(id, name)| {
        let of = |at: usize| beats.get(&(*id, at)).map(|beat| (at as u32, *beat));
        Lane {
            id: (*id).clone(),
            name: (*name).to_owned(),
            beats: (0..bins.days.len()).filter_map(of).collect(),
        }
    });
    (lanes.collect(), of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Article, Found, Origin},
        date::Date,
        query::Facet,
    };

    /// An outlet, a text, and the day it was published as year, month and day.
    type Made<'a> = (&'a str, &'a str, Option<(i16, i8, i8)>);

    fn library(articles: &[Made]) -> Library {
        let mut library = Library::default();
        for (outlet, text, day) in articles {
            let mut article = Article::of_paragraphs("a", [*text]);
            article.outlet = Some(Found { value: (*outlet).to_owned(), from: Origin::Field });
            let day = day.and_then(|(year, month, day)| Day::new(year, month, day));
            article.published = day.map(|day| Found { value: Date::day(day), from: Origin::Field });
            library.add(Entry::of(article));
        }
        library
    }

    fn shown(library: &mut Library, query: &Query, stack: Stack, dated: Dated) -> String {
        let time = timeline(library, query, stack, dated);
        let bars: Vec<String> = (time.bins.iter().zip(&time.bars))
            .filter(|(_, bar)| bar.iter().any(|count| *count > 0))
            .map(|((from, _), bar)| format!("{from} {bar:?}"))
            .collect();
        format!("{:?} of {} {:?}: {}", time.bin, time.bins.len(), time.layers, bars.join(", "))
    }

    #[test]
    fn every_day_has_its_bar_and_every_outlet_its_layer() {
        let mut library = library(&[
            ("The Ledger", "Boats lay idle.", Some((2025, 2, 17))),
            ("Coast Wire", "Trains ran late.", Some((2025, 2, 19))),
            ("The Ledger", "Crews went home.", Some((2025, 2, 19))),
            ("The Ledger", "Nobody knows when.", None),
        ]);
        let all = Query::default();
        assert_eq!(
            shown(&mut library, &all, Stack::Source, Dated::Published),
            "Day of 14 [\"The Ledger\", \"Coast Wire\"]: 2025-02-17 [1, 0], 2025-02-19 [1, 1]"
        );
        assert_eq!(timeline(&mut library, &all, Stack::Source, Dated::Published).undated, 1);
        // The dates chosen narrow the lanes, not the bars one chooses them by.
        let later = Query { from: Day::new(2025, 2, 18), ..Query::default() };
        assert!(shown(&mut library, &later, Stack::Source, Dated::Published).starts_with("Day of 14"));
        let one = Query::default().toggled(Facet::Source, "Coast Wire");
        assert!(shown(&mut library, &one, Stack::Source, Dated::Published).starts_with("Day of 14"));
    }

    #[test]
    fn words_said_before_they_were_printed_stand_on_the_day_they_were_said() {
        let mut library = library(&[(
            "The Ledger",
            "“The boats stay in the harbour,” Ana Ortiz said on Monday. Ravi Menon said that prices would rise.",
            Some((2025, 2, 19)),
        )]);
        let said = shown(&mut library, &Query::default(), Stack::Kind, Dated::Said);
        assert_eq!(said, "Day of 14 [\"full\"]: 2025-02-17 [1]");
        let time = timeline(&mut library, &Query::default(), Stack::Kind, Dated::Published);
        let lanes: Vec<_> =
            time.lanes.iter().map(|lane| (lane.name.as_str(), lane.beats.as_slice())).collect();
        assert_eq!(
            lanes,
            [("Ana Ortiz", &[(6, [1, 0, 0, 0])][..]), ("Ravi Menon", &[(6, [0, 0, 1, 0])][..])]
        );
    }

    #[test]
    fn long_times_take_larger_bins_and_never_too_many() {
        let text = |n: i32| format!("Boat number {n} lay idle.");
        for (last, bin, most) in [
            ((2025, 3, 1), "Day", 62),
            ((2025, 12, 31), "Week", 62),
            ((2029, 1, 5), "Month", 72),
            ((2999, 1, 1), "Year", 400),
        ] {
            let (a, b) = (text(1), text(2));
            let mut library = library(&[("A", &a, Some((2025, 1, 15))), ("A", &b, Some(last))]);
            let time = timeline(&mut library, &Query::default(), Stack::Source, Dated::Published);
            assert_eq!(format!("{:?}", time.bin), bin);
            assert!(time.bins.len() <= most, "{bin} {}", time.bins.len());
            assert_eq!(
                time.bins
                    .last()
                    .map(|(from, to)| *from <= Day::new(last.0, last.1, last.2).unwrap() && *to >= *from),
                Some(true)
            );
        }
        assert_eq!(
            timeline(&mut Library::default(), &Query::default(), Stack::Source, Dated::Published),
            Timeline::default()
        );
    }
}
