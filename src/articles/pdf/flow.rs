//! The passages of all pages as one text: what a column or page parts is joined again.

use super::{
    hyphens::is_hyphen,
    kinds::Kind,
    paragraphs::{self, Passage, Usual},
};
use crate::{
    articles::manuscript::{Gap, Manuscript},
    model::BlockKind,
};

/// How many notes and captions may stand between two parts of a paragraph.
const MOST_BETWEEN: usize = 60;

/// Returns the passages with what runs on from one column or page to the next as one passage. Notes stand
/// at the end of their page; notes and captions that stand between the parts of a passage move before it,
/// so that each keeps its page.
pub(super) fn join(
    passages: Vec<Passage>,
    kinds: Vec<Kind>,
    usual: &Usual,
) -> Vec<(Passage, Kind)> {
    let mut flow: Vec<(Passage, Kind)> = Vec::new();
    for (mut passage, kind) in with_notes_last(passages, kinds) {
        if kind == Kind::Footnote {
            passage.text = set_off(&passage.text);
        }
        let between = flow
            .iter()
            .rev()
            .take(MOST_BETWEEN)
            .take_while(|(_, kind)| matches!(kind, Kind::Footnote | Kind::Caption))
            .count();
        let head = flow.len().checked_sub(between + 1);
        let runs_on = head
            .and_then(|head| flow.get(head))
            .is_some_and(|(head, head_kind)| runs_on(head, head_kind, &passage, &kind));
        let (true, Some(head)) = (runs_on, head) else {
            flow.push((passage, kind));
            continue;
        };
        let (mut whole, kind) = flow.remove(head);
        let is_new_page = page(&whole) != passage.page;
        paragraphs::join(&mut whole.text, &passage.text, &usual.words);
        if is_new_page {
            whole.breaks.push((whole.text.len() - passage.text.len(), passage.page));
        }
        whole.part = passage.part;
        whole.lines += passage.lines;
        whole.is_full = passage.is_full;
        whole.last = passage.last;
        flow.push((whole, kind));
    }
    flow
}

/// Returns passages with the notes at the foot of each page's columns behind all else on it: below a column
/// they would part its text from the next one's.
fn with_notes_last(passages: Vec<Passage>, kinds: Vec<Kind>) -> Vec<(Passage, Kind)> {
    let mut all: Vec<(Passage, Kind)> = passages.into_iter().zip(kinds).collect();
    for page in all.chunk_by_mut(|(a, _), (b, _)| a.page == b.page) {
        let baselines = || page.iter().map(|(passage, _)| passage.first.baseline);
        let top = baselines().fold(f32::MAX, f32::min);
        let middle = f32::midpoint(top, baselines().fold(f32::MIN, f32::max));
        page.sort_by_key(|(passage, kind)| {
            *kind == Kind::Footnote && passage.first.baseline > middle
        });
    }
    all
}

/// Returns the page on which a passage ends.
fn page(passage: &Passage) -> usize {
    passage.breaks.last().map_or(passage.page, |&(_, page)| page)
}

/// Does a passage go on in another one, in the next column or on the next page?
fn runs_on(passage: &Passage, kind: &Kind, next: &Passage, next_kind: &Kind) -> bool {
    let is_text = matches!(kind, Kind::Paragraph | Kind::Item(_) | Kind::Quotation);
    if !is_text || !matches!(next_kind, Kind::Paragraph | Kind::Quotation) {
        return false;
    }
    let is_elsewhere =
        (page(passage), passage.part) != (next.page, next.part) && next.page <= page(passage) + 1;
    let is_alike = (passage.last.size - next.first.size).abs() < passage.last.size * 0.1;
    if !is_elsewhere || !is_alike || next.first.has_initial || paragraphs::is_ended(&passage.text) {
        return false;
    }
    let is_lower = next.text.starts_with(char::is_lowercase);
    is_lower
        || passage.text.ends_with(is_hyphen)
        || (passage.is_full
            && next.is_flush
            // Two single lines are such as a deck across columns and the byline over the first.
            && passage.lines + next.lines > 2
            && *kind == Kind::Paragraph
            && !passage.is_verse
            && !next.is_verse)
}

/// Writes all passages to a page. `label` names the pages.
pub(super) fn write(flow: &[(Passage, Kind)], label: impl Fn(usize) -> String) -> Manuscript {
    let mut page = Manuscript::default();
    let mut shown: Option<usize> = None;
    let mut before: Option<&Kind> = None;
    for (passage, kind) in flow {
        page.end();
        if shown != Some(passage.page) {
            page.begin_page(&label(passage.page));
            shown = Some(passage.page);
        }
        match kind {
            Kind::Row => write_row(&mut page, passage, before),
            Kind::Item(depth) => {
                page.gap =
                    if matches!(before, Some(Kind::Item(_))) { Gap::Line } else { Gap::Blank };
                page.marker.clone_from(&passage.marker);
                page.begin(BlockKind::ListItem, *depth);
                write_text(&mut page, passage, &label);
            }
            kind => {
                let (block, level) = block(kind);
                page.begin(block, level);
                page.push(&passage.marker);
                write_text(&mut page, passage, &label);
            }
        }
        shown = Some(self::page(passage)).or(shown);
        before = Some(kind);
    }
    page.end();
    page
}

fn block(kind: &Kind) -> (BlockKind, u32) {
    match kind {
        Kind::Heading(level) => (BlockKind::Heading, *level),
        Kind::Caption => (BlockKind::Caption, 0),
        Kind::Quotation => (BlockKind::Quotation, 0),
        Kind::Footnote => (BlockKind::Footnote, 0),
        Kind::Item(depth) => (BlockKind::ListItem, *depth),
        Kind::Paragraph | Kind::Row => (BlockKind::Paragraph, 0),
    }
}

/// Writes a passage's text with the pages that begin in it.
fn write_text(page: &mut Manuscript, passage: &Passage, label: impl Fn(usize) -> String) {
    let mut from = 0;
    for &(at, number) in &passage.breaks {
        page.push(passage.text.get(from..at).unwrap_or_default());
        page.begin_page(&label(number));
        from = at;
    }
    page.push(passage.text.get(from..).unwrap_or_default());
}

/// Returns a note with a space behind its number, which on the page is raised in its place.
fn set_off(text: &str) -> String {
    let rest = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '¶')
    });
    let number = text.len() - rest.len();
    match text.get(..number) {
        Some(head) if number > 0 && rest.starts_with(|c: char| c.is_alphabetic() || c == '“') => {
            format!("{head} {rest}")
        }
        _ => text.to_owned(),
    }
}

fn write_row(page: &mut Manuscript, passage: &Passage, before: Option<&Kind>) {
    page.push_between(if before == Some(&Kind::Row) { "\n" } else { "\n\n" });
    for (at, cell) in passage.cells.iter().enumerate() {
        if at > 0 {
            page.push_between("\t");
        }
        page.begin(BlockKind::TableCell, 0);
        page.push(cell);
        page.end();
    }
}
