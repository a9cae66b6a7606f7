//! A paragraph with its properties, and what it is in the text.

use super::{Field, Height, NoteKey, Run, Story, height, is_on, number, symbols};
use crate::{
    articles::{
        ArticleError,
        docx::styles::Numbered,
        flow::{Paragraph, Piece, Role},
        raised::Before,
    },
    model::BlockKind,
};

/// What an open element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Paragraph,
    Run,
    /// What is in it are words.
    Words,
    Table,
    Row,
    Cell,
    /// A row or a cell that was deleted.
    Deleted,
    /// A text box.
    Box,
    Note(NoteKey),
    /// Forms of one thing, with how many letters there were before.
    Alternatives(usize),
    Other,
}

/// A paragraph being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub words: String,
    /// What its last letter is.
    pub last: Before,
    /// The text boxes that stand before and after it.
    pub before: Vec<Piece>,
    pub after: Vec<Piece>,
    style: String,
    outline: Option<u32>,
    numbered: Option<Numbered>,
    /// Was its end deleted, so that the next paragraph runs on from it?
    runs_on: bool,
}

impl Story<'_> {
    pub(super) fn begin_paragraph(&mut self) {
        self.end_paragraph();
        let carried = self.at.carried.take().unwrap_or_default();
        let Text { words, before, after, .. } = carried;
        self.at.text = Some(Text { words, before, after, ..Text::default() });
    }

    pub(super) fn end_paragraph(&mut self) {
        // A field whose result never came has none: what follows is text.
        self.at.fields.iter_mut().for_each(|field| *field = Field::Result);
        match self.at.text.take() {
            Some(text) if text.runs_on => self.at.carried = Some(text),
            Some(text) => self.push(text),
            None => {}
        }
    }

    /// Returns a paragraph as what it is.
    pub(super) fn paragraph(&mut self, text: Text) -> Paragraph {
        let styles = &self.document.styles;
        let mut role = styles.role(&text.style);
        if let Some(level) = text.outline
            && role != Role::TITLE
        {
            role = Role::of_outline(level);
        }
        let marker = self.marker(&text);
        let mut paragraph = Paragraph::plain(text.words);
        role.give(&mut paragraph);
        match (role, marker) {
            (Role::Heading(_), Some((marker, _))) if marker != "•" => {
                paragraph.words.insert_str(0, &format!("{marker} "));
            }
            (Role::Heading(_), _) | (_, None) => {}
            (_, Some((marker, depth))) => {
                paragraph.kind = BlockKind::ListItem;
                paragraph.level = u32::from(depth) + 1;
                paragraph.marker = format!("{marker} ");
            }
        }
        paragraph
    }

    /// Returns what a list item begins with, and its depth from 0.
    fn marker(&mut self, text: &Text) -> Option<(String, u8)> {
        let document = &mut self.document;
        let of_style = document.styles.numbered(&text.style);
        let own = text.numbered.clone().unwrap_or_default();
        let (style, inherited) = of_style.unwrap_or_default();
        let list = own.list.or(inherited.list).filter(|list| list != "0")?;
        let depth = own.depth.or(inherited.depth);
        let depth = depth.or_else(|| document.numbering.depth_of_style(&list, &style));
        let depth = depth.unwrap_or_default();
        let marker = document.numbering.count(&list, depth, &document.styles)?;
        Some((marker, depth)).filter(|(marker, _)| !marker.is_empty())
    }

    pub(super) fn paragraph_properties(&mut self) -> Result<(), ArticleError> {
        let mut text = self.at.text.take().unwrap_or_default();
        let depth = self.elements.depth();
        while let Some(element) = self.elements.next_within(depth)? {
            let value = element.value("val");
            match element.name() {
                "pStyle" => text.style = value.unwrap_or_default().into_owned(),
                "outlineLvl" => text.outline = value.and_then(|value| value.parse().ok()),
                "numPr" => {
                    text.numbered = Some(number(&mut self.elements)?);
                }
                // A large first letter is a paragraph of its own beside the one that it begins.
                "framePr" if element.value("dropCap").is_some_and(|drop| is_on(&drop)) => {
                    text.runs_on = true;
                }
                // Inside the properties of its mark: the end of the paragraph was deleted.
                "del" | "moveFrom" => text.runs_on = true,
                "pPrChange" | "rPrChange" | "sectPr" => {
                    self.elements.skip()?;
                }
                _ => {}
            }
        }
        self.at.text = Some(text);
        Ok(())
    }

    pub(super) fn run_properties(&mut self) -> Result<(), ArticleError> {
        let (mut own, mut of_style, mut font) = (None, false, None);
        let (mut own_height, mut height_of_style) = (None, Height::OnLine);
        let depth = self.elements.depth();
        while let Some(element) = self.elements.next_within(depth)? {
            let value = element.value("val");
            match element.name() {
                "vanish" => own = Some(value.is_none_or(|value| is_on(&value))),
                "rStyle" => {
                    let style = value.unwrap_or_default();
                    of_style = self.document.styles.is_hidden(&style);
                    height_of_style = self.document.styles.height(&style);
                }
                "vertAlign" => own_height = value.map(|value| height(&value)),
                "rFonts" => {
                    let name = element.value("ascii").or_else(|| element.value("hAnsi"));
                    font = name.and_then(|name| symbols::font(&name));
                }
                "rPrChange" => {
                    self.elements.skip()?;
                }
                _ => {}
            }
        }
        let style = self.at.text.as_ref().map_or("", |text| text.style.as_str());
        let of_style = of_style || self.document.styles.is_hidden(style);
        let height = own_height.unwrap_or(height_of_style);
        self.at.run = Run { is_hidden: own.unwrap_or(of_style), font, height };
        Ok(())
    }
}
