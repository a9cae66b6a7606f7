//! The notices of the fonts and data that the program carries, so that it alone is enough to pass on.

/// What others made of the program, with their licences, as Markdown.
pub const NOTICES: &str = include_str!("../../THIRD-PARTY.md");

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn every_font_and_the_data_of_the_pdf_reader_have_their_notice() {
        assert!(NOTICES.contains("Foxit Software Inc.") && NOTICES.contains("1990-2023 Adobe."));
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        let mut seen = 0;
        for entry in fs::read_dir(fonts).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "txt") {
                seen += 1;
                let licence = fs::read_to_string(&path).unwrap();
                let holder = licence.lines().find(|line| line.starts_with("Copyright")).unwrap();
                assert!(NOTICES.contains(holder), "{}: {holder}", path.display());
            }
        }
        assert!(seen > 10, "{seen}");
    }
}
