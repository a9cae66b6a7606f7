//! Plain text: the text as it stands, with the roles that its lines play.

use super::{ArticleError, Reader, Reading, decode::decode, reading, roles};
use crate::text;

/// Reads plain text in UTF-8, and whatever no other reader takes.
#[derive(Clone, Copy, Debug)]
pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn version(&self) -> u32 {
        1
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/plain"]
    }

    fn read(&self, bytes: &[u8], name: &str) -> Result<Reading, ArticleError> {
        let text = decode(bytes, name)?.into_owned();
        let parts = text::outline(&text);
        let title = text::title(&text, &parts).filter(|title| !title.trim().is_empty());
        Ok(Reading {
            title: title.unwrap_or_else(|| reading::title_from_name(name)),
            facts: roles::facts(Vec::new(), &text, &parts),
            blocks: parts.iter().map(roles::block).collect(),
            pages: Vec::new(),
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            reader: format!("{} {}", self.name(), self.version()),
            original: reading::original(bytes, &text),
            warnings: Vec::new(),
            text,
        })
    }
}
