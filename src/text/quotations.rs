//! Quotations, by their marks: “ ”, „ “, « », » «, ‹ ›, 「 」, 『 』, ‘ ’, ‚ ‘ and the straight ones.
//!
//! Quotations nest. One that runs over several paragraphs, each of which opens with a mark and only
//! the last of which closes, is one quotation a paragraph. A mark without a partner is no
//! quotation: better none than a wrong one.

use super::characters::{is_blank, is_final_mark, is_quotation_mark};
use super::graphemes::snap_to_grapheme;
use super::window::{clamp, clamp_offset, window};
use super::words::trim;
use super::{Offset, Stretch, Text};

/// Bytes read either way of a position.
const REACH: usize = 64 * 1024;

/// Bytes within which the quotation must end that a plural's apostrophe is thought to stand in.
const POSSESSIVE_REACH: usize = 1024;

/// How many marks may wait for a partner at once; the oldest gives way, so that a text full of
/// marks that never close costs no more than another.
const DEPTH: usize = 32;

/// A stretch of words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words with their marks.
    pub outer: Stretch,
    /// The words alone.
    pub inner: Stretch,
}

/// Returns the quotations in `within`, by their starts, an outer one before those inside it.
pub fn quotations(text: &Text, within: Stretch) -> Vec<Quotation> {
    let within = clamp(text, within);
    let mut reader = Reader::new(text, within);
    let words = text.slice(within);
    for (at, mark) in words.char_indices().filter(|(_, c)| *c == '\n' || is_quotation_mark(*c)) {
        let at = within.start.to_usize() + at;
        if mark == '\n' { reader.end_line(at) } else { reader.read(at, mark) }
    }
    reader.end_paragraph(within.end.to_usize());
    let mut found = reader.found;
    found.sort_by_key(|found| (found.outer.start, std::cmp::Reverse(found.outer.end)));
    found
}

/// Returns the smallest quotation around `offset`, marks included; of two that meet there, the one
/// that begins.
pub fn quotation_at(text: &Text, within: Stretch, offset: Offset) -> Option<Quotation> {
    let within = clamp(text, within);
    let offset = clamp_offset(text, within, offset);
    let near = snap_to_grapheme(text, window(text, within, offset, REACH));
    let near = Stretch { start: near.start.max(within.start), end: near.end.min(within.end) };
    quotations(text, near)
        .into_iter()
        .filter(|found| found.outer.start <= offset && offset <= found.outer.end)
        .min_by_key(|found| (!found.outer.contains(offset), found.outer.len()))
}

/// A mark that waits for its partner.
#[derive(Clone, Copy)]
struct Opened {
    mark: char,
    at: usize,
}

struct Reader<'a> {
    text: &'a str,
    end: usize,
    opened: Vec<Opened>,
    found: Vec<Quotation>,
    whole: &'a Text,
}

impl<'a> Reader<'a> {
    fn new(whole: &'a Text, within: Stretch) -> Self {
        let end = within.end.to_usize();
        Self { text: whole.as_str(), end, opened: Vec::new(), found: Vec::new(), whole }
    }

    fn read(&mut self, at: usize, mark: char) {
        let around = Around::new(self.text, at, mark);
        if let Some(depth) = self.partner(mark, &around) {
            self.close(depth, at + mark.len_utf8(), at);
        } else if can_open(mark, &around) {
            self.open(mark, at);
        }
    }

    /// Returns the place in `opened` of the mark that this one closes.
    fn partner(&self, mark: char, around: &Around) -> Option<usize> {
        let depth = self.opened.iter().rposition(|opened| closes(mark, opened.mark))?;
        let is_top = depth + 1 == self.opened.len();
        let is_close = match mark {
            '\'' | '’' => is_top && around.ends_words() && !around.is_possessive(),
            '»' | '«' | '“' | '‘' => mark != self.opened[depth].mark,
            _ => true,
        };
        is_close.then_some(depth)
    }

    fn open(&mut self, mark: char, at: usize) {
        if self.opened.len() == DEPTH {
            self.opened.remove(0);
        }
        self.opened.push(Opened { mark, at });
    }

    fn close(&mut self, depth: usize, outer_end: usize, inner_end: usize) {
        let Opened { mark, at } = self.opened[depth];
        self.opened.truncate(depth);
        let inner = Stretch::new(at + mark.len_utf8(), inner_end);
        self.keep(Quotation { outer: Stretch::new(at, outer_end), inner });
    }

    fn keep(&mut self, quotation: Quotation) {
        if !trim(self.whole, quotation.inner).is_empty() {
            self.found.push(quotation);
        }
    }

    /// A blank line ends a paragraph; so does a line whose open quotation the next line opens again.
    fn end_line(&mut self, at: usize) {
        if self.opened.is_empty() {
            return;
        }
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let next_line = rest.split('\n').next().unwrap_or_default();
        if next_line.trim_matches(is_blank).is_empty() || self.goes_on_in(rest) {
            self.end_paragraph(at);
        }
    }

    fn goes_on_in(&self, rest: &str) -> bool {
        self.opened.iter().any(|opened| leading_marks(rest).any(|mark| mark == opened.mark))
    }

    /// What is open here is a quotation up to here if the next paragraph opens with its mark again.
    fn end_paragraph(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let opened = std::mem::take(&mut self.opened);
        for Opened { mark, at: start } in opened {
            if leading_marks(rest).any(|leading| leading == mark) {
                let outer = trim(self.whole, Stretch::new(start, at.min(self.end)));
                let inner =
                    trim(self.whole, Stretch::new(start + mark.len_utf8(), at.min(self.end)));
                self.keep(Quotation { outer, inner });
            }
        }
    }
}

/// Returns the quotation marks that the next paragraph in `rest` begins with.
fn leading_marks(rest: &str) -> impl Iterator<Item = char> {
    rest.trim_start_matches(is_blank).chars().take_while(|c| is_quotation_mark(*c))
}

/// Does `mark` close a quotation that `opened` opened?
fn closes(mark: char, opened: char) -> bool {
    match opened {
        '“' | '‟' => mark == '”',
        '„' => matches!(mark, '“' | '”'),
        '”' | '"' | '\'' => mark == opened,
        '‘' => mark == '’',
        '‚' => matches!(mark, '‘' | '’'),
        '«' => mark == '»',
        '»' => mark == '«',
        '‹' => mark == '›',
        '›' => mark == '‹',
        '「' => mark == '」',
        '『' => mark == '』',
        _ => false,
    }
}

fn can_open(mark: char, around: &Around) -> bool {
    match mark {
        '“' | '‟' | '„' | '‚' | '「' | '『' | '«' | '‹' => true,
        '"' | '»' | '›' | '”' => around.starts_words(),
        '\'' | '‘' => around.starts_words() && !around.is_elision(),
        _ => false,
    }
}

/// What stands on both sides of a mark.
struct Around<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> Around<'a> {
    fn new(text: &'a str, at: usize, mark: char) -> Self {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
        Self { before, after }
    }

    fn previous(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.after.chars().next()
    }

    /// Is the mark glued to what follows and to nothing before?
    fn starts_words(&self) -> bool {
        let free = self.previous().is_none_or(|c| !c.is_alphanumeric() && !is_final_mark(c));
        free && self.next().is_some_and(|c| !is_blank(c) && !is_final_mark(c))
    }

    /// Is the mark glued to what precedes and to no letter after?
    fn ends_words(&self) -> bool {
        self.previous().is_some_and(|c| !is_blank(c))
            && self.next().is_none_or(|c| !c.is_alphanumeric())
    }

    /// Is this the apostrophe of "’90s", "’tis" or "rock ’n’ roll"?
    fn is_elision(&self) -> bool {
        let end = self.after.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.after.len());
        let word = self.after.get(..end).unwrap_or_default();
        let is_decade = word.len() <= 3 && word.starts_with(|c: char| c.is_ascii_digit());
        let elided = ["tis", "twas", "em", "til", "cause", "n", "round", "bout"];
        is_decade || elided.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// Is this the apostrophe of "the analysts’ view" inside a quotation that ends later?
    fn is_possessive(&self) -> bool {
        let mut next = self.after.chars();
        let is_plural = self.before.ends_with(['s', 'S']) && next.next() == Some(' ');
        is_plural && next.next().is_some_and(char::is_lowercase) && self.closes_later()
    }

    /// Does a mark of the same kind close after a full stop or comma, before another opens?
    fn closes_later(&self) -> bool {
        let end = self.after.floor_char_boundary(POSSESSIVE_REACH);
        let near = self.after.get(..end).unwrap_or_default();
        let near = near.split("\n\n").next().unwrap_or_default();
        let mut previous = ' ';
        for c in near.chars() {
            match c {
                '’' | '\'' if is_final_mark(previous) => return true,
                '‘' => return false,
                '\'' if is_blank(previous) => return false,
                _ => previous = c,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::marked::{bracketed, marked};
    use super::*;

    /// Every quotation, marks included, is in brackets.
    #[track_caller]
    fn check(literal: &str) {
        let given = marked(literal);
        let found: Vec<_> =
            quotations(&given.text, given.text.whole()).iter().map(|found| found.outer).collect();
        assert_eq!(bracketed(&given.text, &found), literal);
    }

    #[test]
    fn the_marks_of_many_languages() {
        check("She said: [“We go.”] He: [\"No.\"]");
        check("Elle : [« Oui »], er: [„Nein“], oder [»doch«], [‚ja‘].");
        check("他说[「走[『吧』]。」] Hij: [„Ja”]. Hon: [”Nej.”]");
        check("No quotation.");
    }

    #[test]
    fn quotations_nest() {
        check("[“He told me [‘go’] twice,”] she said. [\"A ['b'] c\"]");
        check("[‘They said [“no”] again,’] he added.");
    }

    #[test]
    fn inner_leaves_the_marks_out() {
        let text = Text::new("a “b” c");
        let found = quotations(&text, text.whole());
        assert_eq!(found, [Quotation { outer: Stretch::new(2, 9), inner: Stretch::new(5, 6) }]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("Don't trust the analysts' view of '90s rock 'n' roll, 'tis theirs'.");
        check("Don’t trust the analysts’ view of ’90s rock ’n’ roll. Hawai‘i’s ‘90s.");
        check("[‘Don’t go,’] he said. ['I can't,'] she said.");
        check("[‘The analysts’ view is wrong,’] he said of [‘dogs’] and cats.");
        check("[“We don’t.”] A 6\" pipe, 5'10\" tall.");
    }

    #[test]
    fn straight_marks_alternate_within_a_paragraph() {
        check("[\"One,\"] he said, [\"two.\"] [\"Three.\"]");
        check("An open \"mark here.\n\nA [\"new\"] paragraph.");
        check("([\"yes\"])—[\"no\"]");
    }

    #[test]
    fn a_mark_without_a_partner_is_no_quotation() {
        check("“Open and [‘inside’] only");
        check("closed” and [“whole”]");
        check("“” and “ ”");
    }

    #[test]
    fn each_paragraph_of_a_long_quotation_is_its_own() {
        check("He said: [“One.]\n\n[“Two.]\n\n[“Three.”] End.");
        check("[\"One.]\n\n[\"Two.\"] End.");
        check("[“One.]\n[“Two.”]");
        check("[“He said: [‘One.]]\n\n[“[‘Two.’]”]");
        check("“One.\n\nTwo.\n\n[“Three.”]");
    }

    #[test]
    fn a_block_looks_on_to_the_next_paragraph_only_for_its_mark() {
        let text = Text::new("“One.\n\n“Two.”");
        let found = quotations(&text, Stretch::new(0, 7));
        assert_eq!(found, [Quotation { outer: Stretch::new(0, 7), inner: Stretch::new(3, 7) }]);
    }

    #[test]
    fn a_wrapped_line_does_not_end_a_quotation() {
        check("[“One\ntwo\nthree,”] he\nsaid. [\"Four\nfive.\"]");
    }

    #[track_caller]
    fn check_at(literal: &str) {
        let given = marked(literal);
        let found = quotation_at(&given.text, given.text.whole(), given.caret);
        let found: Vec<_> = found.iter().map(|found| found.outer).collect();
        assert_eq!(bracketed(&given.text, &found), bracketed(&given.text, &given.stretches));
    }

    #[test]
    fn the_smallest_quotation_is_around_the_caret() {
        check_at("“He said [‘g|o’] twice.”");
        check_at("[“He| said ‘go’ twice.”]");
        check_at("“One.”[|“Two.”]");
        check_at("[“One.”|] he said");
        check_at("“One.” he| said");
    }

    #[test]
    fn a_giant_block_is_read_near_the_position_only() {
        let text = Text::new("He said “no” and left. ".repeat(40_000));
        let found = quotation_at(&text, text.whole(), Offset(27 * 20_000 + 12)).unwrap();
        assert_eq!(text.slice(found.inner), "no");
        let middle = Offset::new(REACH + 10);
        let long = Text::new(format!("“{}”", "word ".repeat(REACH)));
        assert_eq!(quotation_at(&long, long.whole(), middle), None, "its marks are out of reach");
    }

    proptest! {
        #[test]
        fn quotations_nest_or_stand_apart(content in "([a-z]{1,3}|[“”‘’'\"«»„‚「」.,\\n ]){0,80}") {
            let text = Text::new(content);
            let found = quotations(&text, text.whole());
            for (index, one) in found.iter().enumerate() {
                prop_assert!(text.holds(one.outer) && one.outer.covers(one.inner));
                prop_assert!(!one.inner.is_empty());
                for other in &found[index + 1..] {
                    let apart = !one.outer.overlaps(other.outer);
                    prop_assert!(apart || one.outer.covers(other.outer));
                }
            }
        }
    }
}
