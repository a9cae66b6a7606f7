//! Labelled spans out, to a file or any other writer.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::{ExportFormat, JobError, asked::project_folder};
use crate::{
    exchange::{CsvOptions, Scope, jsonl::write_jsonl, write_csv},
    model::Project,
};

/// Writes the spans in scope to a file, whole or not at all. Returns how many there were.
///
/// Refuses every place within a project's folder: there all files are the project's own.
pub fn export(
    project: &Project,
    format: ExportFormat,
    scope: &Scope,
    options: CsvOptions,
    path: &Path,
) -> Result<usize, JobError> {
    if is_within_project(path) {
        return Err(JobError::WithinProject { path: path.to_owned() });
    }
    let write = |out: &mut dyn Write| export_to(project, format, scope, options, out);
    let written = if path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
    {
        // A device or a pipe is written to; a file in its place would help nobody.
        File::options().write(true).open(path).and_then(|mut out| write(&mut out))
    } else {
        replace(path, write)
    };
    let doing = "write this file";
    written.map_err(|source| JobError::Io { doing, path: path.to_owned(), source })
}

/// Writes the spans in scope to `out`. Returns how many there were.
pub fn export_to(
    project: &Project,
    format: ExportFormat,
    scope: &Scope,
    options: CsvOptions,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut out = BufWriter::new(out);
    let count = match format {
        ExportFormat::Csv => write_csv(project, scope, options, &mut out)?,
        ExportFormat::Jsonl => write_jsonl(project, scope, &mut out)?,
    };
    out.flush()?;
    Ok(count)
}

/// Does the place, or what a link there leads to, lie in a project's folder at any depth?
fn is_within_project(path: &Path) -> bool {
    let place = path.canonicalize().or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).canonicalize().map(|folder| folder.join("new"))
    });
    // Where there is no folder, nothing can be written, which says so itself.
    place.is_ok_and(|place| place.ancestors().skip(1).any(|one| project_folder(one).is_some()))
}

/// Writes a file beside the one that it then takes the place of, so that a full disk costs nothing.
fn replace<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    // Through a link to what it leads to: the link stays.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".postil-");
    match path.metadata() {
        Ok(old) if old.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(old) => builder.permissions(old.permissions()),
        Err(_) => as_new(&mut builder),
    };
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let written = write(file.as_file_mut())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(written)
}

/// Gives a file what any new one gets, once the umask is taken off; tempfile's own are for secrets.
#[cfg(unix)]
fn as_new<'a, 'b>(
    builder: &'a mut tempfile::Builder<'b, 'static>,
) -> &'a mut tempfile::Builder<'b, 'static> {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt as _};
    builder.permissions(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn as_new<'a, 'b>(
    builder: &'a mut tempfile::Builder<'b, 'static>,
) -> &'a mut tempfile::Builder<'b, 'static> {
    builder
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing;

    fn write(path: &Path) -> Result<usize, JobError> {
        let project = testing::project(&[("alice/quay", "[a](claim) [b](actor)")]);
        let (all, options) = (Scope::default(), CsvOptions::default());
        export(&project, ExportFormat::Jsonl, &all, options, path)
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("spans.jsonl");
        fs::write(&path, "longer than all that comes after it".repeat(100)).unwrap();
        assert_eq!(write(&path).unwrap(), 2);
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_can_t_be_replaced_stays() {
        let temp = tempfile::tempdir().unwrap();
        let error = write(temp.path()).unwrap_err();
        assert!(error.to_string().ends_with(&temp.path().display().to_string()), "{error}");
        let path = temp.path().join("no/folder/spans.jsonl");
        let error = write(&path).unwrap_err();
        let expected =
            format!("Cannot write this file (No such file or directory): {}", path.display());
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.hint().as_deref(), Some("Check that the folder above it exists"));
        let path = temp.path().join("mine.jsonl");
        fs::write(&path, "mine").unwrap();
        let mut permissions = path.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(write(&path).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_project_s_own_files_are_never_written_over() {
        let temp = tempfile::tempdir().unwrap();
        let project = temp.path().join("tides");
        fs::create_dir_all(project.join("articles/ebb")).unwrap();
        fs::write(project.join("project.ron"), "mine").unwrap();
        for place in
            ["project.ron", "new.jsonl", "articles/ebb/1.txt", "articles/../x", "../tides/x"]
        {
            let error = write(&project.join(place)).unwrap_err();
            assert!(matches!(error, JobError::WithinProject { .. }), "{place}: {error}");
            assert!(error.hint().is_some());
        }
        assert_eq!(fs::read(project.join("project.ron")).unwrap(), b"mine");
        assert_eq!(fs::read_dir(&project).unwrap().count(), 2, "nothing is written");
        assert_eq!(write(&project.join("../beside.jsonl")).unwrap(), 2);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(project.join("project.ron"), temp.path().join("l")).unwrap();
            assert!(write(&temp.path().join("l")).is_err());
            assert_eq!(fs::read(project.join("project.ron")).unwrap(), b"mine");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_like_any_other_and_a_link_stays() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let (path, link) = (temp.path().join("a.jsonl"), temp.path().join("link"));
        write(&path).unwrap();
        let plain = temp.path().join("plain");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&plain));
        fs::write(&path, "").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link).unwrap();
        assert!(link.is_symlink());
        assert_ne!(fs::read(&path).unwrap(), b"");
        assert_eq!(write(Path::new("/dev/null")).unwrap(), 2);
        assert!(!Path::new("/dev/null").is_file());
    }
}
