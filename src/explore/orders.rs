//! Every order of a recipe's steps.
//!
//! A relay's steps are ordered among themselves: where they stand among the handler's tells
//! the same stories.

use crate::sim::job::runs;
use crate::sim::{Recipe, Step};

/// All distinct orders of a recipe's steps, its own first.
#[derive(Clone, Debug)]
pub struct Orders {
    recipe: Recipe,
    /// The next order of the handler's steps, as places in the recipe; none when all have been.
    next: Option<Vec<usize>>,
    /// The next order of the relay's.
    relay: Vec<usize>,
}

impl Orders {
    /// Starts at the order of the recipe itself.
    #[must_use]
    pub fn new(recipe: &Recipe) -> Self {
        Self { recipe: recipe.clone(), next: Some(first(recipe, false)), relay: first(recipe, true) }
    }
}

/// The places of a relay's steps, or of the handler's, in the recipe's own order.
fn first(recipe: &Recipe, relay: bool) -> Vec<usize> {
    let theirs = recipe.steps.iter().filter(|step| runs(&recipe.steps, **step, None) != relay);
    // Equal steps share the place of the first, so that swapping them is no new order.
    let place = |step: &Step| recipe.steps.iter().position(|other| other == step);
    let mut first: Vec<usize> = theirs.filter_map(place).collect();
    first.sort_unstable();
    first
}

impl Iterator for Orders {
    type Item = Recipe;

    fn next(&mut self) -> Option<Recipe> {
        let order = self.next.take()?;
        let steps = &self.recipe.steps;
        let (mut own, mut relay) = (order.iter(), self.relay.iter());
        let next = |step: &Step| if runs(steps, *step, None) { own.next() } else { relay.next() };
        let ordered = steps.iter().filter_map(next).map(|place| steps[*place]).collect();
        let recipe = self.recipe.reordered(ordered);
        if let Some(relay) = following(self.relay.clone()) {
            (self.next, self.relay) = (Some(order), relay);
        } else {
            (self.next, self.relay) = (following(order), first(&self.recipe, true));
        }
        Some(recipe)
    }
}

/// The order that follows in the dictionary; none after the last.
fn following(mut order: Vec<usize>) -> Option<Vec<usize>> {
    let pivot = order.windows(2).rposition(|pair| pair[0] < pair[1])?;
    let swap = order.iter().rposition(|place| *place > order[pivot])?;
    order.swap(pivot, swap);
    order[pivot + 1..].reverse();
    Some(order)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_orders_of_n_steps_are_n_factorial_the_recipes_own_first() {
        for (id, want) in [("naive", 2), ("effect-then-key", 24), ("one-transaction", 720), ("outbox", 1_440)]
        {
            let recipe = Recipe::find(id).expect("a recipe");
            let orders: Vec<Recipe> = Orders::new(recipe).collect();
            assert_eq!(orders[0], *recipe);
            let distinct: BTreeSet<Vec<Step>> = orders.iter().map(|order| order.steps.to_vec()).collect();
            assert_eq!((orders.len(), distinct.len()), (want, want), "{id}");
        }
    }

    #[test]
    fn equal_steps_make_no_new_order() {
        let recipe = Recipe::find("naive").expect("a recipe");
        let twice = recipe.reordered(vec![Step::Lookup, Step::Reply, Step::Lookup]);
        assert_eq!(Orders::new(&twice).count(), 3);
        assert_eq!(Orders::new(&recipe.reordered(Vec::new())).count(), 1);
    }
}
