//! Plain text: the text as it stands, with the roles that its lines play.

use super::{ArticleError, ArticleFile, Reader, Reading, decode, draft::Draft, foreign, roles};
use crate::text;

/// Reads plain text in any encoding, and whatever no other reader takes.
#[derive(Clone, Copy, Debug)]
pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn version(&self) -> u32 {
        3
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/plain"]
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        if let Some(format) = foreign::format(file.bytes, file.name) {
            return Err(ArticleError::NoReader { name: file.name.to_owned(), format });
        }
        let decoded = decode::decode(file, &[])?;
        file.check_time()?;
        let parts = text::outline(&decoded.text);
        let draft = Draft {
            title: text::title(&decoded.text, &parts)
                .and_then(|words| roles::new_title(&words, roles::HEADLINE)),
            blocks: parts.iter().map(roles::block).collect(),
            text: decoded.text,
            warnings: decoded.warnings,
            encoded: decoded.encoded,
            ..Draft::default()
        };
        draft.finish(self, file)
    }
}
