//! What is in a container of older Office programs: binary documents, and encrypted new ones.

use super::FORMAT;
use crate::articles::{ArticleError, ArticleFile, foreign};

/// Is it such a container (OLE compound file)?
pub(super) fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// What is in a container, by the name of a stream in it.
const STREAMS: [(&str, &str); 5] = [
    ("WordDocument", "an old Word document (.doc)"),
    ("Workbook", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__substg1.0_", "a saved message of Outlook"),
    ("VisioDocument", "a Visio drawing"),
];

/// Says what a container is, and that it can't be read.
pub(super) fn refusal(file: &ArticleFile<'_>) -> ArticleError {
    let name = file.name.to_owned();
    if holds(file.bytes, "EncryptedPackage") || holds(file.bytes, "EncryptionInfo") {
        let format = match foreign::extension(file.name).as_str() {
            "docx" | "docm" | "dotx" | "dotm" => FORMAT,
            "xlsx" | "xlsm" | "xlsb" => "an Excel workbook",
            "pptx" | "pptm" => "a PowerPoint presentation",
            _ => "an Office document",
        };
        return ArticleError::Encrypted { name, format };
    }
    let known = STREAMS.iter().find(|(stream, _)| holds(file.bytes, stream));
    let format = known.map_or("an old Office document", |(_, format)| format);
    ArticleError::NoReader { name, format }
}

/// Is there a stream of this name? Names are in UTF-16.
fn holds(bytes: &[u8], stream: &str) -> bool {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}
