//! What a file becomes that is read and written again, without a disk: for whoever feeds the readers
//! with any bytes.

use std::path::Path;

use super::{
    Flaw, Lost,
    files::{
        Kind, StoredArticle, StoredLayer, read_analysts, read_cards, read_codebook, read_project,
        render_analysts, render_article, render_cards, render_codebook, render_layer,
        render_project, rescue,
    },
};
use crate::{
    model::{Codebook, Original, Project, Time},
    text::Text,
};

/// A file that was read and written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenAgain {
    /// As a save would write it.
    pub text: String,
    /// Do all positions that were taken lie in the article's text?
    pub is_within: bool,
    /// Is what was written read as what it was written of?
    pub is_same: bool,
}

/// Reads what `file`, by its path within a project, may hold, over an article's text; `None` where
/// no file has this path.
pub fn write_again(file: &Path, bytes: &[u8], text: &Text) -> Option<Result<WrittenAgain, Flaw>> {
    let kind = Kind::of(file)?;
    Some(read(&kind, bytes, text))
}

/// Returns what a repair would make of a file, and what would be lost.
pub fn rescued(file: &Path, bytes: &[u8]) -> Option<(Result<String, Flaw>, Vec<Lost>)> {
    let rescue = rescue(&Kind::of(file)?, bytes);
    Some((rescue.text, rescue.lost))
}

fn read(kind: &Kind, bytes: &[u8], text: &Text) -> Result<WrittenAgain, Flaw> {
    let project = taken(kind, bytes, text)?;
    let written = rendered(kind, &project, text);
    let is_within = is_within(&project, text);
    let is_same = taken(kind, written.as_bytes(), text).is_ok_and(|again| again == project);
    Ok(WrittenAgain { text: written, is_within, is_same })
}

/// Returns a project with nothing in it but what the file says.
fn taken(kind: &Kind, bytes: &[u8], text: &Text) -> Result<Project, Flaw> {
    let mut project = Project::new("", Time::default(), Codebook::default());
    match kind {
        Kind::Project => return read_project(bytes, Codebook::default()),
        Kind::Codebook => return Ok(project.with_codebook(read_codebook(bytes)?)),
        Kind::Actors => return read_cards(bytes, project),
        Kind::Analysts => return read_analysts(bytes, project),
        Kind::Article(_) => {
            let stored = StoredArticle::read_file(bytes)?;
            let texts = stored.versions.iter().map(|_| (text.clone(), Original::InFolder));
            let texts = texts.collect();
            project.put_article(stored.into_article(texts).0);
        }
        Kind::Layer(_) => project.put_layer(StoredLayer::read_file(bytes)?.into_layer(text)),
    }
    Ok(project)
}

fn rendered(kind: &Kind, project: &Project, text: &Text) -> String {
    match kind {
        Kind::Project => render_project(project),
        Kind::Codebook => render_codebook(project.codebook()),
        Kind::Actors => render_cards(project),
        Kind::Analysts => render_analysts(project),
        Kind::Article(_) => project.articles().map(render_article).collect(),
        Kind::Layer(_) => project.layers().map(|layer| render_layer(layer, text)).collect(),
    }
}

fn is_within(project: &Project, text: &Text) -> bool {
    let versions = project.articles().flat_map(|article| &article.versions);
    let mut blocks = versions.flat_map(|version| {
        let blocks = version.blocks.iter().map(|block| block.at);
        blocks.chain(version.pages.iter().map(|page| page.at))
    });
    let mut spans = project.layers().flat_map(|layer| layer.spans());
    blocks.all(|at| text.holds(at))
        && spans.all(|span| span.place.fragments().is_none_or(|at| at.are_in(text)))
}
