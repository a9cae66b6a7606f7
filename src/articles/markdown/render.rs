//! Markdown's events to a page.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;
use crate::{
    articles::{
        ArticleError, ArticleFile,
        manuscript::{Gap, Manuscript},
    },
    model::BlockKind,
};

/// So many events are taken before the time is looked at.
const BETWEEN_CHECKS: usize = 1 << 12;

/// Renders Markdown to plain text.
pub(super) fn render(source: &str, file: &ArticleFile<'_>) -> Result<Manuscript, ArticleError> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut renderer = Renderer::default();
    for (at, event) in Parser::new_ext(source, options).enumerate() {
        if at % BETWEEN_CHECKS == 0 {
            file.check_time()?;
        }
        renderer.take(event);
    }
    Ok(renderer.page)
}

#[derive(Debug, Default)]
struct Renderer {
    page: Manuscript,
    /// The numbers of the next items of the open lists; `None` for bullets.
    lists: Vec<Option<u64>>,
    quotes: usize,
    images: usize,
    footnotes: usize,
    /// Does the open block hold words outside images?
    has_words: bool,
    /// The next row and cell of the open table begin it, or follow another.
    is_first_row: bool,
    is_first_cell: bool,
    /// The raw HTML block being gathered.
    html: String,
}

impl Renderer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.words(&words),
            Event::SoftBreak => self.page.push(" "),
            Event::HardBreak => self.hard_break(),
            Event::FootnoteReference(label) => self.words(&format!("[{label}]")),
            Event::InlineHtml(tag) if html::is_break(&tag) => self.hard_break(),
            Event::InlineHtml(_) => self.warn(),
            Event::Html(html) => self.html.push_str(&html),
            Event::Rule => self.page.end(),
            Event::TaskListMarker(is_done) => self.words(if is_done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin_paragraph(),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading, level as u32),
            Tag::CodeBlock(_) => self.begin(BlockKind::Preformatted, 0),
            Tag::BlockQuote(_) => {
                self.page.end();
                self.quotes += 1;
            }
            Tag::List(first) => {
                let is_outer = self.lists.is_empty();
                self.end_item_text();
                if is_outer {
                    self.page.gap = Gap::Blank;
                }
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(label) => {
                self.page.end();
                self.page.marker = format!("[{label}] ");
                self.footnotes = 1;
            }
            Tag::Table(_) => {
                self.page.end();
                self.is_first_row = true;
            }
            Tag::TableHead | Tag::TableRow => {
                let separator = if std::mem::take(&mut self.is_first_row) { "\n\n" } else { "\n" };
                self.page.push_between(separator);
                self.is_first_cell = true;
            }
            Tag::TableCell => {
                if !std::mem::take(&mut self.is_first_cell) {
                    self.page.push_between("\t");
                }
                self.begin(BlockKind::TableCell, 0);
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if self.images == 0 && !self.has_words && self.lists.is_empty() {
                    self.page.rename(BlockKind::Caption);
                }
                self.page.end();
            }
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableCell => self.page.end(),
            TagEnd::BlockQuote(_) => {
                self.page.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_item_text();
                self.page.marker.clear();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.page.gap = Gap::Blank;
                }
            }
            TagEnd::FootnoteDefinition => {
                self.page.marker.clear();
                self.footnotes = 0;
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind, level: u32) {
        self.has_words = false;
        self.page.begin(kind, level);
    }

    fn begin_paragraph(&mut self) {
        if !self.lists.is_empty() && !self.page.marker.is_empty() {
            self.begin(BlockKind::ListItem, self.depth());
        } else if self.footnotes > 0 {
            self.begin(BlockKind::Footnote, 0);
        } else if self.quotes > 0 {
            self.begin(BlockKind::Quotation, 0);
        } else {
            self.begin(BlockKind::Paragraph, 0);
        }
    }

    fn start_item(&mut self) {
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "• ".to_owned(),
        };
        self.page.marker.push_str(&marker);
    }

    /// Ends the words of a tight item: the next item follows on the next line.
    fn end_item_text(&mut self) {
        if self.page.is_open() {
            self.page.end();
            self.page.gap = Gap::Line;
        }
    }

    fn words(&mut self, words: &str) {
        if !self.page.is_open() {
            // Only a tight item has words without a paragraph around them.
            let is_item = !self.lists.is_empty();
            let (kind, level) = if is_item {
                (BlockKind::ListItem, self.depth())
            } else {
                (BlockKind::Paragraph, 0)
            };
            self.begin(kind, level);
        }
        self.has_words |= self.images == 0 && !words.trim().is_empty();
        self.page.push(words);
    }

    fn hard_break(&mut self) {
        // A row of a table stays on one line.
        self.page.push(if self.page.is_cell() { " " } else { "\n" });
    }

    fn html_block(&mut self) {
        let words = html::words(&std::mem::take(&mut self.html));
        self.warn();
        if !words.is_empty() {
            self.begin_paragraph();
            self.words(&words);
            self.page.end();
        }
    }

    fn warn(&mut self) {
        let warning = "The HTML inside the Markdown was reduced to its words";
        self.page.warning.get_or_insert_with(|| warning.to_owned());
    }

    fn depth(&self) -> u32 {
        u32::try_from(self.lists.len()).unwrap_or(u32::MAX)
    }
}
