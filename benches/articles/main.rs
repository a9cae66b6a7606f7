//! How well article files are read, as a table for a folder of them.
//!
//! `cargo bench --bench articles -- FOLDER` looks at every folder below FOLDER. What a file is compared
//! with stands beside it; each module says how.

#![expect(clippy::print_stdout, reason = "a tool that prints")]

#[cfg(feature = "html")]
mod html;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod text;

use std::path::PathBuf;

fn main() {
    // `cargo bench` adds an option of its own.
    let Some(folder) = std::env::args().skip(1).find(|arg| !arg.starts_with('-')) else {
        println!("No folder given: cargo bench --bench articles -- FOLDER");
        return;
    };
    let folder = PathBuf::from(folder);
    if !folder.is_dir() {
        println!("There is no folder {}", folder.display());
        std::process::exit(2);
    }
    text::print(&folder);
    #[cfg(feature = "office")]
    office::print(&folder);
    #[cfg(feature = "html")]
    html::print(&folder);
    #[cfg(feature = "pdf")]
    pdf::print(&folder);
}

/// Returns all files below a folder with one of these endings, by name.
fn files(folder: &std::path::Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| endings.iter().any(|one| ending == *one))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
