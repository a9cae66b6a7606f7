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
    model::{Codebook, Original, Place, Project, Time},
    text::Text,
};

/// A file that was read and written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenAgain {
    /// As a save would write it.
    pub text: String,
    /// Do all positions that were taken lie in the article's text?
    pub is_within: bool,
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
    let project = || Project::new("", Time::default(), Codebook::default());
    let mut is_within = true;
    let text = match kind {
        Kind::Project => render_project(&read_project(bytes, Codebook::default())?),
        Kind::Codebook => render_codebook(&read_codebook(bytes)?),
        Kind::Actors => render_cards(&read_cards(bytes, project())?),
        Kind::Analysts => render_analysts(&read_analysts(bytes, project())?),
        Kind::Article(_) => {
            let stored = StoredArticle::read_file(bytes)?;
            let texts = stored.versions.iter().map(|_| (text.clone(), Original::InFolder));
            let texts = texts.collect();
            let (article, _) = stored.into_article(texts);
            for version in &article.versions {
                let blocks = version.blocks.iter().map(|block| block.at);
                let mut all = blocks.chain(version.pages.iter().map(|page| page.at));
                is_within &= all.all(|at| text.holds(at));
            }
            render_article(&article)
        }
        Kind::Layer(_) => {
            let layer = StoredLayer::read_file(bytes)?.into_layer(text);
            is_within = layer.spans().all(|span| match &span.place {
                Place::At(fragments) => fragments.are_in(text),
                Place::Adrift(_) => true,
            });
            render_layer(&layer, text)
        }
    };
    Ok(WrittenAgain { text, is_within })
}
