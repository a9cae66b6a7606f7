//! Where an article's text came from: the file, how it was read, and the choice to read it otherwise.

use egui::{Label, RichText, Ui};

use super::{
    article::{GAP, NAME},
    frame::text_ui,
    pen::middle_cell,
};
use crate::{
    app::{
        action::{Action, FileAction},
        scene::Scene,
        theme::{Theme, font},
        widgets::{ComboLook, ComboText, button, combo, option_row},
    },
    articles::{Encoding, Extent},
    jobs::ReadOptions,
    model::{Article, Version},
    text::{harmless, size},
};

/// Shows where the newest text came from.
pub fn source_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    version: &Version,
    actions: &mut Vec<Action>,
) {
    let theme = &scene.theme;
    ui.spacing_mut().item_spacing.y = 0.0;
    let added = version.added.to_utc().with_timezone(&chrono::Local);
    line_ui(ui, theme, "Version", &format!("{} of {}", version.number, article.versions.len()));
    line_ui(ui, theme, "Opened from", &file_text(version));
    line_ui(ui, theme, "Opened on", &added.format("%-d %B %Y, %H:%M").to_string());
    line_ui(ui, theme, "Format", &format!("{}, read by {}", version.media_type, version.reader));
    // What stands on a text must not move: once somebody has begun with it, it is read no other way.
    let mut layers = scene.project().into_iter().flat_map(|one| one.layers_of(&article.id));
    let chosen = if layers.all(|layer| layer.version != version.number) {
        choices_ui(ui, theme, version)
    } else {
        line_ui(ui, theme, "Encoding", &encoding_text(version));
        if let Some(extent) = Extent::named(&version.extent) {
            line_ui(ui, theme, "Taken", extent_text(extent));
        }
        None
    };
    if let Some(options) = chosen {
        actions.push(Action::File(FileAction::ReadAgain(article.id.clone(), options)));
    }
    for warning in &version.warnings {
        text_ui(ui, harmless(warning));
    }
}

/// Returns the file's name and its size.
fn file_text(version: &Version) -> String {
    let name = harmless(&version.source);
    if version.source_bytes == 0 {
        name.into_owned()
    } else {
        format!("{name} · {}", size(version.source_bytes))
    }
}

fn name_ui(ui: &mut Ui, theme: &Theme, name: &str) {
    middle_cell(ui, NAME, |ui| {
        ui.label(RichText::new(name).font(font::small()).color(theme.dim));
    });
}

fn line_ui(ui: &mut Ui, theme: &Theme, name: &str, value: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        name_ui(ui, theme, name);
        ui.add(Label::new(value).truncate());
    });
}

fn encoding_text(version: &Version) -> String {
    match (version.encoding.as_str(), version.encoding_from.as_str()) {
        ("", _) => "of its own".to_owned(),
        (encoding, "") => encoding.to_owned(),
        (encoding, from) => format!("{encoding} ({from})"),
    }
}

fn extent_text(extent: Extent) -> &'static str {
    match extent {
        Extent::Article => "The article of the page",
        Extent::Whole => "The whole page",
    }
}

/// Shows in which encoding the file was read and what of it was taken; returns how it is to be read, if
/// something else is chosen.
fn choices_ui(ui: &mut Ui, theme: &Theme, version: &Version) -> Option<ReadOptions> {
    let is_chosen = version.encoding_from == Encoding::CHOSEN;
    let now = ReadOptions {
        encoding: is_chosen.then(|| Encoding::named(&version.encoding)).flatten(),
        extent: Extent::named(&version.extent),
        ..ReadOptions::default()
    };
    let encoding = encoding_ui(ui, theme, version);
    let extent = now.extent.and_then(|extent| extent_ui(ui, theme, extent));
    let encoding = encoding.map(|encoding| ReadOptions { encoding: Some(encoding), ..now });
    encoding.or_else(|| extent.map(|extent| ReadOptions { extent: Some(extent), ..now }))
}

fn encoding_ui(ui: &mut Ui, theme: &Theme, version: &Version) -> Option<Encoding> {
    if version.encoding.is_empty() {
        line_ui(ui, theme, "Encoding", &encoding_text(version));
        return None;
    }
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        name_ui(ui, theme, "Encoding");
        let text = ComboText { name: "Choose an encoding", value: &version.encoding, swatch: None };
        combo(ui, ComboLook::Pill, text, |ui| {
            for encoding in Encoding::all() {
                let is_current = encoding.name() == version.encoding;
                if option_row(ui, encoding.name(), None, "", is_current).clicked() {
                    chosen = Some(encoding);
                }
            }
        });
        let from = RichText::new(&version.encoding_from).font(font::small()).color(theme.dim);
        ui.add(Label::new(from).truncate());
    });
    chosen
}

/// Says what of a page the text is, and offers the other.
fn extent_ui(ui: &mut Ui, theme: &Theme, extent: Extent) -> Option<Extent> {
    let (other, offer) = match extent {
        Extent::Article => (Extent::Whole, "Take the whole page"),
        Extent::Whole => (Extent::Article, "Take the article alone"),
    };
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        name_ui(ui, theme, "Taken");
        ui.label(extent_text(extent));
        chosen = button(ui, offer).clicked().then_some(other);
    });
    chosen
}
