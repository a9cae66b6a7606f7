//! Article files in: bytes and a file's name become a [`Reading`], and that an article.
//!
//! One [`Reader`] a format; [`read`] finds the one that fits, by contents where those tell, by the
//! file's ending else. A format joins by one more line in [`READERS`]. Nothing here touches files.

mod decode;
mod error;
mod foreign;
mod markdown;
mod plain;
mod reader;
mod reading;
mod roles;
#[cfg(test)]
mod tests;

pub use decode::MOST_BYTES;
pub use error::ArticleError;
pub use markdown::Markdown;
pub use plain::PlainText;
pub use reader::{Fit, READERS, Reader, read};
pub use reading::Reading;
