//! A file that is to be read, with what the analyst asks of the reading.

use super::{ArticleError, Encoding};

/// The bytes of a file and how they are to be read.
#[derive(Clone, Copy)]
pub struct ArticleFile<'a> {
    /// The file as it is.
    pub bytes: &'a [u8],
    /// Its name without its folder: it stands in for a title, and in messages.
    pub name: &'a str,
    /// How it is to be read.
    pub options: &'a Options<'a>,
}

impl ArticleFile<'_> {
    /// Fails once the reading has taken as long as it may, or is wanted no more. Every loop that a
    /// file can make long asks.
    pub fn check_time(&self) -> Result<(), ArticleError> {
        if (self.options.stops)() {
            return Err(ArticleError::TookTooLong { name: self.name.to_owned() });
        }
        Ok(())
    }
}

/// How a file is to be read.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The encoding that the analyst chose; without one it is found out.
    pub encoding: Option<Encoding>,
    /// What of a page the analyst asked for; without that the reader decides.
    pub extent: Option<Extent>,
    /// What a file may take.
    pub limits: Limits,
    /// Is it time to stop?
    pub stops: &'a (dyn Fn() -> bool + Sync),
}

impl Options<'_> {
    /// The usual: everything is found out, with the usual limits and all the time there is.
    pub const USUAL: Options<'static> =
        Options { encoding: None, extent: None, limits: Limits::USUAL, stops: &|| false };
}

/// What of a page is the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// The article, without menus, adverts and what else stands around it.
    Article,
    /// All that a person sees.
    Whole,
}

impl Extent {
    /// Returns it as a word, the way it stands in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Whole => "whole",
        }
    }

    /// Returns what a word means.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Article, Self::Whole].into_iter().find(|extent| extent.as_str() == word)
    }
}

/// What a file may take, so that one that was made to fill a memory does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub file_bytes: usize,
    /// The most bytes that a packed file may unpack to, all its parts together.
    pub unpacked_bytes: usize,
}

impl Limits {
    /// 1 GiB for a file, and 512 MiB for what it unpacks to.
    pub const USUAL: Self = Self { file_bytes: 1 << 30, unpacked_bytes: 1 << 29 };
}
