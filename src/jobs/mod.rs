//! What a person asks for, end to end: open, add, save, import, export, update.
//!
//! The window and the command line share these. Nothing here prints or draws; long work reports
//! its progress and can be cancelled.

mod asked;
mod check;
mod dialogs;
mod error;
mod export;
mod format;
mod import;
mod journal;
mod known;
mod merge;
mod merge_sides;
mod notices;
mod opener;
mod paths;
mod project;
mod read;
mod read_again;
mod read_options;
mod repair;
mod restore;
mod samples;
mod scope;
mod stamps;
mod update;
mod walk;

pub use asked::{Asked, classify};
pub use check::{Fault, Unfit, check, check_opened, unfit};
pub use dialogs::{Surroundings, has_file_dialogs};
pub use error::{ErrorKind, JobError};
pub use export::{export, export_to};
pub use format::ExportFormat;
pub use import::{UnknownTags, import_jsonl, import_jsonl_from};
pub use journal::{Resumed, Wake, begin_journal, resume_journal, resume_untitled};
pub use known::KnownTexts;
pub use merge::{Met, SavedMerging, TakenIn, save_merging, take_in};
pub use merge_sides::{MergedSides, Tried, merge_sides};
pub use notices::NOTICES;
pub use opener::edit_keys;
pub use paths::{
    complete_path, exists, expand, export_name, is_empty_folder, is_folder, project_folder_name,
};
pub use project::{
    add, apply_and_save, check_is_free, new_analyst, new_project, open_project, project_folder,
    save, save_new,
};
pub use read::{ArticlesRead, articles_edit, read_articles};
pub use read_again::{BY_HAND, read_again, read_again_edit};
pub use read_options::ReadOptions;
pub use repair::repair;
pub use restore::{generations, preview_restore, restore};
pub use samples::{SAMPLES, Sample, sample};
pub use scope::{find_analyst, scope};
pub use stamps::Stamps;
pub use update::{
    CarryReport, NewText, SpanCarried, carry_edit, carry_report, read_version, version_edit,
};
