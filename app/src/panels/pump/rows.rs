//! The lines of the display as they are drawn: whole and fraction apart, the typed digits in place.

use simulators::pump::view::{PumpView, Row, RowLabel, RowState, Screen};

use crate::words;

/// One line, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShownRow {
    pub(super) class: &'static str,
    pub(super) label: String,
    pub(super) whole: String,
    /// The point and what follows, drawn smaller.
    pub(super) fraction: String,
    pub(super) unit: String,
    /// The value in force, while another is being entered.
    pub(super) was: Option<String>,
    pub(super) caret: bool,
}

/// Whether the screen tells of a delivery: rate and dose large, the rest in two columns.
pub(super) fn is_delivering(screen: Screen) -> bool {
    matches!(
        screen,
        Screen::Ready | Screen::Running | Screen::Kvo | Screen::Bolus | Screen::Paused | Screen::AlarmStopped
    )
}

/// The lines of a view. Drug and bag share a line, and so do a pressure and its limit.
pub(super) fn shown_rows(view: &PumpView) -> Vec<ShownRow> {
    let value_of = |label: RowLabel| {
        view.rows
            .iter()
            .find(|row| row.label == label)
            .map(|row| &row.value)
    };
    let bag = value_of(RowLabel::Concentration);
    let pressure_limit = value_of(RowLabel::PressureLimit);
    let joined = |label: RowLabel| match label {
        RowLabel::Concentration => value_of(RowLabel::Drug).is_some(),
        RowLabel::PressureLimit => value_of(RowLabel::Pressure).is_some(),
        _ => false,
    };
    view.rows
        .iter()
        .filter(|row| !joined(row.label))
        .map(|row| match (row.label, bag, pressure_limit) {
            (RowLabel::Drug, Some(bag), _) => ShownRow {
                label: row.value.clone(),
                whole: bag.clone(),
                ..shown(row, view)
            },
            (RowLabel::Pressure, _, Some(limit)) => ShownRow {
                unit: words::pump::of_limit(limit, &row.unit),
                ..shown(row, view)
            },
            _ => shown(row, view),
        })
        .collect()
}

fn shown(row: &Row, view: &PumpView) -> ShownRow {
    let editing = row.state == RowState::Editing;
    let typed = view
        .entry
        .as_ref()
        .filter(|entry| editing && !entry.text.is_empty());
    let value = match (typed, &row.state) {
        (Some(entry), _) => entry.text.as_str(),
        (None, RowState::Unset) => words::pump::not_set(),
        (None, _) => row.value.as_str(),
    };
    let (whole, fraction) = split(value);
    ShownRow {
        class: class(row, view.screen),
        label: words::pump::row(row.label).to_owned(),
        whole: whole.to_owned(),
        fraction: fraction.to_owned(),
        unit: row.unit.clone(),
        was: match &row.state {
            RowState::Changed { from } => Some(from.clone()),
            _ => None,
        },
        caret: editing,
    }
}

fn class(row: &Row, screen: Screen) -> &'static str {
    let lead = match screen {
        Screen::Kvo => RowLabel::KvoRate,
        Screen::Bolus => RowLabel::BolusRate,
        _ => RowLabel::Rate,
    };
    match (&row.state, row.label) {
        (RowState::Editing, _) => "drow drow-edit",
        (RowState::Unset, _) => "drow drow-unset",
        (_, RowLabel::Drug) => "drow drow-drug",
        (_, label) if is_delivering(screen) && label == lead => "drow drow-lead",
        (RowState::Warning, RowLabel::Dose) if is_delivering(screen) => "drow drow-second drow-warn",
        (_, RowLabel::Dose) if is_delivering(screen) => "drow drow-second",
        (RowState::Warning, _) => "drow drow-warn",
        (_, RowLabel::Pressure) => "drow drow-wide",
        (_, RowLabel::OutsideLibrary | RowLabel::Concentration | RowLabel::Reason) => "drow drow-word",
        (RowState::Computed, _) => "drow drow-computed",
        _ => "drow",
    }
}

/// A number's whole part, and the point with what follows; words stay whole.
fn split(value: &str) -> (&str, &str) {
    let is_number = value.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    match value.find('.').filter(|_| is_number) {
        Some(point) => value.split_at(point),
        None => (value, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decimals_of_a_number_are_set_apart() {
        assert_eq!(split("0.08"), ("0", ".08"));
        assert_eq!(split("1,000"), ("1,000", ""));
        assert_eq!(split("4 mg in 2.5 mL"), ("4 mg in 2.5 mL", ""));
    }
}
