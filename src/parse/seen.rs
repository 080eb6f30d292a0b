//! What is seen in one line: read from its characters once, and asked by everyone after.

use super::{
    caption, cues, hash,
    lines::Line,
    stamp::{self, Stamp},
    words::{self, ends_a_sentence, is_function_word},
};
use crate::{
    article::{Image, Why},
    pulse,
};
use hash::Counts;

/// How much of a line is looked at for what needs no end, in bytes.
const HEAD: usize = 600;

/// What is seen in one line, without its neighbours.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// How many words its head has.
    pub words: usize,
    /// How many bytes it has.
    pub bytes: usize,
    /// Whether it ends as a sentence does.
    pub sentence_end: bool,
    /// Ends of sentences inside it.
    pub inner_sentences: usize,
    /// Words that hold sentences together.
    pub function_words: usize,
    /// Words that begin with a capital.
    pub capitals: usize,
    /// Digits.
    pub digits: usize,
    /// Whether its first letter is small.
    pub starts_lower: bool,
    /// Why it is no part of an article, by its own words.
    pub boilerplate: Option<Why>,
    /// The picture's words it consists of.
    pub image: Option<Image>,
    /// The dates in it, where it is short enough to be a stamp.
    pub stamps: Vec<Stamp>,
    /// Whether it has marks of quotation.
    pub quote: bool,
    /// Whether it has a verb of saying.
    pub says: bool,
    /// Whether it speaks to its reader or of its own paper.
    pub you: bool,
    /// Whether it has an address.
    pub link: bool,
    /// Whether all its letters are capitals.
    pub all_caps: bool,
    /// How often the same line stands in the text.
    pub repeats: usize,
    /// Its last character, if that is no letter.
    pub mark: char,
    /// Whether it has a bar or dot between words.
    pub bar: bool,
    /// Whether it has a colon.
    pub colon: bool,
    /// Whether it opens a list of teasers.
    pub opens_teasers: bool,
    /// How much of its longer words other prose lines share, in tenths.
    pub shared: usize,
    /// Its first words in lower case, without marks, as numbers.
    pub tokens: Vec<u64>,
    /// Its longer words, each once, as numbers.
    pub long: Vec<u64>,
}

impl Seen {
    /// Prose as articles have it: some length, function words, an end.
    pub fn is_prose(&self) -> bool {
        self.words >= 8
            && self.function_words * 8 >= self.words
            && self.boilerplate.is_none()
            && self.image.is_none()
            && (self.sentence_end || self.words >= 25)
    }
}

/// What is seen in every line.
pub fn seen(lines: &[Line]) -> Vec<Seen> {
    let mut same = Counts::default();
    let own: Vec<u64> = lines.iter().map(|line| hash::of(line.text.as_bytes())).collect();
    for &line in &own {
        *same.entry(line).or_default() += 1;
    }
    let mut lower = String::new();
    let mut all: Vec<Seen> =
        lines.iter().zip(&own).map(|(line, own)| of(line, same[own] as usize, &mut lower)).collect();
    let mut lines_with = Counts::default();
    for seen in all.iter().filter(|seen| seen.is_prose()) {
        for &word in &seen.long {
            *lines_with.entry(word).or_default() += 1;
        }
    }
    for seen in &mut all {
        let own = u32::from(seen.is_prose());
        let shared = seen.long.iter().filter(|word| lines_with.get(*word).is_some_and(|&count| count > own));
        seen.shared = (shared.count() * 10).checked_div(seen.long.len()).unwrap_or(0);
    }
    all
}

/// The word without what is neither letter nor digit at its ends.
fn without_marks(word: &str) -> &str {
    match word.as_bytes() {
        [only] if only.is_ascii_alphanumeric() => word,
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
        _ => word.trim_matches(|c: char| !c.is_alphanumeric()),
    }
}

/// `lower` is room for the line in lower case, kept between lines.
fn of(line: &Line, repeats: usize, lower: &mut String) -> Seen {
    let text = line.text.as_ref();
    pulse::beat(text.len());
    hash::lower_case(text, lower);
    let mut head = text.len().min(HEAD);
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let head = &text[..head];
    let mut seen = Seen {
        bytes: text.len(),
        sentence_end: ends_a_sentence(text),
        starts_lower: head.starts_with(char::is_lowercase),
        mark: text.chars().next_back().filter(|c| !c.is_alphanumeric()).unwrap_or('w'),
        repeats,
        ..Seen::default()
    };
    let (mut letters, mut capital_letters) = (0, 0);
    let (mut unspaced, mut kana) = (0, 0);
    let (mut previous, mut last_four) = (' ', 0_u32);
    for c in head.chars() {
        last_four = last_four << 8 | u32::from(u8::try_from(c).unwrap_or(0));
        seen.link |= matches!(&last_four.to_be_bytes(), b"http" | b"www.");
        if previous.is_whitespace() && !c.is_whitespace() {
            seen.words += 1;
            seen.capitals += usize::from(c.is_uppercase());
        }
        match c {
            '0'..='9' => seen.digits += 1,
            '“' | '"' | '„' | '«' | '”' => seen.quote = true,
            '@' => seen.link = true,
            ':' => seen.colon = true,
            '|' | '•' | '·' => seen.bar |= previous == ' ',
            ' ' if matches!(previous, '.' | '?' | '!') => seen.inner_sentences += 1,
            'A'..='Z' => (letters, capital_letters) = (letters + 1, capital_letters + 1),
            'a'..='z' => letters += 1,
            '\u{3040}'..='\u{309f}' => (unspaced, kana) = (unspaced + 1, kana + 1),
            '\u{30a0}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}' => unspaced += 1,
            '。' => seen.inner_sentences += 1,
            c if c.is_alphabetic() => {
                letters += 1;
                capital_letters += usize::from(c.is_uppercase());
            }
            _ => {}
        }
        previous = c;
    }
    seen.all_caps = letters > 3 && letters == capital_letters;
    // Scripts without blanks: two letters are about a word, and three of the syllables that bend words are as good as one that joins them.
    seen.words += unspaced / 2;
    seen.function_words = kana / 3;
    const MOST: usize = 120;
    seen.tokens.reserve(seen.words.min(MOST));
    seen.long.reserve(seen.words.min(MOST));
    for word in words::split(lower).take(MOST) {
        let word = without_marks(word);
        if word.is_empty() {
            continue;
        }
        let number = hash::of(word.as_bytes());
        seen.tokens.push(number);
        if word.len() >= 5 {
            seen.long.push(number);
        }
        if is_function_word(number) {
            seen.function_words += 1;
        }
        match word {
            "said" | "says" | "told" | "added" | "wrote" | "sagte" | "dit" => seen.says = true,
            "you" | "your" | "our" | "us" | "we" => seen.you = true,
            _ => {}
        }
    }
    seen.long.sort_unstable();
    seen.long.dedup();
    let short = seen.words <= 25;
    seen.boilerplate = if short { cues::boilerplate_of(text, lower) } else { None };
    seen.opens_teasers = seen.boilerplate == Some(Why::Related) && seen.words <= 6;
    seen.image = caption::image_of(text, lower);
    if short && seen.digits > 0 {
        seen.stamps = stamp::stamps(text);
    }
    seen
}
