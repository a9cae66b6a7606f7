//! The two sides of a file that git or a syncing program left, as projects that can be merged.

use std::path::{Path, PathBuf};

use super::{
    Flaw, Mending, StoreError,
    disk::Disk,
    files::{
        Kind, StoredArticle, StoredLayer, read_analysts, read_cards, read_codebook, read_project,
        render_analysts, render_article, render_cards, render_codebook, render_layer,
        render_project,
    },
    list::layer_copied,
    markers::{self, Part},
    names,
    repair::within,
};
use crate::{
    model::{Article, Codebook, Layer, Original, Project, Time},
    text::Text,
};

/// A file with two sides: three states of a project that differ in what this file says.
#[derive(Debug)]
pub struct Sides {
    /// The file, relative to the project's folder.
    pub file: PathBuf,
    /// The second copy that holds their side, relative to the project's folder; `None` where git
    /// left both in one file.
    pub copy: Option<PathBuf>,
    /// What both were made of. Where that is not known, what both agree on: then nothing counts as
    /// taken out, and what differs as changed by both.
    pub base: Project,
    /// The side of the file itself, or the first one between git's markers.
    pub ours: Project,
    /// The other.
    pub theirs: Project,
    kind: Kind,
    /// What the file holds.
    found: Vec<u8>,
}

/// Reads the two sides of a file: of one with git's markers in it, or of the second copy of one.
/// `project` is what else the project holds, as it was opened with what is mended already; `None` where
/// the file has one side.
pub fn sides(
    mending: &Mending,
    project: &Project,
    file: &Path,
) -> Result<Option<Sides>, StoreError> {
    let disk = mending.disk();
    let mut file = within(disk, file);
    let mut copy = None;
    if let Some(original) = original(disk, &file) {
        let of = file.with_file_name(original);
        copy = Some(std::mem::replace(&mut file, of));
    }
    let Some(kind) = Kind::of(&file) else { return Ok(None) };
    let bytes = |of: &Path| {
        kind.read(disk, of)
            .map_err(|error| StoreError::Read { path: disk.path(of), source: error.into_io() })
    };
    let found = bytes(&file)?;
    let read = |bytes: &[u8], of: &Path| part(disk, project, &kind, (of, bytes));
    let (base, ours, theirs) = if let Some(copy) = &copy {
        (None, read(&found, &file)?, read(&bytes(copy)?, copy)?)
    } else {
        let Some(split) = markers::split(&found) else { return Ok(None) };
        let part = |part: &Part, side: &str| {
            read(&part.text, &file).map_err(|error| in_file(error, part, side))
        };
        let base = split.base.map(|base| part(&base, "common side")).transpose()?;
        (base, part(&split.ours, "first side")?, part(&split.theirs, "second side")?)
    };
    let base = base.unwrap_or_else(|| agreed(&kind, &ours, &theirs));
    Ok(Some(Sides { file, copy, base, ours, theirs, kind, found }))
}

impl Sides {
    /// Returns what the file holds.
    pub(super) fn found(&self) -> &[u8] {
        &self.found
    }

    /// Returns the file as a project has it.
    pub(super) fn rendered(&self, project: &Project) -> Result<String, StoreError> {
        Ok(match &self.kind {
            Kind::Project => render_project(project),
            Kind::Codebook => render_codebook(project.codebook()),
            Kind::Actors => render_cards(project),
            Kind::Analysts => render_analysts(project),
            Kind::Article(id) => project.article(id).map(render_article).unwrap_or_default(),
            Kind::Layer(id) => {
                let no_text = || StoreError::NoText { layer: id.clone() };
                let layer = project.layer(id).ok_or_else(no_text)?;
                let article = project.article(&id.article).ok_or_else(no_text)?;
                let version = article.version(layer.version).ok_or_else(no_text)?;
                render_layer(layer, &version.text)
            }
        })
    }
}

/// Says of a fault in one side of a file in which side it is, and where in the file: no repair sees it
/// while the other side is there.
fn in_file(error: StoreError, part: &Part, side: &str) -> StoreError {
    match error {
        StoreError::Flawed { path, flaw: Flaw::Syntax { line, column, message } } => {
            let line = part.line_in_file(line);
            let side = match part.name.as_str() {
                "" => side.to_owned(),
                name => format!("{side} ({name})"),
            };
            StoreError::Flawed { path, flaw: Flaw::Side { side, line, column, message } }
        }
        other => other,
    }
}

/// Returns the name of the file that this one is a second copy of.
fn original(disk: &Disk, file: &Path) -> Option<String> {
    let named = names::copied(file.file_name()?.to_str()?);
    named.or_else(|| match Kind::of(file) {
        Some(Kind::Layer(_)) => layer_copied(disk, file),
        _ => None,
    })
}

/// Returns the project with what a file says in the place of what it has.
fn part(
    disk: &Disk,
    project: &Project,
    kind: &Kind,
    (file, bytes): (&Path, &[u8]),
) -> Result<Project, StoreError> {
    let flawed = |flaw| StoreError::Flawed { path: disk.path(file), flaw };
    let mut project = project.clone();
    match kind {
        Kind::Project => {
            let header = read_project(bytes, Codebook::default()).map_err(flawed)?;
            project = project.with_header(&header);
        }
        Kind::Codebook => project = project.with_codebook(read_codebook(bytes).map_err(flawed)?),
        Kind::Actors => project = read_cards(bytes, project).map_err(flawed)?,
        Kind::Analysts => project = read_analysts(bytes, project).map_err(flawed)?,
        Kind::Article(id) => {
            let stored = StoredArticle::read_file(bytes).map_err(flawed)?;
            if stored.id != *id {
                let says = format!("article `{}`", stored.id);
                return Err(flawed(Flaw::Misplaced { says }));
            }
            project.put_article(article(disk, stored)?);
        }
        Kind::Layer(id) => {
            let stored = StoredLayer::read_file(bytes).map_err(flawed)?;
            if stored.id != *id {
                let says = format!("the layer {}", stored.id);
                return Err(flawed(Flaw::Misplaced { says }));
            }
            let article = project.article(&id.article);
            let version = article.and_then(|article| article.version(stored.version));
            let version = version.ok_or_else(|| StoreError::NoText { layer: id.clone() })?;
            let layer = stored.into_layer(&version.text);
            project.put_layer(layer);
        }
    }
    Ok(project)
}

/// Returns an article with the texts that are in its folder.
fn article(disk: &Disk, stored: StoredArticle) -> Result<Article, StoreError> {
    let mut texts = Vec::with_capacity(stored.versions.len());
    for version in &stored.versions {
        let file = names::text_file(&stored.id, version.number);
        let path = disk.path(&file);
        let bytes = disk
            .read(&file)
            .map_err(|error| StoreError::Read { path: path.clone(), source: error.into_io() })?;
        let text = String::from_utf8(bytes)
            .map_err(|_| StoreError::Flawed { path, flaw: Flaw::NotUtf8 { line: 1 } })?;
        let is_text = version.source_hash.is_empty();
        let original = if is_text { Original::IsText } else { Original::InFolder };
        texts.push((Text::new(text.replace("\r\n", "\n")), original));
    }
    Ok(stored.into_article(texts).0)
}

/// Returns what both sides say alike.
fn agreed(kind: &Kind, ours: &Project, theirs: &Project) -> Project {
    let base = ours.clone();
    match kind {
        Kind::Project => {
            let is_same = (ours.title(), ours.created()) == (theirs.title(), theirs.created());
            let nothing = Project::new("", Time::default(), Codebook::default());
            if is_same { base } else { base.with_header(&nothing) }
        }
        Kind::Codebook => {
            let mut codebook = ours.codebook().clone();
            let other = theirs.codebook();
            codebook.tags.retain(|id, tag| other.tags.get(id) == Some(tag));
            codebook.links.retain(|id, kind| other.links.get(id) == Some(kind));
            codebook.attributes.retain(|id, one| other.attributes.get(id) == Some(one));
            base.with_codebook(codebook)
        }
        Kind::Actors => {
            let cards = ours.cards().values();
            let both = cards.filter(|card| theirs.cards().get(&card.id) == Some(*card)).cloned();
            base.clone().with_cards(both.collect(), ours.cards_unknown().clone())
        }
        Kind::Analysts => {
            let all = ours.analysts().values();
            let both = all.filter(|one| theirs.analysts().get(&one.id) == Some(*one)).cloned();
            base.clone().with_analysts(both.collect(), ours.analysts_unknown().clone())
        }
        Kind::Article(id) => {
            let mut base = base;
            if let (Some(ours), Some(theirs)) = (ours.article(id), theirs.article(id)) {
                base.put_article(agreed_article(ours, theirs));
            }
            base
        }
        Kind::Layer(id) => {
            let mut base = base;
            if let (Some(ours), Some(theirs)) = (ours.layer(id), theirs.layer(id)) {
                base.put_layer(agreed_layer(ours, theirs));
            }
            base
        }
    }
}

fn agreed_article(ours: &Article, theirs: &Article) -> Article {
    let mut article = ours.clone();
    for (field, other) in [
        (&mut article.title, &theirs.title),
        (&mut article.group, &theirs.group),
        (&mut article.note, &theirs.note),
    ] {
        if field != other {
            field.clear();
        }
    }
    let labels = ours.labels.iter().filter(|(id, values)| theirs.labels.values(id) == *values);
    article.labels = labels.map(|(id, values)| (id.clone(), values.to_vec())).collect();
    article.facts.retain(|fact| theirs.facts.contains(fact));
    article.versions.retain(|version| theirs.versions.contains(version));
    article
}

fn agreed_layer(ours: &Layer, theirs: &Layer) -> Layer {
    let mut layer = Layer::new(ours.id.clone(), ours.version);
    if ours.status == theirs.status {
        layer.status.clone_from(&ours.status);
    }
    if ours.note == theirs.note {
        layer.note.clone_from(&ours.note);
    }
    let in_both = ours.conflicts.iter().filter(|one| theirs.conflicts.contains(one));
    layer.conflicts = in_both.cloned().collect();
    let spans = ours.spans().filter(|span| theirs.span(&span.id) == Some(span)).cloned();
    let links = ours.links().filter(|link| theirs.links().any(|other| other == *link)).cloned();
    let (spans, links) = (spans.collect(), links.collect());
    layer.with(spans, links)
}
