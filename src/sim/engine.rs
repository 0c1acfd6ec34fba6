//! The engine: a queue of what is due, and the entry each due thing becomes.
//!
//! It decides by reading the world, writes an entry, lets the world learn of it, and
//! hands the entry to whoever watches. It keeps nothing else, so a trace is the story.
//! What clients do is in `engine/asking.rs`, what jobs do in `engine/behind.rs`.

mod asking;
mod behind;

use super::decide::{decide, finds_expired};
use super::event::{Arrival, Entry, Event, LostWhy, Why};
use super::fault::Fault;
use super::id::{HandlerId, Receipt};
use super::nemesis::{Nemesis, Recorder};
use super::queue::{Due, Letter, Queue, Rank, What, When};
use super::recipe::Step;
use super::scenario::Setting;
use super::server::{Handler, Held, visible};
use super::site::{Place, Site};
use super::time::Ms;
use super::trace::Trace;
use super::verdict::Judge;
use super::wire::Leg;
use super::world::World;

/// The most entries one lane may write. A longer story is cut and says so: it would not
/// fit in memory, and no reader would finish it.
pub const ENTRIES_MAX: u32 = 20_000_000;

/// Runs a lane under a nemesis and keeps the whole story.
#[must_use]
pub fn simulate(setting: &Setting, nemesis: impl Nemesis) -> Trace {
    let mut recorder = Recorder::new(nemesis);
    let (mut entries, mut judge) = (Vec::new(), Judge::default());
    let mut engine = Engine::new(setting);
    let cut = engine.run(&mut recorder, |entry, world| {
        judge.watch(setting, entry, world);
        entries.push(*entry);
    });
    Trace::new(setting.clone(), entries, judge.verdict(), recorder, cut)
}

/// One lane's run. It can be run again and again; each run starts afresh.
#[derive(Debug)]
pub struct Engine<'s> {
    setting: &'s Setting,
    /// Decides the clients' own chance, the jitter; the weather brings its own seed.
    seed: u64,
    world: World,
    queue: Queue,
    /// What jobs will look at, in the order it was set.
    looks: Vec<behind::Look>,
    /// The looks that found their claim held by an open transaction.
    held_up: Vec<u32>,
    /// How many intents of the workload's order have started.
    started: usize,
    cut: bool,
}

/// The running half: the engine with its nemesis and its watcher.
struct Run<'e, 's, N, W> {
    engine: &'e mut Engine<'s>,
    nemesis: N,
    watch: W,
    until: Ms,
}

impl<'s> Engine<'s> {
    /// An engine for one lane.
    #[must_use]
    pub fn new(setting: &'s Setting) -> Self {
        let (world, queue) = (World::new(setting), Queue::default());
        Self {
            setting,
            seed: setting.knobs.seed,
            world,
            queue,
            looks: Vec::new(),
            held_up: Vec::new(),
            started: 0,
            cut: false,
        }
    }

    /// Gives the runs from now on another seed than the setting's: trial after trial in
    /// one engine. The nemesis must be given the same.
    pub const fn reseed(&mut self, seed: u64) {
        self.seed = seed;
    }

    /// Runs the story to its end. `watch` sees every entry with the world after it.
    /// Returns whether the story was cut: an unlimited client at 1,000 tries, or a lane
    /// at [`ENTRIES_MAX`].
    pub fn run(&mut self, nemesis: impl Nemesis, watch: impl FnMut(&Entry, &World)) -> bool {
        self.run_until(Ms::MAX, nemesis, watch)
    }

    /// Runs the story to the end of an instant.
    pub fn run_until(&mut self, until: Ms, nemesis: impl Nemesis, watch: impl FnMut(&Entry, &World)) -> bool {
        self.world.clear();
        self.queue.clear();
        self.looks.clear();
        self.held_up.clear();
        (self.started, self.cut) = (0, false);
        let mut run = Run { engine: self, nemesis, watch, until };
        while run.engine.world.entries < ENTRIES_MAX {
            if !run.step() {
                return run.engine.cut;
            }
        }
        true
    }

    /// The world as the last run left it.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    #[inline]
    fn handler(&self, who: HandlerId) -> Option<&Handler> {
        self.world.server.handlers.get(&who)
    }

    fn schedule(&mut self, at: Ms, rank: Rank, who: HandlerId, cause: u32, what: What) {
        self.queue.push(at, rank, who, Due { cause, what });
    }
}

impl<N: Nemesis, W: FnMut(&Entry, &World)> Run<'_, '_, N, W> {
    /// Does what is due next; false when nothing is. Intents come last in their instant.
    fn step(&mut self) -> bool {
        let setting = self.engine.setting;
        let intent = setting.workload.order.get(self.engine.started).copied();
        let starts = intent.map(|intent| setting.intent(intent).at);
        let next = self.engine.queue.next_at();
        let due = starts.into_iter().chain(next).min();
        let Some(at) = due.filter(|due| *due <= self.until) else { return false };
        if let Some(intent) = intent.filter(|_| next.is_none_or(|next| at < next)) {
            self.engine.started += 1;
            self.intend(intent, at);
        } else if let Some((when, due)) = self.engine.queue.pop() {
            self.happen(when, due);
        }
        true
    }

    fn happen(&mut self, when: When, Due { cause, what }: Due) {
        let When { at, who, .. } = when;
        match what {
            What::Restart(gap) => {
                let site = who.site().at(gap);
                self.emit(at, site, Some(cause), Event::Restarted);
            }
            What::Effect => self.proceed(who, at, true),
            What::Resume(gap) => {
                if self.engine.handler(who).is_some() {
                    let site = who.site().at(gap);
                    self.emit(at, site, Some(cause), Event::Resumed);
                    self.proceed(who, at, false);
                }
            }
            What::Arrive(Letter::Request) => self.receive(who, at, cause),
            What::Arrive(Letter::Reply { status, replayed }) => {
                self.hear(who, at, cause, status, replayed);
            }
            What::Die(leg) => {
                let lost = Event::Lost { why: LostWhy::Network };
                self.emit(at, who.site().at(leg.place()), Some(cause), lost);
            }
            What::Reset(leg) => self.reset(who, leg, at, cause),
            What::Timeout => self.time_out(who, at, cause),
            What::Try => self.attempt(who.intent, who.attempt, at, cause),
            What::Look(look) => self.look(look, at, cause),
        }
    }

    /// Writes an entry: the world learns of it, the watcher sees both.
    fn emit(&mut self, at: Ms, site: Site, cause: Option<u32>, event: Event) -> u32 {
        let entry = Entry { at, cause, site, event };
        let world = &mut self.engine.world;
        let index = world.entries;
        world.apply(self.engine.setting, &entry);
        (self.watch)(&entry, world);
        index
    }

    // The network -----------------------------------------------------------------

    /// Sends a message: the nemesis is asked once, at the send.
    fn post(&mut self, who: HandlerId, at: Ms, sent: u32, letter: Letter) {
        let knobs = &self.engine.setting.knobs;
        let (latency, delay_by, duplicate_by) = (knobs.latency, knobs.delay_by, knobs.duplicate_by);
        let (leg, rank) = match letter {
            Letter::Request => (Leg::Request, Rank::Request),
            Letter::Reply { .. } => (Leg::Reply, Rank::Reply),
        };
        let site = who.site().at(leg.place());
        let (mut due, mut cause) = (at + latency, sent);
        let mut second = None;
        match self.nemesis.strike(site) {
            Fault::Lose => {
                self.engine.schedule(at + latency / 2, rank, who, sent, What::Die(leg));
                return;
            }
            Fault::Reset => {
                self.engine.schedule(at + latency / 2, rank, who, sent, What::Reset(leg));
                return;
            }
            Fault::Delay(span) => {
                let by = span.unwrap_or(delay_by);
                cause = self.emit(at, site, Some(sent), Event::Delayed { by });
                due += by;
            }
            Fault::Duplicate(span) => {
                let gap = span.unwrap_or(duplicate_by);
                let doubled = self.emit(at, site, Some(sent), Event::Duplicated { gap });
                second = Some((due + gap, doubled));
            }
            Fault::None | Fault::Crash(_) | Fault::Pause(_) => {}
        }
        self.engine.schedule(due, rank, who, cause, What::Arrive(letter));
        if let Some((due, doubled)) = second {
            let copy = HandlerId { copy: who.copy || leg == Leg::Request, ..who };
            self.engine.schedule(due, rank, copy, doubled, What::Arrive(letter));
        }
    }

    // The server ------------------------------------------------------------------

    fn receive(&mut self, who: HandlerId, at: Ms, cause: u32) {
        let site = who.site().at(Place::Request);
        if self.engine.world.server.down_until.is_some() {
            self.emit(at, site, Some(cause), Event::Lost { why: LostWhy::Down });
            return;
        }
        let arrived = self.emit(at, site, Some(cause), Event::Arrived(Arrival::Request));
        let (slots, first) = (self.engine.setting.knobs.slots, self.engine.setting.recipe.steps.first());
        if let (Some(slots), Some(first)) = (slots, first)
            && self.engine.world.server.serving() > slots as usize
        {
            return self.answer_early(who, at, *first, Why::Busy);
        }
        if self.survives(who, at, arrived, Place::AfterReceive) {
            self.proceed(who, at, false);
        }
    }

    /// Runs a handler's steps back to back until it waits, stops or ends. The effect
    /// alone takes time: `worked` says that its time is over.
    fn proceed(&mut self, who: HandlerId, at: Ms, mut worked: bool) {
        let setting = self.engine.setting;
        let steps = &setting.recipe.steps;
        while let Some(handler) = self.engine.handler(who) {
            let (site, latest) = (handler.id.site(), handler.latest);
            let Some(step) = steps.get(handler.next).copied() else {
                // Through, and still here: its transaction was never committed.
                let ended = self.emit(at, site, Some(latest), Event::RolledBack);
                self.look_again(at, ended);
                return;
            };
            if matches!(step, Step::Effect(_)) && !std::mem::take(&mut worked) {
                let done = at + setting.knobs.work;
                self.engine.schedule(done, Rank::Handler, who, latest, What::Effect);
                return;
            }
            if let Some(record) = finds_expired(&self.engine.world, setting, handler, step, at) {
                self.emit(at, site, Some(latest), Event::Expired { record });
                continue;
            }
            let is_last = handler.is_last(steps);
            match decide(&self.engine.world, setting, handler, step, at) {
                Err(why) => return self.answer_early(who, at, step, why),
                Ok(event) => {
                    let had_row = self.engine.world.server.outbox.contains_key(&who);
                    let ran = self.answer(who, at, latest, event);
                    self.evict(site, at, ran);
                    self.set_looks(who, at, ran, event, had_row);
                    if !is_last && !self.survives(who, at, ran, step.gap()) {
                        return;
                    }
                }
            }
        }
    }

    /// Writes what a step came to. A reply leaves at once; a success waits for its
    /// checkpoint, and the last one it needs lets all of them leave.
    fn answer(&mut self, who: HandlerId, at: Ms, cause: u32, event: Event) -> u32 {
        let checkpoint = self.engine.setting.knobs.checkpoint as usize;
        let site = who.site();
        let Event::Replied { status, replayed, .. } = event else {
            return self.emit(at, site, Some(cause), event);
        };
        if checkpoint <= 1 || !status.is_success() {
            let sent = self.emit(at, site, Some(cause), event);
            self.post(who, at, sent, Letter::Reply { status, replayed });
            return sent;
        }
        let ran = self.emit(at, site, Some(cause), Event::ran(Step::Reply));
        if self.engine.world.server.held.len() >= checkpoint {
            for Held { who, receipt, replayed, since } in self.engine.world.server.held.clone() {
                let site = who.site();
                let sent = self.emit(at, site, Some(since), Event::Replied { status, receipt, replayed });
                self.post(who, at, sent, Letter::Reply { status, replayed });
            }
        }
        ran
    }

    /// Beyond capacity, an insert drops the least recently touched record.
    fn evict(&mut self, site: Site, at: Ms, cause: u32) {
        let Some(capacity) = self.engine.setting.knobs.capacity else { return };
        while self.engine.world.store.len() > capacity as usize {
            let Some(record) = self.engine.world.store.least_used() else { return };
            self.emit(at, site, Some(cause), Event::Evicted { record });
        }
    }

    /// Asks what strikes in a gap. Returns whether the handler goes on.
    fn survives(&mut self, who: HandlerId, at: Ms, cause: u32, gap: Place) -> bool {
        let site = who.site().at(gap);
        let (restart, pause_by) = (self.engine.setting.knobs.restart, self.engine.setting.knobs.pause_by);
        match self.nemesis.strike(site) {
            Fault::Crash(span) => {
                let until = at + span.unwrap_or(restart);
                let cut_off = self.relays_at_work();
                let crashed = self.emit(at, site, Some(cause), Event::Crashed { until });
                self.send_again(&cut_off, until, crashed);
                self.look_again(until, crashed);
                self.engine.schedule(until, Rank::Restart, who, crashed, What::Restart(gap));
                false
            }
            Fault::Pause(span) => {
                let until = at + span.unwrap_or(pause_by);
                let paused = self.emit(at, site, Some(cause), Event::Paused { until });
                self.engine.schedule(until, Rank::Handler, who, paused, What::Resume(gap));
                false
            }
            _ => true,
        }
    }

    /// Answered, rolled back, replied: one instant, no gap, the handler ends.
    fn answer_early(&mut self, who: HandlerId, at: Ms, step: Step, why: Why) {
        let setting = self.engine.setting;
        let Some(handler) = self.engine.handler(who) else { return };
        let (site, latest) = (handler.id.site(), handler.latest);
        let (is_open, has_replied) = (handler.open.is_some(), handler.replied);
        let receipt = self.stored_receipt(who).filter(|_| why == Why::Replay);
        let answered = Event::Answered { step, why };
        let mut cause = self.emit(at, site, Some(latest), answered);
        if is_open {
            cause = self.emit(at, site, Some(cause), Event::RolledBack);
            self.look_again(at, cause);
        }
        // A request has one reply: a handler that already sent it only stops.
        if has_replied {
            return;
        }
        let (status, replayed) = (setting.recipe.answer(why), why == Why::Replay);
        debug_assert!(setting.recipe.steps.contains(&step), "only steps of the recipe answer");
        self.answer(who, at, cause, Event::Replied { status, receipt, replayed });
    }

    fn stored_receipt(&self, who: HandlerId) -> Option<Receipt> {
        let handler = self.engine.handler(who)?;
        let id = handler.record_id(self.engine.setting)?;
        visible(&self.engine.world.store, handler, id).and_then(|record| record.reply)
    }
}
