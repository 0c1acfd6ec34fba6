//! The rooms: what home offers beside the lessons. One row a room; home draws the rows
//! and opens what is chosen.

/// A place to go to from home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The laboratory without a lesson.
    Sandbox,
    /// Ideas that are due again.
    Review,
    /// The search for a break.
    Breaks,
    /// What settings cost.
    TradeOffs,
    /// The SQL bench.
    Bench,
    /// The verb bench.
    Verbs,
}

/// A room's row.
#[derive(Debug)]
pub struct RoomRow {
    /// Which.
    pub room: Room,
    /// Its name.
    pub label: &'static str,
    /// What one does there, in a few words.
    pub note: &'static str,
}

/// Every room, in the order home lists them.
pub const ROOMS: [RoomRow; 6] = [
    RoomRow { room: Room::Review, label: "Review", note: "what you learned, in other stories" },
    RoomRow { room: Room::Sandbox, label: "Sandbox", note: "turn every knob, strike any fault" },
    RoomRow { room: Room::Breaks, label: "Find a break", note: "the shortest way a server can fail" },
    RoomRow { room: Room::TradeOffs, label: "Trade-offs", note: "what a setting costs, over many weathers" },
    RoomRow { room: Room::Bench, label: "SQL bench", note: "statements twice, on a real SQLite" },
    RoomRow { room: Room::Verbs, label: "Verb bench", note: "each HTTP verb once, twice, reply lost" },
];
