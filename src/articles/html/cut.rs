//! Is a page cut short? Many leave out their last end tags, so that alone says nothing: something must be
//! open that pages close, and the end must stand in the middle of it.

use std::collections::HashMap;

pub(in crate::articles) const WARNING: &str =
    "The file seems to be cut short: what came after is missing";

/// Elements whose end tags nobody may leave out.
const CLOSED: [&str; 27] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "div",
    "em",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "i",
    "main",
    "nav",
    "ol",
    "section",
    "span",
    "strong",
    "table",
    "u",
    "ul",
];

/// Elements that hold no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

const LONGEST_NAME: usize = 24;

/// Does a page stop before its end?
pub(super) fn is_cut(page: &str) -> bool {
    let (mut open, mut is_page) = (HashMap::<&str, i64>::new(), false);
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(at..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some((_, after)) = comment.split_once("-->") else { return is_page };
            rest = after;
            continue;
        }
        let Some((name, is_end)) = tag(rest) else {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let Some((_, after)) = rest.split_once('>') else { return is_page };
        rest = after;
        let known = |names: &'static [&'static str]| {
            names.iter().find(|one| one.eq_ignore_ascii_case(name)).copied()
        };
        match (known(&["html", "body"]), is_end) {
            (Some(_), End::Closing) => return false,
            (Some(_), End::Opening) => is_page = true,
            (None, _) => {}
        }
        if let Some(name) = known(&CLOSED) {
            *open.entry(name).or_default() += if is_end == End::Closing { -1 } else { 1 };
        }
        if let (Some(raw), End::Opening) = (known(&RAW), is_end) {
            let Some(after) = after_raw(rest, raw) else { return is_page };
            rest = after;
        }
    }
    is_page && !rest.trim().is_empty() && open.values().any(|count| *count > 0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Opening,
    Closing,
}

/// Returns the name of the tag that a text begins with.
fn tag(rest: &str) -> Option<(&str, End)> {
    let inside = rest.strip_prefix('<')?;
    let (inside, end) = match inside.strip_prefix('/') {
        Some(inside) => (inside, End::Closing),
        None => (inside, End::Opening),
    };
    // No name is longer: a text may be full of marks that begin none.
    let inside = inside.get(..inside.floor_char_boundary(LONGEST_NAME)).unwrap_or(inside);
    let is_over = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let name = inside.split(is_over).next()?;
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some((name, end))
}

/// Returns what comes after the end of an element that holds no tags.
fn after_raw<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let is_end = |at: &usize| {
        let end = rest.get(*at..).and_then(tag);
        end.is_some_and(|(one, end)| end == End::Closing && one.eq_ignore_ascii_case(name))
    };
    let at = memchr::memchr_iter(b'<', rest.as_bytes()).find(is_end)?;
    rest.get(at..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_in_the_middle_of_something() {
        for page in [
            "<html><body><div><p>The crews went",
            "<html><body><article><p>They</p><p>went ba",
            "<body><p>The crews <a href='/x",
            "<body><p>They went.</p><!-- the rest",
            "<body><p>They went.</p><script>let a = 1;",
            "<HTML><BODY><P>They <B>went",
        ] {
            assert!(is_cut(page), "{page}");
        }
    }

    #[test]
    fn a_page_may_leave_out_its_last_end_tags() {
        for page in [
            "<html><body><p>They went.<p>So did we.",
            "<html><body><div><p>They went.</p></div>\n",
            "<html><body><div><p>They went.</p>\n",
            "<html><body><div>They went</body></html>",
            "<html><body><div>They went</BODY >\n<!-- saved",
            "<div><p>They went",
            "<html><body><ul><li>a<li>b</ul>if a < b",
            "<html><body><p>They went.<script>'<div>'</script> So did we.",
        ] {
            assert!(!is_cut(page), "{page}");
        }
    }
}
