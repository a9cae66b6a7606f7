//! Many heights in a row: where one begins, which one is at a height, each in logarithmic time.
//!
//! A Fenwick tree (P. Fenwick, "A new data structure for cumulative frequency tables", 1994), so
//! that correcting one of 100,000 estimated heights costs no more than correcting one of ten.

/// Heights in a row, in points.
#[derive(Debug, Default)]
pub struct Heights {
    /// `sums[n]` is the sum of as many heights up to the `n`th as the lowest set bit of `n + 1`.
    sums: Vec<f64>,
}

impl Heights {
    /// Returns these heights, in this order.
    pub fn new(heights: impl Iterator<Item = f64>) -> Self {
        let mut sums: Vec<f64> = heights.collect();
        for at in 1..=sums.len() {
            let parent = at + lowest_bit(at);
            if parent <= sums.len() {
                sums[parent - 1] += sums[at - 1];
            }
        }
        Self { sums }
    }

    /// Makes one of them larger by `difference`, or smaller.
    pub fn grow(&mut self, number: usize, difference: f64) {
        let mut at = number + 1;
        while let Some(sum) = self.sums.get_mut(at - 1) {
            *sum += difference;
            at += lowest_bit(at);
        }
    }

    /// Returns the sum of the first `count`.
    pub fn before(&self, count: usize) -> f64 {
        let mut at = count.min(self.sums.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums[at - 1];
            at -= lowest_bit(at);
        }
        sum
    }

    /// Returns the sum of all.
    pub fn total(&self) -> f64 {
        self.before(self.sums.len())
    }

    /// Returns the number of the one at a height: the last that begins at or above it.
    pub fn at(&self, height: f64) -> usize {
        let (mut at, mut rest) = (0, height);
        let mut step = self.sums.len().checked_ilog2().map_or(0, |bits| 1_usize << bits);
        while step > 0 {
            if let Some(sum) = self.sums.get(at + step - 1).filter(|sum| **sum <= rest) {
                rest -= sum;
                at += step;
            }
            step /= 2;
        }
        at.min(self.sums.len().saturating_sub(1))
    }
}

fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sums_agree_with_adding_up(
            mut heights in prop::collection::vec(1..50_u32, 1..70),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 1..50_u32), 0..9),
        ) {
            let mut sums = Heights::new(heights.iter().map(|height| f64::from(*height)));
            for (index, height) in changes {
                let number = index.index(heights.len());
                sums.grow(number, f64::from(height) - f64::from(heights[number]));
                heights[number] = height;
            }
            let mut top = 0;
            for (number, height) in heights.iter().enumerate() {
                prop_assert!((sums.before(number) - f64::from(top)).abs() < 1e-9);
                prop_assert_eq!(sums.at(f64::from(top) + 0.5), number);
                prop_assert_eq!(sums.at(f64::from(top + height) - 0.5), number);
                top += height;
            }
            prop_assert!((sums.total() - f64::from(top)).abs() < 1e-9);
            prop_assert_eq!(sums.at(-1.0), 0);
            prop_assert_eq!(sums.at(1e9), heights.len() - 1);
        }
    }
}
