//! Saves that were cut short and that this program can't finish: nothing of them is deleted.

use super::*;

const DECIDED: &str = ".postil/generations/1/decided.ron";

/// Returns a copy with a save that was cut short, and what its generation holds.
fn cut_short(damage: impl FnOnce(&str) -> String) -> (Copy, BTreeMap<PathBuf, Vec<u8>>) {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "mine");
    opened.folder.save(&opened.project).unwrap();
    drop(opened);
    let text = copy.read(".postil/generations/1/generation.ron");
    fs::remove_file(copy.root().join(".postil/generations/1/generation.ron")).unwrap();
    copy.write(DECIDED, damage(&text));
    let kept = kept(&copy);
    assert_eq!(kept.len(), 2);
    (copy, kept)
}

fn kept(copy: &Copy) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut kept = BTreeMap::new();
    let folder = copy.root().join(".postil/generations/1");
    if folder.is_dir() {
        collect(&folder, &mut kept);
    }
    kept.into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// Opens the project, changes it and saves it.
fn save(copy: &Copy) -> Result<Saved, StoreError> {
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "more");
    opened.folder.save(&opened.project)
}

#[test]
fn a_decided_save_that_cannot_be_read_keeps_the_old_files_and_refuses_the_next() {
    let newer = ("format: 1", "format: 2", "newer Postil (format 2)");
    let torn = ("writes: [", "writes: \0", "torn");
    let outside = ("annotations/", "../annotations/", "torn");
    for (from, to, said) in [newer, torn, outside] {
        let (copy, before) = cut_short(|text| {
            assert!(text.contains(from), "{text}");
            text.replace(from, to)
        });
        let content = copy.content();
        let error = save(&copy).unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("decided.ron"), "{error}");
        assert_eq!(kept(&copy), before, "{said}");
        assert_eq!(copy.content(), content, "{said}");
    }
}

#[test]
fn a_save_of_another_machine_is_left_to_it_whatever_its_form() {
    let (copy, before) = cut_short(|text| {
        let newer = text.replace("format: 1", "format: 2");
        let (start, rest) = newer.split_once("session: \"").unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        format!("{start}session: \"elsewhere-0000-0000\"{rest}")
    });
    save(&copy).unwrap();
    assert_eq!(kept(&copy), before);
}

#[test]
fn old_files_without_a_manifest_stay() {
    let (copy, mut before) = cut_short(str::to_owned);
    fs::remove_file(copy.root().join(DECIDED)).unwrap();
    before.remove(&copy.root().join(DECIDED));
    save(&copy).unwrap();
    assert_eq!(kept(&copy), before);
}

#[cfg(unix)]
#[test]
fn a_save_is_finished_though_the_target_of_a_link_is_gone() {
    let (copy, _) = cut_short(str::to_owned);
    // A folder of its own, on another disk where there is one.
    let out = quick_folder();
    let (path, target) = (copy.root().join(ALICES), out.path().join("layer.ron"));
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&target, &path).unwrap();
    let text = copy.read(DECIDED);
    let session = text.split("session: \"").nth(1).unwrap().split('"').next().unwrap();
    fs::write(out.path().join(format!(".postil-{session}-1-0.tmp")), "new").unwrap();
    let mut opened = copy.open();
    assert_eq!(opened.recovered[0].left, [PathBuf::from(ALICES)]);
    let bo = crate::model::Analyst::person("bo".parse().unwrap(), "Bo");
    opened.project.apply(crate::model::edit::compose::add_analyst(bo)).unwrap();
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(
        copy.read(".postil/generations/1/unsaved-1-port-crews-freed.ron"),
        "new",
        "what was to be saved is kept"
    );
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0, "and nothing is left where it was");
}

#[test]
fn a_generation_with_a_strange_folder_in_it_is_put_aside() {
    let (copy, _) = cut_short(str::to_owned);
    let begun = copy.root().join(".postil/generations/1/begun.ron");
    fs::rename(copy.root().join(DECIDED), begun).unwrap();
    copy.write(".postil/generations/1/strange/notes.txt", "whose?");
    save(&copy).unwrap();
    assert_eq!(copy.read(".postil/generations/1-aside-1/strange/notes.txt"), "whose?");
}
