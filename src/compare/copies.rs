//! Texts that are copies of one another but for some sentences: wire copy, press releases, later versions of an article.
//!
//! What is compared is sentences, word for word, so that the reason can be told in them. Which texts are copies depends on the texts
//! alone as long as they come in an order of their own, and the work is linear in their sentences.

use super::{hash, same::root, words};
use std::collections::{BTreeMap, HashMap};

/// Words of the shortest sentence that counts: shorter ones (`he said.`) stand in many texts.
const SHORTEST: usize = 6;

/// Of the words of the shorter text's sentences, this part at least stands in the longer one's, in tenths.
const TENTHS: u32 = 6;

/// Words in common from which on two texts are copies: about three sentences.
const FEWEST: u32 = 50;

/// A sentence is looked up in the first so many texts that have it: copies of one text find each other through any of them, and a
/// stock sentence leads nowhere.
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

/// Groups texts that are copies of one another, or of a text that both are copies of. The result holds the places of each group with at
/// least two texts, in order.
pub fn groups(prints: &[&Print]) -> Vec<Vec<u32>> {
    let mut group: Vec<u32> = (0..prints.len() as u32).collect();
    let mut bearers: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, print) in (0..).zip(prints) {
        let mut met: BTreeMap<u32, u32> = BTreeMap::new();
        for (hash, words) in &print.sentences {
            let bearers = bearers.entry(*hash).or_default();
            bearers.iter().for_each(|other| *met.entry(*other).or_default() += words);
            if bearers.len() < MOST_BEARERS {
                bearers.push(at);
            }
        }
        // Few can have been met in so many words, so that looking closely at these is linear too.
        for (other, words) in met {
            let shorter = print.words.min(prints[other as usize].words);
            let (a, b) = (root(&mut group, at), root(&mut group, other));
            if a != b && words * 20 >= shorter * TENTHS && print.is_copy_of(prints[other as usize]) {
                group[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for at in 0..prints.len() as u32 {
        groups.entry(root(&mut group, at)).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
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

    fn found(texts: &[String]) -> Vec<Vec<u32>> {
        let prints: Vec<Print> = texts.iter().map(|text| Print::of(text)).collect();
        groups(&prints.iter().collect::<Vec<_>>())
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
