//! The lines of the pump's display.

use simulators::pump::view::{PumpView, Row, RowLabel, Screen};

use crate::panels::device::shown::{ShownRow, Standing, Typed};
use crate::words;

/// Whether the screen tells of a delivery: rate and dose large, the rest in two columns.
pub(super) fn is_delivering(screen: Screen) -> bool {
    matches!(
        screen,
        Screen::Ready
            | Screen::Running
            | Screen::Kvo
            | Screen::Bolus
            | Screen::Secondary
            | Screen::Loading
            | Screen::Beyond
            | Screen::Waiting
            | Screen::CheckingLine
            | Screen::Paused
            | Screen::AlarmStopped
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
    let typed = view.entry.as_ref().map(|entry| Typed {
        text: &entry.text,
        cursor: entry.cursor,
        by_digits: entry.style.is_typed(),
    });
    ShownRow::new(
        standing(row.label, view.screen),
        words::pump::row(row.label),
        (&row.value, &row.unit),
        &row.state,
        typed,
    )
}

fn standing(label: RowLabel, screen: Screen) -> Standing {
    let lead = match screen {
        Screen::Kvo => RowLabel::KvoRate,
        Screen::Bolus | Screen::Loading => RowLabel::BolusRate,
        Screen::Secondary => RowLabel::SecondaryRate,
        _ => RowLabel::Rate,
    };
    match label {
        RowLabel::Drug => Standing::Drug,
        label if is_delivering(screen) && label == lead => Standing::Lead,
        RowLabel::Dose if is_delivering(screen) => Standing::Second,
        RowLabel::Pressure => Standing::Wide,
        RowLabel::OutsideLibrary | RowLabel::Concentration | RowLabel::Reason => Standing::Word,
        _ => Standing::Plain,
    }
}
