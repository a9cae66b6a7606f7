//! What a page's elements become.

use super::*;

/// Checks the text of a page's body, and its blocks.
#[track_caller]
fn check(body: &str, text: &str, kinds: &[&str]) {
    let reading = whole(&format!("<!DOCTYPE html><body>{body}"));
    assert_eq!(reading.text, text, "{body}");
    assert_eq!(blocks(&reading), kinds, "{body}");
}

#[test]
fn white_space_collapses_as_in_a_browser_and_characters_stay() {
    check(
        "  <p>\n One\t<b>two</b>\n  <i> three </i>four&nbsp;five&shy;s<wbr>ix e\u{301} &eacute; &amp; &lt;b&gt; &#x1f469; </p>",
        "One two three four\u{a0}five\u{ad}six e\u{301} é & <b> 👩\n",
        &["paragraph: One two three four\u{a0}five\u{ad}six e\u{301} é & <b> 👩"],
    );
    check(
        "<p>a<!-- b -->c</p>loose <span>d</span>",
        "ac\n\nloose d\n",
        &["paragraph: ac", "paragraph: loose d"],
    );
}

#[test]
fn headings_paragraphs_and_breaks_stand_apart() {
    check(
        "<h1>One</h1><h3>Two <small>three</small></h3><div>a<div>b</div>c</div>\
         <p>d<br>e<br> <br>f<hr>g",
        "One\n\nTwo three\n\na\n\nb\n\nc\n\nd\ne\n\nf\n\ng\n",
        &[
            "heading1: One",
            "heading3: Two three",
            "paragraph: a",
            "paragraph: b",
            "paragraph: c",
            "paragraph: d/e",
            "paragraph: f",
            "paragraph: g",
        ],
    );
}

#[test]
fn lists_have_marks_and_levels() {
    check(
        "<p>x<ul><li>a<li>b<ol start=3><li><p>c</p><li value=7>d</ol><li>e</ul><p>y<ul><li>z<p>more</ul>",
        "x\n\n• a\n• b\n  3. c\n  7. d\n• e\n\ny\n\n• z\n\nmore\n",
        &[
            "paragraph: x",
            "list-item1: • a",
            "list-item1: • b",
            "list-item2: 3. c",
            "list-item2: 7. d",
            "list-item1: • e",
            "paragraph: y",
            "list-item1: • z",
            "paragraph: more",
        ],
    );
}

#[test]
fn quotations_captions_and_code_are_named() {
    check(
        "<blockquote><p>a</p><p>b <q>c</q></blockquote><figure><img src=x alt=y><figcaption>d <b>e</b></figcaption></figure>\
         <p class='wp-caption-text'>f</p><pre>\n  g\n\n h\n</pre><p>i",
        "a\n\nb “c”\n\nd e\n\nf\n\n  g\n\n h\n\ni\n",
        &[
            "quotation: a",
            "quotation: b “c”",
            "caption: d e",
            "caption: f",
            "preformatted:   g// h",
            "paragraph: i",
        ],
    );
}

#[test]
fn merged_cells_keep_the_columns_of_the_others() {
    let is = |rows: &str, expected: &str| {
        let page = format!("<p>x<table><tr><th>Year<th>Quarter<th>Sum{rows}</table>");
        let text = whole(&page).text;
        assert_eq!(text, format!("x\n\nYear\tQuarter\tSum\n{expected}\n"), "{rows}");
    };
    is(
        "<tr><td rowspan=2>2024<td>Q1<td>1.2<tr><td>Q2<td>1.3<tr><td>2025<td>Q1<td>1",
        "2024\tQ1\t1.2\n\tQ2\t1.3\n2025\tQ1\t1",
    );
    is("<tr><td colspan=2>Total<td>2.5", "Total\t\t2.5");
    is(
        "<tr><td>2024<td rowspan=3 colspan=2>none<tr><td>2025<tr><td>2026<tr><td>a<td>b<td>c",
        "2024\tnone\n2025\n2026\na\tb\tc",
    );
    is("<tr><td colspan=x rowspan=0>a<td>b", "a\tb");
    let wide = "<tr><td colspan=99999>a<td>b";
    is(wide, &format!("a{}b", "\t".repeat(20)));
}

#[test]
fn tables_of_data_have_rows_and_others_paragraphs() {
    check(
        "<p>x<table><caption>t</caption><tr><th>a<th>b<tr><td><p>c</p><td><ul><li>d<li>e</ul><tr><td><td>f<tr><td></table><p>y",
        "x\n\nt\n\na\tb\nc\td e\n\tf\n\ny\n",
        &[
            "paragraph: x",
            "caption: t",
            "table-cell: a",
            "table-cell: b",
            "table-cell: c",
            "table-cell: d e",
            "table-cell: f",
            "paragraph: y",
        ],
    );
    check(
        "<table><tr><td>menu<td><table><tr><td>a</td></tr><tr><td>b</table></table>",
        "menu\n\na\n\nb\n",
        &["paragraph: menu", "paragraph: a", "paragraph: b"],
    );
}

#[test]
fn what_nobody_sees_is_no_text() {
    check(
        "<p>a</p><script>b</script><style>c</style><!-- d --><template>e</template>\
         <noscript>f</noscript><p hidden>g</p><p style='color:red; DISPLAY : none !important'>h</p>\
         <div style='visibility:hidden'>i<p>j</p></div><span aria-hidden=true>k</span>\
         <textarea>l</textarea><select><option>m</select><iframe>n</iframe><svg><text>o</text></svg>\
         <dialog>p</dialog><span class='x sr-only'>q</span><object>r</object><p style='display:block'>s",
        "a\n\ns\n",
        &["paragraph: a", "paragraph: s"],
    );
}

#[test]
fn exponents_calls_of_notes_and_corrections_do_not_run_together() {
    let is = |body: &str, text: &str| {
        assert_eq!(whole(&format!("<!DOCTYPE html><body>{body}")).text.trim_end(), text, "{body}");
    };
    is("<p>10<sup>6</sup> people, 5<sup>th</sup>, 2<sup>10 </sup>x", "10⁶ people, 5th, 2¹⁰ x");
    is("<p>120 m<sup>2</sup>, CO<sub>2</sub>", "120 m2, CO2");
    is("<p>paid.<sup><a href='#n'>1</a></sup> So", "paid.[1] So");
    is("<p>in 1999<a href='x.xhtml#n'><sup>*</sup></a> so", "in 1999[*] so");
    is("<p>text<a epub:type=noteref href=n>1</a> so", "text[1] so");
    is("<p>text<a role=doc-noteref href='#n'><sup>12</sup></a>", "text[12]");
    is("<p>wiki<sup><a href='#n'><span>[</span>1<span>]</span></a></sup>", "wiki[1]");
    is("<ol><li><sup><a href='#r'>1</a></sup> A note", "1. 1 A note");
    is("<p>^ <sup><a href='#r'>a</a></sup> A note", "^ a A note");
    is("<p>never <sup>closed<p>b", "never closed\n\nb");
    is("<table><tr><th>a<th>b<tr><td>1<sup>2</sup><td>3</table>", "a\tb\n1²\t3");
    is("<p><del>13</del><ins>14</ins> to 9", "14 to 9");
    is("<p><s>13</s><ins>14</ins> to <del>8</del>, <ins>9</ins>", "13 14 to 8, 9");
    is("<p>a <del>b</del><ins></ins> c", "a b c");
    is("<p><ins>14</ins><s>13</s> to 9", "14 13 to 9");
    is(
        "<p><del>13</del> <ins>14</ins>: colo<del>u</del>r<pre><s>a</s><ins>b</ins></pre>",
        "14: colour\n\na b",
    );
}

#[test]
fn broken_markup_is_read_as_browsers_do() {
    check(
        "<p>a<b>b<p>c</b>d</p></div>&nosuch; &#0; &#xd800; &#x110000; &amp &copy2 <3 < 4 <p",
        "ab\n\ncd\n\n&nosuch; \u{fffd} \u{fffd} \u{fffd} & ©2 <3 < 4\n",
        &[
            "paragraph: ab",
            "paragraph: cd",
            "paragraph: &nosuch; \u{fffd} \u{fffd} \u{fffd} & ©2 <3 < 4",
        ],
    );
}

#[test]
fn elements_of_xhtml_may_close_themselves() {
    let xhtml = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>\
                 <script src='a.js'/></head><body><p>a<a id='x'/> <em>b</em><br/>c <![CDATA[d <e> & f]]></p></body></html>";
    assert_eq!(whole(xhtml).text, "a b\nc d <e> & f\n");
    let html = "<!DOCTYPE html><p>a<b/>b<![CDATA[c]]>";
    assert_eq!(whole(html).text, "ab\n", "in HTML it is a comment");
}

#[test]
fn notes_are_named_and_lead_nowhere() {
    check(
        "<p>Paid.<a role=doc-noteref href='#n1'>1</a></p><section role=doc-endnotes><hr><h2>Notes</h2><ol>\
         <li id=n1><p>Minutes.<a href='#r1' role=doc-backlink>↩︎</a></p><p>More.<a href='#r1'>\u{21a9}\u{fe0e}</a>\
         <li>Letter. <a class=footnote-backref href='#r2'>back</a></ol></section>\
         <aside role='doc-footnote'>* Not all.</aside><ol><li>z</ol>",
        "Paid.[1]\n\nNotes\n\n[1] Minutes.\n\nMore.\n\n[2] Letter.\n\n* Not all.\n\n1. z\n",
        &[
            "paragraph: Paid.[1]",
            "heading2: Notes",
            "footnote: [1] Minutes.",
            "footnote: More.",
            "footnote: [2] Letter.",
            "footnote: * Not all.",
            "list-item1: 1. z",
        ],
    );
}
