//! The span whose details are shown, with all that is asked of it.

use crate::{
    app::{desk::Open, scene::Scene, view::SpanRef},
    model::{Codebook, Span},
    text::Text,
};

/// The selected span.
#[derive(Clone)]
pub(super) struct Shown<'a> {
    /// What panels see.
    pub scene: &'a Scene<'a>,
    /// The open project.
    pub open: &'a Open,
    /// Its name.
    pub at: &'a SpanRef,
    /// The span itself.
    pub span: &'a Span,
    /// The text that it is about.
    pub text: &'a Text,
}

impl<'a> Shown<'a> {
    /// Returns the selected span, `None` where none is.
    pub fn of(scene: &'a Scene<'a>) -> Option<Self> {
        let open = scene.open?;
        let at = scene.view.span.as_ref()?;
        let (span, text) = open.span(at)?;
        Some(Self { scene, open, at, span, text })
    }

    /// Returns the labels of the pages that it is on; empty where its file had none.
    pub fn pages(&self) -> String {
        let version = self.open.project.layer(&self.at.layer).and_then(|layer| {
            self.open.project.article(&self.at.layer.article)?.version(layer.version)
        });
        let at = self.span.place.fragments().map(|fragments| fragments.extent());
        version.zip(at).map_or_else(String::new, |(version, at)| version.pages_of(at))
    }

    /// Returns the codebook.
    pub fn codebook(&self) -> &'a Codebook {
        self.open.project.codebook()
    }

    /// Is it the span of the one who annotates?
    pub fn is_own(&self) -> bool {
        self.open.analyst.as_ref() == Some(&self.at.layer.analyst)
    }

    /// Returns the name of the one whose span it is.
    pub fn analyst_name(&self) -> &'a str {
        self.open.project.analyst_name(&self.at.layer.analyst)
    }
}
