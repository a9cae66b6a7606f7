//! Article files and folders of them become articles.

use std::{path::PathBuf, sync::Arc};

use super::JobError;
use crate::model::{
    Article, ArticleId,
    edit::{ArticleEdit, Edit},
};

/// What became of the files that were to be read. All lists are in the order of the files.
#[derive(Debug, Default)]
pub struct ArticlesRead {
    /// New articles.
    pub articles: Vec<Article>,
    /// Files that can't be read, each with the reason.
    pub failed: Vec<(PathBuf, JobError)>,
    /// Files left out because an article of the project, or an earlier file, has the same text.
    pub skipped: Vec<(PathBuf, ArticleId)>,
    /// What could not be kept of a file, one sentence each.
    pub warnings: Vec<(PathBuf, String)>,
}

/// Returns the edit that adds articles to a project.
pub fn articles_edit(articles: Vec<Article>) -> Edit {
    let adds = articles.into_iter().map(|one| Edit::Article(ArticleEdit::Add(Arc::new(one))));
    Edit::Batch(adds.collect())
}
