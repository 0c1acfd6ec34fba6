//! The house rules, held by reading the source as text: arrows, bans, names, sizes.
//!
//! Each complaint names the file, the line, what is banned there and what to do instead.
//! The rules are rows; the scanner is tried on planted violations below them.

use std::fs;
use std::path::{Path, PathBuf};

/// Words that may not stand in some files.
struct Ban {
    words: &'static [&'static str],
    /// Path beginnings where they are banned.
    within: &'static [&'static str],
    /// Path beginnings where they are at home all the same.
    except: &'static [&'static str],
    instead: &'static str,
}

const BANS: [Ban; 11] = [
    Ban {
        words: &["std::io", "std::fs", "std::env", "std::net", "std::process"],
        within: &["src/sim", "src/share", "src/explore", "src/bench", "src/verbs"],
        except: &[],
        instead: "the model is pure: read and write in `cli`, and hand it plain data",
    },
    Ban {
        words: &["std::time", "std::thread", "Instant", "SystemTime"],
        within: &["src/sim", "src/share", "src/explore", "src/bench", "src/verbs"],
        except: &[],
        instead: "simulated time is `sim::time::Ms`; nothing in the model waits",
    },
    Ban {
        words: &["HashMap", "HashSet"],
        within: &["src/sim", "src/share", "src/explore", "src/sweep", "src/advise", "src/bench", "src/verbs"],
        except: &[],
        instead: "order is part of the answer: use `BTreeMap`, `BTreeSet` or `Roster`",
    },
    Ban {
        words: &["f32", "f64"],
        within: &["src/sim", "src/verbs"],
        except: &[],
        instead: "count in whole milliseconds, dollars and parts per million",
    },
    Ban {
        words: &["rand", "ratatui", "crossterm"],
        within: &["src/sim", "src/verbs"],
        except: &[],
        instead: "chance is a keyed draw (`sim::chance`), and terminals live in `tui`",
    },
    Ban {
        words: &["rand"],
        within: &["src/tui"],
        except: &["src/tui/app.rs"],
        instead: "ask for a fresh seed with `Effect::Seed`: what `update` and the views do is repeatable",
    },
    Ban {
        words: &["println!", "print!", "eprintln!", "eprint!", "dbg!"],
        within: &["src/tui"],
        except: &[],
        instead: "draw in a view: printing tears the screen",
    },
    Ban {
        words: &["std::fs", "File::open", "File::create"],
        within: &["src/tui"],
        // A palette named on the command line is read before the first frame.
        except: &["src/tui/theme.rs"],
        instead: "return an effect from `update` and let the loop's owner do the writing",
    },
    Ban {
        words: &["Instant::now", "SystemTime::now"],
        within: &["src"],
        except: &["src/tui.rs", "src/tui/terminal", "src/cli/gauge.rs"],
        instead: "take the time that passed as an argument: only the terminal's loop reads the clock",
    },
    Ban {
        words: &["macro_rules!"],
        within: &["src"],
        except: &[],
        instead: "write a table: rows that a reader, a search and a compiler's error can point at",
    },
    Ban {
        words: &["todo!", "unimplemented!", "FIXME"],
        within: &["src"],
        except: &[],
        instead: "finish it, or leave it out",
    },
];

/// What only one part may name; a file's own tests may too.
const HOMES: [Ban; 4] = [
    Ban {
        words: &["std::net", "os::unix::net"],
        within: &["src"],
        except: &["src/podium"],
        instead: "ask `podium`: only there does anything listen, and to this machine alone",
    },
    Ban {
        words: &["rusqlite::"],
        within: &["src"],
        except: &["src/bench"],
        instead: "ask `bench`: only there is SQLite fenced in",
    },
    Ban {
        words: &["Color::"],
        within: &["src"],
        except: &["src/tui/theme"],
        instead: "name a role in `tui::theme`; palettes give it a colour",
    },
    Ban {
        words: &["KeyCode::"],
        within: &["src"],
        except: &["src/tui/keymap"],
        instead: "add a row to the key table in `tui::keymap` and match on its `Msg`",
    },
];

/// The arrows: what each part may know besides itself. The command line may know all.
const ARROWS: [(&str, &[&str]); 13] = [
    ("sim", &[]),
    ("bench", &[]),
    ("glyph", &[]),
    ("share", &["sim"]),
    ("verbs", &[]),
    ("explore", &["sim"]),
    ("sweep", &["sim"]),
    ("advise", &["sim"]),
    ("lesson", &["sim", "bench", "verbs", "explore", "sweep"]),
    // What a presenter's second terminal hears; it knows texts, and no model.
    ("podium", &["lesson"]),
    ("report", &["glyph", "sim", "bench", "verbs", "share", "explore", "sweep", "advise", "lesson"]),
    // The screen borrows the reports' words, so that both say the same.
    (
        "tui",
        &[
            "glyph", "sim", "bench", "verbs", "share", "explore", "sweep", "advise", "lesson", "report",
            "podium",
        ],
    ),
    // A second face of the screen's model; it draws nothing.
    ("plain", &["sim", "bench", "verbs", "lesson", "tui"]),
];

/// The most lines a file may have.
const LINES_MAX: usize = 400;

/// File and module names that say nothing.
const NAMELESS: [&str; 4] = ["utils", "util", "helpers", "helper"];

// The scanner ---------------------------------------------------------------------------

/// Everything wrong with one file.
fn complaints(path: &str, text: &str) -> Vec<String> {
    let mut found = name_and_size(path, text);
    let tests = text.lines().position(|line| line == "#[cfg(test)]").unwrap_or(usize::MAX);
    for (number, line) in (1..).zip(text.lines()) {
        let code = code_of(line);
        let homes = HOMES.iter().filter(|_| number <= tests);
        for ban in BANS.iter().chain(homes).filter(|ban| ban.holds_at(path)) {
            for word in ban.words.iter().filter(|word| mentions(code, word)) {
                found.push(format!("{path}:{number}: `{word}` is banned here; {}", ban.instead));
            }
        }
        found.extend(arrows(path, code).map(|complaint| format!("{path}:{number}: {complaint}")));
    }
    found
}

impl Ban {
    fn holds_at(&self, path: &str) -> bool {
        let begins = |with: &&str| path.starts_with(*with);
        self.within.iter().any(begins) && !self.except.iter().any(begins)
    }
}

fn name_and_size(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if stem == "mod" {
        found.push(format!("{path}:1: `mod.rs` is banned; name the file after its module"));
    }
    if NAMELESS.contains(&stem) || stem.contains("manager") {
        found.push(format!("{path}:1: `{stem}` says nothing; name the file after the one noun it holds"));
    }
    if !text.starts_with("//!") {
        found.push(format!("{path}:1: no `//!`; open with what the file is, in one line"));
    }
    let lines = text.lines().count();
    if lines > LINES_MAX {
        found.push(format!("{path}:{lines}: over {LINES_MAX} lines; give its second noun a file of its own"));
    }
    found
}

/// Names of other parts that this part must not know.
fn arrows<'c>(path: &str, code: &'c str) -> impl Iterator<Item = String> + use<'c> {
    let part = path.strip_prefix("src/").and_then(|rest| rest.split(['/', '.']).next()).unwrap_or_default();
    let arrow = ARROWS.iter().find(|(known, _)| *known == part);
    let names = code.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    });
    arrow.into_iter().flat_map(move |(part, may)| {
        let foreign = names.clone().filter(move |name| name != part && !may.contains(name));
        foreign.map(move |name| {
            format!("`{part}` must not know `crate::{name}`; move what both need to {}", below(may))
        })
    })
}

fn below(may: &[&str]) -> String {
    may.last().map_or_else(|| "its caller".to_owned(), |part| format!("`{part}` or below"))
}

/// A line without its comment. A string that holds `//` only hides words, never invents one.
fn code_of(line: &str) -> &str {
    line.find("//").map_or(line, |at| &line[..at])
}

/// Whether a word stands in a line on its own, not inside a longer name.
fn mentions(code: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let open = |c: Option<char>| !c.is_some_and(is_name);
        let ends_open = !word.ends_with(is_name) || open(after);
        open(before) && ends_open
    })
}

/// Every Rust file below a folder, with its path from the project's root.
fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push((shown(root, &path), fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    found.sort();
    found
}

fn shown(root: &Path, path: &Path) -> String {
    let path: PathBuf = path.strip_prefix(root).unwrap_or(path).iter().collect();
    path.to_string_lossy().replace('\\', "/")
}

// The house -----------------------------------------------------------------------------

#[test]
fn the_house_is_tidy() {
    let folders = ["src", "tests", "benches", "examples"];
    let all = folders.into_iter().flat_map(files).collect::<Vec<_>>();
    assert!(all.len() > 40, "the scan found the source: {} files", all.len());
    let found: Vec<String> = all.iter().flat_map(|(path, text)| complaints(path, text)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

// A test that cannot fail is banned -----------------------------------------------------

/// The one complaint about a file of these lines.
fn complaint(path: &str, code: &str) -> String {
    let found = complaints(path, &format!("//! A file.\n{code}\n"));
    assert_eq!(found.len(), 1, "{path}: {code}: {found:#?}");
    found.concat()
}

#[test]
fn planted_violations_are_found_at_their_line_with_the_way_out() {
    for (path, code, says) in [
        ("src/sim/world.rs", "use std::collections::HashMap;", "`BTreeMap`"),
        ("src/sim/world.rs", "use std::io;", "hand it plain data"),
        ("src/sim.rs", "let home = std::env::var(\"HOME\");", "hand it plain data"),
        ("src/sim/a/b.rs", "let rate: f64 = 0.5;", "parts per million"),
        ("src/sim/chance.rs", "use rand::Rng;", "keyed draw"),
        ("src/tui/lens.rs", "macro_rules! lenses {", "write a table"),
        ("src/tui/update/change.rs", "let seed = rand::random();", "Effect::Seed"),
        ("src/sim/time.rs", "use std::time::Duration;", "`sim::time::Ms`"),
        ("src/sim/trace.rs", "use crate::report::page;", "`sim` must not know `crate::report`"),
        ("src/sim/trace.rs", "pub(crate) fn f() { crate::tui::run(); }", "`crate::tui`"),
        ("src/lesson/check.rs", "use crate::tui::lens::Lens;", "`lesson` must not know `crate::tui`"),
        ("src/report.rs", "use crate::cli::Exit;", "`report` must not know `crate::cli`"),
        ("src/share/seal.rs", "use crate::lesson::sheet;", "`share` must not know `crate::lesson`"),
        ("src/tui/update.rs", "use crate::cli::Exit;", "`tui` must not know `crate::cli`"),
        ("src/tui/update.rs", "use crate::plain::Walk;", "`tui` must not know `crate::plain`"),
        ("src/plain.rs", "use crate::report::page;", "`plain` must not know `crate::report`"),
        ("src/tui/update.rs", "std::fs::write(path, text)?;", "effect"),
        ("src/tui/view/home.rs", "println!(\"here\");", "draw in a view"),
        ("src/tui/view/home.rs", "let ink = Color::Red;", "name a role"),
        ("src/tui/update.rs", "KeyCode::Enter => {}", "key table"),
        ("src/lesson/keeper.rs", "let now = SystemTime::now();", "reads the clock"),
        ("src/verbs/server.rs", "use crate::sim::Server;", "`verbs` must not know `crate::sim`"),
        ("src/explore.rs", "todo!(\"shrink\")", "finish it"),
        ("src/bench/trial.rs", "use crate::sim::Knob;", "`bench` must not know `crate::sim`"),
        ("src/bench/scratch.rs", "use std::fs;", "hand it plain data"),
        ("src/tui/app.rs", "use std::os::unix::net::UnixStream;", "ask `podium`"),
        ("src/podium/speaker.rs", "use crate::tui::cue;", "`podium` must not know `crate::tui`"),
        ("src/tui/update.rs", "let fresh = rusqlite::Connection::open_in_memory();", "ask `bench`"),
    ] {
        let complaint = complaint(path, code);
        assert!(complaint.starts_with(&format!("{path}:2: ")) && complaint.contains(says), "{complaint}");
    }
}

#[test]
fn planted_files_are_refused_by_name_size_and_opening() {
    for (path, says) in [
        ("src/sim/mod.rs", "name the file after its module"),
        ("src/utils.rs", "says nothing"),
        ("tests/common/helpers.rs", "says nothing"),
        ("src/tui/screen_manager.rs", "says nothing"),
    ] {
        let complaint = complaint(path, "");
        assert!(complaint.contains(says), "{complaint}");
    }
    assert!(complaints("src/lib.rs", "pub mod sim;\n").concat().contains("open with what the file is"));
    let long = format!("//! Long.\n{}", "\n".repeat(LINES_MAX));
    assert!(complaints("src/long.rs", &long).concat().contains("second noun"));
    assert_eq!(complaints("src/full.rs", long.trim_end_matches('\n')), [""; 0]);
}

#[test]
fn what_is_at_home_is_left_alone() {
    for (path, code) in [
        ("src/sim/wire.rs", "// Knows no HashMap, no crate::tui and no f64."),
        ("src/sim/wire.rs", "let operand::x = brand; // rand"),
        ("src/sim/wire.rs", "use super::world::World; use crate::sim::time::Ms;"),
        ("src/tui/theme/colour.rs", "let ink = Color::Red;"),
        ("src/tui/keymap.rs", "KeyCode::Enter => {}"),
        ("src/tui/terminal/input.rs", "#[cfg(test)]\nmod tests { use KeyCode::Enter; }"),
        ("src/tui/terminal/run.rs", "let now = Instant::now();"),
        ("src/tui/model.rs", "use crate::lesson::stage::Stage;"),
        ("src/bench/scratch.rs", "use rusqlite::Connection;"),
        ("src/cli.rs", "use crate::tui::app; use crate::report::page; println!();"),
        ("tests/laws.rs", "let mean: f64 = 1.0; let now = Instant::now();"),
    ] {
        assert_eq!(complaints(path, &format!("//! A file.\n{code}\n")), [""; 0], "{path}: {code}");
    }
}
