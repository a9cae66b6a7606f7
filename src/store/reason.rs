//! Why the system refused, as people read it.

use std::io;

/// Returns why the system refused: its own words, without the numbers and the names of temporary
/// files that the ways to a file put around them.
pub fn reason(error: &io::Error) -> String {
    let words = innermost(error).to_string();
    let words = words.split_once(" (os error ").map_or(words.as_str(), |(words, _)| words);
    let mut characters = words.chars();
    let first = characters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}

/// Returns the system's own error among those that were put around it.
fn innermost(error: &io::Error) -> &io::Error {
    let mut found = error;
    let mut cause = error.get_ref().and_then(|inner| inner.source());
    while let Some(inner) = cause {
        found = inner.downcast_ref().unwrap_or(found);
        cause = inner.source();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_stay() {
        let plain = io::Error::from_raw_os_error(2);
        assert_eq!(reason(&plain), "No such file or directory");
        let around = tempfile::NamedTempFile::new_in("/nonexistent").unwrap_err();
        assert!(around.to_string().contains("nonexistent"), "{around}");
        assert_eq!(reason(&around), "No such file or directory");
        assert_eq!(reason(&io::ErrorKind::PermissionDenied.into()), "Permission denied");
        assert_eq!(reason(&io::Error::other("it is not a file")), "It is not a file");
        assert_eq!(reason(&io::Error::other("")), "");
    }
}
