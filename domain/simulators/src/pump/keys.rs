//! What each key does on each screen.

use super::editor::{EditScreen, Editor, Purpose, needs_weight};
use super::journal::Noted;
use super::key::Key;
use super::program::{Basis, Draft, SMALLEST_VOLUME_ML};
use super::view::{Field, SoftKey};
use super::{Pump, Question, Stage};
use crate::alarms::AlarmId;
use crate::events::{Event, EventQueue};
use crate::line::state::Sensed;
use crate::unit::power::Standing;

/// Alarms of the pump itself, which no program raised and none ends.
const OF_THE_PUMP: [AlarmId; 8] = [
    AlarmId::SystemError,
    AlarmId::KeyStuck,
    AlarmId::LowBattery,
    AlarmId::BatteryCritical,
    AlarmId::BatteryDepleted,
    AlarmId::MainsLost,
    AlarmId::Watchdog,
    AlarmId::Overtemp,
];

/// Choices on one page of a list.
pub(super) const PAGE: u16 = 5;

impl Pump {
    /// A key's contact closes.
    pub(crate) fn press(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.keyboard.press(key, tick) {
            for _ in 0..self.keyboard.counts(key) {
                self.journal.write(tick, Noted::Key(key));
                self.pressed(key, tick, sensed, events);
            }
        }
    }

    /// A finger leaves a key.
    pub(crate) fn release(&mut self, key: Key, tick: u64) {
        self.keyboard.release(key, tick);
    }

    /// A key's contact jams.
    pub(crate) fn stick(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.keyboard.stick(key, tick) {
            self.pressed(key, tick, sensed, events);
        }
    }

    /// A key's contact wears: it bounces for longer than the pump waits.
    pub(crate) const fn wear(&mut self, key: Key) {
        self.keyboard.wear(key);
    }

    fn pressed(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.stage == Stage::Off {
            if key == Key::Power {
                self.switch_on(tick, events);
            }
            return;
        }
        if self.frozen_since.is_some() && key != Key::Power {
            return;
        }
        self.last_key = tick;
        self.refusal = None;
        if let Some(editor) = &mut self.editor {
            editor.touched = tick;
        }
        self.alarms.clear(AlarmId::EntryIdle, tick, events);
        self.alarms.clear(AlarmId::EntryTimeout, tick, events);
        self.alarms.clear(AlarmId::SecondaryComplete, tick, events);
        self.alarms.clear(AlarmId::Callback, tick, events);
        self.alarms.clear(AlarmId::InputPending, tick, events);
        match key {
            Key::Power => self.question = Some(Question::SwitchOff),
            Key::Silence => self.alarms.silence(tick, events),
            _ if self.question.is_some() => self.answer(key, tick, events),
            Key::Start => self.start(tick, sensed, events),
            Key::Pause => self.pause(tick, sensed, events),
            Key::Bolus if self.editor.is_none() => self.ask_for_bolus(tick, events),
            Key::Options if self.editor.is_none() => self.open_options(tick),
            Key::Up | Key::Down if !self.enters_number() => self.move_cursor(key),
            _ if self.editor.is_some() => self.edit(key, tick, events),
            _ => self.key_in_stage(key, tick, events),
        }
    }

    /// A key while a question lies over the screen.
    fn answer(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        let meaning = self.soft_meaning(key);
        match (self.question, key, meaning) {
            (Some(Question::SwitchOff), Key::Enter, _) | (_, _, Some(SoftKey::SwitchOff)) => {
                self.switch_off(tick, events);
            }
            (Some(Question::NewProgram), Key::Enter, _) | (_, _, Some(SoftKey::Confirm)) => {
                self.question = None;
                self.drop_program(tick, events);
            }
            (_, Key::Back, _) | (_, _, Some(SoftKey::Cancel)) => self.question = None,
            _ => {}
        }
    }

    fn key_in_stage(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        if let Stage::CareArea { cursor } = self.stage {
            match key {
                Key::Enter => self.choose_area(cursor, tick, events),
                Key::Back if self.area.is_some() => self.enter_stage(Stage::Standby, tick),
                _ => {
                    if let Some(place) = key.soft() {
                        self.choose_area(cursor / PAGE * PAGE + u16::from(place), tick, events);
                    }
                }
            }
            return;
        }
        match self.soft_meaning(key) {
            Some(SoftKey::NewPatient) => self.greet_new_patient(tick, events),
            Some(SoftKey::SamePatient) => self.greet_same_patient(tick),
            Some(SoftKey::Library) => self.open_drug_list(tick),
            Some(SoftKey::RateVolume) => self.open_basic(Basis::Rate, Field::Rate, tick),
            Some(SoftKey::VolumeTime) => self.open_basic(Basis::VolumeTime, Field::Vtbi, tick),
            Some(SoftKey::RateTime) => self.open_basic(Basis::RateTime, Field::Rate, tick),
            Some(SoftKey::CareArea) => self.enter_stage(
                Stage::CareArea {
                    cursor: self.area.unwrap_or(0),
                },
                tick,
            ),
            Some(SoftKey::ChangeDose) => self.open_change(Field::Dose, tick),
            Some(SoftKey::ChangeRate) => self.open_change(Field::Rate, tick),
            Some(SoftKey::ChangeVolume) => self.open_change(Field::Vtbi, tick),
            Some(SoftKey::ChangeWeight) => self.open_change(Field::Weight, tick),
            Some(SoftKey::ClearInfused) => self.infused_ml = 0.0,
            Some(SoftKey::NewProgram) => self.question = Some(Question::NewProgram),
            Some(SoftKey::StopBolus) => self.end_bolus(tick, events),
            Some(SoftKey::StopSecondary) => self.drop_secondary(tick, events),
            Some(SoftKey::EndWait) => self.end_wait(tick, events),
            _ => {}
        }
    }

    /// What a soft key means now.
    fn soft_meaning(&self, key: Key) -> Option<SoftKey> {
        self.soft_keys()[usize::from(key.soft()?)]
    }

    fn greet_new_patient(&mut self, tick: u64, events: &mut EventQueue) {
        self.program = None;
        self.weight_kg = None;
        self.vtbi_ml = 0.0;
        self.infused_ml = 0.0;
        self.forget_course();
        self.adopt_library(tick, events);
        self.enter_stage(Stage::CareArea { cursor: 0 }, tick);
        events.push(tick, Event::NewPatient);
    }

    fn greet_same_patient(&mut self, tick: u64) {
        let stage = match (self.program, self.area) {
            (Some(_), _) => Stage::Ready,
            (None, Some(_)) => Stage::Standby,
            (None, None) => Stage::CareArea { cursor: 0 },
        };
        self.enter_stage(stage, tick);
    }

    fn choose_area(&mut self, place: u16, tick: u64, events: &mut EventQueue) {
        if usize::from(place) < self.library.care_areas.len() {
            self.area = Some(place);
            self.enter_stage(Stage::Standby, tick);
            events.push(tick, Event::CareAreaSelected);
        }
    }

    fn open_drug_list(&mut self, tick: u64) {
        let draft = Draft {
            weight_kg: self.weight_kg,
            ..Draft::empty(None, Basis::Dose)
        };
        let screen = EditScreen::DrugList { cursor: 0 };
        self.editor = Some(self.entering(Purpose::New, screen, draft, tick));
    }

    fn open_basic(&mut self, basis: Basis, first: Field, tick: u64) {
        let screen = EditScreen::Number(first);
        self.editor = Some(self.entering(Purpose::New, screen, Draft::empty(None, basis), tick));
    }

    /// Opens one value of the program in force, which goes on until the new value is confirmed.
    fn open_change(&mut self, field: Field, tick: u64) {
        let Some(program) = self.program else { return };
        let by_dose = program.entry.is_some() && field != Field::Rate;
        let draft = Draft {
            weight_kg: program.weight_kg,
            dose: program.entry.map(|_| program.asked_dose),
            rate_ml_h: Some(program.rate_ml_h),
            // The last drops of a volume are no reason to refuse another dose.
            vtbi_ml: Some(if field == Field::Vtbi {
                self.vtbi_ml
            } else {
                self.vtbi_ml.max(SMALLEST_VOLUME_ML)
            }),
            ..Draft::empty(program.entry, if by_dose { Basis::Dose } else { Basis::Rate })
        };
        self.editor = Some(self.entering(Purpose::Change(field), EditScreen::Number(field), draft, tick));
    }

    fn ask_for_bolus(&mut self, tick: u64, events: &mut EventQueue) {
        if let Some(reason) = self.bolus_refusal() {
            self.refuse_bolus(reason, tick, events);
            return;
        }
        let Some(program) = self.program else { return };
        let draft = Draft {
            weight_kg: program.weight_kg,
            ..Draft::empty(program.entry, Basis::Dose)
        };
        let field = if program.entry.is_some() {
            Field::BolusDose
        } else {
            Field::BolusVolume
        };
        self.editor = Some(self.entering(Purpose::Bolus, EditScreen::Number(field), draft, tick));
    }

    /// An entry that begins, in the style of this pump.
    pub(super) fn entering(&self, purpose: Purpose, screen: EditScreen, draft: Draft, tick: u64) -> Editor {
        Editor::new(self.config.entry, purpose, screen, draft, tick)
    }

    /// Whether a number is on the screen, so that up and down turn it.
    fn enters_number(&self) -> bool {
        let screen = self.editor.map(|editor| editor.screen);
        self.question.is_none() && matches!(screen, Some(EditScreen::Number(_)))
    }

    /// A held key acts again.
    pub(super) fn repeat(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        if self.frozen_since.is_none() && self.enters_number() {
            if let Some(editor) = &mut self.editor {
                editor.touched = tick;
            }
            self.edit(key, tick, events);
        } else {
            self.move_cursor(key);
        }
    }

    /// Up or down in the list that is shown.
    pub(super) fn move_cursor(&mut self, key: Key) {
        let length = self.list_length();
        let cursor = match (&mut self.stage, &mut self.editor) {
            _ if self.question.is_some() || length == 0 => return,
            (
                _,
                Some(Editor {
                    screen: EditScreen::DrugList { cursor },
                    ..
                }),
            )
            | (
                _,
                Some(Editor {
                    screen:
                        EditScreen::Reason { cursor, .. }
                        | EditScreen::Options { cursor }
                        | EditScreen::Pick { cursor, .. },
                    ..
                }),
            ) => cursor,
            (Stage::CareArea { cursor }, None) => cursor,
            _ => return,
        };
        *cursor = match key {
            Key::Up => cursor.saturating_sub(1),
            _ => (*cursor + 1).min(length - 1),
        };
    }

    /// The infusion ends for good: alarms of its delivery end with it, their causes are found again at START.
    pub(super) fn drop_program(&mut self, tick: u64, events: &mut EventQueue) {
        if self.is_delivering() {
            events.push(tick, Event::Paused);
        }
        self.end_boluses(tick, events);
        for &alarm in AlarmId::ALL {
            if !OF_THE_PUMP.contains(&alarm) {
                self.alarms.clear(alarm, tick, events);
            }
        }
        self.forget_course();
        self.program = None;
        self.editor = None;
        self.vtbi_ml = 0.0;
        self.infused_ml = 0.0;
        self.over_limit_since = None;
        self.enter_stage(Stage::Standby, tick);
    }

    /// Switches off; the last program and the alarm log are kept.
    pub(super) fn switch_off(&mut self, tick: u64, events: &mut EventQueue) {
        self.end_boluses(tick, events);
        for &alarm in AlarmId::ALL {
            self.alarms.clear(alarm, tick, events);
        }
        self.question = None;
        self.editor = None;
        self.refusal = None;
        self.over_limit_since = None;
        self.stroke_left_ml = 0.0;
        self.frozen_since = None;
        self.overheated = false;
        self.enter_stage(Stage::Off, tick);
        events.push(tick, Event::PoweredOff);
    }

    /// Switches on, if there is power; a library that waited is taken.
    pub(crate) fn switch_on(&mut self, tick: u64, events: &mut EventQueue) {
        if self.stage == Stage::Off && self.supply.standing != Standing::Empty {
            self.enter_stage(Stage::SelfTest, tick);
            events.push(tick, Event::PoweredOn);
            self.adopt_library(tick, events);
        }
    }

    /// What lies beyond one rate and one volume ends with the program.
    fn forget_course(&mut self) {
        self.loading = None;
        self.steps = None;
        self.secondary = None;
    }

    /// The change of weight is offered where the program's dose depends on it.
    pub(super) fn program_needs_weight(&self) -> bool {
        self.program
            .and_then(|program| self.entry(program.entry))
            .is_some_and(needs_weight)
    }
}
