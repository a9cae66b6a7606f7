//! Laid-out lines: every grapheme is where it is drawn.

use egui::{Pos2, Rect, vec2};

use super::{
    key::PageKey,
    line::Laid,
    page::Page,
    shaping::Faces,
    sheet::Sheet,
    style::{BlockStyle, Typography},
    typeset::Typesetter,
};
use crate::{
    app::{bidi::Direction, fonts, theme},
    model::{Article, BlockKind, Time},
    store::Settings,
    testing,
    text::{Offset, Stretch, Text, next_grapheme},
};

/// Does something with a typesetter that has the bundled fonts.
fn with_typesetter<T>(act: impl Fn(&mut Typesetter<'_>) -> T) -> T {
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    let mut done = None;
    let mut faces = Faces::default();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let theme = theme::Theme::light();
        let mut setter = Typesetter { ui, theme: &theme, faces: &mut faces };
        done = Some(act(&mut setter));
    });
    output.textures_delta.clear();
    done.unwrap()
}

fn style(kind: &BlockKind) -> BlockStyle {
    BlockStyle::of(kind, 0, &Typography::of(&Settings::default()))
}

/// Lays a text out in a column.
fn laid(text: &str, width: f32, direction: Direction) -> Laid {
    with_typesetter(|setter| {
        setter.set((text, Offset::START), &style(&BlockKind::Paragraph), width, direction)
    })
}

/// Clicks the middle of every grapheme of a text, and beside its leading edge.
#[track_caller]
fn check(text: &str, width: f32) {
    for direction in [Direction::LeftToRight, Direction::RightToLeft] {
        check_in(text, width, direction);
    }
}

#[track_caller]
fn check_in(text: &str, width: f32, direction: Direction) {
    let laid = laid(text, width, direction);
    let whole = Text::new(text);
    let (mut at, mut clicked) = (Offset::START, 0);
    while at < whole.end() {
        let grapheme = Stretch { start: at, end: next_grapheme(&whole, at) };
        let line = laid.line_at(at).unwrap();
        if let [(left, right)] = line.extents(grapheme)[..] {
            let middle = left.midpoint(right);
            let what = format!("{:?} in {text:?}, {direction:?}", whole.slice(grapheme));
            assert_eq!(line.grapheme(middle), at, "{what}");
            let near_start = line.x(at) + (middle - line.x(at)) * 0.4;
            assert_eq!(line.offset(near_start), at, "start of {what}");
            let near_end = middle + (middle - near_start);
            if grapheme.end < line.at.end {
                assert_eq!(line.offset(near_end), grapheme.end, "end of {what}");
            }
            clicked += 1;
        }
        at = grapheme.end;
    }
    let visible = text.split_whitespace().count();
    assert!(clicked >= visible, "only {clicked} graphemes of {text:?} can be clicked");
}

#[test]
fn a_click_on_a_grapheme_gives_that_grapheme() {
    for text in [
        "What the shipping accord leaves out",
        "The office filed an affidavit; efficient, fluffy",
        "cafe\u{301} o\u{308}de Zu\u{308}rich e\u{301}\u{323}",
        "a family 👨‍👩‍👧 and a flag 🇪🇹 and 👍🏽 thumbs",
        "हिन्दी में क्षत्रिय लिखा है",
        "ภาษาไทยไม่มีช่องว่าง น้ำทำความ",
        "東京で「はい」と言った。",
        "සිංහල ගොනුවේ කෝපි",
        "ภาษา\u{200b}ไทย\u{200b}ไม่ mm\u{ad}mm su\u{2060}ms",
        "قالت النقابة إن «الاتفاق» لا يكفي، ولا بلا شك.",
        "هل قُلْتَ: \"لا\"؟ (نعم)",
        "הנמל אמר: \"לא נכון\" (אתמול).",
        "שָׁלוֹם עֲלֵיכֶם",
        "abc שלום X",
        "The word שלום עולם means peace (سلام), 25% of 1,200 say.",
        "דובר OECD אמר 3.5 אחוז ב-2026, לא 10%.",
        "وقال متحدث باسم Reuters إن ١٢٣ شخصا و 45 سفينة",
    ] {
        check(text, 5000.0);
        check(text, 120.0);
    }
}

/// Returns the graphemes of a text's first line from left to right, as they stand there.
fn seen(text: &str, direction: Direction) -> String {
    let laid = laid(text, 2000.0, direction);
    let whole = Text::new(text);
    let mut found: Vec<(f32, String)> = Vec::new();
    let mut at = Offset::START;
    while at < whole.end() {
        let grapheme = Stretch { start: at, end: next_grapheme(&whole, at) };
        let left = laid.lines[0].extents(grapheme).first().map(|(left, _)| *left);
        found.extend(left.map(|left| (left, whole.slice(grapheme).to_owned())));
        at = grapheme.end;
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, grapheme)| grapheme).collect()
}

#[test]
fn runs_stand_in_the_order_of_reading() {
    let ltr = Direction::LeftToRight;
    let rtl = Direction::RightToLeft;
    // The examples of UAX 9 in Hebrew letters: numbers and signs keep to their neighbours.
    assert_eq!(seen("abc אבג def", ltr), "abc גבא def");
    assert_eq!(seen("abc אבג def", rtl), "def גבא abc");
    assert_eq!(seen("אבג 123, דהו", rtl), "והד ,123 גבא");
    assert_eq!(seen("he said אבג דהו?", ltr), "he said והד גבא?");
    assert_eq!(seen("אמר \"car אבג\".", rtl), ".\"גבא car\" רמא");
}

#[test]
fn a_selection_of_a_mixed_line_is_in_as_many_parts_as_it_is_seen() {
    let text = "abc אבג def";
    let laid = laid(text, 2000.0, Direction::LeftToRight);
    let line = &laid.lines[0];
    assert_eq!(line.extents(Stretch::new(0, text.len())).len(), 1);
    // From the middle of the Latin word into the Hebrew one, which is seen from its far end.
    assert_eq!(line.extents(Stretch::new(1, 6)).len(), 2);
}

#[test]
fn a_line_from_right_to_left_ends_at_the_right_edge() {
    let width = 300.0;
    for text in ["שלום עולם", "سلام"] {
        let laid = laid(text, width, Direction::RightToLeft);
        let extents = laid.lines[0].extents(Stretch::new(0, text.len()));
        assert!((extents[0].1 - width).abs() < 1.0, "{extents:?}");
        assert!((laid.lines[0].x(Offset::START) - width).abs() < 1.0);
    }
}

#[test]
fn a_kept_line_has_a_direction_of_its_own() {
    let text = "שלום\nhello (world)";
    let laid = with_typesetter(|setter| {
        let style = style(&BlockKind::Preformatted);
        setter.set((text, Offset::START), &style, 400.0, Direction::RightToLeft)
    });
    assert!(laid.lines[0].x(Offset::START) > 390.0, "Hebrew begins at the right");
    let start = Offset::new(text.find('h').unwrap());
    assert!(laid.lines[1].x(start) < 1.0, "English at the left");
    assert_eq!(laid.lines[0].content_end(), Offset::new(text.find('\n').unwrap()));
}

#[test]
fn what_is_never_seen_takes_no_part_of_the_letter_before_it() {
    let laid = laid("mm\u{ad}mm", 500.0, Direction::LeftToRight);
    let line = &laid.lines[0];
    let wide = line.extents(Stretch::new(0, 2))[0].1;
    let whole = line.extents(Stretch::new(0, 6))[0].1;
    assert!((wide * 2.0 - whole).abs() < 1.0, "{wide} of {whole}");
}

#[test]
fn lines_cover_the_text_without_a_gap() {
    let text = "one two three four five six\nseven eight nine\n\nten";
    for text in [text, "אחת שתיים שלוש ארבע\nחמש שש שבע\n\nשמונה תשע עשר one two"]
    {
        let laid = with_typesetter(|setter| {
            let style = style(&BlockKind::Preformatted);
            setter.set((text, Offset::START), &style, 70.0, Direction::LeftToRight)
        });
        assert!(laid.lines.len() > 5);
        let mut end = Offset::START;
        for line in &laid.lines {
            assert_eq!(line.at.start, end);
            end = line.at.end;
        }
        assert_eq!(end, Offset::new(text.len()));
    }
}

/// Some sentences of news, over and over, none like the one before it.
fn prose(sentences: std::ops::Range<usize>) -> String {
    let who = ["The port authority", "Lena Okafor", "A crane operator", "The ministry of labour"];
    let what = ["said that no charge had been dropped", "called the tally incomplete, at best"];
    let when = ["on Monday", "after a night of talks at the quay", "in a written answer"];
    let one = |number: usize| {
        let (who, what) = (who[number * 7 % 4], what[number * 5 % 2]);
        format!("{who} {what} {}, {number} days in.", when[number * 11 % 3])
    };
    sentences.map(one).collect::<Vec<_>>().join(" ")
}

fn page(setter: &Typesetter<'_>, text: &str, width: f32) -> Page {
    page_of(setter, &testing::article(&"tally".parse().unwrap(), text), width)
}

fn page_of(setter: &Typesetter<'_>, article: &Article, width: f32) -> Page {
    let version = article.newest().unwrap();
    let key = PageKey {
        article: article.id.clone(),
        version: version.number,
        text: version.text.clone(),
        width,
        typography: Typography::of(&Settings::default()),
        pixels: 1.0,
        is_dark: false,
    };
    Page::new(key, version, setter.ui)
}

#[test]
fn the_height_is_known_within_a_hundredth_before_anything_is_laid_out() {
    let paragraph = |number: usize| prose(number..number + 1 + number % 7);
    let paragraphs: Vec<String> = (0..200).map(paragraph).collect();
    let ideographs = "港湾局は全員を釈放したと発表したが確認は取れていない。".repeat(300);
    for text in [paragraphs.join("\n\n"), prose(0..800), ideographs] {
        for width in [420.0, 612.0, 900.0] {
            let (estimated, known) = with_typesetter(|setter| {
                let mut page = page(setter, &text, width);
                let estimated = page.height();
                page.lay_out(setter, 0.0, (0.0, f64::INFINITY));
                (estimated, page.height())
            });
            let off = (estimated / known - 1.0).abs();
            assert!(off < 0.01, "{estimated} for {known}, {width} wide");
        }
    }
}

#[test]
fn a_paragraph_without_end_has_no_short_line_where_it_is_cut() {
    let text = prose(0..400);
    let lines = with_typesetter(|setter| {
        let mut page = page(setter, &text, 612.0);
        page.lay_out(setter, 0.0, (0.0, f64::INFINITY));
        let seen = page.in_view(0.0, f64::INFINITY);
        seen.flat_map(|seen| seen.laid.lines.clone()).collect::<Vec<_>>()
    });
    assert!(lines.len() > 300);
    for line in &lines[..lines.len() - 1] {
        let (left, right) = line.extents(line.at)[0];
        // Its longest word, and the space before it, take less than 100 points.
        assert!(right - left > 512.0, "the line at {} is {} wide", line.at.start, right - left);
    }
}

#[test]
fn pieces_follow_on_each_other_wherever_laying_out_begins() {
    let text = prose(0..300);
    let lines = with_typesetter(|setter| {
        let mut page = page(setter, &text, 612.0);
        for part in [7, 2, 9, 4, 0, 3, 8, 1, 6, 5] {
            let y = page.height() * f64::from(part) / 10.0;
            page.lay_out(setter, y, (0.0, 400.0));
        }
        page.lay_out(setter, 0.0, (0.0, f64::INFINITY));
        let seen = page.in_view(0.0, f64::INFINITY);
        seen.flat_map(|seen| seen.laid.lines.clone()).collect::<Vec<_>>()
    });
    let mut end = Offset::START;
    for line in &lines {
        assert_eq!(line.at.start, end);
        end = line.at.end;
    }
    assert_eq!(end, Offset::new(text.len()));
}

/// A table among paragraphs, one of its cells higher than the others.
const TABLE: &str = "# Sums\n\nBefore.\n\n| Year | What was said |\n| --- | --- |\n\
| 2024 | The line has lost money since the bridge was opened, and nobody has said how much it was |\n\
| 2025 | Nothing |\n\nAfter.\n";

#[test]
fn a_point_in_a_table_finds_the_cell_that_it_is_in() {
    let read = crate::articles::read(TABLE.as_bytes(), "sums.md").unwrap();
    let article = read.into_article("sums".parse().unwrap(), "sums.md", Time::default());
    for width in [420.0, 100.0] {
        with_typesetter(|setter| {
            let mut page = page_of(setter, &article, width);
            page.lay_out(setter, 0.0, (0.0, f64::INFINITY));
            let theme = setter.theme;
            let view = Rect::from_min_size(Pos2::ZERO, vec2(600.0, 2000.0));
            let sheet = Sheet { page: &page, view, left: 50.0, scroll: 0.0, theme };
            let mut bottom = 0.0;
            let mut tops = Vec::new();
            for seen in page.in_view(0.0, f64::INFINITY) {
                let origin = sheet.origin(seen);
                for line in &seen.laid.lines {
                    let found =
                        sheet.edge_at(origin + vec2(1.0, f32::midpoint(line.top, line.bottom)));
                    assert_eq!(
                        found,
                        Some(line.at.start),
                        "{width}: {}",
                        page.text().slice(line.at)
                    );
                }
                tops.push(origin.y.round());
                bottom = f32::max(bottom, origin.y + seen.laid.size.y);
            }
            let is_beside = tops.windows(2).filter(|pair| (pair[0] - pair[1]).abs() < 0.5).count();
            assert_eq!(is_beside, if width > 200.0 { 3 } else { 0 }, "{tops:?}");
            assert!(tops.is_sorted(), "{tops:?}");
            assert!(f64::from(bottom) < page.height());
        });
    }
}
