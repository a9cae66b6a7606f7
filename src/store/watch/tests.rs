//! What others do to a project's files is heard of, and what is no file of the project is not.

use std::{fs, sync::mpsc};

use super::*;

/// A watched folder, and what was heard.
struct Watched {
    root: tempfile::TempDir,
    heard: Receiver<BTreeSet<PathBuf>>,
    _watch: Watch,
}

/// As long as a busy machine may take; what is heard is heard much sooner.
const PATIENCE: Duration = Duration::from_secs(20);

fn watched(asked: Asked, every: Duration) -> Watched {
    let root = tempfile::tempdir().unwrap();
    for folder in ["articles/quay", ".postil/sessions"] {
        fs::create_dir_all(root.path().join(folder)).unwrap();
    }
    fs::write(root.path().join("project.ron"), "(").unwrap();
    fs::write(root.path().join("articles/quay/article.ron"), "(").unwrap();
    let (tell, heard) = mpsc::channel();
    let on = move |files| tell.send(files).unwrap_or_default();
    let watch = Watch::begin_with(root.path(), asked, every, on).unwrap();
    Watched { root, heard, _watch: watch }
}

impl Watched {
    fn write(&self, file: &str, text: &str) {
        let path = self.root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Waits until it has heard of this file, and of nothing that is not the project's.
    #[track_caller]
    fn hears_of(&self, file: &str) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let Ok(files) = self.heard.recv_timeout(PATIENCE) else { break };
            assert!(files.iter().all(|file| look::is_own(file)), "{files:?}");
            if files.contains(Path::new(file)) {
                return;
            }
        }
        panic!("nothing was heard of {file}");
    }

    fn goes_through_changes(&self) {
        self.write("codebook.ron", "(format: 1)");
        self.hears_of("codebook.ron");
        self.write(".postil/sessions/x", "x");
        self.write("articles/quay/.postil-1.tmp", "x");
        self.write("articles/quay/article.ron", "(format: 1)");
        self.hears_of("articles/quay/article.ron");
        self.write("annotations/alice/quay.ron", "(format: 1)");
        self.hears_of("annotations/alice/quay.ron");
        let (new, old) = ("annotations/alice/.new", "annotations/alice/quay.ron");
        self.write(new, "(format: 1, )");
        fs::rename(self.root.path().join(new), self.root.path().join(old)).unwrap();
        self.hears_of(old);
        self.write("articles/pier/1.txt", "Rise");
        self.hears_of("articles/pier/1.txt");
        fs::remove_file(self.root.path().join(old)).unwrap();
        self.hears_of(old);
        let (pier, aside) =
            (self.root.path().join("articles/pier"), self.root.path().join("aside"));
        fs::rename(&pier, &aside).unwrap();
        self.hears_of("articles/pier/1.txt");
        fs::rename(aside, pier).unwrap();
        self.hears_of("articles/pier/1.txt");
    }
}

#[test]
fn the_system_tells_what_is_touched() {
    // So long that only what the system tells is heard.
    watched(Asked::System, Duration::from_hours(1)).goes_through_changes();
}

#[test]
fn a_look_every_so_often_finds_what_is_touched() {
    watched(Asked::NoOne, Duration::from_millis(50)).goes_through_changes();
}

#[test]
fn nothing_is_heard_of_what_is_not_the_projects() {
    let watched = watched(Asked::System, Duration::from_hours(1));
    watched.write(".postil/locks/analyst-alice.ron", "()");
    watched.write("articles/quay/.postil-1.tmp", "x");
    watched.write("codebook.ron", "(format: 1)");
    watched.hears_of("codebook.ron");
}

#[test]
fn a_share_of_another_machine_is_known_by_its_kind() {
    let mounts = "/dev/sda1 / ext4 rw 0 0\n\
                  server:/x /mnt/team\\040share nfs4 rw 0 0\n\
                  /dev/sdb /mnt ext4 rw 0 0\n";
    let kind = |path: &str| look::kind_of_mount(mounts, Path::new(path));
    assert_eq!(kind("/mnt/team share/project"), Some("nfs4"));
    assert_eq!(kind("/mnt/teams"), Some("ext4"));
    assert!(look::is_remote_kind("nfs4") && look::is_remote_kind("fuse.sshfs"));
    assert!(!look::is_remote_kind("ext4"));
}
