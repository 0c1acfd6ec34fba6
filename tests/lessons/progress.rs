//! Progress and the file that remembers it: nothing is lost, nothing odd gets out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use idem_lab::lesson::{Keeper, Prediction, Progress, Standing, Trouble};
use proptest::prelude::*;

use super::super::lesson;

/// A folder of a test's own, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("idem-progress-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("progress.toml")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it can be listed");
        let names = entries.map(|entry| entry.expect("it can be listed").file_name());
        let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn open(path: &Path) -> Keeper {
    let (keeper, kept) = Keeper::open(path);
    assert_eq!(kept.expect("it opens"), None);
    keeper
}

fn prediction(choice: &str) -> Prediction {
    Prediction { choice: choice.to_owned(), sure: true, right: false }
}

#[test]
fn what_is_done_is_there_again_after_a_restart() {
    let folder = Folder::new();
    let path = folder.0.join("deep/er/progress.toml");
    let mut keeper = open(&path);
    keeper.done("lost-ack", "pay", None).expect("it saves");
    keeper.done("lost-ack", "bet", Some(prediction("10"))).expect("it saves");
    let again = open(&path);
    assert_eq!(again.progress(), keeper.progress());
    let bet = again.progress().done("lost-ack", "bet").expect("it is done");
    assert_eq!(bet.prediction, Some(prediction("10")));
    assert!(again.progress().done("lost-ack", "forty").is_none());
}

#[test]
fn the_file_reads_well() {
    let folder = Folder::new();
    let mut keeper = open(&folder.file());
    keeper.done("lost-ack", "pay", None).expect("it saves");
    keeper.done("lost-ack", "bet", Some(prediction("10"))).expect("it saves");
    let text = fs::read_to_string(folder.file()).expect("it is there");
    let want = "\
# What you have done in idem. It is written after every stage.
format = 2

[lesson.lost-ack.bet.prediction]
choice = \"10\"
sure = true
right = false

[lesson.lost-ack.pay]
";
    assert_eq!(text, want);
}

#[test]
fn two_terminals_lose_nothing() {
    let folder = Folder::new();
    let (mut left, mut right) = (open(&folder.file()), open(&folder.file()));
    left.done("lost-ack", "pay", None).expect("it saves");
    right.done("the-key", "mint", Some(prediction("20"))).expect("it saves");
    left.done("lost-ack", "silence", None).expect("it saves");
    let all = open(&folder.file());
    for (lesson, stage) in [("lost-ack", "pay"), ("lost-ack", "silence"), ("the-key", "mint")] {
        assert!(all.progress().done(lesson, stage).is_some(), "{lesson} {stage}");
    }
    assert!(left.progress().done("the-key", "mint").is_some(), "each learns of the other's");
}

#[test]
fn many_terminals_at_the_same_time_lose_nothing() {
    let folder = Folder::new();
    let path = folder.file();
    std::thread::scope(|scope| {
        for terminal in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut keeper = open(path);
                for stage in 0..5 {
                    keeper
                        .done(&format!("lesson-{terminal}"), &format!("stage-{stage}"), None)
                        .expect("it saves");
                }
            });
        }
    });
    let all = open(&path);
    for terminal in 0..4 {
        for stage in 0..5 {
            let done = all.progress().done(&format!("lesson-{terminal}"), &format!("stage-{stage}"));
            assert!(done.is_some(), "{terminal} {stage}");
        }
    }
}

#[test]
fn the_first_prediction_stays() {
    let folder = Folder::new();
    let mut keeper = open(&folder.file());
    keeper.done("lost-ack", "bet", Some(prediction("10"))).expect("it saves");
    keeper.done("lost-ack", "bet", Some(prediction("20"))).expect("it saves");
    keeper.done("lost-ack", "bet", None).expect("it saves");
    let bet = keeper.progress().done("lost-ack", "bet").expect("it is done");
    assert_eq!(bet.prediction, Some(prediction("10")));
}

#[test]
fn a_reset_stays_reset_whatever_another_terminal_remembers() {
    let folder = Folder::new();
    let (mut left, mut right) = (open(&folder.file()), open(&folder.file()));
    right.done("lost-ack", "pay", None).expect("it saves");
    right.done("the-key", "mint", None).expect("it saves");
    left.reset(Some("lost-ack")).expect("it saves");
    right.done("the-key", "send", None).expect("it saves");
    let now = open(&folder.file());
    assert!(now.progress().done("lost-ack", "pay").is_none());
    assert!(now.progress().done("the-key", "mint").is_some());
    left.reset(None).expect("it saves");
    assert!(open(&folder.file()).progress().is_empty());
}

#[test]
fn a_broken_file_is_set_aside_and_named() {
    let folder = Folder::new();
    for (n, broken) in ["format = 1\n[lesson", "", "format = 0", "lesson = 3\nformat = 1"].iter().enumerate()
    {
        let mut text = (*broken).to_owned();
        if text.is_empty() {
            text = "not toml at all".to_owned();
        }
        fs::write(folder.file(), &text).expect("it can be written");
        let (mut keeper, kept) = Keeper::open(&folder.file());
        let aside = kept.expect("it goes on").expect("a file is set aside");
        assert_eq!(aside.to, folder.0.join(format!("progress.toml.broken-{}", n + 1)));
        assert_eq!(fs::read_to_string(&aside.to).expect("it is kept"), text);
        assert!(aside.to_string().contains(&format!("broken-{}", n + 1)), "{aside}");
        keeper.done("lost-ack", "pay", None).expect("it saves");
        assert!(open(&folder.file()).progress().done("lost-ack", "pay").is_some());
    }
}

#[test]
fn a_file_that_breaks_meanwhile_costs_only_what_it_held() {
    let folder = Folder::new();
    let mut keeper = open(&folder.file());
    fs::write(folder.file(), [0xff, 0xfe, 0x00]).expect("it can be written");
    let kept = keeper.done("lost-ack", "pay", None).expect("it saves");
    assert_eq!(kept.expect("a file is set aside").why, "it is not UTF-8");
    assert!(open(&folder.file()).progress().done("lost-ack", "pay").is_some());
}

#[test]
fn an_empty_file_is_no_progress_yet() {
    let folder = Folder::new();
    fs::write(folder.file(), "\n").expect("it can be written");
    assert!(open(&folder.file()).progress().is_empty());
}

#[test]
fn a_file_of_a_newer_format_is_left_alone() {
    let folder = Folder::new();
    let newer = "format = 3\n[lesson.lost-ack.pay]\nstars = 3\n";
    fs::write(folder.file(), newer).expect("it can be written");
    let (mut keeper, kept) = Keeper::open(&folder.file());
    assert!(matches!(kept, Err(Trouble::Newer { .. })));
    let kept = keeper.done("lost-ack", "pay", None);
    assert!(matches!(kept, Err(Trouble::Newer { .. })));
    assert!(keeper.reset(None).is_err());
    assert_eq!(fs::read_to_string(folder.file()).expect("it is there"), newer);
    assert!(folder.names().iter().all(|name| !name.contains("broken")), "{:?}", folder.names());
}

#[test]
fn what_could_not_be_saved_is_saved_with_the_next_stage() {
    let folder = Folder::new();
    let blocked = folder.0.join("state");
    fs::write(&blocked, "a file where the folder should be").expect("it can be written");
    let path = blocked.join("progress.toml");
    let (mut keeper, _) = Keeper::open(&path);
    assert!(matches!(keeper.done("lost-ack", "pay", Some(prediction("10"))), Err(Trouble::Io { .. })));
    assert!(keeper.progress().done("lost-ack", "pay").is_some(), "it is known in this session");
    fs::remove_file(&blocked).expect("it can be removed");
    keeper.done("lost-ack", "silence", None).expect("it saves now");
    let saved = open(&path);
    assert!(saved.progress().done("lost-ack", "pay").is_some());
    assert!(saved.progress().done("lost-ack", "silence").is_some());
}

#[test]
fn control_characters_never_get_out() {
    let folder = Folder::new();
    let evil = [
        "format = 1\n[lesson.\"\\u001b[2J\".pay]\n",
        "format = 1\n[lesson.lost-ack.\"\\u001b[2J\"]\n",
        "format = 1\n[lesson.lost-ack.bet.prediction]\nchoice = \"\\u001b[2J\"\nsure = true\nright = true\n",
        "format = 1\n\u{1b}[2J\n",
        "format = 1\n\"\\u001b[2J\" = 1\n",
    ];
    for text in evil {
        fs::write(folder.file(), text).expect("it can be written");
        let (keeper, kept) = Keeper::open(&folder.file());
        let aside = kept.expect("it goes on").expect("a file is set aside");
        assert!(!aside.to_string().contains('\u{1b}'), "{aside:?}");
        assert!(keeper.progress().is_empty());
    }
}

#[test]
fn progress_of_unknown_lessons_is_kept() {
    let folder = Folder::new();
    fs::write(folder.file(), "format = 1\n[lesson.from-elsewhere.one]\n").expect("it can be written");
    let mut keeper = open(&folder.file());
    keeper.done("lost-ack", "pay", None).expect("it saves");
    assert!(open(&folder.file()).progress().done("from-elsewhere", "one").is_some());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = Folder::new();
    let real = folder.0.join("real.toml");
    fs::write(&real, "format = 1\n").expect("it can be written");
    std::os::unix::fs::symlink(&real, folder.file()).expect("it can be linked");
    open(&folder.file()).done("lost-ack", "pay", None).expect("it saves");
    assert!(folder.file().is_symlink());
    assert!(fs::read_to_string(&real).expect("it is there").contains("lost-ack"));
}

/// Asserts where the file is, in a process whose variables the test below sets.
#[test]
#[ignore = "runs in a process of its own, below"]
fn the_file_is_where_it_is_wanted() {
    let wanted = std::env::var_os("WANTED").expect("the test below says");
    assert_eq!(Keeper::path().expect("there is a home"), PathBuf::from(wanted));
}

#[cfg(unix)]
#[test]
fn the_file_is_where_the_variables_say() {
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[("IDEM_PROGRESS", "/p/mine.toml"), ("XDG_STATE_HOME", "/s")], "/p/mine.toml"),
        (&[("IDEM_PROGRESS", ""), ("XDG_STATE_HOME", "/s")], "/s/idem/progress.toml"),
        (&[("XDG_STATE_HOME", "not/absolute")], "/h/.local/state/idem/progress.toml"),
        (&[], "/h/.local/state/idem/progress.toml"),
    ];
    for (variables, wanted) in cases {
        let this = std::env::current_exe().expect("it runs");
        let name = "lessons::progress::the_file_is_where_it_is_wanted";
        let mut child = std::process::Command::new(this);
        child.args(["--ignored", "--exact", name]).env_clear();
        child.env("HOME", "/h").env("WANTED", wanted).envs(variables.iter().copied());
        let output = child.output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{variables:?}: {said}");
    }
}

#[test]
fn no_other_file_is_left_but_the_lock() {
    let folder = Folder::new();
    open(&folder.file()).done("lost-ack", "pay", None).expect("it saves");
    assert_eq!(folder.names(), ["progress.toml", "progress.toml.lock"]);
}

#[test]
fn a_learner_goes_on_after_the_last_stage_done() {
    let lesson = lesson("lost-ack");
    let mut progress = Progress::default();
    assert_eq!(progress.standing(&lesson), Standing::New);
    progress.mark("lost-ack", "pay", None);
    assert_eq!(progress.standing(&lesson), Standing::Here(1));
    progress.mark("lost-ack", "gone-since", None);
    assert_eq!(progress.standing(&lesson), Standing::Here(1));
    progress.mark("lost-ack", "recap", None);
    assert_eq!(progress.standing(&lesson), Standing::Read { first: 2, left: 7 });
    for stage in lesson.stages.iter().filter(|stage| stage.kind.asks()) {
        progress.mark("lost-ack", &stage.id, None);
    }
    assert_eq!(progress.standing(&lesson), Standing::Read { first: 8, left: 3 });
    for stage in lesson.stages.iter().filter(|stage| stage.kind.lets_act()) {
        progress.mark("lost-ack", &stage.id, None);
    }
    assert_eq!(progress.standing(&lesson), Standing::Done, "what is only read or watched is not asked for");
}

fn any_progress() -> impl Strategy<Value = Progress> {
    let name = || prop::sample::select(vec!["a", "b", "lost-ack", "x-1"]);
    let made = (prop::sample::select(vec!["10", "success", "é \"q\""]), any::<bool>(), any::<bool>());
    let made = made.prop_map(|(choice, sure, right)| Prediction { choice: choice.to_owned(), sure, right });
    prop::collection::vec((name(), name(), prop::option::of(made)), 0..12).prop_map(|marks| {
        let mut progress = Progress::default();
        for (lesson, stage, prediction) in marks {
            progress.mark(lesson, stage, prediction);
        }
        progress
    })
}

proptest! {
    #![proptest_config(crate::cases::cases(256))]

    #[test]
    fn progress_reads_back_as_it_was_written(progress in any_progress()) {
        let text = progress.to_toml().expect("it can be written");
        prop_assert_eq!(Progress::parse(&text), Ok(progress));
    }

    #[test]
    fn the_union_holds_both_and_twice_is_once(left in any_progress(), right in any_progress()) {
        let mut both = left.clone();
        both.union(&right);
        let mut again = both.clone();
        again.union(&right);
        again.union(&left);
        prop_assert_eq!(&again, &both);
        for lesson in ["a", "b", "lost-ack", "x-1"] {
            for stage in ["a", "b", "lost-ack", "x-1"] {
                let either = left.done(lesson, stage).is_some() || right.done(lesson, stage).is_some();
                prop_assert_eq!(both.done(lesson, stage).is_some(), either);
            }
        }
    }

    #[test]
    fn any_text_is_progress_or_is_not(text in any::<String>()) {
        let _ = Progress::parse(&text);
    }
}
