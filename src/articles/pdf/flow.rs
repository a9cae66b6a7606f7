//! The pieces of all pages as one text: what a column or page parts is joined again.

use super::{
    hyphens::is_hyphen,
    kinds::Kind,
    paragraphs::{self, Piece, Usual},
};
use crate::{
    articles::page::{Gap, Page},
    model::BlockKind,
};

/// How many notes and captions may stand between two parts of a paragraph.
const MOST_BETWEEN: usize = 60;

/// Returns the pieces with what runs on from one column or page to the next as one piece. Notes and
/// captions that stand between move before it, so that each keeps its page.
pub(super) fn join(pieces: Vec<Piece>, kinds: Vec<Kind>, usual: &Usual) -> Vec<(Piece, Kind)> {
    let mut flow: Vec<(Piece, Kind)> = Vec::new();
    for (mut piece, kind) in pieces.into_iter().zip(kinds) {
        if kind == Kind::Footnote {
            piece.text = set_off(&piece.text);
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
            .is_some_and(|(head, head_kind)| runs_on(head, head_kind, &piece, &kind));
        let (true, Some(head)) = (runs_on, head) else {
            flow.push((piece, kind));
            continue;
        };
        let (mut whole, kind) = flow.remove(head);
        let is_new_page = page(&whole) != piece.page;
        paragraphs::join(&mut whole.text, &piece.text, &usual.words);
        if is_new_page {
            whole.breaks.push((whole.text.len() - piece.text.len(), piece.page));
        }
        whole.part = piece.part;
        whole.lines += piece.lines;
        whole.is_full = piece.is_full;
        whole.last = piece.last;
        flow.push((whole, kind));
    }
    flow
}

/// Returns the page on which a piece ends.
fn page(piece: &Piece) -> usize {
    piece.breaks.last().map_or(piece.page, |&(_, page)| page)
}

/// Does a piece go on in another one, in the next column or on the next page?
fn runs_on(piece: &Piece, kind: &Kind, next: &Piece, next_kind: &Kind) -> bool {
    let is_text = matches!(kind, Kind::Paragraph | Kind::Item(_) | Kind::Quotation);
    if !is_text || !matches!(next_kind, Kind::Paragraph | Kind::Quotation) {
        return false;
    }
    let is_elsewhere =
        (page(piece), piece.part) != (next.page, next.part) && next.page <= page(piece) + 1;
    let is_alike = (piece.last.size - next.first.size).abs() < piece.last.size * 0.1;
    if !is_elsewhere || !is_alike || next.first.has_initial || paragraphs::is_ended(&piece.text) {
        return false;
    }
    let is_lower = next.text.starts_with(char::is_lowercase);
    is_lower
        || piece.text.ends_with(is_hyphen)
        || (piece.is_full && next.is_flush && *kind == Kind::Paragraph)
}

/// Writes all pieces to a page. `label` names the pages.
pub(super) fn write(flow: &[(Piece, Kind)], label: impl Fn(usize) -> String) -> Page {
    let mut page = Page::default();
    let mut shown: Option<usize> = None;
    let mut before: Option<&Kind> = None;
    for (piece, kind) in flow {
        page.end();
        if shown != Some(piece.page) {
            page.begin_page(&label(piece.page));
            shown = Some(piece.page);
        }
        match kind {
            Kind::Row => write_row(&mut page, piece, before),
            Kind::Item(depth) => {
                page.gap =
                    if matches!(before, Some(Kind::Item(_))) { Gap::Line } else { Gap::Blank };
                page.marker.clone_from(&piece.marker);
                page.begin(BlockKind::ListItem, *depth);
                write_text(&mut page, piece, &label);
            }
            kind => {
                let (block, level) = block(kind);
                page.begin(block, level);
                page.push(&piece.marker);
                write_text(&mut page, piece, &label);
            }
        }
        shown = Some(self::page(piece)).or(shown);
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

/// Writes a piece's text with the pages that begin in it.
fn write_text(page: &mut Page, piece: &Piece, label: impl Fn(usize) -> String) {
    let mut from = 0;
    for &(at, number) in &piece.breaks {
        page.push(piece.text.get(from..at).unwrap_or_default());
        page.begin_page(&label(number));
        from = at;
    }
    page.push(piece.text.get(from..).unwrap_or_default());
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

fn write_row(page: &mut Page, piece: &Piece, before: Option<&Kind>) {
    page.push_between(if before == Some(&Kind::Row) { "\n" } else { "\n\n" });
    for (at, cell) in piece.cells.iter().enumerate() {
        if at > 0 {
            page.push_between("\t");
        }
        page.begin(BlockKind::TableCell, 0);
        page.push(cell);
        page.end();
    }
}
