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

/// A cell of the table: the estimate with its interval; exactly none is said plainly.
#[must_use]
pub fn cell(table: &Table, (point, lane): (usize, usize), figure: usize) -> String {
    let (Some(row), Some(Estimate { mean, half: wide })) =
        (FIGURES.get(figure), table.estimate(point, lane, figure))
    else {
        return "-".to_owned();
    };
    if table.tally(point, lane).is_some_and(|tally| tally.total(figure) == 0) {
        return "0".to_owned();
    }
    let text = amount(row.unit, mean);
    if wide.is_nan() || half(row.unit, wide) == half(row.unit, 0.0) {
        return text;
    }
    format!("{text} ±{}", half(row.unit, wide))
}
