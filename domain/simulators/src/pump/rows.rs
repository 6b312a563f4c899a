//! The lines of the screen.

use super::editor::{EditScreen, Editor, Purpose, needs_weight};
use super::program::{Course, Program, work_out, work_out_bolus, work_out_extended, work_out_loading};
use super::steps::StepRun;
use super::view::{Field, Row, RowLabel, RowState};
use super::{Pump, Stage};
use crate::drugs::{DrugEntry, dose};
use crate::line::state::Sensed;
use crate::notation;

impl Pump {
    /// The lines of the screen, from the top; none while switched off or under a question.
    pub(super) fn rows(&self, tick: u64, sensed: &Sensed) -> Vec<Row> {
        match (&self.editor, &self.program) {
            _ if self.question.is_some() => Vec::new(),
            (Some(editor), _) => self.editor_rows(editor),
            (None, Some(program)) => match self.stage {
                Stage::Ready
                | Stage::Running
                | Stage::Paused
                | Stage::Kvo
                | Stage::Beyond
                | Stage::CheckingLine
                | Stage::Waiting(_)
                | Stage::AlarmStopped => {
                    let mut rows = self.course_rows(tick);
                    rows.extend(self.program_rows(program, sensed));
                    rows
                }
                _ => Vec::new(),
            },
            (None, None) => self.course_rows(tick),
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
            Field::LoadingDose => entry
                .and_then(|entry| entry.loading)
                .map(|rule| rule.unit.to_string())
                .unwrap_or_default(),
            Field::BolusDose => entry
                .and_then(|entry| entry.bolus)
                .map(|rule| rule.unit.to_string())
                .unwrap_or_default(),
        }
    }

    /// What the program has beyond one rate, and what waits: a secondary infusion, a loading dose, steps, time.
    fn course_rows(&self, tick: u64) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Stage::Waiting(wait) = self.stage {
            let left_s = wait.until.saturating_sub(tick) as f64 / 1_000.0;
            rows.push(row(RowLabel::WaitLeft, notation::hours_minutes(left_s), "h:min"));
        }
        if let Some(secondary) = &self.secondary {
            let drug = self
                .entry(secondary.program.entry)
                .map(|entry| entry.drug.clone());
            rows.push(row(RowLabel::SecondaryDrug, drug.unwrap_or_default(), ""));
            let rate = notation::decimals(secondary.program.rate_ml_h, 1);
            rows.push(row(RowLabel::SecondaryRate, rate, "mL/h"));
            let left = notation::decimals(secondary.left_ml.max(0.0), 1);
            rows.push(row(RowLabel::SecondaryVtbi, left, "mL"));
            let infused = notation::decimals(secondary.infused_ml, 1);
            rows.push(row(RowLabel::SecondaryInfused, infused, "mL"));
        }
        if let Some(loading) = &self.loading {
            let volume = notation::decimals(loading.left_ml, 2);
            rows.push(row(RowLabel::LoadingVolume, volume, "mL"));
            let rate = notation::decimals(loading.rate_ml_h, 1);
            rows.push(row(RowLabel::LoadingRate, rate, "mL/h"));
        }
        if let Some(steps) = &self.steps {
            let place = format!("{} / {}", steps.at + 1, steps.steps.entered().len());
            rows.push(row(RowLabel::StepOf, place, ""));
        }
        if let Some(extended) = &self.extended {
            let rate = notation::decimals(extended.rate_ml_h, 1);
            rows.push(row(RowLabel::ExtendedRate, rate, "mL/h"));
            let left = notation::decimals(extended.left_ml.max(0.0), 1);
            rows.push(row(RowLabel::ExtendedLeft, left, "mL"));
        }
        if let Some(library) = &self.next_library {
            let version = library.version.to_string();
            rows.push(row(RowLabel::LibraryPending, version, ""));
        }
        rows
    }

    fn program_rows(&self, program: &Program, sensed: &Sensed) -> Vec<Row> {
        let mut rows = Vec::with_capacity(9);
        match self.entry(program.entry) {
            Some(entry) => {
                rows.push(drug_row(entry));
                rows.push(concentration_row(entry));
                if let Some(weight_kg) = program.weight_kg.filter(|_| needs_weight(entry)) {
                    rows.push(row(RowLabel::Weight, notation::decimals(weight_kg, 1), "kg"));
                }
                let mut dose_row = row(RowLabel::Dose, notation::decimals(program.dose, 4), "");
                dose_row.unit = entry.dose_unit.to_string();
                if program.overridden.is_some() {
                    dose_row.state = RowState::Warning;
                }
                rows.push(dose_row);
            }
            None => rows.push(outside_library_row()),
        }
        rows.push(row(
            RowLabel::Rate,
            notation::decimals(program.rate_ml_h, 1),
            "mL/h",
        ));
        if self.stage == Stage::Kvo {
            rows.push(row(
                RowLabel::KvoRate,
                notation::decimals(self.kvo_rate_ml_h(), 1),
                "mL/h",
            ));
        }
        if let Some(bolus) = &self.bolus {
            rows.push(row(
                RowLabel::BolusLeft,
                notation::decimals(bolus.left_ml.max(0.0), 1),
                "mL",
            ));
            rows.push(row(
                RowLabel::BolusRate,
                notation::decimals(bolus.rate_ml_h, 1),
                "mL/h",
            ));
        }
        rows.push(row(RowLabel::Vtbi, notation::decimals(self.vtbi_ml, 1), "mL"));
        let left_s = self.time_left_s(program);
        rows.push(row(RowLabel::TimeLeft, notation::hours_minutes(left_s), "h:min"));
        rows.push(row(
            RowLabel::VolumeInfused,
            notation::decimals(self.infused_ml, 1),
            "mL",
        ));
        let mut pressure = row(
            RowLabel::Pressure,
            notation::decimals(sensed.pressure_mmhg, 0),
            "mmHg",
        );
        let limit_mmhg = self.config.occlusion_limit_mmhg;
        if sensed.pressure_mmhg >= 0.75 * limit_mmhg {
            pressure.state = RowState::Warning;
        }
        rows.push(pressure);
        rows.push(row(
            RowLabel::PressureLimit,
            notation::decimals(limit_mmhg, 0),
            "mmHg",
        ));
        rows
    }

    fn editor_rows(&self, editor: &Editor) -> Vec<Row> {
        let entry = self.entry(editor.draft.entry);
        let mut rows = Vec::with_capacity(8);
        match (editor.screen, entry) {
            (
                EditScreen::DrugList { .. }
                | EditScreen::Reason { .. }
                | EditScreen::Options { .. }
                | EditScreen::Pick { .. },
                None,
            ) => return rows,
            (_, None) if matches!(editor.purpose, Purpose::Delay | Purpose::StandBy) => {}
            (_, Some(entry)) => {
                rows.push(drug_row(entry));
                rows.push(concentration_row(entry));
            }
            (_, None) => rows.push(outside_library_row()),
        }
        if editor.screen == EditScreen::Concentration {
            return rows;
        }
        for (place, step) in editor.draft.steps.entered().iter().enumerate() {
            let rate = notation::decimals(step.rate_ml_h, 1);
            let volume = notation::decimals(step.vtbi_ml, 1);
            let text = format!("{}: {rate} mL/h, {volume} mL", place + 1);
            rows.push(row(RowLabel::Step, text, ""));
        }
        let asks_step =
            editor.draft.course == Course::Steps && !matches!(editor.screen, EditScreen::Number(_));
        if !asks_step {
            for &field in self.fields_of(editor) {
                rows.push(self.field_row(editor, field));
            }
        }
        match editor.screen {
            EditScreen::Review if editor.purpose.is_bolus() => self.push_worked_bolus(editor, &mut rows),
            EditScreen::Review if matches!(editor.purpose, Purpose::Delay | Purpose::StandBy) => {}
            EditScreen::Review => self.push_worked(editor, &mut rows),
            EditScreen::HardLimit(passed) | EditScreen::SoftLimit(passed) => {
                let mut limit = row(RowLabel::Limit, notation::decimals(passed.limit, 4), "");
                limit.unit = self.field_unit(editor, passed.field);
                limit.state = RowState::Warning;
                rows.push(limit);
            }
            _ => {}
        }
        rows
    }

    fn field_row(&self, editor: &Editor, field: Field) -> Row {
        let value = editor.value(field);
        let editing = editor.screen == EditScreen::Number(field);
        let text = |value: f64| notation::decimals(value, 3);
        let state = match (editing, value, self.in_force(editor, field)) {
            (true, _, _) => RowState::Editing,
            (false, None, _) => RowState::Unset,
            (false, Some(value), Some(before)) if value != before => RowState::Changed { from: text(before) },
            (false, Some(_), _) => RowState::Normal,
        };
        let value = if editing && !editor.entry.is_blank() {
            editor.entry.text()
        } else {
            value.map(text).unwrap_or_default()
        };
        Row {
            label: label(field),
            value,
            unit: self.field_unit(editor, field),
            state,
        }
    }

    /// The value that is in force while another is entered.
    fn in_force(&self, editor: &Editor, field: Field) -> Option<f64> {
        let Purpose::Change(_) = editor.purpose else {
            return None;
        };
        let program = self.program?;
        match field {
            Field::Dose => Some(program.asked_dose),
            Field::Rate => Some(program.rate_ml_h),
            Field::Weight => program.weight_kg,
            Field::Vtbi => Some(self.vtbi_ml),
            Field::Time | Field::BolusDose | Field::BolusVolume | Field::LoadingDose | Field::Delay => None,
        }
    }

    /// What follows from the entered values.
    fn push_worked(&self, editor: &Editor, rows: &mut Vec<Row>) {
        let Ok(worked) = work_out(&editor.draft, &self.library) else {
            return;
        };
        if let Some(run) = StepRun::begin(editor.draft.steps) {
            let volume = notation::decimals(worked.vtbi_ml, 1);
            rows.push(computed(RowLabel::Vtbi, volume, "mL"));
            let time = notation::hours_minutes(run.left_s(worked.rate_ml_h));
            rows.push(computed(RowLabel::TimeLeft, time, "h:min"));
            return;
        }
        let fields = self.fields_of(editor);
        let has = |field: Field| fields.contains(&field);
        if let Some(entry) = self.entry(editor.draft.entry) {
            let unmoved = has(Field::Dose) && worked.dose == worked.asked_dose;
            if !unmoved {
                let mut given = computed(RowLabel::Dose, notation::decimals(worked.dose, 4), "");
                given.unit = entry.dose_unit.to_string();
                if worked.moved_percent > 100.0 * super::program::ROUNDING_WARNING {
                    given.state = RowState::Warning;
                }
                rows.push(given);
            }
        }
        if !has(Field::Rate) {
            let mut rate = computed(RowLabel::Rate, notation::decimals(worked.rate_ml_h, 1), "mL/h");
            if let Some(before) = self
                .in_force(editor, Field::Rate)
                .filter(|&rate| rate != worked.rate_ml_h)
            {
                rate.state = RowState::Changed {
                    from: notation::decimals(before, 1),
                };
            }
            rows.push(rate);
        }
        let is_new = editor.purpose.is_program();
        if !has(Field::Vtbi) && is_new {
            rows.push(computed(
                RowLabel::Vtbi,
                notation::decimals(worked.vtbi_ml, 2),
                "mL",
            ));
        }
        if let Some(loading) = work_out_loading(&editor.draft, &self.library) {
            let volume = notation::decimals(loading.volume_ml, 2);
            rows.push(computed(RowLabel::LoadingVolume, volume, "mL"));
            let rate = notation::decimals(loading.rate_ml_h, 1);
            rows.push(computed(RowLabel::LoadingRate, rate, "mL/h"));
        }
        let volume_ml = if is_new || has(Field::Vtbi) {
            worked.vtbi_ml
        } else {
            self.vtbi_ml
        };
        if !has(Field::Time) {
            let seconds = dose::duration_s(volume_ml, worked.rate_ml_h);
            rows.push(computed(
                RowLabel::TimeLeft,
                notation::hours_minutes(seconds),
                "h:min",
            ));
        }
    }

    fn push_worked_bolus(&self, editor: &Editor, rows: &mut Vec<Row>) {
        let worked = if editor.purpose == Purpose::Extended {
            work_out_extended(&editor.draft, &self.library)
        } else {
            work_out_bolus(&editor.draft, &self.library, self.config.bolus_rate_ml_h)
        };
        if editor.draft.entry.is_some() {
            rows.push(computed(
                RowLabel::BolusVolume,
                notation::decimals(worked.volume_ml, 2),
                "mL",
            ));
        }
        rows.push(computed(
            RowLabel::BolusRate,
            notation::decimals(worked.rate_ml_h, 1),
            "mL/h",
        ));
    }
}

fn row(label: RowLabel, value: String, unit: &str) -> Row {
    Row {
        label,
        value,
        unit: unit.to_owned(),
        state: RowState::Normal,
    }
}

fn computed(label: RowLabel, value: String, unit: &str) -> Row {
    Row {
        state: RowState::Computed,
        ..row(label, value, unit)
    }
}

fn drug_row(entry: &DrugEntry) -> Row {
    row(RowLabel::Drug, entry.drug.clone(), "")
}

fn concentration_row(entry: &DrugEntry) -> Row {
    let amount = notation::number(entry.amount);
    let volume = notation::number(entry.volume_ml);
    row(
        RowLabel::Concentration,
        format!("{amount} {} / {volume} mL", entry.amount_unit.as_str()),
        "",
    )
}

fn outside_library_row() -> Row {
    Row {
        state: RowState::Warning,
        ..row(RowLabel::OutsideLibrary, String::new(), "")
    }
}

const fn label(field: Field) -> RowLabel {
    match field {
        Field::Weight => RowLabel::Weight,
        Field::Dose => RowLabel::Dose,
        Field::Rate => RowLabel::Rate,
        Field::Vtbi => RowLabel::Vtbi,
        Field::Time => RowLabel::Time,
        Field::BolusDose => RowLabel::BolusDose,
        Field::BolusVolume => RowLabel::BolusVolume,
        Field::LoadingDose => RowLabel::LoadingDose,
        Field::Delay => RowLabel::Delay,
    }
}
