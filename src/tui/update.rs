//! The update: one message in, a changed model and one effect out. Draws nothing and
//! touches nothing outside.

mod breaks;
mod change;
mod class;
mod found;
mod home;
mod lab;
mod lesson;
mod menu;
mod sql;
mod steps;
mod sweep;
mod time;
mod tradeoffs;
mod verbs;
mod watch;
mod write;

pub use home::{open_lesson, open_review, open_sandbox, open_shared, open_verbs};
pub use lesson::keep;
pub use sql::open_bench;
pub use watch::reload;

use super::breaks::Found;
use super::errand::News;
use super::model::{Model, Screen};
use super::msg::{Effect, Msg};
use super::run::Ground;

/// Answers a message.
pub fn update(model: &mut Model, msg: Msg) -> Effect {
    if matches!(msg, Msg::Tick(_) | Msg::Resize(..)) {
        return answer(model, msg);
    }
    model.notice = None;
    match answer(model, msg) {
        Effect::None => keep(model).unwrap_or(Effect::None),
        effect => effect,
    }
}

fn answer(model: &mut Model, msg: Msg) -> Effect {
    match msg {
        Msg::Quit => return Effect::Quit,
        Msg::Suspend => return Effect::Suspend,
        Msg::Tick(passed) => return time::tick(model, passed),
        Msg::Resize(width, height) => model.size = (width, height),
        Msg::Mouse => {
            model.options.mouse = !model.options.mouse;
            return Effect::Mouse(model.options.mouse);
        }
        Msg::Palette => return next_palette(model),
        Msg::Help => toggle_help(model),
        _ => {
            if let Some(effect) = class::on_class(model, msg) {
                return effect;
            }
            return match model.top().clone() {
                Screen::Home { selected } => home::on_home(model, selected, msg),
                Screen::Lab => match model.run.as_ref().map(|run| &run.ground) {
                    Some(Ground::Verbs(_)) => verbs::on_stage(model, msg),
                    Some(Ground::Sql(_)) => sql::on_stage(model, msg),
                    Some(Ground::Chart(_)) => sweep::on_stage(model, msg),
                    Some(Ground::Story) | None => lab::on_lab(model, msg),
                },
                Screen::Blank => class::on_blank(model, msg),
                Screen::Bench => sql::on_bench(model, msg),
                Screen::Write => sql::on_write(model, msg),
                Screen::Verbs => verbs::on_verbs(model, msg),
                Screen::Strike { .. } => menu::on_strike(model, msg),
                Screen::Presets { .. } => menu::on_presets(model, msg),
                Screen::Panel { .. } => menu::on_panel(model, msg),
                Screen::Confirm { lesson } => home::on_confirm(model, lesson, msg),
                Screen::Message | Screen::Share { .. } | Screen::Help { .. } | Screen::Complaints { .. } => {
                    menu::on_reading(model, msg)
                }
                Screen::Breaks => breaks::on_breaks(model, msg),
                Screen::TradeOffs => tradeoffs::on_tradeoffs(model, msg),
                Screen::Vary => tradeoffs::on_vary(model, msg),
                Screen::Steps(_) => steps::on_steps(model, msg),
            };
        }
    }
    Effect::None
}

/// Takes what an errand has come to. Nothing on screen waits for it.
pub fn news(model: &mut Model, news: News) {
    match news {
        News::Search(search, over) => breaks::news(model, Found::Plans(search), over),
        News::Orders(trials, over) => breaks::news(model, Found::Orders(trials), over),
        News::Sweep(grid, sums, took, over) => model.tradeoffs.news(&grid, sums, took, over),
        News::Chart(grid, sums, over) => {
            if let Some(run) = &mut model.run {
                run.take_sums(&grid, sums, over);
            }
        }
    }
}

fn toggle_help(model: &mut Model) {
    if matches!(model.top(), Screen::Help { .. }) {
        model.screens.pop();
    } else {
        model.motion.stop();
        let of = model.scope();
        model.screens.push(Screen::Help { of, scroll: 0 });
    }
}

fn next_palette(model: &mut Model) -> Effect {
    let names: Vec<&str> = super::theme::PALETTES.iter().map(|(name, _)| *name).collect();
    let now = names.iter().position(|name| *name == model.options.palette);
    let next = names[now.map_or(0, |now| (now + 1) % names.len())].to_owned();
    model.options.palette.clone_from(&next);
    model.notice = Some(format!("palette: {next}"));
    Effect::Palette(next)
}
