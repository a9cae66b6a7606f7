//! The disk, end to end: the sample projects, and projects made here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::*;
use crate::model::{Layer, Project};

mod sample;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name)
}
