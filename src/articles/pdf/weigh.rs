//! What a file unpacks to, measured before anything is unpacked: a megabyte can hold a gigabyte of zeros.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::Halt;

/// How far before its data a stream's dictionary is looked at for how it is packed.
const DICTIONARY: usize = 600;

/// Fails if the packed streams of a file, all together, unpack to more than `most` bytes. Pictures are
/// not weighed: nothing unpacks them. What is encrypted can't be weighed so.
pub(super) fn weigh(bytes: &[u8], most: usize, stops: &dyn Fn() -> bool) -> Result<(), Halt> {
    let mut left = most;
    let mut buffer = vec![0; 1 << 16];
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let data = match bytes.get(at + 6..) {
            Some([b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..]) => data,
            _ => continue,
        };
        let dictionary = bytes.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
        let dictionary = memchr::memmem::rfind(dictionary, b"obj")
            .map_or(dictionary, |from| dictionary.get(from..).unwrap_or_default());
        let names = |name: &[u8]| memchr::memmem::find_iter(dictionary, name).count();
        if names(b"/Image") > 0 {
            continue;
        }
        let layers = (names(b"/FlateDecode") + names(b"/Fl ") + names(b"/Fl]")).max(1);
        count(data, layers, &mut left, &mut buffer, stops)?;
        // Other packings: at most 128 and some 1,000 bytes for each.
        let factor = if names(b"/LZW") > 0 {
            1024
        } else if names(b"/RunLength") + names(b"/RL") > 0 {
            64
        } else {
            0
        };
        if factor > 0 {
            let length = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
            left = left.checked_sub(length.saturating_mul(factor)).ok_or(Halt::TooMuch)?;
        }
    }
    Ok(())
}

/// Takes what a stream unpacks to off what is left.
fn count(
    data: &[u8],
    layers: usize,
    left: &mut usize,
    buffer: &mut [u8],
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
    while let Ok(length @ 1..) = packed.read(buffer) {
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
