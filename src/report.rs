//! Stories in writing: as JSON, a stable contract, and as plain text, the golden format.
//!
//! Each function here is pure in what it is given and writes to the `io::Write` it is
//! handed. It must not know flags, exit codes, terminals or colours.
//!
//! | file | noun |
//! |---|---|
//! | `document` | `idem run --json`: one experiment as a JSON document, streamed |
//! | `entry` | one entry of a trace as a JSON object |
//! | `outcome` | what became of one lane: balances, promises, what never struck |
//! | `diagram` | one or two stories as a sequence diagram |
//! | `list` | a story as a list of its entries |
//! | `summary` | what came of it, in a table and a few sentences |
//! | `search` | `idem explore`: what was searched and found, as text and as JSON |
//! | `sql` | `idem sql`: a case and its verdict, as text and as JSON |
//! | `lesson` | `idem lesson show`: a lesson as text and as a handout |
//! | `standing` | `idem progress`: how far a learner has come |
//! | `sweep` | `idem sweep`: a table, a chart, JSON and CSV |
//! | `advice` | `idem advise`: a TTL and its price |
//! | `verbs` | `idem verbs`: the verb bench as text and as JSON |
//! | `replay` | the command that tells a story again |
//! | `setup` | a scenario's lanes, and what is off its default |
//! | `values` | knobs' values as JSON |
//! | `knobs`, `recipes`, `faults`, `properties`, `presets` | the tables of the model |
//! | `page` | a help page of named items |
//! | `receipt` | what a 201 hands the client |
//! | `printed`, `cell` | a line as it is printed, and text fitted to columns |

pub mod advice;
pub mod cell;
pub mod diagram;
pub mod document;
pub mod entry;
pub mod faults;
pub mod knobs;
pub mod lesson;
pub mod list;
pub mod outcome;
pub mod page;
pub mod presets;
pub mod printed;
pub mod properties;
pub mod receipt;
pub mod recipes;
pub mod replay;
pub mod search;
pub mod setup;
pub mod sql;
pub mod standing;
pub mod summary;
pub mod sweep;
pub mod values;
pub mod verbs;

use std::io::{self, Write};

use crate::sim::Experiment;

/// Writes an experiment for people: a diagram of one lane or two, lists of more, and
/// what came of it.
///
/// # Errors
/// Whatever the writer says.
pub fn write(experiment: &Experiment, ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    if experiment.traces.len() <= 2 {
        diagram::write(experiment, ascii, out)?;
    } else {
        for trace in &experiment.traces {
            list::write(trace, ascii, out)?;
        }
    }
    summary::write(experiment, ascii, out)
}
