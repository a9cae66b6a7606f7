//! The links of the selected span, out of it and into it.

use egui::Ui;

use super::{
    line::{first_words, text_of},
    shown::Shown,
};
use crate::{
    app::{
        action::{Action, SpanAction, ViewAction},
        command::Command,
        icons,
        view::SpanRef,
        widgets::{EndMark, LinkRow, button_with_key, label, link_row},
    },
    model::{LayerId, Link, LinkEnd, LinkId, Span, SpanId},
};

/// So many characters of the other end are laid out.
const WORDS: usize = 120;

/// What is kept of the links between two changes.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Links of other articles that end here: finding them goes through the analyst's layers.
    elsewhere: Vec<(LayerId, LinkId)>,
    revision: Option<u64>,
}

impl Links {
    /// Shows the links and the button that begins one.
    pub fn links_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
        self.refresh(shown);
        let project = &shown.open.project;
        let Some(layer) = project.layer(&shown.at.layer) else { return };
        let here = layer.links_at(&shown.at.span).map(|link| (&layer.id, link));
        let elsewhere = self.elsewhere.iter().filter_map(|(id, link)| {
            let layer = project.layer(id)?;
            Some((&layer.id, layer.link(link)?))
        });
        let all: Vec<(&LayerId, &Link)> = here.chain(elsewhere).collect();
        let has_kinds = shown.codebook().kinds_from(&shown.span.tag).next().is_some();
        let can_start = has_kinds && shown.is_own();
        if all.is_empty() && !can_start {
            return;
        }
        label(ui, "Links");
        for (layer, link) in all {
            link_ui(ui, shown, layer, link, actions);
        }
        if can_start {
            let (text, keys) = (Command::StartLink.label(), Command::StartLink.keys(ui.ctx()));
            if button_with_key(ui, text, &keys).clicked() {
                actions.push(Action::Run(Command::StartLink));
            }
        }
    }

    fn refresh(&mut self, shown: &Shown<'_>) {
        if self.revision == Some(shown.open.revision) {
            return;
        }
        let found = shown.open.project.links_from_elsewhere(&shown.at.layer, &shown.at.span);
        self.elsewhere = found.map(|(layer, link)| (layer.clone(), link.id.clone())).collect();
        self.revision = Some(shown.open.revision);
    }
}

/// The other end of a link.
struct End<'a> {
    words: String,
    mark: EndMark,
    /// The title of its article, where that is another one.
    article: &'a str,
    /// Where a click goes.
    at: Option<SpanRef>,
}

fn link_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    layer: &LayerId,
    link: &Link,
    actions: &mut Vec<Action>,
) {
    let is_outgoing = *layer == shown.at.layer && link.from == shown.at.span;
    let kind = shown.codebook().kind_name(&link.kind);
    let kind = if is_outgoing { kind.to_owned() } else { format!("← {kind}") };
    let end =
        if is_outgoing { end_of(shown, layer, link) } else { span_end(shown, layer, &link.from) };
    let end = end.unwrap_or_else(|| End {
        words: "an end that is not there".to_owned(),
        mark: EndMark::Icon(icons::WARNING),
        article: "",
        at: None,
    });
    let row = LinkRow {
        kind: &kind,
        mark: end.mark,
        words: &end.words,
        aside: end.article,
        leads_somewhere: end.at.is_some(),
        can_remove: shown.is_own(),
    };
    let (go, unlink) = link_row(ui, row);
    if let (true, Some(at)) = (go.clicked(), end.at) {
        actions.push(Action::View(ViewAction::Jump(at)));
    }
    if unlink.is_some_and(|unlink| unlink.clicked()) {
        let unlink = SpanAction::Unlink(layer.clone(), link.id.clone());
        actions.push(Action::Span(unlink));
    }
}

fn end_of<'a>(shown: &Shown<'a>, layer: &LayerId, link: &Link) -> Option<End<'a>> {
    let project = &shown.open.project;
    if let LinkEnd::Card(card) = &link.to {
        let words = project.cards().get(card)?.name.clone();
        let mark = EndMark::Icon(icons::IDENTIFICATION_CARD);
        return Some(End { words, mark, article: "", at: None });
    }
    let (layer, span) = project.link_target(layer, link)?;
    end(shown, &layer, span)
}

fn span_end<'a>(shown: &Shown<'a>, layer: &LayerId, span: &SpanId) -> Option<End<'a>> {
    end(shown, layer, shown.open.project.span(layer, span)?)
}

fn end<'a>(shown: &Shown<'a>, id: &LayerId, span: &Span) -> Option<End<'a>> {
    let project = &shown.open.project;
    let words = first_words(span, text_of(project, id, project.layer(id)?), WORDS);
    let tag = project.codebook().tags.get(&span.tag);
    let is_elsewhere = id.article != shown.at.layer.article;
    let article = project.article(&id.article).filter(|_| is_elsewhere);
    Some(End {
        words,
        mark: EndMark::Swatch(shown.scene.theme.tag_or_dim(tag)),
        article: article.map_or("", |article| article.title.as_str()),
        at: Some(SpanRef::new(id, &span.id)),
    })
}
