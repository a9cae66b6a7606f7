//! The state of the dialogs that keep the work safe: earlier states, and damaged files.

use std::path::PathBuf;

use crate::{
    app::action::Mending,
    jobs::Unfit,
    review::count,
    store::{Generation, Going, RepairOutcome},
};

/// What a worker looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Looked<T> {
    /// It is still at it.
    #[default]
    Waiting,
    /// It found this.
    Found(T),
    /// It could not, for this reason.
    Failed(String),
}

/// The state of the dialog about saving and earlier states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavingDialog {
    /// The states that can be gone back to, the newest first.
    pub states: Looked<Vec<Generation>>,
    /// The save before which to go back.
    pub chosen: Option<u64>,
    /// What that would do.
    pub goings: Looked<Vec<Going>>,
    /// Was going back asked for, so that a yes is waited for?
    pub is_asked: bool,
}

/// The state of the dialog about problems in files.
#[derive(Clone, Debug, Default)]
pub struct ProblemsDialog {
    /// The file that is about to be mended.
    pub trial: Option<Trial>,
    /// What does not fit together in files that can be read.
    pub unfit: Looked<Vec<Unfit>>,
    /// The revision of the project at which that is looked for.
    pub looked_at: Option<u64>,
}

/// A file that is about to be mended.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Relative to the project's folder.
    pub file: PathBuf,
    /// How.
    pub mending: Mending,
    /// What would come of it.
    pub prospect: Looked<Prospect>,
    /// Was that scrolled into view?
    pub is_seen: bool,
}

/// What comes of mending a file.
#[derive(Clone, Debug)]
pub enum Prospect {
    /// Of a repair.
    Repair(RepairOutcome),
    /// Of merging two sides: so many fields were changed on both.
    Merge {
        /// How many.
        conflicts: usize,
    },
    /// There is nothing to mend.
    Sound,
}

/// Returns how many records of each list: "12 spans, 3 links".
pub fn records(saved: &[(&'static str, usize)]) -> String {
    let lists = saved.iter().filter(|(_, number)| *number > 0);
    let lists: Vec<String> =
        lists.map(|(list, number)| count(*number, list.trim_end_matches('s'))).collect();
    if lists.is_empty() { "what stands at its head".to_owned() } else { lists.join(", ") }
}
