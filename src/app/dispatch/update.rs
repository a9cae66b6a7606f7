//! An article whose text was corrected: the new text comes in beside the old.

use std::path::PathBuf;

use crate::{app::desk::Desk, model::ArticleId};

impl Desk {
    pub(super) fn update_article(&mut self, _article: ArticleId, _path: PathBuf) {}
}
