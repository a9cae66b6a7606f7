//! Plain text: is the encoding found that the file's name says?
//!
//! `windows-1250.txt` and `utf16le-bom.txt` name theirs. Where another is found, the texts that both
//! give are compared, and whether the doubt is shown.

use std::{fs, path::Path};

use postil::articles::{ArticleFile, Encoding, Options, Reading, read, read_as};

/// Prints a line for each text file whose name names an encoding.
pub(super) fn print(folder: &Path) {
    let files = super::files(folder, &["txt"]);
    let named: Vec<_> = files.iter().filter_map(|path| Some((path, named(path)?))).collect();
    if named.is_empty() {
        return;
    }
    println!("\n| text | encoding found | from | right | said |");
    println!("| --- | --- | --- | --- | --- |");
    let mut right = 0;
    for (path, encoding) in &named {
        let Ok(bytes) = fs::read(path) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = read(&bytes, &name);
        let options = Options { encoding: Some(*encoding), ..Options::USUAL };
        let wanted = read_as(&ArticleFile { bytes: &bytes, name: &name, options: &options });
        right += usize::from(print_line(&name, found, wanted));
    }
    println!("\n{right} of {} decoded right, or their doubt shown", named.len());
}

type Read = Result<Reading, postil::articles::ArticleError>;

fn print_line(name: &str, found: Read, wanted: Read) -> bool {
    match (found, wanted) {
        (Ok(found), Ok(wanted)) => {
            let is_same = found.text == wanted.text;
            let said = found.warnings.join("; ");
            let right = if is_same { "yes" } else { "no" };
            println!(
                "| {name} | {} | {} | {right} | {said} |",
                found.encoding, found.encoding_from
            );
            is_same || !said.is_empty()
        }
        (Err(error), _) | (_, Err(error)) => {
            println!("| {name} | | | refused | {error} |");
            false
        }
    }
}

/// Returns the encoding that a file's name begins with.
fn named(path: &Path) -> Option<Encoding> {
    let stem = path.file_stem()?.to_str()?.to_ascii_lowercase();
    let label = match stem.as_str() {
        "macroman" => "macintosh".to_owned(),
        _ if stem.starts_with("utf8") => "utf-8".to_owned(),
        _ if stem.starts_with("utf16le") => "utf-16le".to_owned(),
        _ if stem.starts_with("utf16be") => "utf-16be".to_owned(),
        _ if stem.starts_with("utf32le") => "utf-32le".to_owned(),
        _ if stem.starts_with("utf32be") => "utf-32be".to_owned(),
        _ => stem,
    };
    Encoding::named(&label)
}
