//! The vote of a room: hands counted for the answers of one question, twice at most.
//!
//! Hands are kept one by one, in the order they were counted, so that each can be taken
//! back. Knows nothing of the question, of keys or of drawing.

/// How many hands one vote may have; more belong to a machine.
pub const MOST: usize = 999;

/// The hands of a room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vote {
    /// The answers in the order they were counted, as indices; before the room discussed.
    first: Vec<usize>,
    /// The same after it, once it votes again.
    second: Option<Vec<usize>>,
    /// Whether the room sees how many hands each answer has.
    pub shown: bool,
}

/// What came of asking for something of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voted {
    /// It is done.
    Done,
    /// No hand is counted yet.
    NoHand,
    /// The room has voted twice already.
    Twice,
    /// There are as many hands as fit.
    Full,
}

impl Vote {
    /// The hands of the vote under way.
    fn now(&self) -> &Vec<usize> {
        self.second.as_ref().unwrap_or(&self.first)
    }

    fn now_mut(&mut self) -> &mut Vec<usize> {
        self.second.as_mut().unwrap_or(&mut self.first)
    }

    /// Counts a hand for an answer.
    pub fn count(&mut self, answer: usize) -> Voted {
        if self.now().len() == MOST {
            return Voted::Full;
        }
        self.now_mut().push(answer);
        Voted::Done
    }

    /// Takes the last hand back; where a second vote has none yet, the second vote.
    pub fn take_back(&mut self) -> Voted {
        match &mut self.second {
            Some(hands) if hands.is_empty() => self.second = None,
            Some(hands) => _ = hands.pop(),
            None if self.first.pop().is_none() => return Voted::NoHand,
            None => {}
        }
        Voted::Done
    }

    /// Begins the second vote, its tally hidden.
    pub fn again(&mut self) -> Voted {
        if self.second.is_some() {
            return Voted::Twice;
        }
        if self.first.is_empty() {
            return Voted::NoHand;
        }
        self.second = Some(Vec::new());
        self.shown = false;
        Voted::Done
    }

    /// Whether the room votes for the second time.
    #[must_use]
    pub const fn is_second(&self) -> bool {
        self.second.is_some()
    }

    /// How many hands are counted in the vote under way.
    #[must_use]
    pub fn hands(&self) -> usize {
        self.now().len()
    }

    /// How many hands each of so many answers has: one row a vote.
    #[must_use]
    pub fn tallies(&self, answers: usize) -> Vec<Vec<usize>> {
        let votes = std::iter::once(&self.first).chain(&self.second);
        let tally = |hands: &Vec<usize>| {
            (0..answers).map(|answer| hands.iter().filter(|hand| **hand == answer).count()).collect()
        };
        votes.map(tally).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hand_is_counted_once_and_taken_back_in_turn() {
        let mut vote = Vote::default();
        for (number, answer) in [1, 0, 1, 2, 1].into_iter().enumerate() {
            assert_eq!(vote.count(answer), Voted::Done);
            assert_eq!(vote.hands(), number + 1);
        }
        assert_eq!(vote.tallies(3), [[1, 3, 1]]);
        vote.take_back();
        vote.take_back();
        assert_eq!(vote.tallies(3), [[1, 2, 0]], "the last two: the second and the third answer");
    }

    #[test]
    fn a_second_vote_leaves_the_first_as_it_was() {
        let mut vote = Vote::default();
        assert_eq!(vote.again(), Voted::NoHand, "there is nothing to discuss yet");
        vote.count(0);
        vote.shown = true;
        assert_eq!(vote.again(), Voted::Done);
        assert!(!vote.shown, "the room votes blind again");
        vote.count(1);
        vote.count(1);
        assert_eq!(vote.tallies(2), [vec![1, 0], vec![0, 2]]);
        assert_eq!(vote.again(), Voted::Twice);
    }

    #[test]
    fn what_was_begun_by_mistake_is_taken_back() {
        let mut vote = Vote::default();
        vote.count(0);
        vote.again();
        assert_eq!(vote.take_back(), Voted::Done, "the second vote itself");
        assert_eq!((vote.is_second(), vote.hands()), (false, 1));
        vote.take_back();
        assert_eq!(vote.take_back(), Voted::NoHand);
        assert_eq!(vote, Vote::default());
    }

    #[test]
    fn there_is_an_end_to_counting_and_nothing_is_lost_at_it() {
        let mut vote = Vote::default();
        for _ in 0..MOST {
            vote.count(0);
        }
        assert_eq!(vote.count(0), Voted::Full);
        assert_eq!(vote.tallies(1), [[MOST]]);
    }
}
