//! What is being entered, and the keys while it is.

use super::super::events::{Event, EventQueue};
use super::super::view::SyringeSoftKey;
use super::keys::PAGE;
use super::program::{Basis, Draft, Worked, needs_weight, rules, work_out, work_out_bolus};
use super::{BolusRun, Refusal, Stage, SyringePump};
use crate::drugs::{DrugEntry, LimitResult, Limits};
use crate::entry::{EntryKey, EntryStyle, NumberEntry};
use crate::pump::key::Key;
use crate::pump::program::{EntryPlace, ReasonCode};
use crate::pump::view::Field;
use crate::syringe::alarms::SyringeAlarm;
use crate::syringe::view::SyringeBolusRefusal;

/// What the entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    New,
    /// Another value in the program that is in force until it is confirmed.
    Change(Field),
    Bolus,
}

/// A screen of the editor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum EditScreen {
    DrugList { cursor: u16 },
    Concentration,
    Number(Field),
    Review,
    HardLimit(Passed),
    SoftLimit(Passed),
    Reason { cursor: u16, passed: Passed },
}

/// A limit that was passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passed {
    pub(super) result: LimitResult,
    pub(super) value: f64,
    pub(super) limit: f64,
}

/// An entry in progress.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Editor {
    pub(super) purpose: Purpose,
    pub(super) screen: EditScreen,
    pub(super) draft: Draft,
    pub(super) entry: NumberEntry,
    /// Tick of the last key, for the time-outs.
    pub(super) touched: u64,
}

impl Editor {
    /// The fields to be entered, in order.
    pub(super) fn fields(&self, entry: Option<&DrugEntry>) -> &'static [Field] {
        match self.purpose {
            Purpose::Change(Field::Dose) => &[Field::Dose],
            Purpose::Change(Field::Rate) => &[Field::Rate],
            Purpose::Change(_) => &[Field::Vtbi],
            Purpose::Bolus if entry.is_some() => &[Field::BolusDose],
            Purpose::Bolus => &[Field::BolusVolume],
            Purpose::New => match (self.draft.basis, entry) {
                (Basis::Dose, Some(entry)) if needs_weight(entry) => {
                    &[Field::Weight, Field::Dose, Field::Vtbi]
                }
                (Basis::Dose, _) => &[Field::Dose, Field::Vtbi],
                (Basis::Rate, _) => &[Field::Rate, Field::Vtbi],
                (Basis::VolumeTime, _) => &[Field::Vtbi, Field::Time],
            },
        }
    }
}

impl SyringePump {
    /// The number that a screen begins with.
    pub(super) fn fresh_entry(&self, screen: EditScreen, draft: &Draft) -> NumberEntry {
        let field = match screen {
            EditScreen::Number(field) => field,
            _ => Field::Rate,
        };
        NumberEntry::new(self.config.entry, draft.value(field), &rules(field, self.told))
    }

    fn gone_to(&self, mut editor: Editor, screen: EditScreen) -> Editor {
        editor.screen = screen;
        editor.entry = self.fresh_entry(screen, &editor.draft);
        editor
    }

    pub(super) fn fields_of(&self, editor: &Editor) -> &'static [Field] {
        editor.fields(self.entry(editor.draft.entry))
    }

    /// A key of the editor. The editor is taken out while it is worked on and put back unless it is done.
    pub(super) fn edit(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        let Some(editor) = self.editor.take() else { return };
        self.editor = match editor.screen {
            EditScreen::DrugList { cursor } => self.edit_drug_list(editor, cursor, key, tick, events),
            EditScreen::Concentration => Some(self.edit_concentration(editor, key, tick, events)),
            EditScreen::Number(field) => self.edit_number(editor, field, key),
            EditScreen::Review => match key {
                Key::Enter | Key::Soft1 => self.confirm(editor, None, tick, events),
                Key::Back | Key::Soft2 => Some(self.back_to_last_field(editor)),
                _ => Some(editor),
            },
            EditScreen::HardLimit(_) => match key {
                Key::Enter | Key::Back | Key::Soft1 => Some(self.back_to_limited_field(editor)),
                _ => Some(editor),
            },
            EditScreen::SoftLimit(passed) => match key {
                Key::Back | Key::Soft1 => Some(self.back_to_limited_field(editor)),
                Key::Soft2 => Some(self.gone_to(editor, EditScreen::Reason { cursor: 0, passed })),
                _ => Some(editor),
            },
            EditScreen::Reason { cursor, passed } => {
                self.edit_reason(editor, cursor, passed, key, tick, events)
            }
        };
    }

    fn edit_drug_list(
        &self,
        mut editor: Editor,
        cursor: u16,
        key: Key,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let length = self.care_area().map_or(0, |area| area.entries.len());
        let place = match key {
            Key::Back => return None,
            Key::Up | Key::Down => {
                let cursor = moved(cursor, key, length);
                return Some(self.gone_to(editor, EditScreen::DrugList { cursor }));
            }
            Key::Enter => Some(cursor),
            _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
        };
        let chosen = self
            .area
            .zip(place)
            .map(|(area, entry)| EntryPlace { area, entry });
        if self.entry(chosen).is_none() {
            return Some(editor);
        }
        editor.draft.entry = chosen;
        events.push(tick, Event::DrugSelected);
        Some(self.gone_to(editor, EditScreen::Concentration))
    }

    fn edit_concentration(&self, mut editor: Editor, key: Key, tick: u64, events: &mut EventQueue) -> Editor {
        match key {
            Key::Enter | Key::Soft1 => {
                events.push(tick, Event::ConcentrationConfirmed);
                match self.fields_of(&editor).first() {
                    Some(&first) => self.gone_to(editor, EditScreen::Number(first)),
                    None => editor,
                }
            }
            Key::Back | Key::Soft2 => {
                let cursor = editor.draft.entry.map_or(0, |place| place.entry);
                editor.draft.entry = None;
                self.gone_to(editor, EditScreen::DrugList { cursor })
            }
            _ => editor,
        }
    }

    fn edit_number(&self, mut editor: Editor, field: Field, key: Key) -> Option<Editor> {
        let rules = rules(field, self.told);
        match key {
            Key::Clear => editor.entry.clear(&rules),
            Key::Back => {
                // With the legacy pad a value that was left counts as confirmed.
                if let Some(value) = editor.entry.leave(&rules) {
                    editor.draft.set(field, value);
                }
                return self.back_from_field(editor, field);
            }
            Key::Enter if editor.entry.is_blank() && editor.draft.value(field).is_some() => {
                return Some(self.on_from_field(editor, field));
            }
            Key::Enter => {
                if let Ok(value) = editor.entry.enter(&rules) {
                    editor.draft.set(field, value);
                    return Some(self.on_from_field(editor, field));
                }
            }
            _ => {
                if let Some(key) = editor.entry.style().key(key) {
                    editor.entry.press(key, &rules);
                }
            }
        }
        Some(editor)
    }

    fn edit_reason(
        &mut self,
        editor: Editor,
        cursor: u16,
        passed: Passed,
        key: Key,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let place = match key {
            Key::Back => return Some(self.gone_to(editor, EditScreen::SoftLimit(passed))),
            Key::Up | Key::Down => {
                let cursor = moved(cursor, key, ReasonCode::ALL.len());
                return Some(self.gone_to(editor, EditScreen::Reason { cursor, passed }));
            }
            Key::Enter => Some(cursor),
            _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
        };
        match place.and_then(|place| ReasonCode::ALL.get(usize::from(place))) {
            Some(&reason) => self.confirm(editor, Some(reason), tick, events),
            None => Some(editor),
        }
    }

    fn on_from_field(&self, editor: Editor, field: Field) -> Editor {
        let fields = self.fields_of(&editor);
        let place = fields.iter().position(|&candidate| candidate == field);
        match place.and_then(|place| fields.get(place + 1)) {
            Some(&next) => self.gone_to(editor, EditScreen::Number(next)),
            None => self.gone_to(editor, EditScreen::Review),
        }
    }

    fn back_from_field(&self, editor: Editor, field: Field) -> Option<Editor> {
        let fields = self.fields_of(&editor);
        let place = fields.iter().position(|&candidate| candidate == field);
        let before = place
            .and_then(|place| place.checked_sub(1))
            .and_then(|place| fields.get(place));
        match before {
            Some(&before) => Some(self.gone_to(editor, EditScreen::Number(before))),
            None if editor.purpose == Purpose::New && editor.draft.entry.is_some() => {
                Some(self.gone_to(editor, EditScreen::Concentration))
            }
            None => None,
        }
    }

    fn back_to_last_field(&self, editor: Editor) -> Editor {
        match self.fields_of(&editor).last() {
            Some(&last) => self.gone_to(editor, EditScreen::Number(last)),
            None => editor,
        }
    }

    /// The value that a limit speaks of is entered again.
    fn back_to_limited_field(&self, editor: Editor) -> Editor {
        let limited = match editor.purpose {
            Purpose::New => Some(Field::Dose),
            Purpose::Change(_) | Purpose::Bolus => self.fields_of(&editor).first().copied(),
        };
        match limited {
            Some(limited) => self.gone_to(editor, EditScreen::Number(limited)),
            None => editor,
        }
    }

    /// ENTER on the summary, or a reason given for a soft limit. Returns the editor if it is not done.
    fn confirm(
        &mut self,
        editor: Editor,
        reason: Option<ReasonCode>,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        if editor.purpose == Purpose::Bolus {
            return self.confirm_bolus(editor, reason, tick, events);
        }
        // Limits speak first: a dose past a hard limit is refused as such, whatever rate it would need.
        let worked = work_out(&editor.draft, &self.library, self.told);
        let limits = self.entry(editor.draft.entry).map(|entry| entry.continuous);
        let touches_dose = editor.purpose != Purpose::Change(Field::Vtbi);
        if touches_dose
            && let Some(asked) = asked_dose(&editor, worked.as_ref().ok())
            && let Some(screen) = check(limits, asked, reason, tick, events)
        {
            return Some(self.gone_to(editor, screen));
        }
        let Ok(worked) = worked else {
            return Some(self.gone_to(editor, EditScreen::Review));
        };
        let overridden = if touches_dose {
            reason
        } else {
            self.program.and_then(|program| program.overridden)
        };
        self.apply(&editor, &worked, overridden, tick, events);
        None
    }

    fn confirm_bolus(
        &mut self,
        editor: Editor,
        reason: Option<ReasonCode>,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let worked = work_out_bolus(
            &editor.draft,
            &self.library,
            self.config.bolus_rate_ml_h,
            self.told,
        );
        let rule = self.entry(editor.draft.entry).and_then(|entry| entry.bolus);
        let asked = editor.draft.bolus.unwrap_or(0.0);
        if let Some(screen) = check(rule.map(|rule| rule.limits), asked, reason, tick, events) {
            return Some(self.gone_to(editor, screen));
        }
        if worked.volume_ml > self.vtbi_ml {
            self.refusal = Some(Refusal::Bolus(SyringeBolusRefusal::MoreThanVolumeLeft));
            return Some(self.gone_to(editor, EditScreen::Review));
        }
        if let Some(refusal) = self.bolus_refusal() {
            self.refusal = Some(Refusal::Bolus(refusal));
            return None;
        }
        events.push(tick, Event::Confirmed);
        events.push(tick, Event::BolusStarted);
        self.bolus = Some(BolusRun {
            left_ml: worked.volume_ml,
            rate_ml_h: worked.rate_ml_h,
        });
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
        if before_ml_h != Some(worked.rate_ml_h) {
            events.push(tick, Event::RateChanged);
        }
        if editor.purpose == Purpose::Change(Field::Vtbi) {
            self.go_on_with_volume(tick, events);
        } else {
            self.vtbi_ml = left_ml;
        }
    }

    /// A new volume ends what the end of the old one began.
    fn go_on_with_volume(&mut self, tick: u64, events: &mut EventQueue) {
        if self.stage == Stage::Kvo {
            self.run(tick, events);
            return;
        }
        self.clear(SyringeAlarm::InfusionComplete, tick, events);
        self.clear(SyringeAlarm::KvoEnded, tick, events);
        let stopped = self
            .alarms
            .sorted()
            .iter()
            .any(|(alarm, _, _)| alarm.stops_delivery());
        if self.stage == Stage::AlarmStopped && !stopped {
            self.enter_stage(Stage::Ready, tick);
        }
    }
}

/// Soft keys of number entry, by its style.
pub(super) fn entry_soft_keys(style: EntryStyle) -> [Option<SyringeSoftKey>; 5] {
    let mut keys = [None; 5];
    for (place, key) in keys.iter_mut().zip(style.soft_keys().into_iter().flatten()) {
        *place = match key {
            EntryKey::WideUp => Some(SyringeSoftKey::WideUp),
            EntryKey::WideDown => Some(SyringeSoftKey::WideDown),
            EntryKey::Left => Some(SyringeSoftKey::Left),
            EntryKey::Right => Some(SyringeSoftKey::Right),
            EntryKey::Digit(_) | EntryKey::Point | EntryKey::Up | EntryKey::Down => None,
        };
    }
    keys
}

/// A cursor moved up or down in a list.
fn moved(cursor: u16, key: Key, length: usize) -> u16 {
    let last = u16::try_from(length).unwrap_or(u16::MAX).saturating_sub(1);
    match key {
        Key::Up => cursor.saturating_sub(1),
        _ => cursor.saturating_add(1).min(last),
    }
}

/// The dose to check: as entered, or as the entered rate gives.
fn asked_dose(editor: &Editor, worked: Option<&Worked>) -> Option<f64> {
    match editor.draft.basis {
        Basis::Dose => editor.draft.dose,
        Basis::Rate | Basis::VolumeTime => worked.map(|worked| worked.asked_dose),
    }
}

/// Checks a value against limits; returns the alert's screen if it may not pass.
fn check(
    limits: Option<Limits>,
    value: f64,
    reason: Option<ReasonCode>,
    tick: u64,
    events: &mut EventQueue,
) -> Option<EditScreen> {
    let limits = limits?;
    let result = limits.check(value);
    let limit = limits.limit_of(result)?;
    let passed = Passed { result, value, limit };
    if result.must_change() {
        events.push(tick, Event::LimitAlert);
        events.push(tick, Event::LimitRefused);
        Some(EditScreen::HardLimit(passed))
    } else if reason.is_some() {
        events.push(tick, Event::LimitOverridden);
        None
    } else {
        events.push(tick, Event::LimitAlert);
        Some(EditScreen::SoftLimit(passed))
    }
}
