//! Files and folders that may not be read or written.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::CommandExt as _,
    },
    process::Command,
};

use crate::{
    bad_input::{COMMANDS, IMPORT, NEW, TEXT, desk},
    program::{Desk, Ran},
    words::{lines, span},
};

/// Runs the program as someone who is not root, who may do anything.
fn as_nobody(desk: &Desk, args: &[&str]) -> Ran {
    let mut command = desk.command(args);
    if desk.folder.path().metadata().unwrap().uid() == 0 {
        // Root's own folders may be closed to others, so the program comes along.
        let program = desk.path("postil");
        if !program.exists() {
            // Copied by another process: while this one holds the copy open for writing, a test that
            // starts the program would hand that on, and nobody could run the copy.
            let copied =
                Command::new("cp").arg(env!("CARGO_BIN_EXE_postil")).arg(&program).status();
            assert!(copied.unwrap().success());
        }
        fs::set_permissions(desk.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new(program);
        command.args(args).current_dir(desk.folder.path()).uid(65_534).gid(65_534);
    }
    Ran::of(command)
}

#[test]
fn a_folder_without_rights_is_named() {
    let desk = desk();
    let set = |path: &str, mode: u32| {
        fs::set_permissions(desk.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    desk.write("closed/in.txt", "x");
    desk.write("shut.txt", "x");
    set("closed", 0o000);
    set("shut.txt", 0o000);
    as_nobody(&desk, &[&NEW[..], &["closed"]].concat()).failed(3, &["closed", "Permission denied"]);
    as_nobody(&desk, &[&NEW[..], &["shut.txt"]].concat())
        .failed(3, &["shut.txt", "Permission denied"]);
    as_nobody(&desk, &["new", "closed/Q", "--title", "T", "--analyst", "A", "more.txt"])
        .failed(3, &["closed/Q", "Permission denied"]);
    set("P", 0o000);
    for args in COMMANDS {
        as_nobody(&desk, args).failed(3, &["P", "Permission denied"]);
    }
    set("P", 0o555);
    set("P/annotations/alice", 0o555);
    set("P/articles", 0o555);
    assert_eq!(as_nobody(&desk, &["check", "P"]).fine(), "");
    let before = desk.files("P");
    let add = as_nobody(&desk, &["add", "P", "more.txt"]);
    let said = add.failed(3, &["Permission denied", "P\n"]);
    assert!(!said.contains(".postil"), "that folder is nobody’s business: {said}");
    desk.write("in.jsonl", lines(&[span(TEXT, "tide-tables", "claim", "tide")]));
    as_nobody(&desk, &IMPORT).failed(3, &["Permission denied"]);
    desk.write("locked/out.csv", "mine");
    set("locked", 0o555);
    as_nobody(&desk, &["export", "P", "--format", "csv", "-o", "locked/out.csv"])
        .failed(3, &["locked/out.csv"]);
    assert_eq!(desk.read("locked/out.csv"), "mine");
    assert_eq!(desk.files("P"), before);
    for path in ["closed", "locked", "shut.txt", "P", "P/annotations/alice", "P/articles"] {
        set(path, 0o755);
    }
}
