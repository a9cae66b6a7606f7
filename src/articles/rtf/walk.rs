//! A document's tokens to the pieces of its text.

mod control;
mod paragraph;

use std::collections::BTreeMap;

use super::{
    fonts::{Fonts, Letters},
    tokens::{Token, Tokens},
};
use crate::articles::{
    ArticleError, ArticleFile,
    decode::Encoded,
    flow::{self, Note, Pages, Piece, Role, symbols},
    raised::Height,
};
use paragraph::{Form, Place};

/// So deep may groups be nested.
const MOST_DEEP: usize = 1000;

/// So many tokens are read before the time is looked at.
const BETWEEN_CHECKS: usize = 1 << 12;

/// What the words of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Into {
    Text,
    /// What stands before a list item.
    Marker,
    /// A header or footer.
    Margin,
    Fonts,
    Styles,
    /// A property of the document.
    Property(&'static str),
    Nothing,
}

/// What is to be done when a group ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AtEnd {
    Nothing,
    Note,
    Box,
    Property,
}

/// Why a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageEnd {
    /// A person ended it.
    Hard,
    /// It was full when a program showed the document.
    Soft,
}

/// How the words of a group are set. A group begins with what is around it.
#[derive(Clone, Debug)]
struct Group {
    into: Into,
    /// What the words around the group are.
    around: Into,
    at_end: AtEnd,
    font: Option<i32>,
    /// So many letters stand in for one of Unicode, for programs that know none.
    stand_ins: usize,
    is_hidden: bool,
    is_deleted: bool,
    height: Height,
    form: Form,
}

/// A style of paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
    outline: Option<u32>,
}

/// What became of a document.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub pieces: Vec<Piece>,
    pub notes: Vec<Note>,
    pub properties: Vec<(String, String)>,
    pub encoded: Encoded,
    hidden: usize,
    comments: usize,
    margins: usize,
    broken: usize,
    is_cut: bool,
    /// So many pages ended within the text.
    pages: u32,
    has_soft_pages: bool,
    /// So many pages the document says that it has.
    pages_said: Option<i32>,
}

impl Read {
    /// Are all ends of pages known: full ones are told, or as many as the document says it has?
    pub fn pages(&self) -> Pages {
        let said = self.pages_said.and_then(|said| u32::try_from(said).ok());
        let is_all = self.pages > 0 && said == self.pages.checked_add(1);
        if self.has_soft_pages || is_all { Pages::Told } else { Pages::Unknown }
    }

    /// Returns what could not be kept, one sentence each.
    pub fn warnings(&self) -> Vec<String> {
        let mut told = flow::told(&[
            flow::hidden_words(self.hidden),
            flow::margins(self.margins),
            flow::comments(self.comments),
            (self.broken, "1 byte stands for no letter", "bytes stand for no letter"),
        ]);
        if self.is_cut {
            told.push("The file is cut short: what came after is missing".to_owned());
        }
        told
    }
}

/// Reads the document.
pub(super) struct Walk<'a> {
    file: &'a ArticleFile<'a>,
    groups: Vec<Group>,
    group: Group,
    fonts: Fonts,
    styles: BTreeMap<i32, Style>,
    /// The number of the style being read.
    style: i32,
    /// The bytes of text that are not decoded yet.
    bytes: Vec<u8>,
    /// Is text beyond ASCII in UTF-8, against the rules but as its writer meant it?
    is_utf8: bool,
    /// The first half of a letter beyond the basic plane.
    half: Option<u16>,
    /// So many letters that come next stand in for one that came.
    skipped: usize,
    /// Is the next control word one that older programs do not know?
    is_new: bool,
    property: String,
    /// The year, month, day, hour and minute of a time.
    time: [i32; 5],
    has_margin: bool,
    place: Place,
    around: Vec<Place>,
    read: Read,
}

impl<'a> Walk<'a> {
    pub fn new(file: &'a ArticleFile<'a>) -> Self {
        let group = Group {
            into: Into::Text,
            around: Into::Text,
            at_end: AtEnd::Nothing,
            font: None,
            stand_ins: 1,
            is_hidden: false,
            is_deleted: false,
            height: Height::OnLine,
            form: Form::default(),
        };
        Self {
            file,
            groups: Vec::new(),
            group,
            fonts: Fonts::default(),
            styles: BTreeMap::new(),
            style: 0,
            bytes: Vec::new(),
            is_utf8: !file.bytes.is_ascii() && std::str::from_utf8(file.bytes).is_ok(),
            half: None,
            skipped: 0,
            is_new: false,
            property: String::new(),
            time: [0; 5],
            has_margin: false,
            place: Place::default(),
            around: Vec::new(),
            read: Read::default(),
        }
    }

    pub fn read(mut self) -> Result<Read, ArticleError> {
        let bytes = self.file.bytes;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for (at, token) in Tokens::new(bytes).enumerate() {
            if at % BETWEEN_CHECKS == 0 {
                self.file.check_time()?;
            }
            self.token(token)?;
            if self.groups.is_empty() && token == Token::Close {
                // What follows the document is not part of it.
                break;
            }
        }
        self.flush();
        self.read.is_cut = !self.groups.is_empty();
        while !self.groups.is_empty() {
            self.close();
        }
        self.end_paragraph();
        self.read.pieces = std::mem::take(&mut self.place).into_pieces();
        let (encoding, is_said) = self.fonts.encoding(self.file.options.encoding);
        encoding.name().clone_into(&mut self.read.encoded.name);
        if is_said {
            "the document".clone_into(&mut self.read.encoded.from);
        }
        Ok(self.read)
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ArticleError> {
        match token {
            Token::Text(bytes) => self.text(bytes),
            Token::Hex(byte) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else {
                    self.bytes.push(byte);
                }
            }
            Token::Open => {
                self.flush();
                self.skipped = 0;
                if self.groups.len() >= MOST_DEEP {
                    let name = self.file.name.to_owned();
                    return Err(ArticleError::TooDeep { name, most: MOST_DEEP });
                }
                let mut inner = self.group.clone();
                inner.at_end = AtEnd::Nothing;
                inner.around = self.group.into;
                self.groups.push(std::mem::replace(&mut self.group, inner));
                self.is_new = false;
            }
            Token::Close => {
                self.flush();
                self.skipped = 0;
                self.close();
            }
            Token::Symbol(sign) => {
                self.flush();
                self.symbol(sign);
            }
            Token::Word(name, number) => {
                self.flush();
                if self.skipped > 0 && name != "u" {
                    self.skipped -= 1;
                } else {
                    self.word(name, number);
                }
                self.is_new = false;
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        let at_end = self.group.at_end;
        if at_end == AtEnd::Property {
            self.end_property();
        }
        if matches!(at_end, AtEnd::Note | AtEnd::Box) {
            self.end_paragraph();
        }
        if let Some(outer) = self.groups.pop() {
            self.group = outer;
        }
        match at_end {
            AtEnd::Note => self.end_note(),
            AtEnd::Box => self.end_box(),
            AtEnd::Property | AtEnd::Nothing => {}
        }
    }

    /// Takes bytes as they stand in the file, whose lines mean nothing.
    fn text(&mut self, bytes: &[u8]) {
        let mut line = bytes.split(|byte| matches!(byte, b'\r' | b'\n' | b'\0'));
        for bytes in &mut line {
            let skipped = self.skipped.min(bytes.len());
            self.skipped -= skipped;
            let bytes = bytes.get(skipped..).unwrap_or_default();
            if self.is_utf8 && !bytes.is_ascii() {
                self.flush();
                let words = String::from_utf8_lossy(bytes).into_owned();
                self.words(&words);
            } else {
                self.bytes.extend_from_slice(bytes);
            }
        }
    }

    /// Decodes the bytes that have come.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        self.half = None;
        let bytes = std::mem::take(&mut self.bytes);
        if self.group.into == Into::Nothing {
            return;
        }
        let words = match self.fonts.letters(self.group.font, self.file.options.encoding) {
            Letters::Signs(font) if self.group.into == Into::Text => {
                bytes.iter().map(|byte| symbols::letter(Some(font), char::from(*byte))).collect()
            }
            Letters::Encoded(encoding) => {
                let (words, broken) = encoding.decode(&bytes);
                self.read.broken += broken;
                words
            }
            Letters::Usual | Letters::Signs(_) => bytes.iter().copied().map(char::from).collect(),
        };
        self.words(&words);
    }

    /// Takes words for what the group is.
    fn words(&mut self, words: &str) {
        match self.group.into {
            Into::Text if self.group.is_deleted => {}
            Into::Text if self.group.is_hidden => {
                self.read.hidden += words.split_whitespace().count();
            }
            Into::Text => {
                let shown = words.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n'));
                let (last, height) = (&mut self.place.last, self.group.height);
                self.place.words.extend(shown.map(|c| last.letter(c, height)));
            }
            Into::Marker => self.place.marker.get_or_insert_default().push_str(words),
            Into::Margin => {
                if !self.has_margin && !words.trim().is_empty() {
                    self.has_margin = true;
                    self.read.margins += 1;
                }
            }
            Into::Fonts => self.fonts.name(words),
            Into::Styles => {
                let name = words.split(';').next().unwrap_or_default();
                self.styles.entry(self.style).or_default().name.push_str(name);
            }
            Into::Property(_) => self.property.push_str(words),
            Into::Nothing => {}
        }
    }

    fn end_property(&mut self) {
        let value = std::mem::take(&mut self.property);
        let Into::Property(name) = self.group.into else { return };
        let value = if name == "modified" {
            let [year, month, day, hour, minute] = std::mem::take(&mut self.time);
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00")
        } else {
            value.trim().to_owned()
        };
        self.read.properties.push((name.to_owned(), value));
    }

    /// Returns what a paragraph of a style is.
    fn role(&self, style: i32) -> Role {
        let mut number = style;
        for _ in 0..30 {
            let Some(style) = self.styles.get(&number) else { break };
            let role = Role::by_name(&style.name).or(style.outline.map(Role::of_outline));
            match (role, style.based_on) {
                (Some(role), _) => return role,
                (None, Some(other)) => number = other,
                (None, None) => break,
            }
        }
        Role::Body
    }
}
