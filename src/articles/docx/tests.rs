//! Word documents written by hand, sound and broken.

mod lists;
mod refused;

use super::*;
use crate::articles::{package::packed, read};

pub(super) const TYPES: &str = "<Types><Override PartName='/word/document.xml' \
    ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";

const RELATIONS: &str = "<Relationships>\
    <Relationship Type='http://x/officeDocument' Target='/word/document.xml'/>\
    <Relationship Type='http://x/metadata/core-properties' Target='docProps/core.xml'/></Relationships>";

const OWN_RELATIONS: &str = "<Relationships>\
    <Relationship Type='http://x/styles' Target='styles.xml'/>\
    <Relationship Type='http://x/numbering' Target='./numbering.xml'/>\
    <Relationship Type='http://x/footnotes' Target='../word/footnotes.xml'/>\
    <Relationship Type='http://x/endnotes' Target='endnotes.xml'/>\
    <Relationship Type='http://x/header' Target='header1.xml'/>\
    <Relationship Type='http://x/comments' Target='comments.xml'/>\
    <Relationship Type='http://x/comments' Target='http://x/' TargetMode='External'/></Relationships>";

const STYLES: &str = "<w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/></w:style>\
    <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
    <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:styleId='Rubrik'><w:name w:val='Rubrik'/><w:basedOn w:val='berschrift1'/></w:style>\
    <w:style w:styleId='Outline'><w:name w:val='Mine'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
    <w:style w:styleId='Toc'><w:name w:val='TOC Heading'/><w:basedOn w:val='berschrift1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>\
    <w:style w:styleId='Loop'><w:name w:val='a'/><w:basedOn w:val='Loop'/></w:style>\
    <w:style w:styleId='Beschriftung'><w:name w:val='caption'/></w:style>\
    <w:style w:styleId='Autor'><w:name w:val='Author'/></w:style>\
    <w:style w:styleId='Datum'><w:name w:val='Date'/></w:style>\
    <w:style w:styleId='Zitat'><w:name w:val='Intense Quote'/></w:style>\
    <w:style w:styleId='Code'><w:name w:val='HTML Preformatted'/></w:style>\
    <w:style w:styleId='Hidden'><w:name w:val='z-Top of Form'/><w:rPr><w:vanish/></w:rPr></w:style>\
    <w:style w:styleId='Call'><w:name w:val='footnote reference'/><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>\
    <w:style w:styleId='Liste'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId='Kapitel'><w:name w:val='heading 2'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'><w:nsid w:val='A0'/>\
    <w:multiLevelType w:val='multilevel'/><w:tmpl w:val='B0'/><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='1'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:numFmt w:val='upperRoman'/><w:lvlText w:val='Part %1'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:pStyle w:val='Kapitel'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>\
    <w:num w:numId='4'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>";

const FOOTNOTES: &str = "<w:footnote w:id='-1' w:type='separator'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t> Of the harbour.</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:id='3'><w:p><w:r><w:t>Never called.</w:t></w:r></w:p></w:footnote>";

const ENDNOTES: &str =
    "<w:endnote w:id='2'><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote>";

const CORE: &str = "<p:coreProperties xmlns:p='urn:p' xmlns:dc='urn:dc' xmlns:dcterms='urn:t'>\
    <dc:title>Tide  tables</dc:title><dc:creator>Ana Silva</dc:creator><dc:language>pt-BR</dc:language>\
    <dcterms:created>2020-01-01T00:00:00Z</dcterms:created><dcterms:modified>2026-01-13T10:00:00Z</dcterms:modified>\
    </p:coreProperties>";

/// Returns the XML of a part, with the namespaces that parts of Word declare.
pub(super) fn part(root: &str, body: &str) -> String {
    format!(
        "<w:{root} xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
         xmlns:v='urn:schemas-microsoft-com:vml' \
         xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
         xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{body}</w:{root}>"
    )
}

/// Packs a document with this body and all that a document has beside it.
pub(super) fn document(body: &str) -> Vec<u8> {
    let header = part("hdr", "<w:p><w:r><w:t>On every page</w:t></w:r></w:p>");
    let comments = part("comments", "<w:comment/><w:comment/>");
    packed(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>")).as_bytes()),
        ("word/_rels/document.xml.rels", OWN_RELATIONS.as_bytes()),
        ("word/styles.xml", part("styles", STYLES).as_bytes()),
        ("word/numbering.xml", part("numbering", NUMBERING).as_bytes()),
        ("word/footnotes.xml", part("footnotes", FOOTNOTES).as_bytes()),
        ("word/endnotes.xml", part("endnotes", ENDNOTES).as_bytes()),
        ("word/header1.xml", header.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
        ("docProps/core.xml", CORE.as_bytes()),
    ])
}

pub(super) fn reading(body: &str) -> Reading {
    read(&document(body), "quay.docx").unwrap()
}

/// Compares the text of a body.
pub(super) fn check(body: &str, text: &str) {
    assert_eq!(reading(body).text, format!("{text}\n"), "{body}");
}

/// Compares the kinds and levels of a body's blocks.
fn check_blocks(body: &str, blocks: &[&str]) {
    let told = |block: &crate::model::Block| format!("{} {}", block.kind, block.level);
    assert_eq!(reading(body).blocks.iter().map(told).collect::<Vec<_>>(), blocks, "{body}");
}

/// Returns a paragraph of a style with these words.
pub(super) fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(words))
}

pub(super) fn plain(words: &str) -> String {
    format!("<w:p>{}</w:p>", run(words))
}

fn run(words: &str) -> String {
    format!("<w:r><w:t>{words}</w:t></w:r>")
}

#[test]
fn styles_say_who_wrote_it_and_when() {
    let top = styled("Titel", "Bridge closed") + &styled("Autor", "Ana Ruíz");
    let top = top + &styled("Autor", "Tom Hale") + &styled("Datum", "2025-11-03");
    let body = top + &plain("The bridge is closed.");
    check_blocks(&body, &["heading 1", "byline 0", "byline 0", "byline 0", "paragraph 0"]);
    let reading = read(&document(&body), "a.docx").unwrap();
    let published = reading.facts.iter().find(|fact| fact.name == "published").unwrap();
    assert_eq!((published.value.as_str(), published.from.as_str()), ("2025-11-03", "byline line"));
}

#[test]
fn styles_say_what_a_paragraph_is() {
    let body =
        ["berschrift1", "Rubrik", "Outline", "Toc", "Loop", "", "Beschriftung", "Zitat", "Code"];
    let body: String = body.iter().map(|style| styled(style, "Words")).collect();
    let kinds = ["heading 1", "heading 1", "heading 3", "paragraph 0", "paragraph 0"];
    let kinds =
        [&kinds[..], &["paragraph 0", "caption 0", "quotation 0", "preformatted 0"]].concat();
    check_blocks(&body, &kinds);
    let own = "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
    check_blocks(own, &["heading 2"]);
    let body = styled("berschrift1", "Why") + &styled("Titel", "Tides") + &styled("Outline", "x");
    check_blocks(&body, &["heading 2", "heading 1", "heading 4"]);
    assert_eq!(reading(&body).title, "Tides");
}

#[test]
fn the_text_itself_knows_its_title_best() {
    assert_eq!(reading(&styled("berschrift1", "By the quay")).title, "By the quay");
    assert_eq!(reading(&(plain("A.") + &styled("berschrift1", "Why"))).title, "Tide tables");
}

#[test]
fn a_heading_within_the_text_is_not_its_title() {
    let title = |body: &str| {
        let body = part("document", &format!("<w:body>{body}</w:body>"));
        let styles = part("styles", STYLES);
        let parts = [
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("word/document.xml", body.as_bytes()),
            ("word/_rels/document.xml.rels", OWN_RELATIONS.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
        ];
        read(&packed(&parts), "quay.docx").unwrap().title
    };
    let (long, why) = (plain(&"The tide rises. ".repeat(10)), styled("berschrift1", "Why"));
    let how = styled("berschrift1", "How");
    assert_eq!(title(&[plain("Ports shut"), long.clone(), why.clone()].concat()), "Ports shut");
    assert_eq!(title(&[plain("Ports shut"), why.clone(), long.clone()].concat()), "Why");
    let short = plain("The crews left the port.").repeat(20);
    assert_eq!(title(&[plain("Ports shut"), short, why.clone()].concat()), "Ports shut");
    // With no line that reads like a headline, the one heading of its level is it.
    assert_eq!(title(&[long.clone(), why.clone(), long.clone()].concat()), "Why");
    assert_eq!(title(&[long.clone(), why, long, how].concat()), "quay");
}

#[test]
fn properties_are_facts() {
    let facts = reading(&plain("The tide.")).facts;
    let told = |fact: &crate::model::Fact| format!("{} {} {}", fact.name, fact.value, fact.from);
    let facts: Vec<String> =
        facts.iter().map(told).filter(|fact| fact.contains("document")).collect();
    assert_eq!(
        facts,
        [
            "byline Ana Silva document properties",
            "language pt-BR document properties",
            "modified 2026-01-13T10:00:00Z document properties",
            "title Tide tables document properties"
        ]
    );
}

#[test]
fn changes_are_taken_as_accepted() {
    check(
        "<w:p><w:r><w:t>The </w:t></w:r><w:ins><w:r><w:t>high </w:t></w:r></w:ins><w:del><w:r>\
         <w:delText>low </w:delText><w:t>ebb </w:t></w:r></w:del><w:r><w:t>tide</w:t></w:r></w:p>",
        "The high tide",
    );
    let moved = |element: &str| format!("<w:p><w:{element}>{}</w:{element}></w:p>", run("moved"));
    check(&(moved("moveFrom") + &plain("stays") + &moved("moveTo")), "stays\n\nmoved");
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>";
    check(&(joined.to_owned() + &plain("line") + joined), "one line\n\none");
    let old = "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='Titel'/></w:pPr></w:pPrChange></w:pPr>\
        <w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>";
    check_blocks(old, &["paragraph 0"]);
    let row = |mark: &str, words: &str| {
        format!(
            "<w:tr><w:trPr>{mark}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            plain(words),
            plain("x")
        )
    };
    check(
        &format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "gone"), row("<w:ins/>", "here")),
        "here\tx",
    );
}

#[test]
fn what_word_hides_is_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>two words</w:t><w:br/></w:r>";
    let shown =
        "<w:r><w:rPr><w:rStyle w:val='Hidden'/><w:vanish w:val='0'/></w:rPr><w:t>c</w:t></w:r>";
    let styled = "<w:r><w:rPr><w:rStyle w:val='Hidden'/></w:rPr><w:t>three</w:t></w:r>";
    let reading = reading(&format!("<w:p>{}{hidden}{styled}{shown}</w:p>", run("ab")));
    assert_eq!(reading.text, "abc\n");
    let told = ["3 hidden words were left out", "1 header or footer was left out"];
    assert_eq!(reading.warnings, [&told[..], &["2 comments were left out"]].concat());
}

#[test]
fn what_wraps_words_keeps_them() {
    for around in ["sdt><w:sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir"] {
        let end: Vec<&str> = around.split("><w:").collect();
        let end: Vec<String> = end.iter().rev().map(|name| format!("</w:{name}>")).collect();
        let end = end.concat();
        check(&format!("<w:p>{}<w:{around}>{}{end}</w:p>", run("a "), run("b")), "a b");
    }
    check(
        &format!(
            "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            plain("x")
        ),
        "x",
    );
    check("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>", "a+b");
}

#[test]
fn fields_show_what_they_came_to() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let order = "<w:r><w:instrText>PAGE</w:instrText><w:t>no</w:t></w:r>";
    check(&format!("<w:p>{begin}{order}{separate}{}{end}{}</w:p>", run("7"), run("b")), "7b");
    let nested = format!(
        "{begin}{order}{begin}{order}{separate}{}{end}{separate}{}{end}",
        run("no"),
        run("8")
    );
    check(&format!("<w:p>{nested}</w:p>"), "8");
    check(&format!("<w:p>{begin}{order}</w:p>{}", plain("no end")), "no end");
}

#[test]
fn signs_are_the_letters_that_they_show() {
    let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    check(
        &run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t>"),
        "a\tb\nc\nd",
    );
    check(
        &run("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>"),
        "a\u{2011}b\u{ad}c",
    );
    check(
        &run("<w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/>"),
        "α✓",
    );
    check(&run("<w:sym w:font='Odd' w:char='F061'/><w:t>x</w:t>"), "\u{f061}x");
    check(&run("<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>\u{f062}</w:t>"), "β");
    check(&run("<w:t>a\n  b&#12;&#1;c</w:t>"), "a   bc");
    let drop = "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>";
    check(&(drop.to_owned() + &plain("he tide")), "The tide");
}

#[test]
fn notes_are_called_by_number() {
    let call = |kind: &str, id: &str| format!("<w:r><w:{kind}Reference w:id='{id}'/></w:r>");
    let body = format!(
        "<w:p>{}{}{}</w:p>{}",
        run("a"),
        call("endnote", "2"),
        call("footnote", "9"),
        format_args!("<w:p>{}{}</w:p>", run("b"), call("footnote", "2")),
    );
    check(&body, "a[1]\n\nb[2]\n\n[1] At the end.\n\n[2] Of the harbour.");
}

#[test]
fn text_boxes_are_read_once() {
    let text_box = |words: &str| {
        let inner = format!("<w:txbxContent>{}</w:txbxContent>", plain(words));
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice>\
             <mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    check(&format!("<w:p>{}{}{}</w:p>", run("a "), text_box("box"), run("b")), "a b\n\nbox");
    check(&format!("<w:p>{}{}</w:p>", text_box("box"), run("b")), "box\n\nb");
    let choice = "<mc:Choice Requires='cx'><a:graphic/></mc:Choice>";
    let body = text_box("box").replace("<mc:Fallback>", &format!("{choice}<mc:Fallback>"));
    check(&format!("<w:p>{body}</w:p>"), "box");
    let fallback =
        format!("<mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback>", plain("old"));
    check(
        &format!(
            "<w:p><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
        ),
        "old",
    );
    check(
        "<w:p><w:r><w:pict><v:shape><v:textpath string='Tides'/></v:shape></w:pict></w:r></w:p>",
        "Tides",
    );
}

#[test]
fn pages_are_those_that_word_showed() {
    let shown = "<w:r><w:lastRenderedPageBreak/></w:r>";
    let forced = "<w:r><w:br w:type='page'/></w:r>";
    let body =
        format!("<w:p>{}{shown}{}{forced}</w:p><w:p>{shown}{}</w:p>", run("a"), run("b"), run("c"));
    let reading = reading(&body);
    let told = |page: &crate::model::Page| {
        format!("{} {}", page.label, reading.text.get(page.at.range()).unwrap())
    };
    assert_eq!(reading.pages.iter().map(told).collect::<Vec<_>>(), ["1 a", "2 b", "3 c"]);
    assert_eq!(reading.text, "ab\n\nc\n");
    let unknown = tests::reading(&format!("<w:p>{}{forced}{}</w:p>", run("a"), run("b")));
    assert_eq!((unknown.text.as_str(), unknown.pages.len()), ("a\nb\n", 0));
}

#[test]
fn raised_digits_do_not_join_the_number_before_them() {
    let set = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>")
    };
    let raised = |words: &str| set("<w:vertAlign w:val='superscript'/>", words);
    let check = |inner: &[String], text: &str| {
        check(&format!("<w:p>{}</w:p>", inner.concat()), text);
    };
    check(&[run("worth 10"), raised("1"), raised("2 "), run("euros")], "worth 10¹² euros");
    check(&[run("12"), set("<w:rStyle w:val='Call'/>", "1"), run(" contracts")], "12¹ contracts");
    let level = "<w:rStyle w:val='Call'/><w:vertAlign w:val='baseline'/>";
    check(&[run("12"), set(level, "1")], "121");
    check(&[run("12"), set("<w:vertAlign w:val='subscript'/>", "1")], "121");
    check(&[run("the 21"), raised("st"), run(" km"), raised("2")], "the 21st km2");
    check(
        &[raised("in 2019"), run("12"), run("<w:br/>").replace("w:t>", "w:x>"), raised("3")],
        "in 201912\n3",
    );
}
