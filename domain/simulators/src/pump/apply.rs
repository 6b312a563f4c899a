//! Confirming what was entered: range, limits, then the program in force changes.

use super::editor::{EditScreen, Editor, Passed, Purpose};
use super::program::{Basis, ReasonCode, Worked, work_out, work_out_bolus};
use super::view::{BolusRefusal, Field};
use super::{BolusRun, Pump, Refusal, Stage};
use crate::alarms::AlarmId;
use crate::drugs::Limits;
use crate::events::{Event, EventQueue};

impl Pump {
    /// ENTER on the summary, or a reason given for a soft limit. Returns the editor if it is not done.
    pub(super) fn confirm(
        &mut self,
        mut editor: Editor,
        reason: Option<ReasonCode>,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        if editor.purpose == Purpose::Bolus {
            return self.confirm_bolus(editor, reason, tick, events);
        }
        // Limits speak first: a dose past a hard limit is refused as such, whatever rate it would need.
        let worked = work_out(&editor.draft, &self.library);
        let limits = self.entry(editor.draft.entry).map(|entry| entry.continuous);
        if touches_dose(&editor)
            && let Some(asked) = asked_dose(&editor, worked.as_ref().ok())
            && let Some(stopped) = check(&mut editor, limits, asked, reason, tick, events)
        {
            return Some(stopped);
        }
        let Ok(worked) = worked else {
            editor.go(EditScreen::Review);
            return Some(editor);
        };
        let overridden = if touches_dose(&editor) {
            reason
        } else {
            self.program.and_then(|program| program.overridden)
        };
        self.apply(&editor, &worked, overridden, tick, events);
        None
    }

    fn confirm_bolus(
        &mut self,
        mut editor: Editor,
        reason: Option<ReasonCode>,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let worked = work_out_bolus(&editor.draft, &self.library, self.config.bolus_rate_ml_h);
        let rule = self.entry(editor.draft.entry).and_then(|entry| entry.bolus);
        let asked = editor.draft.bolus.unwrap_or(0.0);
        if let Some(stopped) = check(
            &mut editor,
            rule.map(|rule| rule.limits),
            asked,
            reason,
            tick,
            events,
        ) {
            return Some(stopped);
        }
        if worked.volume_ml > self.vtbi_ml {
            self.refusal = Some(Refusal::Bolus(BolusRefusal::MoreThanVolumeLeft));
            editor.go(EditScreen::Review);
            return Some(editor);
        }
        if let Some(refusal) = self.bolus_refusal() {
            self.refusal = Some(Refusal::Bolus(refusal));
            return None;
        }
        events.push(tick, Event::Confirmed);
        self.start_bolus(
            BolusRun {
                left_ml: worked.volume_ml,
                rate_ml_h: worked.rate_ml_h,
            },
            tick,
            events,
        );
        None
    }

    fn apply(
        &mut self,
        editor: &Editor,
        worked: &Worked,
        overridden: Option<ReasonCode>,
        tick: u64,
        events: &mut EventQueue,
    ) {
        events.push(tick, Event::Confirmed);
        if editor.purpose == Purpose::New {
            self.adopt(&editor.draft, worked, overridden);
            self.infused_ml = 0.0;
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
        if before_ml_h != Some(worked.rate_ml_h) {
            events.push(tick, Event::RateChanged);
        }
        if editor.purpose == Purpose::Change(Field::Vtbi) {
            self.go_on_with_volume(tick, events);
        }
    }

    /// A new volume ends what the end of the old one began.
    fn go_on_with_volume(&mut self, tick: u64, events: &mut EventQueue) {
        if self.stage == Stage::Kvo {
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

/// Checks a value against limits; returns the editor on the alert's screen if it may not pass.
fn check(
    editor: &mut Editor,
    limits: Option<Limits>,
    value: f64,
    reason: Option<ReasonCode>,
    tick: u64,
    events: &mut EventQueue,
) -> Option<Editor> {
    let limits = limits?;
    let result = limits.check(value);
    let limit = limits.limit_of(result)?;
    let passed = Passed { result, value, limit };
    if result.must_change() {
        events.push(tick, Event::LimitAlert);
        events.push(tick, Event::LimitRefused);
        editor.go(EditScreen::HardLimit(passed));
    } else if reason.is_some() {
        events.push(tick, Event::LimitOverridden);
        return None;
    } else {
        events.push(tick, Event::LimitAlert);
        editor.go(EditScreen::SoftLimit(passed));
    }
    Some(*editor)
}
