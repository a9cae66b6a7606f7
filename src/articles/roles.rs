//! The parts that a plain text shows of itself, as the model's blocks and facts.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat};

use super::title;
use crate::{
    model::{Block, BlockKind, Fact, Unknown},
    text::{self, Part, PartKind, Stretch},
};

/// The fact that says how many words a text has.
pub const WORDS: &str = "words";

/// The fact that says what the file calls the article, whatever people call it since.
pub const TITLE: &str = "title";

/// Where a title is from that the text shows as its headline.
pub(super) const HEADLINE: &str = "the headline";

/// Where a fact is from that the whole text gives.
pub const FROM_TEXT: &str = "the text";

/// Where a fact is from that a document's own properties give.
pub(super) const PROPERTIES: &str = "document properties";

/// Returns a block without fields of newer versions.
pub(super) fn new_block(at: Stretch, kind: BlockKind, level: u32) -> Block {
    Block { at, kind, level, unknown: Unknown::default() }
}

/// Returns a fact without fields of newer versions.
pub(super) fn new_fact(name: &str, value: &str, from: &str) -> Fact {
    let (name, value, from) = (name.to_owned(), value.to_owned(), from.to_owned());
    Fact { name, value, from, unknown: Unknown::default() }
}

/// Returns a title, as [`title`] makes it of words; `None` where there are none.
pub(super) fn new_title(words: &str, from: &str) -> Option<Fact> {
    Some(new_fact(TITLE, &title::title(words)?, from))
}

/// Returns words with their line ends and other white space as single spaces.
#[cfg(any(feature = "html", feature = "office"))]
pub(super) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a date of metadata in ISO 8601: a day, or a moment with its offset from UTC where it has
/// one. `None` where it can mean more than one day.
pub(super) fn date(written: &str) -> Option<String> {
    let written = written.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(written) {
        return Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true));
    }
    if let Ok(moment) = DateTime::parse_from_rfc2822(written) {
        return Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true));
    }
    for form in ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"] {
        if let Ok(moment) = DateTime::parse_from_str(written, form) {
            return Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true));
        }
    }
    for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    {
        if let Ok(moment) = NaiveDateTime::parse_from_str(written, form) {
            return Some(moment.format("%Y-%m-%dT%H:%M:%S").to_string());
        }
    }
    for form in ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"] {
        if let Ok(day) = NaiveDate::parse_from_str(written, form) {
            return Some(day.to_string());
        }
    }
    text::only_date(written)
}

/// Returns a part of a text as a block.
pub(super) fn block(part: &Part) -> Block {
    let (kind, level) = match part.kind {
        PartKind::Heading(level) => (BlockKind::Heading, level.into()),
        PartKind::Byline => (BlockKind::Byline, 0),
        PartKind::Paragraph => (BlockKind::Paragraph, 0),
        PartKind::Source => (BlockKind::Source, 0),
        PartKind::ListItem => (BlockKind::ListItem, 1),
    };
    new_block(part.at, kind, level)
}

/// Returns a block as the part of a text that `text::facts` looks into.
pub(super) fn part(block: &Block) -> Part {
    let kind = match block.kind {
        BlockKind::Heading => PartKind::Heading(u8::try_from(block.level).unwrap_or(u8::MAX)),
        BlockKind::Byline => PartKind::Byline,
        BlockKind::Source => PartKind::Source,
        BlockKind::ListItem => PartKind::ListItem,
        _ => PartKind::Paragraph,
    };
    Part { at: block.at, kind }
}

/// Turns paragraphs that read like a byline or a source line into such blocks.
pub(super) fn name_bylines(text: &str, blocks: &mut [Block]) {
    for part in text::outline(text) {
        if !matches!(part.kind, PartKind::Byline | PartKind::Source) {
            continue;
        }
        let Ok(at) = blocks.binary_search_by_key(&part.at, |block| block.at) else { continue };
        let Some(block) = blocks.get_mut(at) else { continue };
        if block.kind == BlockKind::Paragraph {
            *block = self::block(&part);
        }
    }
}

/// Returns the facts that a file's metadata gave with those found in its text, by name. Where both
/// know one, the metadata is believed, unless it is a document's properties: programs fill them in.
pub(super) fn facts(mut known: Vec<Fact>, text: &str, parts: &[Part]) -> Vec<Fact> {
    for found in text::facts(text, parts) {
        known.retain(|fact| fact.name != found.name || fact.from != PROPERTIES);
        if known.iter().all(|fact| fact.name != found.name) {
            known.push(new_fact(found.name, &found.value, found.from));
        }
    }
    known.sort_by(|a, b| a.name.cmp(&b.name));
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_knows_better_than_properties_and_worse_than_other_metadata() {
        let text = "Crews freed\n\nBy Ana Silva\n\nThe crews went back to work on Friday.\n";
        let parts = text::outline(text);
        let byline = |from| {
            let known = vec![new_fact("byline", "Admin", from)];
            let found = facts(known, text, &parts);
            assert_eq!(found.len(), 1, "{found:?}");
            found[0].value.clone()
        };
        assert_eq!(byline(PROPERTIES), "Ana Silva");
        assert_eq!(byline("JSON-LD"), "Admin");
    }

    #[test]
    fn dates_of_all_kinds_become_iso() {
        fn check(written: &str, iso: Option<&str>) {
            assert_eq!(date(written).as_deref(), iso, "{written}");
        }
        check("2026-01-13T10:00:00.000Z", Some("2026-01-13T10:00:00Z"));
        check("2026-01-13T10:00:00-0430", Some("2026-01-13T10:00:00-04:30"));
        check("2026-01-13T10:00:00", Some("2026-01-13T10:00:00"));
        check("2026-01-13 10:00", Some("2026-01-13T10:00:00"));
        check("Tue, 13 Jan 2026 10:00:00 GMT", Some("2026-01-13T10:00:00Z"));
        check(" 2026/01/13 ", Some("2026-01-13"));
        check("20260113", Some("2026-01-13"));
        check("January 13th, 2026", Some("2026-01-13"));
        check("Posted on 13 January 2026", Some("2026-01-13"));
        check("3/4/2026", None);
        check("2026-02-31", None);
        check("13 January 2026 or 14 January 2026", None);
        check("soon", None);
    }
}
