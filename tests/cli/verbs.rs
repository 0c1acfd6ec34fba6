//! `idem verbs`: what it prints, its JSON and its messages.

use serde_json::Value;

use super::golden::golden_text;
use super::{idem, printed};

fn pinned(name: &str, line: &str) {
    golden_text(name, line, &printed(line));
}

#[test]
fn every_endpoint_in_every_way() {
    pinned("verbs", "verbs");
}

#[test]
fn one_laid_out_step_by_step() {
    pinned("verbs_put", "verbs PUT");
    pinned("verbs_delete_newest", "verbs delete-newest");
    pinned("verbs_patch_if_match_ascii", "verbs patch-if-match --way lost --ascii");
    pinned("verbs_post_done", "verbs post-id --from done --way twice");
}

#[test]
fn a_verb_is_its_plain_endpoint_however_it_is_written() {
    for (typed, id) in [("PUT", "put"), ("Delete", "delete"), ("HEAD", "head"), ("patch", "patch-set")] {
        assert!(printed(&format!("verbs {typed}")).starts_with(&format!("{id}: ")), "{typed}");
    }
}

#[test]
fn json_holds_the_same_and_more() {
    let all: Value = serde_json::from_str(&printed("verbs --json")).expect("it is JSON");
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), 22);
    let ways = |row: &Value| row["ways"].as_array().map(Vec::len);
    assert!(all.iter().all(|row| ways(row) == Some(5)));
    let one: Value = serde_json::from_str(&printed("verbs get-approves --way lost --json")).expect("JSON");
    let row = &one[0];
    assert_eq!((row["verb"].as_str(), row["promised"]["safe"].as_bool()), (Some("GET"), Some(true)));
    assert_eq!((row["safe"].as_bool(), row["idempotent"].as_bool()), (Some(false), Some(true)));
    assert_eq!((row["kept"].as_bool(), row["proxy"].as_bool()), (Some(false), Some(true)));
    let lost = &row["ways"][0];
    assert_eq!((lost["way"].as_str(), lost["harmless"].as_bool()), (Some("lost"), Some(true)));
    assert_eq!(lost["steps"][0]["heard"].as_bool(), Some(false));
    assert_eq!(lost["steps"][1]["status"].as_u64(), Some(200));
    assert_eq!(lost["steps"][1]["state"]["orders"]["/orders/1"].as_str(), Some("1 tea, approved"));
    assert_eq!(lost["steps"][1]["state"]["versions"]["/orders/1"].as_u64(), Some(3));
}

#[test]
fn a_wrong_name_is_told_the_nearest() {
    let said = |line: &str| {
        let ended = idem(line.split_whitespace());
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{line}");
        ended.err
    };
    assert_eq!(
        said("verbs delete-newst"),
        "idem: no verb or endpoint is called `delete-newst`; did you mean one of `delete-newest`, `delete`?\n"
    );
    assert_eq!(
        said("verbs put --way lots"),
        "idem: --way lots: there is no such way; did you mean one of `late`, `lost`?\n"
    );
    assert_eq!(
        said("verbs put --from nowhere"),
        "idem: --from nowhere: there is no such starting state; it may be `one`, `none`, `three`, `done`\n"
    );
    assert!(!said("verbs \u{1b}[31mput").contains('\u{1b}'));
}
