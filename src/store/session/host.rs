//! Which machine this is: a name for people, and a key that tells two machines of one name apart.

use std::{env, fs, io::Write as _, path::Path, sync::LazyLock};

use super::state;

/// Where Linux keeps an id of the machine that outlives its name.
const MACHINE_ID: &str = "/etc/machine-id";

/// How long a key is, in hexadecimal digits.
const KEY: usize = 6;

static NAME: LazyLock<String> = LazyLock::new(read_name);
static HOST_KEY: LazyLock<String> = LazyLock::new(read_key);

/// Returns the machine's name as the system has it.
pub(super) fn name() -> &'static str {
    &NAME
}

/// Returns six hexadecimal digits that stay the same on this machine.
pub(super) fn key() -> &'static str {
    &HOST_KEY
}

fn read_name() -> String {
    let from_file = |path: &str| fs::read_to_string(path).ok();
    let from_env = |name: &str| env::var(name).ok();
    let found = from_file("/proc/sys/kernel/hostname")
        .or_else(|| from_env("COMPUTERNAME"))
        .or_else(|| from_env("HOSTNAME"))
        .or_else(|| from_file("/etc/hostname"));
    let name = found.unwrap_or_default().trim().to_owned();
    if name.is_empty() { "computer".to_owned() } else { name }
}

/// Many machines are called `localhost` or `fedora`, and a folder may be shared between two of them:
/// the name alone would let one take over what the other is writing. A name that the network gives
/// may change, so where the system has no id of the machine, one in the person's state folder stands
/// in.
fn read_key() -> String {
    let seed = match fs::read_to_string(MACHINE_ID) {
        Ok(id) if !id.trim().is_empty() => format!("{}/{}", name(), id.trim()),
        _ => own_key().unwrap_or_else(|| name().to_owned()),
    };
    let mut key = blake3::hash(seed.as_bytes()).to_hex().to_string();
    key.truncate(KEY);
    key
}

/// Returns the key that was drawn for this person on this machine, `None` where it can't be kept.
fn own_key() -> Option<String> {
    let path = state::folder()?.join("machine-id");
    let read = |path: &Path| fs::read_to_string(path).ok().filter(|key| !key.is_empty());
    if let Some(key) = read(&path) {
        return Some(key);
    }
    let key = format!("{:016x}\n", getrandom::u64().ok()?);
    fs::create_dir_all(path.parent()?).ok()?;
    match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut file) => file.write_all(key.as_bytes()).ok().map(|()| key),
        // Another program was quicker.
        Err(_) => read(&path),
    }
}
