//! What the engine says of itself, unasked: how the library is being kept.

/// A library's number in the browser, from [`MAIN`] on. It stands in the page's address; that of the main library need not.
pub type LibraryNumber = u32;

/// The library that is there without being made.
pub const MAIN: LibraryNumber = 1;

/// How far keeping is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Articles that are kept for certain; while a kept library is opened, those that are back.
    pub articles: u32,
    /// Corrections that hold.
    pub corrections: u32,
    /// While a kept library is opened: how many articles it has.
    pub of: u32,
    /// Some of what is here is not kept yet.
    pub pending: bool,
    /// Why things are not kept, if they are not.
    pub trouble: Option<Unkept>,
}

/// Why things are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unkept {
    /// The browser keeps nothing for this page: private windows of some do not.
    NoStore,
    /// There is no room, or the browser gives none.
    Full,
    /// What is kept here was written by a newer version of this page. It was left as it is.
    Newer,
    /// A newer version of this page was opened beside this one and has taken over.
    TakenOver,
    /// Some of what is kept could not be read. It was left as it is; all else is kept.
    Damaged,
    /// Opening what is kept stopped the engine. It was left as it is.
    Unopened,
    /// The code for it did not come with the page. What is kept was left as it is.
    Incomplete,
}

impl Unkept {
    /// All, each at the place of its number.
    const ALL: [Unkept; 7] = [
        Unkept::NoStore,
        Unkept::Full,
        Unkept::Newer,
        Unkept::TakenOver,
        Unkept::Damaged,
        Unkept::Unopened,
        Unkept::Incomplete,
    ];

    /// As a number from 1, for the way between worker and page.
    pub fn number(self) -> u32 {
        self as u32 + 1
    }

    /// Undoes [`Unkept::number`].
    pub fn of_number(number: u32) -> Option<Unkept> {
        Unkept::ALL.get((number as usize).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_number() {
        for reason in Unkept::ALL {
            assert_eq!(Unkept::of_number(reason.number()), Some(reason));
        }
        assert_eq!((Unkept::of_number(0), Unkept::of_number(99)), (None, None));
    }
}
