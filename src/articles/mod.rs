//! Article files in: bytes and a file's name become a [`Reading`], and that an article.
//!
//! One [`Reader`] a format; [`read`] finds the one that fits, by contents where those tell, by the
//! file's ending else. A format joins by one more line in [`READERS`]. Nothing here touches files.

#[cfg(any(feature = "office", feature = "pdf"))]
mod counted;
mod decode;
#[cfg(feature = "office")]
mod docx;
mod draft;
mod encoding;
#[cfg(feature = "epub")]
mod epub;
mod error;
mod file;
#[cfg(feature = "office")]
mod flow;
mod foreign;
mod guess;
#[cfg(feature = "html")]
mod html;
mod language;
mod manuscript;
mod markdown;
#[cfg(feature = "html")]
mod mhtml;
#[cfg(any(feature = "html", feature = "office", feature = "pdf"))]
mod names;
#[cfg(feature = "office")]
mod odt;
#[cfg(any(feature = "office", feature = "epub"))]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
#[cfg(any(feature = "html", feature = "office", feature = "pdf"))]
mod raised;
mod reader;
mod reading;
mod roles;
#[cfg(feature = "office")]
mod rtf;
#[cfg(test)]
mod tests;
mod title;
#[cfg(any(feature = "office", feature = "epub"))]
mod xml;

#[cfg(feature = "office")]
pub use docx::Docx;
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
#[cfg(feature = "office")]
pub use odt::Odt;
#[cfg(feature = "pdf")]
pub use pdf::Pdf;
pub use plain::PlainText;
pub use reader::{Fit, READERS, Reader, is_reading, read, read_as};
pub use reading::Reading;
pub use roles::{FROM_TEXT, TITLE, WORDS};
#[cfg(feature = "office")]
pub use rtf::Rtf;
