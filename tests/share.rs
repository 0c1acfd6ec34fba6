//! Share codes: every scenario comes back from its code, no damage is taken, and what was
//! ever shared reads for ever.

#[path = "common/cases.rs"]
mod cases;
#[path = "common/scenarios.rs"]
mod scenarios;
#[path = "common/settings.rs"]
#[expect(dead_code, reason = "only whole scenarios are shared")]
mod settings;

use cases::cases;
use idem_lab::share::{Moment, ShareError, Shared, seal, words};
use idem_lab::sim::skin::Skin;
use idem_lab::sim::{Intent, KNOBS, Knob, Knobs, RECIPES, Scenario};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use scenarios::scenario;

fn shared() -> impl Strategy<Value = Shared> {
    let moment = (0..=100_000_u64, option::of(0..=40_u32)).prop_map(|(at, sub)| Moment { at, sub });
    let skin = prop_oneof![Just(Skin::Http), Just(Skin::Queue)];
    (scenario(), skin, option::of(moment))
        .prop_map(|(scenario, skin, moment)| Shared { scenario: Scenario { skin, ..scenario }, moment })
}

fn code(shared: &Shared) -> String {
    shared.code().expect("it has a code")
}

/// The whole sentence with which a code is refused.
fn refused(code: &str) -> String {
    Shared::read(code).expect_err("it is refused").to_string()
}

proptest! {
    #![proptest_config(cases(4_000))]

    #[test]
    fn every_scenario_comes_back_from_its_code(shared in shared()) {
        let code = code(&shared);
        prop_assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
        prop_assert_eq!(Shared::read(&code).expect("it reads"), shared);
    }

    #[test]
    fn random_bytes_are_refused_in_words(body in prop::collection::vec(any::<u8>(), 0..60)) {
        // With a check that fits: all that is left is whether they tell a scenario.
        if let Err(error) = Shared::read(&seal::close(&body)) {
            prop_assert!(error.to_string().starts_with("this code "));
        }
    }

    #[test]
    fn random_text_is_refused_in_words(text in "(idem1?-?)?\\PC{0,60}") {
        prop_assert!(refused(&text).starts_with("this "));
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn bodies_with_one_byte_changed_end_in_words(shared in shared(), at in any::<Index>(), byte in any::<u8>()) {
        let mut body = seal::open(&code(&shared)).expect("it opens");
        let at = at.index(body.len());
        body[at] = byte;
        let read = Shared::read(&seal::close(&body));
        if let Ok(read) = read {
            // Another story then, and one that could be shared.
            prop_assert_eq!(Shared::read(&code(&read)).expect("it reads"), read);
        }
    }

    #[test]
    fn a_letter_too_few_too_many_or_out_of_place_is_refused(shared in shared(), at in any::<Index>()) {
        let code = code(&shared);
        let at = "idem1-".len() + at.index(code.len() - "idem1-".len());
        let (before, after) = code.split_at(at);
        let fewer = [before, &after[1..]].concat();
        let more = [before, "0", after].concat();
        for changed in [fewer.as_str(), more.as_str(), before] {
            prop_assert!(Shared::read(changed).is_err());
        }
        let swapped: String = before.chars().chain(after.chars().rev()).collect();
        prop_assert!(swapped == code || Shared::read(&swapped).is_err());
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_one_character_changed_is_refused(shared in shared()) {
        let code = code(&shared);
        let others: Vec<char> = (' '..='~').chain(['é', '\u{200b}', '\u{1b}']).collect();
        for at in 0..code.len() {
            for other in others.iter().filter(|other| !code[at..].starts_with(**other)) {
                let changed = format!("{}{other}{}", &code[..at], &code[at + 1..]);
                prop_assert!(Shared::read(&changed).is_err(), "{changed} for {code}");
            }
        }
    }
}

#[test]
fn what_copying_adds_does_not_matter() {
    let shared = Shared::new(Scenario::laboratory());
    let code = code(&shared);
    let (one, two) = code.split_at(20);
    assert_eq!(Shared::read(&format!(" {one}\n   {two}\r\n")).expect("it reads"), shared);
}

#[test]
fn codes_are_short() {
    let length = |shared: &Shared| code(shared).len();
    assert!(length(&Shared::new(Scenario::default())) <= 24);
    assert!(length(&Shared::new(Scenario::laboratory())) <= 30);
    let turned =
        settings::scenario(&["naive", "keyed=lease"], &["ttl=1h", "lose-reply=0.3", "keyed.lease=5s"]);
    assert!(length(&Shared { scenario: turned, moment: Some(Moment { at: 1_310, sub: None }) }) <= 72);
}

#[test]
fn refusals() {
    let good = code(&Shared::new(Scenario::laboratory()));
    let letters = good.strip_prefix("idem1-").expect("a code");
    assert_eq!(refused("story.toml"), "this is no code: a code begins with idem1-");
    assert_eq!(
        refused(&format!("idem2-{letters}")),
        "this code is of version 2, and this idem reads version 1: a newer idem reads it"
    );
    let missing = "this code is damaged: a letter is missing, added or changed; copy it again, all of it";
    assert_eq!(refused("idem1-"), missing);
    assert_eq!(refused(&good[..good.len() - 1]), missing);
    assert_eq!(
        refused(&format!("{good}.")),
        "this code is damaged: no code has a `.` in it; copy it again, all of it"
    );
    assert_eq!(
        refused(&format!("{good}\u{7}")),
        "this code is damaged: no code has a `\\u{7}` in it; copy it again, all of it"
    );
    assert_eq!(
        refused(&good.repeat(200)),
        format!(
            "this code is too large: it has {} characters, and none has more than 4000; copy it alone, and once",
            good.len() * 200
        )
    );
    let empty = "this code is whole but holds no scenario: it was not made by idem";
    assert_eq!(refused(&seal::close(&[])), empty);
}

/// The body of a code in which a word stands that no idem has.
fn naming(before: &[u8], word: &str, after: &[u8]) -> String {
    let length = u8::try_from(word.len()).expect("a short word");
    seal::close(&[before, &[0, length], word.as_bytes(), after].concat())
}

/// The number of a word, as codes write it.
fn number(word: &str) -> u8 {
    let place = words::WORDS.iter().position(|known| *known == word).expect("it has a number");
    u8::try_from(place + 1).expect("one byte")
}

#[test]
fn what_this_idem_does_not_have_is_named() {
    let missing = |what: &str, name: &str| {
        format!("this code names a {what} this idem does not have: {name}; a newer idem may have it")
    };
    assert_eq!(refused(&naming(&[1], "skew", &[1, 5, 0, 0, 0, 0])), missing("knob", "`skew`"));
    assert_eq!(refused(&seal::close(&[1, 0xff, 1, 1, 5, 0, 0, 0, 0])), missing("knob", "number 254"));
    assert_eq!(
        refused(&naming(&[0, 0, 1, 0, 2], "after-sleep", &[1, 0, 0])),
        missing("site", "`after-sleep`")
    );
    let reply = number("reply");
    assert_eq!(refused(&naming(&[0, 0, 1, 0, 2, reply], "eat", &[0, 0])), missing("fault", "`eat`"));
    let lane = [0, 0, 0, 1, number("naive")];
    assert_eq!(refused(&naming(&lane, "saga", &[0, 0])), missing("recipe", "`saga`"));
    let edited = [lane.as_slice(), &[number("naive"), 1, 1]].concat();
    assert_eq!(refused(&naming(&edited, "sleep", &[0])), missing("step", "`sleep`"));
    assert_eq!(refused(&naming(&[0, 0, 0, 0, 0], "opera", &[])), missing("skin", "`opera`"));
    assert_eq!(
        refused(&naming(&[1, number("scope"), 0], "galaxy", &[0, 0, 0, 0])),
        "this code sets `scope` to galaxy; this idem takes per-customer | global"
    );
    assert_eq!(
        refused(&seal::close(&[1, number("lose-reply"), 3, 0xff, 0xff, 0x7f, 0, 0, 0, 0])),
        "this code sets `lose-reply` to 2.097151; this idem takes a rate from 0 to 1, at most six decimals"
    );
}

#[test]
fn what_no_flag_or_file_would_write_is_not_taken() {
    let (keyed, naive, reply, lose, crash) =
        (number("keyed"), number("naive"), number("reply"), number("lose"), number("crash"));
    for (body, what) in [
        (&[0, 0, 1, 0, 0, reply, lose, 0, 0][..], "a site without a try"),
        (&[0, 0, 1, 0, 3, number("request"), lose, 0, 0], "a copy's request"),
        (&[0, 0, 1, 0, 2, reply, crash, 0, 0], "a message that crashes"),
        (&[0, 0, 0, 2, keyed, naive, 0, keyed, naive, 0, 0], "two lanes of one name"),
        (&[0, 0, 0, 1, number(""), naive, 0, 0], "a lane without a name"),
        (&[0, 0, 0, 1, number("effect(set)"), naive, 0, 0], "a lane's name that is none"),
        (&[0, 0, 0, 1, keyed, naive, 1, 2, reply, number("record"), 0], "no effect"),
        (&[0, 0, 0, 1, keyed, naive, 1, 2, number("effect"), number("effect(set)"), 0], "two effects"),
        (&[0, 0, 0, 1, keyed, naive, 2, number("seed"), 5, 3, 0], "a seed of one lane"),
        (&[0, 2, 0, 0, 0, 0, 0, 0, 0], "an intent of nothing"),
        (
            &[0, 3, 0, 3, b'p', b'a', b'y', 0, 9, 0, 0, 3, b'p', b'a', b'y', 0, 9, 0, 0, 0, 0],
            "two intents of one name",
        ),
        (&[0, 0, 0, 0, 1, 0, number("queue"), 7], "something after the end"),
        (&[0xff; 12], "a number without end"),
    ] {
        assert!(matches!(Shared::read(&seal::close(body)), Err(ShareError::Empty)), "{what}");
    }
}

// What must never change --------------------------------------------------------------

/// A story as one reads it: what is off its default.
fn told(Shared { scenario, moment }: &Shared) -> String {
    let bare = Knobs::default();
    let turned = KNOBS.iter().filter(|knob| (knob.get)(&scenario.knobs) != (knob.get)(&bare));
    let mut lines: Vec<String> =
        turned.map(|knob| format!("{}={}", knob.id, (knob.get)(&scenario.knobs))).collect();
    for Intent { name, customer, amount, at } in scenario.listed.iter().flatten() {
        lines.push(format!("intent {name} of {customer}: ${amount} at {at}"));
    }
    for lane in &scenario.lanes {
        let steps: Vec<String> = lane.recipe.steps.iter().map(ToString::to_string).collect();
        let own: Vec<String> = lane.own.iter().map(|(id, value)| format!(" {id}={value}")).collect();
        lines.push(format!("{}={}{}: {}", lane.name, lane.recipe.id, own.concat(), steps.join(", ")));
    }
    lines.push(scenario.plan.show(&scenario.intents()));
    lines.extend(moment.map(|moment| format!("{moment:?}")));
    lines.join("\n")
}

/// Codes of version 1 as they were first written, and what they tell.
const SHARED: [(&str, &str); 5] = [
    (
        "idem1-00000000rrhfe78",
        "naive=naive: effect, reply\n\
         keyed=one-transaction: begin, claim, effect, record, commit, reply\n\
         ",
    ),
    (
        "idem1-00002002751g17ra0d1es1m7",
        "naive=naive: effect, reply\n\
         keyed=one-transaction: begin, claim, effect, record, commit, reply\n\
         pay/1/reply=lose\n\
         Moment { at: 1310, sub: Some(2) }",
    ),
    (
        "idem1-481009830642e105102g098607m0e1r1m2e022005m4g250a07m0e2r064600crd00tgw0c0j3xx628f00vh00dgx80h2181280yg1rk0m0h80x0hm31a0x0hm31c0x0hm31e0x0hm31g0x0hm31j0x0hm31m0cg9rdg200w0684w781t07hw1823w2hj80508gg905dw82241814c03m000052ma0004mm54cg",
        "key=none\n\
         timeout=5s\n\
         attempts=8\n\
         backoff=none\n\
         backoff-base=1s\n\
         backoff-cap=20s\n\
         jitter=full\n\
         latency=20ms\n\
         work=1s\n\
         fingerprint=off\n\
         scope=global\n\
         store=memory\n\
         ttl=30d\n\
         ttl-from=created\n\
         lease=30s\n\
         capacity=1\n\
         downstream-ttl=1s\n\
         seed=1\n\
         lose-request=0.1\n\
         lose-reply=0.1\n\
         duplicate=0.1\n\
         delay=0.1\n\
         crash-rate=0.1\n\
         pause-rate=0.1\n\
         delay-by=10s\n\
         duplicate-by=0ms\n\
         pause-by=10s\n\
         restart=2s\n\
         intents=2\n\
         amount=25\n\
         customers=2\n\
         rate=10\n\
         lost-replies=1\n\
         crash=after-receive\n\
         naive=naive: effect, reply\n\
         ",
    ),
    (
        "idem1-0m100ag40r400bre089gbzzzzzzzzzzzzzzg20r100500006cdqpcsk5cm0g7h0k0m004e001hj7aw3cd5hp2x3578s760037n20011s4m0g4fr015hq4rbkd0x3jc3k0w33j5r3000p2j840802j401p3n02001c96g43006c002rrg0413jnm1q2cjj01yyv5ye",
        "key=shared\n\
         attempts=unlimited\n\
         jitter=decorrelated\n\
         ttl=forever\n\
         seed=18446744073709551615\n\
         intent pay of 0: $10 at 0\n\
         intent coffee of 1: $3 at 2500\n\
         a=fenced key=counter lease=30s: claim+lease, begin, effect, record fenced, commit, reply\n\
         b=foreign-query scope=global: claim+lease, query, effect(call), record, reply\n\
         c=lease: reply, effect\n\
         pay/1/request=duplicate:2s, pay/1b/after-claim=pause, pay/2/reply=none, coffee/1/after-effect=crash:90s, pay-8/3/reply=delay\n\
         Moment { at: 86400000, sub: None }",
    ),
    (
        "idem1-000003j58m04chg08x3g0j28008100299404mjg09d5g0k2c016mt02e9r04ykr0a1800mah0006rwrxwr",
        "naive=naive: effect, reply\n\
         effect-then-key=effect-then-key: lookup, effect, record, reply\n\
         key-then-effect=key-then-effect: lookup, record, effect, reply\n\
         claim=claim: claim, effect, record, reply\n\
         lease=lease: claim+lease, effect, record, reply\n\
         fenced=fenced: claim+lease, begin, effect, record fenced, commit, reply\n\
         one-transaction=one-transaction: begin, claim, effect, record, commit, reply\n\
         foreign=foreign: claim+lease, effect(call), record, reply\n\
         foreign-forwarded=foreign-forwarded: claim+lease, effect(call, key forwarded), record, reply\n\
         foreign-query=foreign-query: claim+lease, query, effect(call), record, reply\n\
         set=set: effect(set), reply\n\
         compare-and-set=compare-and-set: effect(swap), reply\n\
         ledger-row=ledger-row: effect(row), reply\n\
         ack-then-effect=ack-then-effect: reply, effect\n\
         ",
    ),
];

#[test]
fn codes_once_shared_read_for_ever() {
    for (code, want) in SHARED {
        assert_eq!(told(&Shared::read(code).expect("it reads")), want, "{code}");
    }
}

/// What codes of version 1 leave out: a knob at its default.
const DEFAULTS: &str = "key=per-intent timeout=1s attempts=4 backoff=exponential backoff-base=200ms \
    backoff-cap=5s jitter=none latency=100ms work=10ms fingerprint=on scope=per-customer store=durable \
    ttl=24h ttl-from=completed lease=1s capacity=unlimited downstream-ttl=24h seed=8 lose-request=0 \
    lose-reply=0 duplicate=0 delay=0 crash-rate=0 pause-rate=0 delay-by=2s duplicate-by=5ms pause-by=3s \
    restart=500ms intents=1 amount=10 customers=1 rate=1 lost-replies=0 crash=none \
    budget=unlimited checkpoint=1 slots=unlimited reset=0 resend=0 resend-by=2s";

#[test]
fn what_codes_leave_out_stays_what_it_was() {
    for pair in DEFAULTS.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("KNOB=VALUE");
        let knob = Knob::find(id).unwrap_or_else(|| panic!("{id} is gone: old codes name it"));
        assert_eq!((knob.get)(&Knobs::default()).to_string(), value, "{id}: old codes leave {value} out");
    }
}

/// The words of version 1, the empty one first, by their numbers.
const NUMBERED: &str = "key timeout attempts backoff backoff-base backoff-cap jitter latency work fingerprint scope \
    store ttl ttl-from lease capacity downstream-ttl seed lose-request lose-reply duplicate \
    delay crash-rate pause-rate delay-by duplicate-by pause-by restart intents amount customers \
    rate lost-replies crash per-intent none per-attempt from-body timestamp counter shared \
    exponential fixed full equal decorrelated on off per-customer global durable memory \
    completed created request reply after-receive after-begin after-lookup after-claim \
    after-query after-effect after-record after-commit after-reply lose pause naive \
    effect-then-key key-then-effect claim fenced one-transaction foreign foreign-forwarded \
    foreign-query set compare-and-set ledger-row ack-then-effect begin lookup claim+lease query \
    effect effect(set) effect(swap) effect(row) effect(call) effect(call, key forwarded) record \
    record fenced commit keyed left right \
    budget checkpoint slots reset resend resend-by queue";

#[test]
fn a_words_number_is_given_once() {
    let known = words::WORDS.join(" ");
    assert!(known.trim_start().starts_with(NUMBERED), "append to WORDS, and change nothing above: {known}");
    let mut once = words::WORDS.to_vec();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), words::WORDS.len(), "no word has two numbers");
}

#[test]
fn every_id_and_word_of_this_version_reads_back() {
    // Those without a number are spelled out, so that nothing must be added to be shared.
    for recipe in &RECIPES {
        let lanes = [recipe.id.as_ref()];
        for knob in &KNOBS {
            let mut shared = Shared::new(settings::scenario(&lanes, &[]));
            for rung in knob.rungs(&[recipe]) {
                (knob.put)(&mut shared.scenario.knobs, rung);
                assert_eq!(Shared::read(&code(&shared)).expect("it reads"), shared, "{} {rung}", knob.id);
            }
        }
    }
}
