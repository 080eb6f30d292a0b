//! The answer by looking at every word of every article: what an index must say too.

use crate::corpus::Class;
use std::collections::HashMap;
use verbatim::{article::Article, index::words};

/// Every article's words in order, as numbers; 0 where two fields meet.
pub struct Oracle {
    articles: Vec<Vec<u32>>,
    words: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Oracle {
    pub fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Oracle {
        let mut oracle = Oracle { articles: Vec::new(), words: vec![String::new()], numbers: HashMap::new() };
        for article in articles {
            let fields = texts(article);
            let mut all = Vec::new();
            for field in fields {
                let found: Vec<_> = words(field).collect();
                for word in &found {
                    all.push(oracle.number(&word.folded));
                }
                all.push(0);
                // Parts with a hyphen between are one word too, apart from all others.
                let touch = |at: usize| {
                    let (a, b) = (found[at].span.end as usize, found[at + 1].span.start as usize);
                    &field[a..b] == "-"
                };
                let mut at = 0;
                while at < found.len() {
                    let start = at;
                    while at + 1 < found.len() && touch(at) {
                        at += 1;
                    }
                    let joined: String = found[start..=at].iter().map(|word| word.folded.as_ref()).collect();
                    if at > start && (found[at].span.end - found[start].span.start) <= 48 {
                        all.push(oracle.number(&joined));
                        all.push(0);
                    }
                    at += 1;
                }
            }
            oracle.articles.push(all);
        }
        oracle
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), self.words.len() as u32 - 1);
        self.words.len() as u32 - 1
    }

    pub fn knows(&self, word: &str) -> bool {
        self.numbers.contains_key(word)
    }

    /// The words of some articles, for drawing questions.
    pub fn some(&self, count: usize) -> Vec<Vec<String>> {
        let step = (self.articles.len() / count).max(1);
        let some = self.articles.iter().step_by(step);
        some.map(|words| words.iter().map(|word| self.words[*word as usize].clone()).collect()).collect()
    }

    /// How many articles match.
    pub fn count(&self, class: Class, asked: &[String]) -> usize {
        let number = |word: &String| self.numbers.get(word).copied().unwrap_or(u32::MAX);
        let any = |numbers: Vec<u32>| {
            let has = |words: &&Vec<u32>| words.iter().any(|word| numbers.binary_search(word).is_ok());
            self.articles.iter().filter(has).count()
        };
        let those = |fits: &dyn Fn(&str) -> bool| -> Vec<u32> {
            (1..self.words.len() as u32).filter(|number| fits(&self.words[*number as usize])).collect()
        };
        match class {
            Class::Word | Class::And => {
                let numbers: Vec<u32> = asked.iter().map(number).collect();
                let has = |words: &&Vec<u32>| numbers.iter().all(|number| words.contains(number));
                self.articles.iter().filter(has).count()
            }
            Class::Phrase => {
                let numbers: Vec<u32> = asked.iter().map(number).collect();
                let has = |words: &&Vec<u32>| words.windows(numbers.len()).any(|run| run == numbers);
                self.articles.iter().filter(has).count()
            }
            Class::Prefix => any(those(&|word| word.starts_with(asked[0].as_str()))),
            Class::Typo => any(those(&|word| one_slip(word, &asked[0]))),
        }
    }
}

/// The texts of an article that are searched.
pub fn texts(article: &Article) -> [&str; 4] {
    let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
    let (dek, kicker) = (article.dek.as_deref().unwrap_or(""), article.kicker.as_deref().unwrap_or(""));
    [headline, dek, article.text.as_str(), kicker]
}

/// Whether two words differ by one letter more, less, other, or two changed round: by the whole table of distances.
fn one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let mut least = (rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                .min(rows[i - 1][j] + 1)
                .min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()] == 1
}
