//! A document's styles: which paragraphs are headings, quotations, captions, and what is hidden.

use std::collections::BTreeMap;

use super::lists::{Form, Level};
use crate::articles::{
    ArticleError,
    flow::Role,
    raised::Height,
    xml::{Element, Elements, Node},
};

/// A chain of styles is followed so far.
const MOST_STEPS: usize = 30;

/// So many letters may stand before the number of a list item, and after it.
const MOST_LETTERS: usize = 60;

/// The levels of a list are these at most.
const DEEPEST: u32 = 20;

#[derive(Debug, Default)]
struct Style {
    parent: String,
    is_hidden: bool,
    height: Option<Height>,
    begins_page: bool,
}

/// The styles and the forms of lists, by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: BTreeMap<String, Style>,
    pub lists: BTreeMap<String, Form>,
    /// The numbers of headings.
    pub outline: Form,
}

impl Styles {
    /// Returns a style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s str, Option<&'s Style>)> {
        let of = |name: &'s str| (!name.is_empty()).then(|| (name, self.by_name.get(name)));
        std::iter::successors(of(name), move |(_, style)| of(&(*style)?.parent)).take(MOST_STEPS)
    }

    /// Returns what a paragraph of a style is.
    pub fn role(&self, name: &str) -> Role {
        let role = |(name, _): (&str, _)| Role::by_name(&name.replace("_20_", " "));
        self.chain(name).find_map(role).unwrap_or_default()
    }

    /// Is text of a style hidden?
    pub fn is_hidden(&self, name: &str) -> bool {
        self.chain(name).filter_map(|(_, style)| style).any(|style| style.is_hidden)
    }

    /// Returns where text of a style stands, if it says so.
    pub fn height(&self, name: &str) -> Option<Height> {
        self.chain(name).find_map(|(_, style)| style?.height)
    }

    /// Does a paragraph of a style begin a page?
    pub fn begins_page(&self, name: &str) -> bool {
        self.chain(name).filter_map(|(_, style)| style).any(|style| style.begins_page)
    }

    /// Adds the styles of a part.
    pub fn read(&mut self, elements: &mut Elements<'_>) -> Result<(), ArticleError> {
        loop {
            match elements.next() {
                Ok(Node::Start(element)) if element.space == "style" => {
                    if element.name() == "style" || element.name() == "default-style" {
                        let name = element.value("name").unwrap_or_default().into_owned();
                        let style = read_style(&element, elements)?;
                        self.by_name.insert(name, style);
                    }
                }
                Ok(Node::Start(element)) if element.space == "text" => match element.name() {
                    "list-style" => {
                        let name = element.value("name").unwrap_or_default().into_owned();
                        self.lists.insert(name, read_form(elements)?);
                    }
                    "outline-style" => self.outline = read_form(elements)?,
                    _ => {}
                },
                Ok(Node::Start(element)) if element.name() == "body" => return Ok(()),
                // The text of a damaged part is refused where it is read as such.
                Ok(Node::Done) | Err(ArticleError::Damaged { .. }) => return Ok(()),
                Ok(_) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

fn read_style(element: &Element<'_>, elements: &mut Elements<'_>) -> Result<Style, ArticleError> {
    let mut style = Style {
        parent: element.value("parent-style-name").unwrap_or_default().into_owned(),
        begins_page: element.value("master-page-name").is_some_and(|name| !name.is_empty()),
        is_hidden: false,
        height: None,
    };
    let depth = elements.depth();
    while let Some(element) = elements.next_within(depth)? {
        style.is_hidden |= element.value("display").is_some_and(|value| value == "none");
        let position = element.value("text-position");
        style.height = position.map(|position| height(&position)).or(style.height);
        style.begins_page |= element.value("break-before").is_some_and(|value| value == "page");
    }
    Ok(style)
}

/// Returns where letters stand by their position: `super` or a part of the size, `33% 58%`.
fn height(position: &str) -> Height {
    let how_far = position.split_whitespace().next().unwrap_or_default();
    let part = how_far.strip_suffix('%').and_then(|part| part.parse::<f32>().ok());
    let is_raised = how_far == "super" || part.is_some_and(|part| part > 0.0);
    if is_raised { Height::Raised } else { Height::OnLine }
}

fn read_form(elements: &mut Elements<'_>) -> Result<Form, ArticleError> {
    let (mut form, depth) = (Form::default(), elements.depth());
    while let Some(element) = elements.next_within(depth)? {
        let at = element.value("level").and_then(|level| level.parse().ok());
        let Some(at) = at.filter(|level| *level <= DEEPEST) else { continue };
        // What every item repeats is kept short.
        let value = |name| {
            let value = element.value(name).unwrap_or_default();
            value.chars().take(MOST_LETTERS).collect::<String>()
        };
        let number = |name| element.value(name).and_then(|value| value.parse().ok());
        let is_number = matches!(element.name(), "list-level-style-number" | "outline-level-style");
        let level = Level {
            is_bullet: !is_number,
            format: value("num-format"),
            prefix: value("num-prefix"),
            suffix: value("num-suffix"),
            start: number("start-value").unwrap_or(1),
            shown: number("display-levels").unwrap_or(1),
        };
        form.levels.insert(at, level);
    }
    Ok(form)
}
