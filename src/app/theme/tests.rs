//! Whether what is drawn can be told apart.

use egui::Color32;

use super::*;
use crate::model::{Codebook, Color};

#[test]
fn text_stands_out_by_4_5_to_1() {
    for theme in [Theme::light(), Theme::dark()] {
        for ground in [theme.panel, theme.paper, theme.hover, theme.selected] {
            for text in [theme.ink, theme.dim, theme.accent, theme.error, theme.warning] {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{text:?} on {ground:?}: {found}, dark {}", theme.is_dark);
            }
        }
        assert!(contrast(theme.ink, theme.selection) >= 4.5);
        assert!(contrast(theme.ink, theme.hit) >= 4.5);
        assert!(contrast(theme.ink, theme.changed) >= 4.5);
        assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
    }
}

#[test]
fn colours_to_choose_from_stand_out_by_3_to_1() {
    let color32 = |Color([red, green, blue])| Color32::from_rgb(red, green, blue);
    for (light, dark) in TAG_COLORS {
        for (theme, color) in [(Theme::light(), light), (Theme::dark(), dark)] {
            for ground in [theme.panel, theme.paper] {
                let found = contrast(color32(color), ground);
                assert!(found >= 3.0, "{color} on {ground:?}: {found}");
            }
        }
    }
}

#[test]
fn tags_stand_out_by_3_to_1() {
    for theme in [Theme::light(), Theme::dark()] {
        for ground in [theme.paper, theme.hit, theme.selection] {
            let found = contrast(theme.hit_line, ground);
            assert!(found >= 3.0, "the line around a hit on {ground:?}: {found}");
        }
        for tag in Codebook::starter().tags.values() {
            for ground in [theme.panel, theme.paper] {
                let found = contrast(theme.tag(tag), ground);
                assert!(found >= 3.0, "{} on {ground:?}: {found}", tag.id);
            }
            for ground in [theme.paper, theme.hit, theme.changed] {
                let washed = ground.blend(theme.wash(theme.tag(tag)));
                assert!(contrast(theme.ink, washed) >= 4.5, "text on {} on {ground:?}", tag.id);
            }
        }
    }
}

#[test]
fn text_in_highlights_and_selections_stands_out_by_4_5_to_1() {
    for theme in [Theme::light(), Theme::dark()] {
        for text in [theme.ink, theme.dim] {
            let found = contrast(text, theme.selection);
            assert!(found >= 4.5, "{text:?} selected: {found}, dark {}", theme.is_dark);
        }
        for tag in Codebook::starter().tags.values() {
            let color = theme.tag(tag);
            for wash in [theme.wash(color), theme.wash(color).gamma_multiply(1.8)] {
                let ground = theme.paper.blend(wash);
                let found = contrast(theme.ink, ground);
                assert!(found >= 4.5, "text on {}: {found}, dark {}", tag.id, theme.is_dark);
            }
            let found = contrast(theme.paper, color);
            assert!(found >= 4.5, "letters on {}: {found}", tag.id);
        }
    }
}

#[test]
fn marks_stand_out_by_3_to_1_from_all_they_are_drawn_on() {
    for theme in [Theme::light(), Theme::dark()] {
        // What has the keyboard, the line under the current tab, the edge of what is chosen.
        for ground in [theme.panel, theme.paper, theme.hover, theme.selected] {
            let found = contrast(theme.accent, ground);
            assert!(found >= 3.0, "accent on {ground:?}: {found}, dark {}", theme.is_dark);
        }
        for tag in Codebook::starter().tags.values() {
            let color = theme.tag(tag);
            let washed = theme.paper.blend(theme.wash(color));
            // Squares in rows, and the lines under text, around it and at its edges.
            for ground in [theme.hover, theme.selected, theme.selection, washed] {
                let found = contrast(color, ground);
                assert!(found >= 3.0, "{} on {ground:?}: {found}, dark {}", tag.id, theme.is_dark);
            }
        }
    }
}
