//! Titles with the name of their site beside them: `Bridge closed | Quay Post`.

use super::facts::{letters, same};

/// What stands between a title and the name of its site, with spaces around it.
const SEPARATORS: [&str; 10] = ["|", "–", "—", "-", "·", "•", "»", ":", "/", "::"];

/// Does a title consist of `part` and what stands beside it?
pub(super) fn is_part(part: &str, title: &str) -> bool {
    parted(title).any(|(one, two)| same(one, part) || same(two, part))
}

/// Is `other` a title without what stands beside it in `title`? It is the longer part, or the heading
/// of the page.
pub(super) fn is_bare(other: &str, title: &str, heading: &str) -> bool {
    let parted = parted(title).find(|(one, two)| same(one, other) || same(two, other));
    let Some((one, two)) = parted else { return false };
    let rest = if same(one, other) { two } else { one };
    same(other, heading) || letters(other).count() > letters(rest).count()
}

/// Returns what is left of a title without the name of its site, which it begins or ends with.
pub(super) fn without_site<'a>(title: &'a str, site: &str) -> Option<&'a str> {
    let (one, two) = parted(title).find(|(one, two)| same(one, site) || same(two, site))?;
    let bare = if same(two, site) { one } else { two };
    Some(bare).filter(|bare| letters(bare).next().is_some())
}

/// Returns every way to cut a title in two at a separator, the last one first.
fn parted(title: &str) -> impl Iterator<Item = (&str, &str)> {
    title.rmatch_indices(' ').filter_map(move |(at, _)| {
        let (one, rest) = title.split_at_checked(at)?;
        let (mark, two) = rest.trim_start().split_once(' ')?;
        // A colon stands right after a word.
        let one = one.trim_end();
        let colon = || Some((one.strip_suffix(':')?, rest.trim_start()));
        if SEPARATORS.contains(&mark) { Some((one, two.trim())) } else { colon() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_bare_beside_one_with_its_site() {
        fn check(other: &str, title: &str, heading: &str, is_it: bool) {
            assert_eq!(is_bare(other, title, heading), is_it, "{other} in {title}");
        }
        check("Bridge closed", "Bridge closed | Quay Post", "", true);
        check("Bridge closed", "Bridge closed – live – Quay Post", "Bridge closed", true);
        check("Bridge closed", "Opinion: Bridge closed", "", true);
        check("Quay Post", "Bridge closed | Quay Post", "", false);
        check("Tide", "Tide | The Quay Post", "Tide", true);
        check("Tide", "Tide | The Quay Post", "", false);
        check("Bridge closed", "Bridge closed", "", false);
        check("Bridge", "Bridge closed for the day", "Bridge", false);
        check("Well", "Well-known bridge closed", "Well", false);
    }

    #[test]
    fn the_name_of_a_site_is_cut_at_either_end() {
        assert_eq!(without_site("Tide | Quay Post", "Quay post"), Some("Tide"));
        assert_eq!(without_site("Quay Post: High tide", "Quay Post"), Some("High tide"));
        assert_eq!(without_site("A | B - Quay Post", "Quay Post"), Some("A | B"));
        assert_eq!(without_site("Quay Post", "Quay Post"), None);
        assert_eq!(without_site("Why the Quay Post closed", "Quay Post"), None);
    }
}
