//! How long somebody has been silent, in the page's own time.
//!
//! The clock counts its own ticks, not the hours of the wall: one that comes late, since the machine slept, the page is hidden or
//! busy itself, counts once. So nobody is called late for what the page did not wait for.

use gloo::timers::callback::Interval;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// From tick to tick, in milliseconds.
const TICK: u32 = 100;

/// How long somebody may take, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Without a sign of life.
    pub silent: u32,
    /// In all.
    pub all: u32,
}

/// A clock that runs until it is dropped, or has called.
pub struct Clock {
    silent: Rc<Cell<u32>>,
    _ticks: Interval,
}

impl Clock {
    /// Calls `late` once, when no sign came or no end for longer than there is patience.
    pub fn start(patience: Patience, late: impl FnOnce() + 'static) -> Clock {
        let silent: Rc<Cell<u32>> = Rc::default();
        let late = RefCell::new(Some(late));
        let (own, all) = (silent.clone(), Cell::new(0_u32));
        let ticks = Interval::new(TICK, move || {
            own.set(own.get() + TICK);
            all.set(all.get() + TICK);
            if (own.get() >= patience.silent || all.get() >= patience.all)
                && let Some(late) = late.take()
            {
                late();
            }
        });
        Clock { silent, _ticks: ticks }
    }

    /// A sign of life came.
    pub fn sign(&self) {
        self.silent.set(0);
    }
}
