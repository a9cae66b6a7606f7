//! Article files in: bytes and a file's name become a [`Reading`], and that an article.
//!
//! One [`Reader`] a format; [`read`] finds the one that fits, by contents where those tell, by the
//! file's ending else. A format joins by one more line in [`READERS`]. Nothing here touches files.

mod decode;
mod draft;
mod encoding;
mod error;
mod file;
mod foreign;
mod guess;
mod language;
mod markdown;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod reader;
mod reading;
mod roles;
#[cfg(test)]
mod tests;

pub use encoding::Encoding;
pub use error::ArticleError;
pub use file::{ArticleFile, Extent, Limits, Options};
pub use markdown::Markdown;
#[cfg(feature = "pdf")]
pub use pdf::Pdf;
pub use plain::PlainText;
pub use reader::{Fit, READERS, Reader, is_reading, read, read_as};
pub use reading::Reading;
