//! Every bad lesson fails with its own whole message, kept in a `.txt` beside it.
//!
//! Run with `IDEM_BLESS=1` to write the messages anew; then read every one.

use idem_lab::lesson::{Shelf, check};

fn files() -> Vec<std::path::PathBuf> {
    let folder = super::super::file("bad");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ext| ext == "toml")).collect();
    paths.sort();
    paths
}

#[test]
fn each_is_refused_with_its_own_message() {
    let bless = std::env::var_os("IDEM_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in files() {
        let source = std::fs::read_to_string(&path).expect("it can be read");
        let name = path.file_name().expect("it has a name").to_string_lossy();
        let refused = check(&source, &name, &Shelf::ids()).err();
        let message = refused.unwrap_or_else(|| panic!("{name} loads")).to_string() + "\n";
        let kept = path.with_extension("txt");
        if bless {
            std::fs::write(&kept, &message).expect("it can be written");
        } else if std::fs::read_to_string(&kept).ok().as_deref() != Some(&message) {
            wrong.push(format!("{name} says:\n{message}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_good_one_they_are_made_from_loads() {
    let source = std::fs::read_to_string(super::super::file("tiny.toml")).expect("it can be read");
    if let Err(complaints) = check(&source, "tiny.toml", &Shelf::ids()) {
        panic!("{complaints}");
    }
}
