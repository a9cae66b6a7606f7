//! What is found, and what is not.

use proptest::prelude::*;

use super::*;
use crate::text::{is_grapheme_boundary, marked::bracketed};

fn all(text: &Text, query: &Query, stride: usize) -> Result<Vec<Stretch>, BadQuery> {
    let pattern = Pattern::new(query, text)?;
    let mut scan = Scan::with_stride(text, &pattern, stride);
    let mut hits = Vec::new();
    loop {
        match scan.look() {
            Seen::Hit(hit) => hits.push(hit),
            Seen::Nothing => {}
            Seen::End => return Ok(hits),
        }
    }
}

fn plain(words: &str) -> Query {
    Query { words: words.to_owned(), ..Query::default() }
}

fn regex(words: &str) -> Query {
    Query { syntax: Syntax::Regex, ..plain(words) }
}

/// Looks for a query in a text whose hits stand in brackets.
#[track_caller]
fn check(query: &Query, marked: &str) {
    let text = Text::new(marked.replace(['[', ']'], ""));
    let hits = all(&text, query, STRIDE).unwrap();
    assert_eq!(bracketed(&text, &hits), marked, "{query:?}");
}

#[test]
fn plain_words_are_found_in_any_case() {
    check(&plain("port"), "The [port], the [Port]s and air[PORT]");
    check(&Query { case: Case::Exact, ..plain("Port") }, "The port, the [Port]s and airPORT");
    check(&plain("a.b"), "axb [a.b] a\\.b");
    check(&plain("[x]*"), "x xx");
    check(&plain("straße"), "[Straße], [STRAẞE], STRASSE");
    check(&plain("σοφος"), "[ΣΟΦΟΣ] [σοφος] [σοφοσ] [Σοφος]");
    check(&plain("i"), "[I] [i] İ ı");
    check(&plain("É"), "[é] [É] e");
    check(&plain("総統"), "この[総統]が");
}

#[test]
fn quotes_spaces_and_hyphens_are_found_as_they_are_set() {
    check(&plain("don't"), "[don't] [don’t] dont");
    check(&plain("\"go\""), "[“go”] [\"go\"] [„go“] 'go'");
    check(&plain("’s"), "it['s] it[’s]");
    check(&plain("ten  men"), "[ten men] [ten\u{A0}men] [ten\nmen] [ten \u{200B} \nmen] tenmen");
    check(&plain("co-op"), "[co-op] [co\u{2011}op] coop");
    check(&plain("exchange"), "an [ex\u{AD}change], [exchange]");
    check(&plain("ex\u{AD}change"), "an [exchange]");
}

#[test]
fn no_hit_splits_a_grapheme() {
    check(&plain("e"), "caf\u{65}\u{301} th[e]n");
    check(&plain("cafe"), "cafe\u{301} [cafe]");
    check(&plain("👩"), "👩‍👧 [👩] 👩🏽");
    check(&regex("."), "[a]e\u{301}[b]");
    check(&plain("🇪"), "🇻🇪");
}

#[test]
fn whole_words_have_their_edges_where_the_keys_stop() {
    let words = |words: &str| Query { edges: Edges::Words, ..plain(words) };
    check(&words("port"), "[port], [Port]-side “[port]” ports airport port’s l’port");
    check(&words("a a"), "xa [a a]");
    check(&words("don"), "don’t [Don] Don's");
    check(&words("1"), "[1] 1,000 2.1");
    check(&words("ukraine"), "[Ukraine]; Ukraine_2");
    let pattern = Query { edges: Edges::Words, ..regex("[a-z]+s") };
    check(&pattern, "[ships] sail sss9");
}

#[test]
fn names_are_found_before_an_s_that_owns() {
    for name in ["Maduro", "Maduro’s", " maduro's "] {
        check(
            &Query::name(name),
            "[Maduro]’s men, [MADURO]'s, [maduro]. Maduros, Maduro’sx Madurismo",
        );
    }
    check(&Query::name("the crews’"), "[The crews]’ pay; [the crews]");
    check(&Query::name("his"), "[his] this");
    check(&Query::name("’s"), "it’s");
    assert_eq!(Query::name("O’").words, "O’");
}

#[test]
fn patterns_are_lines_and_never_empty() {
    check(&regex(r"^\w+"), "[one] two\n[three]");
    check(&regex("x*"), "a[xx]b[x]");
    check(&regex(r"\d{4}|may$"), "[1998], [May]\nmay, [2001]");
    check(&regex("(?-i)A"), "a[A]");
}

#[test]
fn a_bad_pattern_says_why_in_a_line() {
    let why = |words: &str| all(&Text::new("a"), &regex(words), STRIDE).unwrap_err().to_string();
    assert_eq!(why("(a"), "Not a pattern yet: unclosed group");
    assert_eq!(why("a{2"), "Not a pattern yet: unclosed counted repetition");
    assert_eq!(why(r"(\w{900}){900}"), "This pattern is too large to search with");
    assert!(!why(&"(".repeat(300)).contains('\n'));
    assert_eq!(all(&Text::new("a"), &plain(&"a".repeat(2001)), STRIDE), Err(BadQuery::TooLong));
}

#[test]
fn a_match_without_end_is_found_in_parts() {
    let text = Text::new("é".repeat(200_000));
    let hits = all(&text, &regex(".+"), STRIDE).unwrap();
    assert!(hits.len() > 2 && hits.iter().all(|hit| hit.len() <= STRIDE + REACH));
    assert_eq!(hits.iter().map(|hit| hit.len()).sum::<usize>(), text.as_str().len());
    assert!(hits.windows(2).all(|pair| pair[0].end == pair[1].start));
}

#[test]
fn whole_words_of_a_line_without_end_take_few_looks() {
    let words = |words: &str| Query { edges: Edges::Words, ..regex(words) };
    let looks = |text: &Text, query: &Query| {
        let pattern = Pattern::new(query, text).unwrap();
        let mut scan = Scan::new(text, &pattern);
        let mut looks = 1;
        while scan.look() != Seen::End {
            looks += 1;
        }
        looks
    };
    let text = Text::new("Müller freed ".repeat(30_000));
    let count = looks(&text, &words(".+"));
    assert!(count < 50, "{count} looks");
    let hits = all(&text, &words(".+"), STRIDE).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.len()).sum::<usize>(), text.as_str().len());
    // No match of this ends with a word: two looks for each word, one for each letter near the end.
    let text = Text::new("Müller freed ".repeat(1_000));
    let count = looks(&text, &words(".*e"));
    assert!(count < 5_500, "{count} looks");
    // There is no edge to go back to.
    let text = Text::new("é".repeat(100_000));
    assert!(looks(&text, &words(".+")) < 1_000);
}

/// Compares each place, letter by letter. Right for texts whose letters have one lower case each.
fn naive(text: &Text, words: &str) -> Vec<Stretch> {
    let content = text.as_str();
    let (mut hits, mut from) = (Vec::new(), 0);
    for (at, _) in content.char_indices() {
        let mut tail = content.get(at..).unwrap_or_default().char_indices();
        let is_here = words.chars().all(|wanted| {
            tail.next().is_some_and(|(_, c)| c.to_lowercase().eq(wanted.to_lowercase()))
        });
        let hit = Stretch::new(at, tail.next().map_or(content.len(), |(end, _)| at + end));
        let is_whole = is_grapheme_boundary(text, hit.start) && is_grapheme_boundary(text, hit.end);
        if is_here && is_whole && at >= from {
            hits.push(hit);
            from = hit.end.to_usize();
        }
    }
    hits
}

proptest! {
    #[test]
    fn hits_are_those_of_a_naive_search(
        content in "[aAbBéÉß\u{301}👍🏽🇻🇪。]{0,60}", words in "[aAbBéÉ\u{301}👍🇻]{1,3}", stride in 1..40_usize,
    ) {
        let text = Text::new(content);
        let expected = naive(&text, &words);
        prop_assert_eq!(&all(&text, &plain(&words), STRIDE).unwrap(), &expected);
        // However short the pieces that it reads are.
        prop_assert_eq!(&all(&text, &plain(&words), stride).unwrap(), &expected);
    }

    #[test]
    fn any_pattern_ends_and_keeps_graphemes_whole(
        content in "[ab \\n’s\u{301}👍🏽é]{0,40}", words in "[ab.*+?()|^$\\\\wé]{1,8}", stride in 1..20_usize,
    ) {
        let text = Text::new(content);
        let Ok(hits) = all(&text, &regex(&words), stride) else { return Ok(()) };
        for hit in &hits {
            prop_assert!(!hit.is_empty());
            prop_assert!(is_grapheme_boundary(&text, hit.start) && is_grapheme_boundary(&text, hit.end));
        }
        prop_assert!(hits.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}
