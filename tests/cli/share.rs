//! Share codes on the command line: what `--code` prints tells the same story, and what is
//! wrong with a code is said in one sentence.

use std::fs;

use idem_lab::share::Shared;
use idem_lab::sim::Scenario;
use serde_json::Value;

use super::{Ended, idem, printed};

/// The code of the stories that `idem run` tells with these arguments.
fn code(line: &str) -> String {
    let text = printed(&format!("run --code {line}"));
    assert_eq!(text.lines().count(), 1, "{text}");
    text.trim_end().to_owned()
}

#[test]
fn a_code_tells_what_the_run_told_that_it_came_from() {
    for line in [
        "",
        "--fault pay/1/reply=lose",
        "--lanes effect-then-key --fault pay/1/request=duplicate --fault pay/1/reply=none",
        "--lanes lease,fenced,lease --fault pay/1/after-claim=pause --fault pay/2/after-effect=crash:2s",
        "--set intents=30 --set customers=2 --set rate=200 --set lose-reply=0.3 --set keyed.lease=5s",
        "--set jitter=full --set lost-replies=2 --set crash=after-effect --seed 18446744073709551615",
    ] {
        let code = code(line);
        for form in ["", " --json", " --ascii"] {
            assert_eq!(
                printed(&format!("run {code}{form}")),
                printed(&format!("run {line}{form}")),
                "{line}"
            );
        }
        let document: serde_json::Value =
            serde_json::from_str(&printed(&format!("run {line} --json"))).expect("it prints JSON");
        assert_eq!(document["code"], code, "{line}");
    }
}

#[test]
fn flags_come_after_the_code() {
    let code = code("--set ttl=1s --fault pay/1/reply=lose");
    let turned = printed(&format!("run {code} --set ttl=5s --fault pay/1/reply=none --json"));
    assert_eq!(turned, printed("run --set ttl=5s --fault pay/1/reply=none --json"));
}

#[test]
fn a_code_that_does_not_read_is_refused() {
    let bad = |code: &str, want: &str| {
        for command in ["run", "run --code"] {
            let Ended { code, out, err } = idem(command.split(' ').chain([code]));
            assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
            assert_eq!(err, format!("idem: {want}\n"));
        }
    };
    let good = code("--fault pay/1/reply=lose");
    let damaged = "this code is damaged: a letter is missing, added or changed; copy it again, all of it";
    bad(&good[..good.len() - 1], damaged);
    bad("idem1-", damaged);
    bad(
        &good.replacen("idem1", "idem7", 1),
        "this code is of version 7, and this idem reads version 1: a newer idem reads it",
    );
    bad(
        &format!("{good}\u{1b}[2J"),
        "this code is damaged: no code has a `\\u{1b}` in it; copy it again, all of it",
    );
}

#[test]
fn a_file_whose_name_begins_like_a_code_is_a_file_where_a_folder_is_named() {
    let folder = std::env::temp_dir().join(format!("idem-share-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("idem1-story.toml");
    fs::write(&file, "format = 1\n[scenario]\nttl = \"1h\"\n").expect("the file is written");
    assert_eq!(printed(&format!("run --json {}", file.display())), printed("run --json --set ttl=1h"));
    fs::remove_dir_all(folder).expect("it is removed");
}

#[test]
fn a_story_too_large_for_a_line_has_no_code_and_says_so() {
    let folder = std::env::temp_dir().join(format!("idem-large-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("large.toml");
    let intent = |n| format!("[[scenario.intent]]\nname = \"order-{n}\"\n");
    let intents = (0..500).map(intent).collect::<Vec<_>>().concat();
    fs::write(&file, format!("format = 1\n{intents}")).expect("the file is written");
    let Ended { code, err, .. } = idem(["run", "--code", file.to_str().expect("a plain path")]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("idem: no code carries this much: it would have "), "{err}");
    assert!(err.ends_with("share a scenario file (`idem run FILE`)\n"), "{err}");
    let document = printed(&format!("run --json {}", file.display()));
    assert!(document.contains("\"code\":null,"), "{document}");
    fs::remove_dir_all(folder).expect("it is removed");
}

/// A handler that was taken apart is not told as the shipped one.
#[test]
fn an_edited_handler_is_told_as_edited() {
    let mut scenario = Scenario::default();
    let lane = scenario.lanes.last_mut().expect("a lane");
    lane.recipe = lane.recipe.ordered("effect, begin, claim, record, commit, reply").expect("its steps");
    let code = Shared::new(scenario).code().expect("it fits a line");
    let told = printed(&format!("run {code}"));
    assert!(told.contains("one-transaction, edited"), "{told}");
    assert!(told.contains("steps of keyed: effect, begin, claim, record, commit, reply"), "{told}");
    let document: Value = serde_json::from_str(&printed(&format!("run {code} --json"))).expect("JSON");
    let lanes = document["lanes"].as_array().expect("lanes");
    assert_eq!(lanes[0]["edited"], false);
    assert_eq!((&lanes[1]["edited"], &lanes[1]["steps"][0]), (&Value::Bool(true), &Value::from("effect")));
    // No command line writes its steps: its code stands for it.
    let ended = idem(["explore", "--from", &code]);
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    assert!(ended.out.contains("idem lab idem1-") && !ended.out.contains("idem run"), "{}", ended.out);
}

/// A lane of a scenario is searched with the knobs it has there.
#[test]
fn a_lane_of_a_code_is_searched() {
    let code =
        code("--lanes naive,keyed=lease --set keyed.lease=5s --set timeout=205ms --fault pay/1/reply=lose");
    let searched = |line: &str| idem(format!("explore {line} --json").split(' ')).out;
    let own = searched("lease --set lease=5s --set timeout=205ms");
    assert_eq!(searched(&format!("--from {code}")), own);
    assert_eq!(searched(&format!("keyed --from {code}")), own);
    assert_eq!(searched(&format!("naive --from {code}")), searched("naive --set timeout=205ms"));
    assert_eq!(searched(&format!("fenced --from {code}")), searched("fenced --set timeout=205ms"));
}
