//! The lines of the screen.

use super::super::holder::Sensed;
use super::super::view::{SyringeRow as Row, SyringeRowLabel as Label};
use super::editing::{EditScreen, Editor, Purpose};
use super::program::{Program, work_out, work_out_bolus};
use super::{Question, Stage, SyringePump};
use crate::drugs::dose;
use crate::notation;
use crate::pump::view::{Field, RowState};

impl SyringePump {
    /// The lines of the screen, from the top; none while switched off or under a question.
    pub(super) fn rows(&self, sensed: &Sensed) -> Vec<Row> {
        match (&self.editor, &self.program) {
            _ if self.question == Some(Question::Purge) => self.purge_rows(sensed),
            _ if self.question.is_some() || self.choosing.is_some() => Vec::new(),
            (Some(editor), _) => self.editor_rows(editor, sensed),
            (None, Some(program)) => match self.stage {
                Stage::Ready | Stage::Running | Stage::Paused | Stage::Kvo | Stage::AlarmStopped => {
                    self.program_rows(program, sensed)
                }
                _ => Vec::new(),
            },
            (None, None) => Vec::new(),
        }
    }

    /// Unit of a field, as the library or the pump writes it.
    pub(super) fn field_unit(&self, editor: &Editor, field: Field) -> String {
        let entry = self.entry(editor.draft.entry);
        match field {
            Field::Weight => "kg".to_owned(),
            Field::Dose => entry.map(|entry| entry.dose_unit.to_string()).unwrap_or_default(),
            Field::Rate => "mL/h".to_owned(),
            Field::Vtbi | Field::BolusVolume => "mL".to_owned(),
            Field::Time | Field::Delay => "min".to_owned(),
            Field::BolusDose | Field::LoadingDose => entry
                .and_then(|entry| entry.bolus)
                .map(|rule| rule.unit.to_string())
                .unwrap_or_default(),
        }
    }

    /// Unit of the value that a limit speaks of.
    pub(super) fn limit_unit(&self, editor: &Editor) -> String {
        let field = if editor.purpose == Purpose::Bolus {
            Field::BolusDose
        } else {
            Field::Dose
        };
        self.field_unit(editor, field)
    }

    fn purge_rows(&self, sensed: &Sensed) -> Vec<Row> {
        let left_ml = self.purge_left_ml.unwrap_or(self.config.purge_limit_ml);
        vec![
            row(
                Label::PurgeLeft,
                notation::decimals(left_ml, 1),
                "mL",
                RowState::Normal,
            ),
            self.left_row(sensed),
        ]
    }

    fn program_rows(&self, program: &Program, sensed: &Sensed) -> Vec<Row> {
        let mut rows = Vec::with_capacity(10);
        match self.entry(program.entry) {
            Some(entry) => {
                rows.push(row(Label::Drug, entry.drug.clone(), "", RowState::Normal));
                rows.push(row(
                    Label::Concentration,
                    label_of(entry.amount, entry.amount_unit.as_str(), entry.volume_ml),
                    "",
                    RowState::Normal,
                ));
                if let Some(weight_kg) = program.weight_kg {
                    rows.push(row(
                        Label::Weight,
                        notation::number(weight_kg),
                        "kg",
                        RowState::Normal,
                    ));
                }
                let state = if program.overridden.is_some() {
                    RowState::Warning
                } else {
                    RowState::Normal
                };
                rows.push(row(
                    Label::Dose,
                    notation::number(program.dose),
                    &entry.dose_unit.to_string(),
                    state,
                ));
            }
            None => rows.push(row(Label::OutsideLibrary, String::new(), "", RowState::Warning)),
        }
        rows.push(self.rate_row(program.rate_ml_h));
        match (self.stage, self.bolus) {
            (Stage::Kvo, _) => {
                let rate = notation::decimals(self.kvo_rate_ml_h(), 2);
                rows.push(row(Label::KvoRate, rate, "mL/h", RowState::Normal));
            }
            (_, Some(bolus)) => {
                let rate = notation::decimals(bolus.rate_ml_h, 2);
                rows.push(row(Label::BolusRate, rate, "mL/h", RowState::Normal));
                let left = notation::decimals(bolus.left_ml.max(0.0), 2);
                rows.push(row(Label::BolusLeft, left, "mL", RowState::Normal));
            }
            _ => {}
        }
        rows.push(self.vtbi_row(self.vtbi_ml, sensed));
        let left_s = dose::duration_s(self.vtbi_ml, program.rate_ml_h);
        rows.push(row(
            Label::TimeLeft,
            notation::hours_minutes(left_s),
            "h:min",
            RowState::Computed,
        ));
        rows.push(row(
            Label::VolumeInfused,
            notation::decimals(self.infused_ml, 2),
            "mL",
            RowState::Normal,
        ));
        rows.push(self.left_row(sensed));
        rows.push(row(
            Label::Pressure,
            notation::decimals(sensed.pressure_mmhg, 0),
            "mmHg",
            RowState::Normal,
        ));
        rows.push(row(
            Label::PressureLimit,
            notation::decimals(self.config.occlusion_limit_mmhg, 0),
            "mmHg",
            RowState::Normal,
        ));
        rows
    }

    fn editor_rows(&self, editor: &Editor, sensed: &Sensed) -> Vec<Row> {
        let mut rows = Vec::new();
        let entry = self.entry(editor.draft.entry);
        match entry {
            Some(entry) => {
                rows.push(row(Label::Drug, entry.drug.clone(), "", RowState::Normal));
                rows.push(row(
                    Label::Concentration,
                    label_of(entry.amount, entry.amount_unit.as_str(), entry.volume_ml),
                    "",
                    RowState::Normal,
                ));
            }
            None if !matches!(editor.screen, EditScreen::DrugList { .. }) => {
                rows.push(row(Label::OutsideLibrary, String::new(), "", RowState::Warning));
            }
            None => return rows,
        }
        if editor.screen == EditScreen::Concentration {
            return rows;
        }
        for &field in self.fields_of(editor) {
            rows.push(self.field_row(editor, field));
        }
        if matches!(editor.screen, EditScreen::Review) {
            self.push_worked(editor, sensed, &mut rows);
        }
        if let EditScreen::HardLimit(passed) | EditScreen::SoftLimit(passed) = editor.screen {
            rows.push(row(
                Label::Limit,
                notation::decimals(passed.limit, 4),
                &self.limit_unit(editor),
                RowState::Warning,
            ));
        }
        rows
    }

    /// What follows from the entered values.
    fn push_worked(&self, editor: &Editor, sensed: &Sensed, rows: &mut Vec<Row>) {
        if editor.purpose == Purpose::Bolus {
            let bolus = work_out_bolus(
                &editor.draft,
                &self.library,
                self.config.bolus_rate_ml_h,
                self.told,
            );
            for (label, value, unit) in [
                (Label::BolusVolume, bolus.volume_ml, "mL"),
                (Label::BolusRate, bolus.rate_ml_h, "mL/h"),
            ] {
                rows.push(row(label, notation::decimals(value, 2), unit, RowState::Computed));
            }
            return;
        }
        let Ok(worked) = work_out(&editor.draft, &self.library, self.told) else {
            return;
        };
        if !rows.iter().any(|row| row.label == Label::Rate) {
            rows.push(Row {
                state: computed_or_warning(&self.rate_row(worked.rate_ml_h)),
                ..self.rate_row(worked.rate_ml_h)
            });
        }
        if worked.vtbi_ml > self.shown_left_ml(sensed)
            && let Some(vtbi) = rows.iter_mut().find(|row| row.label == Label::Vtbi)
        {
            vtbi.state = RowState::Warning;
        }
        let seconds = dose::duration_s(worked.vtbi_ml, worked.rate_ml_h);
        if !rows.iter().any(|row| row.label == Label::Time) {
            let time = notation::hours_minutes(seconds);
            rows.push(row(Label::Time, time, "h:min", RowState::Computed));
        }
    }

    fn field_row(&self, editor: &Editor, field: Field) -> Row {
        let label = match field {
            Field::Weight => Label::Weight,
            Field::Dose => Label::Dose,
            Field::Rate => Label::Rate,
            Field::Vtbi => Label::Vtbi,
            Field::Time | Field::Delay => Label::Time,
            Field::BolusDose | Field::LoadingDose => Label::BolusDose,
            Field::BolusVolume => Label::BolusVolume,
        };
        let value = editor.draft.value(field);
        let editing = editor.screen == EditScreen::Number(field);
        let state = match value {
            _ if editing => RowState::Editing,
            None => RowState::Unset,
            Some(_) => RowState::Normal,
        };
        let text = value.map(notation::number).unwrap_or_default();
        row(label, text, &self.field_unit(editor, field), state)
    }

    fn rate_row(&self, rate_ml_h: f64) -> Row {
        let too_slow = self
            .told
            .is_some_and(|told| rate_ml_h < told.recommended_from_ml_h());
        let state = if too_slow {
            RowState::Warning
        } else {
            RowState::Normal
        };
        row(Label::Rate, notation::decimals(rate_ml_h, 2), "mL/h", state)
    }

    fn vtbi_row(&self, vtbi_ml: f64, sensed: &Sensed) -> Row {
        let state = if vtbi_ml > self.shown_left_ml(sensed) {
            RowState::Warning
        } else {
            RowState::Normal
        };
        row(Label::Vtbi, notation::decimals(vtbi_ml, 2), "mL", state)
    }

    fn left_row(&self, sensed: &Sensed) -> Row {
        let left = notation::decimals(self.shown_left_ml(sensed), 1);
        row(Label::SyringeLeft, left, "mL", RowState::Computed)
    }
}

fn computed_or_warning(row: &Row) -> RowState {
    match row.state {
        RowState::Warning => RowState::Warning,
        _ => RowState::Computed,
    }
}

/// Amount and volume as on a label.
pub(super) fn label_of(amount: f64, unit: &str, volume_ml: f64) -> String {
    format!(
        "{} {unit} / {} mL",
        notation::number(amount),
        notation::number(volume_ml)
    )
}

fn row(label: Label, value: String, unit: &str, state: RowState) -> Row {
    Row {
        label,
        value,
        unit: unit.to_owned(),
        state,
    }
}
