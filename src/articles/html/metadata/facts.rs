//! What a page says of itself as a title and as facts: the most trusted place first, and rather
//! nothing than what may be wrong.

use super::{
    Found, Meta,
    json_ld::{self, Described},
    people::people,
};
use crate::{
    articles::{names::is_nobody, roles},
    model::Fact,
};

/// What a page states: its title and its facts.
#[derive(Debug, Default)]
pub(in crate::articles::html) struct Stated {
    pub title: Option<Fact>,
    pub facts: Vec<Fact>,
    /// What it says of the words that it shows.
    pub warning: Option<String>,
}

const FOR_SUBSCRIBERS: &str =
    "The page says that the article is for subscribers: a part of it may be missing";

pub(super) const JSON_LD: &str = "JSON-LD";

const BYLINE: &[&str] = &[
    "author",
    "parsely-author",
    "article:author",
    "article:author_name",
    "dc:creator",
    "dcterms:creator",
    "citation_author",
    "sailthru:author",
    "byl",
    "byline",
];
pub(super) const PUBLISHER: &[&str] = &[
    "og:site_name",
    "dc:publisher",
    "dcterms:publisher",
    "publisher",
    "citation_journal_title",
    "citation_publisher",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms:issued",
    "dcterms:created",
    "dc:date:issued",
    "dc:issued",
    "dc:date",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "sailthru:date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article_date_original",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms:modified",
    "dc:date:modified",
    "lastmod",
    "last-modified",
];
pub(super) const TITLE: &[&str] =
    &["og:title", "dc:title", "dcterms:title", "citation_title", "twitter:title"];
const LANGUAGE: &[&str] =
    &["content-language", "dc:language", "dcterms:language", "language", "og:locale"];

impl Stated {
    /// Adds the byline that stands among the words of the page, if nothing else names one.
    pub fn add_byline(&mut self, names: Option<&str>) {
        let Some(names) = names.filter(|_| self.byline().is_none()) else { return };
        if let Some(names) = joined([names].into_iter()) {
            self.facts.push(roles::new_fact("byline", &names, "byline of the page"));
        }
    }

    /// Returns who wrote it, as far as is stated.
    pub fn byline(&self) -> Option<&str> {
        let byline = self.facts.iter().find(|fact| fact.name == "byline")?;
        Some(&byline.value)
    }
}

impl Found {
    /// Returns what the page states. `title` is what was found to be its title by other means.
    pub fn stated(&self, title: Option<&str>) -> Stated {
        let known = title
            .filter(|title| !title.trim().is_empty())
            .map(str::to_owned)
            .or_else(|| self.first(TITLE, title_of).map(|(value, _)| value));
        let page = known.clone().unwrap_or_else(|| roles::on_one_line(&self.title));
        let address = self.address();
        let is_it = |described: &Described| {
            let by_address = described.url.as_deref().zip(address.as_ref());
            let names = [&described.headline, &described.name];
            by_address.is_some_and(|(one, (other, _))| same_address(one, other))
                || names.into_iter().flatten().any(|name| {
                    is_title(name, &page)
                        || title_of(name)
                            .is_some_and(|name| is_long(&name) && same(&name, &self.heading))
                })
        };
        let described = json_ld::described(&self.json_ld, is_it).unwrap_or_default();
        let mut facts = Vec::new();
        let mut add = |name: &str, found: Option<(String, String)>| {
            facts.extend(found.map(|(value, from)| roles::new_fact(name, &value, &from)));
        };
        add("byline", self.byline(&described));
        add("publisher", self.publisher(&described));
        add("published", self.published(&described));
        add("modified", self.modified(&described));
        add("language", self.language(&described));
        add("url", address.or_else(|| self.other_address(&described)));
        let title = known
            .or_else(|| described.headline.as_deref().and_then(title_of))
            .or_else(|| title_of(&self.title))
            .or_else(|| title_of(&self.heading));
        let title = title.map(|title| self.bare_title(title, &described));
        let title =
            title.and_then(|title| roles::new_title(&title, &self.told(&title, &described)));
        let warning = described.is_for_subscribers.then(|| FOR_SUBSCRIBERS.to_owned());
        Stated { title, facts, warning }
    }

    fn byline(&self, described: &Described) -> Option<(String, String)> {
        let from_json = joined(described.authors.iter().map(String::as_str));
        let by_markup = |from: &str| {
            let found = self.authors.iter().filter(|one| one.from == from);
            let names: Vec<String> = found.filter_map(|one| people(&one.value)).collect();
            Some((joined(names.iter().map(String::as_str))?, from.to_owned()))
        };
        from_json
            .map(|names| (names, JSON_LD.to_owned()))
            .or_else(|| BYLINE.iter().find_map(|name| self.authors_in(name)))
            .or_else(|| by_markup("itemprop author"))
            .or_else(|| by_markup("rel author"))
    }

    fn authors_in(&self, name: &str) -> Option<(String, String)> {
        let mut found = self.metas.iter().filter(|meta| meta.name == name).peekable();
        let from = found.peek()?.from.clone();
        Some((joined(found.map(|meta| meta.value.as_str()))?, from))
    }

    fn publisher(&self, described: &Described) -> Option<(String, String)> {
        let from_json = described.publisher.as_deref().and_then(name_of);
        from_json.map(|name| (name, JSON_LD.to_owned())).or_else(|| self.first(PUBLISHER, name_of))
    }

    fn published(&self, described: &Described) -> Option<(String, String)> {
        let from_json = described.published.as_deref().and_then(roles::date);
        from_json
            .map(|date| (date, JSON_LD.to_owned()))
            .or_else(|| self.first(PUBLISHED, roles::date))
            .or_else(|| self.date_of("published"))
            .or_else(|| self.only_time())
    }

    fn modified(&self, described: &Described) -> Option<(String, String)> {
        let from_json = described.modified.as_deref().and_then(roles::date);
        from_json
            .map(|date| (date, JSON_LD.to_owned()))
            .or_else(|| self.first(MODIFIED, roles::date))
            .or_else(|| self.date_of("modified"))
    }

    /// Returns the one date that the `<time>` elements of this name have.
    fn date_of(&self, name: &str) -> Option<(String, String)> {
        one_date(self.times.iter().map(|time| &time.meta).filter(|meta| meta.name == name))
    }

    /// Returns the one date of all `<time>` elements: where there are more, none is known to be it, nor
    /// where a later one is of an earlier time, as in a list that has the newest first.
    fn only_time(&self) -> Option<(String, String)> {
        let metas = || self.times.iter().map(|time| &time.meta);
        let at = self.times.iter().position(|time| time.is_near)?;
        let (date, from) = one_date(metas().skip(at).chain(metas().take(at)))?;
        let is_earlier = |meta: &Meta| {
            let other = roles::date(&meta.value);
            other.is_some_and(|other| other.len() == date.len() && other < date)
        };
        let is_it = metas().all(|meta| meta.name.is_empty() && !is_earlier(meta));
        is_it.then_some((date, from))
    }

    fn language(&self, described: &Described) -> Option<(String, String)> {
        let by_html = self.language.as_deref().and_then(language_of);
        let by_json = described.language.as_deref().and_then(language_of);
        by_html
            .map(|language| (language, "html lang".to_owned()))
            .or(by_json.map(|language| (language, JSON_LD.to_owned())))
            .or_else(|| self.first(LANGUAGE, language_of))
    }

    /// Returns the address that the page says is its own. One of a whole site is none.
    fn address(&self) -> Option<(String, String)> {
        let canonical = self.canonical.as_deref().and_then(address_of);
        canonical
            .map(|address| (address, "link canonical".to_owned()))
            .or_else(|| self.first(&["og:url", "parsely-link"], address_of))
    }

    fn other_address(&self, described: &Described) -> Option<(String, String)> {
        let by_json = described.url.as_deref().and_then(address_of);
        let by_browser = self.saved_from.as_deref().and_then(address_of);
        by_browser
            .map(|address| (address, "note of the program that saved it".to_owned()))
            .or(by_json.map(|address| (address, JSON_LD.to_owned())))
    }

    /// Returns the first sound value of the `meta` of these names.
    pub(super) fn first(
        &self,
        names: &[&str],
        read: impl Fn(&str) -> Option<String>,
    ) -> Option<(String, String)> {
        names.iter().find_map(|name| {
            let mut found = self.metas.iter().filter(|meta| meta.name == *name);
            found.find_map(|meta| Some((read(&meta.value)?, meta.from.clone())))
        })
    }
}

fn one_date<'a>(mut times: impl Iterator<Item = &'a Meta>) -> Option<(String, String)> {
    let first = times.next()?;
    let date = roles::date(&first.value)?;
    let day = |date: &str| date.get(..10).unwrap_or_default().to_owned();
    let is_same =
        times.all(|time| roles::date(&time.value).is_some_and(|one| day(&one) == day(&date)));
    is_same.then(|| (date, first.from.clone()))
}

/// Returns names of people, one after the other; `None` where none is one.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names.filter_map(name_of).take(50) {
        let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(&name);
        if !all.iter().any(|known| same(known, name)) {
            all.push(name.trim().to_owned());
        }
    }
    (!all.is_empty()).then(|| all.join(", "))
}

/// Returns what may be a name: no address, no placeholder, and not a paragraph.
pub(super) fn name_of(value: &str) -> Option<String> {
    let name = roles::on_one_line(&unescaped(value));
    let is_address = name.contains("://") || name.starts_with("www.") || name.starts_with('@');
    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() <= 120;
    (is_name && !is_address && !is_nobody(&name)).then_some(name)
}

pub(super) fn title_of(value: &str) -> Option<String> {
    let title = roles::on_one_line(&unescaped(value));
    title.chars().any(char::is_alphanumeric).then_some(title)
}

/// Returns a language tag in its usual form: `en`, `pt-BR`, `zh-Hant`.
fn language_of(value: &str) -> Option<String> {
    let tag = value.split(',').next().unwrap_or_default().trim().replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next()?.to_ascii_lowercase();
    let is_language =
        matches!(first.len(), 2 | 3) && first.chars().all(|c| c.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    if !is_language || !parts.clone().all(is_part) {
        return None;
    }
    let rest = parts.map(|part| match part.len() {
        2 => part.to_ascii_uppercase(),
        _ => part.to_owned(),
    });
    Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("-"))
}

/// Returns an address of a page; not that of a whole site.
fn address_of(value: &str) -> Option<String> {
    let address = unescaped(value.trim());
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let is_page = !path.is_empty() && host.contains('.') && !address.contains(char::is_whitespace);
    is_page.then(|| address.clone())
}

fn same_address(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let address = address.trim_start_matches("https://").trim_start_matches("http://");
        address.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    bare(one) == bare(other)
}

/// Are these the same words, whatever their case and marks?
pub(in crate::articles::html) fn same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// Is a title so long that no other article has it by chance?
fn is_long(title: &str) -> bool {
    letters(title).count() >= 8
}

/// Is a headline the title of the page? Pages add the name of their site.
fn is_title(headline: &str, page: &str) -> bool {
    let (headline, page) =
        (letters(headline).collect::<String>(), letters(page).collect::<String>());
    headline.len() >= 8 && page.len() >= 8 && (page.contains(&headline) || headline.contains(&page))
}

pub(super) fn letters(words: &str) -> impl Iterator<Item = char> + '_ {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Returns a value with its character references resolved: some pages escape twice, and JSON-LD is
/// often written by templates for HTML.
pub(super) fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let parsed = dom_query::Document::from(format!("<title>{}", value.replace('<', "&lt;")));
    parsed.select_single("title").text().to_string()
}
