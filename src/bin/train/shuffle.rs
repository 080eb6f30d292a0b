//! An order that is mixed anew for each pass, and the same each time a program runs.

/// A random number that is no secret (xorshift).
pub struct Shuffle(u64);

impl Default for Shuffle {
    fn default() -> Shuffle {
        Shuffle::of(0)
    }
}

impl Shuffle {
    /// One of many sequences, each other than the rest.
    pub fn of(number: u64) -> Shuffle {
        Shuffle(0x2545_f491_4f6c_dd1d ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Mixes an order (Fisher and Yates).
    pub fn again(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            order.swap(at, (self.0 % (at as u64 + 1)) as usize);
        }
    }
}
