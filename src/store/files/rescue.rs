//! What is whole in a damaged file: every record that the real reader takes, found without what
//! stands around it.
//!
//! A record begins at a parenthesis and ends where the reader says. Nothing is guessed: what is not
//! whole is told with its line and stays in the old file.

mod pieces;

use std::{collections::HashSet, fmt::Write as _};

use compact_str::CompactString;

use super::{
    kind::{Kind, Whole},
    words::in_words,
    write::FORMAT,
};
use crate::store::Flaw;
use pieces::{blank, named, next_beginning, value_of};

/// What is said where a file ends in the midst of something.
const CUT_OFF: &str = "The file is cut off here, and what came after is gone. `postil restore PROJECT` may have \
     an earlier state of it";

/// What could be saved of a file, and what not.
#[derive(Clone, Debug)]
pub(in crate::store) struct Rescue {
    /// The new file; or what keeps even that from being a file.
    pub(in crate::store) text: Result<String, Flaw>,
    /// How many records of each list are in it.
    pub(in crate::store) saved: Vec<(&'static str, usize)>,
    /// What is not, in the order of the file.
    pub(in crate::store) lost: Vec<Lost>,
}

/// A place of a damaged file that could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Counts from 1.
    pub line: u32,
    /// Counts from 1, in characters.
    pub column: u32,
    /// Why.
    pub message: String,
}

/// Finds what is whole in a file.
pub(in crate::store) fn rescue(kind: &Kind, bytes: &[u8]) -> Rescue {
    let mut scan = Scan::new(kind);
    for chunk in bytes.utf8_chunks() {
        let mut parts = chunk.valid().split('\0');
        scan.read(parts.next().unwrap_or_default());
        for part in parts {
            scan.no_text();
            scan.read(part);
        }
        if !chunk.invalid().is_empty() {
            scan.no_text();
        }
    }
    scan.finish()
}

/// Where the scan is in the file.
#[derive(Clone, Copy)]
struct At {
    line: u32,
    column: u32,
}

/// The parentheses that hold the whole file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outer {
    Missing,
    Open,
    Closed,
}

struct Scan<'a> {
    kind: &'a Kind,
    at: At,
    outer: Outer,
    /// The list that is being read, by its number.
    list: Option<usize>,
    /// Was everything understood since that list began?
    is_sure: bool,
    /// Is what comes next the rest of something that was not understood?
    is_within: bool,
    fields: Vec<(&'a str, &'a str)>,
    records: Vec<Vec<&'a str>>,
    keys: Vec<HashSet<CompactString>>,
    lost: Vec<Lost>,
}

impl<'a> Scan<'a> {
    fn new(kind: &'a Kind) -> Self {
        let lists = kind.lists().len();
        Self {
            kind,
            at: At { line: 1, column: 1 },
            outer: Outer::Missing,
            list: None,
            is_sure: true,
            is_within: false,
            fields: Vec::new(),
            records: vec![Vec::new(); lists],
            keys: vec![HashSet::new(); lists],
            lost: Vec::new(),
        }
    }

    /// Reads a stretch of text.
    fn read(&mut self, text: &'a str) {
        let mut rest = text;
        loop {
            if self.is_within {
                rest = self.pass(rest, next_beginning(rest));
            }
            rest = self.pass(rest, blank(rest));
            let Some(first) = rest.chars().next() else { return };
            let is_inline = std::mem::take(&mut self.is_within);
            let len = match first {
                '(' if self.is_first(rest) => {
                    self.outer = Outer::Open;
                    1
                }
                '(' if is_inline => self.record_within(rest).unwrap_or_default(),
                '(' => self.record(rest).unwrap_or_default(),
                ']' => {
                    self.list = None;
                    1
                }
                ')' => {
                    if self.list.is_none() {
                        self.outer = Outer::Closed;
                    }
                    1
                }
                _ => self.field(rest).unwrap_or_default(),
            };
            self.is_within = len == 0;
            rest = self.pass(rest, len.max(first.len_utf8() * usize::from(len == 0)));
        }
    }

    /// Notes bytes that no text has.
    fn no_text(&mut self) {
        self.lose(self.at, "There are bytes that are not text");
        self.is_within = true;
        self.at.column += 1;
    }

    /// Is this the parenthesis that holds the whole file, and not a record of one whose beginning is
    /// lost?
    fn is_first(&self, rest: &str) -> bool {
        self.outer == Outer::Missing
            && self.lost.is_empty()
            && self.records.iter().all(Vec::is_empty)
            && self.which(rest).is_err()
    }

    /// Reads a record; `None` where there is no whole one.
    fn record(&mut self, rest: &'a str) -> Option<usize> {
        let (list, whole, raw) = self.whole(rest)?;
        self.keep(list, &whole, raw);
        Some(raw.len())
    }

    /// Reads a record within something broken, which may be the text of a note. There every quote has
    /// a backslash before it, which no record reads; one without any could be taken for a record.
    fn record_within(&mut self, rest: &'a str) -> Option<usize> {
        let (list, whole, raw) = self.whole(rest).filter(|(_, _, raw)| raw.contains('"'))?;
        self.keep(list, &whole, raw);
        Some(raw.len())
    }

    fn whole(&mut self, rest: &'a str) -> Option<(usize, Whole, &'a str)> {
        match self.which(rest) {
            Ok((list, whole)) => {
                let raw = rest.get(..whole.len)?;
                Some((list, whole, raw))
            }
            Err((at, message)) => {
                self.lose(at, message);
                None
            }
        }
    }

    /// Keeps a record, if none has its key.
    fn keep(&mut self, list: usize, whole: &Whole, raw: &'a str) {
        if whole.key.is_empty() || self.keys[list].insert(whole.key.clone()) {
            self.records[list].push(raw);
        } else if !self.records[list].contains(&raw) {
            self.lose(self.at, format!("`{}` is there twice", whole.key));
        }
    }

    /// Finds the list that a record belongs to: the one that it stands in, if all was understood
    /// since that began, else the one whose fields it has.
    fn which(&self, rest: &str) -> Result<(usize, Whole), (At, String)> {
        let lists = self.kind.lists();
        if let Some(list) = self.list.filter(|_| self.is_sure) {
            let read = (lists[list].read)(rest);
            return read.map(|whole| (list, whole)).map_err(|error| self.explained(&error));
        }
        let (mut fitting, mut why) = (Vec::new(), None);
        for (number, list) in lists.iter().enumerate() {
            match (list.read)(rest) {
                Ok(whole) => fitting.push((number, whole)),
                Err(error) if why.is_none() || self.list == Some(number) => why = Some(error),
                Err(_) => {}
            }
        }
        let least = fitting.iter().map(|(_, whole)| whole.unknown).min();
        // Without a list around it the whole file reads as a record of which nothing is known.
        let is_file = |whole: &Whole| self.list.is_none() && whole.unknown > 0;
        fitting.retain(|(_, whole)| Some(whole.unknown) == least && !is_file(whole));
        if let Some(here) = fitting.iter().position(|(number, _)| self.list == Some(*number)) {
            return Ok(fitting.swap_remove(here));
        }
        if fitting.len() > 1 {
            let names: Vec<&str> = fitting.iter().map(|(number, _)| lists[*number].name).collect();
            let message = format!("It can’t be told which this belongs to: {}", names.join(", "));
            return Err((self.at, message));
        }
        fitting.pop().ok_or_else(|| match why {
            Some(error) => self.explained(&error),
            None => (self.at, "Nothing in this file has this form".to_owned()),
        })
    }

    fn explained(&self, error: &ron::error::SpannedError) -> (At, String) {
        let place = error.span.end;
        let [line, column] = [place.line, place.col].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        let at = if line > 1 {
            At { line: self.at.line + line - 1, column }
        } else {
            At { line: self.at.line, column: self.at.column + column.saturating_sub(1) }
        };
        (at, in_words(&error.code))
    }

    /// Reads the beginning of a list, or a field of the file itself; `None` where it is neither.
    fn field(&mut self, rest: &'a str) -> Option<usize> {
        let Some((name, value)) = named(rest) else {
            self.lose(self.at, "This is no part of a record");
            return None;
        };
        let before = rest.len() - value.len();
        if let Some(list) = self.kind.lists().iter().position(|list| list.name == name) {
            (self.list, self.is_sure) = (Some(list), true);
            if value.starts_with('[') {
                return Some(before + 1);
            }
            self.lose(self.at, format!("The list `{name}` does not begin"));
            return None;
        }
        if name == "format" && self.outer == Outer::Missing {
            self.outer = Outer::Open;
        }
        // Elsewhere it may belong to a broken record.
        if self.list.is_some() || self.outer == Outer::Missing {
            self.lose(self.at, "This field stands outside of a record");
            return None;
        }
        let Some(raw) = value_of(value) else {
            self.lose(self.at, format!("The field `{name}` is not whole"));
            return None;
        };
        if let Some(list) = self.misnamed(raw) {
            let taken = self.kind.lists()[list].name;
            self.lose(self.at, format!("The list `{name}` is not known; it is read as `{taken}`"));
            self.list = Some(list);
            return Some(before + 1);
        }
        if name == "format" || self.take_field(name, raw) {
            return Some(before + raw.len());
        }
        None
    }

    /// Returns which list this one is under a damaged name: one that has no records yet, and whose
    /// form the first one has.
    fn misnamed(&self, raw: &str) -> Option<usize> {
        let inner = raw.strip_prefix('[')?.trim_start();
        let (list, whole) = self.which(inner).ok()?;
        (whole.unknown == 0 && self.records[list].is_empty()).then_some(list)
    }

    /// Keeps a field of the file itself. Is a file with it read?
    fn take_field(&mut self, name: &'a str, raw: &'a str) -> bool {
        if self.fields.iter().any(|(known, _)| *known == name) {
            self.lose(self.at, format!("The field `{name}` is there twice"));
            return true;
        }
        let mut names = self.kind.names();
        names.retain(|(known, _)| *known != name);
        let names = names.iter().map(|(name, value)| format!("{name}: {value},"));
        let names: String = names.collect();
        let least = self.kind.least();
        let file = format!("(format: {FORMAT}, {names} {name}: {raw}, {least})");
        let is_read = self.kind.check(file.as_bytes()).is_ok();
        if is_read {
            self.fields.push((name, raw));
        } else {
            self.lose(self.at, format!("The field `{name}` does not say what it may"));
        }
        is_read
    }

    fn lose(&mut self, at: At, message: impl Into<String>) {
        self.is_sure = false;
        // What follows from the first fault of a line says nothing new.
        if self.lost.last().is_none_or(|last| last.line != at.line) {
            self.lost.push(Lost { line: at.line, column: at.column, message: message.into() });
        }
    }

    /// Notes that the file is cut off. What the parser said of the last line follows from that.
    fn lose_rest(&mut self) {
        if self.lost.last().is_some_and(|last| last.line == self.at.line) {
            self.lost.pop();
        }
        self.lose(self.at, CUT_OFF);
    }

    /// Goes on by so many bytes.
    fn pass(&mut self, rest: &'a str, len: usize) -> &'a str {
        let (passed, rest) = rest.split_at_checked(len).unwrap_or((rest, ""));
        for c in passed.chars() {
            self.at = match c {
                '\n' => At { line: self.at.line.saturating_add(1), column: 1 },
                _ => At { line: self.at.line, column: self.at.column.saturating_add(1) },
            };
        }
        rest
    }

    fn finish(mut self) -> Rescue {
        if self.outer != Outer::Closed {
            self.lose_rest();
        }
        let text = self.text();
        let lists = self.kind.lists().iter().zip(&self.records);
        let saved = lists.map(|(list, records)| (list.name, records.len())).collect();
        let text = self.kind.check(text.as_bytes()).map(|()| text);
        Rescue { text, saved, lost: self.lost }
    }

    /// Writes the file with what was found, each record as it stands in the old one.
    fn text(&self) -> String {
        let mut text = format!("(\n    format: {FORMAT},\n");
        let mut line = |name: &str, raw: &str| {
            writeln!(text, "    {name}: {raw},").expect("writing to a string cannot fail");
        };
        for (name, value) in self.kind.names() {
            let found = self.fields.iter().find(|(known, _)| *known == name);
            line(name, found.map_or(value.as_str(), |(_, raw)| raw));
        }
        let names = self.kind.names();
        let is_named = |name: &str| names.iter().any(|(known, _)| *known == name);
        for (name, raw) in self.fields.iter().filter(|(name, _)| !is_named(name)) {
            line(name, raw);
        }
        let lists = self.kind.lists().iter().zip(&self.records);
        for (list, records) in lists.filter(|(_, records)| !records.is_empty()) {
            text.push_str("    ");
            text.push_str(list.name);
            text.push_str(": [\n");
            for record in records {
                text.push_str("        ");
                text.push_str(record);
                text.push_str(",\n");
            }
            text.push_str("    ],\n");
        }
        text.push_str(")\n");
        text
    }
}

#[cfg(test)]
mod tests;
