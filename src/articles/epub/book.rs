//! What an e-book says of itself: which chapters it has, in which order, who wrote it, and whether
//! it is locked.

use std::collections::{HashMap, HashSet};

use super::FORMAT;
use crate::{
    articles::{
        ArticleError, ArticleFile,
        package::{Package, resolved},
        roles,
        xml::{self, Elements, Node, Spaces},
    },
    model::Fact,
};

/// A book's chapters and facts.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub title: Option<Fact>,
    pub facts: Vec<Fact>,
    /// Where they are in the package, in reading order.
    pub chapters: Vec<String>,
}

/// So many chapters are read.
const MOST_CHAPTERS: usize = 20_000;

const SPACES: Spaces = &[
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.idpf.org/2007/opf", "opf"),
    ("http://www.w3.org/2001/04/xmlenc#", "enc"),
    ("urn:oasis:names:tc:opendocument:xmlns:container", "container"),
];

/// What only scrambles fonts, and locks nothing that is read.
const FOR_FONTS: [&str; 2] =
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

impl Book {
    /// Reads what a package says of its book. Fails where its chapters are locked.
    pub fn of(package: &mut Package<'_>, file: &ArticleFile<'_>) -> Result<Self, ArticleError> {
        let container = package.part("META-INF/container.xml")?.ok_or_else(|| {
            ArticleError::NotInside { name: file.name.to_owned(), format: "e-book (EPUB)" }
        })?;
        let path =
            package_path(&container, file)?.ok_or_else(|| damaged("it names no book", file))?;
        let listing = package.needed_part(&path)?;
        let book = Listing::of(&listing, file)?.book(&path);
        if book.chapters.is_empty() {
            return Err(damaged("it lists no chapters", file));
        }
        let locked = match package.part("META-INF/encryption.xml")? {
            Some(encryption) => locked(&encryption, file)?,
            None => HashSet::new(),
        };
        if book.chapters.iter().any(|path| locked.contains(path)) {
            return Err(ArticleError::Locked { name: file.name.to_owned(), format: FORMAT });
        }
        Ok(book)
    }
}

fn damaged(why: &str, file: &ArticleFile<'_>) -> ArticleError {
    ArticleError::Damaged { name: file.name.to_owned(), format: FORMAT, why: why.to_owned() }
}

/// Returns where the container says that the book is listed.
fn package_path(xml: &[u8], file: &ArticleFile<'_>) -> Result<Option<String>, ArticleError> {
    let (text, _) = xml::text(xml);
    let mut elements = Elements::new(&text, SPACES, file, FORMAT);
    loop {
        match elements.next()? {
            Node::Start(element) if element.name() == "rootfile" => {
                if let Some(path) = element.value("full-path") {
                    return Ok(Some(resolved("", &path)));
                }
            }
            Node::Done => return Ok(None),
            _ => {}
        }
    }
}

/// Returns the parts that are encrypted, but for fonts.
fn locked(xml: &[u8], file: &ArticleFile<'_>) -> Result<HashSet<String>, ArticleError> {
    let (text, _) = xml::text(xml);
    let mut elements = Elements::new(&text, SPACES, file, FORMAT);
    let (mut locked, mut is_font) = (HashSet::new(), false);
    loop {
        match elements.next()? {
            Node::Start(element) => match element.name() {
                "EncryptedData" => is_font = false,
                "EncryptionMethod" if element.space == "enc" => {
                    let method = element.value("Algorithm").unwrap_or_default();
                    is_font |= FOR_FONTS.contains(&&*method);
                }
                "CipherReference" if !is_font => {
                    locked.extend(element.value("URI").map(|path| resolved("", &path)));
                }
                _ => {}
            },
            Node::Done => return Ok(locked),
            _ => {}
        }
    }
}

/// The package document of a book, as it stands there.
#[derive(Debug, Default)]
struct Listing {
    /// What Dublin Core names, with the words.
    named: Vec<(String, String)>,
    modified: Option<String>,
    /// The chapters by their ids: where they are, from the listing.
    items: HashMap<String, String>,
    /// The ids in reading order.
    order: Vec<String>,
}

impl Listing {
    fn of(xml: &[u8], file: &ArticleFile<'_>) -> Result<Self, ArticleError> {
        let (text, _) = xml::text(xml);
        let mut elements = Elements::new(&text, SPACES, file, FORMAT);
        let mut listing = Self::default();
        loop {
            let element = match elements.next()? {
                Node::Start(element) => element,
                Node::Done => return Ok(listing),
                _ => continue,
            };
            let value = |name: &str| element.value(name).map(|value| value.into_owned());
            match (element.space, element.name()) {
                ("dc", name) => {
                    let is_other = name == "date"
                        && value("event").is_some_and(|event| event != "publication");
                    let name = if is_other { "other date" } else { name }.to_owned();
                    let words = roles::on_one_line(&elements.words()?);
                    listing.named.push((name, words));
                }
                (_, "meta") if value("property").as_deref() == Some("dcterms:modified") => {
                    listing.modified = Some(elements.words()?);
                }
                (_, "item") => {
                    let is_menu = value("properties")
                        .is_some_and(|names| names.split_whitespace().any(|name| name == "nav"));
                    let media_type = value("media-type").unwrap_or_default();
                    let is_page = matches!(
                        &*media_type,
                        "application/xhtml+xml" | "text/html" | "text/x-oeb1-document"
                    );
                    if let (Some(id), Some(path), true) =
                        (value("id"), value("href"), is_page && !is_menu)
                    {
                        listing.items.insert(id, path);
                    }
                }
                (_, "itemref") if listing.order.len() < MOST_CHAPTERS => {
                    listing.order.extend(value("idref"));
                }
                _ => {}
            }
        }
    }

    /// Returns the book that is listed by the part at `path`.
    fn book(mut self, path: &str) -> Book {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // A chapter that is listed twice is read once.
        let order = std::mem::take(&mut self.order);
        let chapters = order.iter().filter_map(|id| self.items.remove(id));
        let chapters = chapters.map(|href| resolved(folder, &href)).collect();
        Book { title: self.title(), facts: self.facts(), chapters }
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let found = self.named.iter().filter(move |(one, words)| one == name && !words.is_empty());
        found.map(|(_, words)| words.as_str())
    }

    fn first(&self, name: &str) -> Option<String> {
        self.all(name).next().map(str::to_owned)
    }

    fn title(&self) -> Option<Fact> {
        roles::new_title(&self.first("title")?, "dc:title")
    }

    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |name: &str, value: Option<String>, from: &str| {
            let value = value.filter(|value| !value.is_empty());
            facts.extend(value.map(|value| roles::new_fact(name, &value, from)));
        };
        add("byline", Some(self.all("creator").collect::<Vec<_>>().join(", ")), "dc:creator");
        add("publisher", self.first("publisher"), "dc:publisher");
        add("language", self.first("language"), "dc:language");
        add("published", self.all("date").find_map(roles::date), "dc:date");
        add("modified", self.modified.as_deref().and_then(roles::date), "dcterms:modified");
        let is_address =
            |words: &&str| words.starts_with("http://") || words.starts_with("https://");
        add("url", self.all("source").find(is_address).map(str::to_owned), "dc:source");
        facts
    }
}
