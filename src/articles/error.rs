//! Why a file can't be opened as an article.

use crate::text::size;

/// Why a file can't be opened as an article. The messages end with the file's name; `format` is such
/// as `a Word document`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ArticleError {
    #[error("The file holds no words: {name}")]
    Empty { name: String },
    #[error("The file is {format}, which Postil does not read: {name}")]
    NoReader { name: String, format: &'static str },
    #[error("The file is no {format}, whatever its name says: {name}")]
    NotInside { name: String, format: &'static str },
    #[error("The file is {format} that is locked with a password: {name}")]
    Encrypted { name: String, format: &'static str },
    #[error("The file is {format} that only the programs of its shop open (DRM): {name}")]
    Locked { name: String, format: &'static str },
    #[error("The file is {format} that is damaged ({why}): {name}")]
    Damaged { name: String, format: &'static str, why: String },
    #[error("The file has no text, only pictures of it, on {}: {name}", pages_of(*pages))]
    NoText { name: String, pages: usize },
    #[error("The file is too large, {} of at most {}: {name}", size(*bytes as u64), size(*most as u64))]
    TooLarge { name: String, bytes: usize, most: usize },
    #[error("The file unpacks to more than {}: {name}", size(*most as u64))]
    TooMuch { name: String, most: usize },
    #[error("The file is nested too deeply, more than {most} levels: {name}")]
    TooDeep { name: String, most: usize },
    #[error("Reading the file took too long: {name}")]
    TookTooLong { name: String },
    #[error("The file is {format} that can’t be read, for a reason of Postil’s own: {name}")]
    Failed { name: String, format: &'static str },
}

impl ArticleError {
    /// Does the file go beyond what one may usually take, so that a raised limit would let it in?
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::TooLarge { .. } | Self::TooMuch { .. } | Self::TookTooLong { .. })
    }

    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "Check that the file was saved, and that it is the right one",
            Self::NoReader { .. } => {
                "Save it as a web page, a Word document, a PDF or plain text, and open that"
            }
            Self::NotInside { .. } => {
                "Open it in the program that made it, save it in the format that you want, and open that"
            }
            Self::Encrypted { .. } => {
                "Open it with its password in the program that made it, save it without one, and open that"
            }
            Self::Locked { .. } => "Ask the publisher for a copy without DRM, or for the text",
            Self::Damaged { .. } => {
                "Get the file again from where it came, or open and save it in the program that made it"
            }
            Self::NoText { .. } => {
                "Run text recognition (OCR) on it, which adds the text to the pages, and open the result"
            }
            Self::TooLarge { .. } | Self::TooMuch { .. } | Self::TookTooLong { .. } => {
                "If you trust the file, raise the limit; else split it, or save its text"
            }
            Self::TooDeep { .. } => "Open it in the program that made it, and save its text",
            Self::Failed { .. } => {
                "Save its text in the program that made it and open that; the file as it is would help to mend this"
            }
        }
    }
}

fn pages_of(pages: usize) -> String {
    if pages == 1 { "its one page".to_owned() } else { format!("its {pages} pages") }
}
