//! Article files in: bytes and a file's name become a [`Reading`], and that an article.
//!
//! One [`Reader`] a format; [`read`] finds the one that fits, by contents where those tell, by the
//! file's ending else. A format joins by one more line in [`READERS`]. Nothing here touches files.

mod decode;
mod draft;
mod encoding;
#[cfg(feature = "epub")]
mod epub;
mod error;
mod file;
mod foreign;
mod guess;
#[cfg(feature = "html")]
mod html;
mod language;
mod markdown;
#[cfg(feature = "html")]
mod mhtml;
#[cfg(any(feature = "office", feature = "epub"))]
mod package;
mod page;
mod plain;
mod reader;
mod reading;
mod roles;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "office", feature = "epub"))]
mod xml;

pub use encoding::Encoding;
#[cfg(feature = "epub")]
pub use epub::Ebook;
pub use error::ArticleError;
pub use file::{ArticleFile, Extent, Limits, Options};
#[cfg(feature = "html")]
pub use html::WebPage;
pub use markdown::Markdown;
#[cfg(feature = "html")]
pub use mhtml::WebArchive;
pub use plain::PlainText;
pub use reader::{Fit, READERS, Reader, is_reading, read, read_as};
pub use reading::Reading;
