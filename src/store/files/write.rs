//! Writing a file: one field a line, one record a line, empty and default fields left out.

use std::fmt::{Display, Write as _};

use super::string::push_string;
use crate::model::{Attributes, Time, Unknown};

/// The format that this version writes.
pub(in crate::store) const FORMAT: u32 = 1;

/// Fields on their way into a file: those of the file itself, each on its line, or those of a
/// record, all on one.
pub(super) struct Fields<'a> {
    out: &'a mut String,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    FirstInLine,
    InLine,
}

/// Writes a whole file.
pub(super) fn file(fill: impl FnOnce(&mut Fields<'_>)) -> String {
    let mut out = String::from("(\n");
    let mut fields = Fields { out: &mut out, form: Form::Lines };
    fields.number("format", FORMAT);
    fill(&mut fields);
    out.push_str(")\n");
    out
}

/// Writes a record that is no file, on one line.
pub(super) fn record(fill: impl FnOnce(&mut Fields<'_>)) -> String {
    let mut out = String::new();
    push_record(&mut out, fill);
    out
}

impl Fields<'_> {
    /// Writes a text, if there is one.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.value(name, |out| push_string(out, text));
        }
    }

    /// Writes a text, even an empty one.
    pub(super) fn id(&mut self, name: &str, text: &str) {
        self.value(name, |out| push_string(out, text));
    }

    /// Writes a moment, if it is known.
    pub(super) fn time(&mut self, name: &str, time: Time) {
        if time != Time::default() {
            self.value(name, |out| push_display(out, format_args!("\"{time}\"")));
        }
    }

    /// Writes a number.
    pub(super) fn number(&mut self, name: &str, number: impl Display) {
        self.value(name, |out| push_display(out, number));
    }

    /// Writes a flag that is up.
    pub(super) fn flag(&mut self, name: &str, is_up: bool) {
        if is_up {
            self.value(name, |out| out.push_str("true"));
        }
    }

    /// Writes a list of texts, if there are any.
    pub(super) fn texts<T: AsRef<str>>(&mut self, name: &str, texts: &[T]) {
        if !texts.is_empty() {
            self.value(name, |out| {
                push_list(out, texts, |out, text| push_string(out, text.as_ref()));
            });
        }
    }

    /// Writes one stretch of positions.
    pub(super) fn pair<P: Display>(&mut self, name: &str, pair: &(P, P)) {
        self.value(name, |out| push_pair(out, pair));
    }

    /// Writes the stretches of a span, if there are any.
    pub(super) fn pairs<P: Display>(&mut self, name: &str, pairs: &[(P, P)]) {
        if !pairs.is_empty() {
            self.value(name, |out| push_list(out, pairs, push_pair));
        }
    }

    /// Writes attributes, if there are any.
    pub(super) fn attributes(&mut self, name: &str, attributes: &Attributes) {
        if attributes.is_empty() {
            return;
        }
        let all: Vec<_> = attributes.iter().collect();
        self.value(name, |out| {
            out.push('{');
            push_items(out, &all, |out, (id, values)| {
                push_string(out, id.as_str());
                out.push_str(": ");
                push_list(out, values, |out, value| push_string(out, value));
            });
            out.push('}');
        });
    }

    /// Writes a record within a record.
    pub(super) fn record(&mut self, name: &str, fill: impl FnOnce(&mut Fields<'_>)) {
        self.value(name, |out| push_record(out, fill));
    }

    /// Writes records, one a line, if there are any.
    pub(super) fn records<T>(
        &mut self,
        name: &str,
        records: impl IntoIterator<Item = T>,
        fill: impl Fn(&mut Fields<'_>, T),
    ) {
        let mut records = records.into_iter().peekable();
        if records.peek().is_none() {
            return;
        }
        self.value(name, |out| {
            out.push_str("[\n");
            for record in records {
                out.push_str("        ");
                push_record(out, |fields| fill(fields, record));
                out.push_str(",\n");
            }
            out.push_str("    ]");
        });
    }

    /// Writes texts, even none.
    pub(super) fn ids<T: AsRef<str>>(&mut self, name: &str, ids: &[T]) {
        self.value(name, |out| push_list(out, ids, |out, id| push_string(out, id.as_ref())));
    }

    /// Writes records, even none, one a line.
    pub(super) fn list<T>(
        &mut self,
        name: &str,
        records: impl IntoIterator<Item = T>,
        fill: impl Fn(&mut Fields<'_>, T),
    ) {
        self.value(name, |out| {
            out.push('[');
            for record in records {
                out.push('\n');
                push_record(out, |fields| fill(fields, record));
                out.push(',');
            }
            out.push(']');
        });
    }

    /// Writes fields of newer versions as they were read.
    pub(super) fn unknown(&mut self, unknown: &Unknown) {
        for (name, ron) in unknown.iter() {
            if is_plain(name) {
                self.value(name, |out| out.push_str(ron));
            } else {
                self.value(&format!("r#{name}"), |out| out.push_str(ron));
            }
        }
    }

    fn value(&mut self, name: &str, push: impl FnOnce(&mut String)) {
        match self.form {
            Form::Lines => self.out.push_str("    "),
            Form::FirstInLine => self.form = Form::InLine,
            Form::InLine => self.out.push_str(", "),
        }
        self.out.push_str(name);
        self.out.push_str(": ");
        push(self.out);
        if self.form == Form::Lines {
            self.out.push_str(",\n");
        }
    }
}

fn push_record(out: &mut String, fill: impl FnOnce(&mut Fields<'_>)) {
    out.push('(');
    fill(&mut Fields { out, form: Form::FirstInLine });
    out.push(')');
}

fn push_list<T>(out: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    out.push('[');
    push_items(out, items, push);
    out.push(']');
}

fn push_items<T>(out: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push(out, item);
    }
}

fn push_pair<P: Display>(out: &mut String, (start, end): &(P, P)) {
    push_display(out, format_args!("({start}, {end})"));
}

fn push_display(out: &mut String, value: impl Display) {
    write!(out, "{value}").expect("writing to a string cannot fail");
}

/// May this name stand in RON without `r#`?
fn is_plain(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
