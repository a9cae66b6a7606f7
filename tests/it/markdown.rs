//! What the tests of the documents take out of Markdown.

use std::{fs, path::Path};

/// A fenced block.
#[derive(Debug)]
pub struct Fence {
    /// The language after the opening fence.
    pub language: String,
    /// The path that the line before it is, as in `` `project.ron`: ``.
    pub path: Option<String>,
    /// What is between the fences.
    pub content: String,
}

/// Returns a document of the repository.
pub fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Returns the fenced blocks of a document, in order.
pub fn fences(document: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let (mut open, mut before): (Option<Fence>, &str) = (None, "");
    for line in document.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let (language, content) = (language.to_owned(), String::new());
                open = Some(Fence { language, path: path(before), content });
            }
            (Some(_), Some(_)) => fences.extend(open.take()),
            (Some(fence), None) => fence.content.extend([line, "\n"]),
            (None, None) if line.trim().is_empty() => {}
            (None, None) => before = line,
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    fences
}

/// Returns the path in backquotes that a line ends with, if it ends with one and a colon.
fn path(line: &str) -> Option<String> {
    let line = line.strip_suffix("`:")?;
    Some(line.rsplit_once('`')?.1.to_owned())
}

/// Returns what stands in backquotes in the first column of the tables of a section, each with the
/// heading below the section's own that it stands under.
pub fn first_column(document: &str, section: &str) -> Vec<(String, String)> {
    let is_wanted = |heading: &str| heading.trim_matches('`') == section;
    let mut lines = document.lines();
    assert!(
        lines.any(|line| line.strip_prefix("## ").is_some_and(is_wanted)),
        "there is no section {section}"
    );
    let (mut below, mut found) = (String::new(), Vec::new());
    for line in lines.take_while(|line| !line.starts_with("## ")) {
        if let Some(heading) = line.strip_prefix("### ") {
            heading.trim_matches('`').clone_into(&mut below);
        } else if let Some(row) = line.strip_prefix("| `") {
            let (cell, _) = row.split_once(" |").unwrap();
            let names = cell.split(", ").map(|name| name.trim_matches('`').to_owned());
            found.extend(names.map(|name| (below.clone(), name)));
        }
    }
    found
}
