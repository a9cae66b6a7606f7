//! The disk: a project is a folder of RON and text files, format 1.
//!
//! [`open`] reads a folder, [`create`] makes one, and a [`Folder`] saves what changed since. Nothing
//! is deleted by being unreadable: what cannot be understood is reported as a [`Problem`], left
//! alone, and the rest of the project opens. [`Settings`] are a person's own, outside of any project.

mod as_it_was;
mod atomic;
mod carry;
mod commit;
mod create;
mod disk;
mod error;
mod files;
mod flaw;
mod folder;
mod generations;
mod hold;
pub mod journal;
mod keys;
mod known;
mod liken;
mod list;
mod load;
mod lock;
mod manifest;
mod markers;
mod mending;
mod names;
mod open;
mod own;
mod places;
mod plan;
mod problem;
mod reason;
mod recover;
mod repair;
mod reread;
mod restore;
mod save;
mod saving;
mod session;
mod settings;
mod shared;
mod sides;
mod sources;
mod stand_ins;
mod system;
#[cfg(test)]
mod tests;
mod trash;
mod watch;
mod writing;
mod written_again;

pub use create::create;
pub use error::StoreError;
pub use files::FileHashes;
pub use files::Lost;
pub use flaw::Flaw;
pub use folder::{Folder, Saved};
pub use generations::{Changed, Generation, generations};
pub use keys::{KeyChanges, begin_keys, read_keys};
pub use lock::{Held, Holder, NotTaken, Took};
pub use manifest::Covers;
pub use mending::Mending;
pub use names::{layer_file, original_file};
pub use open::{Opened, Progress, is_headless, open, open_with, project_folder};
pub use places::{Places, ReadingPlace};
pub use problem::{Problem, ProblemKind};
pub use reason::reason;
pub use recover::{CutShort, Outcome};
pub use repair::{Outcome as RepairOutcome, Repaired, Repairing, repair};
pub use reread::Reread;
pub use restore::{ChangedSince, Going, GoingTo, preview_restore, restore};
pub use session::{Kept, NotASession, Session, SessionId, Sessions};
pub use settings::{Panel, ReadingFont, Settings, Theme};
pub use shared::refused;
pub use sides::{Sides, sides};
pub use sources::{Sources, has_changed};
pub use watch::Watch;
pub use written_again::{WrittenAgain, rescued, write_again};
