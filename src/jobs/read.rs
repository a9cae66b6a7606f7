//! Article files and folders of them become articles.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use super::{JobError, KnownTexts, ReadOptions, walk::article_files};
use crate::{
    articles::{ArticleError, Reading},
    model::{
        Article, ArticleId, Project, Time,
        edit::{ArticleEdit, Edit},
        slug,
    },
};

/// What became of the files that were to be read. All lists are in the order of the files.
#[derive(Debug, Default)]
pub struct ArticlesRead {
    /// New articles.
    pub articles: Vec<Article>,
    /// The file of each new article, in the same order.
    pub files: Vec<PathBuf>,
    /// How all of them were read.
    pub options: ReadOptions,
    /// Files that can't be read, each with the reason.
    pub failed: Vec<(PathBuf, JobError)>,
    /// Files left out because an article of the project, or an earlier file, is the same: see
    /// [`KnownTexts::same`].
    pub skipped: Vec<(PathBuf, ArticleId)>,
    /// What could not be kept of a file, one sentence each.
    pub warnings: Vec<(PathBuf, String)>,
    /// Files in folders whose names are not those of articles, by their endings. Named one by one they
    /// are read.
    pub passed_over: Vec<PathBuf>,
}

/// Reads article files, and folders of them with all below, on all cores.
///
/// The new articles' ids are made of their titles and differ from those in `project`, from each
/// other and from all for which `is_taken` holds. `on_progress` hears how many files are read, out
/// of how many, from several threads. Once `cancelled` is up nothing more is read, and nothing is
/// returned.
pub fn read_articles(
    paths: &[PathBuf],
    project: Option<&Project>,
    is_taken: &dyn Fn(&str) -> bool,
    time: Time,
    options: ReadOptions,
    on_progress: &(dyn Fn(usize, usize) + Sync),
    cancelled: &AtomicBool,
) -> ArticlesRead {
    let found = article_files(paths, cancelled);
    if cancelled.load(Ordering::Relaxed) {
        return ArticlesRead::default();
    }
    let (done, total) = (AtomicUsize::new(0), found.files.len());
    let readings = found.files.into_par_iter().map(|path| {
        let stops = cancelled.load(Ordering::Relaxed);
        let reading = (!stops).then(|| read_file(&path, options, cancelled))?;
        on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        Some((path, reading))
    });
    let readings = readings.collect::<Option<Vec<_>>>();
    // What was read while somebody cancelled ended early.
    let Some(readings) = readings.filter(|_| !cancelled.load(Ordering::Relaxed)) else {
        return ArticlesRead::default();
    };
    let mut batch = Batch::new(project, is_taken, time);
    batch.read.options = options;
    batch.read.failed = found.failed;
    batch.read.warnings = found.warnings;
    batch.read.passed_over = found.passed_over;
    for (path, reading) in readings {
        match reading {
            Ok(reading) => batch.add(path, reading),
            Err(error) => batch.read.failed.push((path, error)),
        }
    }
    batch.read
}

/// Returns the edit that adds articles to a project.
pub fn articles_edit(articles: Vec<Article>) -> Edit {
    let adds = articles.into_iter().map(|one| Edit::Article(ArticleEdit::Add(Arc::new(one))));
    Edit::Batch(adds.collect())
}

/// Reads one article file.
pub(super) fn read_file(
    path: &Path,
    options: ReadOptions,
    cancelled: &AtomicBool,
) -> Result<Reading, JobError> {
    let bytes = read_bytes(path, options)?;
    let read = options.read(&bytes, &file_name(path), cancelled);
    read.map_err(|error| JobError::Article { path: path.to_owned(), error })
}

/// Reads a file that is no larger than it may be.
pub(super) fn read_bytes(path: &Path, options: ReadOptions) -> Result<Vec<u8>, JobError> {
    let failed = |error| JobError::reading(path, error);
    // A pipe or a device would never end.
    let metadata = path.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(JobError::NotAFile { path: path.to_owned() });
    }
    let name = file_name(path);
    // Before it fills the memory; the reader looks again, since a file may grow.
    let bytes = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    let most = options.most_bytes();
    if bytes > most {
        let error = ArticleError::TooLarge { name, bytes, most };
        return Err(JobError::Article { path: path.to_owned(), error });
    }
    fs::read(path).map_err(failed)
}

/// Returns a file's name without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The articles that are made of one lot of files.
struct Batch<'a> {
    read: ArticlesRead,
    texts: KnownTexts,
    ids: BTreeSet<ArticleId>,
    is_taken: &'a dyn Fn(&str) -> bool,
    time: Time,
}

impl<'a> Batch<'a> {
    fn new(project: Option<&Project>, is_taken: &'a dyn Fn(&str) -> bool, time: Time) -> Self {
        let articles = || project.into_iter().flat_map(|project| project.articles());
        Self {
            read: ArticlesRead::default(),
            texts: project.map(KnownTexts::of).unwrap_or_default(),
            ids: articles().map(|article| article.id.clone()).collect(),
            is_taken,
            time,
        }
    }

    fn add(&mut self, path: PathBuf, reading: Reading) {
        let is_taken = |id: &str| {
            (self.is_taken)(id) || ArticleId::new(id).is_ok_and(|id| self.ids.contains(&id))
        };
        let id = match ArticleId::new(slug(&reading.title, "article", is_taken)) {
            Ok(id) => id,
            Err(error) => return self.read.failed.push((path, error.into())),
        };
        let warnings = reading.warnings.clone();
        let article = reading.into_article(id, &file_name(&path), self.time);
        if let Some(same) = self.texts.same(&article) {
            self.read.skipped.push((path, same.clone()));
            return;
        }
        self.texts.add(&article);
        self.ids.insert(article.id.clone());
        self.read.articles.push(article);
        self.read.warnings.extend(warnings.into_iter().map(|warning| (path.clone(), warning)));
        self.read.files.push(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Codebook;

    struct Files(tempfile::TempDir);

    impl Files {
        fn new(files: &[(&str, &str)]) -> Self {
            let temp = tempfile::tempdir().unwrap();
            for (name, text) in files {
                fs::write(temp.path().join(name), text).unwrap();
            }
            Self(temp)
        }

        fn read(&self, project: Option<&Project>, is_taken: &dyn Fn(&str) -> bool) -> ArticlesRead {
            let paths = [self.0.path().to_owned()];
            let never = AtomicBool::new(false);
            let (time, usual) = (Time::default(), ReadOptions::default());
            read_articles(&paths, project, is_taken, time, usual, &|_, _| {}, &never)
        }
    }

    fn ids(read: &ArticlesRead) -> Vec<&str> {
        read.articles.iter().map(|article| article.id.as_str()).collect()
    }

    #[test]
    fn ids_are_unique_in_the_batch_the_project_and_the_folder() {
        let files = Files::new(&[
            ("a.md", "# News\n\none"),
            ("b.md", "# News\n\ntwo"),
            ("c.md", "# Sun\n\nx"),
        ]);
        let read = files.read(None, &|_| false);
        assert_eq!(ids(&read), ["news", "news-2", "sun"]);
        let read = files.read(None, &|id| id == "news-2");
        assert_eq!(ids(&read), ["news", "news-3", "sun"]);
        let mut project = Project::new("x", Time::default(), Codebook::starter());
        project.apply(articles_edit(read.articles)).unwrap();
        let files = Files::new(&[("d.md", "# News\n\nthree")]);
        assert_eq!(ids(&files.read(Some(&project), &|_| false)), ["news-2"]);
    }

    #[test]
    fn the_same_text_is_taken_once() {
        let files = Files::new(&[("a.txt", "One.\n"), ("b.txt", "One.\r\n"), ("c.txt", "Two.\n")]);
        let read = files.read(None, &|_| false);
        assert_eq!(read.articles.len(), 2);
        let [(path, same)] = &read.skipped[..] else { panic!("{read:?}") };
        assert!(path.ends_with("b.txt"));
        assert_eq!(same, &read.articles[0].id);
        let mut project = Project::new("x", Time::default(), Codebook::starter());
        project.apply(articles_edit(read.articles)).unwrap();
        let again = files.read(Some(&project), &|_| false);
        assert_eq!((again.articles.len(), again.skipped.len()), (0, 3));
    }

    #[test]
    fn an_agency_text_comes_in_once_for_each_outlet() {
        let page = |outlet: &str| {
            format!("---\npublisher: {outlet}\n---\n# Strike ends\n\nThe crews went back.\n")
        };
        let (post, times) = (page("Harbour Post"), page("Northern Times"));
        let files = Files::new(&[("a.md", &post), ("b.md", &times), ("c.md", &times)]);
        let read = files.read(None, &|_| false);
        assert_eq!(ids(&read), ["strike-ends", "strike-ends-2"]);
        let skipped: Vec<_> = read.skipped.iter().map(|(_, same)| same.as_str()).collect();
        assert_eq!(skipped, ["strike-ends-2"]);
    }

    #[test]
    fn what_fails_names_its_path_and_holds_nothing_else_up() {
        let files = Files::new(&[("a.txt", "Fine.\n"), ("empty.txt", ""), ("junk.txt", "a\0\0\0")]);
        let read = files.read(None, &|_| false);
        assert_eq!(read.articles.len(), 1);
        assert_eq!(read.failed.len(), 2);
        for (path, error) in &read.failed {
            assert!(error.to_string().ends_with(&path.display().to_string()), "{error}");
            assert!(error.hint().is_some());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let files = Files::new(&[]);
        // A tebibyte of nothing: no memory would hold it.
        let file = fs::File::create(files.0.path().join("all.txt")).unwrap();
        file.set_len(1 << 40).unwrap();
        let read = files.read(None, &|_| false);
        let [(_, JobError::Article { error, .. })] = &read.failed[..] else { panic!("{read:?}") };
        assert!(matches!(error, ArticleError::TooLarge { .. }), "{error}");
    }

    #[test]
    fn what_is_cancelled_while_it_is_read_does_not_come_in() {
        let files = Files::new(&[("a.txt", "a"), ("b.txt", "b")]);
        let (paths, usual) = ([files.0.path().to_owned()], ReadOptions::default());
        let cancelled = AtomicBool::new(false);
        let cancel = |done, total| cancelled.store(done == total, Ordering::Relaxed);
        let time = Time::default();
        let read = read_articles(&paths, None, &|_| false, time, usual, &cancel, &cancelled);
        assert!(read.articles.is_empty() && read.failed.is_empty(), "{read:?}");
    }

    #[test]
    fn progress_counts_and_a_cancelled_read_is_empty() {
        let files = Files::new(&[("a.txt", "a"), ("b.txt", "b")]);
        let paths = [files.0.path().to_owned()];
        let heard = AtomicUsize::new(0);
        let hear = |done: usize, total: usize| {
            assert!(done <= total && total == 2);
            heard.fetch_add(1, Ordering::Relaxed);
        };
        let read = |cancelled: bool| {
            let cancelled = AtomicBool::new(cancelled);
            let (time, usual) = (Time::default(), ReadOptions::default());
            read_articles(&paths, None, &|_| false, time, usual, &hear, &cancelled)
        };
        assert_eq!(read(false).articles.len(), 2);
        assert_eq!(heard.load(Ordering::Relaxed), 2);
        let read = read(true);
        assert!(read.articles.is_empty() && read.failed.is_empty());
    }
}
