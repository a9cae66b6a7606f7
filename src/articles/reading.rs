//! What a reader makes of a file: the text of an article with what is known about it.

use super::Extent;
use crate::{
    model::{
        Article, ArticleId, Attributes, Block, Fact, Original, Page, Time, Unknown, Version,
        VersionNumber,
    },
    text::Text,
};

/// What a reader makes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// UTF-8 with `\n` line ends, without a byte order mark; never blank.
    pub text: String,
    /// As the text or its metadata has it; else the file's name without its ending.
    pub title: String,
    /// By name, one a name.
    pub facts: Vec<Fact>,
    /// By place.
    pub blocks: Vec<Block>,
    /// By place; none where the file has no pages.
    pub pages: Vec<Page>,
    /// How many bytes the file has.
    pub source_bytes: u64,
    /// Such as `text/plain`.
    pub media_type: String,
    /// The encoding of the file; empty where it is no text.
    pub encoding: String,
    /// Why that encoding was taken, such as `byte order mark`.
    pub encoding_from: String,
    /// What of a page the text is, where there was a choice.
    pub extent: Option<Extent>,
    /// The reader's name and version, such as `text 1`.
    pub reader: String,
    /// The file byte for byte, where it is not the text.
    pub original: Original,
    /// What could not be kept, one sentence each.
    pub warnings: Vec<String>,
}

impl Reading {
    /// Returns the article that the file makes: its first version is this text.
    pub fn into_article(mut self, id: ArticleId, file_name: &str, time: Time) -> Article {
        let title = std::mem::take(&mut self.title);
        let facts = std::mem::take(&mut self.facts);
        Article {
            id,
            title,
            added: time,
            group: String::new(),
            note: String::new(),
            labels: Attributes::default(),
            facts,
            versions: vec![self.into_version(VersionNumber::FIRST, file_name, time)],
            unknown: Unknown::default(),
        }
    }

    /// Returns the version that the file makes of an article that is there already. Title and facts
    /// belong to the article and are left out.
    pub fn into_version(self, number: VersionNumber, file_name: &str, time: Time) -> Version {
        let source_hash = match &self.original {
            Original::InMemory(bytes) => hash(bytes),
            Original::IsText | Original::InFolder => String::new(),
        };
        Version {
            number,
            added: time,
            hash: hash(self.text.as_bytes()),
            source: file_name.to_owned(),
            source_hash,
            source_bytes: self.source_bytes,
            media_type: self.media_type,
            encoding: self.encoding,
            encoding_from: self.encoding_from,
            extent: self.extent.map_or("", Extent::as_str).to_owned(),
            reader: self.reader,
            warnings: self.warnings,
            text: Text::new(self.text),
            original: self.original,
            blocks: self.blocks,
            pages: self.pages,
            unknown: Unknown::default(),
        }
    }
}

/// Returns where the bytes of a file have to be kept: nowhere, if they are the text.
pub(super) fn original(bytes: &[u8], text: &str) -> Original {
    if bytes == text.as_bytes() { Original::IsText } else { Original::InMemory(bytes.into()) }
}

fn hash(bytes: &[u8]) -> String {
    format!("blake3:{}", blake3::hash(bytes).to_hex())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::read;

    #[test]
    fn an_article_knows_its_text_and_its_file() {
        let (id, time) = (ArticleId::new("quay").unwrap(), Time::default());
        let article =
            read(b"By the quay.\n", "quay.txt").unwrap().into_article(id.clone(), "quay.txt", time);
        let version = article.newest().unwrap();
        assert_eq!(version.original, Original::IsText);
        assert_eq!(version.source_hash, "");
        assert_eq!(version.hash, hash(b"By the quay.\n"));
        let bytes = b"By the quay.\r\n";
        let article = read(bytes, "quay.txt").unwrap().into_article(id, "quay.txt", time);
        let version = article.newest().unwrap();
        assert_eq!(version.original, Original::InMemory(bytes.as_slice().into()));
        assert_eq!(version.source_hash, hash(bytes));
        assert_eq!(version.hash, hash(b"By the quay.\n"));
    }
}
