//! Elements and words to a page of text, as a browser would lay them out without a style sheet.

use super::{
    event::{APART, BLOCKS, Element, Listener},
    inline::{self, Correction, Raised},
    notes::{self, Notes},
    table::{Reach, Table},
};
use crate::{
    articles::manuscript::{Gap, Manuscript},
    model::BlockKind,
};

/// A text being made of what opens, closes and comes.
#[derive(Debug, Default)]
pub(in crate::articles) struct Renderer {
    pub page: Manuscript,
    /// The numbers of the next items of the open lists; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The levels of the open headings.
    headings: Vec<u32>,
    tables: Vec<Table>,
    quotes: usize,
    captions: usize,
    preformatted: usize,
    /// What is a caption by its class alone: its name, and how often that is open.
    captioned: Option<(String, usize)>,
    /// What stands between the words so far and those to come.
    between: Between,
    /// Is the open block an item of a list?
    is_item: bool,
    /// Was the block before it?
    follows_item: bool,
    /// Words above the line that are open.
    raised: Option<Raised>,
    /// Is a link open that leads into a page?
    leads_into_page: bool,
    notes: Notes,
    /// The correction that the last words end with.
    corrected: Option<Correction>,
}

/// What stands between words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Between {
    #[default]
    Nothing,
    Space,
    Break,
}

impl Listener for Renderer {
    fn wants(&self, element: &Element<'_>) -> bool {
        !element.is_out_of_sight() && !notes::is_back_link(element)
    }

    fn open(&mut self, element: &Element<'_>) {
        let name: &str = element.name;
        self.open_inline(element);
        if BLOCKS.contains(&name) {
            self.boundary();
        }
        self.open_named(element);
        self.page_break(element);
        match name {
            "br" => self.line_break(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.boundary();
                self.headings.extend(name.get(1..).and_then(|level| level.parse::<u32>().ok()));
            }
            "ul" | "menu" | "dir" => self.lists.push(None),
            "ol" => {
                let start = element.value("start").and_then(|value| value.trim().parse().ok());
                self.lists.push(Some(start.unwrap_or(1)));
            }
            "li" => self.open_item(element),
            "blockquote" => {
                self.boundary();
                self.quotes += 1;
            }
            "figcaption" | "caption" => {
                self.boundary();
                self.captions += 1;
            }
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted += 1,
            "q" => self.words("“"),
            "table" => {
                self.boundary();
                let is_layout = element.is_layout || self.is_cell();
                self.tables.push(if is_layout { Table::for_layout() } else { Table::of_data() });
            }
            "tr" => self.with_table(Table::open_row),
            "td" | "th" => {
                self.boundary();
                let reach = Reach::of(element.value("colspan"), element.value("rowspan"));
                self.with_table(|table| table.open_cell(reach));
            }
            _ if APART.contains(&name) => self.space(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.close_inline(name);
        self.close_named(name);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.boundary();
                self.headings.pop();
            }
            "ul" | "menu" | "dir" | "ol" => {
                self.boundary();
                self.lists.pop();
                self.page.marker.clear();
                self.follows_item &= !self.lists.is_empty();
            }
            "blockquote" => {
                self.boundary();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "figcaption" | "caption" => {
                self.boundary();
                self.captions = self.captions.saturating_sub(1);
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                self.boundary();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "q" => {
                let between = std::mem::take(&mut self.between);
                self.words("”");
                self.between = between;
            }
            "td" | "th" => {
                let was_cell = self.is_cell();
                self.with_table(Table::close_cell);
                if was_cell {
                    self.page.end();
                }
                self.boundary();
            }
            "table" => {
                self.boundary();
                self.tables.pop();
                self.boundary();
            }
            _ if BLOCKS.contains(&name) => self.boundary(),
            _ if APART.contains(&name) => self.space(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.notes.is_open() && notes::is_arrow(words) {
            return;
        }
        if let Some(raised) = &mut self.raised {
            raised.words.push_str(words);
            return;
        }
        if !words.is_empty() {
            self.corrected = None;
        }
        if self.preformatted > 0 && !self.is_cell() {
            if !words.is_empty() {
                self.begin_if_none();
                self.page.push(words);
            }
            return;
        }
        let mut line = String::with_capacity(words.len());
        for (at, piece) in words.split(is_white).enumerate() {
            if at > 0 {
                self.space();
            }
            if piece.is_empty() {
                continue;
            }
            match std::mem::take(&mut self.between) {
                Between::Space if self.page.is_open() || !line.is_empty() => line.push(' '),
                Between::Break => line.push('\n'),
                _ => {}
            }
            line.push_str(piece);
        }
        if !line.is_empty() {
            self.begin_if_none();
            self.page.push(&line);
        }
    }
}

impl Renderer {
    /// Returns the page, with all that is open ended.
    pub fn finish(mut self) -> Manuscript {
        self.lower();
        self.page.end();
        self.page
    }

    /// Ends a document that another follows on the same page.
    #[cfg(feature = "epub")]
    pub fn end_document(&mut self) {
        self.lower();
        self.page.end();
        self.page.marker.clear();
        let page = std::mem::take(&mut self.page);
        *self = Self { page, ..Self::default() };
    }

    /// Ends what is open, so that what comes next stands apart.
    pub fn boundary(&mut self) {
        if self.is_cell() {
            // A row of a table stays on one line.
            self.space();
            return;
        }
        if self.page.is_open() {
            self.page.end();
            self.follows_item = self.is_item;
        }
        self.between = Between::Nothing;
    }

    /// Parts the words to come from those so far, at least by a space.
    fn space(&mut self) {
        self.between = self.between.max(Between::Space);
    }

    fn open_inline(&mut self, element: &Element<'_>) {
        if self.raised.as_mut().is_some_and(|raised| !raised.open(element)) {
            self.lower();
        }
        if self.raised.is_none() {
            self.raised = Raised::by(element, self.leads_into_page);
        }
        self.leads_into_page |= inline::leads_into_page(element);
        let correction = Correction::of(element.name);
        if correction.is_some() && self.corrected.is_some_and(|last| correction != Some(last)) {
            self.words(" ");
        }
    }

    fn close_inline(&mut self, name: &str) {
        if self.raised.as_ref().is_some_and(|raised| raised.ends_with(name)) {
            self.lower();
        }
        self.leads_into_page &= name != "a";
        self.corrected = Correction::of(name).or(self.corrected);
    }

    /// Writes the words that are above the line into it.
    fn lower(&mut self) {
        let Some(raised) = self.raised.take() else { return };
        let before = self.page.last().filter(|_| self.between == Between::Nothing);
        let words = match before {
            Some(before) => raised.after(before),
            None => raised.words,
        };
        self.words(&words);
    }

    fn begin_if_none(&mut self) {
        if self.page.is_open() {
            return;
        }
        if self.is_cell() {
            let separator = self.tables.last_mut().map(Table::separator).unwrap_or_default();
            self.page.push_between(&separator);
            self.page.begin(BlockKind::TableCell, 0);
            return;
        }
        let (kind, level) = self.kind();
        self.is_item = kind == BlockKind::ListItem;
        if !self.is_item && kind != BlockKind::Footnote {
            self.page.marker.clear();
        }
        self.page.begin(kind, level);
        if self.is_item && self.follows_item {
            self.page.gap = Gap::Line;
        }
    }

    /// Returns what the next block is.
    fn kind(&self) -> (BlockKind, u32) {
        if let Some(level) = self.headings.last() {
            return (BlockKind::Heading, *level);
        }
        let depth = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        match () {
            () if self.notes.is_open() => (BlockKind::Footnote, 0),
            () if self.captions > 0 => (BlockKind::Caption, 0),
            () if self.preformatted > 0 => (BlockKind::Preformatted, 0),
            () if !self.page.marker.is_empty() => (BlockKind::ListItem, depth.max(1)),
            () if self.quotes > 0 => (BlockKind::Quotation, 0),
            () => (BlockKind::Paragraph, 0),
        }
    }

    /// Are the words to come those of a cell?
    fn is_cell(&self) -> bool {
        self.tables.iter().any(Table::is_cell)
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn line_break(&mut self) {
        if self.preformatted > 0 && self.page.is_open() && !self.is_cell() {
            self.page.push("\n");
        } else if self.between == Between::Break {
            self.boundary();
        } else if self.is_cell() {
            self.space();
        } else if self.page.is_open() {
            self.between = Between::Break;
        }
    }

    /// Begins a page where an e-book says that the printed one does.
    fn page_break(&mut self, element: &Element<'_>) {
        let is = |name: &str, value: &str| {
            element
                .value(name)
                .is_some_and(|values| values.split_whitespace().any(|one| one == value))
        };
        if is("epub:type", "pagebreak") || is("role", "doc-pagebreak") {
            let label = element.value("title").or_else(|| element.value("aria-label"));
            self.page.begin_page(label.unwrap_or_default().trim());
        }
    }

    fn open_item(&mut self, element: &Element<'_>) {
        let value = element.value("value").and_then(|value| value.trim().parse().ok());
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = value.unwrap_or(*number);
                let is_note = self.notes.is_open();
                let marker = if is_note { format!("[{number}] ") } else { format!("{number}. ") };
                *number = number.saturating_add(1);
                marker
            }
            _ if self.notes.is_open() => String::new(),
            _ => "• ".to_owned(),
        };
        if !self.is_cell() {
            self.page.marker = marker;
        }
    }

    /// Begins what an element is by its class or its role.
    fn open_named(&mut self, element: &Element<'_>) {
        if self.notes.open(element) {
            self.boundary();
        }
        let name: &str = element.name;
        match &mut self.captioned {
            Some((open, count)) if open == name => *count += 1,
            None if matches!(name, "p" | "div" | "span") && element.has_class(is_caption) => {
                self.boundary();
                self.captions += 1;
                self.captioned = Some((name.to_owned(), 1));
            }
            _ => {}
        }
    }

    fn close_named(&mut self, name: &str) {
        if self.notes.close(name) {
            self.boundary();
        }
        let Some((open, count)) = &mut self.captioned else { return };
        if open != name {
            return;
        }
        *count -= 1;
        if *count == 0 {
            self.captioned = None;
            self.boundary();
            self.captions = self.captions.saturating_sub(1);
        }
    }
}

/// Is this a class that pages give to the words below a picture?
fn is_caption(class: &str) -> bool {
    matches!(class, "wp-caption-text" | "caption-text" | "image-caption" | "photo-caption")
}

/// Is this white space that a browser collapses? A no-break space is not.
fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
