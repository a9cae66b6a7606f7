//! Numbers that look random and are the same for the same seed (xorshift64*).

/// A generator.
pub struct Random(u64);

impl Random {
    /// Returns the generator of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 4
    }

    /// Returns a number below `bound`, 0 where that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() >> 8).unwrap_or_default() % bound.max(1)
    }

    /// Is it this one of so many times?
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Returns one of the items, `None` where there is none.
    pub fn of<T>(&mut self, items: impl IntoIterator<Item = T>) -> Option<T> {
        let mut items: Vec<T> = items.into_iter().collect();
        let at = self.below(items.len());
        (at < items.len()).then(|| items.swap_remove(at))
    }
}
