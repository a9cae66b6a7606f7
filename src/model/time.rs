//! Moments, to the second.

use std::{fmt, str::FromStr};

use chrono::{DateTime, SecondsFormat, SubsecRound as _, Utc};

/// A moment in UTC, to the second. Times come in from outside: the model has no clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(DateTime<Utc>);

impl Time {
    /// Returns the moment without its fraction of a second.
    pub fn new(moment: DateTime<Utc>) -> Self {
        Self(moment.trunc_subsecs(0))
    }

    /// Returns the moment for display and arithmetic.
    pub fn to_utc(self) -> DateTime<Utc> {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl FromStr for Time {
    type Err = chrono::ParseError;

    /// Reads RFC 3339; an offset is turned into UTC, a fraction is dropped.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(DateTime::parse_from_rfc3339(text)?.to_utc()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc_to_the_second() {
        let time: Time = "2026-01-13T12:00:00.9+02:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-01-13T10:00:00Z");
        assert!("yesterday".parse::<Time>().is_err());
    }
}
