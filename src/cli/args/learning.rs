//! What can be typed by learners and by authors of lessons.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::CourseArgs;

/// What to learn, and how.
#[derive(Args, Debug)]
pub struct LearnArgs {
    /// Which lesson, and which of its stages
    #[arg(value_name = "LESSON[:STAGE]")]
    pub place: Option<String>,
    /// Tell the lesson in numbered lines and read typed answers: for screen readers and pipes
    #[arg(long)]
    pub plain: bool,
    /// Show a lesson file, and show it anew each time it is saved: for authors
    #[arg(long, value_name = "FILE", conflicts_with_all = ["place", "plain"])]
    pub watch: Option<PathBuf>,
    /// Which lessons.
    #[command(flatten)]
    pub course: CourseArgs,
}

/// How to review.
#[derive(Args, Debug)]
pub struct ReviewArgs {
    /// Ask in numbered lines and read typed answers: for screen readers and pipes
    #[arg(long)]
    pub plain: bool,
    /// Which lessons.
    #[command(flatten)]
    pub course: CourseArgs,
}

/// What an author does with lessons.
#[derive(Debug, Subcommand)]
pub enum LessonCommand {
    /// List the lessons
    List {
        /// Which lessons.
        #[command(flatten)]
        course: CourseArgs,
    },
    /// Prove by simulating that lessons tell the truth
    Check {
        /// Lesson files; without any, the whole course
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Which lessons.
        #[command(flatten)]
        course: CourseArgs,
    },
    /// Print a lesson: every stage, every answer computed
    Show {
        /// A lesson by id, number or file
        #[arg(value_name = "LESSON|FILE")]
        lesson: String,
        /// Print a handout for a class instead, the answers in its last part
        #[arg(long)]
        markdown: bool,
        /// Which lessons.
        #[command(flatten)]
        course: CourseArgs,
    },
    /// Write the file of a new lesson into this folder, proved as it stands
    New {
        /// Its id: lower-case letters, digits and dashes
        id: String,
        /// Its title; without one it is made of the id
        #[arg(long)]
        title: Option<String>,
    },
    /// Print the lesson format as a JSON schema, for editors
    Schema,
}

/// What to do with progress.
#[derive(Args, Debug)]
pub struct ProgressArgs {
    /// What to do; without a command, how you stand with each lesson is listed.
    #[command(subcommand)]
    pub command: Option<ProgressCommand>,
    /// Which lessons.
    #[command(flatten)]
    pub course: CourseArgs,
}

/// What a learner does with progress.
#[derive(Debug, Subcommand)]
pub enum ProgressCommand {
    /// Forget what is done of a lesson, or of all
    #[command(group = ArgGroup::new("which").required(true).args(["lesson", "all"]))]
    Reset {
        /// A lesson by id or number
        lesson: Option<String>,
        /// Every lesson
        #[arg(long)]
        all: bool,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Write what is done to a new file
    Export {
        /// The file; - for standard output
        file: PathBuf,
    },
    /// Add what is done elsewhere; nothing is lost here
    Import {
        /// A file that was exported; - for standard input
        file: PathBuf,
    },
}
