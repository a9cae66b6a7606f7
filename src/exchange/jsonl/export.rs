//! Spans out as JSON lines.

use std::io::{self, Write};

use crate::{
    exchange::{Scope, record::Record},
    model::Project,
};

/// Writes the spans in scope, one JSON object a line, by article, analyst and place. Returns how
/// many there were. Memory holds one span at a time.
///
/// A link keeps its end even where that span is out of scope. A span that is adrift has `adrift:
/// true`, its stored position, and no position in UTF-16.
pub fn write_jsonl(project: &Project, scope: &Scope, mut out: impl Write) -> io::Result<usize> {
    let mut count = 0;
    for (layer, span) in scope.spans(project) {
        serde_json::to_writer(&mut out, &Record::new(project, layer, span))?;
        out.write_all(b"\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}
