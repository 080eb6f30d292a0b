//! The rows of a long list in stretches: one is drawn again only where one of its rows is another, and put out of sight as one.

use crate::view::{Leaving, STRETCH, address_of};
use std::rc::Rc;
use yew::prelude::*;

/// The stretches of a list: `rows` of the filter at the address `base`, and behind them `gone`, which leave. `stretch` draws some rows
/// from a place in the list on, of the filter of an address.
pub fn stretches<T>(
    rows: &[Rc<T>],
    base: &AttrValue,
    gone: &[Rc<T>],
    leaving: &Leaving,
    stretch: impl Fn(&[Rc<T>], usize, &AttrValue) -> Html,
) -> Html {
    let of = AttrValue::from(address_of(leaving.of.0, &leaving.of.1));
    let stay = (0..).step_by(STRETCH).zip(rows.chunks(STRETCH)).map(|(from, rows)| (false, from, base, rows));
    let leave = (1..).map(|number| number * STRETCH).zip(gone.chunks(STRETCH));
    let leave = leave.map(|(from, rows)| (true, from, &of, rows));
    stay.chain(leave)
        .map(|(leaves, from, base, rows)| {
            // The first keeps its place whatever the filter: a row that is in both stays, and the focus with it.
            let key = if from == 0 { String::new() } else { format!("{from} {base}") };
            html! { <ul key={key} role="none" class={leaves.then_some("leaving")}>{stretch(rows, from, base)}</ul> }
        })
        .collect()
}

/// Whether these are the same rows, not only equal ones: told without a look into them.
pub fn same_rows<T>(one: &[Rc<T>], other: &[Rc<T>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Rc::ptr_eq(one, other))
}
