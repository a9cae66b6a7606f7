//! Control words: what they begin, set, or stand for.

use super::{AtEnd, Into, PageEnd, Place, Walk};
use crate::articles::{flow::PAGE_BREAK, raised::Height};

impl Walk<'_> {
    pub(super) fn symbol(&mut self, sign: u8) {
        if sign == b'*' {
            self.is_new = true;
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match sign {
            b'\\' | b'{' | b'}' => self.bytes.push(sign),
            b'~' => self.words("\u{a0}"),
            b'-' => self.words("\u{ad}"),
            b'_' => self.words("\u{2011}"),
            b'\t' => self.words("\t"),
            b'\r' | b'\n' => self.break_paragraph(),
            _ => {}
        }
    }

    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        if self.begins(name) || self.sets_text(name, number) || self.sets_paragraph(name, number) {
            return;
        }
        match name {
            "u" => self.unicode(number.unwrap_or_default()),
            "par" | "sect" => self.break_paragraph(),
            "line" | "lbr" | "column" => self.words("\n"),
            "page" => self.end_page(PageEnd::Hard),
            "softpage" => self.end_page(PageEnd::Soft),
            "nofpages" => self.read.pages_said = number,
            "cell" | "nestcell" | "row" | "nestrow" if self.group.into == Into::Text => {
                self.table(name);
            }
            "bin" => {}
            _ => {
                if let Some(letter) = letter(name) {
                    self.words(letter);
                } else if self.is_new {
                    // A destination that is not known is passed over, as the format says.
                    self.group.into = Into::Nothing;
                }
            }
        }
    }

    /// Begins a destination, if a word names one.
    fn begins(&mut self, name: &str) -> bool {
        let into = match name {
            "fonttbl" => Into::Fonts,
            "stylesheet" => Into::Styles,
            "title" => Into::Property("title"),
            "author" => Into::Property("creator"),
            "revtim" => Into::Property("modified"),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => {
                self.has_margin = false;
                Into::Margin
            }
            "listtext" | "pntext" if self.group.into == Into::Text => Into::Marker,
            "footnote" | "shptxt" | "dptxbxtext" if self.group.into == Into::Text => {
                self.begin_place(if name == "footnote" { AtEnd::Note } else { AtEnd::Box });
                return true;
            }
            "annotation" => {
                self.read.comments += 1;
                Into::Nothing
            }
            // The same words once more, for programs that read Unicode.
            "ud" => self.groups.last().map_or(Into::Nothing, |outer| outer.around),
            "shpinst" | "moMath" | "nesttableprops" | "fldrslt" | "result" => return true,
            "cs" | "ds" | "ts" if self.group.into == Into::Styles => Into::Nothing,
            _ if NO_TEXT.binary_search(&name).is_ok() => Into::Nothing,
            _ => return false,
        };
        // What is in a group that is passed over is passed over, but for its twin in Unicode.
        if self.group.into != Into::Nothing || name == "ud" || matches!(into, Into::Property(_)) {
            self.group.into = into;
        }
        if matches!(into, Into::Property(_)) {
            self.group.at_end = AtEnd::Property;
            self.property.clear();
        }
        true
    }

    /// Begins a note or a box; a group that is one already goes on as it is.
    fn begin_place(&mut self, at_end: AtEnd) {
        if self.group.at_end != AtEnd::Nothing {
            return;
        }
        self.around.push(std::mem::take(&mut self.place));
        self.place = Place::default();
        self.group.at_end = at_end;
        self.group.form = super::Form::default();
        self.group.is_hidden = false;
        self.group.is_deleted = false;
        self.group.height = Height::OnLine;
    }

    /// Sets how words are read, if a control word does.
    fn sets_text(&mut self, name: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match (name, number) {
            ("f" | "fcharset" | "cpg", Some(number)) if self.group.into == Into::Fonts => {
                self.fonts.word(name, number);
            }
            ("f", Some(number)) => self.group.font = Some(number),
            ("deff", Some(number)) => self.fonts.usual(number),
            ("ansicpg", Some(number)) => self.fonts.code_page(number),
            ("mac", _) => self.fonts.code_page(10000),
            ("pc", _) => self.fonts.code_page(437),
            ("pca", _) => self.fonts.code_page(850),
            ("uc", Some(number)) => {
                self.group.stand_ins = usize::try_from(number).unwrap_or_default().min(16);
            }
            ("v", _) => self.group.is_hidden = is_on,
            ("deleted" | "mvf", _) => self.group.is_deleted = is_on,
            ("super" | "up", Some(0)) | ("nosupersub" | "sub" | "dn", _) => {
                self.group.height = Height::OnLine;
            }
            ("super" | "up", _) => self.group.height = Height::Raised,
            ("plain", _) => {
                self.group.font = None;
                self.group.is_hidden = false;
                self.group.is_deleted = false;
                self.group.height = Height::OnLine;
            }
            ("yr" | "mo" | "dy" | "hr" | "min", Some(number)) => {
                let at = ["yr", "mo", "dy", "hr", "min"].iter().position(|one| *one == name);
                if let Some(part) = at.and_then(|at| self.time.get_mut(at)) {
                    *part = number;
                }
            }
            _ => return false,
        }
        true
    }

    /// Ends a page of the text; what stands in notes and boxes is on no page of its own.
    fn end_page(&mut self, end: PageEnd) {
        if end == PageEnd::Hard {
            self.words("\n");
        }
        let is_shown = !self.group.is_hidden && !self.group.is_deleted;
        if self.group.into == Into::Text && is_shown && self.around.is_empty() {
            self.place.words.push(PAGE_BREAK);
            self.read.pages = self.read.pages.saturating_add(1);
            self.read.has_soft_pages |= end == PageEnd::Soft;
        }
    }

    /// Takes a letter by its number in Unicode: half of one beyond the basic plane is kept until its
    /// other half comes.
    fn unicode(&mut self, number: i32) {
        self.skipped = self.group.stand_ins;
        let code = u32::try_from(number).unwrap_or_else(|_| {
            u32::from(u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or_default())
        });
        let unit = u16::try_from(code).ok();
        match (self.half.take(), unit) {
            (Some(half), Some(unit)) if (0xdc00..0xe000).contains(&unit) => {
                let letter: String = char::decode_utf16([half, unit]).flatten().collect();
                self.words(&letter);
            }
            (_, Some(unit)) if (0xd800..0xdc00).contains(&unit) => self.half = Some(unit),
            _ => {
                let letter = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                let letters = self.fonts.letters(self.group.font, self.file.options.encoding);
                let font = match letters {
                    super::Letters::Signs(font) => Some(font),
                    _ => None,
                };
                let letter = super::symbols::letter(font, letter);
                self.words(letter.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Returns the letter that a control word stands for.
fn letter(name: &str) -> Option<&'static str> {
    let letter = match name {
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "enspace" => "\u{2002}",
        "emspace" => "\u{2003}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    };
    Some(letter)
}

/// Destinations whose words are none of the text's, in order.
const NO_TEXT: [&str; 33] = [
    "atnauthor",
    "atnid",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "comment",
    "doccomm",
    "falt",
    "filetbl",
    "fldinst",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "info",
    "keywords",
    "listoverridetable",
    "listtable",
    "mctrlPr",
    "mmathPict",
    "nonesttables",
    "nonshppict",
    "objdata",
    "operator",
    "pict",
    "pn",
    "pnseclvl",
    "rxe",
    "shprslt",
    "sp",
    "subject",
    "tc",
    "upr",
    "xe",
];
