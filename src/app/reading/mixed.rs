//! Lines of text that runs from right to left, or both ways.
//!
//! Lines are broken in the order of the text (UAX 14) and their runs are placed in the order of
//! reading (the Unicode bidirectional algorithm, UAX 9, rules L1 and L2). egui lays out one run at a
//! time, each in one face and one direction, and so draws it right; the graphemes' places within a
//! run come from the shaper.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use egui::{Galley, text::LayoutJob, vec2};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    line::{Cell, Laid, Line, Run},
    shaping::{Cluster, FaceNumber},
    style::BlockStyle,
    typeset::Typesetter,
};
use crate::{
    app::bidi::{Direction, first_direction, is_rtl_letter, is_sign_of_direction, mirrored},
    text::{Offset, Stretch},
};

/// Lays out `text`, which begins at `start` in the article, in lines of at most `width` points.
pub fn lay_out(
    setter: &mut Typesetter<'_>,
    (text, start): (&str, Offset),
    style: &BlockStyle,
    width: f32,
    direction: Direction,
) -> Laid {
    setter.faces.follow(setter.ui, &style.font, text);
    let mut maker =
        Maker { setter, style, width, direction, runs: Vec::new(), lines: Vec::new(), top: 0.0 };
    let mut from = 0;
    while from <= text.len() {
        let rest = text.get(from..).unwrap_or_default();
        let end = rest.find('\n').filter(|_| style.keeps_lines).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        if style.keeps_lines {
            // Each line is a paragraph of its own.
            maker.direction = first_direction(line).unwrap_or(direction);
        }
        let newline = usize::from(end < rest.len());
        maker.paragraph((line, Offset::new(start.to_usize() + from)), newline);
        from += end + 1;
        if end == rest.len() {
            break;
        }
    }
    let height = maker.top;
    Laid { runs: maker.runs, lines: maker.lines, size: vec2(width, height), direction }
}

/// A part of the text in one face and one direction: what is laid out by egui as one.
struct Unit {
    at: Range<usize>,
    face: Option<FaceNumber>,
    kind: Kind,
}

/// What a unit holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Letters that the shaper sets in the direction of the run.
    Letters,
    /// One grapheme that stands for itself.
    Alone,
}

struct Maker<'a, 'b> {
    setter: &'a mut Typesetter<'b>,
    style: &'a BlockStyle,
    width: f32,
    direction: Direction,
    runs: Vec<Run>,
    lines: Vec<Line>,
    top: f32,
}

impl Maker<'_, '_> {
    /// Lays out text without a line end, which so many bytes of one follow.
    fn paragraph(&mut self, (text, start): (&str, Offset), newline: usize) {
        let bidi = ParagraphBidiInfo::new(text, Some(self.direction.level()));
        let ranges = self.broken(text, &bidi);
        let last = ranges.len().saturating_sub(1);
        for (number, range) in ranges.into_iter().enumerate() {
            let newline = if number == last { newline } else { 0 };
            self.line((text, start), &bidi, range, newline);
        }
    }

    /// Returns the ranges of the lines: broken where Unicode allows it, else between graphemes.
    fn broken(&mut self, text: &str, bidi: &ParagraphBidiInfo<'_>) -> Vec<Range<usize>> {
        let mut widths: Vec<(usize, f32)> = Vec::new();
        for run in level_runs(&bidi.levels) {
            for unit in self.units(text, run.clone(), bidi.levels[run.start].is_rtl()) {
                let shown = text.get(unit.at.clone()).unwrap_or_default();
                let graphemes = self.widths(&unit, shown);
                widths.extend(graphemes.iter().map(|(at, width)| (unit.at.start + at, *width)));
            }
        }
        let breaks: BTreeSet<usize> =
            unicode_linebreak::linebreaks(text).map(|(at, _)| at).collect();
        let mut ranges = Vec::new();
        let (mut start, mut x, mut may_break) = (0, 0.0, None);
        let mut number = 0;
        while let Some(&(at, width)) = widths.get(number) {
            if at > start && breaks.contains(&at) {
                may_break = Some((at, number));
            }
            let is_space = text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
            if !is_space && x + width > self.width && at > start {
                let (end, first) = may_break.take().unwrap_or((at, number));
                ranges.push(start..end);
                (start, number, x) = (end, first, 0.0);
                continue;
            }
            x += width;
            number += 1;
        }
        ranges.push(start..text.len());
        ranges
    }

    /// Places the runs of one line in the order of reading.
    fn line(
        &mut self,
        (text, start): (&str, Offset),
        bidi: &ParagraphBidiInfo<'_>,
        range: Range<usize>,
        newline: usize,
    ) {
        let offset = |byte: usize| Offset::new(start.to_usize() + byte);
        let mut placed: Vec<(Option<Arc<Galley>>, f32)> = Vec::new();
        let mut cells: Vec<Cell> = Vec::new();
        let mut x = 0.0;
        let (levels, runs) =
            if range.is_empty() { Default::default() } else { bidi.visual_runs(range.clone()) };
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
            let mut units = self.units(text, run, is_rtl);
            if is_rtl {
                units.reverse();
            }
            for unit in units {
                let shown = text.get(unit.at.clone()).unwrap_or_default();
                let galley = self.galley(&unit, shown, is_rtl);
                let graphemes = self.widths(&unit, shown);
                let sum: f32 = graphemes.iter().map(|(_, width)| width).sum();
                let width = galley.as_ref().map_or(sum, |galley| galley.size().x);
                // The two agree but for rounding, and for letters that no font has.
                let scale = if sum > 0.0 { width / sum } else { 0.0 };
                let mut edge = if is_rtl { x + width } else { x };
                for (number, (at, grapheme)) in graphemes.iter().enumerate() {
                    let end = graphemes.get(number + 1).map_or(shown.len(), |(next, _)| *next);
                    let at = Stretch {
                        start: offset(unit.at.start + at),
                        end: offset(unit.at.start + end),
                    };
                    let far = edge + grapheme * scale * if is_rtl { -1.0 } else { 1.0 };
                    cells.push(Cell { at, left: edge.min(far), right: edge.max(far), is_rtl });
                    edge = far;
                }
                placed.push((galley, x));
                x += width;
            }
        }
        cells.sort_by_key(|cell| cell.at.start);
        self.finish((text, start), range, newline, placed, cells, x);
    }

    /// Aligns a line whose runs were placed from x = 0 on, and puts it below the others.
    fn finish(
        &mut self,
        (text, start): (&str, Offset),
        range: Range<usize>,
        newline: usize,
        placed: Vec<(Option<Arc<Galley>>, f32)>,
        mut cells: Vec<Cell>,
        width: f32,
    ) {
        // A line from right to left ends at the right edge, where the indent is as well.
        let left = match self.direction {
            Direction::LeftToRight => 0.0,
            Direction::RightToLeft => self.width - self.style.indent - width,
        };
        for cell in &mut cells {
            cell.left += left;
            cell.right += left;
        }
        let (mut height, mut baseline) = (self.style.line_height, self.style.line_height * 0.7);
        for (galley, x) in placed {
            let Some(galley) = galley else { continue };
            if let Some(row) = galley.rows.first() {
                height = row.size.y;
                baseline = row.glyphs.first().map_or(baseline, |glyph| glyph.pos.y);
            }
            self.runs.push(Run { galley, at: vec2(left + x, self.top) });
        }
        let shown = text.get(range.clone()).unwrap_or_default();
        let offset = |byte: usize| Offset::new(start.to_usize() + byte);
        let at = Stretch { start: offset(range.start), end: offset(range.end + newline) };
        let heights = (self.top, self.top + height, self.top + baseline);
        let ink_end = offset(range.start + shown.trim_end().len());
        self.lines.push(Line::mixed(at, heights, cells).with_ink_end(ink_end));
        self.top += height;
    }

    /// Cuts a run of one level into units, in the order of the text.
    fn units(&mut self, text: &str, run: Range<usize>, is_rtl: bool) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let shown = text.get(run.clone()).unwrap_or_default();
        for (at, grapheme) in shown.grapheme_indices(true) {
            let at = run.start + at..run.start + at + grapheme.len();
            let face = self.setter.faces.face_of(&self.style.font.family, grapheme);
            let is_letters = face.is_some() && is_rtl_letter(grapheme) == is_rtl;
            let kind = if is_letters { Kind::Letters } else { Kind::Alone };
            match units.last_mut() {
                Some(last) if kind == Kind::Letters && last.kind == kind && last.face == face => {
                    last.at.end = at.end;
                }
                _ => units.push(Unit { at, face, kind }),
            }
        }
        units
    }

    /// Returns where each grapheme of a unit starts and how wide it is.
    fn widths(&self, unit: &Unit, shown: &str) -> Vec<(usize, f32)> {
        let clusters = unit
            .face
            .map(|face| self.setter.faces.clusters(face, self.style.font.size, shown))
            .unwrap_or_default();
        let graphemes: Vec<usize> = shown.grapheme_indices(true).map(|(at, _)| at).collect();
        shared(&graphemes, &clusters, shown.len())
    }

    /// Lays out a unit; `None` where there is nothing to see.
    fn galley(&self, unit: &Unit, shown: &str, is_rtl: bool) -> Option<Arc<Galley>> {
        let is_seen = |c: char| !c.is_whitespace() && !is_sign_of_direction(c);
        if !shown.chars().any(is_seen) {
            return None;
        }
        let is_mirrored = is_rtl && unit.kind == Kind::Alone;
        let text = if is_mirrored { mirrored(shown) } else { shown.to_owned() };
        let mut job = LayoutJob::single_section(text, self.style.format(self.setter.theme));
        job.wrap.max_width = f32::INFINITY;
        Some(self.setter.ui.painter().layout_job(job))
    }
}

/// Returns the runs of one level, in the order of the text.
fn level_runs(levels: &[Level]) -> Vec<Range<usize>> {
    let runs = levels.chunk_by(|a, b| a == b).scan(0, |start, run| {
        let range = *start..*start + run.len();
        *start = range.end;
        Some(range)
    });
    runs.collect()
}

/// Shares the width of each cluster among the graphemes that it holds.
fn shared(graphemes: &[usize], clusters: &[Cluster], length: usize) -> Vec<(usize, f32)> {
    let mut found: Vec<(usize, f32)> = graphemes.iter().map(|at| (*at, 0.0)).collect();
    for (number, cluster) in clusters.iter().enumerate() {
        let end = clusters.get(number + 1).map_or(length, |next| next.start);
        let first = found.partition_point(|(at, _)| *at < cluster.start);
        let last = found.partition_point(|(at, _)| *at < end);
        // A cluster that begins inside a grapheme is a part of that grapheme.
        let first = if found.get(first).is_some_and(|(at, _)| *at == cluster.start) {
            first
        } else {
            first.saturating_sub(1)
        };
        let held = found.get_mut(first..last.max(first + 1)).unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a handful of graphemes")]
        let part = cluster.width / held.len().max(1) as f32;
        for (_, width) in held {
            *width += part;
        }
    }
    found
}
