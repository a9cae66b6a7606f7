//! What a person asks for, end to end: open, add, save, import, export.
//!
//! The window and the command line share these. Nothing here prints or draws; long work reports
//! its progress and can be cancelled.

mod asked;
mod dialogs;
mod error;
mod format;
mod paths;
mod read;
mod samples;
mod stamps;
mod temp;
pub use temp::*;
mod walk;

pub use asked::{Asked, classify};
pub use dialogs::{Surroundings, has_file_dialogs};
pub use error::{ErrorKind, JobError};
pub use format::ExportFormat;
pub use paths::{complete_path, expand, export_name, is_folder, project_folder_name};
pub use read::{ArticlesRead, articles_edit, read_articles};
pub use samples::{SAMPLES, Sample, sample};
pub use stamps::Stamps;
