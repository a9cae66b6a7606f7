//! This test program started again, as a program of its own that can be killed, and what it says.

use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

const ROOT: &str = "POSTIL_TEST_ROOT";
const TASK: &str = "POSTIL_TEST_TASK";

/// What every line begins with that is not the test harness's.
const MARK: &str = "@ ";

/// Returns the folder of the project and the words of the task, where this is such a program.
pub fn task() -> Option<(String, Vec<String>)> {
    let task = env::var(TASK).ok()?;
    Some((env::var(ROOT).ok()?, task.split(' ').map(str::to_owned).collect()))
}

/// Starts a test of this program as a program of its own.
pub fn start(test: &str, root: &Path, task: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(ROOT, root)
        .env(TASK, task)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Says a line that whoever started this hears at once, also when this is killed then.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: this is killed soon.
    let _ = writeln!(out, "\n{MARK}{line}").and_then(|()| out.flush());
}

/// Returns what a program says, line by line, as it says it.
pub fn listen(child: &mut Child) -> Receiver<String> {
    let (tell, heard) = channel();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let Some(line) = line.strip_prefix(MARK) else { continue };
            if tell.send(line.to_owned()).is_err() {
                return;
            }
        }
    });
    heard
}

/// Returns the time in milliseconds, which programs of one machine agree about.
pub fn clock() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    u64::try_from(now.as_millis()).unwrap()
}
