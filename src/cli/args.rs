//! What can be typed: the commands and flags as clap reads them, with their help.
//!
//! Only shapes. What a flag's text means is decided by the tables of the model, so that
//! a knob or recipe added there is known here at once.

use std::path::{Path, PathBuf};

use clap::{Args, ColorChoice, Parser, Subcommand};
use clap_complete::Shell;

mod benches;
mod learning;

pub use benches::{SqlArgs, SqlCommand, SqlTryArgs, VerbsArgs};
pub use learning::{LearnArgs, LessonCommand, ProgressArgs, ProgressCommand, ReviewArgs};

/// A terminal laboratory for idempotency: one client, one weather, two servers.
///
/// Without a command the home page opens; the first lost ACK is one key away.
#[derive(Debug, Parser)]
#[command(name = "idem", bin_name = "idem", version, max_term_width = 80, color = ColorChoice::Never)]
#[command(after_long_help = "Examples:
  idem                                     lessons, sandbox, review
  idem run --fault pay/1/reply=lose        the lost ACK as a text diagram
  idem run --lanes lease,fenced --fault pay/1/after-claim=pause
  idem run --set intents=100 --set lose-reply=0.3 --json
  idem explore effect-then-key             the shortest ways to break it
  idem sweep ttl                           what a TTL costs, and what it saves
  idem sql try \"UPDATE acct SET bal = bal + 10\"    is it the same twice?

Exit codes: 0 fine, 1 a violation was found or a lesson is wrong, 2 usage or
unreadable input.")]
pub struct Cli {
    /// How things look.
    #[command(flatten)]
    pub look: Look,
    /// Which lessons, where none of the commands' own says.
    #[command(flatten)]
    pub course: CourseArgs,
    /// What to do; without one, the home page.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// How things look, whatever the command.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Appearance")]
pub struct Look {
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Show every change at once, without motion
    #[arg(long, global = true)]
    pub no_motion: bool,
    /// The colour theme
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// Let the mouse point and click (hold Shift to select text)
    #[arg(long, global = true)]
    pub mouse: bool,
    /// Show it to a room: large digits, a tall diagram, votes by hand (`idem`, `learn`, `lab`)
    #[arg(long, global = true)]
    pub present: bool,
}

/// Which lessons.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Lessons")]
pub struct CourseArgs {
    /// Take the lessons from a folder: its *.toml, in the order of their names
    #[arg(long, value_name = "FOLDER")]
    pub lessons: Option<PathBuf>,
}

impl CourseArgs {
    /// The folder named here, or in what stands around it.
    #[must_use]
    pub fn or<'a>(&'a self, outer: &'a Self) -> Option<&'a Path> {
        self.lessons.as_deref().or(outer.lessons.as_deref())
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Learn: a lesson by id or number, or where you left off
    Learn(LearnArgs),
    /// Review what is due again: a few questions, each in another story
    Review(ReviewArgs),
    /// Open the sandbox
    Lab {
        /// A scenario file (`format = 1` and a `[scenario]` table, as in lessons), or a share code
        #[arg(value_name = "FILE|CODE")]
        source: Option<PathBuf>,
    },
    /// Show a presenter's notes in a second terminal, following `--present` in the first
    Notes,
    /// Simulate without a screen: a text diagram, or JSON
    Run(RunArgs),
    /// Find a break: try every fault plan within bounds on one recipe
    Explore(ExploreArgs),
    /// The verb bench: HTTP's verbs, each once, twice, with a lost reply, in reverse, late
    Verbs(VerbsArgs),
    /// What does a setting cost? Play thousands of weathers over knobs and lanes
    Sweep(SweepArgs),
    /// Which TTL do keys need, and what does it cost?
    Advise(AdviseArgs),
    /// The SQL bench: run statements once, twice and late
    Sql(SqlArgs),
    /// For authors of lessons
    #[command(subcommand)]
    Lesson(LessonCommand),
    /// What you have done: list it, reset it, take it elsewhere
    Progress(ProgressArgs),
    /// The knobs: what can be turned
    Knobs(TableArgs),
    /// The recipes: request handlers as lists of steps
    Recipes(TableArgs),
    /// The faults, and the sites at which they strike
    Faults(TableArgs),
    /// The properties: the promises that are judged
    Properties(TableArgs),
    /// The presets: what some vendors' services do, as scenarios
    Presets(TableArgs),
    /// Print a completion script for a shell
    Completions {
        /// For which shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What to simulate, and how to print it.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "A file or code is read first, then flags in this order: lanes, seed, knobs,
faults. Of two that set the same knob or strike at the same site, the last wins.
What begins like a code is one; a file of such a name is written ./NAME.

Examples:
  idem run --fault pay/1/reply=lose
  idem run --lanes naive,keyed=lease --set timeout=205ms --set keyed.lease=5s
  idem run --set intents=3 --fault pay-2/1/after-effect=crash:2s
  idem run --set lose-reply=0.3 --seed 7 --json
  idem run --skin queue --lanes effect-then-ack,inbox --fault pay/1/reply=lose
  idem run --fault pay/1/reply=lose --code")]
pub struct RunArgs {
    /// A scenario file to start from (`format = 1` and a `[scenario]` table, as in lessons),
    /// or a share code
    #[arg(value_name = "FILE|CODE")]
    pub source: Option<PathBuf>,
    /// A vendor's preset to start from, such as `stripe-v1`; `idem presets` lists them
    #[arg(long, value_name = "ID", conflicts_with = "source")]
    pub preset: Option<String>,
    /// The servers to compare, by recipe, such as `naive,keyed=lease`; `idem recipes` lists them
    #[arg(long, value_name = "[NAME=]RECIPE,..")]
    pub lanes: Vec<String>,
    /// Turn a knob, such as `ttl=1h`, or `keyed.ttl=1h` for one lane; `idem knobs` lists them
    #[arg(long, value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Strike at a site, such as `pay/1/reply=lose`; `idem faults` lists faults and sites
    #[arg(long, value_name = "SITE=FAULT")]
    pub fault: Vec<String>,
    /// Which weather chance makes; the same seed, the same weather
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub seed: Option<String>,
    /// The words the story is told in: `http`, or `queue` (a broker and its consumers)
    #[arg(long, value_name = "NAME")]
    pub skin: Option<String>,
    /// Print the share code of these stories instead: one line for `idem run` and `idem lab`
    #[arg(long)]
    pub code: bool,
    /// Print one line of JSON instead of a diagram
    #[arg(long, conflicts_with = "code")]
    pub json: bool,
}

/// What a search, a sweep or the adviser starts from, where that is not the defaults.
#[derive(Args, Clone, Debug)]
pub struct StartArgs {
    /// Start from a scenario file, or a share code
    #[arg(long, value_name = "FILE|CODE", conflicts_with = "preset")]
    pub from: Option<PathBuf>,
    /// Start from a vendor's preset, such as `stripe-v1`; `idem presets` lists them
    #[arg(long, value_name = "ID")]
    pub preset: Option<String>,
}

/// What to search, how far, and how to print what is found.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "Every plan of at most so many faults is tried, shortest first and each once:
messages are lost, delayed or duplicated; in each gap the server crashes or a
handler pauses. For each property the first of the shortest plans that break it
is shown, with the command that tells its story. Where none is found the bounds
are the answer: it says nothing of more faults, attempts or other latencies.

Exit codes: 0 no violation within the bounds, 1 a violation was found (with
--orders: of the steps in their own order), 2 usage.

Examples:
  idem explore effect-then-key
  idem explore one-transaction --faults 3 --attempts 3
  idem explore lease --set lease=5s --set timeout=205ms --faults 2
  idem explore set --set intents=2 --set duplicate-by=2s
  idem explore --preset stripe-v1
  idem explore one-transaction --orders")]
pub struct ExploreArgs {
    /// The request handler to break; `idem recipes` lists them. With --from or --preset a
    /// lane of that, the last without a name
    #[arg(value_name = "RECIPE|LANE", required_unless_present_any = ["from", "preset"])]
    pub recipe: Option<String>,
    /// Where to start from.
    #[command(flatten)]
    pub start: StartArgs,
    /// The most faults that strike in one story [default: 1]
    #[arg(long, value_name = "K", allow_negative_numbers = true)]
    pub faults: Option<String>,
    /// The most attempts the client makes; short for `--set attempts=N`
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub attempts: Option<String>,
    /// Turn a knob, such as `lease=5s`; `idem knobs` lists them
    #[arg(long, value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Try every order of the recipe's steps, each until it breaks
    #[arg(long)]
    pub orders: bool,
    /// Stop after so many plans, of each order with --orders
    #[arg(long, value_name = "PLANS", allow_negative_numbers = true)]
    pub limit: Option<String>,
    /// Print one line of JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// What to vary, how often to play it, and how to print what comes of it.
#[derive(Args, Clone, Debug)]
#[command(
    after_long_help = "Every point of the grid is played TRIALS times, trial t under seed + t, all lanes
under the same weather. Results are the same whatever the number of threads.
Values are a list, A,B,C, or a range, FROM:TO:STEP or FROM:TO:xFACTOR; a knob
alone takes the values its key cycles through. Intervals are 95 %.

Without anything to vary it lists the ready questions and the figures.

Examples:
  idem sweep loss
  idem sweep ttl --set rate=50 --trials 500
  idem sweep --vary lose-reply=0:0.9:0.1 --lanes naive,one-transaction --trials 100000 --json
  idem sweep --vary timeout=205ms:3205ms:500ms --vary delay=0,0.1,0.3 --csv
  idem sweep --preset sqs-fifo --vary delay-by=1m,10m --set delay=0.01"
)]
pub struct SweepArgs {
    /// A ready question to answer
    #[arg(value_name = "QUESTION", conflicts_with_all = ["from", "preset"])]
    pub question: Option<String>,
    /// Where to start from.
    #[command(flatten)]
    pub start: StartArgs,
    /// Vary a knob, such as `lose-reply=0:0.9:0.1` or `keyed.ttl=1s,1h`; several make a grid
    #[arg(long, value_name = "KNOB[=VALUES]")]
    pub vary: Vec<String>,
    /// How often each point is played [default: 1000, or the question's own]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub trials: Option<String>,
    /// The servers to compare, by recipe, such as `naive,keyed=lease`
    #[arg(long, value_name = "[NAME=]RECIPE,..")]
    pub lanes: Vec<String>,
    /// Turn a knob everywhere, such as `intents=100`, or `keyed.ttl=1h` for one lane
    #[arg(long, value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Strike at a site in every trial, such as `pay/1/reply=lose`
    #[arg(long, value_name = "SITE=FAULT")]
    pub fault: Vec<String>,
    /// The first trial's seed
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub seed: Option<String>,
    /// Which figures the text shows, the first as a chart; JSON and CSV hold all
    #[arg(long, value_name = "FIGURE,..")]
    pub figures: Option<String>,
    /// On how many threads to play [default: one a core]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub threads: Option<String>,
    /// Print one line of JSON
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print CSV
    #[arg(long)]
    pub csv: bool,
}

/// What the TTL must cover, and what a row costs.
#[derive(Args, Clone, Debug)]
#[command(
    after_long_help = "A key must outlive the latest request that may still ask with it: the client's own
tries, and wherever a request may lie about before it is delivered. Each TTL is
confirmed by simulating the story in which it is only just long enough, and the
one a millisecond below, in which the charge happens twice. A lateness without a
share means every request; shares add up to 1 at most. `ttl` is the one you have:
it is judged beside the smallest.

Exit codes: 0 a TTL to write down, 1 none helps or holds, 2 usage.

Examples:
  idem advise
  idem advise --usual --set rate=1000 --row-bytes 1000
  idem advise --set attempts=8 --set timeout=5s --late offline-queue=25h:0.001 --skew 5s"
)]
pub struct AdviseArgs {
    /// Where to start from.
    #[command(flatten)]
    pub start: StartArgs,
    /// A place where requests lie about, how long at most, and which share of them does
    #[arg(long, value_name = "NAME=SPAN[:SHARE]", conflicts_with = "usual")]
    pub late: Vec<String>,
    /// The usual places: a phone offline for 25 h, a dead-letter redrive after 4 d, an operator's replay after 30 d
    #[arg(long)]
    pub usual: bool,
    /// How far clocks may differ
    #[arg(long, value_name = "SPAN")]
    pub skew: Option<String>,
    /// How many bytes a stored key takes, its reply included [default: 1000]
    #[arg(long, value_name = "BYTES", allow_negative_numbers = true)]
    pub row_bytes: Option<String>,
    /// Turn a knob: `attempts`, `timeout`, `backoff`, `rate`, `amount`, `capacity`, `downstream-ttl` ..
    #[arg(long, value_name = "KNOB=VALUE")]
    pub set: Vec<String>,
    /// Print one line of JSON
    #[arg(long)]
    pub json: bool,
}

/// How to print a table.
#[derive(Args, Clone, Copy, Debug)]
pub struct TableArgs {
    /// Print JSON instead of a help page
    #[arg(long)]
    pub json: bool,
}
