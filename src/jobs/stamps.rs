//! Where new records get their ids and times from.

use crate::model::{CardId, LinkId, SpanId, Time};

/// Ids and times: random and the clock in the program, fixed in tests.
#[derive(Clone, Debug)]
pub struct Stamps {
    fixed: Option<(u64, Time)>,
}

impl Stamps {
    /// Returns random ids and the time of the clock.
    pub fn live() -> Self {
        Self { fixed: None }
    }

    /// Returns ids that count up from `first`, and always the same time.
    pub fn fixed(first: u64, time: Time) -> Self {
        Self { fixed: Some((first, time)) }
    }

    /// Returns the time.
    pub fn now(&self) -> Time {
        self.fixed.map_or_else(|| Time::new(chrono::Utc::now()), |(_, time)| time)
    }

    /// Returns 64 bits that were not returned before.
    ///
    /// Where the system has no randomness to give (it always has, after start-up), the clock and a
    /// hasher's random keys stand in.
    pub fn bits(&mut self) -> u64 {
        if let Some((next, _)) = &mut self.fixed {
            *next += 1;
            return *next;
        }
        getrandom::u64().unwrap_or_else(|_| {
            use std::hash::{BuildHasher as _, RandomState};
            RandomState::new().hash_one(chrono::Utc::now())
        })
    }

    /// Returns a new span's id.
    pub fn span_id(&mut self) -> SpanId {
        SpanId::from_bits(self.bits())
    }

    /// Returns a new link's id.
    pub fn link_id(&mut self) -> LinkId {
        LinkId::from_bits(self.bits())
    }

    /// Returns a new actor card's id.
    pub fn card_id(&mut self) -> CardId {
        CardId::from_bits(self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_ids_differ_and_fixed_ids_count() {
        let mut live = Stamps::live();
        assert_ne!(live.span_id(), live.span_id());
        let mut fixed = Stamps::fixed(0, Time::default());
        assert_eq!(fixed.span_id(), SpanId::from_bits(1));
        assert_eq!(fixed.span_id(), SpanId::from_bits(2));
    }
}
