//! Titles with the name of their site beside them: `Bridge closed | Quay Post`.

use super::{
    Found,
    facts::{JSON_LD, PUBLISHER, TITLE, letters, name_of, same, title_of, unescaped},
    json_ld::Described,
};
use crate::articles::roles;

/// What stands between a title and the name of its site, with spaces around it.
const SEPARATORS: [&str; 10] = ["|", "–", "—", "-", "·", "•", "»", ":", "/", "::"];

impl Found {
    /// Returns a title without the name of its site, where another title of the page has it so; and
    /// where the page names its site, if nothing but `<title>` gives one.
    pub(super) fn bare_title(&self, title: String, described: &Described) -> String {
        let metas = TITLE.iter().flat_map(|name| self.metas.iter().filter(|one| one.name == *name));
        let others: Vec<String> = metas.filter_map(|meta| title_of(&meta.value)).collect();
        let headline = described.headline.as_deref().and_then(title_of);
        let sites = [described.publisher.clone(), self.first(PUBLISHER, name_of).map(|one| one.0)];
        let sites: Vec<String> = sites.into_iter().flatten().collect();
        let is_site = |other: &&String| sites.iter().any(|site| same(site, other));
        let mut own = others.iter().filter(|other| !is_site(other));
        let bare = match &headline {
            Some(headline) if is_part(headline, &title) => Some(headline.as_str()),
            None if others.is_empty() => sites.iter().find_map(|site| without_site(&title, site)),
            _ => own.find(|other| is_bare(other, &title, &self.heading)).map(String::as_str),
        };
        bare.map(str::to_owned).unwrap_or(title)
    }

    /// Returns where the page has a title.
    pub(super) fn told(&self, title: &str, described: &Described) -> String {
        let is_it = |words: &str| same(&unescaped(words), title);
        let meta =
            || self.metas.iter().find(|meta| TITLE.contains(&&*meta.name) && is_it(&meta.value));
        if is_it(&self.heading) {
            roles::HEADLINE.to_owned()
        } else if described.headline.as_deref().is_some_and(is_it) {
            JSON_LD.to_owned()
        } else if let Some(meta) = meta() {
            meta.from.clone()
        } else {
            "title of the page".to_owned()
        }
    }
}

/// Does a title consist of `part` and what stands beside it?
fn is_part(part: &str, title: &str) -> bool {
    parted(title).any(|(one, two)| same(one, part) || same(two, part))
}

/// Is `other` a title without what stands beside it in `title`? It is the longer part, or the heading
/// of the page.
fn is_bare(other: &str, title: &str, heading: &str) -> bool {
    let parted = parted(title).find(|(one, two)| same(one, other) || same(two, other));
    let Some((one, two)) = parted else { return false };
    let rest = if same(one, other) { two } else { one };
    same(other, heading) || letters(other).count() > letters(rest).count()
}

/// Returns what is left of a title without the name of its site, which it begins or ends with.
fn without_site<'a>(title: &'a str, site: &str) -> Option<&'a str> {
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
