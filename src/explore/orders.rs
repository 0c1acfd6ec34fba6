//! Every order of a recipe's steps.

use crate::sim::{Recipe, Step};

/// All distinct orders of a recipe's steps, its own first.
#[derive(Clone, Debug)]
pub struct Orders {
    recipe: Recipe,
    /// The next order, as places in the recipe; none when all have been.
    next: Option<Vec<usize>>,
}

impl Orders {
    /// Starts at the order of the recipe itself.
    #[must_use]
    pub fn new(recipe: &Recipe) -> Self {
        // Equal steps share the place of the first, so that swapping them is no new order.
        let place = |step: &Step| recipe.steps.iter().position(|other| other == step);
        let mut first: Vec<usize> = recipe.steps.iter().filter_map(place).collect();
        first.sort_unstable();
        Self { recipe: recipe.clone(), next: Some(first) }
    }
}

impl Iterator for Orders {
    type Item = Recipe;

    fn next(&mut self) -> Option<Recipe> {
        let order = self.next.take()?;
        let steps = order.iter().map(|place| self.recipe.steps[*place]).collect();
        self.next = following(order);
        Some(self.recipe.reordered(steps))
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
        for (id, want) in [("naive", 2), ("effect-then-key", 24), ("one-transaction", 720)] {
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
