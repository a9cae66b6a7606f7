//! How wide each cluster of letters is, by the shaper and the fonts that egui draws with.
//!
//! egui does not say which glyph belongs to which letters once a run goes from right to left or a
//! letter becomes several glyphs. So the run is shaped once more, here, in the face that egui takes:
//! the first of the family that has the letter.

use std::{collections::BTreeMap, sync::Arc};

use egui::{FontData, FontFamily, FontId, Ui};
use harfrust::{BufferFlags, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider as _;

/// A font of a family, as the number that [`Faces`] gave it.
pub type FaceNumber = usize;

/// A cluster: letters that are shaped as one, and cannot be told apart in the glyphs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// Where it starts, in bytes of the text that was shaped.
    pub start: usize,
    /// How wide it is, in points.
    pub width: f32,
}

/// The fonts that egui draws with.
#[derive(Default)]
pub struct Faces {
    all: Vec<Face>,
    families: BTreeMap<FontFamily, Vec<FaceNumber>>,
    /// Which face has a letter, of those that were asked for.
    known: BTreeMap<(FontFamily, char), FaceNumber>,
    /// How many fonts of the system are among the faces.
    discovered: usize,
}

struct Face {
    name: String,
    data: Arc<FontData>,
    shaper: ShaperData,
}

impl std::fmt::Debug for Faces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.all.iter().map(|face| &face.name)).finish()
    }
}

impl Faces {
    /// Takes over the fonts that egui has, with those of the system that it needs for a text.
    pub fn follow(&mut self, ui: &Ui, font: &FontId, text: &str) {
        let (definitions, discovered) = ui.fonts_mut(|fonts| {
            // Asking for the letters makes egui look for a font that has them.
            fonts.has_glyphs(font, text);
            let discovered = fonts.discovered_fonts();
            let is_new = self.all.is_empty() || discovered.len() != self.discovered;
            (is_new.then(|| fonts.definitions().clone()), fonts.discovered_fonts().to_vec())
        });
        let Some(definitions) = definitions else { return };
        *self = Self { discovered: discovered.len(), ..Self::default() };
        for (family, names) in definitions.families {
            for name in names {
                if let Some(data) = definitions.font_data.get(&name) {
                    self.add(&family, &name, data);
                }
            }
        }
        for font in discovered {
            let data = Arc::new(font.data);
            for family in font.families {
                self.add(&family.family, &font.name, &data);
            }
        }
    }

    fn add(&mut self, family: &FontFamily, name: &str, data: &Arc<FontData>) {
        let known = self.all.iter().position(|face| face.name == name);
        let number = known.or_else(|| {
            let font = font(data)?;
            let shaper = ShaperData::new(&font);
            self.all.push(Face { name: name.to_owned(), data: Arc::clone(data), shaper });
            Some(self.all.len() - 1)
        });
        self.families.entry(family.clone()).or_default().extend(number);
    }

    /// Returns the face that a grapheme is drawn in; `None` where no font has its letter.
    pub fn face_of(&mut self, family: &FontFamily, grapheme: &str) -> Option<FaceNumber> {
        let letter = grapheme.chars().next()?;
        let key = (family.clone(), letter);
        if let Some(number) = self.known.get(&key) {
            return Some(*number);
        }
        let chain = self.families.get(family)?;
        // A tab and thin spaces are drawn as a space of another width.
        let drawn = if matches!(letter, '\t' | '\u{2009}' | '\u{202f}') { ' ' } else { letter };
        let has = |number: &&FaceNumber| {
            let font = self.all.get(**number).and_then(|face| font(&face.data));
            font.and_then(|font| font.charmap().map(drawn)).is_some_and(|glyph| glyph.to_u32() != 0)
        };
        let number = *chain.iter().find(has)?;
        self.known.insert(key, number);
        Some(number)
    }

    /// Returns the clusters of a run that one face draws, in the order of the text.
    pub fn clusters(&self, number: FaceNumber, size: f32, run: &str) -> Vec<Cluster> {
        let Some(face) = self.all.get(number) else { return Vec::new() };
        let Some(font) = font(&face.data) else { return Vec::new() };
        let shaper = face.shaper.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.set_flags(BufferFlags::BEGINNING_OF_TEXT | BufferFlags::END_OF_TEXT);
        buffer.push_str(run);
        buffer.guess_segment_properties();
        #[expect(clippy::cast_precision_loss, reason = "units are a few thousand to an em")]
        let unit = size * face.data.tweak.scale / shaper.units_per_em().max(1) as f32;
        let glyphs = shaper.shape(buffer, ShapeOptions::new());
        let mut widths: BTreeMap<usize, f32> = BTreeMap::new();
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            #[expect(clippy::cast_precision_loss, reason = "units are a few thousand to an em")]
            let width = position.x_advance as f32 * unit;
            *widths.entry(info.cluster as usize).or_default() += width;
        }
        widths.into_iter().map(|(start, width)| Cluster { start, width }).collect()
    }
}

fn font(data: &FontData) -> Option<FontRef<'_>> {
    FontRef::from_index(data.bytes(), data.index).ok()
}
