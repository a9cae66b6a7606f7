//! Which part of a page is taken.

use super::*;
use crate::articles::read;

#[test]
fn the_article_is_taken_without_what_stands_around_it() {
    let reading = read(page(6).as_bytes(), "quay.html").unwrap();
    assert_eq!(reading.extent, Some(Extent::Article));
    assert_eq!(reading.title, "Cranes stand still at the port");
    let expected: Vec<String> =
        std::iter::once("heading1: Cranes stand still at the port".to_owned())
            .chain((0..6).map(|at| format!("paragraph: {}", sentence(at))))
            .collect();
    assert_eq!(blocks(&reading), expected);
    assert_eq!(reading.warnings, Vec::<String>::new());
}

#[test]
fn a_headline_that_leads_to_the_article_is_in_its_text_whatever_the_title_says() {
    let begins = |before: &str| {
        let html = page(6).replace("<h1>Cranes stand still at the port</h1>", "");
        let html = html.replace("<article>", &format!("{before}<article>"));
        blocks(&read(html.as_bytes(), "a.html").unwrap()).remove(0)
    };
    let title = "heading1: Cranes stand still at the port";
    let own = "<h1>“It is not safe”: quay shut for a month</h1>";
    let shown = "heading1: “It is not safe”: quay shut for a month";
    assert_eq!(begins(&format!("<div class=top>{own}<p>What the divers saw</p></div>")), shown);
    assert_eq!(begins("<div class=top><h1>The Harbour Post</h1></div>"), title, "a site");
    assert_eq!(begins(&format!("{own}<ul><li>News</li><li>Sport</li></ul>")), title, "a menu");
    assert_eq!(begins(&format!("{own}<h2>Other news of today</h2>")), title, "another story");
}

#[test]
fn headings_that_the_reader_view_leaves_out_are_put_back() {
    let before = |html: &str, at: usize, what: &str| {
        let words = format!("<p>{}", sentence(at));
        html.replace(&words, &format!("{what}{words}"))
    };
    let heading = |words: &str| format!("<div class=header><h3>{words}</h3></div>");
    let teaser = "<div class=related><h3>Another story</h3><a href=/x>It reads well</a></div>";
    let headings = |html: &str| {
        let shown = blocks(&read(html.as_bytes(), "quay.html").unwrap());
        shown.into_iter().filter(|block| block.starts_with("heading")).collect::<Vec<_>>()
    };
    let headline = "heading1: Cranes stand still at the port";
    let html = before(&page(7), 1, &heading("At noon"));
    let html = before(&html, 2, &heading("At one"));
    assert_eq!(headings(&html), [headline], "two are as many as stand over teasers");
    let html = before(&html, 3, &heading("At two"));
    let html = before(&html, 4, &format!("{}{teaser}", heading("Before a teaser")));
    let html = before(&html, 5, &heading("<a href=/y>Elsewhere</a>"));
    let html = html.replace("</article>", &format!("{}</article>", heading("At the end")));
    let all = [headline, "heading3: At noon", "heading3: At one", "heading3: At two"];
    assert_eq!(headings(&html), all);
}

#[test]
fn pages_move_with_the_words_when_headings_are_put_back() {
    let mut html = page(7);
    for at in 1..6 {
        let (heading, mark) = (
            format!("<div class=header><h3>At {at}</h3></div>"),
            format!("<span role=doc-pagebreak title={at}></span>"),
        );
        let words = sentence(at);
        let broken = words.replace("that nobody", &format!("{mark}that nobody"));
        html = html.replace(&format!("<p>{words}"), &format!("{heading}<p>{broken}"));
    }
    let reading = read(html.as_bytes(), "quay.html").unwrap();
    assert!(reading.text.contains("At 3"), "{}", reading.text);
    let pages = reading.pages.iter().map(|page| reading.text.get(page.at.range()).unwrap());
    let pages: Vec<&str> = pages.collect();
    assert_eq!(pages.len(), 5);
    for (at, words) in pages.iter().enumerate() {
        assert!(words.starts_with("that nobody, on the quay"), "{words}");
        let next = if at < 4 { "the gates were shut, and" } else { "noon." };
        assert!(words.ends_with(next), "{words}");
    }
}

#[test]
fn the_headline_is_the_one_that_the_page_shows() {
    let html = page(6).replace("<h1>Cranes stand still", "<h1>Cranes wait idle");
    for reading in [read(html.as_bytes(), "a.html").unwrap(), whole(&html)] {
        assert_eq!(reading.title, "Cranes stand still at the port");
        let shown = blocks(&reading);
        assert!(shown.contains(&"heading1: Cranes wait idle at the port".to_owned()), "{shown:?}");
        assert!(!reading.text.contains("stand still at the port"), "{}", reading.text);
    }
    let site = page(6).replace(
        "<article><h1>Cranes stand still at the port</h1>",
        "<header><h1>Harbour Post</h1></header><article>",
    );
    let shown = blocks(&read(site.as_bytes(), "a.html").unwrap());
    assert_eq!(shown.first().unwrap(), "heading1: Cranes stand still at the port");
}

#[test]
fn who_is_quoted_and_the_notes_of_an_article_stay() {
    let quoted = "<blockquote><p>Nobody asked the shops on the quay, and so the phones began to ring.</p>\
                  <footer class=blockquote-footer>— Pekka Salo, <cite>baker</cite></footer></blockquote>";
    let notes = "<footer class=notes><ol><li>Letter of 12 October.</ol></footer><footer>Share this</footer>";
    let html = page(6).replace("</article>", &format!("{quoted}{notes}</article>"));
    let reading = read(html.as_bytes(), "quay.html").unwrap();
    let shown = blocks(&reading);
    assert!(shown.contains(&"quotation: — Pekka Salo, baker".to_owned()), "{shown:?}");
    assert!(shown.contains(&"list-item1: 1. Letter of 12 October.".to_owned()), "{shown:?}");
    assert!(!reading.text.contains("Share this"), "{shown:?}");
}

#[test]
fn of_what_is_shown_and_what_is_spoken_the_shown_is_kept() {
    let twins = "<p><span aria-hidden=true>T</span><span class=visually-hidden>T</span>he port has \
                 <span class=sr-only>twelve</span><span aria-hidden=true>12</span> cranes, and they \
                 <i class=icon aria-hidden=true>close</i><span class=sr-only>Close</span> stood still.";
    let expected = "The port has 12 cranes, and they stood still.";
    let html = page(6).replace("</article>", &format!("{twins}</article>"));
    for reading in [read(html.as_bytes(), "quay.html").unwrap(), whole(&html)] {
        assert!(reading.text.contains(expected), "{}", reading.text);
    }
}

#[test]
fn all_of_the_text_is_taken_where_asked() {
    let reading = whole(&page(6));
    assert_eq!(reading.extent, Some(Extent::Whole));
    for words in ["• Home", "Another story 7", "Terms of use", &sentence(5)] {
        assert!(reading.text.contains(words), "{words}");
    }
    let headlines = blocks(&reading).into_iter().filter(|block| block.starts_with("heading1"));
    assert_eq!(headlines.count(), 1, "the headline stands in its place alone");
}

/// A page whose article is a small part of its running text.
fn little() -> String {
    let rows = joined((0..60).map(|at| format!("<dd>{}</dd>", sentence(at))));
    page(6).replace("<footer>", &format!("<dl class=sidebar>{rows}</dl><footer>"))
}

#[test]
fn all_of_the_text_is_taken_where_little_is_found() {
    let reading = read(little().as_bytes(), "quay.html").unwrap();
    assert_eq!(reading.extent, Some(Extent::Whole));
    assert!(reading.text.contains(&sentence(59)), "{}", reading.text);
    assert!(reading.warnings.concat().contains("under a quarter"), "{:?}", reading.warnings);
    let options = Options { extent: Some(Extent::Article), ..Options::USUAL };
    let html = little();
    let file = ArticleFile { bytes: html.as_bytes(), name: "quay.html", options: &options };
    let reading = read_as(&file).unwrap();
    assert_eq!(reading.extent, Some(Extent::Article), "the analyst knows better");
    assert!(!reading.text.contains(&sentence(59)), "{}", reading.text);
}

#[test]
fn a_large_menu_does_not_hide_a_short_article() {
    let menu = joined((0..400).map(|at| format!("<a href=/{at}>A place {at}</a> ")));
    let html = page(4).replace("<footer>", &format!("<footer>{menu}"));
    let reading = read(html.as_bytes(), "quay.html").unwrap();
    assert_eq!(reading.extent, Some(Extent::Article));
}

#[test]
fn a_page_is_known_by_its_contents() {
    for (name, is_page) in
        [("quay", true), ("quay.txt", true), ("quay.md", true), ("quay.htm", true)]
    {
        for html in
            [page(3), format!("\u{feff}\n<!-- saved -->\n{}", page(3)), page(3).to_uppercase()]
        {
            let reading = read(html.as_bytes(), name).unwrap();
            assert_eq!(reading.reader == "html 2", is_page, "{name}");
        }
    }
    let utf16: Vec<u8> = page(3).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16, "quay").unwrap().reader, "html 2");
    let text = "The <html> tag stands first";
    assert_eq!(read(text.as_bytes(), "quay.txt").unwrap().reader.split(' ').next(), Some("text"));
}

#[test]
fn a_page_without_words_says_so() {
    let empty = "<!DOCTYPE html><title>x</title><body><script>app()</script><div id=app></div>";
    let error = read(empty.as_bytes(), "app.html").unwrap_err();
    assert_eq!(error.to_string(), "The file holds no words: app.html");
}

/// Returns the page with a line before its first paragraph, and where else it may stand.
fn with_line(line: &str) -> String {
    page(6).replace("port</h1>", &format!("port</h1>{line}"))
}

#[test]
fn bylines_stay_where_they_stand() {
    fn check(line: &str, byline: &str, names: Option<&str>) {
        let reading = read(with_line(line).as_bytes(), "quay.html").unwrap();
        let shown = blocks(&reading);
        assert_eq!(shown.get(1).unwrap(), byline, "{line} {shown:?}");
        assert_eq!(shown.len(), 8, "{shown:?}");
        let fact = reading.facts.iter().find(|fact| fact.name == "byline");
        assert_eq!(fact.map(|fact| &*fact.value), names, "{line}");
    }
    check(
        "<p>By <a rel=author href=/t>Tom Ray</a>, Political editor</p>",
        "byline: By Tom Ray, Political editor",
        Some("Tom Ray"),
    );
    check(
        "<p class=byline>By <b>Ann Lee</b> | Updated 5 May 2025 at 10:00</p>",
        "byline: By Ann Lee | Updated 5 May 2025 at 10:00",
        Some("Ann Lee"),
    );
    check(
        "<div class='meta share'><a href=/a>Share</a> <ul><li><span class=author><a href=/b>Ann Lee</a>\
         </span>, 2 days ago</ul></div>",
        "byline: Ann Lee, 2 days ago",
        Some("Ann Lee"),
    );
    check(
        "<meta name=author content='Harbour Post'><div class=share><div class=authors>Von Jörg Übel, Hamburg</div></div>",
        "byline: Von Jörg Übel, Hamburg",
        Some("Harbour Post"),
    );
    check(
        "<div class='meta share'><a href=/a>Share</a> <p class=header-byline>Door <i>Ann Lee</i></p></div>",
        "byline: Door Ann Lee",
        Some("Ann Lee"),
    );
    check("<aside>Published 5 May 2025</aside>", "byline: Published 5 May 2025", None);
}

#[test]
fn no_other_lines_are_put_back() {
    for line in [
        "<aside>Sign up</aside>",
        "<aside><label class=author>Your name</label></aside>",
        "<div class=share><p class=author>Von einem Kran aus gesehen</p><a href=/a>x</a></div>",
        "<aside>Von Ann Lee</aside>",
        "<aside>Ann Lee asked why nobody had heard from the port.</aside>",
    ] {
        let shown = blocks(&read(with_line(line).as_bytes(), "quay.html").unwrap());
        assert_eq!(shown.len(), 7, "{shown:?}");
    }
}

#[test]
fn a_page_without_a_tag_is_plain_text() {
    let text = "Cranes stand still\n\nThe crews, 5 < 6 of them, waited.\n\nThey went home.\n";
    let reading = read(text.as_bytes(), "quay.html").unwrap();
    assert_eq!(reading.reader.split(' ').next(), Some("text"));
    assert_eq!(reading.text, text);
    assert!(read(b"The <i>crews</i> waited", "quay.html").unwrap().reader.starts_with("html"));
}

#[test]
fn a_page_that_is_cut_short_says_so() {
    let warned = "The file seems to be cut short: what came after is missing";
    let html = page(6);
    assert_eq!(read(html.as_bytes(), "a.html").unwrap().warnings, Vec::<String>::new());
    let end = html.find("Crew 4").unwrap() + 40;
    assert_eq!(read(&html.as_bytes()[..end], "a.html").unwrap().warnings, [warned]);
}

#[test]
fn hidden_words_of_an_article_are_counted() {
    let told = |html: &str| {
        let found = [read(html.as_bytes(), "a.html").unwrap(), whole(html)];
        assert!(found.iter().all(|reading| !reading.text.contains("who pays")));
        found.map(|reading| reading.warnings)
    };
    let rest = "<div class=rest hidden><p>The rest is for who pays.</p><p>It is <i>long</i>, <a>Log in</a> they say.</div>";
    let after = |place: &str| page(6).replace(place, &format!("{rest}{place}"));
    let counted = vec!["11 hidden words were left out".to_owned()];
    assert_eq!(told(&after("</article>")), [counted.clone(), counted.clone()]);
    let styled = after("</article>").replace(" hidden>", " style='display:none'>");
    assert_eq!(told(&styled), [counted.clone(), counted.clone()]);
    assert_eq!(told(&after("<footer>")), [Vec::new(), counted], "it is no part of the article");
    assert_eq!(told(&page(6)), [Vec::<String>::new(), Vec::new()]);
}

#[test]
fn lines_of_the_page_are_none_of_the_article() {
    let shown = |line: &str| {
        let html = page(6).replace("</article>", &format!("<div>{line}</div></article>"));
        blocks(&read(html.as_bytes(), "a.html").unwrap()).len() - 7
    };
    for line in [
        "<div id=cookie>We use cookies.</div>",
        "<div class='pullquote share'>Share this: Facebook Twitter</div>",
        "<p class=newsletter>Sign up for our newsletter, every morning in your inbox, and read the news.</p>",
        "<div class=related-links><p>More: <a href=/a>Ferry talks stall again</a></p></div>",
        "<h3>Most read</h3><ul><li><a href=/a>Cat saved</a></li><li><a href=/b>Dog lost</a></li></ul>",
    ] {
        assert_eq!(shown(line), 0, "{line}");
    }
    for line in [
        "<p class=consent>Informed consent was not obtained from a single patient</p>",
        "<section class=newsletter-item><p>Nobody at the firm would speak of it</p></section>",
        "<p class=newsletter>“We print it at night,” she said",
        "<p class=share-price>Its shares rose by 5 per cent.</p>",
        "<p class=related>The ferry talks, which are related to this, have stalled again.</p>",
        "<p class=cookie-recipe>Take flour, butter, sugar, eggs and a pinch of salt, and bake it all \
         in the oven for half an hour.</p>",
    ] {
        assert_ne!(shown(line), 0, "{line}");
    }
}

#[test]
fn words_that_only_screen_readers_pass_over_stay() {
    let line = "<p>The port has <span aria-hidden=true>12</span> cranes<i class=icon aria-hidden=true>x</i>.</p>\
                <div aria-hidden=true>A dialog</div><p>Then <span class=katex><span aria-hidden=true>x2</span></span> it.";
    let html = page(6).replace("</article>", &format!("{line}</article>"));
    for reading in [read(html.as_bytes(), "a.html").unwrap(), whole(&html)] {
        assert!(reading.text.contains("The port has 12 cranes."), "{}", reading.text);
        assert!(reading.text.contains("Then it."), "{}", reading.text);
        assert!(!reading.text.contains("A dialog"), "{}", reading.text);
    }
}

#[test]
fn labels_of_advertisements_are_none_of_the_article() {
    let shown = |line: &str| {
        let words = format!("<p>{}", sentence(3));
        let html = page(6).replace(&words, &format!("{line}{words}"));
        blocks(&read(html.as_bytes(), "a.html").unwrap()).len() - 7
    };
    for line in [
        "<div class=slot>Advertisement</div>",
        "<p>ANZEIGE</p>",
        "<div><div><span>– Publicité –</span><br><iframe></iframe></div></div>",
        "<section><p> <small>Publicidad</small>\n</p></section>",
        "<p>Werbung<p>Pubblicità",
    ] {
        assert_eq!(shown(line), 0, "{line}");
    }
    for line in [
        "<h2>Werbung</h2>",
        "<p>“Advertisement”</p>",
        "<p>Advertisement <b>Anzeige</b></p>",
        "<blockquote>Anzeige</blockquote>",
    ] {
        assert_ne!(shown(line), 0, "{line}");
    }
}

#[test]
fn deletions_that_were_replaced_are_left_out_and_counted() {
    let line = "<p>It has <del>seven or eight</del> <ins>nine</ins> cranes.</p>";
    let told = vec!["3 deleted words were left out".to_owned()];
    let html = page(6).replace("</article>", &format!("{line}</article>"));
    for reading in [read(html.as_bytes(), "a.html").unwrap(), whole(&html)] {
        assert!(reading.text.contains("It has nine cranes."), "{}", reading.text);
        assert_eq!(reading.warnings, told);
    }
    let html = page(6).replace("Terms of use", "<del>Terms</del><ins>Rules</ins> of use");
    assert_eq!(read(html.as_bytes(), "a.html").unwrap().warnings, Vec::<String>::new());
    assert_eq!(whole(&html).warnings, ["1 deleted word was left out"]);
}

#[test]
fn a_labelled_byline_may_stand_below_the_deck() {
    let deck = "The crews on the quay want more for the night, and talk again on Monday.";
    let by = "<div class=share><div class=authors>Von Jörg Übel, Hamburg</div></div>";
    let reading = read(with_line(&format!("<p>{deck}</p>{by}")).as_bytes(), "a.html").unwrap();
    let shown = blocks(&reading);
    assert_eq!(shown.get(1).unwrap(), &format!("paragraph: {deck}"));
    assert_eq!(shown.get(2).unwrap(), "byline: Von Jörg Übel, Hamburg");
    assert_eq!(shown.len(), 9, "{shown:?}");
}
