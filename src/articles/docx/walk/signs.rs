//! Words, and the elements that stand for letters, breaks and calls of notes.

use super::{Field, Story, symbols};
use crate::articles::{
    flow::{Note, PAGE_BREAK, Pages},
    raised::Before,
    xml::Element,
};

/// Fields are nested no deeper.
const MOST_FIELDS: usize = 50;

impl<'a> Story<'a> {
    /// Adds what an empty element stands for.
    pub(super) fn sign(&mut self, element: &Element<'a>) {
        match element.name() {
            "tab" | "ptab" => self.words("\t"),
            "cr" => self.line_break(),
            "br" => match element.value("type").as_deref() {
                Some("page") => self.page_break(),
                _ => self.line_break(),
            },
            "lastRenderedPageBreak" => self.page_begins(),
            "noBreakHyphen" => self.words("\u{2011}"),
            "softHyphen" => self.words("\u{ad}"),
            "sym" => {
                let font = element.value("font").and_then(|font| symbols::font(&font));
                let code = element.value("char");
                let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(letter) = code.and_then(char::from_u32) {
                    self.letter(symbols::letter(font, letter));
                }
            }
            "fldChar" => match element.value("fldCharType").as_deref() {
                Some("begin") if self.at.fields.len() < MOST_FIELDS => {
                    self.at.fields.push(Field::Instruction);
                }
                Some("separate") => self.show_field(),
                Some("end") => drop(self.at.fields.pop()),
                _ => {}
            },
            "footnoteReference" => self.call("footnote", element),
            "endnoteReference" => self.call("endnote", element),
            _ => {}
        }
    }

    fn show_field(&mut self) {
        if let Some(field) = self.at.fields.last_mut() {
            *field = Field::Result;
        }
    }

    /// Calls a note by the number of those called so far.
    pub(super) fn call(&mut self, kind: &'static str, element: &Element<'a>) {
        let id = element.value("id").unwrap_or_default().into_owned();
        if !self.is_shown() {
            return;
        }
        let Some(pieces) = self.document.notes.remove(&(kind, id)) else { return };
        let label = (self.document.called.len() + 1).to_string();
        self.words(&format!("[{label}]"));
        self.document.called.push(Note { label, page: self.page, pieces });
    }

    pub(super) fn line_break(&mut self) {
        if self.is_shown() {
            let text = self.at.text.get_or_insert_default();
            text.words.push('\n');
            text.last = Before::Other;
        }
    }

    /// A person ended the page here.
    fn page_break(&mut self) {
        self.line_break();
        if self.is_shown() && self.begin_page() {
            self.break_at = Some(self.letters);
        }
    }

    /// Word began a page here when it showed the document last: also after a break that a person
    /// made.
    fn page_begins(&mut self) {
        if self.break_at.take() != Some(self.letters) {
            self.begin_page();
        }
    }

    /// Begins a page, where pages are known and this is no text box.
    fn begin_page(&mut self) -> bool {
        if self.document.pages != Pages::Told || !self.around.is_empty() {
            return false;
        }
        self.page = self.page.saturating_add(1);
        self.at.text.get_or_insert_default().words.push(PAGE_BREAK);
        true
    }

    /// Is what comes here part of the text? What a field is to do is not, nor is what is hidden.
    fn is_shown(&self) -> bool {
        !self.at.fields.contains(&Field::Instruction) && !self.at.run.is_hidden
    }

    pub(super) fn words(&mut self, words: &str) {
        if self.at.fields.contains(&Field::Instruction) {
            return;
        }
        if self.at.run.is_hidden {
            self.document.left_out.hidden += words.split_whitespace().count();
            return;
        }
        for c in words.chars() {
            // White space in XML is as the file was laid out; what sets the text are elements.
            let c = if matches!(c, '\n' | '\r') { ' ' } else { c };
            self.letter(symbols::letter(self.at.run.font, c));
        }
    }

    fn letter(&mut self, c: char) {
        let is_sign = c.is_control() && c != '\t';
        if self.is_shown() && !is_sign {
            self.letters += usize::from(!c.is_whitespace());
            let text = self.at.text.get_or_insert_default();
            text.words.push(text.last.letter(c, self.at.run.height));
        }
    }
}
