//! The direction of lines whose letters the page sets one by one.
//!
//! A font for vertical lines may be used to write across, each letter placed by itself; and one for
//! horizontal lines, to write down. What counts is where the next letter is.

use super::glyph::Glyph;

/// Turns letters of vertical fonts that stand side by side, and those of Chinese, Japanese and Korean
/// that stand one below the other.
pub(super) fn settle(glyphs: &mut [Glyph]) {
    for run in glyphs.chunk_by_mut(|a, b| a.is_vertical == b.is_vertical && a.turn == b.turn) {
        let Some(first) = run.first() else { continue };
        if first.is_vertical && first.turn == 90 {
            let (across, down) = moves(run);
            if across > down {
                lay_across(run);
            }
        } else if !first.is_vertical && first.turn == 0 {
            for run in run.chunk_by_mut(|a, b| is_ideograph(a) == is_ideograph(b)) {
                let (across, down) = moves(run);
                if run.len() > 3 && run.first().is_some_and(is_ideograph) && down > across * 3 {
                    run.iter_mut().for_each(stand_up);
                }
            }
        }
    }
}

/// Counts how often the next letter is to the right, and how often below.
fn moves(run: &[Glyph]) -> (usize, usize) {
    let (mut across, mut down) = (0, 0);
    for pair in run.windows(2) {
        let [a, b] = pair else { continue };
        let (x, y) = ((b.x - a.x) / a.size, (b.y - a.y) / a.size);
        across += usize::from((0.05..2.5).contains(&x) && y.abs() < 0.2);
        down += usize::from((0.05..2.5).contains(&y) && x.abs() < 0.2);
    }
    (across, down)
}

/// Lays letters of a vertical font side by side. Their place is the middle of their top.
fn lay_across(run: &mut [Glyph]) {
    let next: Vec<Option<(f32, f32)>> =
        run.iter().skip(1).map(|g| Some((g.x, g.y))).chain([None]).collect();
    for (glyph, next) in run.iter_mut().zip(next) {
        let gap =
            next.filter(|(_, y)| (y - glyph.y).abs() < glyph.size * 0.2).map(|(x, _)| x - glyph.x);
        // Between two middles is half of each letter.
        glyph.advance =
            gap.filter(|gap| (0.0..glyph.size * 1.2).contains(gap)).unwrap_or(glyph.size * 0.5);
        glyph.x -= glyph.advance / 2.0;
        glyph.y += glyph.size * 0.88;
        glyph.turn = 0;
    }
}

/// Stands a letter of a horizontal font in a vertical line.
fn stand_up(glyph: &mut Glyph) {
    glyph.x += glyph.advance / 2.0;
    glyph.y -= glyph.size * 0.88;
    glyph.advance = glyph.size;
    glyph.turn = 90;
}

fn is_ideograph(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'))
}
