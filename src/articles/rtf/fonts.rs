//! The fonts of a document, and the code pages that their letters are in.

use std::collections::{BTreeMap, BTreeSet};

use crate::articles::{
    Encoding,
    flow::symbols::{self, Font},
};

/// How the bytes of a font's text are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// As the document says for all.
    Usual,
    Encoded(Encoding),
    /// As signs.
    Signs(Font),
}

/// The fonts, by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    by_number: BTreeMap<i32, Letters>,
    /// Those that say to be in Western European letters, as every font of some programs does.
    western: BTreeSet<i32>,
    /// The code pages that fonts are in.
    pages: Vec<Encoding>,
    /// The code page that the document names.
    page: Option<Encoding>,
    usual: i32,
    /// The font being read: its number, character set and name.
    number: i32,
    set: i32,
    name: String,
}

impl Fonts {
    /// Takes a control word of the table of fonts.
    pub fn word(&mut self, name: &str, number: i32) {
        match name {
            "f" => self.number = number,
            "fcharset" => self.set = number,
            "cpg" => {
                self.put(encoding(number).map_or(Letters::Usual, Letters::Encoded));
                self.set = -1;
            }
            _ => {}
        }
    }

    /// Takes a part of a font's name, which ends with a semicolon.
    pub fn name(&mut self, words: &str) {
        for c in words.chars() {
            if c != ';' {
                self.name.push(c);
                continue;
            }
            let name = std::mem::take(&mut self.name);
            let set = std::mem::take(&mut self.set);
            let letters = match (symbols::font(&name), set) {
                (Some(font), _) => Letters::Signs(font),
                (None, -1) => continue,
                (None, set) => of_set(set),
            };
            if set == 0 && letters == Letters::Usual {
                self.western.insert(self.number);
            }
            self.put(letters);
        }
    }

    fn put(&mut self, letters: Letters) {
        self.by_number.insert(self.number, letters);
        if let Letters::Encoded(page) = letters
            && !self.pages.contains(&page)
        {
            self.pages.push(page);
        }
    }

    /// Takes the document's code page.
    pub fn code_page(&mut self, number: i32) {
        self.page = encoding(number).or(self.page);
    }

    /// Takes the font of text that names none.
    pub fn usual(&mut self, number: i32) {
        self.usual = number;
    }

    /// Returns the encoding of the document, and whether it says so itself.
    pub fn encoding(&self, chosen: Option<Encoding>) -> (Encoding, bool) {
        let western = Encoding::named("windows-1252").unwrap_or_else(Encoding::utf_8);
        let page = chosen.or(self.page);
        (page.unwrap_or(western), page.is_some())
    }

    /// Returns how the text of a font is read.
    pub fn letters(&self, font: Option<i32>, chosen: Option<Encoding>) -> Letters {
        let number = font.unwrap_or(self.usual);
        let usual = self.encoding(chosen).0;
        match self.by_number.get(&number) {
            Some(Letters::Usual) | None => {
                // A document in another code page has fonts of that: then Western means Western.
                let is_western = self.western.contains(&number)
                    && chosen.is_none()
                    && self.pages.contains(&usual);
                let western = Encoding::named("windows-1252").filter(|_| is_western);
                Letters::Encoded(western.unwrap_or(usual))
            }
            Some(letters) => *letters,
        }
    }
}

/// Returns the letters of a character set of Windows.
fn of_set(set: i32) -> Letters {
    let page = match set {
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => return Letters::Usual,
    };
    encoding(page).map_or(Letters::Usual, Letters::Encoded)
}

/// Returns the encoding of a code page of Windows or DOS.
pub(super) fn encoding(page: i32) -> Option<Encoding> {
    let label = match page {
        874 | 1250..=1258 => return Encoding::named(&format!("windows-{page}")),
        437 | 850 | 852 | 866 => return Encoding::named(&format!("ibm{page}")),
        932 => "shift_jis",
        936 | 54936 => "gbk",
        949 | 1361 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        28591..=28606 => return Encoding::named(&format!("iso-8859-{}", page - 28590)),
        65001 => "utf-8",
        _ => return None,
    };
    Encoding::named(label)
}
