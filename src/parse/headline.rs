//! Which line is the headline.

use super::{
    byline,
    features::{Features, Value, length, see, tenths},
    hash,
    hash::Counts,
    lines::Line,
    model::{Model, score},
    seen::Seen,
};

/// Log odds from which the best line is taken for the headline: where a page has one it is mostly the best line, so that the
/// best may be less likely than not when seen alone.
const LEAST: f32 = -1.5;

/// The line that is the headline, if one is: the best before the body by the fitted scorer, if it is likely enough.
pub fn headline(
    lines: &[Line],
    seen: &[Seen],
    is_body: &[bool],
    first: usize,
    model: &Model,
) -> Option<usize> {
    let body = body_words(seen, is_body);
    let scored = candidates(seen, first).into_iter().map(|at| {
        let features = of_headline(lines, seen, at, first, &body);
        (score(&model.headline, &features), at)
    });
    scored.filter(|(score, _)| *score > LEAST).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
}

/// The longer words of the body, as numbers.
pub fn body_words(seen: &[Seen], is_body: &[bool]) -> Counts {
    let mut words = Counts::default();
    for (seen, _) in seen.iter().zip(is_body).filter(|(_, body)| **body) {
        for &word in &seen.long {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

/// The lines that may be the headline: at most 60 before the body, of 2 to 30 words.
pub fn candidates(seen: &[Seen], first: usize) -> Vec<usize> {
    const FURTHEST: usize = 60;
    (first.saturating_sub(FURTHEST)..first)
        .filter(|&at| seen[at].image.is_none() && (2..=30).contains(&seen[at].words))
        .collect()
}

/// The features by which a line is told the headline or not; `first` is the first line of the body, `body` its words.
pub fn of_headline(lines: &[Line], seen: &[Seen], at: usize, first: usize, body: &Counts) -> Features {
    let mut f = Features::default();
    let own = &seen[at];
    let len = length(own.words);
    let stamp = !own.stamps.is_empty();
    see!(f, "h bias");
    see!(f, "h words", own.words.min(26));
    see!(f, "h end", own.sentence_end, own.mark);
    see!(f, "h capitals", tenths(own.capitals, own.words), len);
    see!(f, "h function", tenths(own.function_words, own.words).min(5), len);
    see!(f, "h boilerplate", own.boilerplate);
    see!(f, "h stamp", stamp);
    see!(f, "h repeats", own.repeats.min(4));
    see!(f, "h quote", own.quote);
    see!(f, "h bar", own.bar);
    see!(f, "h all caps", own.all_caps);
    see!(f, "h shared", own.shared, len);
    let ahead = first.saturating_sub(at);
    see!(f, "h before body", ahead.min(14));
    see!(f, "h before body len", length(ahead), len);
    see!(f, "h before and words", ahead.min(8), len);
    see!(f, "h first", at.min(5));
    let next_gap = lines.get(at + 1).is_none_or(|next| next.after_gap);
    see!(f, "h gap", lines[at].after_gap, next_gap);
    see!(f, "h lower start", own.starts_lower);
    see!(f, "h link", own.link);
    see!(f, "h you", own.you);
    see!(f, "h colon", own.colon);
    // Lines between it and the body that would make a better headline, and lines before it.
    let likely = |other: &&Seen| {
        (4..=24).contains(&other.words) && other.boilerplate.is_none() && other.stamps.is_empty()
    };
    let between = &seen[at + 1..first.max(at + 1)];
    see!(f, "h rivals after", between.iter().filter(likely).count().min(6));
    see!(f, "h rivals before", seen[..at].iter().filter(likely).count().min(6));
    let longest = seen[..first].iter().map(|seen| seen.words).filter(|&words| words <= 25).max();
    see!(f, "h longest", own.words >= longest.unwrap_or(0));
    // A headline speaks of what the body speaks of.
    let spoken = own.long.iter().filter(|word| body.contains_key(*word)).count();
    let times: u32 = own.long.iter().filter_map(|word| body.get(word)).sum();
    see!(f, "h spoken", spoken.min(8));
    see!(f, "h spoken share", tenths(spoken, own.long.len()) / 2, len);
    see!(f, "h spoken times", length(times as usize), len);
    let near = at + 1..(at + 6).min(lines.len());
    let stamp_near = seen[near.clone()].iter().any(|seen| !seen.stamps.is_empty());
    let byline_near = lines[near].iter().any(|line| byline::is_led(&line.text));
    see!(f, "h about near", stamp_near, byline_near, own.sentence_end, len);
    for (side, step) in [(1_u64, -1_isize), (2, 1), (3, 2)] {
        let Some(other) = at.checked_add_signed(step).and_then(|at| seen.get(at)) else {
            see!(f, "h edge", side);
            continue;
        };
        see!(f, "h beside words", side, length(other.words), other.sentence_end);
        see!(f, "h beside what", side, other.boilerplate, other.image.is_some(), !other.stamps.is_empty());
        see!(f, "h beside prose", side, other.is_prose());
    }
    if let Some(next) = lines.get(at + 1) {
        see!(f, "h by next", byline::is_led(&next.text));
    }
    f
}
