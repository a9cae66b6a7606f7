//! Whole documents, written here.

mod bands;
mod bounds;
mod hostile;
mod layout;
mod letters;
mod paper;
mod said;

use crate::articles::{ArticleError, Reading, read};

/// Reads a document and returns its blocks, as `Heading 1: words`.
fn blocks(bytes: &[u8]) -> Vec<String> {
    let reading = reading(bytes);
    let block = |block: &crate::model::Block| {
        let words = reading.text.get(block.at.range()).unwrap();
        let level = if block.level > 0 { format!(" {}", block.level) } else { String::new() };
        format!("{:?}{level}: {words}", block.kind)
    };
    reading.blocks.iter().map(block).collect()
}

fn reading(bytes: &[u8]) -> Reading {
    read(bytes, "quay.pdf").unwrap()
}

fn text(bytes: &[u8]) -> String {
    reading(bytes).text
}

fn refused(bytes: &[u8]) -> ArticleError {
    read(bytes, "quay.pdf").unwrap_err()
}
