//! Words of an article with where they stand, on one line to paste elsewhere.

use crate::model::Article;

/// Returns words of an article in quotation marks, with its title, byline, publisher, date, pages and
/// address; what is not known is left out.
///
/// `“words” — Title. Byline, Publisher, 2026-02-09, p. 3. https://…` The parts of a span in several are
/// joined by `…`, line ends become spaces, and quotation marks within become single ones.
pub fn citation(texts: &[&str], article: &Article, pages: &str) -> String {
    let words: Vec<String> = texts.iter().map(|text| on_one_line(text)).collect();
    let fact = |name: &str| Some(on_one_line(article.fact(name))).filter(|value| !value.is_empty());
    let mut who_and_when: Vec<String> =
        ["byline", "publisher", "published"].into_iter().filter_map(fact).collect();
    if !pages.is_empty() {
        let sign = if pages.contains('–') { "pp." } else { "p." };
        who_and_when.push(format!("{sign} {pages}"));
    }
    let mut line = format!("{} — {}", in_marks(&words.join(" … ")), on_one_line(&article.title));
    if !who_and_when.is_empty() {
        end_sentence(&mut line);
        line.push(' ');
        line.push_str(&who_and_when.join(", "));
    }
    if let Some(url) = fact("url") {
        end_sentence(&mut line);
        line.push(' ');
        line.push_str(&url);
    }
    line
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sets words in double quotation marks. A quotation that fills them keeps those that it has.
fn in_marks(words: &str) -> String {
    let inner = words.strip_prefix('“').and_then(|words| words.strip_suffix('”'));
    let is_double = |c: char| c == '“' || c == '”';
    match inner.filter(|inner| !inner.contains(is_double)) {
        Some(inner) => format!("“{inner}”"),
        None => format!("“{}”", words.replace('“', "‘").replace('”', "’")),
    }
}

fn end_sentence(line: &mut String) {
    if !line.ends_with(['.', '!', '?', '…']) {
        line.push('.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{ArticleId, Fact, Unknown},
        testing,
    };

    fn check(texts: &[&str], title: &str, facts: &[(&str, &str)], expected: &str) {
        assert_eq!(citation(texts, &article(title, facts), ""), expected);
    }

    fn article(title: &str, facts: &[(&str, &str)]) -> Article {
        let mut article = testing::article(&ArticleId::new("tide").unwrap(), "Text.");
        article.title = title.to_owned();
        let fact = |&(name, value): &(&str, &str)| Fact {
            name: name.to_owned(),
            value: value.to_owned(),
            from: String::new(),
            unknown: Unknown::default(),
        };
        article.facts = facts.iter().map(fact).collect();
        article
    }

    #[test]
    fn pages_stand_after_the_date() {
        let article = article("Tide", &[("published", "2026-02-09")]);
        assert_eq!(citation(&["It"], &article, "3"), "“It” — Tide. 2026-02-09, p. 3");
        assert_eq!(citation(&["It"], &article, "3–4"), "“It” — Tide. 2026-02-09, pp. 3–4");
    }

    #[test]
    fn what_is_known_is_told() {
        let facts = [
            ("byline", "Ada Lund"),
            ("place", "TARSIS"),
            ("published", "2026-02-09"),
            ("publisher", "Harbour\nLedger"),
            ("url", "https://example.org/tide"),
        ];
        let expected = "“It rose.” — Tide rises. Ada Lund, Harbour Ledger, 2026-02-09. \
                        https://example.org/tide";
        check(&["It rose."], "Tide rises", &facts, expected);
        check(&["It"], "Tide rises?", &[], "“It” — Tide rises?");
        check(&["It"], "Tide", &[("url", "a.org"), ("byline", " ")], "“It” — Tide. a.org");
    }

    #[test]
    fn fragments_line_ends_and_marks_within_stay_readable() {
        for (texts, expected) in [
            (&["one\ntwo", "three"] as &[&str], "“one two … three” — Tide"),
            (&["“It rises”"], "“It rises” — Tide"),
            (&["“It rises,” she said"], "“‘It rises,’ she said” — Tide"),
            (&["“It” or “they”"], "“‘It’ or ‘they’” — Tide"),
        ] {
            check(texts, "Tide", &[], expected);
        }
    }
}
