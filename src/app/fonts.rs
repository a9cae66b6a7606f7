//! The bundled fonts, in their order of fallback; the system's fonts come after them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontTweak};

use super::theme::font;

macro_rules! fonts {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/fonts/", $name, ".ttf")) as &[u8]),)+]
    };
}

/// What each family falls back to, first to last, and how far it is moved down, over its size, to
/// stand on the same base line: egui centres a fallback on the line instead.
const FALLBACK: [(&str, f32); 11] = [
    ("NotoNaskhArabic-Regular", 0.138),
    ("NotoSansHebrew-Regular", -0.033),
    ("NotoSansDevanagari-Regular", 0.111),
    ("NotoSansThai-Regular", 0.050),
    ("NotoSansSinhala-Regular", -0.004),
    ("NotoSansJP-Regular", -0.081),
    ("NotoSansSC-Regular", -0.081),
    ("NotoEmoji-Regular", 0.013),
    ("NotoSansMath-Regular", 0.032),
    ("NotoSansSymbols2-Regular", 0.135),
    ("NotoSansSymbols-Regular", -0.100),
];

/// Gives egui the bundled fonts.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let data = fonts![
        "SourceSerif4-Regular",
        "SourceSerif4-SemiBold",
        "SourceSerif4-Italic",
        "Inter-Regular",
        "Inter-Medium",
        "Inter-SemiBold",
        "NotoNaskhArabic-Regular",
        "NotoSansHebrew-Regular",
        "NotoSansDevanagari-Regular",
        "NotoSansThai-Regular",
        "NotoSansSinhala-Regular",
        "NotoSansJP-Regular",
        "NotoSansSC-Regular",
        "NotoEmoji-Regular",
        "NotoSansMath-Regular",
        "NotoSansSymbols2-Regular",
        "NotoSansSymbols-Regular",
        "Phosphor-Regular",
    ];
    let families = [
        (font::serif(), &["SourceSerif4-Regular", "Inter-Regular"][..]),
        (font::serif_semibold(), &["SourceSerif4-SemiBold", "Inter-SemiBold"]),
        (font::serif_italic(), &["SourceSerif4-Italic", "Inter-Regular"]),
        (FontFamily::Proportional, &["Inter-Regular"]),
        (FontFamily::Monospace, &["Inter-Regular"]),
        (font::medium(), &["Inter-Medium"]),
        (font::semibold(), &["Inter-SemiBold"]),
    ];
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in data {
        let shift = FALLBACK.iter().find(|(font, _)| *font == name).map_or(0.0, |(_, by)| *by);
        let data = FontData::from_static(bytes)
            .tweak(FontTweak { y_offset_factor: shift, ..FontTweak::default() });
        definitions.font_data.insert(name.to_owned(), Arc::new(data));
    }
    for (family, first) in families {
        let names = first
            .iter()
            .chain(FALLBACK.iter().map(|(name, _)| name))
            .map(|name| (*name).to_owned());
        definitions.families.insert(family, names.collect());
    }
    // Alone: its code points are private, and Inter has other signs at some of them.
    let icons = vec!["Phosphor-Regular".to_owned()];
    definitions.families.insert(FontFamily::Name("icons".into()), icons);
    definitions
}
