//! What reads a format, and the list of all that do.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

use super::{ArticleError, ArticleFile, Markdown, Options, PlainText, Reading, foreign};

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

    /// Reads a file.
    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError>;
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
pub static READERS: &[&dyn Reader] = &[
    #[cfg(feature = "html")]
    &super::WebPage,
    #[cfg(feature = "html")]
    &super::WebArchive,
    #[cfg(feature = "office")]
    &super::Docx,
    #[cfg(feature = "office")]
    &super::Odt,
    #[cfg(feature = "office")]
    &super::Rtf,
    #[cfg(feature = "pdf")]
    &super::Pdf,
    #[cfg(feature = "epub")]
    &super::Ebook,
    &Markdown,
    &PlainText,
];

/// Reads an article file in the usual way. `name` is the file's name without its folder.
pub fn read(bytes: &[u8], name: &str) -> Result<Reading, ArticleError> {
    read_as(&ArticleFile { bytes, name, options: &Options::USUAL })
}

/// Reads an article file with the reader that fits it best, as the analyst asks.
pub fn read_as(file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
    let (name, most) = (file.name, file.options.limits.file_bytes);
    if file.bytes.len() > most {
        return Err(ArticleError::TooLarge {
            name: name.to_owned(),
            bytes: file.bytes.len(),
            most,
        });
    }
    let (fit, reader) = reader_for(file.bytes, name);
    // Formats are read with the code of many others: what none of them foresaw fails this file alone.
    let read = without_panic(|| match reader.read(file) {
        Err(refusal @ ArticleError::NotInside { .. }) if fit == Fit::Ending => {
            as_text(file, refusal)
        }
        read => read,
    });
    read.unwrap_or_else(|_| {
        let format = foreign::format(file.bytes, name).unwrap_or("a file");
        Err(ArticleError::Failed { name: name.to_owned(), format })
    })
}

/// Reads a file whose ending is wrong, if it is plain text; else it stays refused.
fn as_text(file: &ArticleFile<'_>, refusal: ArticleError) -> Result<Reading, ArticleError> {
    let ArticleError::NotInside { format, .. } = &refusal else { return Err(refusal) };
    let told =
        format!("The file is no {format}, whatever its name says; it was read as plain text");
    match PlainText.read(file) {
        Ok(mut reading) => {
            reading.warnings.insert(0, told);
            Ok(reading)
        }
        Err(ArticleError::NoReader { .. }) => Err(refusal),
        Err(error) => Err(error),
    }
}

/// Reads on this thread. A panic is an error of what is read: it is not printed (see [`is_reading`]).
/// A reader that reads on a thread of its own does so in here, too.
pub(super) fn without_panic<T>(read: impl FnOnce() -> T) -> std::thread::Result<T> {
    let before = IS_READING.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    IS_READING.set(before);
    read
}

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Is this thread reading an article file? A panic is an error of that file then, and said as such.
pub fn is_reading() -> bool {
    IS_READING.get()
}

/// Returns the reader that fits a file best, and how well.
fn reader_for(bytes: &[u8], name: &str) -> (Fit, &'static dyn Reader) {
    let mut best: (Fit, &'static dyn Reader) = (Fit::Fallback, &PlainText);
    for &reader in READERS {
        let fit = reader.fit(bytes, name);
        if fit > best.0 {
            best = (fit, reader);
        }
    }
    best
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
        check("quay.md", "markdown 3", "by the quay\n");
        check("quay.MARKDOWN", "markdown 3", "by the quay\n");
        check("quay.txt", "text 3", "*by the quay*\n");
        check("quay", "text 3", "*by the quay*\n");
        check("quay.log", "text 3", "*by the quay*\n");
    }

    #[test]
    fn text_with_another_ending_is_read_as_text() {
        fn check(name: &str, format: &str) {
            let reading = read("“No” – said the mayor\n\n*He* went.\n".as_bytes(), name).unwrap();
            assert_eq!(reading.text, "“No” – said the mayor\n\n*He* went.\n", "{name}");
            assert_eq!(
                (reading.reader.as_str(), reading.media_type.as_str()),
                ("text 3", "text/plain")
            );
            let told = format!(
                "The file is no {format}, whatever its name says; it was read as plain text"
            );
            assert_eq!(reading.warnings, [told]);
            let noise: Vec<u8> = (0..=255).cycle().take(2000).collect();
            let refused = read(&noise, name).unwrap_err().to_string();
            assert_eq!(refused, format!("The file is no {format}, whatever its name says: {name}"));
            assert!(matches!(read(b"\n", name), Err(ArticleError::Empty { .. })), "{name}");
        }
        #[cfg(feature = "office")]
        check("quay.docx", "Word document");
        #[cfg(feature = "office")]
        check("quay.odt", "OpenDocument text");
        #[cfg(feature = "office")]
        check("quay.rtf", "rich text document (RTF)");
        #[cfg(feature = "pdf")]
        check("quay.pdf", "PDF");
        #[cfg(feature = "epub")]
        check("quay.epub", "e-book (EPUB)");
        #[cfg(feature = "html")]
        check("quay.mhtml", "web archive (MHTML)");
    }
}
