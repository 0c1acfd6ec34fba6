//! The ledger: the charges that really happened, here and at the provider.
//!
//! Judges what an effect step would do, and books it. A crash never touches it.

use std::collections::BTreeMap;

use super::id::Receipt;
use super::id::{HandlerId, Key, RecordId};
use super::recipe::How;
use super::scenario::Setting;
use super::time::Ms;

/// One booked effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// When it became durable.
    pub at: Ms,
    /// Who did it.
    pub handler: HandlerId,
    /// Under which key.
    pub key: Option<Key>,
    /// How it was done.
    pub how: How,
    /// The customer's balance after it.
    pub balance: u64,
}

/// What an effect step does when it lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It acts; the receipt proves it.
    Acts(Receipt),
    /// It was done before: no effect, and the receipt of that time.
    Already(Receipt),
    /// The conditional write matched no row.
    NoRow,
}

/// Balances, effects and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Each customer's balance.
    pub balances: Vec<u64>,
    /// For each intent: how many durable effects it had; those of one asked for once more
    /// are the meant one's.
    pub effects: Vec<u32>,
    /// Every effect, in the order it became durable.
    pub rows: Vec<Row>,
    /// For each customer: how many conditional writes took.
    versions: Vec<u32>,
    /// For each intent: the receipt of its keyed row, or of the provider's first act.
    receipts: Vec<Option<Receipt>>,
    /// What the provider remembers of forwarded keys: when it first acted, and its receipt.
    forwarded: BTreeMap<RecordId, (Ms, Receipt)>,
}

impl Ledger {
    /// Empty accounts for everybody.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        let (intents, customers) = (setting.intents().len(), setting.workload.customers);
        Self {
            balances: vec![0; customers],
            effects: vec![0; intents],
            versions: vec![0; customers],
            receipts: vec![None; intents],
            ..Self::default()
        }
    }

    /// Closes all accounts as if nothing had happened.
    pub fn clear(&mut self) {
        self.balances.fill(0);
        self.effects.fill(0);
        self.rows.clear();
        self.versions.fill(0);
        self.receipts.fill(None);
        self.forwarded.clear();
    }

    /// What all customers were charged together.
    #[must_use]
    pub fn balance(&self) -> u64 {
        self.balances.iter().sum()
    }

    /// The durable effects of one intent.
    #[must_use]
    pub fn effects_of(&self, intent: u32) -> u32 {
        self.effects.get(intent as usize).copied().unwrap_or(0)
    }

    /// The receipt of what the provider already did for an intent.
    #[must_use]
    pub fn provider_receipt(&self, intent: u32) -> Option<Receipt> {
        self.receipts.get(intent as usize).copied().flatten()
    }

    /// What this handler's effect would do now.
    #[must_use]
    pub fn judge(&self, setting: &Setting, how: How, me: HandlerId, key: Option<Key>, now: Ms) -> Judged {
        let index = setting.means(me.intent) as usize;
        let customer = setting.intent(me.intent).customer;
        let target = setting.workload.targets[index];
        let mine = Receipt::Handler(me);
        match how {
            How::Set if self.balances[customer as usize] == target => {
                Judged::Already(Receipt::Balance(target))
            }
            How::Set => Judged::Acts(Receipt::Balance(target)),
            How::Swap if self.versions[customer as usize] != setting.workload.earlier[index] => Judged::NoRow,
            How::Swap if self.balances[customer as usize] == target => Judged::Already(mine),
            How::Add | How::Swap => Judged::Acts(mine),
            How::Row => self.receipts[index].map_or(Judged::Acts(mine), Judged::Already),
            How::Call { forwarded } => {
                let id = key.filter(|_| forwarded).map(|key| RecordId::new(&setting.knobs, customer, key));
                let known = id.and_then(|id| self.forwarded.get(&id));
                let remembers = |since: Ms| setting.knobs.downstream_ttl.is_none_or(|ttl| now < since + ttl);
                match known {
                    Some((since, receipt)) if remembers(*since) => Judged::Already(*receipt),
                    _ => Judged::Acts(mine),
                }
            }
        }
    }

    /// Books what this handler's effect does, as judged at this instant.
    pub fn book(&mut self, setting: &Setting, how: How, me: HandlerId, key: Option<Key>, now: Ms) {
        let judged = self.judge(setting, how, me, key, now);
        let intent = setting.intent(me.intent);
        let (index, customer) = (setting.means(me.intent) as usize, intent.customer as usize);
        if how == How::Swap && judged != Judged::NoRow {
            self.versions[customer] += 1;
        }
        let Judged::Acts(receipt) = judged else { return };
        match how {
            How::Add => self.balances[customer] += intent.amount,
            How::Set | How::Swap => self.balances[customer] = setting.workload.targets[index],
            How::Row | How::Call { .. } => {
                self.balances[customer] += intent.amount;
                self.receipts[index].get_or_insert(receipt);
            }
        }
        if let (How::Call { forwarded: true }, Some(key)) = (how, key) {
            let id = RecordId::new(&setting.knobs, intent.customer, key);
            self.forwarded.insert(id, (now, receipt));
        }
        self.effects[index] += 1;
        self.rows.push(Row { at: now, handler: me, key, how, balance: self.balances[customer] });
    }
}
