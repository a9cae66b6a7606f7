//! What the records of a journal become that are read and written again, without a disk: for whoever
//! feeds their reader with any bytes.

use super::frame::{Tail, frame, frames};
use crate::store::files::{Beside, Entry, read_entry, render_entry};

/// What any text is that a record names: none is at hand.
const TEXT: &[u8] = "The tide rises.\n".as_bytes();

/// Records that were read and written again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsAgain {
    /// How many were whole and understood.
    pub understood: usize,
    /// Why others were not, in words.
    pub flaws: Vec<String>,
    /// Is each read as what it was written of, and stands it in the file as it was written?
    pub are_same: bool,
}

/// Reads a segment's file, or one record without its frame.
pub fn records_again(bytes: &[u8]) -> RecordsAgain {
    let (found, tail) = frames(bytes);
    let mut again = RecordsAgain { are_same: true, ..RecordsAgain::default() };
    let framed: String = found.iter().map(|one| frame(one.number, one.payload)).collect();
    // A number may be written with zeros before it; its length is another then, and so is the rest.
    again.are_same &= match tail {
        Tail::Clean => framed.len() <= bytes.len(),
        Tail::Torn(at) | Tail::Damaged(at) => at <= bytes.len() && framed.len() <= at,
    };
    if found.is_empty() {
        match std::str::from_utf8(bytes) {
            Ok(payload) => again.take(payload),
            Err(error) => again.flaws.push(error.to_string()),
        }
    }
    for one in found {
        again.take(one.payload);
    }
    again
}

impl RecordsAgain {
    fn take(&mut self, payload: &str) {
        match read_entry(payload, &|_: &str| Some(TEXT.to_vec())) {
            Ok((entry, beside)) => {
                self.understood += 1;
                self.are_same &= is_same(&entry, &beside);
            }
            Err(error) => self.flaws.push(error.to_string()),
        }
    }
}

fn is_same(entry: &Entry, beside: &Beside) -> bool {
    let (text, blobs) = render_entry(entry, beside);
    let blob = |hash: &str| blobs.get(hash).map(|blob| blob.bytes().to_vec());
    let Ok((again, also)) = read_entry(&text, &blob) else { return false };
    (&again, &also) == (entry, beside) && render_entry(&again, &also).0 == text
}
