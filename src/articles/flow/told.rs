//! What could not be kept, in sentences.

/// Returns a sentence for each count that is not 0: the first of the two where it is 1, else the count
/// and the second.
pub(in crate::articles) fn told(counts: &[(usize, &str, &str)]) -> Vec<String> {
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    counts
        .map(|(count, one, many)| match count {
            1 => (*one).to_owned(),
            _ => format!("{count} {many}"),
        })
        .collect()
}
