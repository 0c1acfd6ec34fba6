//! What learners are told of their progress, and what they may do with it.

use super::Desk;

/// A desk at which the first stages of the first lesson are done.
fn begun(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.put(
        "progress.toml",
        "format = 1\n[lesson.lost-ack.pay]\n[lesson.lost-ack.silence]\n\
         [lesson.lost-ack.bet.prediction]\nchoice = \"10\"\nsure = true\nright = false\n\
         [lesson.old-one.first]\n",
    );
    desk
}

#[test]
fn it_is_listed_with_predictions_and_with_what_is_off_the_shelf() {
    let listed = begun("list").prints("progress");
    let lines: Vec<&str> = listed.lines().collect();
    let first = " 1  lost-ack           here: stage 4 of 12      predicted 0 of 1 right, 1 wrong though sure";
    assert_eq!(lines.first(), Some(&first));
    assert_eq!(lines.last(), Some(&" -  old-one            1 stage done; not among these lessons"));
    let fresh = Desk::new("fresh");
    assert!(fresh.prints("progress").starts_with(" 1  lost-ack           new\n"));
    assert!(!fresh.0.join("progress.toml").exists(), "nothing was done, nothing is written");
}

#[test]
fn a_reset_asks_first_and_forgets_only_what_was_named() {
    let desk = begun("reset");
    let before = desk.text("progress.toml");
    assert_eq!(
        desk.refuses("progress reset lost-ack"),
        "idem: a reset asks first, and standard input is no terminal; add --yes\n"
    );
    assert_eq!(desk.text("progress.toml"), before);
    assert_eq!(desk.prints("progress reset 1 --yes"), "3 stages of `lost-ack` forgotten\n");
    assert!(!desk.text("progress.toml").contains("lost-ack"));
    assert!(desk.text("progress.toml").contains("old-one"));
    assert_eq!(
        desk.prints("progress reset lost-ack --yes"),
        "nothing of `lost-ack` is done; nothing was changed\n"
    );
    assert_eq!(desk.prints("progress reset old-one --yes"), "1 stage of `old-one` forgotten\n");
    assert_eq!(
        desk.refuses("progress reset lost-akc --yes"),
        "idem: there is no lesson `lost-akc`; did you mean `lost-ack`? (or its number, 1 to 16)\n"
    );
    assert_eq!(
        desk.refuses("progress reset lost-ack:bet --yes"),
        "idem: lost-ack:bet: a lesson is reset whole; write `idem progress reset lost-ack`\n"
    );
    assert!(desk.refuses("progress reset").contains("<LESSON|--all>"));
}

#[test]
fn all_of_it_is_forgotten_in_one_go() {
    let desk = begun("all");
    assert_eq!(desk.prints("progress reset --all --yes"), "4 stages of all lessons forgotten\n");
    assert!(desk.prints("progress").starts_with(" 1  lost-ack           new\n"));
    let left = desk.prints("progress export -");
    assert!(!left.contains("lost-ack") && !left.contains("old-one"), "{left}");
}

#[test]
fn what_is_exported_comes_back_and_joins_what_is_there() {
    let desk = begun("export");
    assert_eq!(desk.prints("progress export mine.toml"), "mine.toml: 4 stages written\n");
    assert_eq!(
        desk.refuses("progress export mine.toml"),
        "idem: mine.toml is there already; name a new file, or - for standard output\n"
    );
    assert_eq!(desk.prints("progress export -"), desk.text("mine.toml"));
    let other = Desk::new("import");
    other.put("progress.toml", "format = 1\n[lesson.lost-ack.pay]\n[lesson.lost-ack.key]\n");
    other.put("mine.toml", &desk.text("mine.toml"));
    assert_eq!(other.prints("progress import mine.toml"), "mine.toml: 3 stages new, 5 done in all\n");
    assert_eq!(other.prints("progress import mine.toml"), "mine.toml: 0 stages new, 5 done in all\n");
    let kept = other.text("progress.toml");
    for stage in ["pay", "key", "bet.prediction"] {
        assert!(kept.contains(&format!("[lesson.lost-ack.{stage}]")), "{stage}: {kept}");
    }
    let piped = Desk::new("import-piped");
    let ended = piped.types("progress import -", &desk.text("mine.toml"));
    assert_eq!(ended.out, "standard input: 4 stages new, 4 done in all\n");
}

#[test]
fn a_broken_file_is_refused_and_nothing_is_lost() {
    let desk = begun("broken");
    let before = desk.text("progress.toml");
    for (text, why) in [
        ("format = 1\n[lesson", "line 2: unclosed table, expected `]`"),
        ("format = 9\n", "it is in format 9, and this version knows format 2"),
        ("format = 1\n[lesson.\"\\u001b[2J\".pay]\n", "it holds names that no lesson can have"),
        ("format = 1\nlessons = 3\n", "line 2: unknown field `lessons`, expected `format` or `lesson`"),
    ] {
        desk.put("theirs.toml", text);
        assert_eq!(
            desk.refuses("progress import theirs.toml"),
            format!("idem: theirs.toml is no progress: {why}; nothing was changed\n")
        );
    }
    assert_eq!(
        desk.refuses("progress import none.toml"),
        "idem: cannot read none.toml: No such file or directory (os error 2); nothing was changed\n"
    );
    assert_eq!(desk.text("progress.toml"), before);
}
