//! PDF: the text of its pages in reading order, with headings, lists, notes, and which page each stands on.
//!
//! The letters and their places come from `hayro`; everything from there on is done here, in steps of a
//! file each: letters, words, columns, lines, running heads, paragraphs, kinds, one flow.

mod accents;
mod bands;
mod beads;
mod characters;
mod columns;
mod content;
mod counts;
mod direction;
mod facts;
mod flow;
mod fonts;
mod glyph;
mod hyphens;
mod inline;
mod justified;
mod kinds;
mod labels;
mod lines;
mod lists;
mod marks;
mod missing;
mod paragraphs;
mod programs;
mod raised;
mod running;
mod settle;
mod state;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod verses;
mod weigh;
mod words;

use std::cell::Cell;

use hayro_syntax::{
    DecryptionError, LoadPdfError, Pdf as Document,
    object::{Array, Dict, ObjectIdentifier},
};

use self::{counts::Counts, labels::Labels, paragraphs::Usual, running::Sides};
use super::{
    ArticleError, ArticleFile, Fit, Reader, Reading, decode::Encoded, draft::Draft, foreign,
    reader, roles,
};
use crate::text;

/// How deep hayro may call itself on hostile files: its parsers take some 500 levels, of which two
/// megabytes, the stack of rayon's threads, are not enough in a debug build.
const STACK: usize = 64 << 20;
/// How many pages are read. A book of law has some thousands.
const MOST_PAGES: usize = 20_000;
/// How many bytes of what a file may unpack to a line counts for: its words are in a handful of places
/// before they are one text.
const LINE: usize = 256;
const FORMAT: &str = "a PDF";

/// Reads PDF documents.
#[derive(Clone, Copy, Debug)]
pub struct Pdf;

/// Why a document is not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Halt {
    /// The caller's time is up.
    Stopped,
    /// It is larger than it may be.
    TooMuch,
}

/// Fails once the caller's time is up.
fn look(stops: &dyn Fn() -> bool) -> Result<(), Halt> {
    if stops() { Err(Halt::Stopped) } else { Ok(()) }
}

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn version(&self) -> u32 {
        2
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/pdf"]
    }

    fn fit(&self, bytes: &[u8], name: &str) -> Fit {
        // Readers of PDF take what stands before the header, as mail gateways leave it.
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if memchr::memmem::find(head, b"%PDF-").is_some() {
            Fit::Contents
        } else if self.extensions().contains(&foreign::extension(name).as_str()) {
            Fit::Ending
        } else {
            Fit::No
        }
    }

    fn read(&self, file: &ArticleFile<'_>) -> Result<Reading, ArticleError> {
        let result = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
            let thread = thread.spawn_scoped(scope, || reader::without_panic(|| read(file)));
            thread.ok().and_then(|thread| thread.join().and_then(|read| read).ok())
        });
        let failed = || ArticleError::Failed { name: file.name.to_owned(), format: FORMAT };
        result.unwrap_or_else(|| Err(failed()))?.finish(self, file)
    }
}

fn read(file: &ArticleFile<'_>) -> Result<Draft, ArticleError> {
    let most = file.options.limits.unpacked_bytes;
    let halted = |halt| match halt {
        Halt::Stopped => ArticleError::TookTooLong { name: file.name.to_owned() },
        Halt::TooMuch => ArticleError::TooMuch { name: file.name.to_owned(), most },
    };
    let left = weigh::weigh(file.bytes, most, file.options.stops).map_err(halted)?;
    let pdf = open(file)?;
    weigh::weigh_objects(&pdf, file.bytes, left, file.options.stops).map_err(halted)?;
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let hidden = hidden_layers(catalogue.as_ref());
    let fonts = fonts::Fonts::new();
    let shared = content::Shared {
        fonts: &fonts,
        hidden: &hidden,
        stops: file.options.stops,
        steps: Cell::new(0),
        bytes_left: Cell::new(most),
        lines_left: Cell::new(most / LINE),
    };
    let mut counts = Counts::new(pdf.pages().len());
    let mut pages = Vec::new();
    for (number, page) in pdf.pages().iter().take(MOST_PAGES).enumerate() {
        file.check_time()?;
        let ink = content::read(page, &shared).map_err(halted)?;
        counts.add(number, &ink);
        let sides = sides(&ink, &beads::beads(page), file.options.stops).map_err(halted)?;
        shared.take_lines(sides.parts.iter().map(Vec::len).sum()).map_err(halted)?;
        pages.push(sides);
    }
    if pages.iter().all(|page| page.parts.is_empty()) {
        return Err(counts.no_text(file));
    }
    let labels = Labels::new(catalogue.as_ref(), &|id| pdf.xref().get::<Dict<'_>>(id.into()));
    let mut draft = draft(pages, &labels, file.options.stops).map_err(halted)?;
    counts.warn(&labels, &mut draft.warnings);
    draft.warnings.extend(missing::cut_short(file.bytes));
    let typed = missing::typed(catalogue.as_ref(), &draft.text, file.options.stops);
    let typed = typed.map_err(halted)?;
    draft.warnings.extend(typed);
    add_facts(&mut draft, facts::said(&pdf, catalogue.as_ref(), file.name));
    draft.encoded = Encoded::default();
    Ok(draft)
}

fn open(file: &ArticleFile<'_>) -> Result<Document, ArticleError> {
    let name = || file.name.to_owned();
    let damaged =
        |why: &str| ArticleError::Damaged { name: name(), format: FORMAT, why: why.to_owned() };
    let pdf = Document::new(file.bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ArticleError::Encrypted { name: name(), format: FORMAT }
        }
        LoadPdfError::Decryption(_) => damaged("its encryption is unknown or broken"),
        LoadPdfError::Invalid if foreign::format(file.bytes, "").is_none() => {
            ArticleError::NotInside { name: name(), format: "PDF" }
        }
        LoadPdfError::Invalid => damaged("no pages were found in it"),
    })?;
    if pdf.pages().is_empty() { Err(damaged("no pages were found in it")) } else { Ok(pdf) }
}

/// Returns the layers that the document does not show.
fn hidden_layers(catalogue: Option<&Dict<'_>>) -> Vec<ObjectIdentifier> {
    let find = || {
        let layers = catalogue?.get::<Dict<'_>>("OCProperties")?;
        layers.get::<Dict<'_>>("D")?.get::<Array<'_>>("OFF")
    };
    let off = find();
    off.iter()
        .flat_map(|off| off.raw_iter())
        .filter_map(|item| item.as_obj_ref())
        .map(Into::into)
        .take(10_000)
        .collect()
}

/// Returns what a page shows as lines in reading order.
fn sides(ink: &glyph::Ink, beads: &[beads::Bead], stops: &dyn Fn() -> bool) -> Result<Sides, Halt> {
    let mut page = Sides::default();
    for sheet in words::sheets(ink) {
        let beads = if sheet.turn == 0 { beads } else { &[] };
        let mut heights: Vec<f32> =
            sheet.words.iter().flat_map(|word| word.letters.iter().map(|_| word.size)).collect();
        heights.sort_by(f32::total_cmp);
        let em = heights.get(heights.len() / 2).copied().unwrap_or(10.0);
        let parts = beads::part(sheet.words, beads).into_iter();
        let parts = parts.flat_map(|words| columns::in_order(words, em, stops));
        // Only what runs in the page's main direction has its height.
        if page.parts.is_empty() {
            page.height = sheet.height;
        }
        for words in parts {
            look(stops)?;
            page.parts.push(lines::lines(words, em));
        }
    }
    Ok(page)
}

fn draft(mut pages: Vec<Sides>, labels: &Labels, stops: &dyn Fn() -> bool) -> Result<Draft, Halt> {
    let taken = running::take(&mut pages, stops)?;
    let usual = Usual::new(&pages);
    let mut passages = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (part, lines) in page.parts.iter().enumerate() {
            look(stops)?;
            passages.extend(paragraphs::passages(lines, number, part, &usual));
        }
    }
    let kinds = kinds::kinds(&passages, &usual);
    look(stops)?;
    let flow = flow::join(passages, kinds, &usual);
    let mut draft = Draft::from(flow::write(&flow, |page| labels.label(page)));
    draft.warnings.extend(running::warning(&taken));
    let day = running::published(&taken).filter(|_| !states_day(&draft));
    draft.facts.extend(day.map(|day| roles::new_fact("published", &day, "running head")));
    Ok(draft)
}

/// Does a text say itself when it was published?
fn states_day(draft: &Draft) -> bool {
    let mut blocks = draft.blocks.clone();
    roles::name_bylines(&draft.text, &mut blocks);
    let parts: Vec<text::Part> = blocks.iter().map(roles::part).collect();
    text::facts(&draft.text, &parts).iter().any(|fact| fact.name == "published")
}

fn add_facts(draft: &mut Draft, said: facts::Said) {
    let has_headline = draft
        .blocks
        .iter()
        .any(|block| block.kind == crate::model::BlockKind::Heading && block.level == 1);
    let title = said.title.filter(|_| !has_headline);
    draft.title = title.and_then(|(title, from)| roles::new_title(&title, from));
    let author = said.author.map(|(author, from)| roles::new_fact("byline", &author, from));
    let publisher =
        said.publisher.map(|publisher| roles::new_fact("publisher", &publisher, "XMP metadata"));
    let language =
        said.language.map(|language| roles::new_fact("language", &language, "document properties"));
    draft.facts.extend([author, publisher, language].into_iter().flatten());
}
