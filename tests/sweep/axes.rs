//! Axes: lists, ranges and ladders read as people write them; what does not is told whole.

use idem_lab::sim::Scenario;
use idem_lab::sweep::{Axis, Grid};

fn values(text: &str) -> String {
    let axis = Axis::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    axis.values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn lists_ranges_and_ladders() {
    assert_eq!(values("lose-reply=0:0.9:0.3"), "0 0.3 0.6 0.9");
    assert_eq!(values("lose-reply=0:0.5:0.2"), "0 0.2 0.4");
    assert_eq!(values("ttl=1s:1h:x60"), "1s 1m 1h");
    assert_eq!(values("ttl=1s,forever"), "1s forever");
    assert_eq!(values("keyed.ttl=24h"), "24h");
    assert_eq!(values("attempts=1:4:1"), "1 2 3 4");
    assert_eq!(values("jitter"), "none full equal decorrelated");
    assert_eq!(values("ttl"), "1s 5s 1h 24h 30d forever");
    assert_eq!(values("attempts"), "1 2 3 4 8 unlimited");
    assert_eq!(values("timeout=205ms:405ms:100ms"), "205ms 305ms 405ms");
    assert_eq!(values("rate=0.5:1.5:0.5"), "0.5 1 1.5");
}

#[test]
fn what_does_not_read_is_told_whole() {
    for (text, told) in [
        ("tttl=1s", "unknown knob `tttl`; did you mean `ttl`?"),
        (
            "seed=1,2",
            "`seed` cannot be varied: trial t uses seed + t, so every point already meets many weathers",
        ),
        (
            "ttl=1s:2s",
            "`1s:2s` is no list and no range for `ttl`: write A,B,C or FROM:TO:STEP or FROM:TO:xFACTOR",
        ),
        (
            "lose-reply=0,2",
            "`2` is no value for `lose-reply`: write a rate from 0 to 1, at most six decimals",
        ),
        ("ttl=1s:forever:1s", "`ttl` has no range from here to there: list its values, A,B,C"),
        (
            "ttl=1s:9s:0s",
            "`0s` is no step for `ttl`: write a span above nothing, such as 1s, or xFACTOR from 2 on to multiply",
        ),
        (
            "attempts=0:4:x2",
            "`0` is no value for `attempts`: write a whole number from 1 to 10000, or unlimited",
        ),
        (
            "attempts=1:4:x1",
            "`x1` is no step for `attempts`: write a number above 0, or xFACTOR from 2 on to multiply",
        ),
        ("ttl=2s:1s:1s", "`2s:1s` runs backwards for `ttl`: write the smaller end first"),
        ("ttl=1s:24h:1ms", "more than 1000 values for `ttl` are too many: at most 1000"),
    ] {
        let error = Axis::parse(text).err().unwrap_or_else(|| panic!("{text} reads"));
        assert_eq!(error.to_string(), told, "{text}");
    }
}

#[test]
fn a_grid_is_every_combination_and_not_too_many() {
    let axes = ["lose-reply=0,0.5", "keyed.ttl=1s,2s,3s"].map(|text| Axis::parse(text).expect("an axis"));
    let grid = Grid::new(Scenario::default(), axes.to_vec(), 1).expect("a grid");
    let shown = |point: usize| {
        let values = grid.points[point].values.iter().map(ToString::to_string);
        values.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        (grid.points.len(), shown(0), shown(1), shown(5)),
        (6, "0 1s".into(), "0 2s".into(), "0.5 3s".into())
    );
    assert_eq!(grid.points[1].settings[1].knobs.ttl, Some(2_000));
    assert_eq!(grid.points[1].settings[0].knobs.ttl, Some(86_400_000), "the other lane keeps its own");
    let many = ["intents=1:500:1", "attempts=1:500:1"].map(|text| Axis::parse(text).expect("an axis"));
    let error = Grid::new(Scenario::default(), many.to_vec(), 1).expect_err("too many");
    assert_eq!(error.to_string(), "the axes make more than 10000 points: vary less, or in larger steps");
    let stranger = Axis::parse("left.ttl=1s").expect("an axis");
    let error = Grid::new(Scenario::default(), vec![stranger], 1).expect_err("no such lane");
    assert_eq!(error.to_string(), "no lane is named `left`; it may be `naive`, `keyed`");
}
