//! Looking for a folder that is not where it was.

use std::{path::PathBuf, time::Duration};

use crate::app::desk::Desk;

/// After so long it is looked again.
const AGAIN: Duration = Duration::from_secs(3);

impl Desk {
    /// Looks every few seconds for the project's folder: while it is not there, since it may come back,
    /// and while nothing can be kept in it, since that may be the reason. Returns after how long to look
    /// again, `None` where there is no need.
    pub fn look_for_folder_again(&mut self) -> Option<Duration> {
        let now = self.stamps.now();
        let open = self.open.as_mut().filter(|open| open.path().is_some())?;
        if !open.is_gone && open.keeping.trouble().is_none() {
            return None;
        }
        let waited = (now.to_utc() - open.keeping.looked.to_utc()).num_seconds();
        if waited.unsigned_abs() >= AGAIN.as_secs() {
            open.keeping.looked = now;
            open.keeping.touched.insert(PathBuf::from("project.ron"));
            self.look_at_touched();
        }
        Some(AGAIN)
    }
}
