//! Who annotates? Asked before the first span, and from the menu.

use std::{collections::BTreeMap, sync::Arc};

use egui::{ScrollArea, Ui, vec2};

use super::frame::{DialogBox, Moment, buttons_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, AnalystAction},
        desk::Open,
        icons, memo,
        scene::Scene,
        theme::font,
        widgets::{button, field, item, labelled, one_line, paint_line, primary_button},
    },
    model::{Analyst, AnalystId, AnalystKind},
    review::count,
};

const ROW: f32 = 38.0;

/// Shows the analysts, and a field for a new one.
pub fn analyst_ui(ui: &mut Ui, scene: &Scene<'_>, name: &mut String, actions: &mut Vec<Action>) {
    let Some(open) = scene.open else { return };
    DialogBox::new("Who annotates?", 420.0).show(ui, |ui, moment| {
        text_ui(ui, "Each analyst’s spans are kept apart, under their name");
        list_ui(ui, scene, open, actions);
        new_ui(ui, open, moment, name, actions);
    });
}

fn list_ui(ui: &mut Ui, scene: &Scene<'_>, open: &Open, actions: &mut Vec<Action>) {
    let details = memo::kept(ui.ctx(), "analysts", open.revision, || details(open));
    ScrollArea::vertical().max_height(room(ui, 190.0).min(5.0 * ROW)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for analyst in open.project.analysts().values() {
            let is_current = open.analyst.as_ref() == Some(&analyst.id);
            let detail = details.get(&analyst.id).map_or("", String::as_str);
            let row = item(ui, ROW, &analyst.name, is_current, |ui, rect| {
                let theme = &scene.theme;
                let icon = one_line(ui, icon(&analyst.kind), font::icon(), theme.dim, 20.0);
                let detail = one_line(ui, detail, font::small(), theme.dim, 160.0);
                let right = rect.right() - 12.0 - detail.size().x;
                let room = right - rect.left() - 46.0;
                let name = one_line(ui, &analyst.name, font::ui_medium(), theme.ink, room);
                let middle = rect.left_center() + vec2(12.0, 0.0);
                paint_line(ui, icon, middle.x, middle.y);
                paint_line(ui, name, middle.x + 26.0, middle.y);
                paint_line(ui, detail, right, middle.y);
            });
            if row.clicked() {
                let choose = AnalystAction::Choose(analyst.id.clone());
                actions.push(Action::Analyst(choose));
            }
        }
    });
}

fn new_ui(ui: &mut Ui, open: &Open, moment: Moment, name: &mut String, actions: &mut Vec<Action>) {
    let is_enter = moment.enter(ui);
    let (label, hint) = if open.project.analysts().is_empty() {
        ("Your name", "As others will see it")
    } else {
        ("Someone else", "Their name")
    };
    labelled(ui, label, |ui| moment.focus(&field(ui, label, hint, name)));
    buttons_ui(ui, |ui| {
        let is_named = !name.trim().is_empty();
        let go_on = ui.add_enabled_ui(is_named, |ui| primary_button(ui, "Annotate")).inner;
        if (go_on.clicked() || is_enter) && is_named {
            actions.push(Action::Analyst(AnalystAction::New(name.clone())));
        }
        if button(ui, "Cancel").clicked() {
            actions.push(Action::close_dialog());
        }
    });
}

/// Returns what stands beside each analyst's name.
fn details(open: &Open) -> Arc<BTreeMap<AnalystId, String>> {
    let mut spans: BTreeMap<&AnalystId, usize> = BTreeMap::new();
    for layer in open.project.layers() {
        *spans.entry(&layer.id.analyst).or_default() += layer.span_count();
    }
    let analysts = open.project.analysts().values();
    let details = analysts.map(|analyst| {
        let spans = spans.get(&analyst.id).copied().unwrap_or_default();
        (analyst.id.clone(), detail(analyst, spans))
    });
    Arc::new(details.collect())
}

fn detail(analyst: &Analyst, spans: usize) -> String {
    let spans = if spans == 0 { "no spans yet".to_owned() } else { count(spans, "span") };
    match &analyst.kind {
        AnalystKind::Person => spans,
        kind => format!("{kind} · {spans}"),
    }
}

fn icon(kind: &AnalystKind) -> &'static str {
    match kind {
        AnalystKind::Machine => icons::GEAR,
        AnalystKind::Consensus => icons::USERS,
        AnalystKind::Person | AnalystKind::Other(_) => icons::USER,
    }
}
