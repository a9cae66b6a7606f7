//! The system's file dialogs.

use std::{
    path::{MAIN_SEPARATOR, Path, PathBuf},
    pin::Pin,
    thread,
};

use rfd::{AsyncFileDialog, FileHandle};

use crate::{
    app::{
        dialog::PathPurpose,
        work::{Message, Reporter},
    },
    articles::READERS,
    jobs,
};

/// The paths that were chosen; none where the dialog was cancelled.
type Answer = Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

/// Asks for a path with the system's dialog and says whether there is one. The answer comes as
/// [`Message::Picked`]; nothing waits for it here.
pub fn ask(purpose: PathPurpose, name: &str, reporter: Reporter) -> bool {
    if !jobs::has_file_dialogs() {
        return false;
    }
    // Made here, on the main thread, where some systems insist on it; awaited elsewhere.
    let answer = pick(purpose, name);
    let wait = move || reporter.send(Message::Picked(purpose, pollster::block_on(answer)));
    thread::Builder::new().name("postil file dialog".into()).spawn(wait).is_ok()
}

/// Returns the path that a field begins with: `name` in the home folder, or where it is known to be.
pub fn start(name: &str) -> String {
    if Path::new(name).is_absolute() {
        return name.to_owned();
    }
    format!("~{MAIN_SEPARATOR}{name}")
}

fn pick(purpose: PathPurpose, name: &str) -> Answer {
    let dialog = AsyncFileDialog::new().set_title(purpose.title());
    match purpose {
        PathPurpose::OpenFiles => several(article_filters(dialog).pick_files()),
        PathPurpose::OpenFolder | PathPurpose::OpenProject => one(dialog.pick_folder()),
        PathPurpose::UpdateArticle => {
            let dialog = article_filters(dialog);
            let folder = Path::new(name).parent().filter(|folder| folder.is_absolute());
            one(match folder {
                Some(folder) => dialog.set_directory(folder).pick_file(),
                None => dialog.pick_file(),
            })
        }
        PathPurpose::SaveProject => one(dialog.set_file_name(name).save_file()),
        PathPurpose::Export(format) => {
            let dialog = dialog.add_filter(format.label(), &[format.extension()]);
            one(dialog.set_file_name(name).save_file())
        }
    }
}

fn article_filters(dialog: AsyncFileDialog) -> AsyncFileDialog {
    let endings: Vec<&str> =
        READERS.iter().flat_map(|reader| reader.extensions()).copied().collect();
    dialog.add_filter("Articles", &endings).add_filter("All files", &["*"])
}

fn one(asked: impl Future<Output = Option<FileHandle>> + Send + 'static) -> Answer {
    Box::pin(async { asked.await.iter().map(|file| file.path().to_owned()).collect() })
}

fn several(asked: impl Future<Output = Option<Vec<FileHandle>>> + Send + 'static) -> Answer {
    Box::pin(async {
        let files = asked.await.unwrap_or_default();
        files.iter().map(|file| file.path().to_owned()).collect()
    })
}
