//! What a document has and its text lacks: the end of the file, and what was typed into a form.

use hayro_syntax::object::{Array, Dict, String as PdfString};
use memchr::memmem;

use super::strings;

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
pub(super) fn typed(catalogue: Option<&Dict<'_>>, text: &str) -> Option<String> {
    let form = catalogue?.get::<Dict<'_>>("AcroForm")?;
    let mut open: Vec<(Dict<'_>, usize)> = form
        .get::<Array<'_>>("Fields")?
        .iter::<Dict<'_>>()
        .take(MOST_FIELDS)
        .map(|field| (field, 0))
        .collect();
    let (mut seen, mut missing) = (0, 0);
    while let Some((field, depth)) = open.pop() {
        seen += 1;
        if seen > MOST_FIELDS {
            break;
        }
        if let Some(value) = field.get::<PdfString<'_>>("V") {
            let value = strings::decode(value.as_bytes());
            missing += usize::from(!value.trim().is_empty() && !text.contains(value.trim()));
        }
        if depth < DEEPEST_FIELD
            && let Some(kids) = field.get::<Array<'_>>("Kids")
        {
            open.extend(
                kids.iter::<Dict<'_>>().take(MOST_FIELDS - seen).map(|kid| (kid, depth + 1)),
            );
        }
    }
    let fields = if missing == 1 {
        "1 field of a form has".to_owned()
    } else {
        format!("{missing} fields of a form have")
    };
    (missing > 0).then(|| format!("{fields} words typed in that are not in the text"))
}
