//! A writer of small PDF documents, for tests.

use std::fmt::Write;

/// A document being written.
#[derive(Default)]
pub(super) struct Paper {
    /// What pages draw, each with entries of its dictionary.
    pages: Vec<(Vec<u8>, String)>,
    /// Entries of the catalogue, of the information dictionary and of the trailer.
    pub catalogue: String,
    pub info: String,
    pub trailer: String,
    /// Fonts beside `F1`, Helvetica, and `F2`, its bold; entries of a resource dictionary.
    pub fonts: String,
    /// Other entries of the resources.
    pub resources: String,
    /// Objects from number 100 on.
    pub objects: Vec<Vec<u8>>,
}

impl Paper {
    /// Returns a document of pages that draw this.
    pub fn of(pages: &[&str]) -> Self {
        let mut paper = Self::default();
        for page in pages {
            paper.add(page, "");
        }
        paper
    }

    /// Adds a page with entries of its dictionary.
    pub fn add(&mut self, content: &str, entries: &str) {
        self.pages.push((content.as_bytes().to_vec(), entries.to_owned()));
    }

    /// Returns the file.
    pub fn build(&self) -> Vec<u8> {
        let kids: String = (0..self.pages.len()).fold(String::new(), |mut kids, at| {
            let _ = write!(kids, "{} 0 R ", 10 + at * 2);
            kids
        });
        let mut objects: Vec<(usize, Vec<u8>)> = vec![
            (1, format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue).into()),
            (2, format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()).into()),
            (3, format!("<< {} >>", self.info).into()),
            (4, font("Helvetica").into()),
            (5, font("Helvetica-Bold").into()),
        ];
        for (at, (content, entries)) in self.pages.iter().enumerate() {
            let number = 10 + at * 2;
            let page = format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R {entries} /Resources << /Font << /F1 4 0 R /F2 5 0 R {} >> {} >> >>",
                number + 1,
                self.fonts,
                self.resources
            );
            objects.push((number, page.into()));
            objects.push((number + 1, stream("", content)));
        }
        objects.extend(
            self.objects.iter().enumerate().map(|(at, object)| (1000 + at, object.clone())),
        );
        assemble(&objects, &self.trailer)
    }
}

fn font(name: &str) -> String {
    format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
}

/// Returns a stream with entries of its dictionary.
pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut stream = format!("<< /Length {} {entries} >>\nstream\n", data.len()).into_bytes();
    stream.extend_from_slice(data);
    stream.extend_from_slice(b"\nendstream");
    stream
}

fn assemble(objects: &[(usize, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects {
        places.push((*number, file.len()));
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    let mut text = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, at) in places {
        let _ = write!(text, "{number} 1\n{at:010} 00000 n \n");
    }
    let _ = write!(
        text,
        "trailer\n<< /Size 9999 /Root 1 0 R /Info 3 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"
    );
    file.extend_from_slice(text.as_bytes());
    file
}

/// Draws words at a place, in points from the bottom left corner.
pub(super) fn words(font: &str, size: u32, x: i32, y: i32, words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Draws lines of ten points, twelve apart, from `y` downwards.
pub(super) fn lines(x: i32, y: i32, lines: &[&str]) -> String {
    let at = |row: usize| y - 12 * i32::try_from(row).unwrap();
    lines.iter().enumerate().map(|(row, line)| words("F1", 10, x, at(row), line)).collect()
}
