//! Where everything is within a project's folder. Ids are checked when they are made, so that no name
//! leads out of it.

use std::path::{Path, PathBuf};

use crate::model::{AnalystId, ArticleId, LayerId, Version, VersionNumber};

/// What a person opens.
pub(super) const PROJECT: &str = "project.ron";
pub(super) const CODEBOOK: &str = "codebook.ron";
pub(super) const ACTORS: &str = "actors.ron";
pub(super) const ANALYSTS: &str = "analysts.ron";
pub(super) const ARTICLES: &str = "articles";
pub(super) const ANNOTATIONS: &str = "annotations";
/// The files at the top.
pub(super) const SHARED: [&str; 4] = [PROJECT, CODEBOOK, ACTORS, ANALYSTS];
/// The file of an article, in its folder.
pub(super) const ARTICLE: &str = "article.ron";
/// Sessions, journals, what was taken out: nothing that belongs to the project's content.
pub(super) const POSTIL: &str = ".postil";
/// Keeps git from rewriting line ends, under which positions would move.
pub(super) const GITATTRIBUTES: &str = ".gitattributes";
pub(super) const GITATTRIBUTES_TEXT: &str = "articles/** -text\n*.ron text eol=lf\n";

/// Returns the folder of an article.
pub(super) fn article_folder(article: &ArticleId) -> PathBuf {
    Path::new(ARTICLES).join(article.as_str())
}

/// Returns the file of an article.
pub(super) fn article_file(article: &ArticleId) -> PathBuf {
    article_folder(article).join(ARTICLE)
}

/// Returns the file of a version's text.
pub(super) fn text_file(article: &ArticleId, version: VersionNumber) -> PathBuf {
    article_folder(article).join(format!("{version}.txt"))
}

/// Returns what the name of a version's original begins with.
pub(super) fn original_start(version: VersionNumber) -> String {
    format!("{version}.source.")
}

/// Returns the file of a version's original, with the ending of the file that it was.
pub fn original_file(article: &ArticleId, version: &Version) -> PathBuf {
    let ending = Path::new(&version.source).extension().and_then(|ending| ending.to_str());
    let mut ending = ending.unwrap_or_default().to_ascii_lowercase();
    ending.retain(|c| c.is_ascii_alphanumeric());
    ending.truncate(10);
    let ending = if ending.is_empty() { "bin" } else { &ending };
    article_folder(article).join(format!("{}{ending}", original_start(version.number)))
}

/// Is this the file of a version's original?
pub(super) fn is_original(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let version = name.split_once(".source.").map_or("", |(version, _)| version);
    file.starts_with(ARTICLES) && !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the folder of an analyst's layers.
pub(super) fn analyst_folder(analyst: &AnalystId) -> PathBuf {
    Path::new(ANNOTATIONS).join(analyst.as_str())
}

/// Returns the file of a layer, relative to the project's folder.
pub fn layer_file(layer: &LayerId) -> PathBuf {
    analyst_folder(&layer.analyst).join(format!("{}.ron", layer.article))
}

/// Returns where a layer's file is put within what the trash holds of its article.
pub(super) fn layer_in_trash(layer: &LayerId) -> PathBuf {
    Path::new(ANNOTATIONS).join(format!("{}.ron", layer.analyst))
}

/// Returns the name of the file that this one is a second copy of, by the name that Dropbox,
/// Nextcloud, ownCloud, Syncthing, Microsoft's and Google's drives, iCloud or a file manager gives to one. What
/// Microsoft's gives, `port-LAPTOP.ron`, differs from an article's name only in that it has capitals.
pub(super) fn copied(name: &str) -> Option<String> {
    // Some put the addition after the ending.
    let (stem, ending, addition) = [".ron", ".txt"].into_iter().find_map(|ending| {
        let (stem, addition) = name.rsplit_once(ending)?;
        Some((stem, ending, addition))
    })?;
    let original = |stem: &str| (!stem.is_empty()).then(|| format!("{stem}{ending}"));
    if !addition.is_empty() {
        return is_addition(addition).then(|| original(stem)).flatten();
    }
    for (at, _) in stem.match_indices([' ', '.', '_', '-']) {
        let (before, addition) = stem.split_at_checked(at)?;
        if is_addition(addition) {
            return original(before);
        }
    }
    None
}

/// Is this what a syncing program adds to a name?
fn is_addition(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let in_brackets = lower.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    if let Some(inner) = in_brackets {
        return is_number(inner)
            || CONFLICT_WORDS.iter().any(|word| inner.contains(word))
            || inner
                .strip_prefix("copy")
                .is_some_and(|rest| rest.is_empty() || is_number(rest.trim()));
    }
    if let Some(host) = text.strip_prefix('-') {
        return host.starts_with(|c: char| c.is_ascii_uppercase())
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    }
    lower.starts_with(".sync-conflict-")
        || lower.starts_with("_conflict-")
        || lower.strip_prefix(' ').is_some_and(is_number)
}

/// What the additions of Dropbox and others hold, in some of the languages that they speak.
const CONFLICT_WORDS: [&str; 7] = [
    "conflicted copy",
    "case conflict",
    "conflict copy",
    "konflikt",
    "en conflit",
    "en conflicto",
    "in conflitto",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_copies_are_recognised() {
        for name in [
            "port (conflicted copy 2026-02-01 101500).ron",
            "port (Alice's conflicted copy 2026-02-01).ron",
            "port (Case Conflict).ron",
            "port (In Konflikt stehende Kopie von Bo 2026-02-01).ron",
            "port.sync-conflict-20260201-101500-ABCDEFG.ron",
            "port_conflict-20260201-101500.ron",
            "port-DESKTOP-4F2K.ron",
            "port-Laptop-2.ron",
            "port (1).ron",
            "port (copy 2).ron",
            "port 2.ron",
            "port.ron (1)",
            "port.ron (conflicted copy 2026-02-01)",
            "port.ron.sync-conflict-20260201-101500-ABCDEFG",
        ] {
            assert_eq!(copied(name).as_deref(), Some("port.ron"), "{name}");
        }
        assert_eq!(copied("1.sync-conflict-20260201-1-A.txt").as_deref(), Some("1.txt"));
        assert_eq!(copied("port-crews-HOST.ron").as_deref(), Some("port-crews.ron"));
        for name in [
            "port.ron",
            "conflict.ron",
            "port (draft).ron",
            "port-2.ron",
            "port-crews.ron",
            "port.md",
            "(1).ron",
            "port.ron.bak",
            "Port Crews.ron",
            " (1).ron",
        ] {
            assert_eq!(copied(name), None, "{name}");
        }
    }
}
