//! The links of the selected span, out of it and into it.

use egui::Ui;

use super::{line::text_of, link_note::LinkNote, shown::Shown};
use crate::{
    app::{
        action::{Action, SpanAction, ViewAction},
        command::Command,
        icons,
        view::SpanRef,
        widgets::{
            ComboLook, ComboText, EndMark, LinkAnswer, LinkRow, button_with_key, combo, label,
            link_row, option_row,
        },
    },
    model::{Layer, LayerId, Link, LinkEnd, LinkId, LinkKind, Span, SpanId, edit::LinkField},
    review::first_words,
};

/// What stands on the list of cards.
const NAME: &str = "Link to a card…";

/// So many characters of the other end are laid out.
const WORDS: usize = 120;

/// What is kept of the links between two changes.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Links of other articles that end here: finding them goes through the analyst's layers.
    elsewhere: Vec<(LayerId, LinkId)>,
    revision: Option<u64>,
    note: LinkNote,
}

impl Links {
    /// Shows the links and what makes new ones.
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
            let name = link_ui(ui, shown, (layer, link), &mut self.note, actions);
            self.note.note_ui(ui, (layer, link), shown.is_own(), &name, actions);
        }
        if can_start {
            ui.horizontal_wrapped(|ui| {
                let (text, keys) = (Command::StartLink.label(), Command::StartLink.keys(ui.ctx()));
                if button_with_key(ui, text, &keys).clicked() {
                    actions.push(Action::Run(Command::StartLink));
                }
                cards_ui(ui, shown, layer, actions);
            });
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

/// Shows a link's row; returns how it reads.
fn link_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    (layer, link): (&LayerId, &Link),
    note: &mut LinkNote,
    actions: &mut Vec<Action>,
) -> String {
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
    let is_own = shown.is_own();
    let kinds = if is_own { other_kinds(shown, layer, link) } else { Vec::new() };
    let row = LinkRow {
        kind: &kind,
        current: &link.kind,
        kinds: &kinds,
        mark: end.mark,
        words: &end.words,
        aside: end.article,
        leads_somewhere: end.at.is_some(),
        is_own,
    };
    let (layer, id) = (layer.clone(), link.id.clone());
    match link_row(ui, row) {
        Some(LinkAnswer::Go) => {
            actions.extend(end.at.map(|at| Action::View(ViewAction::Jump(at))));
        }
        Some(LinkAnswer::Note) => note.begin(id),
        Some(LinkAnswer::Unlink) => actions.push(Action::Span(SpanAction::Unlink(layer, id))),
        Some(LinkAnswer::Kind(kind)) => {
            let set = SpanAction::SetLink(layer, id, LinkField::Kind(kind));
            actions.push(Action::Span(set));
        }
        None => {}
    }
    format!("{kind} {}", end.words)
}

/// Returns the kinds that both ends of a link allow, none where it has the only one.
fn other_kinds<'a>(shown: &Shown<'a>, layer: &LayerId, link: &Link) -> Vec<&'a LinkKind> {
    let project = &shown.open.project;
    let Some(from) = project.span(layer, &link.from) else { return Vec::new() };
    let end = project.link_target(layer, link).map(|(_, span)| &span.tag);
    let may_end = |kind: &&LinkKind| match &link.to {
        LinkEnd::Card(_) => kind.may_end_at_card(),
        LinkEnd::Span(_) | LinkEnd::SpanIn(..) => end.is_some_and(|tag| kind.may_end_at(tag)),
    };
    let kinds: Vec<&LinkKind> = shown.codebook().kinds_from(&from.tag).filter(may_end).collect();
    let is_other = kinds.iter().any(|kind| kind.id != link.kind);
    if is_other { kinds } else { Vec::new() }
}

/// Offers the actor cards that the span is not linked to yet, with each kind that may end at one.
fn cards_ui(ui: &mut Ui, shown: &Shown<'_>, layer: &Layer, actions: &mut Vec<Action>) {
    let cards = shown.open.project.cards();
    let mut kinds = shown.codebook().kinds_from(&shown.span.tag);
    if cards.is_empty() || !kinds.any(LinkKind::may_end_at_card) {
        return;
    }
    let text = ComboText { name: NAME, value: NAME, swatch: None };
    combo(ui, ComboLook::Pill, text, |ui| {
        let kinds = shown.codebook().kinds_from(&shown.span.tag);
        for kind in kinds.filter(|kind| kind.may_end_at_card()) {
            for card in cards.values() {
                let to = LinkEnd::Card(card.id.clone());
                let is_linked = layer.links_at(&shown.at.span).any(|link| {
                    link.from == shown.at.span && link.kind == kind.id && link.to == to
                });
                let label = format!("{} {}", kind.name, card.name);
                if option_row(ui, &label, None, "", is_linked).clicked() && !is_linked {
                    let (kind, from) = (kind.id.clone(), shown.at.clone());
                    actions.push(Action::Span(SpanAction::Link { kind, from, to }));
                }
            }
        }
    });
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
