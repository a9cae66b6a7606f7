//! Lines that are left among those of an article and are none of it: notices about cookies, bars to share
//! it, newsletters, lists of what else is read. Only what its name and its shape both give away goes.

use dom_query::{Document, NodeRef};

use super::adverts;
use crate::{
    articles::{ArticleError, ArticleFile, roles},
    text,
};

/// Words in the class or the id of what may be a few words without a link.
const NOTICES: [&str; 8] =
    ["consent", "cookie", "cookies", "gdpr", "newsletter", "newsletters", "share", "sharing"];

/// Words in the class or the id of what consists of links.
const LISTS: [&str; 10] = [
    "mostread",
    "popular",
    "recirc",
    "recommended",
    "related",
    "sharebar",
    "sharedaddy",
    "signup",
    "social",
    "trending",
];

/// Headings over lists of other articles.
const LABELS: [&str; 24] = [
    "also read",
    "das könnte sie auch interessieren",
    "leggi anche",
    "leia também",
    "lesen sie auch",
    "lo más leído",
    "mais lidas",
    "mehr zum thema",
    "meistgelesen",
    "more from this section",
    "more on this story",
    "most popular",
    "most read",
    "most viewed",
    "read also",
    "read next",
    "recommended for you",
    "related articles",
    "related stories",
    "te puede interesar",
    "trending now",
    "you may also like",
    "you might also like",
    "à lire aussi",
];

/// A notice has no more words, a list of links no more letters.
const MOST_WORDS: usize = 15;
const MOST_LETTERS: usize = 600;

/// What is made of more is no short line, and would be looked at once for each that it is in.
const MOST_NODES: usize = 1_000;

/// Where more notices than these would go, they are what the page is about.
const MOST_NOTICES: usize = 6;

/// Takes out of a page what is none of its article, before that is looked for: the reader view forgets
/// the names of what it rearranges.
pub(super) fn take_out(document: &Document, file: &ArticleFile<'_>) -> Result<(), ArticleError> {
    let Some(body) = document.body() else { return Ok(()) };
    let (mut lists, mut notices): (Vec<NodeRef<'_>>, Vec<NodeRef<'_>>) = (Vec::new(), Vec::new());
    let mut labels = Vec::new();
    for (count, node) in body.descendants_it().enumerate() {
        if count.is_multiple_of(1 << 10) {
            file.check_time()?;
        }
        labels.extend(adverts::labelled(&node));
        match Shape::of(&node).map(|shape| shape.is_links()) {
            Some(true) if !is_quoted(&node) => lists.push(node),
            Some(false) if is_notice(&node) => notices.push(node),
            Some(_) => {}
            None => lists.extend(list_under(&node).into_iter().flat_map(|list| [node, list])),
        }
    }
    if notices.len() > MOST_NOTICES {
        notices.clear();
    }
    lists.iter().chain(&notices).chain(&labels).for_each(NodeRef::remove_from_parent);
    Ok(())
}

/// How many letters something has, and how many of them are in links.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    letters: usize,
    linked: usize,
    links: usize,
}

impl Shape {
    /// Returns the shape of a block with a telling name, if it is short.
    fn of(node: &NodeRef<'_>) -> Option<Self> {
        let is_block = is(node, &["aside", "div", "form", "ol", "p", "section", "ul"]);
        if is_block && (is_named(node, &NOTICES) || is_named(node, &LISTS)) {
            Self::within(node)
        } else {
            None
        }
    }

    /// Returns the shape of what has few letters, and none of what only articles have.
    fn within(node: &NodeRef<'_>) -> Option<Self> {
        let mut shape = Self::default();
        for (count, one) in node.descendants_it().enumerate() {
            if count > MOST_NODES {
                return None;
            }
            if one.is_text() {
                let letters = one.text().chars().filter(|c| c.is_alphanumeric()).count();
                let link = one.ancestors_it(None).take_while(|above| above.id != node.id);
                let is_linked = is(node, &["a"]) || link.into_iter().any(|one| is(&one, &["a"]));
                shape.letters += letters;
                shape.linked += if is_linked { letters } else { 0 };
            }
            let is_kept = is(&one, &["blockquote", "figcaption", "pre", "table", "h1"]);
            if shape.letters > MOST_LETTERS || is_kept {
                return None;
            }
            shape.links += usize::from(is(&one, &["a"]));
        }
        Some(shape)
    }

    fn is_links(&self) -> bool {
        self.links > 0 && self.linked * 4 >= self.letters * 3
    }
}

/// Is a short block with a telling name a notice? It has something to press or to fill in, or says itself what
/// it is named after: other words may be the article's, whatever the page calls them.
fn is_notice(node: &NodeRef<'_>) -> bool {
    let is_control = |one: &NodeRef<'_>| is(one, &["a", "button", "form", "input", "select"]);
    let has_control = is_control(node) || node.descendants_it().any(|one| is_control(&one));
    if !has_control && !says_so(node) {
        return false;
    }
    let words = node.text();
    let is_share = is_named(node, &["share", "sharing"]);
    // A price of shares is in an element of that name, too.
    let is_told = is_share && words.contains(|c: char| c == '.' || c.is_ascii_digit());
    let is_short = text::words(&words) <= MOST_WORDS;
    is_named(node, &NOTICES) && is_short && !is_told && !is_quoted(node)
}

/// Do the words of a block say what its name says?
fn says_so(node: &NodeRef<'_>) -> bool {
    let words = roles::on_one_line(&node.text()).to_lowercase();
    let is_share = || {
        ["share this", "share on", "share via", "share:"].iter().any(|one| words.starts_with(one))
    };
    words.contains("cookie") && is_named(node, &["consent", "cookie", "cookies", "gdpr"])
        || words.contains("newsletter") && is_named(node, &["newsletter", "newsletters"])
        || is_share() && is_named(node, &["share", "sharing"])
}

/// Are there words of somebody in it?
fn is_quoted(node: &NodeRef<'_>) -> bool {
    node.text().contains(['“', '”', '"', '«', '„', '「'])
}

/// Returns the list of links that follows a heading of such lists.
fn list_under<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    if !is(heading, &["h2", "h3", "h4", "h5", "h6"]) {
        return None;
    }
    Shape::within(heading)?;
    let label = roles::on_one_line(&heading.text()).to_lowercase();
    let list = heading.next_element_sibling()?;
    let shape = Shape::within(&list)?;
    let is_list = is(&list, &["ul", "ol", "div"]) && shape.is_links() && shape.links > 1;
    let is_labelled = LABELS.contains(&label.trim_end_matches(':'));
    (is_labelled && is_list).then_some(list)
}

/// Is one of these among the words of the element's class or id?
fn is_named(node: &NodeRef<'_>, names: &[&str]) -> bool {
    ["class", "id"].iter().any(|attribute| {
        let value = node.attr_or(attribute, "").to_ascii_lowercase();
        value.split(|c: char| !c.is_alphanumeric()).any(|name| names.contains(&name))
    })
}

fn is(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.qual_name_ref().is_some_and(|one| names.contains(&&*one.local))
}
