//! Every reader, with what it is fed first, and what must hold of whatever it reads.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use postil::{
    articles,
    exchange::jsonl::{ImportOptions, read_jsonl},
    model::{AnalystId, ArticleId, Project, Time, edit::compose},
    store::{Places, Settings, journal::records_again, rescued, write_again},
    text::Text,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::formats::{ARTICLE, CODEBOOK, JOURNAL, LAYER, LINES, MARKDOWN, RON};
#[cfg(feature = "office")]
use crate::office;
#[cfg(feature = "html")]
use crate::web;

/// A reader.
pub struct Target {
    pub name: &'static str,
    /// Files that it reads, below the project's folder: `*` stands for any name.
    seeds: &'static [&'static str],
    pub words: &'static [&'static str],
    /// Reads, checks, and says in a few words what became of it, so that what is new can be told.
    pub run: fn(&[u8]) -> String,
}

/// Texts that the positions in files count in.
const TEXT: &str = "Tide tables\n\nThe tide rises, said Ana. “Never,” — שלום 👩‍🚀 e\u{301} end.\n";

pub static TARGETS: &[Target] = &[
    Target { name: "text", seeds: &["projects/*/articles/*/*.txt"], words: MARKDOWN, run: text },
    Target {
        name: "markdown",
        seeds: &["projects/*/articles/*/*.md", "README.md"],
        words: MARKDOWN,
        run: markdown,
    },
    #[cfg(feature = "office")]
    Target { name: "docx", seeds: &[], words: office::DOCX, run: |bytes| packed("a.docx", bytes) },
    #[cfg(feature = "office")]
    Target { name: "odt", seeds: &[], words: office::ODT, run: |bytes| packed("a.odt", bytes) },
    #[cfg(feature = "office")]
    Target { name: "rtf", seeds: &[], words: office::RTF, run: rich_text },
    #[cfg(feature = "office")]
    Target { name: "package", seeds: &[], words: office::PACKAGE, run: document },
    #[cfg(feature = "html")]
    Target { name: "html", seeds: &[], words: web::HTML, run: web::html },
    #[cfg(feature = "html")]
    Target { name: "mhtml", seeds: &[], words: web::HTML, run: web::mhtml },
    #[cfg(feature = "epub")]
    Target { name: "epub", seeds: &[], words: web::HTML, run: web::epub },
    #[cfg(feature = "pdf")]
    Target { name: "pdf", seeds: &[], words: crate::pdf::PDF, run: pdf },
    Target {
        name: "project",
        seeds: &["projects/*/project.ron"],
        words: RON,
        run: |bytes| file("project.ron", bytes),
    },
    Target {
        name: "codebook",
        seeds: &["projects/*/codebook.ron"],
        words: CODEBOOK,
        run: |bytes| file("codebook.ron", bytes),
    },
    Target {
        name: "actors",
        seeds: &["projects/*/actors.ron"],
        words: RON,
        run: |bytes| file("actors.ron", bytes),
    },
    Target {
        name: "analysts",
        seeds: &["projects/*/analysts.ron"],
        words: RON,
        run: |bytes| file("analysts.ron", bytes),
    },
    Target {
        name: "article",
        seeds: &["projects/*/articles/*/article.ron"],
        words: ARTICLE,
        run: |bytes| file("articles/tide-tables/article.ron", bytes),
    },
    Target {
        name: "layer",
        seeds: &["projects/*/annotations/*/*.ron"],
        words: LAYER,
        run: |bytes| file("annotations/alice/tide-tables.ron", bytes),
    },
    Target { name: "journal", seeds: &[], words: JOURNAL, run: journal },
    Target { name: "jsonl", seeds: &[], words: LINES, run: jsonl },
    Target { name: "settings", seeds: &[], words: RON, run: own::<Settings> },
    Target { name: "keys", seeds: &[], words: RON, run: own::<BTreeMap<String, Vec<String>>> },
    Target { name: "places", seeds: &[], words: RON, run: own::<Places> },
];

impl Target {
    /// What it is fed first: the samples and the corpus of its own.
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<PathBuf> =
            self.seeds.iter().flat_map(|form| found(root, form)).collect();
        files.extend(found(root, &format!("tests/fuzz/corpus/{}/*", self.name)));
        let mut seeds: Vec<Vec<u8>> =
            files.iter().map(|file| fs::read(file).expect("a seed is read")).collect();
        seeds.extend(written(self.name));
        assert!(!seeds.is_empty(), "{} has nothing to begin with", self.name);
        seeds
    }
}

/// Returns the seeds of a reader that are written by the program.
fn written(name: &str) -> Vec<Vec<u8>> {
    match name {
        #[cfg(feature = "office")]
        "docx" => office::docx_seeds(),
        #[cfg(feature = "office")]
        "odt" => office::odt_seeds(),
        #[cfg(feature = "office")]
        "rtf" => office::rtf_seeds(),
        #[cfg(feature = "office")]
        "package" => office::package_seeds(),
        #[cfg(feature = "pdf")]
        "pdf" => crate::pdf::seeds(),
        _ => Vec::new(),
    }
}

fn found(root: &Path, form: &str) -> Vec<PathBuf> {
    let mut all = vec![root.to_owned()];
    for part in form.split('/') {
        all = all.iter().flat_map(|folder| below(folder, part)).collect();
    }
    all.sort();
    all
}

fn below(folder: &Path, part: &str) -> Vec<PathBuf> {
    let Some(ending) = part.strip_prefix('*') else { return vec![folder.join(part)] };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(ending));
    names.map(|entry| entry.path()).collect()
}

/// The words of a message without its numbers and names: what kind of end it is.
pub fn kind(message: &str) -> String {
    let mut is_quoted = false;
    let plain = message.chars().filter(|c| {
        is_quoted ^= matches!(c, '`' | '"' | '“' | '”');
        !is_quoted && !c.is_ascii_digit()
    });
    plain.take(80).collect()
}

fn text(bytes: &[u8]) -> String {
    let reading = match articles::read(bytes, "a.txt") {
        Ok(reading) => reading,
        Err(error) => return kind(&error.to_string()),
    };
    let said = check_reading(&reading);
    check_length(&reading, bytes.len());
    let again =
        articles::read(reading.text.as_bytes(), "a.txt").expect("a text that was read is read");
    assert_eq!(again.text, reading.text, "a text that was read is a text as it stands");
    said
}

fn markdown(bytes: &[u8]) -> String {
    match articles::read(bytes, "a.md") {
        Ok(reading) => {
            check_length(&reading, bytes.len());
            check_reading(&reading)
        }
        Err(error) => kind(&error.to_string()),
    }
}

/// Reads the parts of a document once they are packed.
#[cfg(feature = "office")]
fn packed(name: &str, bytes: &[u8]) -> String {
    opened(name, &office::packed(bytes), Some(bytes.len()))
}

/// Reads a document that is not packed.
#[cfg(feature = "office")]
fn rich_text(bytes: &[u8]) -> String {
    opened("a.rtf", bytes, Some(bytes.len()))
}

/// Reads a document of any format, which its contents tell: it may be packed.
#[cfg(feature = "office")]
fn document(bytes: &[u8]) -> String {
    opened("a.docx", bytes, None)
}

/// Reads a document; `unpacked` is how long it is, where that is known.
#[cfg(feature = "office")]
fn opened(name: &str, bytes: &[u8], unpacked: Option<usize>) -> String {
    match articles::read(bytes, name) {
        Ok(reading) => {
            if let Some(unpacked) = unpacked {
                check_length(&reading, unpacked);
            }
            check_reading(&reading)
        }
        Err(error) => {
            let is_panic = matches!(error, articles::ArticleError::Failed { .. });
            assert!(!is_panic, "the reader fails as it should");
            kind(&error.to_string())
        }
    }
}

#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8]) -> String {
    let is_ours = crate::pdf::watch_panics();
    match articles::read(bytes, "a.pdf") {
        Ok(reading) => check_reading(&reading),
        Err(error) => {
            assert!(!is_ours.load(Ordering::Relaxed), "the reader fails as it should");
            kind(&error.to_string())
        }
    }
}

/// A text has at most so many bytes for one of the file, unpacked: spaces that office documents count give
/// the most, then marks and indents of lists. Nothing may grow with the square of a file.
const MOST_GROWN: usize = 50;

/// What a text may have beyond that, such as marks of the first items.
const MORE: usize = 4096;

pub fn check_length(reading: &articles::Reading, unpacked: usize) {
    let most = unpacked * MOST_GROWN + MORE;
    let warnings: usize = reading.warnings.iter().map(String::len).sum();
    let length = reading.text.len().max(reading.blocks.len()).max(reading.title.len() + warnings);
    assert!(length <= most, "{length} bytes of {unpacked}");
}

pub fn check_reading(reading: &articles::Reading) -> String {
    let text = Text::new(reading.text.as_str());
    for block in &reading.blocks {
        assert!(text.holds(block.at), "{:?} is not in the text", block.at);
    }
    for page in &reading.pages {
        assert!(text.holds(page.at), "{:?} is not in the text", page.at);
    }
    let mut kinds: Vec<&str> = reading.blocks.iter().map(|block| block.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let warnings: Vec<String> = reading.warnings.iter().map(|warning| kind(warning)).collect();
    format!("{kinds:?} {} {warnings:?}", reading.facts.len())
}

fn file(path: &str, bytes: &[u8]) -> String {
    let (path, text) = (Path::new(path), Text::new(TEXT));
    let read = |bytes: &[u8]| write_again(path, bytes, &text).expect("the path is that of a file");
    let (new, lost) = rescued(path, bytes).expect("the path is that of a file");
    if let Ok(new) = new {
        assert!(read(new.as_bytes()).is_ok(), "what was saved is read: {new}");
    }
    match read(bytes) {
        Ok(written) => {
            assert!(written.is_within, "all positions lie in the text");
            assert!(written.is_same, "what is written says what was read");
            let again = read(written.text.as_bytes()).expect("what was written is read");
            assert_eq!(again.text, written.text, "what was read and written stays as it is");
            format!("fine {}", written.text.matches(": ").count().min(40))
        }
        Err(flaw) => format!("{} {}", kind(&flaw.to_string()), lost.len().min(4)),
    }
}

fn journal(bytes: &[u8]) -> String {
    let again = records_again(bytes);
    assert!(again.are_same, "what is written says what was read");
    let flaws: Vec<String> = again.flaws.iter().map(|flaw| kind(flaw)).collect();
    format!("{} {}", again.understood.min(9), flaws.join(" "))
}

fn jsonl(bytes: &[u8]) -> String {
    let project = project();
    let (mut bits, analyst) = (0, AnalystId::new("alice").expect("a name"));
    let mut ids = || {
        bits += 1;
        bits
    };
    let options = ImportOptions { analyst, add_tags: true, time: Time::default(), ids: &mut ids };
    match read_jsonl(&project, bytes, options) {
        Ok(import) => {
            let mut changed = project.clone();
            changed.apply(import.edit).expect("what was read fits the project");
            format!(
                "fine {} {} {}",
                import.spans.min(9),
                import.links.min(9),
                import.skipped.min(3)
            )
        }
        Err(error) => kind(&error.to_string()),
    }
}

fn project() -> Project {
    let id = ArticleId::new("tide-tables").expect("a name");
    let reading = articles::read(TEXT.as_bytes(), "tide-tables.txt").expect("a text");
    let mut project = Project::new("P", Time::default(), postil::model::Codebook::starter());
    project.put_article(reading.into_article(id, "tide-tables.txt", Time::default()));
    let analyst = AnalystId::new("alice").expect("a name");
    let add = compose::add_analyst(postil::model::Analyst::person(analyst, "Alice"));
    project.apply(add).expect("a new analyst");
    project
}

/// Files of a person's own are read and written by serde.
fn own<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> String {
    let value: T = match ron::de::from_bytes(bytes) {
        Ok(value) => value,
        Err(error) => return kind(&error.code.to_string()),
    };
    let written = |value: &T| ron::to_string(value).expect("what was read is written");
    let text = written(&value);
    let again: T = ron::from_str(&text).expect("what was written is read");
    assert_eq!(written(&again), text, "what was read and written stays as it is");
    "fine".to_owned()
}
