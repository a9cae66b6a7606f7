//! The sample projects hold what the readers make of their files.

use std::path::{Path, PathBuf};

use super::*;
use crate::text::Text;

/// Returns every article folder of the sample projects.
fn folders() -> Vec<PathBuf> {
    let projects = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects");
    let inside = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    inside(projects).into_iter().flat_map(|project| inside(project.join("articles"))).collect()
}

/// Writes the blocks as `article.ron` has them.
fn lines(reading: &Reading) -> Vec<String> {
    let text = Text::new(reading.text.as_str());
    let line = |block: &crate::model::Block| {
        let (start, end) = (text.to_scalar(block.at.start), text.to_scalar(block.at.end));
        let level =
            if block.level > 0 { format!(", level: {}", block.level) } else { String::new() };
        format!("(version: 1, at: ({start}, {end}), kind: \"{}\"{level}),", block.kind)
    };
    reading.blocks.iter().map(line).collect()
}

#[test]
fn the_samples_read_as_they_stand_in_their_projects() {
    let folders = folders();
    assert!(folders.len() >= 6, "the samples are there: {folders:?}");
    for folder in folders {
        let record = std::fs::read_to_string(folder.join("article.ron")).unwrap();
        let source = ["1.source.md", "1.source.txt", "1.txt"].into_iter();
        let source = source.map(|name| folder.join(name)).find(|path| path.exists()).unwrap();
        let bytes = std::fs::read(&source).unwrap();
        let reading = read(&bytes, &source.file_name().unwrap().to_string_lossy()).unwrap();
        let text = std::fs::read_to_string(folder.join("1.txt")).unwrap();
        assert_eq!(reading.text, text, "{}", source.display());
        let title = format!("title: \"{}\"", reading.title);
        assert!(record.contains(&title), "{title} in {record}");
        let is_block = |line: &&str| line.starts_with("(version: 1, at:");
        let expected: Vec<&str> = record.lines().map(str::trim).filter(is_block).collect();
        assert_eq!(lines(&reading), expected, "{}", source.display());
    }
}
