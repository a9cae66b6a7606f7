//! Letters of fonts for Chinese, Japanese and Korean that say only the number of each character in one
//! of Adobe's collections, or are written in an encoding of Unicode itself.

use compact_str::CompactString;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};

/// How the codes of one font become letters by way of their character numbers.
pub(super) struct Characters {
    /// From code to character number; `None` where both are the same.
    numbers: Option<CMap>,
    letters: CMap,
}

impl Characters {
    /// Returns what a font's dictionary tells; `None` for fonts of any other kind.
    pub fn new(dict: &Dict<'_>) -> Option<Self> {
        let inner = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let numbers = encoding(dict);
        let family =
            collection(&inner).filter(|family| family.ucs2_cmap().is_some()).or_else(|| {
                numbers.as_ref()?.metadata().character_collection.clone().map(|c| c.family)
            })?;
        let letters = load(family.ucs2_cmap()?)?;
        Some(Self { numbers, letters })
    }

    /// Returns the letters of a code.
    pub fn text(&self, code: u32) -> Option<CompactString> {
        let number = match &self.numbers {
            Some(map) => (1..=4).find_map(|length| map.lookup_cid_code(code, length))?,
            None => code,
        };
        match self.letters.lookup_bf_string(number)? {
            BfString::Char(c) => Some(CompactString::from_iter([c])),
            BfString::String(text) => Some(text.into()),
        }
    }
}

fn encoding(dict: &Dict<'_>) -> Option<CMap> {
    if let Some(name) = dict.get::<Name<'_>>("Encoding") {
        return load(CMapName::from_bytes(name.as_ref()));
    }
    let data = dict.get::<Stream<'_>>("Encoding")?.decoded_data().ok()?.into_owned();
    CMap::parse(&data, hayro_cmap::load_embedded)
}

fn collection(inner: &Dict<'_>) -> Option<CidFamily> {
    let info = inner.get::<Dict<'_>>("CIDSystemInfo")?;
    let registry = info.get::<PdfString<'_>>("Registry")?;
    let ordering = info.get::<PdfString<'_>>("Ordering")?;
    Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

fn load(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(hayro_cmap::load_embedded(name)?, hayro_cmap::load_embedded)
}
