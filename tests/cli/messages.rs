//! Bad input: the whole message, exit code 2, and nothing run.

use std::process::Stdio;

use super::{Ended, binary, idem};

/// What `idem` says to these arguments.
fn refused(args: &[&str]) -> String {
    let Ended { code, out, err } = idem(args.iter().copied());
    assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}: {err}");
    err
}

/// `idem run` with one flag that does not read, and the whole message without `idem: `.
fn bad(flag: &str, text: &str, want: &str) {
    let message = refused(&["run", flag, text]);
    assert_eq!(message, format!("idem: {flag} {text}: {want}\n"));
}

#[test]
fn knobs() {
    bad("--set", "tll=1h", "unknown knob `tll`; did you mean `ttl`?");
    bad("--set", "lose=1", "unknown knob `lose`; did you mean one of `lease`, `lose-reply`, `lose-request`?");
    bad(
        "--set",
        "ttl=soon",
        "`soon` is no value for `ttl`: write a span of at least 1ms, such as 30s, 24h, or forever \
         (for example 24h, 30d, forever, 1s, 5s, 1h)",
    );
    bad("--set", "scope=world", "`world` is no value for `scope`: write per-customer | global");
    bad("--set", "ttl", "there is no `=`; write --set KNOB=VALUE, such as --set ttl=1h");
    bad("--set", "kayed.ttl=1h", "no lane is named `kayed`; did you mean `keyed`?");
    bad("--set", "keyed.tll=1h", "unknown knob `tll`; did you mean `ttl`?");
    bad("--set", "keyed.seed=3", "`seed` is weather: all lanes share it, set it without a lane");
    bad("--set", "naive.intents=3", "`intents` is workload: all lanes share it, set it without a lane");
    bad(
        "--seed",
        "-1",
        "`-1` is no value for `seed`: write a whole number from 0 (for example 8, 1, 2, 3, 4, 5)",
    );
}

#[test]
fn skins() {
    bad("--skin", "topic", "`topic` is no skin; it may be `http`, `queue`");
    bad("--skin", "quue", "`quue` is no skin; did you mean `queue`?");
}

#[test]
fn presets() {
    bad(
        "--preset",
        "stripe-v3",
        "no preset is called `stripe-v3`; did you mean one of `stripe-v1`, `stripe-v2`?",
    );
    let message = refused(&["run", "story.toml", "--preset", "nats"]);
    assert!(message.contains("cannot be used with"), "{message}");
}

#[test]
fn lanes() {
    bad("--lanes", "naive,leese", "unknown recipe `leese`; did you mean `lease`?");
    bad("--lanes", "a=naive,a=lease", "two lanes are named `a`: give each its own name, NAME=RECIPE");
    bad(
        "--lanes",
        "A=naive",
        "`A` is no lane name: use lower-case letters, digits and dashes, from a letter on",
    );
    bad("--lanes", "naive,", "unknown recipe ``; see `idem recipes`");
}

#[test]
fn names_too_many_for_a_line_are_listed_elsewhere() {
    bad("--set", "zebra=1", "unknown knob `zebra`; see `idem knobs`");
    bad("--lanes", "zebra", "unknown recipe `zebra`; see `idem recipes`");
}

#[test]
fn sites() {
    bad("--fault", "pay/1=lose", "site `pay/1`: a site is INTENT/TRY/PLACE, such as pay/1/reply");
    bad("--fault", "pya/1/reply=lose", "site `pya/1/reply`: no intent is named `pya`; it may be `pay`");
    bad(
        "--fault",
        "pay-2/1/reply=lose",
        "site `pay-2/1/reply`: no intent is named `pay-2`; --set intents=2 makes it",
    );
    bad(
        "--fault",
        "pay/0/reply=lose",
        "site `pay/0/reply`: `0` is no try: write 1, 2, 3 .. 10000, 1b for the network's second copy, or r1 for a job's first run",
    );
    bad(
        "--fault",
        "pay/1/replay=lose",
        "site `pay/1/replay`: no place is called `replay`; did you mean `reply`?",
    );
    bad(
        "--fault",
        "pay/1b/request=lose",
        "site `pay/1b/request`: the network's second copy has no request of its own: strike the first, \
         or the copy's reply",
    );
    let many = refused(&["run", "--set", "intents=20", "--fault", "zebra/1/reply=lose"]);
    assert_eq!(
        many,
        "idem: --fault zebra/1/reply=lose: site `zebra/1/reply`: no intent is named `zebra`; they are \
         `pay`, `pay-2` .. `pay-20`\n"
    );
}

#[test]
fn faults() {
    bad(
        "--fault",
        "pay/1/reply",
        "there is no `=`; write --fault SITE=FAULT, such as --fault pay/1/reply=lose",
    );
    bad("--fault", "pay/1/reply=loose", "`loose` is no fault; did you mean `lose`?");
    bad(
        "--fault",
        "pay/1/reply=zap",
        "`zap` is no fault; it may be `lose`, `delay`, `duplicate`, `reset`, `none`",
    );
    bad("--fault", "pay/1/reply=lose:2s", "`lose:2s` is no fault; `lose` takes no span");
    bad(
        "--fault",
        "pay/1/reply=delay:2x",
        "`delay:2x` is no fault; `2x` is no span: write delay:250ms, delay:30s, delay:24h",
    );
    bad(
        "--fault",
        "pay/1/reply=crash",
        "`crash` cannot strike at `pay/1/reply`; there: lose, delay, duplicate, reset, none",
    );
    bad(
        "--fault",
        "pay/1/after-effect=lose",
        "`lose` cannot strike at `pay/1/after-effect`; there: crash, pause, none",
    );
}

#[test]
fn searches() {
    let bad = |args: &[&str], want: &str| {
        let args = [&["explore"], args].concat();
        assert_eq!(refused(&args), format!("idem: {want}\n"));
    };
    bad(&["leese"], "unknown recipe `leese`; did you mean `lease`?");
    bad(&["lease", "--faults", "-1"], "--faults -1: write a whole number from 0 to 20");
    bad(&["lease", "--faults", "21"], "--faults 21: write a whole number from 0 to 20");
    bad(&["lease", "--limit", "0"], "--limit 0: write a whole number from 1");
    bad(
        &["lease", "--attempts", "none"],
        "--attempts none: `none` is no value for `attempts`: write a whole number from 1 to 10000, or \
         unlimited (for example 4, 8, unlimited, 1, 2, 3)",
    );
    bad(
        &["lease", "--set", "lese=1s"],
        "--set lese=1s: unknown knob `lese`; did you mean one of `lease`, `reset`?",
    );
    bad(
        &["lease", "--set", "naive.ttl=1s"],
        "--set naive.ttl=1s: no lane is named `naive`; it may be `lease`",
    );
    for knob in ["lose-reply=0.1", "crash=after-effect", "lost-replies=1"] {
        let id = knob.split('=').next().unwrap_or_default();
        let why = format!(
            "--set {knob}: a search leaves nothing to chance: it tries every plan within --faults; leave \
             `{id}` out"
        );
        bad(&["lease", "--set", knob], &why);
    }
    assert!(refused(&["explore"]).contains("<RECIPE|LANE>"));
}

#[test]
fn sweeps_and_advice() {
    for (line, want) in [
        ("sweep los", "unknown question `los`; did you mean `loss`?"),
        ("sweep --vary tll=1s", "--vary tll=1s: unknown knob `tll`; did you mean `ttl`?"),
        (
            "sweep --vary lose-reply=0:1",
            "--vary lose-reply=0:1: `0:1` is no list and no range for `lose-reply`: write A,B,C or FROM:TO:STEP or FROM:TO:xFACTOR",
        ),
        ("sweep loss --trials 0", "--trials 0: write a whole number from 1 to 1000000000"),
        ("sweep loss --threads none", "--threads none: write a whole number from 1 to 1024"),
        (
            "sweep loss --figures balence",
            "--figures balence: unknown figure `balence`; did you mean `balance`?",
        ),
        (
            "sweep loss --vary left.ttl=1s",
            "--vary left.ttl=1s: no lane is named `left`; it may be `naive`, `keyed`",
        ),
        (
            "sweep loss --set keyed.seed=3",
            "--set keyed.seed=3: `seed` is weather: all lanes share it, set it without a lane",
        ),
        (
            "advise --late tomorrow",
            "--late tomorrow: `tomorrow` has no `=`: write NAME=SPAN:SHARE, such as offline-queue=25h:0.001",
        ),
        (
            "advise --late Offline=25h",
            "--late Offline=25h: `Offline` is no name: use lower-case letters, digits and dashes, from a letter on",
        ),
        (
            "advise --late offline=25",
            "--late offline=25: `25` is no span above 0 and up to 36500d: write 30s, 25h, 4d",
        ),
        (
            "advise --late offline=25h:2",
            "--late offline=25h:2: `2` is no share: write a rate from 0 to 1, at most six decimals",
        ),
        (
            "advise --late a=1h:0.5 --late a=2h",
            "--late a=2h: `a` is named twice: give each place where requests lie about a name of its own",
        ),
        (
            "advise --late a=1h:0.5 --late b=2h:0.500001",
            "--late b=2h:0.500001: with `b` more requests are late than there are: shares add up to 1 at most, \
             and one left out is 1",
        ),
        (
            "sweep --vary ttl --vary ttl",
            "--vary ttl --vary ttl: `ttl` is varied twice: name all its values in one --vary",
        ),
        (
            "sweep --vary ttl=1s,1s",
            "--vary ttl=1s,1s: `1s` stands twice among the values of `ttl`: write it once",
        ),
        (
            "sweep ttl --set ttl=5s",
            "--set ttl=5s: `ttl` is what is varied: name its values with --vary ttl=A,B,C, and leave it out here",
        ),
        (
            "sweep --csv",
            "there is nothing to vary: name a ready question, `idem sweep` lists them, or --vary KNOB=VALUES",
        ),
        (
            "explore naive --attempts 2 --set attempts=3",
            "--attempts 2: `attempts` is set by --set already; leave one of them out",
        ),
        ("explore --preset stripe-v1 nope", "unknown recipe `nope`; see `idem recipes`"),
        ("advise --set keyed.ttl=5s", "--set keyed.ttl=5s: no lane is named `keyed`"),
        ("advise --skew soon", "--skew soon: write a span such as 250ms, 30s, 24h, 30d"),
        ("advise --row-bytes 0", "--row-bytes 0: write a whole number from 1 to 3153600000000"),
        (
            "advise --set attempts=unlimited",
            "--set attempts=unlimited: no TTL outlives a client that never gives up; set a number of attempts",
        ),
    ] {
        let args: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(refused(&args), format!("idem: {want}\n"));
    }
}

#[test]
fn what_a_terminal_would_obey_is_written_out() {
    let message = refused(&["run", "--lanes", "\u{1b}[31mnaive\u{7}\n"]);
    assert!(
        message
            .starts_with("idem: --lanes \\u{1b}[31mnaive\\u{7}\\n: unknown recipe `\\u{1b}[31mnaive\\u{7}`")
    );
    let message = refused(&["run", "\u{1b}[2J"]);
    assert!(message.starts_with("idem: cannot read the scenario file \\u{1b}[2J: "), "{message}");
    let message = refused(&["knobs", "\u{1b}[2J"]);
    assert!(message.starts_with("idem: unexpected argument '\\u{1b}[2J' found\n"), "{message}");
}

#[test]
fn the_command_line_itself() {
    assert_eq!(
        refused(&["run", "--sed", "1"]),
        "idem: unexpected argument '--sed' found\n\n  tip: a similar argument exists: '--seed'\n\n\
         Usage: idem run --seed <N> [FILE|CODE]\n\nFor more information, try '--help'.\n"
    );
    assert_eq!(
        refused(&["rum"]),
        "idem: unrecognized subcommand 'rum'\n\n  tip: a similar subcommand exists: 'run'\n\n\
         Usage: idem [OPTIONS] [COMMAND]\n\nFor more information, try '--help'.\n"
    );
    assert!(refused(&["lesson"]).starts_with("For authors of lessons\n\nUsage: idem lesson"));
}

#[test]
fn without_a_terminal_a_screen_is_refused_in_one_sentence() {
    for args in [&[][..], &["learn"], &["learn", "lost-ack:bet"], &["lab"], &["--ascii", "--theme", "light"]]
    {
        assert_eq!(
            refused(args),
            "idem: standard output is no terminal; `idem run` simulates without a screen, \
             `idem learn --plain` tells a lesson in lines\n"
        );
    }
}

#[test]
fn a_scenario_file_is_pointed_at_where_it_is_wrong() {
    let file = std::env::temp_dir().join(format!("idem-scenario-{}.toml", std::process::id()));
    std::fs::write(&file, "format = 1\n\n[scenario]\ntll = \"1h\"\n").expect("the file is written");
    let message = refused(&["run", file.to_str().expect("a plain path")]);
    let name = file.display();
    assert_eq!(
        message,
        format!(
            "idem: error: unknown knob `tll`; did you mean `ttl`?\n --> {name}:4:1\n  |\n4 | tll = \"1h\"\n  \
             | ^^^ no such knob\n  |\n  = help: `idem knobs` lists every knob\n"
        )
    );
    std::fs::remove_file(file).expect("the file is removed");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    for args in [&["run", "--set", "intents=2000"][..], &["completions", "zsh"], &["knobs", "--json"]] {
        let mut child = binary()
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let output = binary().arg("run").stdout(full).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(message, "idem: cannot write the output: No space left on device (os error 28)\n");
}
