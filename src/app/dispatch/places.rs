//! Where the user was in each article, to come back to: the line at the top, the caret, how much was
//! read.

use std::path::PathBuf;

use crate::{
    app::{
        desk::Desk,
        view::{Selection, Spot},
    },
    store::ReadingPlace,
    text::{Offset, is_grapheme_boundary},
};

impl Desk {
    /// Notes where the user is in the article shown. Called when it is left, and when the window is
    /// closed.
    pub fn keep_place(&mut self) {
        let Some(id) = self.view.article.clone() else { return };
        let spot = self.view.spots.entry(id.clone()).or_default();
        spot.caret = self.view.selection.map(|selection| selection.focus);
        let spot = *spot;
        let (Some(project), Some(version)) = (self.place_of_project(), self.version()) else {
            return;
        };
        let scalar = |at: Offset| version.text.to_scalar(at.min(version.text.end())).0;
        let place = ReadingPlace {
            project,
            article: id.to_string(),
            text: version.hash.clone(),
            top: spot.top.map_or(0, scalar),
            caret: spot.caret.map(scalar),
            read: self.view.read.get(&id).copied().unwrap_or_default(),
        };
        self.places.keep(place);
    }

    /// Goes where the user was in the article shown: in this window, or in the one before.
    pub(super) fn come_back(&mut self) {
        let Some(id) = self.view.article.clone() else { return };
        let project = self.place_of_project();
        let Some(version) = self.version() else { return };
        let kept = project.and_then(|project| self.places.find(&project, &id, version));
        let text = version.text.clone();
        let spot = if let Some(spot) = self.view.spots.get(&id) {
            *spot
        } else {
            let Some(kept) = kept else { return };
            let (top, caret) = kept.offsets(version);
            let read = kept.read;
            self.view.read.insert(id.clone(), read);
            Spot { top: top.filter(|top| *top > Offset::START), caret }
        };
        self.view.spots.insert(id, spot);
        let caret = spot.caret.filter(|at| is_grapheme_boundary(&text, *at));
        self.view.selection = caret.map(Selection::caret);
    }

    /// Returns the folder of the open project, also while it is being opened.
    fn place_of_project(&self) -> Option<PathBuf> {
        let open = self.open.as_ref()?;
        open.path().or_else(|| self.opening_from.clone().filter(|_| open.is_partial))
    }
}
