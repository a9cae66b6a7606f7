//! A paragraph: its words, its place in a list, and what it is in the text.

use super::{List, Open, Shown, Story};
use crate::{
    articles::{
        flow::{Note, PAGE_BREAK, Pages, Paragraph, Piece, Role},
        raised::{Before, Height},
        xml::Element,
    },
    model::BlockKind,
};

/// So many spaces may stand in a row for one element.
const MOST_SPACES: usize = 100;

/// A paragraph being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub words: String,
    /// What its last letter is.
    last: Before,
    /// The text boxes that stand before and after it.
    pub before: Vec<Piece>,
    pub after: Vec<Piece>,
    role: Role,
    is_hidden: bool,
    /// Is white space that comes next part of what was there before?
    is_after_space: bool,
}

impl<'a> Story<'a> {
    pub(super) fn begin_paragraph(&mut self, element: &Element<'a>) {
        self.end_paragraph();
        let style = element.value("style-name").unwrap_or_default();
        let mut role = self.styles.role(&style);
        if element.name() == "h" && role != Role::TITLE {
            let level = element.value("outline-level").and_then(|level| level.parse().ok());
            role = Role::Heading(level.unwrap_or(1_u32).clamp(1, 10));
        }
        let is_hidden = self.styles.is_hidden(&style);
        self.at.text = Some(Text { role, is_hidden, is_after_space: true, ..Text::default() });
        if self.has_words && self.styles.begins_page(&style) {
            self.begin_page();
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(mut text) = self.at.text.take() else { return };
        let (before, after) = (std::mem::take(&mut text.before), std::mem::take(&mut text.after));
        self.flow.extend(before);
        let paragraph = self.paragraph(text);
        self.flow.push(Piece::Paragraph(paragraph));
        self.flow.extend(after);
    }

    /// Returns a paragraph as what it is.
    fn paragraph(&mut self, text: Text) -> Paragraph {
        let mut paragraph = Paragraph::plain(text.words);
        text.role.give(&mut paragraph);
        let depth = self.at.lists.len();
        let marker = self.at.lists.last_mut().and_then(|list| list.marker.take());
        match (text.role, marker) {
            (Role::Heading(level), marker) => {
                let marker = marker.or_else(|| self.heading_number(level));
                let marker = marker.filter(|marker| !matches!(marker.as_str(), "" | "•"));
                if let Some(marker) = marker.filter(|_| !paragraph.is_blank()) {
                    paragraph.words.insert_str(0, &format!("{marker} "));
                }
            }
            (_, Some(marker)) if !marker.is_empty() => {
                paragraph.kind = BlockKind::ListItem;
                paragraph.level = u32::try_from(depth).unwrap_or(u32::MAX);
                paragraph.marker = format!("{marker} ");
            }
            _ => {}
        }
        paragraph
    }

    fn heading_number(&mut self, level: u32) -> Option<String> {
        let form = &self.styles.outline;
        form.levels.contains_key(&level).then(|| form.count(level, &mut self.headings, None))
    }

    pub(super) fn begin_list(&mut self, element: &Element<'a>) {
        self.end_paragraph();
        let name = element.value("style-name").unwrap_or_default();
        let outer = self.at.lists.last();
        let mut list = List::default();
        if self.styles.lists.contains_key(name.as_ref()) {
            list.form = name.into_owned();
        } else if let Some(outer) = outer {
            list.form.clone_from(&outer.form);
        }
        if let Some(outer) = outer {
            list.counts.clone_from(&outer.counts);
        }
        let goes_on = element.value("continue-numbering").is_some_and(|value| value == "true")
            || element.value("continue-list").is_some();
        if goes_on && let Some(counts) = self.last_counts.get(&list.form) {
            list.counts.clone_from(counts);
        }
        self.at.lists.push(list);
    }

    pub(super) fn begin_item(&mut self, element: &Element<'a>) {
        self.end_paragraph();
        let level = u32::try_from(self.at.lists.len()).unwrap_or(u32::MAX);
        let start = element.value("start-value").and_then(|start| start.parse().ok());
        let Some(list) = self.at.lists.last_mut() else { return };
        let form = self.styles.lists.get(&list.form);
        let marker = form.map(|form| form.count(level, &mut list.counts, start));
        list.marker = Some(marker.unwrap_or_else(|| "•".to_owned()));
        self.last_counts.insert(list.form.clone(), list.counts.clone());
    }

    pub(super) fn words(&mut self, words: &str) {
        if !self.is_shown() {
            self.read.hidden += words.split_whitespace().count();
            return;
        }
        let height = self.height();
        let Some(text) = &mut self.at.text else { return };
        for c in words.chars() {
            // White space in XML is as the file was laid out: more than one space is an element.
            let is_space = matches!(c, ' ' | '\n' | '\r' | '\t');
            if is_space && text.is_after_space || c.is_control() && !is_space {
                continue;
            }
            let c = if is_space { ' ' } else { c };
            text.words.push(text.last.letter(c, height));
            text.is_after_space = is_space;
            self.has_words |= !is_space;
        }
    }

    /// Is what comes here shown?
    fn is_shown(&self) -> bool {
        let is_hidden = self.at.text.as_ref().is_some_and(|text| text.is_hidden);
        let spans = self.open.iter().rev().take_while(|open| **open != Open::Paragraph);
        !is_hidden && !spans.into_iter().any(|open| matches!(open, Open::Span(Shown::No, _)))
    }

    /// Returns where words that come here stand.
    pub(super) fn height(&self) -> Height {
        match self.open.last() {
            Some(Open::Span(_, height)) => *height,
            _ => Height::OnLine,
        }
    }

    /// Adds what an empty element stands for.
    pub(super) fn sign(&mut self, name: &str, element: &Element<'a>) {
        if name == "soft-page-break" {
            self.read.pages = Pages::Told;
            self.begin_page();
            return;
        }
        if !self.is_shown() {
            return;
        }
        let Some(text) = &mut self.at.text else { return };
        match name {
            "s" => {
                let count = element.value("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                text.words.extend(std::iter::repeat_n(' ', count.min(MOST_SPACES)));
            }
            "tab" => text.words.push('\t'),
            _ => text.words.push('\n'),
        }
        text.is_after_space = false;
        text.last = Before::Other;
    }

    fn begin_page(&mut self) {
        if !self.around.is_empty() {
            return;
        }
        self.page = self.page.saturating_add(1);
        match &mut self.at.text {
            Some(text) => text.words.push(PAGE_BREAK),
            None => self.flow.push(Piece::Paragraph(Paragraph::plain(PAGE_BREAK.to_string()))),
        }
    }

    /// Ends a note, which is called by the number of those called so far.
    pub(super) fn end_note(&mut self) {
        let pieces = self.end_place();
        let is_shown = self.is_shown();
        let Some(text) = self.at.text.as_mut().filter(|_| is_shown) else { return };
        let label = (self.read.called.len() + 1).to_string();
        text.words.extend(["[", &label, "]"]);
        text.is_after_space = false;
        text.last = Before::Other;
        self.read.called.push(Note { label, page: self.page, pieces });
    }
}
