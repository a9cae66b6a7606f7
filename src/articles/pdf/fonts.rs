//! The fonts of a document: which letter a code means, how far it moves, whether it is bold.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    rc::Rc,
    sync::Arc,
};

use compact_str::CompactString;
use hayro_cmap::BfString;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont,
};
use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::{characters::Characters, programs::Letters};

/// One font, with what was found out about its codes.
pub(super) struct Face<'a> {
    font: Font<'a>,
    characters: Option<Characters>,
    letters: OnceCell<Letters>,
    /// Are its codes, for want of anything better, those of Unicode?
    is_unicode: bool,
    /// Does it draw its letters itself? What they are is guessed from their codes then, if nothing says.
    is_type3: bool,
    codes: RefCell<HashMap<u32, Known>>,
    pub is_bold: bool,
}

/// What was found out about a code.
#[derive(Clone)]
struct Known {
    text: CompactString,
    advance: f64,
    is_guess: bool,
}

impl Face<'_> {
    /// Does it set its letters in horizontal lines?
    pub fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// Returns the next code in a string and how many bytes it takes, from one to four.
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    /// Returns how far a code moves along its line, in thousandths of the font's height.
    pub fn advance(&self, code: u32) -> f64 {
        self.know(code).advance
    }

    /// Returns the letters that a code stands for: none where the file does not tell.
    pub fn text(&self, code: u32) -> CompactString {
        self.know(code).text
    }

    /// Is what a code stands for guessed?
    pub fn is_guess(&self, code: u32) -> bool {
        self.know(code).is_guess
    }

    fn know(&self, code: u32) -> Known {
        if let Some(known) = self.codes.borrow().get(&code) {
            return known.clone();
        }
        let advance = self.font.code_advance(code);
        let advance = if self.is_horizontal() { advance.x } else { advance.y };
        let glyph = self.font.glyph(self.font.map_code(code), code);
        let text = self.find_text(code, &glyph);
        let is_named = match &glyph {
            FontGlyph::Type3(glyph) => glyph.as_unicode().is_some(),
            FontGlyph::Outline(_) => true,
        };
        let known = Known { is_guess: !is_named && !text.is_empty(), text, advance };
        self.codes.borrow_mut().insert(code, known.clone());
        known
    }

    fn find_text(&self, code: u32, glyph: &FontGlyph<'_>) -> CompactString {
        let found = match glyph {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let found = found.map(text).filter(|text| !text.is_empty());
        found
            .or_else(|| self.characters.as_ref()?.text(code))
            .or_else(|| self.by_shape(glyph))
            .or_else(|| self.by_code(code))
            .map(|text| spell_out(&text))
            .unwrap_or_default()
    }

    fn by_code(&self, code: u32) -> Option<CompactString> {
        let letter = char::from_u32(code).filter(|_| self.is_unicode || self.is_type3)?;
        let is_letter = letter.is_alphanumeric()
            || letter.is_ascii_punctuation()
            || matches!(letter, ' ' | '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{2044}');
        is_letter.then(|| CompactString::from_iter([letter]))
    }

    fn by_shape(&self, glyph: &FontGlyph<'_>) -> Option<CompactString> {
        let FontGlyph::Outline(glyph) = glyph else { return None };
        let letters = self.letters.get_or_init(|| {
            glyph
                .font_data()
                .map(|program| Letters::new((*program.data).as_ref()))
                .unwrap_or_default()
        });
        letters.letter(glyph.glyph_id().to_u32()).map(|letter| CompactString::from_iter([letter]))
    }
}

/// Does a font number its letters and then say which shape each number is? Such numbers are letters of
/// Unicode in practice: those of shapes would need no such table.
fn has_own_numbers(dict: &Dict<'_>) -> bool {
    let inner =
        dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let is_identity =
        dict.get::<Name<'_>>("Encoding").is_some_and(|name| name.as_ref().starts_with(b"Identity"));
    is_identity && inner.is_some_and(|inner| inner.get::<Stream<'_>>("CIDToGIDMap").is_some())
}

/// The fonts of a document, each read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    faces: RefCell<HashMap<usize, Option<Rc<Face<'a>>>>>,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            maps: Arc::new(hayro_cmap::load_embedded),
            faces: RefCell::default(),
        }
    }

    /// Returns the font that a dictionary describes.
    pub fn face(&self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let key = dict.data().as_ptr().addr();
        if let Some(face) = self.faces.borrow().get(&key) {
            return face.clone();
        }
        let face = self.cache.font(dict, &self.programs, &self.maps).map(|font| {
            let characters = Characters::new(dict);
            Rc::new(Face {
                font,
                characters,
                letters: OnceCell::new(),
                is_unicode: has_own_numbers(dict),
                is_type3: dict
                    .get::<Name<'_>>("Subtype")
                    .is_some_and(|name| name.as_ref() == b"Type3"),
                codes: RefCell::default(),
                is_bold: is_bold(dict),
            })
        });
        self.faces.borrow_mut().insert(key, face.clone());
        face
    }

    /// Returns the font that stands in where a page names none.
    pub fn stand_in(&self) -> Option<Rc<Face<'a>>> {
        let font = self.cache.standard_font(StandardFont::Helvetica, &self.programs)?;
        Some(Rc::new(Face {
            font,
            characters: None,
            letters: OnceCell::new(),
            is_unicode: false,
            is_type3: false,
            codes: RefCell::default(),
            is_bold: false,
        }))
    }
}

/// Does a font's name or weight say that it is bold?
fn is_bold(dict: &Dict<'_>) -> bool {
    let named = dict.get::<Name<'_>>("BaseFont").is_some_and(|name| {
        let name = name.as_str().to_lowercase();
        ["bold", "black", "heavy", "-semibold", "demi"].iter().any(|word| name.contains(word))
            // Computer Modern's bold fonts.
            || name.contains("cmbx") || name.ends_with("-bd") || name.contains("sfbx")
    });
    let inner =
        dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let descriptor = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>("FontDescriptor");
    named || descriptor.is_some_and(|d| d.get::<i32>("FontWeight").is_some_and(|w| w >= 600))
}

fn text(found: BfString) -> CompactString {
    match found {
        BfString::Char(c) => CompactString::from_iter([c]),
        BfString::String(text) => text.into(),
    }
    .chars()
    // A font may map what it can't name to these.
    .filter(|&c| !matches!(c, '\0' | '\u{feff}' | '\u{fffd}'))
    .collect()
}

/// Returns a letter's text with Latin ligatures as their letters, and with Arabic and Hebrew letters in
/// place of the forms that they take beside others. All else is left as the file has it.
fn spell_out(text: &str) -> CompactString {
    use unicode_normalization::UnicodeNormalization;
    let mut spelled = CompactString::default();
    for c in text.chars() {
        match c {
            '\u{fb00}'..='\u{fb06}' if c == '\u{fb05}' => spelled.push_str("st"),
            '\u{fb00}'..='\u{fb06}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                spelled.extend(c.nfkc());
            }
            // Line ends and tabs are not letters.
            c if c.is_control() => spelled.push(' '),
            c => spelled.push(c),
        }
    }
    spelled
}
