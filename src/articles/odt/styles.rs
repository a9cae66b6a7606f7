//! A document's styles: which paragraphs are headings, quotations, captions, and what is hidden.

use std::collections::BTreeMap;

use super::lists::{Form, Level};
use crate::articles::{
    ArticleError,
    flow::Role,
    xml::{Element, Elements, Node},
};

/// A chain of styles is followed so far.
const MOST_STEPS: usize = 30;

#[derive(Debug, Default)]
struct Style {
    parent: String,
    is_hidden: bool,
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
    };
    let mut depth = 1_usize;
    while depth > 0 {
        match elements.next()? {
            Node::Start(element) => {
                depth += 1;
                style.is_hidden |= element.value("display").is_some_and(|value| value == "none");
                style.begins_page |=
                    element.value("break-before").is_some_and(|value| value == "page");
            }
            Node::End => depth -= 1,
            Node::Words(_) => {}
            Node::Done => break,
        }
    }
    Ok(style)
}

fn read_form(elements: &mut Elements<'_>) -> Result<Form, ArticleError> {
    let (mut form, mut depth) = (Form::default(), 1_usize);
    while depth > 0 {
        match elements.next()? {
            Node::Start(element) => {
                depth += 1;
                let Some(at) = element.value("level").and_then(|level| level.parse().ok()) else {
                    continue;
                };
                let value = |name| element.value(name).unwrap_or_default().into_owned();
                let number = |name| element.value(name).and_then(|value| value.parse().ok());
                form.levels.insert(
                    at,
                    Level {
                        is_bullet: element.name() != "list-level-style-number"
                            && element.name() != "outline-level-style",
                        format: value("num-format"),
                        prefix: value("num-prefix"),
                        suffix: value("num-suffix"),
                        start: number("start-value").unwrap_or(1),
                        shown: number("display-levels").unwrap_or(1),
                    },
                );
            }
            Node::End => depth -= 1,
            Node::Words(_) => {}
            Node::Done => break,
        }
    }
    Ok(form)
}
