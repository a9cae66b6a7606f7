//! Pages that are made to cost time, memory or stack.

use super::*;
use crate::articles::{ArticleError, html::source, read};

/// Reads a page on a stack as small as those of the threads that read in the window.
#[track_caller]
fn check(html: String, words: &str) {
    let read = move || read(html.as_bytes(), "a.html");
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(read).unwrap();
    let reading = thread.join().unwrap().unwrap();
    assert!(reading.text.contains(words), "{}", reading.text.get(..200).unwrap_or_default());
}

#[test]
fn deep_nesting_needs_no_stack() {
    check(format!("{}deep", "<div>".repeat(100_000)), "deep");
    check(format!("{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000)), "deep");
    check(format!("<p>{}deep", "<b><i>".repeat(50_000)), "deep");
    check(format!("{}deep", "<ul><li>".repeat(50_000)), "deep");
    check(format!("{}deep", "<table><tr><td>".repeat(30_000)), "deep");
    check(format!("{}deep", "<ins>".repeat(505)), "deep");
    check(
        format!("{}deep", "<svg><g>".repeat(50_000)) + &"</g></svg>".repeat(50_000) + "<p>flat",
        "flat",
    );
}

#[test]
fn lists_in_lists_grow_with_the_page_alone() {
    let reading = read("<ul><li>x".repeat(10_000).as_bytes(), "a.html").unwrap();
    assert_eq!(reading.blocks.len(), 10_000);
    assert!(reading.text.len() < 300_000, "{}", reading.text.len());
    assert!(reading.blocks.iter().all(|block| block.level <= 8));
}

#[test]
fn elements_that_open_again_and_again_fill_no_memory() {
    let fonts = joined((0..5_000).map(|at| format!("<font color={at}>")));
    check(format!("{fonts}{}end", "<p>a".repeat(20_000)), "end");
    let inside = joined((0..400).map(|at| format!("<p><font color={at}>x</p>")));
    check(format!("{inside}{}end", "<p>a".repeat(20_000)), "end");
}

#[test]
fn no_tag_has_attributes_without_end() {
    // The parser compares each with all before it: its time would grow with their square.
    let attributes = joined((0..300_000).map(|at| format!(" a{at}=b")));
    let html = format!("<div{attributes}><p a='>' {attributes}>words</p></div>");
    let tamed = source::tamed(&html, source::Dialect::Html);
    assert!(tamed.len() < 6_000, "{}", tamed.len());
    check(html, "words");
    check(format!("<div {}><p>words</p></div>", "a='".repeat(100_000)), "words");
}

#[test]
fn nested_pages_and_signs_to_escape_cost_no_time_without_end() {
    let inside = format!("{}{}", "<div><a href=x>a, b</a>".repeat(480), "</div>".repeat(480));
    check(inside.repeat(100), "a, b");
    check(format!("<p>{}words", "&amp;&nbsp;A".repeat(200_000)), "words");
}

#[test]
fn what_is_looked_for_in_each_element_costs_no_time_without_end() {
    let shares = "<div class='share author' aria-hidden=false>".repeat(400);
    check(format!("{shares}{}words", "<br>".repeat(200_000)), "words");
    check(format!("{shares}{}", "<h3>Most read</h3><p>words".repeat(1_000)), "words");
    let hidden = "<p>x <span aria-hidden=true>y</span><div hidden>z</div>".repeat(20_000);
    check(format!("{shares}{hidden}words"), "words");
}

#[test]
fn what_looks_like_a_tag_is_none_in_a_script() {
    let words = "x ".repeat(300);
    let json = "<script type='application/ld+json'>";
    let html = format!("{json}if (a <b && {words} > c)</script><!-- <i {words} --><p>a <i>b</i>");
    assert_eq!(source::tamed(&html, source::Dialect::Html), html);
}

#[test]
fn pictures_and_styles_inside_a_page_take_no_room() {
    let data = "QUJD".repeat(10_000);
    let html = format!(
        "<style>{data}</style><script src=a>b<i</script><p><img src='data:{data}' alt=x><img src={data}>words"
    );
    let tamed =
        "<style></style><script src=a></script><p><img src='data:,' alt=x><img src=data:,>words";
    assert_eq!(source::tamed(&html, source::Dialect::Html), tamed);
}

#[test]
fn what_is_out_of_bounds_gives_all_of_its_text() {
    let menu =
        "<nav><p>Home</nav><script>no</script><p hidden>no<div style='display:none'>no</div><p>";
    let html = format!("<title>Cranes</title>{menu}{}{}", "<div>".repeat(2_000), sentence(1));
    let reading = read(html.as_bytes(), "a.html").unwrap();
    assert_eq!(reading.text, format!("Cranes\n\nHome\n\n{}\n", sentence(1)));
    assert_eq!(reading.extent, Some(Extent::Whole));
    assert!(reading.warnings.concat().contains("too deeply nested"), "{:?}", reading.warnings);
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let html = page(400);
    let left = std::sync::atomic::AtomicUsize::new(5);
    let stops = || left.fetch_sub(1, std::sync::atomic::Ordering::Relaxed) == 0;
    let options = Options { stops: &stops, ..Options::USUAL };
    let file = ArticleFile { bytes: html.as_bytes(), name: "a.html", options: &options };
    let error = read_as(&file).unwrap_err();
    assert_eq!(error, ArticleError::TookTooLong { name: "a.html".to_owned() });
}
