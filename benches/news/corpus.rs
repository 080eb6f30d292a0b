//! News that nobody wrote, of any size and always the same: words by a Zipf law whose vocabulary keeps growing, people with
//! names, quotes, paragraphs and lengths as in news. And questions drawn from it.

/// A generator of numbers: SplitMix64.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The commonest words of English news, most frequent first.
const COMMON: &str = "the of to and in a that for on is was said with he as it by at from be has his an have are who will were not \
    they but their had more which would been about its or this she after new up we also her one people there when out over if \
    no year all could than first some into last can two other government time years what so them police i before where \
    while because between during against under through being since most made many her three week day city down court may \
    state country still now those council should only just even our report public plan minister group part did off any \
    then including home work until million percent how back my both told according";

const ONSETS: [&str; 24] = [
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "r", "s", "st",
    "t", "tr", "v", "w",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "a", "e", "ou"];
const CODAS: [&str; 12] = ["", "", "n", "r", "l", "s", "t", "m", "p", "d", "st", "ck"];
const ENDS: [&str; 12] = ["", "", "s", "ed", "ing", "er", "ion", "ity", "ly", "al", "ment", "ous"];

/// The word of this rank: always the same.
fn word(rank: usize, common: &[&str]) -> String {
    if let Some(word) = common.get(rank) {
        return (*word).to_owned();
    }
    let mut dice = Dice::new(rank as u64);
    // Frequent words are short.
    let mut word = syllables(&mut dice, if rank < 400 { 1 } else { 2 });
    if rank > 2000 {
        word.push_str(ENDS[dice.below(ENDS.len())]);
    }
    word
}

fn syllables(dice: &mut Dice, count: usize) -> String {
    let mut word = String::new();
    for _ in 0..count {
        word.push_str(ONSETS[dice.below(ONSETS.len())]);
        word.push_str(VOWELS[dice.below(VOWELS.len())]);
        word.push_str(CODAS[dice.below(CODAS.len())]);
    }
    word
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Given names that a list of names knows, so that people are found as in news.
const GIVEN: [&str; 24] = [
    "Maria", "John", "Anna", "David", "Sarah", "Peter", "Laura", "James", "Elena", "Robert", "Julia",
    "Thomas", "Nina", "Mark", "Clara", "Paul", "Helen", "Simon", "Alice", "Martin", "Rosa", "Daniel", "Emma",
    "Victor",
];

/// Ranks as in news: nine words of ten are among the ten thousand commonest, by Zipf's law (the hundred commonest are 45 of
/// 100); the tenth comes from a tail that never ends, so that there are always new words: about 130,000 in 10,000 articles.
fn rank(dice: &mut Dice) -> usize {
    const USUAL: f64 = 10_000.0;
    let part = dice.part();
    let rank = if part < 0.9 { USUAL.powf(part / 0.9) } else { USUAL * (1.0 - dice.part()).powf(-1.0 / 0.9) };
    rank.min(1e9) as usize - 1
}

fn sentence(dice: &mut Dice, common: &[&str], length: usize) -> String {
    let mut text = String::new();
    for at in 0..length {
        let mut next = match dice.below(400) {
            0 => format!("{}", 1 + dice.below(2000)),
            1 => format!("{}-{}", word(rank(dice), common), word(rank(dice), common)),
            2 => format!("{}’s", word(rank(dice), common)),
            _ => word(rank(dice), common),
        };
        if at == 0 {
            next = capital(&next);
        } else {
            text.push(' ');
        }
        text.push_str(&next);
        if at > 4 && at + 4 < length && dice.below(14) == 0 {
            text.push(',');
        }
    }
    text
}

/// Article number `number`: headline, byline, date, paragraphs, about 550 words.
pub fn article(number: usize) -> String {
    let common: Vec<&str> = COMMON.split_whitespace().collect();
    let mut dice = Dice::new(1_000_003 * number as u64 + 17);
    let dice = &mut dice;
    let length = 6 + dice.below(9);
    let mut text: String =
        sentence(dice, &common, length).split(' ').map(capital).collect::<Vec<_>>().join(" ");
    // A town of some thousand people is talked of, some of them often.
    let people: Vec<(String, String)> = (0..2 + dice.below(4))
        .map(|_| {
            let who = (6_000_f64.ln() * dice.part()).exp() as usize;
            let surname = capital(&syllables(&mut Dice::new(who as u64 ^ 0xabcd), 2));
            (GIVEN[who % GIVEN.len()].to_owned(), surname)
        })
        .collect();
    text.push_str(&format!(
        "\n\nBy {} {}\n\n{} {}, {}\n\n",
        GIVEN[number % GIVEN.len()],
        capital(&syllables(&mut Dice::new(number as u64 % 97), 2)),
        ["January", "February", "March", "April", "May", "June"][dice.below(6)],
        1 + dice.below(28),
        2020 + dice.below(6),
    ));
    let mut named = vec![false; people.len()];
    let target = 150 + (dice.below(400) + dice.below(400));
    let mut words = 0;
    while words < target {
        for _ in 0..1 + dice.below(3) {
            let length = 8 + dice.below(22);
            words += length;
            let said = sentence(dice, &common, length);
            if dice.below(4) > 0 {
                text.push_str(&said);
                text.push_str(". ");
                continue;
            }
            let at = dice.below(people.len());
            let (given, surname) = &people[at];
            let name = if named[at] { surname.clone() } else { format!("{given} {surname}") };
            named[at] = true;
            let verb = ["said", "told reporters", "added", "wrote"][dice.below(4)];
            text.push_str(&format!("“{said},” {name} {verb}. "));
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Word,
    And,
    Phrase,
    Prefix,
    Typo,
}

/// All classes, 40 questions each.
pub const CLASSES: [Class; 5] = [Class::Word, Class::And, Class::Phrase, Class::Prefix, Class::Typo];

/// 200 questions drawn from the words of articles, always the same for the same articles. `knows` says whether a word is in
/// any of them.
pub fn questions(articles: &[Vec<String>], knows: impl Fn(&str) -> bool) -> Vec<(Class, Vec<String>)> {
    let mut dice = Dice::new(2024);
    let mut questions = Vec::new();
    for class in CLASSES {
        let mut count = 0;
        while count < 40 {
            let words = &articles[dice.below(articles.len())];
            if words.len() < 10 {
                continue;
            }
            let at = dice.below(words.len() - 4);
            let word = words[at].clone();
            let long = |least: usize| word.is_ascii() && word.len() >= least;
            let asked = match class {
                Class::Word if long(3) => vec![word],
                Class::And if long(3) => {
                    let other = words[dice.below(words.len())].clone();
                    if other == word || other.len() < 3 {
                        continue;
                    }
                    vec![word, other]
                }
                Class::Phrase => words[at..at + 2 + dice.below(2)].to_vec(),
                Class::Prefix if long(6) => vec![word[..3 + dice.below(3)].to_owned()],
                Class::Typo if long(5) => {
                    let mut letters: Vec<u8> = word.bytes().collect();
                    let place = 1 + dice.below(letters.len() - 2);
                    let letter = b'a' + dice.below(26) as u8;
                    match dice.below(4) {
                        0 => drop(letters.remove(place)),
                        1 => letters.insert(place, letter),
                        2 => letters[place] = letter,
                        _ => letters.swap(place, place + 1),
                    }
                    let slip = String::from_utf8(letters).unwrap_or_default();
                    if knows(&slip) {
                        continue;
                    }
                    vec![slip]
                }
                _ => continue,
            };
            // Where two fields meet stands an empty word.
            if asked.iter().any(String::is_empty) {
                continue;
            }
            questions.push((class, asked));
            count += 1;
        }
    }
    questions
}
