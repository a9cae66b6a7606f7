//! Whether the system has file dialogs to offer.
//!
//! On Linux a dialog that can't be shown and one that was cancelled give the same nothing, so the
//! window asks here first and shows a path field of its own where there are none.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The service that shows dialogs for all desktops.
const PORTAL: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";

/// Where desktops say that they can serve it.
const BACKENDS: &str = "xdg-desktop-portal/portals";

/// What the answer depends on.
pub struct Surroundings<'a> {
    /// Is it a system whose dialogs are programs of their own?
    pub is_linux: bool,
    /// Returns an environment variable.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Is there a file, folder or socket at this path?
    pub exists: &'a dyn Fn(&Path) -> bool,
}

/// Does this system have file dialogs?
pub fn has_file_dialogs() -> bool {
    let system = Surroundings {
        is_linux: !cfg!(any(windows, target_os = "macos")),
        variable: &|name| std::env::var_os(name).filter(|value| !value.is_empty()),
        exists: &|path| path.exists(),
    };
    system.have_file_dialogs()
}

impl Surroundings<'_> {
    /// Are there file dialogs here: zenity, or a session bus with a portal on it?
    pub fn have_file_dialogs(&self) -> bool {
        !self.is_linux || self.have_zenity() || (self.have_session_bus() && self.have_portal())
    }

    fn have_zenity(&self) -> bool {
        let path = (self.variable)("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| (self.exists)(&folder.join("zenity")))
    }

    fn have_session_bus(&self) -> bool {
        let runtime = (self.variable)("XDG_RUNTIME_DIR").map(PathBuf::from);
        (self.variable)("DBUS_SESSION_BUS_ADDRESS").is_some()
            || runtime.is_some_and(|folder| (self.exists)(&folder.join("bus")))
    }

    fn have_portal(&self) -> bool {
        let has_one = |folder: PathBuf| {
            (self.exists)(&folder.join(PORTAL)) || (self.exists)(&folder.join(BACKENDS))
        };
        self.data_folders().into_iter().any(has_one)
    }

    /// Returns where shared data is, by the XDG base directory specification.
    fn data_folders(&self) -> Vec<PathBuf> {
        let home = (self.variable)("XDG_DATA_HOME").map(PathBuf::from).or_else(|| {
            (self.variable)("HOME").map(|home| PathBuf::from(home).join(".local/share"))
        });
        let shared = (self.variable)("XDG_DATA_DIRS")
            .unwrap_or_else(|| OsString::from("/usr/local/share:/usr/share"));
        home.into_iter().chain(std::env::split_paths(&shared)).collect()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], paths: &[&str]) -> bool {
        let variable = |name: &str| {
            let found = variables.iter().find(|(one, _)| *one == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let exists = |path: &Path| paths.iter().any(|one| path == Path::new(one));
        Surroundings { is_linux: true, variable: &variable, exists: &exists }.have_file_dialogs()
    }

    #[test]
    fn dialogs_need_zenity_or_a_bus_and_a_portal() {
        let portal = "/usr/share/dbus-1/services/org.freedesktop.portal.Desktop.service";
        let bus = ("XDG_RUNTIME_DIR", "/run/user/1");
        let socket = "/run/user/1/bus";
        assert!(!check(&[], &[]));
        assert!(check(&[("PATH", "/bin:/opt/bin")], &["/opt/bin/zenity"]));
        assert!(!check(&[bus], &[portal]), "the bus is not there");
        assert!(!check(&[bus], &[socket]), "no portal is installed");
        assert!(check(&[bus], &[socket, portal]));
        assert!(check(&[("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=x")], &[portal]));
        assert!(check(&[bus], &[socket, "/usr/local/share/xdg-desktop-portal/portals"]));
        let moved = ("XDG_DATA_DIRS", "/data");
        assert!(!check(&[bus, moved], &[socket, portal]));
        assert!(check(
            &[bus, ("XDG_DATA_HOME", "/own")],
            &[socket, "/own/xdg-desktop-portal/portals"]
        ));
        assert!(check(
            &[bus, ("HOME", "/me")],
            &[socket, "/me/.local/share/xdg-desktop-portal/portals"]
        ));
    }

    #[test]
    fn other_systems_have_their_own() {
        let elsewhere = Surroundings { is_linux: false, variable: &|_| None, exists: &|_| false };
        assert!(elsewhere.have_file_dialogs());
    }
}
