//! The words that one side writes more than the others do.

use super::words;
use std::collections::HashMap;

/// Words a side is known by, at most.
pub const MOST: usize = 14;

/// Log-likelihood from which on a difference is not chance, at one in a thousand (Dunning 1993; 10.83 for one degree of
/// freedom).
const SIGNIFICANT: f64 = 10.83;

/// Shorter words are grammar more often than not.
const SHORTEST: usize = 4;

/// For each side the words that are its own, the most telling first, each as most often written and with how often. `texts` are
/// each a side and its words. Deterministic: ties stand by the alphabet.
pub fn own(sides: usize, texts: &[(usize, &str)]) -> Vec<Vec<(String, u32)>> {
    let mut counts: HashMap<String, Vec<u32>> = HashMap::new();
    let mut written: HashMap<String, HashMap<&str, u32>> = HashMap::new();
    let mut totals = vec![0_u32; sides];
    for (side, text) in texts {
        for word in words(text) {
            totals[*side] += 1;
            if word.folded.len() < SHORTEST || word.folded.bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let bare = word.span.of(text).trim_matches(|c: char| !c.is_alphanumeric());
            *written.entry(word.folded.clone()).or_default().entry(bare).or_default() += 1;
            counts.entry(word.folded).or_insert_with(|| vec![0; sides])[*side] += 1;
        }
    }
    let all: u32 = totals.iter().sum();
    (0..sides)
        .map(|side| {
            let weighed = counts.iter().map(|(word, counts)| {
                let here = counts[side];
                let there: u32 = counts.iter().sum::<u32>() - here;
                (likelihood(here, totals[side], there, all - totals[side]), word, here)
            });
            let mut telling: Vec<(f64, &String, u32)> =
                weighed.filter(|(weight, ..)| *weight >= SIGNIFICANT).collect();
            telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            telling.into_iter().take(MOST).map(|(_, word, here)| (commonest(&written[word]), here)).collect()
        })
        .collect()
}

fn commonest(forms: &HashMap<&str, u32>) -> String {
    let best = forms.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map(|(form, _)| (*form).to_owned()).unwrap_or_default()
}

/// Twice the logarithm of how much better two rates explain the counts than one; 0 where the word is not more frequent here.
fn likelihood(here: u32, of_here: u32, there: u32, of_there: u32) -> f64 {
    let [here, of_here, there, of_there] = [here, of_here, there, of_there].map(f64::from);
    if of_here == 0.0 || of_there == 0.0 || here / of_here <= there / of_there {
        return 0.0;
    }
    let rate = (here + there) / (of_here + of_there);
    let part = |count: f64, of: f64| if count == 0.0 { 0.0 } else { count * (count / (of * rate)).ln() };
    2.0 * (part(here, of_here) + part(there, of_there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_known_by_what_only_it_writes() {
        let a = "The ferry strike hurts the island. Strike leaders want the strike to go on. A strike is a strike, said strike leaders.";
        let b = "The ferry dispute worries the town. Officials hope the dispute ends. A dispute over pay, a dispute over hours, a dispute over rest.";
        let own = own(2, &[(0, a), (1, b)]);
        let words = |side: usize| own[side].iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>();
        assert!(words(0).is_empty() || words(0) == ["strike"], "{own:?}");
        let own = super::own(2, &[(0, &a.repeat(3)), (1, &b.repeat(3))]);
        assert_eq!((own[0][0].0.as_str(), own[1][0].0.as_str()), ("strike", "dispute"));
        assert!(!own.iter().flatten().any(|(word, _)| word == "ferry"));
    }
}
