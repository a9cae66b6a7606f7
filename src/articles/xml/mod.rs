//! XML, element by element, with the names of its namespaces made plain.
//!
//! Nothing that a document defines is expanded and nothing that it points to is read: an entity of
//! its own stays in the text as it is written, and is counted.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use quick_xml::{
    NsReader,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
    name::ResolveResult,
};

use super::{ArticleError, ArticleFile, Encoding};

/// So deep may elements be nested: office documents have some dozens of levels.
pub(super) const MOST_DEEP: usize = 1000;

/// So many things are read before the time is looked at.
const BETWEEN_CHECKS: u32 = 1 << 12;

/// Namespaces with a short name for each. Several may share one, such as the two of Word.
pub(super) type Spaces = &'static [(&'static str, &'static str)];

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins. Every one ends, also one that is empty.
    Start(Element<'a>),
    /// The element begun last ends.
    End,
    /// Words, with what stands for characters replaced by those.
    Words(Cow<'a, str>),
    /// There is nothing more.
    Done,
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The short name of its namespace; empty for one that is not known.
    pub space: &'static str,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Returns its name without its namespace.
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Returns the value of an attribute, by its name without its namespace.
    pub fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        // Checking that no attribute is there twice would take time that grows with their square.
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let mut named = attributes.filter(|one| one.key.local_name().into_inner() == name);
        let attribute = named.next()?;
        let entity = |name: &str| Some(resolve_predefined_entity(name).unwrap_or_default());
        attribute.normalized_value_with(quick_xml::XmlVersion::Implicit1_0, 1, entity).ok()
    }
}

/// Reads a document from its beginning to its end.
pub(super) struct Elements<'a> {
    file: &'a ArticleFile<'a>,
    /// What the file is, in messages.
    format: &'static str,
    spaces: Spaces,
    reader: NsReader<&'a [u8]>,
    depth: usize,
    since_check: u32,
    /// So many entities were not known, and stand in the words as they are written.
    pub unknown_entities: usize,
}

impl<'a> Elements<'a> {
    pub fn new(
        xml: &'a str,
        spaces: Spaces,
        file: &'a ArticleFile<'a>,
        format: &'static str,
    ) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { file, format, spaces, reader, depth: 0, since_check: 0, unknown_entities: 0 }
    }

    /// Returns what comes next. Fails where the XML is damaged, nested too deeply, or the time is up.
    pub fn next(&mut self) -> Result<Node<'a>, ArticleError> {
        loop {
            self.since_check += 1;
            if self.since_check >= BETWEEN_CHECKS {
                self.since_check = 0;
                self.file.check_time()?;
            }
            let damaged = |why: &str| ArticleError::Damaged {
                name: self.file.name.to_owned(),
                format: self.format,
                why: why.to_owned(),
            };
            let Ok((space, event)) = self.reader.read_resolved_event() else {
                return Err(damaged("its XML is not well-formed"));
            };
            match event {
                Event::Start(start) => {
                    let space = short_name(self.spaces, &space);
                    self.depth += 1;
                    if self.depth > MOST_DEEP {
                        let name = self.file.name.to_owned();
                        return Err(ArticleError::TooDeep { name, most: MOST_DEEP });
                    }
                    return Ok(Node::Start(Element { space, start }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::End);
                }
                Event::Text(words) => return Ok(Node::Words(words.xml10_content())),
                Event::CData(words) => return Ok(Node::Words(words.xml10_content())),
                Event::GeneralRef(reference) => {
                    return Ok(Node::Words(self.referenced(&reference)));
                }
                Event::Eof if self.depth > 0 => return Err(damaged("its XML is cut short")),
                Event::Eof => return Ok(Node::Done),
                _ => {}
            }
        }
    }

    /// Returns how many elements are open: for [`Elements::next_within`].
    #[cfg(feature = "office")]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Returns the next element that begins while so many are open; `None` once one of them ends.
    #[cfg(feature = "office")]
    pub fn next_within(&mut self, depth: usize) -> Result<Option<Element<'a>>, ArticleError> {
        while self.depth >= depth {
            match self.next()? {
                Node::Start(element) => return Ok(Some(element)),
                Node::Done => break,
                Node::End | Node::Words(_) => {}
            }
        }
        Ok(None)
    }

    /// Passes over the rest of the element begun last.
    #[cfg(feature = "office")]
    pub fn skip(&mut self) -> Result<(), ArticleError> {
        let within = self.depth.saturating_sub(1);
        while self.depth > within {
            self.next()?;
        }
        Ok(())
    }

    /// Returns the words of the element begun last, and of all in it.
    pub fn words(&mut self) -> Result<String, ArticleError> {
        let within = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > within {
            if let Node::Words(words) = self.next()? {
                all.push_str(&words);
            }
        }
        Ok(all)
    }

    fn referenced(&mut self, reference: &BytesRef<'a>) -> Cow<'a, str> {
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            return Cow::Owned(c.to_string());
        }
        let name = reference.xml10_content();
        if let Some(words) = resolve_predefined_entity(&name) {
            return Cow::Borrowed(words);
        }
        self.unknown_entities += 1;
        Cow::Owned(format!("&{name};"))
    }
}

fn short_name(spaces: Spaces, space: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(space) = space else { return "" };
    let known = spaces.iter().find(|(uri, _)| *uri == space.into_inner());
    known.map_or("", |(_, short)| short)
}

/// Returns the text of a part: in UTF-16 where it begins so, else in what its declaration names, else
/// in UTF-8. Bytes that stand for nothing become `U+FFFD`, and are counted.
pub(super) fn text<'a>(bytes: impl Into<Cow<'a, [u8]>>) -> (String, usize) {
    let bytes = bytes.into();
    let is_plain = bytes.first() == Some(&b'<') && bytes.get(1) != Some(&0);
    let bytes = if is_plain && declared(&bytes).is_none_or(|one| one == Encoding::utf_8()) {
        match String::from_utf8(bytes.into_owned()) {
            Ok(text) => return (text, 0),
            Err(error) => Cow::Owned(error.into_bytes()),
        }
    } else {
        bytes
    };
    let (encoding, bytes) = match bytes.as_ref() {
        [0xef, 0xbb, 0xbf, rest @ ..] => (Encoding::utf_8(), rest),
        [0xff, 0xfe, rest @ ..] => (Encoding::utf_16le(), rest),
        [0xfe, 0xff, rest @ ..] => (Encoding::utf_16be(), rest),
        [b'<', 0, ..] => (Encoding::utf_16le(), bytes.as_ref()),
        [0, b'<', ..] => (Encoding::utf_16be(), bytes.as_ref()),
        _ => (declared(&bytes).unwrap_or_else(Encoding::utf_8), bytes.as_ref()),
    };
    encoding.decode(bytes)
}

/// Returns the encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = head.strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', head)?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let (_, value) = head.split_once("encoding")?;
    let mut parts = value.split(['"', '\'']);
    // A declaration that can be read as it stands is in no encoding of two bytes a letter.
    let label = parts.nth(1).filter(|label| !label.to_ascii_lowercase().starts_with("utf-16"))?;
    Encoding::named(label)
}
