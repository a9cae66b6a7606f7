//! Nothing is deleted by being unreadable: it is reported, left alone, and the rest opens.

use super::*;

/// Opens a copy in which one layer is damaged, and returns the one problem.
fn only_problem(copy: &Copy) -> Problem {
    let opened = copy.open();
    let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
    assert!(opened.project.layer(&alices()).is_none());
    assert!(!opened.folder.takes_layer(&alices()));
    assert!(problem.leaves_out());
    assert_eq!(opened.project.layers().count(), 1);
    problem.clone()
}

#[test]
fn a_damaged_layer_is_reported_with_its_line() {
    let copy = Copy::of("port-crews");
    copy.replace(
        ALICES,
        "tag: \"skepticism\", at: [(263, 300)]",
        "tag: \"skepticism\", at [(263, 300)]",
    );
    let before = copy.state();
    let problem = only_problem(&copy);
    assert_eq!((problem.kind, problem.path.as_path()), (ProblemKind::Damaged, Path::new(ALICES)));
    assert_eq!(problem.line, Some((11, 53)), "{problem}");
    let mut opened = copy.open();
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(copy.state(), before);
}

#[test]
fn a_record_that_says_the_impossible_is_reported_with_its_line() {
    for (from, to, says, line) in [
        ("id: \"saf9jszb083hy\"", "id: \"sjmvf2m9stv36\"", "`sjmvf2m9stv36` is there twice", 11),
        ("id: \"saf9jszb083hy\"", "id: \"../../etc\"", "not a valid span id", 11),
        ("id: \"saf9jszb083hy\", ", "", "`id` is missing", 11),
        ("at: [(263, 300)]", "at: [(263, 263)]", "must hold text", 11),
        ("at: [(263, 300)]", "at: [(263, 300), (290, 310)]", "must hold text", 11),
        ("at: [(263, 300)]", "at: [(263, 300)], at: [(2, 3)]", "`at` is there twice", 11),
        ("at: [(263, 300)]", "odd: 1, odd: 2, at: [(263, 300)]", "`odd` is there twice", 11),
        ("at: [(263, 300)]", "at: [(263, 99999999999)]", "", 11),
    ] {
        let copy = Copy::of("port-crews");
        copy.replace(ALICES, from, to);
        let problem = only_problem(&copy);
        assert!(problem.message.contains(says), "{problem}");
        assert_eq!(problem.line.map(|(line, _)| line), Some(line), "{problem}");
    }
}

#[test]
fn what_git_and_syncing_leave_behind_is_recognised() {
    let copy = Copy::of("port-crews");
    let text = copy.read(ALICES);
    let marked =
        text.replacen("    spans: [\n", "    spans: [\n<<<<<<< HEAD\n", 1) + ">>>>>>> theirs\n";
    copy.write(ALICES, marked);
    let problem = only_problem(&copy);
    assert_eq!((problem.kind, problem.line), (ProblemKind::Conflict, Some((9, 1))));

    copy.write(ALICES, &text);
    copy.write("annotations/alice/port-crews-freed (conflicted copy).ron", &text);
    copy.write("articles/port-crews-freed/article.sync-conflict-20260201-1-A.ron", "()");
    copy.write("codebook (1).ron", "()");
    copy.write("annotations/alice/Port Crews.ron", &text);
    copy.write("annotations/alice/.DS_Store", "junk");
    let opened = copy.open();
    assert_eq!(opened.project.layers().count(), 2);
    let expected = [
        (ProblemKind::Stray, "annotations/alice/Port Crews.ron"),
        (ProblemKind::ConflictCopy, "annotations/alice/port-crews-freed (conflicted copy).ron"),
        (
            ProblemKind::ConflictCopy,
            "articles/port-crews-freed/article.sync-conflict-20260201-1-A.ron",
        ),
        (ProblemKind::ConflictCopy, "codebook (1).ron"),
    ];
    assert_eq!(kinds(&opened), expected.map(|(kind, file)| (kind, file.to_owned())));
}

#[test]
fn a_damaged_shared_file_costs_only_itself_and_stays() {
    for file in ["project.ron", "codebook.ron", "actors.ron", "analysts.ron"] {
        let contents: [(&[u8], Flaw); 8] = [
            (b"", Flaw::Empty),
            (b"  \n", Flaw::Empty),
            (b"(\0\0)", Flaw::Binary),
            (b"(\n\xff\xfe)", Flaw::NotUtf8 { line: 2 }),
            (b"(format: 2, title: 7, actors: \"\")", Flaw::Newer { format: 2 }),
            (b"(tags: \"\", format: 12)", Flaw::Newer { format: 12 }),
            (b"(title: \"x\")", Flaw::NoFormat),
            (b"(format: \"1\")", Flaw::NoFormat),
        ];
        for (content, expected) in contents {
            let copy = Copy::of("port-crews");
            let good = copy.open().project;
            copy.write(file, content);
            let before = copy.state();
            if matches!((file, &expected), ("project.ron", Flaw::Newer { .. })) {
                let error = open(copy.root()).unwrap_err();
                assert!(matches!(error, StoreError::Flawed { .. }), "{error}");
                continue;
            }
            let mut opened = copy.open();
            let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
            assert_eq!(problem.path, Path::new(file));
            assert_eq!(problem.line, expected.line());
            assert!(problem.message.starts_with(&expected.to_string()), "{problem}");
            assert!(problem.leaves_out() && !problem.hint.is_empty());
            assert_eq!(opened.project.layers().count(), good.layers().count());
            opened.folder.save(&opened.project).unwrap();
            assert_eq!(copy.state(), before);
        }
    }
}

#[test]
fn a_damaged_shared_file_is_not_written_over() {
    let copy = Copy::of("port-crews");
    for file in ["project.ron", "codebook.ron", "actors.ron", "analysts.ron"] {
        copy.write(file, "(format: 1, title: \"cut");
    }
    let mut opened = copy.open();
    let name = copy.root().file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(opened.project.title(), name);
    let tag = opened.project.codebook().tags.values().next().unwrap().clone();
    assert_eq!(tag.name, tag.id.as_str());
    note(&mut opened.project, &alices(), "saf9jszb083hy", "new");
    opened.folder.save(&opened.project).unwrap();
    assert!(copy.read(ALICES).contains("note: \"new\""));

    let before = copy.state();
    let saved = opened.project.clone();
    for (file, project) in [
        ("project.ron", Project::new("T", saved.created(), saved.codebook().clone())),
        ("codebook.ron", saved.clone().with_codebook(crate::model::Codebook::starter())),
        ("actors.ron", saved.clone().with_cards(Vec::new(), saved.unknown().clone())),
        ("analysts.ron", saved.clone().with_analysts(Vec::new(), saved.unknown().clone())),
    ] {
        let mut changes = project.changes_since(&saved);
        changes.articles_gone.clear();
        changes.layers_gone.clear();
        assert_eq!(opened.folder.refused(&changes).as_deref(), Some(Path::new(file)));
        if file != "project.ron" {
            let error = opened.folder.save(&project).unwrap_err();
            let StoreError::NotSaved { failed } = &error else { panic!("{error}") };
            assert!(matches!(failed.as_slice(), [StoreError::LeftAlone { .. }]), "{error}");
            assert!(error.to_string().ends_with(file), "{error}");
            opened.folder.save(&saved).unwrap();
        }
        assert_eq!(copy.state(), before);
    }

    let there = tempfile::tempdir().unwrap();
    let elsewhere = opened.folder.save_as(&there.path().join("copy"), &opened.project).unwrap();
    for file in ["project.ron", "codebook.ron", "actors.ron", "analysts.ron", ALICES] {
        assert_eq!(fs::read_to_string(elsewhere.path().join(file)).unwrap(), copy.read(file));
    }
}

#[test]
fn shared_files_may_be_missing_but_for_the_project_itself() {
    let copy = Copy::of("port-crews");
    for file in ["actors.ron", "analysts.ron", "codebook.ron"] {
        fs::remove_file(copy.root().join(file)).unwrap();
    }
    let opened = copy.open();
    let expected = [
        (ProblemKind::UnknownAnalyst, "annotations/alice"),
        (ProblemKind::Missing, "codebook.ron"),
    ];
    assert_eq!(kinds(&opened), expected.map(|(kind, file)| (kind, file.to_owned())));
    assert_eq!(opened.project.layers().count(), 2);
    fs::remove_file(copy.root().join("project.ron")).unwrap();
    assert!(matches!(open(copy.root()), Err(StoreError::NoHeader { .. })));
    assert!(matches!(open(Path::new("/nowhere/project.ron")), Err(StoreError::NotAProject { .. })));
}

#[test]
fn missing_folders_are_empty() {
    let copy = Copy::of("port-crews");
    fs::remove_dir_all(copy.root().join("articles")).unwrap();
    fs::remove_dir_all(copy.root().join("annotations")).unwrap();
    let opened = copy.open();
    assert_eq!((opened.project.articles().len(), opened.problems), (0, vec![]));
}

#[test]
fn a_newer_layer_is_left_alone() {
    let copy = Copy::of("port-crews");
    copy.replace(ALICES, "format: 1", "format: 3");
    assert_eq!(only_problem(&copy).kind, ProblemKind::Newer);
}

#[test]
fn a_file_in_the_wrong_place_is_left_alone() {
    let copy = Copy::of("port-crews");
    copy.replace(ALICES, "analyst: \"alice\"", "analyst: \"bo\"");
    assert_eq!(only_problem(&copy).kind, ProblemKind::Mismatch);
    let copy = Copy::of("port-crews");
    copy.replace(ALICES, "version: 1", "version: 2");
    assert_eq!(only_problem(&copy).kind, ProblemKind::Missing);
}

#[test]
fn an_article_that_cannot_be_read_keeps_its_name() {
    for damage in ["", "missing", "mismatch", "astray"] {
        let copy = Copy::of("port-crews");
        let article = "articles/port-crews-freed";
        match damage {
            "missing" => fs::remove_file(copy.root().join(article).join("1.txt")).unwrap(),
            "mismatch" => {
                copy.replace(&format!("{article}/article.ron"), "port-crews-freed", "else");
            }
            "astray" => fs::remove_dir_all(copy.root().join(article)).unwrap(),
            _ => copy.write(&format!("{article}/article.ron"), ""),
        }
        let opened = copy.open();
        assert_eq!(opened.problems.len(), 1, "{damage}: {:?}", opened.problems);
        assert_eq!(opened.project.articles().len(), 2, "{damage}");
        assert!(!opened.folder.takes_layer(&alices()), "{damage}");
        assert!(!opened.folder.takes_article_id("port-crews-freed"), "{damage}");
        assert!(!opened.folder.takes_article_id("what-the-accord-says"));
        assert!(opened.folder.takes_article_id("a-new-one"));
    }
}

#[test]
fn names_that_differ_in_case_alone_are_taken() {
    let copy = Copy::of("port-crews");
    copy.write("articles/Port-Two/article.ron", "()");
    let opened = copy.open();
    assert_eq!(kinds(&opened), [(ProblemKind::Stray, "articles/Port-Two".to_owned())]);
    assert!(!opened.folder.takes_article_id("port-two"));
}

#[test]
fn what_cannot_be_read_is_copied_as_it_is() {
    let copy = Copy::of("port-crews");
    copy.write(ALICES, "damaged");
    copy.write("articles/what-the-accord-says/article.ron", "damaged, too");
    let opened = copy.open();
    let there = tempfile::tempdir().unwrap();
    let folder = opened.folder.save_as(&there.path().join("copy"), &opened.project).unwrap();
    for file in
        [ALICES, "articles/what-the-accord-says/article.ron", "articles/what-the-accord-says/1.txt"]
    {
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), copy.read(file));
    }
    assert!(!folder.takes_layer(&alices()));
    let again = open(folder.path()).unwrap();
    assert_eq!((again.project, again.problems), (opened.project, opened.problems));
}

#[test]
fn a_byte_order_mark_and_comments_are_accepted() {
    let copy = Copy::of("port-crews");
    let text = copy.read("project.ron");
    copy.write("project.ron", format!("\u{feff}// Ours.\n{text}"));
    let opened = copy.open();
    assert_eq!(opened.project.title(), "The Tarsis tally: port crews, February 2026");
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    use std::os::unix::fs::symlink;
    let copy = Copy::of("port-crews");
    let out = tempfile::tempdir().unwrap();
    for folder in ["annotations/alice", "articles/port-crews-freed"] {
        let there = out.path().join(Path::new(folder).file_name().unwrap());
        copy_folder(&copy.root().join(folder), &there);
        fs::remove_dir_all(copy.root().join(folder)).unwrap();
        symlink(there, copy.root().join(folder)).unwrap();
    }
    let mut opened = copy.open();
    let expected = ["annotations/alice", "articles/port-crews-freed"];
    assert_eq!(kinds(&opened), expected.map(|file| (ProblemKind::LeadsOut, file.to_owned())));
    assert_eq!((opened.project.articles().len(), opened.project.layers().count()), (2, 0));

    let other = layer_id("alice", "what-the-accord-says");
    let mut layer = crate::model::Layer::new(other, crate::model::VersionNumber::FIRST);
    layer.note = "mine".to_owned();
    opened.project.put_layer(layer);
    let error = opened.folder.save(&opened.project).unwrap_err();
    assert!(error.to_string().contains("A link leads out of the project"), "{error}");
    assert!(!out.path().join("alice/what-the-accord-says.ron").exists());
}
