//! Spans out as JSON lines.

use std::io::{self, Write};

use crate::{
    exchange::{Selection, record::Record},
    model::Project,
};

/// Writes the selected spans, one JSON object a line, by article, analyst and place. Returns how
/// many there were. Memory holds one span at a time.
///
/// A link keeps its end even where that span is not selected. A span that is adrift has `adrift:
/// true`, its stored position, and no position in UTF-16.
pub fn write_jsonl(
    project: &Project,
    selection: &Selection,
    mut out: impl Write,
) -> io::Result<usize> {
    let mut count = 0;
    for (layer, span) in selection.spans(project) {
        serde_json::to_writer(&mut out, &Record::new(project, layer, span))?;
        out.write_all(b"\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}
