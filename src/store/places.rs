//! Where a person was in each article, to come back to: a person's own, no part of any project.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{
    StoreError,
    own::{self, Own},
};
use crate::{
    model::{ArticleId, Version},
    text::{Offset, ScalarOffset, is_grapheme_boundary},
};

/// How many places are kept.
const KEPT: usize = 500;

const FILE: &str = "places.ron";

/// What people call them.
const NOUN: &str = "places in articles";

/// Where a person was in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadingPlace {
    /// The project's folder.
    pub project: PathBuf,
    /// The article's id.
    pub article: String,
    /// The hash of the text: in another text the positions mean nothing.
    pub text: String,
    /// The first character in view, counted in scalar values.
    #[serde(default)]
    pub top: u32,
    /// Where the caret was.
    #[serde(default)]
    pub caret: Option<u32>,
    /// How much of it had been read, 0 to 1.
    #[serde(default)]
    pub read: f32,
}

impl ReadingPlace {
    /// Is another place in the same article?
    fn is_about(&self, other: &Self) -> bool {
        self.article == other.article && self.project == other.project
    }

    /// Returns the first offset in view and that of the caret, in the text that they count in.
    pub fn offsets(&self, version: &Version) -> (Option<Offset>, Option<Offset>) {
        let text = &version.text;
        let offset = |at: u32| {
            let found = text.from_scalar(ScalarOffset(at));
            found.filter(|found| is_grapheme_boundary(text, *found))
        };
        (offset(self.top), self.caret.and_then(offset))
    }
}

/// Where a person was in the articles that they read last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// The last one first.
    kept: Vec<ReadingPlace>,
    /// How many of them, from the first on, were kept since they were read. Another window may have
    /// kept newer ones than the others are.
    #[serde(skip)]
    own: usize,
    /// Is there a file that could be neither read nor put aside? It is then not written over.
    #[serde(skip)]
    is_unread: bool,
    /// Has anything changed since they were last written?
    #[serde(skip)]
    pub is_changed: bool,
}

impl Places {
    /// Reads the places, none where there are none. Where they are damaged, they are put aside, and
    /// a warning says so.
    pub fn load() -> (Self, Option<String>) {
        own::path_of(FILE).map_or_else(Default::default, |path| Self::load_from(&path))
    }

    /// Writes the places, unless there are others that could not be read.
    pub fn save(&self) -> Result<(), StoreError> {
        own::path_of(FILE).map_or(Ok(()), |path| self.save_to(&path))
    }

    /// Keeps a place as the last one; an older one in the same article goes.
    pub fn keep(&mut self, place: ReadingPlace) {
        if self.kept.first() == Some(&place) {
            return;
        }
        let is_same = |one: &ReadingPlace| one.is_about(&place);
        let known = self.kept.iter().position(is_same);
        if known.is_none_or(|at| at >= self.own) {
            self.own += 1;
        }
        if let Some(known) = known {
            self.kept.remove(known);
        }
        self.kept.insert(0, place);
        self.kept.truncate(KEPT);
        self.own = self.own.min(KEPT);
        self.is_changed = true;
    }

    /// Returns the place in an article, if it is one in this text of it.
    pub fn find(
        &self,
        project: &Path,
        article: &ArticleId,
        version: &Version,
    ) -> Option<&ReadingPlace> {
        self.kept.iter().find(|place| {
            place.project == project
                && place.article == article.as_str()
                && place.text == version.hash
        })
    }

    /// Returns the article of a project that was read last.
    pub fn last_article(&self, project: &Path) -> Option<ArticleId> {
        let last = self.kept.iter().find(|place| place.project == project)?;
        ArticleId::new(&last.article).ok()
    }

    fn load_from(path: &Path) -> (Self, Option<String>) {
        match own::read::<Self>(path, NOUN) {
            Own::Absent => (Self::default(), None),
            Own::Read(places) => (places.sound(), None),
            Own::PutAside(warning) => (Self::default(), Some(warning)),
            Own::Unread(warning) => (Self { is_unread: true, ..Self::default() }, Some(warning)),
        }
    }

    fn save_to(&self, path: &Path) -> Result<(), StoreError> {
        if self.is_unread {
            return Ok(());
        }
        // What another window has written since stays.
        match own::read::<Self>(path, NOUN) {
            Own::Read(there) => own::write(path, &self.with(there.sound())),
            Own::Absent | Own::PutAside(_) => own::write(path, self),
            Own::Unread(_) => Ok(()),
        }
    }

    /// Returns its own places, then those of a file in articles that are not among them, then what it
    /// knows besides.
    fn with(&self, there: Self) -> Self {
        let (own, others) = self.kept.split_at(self.own.min(self.kept.len()));
        let mut kept = own.to_vec();
        for place in there.kept.into_iter().chain(others.iter().cloned()) {
            if !kept.iter().any(|one| one.is_about(&place)) {
                kept.push(place);
            }
        }
        kept.truncate(KEPT);
        Self { kept, ..Self::default() }
    }

    fn sound(mut self) -> Self {
        self.kept.truncate(KEPT);
        for place in &mut self.kept {
            place.read = if place.read.is_finite() { place.read.clamp(0.0, 1.0) } else { 0.0 };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place(number: u32) -> ReadingPlace {
        ReadingPlace {
            project: PathBuf::from("/projects/port"),
            article: format!("article-{number}"),
            text: "blake3:1".into(),
            top: number,
            caret: Some(number + 1),
            read: 0.5,
        }
    }

    #[test]
    fn places_come_back_bounded_and_the_last_one_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/places.ron");
        assert_eq!(Places::load_from(&path), (Places::default(), None));
        let mut places = Places::default();
        let most = u32::try_from(KEPT).unwrap();
        for number in (0..most + 20).chain([most]) {
            places.keep(place(number));
        }
        assert_eq!(places.kept.len(), KEPT);
        let last = places.last_article(Path::new("/projects/port")).unwrap();
        assert_eq!(last.as_str(), format!("article-{KEPT}"));
        assert_eq!(places.last_article(Path::new("/projects/other")), None);
        places.save_to(&path).unwrap();
        let (read, warning) = Places::load_from(&path);
        assert_eq!((read.kept, read.own, warning), (places.kept, 0, None));
    }

    #[test]
    fn two_windows_keep_each_others_places() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("places.ron");
        let mut before = Places::default();
        before.keep(place(1));
        before.keep(place(2));
        before.save_to(&path).unwrap();
        let [mut one, mut other] = [(); 2].map(|()| Places::load_from(&path).0);
        let moved = |number, top| ReadingPlace { top, ..place(number) };
        one.keep(moved(1, 100));
        one.keep(moved(3, 300));
        one.keep(moved(1, 101));
        assert_eq!(one.own, 2);
        one.save_to(&path).unwrap();
        other.keep(moved(2, 200));
        other.save_to(&path).unwrap();
        let tops = || {
            let kept = Places::load_from(&path).0.kept;
            kept.iter().map(|place| place.top).collect::<Vec<_>>()
        };
        assert_eq!(tops(), [200, 101, 300], "not where the other window began");
        one.save_to(&path).unwrap();
        assert_eq!(tops(), [101, 300, 200]);
    }

    #[test]
    fn damaged_places_begin_anew_and_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("places.ron");
        fs::write(&path, "(kept: [(project: ").unwrap();
        let (places, warning) = Places::load_from(&path);
        assert_eq!(places, Places::default());
        assert!(warning.unwrap().contains("places.ron.damaged"));
        let odd = "(kept: [(project: \"/p\", article: \"a\", text: \"t\", read: NaN)])";
        fs::write(&path, odd).unwrap();
        assert_eq!(Places::load_from(&path).0.kept[0].read.to_bits(), 0);
    }

    #[test]
    fn keeping_the_same_place_again_is_no_change() {
        let mut places = Places::default();
        places.keep(place(1));
        places.is_changed = false;
        places.keep(place(1));
        assert!(!places.is_changed);
    }
}
