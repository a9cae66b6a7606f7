//! What could not be kept, in sentences.

/// What was left out or could not be read, so many times, and how one and several are told.
pub(in crate::articles) type Counted<'a> = (usize, &'a str, &'a str);

/// Returns a sentence for each count that is not 0: the first of the two where it is 1, else the count
/// and the second.
pub(in crate::articles) fn told(counts: &[Counted<'_>]) -> Vec<String> {
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    counts
        .map(|(count, one, many)| match count {
            1 => (*one).to_owned(),
            _ => format!("{count} {many}"),
        })
        .collect()
}

pub(in crate::articles) fn hidden_words(count: usize) -> Counted<'static> {
    (count, "1 hidden word was left out", "hidden words were left out")
}

pub(in crate::articles) fn comments(count: usize) -> Counted<'static> {
    (count, "1 comment was left out", "comments were left out")
}

/// Headers and footers.
pub(in crate::articles) fn margins(count: usize) -> Counted<'static> {
    (count, "1 header or footer was left out", "headers and footers were left out")
}

pub(in crate::articles) fn entities(count: usize) -> Counted<'static> {
    (
        count,
        "1 entity that the file defines was not read, and stands as it is written",
        "entities that the file defines were not read, and stand as they are written",
    )
}

/// Tells how many bytes of a part of the file stand for nothing.
pub(in crate::articles) fn told_broken(count: usize, part: &str) -> Vec<String> {
    let one = format!("1 byte of {part} stands for no character");
    told(&[(count, &one, &format!("bytes of {part} stand for no character"))])
}

/// Tells that a part was left out which the words do not depend on.
pub(in crate::articles) fn told_damaged(part: &str) -> String {
    format!("A part of the document is damaged and was left out: {part}")
}
