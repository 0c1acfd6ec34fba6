//! `idem recipes`: the table of recipes as a help page and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::page::{Page, json};
use crate::sim::{Place, RECIPES, Recipe, Skin};

/// A recipe as JSON.
#[derive(Serialize)]
struct RecipeRow<'r> {
    id: &'r str,
    steps: Vec<String>,
    gaps: Vec<&'static str>,
    one_fault: &'r str,
    why: &'r str,
}

/// Writes the recipes as JSON.
///
/// # Errors
/// Whatever the writer says.
pub fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let row = |recipe: &'static Recipe| RecipeRow {
        id: &recipe.id,
        steps: recipe.steps.iter().map(ToString::to_string).collect(),
        gaps: recipe.gaps().map(Place::word).collect(),
        one_fault: recipe.one_fault,
        why: recipe.why,
    };
    json(&RECIPES.iter().map(row).collect::<Vec<_>>(), out)
}

/// Writes the recipes as a help page.
///
/// # Errors
/// Whatever the writer says.
pub fn write_page(ascii: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(RECIPES.iter().map(|recipe| &*recipe.id), ascii, out);
    page.text(
        "Recipes: request handlers as lists of steps. `--lanes naive,keyed=lease` runs two of them under \
         one weather. A crash or a pause strikes in the gap after a step, `after-effect`; the implicit \
         first step is `receive`, and the last step has no gap.",
    )?;
    page.heading("recipe: steps; why it is taught; what one fault does to it at the defaults")?;
    for recipe in &RECIPES {
        let steps: Vec<String> = recipe.steps.iter().map(ToString::to_string).collect();
        let one_fault = format!("one fault: {}", recipe.one_fault);
        let mut paragraphs = vec![steps.join(", "), recipe.why.to_owned(), one_fault];
        let queue = Skin::Queue.recipe(recipe);
        if queue != recipe.id {
            paragraphs.push(format!("as a queue's consumer: {queue}"));
        }
        page.item(&recipe.id, &paragraphs)?;
    }
    Ok(())
}
