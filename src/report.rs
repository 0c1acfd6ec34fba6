//! Stories in writing: as JSON, a stable contract, and as plain text, the golden format.
//!
//! Each function here is pure in what it is given and writes to the `io::Write` it is
//! handed. It must not know flags, exit codes, terminals or colours.
//!
//! | file | noun |
//! |---|---|
//! | `document` | `idem run --json`: one experiment as a JSON document, streamed |
//! | `outcome` | what became of one lane: balances, promises, what never struck |
//! | `entry` | one entry of a trace as a JSON object |

pub mod document;
pub mod entry;
pub mod outcome;
