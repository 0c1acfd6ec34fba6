//! `idem presets`: the table of presets as a help page and as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::page::{Page, json};
use crate::sim::preset::{PRESETS, Preset};

/// A preset as JSON.
#[derive(Serialize)]
struct PresetRow {
    id: &'static str,
    label: &'static str,
    lanes: &'static [&'static str],
    knobs: BTreeMap<&'static str, &'static str>,
    faults: BTreeMap<&'static str, &'static str>,
    window: &'static str,
    says: &'static str,
    source: &'static str,
}

/// Writes the presets as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let row = |preset: &'static Preset| PresetRow {
        id: preset.id,
        label: preset.label,
        lanes: preset.lanes,
        knobs: preset.knobs.iter().copied().collect(),
        faults: preset.faults.iter().copied().collect(),
        window: preset.window,
        says: preset.says,
        source: preset.source,
    };
    json(&PRESETS.iter().map(row).collect::<Vec<_>>(), out)
}

/// Writes the presets as a help page.
///
/// # Errors
/// Whatever the writer says.
pub fn write_page(ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(PRESETS.iter().map(|preset| preset.id), ascii, out);
    page.text(
        "Presets: what some vendors' services do, as scenarios. `idem run --preset stripe-v1` tells one; \
         other flags change it. Each plans a retry that comes too late for the vendor's window. The figures \
         are from the documentation named; what it leaves open stays at the defaults.",
    )?;
    for preset in &PRESETS {
        page.heading(preset.label)?;
        let faults: Vec<String> =
            preset.faults.iter().map(|(site, fault)| format!("{site}={fault}")).collect();
        let paragraphs = [
            format!("window: {}", preset.window),
            preset.says.to_owned(),
            format!("lanes: {}", preset.lanes.join(",")),
            format!("sets: {}", preset.turned()),
            format!("plans: {}", faults.join(" ")),
            format!("source: {}", preset.source),
        ];
        page.item(preset.id, &paragraphs)?;
    }
    Ok(())
}
