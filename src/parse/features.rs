//! What the block scorer looks at: features of a line and its neighbours, each with a name that says what was seen.

use super::{
    caption, cues,
    lines::Line,
    stamp,
    words::{ends_a_sentence, is_function_word},
};
use crate::article::Why;
use std::collections::{HashMap, HashSet};

/// How many feature buckets the models have; a power of two.
pub const BUCKETS: usize = 1 << 15;

/// What is seen in one line, without its neighbours.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    words: usize,
    characters: usize,
    sentence_end: bool,
    inner_sentences: usize,
    function_words: usize,
    capitals: usize,
    digits: usize,
    starts_lower: bool,
    boilerplate: Option<Why>,
    image: bool,
    stamp: bool,
    quote: bool,
    says: bool,
    you: bool,
    link: bool,
    all_caps: bool,
    repeats: usize,
    mark: char,
    bar: bool,
    /// How much of its longer words other prose lines share, in tenths.
    shared: usize,
}

impl Cues {
    /// Prose as articles have it: some length, function words, an end.
    pub fn is_prose(&self) -> bool {
        self.words >= 8
            && self.function_words * 8 >= self.words
            && self.boilerplate.is_none()
            && !self.image
            && (self.sentence_end || self.words >= 25)
    }
}

/// The cues of every line.
pub fn cues(lines: &[Line]) -> Vec<Cues> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        *seen.entry(line.text.as_ref()).or_default() += 1;
    }
    let mut all: Vec<Cues> = lines.iter().map(|line| cues_of(line, seen[line.text.as_ref()])).collect();
    let mut lines_with: HashMap<&str, usize> = HashMap::new();
    let long_words = |text: &'_ str| -> Vec<String> {
        let words: HashSet<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 5)
            .map(str::to_lowercase)
            .collect();
        let mut words: Vec<String> = words.into_iter().collect();
        words.sort_unstable();
        words
    };
    let words: Vec<Vec<String>> = lines.iter().map(|line| long_words(&line.text)).collect();
    for (words, cues) in words.iter().zip(&all) {
        if cues.is_prose() {
            for word in words {
                *lines_with.entry(word).or_default() += 1;
            }
        }
    }
    for (words, cues) in words.iter().zip(&mut all) {
        let own = usize::from(cues.is_prose());
        let shared = words
            .iter()
            .filter(|word| lines_with.get(word.as_str()).is_some_and(|&count| count > own))
            .count();
        cues.shared = (shared * 10).checked_div(words.len()).unwrap_or(0);
    }
    all
}

fn cues_of(line: &Line, repeats: usize) -> Cues {
    let text = line.text.as_ref();
    let head: String = text.chars().take(600).collect();
    let words: Vec<&str> = head.split_whitespace().collect();
    let lower: Vec<String> =
        words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let letters = head.chars().filter(|c| c.is_alphabetic());
    Cues {
        words: words.len(),
        characters: text.len(),
        sentence_end: ends_a_sentence(text),
        inner_sentences: [". ", "? ", "! ", ".” ", ".\" "].iter().map(|end| head.matches(end).count()).sum(),
        function_words: lower.iter().filter(|word| is_function_word(word)).count(),
        capitals: words.iter().filter(|word| word.starts_with(char::is_uppercase)).count(),
        digits: head.chars().filter(char::is_ascii_digit).count(),
        starts_lower: head.starts_with(char::is_lowercase),
        boilerplate: cues::boilerplate(text),
        image: caption::image(text).is_some(),
        stamp: words.len() <= 25 && !stamp::stamps(text).is_empty(),
        quote: head.contains(['“', '"', '„', '«', '”']),
        says: lower.iter().any(|word| {
            matches!(word.as_str(), "said" | "says" | "told" | "added" | "wrote" | "sagte" | "dit")
        }),
        you: lower.iter().any(|word| matches!(word.as_str(), "you" | "your" | "our" | "us" | "we")),
        link: head.contains("http") || head.contains("www.") || head.contains('@'),
        all_caps: letters.clone().count() > 3 && letters.clone().all(char::is_uppercase),
        repeats,
        mark: text.chars().last().filter(|c| !c.is_alphanumeric()).unwrap_or('w'),
        bar: head.contains(" | ") || head.contains(" • ") || head.contains(" · "),
        shared: 0,
    }
}

/// Collects features as buckets of the models' weights: FNV-1a of the name and the value.
#[derive(Default)]
pub struct Features(pub Vec<u16>);

impl Features {
    /// Adds a feature by its name and what was seen.
    pub fn see(&mut self, name: &str, value: impl std::hash::Hash) {
        let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
        std::hash::Hash::hash(name, &mut hasher);
        std::hash::Hash::hash(&value, &mut hasher);
        let hash = std::hash::Hasher::finish(&hasher);
        self.0.push(((hash ^ (hash >> 29)) as usize & (BUCKETS - 1)) as u16);
    }
}

struct Fnv(u64);

impl std::hash::Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    // Numbers are hashed by their value, so that 32 and 64 bit machines see the same buckets.
    fn write_usize(&mut self, number: usize) {
        self.write(&(number as u64).to_le_bytes());
    }

    fn write_isize(&mut self, number: isize) {
        self.write(&(number as i64).to_le_bytes());
    }
}

fn length(words: usize) -> usize {
    [1, 2, 3, 5, 8, 12, 18, 25, 40, 70].iter().filter(|bound| words >= **bound).count()
}

/// The features by which every line is told body or not.
pub fn of_lines(lines: &[Line], cues: &[Cues]) -> Vec<Features> {
    let prose: Vec<usize> = cues.iter().map(|cues| usize::from(cues.is_prose())).collect();
    let mut before = vec![0; cues.len() + 1];
    for (at, count) in prose.iter().enumerate() {
        before[at + 1] = before[at] + count;
    }
    let total = before[cues.len()];
    let words: usize = cues.iter().filter(|cues| cues.is_prose()).map(|cues| cues.words).sum();
    let usual = words.checked_div(total).unwrap_or(0);
    // Bounds of the densest run of prose: where half of it has passed.
    let mut teasers = 0;
    let mut since_break = 0;
    let mut all = Vec::with_capacity(lines.len());
    for (at, (line, own)) in lines.iter().zip(cues).enumerate() {
        let mut f = Features::default();
        if cues::opens_teasers(&line.text) {
            teasers += 1;
            since_break = 0;
        }
        let tenths = |part: usize, whole: usize| (part * 10).checked_div(whole).unwrap_or(0);
        let window = |radius: usize| {
            let from = at.saturating_sub(radius);
            let to = (at + radius + 1).min(cues.len());
            before[to] - before[from] - prose[at]
        };
        let len = length(own.words);
        let function = tenths(own.function_words, own.words).min(5);
        let capitals = tenths(own.capitals, own.words);
        f.see("bias", 0);
        f.see("words", len);
        f.see("end", own.sentence_end);
        f.see("words end", (len, own.sentence_end));
        f.see("function words", (function, len));
        f.see("capitals", (capitals, len.min(7)));
        f.see("inner sentences", own.inner_sentences.min(4));
        f.see("digits", (tenths(own.digits, own.characters), len.min(6)));
        f.see("lower start", own.starts_lower);
        f.see("boilerplate", own.boilerplate);
        f.see("image", own.image);
        f.see("stamp", (own.stamp, len.min(7)));
        f.see("quote says", (own.quote, own.says, len.min(7)));
        f.see("you", (own.you, len, own.sentence_end));
        f.see("link", own.link);
        f.see("all caps", own.all_caps);
        f.see("repeats", (own.repeats.min(4), len.min(7)));
        f.see("mark", own.mark);
        f.see("mark words", (own.mark, len));
        f.see("bar", own.bar);
        f.see("shared", (own.shared, len.min(8)));
        f.see("shared total", (own.shared, total.min(12)));
        f.see("gap", line.after_gap);
        f.see("first", at.min(3));
        f.see("last", (lines.len() - at).min(4));
        f.see("near 2", (window(2), own.is_prose()));
        f.see("near 6", (window(6), own.is_prose()));
        f.see("near 2 len", (window(2), len));
        f.see("prose before", (length(before[at]), own.is_prose()));
        f.see("prose after", (length(total - before[at] - prose[at]), own.is_prose()));
        f.see("part", (tenths(before[at], total.max(1)), total.min(6), own.is_prose()));
        f.see("total", (length(total), own.is_prose()));
        f.see("teasers", (teasers.min(3), own.is_prose()));
        f.see("since teasers", (teasers.min(1), since_break.min(8), len.min(7)));
        f.see("against usual", (length(own.words * 8 / usual.max(1)), own.sentence_end));
        for (name, step) in [("previous", -1_isize), ("next", 1), ("previous 2", -2), ("next 2", 2)] {
            let other = at.checked_add_signed(step).and_then(|at| cues.get(at));
            let Some(other) = other else {
                f.see(name, 0);
                continue;
            };
            f.see(name, (length(other.words), other.sentence_end, len.min(8)));
            f.see(name, ("prose", other.is_prose(), own.is_prose()));
            f.see(name, ("boilerplate", other.boilerplate, own.is_prose()));
            f.see(name, ("image stamp", other.image, other.stamp, own.is_prose()));
            f.see(name, ("capitals", tenths(other.capitals, other.words), len.min(8)));
        }
        let text = line.text.to_lowercase();
        let mut tokens =
            text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        if own.words <= 40 {
            let tokens: Vec<&str> = tokens.clone().filter(|word| !word.is_empty()).collect();
            let (first, last) = (tokens.first(), tokens.last());
            f.see("first word", first);
            f.see("last word", last);
            f.see("first two", (first, tokens.get(1)));
            for word in tokens.iter().take(30) {
                f.see("word", (word, own.words <= 12));
            }
        } else {
            f.see("first word", tokens.next());
        }
        since_break += 1;
        all.push(f);
    }
    all
}

/// The features by which a line is told the headline or not; `body` is the first line of the body.
pub fn of_headline(lines: &[Line], cues: &[Cues], at: usize, body: usize, title_words: usize) -> Features {
    let mut f = Features::default();
    let own = &cues[at];
    let tenths = |part: usize, whole: usize| (part * 10).checked_div(whole).unwrap_or(0);
    let len = length(own.words);
    let capitals = tenths(own.capitals, own.words);
    f.see("h bias", 0);
    f.see("h words", own.words.min(26));
    f.see("h end", (own.sentence_end, own.mark));
    f.see("h capitals", (capitals, len));
    f.see("h function", (tenths(own.function_words, own.words).min(5), len));
    f.see("h boilerplate", own.boilerplate);
    f.see("h image stamp", (own.image, own.stamp));
    f.see("h repeats", own.repeats.min(4));
    f.see("h quote", own.quote);
    f.see("h bar", own.bar);
    f.see("h all caps", own.all_caps);
    f.see("h shared", (own.shared, len));
    f.see("h before body", (body.saturating_sub(at).min(14), body > at));
    f.see("h before body len", (length(body.saturating_sub(at)), len));
    f.see("h first", at.min(5));
    f.see("h gap", line_gap(lines, at));
    f.see("h lower start", own.starts_lower);
    f.see("h link", own.link);
    f.see("h you", own.you);
    f.see("h colon", lines[at].text.contains(':'));
    // Lines between it and the body that would make a better headline, and lines before it.
    let rivals =
        (at + 1..body).filter(|&other| cues[other].words >= 4 && cues[other].boilerplate.is_none()).count();
    f.see("h rivals after", rivals.min(6));
    f.see("h title words", title_words.min(8));
    let likely = |other: &usize| {
        let other = &cues[*other];
        (4..=24).contains(&other.words) && other.boilerplate.is_none() && !other.stamp
    };
    f.see("h rivals before", (0..at).filter(likely).count().min(6));
    let near = at + 1..(at + 6).min(lines.len());
    let stamp_near = cues[near.clone()].iter().any(|cues| cues.stamp);
    let byline_near = lines[near].iter().any(|line| {
        let start: String = line.text.chars().take(3).flat_map(char::to_lowercase).collect();
        start == "by " || start == "by"
    });
    f.see("h about near", (stamp_near, byline_near));
    f.see("h about near end", (stamp_near, byline_near, own.sentence_end, len));
    f.see("h title share", ((title_words * 5).checked_div(own.words).unwrap_or(0).min(5), len));
    f.see("h before and words", (body.saturating_sub(at).min(8), len));
    let long =
        cues[..body.max(at)].iter().map(|cues| cues.words).filter(|&words| words <= 25).max().unwrap_or(0);
    f.see("h longest", own.words >= long);
    for (name, step) in [("h previous", -1_isize), ("h next", 1), ("h next 2", 2)] {
        match at.checked_add_signed(step).and_then(|at| cues.get(at)) {
            None => f.see(name, 0),
            Some(other) => {
                f.see(name, (length(other.words), other.sentence_end));
                f.see(name, ("what", other.boilerplate, other.image, other.stamp));
                f.see(name, ("prose", other.is_prose()));
            }
        }
    }
    if let Some(next) = lines.get(at + 1) {
        let lower = next.text.to_lowercase();
        f.see("h by next", lower.starts_with("by ") || lower == "by" || lower.starts_with("von "));
    }
    f
}

fn line_gap(lines: &[Line], at: usize) -> (bool, bool) {
    (lines[at].after_gap, lines.get(at + 1).is_none_or(|next| next.after_gap))
}

/// How many of the longer words of a line the body uses: a headline speaks of what the body speaks of.
pub fn words_of_body(line: &str, body: &HashSet<String>) -> usize {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    words.filter(|word| body.contains(&word.to_lowercase())).count()
}
