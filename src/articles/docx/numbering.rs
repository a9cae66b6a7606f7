//! The numbers and bullets of a document's lists, counted as Word counts them.

use std::collections::{BTreeMap, BTreeSet};

use super::{styles::Styles, walk::is_on};
use crate::articles::{
    ArticleError, counted,
    xml::{Element, Elements, Node},
};

/// The deepest level: Word has nine.
const DEEPEST: u8 = 8;

/// So many letters may stand before a list item.
const MOST_LETTERS: usize = 60;

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// What stands before an item: `%1.%2` holds the numbers of the first two levels.
    text: String,
    start: Option<u32>,
    /// Does it count on when a level above it does?
    counts_on: bool,
    /// Are all numbers in it written with digits?
    is_legal: bool,
    /// The style whose paragraphs are items of this level.
    style: String,
}

/// The form of lists.
#[derive(Clone, Debug, Default)]
struct Form {
    levels: BTreeMap<u8, Level>,
    /// The style of lists that has the levels instead.
    like_style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    form: String,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// The lists, by id, with how far each has been counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    forms: BTreeMap<String, Form>,
    lists: BTreeMap<String, List>,
    counts: BTreeMap<String, BTreeMap<u8, u32>>,
    /// The levels of lists whose own first number has been used.
    begun: BTreeSet<(String, u8)>,
}

impl Numbering {
    /// Returns the level of a list whose items have a style.
    pub fn depth_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let form = self.forms.get(&self.lists.get(list)?.form)?;
        let mut levels = form.levels.iter();
        levels.find(|(_, level)| level.style == style).map(|(depth, _)| *depth)
    }

    /// Counts an item, and returns what stands before it; `None` where it is no item of a list.
    pub fn count(&mut self, list_id: &str, depth: u8, styles: &Styles) -> Option<String> {
        let depth = depth.min(DEEPEST);
        let form_id = self.form_of(&self.lists.get(list_id)?.form, styles);
        let list = self.lists.get(list_id)?;
        let levels = &self.forms.get(&form_id)?.levels;
        let level = |depth: u8| list.levels.get(&depth).or_else(|| levels.get(&depth));
        let own = level(depth)?;
        let begin = |depth: u8| level(depth).and_then(|level| level.start).unwrap_or(1);
        let counts = self.counts.entry(form_id.clone()).or_default();
        let number = match (list.starts.get(&depth), counts.get(&depth)) {
            (Some(start), _) if self.begun.insert((list_id.to_owned(), depth)) => *start,
            (_, Some(number)) => number.saturating_add(1),
            (_, None) => begin(depth),
        };
        counts.insert(depth, number);
        counts.retain(|at, _| *at <= depth || level(*at).is_some_and(|level| level.counts_on));
        if own.format == "bullet" {
            return Some("•".to_owned());
        }
        let mut marker = String::new();
        let mut letters = own.text.chars();
        while let Some(c) = letters.next() {
            let digit = letters.as_str().chars().next().and_then(|c| c.to_digit(10));
            let Some(digit) = digit.filter(|digit| c == '%' && *digit > 0) else {
                marker.push(c);
                continue;
            };
            letters.next();
            let at = u8::try_from(digit - 1).unwrap_or_default();
            let number = *counts.entry(at).or_insert_with(|| begin(at));
            let format = level(at).map_or("decimal", |level| level.format.as_str());
            marker.push_str(&written(number, if own.is_legal { "decimal" } else { format }));
        }
        Some(marker.trim().to_owned())
    }

    /// Follows forms that are those of a style of lists.
    fn form_of(&self, id: &str, styles: &Styles) -> String {
        let like = self.forms.get(id).and_then(|form| form.like_style.as_deref());
        let list = like.and_then(|style| styles.numbered(style)).and_then(|(_, own)| own.list);
        let form = list.and_then(|list| self.lists.get(&list)).map(|list| list.form.clone());
        form.unwrap_or_else(|| id.to_owned())
    }
}

/// Writes a number as a format of Word has it; with digits where that has signs of its own.
fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => counted::letters(number).to_lowercase(),
        "upperLetter" => counted::letters(number),
        "lowerRoman" => counted::roman(number).to_lowercase(),
        "upperRoman" => counted::roman(number),
        "decimalZero" => format!("{number:02}"),
        "ordinal" => {
            let ending = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{ending}")
        }
        "none" => String::new(),
        _ => number.to_string(),
    }
}

/// Reads the part of the lists.
pub(super) fn read(elements: &mut Elements<'_>) -> Result<Numbering, ArticleError> {
    let mut numbering = Numbering::default();
    loop {
        match elements.next()? {
            Node::Start(element) if element.name() == "abstractNum" => {
                let id = element.value("abstractNumId").unwrap_or_default().into_owned();
                numbering.forms.insert(id, read_form(elements)?);
            }
            Node::Start(element) if element.name() == "num" => {
                let id = element.value("numId").unwrap_or_default().into_owned();
                numbering.lists.insert(id, read_list(elements)?);
            }
            Node::Done => return Ok(numbering),
            _ => {}
        }
    }
}

fn read_form(elements: &mut Elements<'_>) -> Result<Form, ArticleError> {
    let (mut form, depth) = (Form::default(), elements.depth());
    while let Some(element) = elements.next_within(depth)? {
        match element.name() {
            "lvl" => {
                let level = read_level(elements)?;
                form.levels.extend(depth_of(&element).map(|at| (at, level)));
            }
            "numStyleLink" => {
                form.like_style = element.value("val").map(|style| style.into_owned());
            }
            _ => {}
        }
    }
    Ok(form)
}

fn read_list(elements: &mut Elements<'_>) -> Result<List, ArticleError> {
    let (mut list, depth, mut at) = (List::default(), elements.depth(), None);
    while let Some(element) = elements.next_within(depth)? {
        match element.name() {
            "lvl" => {
                let level = read_level(elements)?;
                list.levels.extend(depth_of(&element).map(|at| (at, level)));
            }
            "abstractNumId" => list.form = element.value("val").unwrap_or_default().into_owned(),
            "lvlOverride" => at = depth_of(&element),
            "startOverride" => {
                let start = element.value("val").and_then(|value| value.parse().ok());
                list.starts.extend(at.zip(start));
            }
            _ => {}
        }
    }
    Ok(list)
}

fn depth_of(element: &Element<'_>) -> Option<u8> {
    element.value("ilvl")?.parse().ok().filter(|depth| *depth <= DEEPEST)
}

fn read_level(elements: &mut Elements<'_>) -> Result<Level, ArticleError> {
    let (mut level, depth) = (Level::default(), elements.depth());
    while let Some(element) = elements.next_within(depth)? {
        let value = element.value("val").unwrap_or_default();
        match element.name() {
            "numFmt" => level.format = value.into_owned(),
            // What every item repeats is kept short.
            "lvlText" => level.text = value.chars().take(MOST_LETTERS).collect(),
            "start" => level.start = value.parse().ok(),
            "lvlRestart" => level.counts_on = value == "0",
            "isLgl" => level.is_legal = element.value("val").is_none_or(|value| is_on(&value)),
            "pStyle" => level.style = value.into_owned(),
            _ => {}
        }
    }
    Ok(level)
}
