//! `OpenDocument` texts written by hand, sound and broken.

use super::*;
use crate::articles::{Options, package::packed, read};

const STYLES: &str = "<style:style style:name='Title'/>\
    <style:style style:name='P1' style:parent-style-name='Quotations'/>\
    <style:style style:name='P2' style:parent-style-name='Preformatted_20_Text'/>\
    <style:style style:name='P3' style:parent-style-name='Illustration'/>\
    <style:style style:name='Illustration' style:parent-style-name='Caption'/>\
    <style:style style:name='Loop' style:parent-style-name='Loop'/>\
    <style:style style:name='New'><style:paragraph-properties fo:break-before='page'/></style:style>\
    <style:style style:name='T1'><style:text-properties text:display='none'/></style:style>\
    <style:style style:name='T2'><style:text-properties style:text-position='super 58%'/></style:style>\
    <style:style style:name='T3' style:parent-style-name='T4'/>\
    <style:style style:name='T4'><style:text-properties style:text-position='33% 58%'/></style:style>\
    <style:style style:name='T5'><style:text-properties style:text-position='-33% 58%'/></style:style>\
    <text:list-style style:name='L1'><text:list-level-style-bullet text:level='1'/>\
    <text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style>\
    <text:list-style style:name='L2'><text:list-level-style-number text:level='1' style:num-format='1' \
    style:num-suffix='.' text:start-value='3'/><text:list-level-style-number text:level='2' \
    style:num-format='I' style:num-prefix='(' style:num-suffix=')' text:display-levels='2'/></text:list-style>";

const OUTLINE: &str = "<text:outline-style><text:outline-level-style text:level='1' style:num-format='1'/>\
    <text:outline-level-style text:level='2' style:num-format=''/></text:outline-style>";

const META: &str = "<office:meta><dc:title>Tide tables</dc:title><dc:creator>Bo</dc:creator>\
    <meta:initial-creator>Ana Silva</meta:initial-creator><dc:date>2026-01-13T10:00:00</dc:date></office:meta>";

/// Returns a part with the namespaces that it needs.
fn part(root: &str, inner: &str) -> String {
    let space = |(uri, prefix): &(&str, &str)| format!(" xmlns:{prefix}='{uri}'");
    let spaces = SPACES.iter().map(space).collect::<Vec<_>>().concat();
    format!(
        "<office:{root}{spaces} xmlns:fo='urn:fo' xmlns:dc='urn:dc' xmlns:meta='urn:meta'>{inner}</office:{root}>"
    )
}

fn content(body: &str) -> String {
    let styles = format!("<office:automatic-styles>{STYLES}</office:automatic-styles>");
    part(
        "document-content",
        &format!("{styles}<office:body><office:text>{body}</office:text></office:body>"),
    )
}

fn document(body: &str) -> Vec<u8> {
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content(body).as_bytes()),
        ("styles.xml", part("document-styles", "").as_bytes()),
        ("meta.xml", part("document-meta", META).as_bytes()),
    ])
}

fn reading(body: &str) -> Reading {
    read(&document(body), "quay.odt").unwrap()
}

fn check(body: &str, text: &str) {
    assert_eq!(reading(body).text, format!("{text}\n"), "{body}");
}

fn check_blocks(body: &str, blocks: &[&str]) {
    let told = |block: &crate::model::Block| format!("{} {}", block.kind, block.level);
    assert_eq!(reading(body).blocks.iter().map(told).collect::<Vec<_>>(), blocks, "{body}");
}

fn plain(words: &str) -> String {
    format!("<text:p>{words}</text:p>")
}

fn styled(style: &str, words: &str) -> String {
    format!("<text:p text:style-name='{style}'>{words}</text:p>")
}

fn check_refused(bytes: &[u8], name: &str, message: &str) {
    let error = read(bytes, name).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert!(!error.hint().is_empty());
}

#[test]
fn styles_say_what_a_paragraph_is() {
    let styles = ["P1", "P2", "P3", "Loop", "Unknown"].map(|style| styled(style, "x")).concat();
    let kinds = ["quotation 0", "preformatted 0", "caption 0", "paragraph 0", "paragraph 0"];
    check_blocks(&styles, &kinds);
    let body = "<text:h text:outline-level='2'>a</text:h><text:h>b</text:h>".to_owned();
    check_blocks(&body, &["heading 2", "heading 1"]);
    let body = body + &styled("Title", "Tides");
    check_blocks(&body, &["heading 3", "heading 2", "heading 1"]);
    assert_eq!(reading(&body).title, "Tides");
    assert_eq!(reading(&plain("a")).title, "Tide tables");
}

#[test]
fn properties_are_facts() {
    let facts = reading(&plain("The tide.")).facts;
    let told = |fact: &crate::model::Fact| format!("{} {} {}", fact.name, fact.value, fact.from);
    let facts: Vec<String> =
        facts.iter().map(told).filter(|fact| fact.contains("document")).collect();
    let expected = ["byline Ana Silva document properties"];
    let modified = "modified 2026-01-13T10:00:00 document properties";
    assert_eq!(facts, [expected[0], modified, "title Tide tables document properties"]);
}

#[test]
fn white_space_is_what_the_elements_say() {
    check(&plain("  The\n   <text:span>  high </text:span> tide"), "The high tide");
    check(
        &plain("a<text:s/><text:s text:c='2'/> b<text:tab/>c<text:line-break/>d"),
        "a    b\tc\nd",
    );
    check(&plain("a<text:s text:c='999999999'/>b"), &format!("a{}b", " ".repeat(100)));
}

#[test]
fn only_what_is_shown_is_text() {
    let deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>\
        </text:deletion></text:changed-region></text:tracked-changes>";
    let comment =
        "<office:annotation><dc:creator>Bo</dc:creator><text:p>Why?</text:p></office:annotation>";
    let hidden = "<text:span text:style-name='T1'>two words</text:span>";
    let section = "<text:section text:display='none'><text:p>no</text:p></text:section>";
    let name = "<text:sequence-decls><text:x>no</text:x></text:sequence-decls>";
    let all =
        reading(&format!("{deleted}{name}{}{section}", plain(&format!("a{comment}{hidden}b"))));
    assert_eq!(all.text, "ab\n");
    assert_eq!(all.warnings, ["2 hidden words were left out", "1 comment was left out"]);
    check(
        &plain(
            "<text:a>link</text:a> <text:date>13 January</text:date> <text:ruby><text:ruby-base>a\
        </text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>",
        ),
        "link 13 January a",
    );
}

#[test]
fn lists_are_counted() {
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let list = |style: &str, inner: &str| format!("<text:list{style}>{inner}</text:list>");
    let (one, two) = (" text:style-name='L1'", " text:style-name='L2'");
    let inner = list("", &(item(&plain("b")) + &item(&plain("c"))));
    let body = list(one, &(item(&(plain("a") + &inner)) + &item(&(plain("d") + &plain("more")))));
    check(&body, "• a\n  a) b\n  b) c\n• d\n\nmore");
    let inner = list("", &item(&plain("b")));
    let body = list(two, &(item(&(plain("a") + &inner)) + &item(&plain("c"))));
    check(&body, "3. a\n  (3.I) b\n4. c");
    let on = list(" text:style-name='L2' text:continue-numbering='true'", &item(&plain("d")));
    check(&(body.clone() + &plain("x") + &on), "3. a\n  (3.I) b\n4. c\n\nx\n\n5. d");
    let anew = list(
        two,
        &item(&plain("e"))
            .replace("item>", "item text:start-value='9'>")
            .replace("</text:list-item text:start-value='9'>", "</text:list-item>"),
    );
    check(&(body + &plain("x") + &anew), "3. a\n  (3.I) b\n4. c\n\nx\n\n9. e");
    check(&list("", &item(&plain("a"))), "• a");
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let heading =
        |level: u32, words: &str| format!("<text:h text:outline-level='{level}'>{words}</text:h>");
    let body = heading(1, "a") + &heading(2, "b") + &heading(1, "") + &heading(1, "c");
    let styles = part("document-styles", OUTLINE);
    let bytes =
        packed(&[("content.xml", content(&body).as_bytes()), ("styles.xml", styles.as_bytes())]);
    assert_eq!(read(&bytes, "quay.odt").unwrap().text, "1 a\n\nb\n\n3 c\n");
}

#[test]
fn tables_notes_and_boxes_have_their_places() {
    let row = |cells: &[&str]| {
        let cell = |words: &&str| format!("<table:table-cell>{}</table:table-cell>", plain(words));
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let head = format!("<table:table-header-rows>{}</table:table-header-rows>", row(&["a", "b"]));
    check(&format!("<table:table>{head}{}</table:table>", row(&["c", "d"])), "a\tb\nc\td");
    let note = "<text:note><text:note-citation>i</text:note-citation><text:note-body><text:p>Note.</text:p>\
        </text:note-body></text:note>";
    check(&(plain(&format!("a{note} b")) + &plain("c")), "a[1] b\n\nc\n\n[1] Note.");
    let boxed = |words: &str| {
        format!(
            "<draw:frame><svg:title>no</svg:title><draw:text-box>{}</draw:text-box></draw:frame>",
            plain(words)
        )
    };
    check(&plain(&format!("a {} b", boxed("box"))), "a b\n\nbox");
    check(&plain(&format!("{}b", boxed("box"))), "box\n\nb");
    check(&(boxed("page") + &plain("b")), "page\n\nb");
}

#[test]
fn pages_are_those_that_the_program_showed() {
    let body = plain("a<text:soft-page-break/>b") + &styled("New", "c");
    let reading = reading(&body);
    let told = |page: &crate::model::Page| {
        format!("{} {}", page.label, reading.text.get(page.at.range()).unwrap())
    };
    assert_eq!(reading.pages.iter().map(told).collect::<Vec<_>>(), ["1 a", "2 b", "3 c"]);
    let body = plain("a") + &styled("New", "c");
    assert_eq!(tests::reading(&body).pages, []);
}

#[test]
fn the_flat_form_is_read() {
    let flat = content(&plain("Flat.")).replace("document-content", "document");
    let flat = flat.replace("<office:automatic", &format!("{META}<office:automatic"));
    let reading = read(flat.as_bytes(), "quay.xml").unwrap();
    assert_eq!((reading.text.as_str(), reading.reader.as_str()), ("Flat.\n", "odt 1"));
    assert_eq!(reading.title, "Tide tables");
    let sheet = flat.replace(
        "<office:document ",
        "<office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet' ",
    );
    let told = "The file is an OpenDocument spreadsheet, which Postil does not read: quay.fodt";
    check_refused(sheet.as_bytes(), "quay.fodt", told);
}

#[test]
fn what_is_no_such_text_is_refused() {
    let not = "The file is no OpenDocument text, whatever its name says: quay.odt";
    check_refused(&packed(&[("a.txt", b"a")]), "quay.odt", not);
    check_refused(b"", "quay.odt", "The file holds no words: quay.odt");
    let sheet = packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
    let told = "The file is an OpenDocument spreadsheet, which Postil does not read: quay.ods";
    check_refused(&sheet, "quay.ods", told);
    let locked = packed(&[
        ("content.xml", b"\x00"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    ]);
    let told = "The file is an OpenDocument text that is locked with a password: quay.odt";
    check_refused(&locked, "quay.odt", told);
    let broken = packed(&[("content.xml", b"<office:text>")]);
    let told = "The file is an OpenDocument text that is damaged (its XML is cut short): quay.odt";
    check_refused(&broken, "quay.odt", told);
    let deep = content(&"<text:section>".repeat(2000));
    let deep = packed(&[("content.xml", deep.as_bytes())]);
    let told = "The file is nested too deeply, more than 1000 levels: quay.odt";
    check_refused(&deep, "quay.odt", told);
    let file =
        ArticleFile { bytes: &document(&plain("a")), name: "quay.docx", options: &Options::USUAL };
    assert_eq!(Odt.fit(file.bytes, file.name), Fit::Contents, "the contents decide");
}

#[test]
fn raised_digits_do_not_join_the_number_before_them() {
    let span = |style: &str, words: &str| {
        format!("<text:span text:style-name='{style}'>{words}</text:span>")
    };
    let check = |words: &str, text: &str| check(&plain(words), text);
    check(&format!("10{}{} euros", span("T2", "1"), span("T3", "2")), "10¹² euros");
    check(&format!("10{}", span("T5", "2")), "102");
    check(&format!("10{}", span("T2", &span("T5", "2"))), "102");
    check(&format!("10{} m", span("T2", "<text:a>2</text:a>")), "10² m");
    check(&format!("the 21{} {}", span("T2", "st"), span("T2", "2019")), "the 21st 2019");
    let note = "<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note>";
    check(
        &format!("10{note}{}<text:line-break/>{}", span("T2", "2"), span("T2", "3")),
        "10[1]2\n3\n\n[1] n",
    );
}
