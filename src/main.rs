//! The program.

fn main() -> std::process::ExitCode {
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    match postil::app::run(paths) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(_) => std::process::ExitCode::from(3),
    }
}
