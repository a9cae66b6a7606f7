//! Pages in, text and blocks out.

mod article;
mod bounds;
mod charset;
mod text;

use crate::articles::{ArticleFile, Extent, Options, Reading, read_as};

/// Reads all of a page's text.
fn whole(html: &str) -> Reading {
    let options = Options { extent: Some(Extent::Whole), ..Options::USUAL };
    read_as(&ArticleFile { bytes: html.as_bytes(), name: "quay.html", options: &options }).unwrap()
}

/// Returns the blocks as `kind[level]: words`.
fn blocks(reading: &Reading) -> Vec<String> {
    let shown = reading.blocks.iter().map(|block| {
        let words = reading.text.get(block.at.range()).unwrap().replace('\n', "/");
        let level = if block.level > 0 { block.level.to_string() } else { String::new() };
        format!("{}{level}: {words}", block.kind)
    });
    assert!(reading.blocks.is_sorted_by(|a, b| a.at.end <= b.at.start));
    shown.collect()
}

/// Puts texts together.
fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect()
}

/// Returns a sentence of running text, another for each number.
fn sentence(number: usize) -> String {
    format!(
        "Crew {number} said that the cranes stood still, that the gates were shut, and that nobody, \
         on the quay or off it, had heard from the port authority before noon."
    )
}

/// Returns a page with an article of so many paragraphs, a menu and a list of other articles.
fn page(paragraphs: usize) -> String {
    let story = joined((0..paragraphs).map(|at| format!("<p>{}</p>\n", sentence(at))));
    let others = joined((0..12).map(|at| format!("<li><a href=/{at}>Another story {at}</a></li>")));
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Cranes stand still at the port | Harbour Post</title>\
         <meta property=og:title content='Cranes stand still at the port'></head><body>\
         <nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>\
         <article><h1>Cranes stand still at the port</h1>{story}</article>\
         <aside class=related><h2>More</h2><ul>{others}</ul></aside>\
         <footer>Terms of use</footer></body></html>"
    )
}
