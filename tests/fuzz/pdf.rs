//! Small PDF documents to begin with, written here: pages in columns, fonts with tables of letters, packed
//! object streams are left out, since what is changed in them would not be seen.

use std::{
    fmt::Write,
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

/// What PDF files are made of.
pub const PDF: &[&str] = &[
    "obj",
    "endobj",
    "stream",
    "endstream",
    "xref",
    "trailer",
    "startxref",
    "<<",
    ">>",
    "[",
    "]",
    " 0 R",
    "/Type",
    "/Pages",
    "/Kids",
    "/Contents",
    "/Resources",
    "/Font",
    "/XObject",
    "/Form",
    "/Subtype",
    "/Filter",
    "/FlateDecode",
    "/LZWDecode",
    "/RunLengthDecode",
    "/ASCII85Decode",
    "/ASCIIHexDecode",
    "/DecodeParms",
    "/Predictor",
    "/Length",
    "/ToUnicode",
    "/Encoding",
    "/Identity-H",
    "/Identity-V",
    "/Type0",
    "/Type3",
    "/DescendantFonts",
    "/W",
    "/DW",
    "/Widths",
    "/FirstChar",
    "/FontMatrix",
    "/CharProcs",
    "/MediaBox",
    "/Rotate",
    "/PageLabels",
    "/Nums",
    "/ActualText",
    "/Artifact",
    "BDC",
    " BI ",
    " ID ",
    " EI ",
    "/A85",
    "~>",
    "EMC",
    "BT",
    "ET",
    "Tf",
    "Tm",
    "Td",
    "Tj",
    "TJ",
    "Tr",
    "Tz",
    "Ts",
    "Tc",
    "Tw",
    "cm",
    " q ",
    " Q ",
    "Do",
    "beginbfchar",
    "endbfchar",
    "beginbfrange",
    "begincidrange",
    "usecmap",
    "1e38",
    "-1",
    "0",
    "99999999999",
    "/Encrypt",
    "/ObjStm",
    "/Prev",
    "/Root",
];

/// Returns whether a panic came from this program: those of the library that parses PDF, which overflows
/// its numbers in a debug build, become an error of the file.
pub fn watch_panics() -> &'static AtomicBool {
    static IS_OURS: AtomicBool = AtomicBool::new(false);
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        panic::set_hook(Box::new(|panic| {
            let is_ours = panic.location().is_some_and(|at| at.file().starts_with("src"));
            IS_OURS.fetch_or(is_ours, Ordering::Relaxed);
        }));
    });
    &IS_OURS
}

/// Returns documents that show what the reader knows.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut columns = String::from("BT /F1 20 Tf 60 740 Td (Harbour closed) Tj ET\n");
    for (x, words) in [
        (60, "The harbour of the town was closed au-"),
        (320, "Nobody knew when it would be open 12"),
    ] {
        for row in 0..6 {
            let _ = writeln!(
                columns,
                "BT /F1 10 Tf {x} {} Td [({words}) -300 (a)] TJ ET",
                700 - 12 * row
            );
        }
    }
    // A table below the columns, and a picture in the middle.
    for (row, cells) in [["Ship", "Low", "3.0"], ["Gull", "0.9", "1.2"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (x, y) = (60 + 150 * column, 500 - 16 * row);
            let _ = writeln!(columns, "BT /F1 10 Tf {x} {y} Td ({cell}) Tj ET");
        }
    }
    columns.push_str("BI /W 1 /H 1 /F /A85 ID 5sdq,~> EI Q BI /W 1 ID x EI y EI\n");
    let letters = "BT /F2 10 Tf 60 700 Td (abc) Tj 2 Ts 0 1 -1 0 30 30 Tm (ba) Tj ET /OC /P BDC /X Do EMC /Span << /ActualText (x) >> BDC BT /F3 9 Tf <00410042> Tj ET EMC";
    let list = "BT /F1 10 Tf 14 TL 60 700 Td (1. One) ' (2. Two) ' (Figure 1: A map) ' (Port   Ships) ' 0 -500 Td (1 A note) Tj ET";
    vec![
        document(&[&columns, letters], ""),
        document(&[list, list, list], "/Rotate 90"),
        document(&[""], ""),
    ]
}

fn document(pages: &[&str], entries: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 20 + at * 2)).collect();
    let kids = kids.join(" ");
    let map = "begincmap 1 beginbfrange <61> <63> <05D0> endbfrange 1 beginbfchar <00> <FB01> endbfchar endcmap";
    let mut objects = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R /Lang (en) /PageLabels << /Nums [0 << /S /r >>] >> /OCProperties << /D << /OFF [9 0 R] >> >> >>".to_owned()),
        (2, format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len())),
        (3, "<< /Title (Harbour) /Author (Ana Ruiz) >>".to_owned()),
        (4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /fi /uni0041] >> >>".to_owned()),
        (5, "<< /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FontBBox [0 0 1 1] /FirstChar 97 /LastChar 99 /Widths [500 500 500] /CharProcs << /a 8 0 R >> /Encoding << /Differences [97 /a /b] >> /ToUnicode 6 0 R >>".to_owned()),
        (6, stream("", map)),
        (7, "<< /Type /Font /Subtype /Type0 /BaseFont /M /Encoding /UniJIS-UCS2-V /DescendantFonts [<< /Subtype /CIDFontType0 /W [1 [500 600] 3 9 700] /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) >> >>] >>".to_owned()),
        (8, stream("/Subtype /Form /Matrix [1 0 0 1 5 5] /BBox [0 0 9 9]", "q 1 0 0 1 9 9 cm BT /F1 9 Tf (form) Tj ET Q")),
        (9, "<< /Type /OCG /Name (L) >>".to_owned()),
    ];
    for (at, page) in pages.iter().enumerate() {
        let number = 20 + at * 2;
        objects.push((number, format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {entries} /Contents {} 0 R /B [<< /R [0 0 300 800] >> << /R [300 0 600 800] >>] /Resources << /Font << /F1 4 0 R /F2 5 0 R /F3 7 0 R >> /XObject << /X 8 0 R >> /Properties << /P 9 0 R >> >> >>",
            number + 1
        )));
        objects.push((number + 1, stream("", page)));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, object) in objects {
        let _ = write!(table, "{number} 1\n{:010} 00000 n \n", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let at = file.len();
    let _ = write!(
        file,
        "{table}trailer\n<< /Size 99 /Root 1 0 R /Info 3 0 R >>\nstartxref\n{at}\n%%EOF\n"
    );
    file.into_bytes()
}

fn stream(entries: &str, data: &str) -> String {
    format!("<< /Length {} {entries} >>\nstream\n{data}\nendstream", data.len())
}
