//! The program as a process in a temporary folder.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A folder of its own, in which the program runs.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

/// What the program did.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A desk with a project `P` by Alice of one article, `notes`.
    pub fn with_project(text: &str) -> Self {
        let desk = Self::new();
        desk.write("notes.txt", text);
        desk.run(&["new", "P", "--title", "Notes", "--analyst", "Alice", "notes.txt"]).fine();
        desk
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces words of a file that are there once.
    pub fn tamper(&self, path: &str, from: &str, to: &str) {
        let content = self.read(path);
        assert_eq!(content.matches(from).count(), 1, "{from} in {content}");
        self.write(path, content.replace(from, to));
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args))
    }

    /// Runs the program with `input` as its standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::new(child.wait_with_output().unwrap())
    }

    /// Every file of a project with its bytes, but those that the program keeps for itself.
    pub fn content(&self, project: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.files(project);
        files.retain(|file, _| !file.starts_with(".postil"));
        files
    }

    /// Every file below a path with its bytes.
    pub fn files(&self, path: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.path(path))
    }
}

/// Every file below a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(folder, folder, &mut all);
    all
}

impl Ran {
    pub fn of(mut command: Command) -> Self {
        Self::new(command.output().unwrap())
    }

    fn new(output: std::process::Output) -> Self {
        let ran = Self {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        for noise in ["os error", ".postil-"] {
            assert!(!ran.err.contains(noise), "`{noise}` says nothing to people: {}", ran.err);
        }
        ran
    }

    /// It went well; returns the result.
    #[track_caller]
    pub fn fine(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// It ended with this code, gave no result, and its errors hold all these words.
    #[track_caller]
    pub fn failed(self, code: i32, words: &[&str]) -> String {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!(self.out, "", "nothing but a result goes to the standard output");
        assert!(self.err.starts_with("Error: "), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in: {}", self.err);
        }
        self.err
    }
}
