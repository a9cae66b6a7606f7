//! What a plain text says of itself: who wrote it, when, where, and its address.
//!
//! Rather nothing than a wrong fact: what could be read in two ways is left out.

use super::bylines::{author, is_date_line, named_before_date, published, updated};
use super::characters::{is_blank, is_quotation_mark};
use super::datelines::{Agency, Dash, dateline, has_place_start, is_certain_place, place_segments};
use super::outlets::{is_no_place, publisher, source};
use super::{Part, PartKind};

/// A fact that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is: `byline`, `publisher`, `published`, `modified`, `place` or `url`.
    pub name: &'static str,
    /// The value; a date as `2026-01-13`.
    pub value: String,
    /// Where it was found: `byline line`, `dateline`, `source line` or `last line`.
    pub from: &'static str,
}

/// Returns the facts that the byline, the dateline and the source line state, in that order.
pub fn facts(text: &str, parts: &[Part]) -> Vec<Found> {
    let words = |part: &Part| text.get(part.at.range()).unwrap_or_default();
    let bylines = || parts.iter().filter(|part| part.kind == PartKind::Byline).map(words);
    let dateline = first_paragraph(parts).map(words).and_then(dateline);
    let sources = || parts.iter().filter(|part| part.kind == PartKind::Source).map(words);
    let last = parts.last().filter(|part| part.kind == PartKind::Paragraph).map(words);

    let by = only(bylines().filter_map(author));
    let outlet = only(bylines().filter_map(publisher)).map(|outlet| (outlet, "byline line"));
    let outlet = outlet.or_else(|| Some((only(sources().filter_map(source))?, "source line")));
    let on = only(bylines().filter_map(published)).map(|day| (day, "byline line"));
    let on = on.or_else(|| Some((published(dateline.as_ref()?.head)?, "dateline")));
    let later = only(bylines().filter_map(updated)).map(|day| (day, "byline line"));
    let at_end = || last.filter(|line| is_date_line(line)).and_then(updated);
    let later = later.or_else(|| Some((at_end()?, "last line")));
    let place = dateline.as_ref().map(|dateline| (dateline.place.clone(), "dateline"));
    // A dateline's capitals say no more than the same name beneath the headline.
    let is_it = |above: &String| place.as_ref().is_none_or(|(it, _)| is_same(it, above));
    let above = only(bylines().filter_map(place_above)).filter(is_it);
    let place = above.map(|value| (value, "byline line")).or(place);
    let url = only(sources().filter_map(address));
    let found = [
        by.map(|value| Found { name: "byline", value, from: "byline line" }),
        outlet.map(|(value, from)| Found { name: "publisher", value, from }),
        on.map(|(value, from)| Found { name: "published", value, from }),
        later.map(|(value, from)| Found { name: "modified", value, from }),
        place.map(|(value, from)| Found { name: "place", value, from }),
        url.map(|value| Found { name: "url", value, from: "source line" }),
    ];
    found.into_iter().flatten().collect()
}

/// Returns the place that a line such as "Valmorra, 14 March 2025" names beneath a headline.
fn place_above(line: &str) -> Option<String> {
    let segments = place_segments(named_before_date(line)?);
    let city = segments.first()?;
    // Two words may as well be a person, whatever follows them.
    let is_city = !city.contains(is_blank) || has_place_start(city);
    let is_place = is_city
        && is_certain_place(&segments, Agency::Unnamed, Dash::Long)
        && !segments.iter().any(|segment| is_no_place(segment));
    is_place.then(|| segments.join(", "))
}

/// Are these the same but for capitals?
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Returns the value if there is just one.
fn only(values: impl Iterator<Item = String>) -> Option<String> {
    let mut values: Vec<String> = values.collect();
    values.dedup();
    if values.len() == 1 { values.pop() } else { None }
}

/// Returns the first paragraph after the bylines.
fn first_paragraph(parts: &[Part]) -> Option<&Part> {
    let after = parts.iter().rposition(|part| part.kind == PartKind::Byline).map_or(0, |at| at + 1);
    parts.iter().skip(after).find(|part| part.kind == PartKind::Paragraph)
}

/// Returns the address in a source line, if there is just one.
fn address(line: &str) -> Option<String> {
    let is_around = |c| {
        is_quotation_mark(c) || matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ',' | ';' | '.')
    };
    let words = line.split_whitespace().map(|word| word.trim_matches(is_around));
    let is_address = |word: &&str| {
        let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
        rest.is_some_and(|rest| rest.contains('.'))
    };
    only(words.filter(is_address).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::super::outline;
    use super::*;

    /// Reads `name=value (from)` facts off a text.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = facts(text, &outline(text));
        let shown: Vec<String> = found
            .iter()
            .map(|fact| format!("{}={} ({})", fact.name, fact.value, fact.from))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn all_facts_of_an_article() {
        check(
            "Ports shut\n\nBy Marisol Deane · 13 January 2026\n\nCARACAS, Venezuela — The ports \
             shut.\n\nSource: Herald, https://example.org/a.",
            &[
                "byline=Marisol Deane (byline line)",
                "published=2026-01-13 (byline line)",
                "place=CARACAS, Venezuela (dateline)",
                "url=https://example.org/a (source line)",
            ],
        );
    }

    #[test]
    fn a_dateline_can_give_the_day() {
        check(
            "Head\n\nTARSIS, 13 January 2026 (Reuters) — The ports shut.",
            &["published=2026-01-13 (dateline)", "place=TARSIS (dateline)"],
        );
    }

    #[test]
    fn a_byline_can_name_the_publisher() {
        check(
            "Head\n\nBy Ana Ruiz, Tarsis Herald, 13 January 2026\n\nOne.",
            &[
                "byline=Ana Ruiz (byline line)",
                "publisher=Tarsis Herald (byline line)",
                "published=2026-01-13 (byline line)",
            ],
        );
    }

    #[test]
    fn a_header_can_give_the_place_the_day_and_the_address() {
        let header =
            ["Ports shut", "By Zoë Krämer", "Valmorra, 14 March 2025", "https://example.org/a"];
        let expected = [
            "byline=Zoë Krämer (byline line)",
            "published=2025-03-14 (byline line)",
            "place=Valmorra (byline line)",
            "url=https://example.org/a (source line)",
        ];
        for between in ["\n", "\n\n"] {
            check(&(header.join(between) + "\n\nThe ports shut.\n\nAll did."), &expected);
            check(&(header.join(between) + "\n\nVALMORRA — All shut.\n\nAll did."), &expected);
        }
        let day = "published=2025-03-14 (byline line)";
        check(
            "Head\n\nValmorra, 14 March 2025\n\nTARSIS — One.\n\nTwo.",
            &[day, "place=TARSIS (dateline)"],
        );
        let under = |line: &str| format!("Head\n\n{line}\n\nOne.\n\nTwo.");
        check(
            &under("San Cristobal, Friday, 14 March 2025"),
            &[day, "place=San Cristobal (byline line)"],
        );
        for line in ["Ana Ruiz", "Ana Ruiz, Tarsis Herald", "Reuters", "ANA RUIZ", "Politics"] {
            let expected: &[&str] = if line == "Politics" { &[] } else { &[day] };
            check(&under(&format!("{line}, 14 March 2025")), expected);
        }
        check("Head\n\nhttps://a.example\n\nOne.\n\nhttps://b.example", &[]);
    }

    #[test]
    fn days_of_publication_and_of_updates_are_told_apart() {
        let under = |lines: &str| format!("Head\n{lines}\n\nOne of them.\n\nTwo.");
        check(
            &under("By Ann Lee | Updated 5 May 2025 at 10:00"),
            &["byline=Ann Lee (byline line)", "modified=2025-05-05 (byline line)"],
        );
        let both = ["published=2025-11-03 (byline line)", "modified=2025-11-04 (byline line)"];
        check(&under("Published 3 Nov. 2025, updated 4 Nov. 2025"), &both);
        check(&under("2025-11-03\nLast modified: November 4, 2025"), &both);
        check(&under("3 November 2025"), &both[..1]);
        check(
            "Head\n\nOne.\n\nTwo.\n\nUpdated: 4 November 2025",
            &["modified=2025-11-04 (last line)"],
        );
        check("Head\n\nOne.\n\nTwo.\n\nUpdated figures of 4 November 2025", &[]);
        check("Head\n\nUpdated 4 November 2025 was the list.\n\nOne.", &[]);
    }

    #[test]
    fn a_source_line_can_name_the_publisher() {
        let under = |line: &str| format!("Head\n\nOne.\n\n{line}");
        let [outlet, url] =
            ["publisher=The Estuary Post (source line)", "url=https://example.org/a (source line)"];
        check(&under("Source: The Estuary Post"), &[outlet]);
        check(&under("Source: The Estuary Post, https://example.org/a"), &[outlet, url]);
        check(&under("Source: The Estuary Post, 4 November 2025"), &[outlet]);
        // Who wrote it has often not published it, and a name may be of anybody.
        for line in
            ["Source: Reuters", "Source: AFP, AP", "Source: Tarsis Agency", "Source: Ana Ruiz"]
        {
            check(&under(line), &[]);
        }
    }

    #[test]
    fn two_answers_are_none() {
        check("Head\n\nBy Ana Ruiz\n\nBy Tom Hale\n\nOne.", &[]);
        check("Head\n\nBy Ana Ruiz, Herald\n\nBy Tom Hale, Ledger\n\nOne.", &[]);
        check("Head\n\nOne.\n\nSource: https://a.example https://b.example", &[]);
        check("Head\n\nOne.\n\nSource: the Herald", &[]);
    }
}
