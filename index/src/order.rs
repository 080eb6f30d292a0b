//! Stable sorting whose code is in the program once, whatever is sorted.
//!
//! The sort of the standard library is fast by being made anew for each type, 4 to 8 kB a time, and a page has a tenth of its
//! engine in such copies. Lists that are short or rarely sorted are sorted here instead, by way of their numbers.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items stay in their order. Lists may have up to 2³² items.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    arrange(&mut order, &mut |a, b| compare(&items[a as usize], &items[b as usize]));
    // Where each item goes; then each is brought there by swaps, one an item at most.
    let mut place = vec![0_u32; order.len()];
    for (to, from) in (0..).zip(&order) {
        place[*from as usize] = to;
    }
    for at in 0..items.len() {
        while place[at] as usize != at {
            let to = place[at] as usize;
            items.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Sorts by a key; items of equal keys stay in their order.
pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

#[inline(never)]
fn arrange(order: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_stable_sort(list in proptest::collection::vec((0_u8..9, any::<u16>()), 0..80)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            by(&mut ours, |a, b| b.1.cmp(&a.1));
            theirs.sort_by_key(|(_, key)| std::cmp::Reverse(*key));
            prop_assert_eq!(ours, theirs);
        }
    }
}
