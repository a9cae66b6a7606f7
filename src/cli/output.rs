//! Results on the standard output.

use std::{
    io::{self, IsTerminal as _, Write},
    path::Path,
};

use crate::{jobs::JobError, text::harmless_lines};

/// Hands the standard output to `write`. A terminal gets the text made harmless, a file or a
/// program gets it to the byte. Returns `None` if the reader has left: `… | head` is no error.
pub(super) fn print<T>(
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<Option<T>, JobError> {
    let stdout = io::stdout().lock();
    let written =
        if stdout.is_terminal() { harmlessly(stdout, write) } else { plainly(stdout, write) };
    match written {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(None),
        Err(source) => {
            let path = Path::new("the standard output").to_owned();
            Err(JobError::Io { doing: "write to this", path, source })
        }
    }
}

fn plainly<T>(
    mut out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let done = write(&mut out)?;
    out.flush()?;
    Ok(done)
}

fn harmlessly<T>(
    mut out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut bytes = Vec::new();
    let done = write(&mut bytes)?;
    out.write_all(harmless_lines(&String::from_utf8_lossy(&bytes)).as_bytes())?;
    out.flush()?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_escapes_and_a_file_every_byte() {
        let text = "a\u{1b}[2J\r\nb\n";
        let write = |out: &mut dyn Write| out.write_all(text.as_bytes());
        let mut terminal = Vec::new();
        harmlessly(&mut terminal, write).unwrap();
        assert_eq!(terminal, b"a\\u{1b}[2J\\u{d}\nb\n");
        let mut file = Vec::new();
        plainly(&mut file, write).unwrap();
        assert_eq!(file, text.as_bytes());
    }
}
