//! Bylines that the reader view takes out of a page: they stay in the text, where they stand.
//!
//! It removes what the markup calls a byline, if nothing else names an author, and leaves out most of
//! what stands between a headline and the first paragraph.

use dom_query::{Document, NodeRef};

use super::{
    insert::{self, Added},
    metadata::{people, same},
};
use crate::{
    articles::{draft::Draft, roles},
    model::{Block, BlockKind},
    text::{self, PartKind},
};

/// A byline has no more letters, one that is put back no more words.
const LONGEST: usize = 100;
const MOST_WORDS: usize = 20;
/// So many elements are looked at for one.
const MOST_MARKED: usize = 20;
/// So many blocks after a headline may be a byline, or before a first paragraph without one.
const BELOW: usize = 40;
const ABOVE: usize = 6;
/// So many lines are put back.
const MOST_LINES: usize = 4;
/// So many of them may give nothing but a day.
const MOST_DAYS: usize = 2;

/// Returns who the markup of a page says wrote it, in the words of the page.
pub(super) fn marked(document: &Document) -> Option<String> {
    let body = document.body()?;
    let marked = body.descendants_it().filter(is_marked);
    marked.take(MOST_MARKED).find_map(|node| {
        let name = dom_query::Selection::from(node).select_single("[itemprop=name]");
        let words = if name.exists() { name.text() } else { node.text() };
        let is_short = (1..LONGEST).contains(&words.trim().chars().count());
        people(&words).filter(|_| is_short && !is_of_form(&node))
    })
}

/// Returns the lines that the markup of a page calls bylines, and that begin as those do in some
/// languages: by the word alone, they might be anything.
pub(super) fn labelled(document: &Document) -> Vec<String> {
    let Some(body) = document.body() else { return Vec::new() };
    let marked = body.descendants_it().filter(|node| is_marked(node) && !is_of_form(node));
    let lines = marked.take(MOST_MARKED).map(|node| roles::on_one_line(&node.text()));
    lines.filter(|line| is_labelled(line)).collect()
}

/// Does a line begin with a word such as `Von`, and a name?
fn is_labelled(line: &str) -> bool {
    const LABELS: [&str; 8] = ["af", "av", "di", "door", "par", "por", "van", "von"];
    let Some((label, rest)) = line.split_once(' ') else { return false };
    LABELS.contains(&&*label.to_lowercase()) && rest.starts_with(char::is_uppercase)
}

/// Keeps the reader view from taking a byline out: it looks for none where an author is named.
pub(super) fn keep(document: &Document) {
    document.select_single("head").append_html("<meta name=author content=known>");
}

/// Does the markup call this a byline?
fn is_marked(node: &NodeRef<'_>) -> bool {
    const NAMES: [&str; 4] = ["byline", "author", "dateline", "writtenby"];
    let has = |attribute: &str, names: &[&str]| {
        let value = node.attr(attribute).map(|value| value.to_ascii_lowercase());
        value.is_some_and(|value| names.iter().any(|name| value.contains(name)))
    };
    let is_author = node.attr("rel").is_some_and(|rel| &*rel == "author");
    is_author || has("itemprop", &["author"]) || has("class", &NAMES) || has("id", &NAMES)
}

/// Is this where somebody is to write their name, or what leads elsewhere?
fn is_of_form(node: &NodeRef<'_>) -> bool {
    const FORMS: [&str; 6] = ["form", "label", "nav", "footer", "aside", "select"];
    let is_one = |one: &NodeRef<'_>| one.node_name().is_some_and(|name| FORMS.contains(&&*name));
    is_one(node) || node.ancestors_it(None).any(|one| is_one(&one))
}

/// Puts back the lines between the headline and the first paragraph that say who wrote an article, or
/// when. `by` are those who did, `labelled` the lines that the markup says are bylines.
pub(super) fn put_back(article: &mut Draft, whole: &Draft, by: &str, labelled: &[String]) {
    let Some((before, range)) = header(article, whole) else { return };
    let by: Vec<String> = by.split(", ").map(str::to_lowercase).collect();
    let (mut lines, mut days): (Vec<Added>, Vec<usize>) = (Vec::new(), Vec::new());
    for block in whole.blocks.get(range).unwrap_or_default() {
        let words = line(whole, block);
        let is_there = article.text.contains(words)
            || lines.iter().any(|one| one.words.contains(words) || words.contains(&*one.words));
        if lines.len() < MOST_LINES && !is_there && is_line(&block.kind, words, &by, labelled) {
            let words = words.to_owned();
            if !names_one(&words, &by) && text::only_date(&words).is_some() {
                days.push(lines.len());
            }
            lines.push(Added { before, words, kind: BlockKind::Byline, level: 0 });
        }
    }
    // Many days are those of a list of other articles.
    if days.len() > MOST_DAYS {
        days.iter().rev().for_each(|at| drop(lines.remove(*at)));
    }
    insert::insert(article, lines);
}

/// Puts back the first line that the markup says is a byline, if it stands below the deck of an article.
pub(super) fn put_below_deck(article: &mut Draft, whole: &Draft, labelled: &[String]) {
    if labelled.iter().any(|one| article.text.contains(one)) {
        return;
    }
    let mut from = 0;
    for (before, block) in article.blocks.iter().enumerate().take(ABOVE) {
        let words = line(article, block);
        let rest = whole.blocks.get(from..).unwrap_or_default();
        let Some(next) = rest.iter().position(|one| line(whole, one) == words) else { continue };
        let between = rest.get(..next).filter(|_| from > 0 && next <= ABOVE).unwrap_or_default();
        let is_it = |one: &&Block| {
            let words = line(whole, one);
            labelled.iter().any(|line| line == words) && is_line(&one.kind, words, &[], labelled)
        };
        if let Some(found) = between.iter().find(is_it) {
            let words = line(whole, found).to_owned();
            let added = Added { before, words, kind: BlockKind::Byline, level: 0 };
            insert::insert(article, vec![added]);
            return;
        }
        from += next + 1;
    }
}

/// Returns the block of an article that its header stands before, and where the blocks of that are in
/// the page.
fn header(article: &Draft, whole: &Draft) -> Option<(usize, std::ops::Range<usize>)> {
    let is_headline = |block: &Block| block.kind == BlockKind::Heading && block.level == 1;
    let place = |block: &Block| {
        let words = line(article, block);
        whole.blocks.iter().position(|one| line(whole, one) == words)
    };
    let headline = article.blocks.iter().find(|block| is_headline(block));
    let headline = headline.map(|block| line(article, block));
    let of_text = || article.blocks.iter().enumerate().filter(|(_, block)| !is_headline(block));
    // What is long stands in a page but once.
    let is_long = |block: &Block| line(article, block).chars().nth(LONGEST / 2).is_some();
    let mut end = of_text().take(ABOVE).filter(|(_, block)| is_long(block));
    let end = end.find_map(|(_, block)| place(block))?;
    let above = whole.blocks.get(..end)?;
    let is_it = |block: &Block| {
        let is_heading = block.kind == BlockKind::Heading;
        is_heading && headline.is_some_and(|headline| same(line(whole, block), headline))
    };
    let start = match above.iter().rposition(is_it) {
        Some(headline) => headline + 1,
        None => end.saturating_sub(ABOVE),
    };
    let is_apart = |block: &Block| block.kind != BlockKind::TableCell;
    let first = of_text().take(ABOVE).find_map(|(at, block)| {
        let place = place(block).filter(|place| (start..=end).contains(place))?;
        is_apart(block).then_some((at, place))
    });
    let (before, end) = first?;
    (end - start <= BELOW).then_some((before, start..end))
}

/// Does a line say who wrote an article, or when?
fn is_line(kind: &BlockKind, words: &str, by: &[String], labelled: &[String]) -> bool {
    let is_words = matches!(kind, BlockKind::Paragraph | BlockKind::Byline | BlockKind::ListItem);
    let is_short = words.chars().nth(LONGEST).is_none()
        && words.split_whitespace().count() <= MOST_WORDS
        && !words.ends_with(['.', '?', '!', '…', ':', '”', '"']);
    let is_it =
        || labelled.iter().any(|line| line == words) || names_one(words, by) || reads_so(words);
    is_words && is_short && !words.contains('\n') && is_it()
}

/// Does a line name one of those who wrote it, in full?
fn names_one(words: &str, by: &[String]) -> bool {
    let lower = words.to_lowercase();
    by.iter().any(|name| name.contains(' ') && lower.contains(name))
}

/// Would a line that stands between a headline and a paragraph be taken for a byline?
fn reads_so(words: &str) -> bool {
    let text = format!("A headline\n\n{words}\n\nA paragraph, which goes on and ends with a stop.");
    text::outline(&text).get(1).is_some_and(|part| part.kind == PartKind::Byline)
}

/// Returns the words of a block without the mark of an item.
fn line<'a>(draft: &'a Draft, block: &Block) -> &'a str {
    let words = draft.text.get(block.at.range()).unwrap_or_default();
    let is_item = block.kind == BlockKind::ListItem;
    words.strip_prefix("• ").filter(|_| is_item).unwrap_or(words)
}
