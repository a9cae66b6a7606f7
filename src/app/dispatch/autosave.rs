//! Saving by itself, where the user has asked for it.

use std::time::Duration;

use crate::app::{
    desk::{Desk, Home},
    dialog::Dialog,
};

impl Desk {
    /// Saves work that has been unsaved for as long as the user allows. Returns after how long to ask
    /// again, `None` where nothing waits to be saved.
    pub fn save_by_itself(&mut self) -> Option<Duration> {
        let now = self.stamps.now();
        let wait = i64::from(self.settings.autosave) * 60;
        if matches!(self.view.dialog.as_deref(), Some(Dialog::Recovered)) {
            // It is not known yet whether that is wanted.
            return None;
        }
        let open = self.open.as_mut().filter(|open| open.is_unsaved && wait > 0)?;
        if !matches!(open.home, Home::Folder(_)) || open.is_partial {
            return None;
        }
        let since = *open.unsaved_since.get_or_insert(now);
        let waited = (now.to_utc() - since.to_utc()).num_seconds();
        if waited < wait {
            return Some(Duration::from_secs(u64::try_from(wait - waited.max(0)).unwrap_or(1)));
        }
        // Should it fail, it is tried again after as long.
        open.unsaved_since = Some(now);
        self.save_quietly();
        None
    }
}
