//! What a page draws: its content stream is followed for letters alone (ISO 32000-2, 7.8.2 and 9.4).
//!
//! Paths, colours and pictures are passed over: nothing is painted.

use std::{cell::Cell, collections::HashMap, rc::Rc};

use compact_str::CompactString;
use hayro_font::kurbo::Affine;
use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction},
    object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString},
    page::{Page, Resources},
};

use super::{
    Halt, fonts::Fonts, glyph::Ink, inline, look, marks::Marks, settle, state::State, weigh,
};

/// How deep forms may lie in each other.
const DEEPEST_FORM: usize = 24;
/// How many states `q` may keep.
const MOST_STATES: usize = 512;
/// How many letters a page may show: a broadsheet has some fifty thousand.
const MOST_GLYPHS: usize = 400_000;
/// How many operators a page may use, those of its forms each time that they are drawn. A map may have
/// a million.
const MOST_STEPS: usize = 5_000_000;
/// How many operators a document may use.
const MOST_STEPS_OF_ALL: usize = 200_000_000;
/// How many operators the drawing of a form is worth, and how many bytes of it are worth one more.
const FORM_STEPS: usize = 100;
const FORM_BYTES: usize = 4;
/// How many codes of letters are worth an operator.
const CODES: usize = 2;
/// How many bytes the letters of a page may say: a code may stand for a whole word.
const MOST_TEXT: usize = 8 << 20;
/// After how many operators the caller is asked whether time is up.
const LOOK_AFTER: usize = 1024;

/// What all pages of a document share.
pub(super) struct Shared<'a, 'b> {
    pub fonts: &'b Fonts<'a>,
    /// The layers that the document hides.
    pub hidden: &'b [ObjectIdentifier],
    /// Is the caller's time up?
    pub stops: &'b dyn Fn() -> bool,
    /// How many operators were followed so far.
    pub steps: Cell<usize>,
    /// How many bytes of content may still be unpacked: pages may share what they draw.
    pub bytes_left: Cell<usize>,
    /// How many lines may still be read.
    pub lines_left: Cell<usize>,
}

impl Shared<'_, '_> {
    fn take(&self, bytes: usize) -> Result<(), Halt> {
        take(&self.bytes_left, bytes)
    }

    /// Takes lines off those that may be read.
    pub fn take_lines(&self, lines: usize) -> Result<(), Halt> {
        take(&self.lines_left, lines)
    }
}

fn take(left: &Cell<usize>, amount: usize) -> Result<(), Halt> {
    left.set(left.get().checked_sub(amount).ok_or(Halt::TooMuch)?);
    Ok(())
}

/// Returns what a page shows.
pub(super) fn read<'a>(page: &Page<'a>, shared: &Shared<'a, '_>) -> Result<Ink, Halt> {
    let (width, height) = page.render_dimensions();
    let mut drawing = Drawing {
        shared,
        ink: Ink { width, height, ..Ink::default() },
        state: State::new(Affine::new(page.initial_transform(true).as_coeffs())),
        kept: Vec::new(),
        marks: Marks::default(),
        forms: HashMap::new(),
        depth: 0,
        steps: 0,
        next_look: 0,
    };
    weigh::weigh_content(page, shared.bytes_left.get(), shared.stops)?;
    if let Some(content) = page.page_stream() {
        shared.take(content.len())?;
        let (content, pictures) = inline::without_pictures(content);
        drawing.ink.pictures += pictures;
        drawing.follow(&content, page.resources())?;
    }
    settle::settle(&mut drawing.ink.glyphs);
    drawing.ink.drop_doubles();
    Ok(drawing.ink)
}

struct Drawing<'a, 'b, 'c> {
    shared: &'c Shared<'a, 'b>,
    ink: Ink,
    state: State<'a>,
    kept: Vec<State<'a>>,
    marks: Marks,
    /// The forms of this page, unpacked once.
    forms: HashMap<ObjectIdentifier, Rc<[u8]>>,
    depth: usize,
    steps: usize,
    /// At how many steps the caller is asked again whether time is up.
    next_look: usize,
}

impl<'a> Drawing<'a, '_, '_> {
    fn follow(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<(), Halt> {
        let floor = self.kept.len();
        let mut steps = TypedIter::new(content);
        while let Some(step) = steps.next() {
            if self.is_over()? {
                break;
            }
            match step {
                TypedInstruction::SaveState(_) => {
                    if self.kept.len() < MOST_STATES {
                        self.kept.push(self.state.clone());
                    }
                }
                TypedInstruction::RestoreState(_) => {
                    if self.kept.len() > floor
                        && let Some(state) = self.kept.pop()
                    {
                        self.state = state;
                    }
                }
                TypedInstruction::Transform(m) => {
                    let numbers = [m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64());
                    self.state.matrix *= Affine::new(numbers);
                }
                TypedInstruction::XObject(name) => self.draw_object(name.0, resources)?,
                TypedInstruction::SetGraphicsState(_)
                | TypedInstruction::BeginMarkedContent(_)
                | TypedInstruction::BeginMarkedContentWithProperties(_)
                | TypedInstruction::EndMarkedContent(_) => self.mark(&step, resources),
                step => self.write(&step, resources),
            }
        }
        self.kept.truncate(floor);
        Ok(())
    }

    /// Counts a step. Has the page drawn as much as one may? What it has shown so far stays.
    fn is_over(&mut self) -> Result<bool, Halt> {
        self.spend(1);
        if self.steps >= self.next_look {
            self.next_look = self.steps + LOOK_AFTER;
            look(self.shared.stops)?;
        }
        if self.shared.steps.get() > MOST_STEPS_OF_ALL {
            return Err(Halt::TooMuch);
        }
        let is_over = self.steps > MOST_STEPS || self.is_full();
        self.ink.is_cut |= is_over;
        Ok(is_over)
    }

    fn is_full(&self) -> bool {
        self.ink.glyphs.len() > MOST_GLYPHS || self.ink.said > MOST_TEXT
    }

    fn spend(&mut self, steps: usize) {
        self.steps += steps;
        self.shared.steps.set(self.shared.steps.get() + steps);
    }

    fn mark(&mut self, step: &TypedInstruction<'_, '_>, resources: &Resources<'a>) {
        match step {
            TypedInstruction::BeginMarkedContent(tag) => self.marks.begin(tag.0, None, &self.ink),
            TypedInstruction::BeginMarkedContentWithProperties(tag) => {
                self.begin_with_properties(tag.0, tag.1, resources);
            }
            TypedInstruction::EndMarkedContent(_) => self.marks.end(&mut self.ink),
            TypedInstruction::SetGraphicsState(name) => {
                let font = resources
                    .get_ext_g_state(name.0)
                    .and_then(|dict| dict.get::<Array<'_>>("Font"));
                let Some(mut parts) = font.map(|font| font.flex_iter()) else { return };
                if let (Some(dict), Some(size)) = (parts.next::<Dict<'_>>(), parts.next::<f64>()) {
                    self.state.face = self.shared.fonts.face(&dict);
                    self.state.size = size;
                }
            }
            _ => {}
        }
    }

    fn begin_with_properties(
        &mut self,
        tag: &Name<'_>,
        properties: &Object<'_>,
        resources: &Resources<'a>,
    ) {
        match properties {
            Object::Dict(dict) => self.marks.begin(tag, Some(dict), &self.ink),
            Object::Name(name) => {
                let dict = resources.properties.get::<Dict<'_>>(name);
                self.marks.begin(tag, dict.as_ref(), &self.ink);
                if tag.as_ref() == b"OC"
                    && self.is_hidden(
                        resources.properties.get_ref(name).map(Into::into),
                        dict.as_ref(),
                    )
                {
                    self.marks.hide();
                }
            }
            _ => self.marks.begin(tag, None, &self.ink),
        }
    }

    /// Is a layer, or what names several, one that the document does not show?
    fn is_hidden(&self, id: Option<ObjectIdentifier>, dict: Option<&Dict<'_>>) -> bool {
        let is_off = |id: &ObjectIdentifier| self.shared.hidden.contains(id);
        if id.as_ref().is_some_and(is_off) {
            return true;
        }
        let Some(dict) = dict else { return false };
        let one = dict.get_ref("OCGs").map(ObjectIdentifier::from);
        let many = dict.get::<Array<'_>>("OCGs").map(|all| {
            all.raw_iter()
                .filter_map(|item| item.as_obj_ref())
                .map(ObjectIdentifier::from)
                .collect::<Vec<_>>()
        });
        match (many, one) {
            (Some(many), _) if !many.is_empty() => many.iter().all(is_off),
            (_, Some(one)) => is_off(&one),
            _ => false,
        }
    }

    fn write(&mut self, step: &TypedInstruction<'_, '_>, resources: &Resources<'a>) {
        let state = &mut self.state;
        match step {
            TypedInstruction::BeginText(_) => {
                state.text = Affine::IDENTITY;
                state.line = Affine::IDENTITY;
            }
            TypedInstruction::TextFont(font) => {
                let fonts = self.shared.fonts;
                state.face = match resources.get_font(font.0) {
                    Some(dict) => fonts.face(&dict),
                    None => fonts.stand_in(),
                };
                state.size = font.1.as_f64();
            }
            TypedInstruction::CharacterSpacing(n) => state.letter_space = n.0.as_f64(),
            TypedInstruction::WordSpacing(n) => state.word_space = n.0.as_f64(),
            TypedInstruction::HorizontalScaling(n) => state.stretch = n.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(n) => state.leading = n.0.as_f64(),
            TypedInstruction::TextRise(n) => state.rise = n.0.as_f64(),
            TypedInstruction::NextLine(n) => state.next_line(n.0.as_f64(), n.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(n) => {
                state.leading = -n.1.as_f64();
                state.next_line(n.0.as_f64(), n.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            TypedInstruction::SetTextMatrix(m) => {
                state.line = Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                state.text = state.line;
            }
            TypedInstruction::ShowText(text) => self.show(text.0),
            TypedInstruction::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0);
            }
            TypedInstruction::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.letter_space = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(text.2);
            }
            TypedInstruction::ShowTexts(texts) => self.show_parts(texts.0),
            _ => {}
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>) {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::Number(by) => self.state.adjust(by.as_f64()),
                Object::String(text) => self.show(&text),
                _ => {}
            }
        }
    }

    fn show(&mut self, text: &PdfString<'_>) {
        if self.state.face.is_none() {
            self.state.face = self.shared.fonts.stand_in();
        }
        let Some(face) = self.state.face.clone() else { return };
        let bytes = text.as_bytes();
        self.spend(bytes.len() / CODES);
        let mut at = 0;
        while at < bytes.len() && !self.is_full() {
            let (code, length) = face.code(bytes, at);
            at += length;
            let Some(mut glyph) = self.state.draw(&face, code, length) else { continue };
            if self.marks.is_hidden() {
                continue;
            }
            if glyph.text.is_empty() {
                self.ink.unknown += 1;
                glyph.text = CompactString::const_new("\u{fffd}");
            }
            self.ink.guessed += usize::from(face.is_guess(code));
            glyph.is_folio = self.marks.is_folio();
            self.ink.said += glyph.text.len();
            self.ink.glyphs.push(glyph);
        }
    }

    fn draw_object(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<(), Halt> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        let dict = object.dict();
        if dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Image") {
            self.ink.pictures += 1;
            return Ok(());
        }
        let layer = dict.get::<Dict<'_>>("OC");
        if self.depth >= DEEPEST_FORM
            || self.is_hidden(dict.get_ref("OC").map(Into::into), layer.as_ref())
        {
            return Ok(());
        }
        let Some(content) = self.unpack(&object)? else { return Ok(()) };
        let inner = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let state = self.state.clone();
        if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
            self.state.matrix *= Affine::new(matrix);
        }
        self.depth += 1;
        self.spend(FORM_STEPS + content.len() / FORM_BYTES);
        let done = self.follow(&content, inner.as_ref().unwrap_or(resources));
        self.depth -= 1;
        self.state = state;
        done
    }

    fn unpack(&mut self, object: &Stream<'a>) -> Result<Option<Rc<[u8]>>, Halt> {
        let id = object.obj_id();
        if let Some(content) = self.forms.get(&id) {
            return Ok(Some(content.clone()));
        }
        let Ok(content) = object.decoded_data() else { return Ok(None) };
        self.shared.take(content.len())?;
        let (content, pictures) = inline::without_pictures(&content);
        self.ink.pictures += pictures;
        let content: Rc<[u8]> = content.into();
        self.forms.insert(id, content.clone());
        Ok(Some(content))
    }
}
