//! What a file unpacks to, measured before anything is unpacked: a megabyte can hold a gigabyte of zeros.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::{
    Pdf,
    object::{Array, Name, Object, Stream},
    page::Page,
};
use memchr::memmem;

use super::Halt;

/// How many filters a stream may have that does not name them.
const MOST_UNSAID: usize = 4;
/// How far before its data a stream's dictionary is looked at for how it is packed.
const DICTIONARY: usize = 600;

/// Fails if the packed streams of a file, all together, unpack to more than `most` bytes; else returns
/// how many are left. Pictures are not weighed, since nothing unpacks them. What is encrypted, or only
/// says that it is a picture, is left to [`weigh_objects`].
pub(super) fn weigh(bytes: &[u8], most: usize, stops: &dyn Fn() -> bool) -> Result<usize, Halt> {
    let mut left = most;
    for at in memmem::find_iter(bytes, b"stream") {
        let Some([b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..]) = bytes.get(at + 6..)
        else {
            continue;
        };
        let dictionary = bytes.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
        let dictionary = memmem::rfind(dictionary, b"obj")
            .map_or(dictionary, |from| dictionary.get(from..).unwrap_or_default());
        if is_picture(dictionary) {
            continue;
        }
        let length = || memmem::find(data, b"endstream").unwrap_or(data.len());
        take(dictionary, data, &length, &mut left, stops)?;
    }
    Ok(left)
}

/// Weighs what [`weigh`] could not, once the file is open.
pub(super) fn weigh_objects(
    pdf: &Pdf,
    bytes: &[u8],
    mut left: usize,
    stops: &dyn Fn() -> bool,
) -> Result<(), Halt> {
    let is_encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    if !is_encrypted && memmem::find(bytes, b"/Image").is_none() {
        return Ok(());
    }
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let dictionary = stream.dict().data();
        let is_known = !is_encrypted && !is_picture(dictionary);
        let kind = stream.dict().get::<Name<'_>>("Subtype");
        if is_known || kind.is_some_and(|kind| kind.as_ref() == b"Image") {
            continue;
        }
        let data = stream.raw_data();
        take(dictionary, &data, &|| data.len(), &mut left, stops)?;
    }
    Ok(())
}

fn is_picture(dictionary: &[u8]) -> bool {
    let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
    (has(b"/Subtype /Image") || has(b"/Subtype/Image"))
        && !has(b"ObjStm")
        && !has(b"XRef")
        && !has(b"#")
}

/// Takes what a stream unpacks to off what is left, by its dictionary.
fn take(
    dictionary: &[u8],
    data: &[u8],
    length: &dyn Fn() -> usize,
    left: &mut usize,
    stops: &dyn Fn() -> bool,
) -> Result<(), Halt> {
    let names = |name: &[u8]| memmem::find_iter(dictionary, name).count();
    let layers = (names(b"/FlateDecode") + names(b"/Fl ") + names(b"/Fl]")).max(1);
    count(data, layers, left, stops)?;
    // Filters that stand elsewhere, or whose names are veiled, may be several.
    if is_unsaid(dictionary) {
        for layers in 2..=MOST_UNSAID {
            count(data, layers, left, stops)?;
        }
    }
    // Other packings make at most so much of a byte.
    let factor = match (names(b"/LZW"), names(b"/RunLength") + names(b"/RL")) {
        (0, 0) => return Ok(()),
        (0, _) => 64,
        _ => 1024,
    };
    *left = left.checked_sub(length().saturating_mul(factor)).ok_or(Halt::TooMuch)?;
    Ok(())
}

/// Does a dictionary not say by which filters its stream is packed?
fn is_unsaid(dictionary: &[u8]) -> bool {
    let Some(at) = memmem::find(dictionary, b"/Filter") else { return false };
    let value = dictionary.get(at + 7..).unwrap_or_default().trim_ascii_start();
    value.first().is_some_and(u8::is_ascii_digit) || memchr::memchr(b'#', value).is_some()
}

/// Takes what the streams of a page's content unpack to off what is left, each as often as it is named.
pub(super) fn weigh_content(
    page: &Page<'_>,
    most: usize,
    stops: &dyn Fn() -> bool,
) -> Result<(), Halt> {
    let mut left = most;
    let mut weigh = |stream: &Stream<'_>| {
        let data = stream.raw_data();
        left = left.checked_sub(data.len()).ok_or(Halt::TooMuch)?;
        take(stream.dict().data(), &data, &|| data.len(), &mut left, stops)
    };
    // One stream alone is weighed with the file.
    if let Some(parts) = page.raw().get::<Array<'_>>("Contents") {
        for stream in parts.iter::<Stream<'_>>() {
            weigh(&stream)?;
        }
    }
    Ok(())
}

/// Takes what a stream unpacks to off what is left.
fn count(
    data: &[u8],
    layers: usize,
    left: &mut usize,
    stops: &dyn Fn() -> bool,
) -> Result<(), Halt> {
    let mut packed: Box<dyn Read + '_> = if is_zlib(data) {
        Box::new(ZlibDecoder::new(data))
    } else {
        Box::new(DeflateDecoder::new(data))
    };
    for _ in 1..layers.min(8) {
        packed = Box::new(ZlibDecoder::new(packed));
    }
    let mut buffer = [0; 1 << 13];
    while let Ok(length @ 1..) = packed.read(&mut buffer) {
        *left = left.checked_sub(length).ok_or(Halt::TooMuch)?;
        if stops() {
            return Err(Halt::Stopped);
        }
    }
    Ok(())
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) * 256 + u16::from(*flags)) % 31 == 0)
}
