//! Which part of a document is which: parts are found by what they are to each other, not by name.

use super::{Source, not_inside};
use crate::articles::{
    ArticleError, package,
    xml::{Elements, Node},
};

/// The part that says of what kind each part is.
pub(super) const TYPES: &str = "[Content_Types].xml";

/// What a part points to, each with what it is.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// The last word of the kind, such as `footnotes`, and the name of the part.
    all: Vec<(String, String)>,
}

impl Relations {
    /// Reads what a part points to; the empty name stands for the whole package.
    pub fn of(source: &mut Source<'_>, part: &str) -> Result<Self, ArticleError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let xml = source.spare_part(&format!("{prefix}_rels/{name}.rels"))?;
        let all = read(&mut source.elements(&xml), folder);
        Ok(Self { all: source.spare(all, "relationships")? })
    }

    /// Returns the part of a kind; empty where there is none.
    pub fn target(&self, kind: &str) -> String {
        let found = self.all.iter().find(|(one, _)| one == kind);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }

    /// Returns all parts of these kinds, once each.
    pub fn targets(&self, kinds: &[&str]) -> Vec<String> {
        let wanted = self.all.iter().filter(|(kind, _)| kinds.contains(&kind.as_str()));
        let mut names: Vec<String> = wanted.map(|(_, name)| name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }
}

fn read(elements: &mut Elements<'_>, folder: &str) -> Result<Vec<(String, String)>, ArticleError> {
    let mut all = Vec::new();
    loop {
        match elements.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let is_outside = element.value("TargetMode").is_some_and(|mode| mode == "External");
                let (Some(kind), Some(target)) = (element.value("Type"), element.value("Target"))
                else {
                    continue;
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                if !is_outside {
                    all.push((kind, package::resolved(folder, &target)));
                }
            }
            Node::Done => return Ok(all),
            _ => {}
        }
    }
}

/// Returns the name of the part that holds the text; fails where the package is of another format.
pub(super) fn main_part(source: &mut Source<'_>) -> Result<String, ArticleError> {
    let types = source.spare_part(TYPES)?;
    let mut main = Relations::of(source, "")?.target("officeDocument");
    if main.is_empty() {
        "word/document.xml".clone_into(&mut main);
    }
    if source.package.holds(&main)
        && (types.contains("wordprocessingml") || types.contains("ms-word"))
    {
        return Ok(main);
    }
    let name = source.file.name.to_owned();
    for (mark, format) in [
        ("spreadsheetml", "an Excel workbook"),
        ("presentationml", "a PowerPoint presentation"),
        ("ms-excel", "an Excel workbook"),
        ("ms-powerpoint", "a PowerPoint presentation"),
        ("ms-visio", "a Visio drawing"),
        ("ms-package.xps", "an XPS document"),
    ] {
        if types.contains(mark) && !types.contains("wordprocessingml") {
            return Err(ArticleError::NoReader { name, format });
        }
    }
    if !source.package.holds(TYPES) {
        return Err(not_inside(source.file));
    }
    source.package.needed_part(&main)?;
    Ok(main)
}
