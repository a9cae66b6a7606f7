//! How article files are to be read, as a person asks for it.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use crate::{
    articles::{self, ArticleError, ArticleFile, Encoding, Extent, Limits, Options, Reading},
    model::Version,
};

/// How article files are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// The encoding of all of them; without one each is found out.
    pub encoding: Option<Encoding>,
    /// What of a page is taken; without that the reader decides.
    pub extent: Option<Extent>,
    /// What one file may take, in times of the usual: its size, what it unpacks to, the time.
    pub limit: u32,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { encoding: None, extent: None, limit: 1 }
    }
}

impl ReadOptions {
    /// So long one file may usually be read.
    pub const TIME: Duration = Duration::from_mins(1);

    /// Returns the same with a limit that is ten times as high.
    #[must_use]
    pub fn raised(self) -> Self {
        Self { limit: self.limit.saturating_mul(10), ..self }
    }

    /// Returns the options by which a later state of a file is read: as the version was.
    pub(super) fn of(version: &Version) -> Self {
        let is_chosen = version.encoding_from == Encoding::CHOSEN;
        let encoding = is_chosen.then(|| Encoding::named(&version.encoding)).flatten();
        Self { encoding, extent: Extent::named(&version.extent), ..Self::default() }
    }

    /// Returns the same, with what it leaves open as in another.
    pub(super) fn or(self, other: Self) -> Self {
        let (encoding, extent) = (self.encoding.or(other.encoding), self.extent.or(other.extent));
        Self { encoding, extent, ..self }
    }

    /// Returns the largest file that is read, in bytes.
    pub(super) fn most_bytes(self) -> usize {
        self.limits().file_bytes
    }

    /// Reads the bytes of a file, for as long as that may take and nobody cancels it.
    pub(super) fn read(
        self,
        bytes: &[u8],
        name: &str,
        cancelled: &AtomicBool,
    ) -> Result<Reading, ArticleError> {
        let (began, most) = (Instant::now(), Self::TIME.saturating_mul(self.limit));
        let stops = || cancelled.load(Ordering::Relaxed) || began.elapsed() > most;
        let (encoding, extent) = (self.encoding, self.extent);
        let options = Options { encoding, extent, limits: self.limits(), stops: &stops };
        articles::read_as(&ArticleFile { bytes, name, options: &options })
    }

    fn limits(self) -> Limits {
        let times = usize::try_from(self.limit).unwrap_or(usize::MAX);
        Limits {
            file_bytes: Limits::USUAL.file_bytes.saturating_mul(times),
            unpacked_bytes: Limits::USUAL.unpacked_bytes.saturating_mul(times),
        }
    }
}
