//! How fast the reading room is, from 5 KB to 10 MB: one table, printed as Markdown.
//!
//! `cargo bench --bench reading` measures all sizes on texts that are made here;
//! `-- --corpus DIR` takes those of a folder, `-- --size M,L` some sizes alone. Each size is measured
//! in processes of its own, so that no figure holds anything of another.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod corpus;
mod measure;
mod stage;
mod table;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use corpus::{Corpus, Size};
use table::Figures;

/// What the arguments ask for.
struct Asked {
    sizes: Vec<Size>,
    /// Where the texts are; `None` for those made here.
    corpus: Option<PathBuf>,
    /// What this process is to do for the one that began.
    part: Option<String>,
    /// The folder that the processes of one size share.
    folder: PathBuf,
}

fn main() {
    let asked = Asked::from_arguments();
    match asked.part.as_deref() {
        None => run_all(&asked),
        Some("write") => measure::write(&asked.corpus(), &asked.folder),
        Some("times") => measure::times(&asked.corpus(), &asked.folder),
        Some("memory") => measure::memory(Some(&asked.folder)),
        Some(_) => measure::memory(None),
    }
}

impl Asked {
    fn from_arguments() -> Self {
        let mut asked =
            Self { sizes: Size::ALL.to_vec(), corpus: None, part: None, folder: PathBuf::new() };
        let mut arguments = env::args().skip(1);
        while let Some(name) = arguments.next() {
            // Cargo's own, for harnesses that also run tests.
            if name == "--bench" {
                continue;
            }
            let value = arguments.next().unwrap_or_else(|| panic!("{name} needs a value"));
            match name.as_str() {
                "--size" => asked.sizes = value.split(',').map(named).collect(),
                "--corpus" => asked.corpus = Some(value.into()),
                "--part" => asked.part = Some(value),
                "--folder" => asked.folder = value.into(),
                _ => panic!("{name} is not known: --corpus DIR, --size S,M,L,XL,G"),
            }
        }
        asked
    }

    /// Returns the corpus of the one size that this process is about.
    fn corpus(&self) -> Corpus {
        Corpus::new(self.sizes[0], self.corpus.as_deref())
    }
}

fn named(name: &str) -> Size {
    Size::named(name).unwrap_or_else(|| panic!("{name} is no size: S, M, L, XL or G"))
}

fn run_all(asked: &Asked) {
    println!("{}\n", machine());
    let mut figures = Figures::new();
    let mut empty = Figures::new();
    table::hear(&mut empty, Size::S, &part(asked, "empty", Size::S, Path::new("")));
    for size in &asked.sizes {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        for name in ["write", "times", "memory"] {
            table::hear(&mut figures, *size, &part(asked, name, *size, folder.path()));
        }
    }
    for ((key, _), figure) in &mut figures {
        *figure -= empty.get(&(key.clone(), Size::S.name())).copied().unwrap_or_default();
    }
    table::print(&figures, &asked.sizes);
    println!();
    table::print_growth(&figures, &asked.sizes);
}

/// Runs a part in a process of its own and returns what it said.
fn part(asked: &Asked, name: &str, size: Size, folder: &Path) -> String {
    let mut command = Command::new(env::current_exe().expect("this program has a path"));
    command.args(["--part", name, "--size", size.name(), "--folder"]).arg(folder);
    if let Some(corpus) = &asked.corpus {
        command.arg("--corpus").arg(corpus);
    }
    let output = command.stderr(Stdio::inherit()).output().expect("it can be run once more");
    assert!(output.status.success(), "{name} of {} has failed", size.name());
    String::from_utf8(output.stdout).expect("figures are text")
}

/// Returns on what this is measured.
fn machine() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let build = if cfg!(debug_assertions) { "debug build" } else { "release build" };
    let (model, system) = (model.map_or("processor", |(_, model)| model), env::consts::OS);
    format!("{model}, {cores} cores, {system}, {build}")
}
