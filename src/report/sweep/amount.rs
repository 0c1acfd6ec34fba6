//! One figure, written with its unit and the half-width of its interval.

use crate::sim::time::{SECOND, show_roughly};
use crate::sweep::figure::Unit;
use crate::sweep::{Estimate, FIGURES, Table};

/// A mean as people write it: `$18.75`, `12.3 %`, `1.88`, `4.4 s`.
#[must_use]
pub fn amount(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Money => format!("${value:.2}"),
        Unit::Share if value > 0.0 && value < 0.000_95 => format!("{:.4} %", value * 100.0),
        Unit::Share => format!("{:.1} %", value * 100.0),
        Unit::Count if value >= 1_000.0 => format!("{value:.0}"),
        Unit::Count => format!("{value:.2}"),
        Unit::Span => span(value),
    }
}

/// The half-width in the same unit, without its sign.
#[must_use]
pub fn half(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => format!("{:.1}", value * 100.0),
        Unit::Count if value >= 1_000.0 => format!("{value:.0}"),
        Unit::Money | Unit::Count => format!("{value:.2}"),
        Unit::Span => span(value),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a span far below 2^53 ms")]
fn span(ms: f64) -> String {
    let whole = ms.max(0.0).round() as u64;
    if whole < 10 * SECOND { format!("{whole} ms") } else { show_roughly(whole) }
}

/// A cell of the table: the estimate with its interval. A share that was never seen says
/// how large it may be all the same, unless theory promises that it is none.
#[must_use]
pub fn cell(table: &Table, (point, lane): (usize, usize), figure: usize) -> String {
    let (Some(row), Some(Estimate { mean, half: wide })) =
        (FIGURES.get(figure), table.estimate(point, lane, figure))
    else {
        return "-".to_owned();
    };
    let trials = table.tally(point, lane).filter(|tally| tally.total(figure) == 0).map(|tally| tally.trials);
    let never = table.theory(point, lane, figure).is_some_and(|law| law.value <= 0.0);
    match (row.unit, trials) {
        (Unit::Share, Some(trials)) if !never => return unseen(trials),
        (_, Some(_)) => return "0".to_owned(),
        (Unit::Share, None) if wide > 0.0 => return share(mean, wide),
        _ => {}
    }
    let text = amount(row.unit, mean);
    if wide.is_nan() || half(row.unit, wide) == half(row.unit, 0.0) {
        return text;
    }
    format!("{text} ±{}", half(row.unit, wide))
}

/// What was never seen in so many trials may still be: below 3/n with 95 % confidence
/// (Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 1983).
fn unseen(trials: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a bound for people")]
    let most = 3.0 / trials.max(1) as f64 * 100.0;
    if most >= 100.0 { "0".to_owned() } else { format!("0 (<{most:.*} %)", digits(most)) }
}

/// A share with as many digits as its interval bears; the interval of a share ends at 0.
fn share(mean: f64, wide: f64) -> String {
    let (mean, wide) = (mean * 100.0, wide * 100.0);
    let digits = digits(wide);
    if wide > mean {
        return format!("{mean:.digits$} % (0 to {:.digits$})", mean + wide);
    }
    format!("{mean:.digits$} % ±{wide:.digits$}")
}

/// How many digits after the point say something, where this much is uncertain.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 6")]
fn digits(percent: f64) -> usize {
    if percent >= 0.1 { 1 } else { ((-percent.log10()).ceil() + 1.0).clamp(1.0, 6.0) as usize }
}
