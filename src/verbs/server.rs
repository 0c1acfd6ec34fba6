//! The server: the orders callers ask about, and its own books beside them.
//!
//! Total: every request has an answer in every state. Which part of a state is asked for
//! and which is the server's own is declared in `part`, not here.

use std::collections::BTreeMap;

use super::order::{Name, Order};
use super::reply::Reply;
use super::request::{Act, Condition, Request};
use super::verb::Verb;

/// An order with its revision number, which is sent as its entity tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// The order.
    pub order: Order,
    /// How many times it was written, from 1.
    pub version: u32,
}

/// A state of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The orders, by name.
    pub orders: BTreeMap<Name, Held>,
    /// The number the next order gets.
    pub next: u32,
    /// How often an order was looked at, where that is counted.
    pub hits: u32,
    /// How many requests are in the log.
    pub log: u32,
}

impl Server {
    /// A server that holds these orders and has done nothing yet.
    #[must_use]
    pub fn holding(orders: impl IntoIterator<Item = (Name, Held)>) -> Self {
        let orders: BTreeMap<Name, Held> = orders.into_iter().collect();
        let numbers = orders.keys().filter_map(|name| match name {
            Name::Number(number) => Some(*number),
            Name::Chosen(_) => None,
        });
        let next = numbers.max().map_or(1, |newest| newest.saturating_add(1));
        Self { orders, next, hits: 0, log: 0 }
    }

    /// Handles a request. Every one is logged, also those that are refused.
    pub fn handle(&mut self, request: &Request) -> Reply {
        self.log = self.log.saturating_add(1);
        if let Some(condition) = request.condition
            && !self.meets(request.act, condition)
        {
            return Reply::bare(412);
        }
        match request.act {
            Act::Read(name) if request.verb == Verb::Head => match self.orders.get(&name) {
                Some(held) => Reply::new(200, format!("ETag: \"v{}\"", held.version)),
                None => Reply::bare(404),
            },
            Act::Read(name) => self.show(name),
            Act::Count(name) => self.count(name),
            Act::Search(cups) => self.search(cups),
            Act::Describe => Reply::new(204, "Allow: GET, PUT, .."),
            Act::Echo => Reply::new(200, request.line()),
            Act::Replace(name, line) => {
                let created = self.write(name, Order::of(line));
                Reply::bare(if created { 201 } else { 204 })
            }
            Act::Remove(name) => Reply::bare(if self.orders.remove(&name).is_some() { 204 } else { 404 }),
            Act::Clear(name) => {
                self.orders.remove(&name);
                Reply::bare(204)
            }
            Act::Create(line) => self.create(Order::of(line)),
            Act::CreateAs(name, line) => self.create_as(name, Order::of(line)),
            Act::SetCups(name, cups) => self.change(name, |order| {
                order.lines.iter_mut().take(1).for_each(|line| line.cups = cups);
            }),
            Act::AddCups(name, cups) => self.change(name, |order| {
                order.lines.iter_mut().take(1).for_each(|line| line.cups = line.cups.saturating_add(cups));
            }),
            Act::RaiseCups(name, cups) => self.change(name, |order| {
                order.lines.iter_mut().take(1).for_each(|line| line.cups = line.cups.max(cups));
            }),
            Act::Toggle(name) => self.change(name, |order| order.approved = !order.approved),
            Act::Approve(name) => match self.change(name, |order| order.approved = true) {
                reply if reply.is_success() => self.show(name),
                refused => refused,
            },
            Act::TakeOldest => match self.orders.pop_first() {
                Some((_, held)) => Reply::new(200, held.order.to_string()),
                None => Reply::bare(404),
            },
            Act::Append(name, line) => match self.change(name, |order| order.lines.push(line)) {
                reply if reply.is_success() => reply,
                _ => {
                    self.write(name, Order::of(line));
                    Reply::bare(201)
                }
            },
            Act::RemoveNewest => match self.orders.pop_last() {
                Some(_) => Reply::bare(204),
                None => Reply::bare(404),
            },
        }
    }

    /// Whether the order a request is about is as its condition says.
    fn meets(&self, act: Act, condition: Condition) -> bool {
        let held = about(act).and_then(|name| self.orders.get(&name));
        match condition {
            Condition::Version(version) => held.is_some_and(|held| held.version == version),
            Condition::Absent => held.is_none(),
        }
    }

    fn show(&self, name: Name) -> Reply {
        self.orders.get(&name).map_or(Reply::bare(404), |held| Reply::new(200, held.order.to_string()))
    }

    fn count(&mut self, name: Name) -> Reply {
        self.hits = self.hits.saturating_add(1);
        match self.orders.get(&name) {
            Some(held) => Reply::new(200, format!("{}; seen {}x", held.order, self.hits)),
            None => Reply::bare(404),
        }
    }

    fn search(&self, cups: u32) -> Reply {
        let found = self.orders.values().filter(|held| held.order.cups() >= cups).count();
        Reply::new(200, format!("{found} found"))
    }

    /// Makes an order what is sent. Whether it was not there before.
    fn write(&mut self, name: Name, order: Order) -> bool {
        let before = self.orders.get(&name).map(|held| held.version);
        let version = before.map_or(1, |version| version.saturating_add(1));
        self.orders.insert(name, Held { order, version });
        before.is_none()
    }

    fn create(&mut self, order: Order) -> Reply {
        let name = Name::Number(self.next);
        self.next = self.next.saturating_add(1);
        self.write(name, order);
        Reply::new(201, format!("Location: {name}"))
    }

    fn create_as(&mut self, name: Name, order: Order) -> Reply {
        let status = match self.orders.get(&name) {
            Some(held) if held.order == order => 200,
            Some(_) => return Reply::bare(409),
            None => 201,
        };
        if status == 201 {
            self.write(name, order);
        }
        Reply::new(status, format!("Location: {name}"))
    }

    fn change(&mut self, name: Name, change: impl FnOnce(&mut Order)) -> Reply {
        let Some(held) = self.orders.get_mut(&name) else { return Reply::bare(404) };
        change(&mut held.order);
        held.version = held.version.saturating_add(1);
        Reply::bare(204)
    }
}

/// The one order a request is about, if it names one.
const fn about(act: Act) -> Option<Name> {
    match act {
        Act::Read(name)
        | Act::Count(name)
        | Act::Replace(name, _)
        | Act::Remove(name)
        | Act::Clear(name)
        | Act::CreateAs(name, _)
        | Act::SetCups(name, _)
        | Act::AddCups(name, _)
        | Act::RaiseCups(name, _)
        | Act::Approve(name)
        | Act::Toggle(name)
        | Act::Append(name, _) => Some(name),
        Act::Search(_) | Act::Describe | Act::Echo | Act::Create(_) | Act::TakeOldest | Act::RemoveNewest => {
            None
        }
    }
}
