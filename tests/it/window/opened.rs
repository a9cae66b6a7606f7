//! A saved news page, a Word document and a PDF in the reading view: their text without what is around
//! it, their structure, and their facts.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::app::{
    Window,
    action::{Action, FileAction},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::harness::{Setup, window};

/// A saved page of a newspaper, with what stands around an article on such pages.
const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Harbour crews go back after six weeks | The Quay Post</title>
<meta property="og:site_name" content="The Quay Post">
<link rel="canonical" href="https://quaypost.example/2026/02/harbour-crews-go-back">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Harbour crews go back after six weeks", "author": {"@type": "Person", "name": "Ruth Calder"},
 "publisher": {"@type": "Organization", "name": "The Quay Post"}, "datePublished": "2026-02-12T06:30:00+01:00"}</script>
<style>nav { color: teal }</style></head><body>
<header><a href="/">The Quay Post</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article><h1>Harbour crews go back after six weeks</h1>
<p class="byline">By <a rel="author" href="/ruth-calder">Ruth Calder</a>, Langham</p>
<p><time datetime="2026-02-12T06:30:00+01:00">12 February 2026</time></p>
<p>The crews of the Langham ferries went back to work on Thursday, six weeks after they had tied up their boats.
Under the contract that both sides signed in the night, pay rises by four per cent this year and by three in the next.</p>
<figure><img src="quay.jpg" alt=""><figcaption>The first boat leaves the quay at dawn. Photograph: T. Okafor</figcaption></figure>
<p>“Nobody has won,” said Mia Roe, who led the talks for the crews. “We have stopped losing.” The line’s owners did not
want to say what the strike had cost them; the chamber of commerce puts it at eleven million.</p>
<h2>What the contract says</h2>
<ul><li>Four per cent more pay from March, three per cent from next January</li>
<li>Two free weekends a month for everybody who works nights</li>
<li>No dismissals before the end of 2027</li></ul>
<blockquote><p>Whoever reads the small print will find that the free weekends can be moved, and nobody says by whom.</p></blockquote>
<h2>Who paid for it</h2>
<p>The islands were cut off for two days in January, when the army’s boat broke down as well. Shops on Sette ran out of milk
and of medicines, and a patient had to be flown out by helicopter.</p>
<table><tr><th>Week</th><th>Sailings</th><th>Passengers</th></tr><tr><td>First</td><td>0</td><td>0</td></tr>
<tr><td>Third</td><td>6</td><td>410</td></tr><tr><td>Sixth</td><td>14</td><td>1,225</td></tr></table>
<p>The ministry says that it will look at the law on emergency sailings before the summer.</p></article></main>
<aside><h3>Most read</h3><ul><li><a href="/cat">Cat rides the night ferry</a></li><li><a href="/tide">Spring tide</a></li></ul></aside>
<footer><p>© The Quay Post. <a href="/imprint">Imprint</a></p></footer></body></html>"#;

/// The names of Word's elements.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

fn plain(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn styled(style: &str, words: &str) -> String {
    let properties = format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#);
    plain(&(properties + &run(words)))
}

/// Returns paragraphs with headings, a tracked change, a list, a table and the call of a note.
fn word_body() -> String {
    let row = |cells: [&str; 3]| {
        let cells = cells.map(|cell| format!("<w:tc>{}</w:tc>", plain(&run(cell)))).concat();
        format!("<w:tr>{cells}</w:tr>")
    };
    let item = |words: &str| {
        let numbered =
            r#"<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>"#;
        format!("<w:p>{numbered}{}</w:p>", run(words))
    };
    let changed = run("The council has heard ")
        + "<w:del><w:r><w:delText>eleven</w:delText></w:r></w:del><w:ins>"
        + &run("fourteen")
        + "</w:ins>"
        + &run(" witnesses since the ferry was sold, among them two of those who kept its books.")
        + r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let body = [
        styled("Title", "Report on the sale of the island ferry"),
        plain(&run("Committee of inquiry, Sette, 3 March 2026")),
        styled("Heading1", "What was asked"),
        plain(&changed),
        plain(&run("It asked three things of each of them:")),
        item("Who set the price, and when?"),
        item("Who knew of the second bid?"),
        item("Why is the minute of 14 October missing?"),
        styled("Heading1", "What was found"),
        styled("Heading2", "The price"),
        plain(&run(
            "The price was set two weeks before the line was valued. No witness could say by whom.",
        )),
        format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row(["Bid", "Day", "Crowns"]),
            row(["Langham Lines", "9 October", "2,000,000"]),
            row(["Island Trust", "11 October", "2,600,000"])
        ),
        styled("Quote", "I was shown the paper and told where to sign."),
        plain(&run("So said the treasurer, on 20 February. The mayor remembers it otherwise.")),
    ];
    body.concat()
}

fn word_styles() -> String {
    let style = |id: &str, name: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>"#
        )
    };
    format!(
        r#"<w:styles xmlns:w="{WORD}">{}{}{}{}</w:styles>"#,
        style("Title", "Title"),
        style("Heading1", "heading 1"),
        style("Heading2", "heading 2"),
        style("Quote", "Quote")
    )
}

/// Returns a Word document.
fn word_document() -> Vec<u8> {
    let numbering = format!(
        r#"<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let notes = format!(
        r#"<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        plain(&run("Heard on 19 and 20 February, in public."))
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let link = |id: &str, what: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{kind}/{what}" Target="{target}"/>"#)
    };
    let links = |links: &[String]| {
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!(r#"<Relationships xmlns="{space}">{}</Relationships>"#, links.concat())
    };
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let types = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>"#
    );
    let document =
        format!(r#"<w:document xmlns:w="{WORD}"><w:body>{}</w:body></w:document>"#, word_body());
    packed(&[
        ("[Content_Types].xml", &types),
        ("_rels/.rels", &links(&[link("r1", "officeDocument", "word/document.xml")])),
        ("word/document.xml", &document),
        ("word/styles.xml", &word_styles()),
        ("word/numbering.xml", &numbering),
        ("word/footnotes.xml", &notes),
        (
            "word/_rels/document.xml.rels",
            &links(&[
                link("r1", "styles", "styles.xml"),
                link("r2", "numbering", "numbering.xml"),
                link("r3", "footnotes", "footnotes.xml"),
            ]),
        ),
    ])
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Two columns of each of three pages.
const COLUMNS: [[&[&str]; 2]; 3] = [
    [
        &[
            "The barrier at the mouth of the Lang was",
            "closed nineteen times last winter, twice as",
            "often as its builders had foreseen. Each time",
            "ships wait outside for half a day, and the line",
            "that runs the port sends the town a bill.",
            "Who pays it has been open since the winter",
            "of 2021. The state says that the barrier pro-",
            "tects the town; the town, that it protects the",
            "refinery, which belongs to the state.",
        ],
        &[
            "Last week a court in Langham heard both for",
            "the first time. Judge Ines Dorn asked for the",
            "minutes of 2019, in which the parties had",
            "agreed on something that neither wrote down.",
            "They will be read in May. Until then the",
            "barrier is closed on credit.",
            "The harbour master has counted the hours:",
            "two hundred and six of them, or every tenth",
            "tide of the season.",
        ],
    ],
    [
        &[
            "It was not meant to be so. When the barrier",
            "was drawn, in the year of the great flood, the",
            "sea was to come in twice a winter, and the",
            "gates were to stand open for all the rest.",
            "The engineers had read the tide tables of a",
            "century; they had not read the last ten years.",
        ],
        &[
            "Since then each closing has had its price: the",
            "pumps, the men on the gates, the pilots who",
            "are paid to wait. A ship that lies in the roads",
            "for half a day costs nine thousand crowns, says",
            "the line, and shows the books to nobody but",
            "its auditors.",
        ],
    ],
    [
        &[
            "The town has begun to count as well. Its clerk,",
            "Noor Haddad, keeps a list of all the bills that",
            "came in without a date, without a signature",
            "or for a night on which the gates were open.",
            "There are thirty-one of them by now, and she",
            "has paid none.",
        ],
        &[
            "What the parties want to hear from the judge",
            "is simple enough: a number. What they may get",
            "is a question that both have avoided, namely",
            "who is to close the gates when nobody has",
            "been told to pay for it. The next spring tide",
            "is due on the nineteenth.",
        ],
    ],
];

/// Returns a PDF of three pages in two columns, with a running head, a headline and page numbers.
fn pdf() -> Vec<u8> {
    let words = |font: u32, size: u32, x: u32, y: u32, words: &str| {
        format!("BT /F{font} {size} Tf {x} {y} Td ({words}) Tj ET\n")
    };
    let columns = |page: usize, top: u32| {
        let mut drawn = String::new();
        for (column, x) in COLUMNS[page].iter().zip([50, 310]) {
            for (line, y) in column.iter().zip((0..top).rev().step_by(13)) {
                drawn += &words(1, 10, x, y, line);
            }
        }
        drawn
    };
    let head = words(1, 8, 50, 770, "The Langham Review") + &words(1, 8, 500, 770, "Winter 2026");
    // As in most papers, the first page has no running head.
    let first = words(2, 20, 50, 715, "A barrier that nobody pays for")
        + &words(1, 10, 50, 692, "By Tom Okafor")
        + &columns(0, 660)
        + &words(1, 8, 295, 30, "41");
    let inner = |page: usize| {
        let number = (41 + page).to_string();
        head.clone() + &columns(page, 730) + &words(1, 8, 295, 30, &number)
    };
    let (second, third) = (inner(1), inner(2));
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    };
    let page = |contents: u32| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 800] /Contents {contents} 0 R \
             /Resources << /Font << /F1 9 0 R /F2 10 0 R >> >> >>"
        )
    };
    let drawn = |words: &str| format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /D /St 41 >>] >> >>"
            .to_owned(),
        "<< /Type /Pages /Kids [3 0 R 5 0 R 7 0 R] /Count 3 >>".to_owned(),
        page(4),
        drawn(&first),
        page(6),
        drawn(&second),
        page(8),
        drawn(&third),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ =
        write!(file, "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// Returns a window in which a file was opened.
pub fn opened(
    setup: Setup,
    name: &str,
    bytes: &[u8],
) -> (tempfile::TempDir, Harness<'static, Window>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut harness = window(setup);
    harness.state_mut().desk.dispatch(Action::File(FileAction::Open(vec![path])));
    harness.run();
    (folder, harness)
}

/// A file, with words that are to be seen of it and words that are not.
pub struct File {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    shown: &'static [&'static str],
    left_out: &'static [&'static str],
}

pub fn files() -> [File; 3] {
    [
        File {
            name: "harbour.html",
            bytes: PAGE.into(),
            shown: &["The crews of the Langham ferries", "Who paid for it", "1,225", "be moved"],
            left_out: &["Weather", "Cat rides", "Imprint"],
        },
        File {
            name: "ferry.docx",
            bytes: word_document(),
            shown: &["fourteen witnesses", "2. Who knew of the", "2,600,000", "in public"],
            left_out: &["eleven"],
        },
        File {
            name: "barrier.pdf",
            bytes: pdf(),
            shown: &["that the barrier protects the town", "It was not meant", "shows the books"],
            left_out: &["The Langham Review"],
        },
    ]
}

#[test]
fn what_is_read_is_the_text_and_nothing_around_it() {
    for File { name, bytes, shown, left_out } in files() {
        let (_folder, harness) = opened(Setup::default(), name, &bytes);
        let text = harness.state().desk.text().unwrap().as_str().to_owned();
        for words in shown {
            assert!(text.contains(words), "{name}: {words:?} in {text}");
        }
        for words in left_out {
            assert!(!text.contains(words), "{name}: {words:?} in {text}");
        }
    }
}

#[test]
fn headings_and_facts_are_known() {
    let known = [
        ("Harbour crews go back after six weeks", "Ruth Calder"),
        ("Report on the sale of the island ferry", ""),
        ("A barrier that nobody pays for", "Tom Okafor"),
    ];
    for (File { name, bytes, .. }, known) in files().into_iter().zip(known) {
        let (_folder, harness) = opened(Setup::default(), name, &bytes);
        let article = harness.state().desk.article().unwrap();
        assert_eq!((article.title.as_str(), article.fact("byline")), known, "{name}");
        harness.get_by_label(known.0);
    }
}

#[cfg(feature = "snapshots")]
#[test]
fn pictures() {
    use super::harness::{picture, setups};
    for File { name, bytes, .. } in files() {
        let stem = name.split('.').next().unwrap();
        for (picture_name, setup) in setups(stem) {
            let (_folder, mut harness) = opened(setup, name, &bytes);
            picture(&mut harness, &picture_name);
        }
    }
}
