//! Small documents of word processors to begin with. What is packed is given as its parts, one after the
//! other, and packed before it is read: what changed in packed bytes would mostly be refused unseen.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Stands before each part, with its name.
const PART: &str = "\n%%%% ";

/// What Word documents are made of.
pub const DOCX: &[&str] = &[
    PART,
    "word/document.xml\n",
    "word/styles.xml\n",
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>x</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr>",
    "<w:pStyle w:val='b'/>",
    "<w:basedOn w:val='b'/>",
    "<w:outlineLvl w:val='4294967295'/>",
    "<w:start w:val='4294967295'/>",
    "<w:startOverride w:val='4294967295'/>",
    "<w:numFmt w:val='upperRoman'/>",
    "<w:lvlText w:val='%1%9%'/>",
    "<w:del>",
    "</w:del>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:trPr><w:del/></w:trPr>",
    "<w:fldChar w:fldCharType='begin'/>",
    "<w:fldChar w:fldCharType='separate'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "<w:footnoteReference w:id='2'/>",
    "<w:footnote w:id='2'>",
    "</w:footnote>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<mc:AlternateContent>",
    "<mc:Choice>",
    "<mc:Fallback>",
    "<w:br w:type='page'/>",
    "<w:lastRenderedPageBreak/>",
    "<w:sym w:font='Symbol' w:char='F061'/>",
    "<w:framePr w:dropCap='drop'/>",
    "xmlns:w='urn:x'",
    "xmlns='http://schemas.openxmlformats.org/wordprocessingml/2006/main'",
    "&x;",
    "&#0;",
    "&#xd800;",
    "&#12;",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a [<!ENTITY x 'y'>]>",
    "<?xml version='1.0' encoding='UTF-16'?>",
    "<!--",
    "-->",
    "/>",
];

/// What `OpenDocument` texts are made of.
pub const ODT: &[&str] = &[
    PART,
    "styles.xml\n",
    "<text:p>",
    "</text:p>",
    "<text:h text:outline-level='4294967295'>",
    "</text:h>",
    "<text:list>",
    "</text:list>",
    "<text:list text:continue-numbering='true' text:style-name='L'>",
    "<text:list-item text:start-value='4294967295'>",
    "<text:list-item>",
    "</text:list-item>",
    "<text:note>",
    "<text:note-body>",
    "</text:note-body>",
    "</text:note>",
    "<text:s text:c='99999999999'/>",
    "<text:soft-page-break/>",
    "<text:tracked-changes>",
    "<text:span text:style-name='H'>",
    "</text:span>",
    "<table:table>",
    "</table:table>",
    "<table:table-row>",
    "<table:table-cell>",
    "</table:table-cell>",
    "<draw:text-box>",
    "</draw:text-box>",
    "text:level='4294967295'",
    "text:display-levels='4294967295'",
    "text:start-value='4294967295'",
    "style:parent-style-name='L'",
    "fo:break-before='page'",
    "<office:text>",
    "</office:text>",
    "&x;",
    "/>",
];

/// What rich text is made of.
pub const RTF: &[&str] = &[
    "{",
    "}",
    "{\\*\\x ",
    "\\par ",
    "\\pard ",
    "\\plain ",
    "\\intbl ",
    "\\itap2 ",
    "\\itap2147483647 ",
    "\\cell ",
    "\\row ",
    "\\nestcell ",
    "\\nestrow ",
    "\\u8212?",
    "\\u-10179?\\u-8704?",
    "\\u-2147483648 ",
    "\\uc0 ",
    "\\uc2147483647 ",
    "\\'e9",
    "\\'",
    "\\bin9 ",
    "\\bin-1 ",
    "\\f1 ",
    "\\f-1 ",
    "{\\fonttbl{\\f1\\fcharset128 x;}{\\f2\\fcharset2 Symbol;}}",
    "{\\stylesheet{\\s1\\sbasedon1 heading 1;}}",
    "\\ansicpg932 ",
    "\\ansicpg65001 ",
    "\\outlinelevel2147483647 ",
    "{\\footnote ",
    "{\\shptxt ",
    "{\\listtext ",
    "{\\upr{a}{\\*\\ud{b}}}",
    "{\\info{\\title ",
    "{\\revtim\\yr-1\\mo99 ",
    "{\\header ",
    "\\deleted ",
    "\\v ",
    "\\v0 ",
    "\\\n",
    "\\*",
];

const TYPES: &str = "<Types a='wordprocessingml'/>";
const CORE: &str = "<a><title>T</title><creator>A</creator><modified>2026-01-13</modified></a>";
const RELATIONS: &str = "<a><Relationship Type='x/styles' Target='styles.xml'/>\
    <Relationship Type='x/numbering' Target='numbering.xml'/>\
    <Relationship Type='x/footnotes' Target='footnotes.xml'/>\
    <Relationship Type='x/comments' Target='../word/comments.xml'/></a>";
const SPACE: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

/// Packs the parts that an input gives.
pub fn packed(input: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mark = PART.as_bytes();
    let mut rest = input;
    while let Some(at) = memchr::memmem::find(rest, mark) {
        let part = &rest[at + mark.len()..];
        let end = memchr::memmem::find(part, mark).unwrap_or(part.len());
        let (part, next) = part.split_at(end);
        rest = next;
        let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..line]);
        let method = CompressionMethod::Stored;
        let options = SimpleFileOptions::default().compression_method(method);
        // A name that is there already can't be packed again.
        if archive.start_file(name, options).is_ok() {
            archive.write_all(part.get(line + 1..).unwrap_or_default()).expect("memory is written");
        }
    }
    archive.finish().expect("the parts are packed").into_inner()
}

fn parts(all: &[(&str, &str)]) -> Vec<u8> {
    let part = |(name, xml): &(&str, &str)| format!("{PART}{name}\n{xml}");
    all.iter().map(part).collect::<Vec<_>>().concat().into_bytes()
}

pub fn docx_seeds() -> Vec<Vec<u8>> {
    let part = |root: &str, inner: &str| format!("<w:{root} {SPACE}>{inner}</w:{root}>");
    let styles = "<w:style w:default='1' w:type='paragraph' w:styleId='a'/><w:style w:styleId='b'>\
        <w:name w:val='heading 1'/><w:basedOn w:val='a'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2'/>\
        </w:lvl></w:abstractNum><w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>";
    let notes = "<w:footnote w:id='2'><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote>";
    let bodies = [
        "<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr><w:r><w:t>Tides</w:t></w:r></w:p><w:p><w:r><w:t>One</w:t>\
         <w:footnoteReference w:id='2'/><w:br w:type='page'/><w:lastRenderedPageBreak/><w:tab/></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val='1'/>\
         <w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>\
         </mc:Choice><mc:Fallback/></mc:AlternateContent><w:fldChar w:fldCharType='begin'/><w:instrText>X</w:instrText>\
         <w:fldChar w:fldCharType='separate'/><w:t>7</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:t>out</w:t>\
         </w:r></w:del></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r></w:p>",
    ];
    let seed = |body: &&str| {
        parts(&[
            ("[Content_Types].xml", TYPES),
            ("docProps/core.xml", CORE),
            ("word/_rels/document.xml.rels", RELATIONS),
            ("word/comments.xml", "<a><comment/></a>"),
            ("word/styles.xml", &part("styles", styles)),
            ("word/numbering.xml", &part("numbering", numbering)),
            ("word/footnotes.xml", &part("footnotes", notes)),
            ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ])
    };
    bodies.iter().map(seed).collect()
}

pub fn odt_seeds() -> Vec<Vec<u8>> {
    let space = |name: &str, short: &str| {
        format!(" xmlns:{short}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'")
    };
    let spaces = space("office", "office")
        + &space("text", "text")
        + &space("table", "table")
        + &space("drawing", "draw")
        + &space("style", "style");
    let styles = "<style:style style:name='P' style:parent-style-name='Title'/><style:style style:name='H'>\
        <style:text-properties text:display='none'/></style:style><text:list-style style:name='L'>\
        <text:list-level-style-number text:level='1' style:num-format='I' style:num-suffix='.' text:display-levels='1'/>\
        </text:list-style>";
    let bodies = [
        "<text:p text:style-name='P'>Tides<text:s/><text:tab/></text:p><text:h text:outline-level='2'>Why</text:h>",
        "<text:list text:style-name='L'><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p>\
         </text:list-item></text:list></text:list-item></text:list>",
        "<text:p>a<text:note><text:note-body><text:p>Note.</text:p></text:note-body></text:note><draw:frame>\
         <draw:text-box><text:p>box</text:p></draw:text-box></draw:frame><text:soft-page-break/>b</text:p>",
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>\
         <text:p>b</text:p></table:table-cell></table:table-row></table:table>",
    ];
    let seed = |body: &&str| {
        let content = format!(
            "<office:x{spaces}>{styles}<office:body><office:text>{body}</office:text></office:body></office:x>"
        );
        parts(&[("content.xml", &content), ("styles.xml", "<a/>"), ("meta.xml", "<a/>")])
    };
    bodies.iter().map(seed).collect()
}

pub fn rtf_seeds() -> Vec<Vec<u8>> {
    let head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\
        {\\stylesheet{\\s1 heading 1;}}{\\info{\\title T}{\\author A}{\\revtim\\yr2026\\mo1\\dy2}}";
    let bodies = [
        "\\pard\\s1 Tides\\par\\pard The {\\b high} tide \\u8212? {\\f1\\'cf\\'f0}\\tab x\\par",
        "\\trowd\\pard\\intbl a\\cell b\\cell\\row\\pard\\intbl\\itap2 x\\nestcell{\\*\\nesttableprops\\nestrow}\\pard after",
        "a{\\super\\chftn{\\footnote note}} {\\field{\\*\\fldinst X}{\\fldrslt link}}{\\v no}{\\pict 8950}",
        "{\\listtext 1.\\tab}\\ilvl1 one\\par{\\shp{\\*\\shpinst{\\shptxt box}}} {\\upr{a}{\\*\\ud{\\u233?}}}",
    ];
    bodies.iter().map(|body| format!("{head}{body}}}").into_bytes()).collect()
}

/// Packed documents as they stand.
pub fn package_seeds() -> Vec<Vec<u8>> {
    [docx_seeds(), odt_seeds()].iter().flatten().map(|parts| packed(parts)).collect()
}

/// What archives are made of.
pub const PACKAGE: &[&str] = &[
    "PK\u{1}\u{2}",
    "PK\u{3}\u{4}",
    "PK\u{5}\u{6}",
    "PK\u{6}\u{6}",
    "\u{0}\u{0}",
    "word/document.xml",
];
