//! What a page says of itself outside its words: in JSON-LD, in `<meta>`, in attributes.

mod facts;
mod json_ld;
mod people;
#[cfg(test)]
mod tests;
mod titles;

use super::event::{Element, Listener};

pub(super) use facts::{Stated, same};
pub(super) use people::people;

/// So many letters of a title, a name or a `meta` are kept: no true one is longer.
const LONGEST: usize = 2_000;
/// So many `meta` are kept.
const MOST_METAS: usize = 1_000;
/// So many bytes of JSON-LD are read.
const MOST_JSON: usize = 1 << 21;
/// A time stands near the headline where its paragraphs have fewer letters so far: a deck, a byline.
const NEAR: usize = 300;
/// No description of an article is nested as deep as this.
const DEEPEST_JSON: usize = 100;

/// What a page says of itself, as it stands there.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The words of `<title>`.
    title: String,
    /// The words of the first `<h1>`.
    heading: String,
    metas: Vec<Meta>,
    json_ld: Vec<String>,
    /// Was there more of it than is read?
    is_json_long: bool,
    canonical: Option<String>,
    language: Option<String>,
    times: Vec<Time>,
    place: Place,
    /// The names that stand where the markup says that an author's does.
    authors: Vec<Meta>,
    /// The address in the comment that a browser leaves when it saves a page.
    saved_from: Option<String>,
    taking: Option<Taking>,
}

/// A name with a value, and where they stand.
#[derive(Debug)]
struct Meta {
    /// In lower case, with colons for dots.
    name: String,
    value: String,
    from: String,
}

/// The value of a `<time>`.
#[derive(Debug)]
struct Time {
    meta: Meta,
    /// Does it stand before or near the headline, and not in a heading? Others are those of entries,
    /// of comments and of other articles.
    is_near: bool,
}

/// What stands before a place in a page.
#[derive(Debug, Default)]
struct Place {
    /// How many paragraphs are open, and how many headings below the headline.
    paragraphs: usize,
    headings: usize,
    /// How many letters the paragraphs have since the headline; where none came yet, from the beginning.
    letters: usize,
}

impl Place {
    fn open(&mut self, name: &str) {
        self.paragraphs += usize::from(name == "p");
        self.headings += usize::from(matches!(name, "h2" | "h3" | "h4" | "h5" | "h6"));
    }

    fn close(&mut self, name: &str) {
        let is_heading = matches!(name, "h2" | "h3" | "h4" | "h5" | "h6");
        self.paragraphs = self.paragraphs.saturating_sub(usize::from(name == "p"));
        self.headings = self.headings.saturating_sub(usize::from(is_heading));
    }

    fn words(&mut self, words: &str) {
        if self.paragraphs > 0 {
            self.letters += words.chars().filter(|c| c.is_alphanumeric()).count();
        }
    }

    fn is_near(&self) -> bool {
        self.headings == 0 && self.letters < NEAR
    }
}

/// An element whose words are being taken.
#[derive(Debug)]
struct Taking {
    what: What,
    element: String,
    /// How often an element of its name is open.
    count: usize,
    words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Title,
    Heading,
    JsonLd,
    Author(&'static str),
}

impl Listener for Found {
    fn open(&mut self, element: &Element<'_>) {
        let name: &str = element.name;
        self.place.open(name);
        if let Some(taking) = &mut self.taking {
            taking.count += usize::from(taking.element == name);
            return;
        }
        match name {
            "html" => self.language = self.language.take().or_else(|| language(element)),
            "meta" => self.meta(element),
            "link" if element.value("rel").is_some_and(is_canonical) => {
                let address = element.value("href").map(|value| clipped(value.trim()).to_owned());
                self.canonical = self.canonical.take().or(address);
            }
            "time" => self.time(element),
            "title" if self.title.is_empty() => self.take(What::Title, name),
            "h1" if self.heading.is_empty() => self.headline(name),
            "script" if element.value("type").is_some_and(is_json_ld) => {
                self.take(What::JsonLd, name);
            }
            _ if is_void(name) => {}
            _ if element.value("itemprop").is_some_and(|value| value == "author") => {
                self.take(What::Author("itemprop author"), name);
            }
            _ if element.value("rel").is_some_and(|value| value == "author") => {
                self.take(What::Author("rel author"), name);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.place.close(name);
        let Some(taking) = &mut self.taking else { return };
        if taking.element != name {
            return;
        }
        taking.count -= 1;
        if taking.count == 0 {
            self.took();
        }
    }

    fn words(&mut self, words: &str) {
        let Some(taking) = &mut self.taking else { return self.place.words(words) };
        let most = if taking.what == What::JsonLd { MOST_JSON } else { LONGEST };
        if taking.words.len() + words.len() <= most {
            taking.words.push_str(words);
        } else {
            // What is as long as this is no name: its element was never closed.
            self.is_json_long |= taking.what == What::JsonLd;
            self.taking = None;
        }
    }

    fn comment(&mut self, words: &str) {
        if self.saved_from.is_some() {
            return;
        }
        let head = words.trim_start();
        let by_browser = head.strip_prefix("saved from url=(");
        let after = by_browser.and_then(|rest| rest.split_once(')')).map(|(_, address)| address);
        let by_single_file = head.strip_prefix("Page saved with SingleFile");
        let after =
            after.or_else(|| by_single_file.and_then(|rest| Some(rest.split_once("url:")?.1)));
        self.saved_from = after
            .and_then(|rest| rest.split_whitespace().next())
            .map(|rest| clipped(rest).to_owned());
    }
}

impl Found {
    /// Is the JSON-LD flat and short enough for any parser?
    pub fn is_json_sound(&self) -> bool {
        !self.is_json_long && self.json_ld.iter().all(|json| depth(json) <= DEEPEST_JSON)
    }

    fn take(&mut self, what: What, element: &str) {
        self.taking =
            Some(Taking { what, element: element.to_owned(), count: 1, words: String::new() });
    }

    fn took(&mut self) {
        let Some(Taking { what, words, .. }) = self.taking.take() else { return };
        match what {
            What::Title => self.title = words,
            What::Heading => self.heading = words,
            What::JsonLd => {
                let kept: usize = self.json_ld.iter().map(String::len).sum();
                if kept + words.len() <= MOST_JSON {
                    self.json_ld.push(words);
                } else {
                    self.is_json_long = true;
                }
            }
            What::Author(from) if self.authors.len() < MOST_METAS => {
                let (name, from) = ("author".to_owned(), from.to_owned());
                self.authors.push(Meta { name, value: words, from });
            }
            What::Author(_) => {}
        }
    }

    /// Takes the words of the headline: what stands before it is no article yet.
    fn headline(&mut self, name: &str) {
        self.place.letters = 0;
        self.times.iter_mut().for_each(|time| time.is_near = true);
        self.take(What::Heading, name);
    }

    fn meta(&mut self, element: &Element<'_>) {
        let Some(value) = element.value("content").map(str::trim) else { return };
        if value.is_empty() || value.len() > LONGEST {
            return;
        }
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            let names = element.value(attribute).unwrap_or_default();
            for name in names.split_whitespace() {
                if self.metas.len() >= MOST_METAS {
                    return;
                }
                let from = match attribute {
                    "name" => format!("meta {name}"),
                    _ => format!("meta {attribute} {name}"),
                };
                let name = clipped(name).to_ascii_lowercase().replace('.', ":");
                self.metas.push(Meta {
                    name,
                    value: value.to_owned(),
                    from: clipped(&from).to_owned(),
                });
            }
        }
    }

    fn time(&mut self, element: &Element<'_>) {
        let Some(value) = element.value("datetime").map(str::trim) else { return };
        if self.times.len() >= MOST_METAS || value.is_empty() || value.len() > LONGEST {
            return;
        }
        let is = |name: &str| {
            let is_said = element.value("itemprop").is_some_and(|value| value.contains(name));
            is_said
                && (name != "datePublished" || element.value("itemprop") != Some("dateModified"))
        };
        let has = |word: &str| element.has_class(|class| class.to_ascii_lowercase().contains(word));
        let name = match () {
            () if is("dateModified") || has("updated") || has("modified") => "modified",
            () if is("datePublished") || element.value("pubdate").is_some() => "published",
            () if has("published") || has("entry-date") => "published",
            () => "",
        };
        let from = "time datetime".to_owned();
        let meta = Meta { name: name.to_owned(), value: value.to_owned(), from };
        let is_near = self.place.is_near();
        self.times.push(Time { meta, is_near });
    }
}

/// Returns how deep a JSON text is nested at most; brackets in its strings count too.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in json.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn language(element: &Element<'_>) -> Option<String> {
    let value = element.value("lang").or_else(|| element.value("xml:lang"))?;
    Some(clipped(value.trim()).to_owned()).filter(|value| !value.is_empty())
}

fn is_canonical(rel: &str) -> bool {
    rel.split_whitespace().any(|one| one.eq_ignore_ascii_case("canonical"))
}

fn is_json_ld(media_type: &str) -> bool {
    media_type.trim().to_ascii_lowercase().starts_with("application/ld+json")
}

fn is_void(name: &str) -> bool {
    super::source::VOID.contains(&name)
}

/// Returns as much of a value as is kept.
fn clipped(value: &str) -> &str {
    value.get(..super::source::ceil(value, LONGEST)).unwrap_or_default()
}
