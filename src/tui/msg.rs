//! What the person, or time, asks for. The only input of `update`.

use std::time::Duration;

use super::desk::Sheet;
use super::errand::Order;
use crate::lesson::progress::Prediction;
use crate::sim::Knob;

/// One request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Leave the program.
    Quit,
    /// Stop for now, as shells do.
    Suspend,
    /// One level back.
    Back,
    /// Open or close help.
    Help,
    /// Play or pause.
    Play,
    /// One beat (or entry) on.
    Next,
    /// One beat (or entry) back.
    Previous,
    /// To the next turning point.
    NextTurn,
    /// To the turning point before.
    PreviousTurn,
    /// To the first beat.
    First,
    /// To the last beat.
    Last,
    /// Play faster.
    Faster,
    /// Play slower.
    Slower,
    /// Point at the next site, or the row below.
    Down,
    /// Point at the site before, or the row above.
    Up,
    /// A page further down.
    PageDown,
    /// A page further up.
    PageUp,
    /// Open what may strike at the site pointed at.
    Strike,
    /// Lose the first reply, or let it through.
    Lose,
    /// The next starting state.
    Start,
    /// Mark the endpoint, or take its mark away.
    Mark,
    /// The next lens.
    NextLens,
    /// The lens before.
    PreviousLens,
    /// Open what is selected; on a message, what is in it.
    Open,
    /// Open the panel of all knobs.
    Panel,
    /// Turn one knob.
    Turn(&'static Knob),
    /// Search what the right-hand server does for a break.
    FindBreak,
    /// See what settings cost.
    Weigh,
    /// Write what an own question varies.
    Vary,
    /// Vary the next knob.
    NextKnob,
    /// Vary the knob before.
    PreviousKnob,
    /// All lanes, or one of them alone.
    Lanes,
    /// Take the right-hand handler apart.
    Steps,
    /// Drop the step chosen.
    Drop,
    /// Open the run in the middle, or go to the next rung.
    Median,
    /// The next recipe for the right-hand lane.
    Recipe,
    /// The next recipe for the left-hand lane.
    LeftRecipe,
    /// Take the latest change back.
    Undo,
    /// Make it again.
    Redo,
    /// Another weather: asks for a fresh seed.
    Weather,
    /// The fresh seed.
    Seed(u64),
    /// Tell the story in the other words: calls, or a queue.
    Skin,
    /// Open the menu of presets.
    Presets,
    /// Back to how this stage, or the laboratory, opened.
    Reset,
    /// Forget what is done in the lesson chosen, once that is confirmed.
    Forget,
    /// What was asked is meant.
    Yes,
    /// On to what comes next in the lesson.
    Forward,
    /// Back to the stage before.
    Backward,
    /// On, as a clicker means it: whatever is next.
    ClickOn,
    /// Back, as a clicker means it.
    ClickBack,
    /// Darken the screen until the next key.
    Blank,
    /// Hide the words, or show them again.
    HideText,
    /// The stage from its beginning.
    Restart,
    /// Count hands, or answer oneself.
    Vote,
    /// Show or hide how many hands each answer has.
    Tally,
    /// Count a second time.
    VoteAgain,
    /// Choose an answer, or count a hand for it, counted from 1.
    Choose(u8),
    /// The answer is sure.
    Sure,
    /// The answer is a guess.
    Unsure,
    /// The next hint.
    Hint,
    /// From a lesson to the sandbox, with this stage's scenario, and back.
    Sandbox,
    /// Show and copy the code of the story on screen.
    Share,
    /// Turn the selected value up.
    More,
    /// Turn the selected value down.
    Less,
    /// A character typed into a field.
    Type(char),
    /// Delete the last character; in an empty field, the selected knob's own value.
    Erase,
    /// Open a text of the SQL bench.
    Edit(Sheet),
    /// A new line in a text.
    NewLine,
    /// Empty a text.
    Clear,
    /// Turn the mouse on or off.
    Mouse,
    /// The next palette.
    Palette,
    /// A click on a cell.
    Click(u16, u16),
    /// Time passed.
    Tick(Duration),
    /// The terminal has another size.
    Resize(u16, u16),
}

/// What `update` asks the loop to do: everything that touches the world outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing; draw again.
    None,
    /// Nothing changed; draw nothing.
    Idle,
    /// Leave.
    Quit,
    /// Stop for now.
    Suspend,
    /// Write down that a stage is done.
    Save {
        /// The lesson's id.
        lesson: String,
        /// The stage's id.
        stage: String,
        /// What was predicted there.
        prediction: Option<Prediction>,
    },
    /// Open a sheet of what is due, its variants chosen by chance.
    Review,
    /// Write down that an idea was practised.
    Practised {
        /// The lesson's id.
        lesson: String,
        /// The stage's id.
        stage: String,
        /// Whether the answer was right.
        right: bool,
        /// Which variant was asked.
        variant: u64,
    },
    /// Forget what is done in a lesson.
    Forget {
        /// The lesson's id.
        lesson: String,
    },
    /// Send somebody on an errand beside the screen.
    Errand(Order),
    /// Turn the mouse on or off.
    Mouse(bool),
    /// Draw a fresh seed and send it as [`Msg::Seed`]: chance comes from outside.
    Seed,
    /// Load the palette of this name.
    Palette(String),
    /// Put a share code on the clipboard, and keep it to be printed at the end.
    Copy(String),
}
