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
pub(super) fn original_file(article: &ArticleId, version: &Version) -> PathBuf {
    let ending = Path::new(&version.source).extension().and_then(|ending| ending.to_str());
    let mut ending = ending.unwrap_or_default().to_ascii_lowercase();
    ending.retain(|c| c.is_ascii_alphanumeric());
    ending.truncate(10);
    let ending = if ending.is_empty() { "bin" } else { &ending };
    article_folder(article).join(format!("{}{ending}", original_start(version.number)))
}

/// Returns the folder of an analyst's layers.
pub(super) fn analyst_folder(analyst: &AnalystId) -> PathBuf {
    Path::new(ANNOTATIONS).join(analyst.as_str())
}

/// Returns the file of a layer.
pub(super) fn layer_file(layer: &LayerId) -> PathBuf {
    analyst_folder(&layer.analyst).join(format!("{}.ron", layer.article))
}

/// Returns where a layer's file is put within what the trash holds of its article.
pub(super) fn layer_in_trash(layer: &LayerId) -> PathBuf {
    Path::new(ANNOTATIONS).join(format!("{}.ron", layer.analyst))
}

/// Is this the name that Dropbox, Nextcloud, Syncthing or a file manager gives to a second copy?
pub(super) fn is_conflict_copy(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".ron") else { return false };
    let is_numbered = stem.ends_with(')')
        && stem.rsplit_once(" (").is_some_and(|(_, number)| {
            number.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit())
        });
    stem.contains(".sync-conflict-")
        || stem.to_lowercase().contains("conflicted copy")
        || stem.to_lowercase().contains("case conflict")
        || is_numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_copies_are_recognised() {
        for name in [
            "port (conflicted copy 2026-02-01 101500).ron",
            "port (Alice's conflicted copy 2026-02-01).ron",
            "port.sync-conflict-20260201-101500-ABCDEFG.ron",
            "port (1).ron",
        ] {
            assert!(is_conflict_copy(name), "{name}");
        }
        for name in ["port.ron", "conflict.ron", "port (1).txt", "port (draft).ron"] {
            assert!(!is_conflict_copy(name), "{name}");
        }
    }
}
