//! The codebook: keys, parents, and what its records name.

use std::collections::BTreeMap;

use super::finding::Findings;
use crate::model::{AttributeKind, Codebook, Tag};

const PATH: &str = "codebook.ron";

/// `on` of an attribute that articles carry.
const ARTICLE: &str = "article";

pub(super) fn check(codebook: &Codebook, findings: &mut Findings) {
    check_keys(codebook, findings);
    for tag in codebook.tags.values() {
        check_parents(codebook, tag, findings);
    }
    for kind in codebook.links.values() {
        let unknown =
            kind.from.iter().chain(&kind.to).filter(|tag| !codebook.tags.contains_key(*tag));
        for tag in unknown {
            findings.push(PATH, &kind.id, format!("It names a tag `{tag}`, which there is not"));
        }
    }
    for attribute in codebook.attributes.values() {
        for on in attribute.on.iter().filter(|on| !is_carrier(codebook, on)) {
            let message = format!("It is for `{on}`, which is neither a tag nor a link kind");
            findings.push(PATH, &attribute.id, message);
        }
        let is_choice = matches!(attribute.kind, AttributeKind::Choice | AttributeKind::Choices);
        if is_choice && attribute.values.is_empty() {
            findings.push(PATH, &attribute.id, "There are no values to choose from");
        }
    }
}

fn check_keys(codebook: &Codebook, findings: &mut Findings) {
    let mut owners: BTreeMap<&str, &Tag> = BTreeMap::new();
    for tag in codebook.tags.values().filter(|tag| !tag.retired && !tag.key.is_empty()) {
        if let Some(owner) = owners.insert(&tag.key, tag) {
            let message = format!("Its key `{}` is that of `{}` too", tag.key, owner.id);
            findings.push(PATH, &tag.id, message);
        }
    }
}

fn check_parents(codebook: &Codebook, tag: &Tag, findings: &mut Findings) {
    let Some(parent) = &tag.parent else { return };
    if !codebook.tags.contains_key(parent) {
        findings.push(PATH, &tag.id, format!("There is no tag `{parent}` to be its parent"));
        return;
    }
    let parent_of = |tag: &&Tag| codebook.tags.get(tag.parent.as_ref()?);
    let mut above = std::iter::successors(Some(tag), parent_of).skip(1).take(codebook.tags.len());
    if above.any(|other| other.id == tag.id) {
        findings.push(PATH, &tag.id, "It is its own ancestor");
    }
}

fn is_carrier(codebook: &Codebook, on: &str) -> bool {
    on == ARTICLE
        || codebook.tags.keys().any(|tag| tag.as_str() == on)
        || codebook.links.keys().any(|kind| kind.as_str() == on)
}
