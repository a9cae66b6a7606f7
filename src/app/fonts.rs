//! The bundled fonts, in their order of fallback; the system's fonts come after them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use super::theme::font;

macro_rules! fonts {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/fonts/", $name, ".ttf")) as &[u8]),)+]
    };
}

/// What each family falls back to, first to last.
const FALLBACK: [&str; 11] = [
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
        let data = FontData::from_static(bytes);
        definitions.font_data.insert(name.to_owned(), Arc::new(data));
    }
    for (family, first) in families {
        let names = first.iter().chain(&FALLBACK).map(|name| (*name).to_owned());
        definitions.families.insert(family, names.collect());
    }
    // Alone: its code points are private, and Inter has other signs at some of them.
    let icons = vec!["Phosphor-Regular".to_owned()];
    definitions.families.insert(FontFamily::Name("icons".into()), icons);
    definitions
}
