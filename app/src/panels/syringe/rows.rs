//! The lines of the syringe pump's display.

use simulators::entry::EntryStyle;
use simulators::pump::view::RowState;
use simulators::syringe::view::{
    SyringePumpView, SyringeRow, SyringeRowLabel as Label, SyringeScreen as Screen,
};

use crate::panels::device::shown::{ShownRow, Standing, Typed};
use crate::words;

/// Whether the screen tells of a delivery: rate and dose large, the rest in two columns.
pub(super) const fn is_delivering(screen: Screen) -> bool {
    matches!(
        screen,
        Screen::Ready | Screen::Running | Screen::Kvo | Screen::Bolus | Screen::Paused | Screen::AlarmStopped
    )
}

/// The lines of a view. Drug and concentration share a line, a pressure and its limit, and what is left in the
/// syringe and which syringe that is.
pub(super) fn shown_rows(view: &SyringePumpView) -> Vec<ShownRow> {
    let value_of = |label: Label| {
        view.rows
            .iter()
            .find(|row| row.label == label)
            .map(|row| &row.value)
    };
    let concentration = value_of(Label::Concentration);
    let pressure_limit = value_of(Label::PressureLimit);
    let joined = |label: Label| match label {
        Label::Concentration => value_of(Label::Drug).is_some(),
        Label::PressureLimit => value_of(Label::Pressure).is_some(),
        _ => false,
    };
    view.rows
        .iter()
        .filter(|row| !joined(row.label))
        .map(|row| match (row.label, concentration, pressure_limit) {
            (Label::Drug, Some(concentration), _) => ShownRow {
                label: row.value.clone(),
                whole: concentration.clone(),
                ..shown(row, view)
            },
            (Label::Pressure, _, Some(limit)) => ShownRow {
                unit: words::pump::of_limit(limit, &row.unit),
                meter: Some(view.pressure_percent),
                ..shown(row, view)
            },
            (Label::SyringeLeft, _, _) => ShownRow {
                label: view
                    .syringe
                    .map_or_else(|| label(row).to_owned(), words::syringe::kind),
                unit: words::syringe::left_unit(&row.unit),
                meter: view.syringe_left_percent,
                ..shown(row, view)
            },
            _ => shown(row, view),
        })
        .collect()
}

/// The name of a line; a warning that the line alone would not explain is said in it.
pub(super) fn label(row: &SyringeRow) -> &'static str {
    match (row.label, &row.state) {
        (Label::Rate, RowState::Warning) => words::syringe::rate_too_low(),
        (Label::Vtbi, RowState::Warning) => words::syringe::more_than_left(),
        (label, _) => words::syringe::row(label),
    }
}

fn shown(row: &SyringeRow, view: &SyringePumpView) -> ShownRow {
    let typed = view.entry.as_ref().map(|entry| Typed {
        text: &entry.text,
        cursor: entry.cursor,
        by_digits: matches!(entry.style, EntryStyle::StrictPad | EntryStyle::LegacyPad),
    });
    ShownRow::new(
        standing(row.label, view.screen),
        label(row),
        (&row.value, &row.unit),
        &row.state,
        typed,
    )
}

fn standing(label: Label, screen: Screen) -> Standing {
    let lead = match screen {
        Screen::Kvo => Label::KvoRate,
        Screen::Bolus => Label::BolusRate,
        _ => Label::Rate,
    };
    match label {
        Label::Drug => Standing::Drug,
        label if is_delivering(screen) && label == lead => Standing::Lead,
        Label::Dose if is_delivering(screen) => Standing::Second,
        Label::Pressure | Label::SyringeLeft => Standing::Wide,
        Label::OutsideLibrary | Label::Concentration => Standing::Word,
        _ => Standing::Plain,
    }
}
