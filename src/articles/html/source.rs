//! What is done to the source of a page before it is parsed: it is brought into a form that costs
//! the parser no more time than its length is worth, and that means in HTML what it means in XHTML.

use std::{borrow::Cow, ops::Range};

/// So many attributes of one tag are kept: the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 200;

/// A longer value of an attribute is a picture or a font, put into the page by what saved it.
const LONGEST_VALUE: usize = 1 << 14;

/// What stands for it.
const STAND_IN: &str = "data:,";

/// Which rules a page is written by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::articles) enum Dialect {
    /// `<b/>` opens what it names.
    Html,
    /// `<b/>` opens and closes what it names, and `<![CDATA[` is text.
    Xhtml,
}

impl Dialect {
    /// Returns the dialect of a page. A document type of XHTML says nothing: browsers read such
    /// pages as HTML, and their authors looked at what browsers show.
    pub fn of(source: &str) -> Self {
        if source.trim_start().starts_with("<?xml") { Self::Xhtml } else { Self::Html }
    }
}

/// Elements whose contents are no tags.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Elements that are always empty.
pub(super) const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Returns a source as the parser shall have it.
pub(super) fn tamed(source: &str, dialect: Dialect) -> Cow<'_, str> {
    let mut made = Made { source, text: None, copied: 0 };
    let mut at = 0;
    while let Some(found) = source.as_bytes().get(at..).and_then(|rest| memchr::memchr(b'<', rest))
    {
        at = made.construct(at + found, dialect);
    }
    made.finish()
}

/// A source being rewritten: what was copied so far, if anything differs.
struct Made<'a> {
    source: &'a str,
    text: Option<String>,
    copied: usize,
}

impl<'a> Made<'a> {
    /// Takes what begins with the `<` at `start`; returns where to go on.
    fn construct(&mut self, start: usize, dialect: Dialect) -> usize {
        let rest = self.source.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            return start + 4 + find(rest.get(4..).unwrap_or_default(), "-->");
        }
        if rest.starts_with("<![CDATA[") && dialect == Dialect::Xhtml {
            return self.cdata(start);
        }
        let name = name_of(rest);
        if name.is_empty() {
            return start + 1;
        }
        let tag = Tag::of(rest.as_bytes(), 1 + name.len());
        let end = start + tag.end;
        for value in &tag.long {
            self.replace(start + value.start..start + value.end, STAND_IN);
        }
        if let Some(cut) = tag.cut {
            self.replace(start + cut..end, if tag.is_empty { "/>" } else { ">" });
        }
        let is = |names: &[&str]| names.iter().any(|one| name.eq_ignore_ascii_case(one));
        if tag.is_empty && dialect == Dialect::Xhtml && !is(&VOID) {
            self.replace(end..end, "</");
            self.replace(end..end, name);
            self.replace(end..end, ">");
        } else if is(&RAW) {
            let closed = end + closing(self.source.get(end..).unwrap_or_default(), name);
            let tag = self.source.get(start..end).unwrap_or_default();
            if is(&["style"]) || (is(&["script"]) && !tag.to_ascii_lowercase().contains("json")) {
                // Nobody reads these, and they may be most of a page.
                self.replace(end..closed, "");
            }
            return closed;
        }
        end
    }

    /// Writes a CDATA section as the text that it is.
    fn cdata(&mut self, start: usize) -> usize {
        let from = start + "<![CDATA[".len();
        let words = self.source.get(from..).unwrap_or_default();
        let len = find(words, "]]>");
        let text = words.get(..len).unwrap_or_default();
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let end = (from + len + "]]>".len()).min(self.source.len());
        self.replace(start..end, &escaped);
        end
    }

    fn replace(&mut self, range: Range<usize>, words: &str) {
        let text = self.text.get_or_insert_default();
        text.push_str(self.source.get(self.copied..range.start).unwrap_or_default());
        text.push_str(words);
        self.copied = range.end;
    }

    fn finish(self) -> Cow<'a, str> {
        let Some(mut text) = self.text else { return Cow::Borrowed(self.source) };
        text.push_str(self.source.get(self.copied..).unwrap_or_default());
        Cow::Owned(text)
    }
}

/// Returns the name of the start tag that a text begins with; empty where it is none.
fn name_of(rest: &str) -> &str {
    let inside = rest.get(1..).unwrap_or_default();
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let is_over = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    inside.split(is_over).next().unwrap_or_default()
}

/// Returns where an element without tags inside ends: at its end tag, or with the text.
fn closing(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_end = |at: &usize| {
        let after = bytes.get(at + 2..).unwrap_or_default();
        let is_slash = bytes.get(at + 1) == Some(&b'/');
        is_slash
            && after
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', bytes).find(is_end).unwrap_or(rest.len())
}

/// What a start tag is made of, as places in it.
struct Tag {
    /// After its `>`, or the text's end.
    end: usize,
    /// Where what is too many begins.
    cut: Option<usize>,
    /// The values that are too long, before that.
    long: Vec<Range<usize>>,
    /// Does it end with `/>`?
    is_empty: bool,
}

impl Tag {
    /// Finds the end of a tag whose attributes begin at `at`, as the standard's tokenizer does.
    fn of(bytes: &[u8], mut at: usize) -> Self {
        let (mut count, mut cut, mut long) = (0, None, Vec::new());
        loop {
            at += count_while(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            match bytes.get(at) {
                None => return Self { end: at, cut: None, long: Vec::new(), is_empty: false },
                Some(b'>') => {
                    let is_empty = at > 0 && bytes.get(at - 1) == Some(&b'/');
                    return Self { end: at + 1, cut, long, is_empty };
                }
                Some(_) => {}
            }
            count += 1;
            if count > MOST_ATTRIBUTES {
                cut = cut.or(Some(at));
            }
            let (end, value) = attribute(bytes, at);
            long.extend(value.filter(|value| cut.is_none() && value.len() > LONGEST_VALUE));
            at = end;
        }
    }
}

/// Returns where an attribute ends that begins at `at`, and where its value is.
fn attribute(bytes: &[u8], at: usize) -> (usize, Option<Range<usize>>) {
    // The first sign belongs to the name even if it is `=`.
    let is_name = |byte: u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=');
    let at = at + 1;
    let at = at + count_while(bytes, at, is_name);
    let equals = at + count_while(bytes, at, |byte| byte.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return (at, None);
    }
    let at = equals + 1;
    let at = at + count_while(bytes, at, |byte| byte.is_ascii_whitespace());
    if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
        let inside = bytes.get(at + 1..).unwrap_or_default();
        let Some(len) = memchr::memchr(quote, inside) else { return (bytes.len(), None) };
        return (at + len + 2, Some(at + 1..at + 1 + len));
    }
    let len = count_while(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
    (at + len, Some(at..at + len))
}

fn count_while(bytes: &[u8], at: usize, is_counted: impl Fn(u8) -> bool) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_counted(**byte)).count()
}

/// Returns where `wanted` begins, or the text's length.
fn find(text: &str, wanted: &str) -> usize {
    memchr::memmem::find(text.as_bytes(), wanted.as_bytes()).unwrap_or(text.len())
}

/// Returns the first place from `at` on where a text may be cut.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
