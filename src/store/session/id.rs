//! The id of a session: which machine, and which of its running programs.

use std::{fmt, str::FromStr};

use super::host;
use crate::model::slug;

/// Names a running program that writes to a project: `HOST-KEY-ID`, where `HOST` is the machine's
/// name, `KEY` tells machines of one name apart, and `ID` is random.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(String);

impl SessionId {
    /// Returns an id on this machine, made of random bits.
    pub fn from_bits(bits: u64) -> Self {
        let name = slug(host::name(), "computer", |_| false);
        Self(format!("{name}-{}-{bits:016x}", host::key()))
    }

    /// Returns the id as it stands in names of files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name of the session's machine, as a slug.
    pub fn host(&self) -> &str {
        self.parts().map_or("", |(host, ..)| host)
    }

    /// Is it a session of this machine? Those of others are theirs to recover and to clean up.
    pub fn is_of_this_host(&self) -> bool {
        self.parts().is_some_and(|(_, key, _)| key == host::key())
    }

    fn parts(&self) -> Option<(&str, &str, &str)> {
        let (rest, id) = self.0.rsplit_once('-')?;
        let (host, key) = rest.rsplit_once('-')?;
        let is_hex = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_hexdigit());
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_host = !host.is_empty() && host.chars().all(is_name);
        (is_host && is_hex(key) && is_hex(id)).then_some((host, key, id))
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name that is not one of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is not the name of a session")]
pub struct NotASession;

impl FromStr for SessionId {
    type Err = NotASession;

    fn from_str(name: &str) -> Result<Self, NotASession> {
        let id = Self(name.to_owned());
        if id.parts().is_some() { Ok(id) } else { Err(NotASession) }
    }
}
