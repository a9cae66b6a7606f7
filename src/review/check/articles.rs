//! Articles: versions, and blocks and pages in their texts.

use super::finding::Findings;
use crate::{
    model::{Article, Project, Version},
    text::{Offset, Stretch},
};

pub(super) fn check(project: &Project, article: &Article, findings: &mut Findings) {
    let path = format!("articles/{}/article.ron", article.id);
    if article.versions.is_empty() {
        findings.push(&path, &article.id, "The article has no version");
    }
    if !article.versions.is_sorted_by(|a, b| a.number < b.number) {
        findings.push(&path, &article.id, "The versions are not numbered upwards");
    }
    findings.push_attributes(&path, &article.id, project.codebook(), &article.labels);
    for version in &article.versions {
        let blocks = version.blocks.iter().map(|block| block.at);
        check_stretches(&path, version, "block", blocks, findings);
        let pages = version.pages.iter().map(|page| page.at);
        check_stretches(&path, version, "page", pages, findings);
    }
}

/// Stretches are in the text, and each begins where the one before has ended or later.
fn check_stretches(
    path: &str,
    version: &Version,
    noun: &str,
    stretches: impl Iterator<Item = Stretch>,
    findings: &mut Findings,
) {
    let mut end = Offset::START;
    for (number, at) in (1..).zip(stretches) {
        let id = format!("version {}, {noun} {number}", version.number);
        if !version.text.holds(at) {
            findings.push(path, &id, "It lies outside the text, or cuts a character");
            continue;
        }
        if at.start < end {
            findings.push(path, &id, "It begins before the one before it has ended");
        }
        end = at.end;
    }
}
