//! A document's styles: which paragraphs are headings, quotations, captions, list items.

use std::collections::BTreeMap;

use super::walk::{height, is_on, number};
use crate::articles::{
    ArticleError,
    flow::Role,
    raised::Height,
    xml::{Elements, Node},
};

/// A chain of styles is followed so far.
const MOST_STEPS: usize = 30;

/// The list that a paragraph is an item of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub list: Option<String>,
    /// The depth, from 0.
    pub depth: Option<u8>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    numbered: Option<Numbered>,
    is_hidden: Option<bool>,
    height: Option<Height>,
}

/// The styles, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: String,
}

impl Styles {
    /// Returns the style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let id = if id.is_empty() { self.usual.as_str() } else { id };
        let first = self.by_id.get(id).map(|style| (id, style));
        let chain = std::iter::successors(first, |(_, style)| {
            let id = style.based_on.as_deref()?;
            self.by_id.get(id).map(|style| (id, style))
        });
        chain.take(MOST_STEPS)
    }

    /// Returns what a paragraph of a style is; the empty id stands for the usual style.
    pub fn role(&self, id: &str) -> Role {
        let of_style = |(_, style): (&str, &Style)| {
            Role::by_name(&style.name).or(style.outline.map(Role::of_outline))
        };
        self.chain(id).find_map(of_style).unwrap_or_default()
    }

    /// Returns the list of a style's paragraphs, and the style that says so.
    pub fn numbered(&self, id: &str) -> Option<(String, Numbered)> {
        self.chain(id).find_map(|(id, style)| Some((id.to_owned(), style.numbered.clone()?)))
    }

    /// Is text of a style hidden?
    pub fn is_hidden(&self, id: &str) -> bool {
        !id.is_empty() && self.chain(id).find_map(|(_, style)| style.is_hidden).unwrap_or_default()
    }

    /// Returns where text of a style of letters stands.
    pub fn height(&self, id: &str) -> Height {
        let mut chain = (!id.is_empty()).then(|| self.chain(id)).into_iter().flatten();
        chain.find_map(|(_, style)| style.height).unwrap_or_default()
    }
}

/// Reads the part of the styles.
pub(super) fn read(elements: &mut Elements<'_>) -> Result<Styles, ArticleError> {
    let mut styles = Styles::default();
    loop {
        match elements.next()? {
            Node::Start(element) if element.name() == "style" => {
                let id = element.value("styleId").unwrap_or_default().into_owned();
                let is_usual = element.value("default").is_some_and(|value| is_on(&value))
                    && element.value("type").is_some_and(|kind| kind == "paragraph");
                if is_usual {
                    styles.usual.clone_from(&id);
                }
                let style = read_style(elements)?;
                styles.by_id.entry(id).or_insert(style);
            }
            Node::Start(element) if element.name() == "docDefaults" => elements.skip()?,
            Node::Done => return Ok(styles),
            _ => {}
        }
    }
}

fn read_style(elements: &mut Elements<'_>) -> Result<Style, ArticleError> {
    let (mut style, depth) = (Style::default(), elements.depth());
    while let Some(element) = elements.next_within(depth)? {
        let value = element.value("val");
        match element.name() {
            "name" if elements.depth() == depth + 1 => {
                style.name = value.unwrap_or_default().into_owned();
            }
            "basedOn" => style.based_on = value.map(|value| value.into_owned()),
            "outlineLvl" => style.outline = value.and_then(|value| value.parse().ok()),
            "vanish" => style.is_hidden = Some(value.is_none_or(|value| is_on(&value))),
            "vertAlign" => style.height = value.map(|value| height(&value)),
            "numPr" => {
                style.numbered = Some(number(elements)?);
            }
            // What a table's style says of its first row, say, is not said of the style.
            "tblStylePr" | "pPrChange" | "rPrChange" => {
                elements.skip()?;
            }
            _ => {}
        }
    }
    Ok(style)
}
