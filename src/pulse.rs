//! Signs of life: long work says now and then that it goes on.
//!
//! Work that has stopped for good looks from outside like work that takes long. So the loops that may turn long say how many
//! bytes they have gone through, and whoever waits is told after each [`STRIDE`] of them, however slow the machine is.

use std::cell::Cell;

/// So many bytes of work lie between two signs: some hundredths of a second of the slowest work there is.
const STRIDE: usize = 64 << 10;

thread_local! {
    static HEARD: Cell<Option<fn()>> = const { Cell::new(None) };
    static DONE: Cell<usize> = const { Cell::new(0) };
}

/// Has `heard` called at every sign that this thread gives from now on.
pub fn listen(heard: fn()) {
    HEARD.set(Some(heard));
}

/// So many more bytes have been gone through; at least one.
pub fn beat(bytes: usize) {
    let done = DONE.get().saturating_add(bytes.max(1));
    DONE.set(if done < STRIDE { done } else { 0 });
    if done >= STRIDE
        && let Some(heard) = HEARD.get()
    {
        heard();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_given_after_each_stride_of_work() {
        thread_local! {
            static SIGNS: Cell<usize> = const { Cell::new(0) };
        }
        beat(STRIDE);
        listen(|| SIGNS.set(SIGNS.get() + 1));
        (0..3 * STRIDE).for_each(|_| beat(0));
        assert_eq!(SIGNS.get(), 3);
        beat(STRIDE / 2);
        assert_eq!(SIGNS.get(), 3);
        beat(usize::MAX);
        assert_eq!(SIGNS.get(), 4);
    }
}
