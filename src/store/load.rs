//! Reading one article with its texts and layers.

use std::path::{Path, PathBuf};

use super::{
    Flaw, Problem, ProblemKind,
    disk::{Disk, Entry, stray},
    files::{StoredArticle, StoredLayer, StoredVersion},
    names,
    problem::{KEPT_ADRIFT, WAITS},
};
use crate::{
    model::{AnalystId, Article, ArticleId, Layer, LayerId, Original, Place, Span},
    text::{self, Text},
};

/// An article as it came from the disk; nothing where it could not be read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) article: Option<Article>,
    pub(super) layers: Vec<Layer>,
    pub(super) problems: Vec<Problem>,
    /// The files that were read and understood, with the hashes of what they held.
    pub(super) known: Vec<(PathBuf, blake3::Hash)>,
    /// Files of which not everything is in memory.
    pub(super) incomplete: Vec<PathBuf>,
}

/// Reads an article and its layers; `on_text` sees the article before its layers are read, if it
/// has any.
pub(super) fn load(
    disk: &Disk,
    article: &ArticleId,
    analysts: &[AnalystId],
    on_text: impl FnOnce(&Article),
) -> Loaded {
    let mut loaded = Loaded::default();
    match loaded.read_article(disk, article) {
        Ok(read) => {
            if !analysts.is_empty() {
                on_text(&read);
            }
            for analyst in analysts {
                let id = LayerId { article: article.clone(), analyst: analyst.clone() };
                match loaded.read_layer(disk, &id, &read) {
                    Ok(layer) => loaded.layers.push(layer),
                    Err(problem) => loaded.problems.push(problem),
                }
            }
            loaded.article = Some(read);
        }
        Err(mut problem) => {
            if !analysts.is_empty() {
                problem.message.push_str("; the article’s layers are not read either");
            }
            // Nothing of it is in the project, so nothing of it may be written over.
            loaded.known.clear();
            loaded.problems.push(problem);
        }
    }
    loaded
}

impl Loaded {
    fn read_article(&mut self, disk: &Disk, id: &ArticleId) -> Result<Article, Problem> {
        let (folder, file) = (names::article_folder(id), names::article_file(id));
        let entries = disk.entries(&folder).map_err(|error| error.into_problem(&folder))?;
        for entry in entries.iter().filter(|entry| names::copied(&entry.name).is_some()) {
            self.problems.push(stray(folder.join(&entry.name), &entry.name));
        }
        let bytes = disk.read(&file).map_err(|error| error.into_problem(&file))?;
        let stored =
            StoredArticle::read_file(&bytes).map_err(|flaw| Problem::flawed(&file, &flaw))?;
        if stored.id != *id {
            return Err(mismatch(&file, &format!("article `{}`", stored.id)));
        }
        self.known.push((file.clone(), blake3::hash(&bytes)));
        let mut texts = Vec::with_capacity(stored.versions.len());
        for version in &stored.versions {
            let text =
                self.read_text(disk, &names::text_file(id, version.number), &version.hash)?;
            texts.push((text, self.find_original(&folder, version, &entries)));
        }
        let (article, left_out) = stored.into_article(texts);
        if left_out > 0 {
            self.problems.push(outside(&file, left_out));
            self.incomplete.push(file);
        }
        Ok(article)
    }

    /// Reads a version's text and compares it with the hash that its article has.
    fn read_text(&mut self, disk: &Disk, file: &Path, hash: &str) -> Result<Text, Problem> {
        let bytes = disk.read(file).map_err(|error| error.into_problem(file))?;
        let found = blake3::hash(&bytes);
        self.known.push((file.to_owned(), found));
        let content = String::from_utf8(bytes).map_err(|_| {
            let hint = Flaw::NotUtf8 { line: 1 }.hint();
            Problem::new(ProblemKind::Damaged, file, "This text is not UTF-8", hint)
        })?;
        if hash.is_empty() || hash == tagged(found) {
            return Ok(Text::new(content));
        }
        let folded = content.replace("\r\n", "\n");
        if tagged(blake3::hash(folded.as_bytes())) == hash {
            let message = "The line ends of this text were rewritten; otherwise it is what it was";
            let hint = "Keep the project’s .gitattributes, so that git leaves texts as they are";
            self.problems.push(Problem::new(ProblemKind::LineEnds, file, message, hint));
            return Ok(Text::new(folded));
        }
        let message = "This text is not the one that its article was made with";
        let hint = "Spans whose words are no longer at their place are marked adrift. Put the text \
                    back from a backup, or add the new text as a version of its own";
        self.problems.push(Problem::new(ProblemKind::TextChanged, file, message, hint));
        Ok(Text::new(content))
    }

    fn find_original(
        &mut self,
        folder: &Path,
        version: &StoredVersion,
        entries: &[Entry],
    ) -> Original {
        let start = names::original_start(version.number);
        if entries.iter().any(|entry| entry.name.starts_with(&start)) {
            return Original::InFolder;
        }
        if version.source_hash.is_empty() {
            return Original::IsText;
        }
        let message = "The file that the text came from is missing";
        let hint = "The text is there; only the file as it was opened cannot be shown or exported";
        let path = folder.join(format!("{start}*"));
        self.problems.push(Problem::new(ProblemKind::Missing, path, message, hint));
        Original::InFolder
    }

    fn read_layer(
        &mut self,
        disk: &Disk,
        id: &LayerId,
        article: &Article,
    ) -> Result<Layer, Problem> {
        let file = names::layer_file(id);
        let bytes = disk.read(&file).map_err(|error| error.into_problem(&file))?;
        let stored =
            StoredLayer::read_file(&bytes).map_err(|flaw| Problem::flawed(&file, &flaw))?;
        if stored.id != *id {
            return Err(mismatch(&file, &format!("the layer {}", stored.id)));
        }
        let Some(version) = article.version(stored.version) else {
            let message =
                format!("This layer is about version {}, which is not there", stored.version);
            let hint = "Put the article’s folder back as it was when the layer was made";
            return Err(Problem::new(ProblemKind::Missing, file, message, hint));
        };
        let layer = stored.into_layer(&version.text);
        self.known.push((file.clone(), blake3::hash(&bytes)));
        self.problems.extend(layer.adrift().map(|span| adrift(&file, span)));
        Ok(layer)
    }
}

/// Returns a hash as files have it.
pub(super) fn tagged(hash: blake3::Hash) -> String {
    format!("blake3:{}", hash.to_hex())
}

fn mismatch(file: &Path, says: &str) -> Problem {
    Problem::flawed(file, &Flaw::Misplaced { says: says.to_owned() })
}

fn outside(file: &Path, count: usize) -> Problem {
    let message = match count {
        1 => "1 block or page lies outside of the text and is left out".to_owned(),
        _ => format!("{count} blocks or pages lie outside of the text and are left out"),
    };
    let hint = "Put the text back from a backup; the file is copied to .postil before it changes";
    Problem::new(ProblemKind::Outside, file, message, hint)
}

fn adrift(file: &Path, span: &Span) -> Problem {
    let words = match &span.place {
        Place::Adrift(anchor) => anchor.texts.join(" … "),
        Place::At(_) => String::new(),
    };
    let shown = text::shortened(&words, 60);
    let shown = text::quoted(&shown);
    let proposed = span.pending.as_ref().filter(|pending| !pending.at.is_empty());
    let (message, hint) = match proposed {
        Some(_) => ("A span waits for its analyst’s yes to a proposed place", WAITS),
        None => ("The words of a span are not at its place", KEPT_ADRIFT),
    };
    Problem::new(ProblemKind::Adrift, file, format!("{message}: {} {shown}", span.id), hint)
}
