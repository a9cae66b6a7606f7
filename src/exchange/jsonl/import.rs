//! JSON lines in, as one edit.

use std::{
    collections::{BTreeMap, HashSet},
    io::{BufRead, Read as _},
};

use super::{
    error::{ImportError, LineError, NoText, Problem},
    fields::Line,
    json,
    links::{self, Waiting},
    place::place,
};
use crate::model::{
    AnalystId, Article, ArticleId, Codebook, Fragments, LayerId, Link, Place, Project, Span,
    SpanId, TagId, Time, Unknown,
    edit::{Edit, RecordEdit, compose},
};

/// No line is longer, in bytes: a file without lines is no reason to fill the memory.
const LONGEST_LINE: u64 = 1 << 26;

/// What an import needs beside the lines.
pub struct ImportOptions<'a> {
    /// Whose layers the spans go to, whatever the lines say. Where the project does not know the
    /// analyst yet, the edit has to come after the one that adds them.
    pub analyst: AnalystId,
    /// Adds a tag that the codebook does not know, in place of refusing its line.
    pub add_tags: bool,
    /// Stands in where a line says no time.
    pub time: Time,
    /// Random bits for ids.
    pub ids: &'a mut dyn FnMut() -> u64,
}

/// What a file of JSON lines brings in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Adds all of it, as one batch.
    pub edit: Edit,
    /// How many spans are new.
    pub spans: usize,
    /// How many links are new.
    pub links: usize,
    /// How many lines are spans that the layer has already: same place and tag.
    pub skipped: usize,
    /// Tags that come with it.
    pub tags_added: Vec<TagId>,
}

/// Reads JSON lines and returns the edit that adds their spans and links to the analyst's layers.
/// All or nothing: the errors name the lines that do not fit, and blank lines are passed over.
///
/// A line with the place and tag of a span that the layer has already adds none: its links start from
/// that span. A line's id is kept where it has a span id's form and no other span of the project has it; else
/// the span gets a fresh one, and links within the file follow. Articles are found by id, then by
/// exact title; tags by id, then by name; the ends of links by the ids of the file, then among the
/// analyst's spans, then among actor cards.
pub fn read_jsonl(
    project: &Project,
    mut reader: impl BufRead,
    options: ImportOptions<'_>,
) -> Result<Import, ImportError> {
    let mut importer = Importer::new(project, options);
    let (mut bytes, mut number) = (Vec::new(), 0);
    while importer.errors.len() < ImportError::MOST {
        bytes.clear();
        if reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        number += 1;
        if u64::try_from(bytes.len()).is_ok_and(|len| len > LONGEST_LINE) {
            let long = NoText::LongLine { line: number, most: LONGEST_LINE };
            return Err(ImportError::NoText(no_text(number, &bytes).unwrap_or(long)));
        }
        if let Some(no_text) = no_text(number, &bytes) {
            return Err(ImportError::NoText(no_text));
        }
        let line = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&bytes);
        if !line.trim_ascii().is_empty() {
            importer.take(number, line);
        }
    }
    importer.finish()
}

/// A span of the file, new or there already.
pub(super) struct Imported {
    pub article: ArticleId,
    pub span: SpanId,
    pub tag: TagId,
    pub line: usize,
}

pub(super) struct Importer<'p, 'o> {
    pub project: &'p Project,
    pub options: ImportOptions<'o>,
    /// The project's, with the tags that come in.
    pub codebook: Codebook,
    pub by_file_id: BTreeMap<String, Imported>,
    pub by_title: BTreeMap<&'p str, Vec<&'p Article>>,
    pub tags_added: Vec<TagId>,
    taken: HashSet<SpanId>,
    spans: BTreeMap<ArticleId, Vec<Span>>,
    waiting: Vec<Waiting>,
    skipped: usize,
    errors: Vec<LineError>,
}

impl<'p, 'o> Importer<'p, 'o> {
    fn new(project: &'p Project, options: ImportOptions<'o>) -> Self {
        let mut by_title: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
        for article in project.articles() {
            by_title.entry(&article.title).or_default().push(article);
        }
        let spans = project.layers().flat_map(|layer| layer.spans());
        Self {
            project,
            options,
            codebook: project.codebook().clone(),
            by_file_id: BTreeMap::new(),
            by_title,
            tags_added: Vec::new(),
            taken: spans.map(|span| span.id.clone()).collect(),
            spans: BTreeMap::new(),
            waiting: Vec::new(),
            skipped: 0,
            errors: Vec::new(),
        }
    }

    fn take(&mut self, line: usize, bytes: &[u8]) {
        if let Err(problem) = self.add(line, bytes) {
            self.errors.push(LineError { line, problem });
        }
    }

    fn add(&mut self, number: usize, bytes: &[u8]) -> Result<(), Problem> {
        let mut line = json::line(bytes)?;
        let article = self.article(&line.article)?;
        let layer = self.layer(&article.id);
        let tag = self.tag(&line.tag)?;
        let place = place(&mut line, &self.text(article, &layer))?;
        let in_file = line.id.take();
        let links = line.links.take().unwrap_or_default();
        self.check_id(in_file.as_deref())?;
        let there = self.there_already(in_file.as_deref(), &layer, &tag, &place);
        let span_id = if let Some(id) = there {
            self.skipped += 1;
            id
        } else {
            let id = self.free_id(in_file.as_deref());
            let span = self.span(line, id.clone(), tag.clone(), place)?;
            self.taken.insert(id.clone());
            self.spans.entry(article.id.clone()).or_default().push(span);
            id
        };
        self.waiting.extend(links.into_iter().map(|fields| Waiting {
            line: number,
            layer: layer.clone(),
            from: span_id.clone(),
            tag: tag.clone(),
            fields,
        }));
        if let Some(in_file) = in_file {
            let imported = Imported { article: layer.article, span: span_id, tag, line: number };
            self.by_file_id.insert(in_file, imported);
        }
        Ok(())
    }

    /// Refuses an id that another line has already.
    fn check_id(&self, in_file: Option<&str>) -> Result<(), Problem> {
        let first = in_file.and_then(|id| self.by_file_id.get_key_value(id));
        first.map_or(Ok(()), |(id, first)| {
            Err(Problem::SameId { id: id.clone(), first: first.line })
        })
    }

    /// Returns the id of the layer's span that this line is, if it has it already: the one with the
    /// line's id, else any with its tag at its place.
    fn there_already(
        &self,
        in_file: Option<&str>,
        layer: &LayerId,
        tag: &TagId,
        place: &Place,
    ) -> Option<SpanId> {
        let layer = self.project.layer(layer)?;
        let is_same = |span: &&Span| span.tag == *tag && span.place == *place;
        let by_id = in_file.and_then(|id| layer.span(&SpanId::new(id).ok()?)).filter(is_same);
        let by_place = || match place {
            Place::At(fragments) => layer.by_place().overlapping(fragments.extent()).find(is_same),
            Place::Adrift(_) => layer.adrift().find(is_same),
        };
        by_id.or_else(by_place).map(|span| span.id.clone())
    }

    /// Returns the file's id where it may be kept, else a fresh one.
    fn free_id(&mut self, in_file: Option<&str>) -> SpanId {
        let kept = in_file.and_then(|id| SpanId::new(id).ok());
        if let Some(id) = kept.filter(|id| !self.taken.contains(id)) {
            return id;
        }
        loop {
            let id = SpanId::from_bits((self.options.ids)());
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }

    fn span(&self, line: Line, id: SpanId, tag: TagId, place: Place) -> Result<Span, Problem> {
        let created = match line.created.filter(|time| !time.is_empty()) {
            Some(time) => time.parse().map_err(|_| Problem::BadTime(time))?,
            None => self.options.time,
        };
        Ok(Span {
            id,
            tag,
            place,
            card: line.card.map(|card| self.card(&card)).transpose()?,
            note: line.note.unwrap_or_default(),
            attributes: self.attributes(line.attributes)?,
            created,
            changed: None,
            origin: "import".to_owned(),
            pending: None,
            unknown: Unknown::default(),
        })
    }

    fn finish(mut self) -> Result<Import, ImportError> {
        let links = self.links();
        if !self.errors.is_empty() {
            return Err(ImportError::Lines(self.errors));
        }
        let tags = self.tags_added.iter().filter_map(|id| self.codebook.tags.get(id));
        let mut edits: Vec<Edit> =
            tags.map(|tag| Edit::Tag(RecordEdit::Add(Box::new(tag.clone())))).collect();
        let spans = self.spans.values().map(Vec::len).sum();
        for (article, mut spans) in std::mem::take(&mut self.spans) {
            // In the order of the text each span goes to the end of its layer's list.
            spans.sort_by_cached_key(|span| {
                (span.place.fragments().map(Fragments::extent), span.id.clone())
            });
            edits.push(compose::add_spans(self.project, &self.layer(&article), spans));
        }
        let link_count = links.len();
        edits.extend(links.into_iter().map(|(layer, link)| compose::add_link(&layer, link)));
        Ok(Import {
            edit: Edit::Batch(edits),
            spans,
            links: link_count,
            skipped: self.skipped,
            tags_added: self.tags_added,
        })
    }

    /// Resolves the links once all spans are known. A bad line's links would only repeat its error.
    fn links(&mut self) -> Vec<(LayerId, Link)> {
        let mut resolver = links::Resolver::new(self.project);
        let mut links = Vec::new();
        if !self.errors.is_empty() {
            return links;
        }
        for waiting in std::mem::take(&mut self.waiting) {
            let (line, layer) = (waiting.line, waiting.layer.clone());
            match resolver.link(self, waiting) {
                Ok(made) => links.extend(made.map(|link| (layer, link))),
                Err(problem) => self.errors.push(LineError { line, problem }),
            }
            if self.errors.len() >= ImportError::MOST {
                break;
            }
        }
        links
    }
}

/// Returns what a line shows its file to be, if that is not UTF-8 text.
fn no_text(number: usize, line: &[u8]) -> Option<NoText> {
    let is_marked = [b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| line.starts_with(*mark));
    if number == 1 && (is_marked || line.starts_with(b"\0\0\xfe\xff")) {
        return Some(NoText::Utf16);
    }
    if line.contains(&0) {
        return Some(NoText::Binary);
    }
    std::str::from_utf8(line).is_err().then_some(NoText::NotUtf8 { line: number })
}
