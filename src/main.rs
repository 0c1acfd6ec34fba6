//! The `idem` binary: hands its arguments to `cli` and exits as it says.

use std::process::ExitCode;

fn main() -> ExitCode {
    idem_lab::cli::main(std::env::args_os())
}
