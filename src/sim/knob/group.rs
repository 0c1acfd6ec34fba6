//! Whose knob a knob is, and so whether lanes may differ in it.

/// Who owns a knob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// How the client asks again.
    Client,
    /// How the server works.
    Server,
    /// How long key records live.
    Store,
    /// Somebody else's system.
    Provider,
    /// What goes wrong, the same for every lane.
    Weather,
    /// What is asked for.
    Workload,
    /// Short ways to write a fault plan.
    Plan,
}

impl Group {
    /// The group's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
            Self::Store => "store",
            Self::Provider => "provider",
            Self::Weather => "weather",
            Self::Workload => "workload",
            Self::Plan => "plan",
        }
    }

    /// Whether lanes may differ in this group's knobs. Weather and workload are shared:
    /// otherwise a comparison would not be fair.
    #[must_use]
    pub const fn per_lane(self) -> bool {
        matches!(self, Self::Client | Self::Server | Self::Store | Self::Provider)
    }
}
