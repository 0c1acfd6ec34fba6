//! The rows of a classroom: a clicker's keys, the count of hands, the notes' own, and what
//! only a presenter may press.

use ratatui::crossterm::event::KeyCode;

use super::{Binding, Scope, ctrl, key, letter};
use crate::tui::msg::Msg;

const VOTE: &[Scope] = &[Scope::Vote];
/// Every place of a lesson.
const STAGES: &[Scope] = &[
    Scope::Lesson,
    Scope::Predict,
    Scope::Confidence,
    Scope::Vote,
    Scope::VerbStage,
    Scope::SqlStage,
    Scope::Chart,
];
/// Every place with a picture that a class may look at.
const SHOWN: &[Scope] = &[
    Scope::Home,
    Scope::Lab,
    Scope::Lesson,
    Scope::Predict,
    Scope::Confidence,
    Scope::Vote,
    Scope::Verbs,
    Scope::VerbStage,
    Scope::SqlStage,
    Scope::Chart,
];

const fn hand(number: u8, keys: &'static [super::Chord], label: &'static str, help: &'static str) -> Binding {
    Binding { msg: Msg::Choose(number), keys, label, help, scopes: VOTE }
}

/// A clicker's keys in a lesson, and the vote.
pub(super) static CLASS_BINDINGS: &[Binding] = &[
    Binding {
        msg: Msg::ClickOn,
        keys: &[key(KeyCode::PageDown)],
        label: "",
        help: "a clicker's forward key: the next beat of a play, the next stage when this one is done",
        scopes: &[
            Scope::Lesson,
            Scope::Predict,
            Scope::Confidence,
            Scope::VerbStage,
            Scope::SqlStage,
            Scope::Chart,
        ],
    },
    Binding {
        msg: Msg::ClickBack,
        keys: &[key(KeyCode::PageUp)],
        label: "",
        help: "a clicker's back key: a beat of a play back, else the stage before",
        scopes: STAGES,
    },
    Binding {
        msg: Msg::Blank,
        keys: &[letter('b'), letter('.')],
        label: "",
        help: "blank the screen; the next key, whichever it is, shows it again",
        scopes: SHOWN,
    },
    Binding {
        msg: Msg::Vote,
        keys: &[letter('v')],
        label: "vote",
        help: "put the question to the room: count hands instead of an answer of your own",
        scopes: &[Scope::Predict, Scope::Confidence],
    },
    hand(1, &[letter('1')], "count", "count a hand for the first answer"),
    hand(2, &[letter('2')], "", "count a hand for the second answer"),
    hand(3, &[letter('3')], "", "count a hand for the third answer"),
    hand(4, &[letter('4')], "", "count a hand for the fourth answer"),
    hand(5, &[letter('5')], "", "count a hand for the fifth answer"),
    hand(6, &[letter('6')], "", "count a hand for the sixth answer"),
    Binding {
        msg: Msg::Tally,
        keys: &[letter('t')],
        label: "tally",
        help: "show or hide how many hands each answer has",
        scopes: VOTE,
    },
    Binding {
        msg: Msg::VoteAgain,
        keys: &[letter('a')],
        label: "vote again",
        help: "let the room discuss, and count a second time; before and after stand side by side",
        scopes: VOTE,
    },
    Binding {
        msg: Msg::ClickOn,
        keys: &[key(KeyCode::PageDown), letter('n'), key(KeyCode::Enter)],
        label: "go on",
        help: "after a vote: show the tally, then run and reveal",
        scopes: VOTE,
    },
    Binding {
        msg: Msg::Undo,
        keys: &[letter('u'), key(KeyCode::Backspace)],
        label: "take back",
        help: "take the last hand back; before the first of a second vote, the second vote",
        scopes: VOTE,
    },
    Binding {
        msg: Msg::Vote,
        keys: &[letter('v')],
        label: "",
        help: "answer yourself instead; hands counted so far are kept",
        scopes: VOTE,
    },
    Binding {
        msg: Msg::Quit,
        keys: &[letter('q'), ctrl('c')],
        label: "quit",
        help: "leave the notes; the presenter goes on",
        scopes: &[Scope::Notes],
    },
    Binding {
        msg: Msg::Suspend,
        keys: &[ctrl('z')],
        label: "",
        help: "stop for now; the shell's `fg` comes back",
        scopes: &[Scope::Notes],
    },
];

/// What only a presenter may press.
pub(super) static PODIUM_BINDINGS: &[Binding] = &[
    Binding {
        msg: Msg::HideText,
        keys: &[letter('H')],
        label: "",
        help: "hide the words, or show them again; the picture has their room meanwhile",
        scopes: &[
            Scope::Lab,
            Scope::Lesson,
            Scope::Predict,
            Scope::Confidence,
            Scope::Vote,
            Scope::VerbStage,
            Scope::SqlStage,
            Scope::Chart,
        ],
    },
    Binding {
        msg: Msg::Restart,
        keys: &[letter('Z')],
        label: "",
        help: "this stage from its beginning: hands, turns, strikes and hints are forgotten",
        scopes: STAGES,
    },
];
