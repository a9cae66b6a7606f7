//! What a document calls its pages (ISO 32000-2, 12.4.2).

use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, String as PdfString};

use super::strings;
use crate::articles::counted;

/// How many nodes of a number tree are looked at.
const MOST_NODES: usize = 4_000;

/// How many ranges of pages may be counted each in its own way.
const MOST_RANGES: usize = 20_000;

/// The ranges of pages that are counted alike.
#[derive(Debug, Default)]
pub(super) struct Labels(Vec<Range>);

#[derive(Debug)]
struct Range {
    /// The first page, counted from 0.
    first: usize,
    style: Option<u8>,
    prefix: String,
    start: usize,
}

impl Labels {
    /// Returns what the catalogue says. `resolve` finds a dictionary.
    pub fn new<'a>(
        catalogue: Option<&Dict<'a>>,
        resolve: &impl Fn(ObjRef) -> Option<Dict<'a>>,
    ) -> Self {
        let mut ranges = Vec::new();
        let mut next = catalogue.and_then(|dict| dict.get::<Dict<'_>>("PageLabels"));
        let mut open: Vec<ObjRef> = Vec::new();
        let mut seen = 0;
        while let Some(node) = next.take() {
            if let Some(pairs) = node.get::<Array<'_>>("Nums") {
                add(&pairs, &mut ranges);
            }
            if let Some(kids) = node.get::<Array<'_>>("Kids") {
                let room = MOST_NODES.saturating_sub(seen + open.len());
                open.extend(kids.raw_iter().filter_map(|kid| kid.as_obj_ref()).take(room));
            }
            while let (None, Some(kid)) = (&next, open.pop()) {
                seen += 1;
                next = resolve(kid).filter(|_| seen < MOST_NODES);
            }
        }
        ranges.sort_by_key(|range| range.first);
        Self(ranges)
    }

    /// Returns the label of a page, counted from 0: its number where the document names none.
    pub fn label(&self, page: usize) -> String {
        let number = (page + 1).to_string();
        let Some(range) = self.0.iter().rev().find(|range| range.first <= page) else {
            return number;
        };
        let count = range.start.saturating_add(page - range.first);
        let written = u32::try_from(count).unwrap_or(u32::MAX);
        let counted = match range.style {
            Some(b'D') => count.to_string(),
            Some(b'R') => counted::roman(written),
            Some(b'r') => counted::roman(written).to_lowercase(),
            Some(b'A') => counted::letters(written),
            Some(b'a') => counted::letters(written).to_lowercase(),
            _ => String::new(),
        };
        let label = format!("{}{counted}", range.prefix);
        if label.trim().is_empty() { number } else { label }
    }
}

fn add(pairs: &Array<'_>, ranges: &mut Vec<Range>) {
    let mut all = pairs.iter::<Object<'_>>();
    while let (Some(first), Some(what)) = (all.next(), all.next()) {
        let (Some(first), Some(dict)) = (first.into_i32(), what.into_dict()) else { continue };
        let Ok(first) = usize::try_from(first) else { continue };
        let prefix = dict.get::<PdfString<'_>>("P").map(|text| strings::decode(text.as_bytes()));
        let start = dict.get::<i32>("St").and_then(|start| usize::try_from(start).ok());
        ranges.push(Range {
            first,
            style: dict.get::<Name<'_>>("S").and_then(|name| name.as_ref().first().copied()),
            prefix: prefix.unwrap_or_default().chars().take(40).collect(),
            start: start.unwrap_or(1),
        });
        if ranges.len() >= MOST_RANGES {
            return;
        }
    }
}
