//! A window on a project, without the window: it opens, keeps a journal and saves as the window does.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use postil::{
    jobs::{self, JobError, Resumed, SavedMerging, Stamps},
    model::{
        AnalystId, Article, ArticleId, Attributes, LayerId, Original, Project, Time, Unknown,
        Version, VersionNumber,
        edit::{History, compose},
        merge::Taken,
    },
    store::{
        Folder,
        journal::{Journal, Recovered, Standing},
    },
    text::Text,
};

/// As long as a busy machine may take.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The articles that there are at the beginning.
pub const ARTICLES: [&str; 2] = ["quay", "tide"];

/// Those who annotate.
pub const ANALYSTS: [&str; 2] = ["ana", "bo"];

const TEXT: &str = "The mayor of the port said on Monday that boats would leave at noon.\n\n\
    “We were told nothing,” said Ana Køhler — a pilot of 30 years — and hung up. שלום, 北京.\n\n\
    Nobody on the quay had heard of it; the tide was to rise until four.\n";

/// A project that is open.
pub struct Desk {
    pub project: Project,
    pub history: History,
    pub folder: Folder,
    pub journal: Journal,
}

/// Did a save meet what others had changed?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    Alone,
    Merged,
}

/// Returns the time of everything that is made here.
pub fn now() -> Time {
    "2026-03-03T10:00:00Z".parse().unwrap()
}

/// Returns one of the layers.
pub fn layer_id(analyst: &str, article: &str) -> LayerId {
    let (article, analyst) = (article.parse().unwrap(), analyst.parse::<AnalystId>().unwrap());
    LayerId { article, analyst }
}

/// Returns an article of some paragraphs.
pub fn article(id: &ArticleId) -> Article {
    let text = format!("{id}\n\n{TEXT}");
    let version = Version {
        number: VersionNumber::FIRST,
        added: now(),
        hash: format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex()),
        source: String::new(),
        source_hash: String::new(),
        source_bytes: 0,
        media_type: "text/plain".to_owned(),
        encoding: "UTF-8".to_owned(),
        encoding_from: String::new(),
        extent: String::new(),
        reader: "test 1".to_owned(),
        warnings: Vec::new(),
        text: Text::new(text.as_str()),
        original: Original::IsText,
        blocks: Vec::new(),
        pages: Vec::new(),
        unknown: Unknown::default(),
    };
    Article {
        id: id.clone(),
        title: id.to_string(),
        added: now(),
        group: String::new(),
        note: String::new(),
        labels: Attributes::default(),
        facts: Vec::new(),
        versions: vec![version],
        unknown: Unknown::default(),
    }
}

/// Makes a project of two articles and two analysts.
pub fn create(root: &Path) {
    let stamps = Stamps::fixed(0, now());
    let articles = ARTICLES.map(|id| article(&id.parse().unwrap())).to_vec();
    let [first, second] = ANALYSTS;
    let (mut project, mut folder) =
        jobs::new_project(root, "Port", first, articles, &stamps).unwrap();
    let second = jobs::new_analyst(&project, second).unwrap();
    project.apply(compose::add_analyst(second)).unwrap();
    jobs::save(&mut folder, &project).unwrap();
    assert!(ANALYSTS.iter().all(|id| project.analysts().keys().any(|one| one.as_str() == *id)));
}

/// Returns a project as its files have it: layers that hold nothing have none.
pub fn filed(project: &Project) -> Project {
    let mut filed = project.clone();
    for layer in project.layers().filter(|layer| layer.is_blank()) {
        filed.drop_layer(&layer.id);
    }
    filed
}

impl Desk {
    /// Opens a project with what dead sessions left for it. Nothing in it may be odd.
    #[track_caller]
    pub fn open(root: &Path) -> (Self, Recovered) {
        let mut opened = jobs::open_project(root, None, &|_| {}, &AtomicBool::new(false)).unwrap();
        assert_eq!(opened.problems, [], "a torn file");
        let mut faults = jobs::check_opened(&opened);
        // What two have changed in different ways waits for one of them, and is no damage.
        faults.retain(|fault| fault.conflict.is_none());
        assert_eq!(faults, [], "check finds nothing");
        let Resumed { journal, mut recovered } =
            jobs::resume_journal(&mut opened, now(), Arc::new(|| {}));
        assert_eq!(recovered.refused, [""; 0], "all of the journal can be used");
        recovered.history.keep_acts();
        let (project, history) = (recovered.project.clone(), recovered.history.clone());
        (Self { project, history, folder: opened.folder, journal }, recovered)
    }

    /// Tells the journal what was done.
    pub fn tell(&mut self) {
        self.journal.acts(self.history.take_acts(), now());
    }

    /// Saves, with what others changed meanwhile.
    pub fn save(&mut self) -> Result<Saving, JobError> {
        let (covers, upto) = (self.journal.covers(), self.journal.last());
        let SavedMerging { merged, outcome, .. } =
            jobs::save_merging(&mut self.folder, &self.project, covers.as_ref(), now());
        let saving = if merged.is_some() { Saving::Merged } else { Saving::Alone };
        if let Some(merged) = merged {
            self.project = merged.project;
        }
        outcome?;
        let hashes = self.folder.take_hashes();
        let standing = Standing { saved: self.folder.saved(), project: &self.project, now: now() };
        self.journal.saved(upto, hashes, standing);
        Ok(saving)
    }

    /// Takes in what others changed in these files, as a window that watches them.
    pub fn take_in(&mut self, files: &BTreeSet<PathBuf>) -> Option<Taken> {
        let changed: Vec<PathBuf> = self.folder.changed_outside(files).into_iter().collect();
        if changed.is_empty() {
            return None;
        }
        let merged = jobs::take_in(&mut self.folder, &self.project, &changed, now()).ok()?.merged;
        self.project = merged.project;
        let hashes = self.folder.take_hashes();
        let standing = Standing { saved: self.folder.saved(), project: &self.project, now: now() };
        self.journal.outside("take in", Arc::new(merged.edit), hashes, standing);
        Some(merged.taken)
    }
}
