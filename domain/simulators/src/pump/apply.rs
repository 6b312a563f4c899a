//! Confirming what was entered: range, limits, the other channels, then the program in force changes.

use super::editor::{EditScreen, Editor, Passed, Purpose};
use super::journal::{LimitRecord, Noted};
use super::program::{
    Basis, Course, LARGEST_RATE_ML_H, ReasonCode, Worked, WorkedBolus, work_out, work_out_bolus,
    work_out_extended, work_out_loading,
};
use super::secondary::{SecondaryRun, SecondaryState};
use super::steps::StepRun;
use super::view::{BolusRefusal, Field};
use super::waiting::Then;
use super::{BolusKind, BolusRun, Pump, Refusal, Stage};
use crate::alarms::AlarmId;
use crate::drugs::Limits;
use crate::events::{Event, EventQueue};

impl Pump {
    /// ENTER on the summary, or once a limit was answered for. Returns the editor if it is not done.
    pub(super) fn confirm(
        &mut self,
        mut editor: Editor,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        match editor.purpose {
            Purpose::Bolus | Purpose::Extended => return self.confirm_bolus(editor, tick, events),
            Purpose::Delay | Purpose::StandBy => {
                self.confirm_wait(&editor, tick, events);
                return None;
            }
            Purpose::New | Purpose::Secondary | Purpose::Change(_) | Purpose::Options => {}
        }
        // Limits speak first: a dose past a hard limit is refused as such, whatever rate it would need.
        let worked = work_out(&editor.draft, &self.library);
        let entry = self.entry(editor.draft.entry);
        let limits = entry.map(|entry| entry.continuous);
        let of_loading = entry.and_then(|entry| entry.loading).map(|rule| rule.limits);
        if editor.draft.course == Course::Loading {
            let asked = editor.draft.loading.unwrap_or(0.0);
            let field = Field::LoadingDose;
            if let Some(stopped) = self.check(&mut editor, field, of_loading, asked, tick, events) {
                return Some(stopped);
            }
        }
        if touches_dose(&editor)
            && let Some(asked) = asked_dose(&editor, worked.as_ref().ok())
            && let Some(stopped) = self.check(&mut editor, Field::Dose, limits, asked, tick, events)
        {
            return Some(stopped);
        }
        let Ok(worked) = worked else {
            editor.go(EditScreen::Review);
            return Some(editor);
        };
        let loading = work_out_loading(&editor.draft, &self.library);
        if loading.is_some_and(|loading| loading.volume_ml > worked.vtbi_ml) {
            self.refusal = Some(Refusal::Bolus(BolusRefusal::MoreThanVolumeLeft));
            editor.go(EditScreen::Review);
            return Some(editor);
        }
        if self.is_duplicate(&editor) {
            events.push(tick, Event::DuplicateAlert);
            editor.go(EditScreen::Duplicate);
            return Some(editor);
        }
        let overridden = if touches_dose(&editor) {
            editor.reason
        } else {
            self.program.and_then(|program| program.overridden)
        };
        self.apply(&editor, &worked, loading, overridden, tick, events);
        None
    }

    /// Whether another channel gives the drug, and nobody has said yet that it is meant.
    fn is_duplicate(&self, editor: &Editor) -> bool {
        let entry = self.entry(editor.draft.entry);
        editor.purpose.is_program()
            && !editor.accepts_duplicate
            && entry.is_some_and(|entry| self.drugs_elsewhere.contains(&entry.drug))
    }

    fn confirm_wait(&mut self, editor: &Editor, tick: u64, events: &mut EventQueue) {
        let minutes = editor.draft.delay_minutes.unwrap_or(1.0);
        let then = if editor.purpose == Purpose::Delay {
            Then::Start
        } else {
            Then::Call
        };
        self.alarms.clear(AlarmId::NotStarted, tick, events);
        self.alarms.clear(AlarmId::PausedTooLong, tick, events);
        self.wait(minutes, then, tick, events);
    }

    fn confirm_bolus(&mut self, mut editor: Editor, tick: u64, events: &mut EventQueue) -> Option<Editor> {
        let is_extended = editor.purpose == Purpose::Extended;
        let worked = if is_extended {
            work_out_extended(&editor.draft, &self.library)
        } else {
            work_out_bolus(&editor.draft, &self.library, self.config.bolus_rate_ml_h)
        };
        let rule = self.entry(editor.draft.entry).and_then(|entry| entry.bolus);
        let asked = editor.draft.bolus.unwrap_or(0.0);
        let limits = rule.map(|rule| rule.limits);
        if let Some(stopped) = self.check(&mut editor, Field::BolusDose, limits, asked, tick, events) {
            return Some(stopped);
        }
        let basal_ml_h = self.program.map_or(0.0, |program| program.rate_ml_h);
        let too_fast = is_extended
            && !(super::program::SMALLEST_RATE_ML_H..=LARGEST_RATE_ML_H - basal_ml_h)
                .contains(&worked.rate_ml_h);
        let too_much = if worked.volume_ml > self.vtbi_ml {
            Some(BolusRefusal::MoreThanVolumeLeft)
        } else if too_fast {
            Some(BolusRefusal::MoreThanPumpGives)
        } else {
            None
        };
        if let Some(refusal) = too_much {
            self.refuse_bolus(refusal, tick, events);
            editor.go(EditScreen::Review);
            return Some(editor);
        }
        if let Some(refusal) = self.bolus_refusal() {
            self.refuse_bolus(refusal, tick, events);
            return None;
        }
        events.push(tick, Event::Confirmed);
        let run = BolusRun {
            left_ml: worked.volume_ml,
            rate_ml_h: worked.rate_ml_h,
            kind: BolusKind::Bolus,
        };
        if is_extended {
            self.extended = Some(run);
            events.push(tick, Event::ExtendedStarted);
        } else {
            self.start_bolus(run, tick, events);
        }
        None
    }

    fn apply(
        &mut self,
        editor: &Editor,
        worked: &Worked,
        loading: Option<WorkedBolus>,
        overridden: Option<ReasonCode>,
        tick: u64,
        events: &mut EventQueue,
    ) {
        events.push(tick, Event::Confirmed);
        if editor.accepts_duplicate {
            events.push(tick, Event::DuplicateAccepted);
        }
        if editor.purpose == Purpose::Secondary {
            self.weight_kg = editor.draft.weight_kg.or(self.weight_kg);
            self.secondary = Some(SecondaryRun {
                program: self.program_of(&editor.draft, worked, overridden),
                left_ml: worked.vtbi_ml,
                infused_ml: 0.0,
                state: SecondaryState::Ready,
            });
            return;
        }
        if editor.purpose == Purpose::New {
            self.adopt(&editor.draft, worked, overridden);
            self.infused_ml = 0.0;
            self.loading = loading.map(|loading| BolusRun {
                left_ml: loading.volume_ml,
                rate_ml_h: loading.rate_ml_h,
                kind: BolusKind::Loading,
            });
            self.steps = match editor.draft.course {
                Course::Steps => StepRun::begin(editor.draft.steps),
                Course::Plain | Course::Loading => None,
            };
            self.set_end_action(self.config.end_action);
            self.enter_stage(Stage::Ready, tick);
            return;
        }
        let before_ml_h = self.program.map(|program| program.rate_ml_h);
        // What was delivered while the value was being changed stays delivered.
        let left_ml = self.vtbi_ml;
        self.adopt(&editor.draft, worked, overridden);
        if editor.purpose != Purpose::Change(Field::Vtbi) {
            self.vtbi_ml = left_ml;
        }
        // A rate or a volume set by hand ends a sequence of steps: it goes on as one rate.
        self.steps = None;
        if before_ml_h != Some(worked.rate_ml_h) {
            events.push(tick, Event::RateChanged);
        }
        if self
            .extended
            .is_some_and(|extended| extended.rate_ml_h + worked.rate_ml_h > LARGEST_RATE_ML_H)
        {
            self.end_extended(tick, events);
        }
        if editor.purpose == Purpose::Change(Field::Vtbi) {
            self.go_on_with_volume(tick, events);
        }
    }

    /// A new volume ends what the end of the old one began.
    fn go_on_with_volume(&mut self, tick: u64, events: &mut EventQueue) {
        if matches!(self.stage, Stage::Kvo | Stage::Beyond) {
            self.run(tick, events);
            return;
        }
        self.alarms.clear(AlarmId::InfusionComplete, tick, events);
        self.alarms.clear(AlarmId::KvoEnded, tick, events);
        let stopped = AlarmId::ALL
            .iter()
            .any(|&alarm| alarm.stops_delivery() && self.alarms.is_active(alarm));
        if self.stage == Stage::AlarmStopped && !stopped {
            self.enter_stage(Stage::Ready, tick);
        }
    }

    /// Checks a value against limits; returns the editor on the alert's screen if it may not pass.
    fn check(
        &mut self,
        editor: &mut Editor,
        field: Field,
        limits: Option<Limits>,
        value: f64,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let limits = limits?;
        let result = limits.check(value);
        let limit = limits.limit_of(result)?;
        let passed = Passed {
            result,
            value,
            limit,
            field,
        };
        let reason = match field {
            Field::LoadingDose => editor.loading_reason,
            _ => editor.reason,
        };
        if result.must_change() {
            events.push(tick, Event::LimitAlert);
            events.push(tick, Event::LimitRefused);
            if field == Field::BolusDose {
                events.push(tick, Event::BolusRefused);
            }
            editor.go(EditScreen::HardLimit(passed));
        } else if reason.is_some() {
            return None;
        } else {
            events.push(tick, Event::LimitAlert);
            editor.go(EditScreen::SoftLimit(passed));
        }
        self.note_limit(editor, passed, None, tick);
        Some(*editor)
    }

    /// Writes down that a value met a limit.
    pub(super) fn note_limit(
        &mut self,
        editor: &Editor,
        passed: Passed,
        reason: Option<ReasonCode>,
        tick: u64,
    ) {
        let area = self.care_area().map(|area| area.id.clone());
        let drug = self.entry(editor.draft.entry).map(|entry| entry.drug.clone());
        let record = LimitRecord {
            care_area: area.unwrap_or_default(),
            drug: drug.unwrap_or_default(),
            field: passed.field,
            value: passed.value,
            limit: passed.limit,
            result: passed.result,
            reason,
        };
        self.journal.write(tick, Noted::Limit(record));
    }

    pub(super) fn refuse_bolus(&mut self, reason: BolusRefusal, tick: u64, events: &mut EventQueue) {
        self.refusal = Some(Refusal::Bolus(reason));
        events.push(tick, Event::BolusRefused);
    }
}

/// Whether the entry can move the dose, so that limits apply.
fn touches_dose(editor: &Editor) -> bool {
    !matches!(editor.purpose, Purpose::Change(Field::Vtbi | Field::Weight))
}

/// The dose to check: as entered, or as the entered rate gives.
fn asked_dose(editor: &Editor, worked: Option<&Worked>) -> Option<f64> {
    match editor.draft.basis {
        Basis::Dose => editor.draft.dose,
        Basis::Rate | Basis::VolumeTime | Basis::RateTime => worked.map(|worked| worked.asked_dose),
    }
}
