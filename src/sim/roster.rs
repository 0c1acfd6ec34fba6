//! A roster: who is present now, by id. Few as a rule, many on a busy day.
//!
//! While few it is a sorted vector that keeps its room, so that a short story allocates
//! nothing; once many, a tree, so that a long one costs n log n. The order is the ids'.

use std::collections::BTreeMap;

/// Beyond this many, a tree finds faster than a vector.
const FEW: usize = 16;

/// An ordered map for what comes and goes.
#[derive(Clone)]
pub struct Roster<K, V> {
    /// Everybody, sorted by id, while they are few.
    few: Vec<(K, V)>,
    /// Everybody, once they are many; until it has emptied.
    many: BTreeMap<K, V>,
}

impl<K: Ord + Copy, V> Roster<K, V> {
    /// Who has this id.
    #[must_use]
    #[inline]
    pub fn get(&self, id: &K) -> Option<&V> {
        match self.seek(id) {
            Ok(at) => Some(&self.few[at].1),
            Err(_) => self.many.get(id),
        }
    }

    /// Who has this id, to be changed.
    #[inline]
    pub fn get_mut(&mut self, id: &K) -> Option<&mut V> {
        match self.seek(id) {
            Ok(at) => Some(&mut self.few[at].1),
            Err(_) => self.many.get_mut(id),
        }
    }

    /// Whether this id is present.
    #[must_use]
    #[inline]
    pub fn contains_key(&self, id: &K) -> bool {
        self.get(id).is_some()
    }

    /// Somebody comes; who had the id before goes.
    #[inline]
    pub fn insert(&mut self, id: K, value: V) -> Option<V> {
        if !self.many.is_empty() {
            return self.many.insert(id, value);
        }
        match self.seek(&id) {
            Ok(at) => return Some(std::mem::replace(&mut self.few[at].1, value)),
            Err(at) => self.few.insert(at, (id, value)),
        }
        if self.few.len() > FEW {
            self.many.extend(self.few.drain(..));
        }
        None
    }

    /// Somebody goes.
    #[inline]
    pub fn remove(&mut self, id: &K) -> Option<V> {
        match self.seek(id) {
            Ok(at) => Some(self.few.remove(at).1),
            Err(_) => self.many.remove(id),
        }
    }

    /// Everybody goes; the room stays.
    pub fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }

    /// How many are present.
    #[must_use]
    pub fn len(&self) -> usize {
        self.few.len() + self.many.len()
    }

    /// Whether nobody is present.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everybody with their id, in the ids' order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> + '_ {
        self.few.iter().map(|(id, value)| (id, value)).chain(&self.many)
    }

    /// Everybody from one id to another, both included, in the ids' order.
    pub fn between(&self, first: K, last: K) -> impl Iterator<Item = (&K, &V)> + '_ {
        let (Ok(from) | Err(from)) = self.seek(&first);
        let few = self.few[from..].iter().map(|(id, value)| (id, value));
        few.take_while(move |(id, _)| **id <= last).chain(self.many.range(first..=last))
    }

    /// Everybody, in the ids' order.
    pub fn values(&self) -> impl Iterator<Item = &V> + '_ {
        self.iter().map(|(_, value)| value)
    }

    /// Where among the few an id is, or would be.
    #[inline]
    fn seek(&self, id: &K) -> Result<usize, usize> {
        let before = self.few.iter().take_while(|(known, _)| known < id).count();
        match self.few.get(before) {
            Some((known, _)) if known == id => Ok(before),
            _ => Err(before),
        }
    }
}

impl<K, V> Default for Roster<K, V> {
    fn default() -> Self {
        Self { few: Vec::new(), many: BTreeMap::new() }
    }
}

/// Who is present counts, not how they are kept.
impl<K: Ord + Copy, V: PartialEq> PartialEq for Roster<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Ord + Copy, V: Eq> Eq for Roster<K, V> {}

impl<K: Ord + Copy + std::fmt::Debug, V: std::fmt::Debug> std::fmt::Debug for Roster<K, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::chance::mix;

    #[test]
    fn few_or_many_it_is_an_ordered_map() {
        let (mut roster, mut map) = (Roster::default(), BTreeMap::new());
        for n in 0..4_000_u64 {
            let id = mix(n) % 40;
            // Twice as many come as go, then the other way round: across the bound and back.
            if mix(n ^ 7) % 3 < if n / 500 % 2 == 0 { 2 } else { 1 } {
                assert_eq!(roster.insert(id, n), map.insert(id, n));
            } else {
                assert_eq!(roster.remove(&id), map.remove(&id));
            }
            assert!(roster.iter().eq(&map) && roster.len() == map.len());
            assert_eq!(roster.get(&id), map.get(&id));
            assert_eq!(roster.get_mut(&id), map.get_mut(&id));
            assert!(roster.between(id, id + 7).eq(map.range(id..=id + 7)));
        }
    }

    #[test]
    fn two_rosters_are_equal_when_the_same_are_present() {
        let few: Roster<u64, ()> = (0..3).fold(Roster::default(), |mut roster, id| {
            roster.insert(id, ());
            roster
        });
        let mut thinned: Roster<u64, ()> = Roster::default();
        (0..40).for_each(|id| _ = thinned.insert(id, ()));
        (3..40).for_each(|id| _ = thinned.remove(&id));
        assert_eq!(few, thinned);
    }
}
