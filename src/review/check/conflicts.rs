//! Conflicts that nobody has decided yet.

use super::finding::{Findings, layer_path};
use crate::{
    model::{
        Project,
        merge::{self, open_conflicts},
    },
    review::ConflictWords,
    text::{quoted, shortened},
};

/// The file of the conflicts over what all share.
const PATH: &str = "project.ron";

/// So many characters of a value are in a message.
const SHOWN: usize = 60;

pub(super) fn check(project: &Project, findings: &mut Findings) {
    for open in open_conflicts(project) {
        let path = open.layer.as_ref().map_or_else(|| PATH.to_owned(), layer_path);
        findings.push_conflict(&path, &open.conflict, message(project, &open));
    }
}

/// Says what stands, what the other side has, and where that is decided.
fn message(project: &Project, open: &merge::OpenConflict) -> String {
    let ConflictWords { field, ours, theirs, .. } = ConflictWords::of(project, open);
    let ours = ours.map_or_else(|| "gone".to_owned(), |ours| value(&ours));
    let whose = match &open.conflict.analyst {
        Some(analyst) => format!("{}’s", project.analyst_name(analyst)),
        None => "theirs".to_owned(),
    };
    let theirs = value(&theirs);
    format!(
        "Undecided conflict over {field}: ours is {ours}, {whose} is {theirs}; \
         decide in the window: Review, Conflicts…"
    )
}

fn value(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.join(" ").as_str() {
        "" => "empty".to_owned(),
        words => quoted(&shortened(words, SHOWN)).into_owned(),
    }
}
