//! The parts of a MIME message (RFC 2045, 2046, 2557), and which of them is the page.

use crate::articles::{ArticleError, ArticleFile};

/// So many headers of a part are read.
const MOST_HEADERS: usize = 200;
/// A header is read to so many bytes.
const LONGEST_HEADER: usize = 1 << 13;
/// So many parts are looked at, and so deep in one another.
const MOST_PARTS: usize = 10_000;
const DEEPEST: usize = 8;

/// A part of a message: its headers and what they are about.
#[derive(Clone, Debug, Default)]
pub(super) struct Part<'a> {
    /// Is it the last one of a message that has no end?
    pub is_open: bool,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    pub body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Reads the headers that a part begins with.
    pub fn of(bytes: &'a [u8]) -> Self {
        let mut part = Self { is_open: false, headers: Vec::new(), body: bytes };
        let mut lines = Lines { rest: bytes.trim_ascii_start() };
        while let Some(line) = lines.next() {
            let line = line.get(..line.len().min(LONGEST_HEADER)).unwrap_or_default();
            if line.is_empty() {
                part.body = lines.rest;
                return part;
            }
            let text = String::from_utf8_lossy(line);
            if text.starts_with([' ', '\t']) {
                part.fold(text.trim());
                continue;
            }
            let Some((name, value)) = text.split_once(':') else { break };
            if part.headers.len() >= MOST_HEADERS || name.contains(char::is_whitespace) {
                break;
            }
            part.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        // No blank line ends the headers: there are none, or nothing but them.
        part.body = if part.headers.is_empty() { bytes } else { lines.rest };
        part
    }

    /// Returns the value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Adds the rest of a header that goes on in a further line.
    fn fold(&mut self, words: &str) {
        if let Some((_, value)) = self.headers.last_mut()
            && value.len() + words.len() < LONGEST_HEADER
        {
            value.push(' ');
            value.push_str(words);
        }
    }

    fn media_type(&self) -> String {
        let content_type = self.header("content-type").unwrap_or_default();
        content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn is_page(&self) -> bool {
        matches!(self.media_type().as_str(), "text/html" | "application/xhtml+xml")
    }

    /// Returns a parameter of the content type.
    fn parameter(&self, wanted: &str) -> Option<String> {
        let mut rest = self.header("content-type")?.split_once(';')?.1;
        loop {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if name.trim_matches([' ', ';', '\t']).eq_ignore_ascii_case(wanted) {
                return Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            }
            rest = next;
        }
    }
}

/// Finds the page of a message: the part that it names as its start, else the first page in it.
pub(super) fn page<'a>(
    whole: &Part<'a>,
    file: &ArticleFile<'_>,
) -> Result<Option<Part<'a>>, ArticleError> {
    let start = whole.parameter("start").map(|id| bare(&id).to_owned());
    let (mut waiting, mut first) = (vec![(whole.clone(), 0)], None);
    let mut seen = 0;
    while let Some((part, depth)) = waiting.pop() {
        file.check_time()?;
        seen += 1;
        let is_start = || {
            let id = part.header("content-id").map(bare);
            start.is_some() && id == start.as_deref()
        };
        if part.is_page() {
            if start.is_none() || is_start() {
                return Ok(Some(part));
            }
            first = first.or(Some(part));
            continue;
        }
        let boundary = part.parameter("boundary").filter(|_| depth < DEEPEST && seen < MOST_PARTS);
        if let Some(boundary) = boundary.filter(|_| part.media_type().starts_with("multipart/")) {
            let inside = parts(part.body, &boundary, file)?;
            waiting.extend(inside.into_iter().rev().map(|part| (part, depth + 1)));
        }
    }
    Ok(first)
}

/// Returns an id without the brackets around it.
fn bare(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}

/// Cuts a body at its boundaries. What is cut short still has the parts that are there.
fn parts<'a>(
    body: &'a [u8],
    boundary: &str,
    file: &ArticleFile<'_>,
) -> Result<Vec<Part<'a>>, ArticleError> {
    let mark = format!("--{boundary}");
    let finder = memchr::memmem::Finder::new(mark.as_bytes());
    let (mut parts, mut begun) = (Vec::new(), None);
    for at in finder.find_iter(body) {
        file.check_time()?;
        let is_line = at == 0 || body.get(at - 1) == Some(&b'\n');
        if !is_line || parts.len() >= MOST_PARTS {
            continue;
        }
        let after = body.get(at + mark.len()..).unwrap_or_default();
        parts.extend(begun.and_then(|start| body.get(start..at)).map(Part::of));
        begun = None;
        if after.starts_with(b"--") {
            break;
        }
        let line = memchr::memchr(b'\n', after).map_or(after.len(), |len| len + 1);
        begun = Some(at + mark.len() + line);
    }
    let last = begun.and_then(|start| body.get(start..)).map(Part::of);
    parts.extend(last.map(|part| Part { is_open: true, ..part }));
    Ok(parts)
}

/// The lines of a text, without their ends.
struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let len = memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest.get(1..).unwrap_or_default();
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }
}
