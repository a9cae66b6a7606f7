//! Which file of a project a path names, and what lists of records such a file has.

use std::path::{Component, Path};

use compact_str::CompactString;
use serde::Deserialize as _;

use super::{
    article::{StoredArticle, StoredBlock, StoredPage, StoredVersion},
    layer::StoredLayer,
    parse::parse,
    people::{Analysts, Cards},
    project::Header,
    read::{In, Record},
    span::StoredSpan,
};
use crate::{
    model::{
        Analyst, AnalystId, ArticleId, Attribute, Card, Codebook, Conflict, Fact, LayerId, Link,
        LinkKind, Tag,
    },
    store::{Flaw, names},
};

/// One of the RON files of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Project,
    Codebook,
    Actors,
    Analysts,
    Article(ArticleId),
    Layer(LayerId),
}

/// What one record of a list reads as, from the start of a text on.
pub(super) struct Whole {
    /// Of its text, in bytes.
    pub(super) len: usize,
    /// How many of its fields this version does not know.
    pub(super) unknown: usize,
    /// What no other record of its list may share; empty where they may.
    pub(super) key: CompactString,
}

/// Reads one record from the start of a text.
type ReadOne = fn(&str) -> Result<Whole, Box<ron::error::SpannedError>>;

/// A list of records in a file.
pub(super) struct Records {
    pub(super) name: &'static str,
    pub(super) read: ReadOne,
}

const fn records(name: &'static str, read: ReadOne) -> Records {
    Records { name, read }
}

const PROJECT: [Records; 1] = [records("conflicts", |text| whole::<Conflict>(text))];
const CODEBOOK: [Records; 3] = [
    records("tags", |text| whole::<Tag>(text)),
    records("links", |text| whole::<LinkKind>(text)),
    records("attributes", |text| whole::<Attribute>(text)),
];
const ACTORS: [Records; 1] = [records("actors", |text| whole::<Card>(text))];
const ANALYSTS: [Records; 1] = [records("analysts", |text| whole::<Analyst>(text))];
const ARTICLE: [Records; 4] = [
    records("facts", |text| whole::<Fact>(text)),
    records("versions", |text| whole::<StoredVersion>(text)),
    records("blocks", |text| whole::<StoredBlock>(text)),
    records("pages", |text| whole::<StoredPage>(text)),
];
const LAYER: [Records; 3] = [
    records("spans", |text| whole::<StoredSpan<'_>>(text)),
    records("links", |text| whole::<Link>(text)),
    records("conflicts", |text| whole::<Conflict>(text)),
];

impl Kind {
    /// Returns which file this is, by its path within the project.
    pub(in crate::store) fn of(file: &Path) -> Option<Self> {
        let names: Option<Vec<&str>> = file
            .components()
            .map(|part| match part {
                Component::Normal(name) => name.to_str(),
                _ => None,
            })
            .collect();
        match names?.as_slice() {
            [names::PROJECT] => Some(Self::Project),
            [names::CODEBOOK] => Some(Self::Codebook),
            [names::ACTORS] => Some(Self::Actors),
            [names::ANALYSTS] => Some(Self::Analysts),
            [names::ARTICLES, article, names::ARTICLE] => {
                ArticleId::new(article).ok().map(Self::Article)
            }
            [names::ANNOTATIONS, analyst, file] => {
                let article = ArticleId::new(file.strip_suffix(".ron")?).ok()?;
                Some(Self::Layer(LayerId { article, analyst: AnalystId::new(analyst).ok()? }))
            }
            _ => None,
        }
    }

    /// Reads a whole file, and tells only whether that works.
    pub(in crate::store) fn check(&self, bytes: &[u8]) -> Result<(), Flaw> {
        match self {
            Self::Project => parse::<Header>(bytes).map(drop),
            Self::Codebook => parse::<Codebook>(bytes).map(drop),
            Self::Actors => parse::<Cards>(bytes).map(drop),
            Self::Analysts => parse::<Analysts>(bytes).map(drop),
            Self::Article(_) => parse::<StoredArticle>(bytes).map(drop),
            Self::Layer(_) => parse::<StoredLayer<'_>>(bytes).map(drop),
        }
    }

    /// Returns its lists in the order in which they are written.
    pub(super) fn lists(&self) -> &'static [Records] {
        match self {
            Self::Project => &PROJECT,
            Self::Codebook => &CODEBOOK,
            Self::Actors => &ACTORS,
            Self::Analysts => &ANALYSTS,
            Self::Article(_) => &ARTICLE,
            Self::Layer(_) => &LAYER,
        }
    }

    /// Returns the fields that its path knows.
    pub(super) fn names(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Article(article) => vec![("article", format!("\"{article}\""))],
            Self::Layer(layer) => vec![
                ("article", format!("\"{}\"", layer.article)),
                ("analyst", format!("\"{}\"", layer.analyst)),
            ],
            _ => Vec::new(),
        }
    }

    /// Returns the records without which no file of its kind is read, to try a field with.
    pub(super) fn least(&self) -> &'static str {
        match self {
            Self::Article(_) => "versions: [(version: 1)],",
            _ => "",
        }
    }
}

fn whole<'de, T: Record<'de>>(text: &'de str) -> Result<Whole, Box<ron::error::SpannedError>> {
    let mut from = ron::Deserializer::from_str(text)?;
    match In::<T>::deserialize(&mut from) {
        Ok(In(record)) => {
            let len = text.len() - from.remainder().len();
            let len = text.get(..len).map_or(len, |read| read.trim_end().len());
            Ok(Whole { len, unknown: record.unknown(), key: record.key() })
        }
        Err(error) => Err(Box::new(from.span_error(error))),
    }
}
