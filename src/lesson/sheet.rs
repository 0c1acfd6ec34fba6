//! A scenario in a file of its own: `format = 1` and a `[scenario]` table, as lessons
//! write it. For `idem run FILE` and `idem lab FILE`.

use super::check::known_format;
use super::complaint::Complaints;
use super::{format, setup};
use crate::sim::Scenario;

/// Reads a scenario file. `origin` is the file's name for messages. Unlike a lesson's
/// story it may be as long as one likes.
///
/// # Errors
/// Everything that is wrong with it, each at its place.
pub fn read(source: &str, origin: &str) -> Result<Scenario, Box<Complaints>> {
    let mut complaints = Complaints::new(origin, source);
    let scenario = format::read_sheet(source, &mut complaints).map(|sheet| {
        let mut scenario = Scenario::default();
        known_format(&sheet.format, "scenario", &mut complaints);
        setup::read_unbounded(&sheet.scenario, &mut scenario, &mut complaints);
        scenario
    });
    complaints.settle(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_file_reads_as_a_lesson_writes_it() {
        let source = "format = 1\n[scenario]\nlanes = [\"naive\", \"keyed=lease\"]\nintents = 100000\n\"keyed.lease\" = \"5s\"\nfaults = { \"pay/1/reply\" = \"lose\" }\n";
        let scenario = read(source, "story.toml").expect("it reads");
        assert_eq!(scenario.lanes[1].recipe.id, "lease");
        assert_eq!(scenario.knobs.intents, 100_000);
        assert_eq!(scenario.plan.len(), 1);
    }

    #[test]
    fn a_wrong_knob_is_pointed_at() {
        let wrong = read("format = 1\n[scenario]\ntll = \"1h\"\n", "story.toml").expect_err("no such knob");
        let text = wrong.to_string();
        assert!(text.contains("story.toml:3:1") && text.contains("ttl"), "{text}");
    }

    #[test]
    fn a_newer_format_is_refused() {
        assert!(read("format = 2\n[scenario]\n", "story.toml").is_err());
    }
}
