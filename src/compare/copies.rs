//! Texts that are copies of one another but for some sentences: wire copy, press releases, later versions of an article.
//!
//! What is compared is sentences, word for word, so that the reason can be told in them. Which texts are copies depends on the texts
//! alone, not on the order in which they came; a text that comes or goes is compared only with those that share a sentence with it.

use super::{hash, same::root, words};
use crate::article::ArticleId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words of the shortest sentence that counts: shorter ones (`he said.`) stand in many texts.
const SHORTEST: usize = 6;

/// Of the words of the shorter text's sentences, this part at least stands in the longer one's, in tenths.
const TENTHS: u32 = 6;

/// Words in common from which on two texts are copies: about three sentences.
const FEWEST: u32 = 50;

/// A sentence is looked up in so many texts that have it, those with the lowest ids: copies of one text find each other through
/// any of them, and a stock sentence leads nowhere.
const MOST_BEARERS: usize = 8;

/// A text as its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// The hash of each sentence and how many words it has; sorted, each once.
    sentences: Box<[(u64, u32)]>,
    /// The words of all.
    words: u32,
}

impl Print {
    /// The sentences of a text. A sentence is cut at every mark that may end one: where that is wrong it is wrong in every copy.
    pub fn of(text: &str) -> Print {
        let mut sentences = Vec::new();
        for line in text.split('\n') {
            let all = words(line);
            let ends = |word: &super::Word| {
                let bare = word.span.of(line).trim_end_matches(['”', '"', '’', '\'', ')', '»']);
                bare.ends_with(['.', '!', '?', '…', '。', '।', '؟'])
            };
            for sentence in all.split_inclusive(ends).filter(|sentence| sentence.len() >= SHORTEST) {
                sentences.push((hash(sentence), sentence.len() as u32));
            }
        }
        sentences.sort_unstable();
        sentences.dedup_by_key(|(hash, _)| *hash);
        let words = sentences.iter().map(|(_, words)| words).sum();
        Print { sentences: sentences.into(), words }
    }

    /// The words of the sentences that both have.
    fn common(&self, other: &Print) -> u32 {
        let mut others = other.sentences.iter().peekable();
        let mut common = 0;
        for (hash, words) in &self.sentences {
            while others.next_if(|(other, _)| other < hash).is_some() {}
            common += if others.next_if(|(other, _)| other == hash).is_some() { *words } else { 0 };
        }
        common
    }

    /// How much of this text's sentences stand in the other, in hundredths of their words.
    pub fn share_in(&self, other: &Print) -> u32 {
        (self.common(other) * 100).checked_div(self.words).unwrap_or(0)
    }

    fn is_copy_of(&self, other: &Print) -> bool {
        let common = self.common(other);
        common >= FEWEST && common * 10 >= self.words.min(other.words) * TENTHS
    }
}

/// Number of a text.
type Text = u32;

/// Texts of which it is known which are copies of one another, or of a text that both are copies of.
#[derive(Default)]
pub struct Copies {
    /// Each text by its number.
    texts: Vec<Option<(ArticleId, Print)>>,
    bearers: Bearers,
    /// For each text that is a copy of texts with lower ids, those that were found.
    before: BTreeMap<Text, Vec<Text>>,
    /// Texts that came, or of whose sentences the first bearers changed, since `before` was made.
    changed: BTreeSet<Text>,
    /// The groups, and for each text in one its place; made anew where `before` changes.
    groups: Vec<Vec<Text>>,
    group_of: BTreeMap<Text, usize>,
}

impl Copies {
    /// Takes in a text under a number that none has.
    pub fn add(&mut self, text: Text, id: ArticleId, print: Print) {
        if self.texts.len() <= text as usize {
            self.texts.resize_with(text as usize + 1, || None);
        }
        self.texts[text as usize] = Some((id, print));
        self.changed.insert(text);
        self.pass(text, Bearers::insert);
    }

    /// Forgets a text.
    pub fn remove(&mut self, text: Text) {
        self.pass(text, Bearers::remove);
        self.changed.insert(text);
        if let Some(known) = self.texts.get_mut(text as usize) {
            *known = None;
        }
    }

    /// Puts a text among the bearers of its sentences, or takes it out; who looks there for copies will look again.
    fn pass(
        &mut self,
        text: Text,
        change: impl Fn(&mut Bearers, u64, Text, &dyn Fn(Text) -> ArticleId, &mut BTreeSet<Text>),
    ) {
        let Some(Some((_, print))) = self.texts.get(text as usize) else { return };
        let id = |text: Text| self.texts[text as usize].as_ref().map_or(ArticleId(0), |(id, _)| *id);
        for (hash, _) in &print.sentences {
            change(&mut self.bearers, *hash, text, &id, &mut self.changed);
        }
    }

    /// The print of a text that is there.
    pub fn print(&self, text: Text) -> Option<&Print> {
        self.texts.get(text as usize)?.as_ref().map(|(_, print)| print)
    }

    /// The texts of the group a text is in, in the order of their ids; empty where it has no copies. Texts that came or went since
    /// [`Copies::group`] are not heeded.
    pub fn group_of(&self, text: Text) -> &[Text] {
        self.group_of.get(&text).map_or(&[], |at| &self.groups[*at])
    }

    /// All groups.
    pub fn groups(&self) -> impl Iterator<Item = &[Text]> {
        self.groups.iter().map(Vec::as_slice)
    }

    /// Brings the groups up to date: linear in the sentences of the texts that came, went, or share a sentence with such.
    pub fn group(&mut self) {
        let mut same = true;
        for text in std::mem::take(&mut self.changed) {
            let now = self.copied_by(text);
            let old = if now.is_empty() {
                self.before.remove(&text)
            } else {
                self.before.insert(text, now.clone())
            };
            same &= old.unwrap_or_default() == now;
        }
        if !same {
            self.regroup();
        }
    }

    /// The texts with lower ids that a text is a copy of, of those it meets.
    fn copied_by(&self, text: Text) -> Vec<Text> {
        let Some(print) = self.print(text) else { return Vec::new() };
        let mut met: BTreeMap<Text, u32> = BTreeMap::new();
        for (hash, words) in &print.sentences {
            let others = self.bearers.of(hash).iter().take(MOST_BEARERS);
            others
                .take_while(|other| **other != text)
                .for_each(|other| *met.entry(*other).or_default() += words);
        }
        // Few can be met in so many words, so that looking closely at these is linear too.
        let close = |(other, words): (Text, u32)| {
            let its = self.print(other)?;
            (words * 20 >= print.words.min(its.words) * TENTHS && print.is_copy_of(its)).then_some(other)
        };
        met.into_iter().filter_map(close).collect()
    }

    /// Groups the texts that are copies: linear in these.
    fn regroup(&mut self) {
        let every: BTreeSet<(ArticleId, Text)> = (self.before.iter())
            .flat_map(|(text, others)| [*text].into_iter().chain(others.iter().copied()))
            .filter_map(|text| Some((self.texts[text as usize].as_ref()?.0, text)))
            .collect();
        let places: BTreeMap<Text, u32> = every.iter().map(|(_, text)| *text).zip(0..).collect();
        let mut group: Vec<u32> = (0..every.len() as u32).collect();
        for (text, others) in &self.before {
            for other in others {
                let (a, b) = (root(&mut group, places[text]), root(&mut group, places[other]));
                group[a.max(b) as usize] = a.min(b);
            }
        }
        let mut groups: BTreeMap<u32, Vec<Text>> = BTreeMap::new();
        for (at, (_, text)) in (0..).zip(&every) {
            groups.entry(root(&mut group, at)).or_default().push(*text);
        }
        self.groups = groups.into_values().collect();
        let of =
            self.groups.iter().enumerate().flat_map(|(at, texts)| texts.iter().map(move |text| (*text, at)));
        self.group_of = of.collect();
    }
}

/// For each sentence the texts that have it, in the order of their ids. Nearly all sentences stand in one text, whose number is
/// kept in place of a list.
#[derive(Default)]
struct Bearers {
    by_hash: HashMap<u64, Bearer>,
    lists: Vec<Vec<Text>>,
    free: Vec<u32>,
}

/// Who has a sentence.
#[derive(Clone, Copy)]
enum Bearer {
    One([Text; 1]),
    /// The list of this number.
    Many(u32),
}

impl Bearers {
    fn of(&self, hash: &u64) -> &[Text] {
        match self.by_hash.get(hash) {
            None => &[],
            Some(Bearer::One(text)) => text,
            Some(Bearer::Many(list)) => &self.lists[*list as usize],
        }
    }

    /// Notes that a text has a sentence, and who finds others behind it among the first that have it.
    fn insert(&mut self, hash: u64, text: Text, id: &dyn Fn(Text) -> ArticleId, behind: &mut BTreeSet<Text>) {
        let list = match self.by_hash.get(&hash) {
            None => {
                self.by_hash.insert(hash, Bearer::One([text]));
                return;
            }
            Some(Bearer::Many(list)) => *list,
            Some(Bearer::One(one)) => {
                let list = self.free.pop().unwrap_or_else(|| {
                    self.lists.push(Vec::new());
                    self.lists.len() as u32 - 1
                });
                self.lists[list as usize] = one.to_vec();
                self.by_hash.insert(hash, Bearer::Many(list));
                list
            }
        };
        let texts = &mut self.lists[list as usize];
        let at = texts.partition_point(|other| id(*other) < id(text));
        if at < MOST_BEARERS {
            behind.extend(&texts[at..]);
        }
        texts.insert(at, text);
    }

    /// Forgets that a text has a sentence.
    fn remove(&mut self, hash: u64, text: Text, id: &dyn Fn(Text) -> ArticleId, behind: &mut BTreeSet<Text>) {
        let Some(Bearer::Many(list)) = self.by_hash.get(&hash).copied() else {
            self.by_hash.remove(&hash);
            return;
        };
        let texts = &mut self.lists[list as usize];
        let at = texts.partition_point(|other| id(*other) < id(text));
        texts.remove(at);
        if at < MOST_BEARERS {
            behind.extend(&texts[at..]);
        }
        if let [one] = texts[..] {
            *texts = Vec::new();
            self.free.push(list);
            self.by_hash.insert(hash, Bearer::One([one]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: [&str; 5] = [
        "The ferry company said on Monday that it would lay up both boats before winter.",
        "Crews were told at noon in the harbour office and left without a word.",
        "“We will not sail before the end of the week,” said the master of the older boat.",
        "The council of the island meets on Thursday to hear what the company has to say.",
        "Its chair asked for more time, which the company would not give to the island.",
    ];

    /// What is found by a look at all texts, which are in the order of their ids: for each copy those before it, and the groups.
    /// What is kept up to date must be the same.
    fn whole(prints: &[Print]) -> (BTreeMap<u32, Vec<u32>>, Vec<Vec<u32>>) {
        let mut before: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut group: Vec<u32> = (0..prints.len() as u32).collect();
        let mut bearers: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (at, print) in (0..).zip(prints) {
            let mut met: BTreeMap<u32, u32> = BTreeMap::new();
            for (hash, words) in &print.sentences {
                let bearers = bearers.entry(*hash).or_default();
                bearers.iter().for_each(|other| *met.entry(*other).or_default() += words);
                if bearers.len() < MOST_BEARERS {
                    bearers.push(at);
                }
            }
            for (other, words) in met {
                let shorter = print.words.min(prints[other as usize].words);
                if words * 20 >= shorter * TENTHS && print.is_copy_of(&prints[other as usize]) {
                    let (a, b) = (root(&mut group, at), root(&mut group, other));
                    group[a.max(b) as usize] = a.min(b);
                    before.entry(at).or_default().push(other);
                }
            }
        }
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for at in 0..prints.len() as u32 {
            groups.entry(root(&mut group, at)).or_default().push(at);
        }
        (before, groups.into_values().filter(|group| group.len() > 1).collect())
    }

    fn found(texts: &[String]) -> Vec<Vec<u32>> {
        let mut copies = Copies::default();
        let prints: Vec<Print> = texts.iter().map(|text| Print::of(text)).collect();
        // They come in an order that is not that of their ids.
        for at in (0..prints.len()).rev() {
            copies.add(at as u32, ArticleId(at as u64), prints[at].clone());
        }
        copies.group();
        assert_eq!(copies.groups, whole(&prints).1);
        copies.groups
    }

    proptest::proptest! {
        /// Texts of a few sentences come and go in any order, with the groups asked for in between: they are those of a look at
        /// all that are there.
        #[test]
        fn groups_are_the_same_however_texts_came_and_went(
            texts in proptest::collection::vec(proptest::collection::btree_set(0_u64..10, 3..10), 30),
            steps in proptest::collection::vec((0_usize..30, 0..4), 1..150),
        ) {
            let print = |sentences: &BTreeSet<u64>| Print {
                sentences: sentences.iter().map(|hash| (*hash, 12)).collect(),
                words: sentences.len() as u32 * 12,
            };
            let mut copies = Copies::default();
            // Numbers are given in the order in which texts come; the ids are their places in `texts`.
            let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
            let mut next = 0;
            for (at, then) in steps {
                match numbers.remove(&at) {
                    Some(number) => copies.remove(number),
                    None => {
                        copies.add(next, ArticleId(at as u64), print(&texts[at]));
                        numbers.insert(at, next);
                        next += 1;
                    }
                }
                if then == 0 {
                    copies.group();
                }
            }
            copies.group();
            let prints: Vec<Print> = numbers.keys().map(|at| print(&texts[*at])).collect();
            let numbers: Vec<u32> = numbers.into_values().collect();
            let numbered =
                |texts: Vec<u32>| -> Vec<u32> { texts.into_iter().map(|at| numbers[at as usize]).collect() };
            let (before, groups) = whole(&prints);
            let expect: Vec<Vec<u32>> = groups.into_iter().map(numbered).collect();
            proptest::prop_assert_eq!(&copies.groups, &expect);
            copies.before.values_mut().for_each(|others| others.sort_unstable());
            let before = before.into_iter().map(|(at, others)| {
                let mut others = numbered(others);
                others.sort_unstable();
                (numbers[at as usize], others)
            });
            proptest::prop_assert_eq!(&copies.before, &before.collect::<BTreeMap<_, _>>());
            for group in &expect {
                proptest::prop_assert!(group.iter().all(|text| copies.group_of(*text) == group.as_slice()));
            }
            proptest::prop_assert_eq!(copies.group_of.len(), expect.iter().map(Vec::len).sum::<usize>());
        }
    }

    #[test]
    fn wire_copy_is_known_again_however_it_was_cut_and_set() {
        let own = "The mayor of the town has not been seen for days, our reporter writes from there.";
        let texts = [
            WIRE.join(" "),
            "Nothing in this text stands in any other, and it is as long as it has to be for that."
                .to_owned(),
            format!("HALDEN BAY\n{}\n{own}\n{}", WIRE[..3].join("\n"), WIRE[3].to_uppercase()),
            WIRE[1..].join("\n\n").replace(['“', '”'], "\""),
        ];
        assert_eq!(found(&texts), [vec![0, 2, 3]]);
        let (a, b) = (Print::of(&texts[0]), Print::of(&texts[3]));
        assert_eq!((a.share_in(&b), b.share_in(&a)), (80, 100));
    }

    #[test]
    fn a_quote_in_common_or_a_stock_sentence_makes_no_copy() {
        let stock =
            "This article was first published by the paper and may not be printed elsewhere without leave.";
        let texts: Vec<String> = (0..40)
            .map(|n| {
                let own =
                    (0..6).map(|m| format!("Sentence {m} of text {n} is the own words of text {n} only."));
                format!("{}\n{stock}\n{}", own.collect::<Vec<_>>().join(" "), WIRE[2])
            })
            .collect();
        assert_eq!(found(&texts), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn many_copies_are_one_group_and_take_linear_time() {
        let texts: Vec<String> = (0..2000).map(|n| format!("Edition {n}.\n{}", WIRE.join(" "))).collect();
        assert_eq!(found(&texts).len(), 1);
        assert_eq!(found(&texts)[0].len(), 2000);
    }
}
