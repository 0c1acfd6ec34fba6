//! The gallery: every screen there is, each a place and the keys that lead to it.
//!
//! A row is a picture of its own, and the laws walk through all of them.

use std::sync::LazyLock;

use super::picture;
use super::screen::{Person, SIZES, Start, at};

/// A screen: its name, where to start, what to press.
pub(super) type Scene = (&'static str, &'static str, &'static str);

/// Each row is a scene, and a test that compares its picture.
macro_rules! scenes {
    ($($name:ident: $place:literal, $keys:literal;)+) => {
        /// Every scene.
        pub(super) const SCENES: &[Scene] = &[$((stringify!($name), $place, $keys),)+];

        mod pictures {
            $(#[test] fn $name() { super::compare((stringify!($name), $place, $keys)); })+
        }
    };
}

scenes! {
    home_for_a_newcomer: "home", "";
    home_on_the_second_lesson: "home", "Down";
    home_on_the_sandbox: "home", "Up Up Up Up Up";
    home_explained: "home", "?";

    lab_at_the_start: "lab", "";
    lab_half_way: "lab", "Right Right Right";
    lab_at_the_loss: "lab", "]";
    lab_at_the_timeout: "lab", "] ]";
    lab_at_the_end: "lab", "End";
    lab_played: "lab", "Space";
    lab_slower_and_faster: "lab", "- - + + + +";
    lab_with_nothing_to_take_back: "lab", "u";

    lens_handler_in_a_gap: "lab", "Tab Right Right Right Right Down";
    lens_handler_at_the_end: "lab", "End Tab";
    lens_keys: "lab", "End Tab Tab";
    lens_knows_at_the_timeout: "lab", "Right Right Right Right Tab Tab Tab";
    lens_knows: "lab", "End Tab Tab Tab";
    lens_wire: "lab", "End Tab Tab Tab Tab";
    lens_ledger: "lab", "End Tab Tab Tab Tab Tab";
    lens_load: "lab", "d i i i i End Shift-Tab Shift-Tab";
    lens_load_on_the_way: "lab", "d i i i i Right Right Right Right Right Right Shift-Tab Shift-Tab";
    lens_load_asked: "retries-alone:herd", "";
    lens_load_answered: "retries-alone:herd", "2 s";
    lens_load_to_spread: "retries-alone:spread", "";
    lens_load_spread: "retries-alone:spread", "j";
    lens_load_of_two_lanes: "retries-alone:load", "2 u";
    lens_load_of_a_queue: "lab", "S d i i i i End Shift-Tab Shift-Tab";
    same_again_to_mark: "same-again:sort", "Space";
    same_again_judged: "same-again:sort", "Space Down Down Space n";
    same_again_flipped: "same-again:flip", "1 s";
    chart_asked: "how-long:doubles", "";
    chart_answered: "how-long:doubles", "1 s";
    chart_answered_wrongly: "how-long:rows", "4 u";
    chart_of_two_lanes_asked: "try-it:curve", "";
    chart_of_two_lanes_answered: "try-it:curve", "2 u";
    lens_why: "lab", "End Shift-Tab";
    lens_handler_at_the_start: "lab", "Tab";
    lens_keys_at_the_start: "lab", "Tab Tab";
    lens_knows_at_the_start: "lab", "Tab Tab Tab";
    lens_wire_at_the_start: "lab", "Tab Tab Tab Tab";
    lens_ledger_at_the_start: "lab", "Tab Tab Tab Tab Tab";
    lens_why_at_the_start: "lab", "Shift-Tab";

    pointing_at_a_message: "lab", "End Down";
    pointing_at_a_gap: "lab", "End Down Up Up Up";
    strike_on_a_message: "lab", "Right x";
    strike_on_a_gap: "lab", "Right Right Right Down x Down";
    strike_lose_the_request: "lab", "Right x Enter";
    strike_delay_the_request: "lab", "Right x Down Enter End";
    strike_twice_the_request: "lab", "Right x Down Down Enter End";
    strike_nothing_at_the_loss: "lab", "Right Right Right x Up Enter End";

    sql_at_the_start: "sql", "";
    sql_from_another_state: "sql", "Right Right";
    sql_late: "sql", "Down Tab";
    sql_with_a_trigger: "sql", "Up Up Up";
    sql_wide_tables: "sql", "Up";
    sql_late_and_stacked: "sql", "Up Tab PgDn";
    sql_transaction: "sql", "Up Up Up Up Up Up Up Up Up Up PgDn";
    sql_writing: "sql", "Down e Left Left Home Right";
    sql_written: "sql", "Down e Ctrl-u D E L E T E Space F R O M Space a c c t Enter";
    sql_written_wrongly: "sql", "Down e Ctrl-u D E L E T E Enter";
    sql_no_other_writer: "sql", "b Ctrl-u Enter Tab";
    sql_tables_written: "sql", "t Ctrl-o Ctrl-o x Esc";
    sql_nothing_to_reset: "sql", "z";
    help_on_the_bench: "sql", "?";
    help_while_writing: "sql", "e F1";

    knobs_open: "lab", "K";
    knobs_searched: "lab", "K t t l";
    knobs_not_found: "lab", "K z z z";
    knobs_turned: "lab", "K t t l Right Right Right";
    knobs_far_down: "lab", "K Up";
    message_request: "lab", "Right Enter";
    message_replay: "lab", "End Enter";
    message_before_any: "lab", "Home Enter";
    share_code: "lab", "End Y";
    share_code_of_many_changes: "lab", "t t k i i d m l f g j a Tab Right Right Right Y";
    share_code_in_a_lesson: "lost-ack:silence", "Y";
    help_in_the_lab: "lab", "?";
    help_in_the_strike_menu: "lab", "Right x ?";

    crash_after_receive: "lab", "c End";
    crash_after_effect: "lab", "R c c c c c End";
    crash_half_way: "lab", "c ] Right";
    pause_in_a_gap: "lab", "Right Right Right Down x Down Enter End";
    pause_of_a_holder: "lab", "r r r r r r r r r r r r Right Down x Down Enter ] ] ] ]";
    late_replies: "lab", "Right Right Right x Down Enter End";
    duplicate_copies: "lab", "Right x Down Down Enter End Shift-Tab";
    two_replies_lost: "lab", "d d End";
    two_intents: "lab", "i End";
    three_intents: "lab", "i i End";
    many_intents: "lab", "i i i i End";
    ttl_of_a_second: "lab", "t t t End";
    ttl_of_a_second_in_the_store: "lab", "t t t End Tab Tab";
    key_none: "lab", "k End";
    key_each_time_anew: "lab", "k k End";
    store_in_memory: "lab", "m c c c c End";
    undone: "lab", "End t u";
    redone: "lab", "End t u Ctrl-r";
    reset: "lab", "End t c z";

    recipe_effect_then_key: "lab", "r r r r r r r r r c c c End";
    recipe_key_then_effect: "lab", "r r r r r r r r r r c c c End";
    recipe_claim: "lab", "r r r r r r r r r r r c c c End";
    recipe_lease: "lab", "r r r r r r r r r r r r c c c End";
    recipe_fenced: "lab", "r r r r r r r r r r r r r c c c c End";
    recipe_one_transaction: "lab", "c c c c End";
    recipe_foreign: "lab", "r c c c End";
    recipe_foreign_forwarded: "lab", "r r c c c End";
    recipe_foreign_query: "lab", "r r r c c c c End";
    recipe_set: "lab", "r r r r c c End";
    recipe_compare_and_set: "lab", "r r r r r c c End";
    recipe_ledger_row: "lab", "r r r r r r c c End";
    recipe_ack_then_effect: "lab", "r r r r r r r c c End";
    recipe_naive: "lab", "r r r r r r r r c c End";

    breaks_of_the_cure: "lab", "F";
    breaks_of_the_cure_with_two_faults: "lab", "F Down Right";
    breaks_found: "lab", "F Right";
    breaks_chosen: "lab", "F Right Enter Down";
    breaks_opened: "lab", "F Right Enter Enter";
    breaks_and_back: "lab", "F Right Enter Enter Esc";
    breaks_in_every_order: "lab", "F Up Right";
    breaks_of_an_order: "lab", "F Up Right Enter Enter";
    breaks_of_orders_by_faults: "lab", "F Right Down Down Down Down Down Down Right Down Down";
    breaks_of_orders_opened: "lab", "F Right Down Down Down Down Down Down Right Down Down Enter";
    breaks_explained: "lab", "F ?";
    tradeoffs_of_loss: "lab", "T";
    tradeoffs_at_a_point: "lab", "T Right Right Right Tab";
    tradeoffs_of_a_ttl: "lab", "T Down Tab";
    tradeoffs_of_jitter: "lab", "T Down Down Down Down Right";
    tradeoffs_of_crashes: "lab", "T Down Down Down Down Down Down Left";
    tradeoffs_worst_run: "lab", "T Right Right Right Enter";
    tradeoffs_and_back: "lab", "T Right Right Right m Esc";
    adviser: "lab", "T Up Up";
    adviser_with_late_requests: "lab", "T Up Up Tab Right Right Right m";
    adviser_story: "lab", "T Up Up Enter";
    adviser_for_the_sandbox: "lab", "a j o T Up Tab";
    adviser_for_a_client_that_never_gives_up: "lab", "a a T Up";
    own_question: "lab", "T Up";
    own_question_from_home: "home", "T Up";
    own_question_of_a_changed_sandbox: "lab", "a o i i T";
    own_question_of_another_knob: "lab", "T Up K K Tab Tab";
    own_question_of_one_lane: "lab", "T Up l l Right Right";
    own_question_writing: "lab", "T Up v Ctrl-u t i m e o u t = 2 0 5 m s , 1 s Left Left";
    own_question_written: "lab", "T Up v Ctrl-u t i m e o u t = 2 0 5 m s , 1 s Enter Tab Tab";
    own_question_of_two_knobs: "lab", "d T v Ctrl-u a t t e m p t s Space j i t t e r Enter Right Right";
    own_question_written_wrongly: "lab", "T Up v Ctrl-u t t t l Enter";
    own_question_left_unwritten: "lab", "T Up v Ctrl-u t t t l Enter Esc";
    own_question_worst_run: "lab", "T Up Right Right Right Enter";
    own_question_run_and_back: "lab", "T Up Right Right Right m Esc Esc u";
    own_question_explained: "lab", "T Up ?";
    own_question_writing_explained: "lab", "T Up v F1";
    steps_of_the_cure: "lab", "v";
    steps_in_hand: "lab", "v Down Down Enter Up";
    steps_dropped: "lab", "v Down x";
    steps_effect_stays: "lab", "v Down Down x";
    steps_moved: "lab", "v Down Down Enter Up Up Esc Esc End";
    steps_as_shipped: "lab", "v Down x z";
    strike_reset_the_reply: "lab", "Right Right Right x Down Down Down Enter End";
    strike_reset_the_reply_why: "lab", "Right Right Right x Down Down Down Enter ] ] Shift-Tab";

    presets_open: "lab", "V";
    presets_further_down: "lab", "V Up";
    presets_taken: "lab", "V Enter End";
    presets_taken_and_back: "lab", "V Down Down Enter u End";

    queue_lost_ack: "lab", "S End";
    queue_handlers: "lab", "S End Tab";
    queue_keys: "lab", "S End Tab Tab";
    queue_wire: "lab", "S End Tab Tab Tab";
    queue_why: "lab", "S End Shift-Tab";
    queue_knobs: "lab", "S K";
    queue_knobs_searched: "lab", "S K v i s";
    queue_message: "lab", "S Right Enter";
    queue_offset_first: "lab", "S r r r r r r r c c End";
    queue_dead_lettered: "lab", "S a a a End";
    queue_and_back: "lab", "S S End";

    lesson_pay: "lost-ack:pay", "";
    lesson_pay_knob_not_free: "lost-ack:pay", "k";
    lesson_pay_explained: "lost-ack:pay", "?";
    lesson_silence: "lost-ack:silence", "";
    lesson_silence_played: "lost-ack:silence", "Space";
    lesson_bet: "lost-ack:bet", "";
    lesson_bet_explained: "lost-ack:bet", "?";
    lesson_bet_chosen: "lost-ack:bet", "2";
    lesson_bet_right_and_sure: "lost-ack:bet", "2 s";
    lesson_bet_right_and_unsure: "lost-ack:bet", "2 u";
    lesson_bet_wrong_and_sure: "lost-ack:bet", "1 s";
    lesson_bet_wrong_and_unsure: "lost-ack:bet", "3 u";
    lesson_other_silence: "lost-ack:other-silence", "";
    lesson_other_silence_right: "lost-ack:other-silence", "2 s";
    lesson_other_silence_wrong: "lost-ack:other-silence", "3 s";
    lesson_other_silence_wrong_too: "lost-ack:other-silence", "1 s";
    lesson_same_silence: "lost-ack:same-silence", "";
    lesson_same_silence_played: "lost-ack:same-silence", "n";
    lesson_give_up: "lost-ack:give-up", "";
    lesson_give_up_right: "lost-ack:give-up", "3 s";
    lesson_give_up_wrong: "lost-ack:give-up", "1 s";
    lesson_give_up_wrong_too: "lost-ack:give-up", "2 u";
    lesson_key: "lost-ack:key", "";
    lesson_bet_keyed: "lost-ack:bet-keyed", "";
    lesson_bet_keyed_right: "lost-ack:bet-keyed", "2 s";
    lesson_bet_keyed_wrong: "lost-ack:bet-keyed", "3 s";
    lesson_bet_keyed_wrong_too: "lost-ack:bet-keyed", "1 u";
    lesson_key_off: "lost-ack:key-off", "";
    lesson_key_off_panel: "lost-ack:key-off", "K";
    lesson_key_off_done: "lost-ack:key-off", "k";
    lesson_key_off_too_far: "lost-ack:key-off", "k k";
    lesson_key_off_not_done: "lost-ack:key-off", "n";
    lesson_key_off_lived: "lost-ack:key-off", "k Home End";
    lesson_forty: "lost-ack:forty", "";
    lesson_forty_not_done: "lost-ack:forty", "n";
    lesson_forty_hint_1: "lost-ack:forty", "h";
    lesson_forty_hint_2: "lost-ack:forty", "h h";
    lesson_forty_hint_3: "lost-ack:forty", "h h h";
    lesson_forty_worked_answer: "lost-ack:forty", "h h h h";
    lesson_forty_one_fault: "lost-ack:forty", "Right Right Right x Enter";
    lesson_charged_unknown: "lost-ack:charged-unknown", "";
    lesson_charged_unknown_worked_answer: "lost-ack:charged-unknown", "h h h h";
    lesson_recap: "lost-ack:recap", "";
    lesson_recap_at_the_end: "lost-ack:recap", "End";
    verbs_at_the_start: "verbs", "";
    verbs_explained: "verbs", "?";
    verbs_put_late: "verbs", "Down Down Down Down Down Down Down Right Right";
    verbs_put_if_match_in_reverse: "verbs", "Down Down Down Down Down Down Down Down Right";
    verbs_delete_newest_lost: "verbs", "Up Up Up Up Up Up Up";
    verbs_delete_newest_late: "verbs", "Up Up Up Up Up Up Up Right Right";
    verbs_get_that_approves: "verbs", "Down Down Left Left";
    verbs_post_from_another_start: "verbs", "Up Up Up Up Up Up s s";
    verbs_reply_let_through: "verbs", "x";
    database_bench: "in-the-database:bench", "";
    database_bet_returning: "in-the-database:bet-returning", "";
    database_bet_returning_wrong: "in-the-database:bet-returning", "1 s";
    database_two_upserts: "in-the-database:two-upserts", "Down Down";
    database_etl: "in-the-database:etl", "";
    database_etl_other_start: "in-the-database:etl", "Right";
    database_etl_writing: "in-the-database:etl", "w";
    database_undo_hint: "in-the-database:undo", "h h";
    database_recap: "in-the-database:recap", "";
    http_verbs_order: "http-verbs:order", "";
    http_verbs_bet_post: "http-verbs:bet-post", "";
    http_verbs_bet_post_chosen: "http-verbs:bet-post", "2";
    http_verbs_bet_post_wrong: "http-verbs:bet-post", "2 s";
    http_verbs_bet_put_right: "http-verbs:bet-put", "2 u";
    http_verbs_same_wish: "http-verbs:same-wish", "";
    http_verbs_bet_delete: "http-verbs:bet-delete", "";
    http_verbs_bet_delete_wrong: "http-verbs:bet-delete", "1 s";
    http_verbs_bet_counter_right: "http-verbs:bet-counter", "1 s";
    http_verbs_bet_approve: "http-verbs:bet-approve", "";
    http_verbs_bet_approve_wrong: "http-verbs:bet-approve", "1 s";
    http_verbs_eight: "http-verbs:eight", "Down Down Down Down";
    http_verbs_bet_match_right: "http-verbs:bet-match", "3 s";
    http_verbs_undone: "http-verbs:undone", "";
    http_verbs_undone_hint: "http-verbs:undone", "h";
    http_verbs_undone_not_done: "http-verbs:undone", "n";
    http_verbs_undone_found: "http-verbs:undone", "Right Right";
    http_verbs_undone_beside_it: "http-verbs:undone", "Right Right Down";
    http_verbs_proxy: "http-verbs:proxy", "";
    http_verbs_proxy_explained: "http-verbs:proxy", "?";
    http_verbs_proxy_marked: "http-verbs:proxy", "Space Down Space";
    http_verbs_proxy_judged: "http-verbs:proxy", "Space Down Space n";
    http_verbs_proxy_passed: "http-verbs:proxy", "Down Space Down Down Space Down Space n";
    http_verbs_believed: "http-verbs:believed", "";
    http_verbs_recap: "http-verbs:recap", "";
    http_verbs_on_the_whole_bench: "http-verbs:eight", "Down e";
    lesson_left_for_the_sandbox: "lost-ack:key-off", "e";
    lesson_come_back_to: "lost-ack:key-off", "e End k e";
}

/// A person where a scene is.
pub(super) fn stage(start: Start, (_, place, keys): Scene) -> Person {
    let mut person = start.at(place);
    person.press(keys);
    person
}

/// Every scene with a person in it who started as usual.
pub(super) fn everywhere() -> impl Iterator<Item = (&'static str, Person)> {
    static ALL: LazyLock<Vec<(&str, Person)>> = LazyLock::new(|| {
        let staged = SCENES.iter().map(|scene| (scene.0, stage(Start::default(), *scene)));
        staged.collect()
    });
    ALL.iter().cloned()
}

/// Both sizes of a screen, one under the other.
pub(super) fn both(person: &Person) -> String {
    let shown = SIZES.map(|size| format!("{}x{}\n{}", size.0, size.1, person.text_at(size)));
    shown.join(&format!("\n{}\n", "=".repeat(120)))
}

fn compare(scene: Scene) {
    let (name, place, keys) = scene;
    let person = stage(Start::default(), scene);
    picture(name, &format!("{place}: {keys}"), &both(&person));
}

/// What hangs between two beats, or needs another beginning.
mod moments {
    use super::*;

    #[test]
    fn home_of_somebody_on_the_way() {
        picture("home_on_the_way", "after 3 stages", &both(&Start::after(3).at("home")));
    }

    #[test]
    fn home_of_somebody_who_is_done() {
        picture("home_when_done", "after all stages", &both(&Start::after(99).at("home")));
    }

    #[test]
    fn half_way_between_two_beats() {
        let mut person = at("lab");
        person.press("Right");
        person.tap("Right");
        person.tick(300);
        picture("lab_between_beats", "lab: Right Right, half-way", &both(&person));
    }

    #[test]
    fn a_loss_half_way() {
        let mut person = at("lab");
        person.press("Right Right");
        person.tap("Right");
        person.tick(300);
        picture("lab_between_beats_of_a_reply", "lab: Right Right Right, half-way", &both(&person));
    }

    #[test]
    fn playing() {
        let mut person = at("lab");
        person.tap("Space");
        person.tick(250);
        picture("lab_playing", "lab: Space, on the way", &both(&person));
    }

    #[test]
    fn a_prediction_running() {
        let mut person = at("lost-ack:bet");
        person.press("2");
        person.tap("s");
        person.tick(250);
        picture("lesson_bet_running", "lost-ack:bet: 2 s, on the way", &both(&person));
    }
}
