//! The valid names nearest to a wrong one, for error messages.

/// The candidates a slip of the hand away from `text`, nearest first, at most three.
///
/// A name counts as near when at most a third of it (and at least one letter, two for
/// names of four and more) must be changed, added or dropped, or when one begins with
/// the other.
#[must_use]
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let text: Vec<char> = text.chars().take(64).flat_map(char::to_lowercase).collect();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let name: Vec<char> = candidate.chars().collect();
        let distance = edits(&text, &name);
        let begins = text.len() > 1 && (name.starts_with(&text) || text.starts_with(&name));
        if begins || distance <= (name.len() / 3).max(if name.len() < 4 { 1 } else { 2 }) {
            near.push((distance, candidate));
        }
    }
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// "; did you mean `a`?" for the nearest names, at most three, or all of them when none is
/// near; empty when there is nothing to say. For what is few: see [`hint_or_see`].
#[must_use]
pub fn hint(text: &str, candidates: &[&str]) -> String {
    let all =
        if candidates.is_empty() { String::new() } else { format!("; it may be {}", quoted(candidates)) };
    near(text, candidates).unwrap_or(all)
}

/// The nearest names as in [`hint`]; when none is near, where all of them are listed:
/// "; see `idem knobs`". For what is too many for a line.
#[must_use]
pub fn hint_or_see(text: &str, candidates: &[&str], list: &str) -> String {
    near(text, candidates).unwrap_or_else(|| format!("; see `{list}`"))
}

fn near(text: &str, candidates: &[&str]) -> Option<String> {
    match nearest(text, candidates.iter().copied()).as_slice() {
        [] => None,
        [one] => Some(format!("; did you mean `{one}`?")),
        several => Some(format!("; did you mean one of {}?", quoted(several))),
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Levenshtein's distance: letters to change, add or drop.
fn edits(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let names = ["ttl", "timeout", "attempts", "lose-reply", "lose-request"];
        assert_eq!(nearest("tll", names), ["ttl"]);
        assert_eq!(nearest("Timeout", names), ["timeout"]);
        assert_eq!(nearest("lose", names), ["lose-reply", "lose-request"]);
        assert!(nearest("zebra", names).is_empty());
        assert!(nearest(&"x".repeat(100_000), names).is_empty());
    }

    #[test]
    fn a_hint_lists_all_names_when_none_is_near() {
        assert_eq!(hint("ttl", &["tll"]), "; did you mean `tll`?");
        assert_eq!(hint("zebra", &["on", "off"]), "; it may be `on`, `off`");
        assert_eq!(hint("zebra", &[]), "");
    }

    #[test]
    fn of_many_names_only_the_near_ones_are_told_or_where_they_are() {
        let names = ["lose-reply", "lose-request", "lost-replies", "lose-all", "ttl"];
        assert_eq!(hint_or_see("zebra", &names, "idem knobs"), "; see `idem knobs`");
        assert_eq!(hint_or_see("tll", &names, "idem knobs"), "; did you mean `ttl`?");
        let near = hint_or_see("lose", &names, "idem knobs");
        assert_eq!(near, "; did you mean one of `lose-all`, `lose-reply`, `lose-request`?");
    }
}
