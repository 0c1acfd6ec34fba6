//! What tries and envelopes are called in a diagram.

use crate::glyph::Glyph;
use crate::report::receipt;
use crate::sim::event::Status;
use crate::sim::id::Receipt;
use crate::sim::wire::{Content, EnvelopeId, Leg};
use crate::sim::{Place, Setting, Site, World};

/// The try a site belongs to: `pay/1`, `pay-2/1b`; or the intent.
pub(super) fn try_name(setting: &Setting, site: Site) -> String {
    Site { place: Place::None, ..site }.show(setting.intents())
}

/// What the envelope under way at a site is called.
pub(super) fn label(setting: &Setting, world: &World, site: Site) -> String {
    let leg = Leg::of(site.place).unwrap_or(Leg::Request);
    let first = EnvelopeId { handler: site.handler(), leg, again: false };
    let second = EnvelopeId { again: true, ..first };
    let envelope = world.wire.get(first).or_else(|| world.wire.get(second));
    match envelope.map(|envelope| envelope.content) {
        Some(Content::Reply { status, receipt, replayed }) => reply(setting, site, status, receipt, replayed),
        Some(Content::Request { .. }) | None => try_name(setting, site),
    }
}

/// What a reply is called: its status, and the receipt or else whose it is.
pub(super) fn reply(
    setting: &Setting,
    site: Site,
    status: Status,
    receipt: Option<Receipt>,
    replayed: bool,
) -> String {
    let proof = receipt.map(|receipt| receipt::shown(receipt, setting.intents()));
    let about = proof.unwrap_or_else(|| try_name(setting, site));
    let again = if replayed { format!(" {}", Glyph::Replay.mark()) } else { String::new() };
    format!("{} {about}{again}", setting.skin.status(status))
}
