//! What a document has and its text lacks: the end of the file, and what was typed into a form.

use hayro_syntax::object::{Array, Dict, String as PdfString};
use memchr::memmem;

use super::{Halt, look, strings};

/// How far from its end a file must say that it ends. Some programs add to it.
const END: usize = 2048;
/// How many fields a form may have.
const MOST_FIELDS: usize = 20_000;
/// How deep fields may lie in each other.
const DEEPEST_FIELD: usize = 16;

/// Returns a sentence if a file does not say that it ends.
pub(super) fn cut_short(bytes: &[u8]) -> Option<String> {
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
    let is_whole =
        memmem::find(end, b"startxref").is_some() || memmem::find(end, b"%%EOF").is_some();
    (!is_whole)
        .then(|| "The file lacks its end and seems cut short: pages may be missing".to_owned())
}

/// Returns a sentence about what was typed into a form and is not in the text.
pub(super) fn typed(
    catalogue: Option<&Dict<'_>>,
    text: &str,
    stops: &dyn Fn() -> bool,
) -> Result<Option<String>, Halt> {
    let form = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>("AcroForm"));
    let fields = form.and_then(|form| form.get::<Array<'_>>("Fields"));
    let fields = fields.iter().flat_map(|fields| fields.iter::<Dict<'_>>()).take(MOST_FIELDS);
    let mut open: Vec<(Dict<'_>, usize)> = fields.map(|field| (field, 0)).collect();
    let (mut seen, mut missing) = (0, 0);
    while let Some((field, depth)) = open.pop() {
        look(stops)?;
        seen += 1;
        if let Some(value) = field.get::<PdfString<'_>>("V") {
            let value = strings::decode(value.as_bytes());
            missing += usize::from(!value.trim().is_empty() && !text.contains(value.trim()));
        }
        if depth < DEEPEST_FIELD
            && let Some(kids) = field.get::<Array<'_>>("Kids")
        {
            let room = MOST_FIELDS.saturating_sub(seen + open.len());
            open.extend(kids.iter::<Dict<'_>>().take(room).map(|kid| (kid, depth + 1)));
        }
    }
    let fields = if missing == 1 {
        "1 field of a form has".to_owned()
    } else {
        format!("{missing} fields of a form have")
    };
    let warning = || format!("{fields} words typed in that are not in the text");
    Ok((missing > 0).then(warning))
}
