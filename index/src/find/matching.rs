//! Which articles match, segment by segment: the rarest word leads, the others are asked only about what it found.

use super::{Clause, Term, Terms};
use crate::index::{
    Doc, DocSet, Index,
    postings::Cursor,
    segment::{List, Segment},
};
use crate::order;
use std::ops::Range;

/// The articles that hold what is wanted and nothing that is not; nothing where nothing is asked of their words.
pub fn matches(index: &Index, terms: &Terms) -> Option<DocSet> {
    if terms.clauses.is_empty() {
        return None;
    }
    let (unwanted, wanted): (Vec<&Clause>, Vec<&Clause>) =
        terms.clauses.iter().partition(|clause| clause.not);
    let mut found = DocSet::default();
    for segment in index.segments() {
        let mut numbers = all_of(index, segment, &wanted);
        for clause in &unwanted {
            let out: DocSet = any_of(index, segment, clause).into_iter().collect();
            numbers.retain(|number| !out.contains(*number));
        }
        let docs = segment.docs();
        found.extend(numbers.iter().map(|number| docs[*number as usize]));
    }
    found.keep(index.there());
    Some(found)
}

/// The articles that hold one of these terms.
pub fn holding(index: &Index, any: &[Term]) -> DocSet {
    let mut found = DocSet::default();
    for segment in index.segments() {
        let docs = segment.docs();
        found.extend(one_of(index, segment, any).into_iter().map(|number| docs[number as usize]));
    }
    found.keep(index.there());
    found
}

/// Whether any article that is there holds a term.
pub fn is_held(index: &Index, term: &Term) -> bool {
    let there = |segment: &Segment, number: u32| index.there().contains(segment.docs()[number as usize]);
    index.segments().iter().any(|segment| {
        lists(index, segment, term).into_iter().any(|list| {
            let mut cursor = list.cursor();
            while let Some(number) = cursor.doc() {
                if there(segment, number) {
                    return true;
                }
                cursor.advance();
            }
            false
        })
    })
}

/// Calls for each article of `among` that holds a term with the places where it does, sorted.
pub fn places(index: &Index, term: &Term, among: &DocSet, mut found: impl FnMut(Doc, &[Range<u32>])) {
    let mut ranges = Vec::new();
    let mut starts = Vec::new();
    let mut row = Row::default();
    for segment in index.segments() {
        for (number, &doc) in (0..).zip(segment.docs()) {
            if !among.contains(doc) {
                continue;
            }
            ranges.clear();
            if let Term::Phrase(words) = term {
                let Some(mut cursors) = cursors(index, segment, words) else { break };
                if cursors.iter_mut().all(|(_, cursor)| cursor.seek(number) == Some(number)) {
                    row.of(&mut cursors);
                    let length = words.len() as u32;
                    ranges.extend(row.starts.iter().map(|start| *start..start + length));
                }
            } else {
                for list in lists(index, segment, term) {
                    let mut cursor = list.cursor();
                    if cursor.seek(number) == Some(number) {
                        cursor.places(&mut starts);
                        ranges.extend(starts.iter().map(|start| *start..start + 1));
                    }
                }
                order::by_key(&mut ranges, |range| range.start);
            }
            if !ranges.is_empty() {
                found(doc, &ranges);
            }
        }
    }
}

/// Where the words of a term other than a phrase stand.
pub fn lists<'a>(index: &'a Index, segment: &'a Segment, term: &'a Term) -> Vec<List<'a>> {
    match term {
        Term::Word(word) => index.list(segment, word).into_iter().collect(),
        Term::Prefix(prefix) => segment.lists_from(prefix.as_bytes(), index.dictionary()).collect(),
        Term::Alike(words) | Term::Phrase(words) => {
            words.iter().filter_map(|word| index.list(segment, word)).collect()
        }
    }
}

/// So many times the articles asked about a list may have to be read as a whole: as many are passed over in the time one is sought.
pub const NEAR: usize = 16;

/// What a clause offers: a list not yet walked, or numbers found already.
enum Found<'a> {
    List(List<'a>),
    Numbers(Vec<u32>),
}

/// Numbers of the articles that hold something of each clause; all where there is no clause.
fn all_of(index: &Index, segment: &Segment, clauses: &[&Clause]) -> Vec<u32> {
    let mut founds: Vec<(usize, Found)> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let found = match clause.any.as_slice() {
            [Term::Word(word)] => match index.list(segment, word) {
                Some(list) => Found::List(list),
                None => return Vec::new(),
            },
            _ => Found::Numbers(any_of(index, segment, clause)),
        };
        let size = match &found {
            Found::List(list) => list.len() as usize,
            Found::Numbers(numbers) => numbers.len(),
        };
        if size == 0 {
            return Vec::new();
        }
        founds.push((size, found));
    }
    order::by_key(&mut founds, |(size, _)| *size);
    let mut founds = founds.into_iter().map(|(_, found)| found);
    let mut numbers = match founds.next() {
        None => (0..segment.docs().len() as u32).collect(),
        Some(Found::Numbers(numbers)) => numbers,
        Some(Found::List(list)) => {
            let mut numbers = Vec::with_capacity(list.len() as usize);
            list.cursor().each_block(|block| numbers.extend_from_slice(block));
            numbers
        }
    };
    for found in founds {
        match found {
            // A list that is not much longer is read faster than it is asked.
            Found::List(list) if list.len() as usize / NEAR < numbers.len() => {
                let mut other = DocSet::default();
                list.join_into(&mut other);
                numbers.retain(|number| other.contains(*number));
            }
            Found::List(list) => {
                let mut cursor = list.cursor();
                numbers.retain(|number| cursor.seek(*number) == Some(*number));
            }
            Found::Numbers(other) => {
                let other: DocSet = other.into_iter().collect();
                numbers.retain(|number| other.contains(*number));
            }
        }
    }
    numbers
}

fn any_of(index: &Index, segment: &Segment, clause: &Clause) -> Vec<u32> {
    one_of(index, segment, &clause.any)
}

/// Numbers of the articles that hold one of these terms, sorted.
fn one_of(index: &Index, segment: &Segment, any: &[Term]) -> Vec<u32> {
    if let [Term::Phrase(words)] = any {
        return phrase(index, segment, words);
    }
    let mut found = DocSet::default();
    for term in any {
        if let Term::Phrase(words) = term {
            found.extend(phrase(index, segment, words));
            continue;
        }
        for list in lists(index, segment, term) {
            list.join_into(&mut found);
        }
    }
    found.iter().collect()
}

/// The words of a phrase with their steps behind its start, the rarest first; nothing where one of them is missing.
fn cursors<'a>(index: &'a Index, segment: &'a Segment, words: &[String]) -> Option<Vec<(u32, Cursor<'a>)>> {
    let lists: Option<Vec<List>> = words.iter().map(|word| index.list(segment, word)).collect();
    let mut lists: Vec<(u32, List)> = (0..).zip(lists?).collect();
    order::by_key(&mut lists, |(_, list)| list.len());
    Some(lists.into_iter().map(|(step, list)| (step, list.cursor())).collect())
}

/// Numbers of the articles that hold these words in a row.
fn phrase(index: &Index, segment: &Segment, words: &[String]) -> Vec<u32> {
    let Some(mut cursors) = cursors(index, segment, words) else { return Vec::new() };
    // Of common words it is known where two stand in a row.
    let mut pairs: Vec<List> = Vec::new();
    for pair in words.windows(2) {
        match index.pair(segment, &pair[0], &pair[1]) {
            Some(Some(list)) => pairs.push(list),
            Some(None) => return Vec::new(),
            None => {}
        }
    }
    let mut found = Vec::new();
    if let ([pair], [_, _]) = (pairs.as_slice(), words) {
        pair.cursor().each_block(|block| found.extend_from_slice(block));
        return found;
    }
    order::by_key(&mut pairs, |pair| pair.len());
    let mut pairs: Vec<Cursor> = pairs.into_iter().map(List::cursor).collect();
    let mut row = Row::default();
    let mut least = 0;
    // A number that all are asked for in turn, until all have it; then the next.
    'next: loop {
        for cursor in pairs.iter_mut().chain(cursors.iter_mut().map(|(_, cursor)| cursor)) {
            match cursor.seek(least) {
                Some(number) if number > least => {
                    least = number;
                    continue 'next;
                }
                Some(_) => {}
                None => return found,
            }
        }
        row.of(&mut cursors);
        if !row.starts.is_empty() {
            found.push(least);
        }
        least += 1;
    }
}

/// Where words stand in a row in one article.
#[derive(Default)]
struct Row {
    /// The places of the first of them, sorted.
    starts: Vec<u32>,
    /// A bit for each place where they may start; none between articles.
    marks: Vec<u64>,
    kept: Vec<u32>,
}

impl Row {
    /// Finds them where all cursors stand on one article; the rarest word leads.
    fn of(&mut self, cursors: &mut [(u32, Cursor)]) {
        let Row { starts, marks, kept } = self;
        let mut turns = cursors.iter_mut();
        starts.clear();
        if let Some((step, first)) = turns.next() {
            first.places(starts);
            starts.retain(|place| place >= step);
            starts.iter_mut().for_each(|place| *place -= *step);
        }
        for (step, cursor) in turns {
            let Some(last) = starts.last() else { return };
            if marks.len() <= *last as usize / 64 {
                marks.resize(*last as usize / 64 + 1, 0);
            }
            starts.iter().for_each(|start| marks[*start as usize / 64] |= 1 << (start % 64));
            cursor.places_among(marks, *step, kept);
            starts.iter().for_each(|start| marks[*start as usize / 64] = 0);
            std::mem::swap(starts, kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        find::parse,
        index::{Field, Zone},
        span::Span,
    };

    fn add(index: &mut Index, doc: Doc, headline: &str, body: &str) {
        let fields = [Field { zone: Zone::Headline, text: headline }, Field { zone: Zone::Body, text: body }];
        index.add(doc, &fields, &[]);
    }

    fn index() -> Index {
        let mut index = Index::default();
        add(&mut index, 0, "Ministers meet", "They want to improve relations with the U.S.");
        add(&mut index, 1, "", "Relations improve; Žižek’s book, and the US-Russian co-operation pact.");
        index.settle();
        index
    }

    fn found(index: &Index, typed: &str) -> Vec<Doc> {
        matches(index, &parse(typed).0).map(|docs| docs.iter().collect()).unwrap_or_default()
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        let index = index();
        let check = |typed: &str, expect: &[Doc]| assert_eq!(found(&index, typed), expect, "{typed}");
        check("relations ", &[0, 1]);
        check("us ", &[0, 1]);
        check("U.S. ", &[0, 1]);
        check("zizek ", &[1]);
        check("russian ", &[1]);
        check("cooperation ", &[1]);
        check("co-operation ", &[1]);
        check("relat", &[0, 1]);
        check("war ", &[]);
        check("\"improve relations\"", &[0]);
        check("\"relations improve\"", &[1]);
        check("\"meet they\"", &[]);
        check("ministers OR book -war ", &[0, 1]);
        check("relations -book ", &[0]);
    }

    #[test]
    fn what_is_removed_is_gone_and_nothing_else() {
        let mut index = index();
        index.remove(1);
        assert_eq!(found(&index, "relations "), [0]);
        assert!(found(&index, "zizek ").is_empty());
        add(&mut index, 2, "War", "Relations end in this case and nobody at all was there to see any of it.");
        index.settle();
        assert_eq!(index.segments().len(), 1, "small segments are joined");
        assert_eq!(found(&index, "relations "), [0, 2]);
        assert_eq!(found(&index, "\"relations end\""), [2]);
        assert!(holding(&index, &[Term::Word("pact".into())]).is_empty());
    }

    #[test]
    fn phrases_of_common_words_are_found_where_they_stand() {
        // Few words in many articles, so that most are common; some are gone again.
        let word = |number: usize| ["on", "the", "of", "and", "quay", "rain"][number % 6];
        let text = |doc: usize| -> Vec<&str> {
            (0..12)
                .map(|at| {
                    word((doc * 7 + at * at + doc / 5 * at) % (5 + usize::from(doc.is_multiple_of(40))))
                })
                .collect()
        };
        let mut index = Index::default();
        for doc in 0..400 {
            add(
                &mut index,
                doc as Doc,
                "of the",
                &text(doc).join(if doc.is_multiple_of(9) { " - " } else { " " }),
            );
        }
        index.remove(7);
        index.settle();
        let holds = |doc: usize, phrase: &[&str]| {
            doc != 7 && (["of", "the"] == phrase || text(doc).windows(phrase.len()).any(|run| run == phrase))
        };
        let mut seen = 0;
        for number in 0..6 * 6 * 7 {
            let mut phrase = vec![word(number), word(number / 6)];
            phrase.extend((number / 36 < 6).then(|| word(number / 36)));
            let expect: Vec<Doc> =
                (0..400).filter(|doc| holds(*doc, &phrase)).map(|doc| doc as Doc).collect();
            seen += usize::from(!matches!(expect.len(), 0 | 399));
            assert_eq!(found(&index, &format!("\"{}\"", phrase.join(" "))), expect, "{phrase:?}");
        }
        let known = |first, second| index.pair(&index.segments()[0], first, second);
        assert!(seen > 50 && known("on", "the").is_some() && known("on", "nowhere").is_none());
    }

    #[test]
    fn the_places_of_quotes_are_those_of_their_words() {
        let mut index = Index::default();
        let body = "He said “no more” and “go”.";
        let at = |words: &str| {
            let start = body.find(words).unwrap();
            (1, Span::new(start, start + words.len()))
        };
        let fields =
            [Field { zone: Zone::Headline, text: "One two" }, Field { zone: Zone::Body, text: body }];
        assert_eq!(index.add(0, &fields, &[at("no more"), at("go")]), [5..7, 8..9]);
        index.settle();
        let mut seen = Vec::new();
        let term = Term::Phrase(vec!["no".into(), "more".into()]);
        places(&index, &term, &DocSet::below(1), |doc, ranges| seen.push((doc, ranges.to_vec())));
        assert_eq!(format!("{seen:?}"), "[(0, [5..7])]");
    }
}
