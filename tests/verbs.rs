//! The verb bench: that the verdicts computed are the standard's, that each broken
//! endpoint is caught by what is wrong with it, and that nothing can be asked that has no
//! answer.

#[path = "common/cases.rs"]
mod cases;
#[path = "verbs/laws.rs"]
mod laws;
#[path = "verbs/standard.rs"]
mod standard;
#[path = "verbs/stories.rs"]
mod stories;

use idem_lab::verbs::{Endpoint, STARTS, Story, Verdict, Way};

fn endpoint(id: &str) -> &'static Endpoint {
    Endpoint::find(id).unwrap_or_else(|| panic!("there is no {id}"))
}

fn verdict(id: &str) -> &'static Verdict {
    Verdict::of(endpoint(id))
}

/// A story from the starting state the endpoint is shown with.
fn story(id: &str, way: Way) -> Story {
    let endpoint = endpoint(id);
    let start = STARTS.iter().find(|start| start.id == endpoint.start).expect("its start is there");
    Story::tell(endpoint, way, start.server())
}

/// The statuses in order of arrival.
fn statuses(story: &Story) -> Vec<u16> {
    story.steps.iter().map(|step| step.reply.status).collect()
}
