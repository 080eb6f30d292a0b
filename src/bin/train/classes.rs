//! Sorts words into classes by their neighbours, so that what is learnt of one word holds for words that are used alike.
//!
//! The exchange method of Kneser and Ney: each word in turn goes to the class with which the classes of neighbouring words
//! foretell each other best. The classes are then joined in pairs to coarser ones, those first whose joining loses least
//! (Brown and others). No label is looked at, and nothing depends on chance.

use serde::Deserialize;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    fs,
    io::{self, BufRead, BufReader},
};
use verbatim::{
    identify::tagger::{
        classes::{LEVELS, encode},
        document::{Id, id_of},
    },
    token,
};

/// What to sort, and how finely.
#[derive(clap::Args)]
pub struct Classes {
    /// JSONL files of {text}
    #[arg(required = true)]
    texts: Vec<String>,
    /// How often a word must occur
    #[arg(long, default_value_t = 4)]
    least: u32,
    /// How many classes there are, and how many of each coarser sort
    #[arg(long, num_args = 3, default_values_t = [255, 64, 16])]
    sizes: Vec<usize>,
    /// How often each word is looked at again
    #[arg(long, default_value_t = 12)]
    rounds: usize,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

/// Sorts the words of some texts and writes `model/classes.bin`.
pub fn classes(args: &Classes) -> io::Result<()> {
    let [finest, middle, coarsest] = args.sizes[..] else {
        return Err(io::Error::other("--sizes takes three numbers"));
    };
    if finest > 255 || middle > finest || coarsest > middle || coarsest == 0 {
        return Err(io::Error::other("--sizes are at most 255, each at most the one before"));
    }
    let mut sentences: Vec<Vec<Id>> = Vec::new();
    for path in &args.texts {
        let file = fs::File::open(path).map_err(|error| io::Error::other(format!("{path}: {error}")))?;
        for line in BufReader::new(file).lines() {
            let Line { text } = serde_json::from_str(&line?)?;
            let tokens = token::tokens(&text);
            let ids = |sentence: std::ops::Range<usize>| tokens[sentence].iter().map(id_of).collect();
            sentences.extend(token::sentences(&tokens).into_iter().map(ids));
        }
    }
    let mut sorting = Sorting::of(&sentences, args.least, finest);
    for round in 0..args.rounds {
        let moved = (1..sorting.class.len()).filter(|word| sorting.place(*word)).count();
        eprintln!("round {}: {moved} of {} words went to another class", round + 1, sorting.words.len());
    }
    let levels = sorting.levels([middle, coarsest]);
    let found = sorting.words.iter().zip(&sorting.class[1..]).map(|(word, class)| (*word, *class as u8 + 1));
    let bytes = encode(&found.collect::<Vec<_>>(), &levels);
    eprintln!("{} bytes", bytes.len());
    fs::write("model/classes.bin", bytes)
}

/// `n` times its logarithm, looked up where it is small.
struct Entropy(Vec<f64>);

impl Entropy {
    fn of(&self, n: u32) -> f64 {
        match self.0.get(n as usize) {
            Some(known) => *known,
            None => f64::from(n) * f64::from(n).ln(),
        }
    }
}

/// A word's number: from 1 on by frequency. 0 stands for both ends of a sentence and for all rare words.
type Number = u32;

/// Words on their way into classes.
struct Sorting {
    /// The word behind each number but 0.
    words: Vec<Id>,
    /// By number the words after and before a word, other than itself, and how often; and how often it stands twice.
    after: Vec<Vec<(Number, u32)>>,
    before: Vec<Vec<(Number, u32)>>,
    twice: Vec<u32>,
    /// The class of each number; that of 0 is the last, and it has no other.
    class: Vec<usize>,
    classes: usize,
    /// How often a word of one class stands before one of another.
    joint: Vec<u32>,
    /// How often words of a class stand before, and after, any word.
    first: Vec<u32>,
    second: Vec<u32>,
    entropy: Entropy,
}

impl Sorting {
    /// The words that occur at least `least` times, put into so many classes by turns.
    fn of(sentences: &[Vec<Id>], least: u32, classes: usize) -> Sorting {
        let mut counts: HashMap<Id, u32> = HashMap::new();
        for word in sentences.iter().flatten() {
            *counts.entry(*word).or_default() += 1;
        }
        let mut words: Vec<(Reverse<u32>, Id)> = counts
            .into_iter()
            .filter(|(_, count)| *count >= least)
            .map(|(word, count)| (Reverse(count), word))
            .collect();
        words.sort_unstable();
        let words: Vec<Id> = words.into_iter().map(|(_, word)| word).collect();
        let numbers: HashMap<Id, Number> = words.iter().copied().zip(1..).collect();
        let mut pairs: BTreeMap<(Number, Number), u32> = BTreeMap::new();
        for sentence in sentences {
            let mut last = 0;
            let known = sentence.iter().map(|word| numbers.get(word).copied().unwrap_or(0));
            for word in known.chain([0]) {
                *pairs.entry((last, word)).or_default() += 1;
                last = word;
            }
        }
        let count = words.len() + 1;
        let all = classes + 1;
        let mut sorting = Sorting {
            words,
            after: vec![Vec::new(); count],
            before: vec![Vec::new(); count],
            twice: vec![0; count],
            class: (0..count).map(|word| if word == 0 { classes } else { (word - 1) % classes }).collect(),
            classes,
            joint: vec![0; all * all],
            first: vec![0; all],
            second: vec![0; all],
            entropy: Entropy(
                (0..1 << 16).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect(),
            ),
        };
        for ((a, b), count) in pairs {
            if a == b {
                sorting.twice[a as usize] = count;
            } else {
                sorting.after[a as usize].push((b, count));
                sorting.before[b as usize].push((a, count));
            }
            let (x, y) = (sorting.class[a as usize], sorting.class[b as usize]);
            sorting.joint[x * all + y] += count;
            sorting.first[x] += count;
            sorting.second[y] += count;
        }
        sorting
    }

    /// How often words of each class are among these neighbours.
    fn by_class(&self, neighbours: &[(Number, u32)]) -> Vec<(usize, u32)> {
        let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
        for (other, count) in neighbours {
            *counts.entry(self.class[*other as usize]).or_default() += count;
        }
        counts.into_iter().collect()
    }

    /// Puts a word into the class where it does most; whether that is another than before.
    fn place(&mut self, word: usize) -> bool {
        let all = self.classes + 1;
        let here = self.class[word];
        let (after, before) = (self.by_class(&self.after[word]), self.by_class(&self.before[word]));
        let own = self.twice[word];
        let firsts = after.iter().map(|(_, count)| count).sum::<u32>() + own;
        let seconds = before.iter().map(|(_, count)| count).sum::<u32>() + own;
        for (class, count) in &after {
            self.joint[here * all + class] -= count;
        }
        for (class, count) in &before {
            self.joint[class * all + here] -= count;
        }
        self.joint[here * all + here] -= own;
        self.first[here] -= firsts;
        self.second[here] -= seconds;
        let mut best = (f64::NEG_INFINITY, here);
        for class in 0..self.classes {
            let gain = self.gain(class, &after, &before, own, [firsts, seconds]);
            if gain > best.0 {
                best = (gain, class);
            }
        }
        let there = best.1;
        for (class, count) in &after {
            self.joint[there * all + class] += count;
        }
        for (class, count) in &before {
            self.joint[class * all + there] += count;
        }
        self.joint[there * all + there] += own;
        self.first[there] += firsts;
        self.second[there] += seconds;
        self.class[word] = there;
        there != here
    }

    /// What it does for the whole to have a word with these neighbours in a class.
    fn gain(
        &self,
        class: usize,
        after: &[(usize, u32)],
        before: &[(usize, u32)],
        own: u32,
        sums: [u32; 2],
    ) -> f64 {
        let all = self.classes + 1;
        let of = |n| self.entropy.of(n);
        let (first, second) = (self.first[class], self.second[class]);
        let mut gain = of(first) + of(second) - of(first + sums[0]) - of(second + sums[1]);
        let mut within = own;
        for (other, count) in after {
            if *other == class {
                within += count;
            } else {
                let n = self.joint[class * all + other];
                gain += of(n + count) - of(n);
            }
        }
        for (other, count) in before {
            if *other == class {
                within += count;
            } else {
                let n = self.joint[other * all + class];
                gain += of(n + count) - of(n);
            }
        }
        let n = self.joint[class * all + class];
        gain + of(n + within) - of(n)
    }

    /// For each class its coarser ones, numbered from 1: so many of each sort.
    fn levels(&self, sizes: [usize; LEVELS - 1]) -> Vec<[u8; LEVELS - 1]> {
        let all = self.classes + 1;
        let mut joint = self.joint.clone();
        let (mut first, mut second) = (self.first.clone(), self.second.clone());
        let mut left: Vec<usize> = (0..self.classes).collect();
        let mut whole: Vec<usize> = (0..self.classes).collect();
        let mut levels = vec![[0; LEVELS - 1]; self.classes];
        loop {
            for (level, _) in sizes.iter().enumerate().filter(|(_, size)| **size == left.len()) {
                for (own, whole) in levels.iter_mut().zip(&whole) {
                    own[level] = left.partition_point(|class| class < whole) as u8 + 1;
                }
            }
            if left.len() <= sizes[LEVELS - 2] {
                return levels;
            }
            let mut best = (f64::NEG_INFINITY, 0, 0);
            for (at, &a) in left.iter().enumerate() {
                for &b in &left[at + 1..] {
                    let loss = self.loss(&joint, [&first, &second], &left, a, b);
                    if loss > best.0 {
                        best = (loss, a, b);
                    }
                }
            }
            let (_, a, b) = best;
            for class in 0..all {
                joint[a * all + class] += std::mem::take(&mut joint[b * all + class]);
            }
            for class in 0..all {
                joint[class * all + a] += std::mem::take(&mut joint[class * all + b]);
            }
            first[a] += std::mem::take(&mut first[b]);
            second[a] += std::mem::take(&mut second[b]);
            left.retain(|class| *class != b);
            whole.iter_mut().filter(|class| **class == b).for_each(|class| *class = a);
        }
    }

    /// What the whole gains (it is less than nothing) where two classes become one.
    fn loss(&self, joint: &[u32], [first, second]: [&[u32]; 2], left: &[usize], a: usize, b: usize) -> f64 {
        let all = self.classes + 1;
        let of = |n| self.entropy.of(n);
        let one = |x: u32, y: u32| if x == 0 || y == 0 { 0.0 } else { of(x + y) - of(x) - of(y) };
        let mut loss = -one(first[a], first[b]) - one(second[a], second[b]);
        for &class in left.iter().chain([&self.classes]).filter(|class| **class != a && **class != b) {
            loss += one(joint[a * all + class], joint[b * all + class]);
            loss += one(joint[class * all + a], joint[class * all + b]);
        }
        let four = [joint[a * all + a], joint[a * all + b], joint[b * all + a], joint[b * all + b]];
        loss + of(four.iter().sum()) - four.map(of).iter().sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_the_same_neighbours_share_a_class() {
        // "1 2 5" and "3 4 6" and their like: what stands first, second and third is used alike.
        let sentences: Vec<Vec<Id>> =
            (0..60).map(|n| vec![1 + n % 3, 11 + n / 3 % 3, 21 + n / 9 % 3]).collect();
        let mut sorting = Sorting::of(&sentences, 1, 3);
        for _ in 0..5 {
            for word in 1..sorting.class.len() {
                sorting.place(word);
            }
        }
        let class =
            |word: Id| sorting.class[1 + sorting.words.iter().position(|other| *other == word).unwrap()];
        for group in [1, 11, 21] {
            assert_eq!((class(group), class(group)), (class(group + 1), class(group + 2)), "{group}");
        }
        assert_ne!(class(1), class(11));
        assert_ne!(class(11), class(21));
        let levels = sorting.levels([2, 1]);
        assert!(levels.iter().all(|level| (1..=2).contains(&level[0]) && level[1] == 1));
    }
}
