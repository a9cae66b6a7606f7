//! Lines into paragraphs: by the room between them, their indents, their ends, their type.

use std::collections::HashMap;

use super::{
    hyphens::{self, Joint, Vocabulary},
    lines::Line,
    lists::{self, Mark},
    running::Sides,
    tables, verses,
};

/// A passage of text before it is known what it is.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub text: String,
    /// Where in the text a page begins, and which.
    pub breaks: Vec<(usize, usize)>,
    /// Which page it begins on, counted from 0.
    pub page: usize,
    /// Which part of the page.
    pub part: usize,
    /// How many lines it had on the page.
    pub lines: usize,
    pub first: Line,
    pub last: Line,
    /// What it begins with, if it is an item of a list: `• ` or a number as written. It is not in the
    /// text.
    pub marker: String,
    /// Its cells, if it is the row of a table.
    pub cells: Vec<String>,
    /// Are its lines verses?
    pub is_verse: bool,
    /// Does its last line reach the end of its column?
    pub is_full: bool,
    /// Does its first line begin at the start of its column?
    pub is_flush: bool,
}

/// What is usual in a document.
#[derive(Debug)]
pub(super) struct Usual {
    /// The size of most letters.
    pub size: f32,
    /// Is most text bold?
    pub is_bold: bool,
    /// How far baselines are apart, by size in half points.
    leading: HashMap<i32, f32>,
    /// The same for all others, in heights of their letters.
    ratio: f32,
    pub words: Vocabulary,
}

#[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
fn class(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

#[expect(clippy::cast_precision_loss, reason = "half points of a size that is bounded")]
fn size_of(class: i32) -> f32 {
    class as f32 / 2.0
}

impl Usual {
    pub fn new(pages: &[Sides]) -> Self {
        let mut letters: HashMap<(i32, bool), usize> = HashMap::new();
        let mut steps: HashMap<i32, Steps> = HashMap::new();
        let mut ratios = Steps::default();
        let mut words = Vocabulary::default();
        for part in pages.iter().flat_map(|page| &page.parts) {
            let end = part.iter().map(Line::end).fold(f32::MIN, f32::max);
            for line in part {
                *letters.entry((class(line.size), line.is_bold)).or_default() += line.text.len();
                words.add(&line.text);
            }
            for (line, next) in part.iter().zip(part.iter().skip(1)) {
                let step = next.baseline - line.baseline;
                if line.is_like(next) && step > line.size * 0.8 && step < line.size * 3.0 {
                    let of_size = steps.entry(class(line.size)).or_default();
                    of_size.all.push(step);
                    ratios.all.push(step / line.size);
                    if runs_on(line, next, end) {
                        of_size.within.push(step);
                        ratios.within.push(step / line.size);
                    }
                }
            }
        }
        let most = letters.into_iter().max_by_key(|&(key, count)| (count, key));
        let (size, is_bold) =
            most.map_or((10.0, false), |((class, is_bold), _)| (size_of(class), is_bold));
        let of_all = middle(&mut ratios.all);
        let ratio = ratios.usual(1.0).or(of_all).unwrap_or(1.25);
        let leading = steps
            .into_iter()
            .filter(|(_, steps)| steps.all.len() > 3)
            .filter_map(|(class, steps)| Some((class, steps.usual(size_of(class))?)))
            .collect();
        Self { size, is_bold, leading, ratio, words }
    }

    /// Returns how far apart the baselines of a size's lines usually are.
    fn leading(&self, size: f32) -> f32 {
        self.leading.get(&class(size)).copied().unwrap_or(self.ratio.min(1.5) * size)
    }

    /// Is a line larger than most, or bold where most are not?
    pub fn stands_out(&self, line: &Line) -> bool {
        line.size > self.size * 1.12
            || (line.is_bold && !self.is_bold && line.size > self.size * 0.9)
    }
}

fn middle(all: &mut [f32]) -> Option<f32> {
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied()
}

/// How far baselines are apart.
#[derive(Debug, Default)]
struct Steps {
    all: Vec<f32>,
    /// Those within a paragraph for certain.
    within: Vec<f32>,
}

impl Steps {
    /// Returns what is usual among lines of a size. Where they mostly are so far apart as paragraphs of one
    /// line each may be, those within a paragraph say it; if there are none, nothing is known.
    fn usual(mut self, size: f32) -> Option<f32> {
        let middle_of_all = middle(&mut self.all)?;
        if middle_of_all < size * 1.45 {
            return Some(middle_of_all);
        }
        let known = middle(&mut self.within).map(|within| within.min(middle_of_all));
        known.or(Some(middle_of_all).filter(|&middle| middle < size * 1.6))
    }
}

/// Does a line's sentence go on in the next: in lower case, or, where letters have none, since there was no
/// room for more up to the end of their column?
fn runs_on(line: &Line, next: &Line, end: f32) -> bool {
    let is_full = line.end() + line.size * 0.6 + next.first_word > end;
    let first = next.text.chars().next().unwrap_or_default();
    line.gaps.is_empty()
        && next.gaps.is_empty()
        && !is_ended(&line.text)
        && (first.is_lowercase() || (!first.is_uppercase() && is_full))
}

/// How a line follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// In the same paragraph.
    On,
    /// In the same paragraph, on a line of its own.
    Line,
    /// As another paragraph.
    Apart,
}

/// One column of a page.
struct Column<'a> {
    /// Has it enough lines to say what is usual in it?
    is_long: bool,
    items: Vec<Option<(Mark, usize)>>,
    start: f32,
    end: f32,
    /// How far apart its baselines mostly are.
    leading: f32,
    /// Are most of its lines broken on purpose, like those of an address?
    is_verse: bool,
    /// Which of its lines are verses.
    verses: Vec<bool>,
    usual: &'a Usual,
}

/// Returns the passages of a page's part.
pub(super) fn passages(lines: &[Line], page: usize, part: usize, usual: &Usual) -> Vec<Passage> {
    let column = Column::new(lines, usual);
    let rows = tables::rows(lines);
    let mut passages: Vec<Passage> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let item = column.items.get(at).copied().flatten();
        if let Some(cells) = rows.get(at).filter(|cells| !cells.is_empty()) {
            let mut passage = column.passage(line, page, part, None);
            passage.cells.clone_from(cells);
            passages.push(passage);
            continue;
        }
        let open = passages.last_mut().filter(|passage| passage.cells.is_empty());
        let step = open.as_ref().map_or(Step::Apart, |passage| column.step(passage, line, at));
        match (open, step) {
            (Some(passage), Step::On) => column.append(passage, line, " "),
            (Some(passage), Step::Line) => column.append(passage, line, "\n"),
            _ => {
                let mut passage = column.passage(line, page, part, item);
                passage.is_verse = column.is_verse_at(at);
                passages.push(passage);
            }
        }
    }
    passages
}

impl<'a> Column<'a> {
    fn new(lines: &[Line], usual: &'a Usual) -> Self {
        let near = |line: &&Line| line.size < usual.size * 1.12;
        let mut ends: Vec<f32> = lines.iter().filter(near).map(Line::end).collect();
        if ends.len() < 3 {
            ends = lines.iter().map(Line::end).collect();
        }
        ends.sort_by(f32::total_cmp);
        let end = ends.get(ends.len() * 9 / 10).copied().unwrap_or_default();
        let mut starts: Vec<f32> = lines.iter().map(Line::start).collect();
        starts.sort_by(f32::total_cmp);
        let start = starts.get(starts.len() / 10).copied().unwrap_or_default();
        let mut steps: Vec<f32> = lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(a, b)| a.is_like(b))
            .map(|(a, b)| b.baseline - a.baseline)
            .collect();
        let leading = middle(&mut steps).unwrap_or_default();
        let mut column = Self {
            is_long: lines.len() > 3,
            items: lists::items(lines),
            start,
            end,
            leading,
            is_verse: false,
            verses: Vec::new(),
            usual,
        };
        let pairs = || {
            lines
                .iter()
                .zip(lines.iter().skip(1))
                .filter(|(a, b)| a.is_like(b) && !column.is_apart(a, b))
        };
        let (all, short) =
            (pairs().count(), pairs().filter(|(a, b)| column.has_room(a, b)).count());
        column.is_verse = all >= 3 && short * 10 > all * 6;
        let is_one = |a: &Line, b: &Line| a.is_like(b) && !column.is_apart(a, b);
        column.verses = verses::verses(lines, is_one, |a, b| column.has_room(a, b));
        column
    }

    /// Would the first word of the next line have had room in this one?
    fn has_room(&self, line: &Line, next: &Line) -> bool {
        line.end() + line.size * 0.6 + next.first_word < self.end
    }

    /// Is there more room between two lines than between those of one paragraph?
    fn is_apart(&self, line: &Line, next: &Line) -> bool {
        let step = next.baseline - line.baseline;
        let leading = self.usual.leading(line.size);
        // What is set wide as a whole is not a paragraph a line.
        let is_wide_column = self.is_long
            && step < (self.leading * 1.1).min(line.size * 3.0)
            && !self.has_room(line, next)
            && !is_ended(&line.text);
        (step > leading * 1.22 + 0.3 && !is_wide_column) || step < -line.size * 0.3
    }

    /// Is a line set off from the one before it, or in other type?
    fn is_other(&self, last: &Line, line: &Line) -> bool {
        let is_resized = (last.size - line.size).abs() > last.size.max(line.size) * 0.12;
        self.is_apart(last, line)
            || is_resized
            || (last.is_bold != line.is_bold
                && (self.usual.stands_out(last) || self.usual.stands_out(line)))
    }

    fn step(&self, passage: &Passage, line: &Line, at: usize) -> Step {
        let last = &passage.last;
        if self.items.get(at).copied().flatten().is_some() || self.is_other(last, line) {
            return Step::Apart;
        }
        if self.usual.stands_out(line) && passage.lines < 4 {
            return Step::On;
        }
        if passage.is_verse && self.is_verse_at(at) {
            return if verses::begins(line) { Step::Line } else { Step::On };
        }
        let is_ended = is_ended(&last.text);
        let has_room = self.has_room(last, line);
        let indent = line.start() - last.start();
        if line.has_initial {
            return Step::Apart;
        }
        if !last.gaps.is_empty() || !line.gaps.is_empty() {
            let is_row = has_figures(last) || has_figures(line);
            return if is_row || has_room || last.gaps.len() == line.gaps.len() {
                Step::Line
            } else {
                Step::On
            };
        }
        if last.has_initial || passage.first.has_initial && passage.lines < 4 {
            return Step::On;
        }
        let runs_on = !has_room && !is_ended;
        if passage.marker.is_empty() && !runs_on && !self.is_verse {
            let is_in = indent > line.size * 0.8;
            let is_out = indent < -line.size * 0.8 && passage.lines > 1;
            if is_in || is_out {
                return Step::Apart;
            }
        }
        // An item's own lines stand further in; what follows the list does not.
        if !passage.marker.is_empty() && indent < -line.size * 0.8 && passage.lines > 1 {
            return Step::Apart;
        }
        let is_lower = line.text.starts_with(char::is_lowercase);
        match (has_room, self.is_verse) {
            (true, true) => Step::Line,
            (true, false) if is_ended => Step::Apart,
            (false, false) => Step::On,
            _ if is_lower => Step::On,
            _ => Step::Line,
        }
    }

    fn is_verse_at(&self, at: usize) -> bool {
        self.verses.get(at).copied().unwrap_or_default()
    }

    fn passage(
        &self,
        line: &Line,
        page: usize,
        part: usize,
        mark: Option<(Mark, usize)>,
    ) -> Passage {
        let (marker, text) = lists::split(tables::tabbed(line), mark);
        Passage {
            text,
            breaks: Vec::new(),
            page,
            part,
            lines: 1,
            first: line.clone(),
            last: line.clone(),
            marker,
            cells: Vec::new(),
            is_verse: false,
            is_full: self.end - line.end() < line.size * 3.0,
            is_flush: line.start() - self.start < line.size * 0.8,
        }
    }

    fn append(&self, passage: &mut Passage, line: &Line, separator: &str) {
        let text = tables::tabbed(line);
        if separator == "\n" {
            passage.text.push('\n');
            passage.text.push_str(&text);
        } else {
            join(&mut passage.text, &text, &self.usual.words);
        }
        passage.lines += 1;
        passage.is_full = self.end - line.end() < line.size * 3.0;
        passage.last = line.clone();
    }
}

/// Is a line several cells apart, of which the last holds a number? It is a row, wherever it ends.
fn has_figures(line: &Line) -> bool {
    let cell = line.gaps.last().and_then(|gap| line.text.get(gap.at..)).unwrap_or_default();
    line.gaps.len() > 1 && cell.chars().count() < 20 && cell.contains(|c: char| c.is_ascii_digit())
}

/// Adds the next line to a text.
pub(super) fn join(text: &mut String, next: &str, known: &Vocabulary) {
    match hyphens::joint(text, next, known) {
        Joint::Space => text.push(' '),
        Joint::Close => {}
        Joint::Joined => {
            text.pop();
        }
    }
    text.push_str(next);
}

/// Does a text end like a sentence?
pub(super) fn is_ended(text: &str) -> bool {
    let text = hyphens::end(text).trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']' | '」' | '』')
            || c.is_numeric()
    });
    text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔', '।'])
}
