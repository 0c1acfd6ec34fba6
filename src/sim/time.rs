//! Milliseconds, and spans the way people write them.
//!
//! Simulated time only: whole milliseconds since the story began. Must not know the
//! wall clock.

/// An instant or a span, in whole milliseconds.
pub type Ms = u64;

/// One second.
pub const SECOND: Ms = 1_000;
/// One minute.
pub const MINUTE: Ms = 60 * SECOND;
/// One hour.
pub const HOUR: Ms = 60 * MINUTE;
/// One day.
pub const DAY: Ms = 24 * HOUR;

/// The longest span that can be written: a hundred years. It keeps every sum of spans
/// far from overflow.
pub const SPAN_MAX: Ms = 36_500 * DAY;

/// Units by size, largest first, as they are written and read.
const UNITS: [(&str, Ms); 5] = [("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", 1)];

/// Reads `250ms`, `30s`, `5m`, `24h` or `30d`; a bare `0` is a span too.
///
/// Returns `None` for anything else, and for spans beyond [`SPAN_MAX`].
#[must_use]
pub fn parse_span(text: &str) -> Option<Ms> {
    if text == "0" {
        return Some(0);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let scale = UNITS.iter().find(|(name, _)| *name == unit)?.1;
    let span = number.parse::<Ms>().ok()?.checked_mul(scale)?;
    (span <= SPAN_MAX).then_some(span)
}

/// Writes a span in the largest unit that divides it: 86,400,000 is `24h`, 1,500 is
/// `1500ms`. What is written reads back as the same span.
///
/// Days begin at two (`24h`, `30d`), because that is how the vendors write them.
#[must_use]
pub fn show_span(span: Ms) -> String {
    let unit = UNITS
        .iter()
        .find(|(name, scale)| span >= *scale && span.is_multiple_of(*scale) && (*name != "d" || span > DAY));
    match unit {
        Some((name, scale)) => format!("{}{name}", span / scale),
        None => format!("{span}ms"),
    }
}

/// Writes a span roughly, for people: 5,400 is `5.4 s`, 86,398,804 is `23 h 59 min`.
#[must_use]
pub fn show_roughly(span: Ms) -> String {
    match span {
        0..SECOND => format!("{span} ms"),
        SECOND..MINUTE if span.is_multiple_of(SECOND) => format!("{} s", span / SECOND),
        SECOND..MINUTE => format!("{}.{} s", span / SECOND, span % SECOND / 100),
        MINUTE..HOUR => format!("{} min {} s", span / MINUTE, span % MINUTE / SECOND),
        HOUR..=DAY => format!("{} h {} min", span / HOUR, span % HOUR / MINUTE),
        _ => format!("{} d {} h", span / DAY, span % DAY / HOUR),
    }
}

/// From here on people read instants in hours and minutes.
const LATE: Ms = 10 * MINUTE;

/// Writes an instant for people: 1,310 is `1.310 s`; from ten minutes on its two largest
/// parts, 172,800,110 is `48 h 0 min`.
#[must_use]
pub fn show_instant(at: Ms) -> String {
    match at {
        0..LATE => show_exactly(at),
        LATE..HOUR => format!("{} min {} s", at / MINUTE, at % MINUTE / SECOND),
        _ if at < 4 * DAY => format!("{} h {} min", at / HOUR, at % HOUR / MINUTE),
        _ => format!("{} d {} h", at / DAY, at % DAY / HOUR),
    }
}

/// Writes an instant to the millisecond, as seconds with three decimals: 1,310 is `1.310 s`.
#[must_use]
pub fn show_exactly(at: Ms) -> String {
    format!("{}.{:03} s", at / SECOND, at % SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_back_as_they_were_written() {
        for span in [0, 1, 5, 205, 999, 1_000, 1_500, 60_000, 90_000, HOUR, DAY, 2 * DAY, 30 * DAY] {
            assert_eq!(parse_span(&show_span(span)), Some(span), "{}", show_span(span));
        }
    }

    #[test]
    fn spans_are_written_as_vendors_write_them() {
        let shown = [250, 30_000, DAY, 30 * DAY, 5_400].map(show_span);
        assert_eq!(shown, ["250ms", "30s", "24h", "30d", "5400ms"]);
    }

    #[test]
    fn rough_spans_keep_their_two_largest_parts() {
        let shown = [7, 5_400, 30_000, 90_000, 86_398_804, 30 * DAY].map(show_roughly);
        assert_eq!(shown, ["7 ms", "5.4 s", "30 s", "1 min 30 s", "23 h 59 min", "30 d 0 h"]);
    }

    #[test]
    fn late_instants_are_hours_and_minutes() {
        let late = [0, 1_310, 599_999, 600_000, 3_600_110, 172_800_110, 30 * DAY + 5 * HOUR];
        let shown = ["0.000 s", "1.310 s", "599.999 s", "10 min 0 s", "1 h 0 min", "48 h 0 min", "30 d 5 h"];
        assert_eq!(late.map(show_instant), shown);
        assert_eq!(show_exactly(172_800_110), "172800.110 s");
    }

    #[test]
    fn nonsense_is_no_span() {
        for text in ["", "ms", "1", "-1s", "1.5s", "1 s", "9999999999999d", "36501d", "1S", "１s"] {
            assert_eq!(parse_span(text), None, "{text:?}");
        }
    }
}
