//! What reads a format, and the list of all that do.

use super::{ArticleError, Markdown, PlainText, Reading, foreign};

/// Reads article files of one format.
pub trait Reader: Sync {
    /// Returns the name that `article.ron` records, such as `text`.
    fn name(&self) -> &'static str;

    /// Returns the reader's version: it rises whenever the same bytes give another text.
    fn version(&self) -> u32;

    /// Returns the endings of such files, in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Returns the media types of such files, the usual one first.
    fn media_types(&self) -> &'static [&'static str];

    /// Judges whether a file is of this format. The default goes by its ending.
    fn fit(&self, _bytes: &[u8], name: &str) -> Fit {
        let ending = foreign::extension(name);
        if self.extensions().contains(&ending.as_str()) { Fit::Ending } else { Fit::No }
    }

    /// Reads a file. `name` is its name without its folder: it stands in for a title, and in
    /// messages.
    fn read(&self, bytes: &[u8], name: &str) -> Result<Reading, ArticleError>;
}

/// How well a reader fits a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not of this format.
    No,
    /// It may be of any format: this reader takes what no other does.
    Fallback,
    /// Its ending is one of this format's.
    Ending,
    /// Its contents are of this format, whatever its ending.
    Contents,
}

/// Every reader that there is. The first of those that fit best reads a file.
pub static READERS: &[&dyn Reader] = &[&Markdown, &PlainText];

/// Reads an article file with the reader that fits it best. `name` is the file's name without its
/// folder.
pub fn read(bytes: &[u8], name: &str) -> Result<Reading, ArticleError> {
    let mut best: (Fit, &dyn Reader) = (Fit::Fallback, &PlainText);
    for &reader in READERS {
        let fit = reader.fit(bytes, name);
        if fit > best.0 {
            best = (fit, reader);
        }
    }
    best.1.read(bytes, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_where_the_contents_do_not() {
        fn check(name: &str, reader: &str, text: &str) {
            let reading = read(b"*by the quay*\n", name).unwrap();
            assert_eq!((reading.reader.as_str(), reading.text.as_str()), (reader, text), "{name}");
        }
        check("quay.md", "markdown 1", "by the quay\n");
        check("quay.MARKDOWN", "markdown 1", "by the quay\n");
        check("quay.txt", "text 1", "*by the quay*\n");
        check("quay", "text 1", "*by the quay*\n");
        check("quay.log", "text 1", "*by the quay*\n");
    }
}
