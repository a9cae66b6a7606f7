//! What is wrong with a project, file by file.
//!
//! Files that can't be read at all, and texts that do not fit their hashes, are the store's to
//! report; this looks at what was read.

mod articles;
mod codebook;
mod conflicts;
mod finding;
mod layers;
mod links;
#[cfg(test)]
mod tests;

pub use finding::Finding;

use finding::Findings;

use crate::model::Project;

/// Returns what is wrong with a project: shared files first, then articles, then layers,
/// then the conflicts that wait to be decided.
pub fn check(project: &Project) -> Vec<Finding> {
    let mut findings = Findings::default();
    codebook::check(project.codebook(), &mut findings);
    for article in project.articles() {
        articles::check(project, article, &mut findings);
    }
    layers::check(project, &mut findings);
    conflicts::check(project, &mut findings);
    findings.into_vec()
}
