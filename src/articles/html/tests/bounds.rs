//! Pages that are made to cost time, memory or stack.

use std::time::{Duration, Instant};

use super::*;
use crate::articles::{ArticleError, read};

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
fn elements_that_open_again_and_again_fill_no_memory() {
    let fonts: String = (0..5_000).map(|at| format!("<font color={at}>")).collect();
    check(format!("{fonts}{}end", "<p>a".repeat(20_000)), "end");
    let inside: String = (0..400).map(|at| format!("<p><font color={at}>x</p>")).collect();
    check(format!("{inside}{}end", "<p>a".repeat(20_000)), "end");
}

#[test]
fn a_million_attributes_cost_no_more_than_their_length() {
    let attributes: String = (0..300_000).map(|at| format!(" a{at}=b")).collect();
    let begun = Instant::now();
    check(format!("<div{attributes}><p>words</p></div>"), "words");
    check(format!("<div {}><p>words</p></div>", "a='".repeat(100_000)), "words");
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
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
