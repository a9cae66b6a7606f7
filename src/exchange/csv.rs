//! Spans as CSV (RFC 4180) for spreadsheets: one row a span.

use std::io::{self, Write};

use super::{
    Scope,
    record::{LinkRecord, Record, links_from, text_of},
};
use crate::model::{LayerId, LinkEnd, Project, Span};

#[cfg(test)]
mod tests;

/// The columns, in order.
pub const COLUMNS: [&str; 24] = [
    "id",
    "article",
    "analyst",
    "tag",
    "start",
    "end",
    "fragments",
    "text",
    "texts",
    "before",
    "after",
    "note",
    "attributes",
    "links",
    "card",
    "start_utf16",
    "end_utf16",
    "created",
    "adrift",
    "article_title",
    "article_date",
    "article_url",
    "actor",
    "page",
];

/// The link kind whose ends fill the column `actor` before those of any other.
const SAID_BY: &str = "said-by";

/// The tag of the spans that fill it by links of other kinds.
const ACTOR: &str = "actor";

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Begins the file with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Puts an apostrophe before cells that a spreadsheet would run as a formula.
    pub harmless: bool,
}

/// Writes the spans in scope as CSV, one row a span under a row of column names, by article, analyst
/// and place. Returns how many there were.
pub fn write_csv(
    project: &Project,
    scope: &Scope,
    options: CsvOptions,
    mut out: impl Write,
) -> io::Result<usize> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS)?;
    let mut count = 0;
    for (layer, span) in scope.spans(project) {
        let mut row = cells(project, layer, span);
        if options.harmless {
            row.iter_mut().for_each(make_harmless);
        }
        csv.write_record(&row)?;
        count += 1;
    }
    csv.flush()?;
    Ok(count)
}

fn cells(project: &Project, layer: &LayerId, span: &Span) -> [String; COLUMNS.len()] {
    let record = Record::new(project, layer, span);
    let article = project.article(&layer.article);
    let fact = |name| article.map_or("", |article| article.fact(name)).to_owned();
    [
        record.id.to_owned(),
        record.article.to_owned(),
        record.analyst.to_owned(),
        record.tag.to_owned(),
        number(record.start),
        number(record.end),
        joined(record.fragments.iter().map(|(start, end)| format!("{start}-{end}"))),
        record.texts.join(" "),
        record.texts.join(" | "),
        record.before.to_owned(),
        record.after.to_owned(),
        record.note.to_owned(),
        attributes(&record),
        joined(record.links.iter().map(link)),
        record.card.unwrap_or_default().to_owned(),
        number(record.start_utf16),
        number(record.end_utf16),
        record.created.unwrap_or_default(),
        if record.adrift { "true".to_owned() } else { String::new() },
        article.map_or_else(String::new, |article| article.title.clone()),
        fact("published"),
        fact("url"),
        actor(project, layer, span),
        record.page,
    ]
}

fn number(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(";")
}

fn attributes(record: &Record<'_>) -> String {
    let pairs = record
        .attributes
        .iter()
        .flat_map(|(id, values)| values.iter().map(move |value| format!("{id}={value}")));
    joined(pairs)
}

fn link(link: &LinkRecord<'_>) -> String {
    match link.to_article {
        Some(article) => format!("{}:{article}/{}", link.kind, link.to),
        None => format!("{}:{}", link.kind, link.to),
    }
}

/// Returns the actors that the span is linked to, by the words of their spans or the names of their
/// cards: those who say it, else those at links of any kind, else the name of its own card.
fn actor(project: &Project, layer: &LayerId, span: &Span) -> String {
    let card_name = |card| project.cards().get(card).map(|card| card.name.clone());
    let (mut speakers, mut others) = (Vec::new(), Vec::new());
    for link in links_from(project, layer, span) {
        let is_speaker = link.kind.as_str() == SAID_BY;
        let name = match &link.to {
            LinkEnd::Card(card) => card_name(card),
            LinkEnd::Span(_) | LinkEnd::SpanIn(..) => project
                .link_target(layer, link)
                .filter(|(_, end)| is_speaker || end.tag.as_str() == ACTOR)
                .and_then(|(layer, end)| Some(end.words(text_of(project, &layer)?))),
        };
        let names = if is_speaker { &mut speakers } else { &mut others };
        names.extend(name);
    }
    let names = if speakers.is_empty() { others } else { speakers };
    if names.is_empty() {
        return span.card.as_ref().and_then(card_name).unwrap_or_default();
    }
    names.join("; ")
}

/// Spreadsheets run a cell that begins like a formula; an apostrophe before it keeps it as words.
fn make_harmless(cell: &mut String) {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        cell.insert(0, '\'');
    }
}
