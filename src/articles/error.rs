//! Why a file can't be opened as an article.

/// Why a file can't be opened as an article. The messages end with the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ArticleError {
    #[error("The file holds no words: {name}")]
    Empty { name: String },
    #[error("The file is not UTF-8 text, from byte {at} on: {name}")]
    NotUtf8 { name: String, at: usize },
    #[error("The file is {encoding} text, which can’t be read yet: {name}")]
    OtherEncoding { name: String, encoding: &'static str },
    #[error("The file is not text: it has a zero byte at {at}: {name}")]
    Binary { name: String, at: usize },
    #[error("The file is {format}, which can’t be read yet: {name}")]
    OtherFormat { name: String, format: &'static str },
    #[error("The file is too large, {bytes} bytes of at most {most}: {name}")]
    TooLarge { name: String, bytes: usize, most: usize },
}

impl ArticleError {
    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "Check that the file was saved, and that it is the right one",
            Self::NotUtf8 { .. } | Self::OtherEncoding { .. } => {
                "UTF-16 and older encodings are not read yet: save the file as UTF-8 in a text editor"
            }
            Self::Binary { .. } => {
                "Open a text or Markdown file; if this is text in UTF-16, save it as UTF-8"
            }
            Self::OtherFormat { .. } => "Save it as plain text in UTF-8, and open that",
            Self::TooLarge { .. } => "Split the file and open its parts as articles of their own",
        }
    }
}
