//! THE MODEL: a pure, total function from a scenario and a nemesis to a trace.
//!
//! `Scenario` says what is meant, which knobs are set and what the weather is; a
//! `Nemesis` answers one question, "does a fault strike at this site?"; `simulate`
//! returns a `Trace`, whose entries fold into a `World` at any instant.
//!
//! Nothing in this folder knows a terminal, a file, a clock, a thread or a float. It
//! may be read from top to bottom in this order:
//!
//! | file | noun |
//! |---|---|
//! | `time` | milliseconds and spans as people write them |
//! | `chance` | the keyed draw that replaces a random stream |
//! | `intent`, `site`, `fault` | what is meant; where a fault may strike, and what it is; the plan |
//! | `nemesis` | who decides whether it strikes |
//! | `recipe` | a request handler as a list of steps |
//! | `job` | what a server does behind a reply: relay and completer |
//! | `knob` | everything that can be turned, one row each |
//! | `scenario` | intents, knobs, plan and lanes; resolved for one lane as a `Setting` |
//! | `skin` | the words a story is told in: calls to a server, or deliveries from a queue |
//! | `preset` | what some vendors' services do, as scenarios |
//! | `id`, `event` | who is who; the twenty-one things that can happen, and the entry of one |
//! | `store`, `ledger`, `wire`, `server`, `client` | the parts of the state |
//! | `world` | the state that entries fold into |
//! | `decide` | what a step comes to |
//! | `queue`, `engine` | what falls due next, and the entry it becomes |
//! | `trace`, `verdict` | the finished story, and which promises it kept |
//! | `load` | how many requests are sent when, and how many are retries |
//! | `experiment` | several lanes under one weather |
//! | `knowledge` | the worlds that look the same to the client of an intent |
//! | `expr` | questions about a story, as lessons and challenges ask them |
//! | `nearest` | the valid names nearest to a wrong one |
//! | `roster` | a small sorted map for what is few at a time |

pub mod chance;
pub mod client;
pub mod decide;
pub mod engine;
pub mod event;
pub mod experiment;
pub mod expr;
pub mod fault;
pub mod id;
pub mod intent;
pub mod job;
pub mod knob;
pub mod knowledge;
pub mod ledger;
pub mod load;
pub mod nearest;
pub mod nemesis;
pub mod preset;
pub mod queue;
pub mod recipe;
pub mod roster;
pub mod scenario;
pub mod server;
pub mod site;
pub mod skin;
pub mod store;
pub mod time;
pub mod trace;
pub mod verdict;
pub mod wire;
pub mod world;

pub use engine::{Engine, simulate};
pub use event::{Entry, Event};
pub use experiment::Experiment;
pub use fault::{Fault, FaultPlan};
pub use intent::Intent;
pub use knob::{KNOBS, Knob, Knobs, Value};
pub use knowledge::{Knowledge, knowledge};
pub use nemesis::{Nemesis, Recorder, Weather};
pub use preset::Preset;
pub use recipe::{RECIPES, Recipe, Step};
pub use scenario::{Lane, Scenario, Setting};
pub use site::{Place, Site};
pub use skin::{Phrase, Skin};
pub use trace::Trace;
pub use verdict::{PROPERTIES, Property, Verdict};
pub use world::World;
