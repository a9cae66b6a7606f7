//! Zip archives whose parts make up one document, unpacked within limits.
//!
//! Nothing that an archive says of itself is believed: neither how large its parts are, nor how many.
//! Names are only looked up, never written to a disk.

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(super) use tests::packed;

use std::{
    collections::BTreeMap,
    io::{Cursor, ErrorKind, Read},
};

use zip::{ZipArchive, result::ZipError};

use super::{ArticleError, ArticleFile};

/// So many parts are looked at. Books with a picture a page have some thousands.
const MOST_PARTS: usize = 50_000;

/// One part may take this share of what may be unpacked in all: what is made of its text takes more room
/// than the text.
const SHARE: usize = 4;

/// What the record of a part in an archive's list begins with.
const PART_MARK: &[u8] = b"PK\x01\x02";

/// A packed document.
pub(super) struct Package<'a> {
    file: &'a ArticleFile<'a>,
    /// What the document is, such as `a Word document`.
    format: &'static str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part is in the archive, by its name in lower case.
    parts: BTreeMap<String, usize>,
    /// So many bytes may still be unpacked.
    left: usize,
}

impl<'a> Package<'a> {
    /// Opens a packed document. `format` is what it is taken for, in messages.
    pub fn open(file: &'a ArticleFile<'a>, format: &'static str) -> Result<Self, ArticleError> {
        let damaged = |why: &str| ArticleError::Damaged {
            name: file.name.to_owned(),
            format,
            why: why.to_owned(),
        };
        if memchr::memmem::find_iter(file.bytes, PART_MARK).nth(MOST_PARTS).is_some() {
            return Err(damaged(&format!("it has over {MOST_PARTS} parts")));
        }
        let archive = ZipArchive::new(Cursor::new(file.bytes))
            .map_err(|_| damaged("its list of parts is missing, as if it were cut short"))?;
        let mut parts = BTreeMap::new();
        for (at, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                parts.entry(key(&name)).or_insert(at);
            }
        }
        Ok(Self { file, format, archive, parts, left: file.options.limits.unpacked_bytes })
    }

    /// Is there such a part?
    #[cfg(feature = "office")]
    pub fn holds(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// Unpacks a part. `None` where there is none of that name.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArticleError> {
        let Some(&at) = self.parts.get(&key(name)) else { return Ok(None) };
        self.unpack(at).map(Some)
    }

    /// Unpacks a part that the document can't do without.
    pub fn needed_part(&mut self, name: &str) -> Result<Vec<u8>, ArticleError> {
        let missing = || self.damaged(format!("its part {name} is missing"));
        let Some(&at) = self.parts.get(&key(name)) else { return Err(missing()) };
        self.unpack(at)
    }

    fn unpack(&mut self, at: usize) -> Result<Vec<u8>, ArticleError> {
        let (file, format) = (self.file, self.format);
        let failed = |error: &ZipError| failure(file, format, error);
        let mut part = self.archive.by_index(at).map_err(|error| failed(&error))?;
        let (mut unpacked, mut piece) = (Vec::new(), vec![0; 1 << 16]);
        loop {
            file.check_time()?;
            let count = match part.read(&mut piece) {
                Ok(0) => return Ok(unpacked),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(failed(&ZipError::Io(error))),
            };
            let too_much = |most| ArticleError::TooMuch { name: file.name.to_owned(), most };
            let most = file.options.limits.unpacked_bytes;
            self.left = self.left.checked_sub(count).ok_or_else(|| too_much(most))?;
            if unpacked.len() + count > most / SHARE {
                return Err(too_much(most / SHARE));
            }
            unpacked.extend_from_slice(piece.get(..count).unwrap_or_default());
        }
    }

    fn damaged(&self, why: String) -> ArticleError {
        ArticleError::Damaged { name: self.file.name.to_owned(), format: self.format, why }
    }
}

/// Returns a name as it is looked up: programs differ in its case, its slashes and its escapes.
fn key(name: &str) -> String {
    unescaped(name).replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Returns the name of the part that a link in a folder leads to, as [`Package::part`] looks it up.
pub(super) fn resolved(folder: &str, link: &str) -> String {
    let is_from_top = link.starts_with(['/', '\\']);
    let (folder, link) = (key(folder), key(link.split(['#', '?']).next().unwrap_or_default()));
    let from = if is_from_top { "" } else { folder.as_str() };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(link.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// Returns a name with its percent escapes resolved.
fn unescaped(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().filter(|_| byte == b'%');
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let escaped = digits.and_then(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?));
        let escaped = escaped.and_then(|value| u8::try_from(value).ok());
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
        bytes.push(escaped.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn failure(file: &ArticleFile<'_>, format: &'static str, error: &ZipError) -> ArticleError {
    /// What a part that is encrypted with AES says it is packed with.
    const AES: u16 = 99;
    let name = file.name.to_owned();
    let why = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
        | ZipError::InvalidPassword
        | ZipError::CompressionMethodNotSupported(AES) => {
            return ArticleError::Encrypted { name, format };
        }
        ZipError::CompressionMethodNotSupported(_) => "a part is packed in an unusual way",
        _ => "a part can’t be unpacked",
    };
    ArticleError::Damaged { name, format, why: why.to_owned() }
}
