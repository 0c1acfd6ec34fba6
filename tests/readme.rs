//! The README's tables are the code's tables. `IDEM_BLESS=1 cargo test --test readme`
//! writes them anew.

use std::process::Command;

use idem_lab::sim::fault::FAULTS;
use idem_lab::sim::preset::{PRESETS, Preset};
use idem_lab::sim::skin::{PHRASES, QUEUE_KNOBS, QUEUE_RECIPES, VOCABULARY};
use idem_lab::sim::{KNOBS, Knob, Knobs, PROPERTIES, RECIPES};
use idem_lab::tui::keymap;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | ").replace('\n', " "));
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let rule = format!("|{}\n", "---|".repeat(head.len()));
    let rows: String = rows.into_iter().map(|row| line(&row)).collect();
    line(&head) + &rule + &rows
}

fn code(text: &str) -> String {
    // A bar within a cell would end it.
    format!("`{}`", text.replace('|', "\\|"))
}

fn recipes() -> String {
    let row = |recipe: &idem_lab::sim::Recipe| {
        let steps: Vec<String> = recipe.steps.iter().map(ToString::to_string).collect();
        vec![code(&recipe.id), steps.join(", "), recipe.one_fault.to_owned(), recipe.why.to_owned()]
    };
    table(&["recipe", "steps", "with one fault", "why it is taught"], RECIPES.iter().map(row))
}

fn knobs() -> String {
    let row = |knob: &idem_lab::sim::Knob| {
        let default = (knob.get)(&Knobs::default()).to_string();
        let takes = knob.kind.describe().replace('|', "\\|");
        vec![code(knob.id), knob.gloss.to_owned(), code(&default), takes]
    };
    table(&["knob", "what it does", "default", "takes"], KNOBS.iter().map(row))
}

fn faults() -> String {
    let row = |fault: &idem_lab::sim::fault::FaultRow| {
        let place = if fault.gap { "a gap in the handler" } else { "a request or a reply" };
        vec![code(fault.word), place.to_owned(), fault.gloss.to_owned()]
    };
    table(&["fault", "strikes", "what happens"], FAULTS.iter().map(row))
}

fn presets() -> String {
    let row = |preset: &Preset| vec![code(preset.id), preset.window.to_owned(), preset.source.to_owned()];
    table(&["preset", "what its window means", "source"], PRESETS.iter().map(row))
}

fn skins() -> String {
    let rows = PHRASES[..VOCABULARY].iter().map(|row| vec![row.http.to_owned(), row.queue.to_owned()]);
    let recipes = QUEUE_RECIPES.iter().map(|(id, name)| vec![code(id), code(name)]);
    let knob = |id: &str| Knob::find(id).map_or(String::new(), |knob| format!("knob `{}`", knob.id));
    let knobs = QUEUE_KNOBS.iter().map(|(id, label, _)| vec![knob(id), (*label).to_owned()]);
    table(&["a client and a server", "a queue"], rows.chain(recipes).chain(knobs))
}

fn properties() -> String {
    let row = |row: &idem_lab::sim::verdict::PropertyRow| vec![code(row.id), row.promise.to_owned()];
    table(&["property", "the promise"], PROPERTIES.iter().map(row))
}

/// The part of the README between two marks.
fn between<'t>(readme: &'t str, mark: &str) -> &'t str {
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let start = readme.find(&open).unwrap_or_else(|| panic!("README.md has no {open}")) + open.len();
    let end = start + readme[start..].find(&close).unwrap_or_else(|| panic!("README.md has no {close}"));
    &readme[start..end]
}

#[test]
fn the_tables_are_the_codes() {
    let mut readme = std::fs::read_to_string(README).expect("README.md is there");
    let tables = [
        ("keys", keymap::markdown()),
        ("recipes", recipes()),
        ("knobs", knobs()),
        ("skins", skins()),
        ("presets", presets()),
        ("faults", faults()),
        ("properties", properties()),
    ];
    for (mark, wanted) in tables {
        if std::env::var_os("IDEM_BLESS").is_some() {
            let now = between(&readme, mark).to_owned();
            readme = readme.replace(
                &format!("<!-- {mark} -->\n{now}<!-- /{mark} -->"),
                &format!("<!-- {mark} -->\n{wanted}<!-- /{mark} -->"),
            );
            std::fs::write(README, &readme).expect("README.md is written");
        }
        let now = between(&readme, mark);
        assert_eq!(now, wanted, "the {mark} table is out of date; paste this:\n{wanted}");
    }
}

#[test]
fn the_measured_table_is_there() {
    let readme = std::fs::read_to_string(README).expect("README.md is there");
    let table = between(&readme, "ratios");
    assert!(table.contains("a lossy trial") && table.contains("turn a knob"), "{table}");
}

#[test]
fn there_are_two_commands() {
    let readme = std::fs::read_to_string(README).expect("README.md is there");
    let start = readme.find("## Two commands").expect("the section is there");
    let section = &readme[start..start + readme[start + 2..].find("\n## ").expect("another follows")];
    let commands: Vec<&str> = section.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert!(commands[0].starts_with("cargo run --release "), "{commands:?}");
    let gate = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")).expect("the gate");
    let test = commands[1].split('#').next().map(str::trim).expect("a command");
    assert!(gate.lines().any(|line| line == test), "the gate runs `{test}`");
}

#[test]
fn every_headless_command_it_names_works() {
    let readme = std::fs::read_to_string(README).expect("README.md is there");
    let commands = readme.lines().map(str::trim).filter(|line| line.starts_with("idem "));
    let mut tried = 0;
    for command in commands {
        let command = command.split('#').next().unwrap_or_default();
        let args: Vec<&str> = command.split_whitespace().skip(1).collect();
        let mut binary = Command::new(env!("CARGO_BIN_EXE_idem"));
        binary.env("IDEM_PROGRESS", concat!(env!("CARGO_TARGET_TMPDIR"), "/idem-readme/progress.toml"));
        let output = binary.args(&args).output().expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stderr);
        // A search that finds a break has worked too.
        let works = output.status.success() || (args[0] == "explore" && output.status.code() == Some(1));
        assert!(works, "{command}: {said}");
        tried += 1;
    }
    assert!(tried >= 4, "the tour names commands: {tried}");
}
