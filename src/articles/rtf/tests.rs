//! Rich text written by hand, sound and broken.

use super::*;
use crate::articles::{Encoding, Options, read, read_as};

fn reading(body: &str) -> Reading {
    read(format!("{{\\rtf1\\ansi {body}}}").as_bytes(), "quay.rtf").unwrap()
}

fn check(body: &str, text: &str) {
    assert_eq!(reading(body).text, format!("{text}\n"), "{body}");
}

fn check_blocks(body: &str, blocks: &[&str]) {
    let told = |block: &crate::model::Block| format!("{} {}", block.kind, block.level);
    assert_eq!(reading(body).blocks.iter().map(told).collect::<Vec<_>>(), blocks, "{body}");
}

#[test]
fn words_are_those_between_the_control_words() {
    check(r"\pard The {\b high} tide\par rises.", "The high tide\n\nrises.");
    check("\\pard The\r\n tide\\\nrises", "The tide\n\nrises");
    check(r"a\\b\{c\}d\~e\-f\_g", "a\\b{c}d\u{a0}e\u{ad}f\u{2011}g");
    check(r"a\tab b\line c\emdash d\rquote\ldblquote e\unknown9 f", "a\tb\nc—d’“ef");
    check(r"a\pard\par\par b", "a\n\nb");
}

#[test]
fn letters_are_in_the_code_page_of_their_font() {
    check(r"\ansicpg1252 caf\'e9 \'80\'93", "café €“");
    check(r"\pc caf\'82 \'c4", "café ─");
    check(r"\pca \'9bre {\fonttbl{\f1\fcharset254 Terminal;}}\f1\'e3", "øre π");
    check(r"\ansicpg1251 \'cf\'f0\'e8", "При");
    let fonts = r"{\fonttbl{\f0\fcharset204 Times New Roman;}{\f1\fcharset0 Arial;}{\f2\fnil\fcharset128 Mincho{\*\falt no};}{\f3\fcharset2 Symbol;}}";
    let body = format!(
        r"\ansicpg1251{fonts}\f0\'cf\'f0{{\f1 \'e9}}{{\f2\'93\'fa\'96\'7b}}{{\f3 a\'b7}}\'e8"
    );
    check(&body, "Прé日本α•и");
    check(r"\ansicpg1251{\fonttbl{\f0\fcharset0 Arial;}}\f0\'cf\'f0\'e8", "При");
    check(r"\mac\'8e", "é");
    check(r"\ansicpg936\'d6\'d0", "中");
    check("\\ansicpg1252 caf\u{e9} \u{2014}", "café —");
}

#[test]
fn letters_of_unicode_have_stand_ins() {
    check(r"a\u8212?b\u233\'e9c\u-10179?\u-8704?d", "a—béc😀d");
    check(r"\uc2\u26085\'93\'fa{\uc0\u233}\u233 xyz\uc1\u233\tab z", "日éézéz");
    check(r"{\upr{no}{\*\ud{\u233?yes}}}", "éyes");
    check(r"x\u-10179?y\u55357?", "xy");
}

#[test]
fn an_analyst_may_choose_the_encoding() {
    let bytes = br"{\rtf1\ansi\ansicpg1252 \'cf\'f0}";
    let encoding = Encoding::named("windows-1251");
    let options = Options { encoding, ..Options::USUAL };
    let chosen = read_as(&ArticleFile { bytes, name: "quay.rtf", options: &options }).unwrap();
    assert_eq!((chosen.text.as_str(), chosen.encoding.as_str()), ("Пр\n", "windows-1251"));
    let own = read(bytes, "quay.rtf").unwrap();
    assert_eq!(
        (own.encoding.as_str(), own.encoding_from.as_str()),
        ("windows-1252", "the document")
    );
}

#[test]
fn styles_say_what_a_paragraph_is() {
    let styles = r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s2 Title;}{\s3\sbasedon4 Mine;}{\s4\sbasedon3 Loop;}{\s5 caption;}{\*\cs6 Intense Quote;}{\s7\sbasedon8 Eigenes;}{\s8 Quote;}}";
    let body =
        r"\pard\s1 a\par\pard\s3 b\par\pard\s5 c\par\pard\s7 d\par\pard\outlinelevel1 e\par\pard f";
    let kinds =
        ["heading 1", "paragraph 0", "caption 0", "quotation 0", "heading 2", "paragraph 0"];
    check_blocks(&format!("{styles}{body}"), &kinds);
    check_blocks(&format!(r"{styles}\pard\s1 a\par\pard\s2 b\par"), &["heading 2", "heading 1"]);
}

#[test]
fn properties_are_facts() {
    let info = r"{\info{\title Tide {\b tables}}{\author Ana Silva}{\operator Bo}{\revtim\yr2026\mo1\dy13\hr9\min5}{\creatim\yr2020\mo1\dy1}}";
    let reading = reading(&format!("{info}The tide."));
    let told = |fact: &crate::model::Fact| format!("{} {} {}", fact.name, fact.value, fact.from);
    let facts: Vec<String> =
        reading.facts.iter().map(told).filter(|fact| fact.contains("doc")).collect();
    let modified = "modified 2026-01-13T09:05:00 document properties";
    let title = "title Tide tables document properties";
    assert_eq!(facts, ["byline Ana Silva document properties", modified, title]);
    assert_eq!((reading.title.as_str(), reading.text.as_str()), ("Tide tables", "The tide.\n"));
}

#[test]
fn only_what_is_shown_is_text() {
    let header = r"{\header Every page}{\footer }{\footerf \par}";
    let comment = r"{\*\atnauthor Bo}{\*\annotation Why?}";
    let body = r"a{\v two words}{\deleted gone}{\*\unknown no}{\*\bkmkstart x}{\xe no}{\pict\pngblip 8950}b";
    let all = reading(&format!("{header}{comment}{body}"));
    assert_eq!(all.text, "ab\n");
    let told = ["2 hidden words were left out", "1 header or footer was left out"];
    assert_eq!(all.warnings, [&told[..], &["1 comment was left out"]].concat());
    check("a{\\pict\\bin5 }{}\\\0}b", "ab");
    check(r"See {\field{\*\fldinst HYPERLINK x}{\fldrslt the {\b link}}} now", "See the link now");
    check(r"a {\deleted b\par}c\v0{\v x\v0 d}", "a cd");
    check(
        r"{\object{\*\objdata 00}{\result shown}}{\*\shppict{\pict 00}}{\nonshppict no}",
        "shown",
    );
}

#[test]
fn lists_have_the_marks_that_the_program_wrote() {
    let item = |marker: &str, level: &str, words: &str| {
        format!(r"{{\listtext\pard\plain {marker}\tab}}\pard\ls1\ilvl{level} {words}\par ")
    };
    let body = item("1.", "0", "a") + &item(r"\u9679?", "1", "b") + &item("2.", "0", "c");
    check(&body, "1. a\n  • b\n2. c");
    check_blocks(&body, &["list-item 1", "list-item 2", "list-item 1"]);
    check(r"{\*\listtable{\list no}}{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt}a\par", "• a");
    check("\\bullet\\tab a\\par 12.\\tab b\\par Tel.\\tab c", "• a\n12. b\n\nTel.\tc");
}

#[test]
fn marks_that_hang_out_make_lists_by_their_indents() {
    let item = |indent: u32, marker: &str, words: &str| {
        format!(r"{{\pard\li{indent}\fi-360 {marker}\tx360\tab {words}\par}}")
    };
    let body = [
        item(360, "1.", "a"),
        item(720, r"\endash ", "b"),
        item(1080, r"\bullet ", "c"),
        item(720, r"(ii)", "d"),
        item(360, "2.", "e"),
    ];
    check(&body.concat(), "1. a\n  • b\n    • c\n  (ii) d\n2. e");
    let [one, two, ..] = &body;
    check(&format!("{two}{{\\pard Between.\\par}}{one}{two}"), "• b\n\nBetween.\n\n1. a\n  • b");
    check(r"\pard\li720\endash\tab no item\par", "–\tno item");
    check(r"\pard\li720\fi-720 Tel.\tab c\par", "Tel.\tc");
}

#[test]
fn pages_are_known_where_all_are() {
    let labels = |body: &str| {
        let reading = reading(body);
        let page = |page: &crate::model::Page| {
            format!("{} {}", page.label, reading.text.get(page.at.range()).unwrap())
        };
        reading.pages.iter().map(page).collect::<Vec<_>>()
    };
    let two = r"One\page two{\footnote A note\page there.}\par three";
    let pages = ["1 One", "2 two[1]\n\nthree\n\n[1] A note\nthere."];
    assert_eq!(labels(&format!(r"{{\info{{\nofpages2}}}}{two}")), pages);
    assert_eq!(labels(&format!(r"{{\info{{\nofpages3}}}}{two}")), [""; 0], "one filled up");
    assert_eq!(labels(two), [""; 0]);
    assert_eq!(labels(r"One\par two \softpage three"), ["1 One\n\ntwo", "2 three"]);
    check(two, "One\ntwo[1]\n\nthree\n\n[1] A note\nthere.");
}

#[test]
fn tables_are_cells_and_rows() {
    let row = |first: &str, second: &str| {
        format!(r"\trowd\cellx1\cellx2\pard\intbl {first}\cell {second}\cell\row ")
    };
    let body = format!(r"Before\par {}{}\pard After", row("a", "b"), row("", r"c\par d"));
    check(&body, "Before\n\na\tb\n\tc d\n\nAfter");
    check(&row("a", "b"), "a\tb");
    let inner =
        r"\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables no\par}";
    check(&row("a", &format!(r"{inner}\pard\intbl b")), "a\n\nx\ty\n\nb");
    let deep = r"\pard\intbl\itap999999 a\nestcell\cell\row\pard b";
    check(deep, "a\n\nb");
}

#[test]
fn notes_and_boxes_have_their_places() {
    check(
        r"a{\super\chftn{\footnote\pard\plain{\super\chftn} A note.}} b\par c",
        "a[1] b\n\nc\n\n[1] A note.",
    );
    check(r"a{\v x{\footnote no}}b", "ab");
    let boxed = r"{\shp{\*\shpinst\shpleft0{\sp{\sn no}{\sv no}}{\shptxt \pard box\par}}{\shprslt{\*\do no}}}";
    check(&format!("a {boxed}b"), "a b\n\nbox");
    check(&format!("{boxed}b"), "box\n\nb");
}

#[test]
fn what_is_broken_is_read_or_refused() {
    fn check_refused(bytes: &[u8], name: &str, message: &str) {
        assert_eq!(read(bytes, name).unwrap_err().to_string(), message);
    }
    check_refused(b"", "quay.rtf", "The file holds no words: quay.rtf");
    check_refused(b"{\\rtf1}", "quay.rtf", "The file holds no words: quay.rtf");
    let deep = "{\\rtf1".to_owned() + &"{".repeat(1000);
    let told = "The file is nested too deeply, more than 1000 levels: quay.rtf";
    check_refused(deep.as_bytes(), "quay.rtf", told);
    let cut = read(b"{\\rtf1 The {\\b tide", "quay.txt").unwrap();
    assert_eq!((cut.text.as_str(), cut.reader.as_str()), ("The tide\n", "rtf 2"));
    assert_eq!(cut.warnings, ["The file is cut short: what came after is missing"]);
    let broken = read(b"{\\rtf1\\ansicpg932 a\\'81}}{\\b no}", "quay.rtf").unwrap();
    assert_eq!((broken.text.as_str(), broken.warnings.len()), ("a\u{fffd}\n", 1));
    for odd in
        ["\\", "\\'", "\\u", "\\u99999999999x", "\\bin99999999999 x", "\\cell\\row\\nestrow", "}}"]
    {
        let _ = read(format!("{{\\rtf1 a{odd}").as_bytes(), "quay.rtf").unwrap();
    }
}

#[test]
fn a_note_begun_twice_loses_nothing_before_it() {
    let text = reading(r"\pard Before the note{\footnote\footnote A note.} and after.\par").text;
    assert!(text.starts_with("Before the note[1] and after."), "{text}");
    assert!(text.contains("A note."), "{text}");
}

#[test]
fn raised_digits_do_not_join_the_number_before_them() {
    check(r"10{\super 6} euros, 12\super 1\nosupersub 2", "10⁶ euros, 12¹2");
    check(r"10{\up6 1}{\up 2}\up6 3\up0 4\plain 5", "10¹²³45");
    check(r"10\super 6\plain 7\super 8\sub 9{\dn6 1}", "10⁶7⁸91");
    check(r"the 21{\super st} km{\super 2} {\super 2019}", "the 21st km2 2019");
    check(r"10\par {\super 6}\cell\row", "10\n\n6");
}
