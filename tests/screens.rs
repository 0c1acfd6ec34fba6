//! Every screen as a picture, at 80x24 and 120x36, and the laws beside the pictures.
//!
//! A picture is reviewed and committed under `tests/snapshots/screens`. After a change of
//! the look, `INSTA_UPDATE=always cargo test --test screens` takes them all anew; the
//! laws do not move with them.

#[path = "common/screen.rs"]
mod screen;

#[path = "screens/beats.rs"]
mod beats;
#[path = "screens/breaks.rs"]
mod breaks;
#[path = "screens/class.rs"]
mod class;
#[path = "screens/counters.rs"]
mod counters;
#[path = "screens/footer.rs"]
mod footer;
#[path = "screens/gallery.rs"]
mod gallery;
#[path = "screens/glyphs.rs"]
mod glyphs;
#[path = "screens/http_verbs.rs"]
mod http_verbs;
#[path = "screens/keys.rs"]
mod keys;
#[path = "screens/lesson.rs"]
mod lesson;
#[path = "screens/reload.rs"]
mod reload;
#[path = "screens/reset.rs"]
mod reset;
#[path = "screens/review.rs"]
mod review;
#[path = "screens/sizes.rs"]
mod sizes;
#[path = "screens/styles.rs"]
mod styles;
#[path = "screens/tasks.rs"]
mod tasks;
#[path = "screens/veil.rs"]
mod veil;

/// Compares a text with the committed picture of this name.
fn picture(name: &str, about: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/screens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(about);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
