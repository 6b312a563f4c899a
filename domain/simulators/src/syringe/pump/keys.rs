//! What each key does on each screen.

use super::super::alarms::SyringeAlarm;
use super::super::events::{Event, EventQueue};
use super::super::holder::Sensed;
use super::super::view::{SyringeBolusRefusal, SyringeSoftKey};
use super::editing::{EditScreen, Editor, Purpose};
use super::program::{Basis, Draft, SMALLEST_VOLUME_ML};
use super::{Question, Refusal, Stage, SyringePump};
use crate::pump::key::Key;
use crate::pump::view::Field;

/// Choices on one page of a list.
pub(super) const PAGE: u16 = 5;

impl SyringePump {
    /// A key's contact closes.
    pub(in crate::syringe) fn press(
        &mut self,
        key: Key,
        tick: u64,
        sensed: &Sensed,
        events: &mut EventQueue,
    ) {
        if self.keyboard.press(key, tick) {
            self.pressed(key, tick, sensed, events);
        }
    }

    /// A finger leaves a key.
    pub(in crate::syringe) fn release(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        self.keyboard.release(key, tick);
        if !self.keyboard.is_down(Key::Soft1) {
            self.end_purge(tick, events);
        }
    }

    /// A key's contact jams.
    pub(in crate::syringe) fn stick(
        &mut self,
        key: Key,
        tick: u64,
        sensed: &Sensed,
        events: &mut EventQueue,
    ) {
        if self.keyboard.stick(key, tick) {
            self.pressed(key, tick, sensed, events);
        }
    }

    /// A held key repeats.
    pub(super) fn repeat(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        self.pressed(key, tick, sensed, events);
    }

    fn pressed(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.stage == Stage::Off {
            if key == Key::Power && !self.power.is_dead() {
                self.enter_stage(Stage::SelfTest, tick);
                events.push(tick, Event::PoweredOn);
            }
            return;
        }
        self.refusal = None;
        if let Some(editor) = &mut self.editor {
            editor.touched = tick;
        }
        self.clear(SyringeAlarm::EntryIdle, tick, events);
        self.clear(SyringeAlarm::EntryTimeout, tick, events);
        match key {
            Key::Power => {
                self.end_purge(tick, events);
                self.question = Some(Question::SwitchOff);
            }
            Key::Silence => self.alarms.silence(tick, events),
            _ if self.question.is_some() => self.answer(key, tick, sensed, events),
            _ if self.choosing.is_some() => self.choose_syringe(key, tick, sensed, events),
            Key::Start => self.start(tick, sensed, events),
            Key::Pause => self.pause(tick, events),
            Key::Bolus if self.editor.is_none() => self.ask_for_bolus_or_purge(tick),
            _ if self.editor.is_some() => self.edit(key, tick, events),
            Key::Up | Key::Down => self.move_area(key),
            _ => self.key_in_stage(key, tick, sensed, events),
        }
    }

    /// A key while a question lies over the screen.
    fn answer(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let meaning = self.soft_meaning(key);
        match (self.question, key, meaning) {
            (Some(Question::SwitchOff), Key::Enter, _) | (_, _, Some(SyringeSoftKey::SwitchOff)) => {
                self.switch_off(tick, events);
            }
            (Some(Question::NewProgram), Key::Enter, _) | (_, _, Some(SyringeSoftKey::Confirm)) => {
                self.question = None;
                self.drop_program(tick, events);
            }
            (_, _, Some(SyringeSoftKey::HoldToPurge)) => self.begin_purge(tick, sensed, events),
            (_, Key::Back, _) | (_, _, Some(SyringeSoftKey::Cancel)) => {
                self.end_purge(tick, events);
                self.question = None;
            }
            _ => {}
        }
    }

    /// A key while the list of syringes lies over the screen.
    fn choose_syringe(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let Some(cursor) = self.choosing else { return };
        let offered = self.offered_syringes(sensed.barrel_mm);
        let last = u16::try_from(offered.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let cursor = cursor.min(last);
        let place = match key {
            Key::Up => {
                self.choosing = Some(cursor.saturating_sub(1));
                return;
            }
            Key::Down => {
                self.choosing = Some((cursor + 1).min(last));
                return;
            }
            Key::Back => {
                self.choosing = None;
                return;
            }
            Key::Enter => Some(cursor),
            _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
        };
        if let Some(kind) = place.and_then(|place| offered.get(usize::from(place))) {
            self.told = Some(*kind);
            self.choosing = None;
            events.push(tick, Event::SyringeConfirmed);
        }
    }

    fn key_in_stage(&mut self, key: Key, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        use SyringeSoftKey as S;
        if let Stage::CareArea { cursor } = self.stage {
            match key {
                Key::Enter => self.choose_area(cursor, tick, sensed, events),
                Key::Back if self.area.is_some() => self.enter_stage(Stage::Standby, tick),
                _ => {
                    if let Some(place) = key.soft() {
                        self.choose_area(cursor / PAGE * PAGE + u16::from(place), tick, sensed, events);
                    }
                }
            }
            return;
        }
        match self.soft_meaning(key) {
            Some(S::NewPatient) => self.greet_new_patient(tick, events),
            Some(S::SamePatient) => self.greet_same_patient(tick, sensed),
            Some(S::Library) => {
                let draft = Draft {
                    weight_kg: self.weight_kg,
                    ..Draft::empty(None, Basis::Dose)
                };
                self.open(Purpose::New, EditScreen::DrugList { cursor: 0 }, draft, tick);
            }
            Some(S::RateVolume) => {
                let draft = Draft::empty(None, Basis::Rate);
                self.open(Purpose::New, EditScreen::Number(Field::Rate), draft, tick);
            }
            Some(S::VolumeTime) => {
                let draft = Draft::empty(None, Basis::VolumeTime);
                self.open(Purpose::New, EditScreen::Number(Field::Vtbi), draft, tick);
            }
            Some(S::Syringe) => {
                self.told = None;
                self.choosing = Some(0);
            }
            Some(S::CareArea) => {
                let cursor = self.area.unwrap_or(0);
                self.enter_stage(Stage::CareArea { cursor }, tick);
            }
            Some(S::ChangeDose) => self.open_change(Field::Dose, tick),
            Some(S::ChangeRate) => self.open_change(Field::Rate, tick),
            Some(S::ChangeVolume) => self.open_change(Field::Vtbi, tick),
            Some(S::ClearInfused) => self.infused_ml = 0.0,
            Some(S::NewProgram) => self.question = Some(Question::NewProgram),
            Some(S::StopBolus) => self.end_bolus(tick, events),
            _ => {}
        }
    }

    /// What a soft key means now.
    pub(super) fn soft_meaning(&self, key: Key) -> Option<SyringeSoftKey> {
        self.soft_keys().get(usize::from(key.soft()?)).copied().flatten()
    }

    fn greet_new_patient(&mut self, tick: u64, events: &mut EventQueue) {
        self.program = None;
        self.weight_kg = None;
        self.told = None;
        self.vtbi_ml = 0.0;
        self.infused_ml = 0.0;
        self.enter_stage(Stage::CareArea { cursor: 0 }, tick);
        events.push(tick, Event::NewPatient);
    }

    fn greet_same_patient(&mut self, tick: u64, sensed: &Sensed) {
        let stage = match (self.program, self.area) {
            (Some(_), _) => Stage::Ready,
            (None, Some(_)) => Stage::Standby,
            (None, None) => Stage::CareArea { cursor: 0 },
        };
        self.enter_stage(stage, tick);
        self.ask_for_syringe(sensed.fitted);
    }

    fn choose_area(&mut self, place: u16, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if usize::from(place) < self.library.care_areas.len() {
            self.area = Some(place);
            self.enter_stage(Stage::Standby, tick);
            events.push(tick, Event::CareAreaSelected);
            self.ask_for_syringe(sensed.fitted);
        }
    }

    fn move_area(&mut self, key: Key) {
        let length = u16::try_from(self.library.care_areas.len()).unwrap_or(u16::MAX);
        if let Stage::CareArea { cursor } = &mut self.stage {
            *cursor = match key {
                Key::Up => cursor.saturating_sub(1),
                _ => (*cursor + 1).min(length.saturating_sub(1)),
            };
        }
    }

    fn open(&mut self, purpose: Purpose, screen: EditScreen, draft: Draft, tick: u64) {
        let editor = Editor {
            purpose,
            screen,
            draft,
            entry: self.fresh_entry(screen, &draft),
            touched: tick,
        };
        self.editor = Some(editor);
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
        self.open(Purpose::Change(field), EditScreen::Number(field), draft, tick);
    }

    /// BOLUS asks for a bolus while the pump runs, and for a purge while it stands.
    fn ask_for_bolus_or_purge(&mut self, tick: u64) {
        if self.may_purge() {
            self.question = Some(Question::Purge);
            return;
        }
        if let Some(reason) = self.bolus_refusal() {
            self.refusal = Some(Refusal::Bolus(reason));
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
        self.open(Purpose::Bolus, EditScreen::Number(field), draft, tick);
    }

    /// Whether a purge may be asked for: while the pump stands, also stopped by an empty syringe that was changed
    /// since, but never against a blocked line.
    pub(super) fn may_purge(&self) -> bool {
        let stands = match self.stage {
            Stage::Standby | Stage::Ready | Stage::Paused => true,
            Stage::AlarmStopped => !self.alarms.is_active(SyringeAlarm::DownstreamOcclusion),
            _ => false,
        };
        stands && self.told.is_some()
    }

    /// Why no bolus may be asked for now.
    pub(super) fn bolus_refusal(&self) -> Option<SyringeBolusRefusal> {
        let program = self
            .program
            .filter(|_| self.stage == Stage::Running && self.bolus.is_none());
        let Some(program) = program else {
            return Some(SyringeBolusRefusal::NotRunning);
        };
        let forbidden = self
            .entry(program.entry)
            .is_some_and(|entry| entry.bolus.is_none());
        if forbidden {
            Some(SyringeBolusRefusal::NotAllowed)
        } else if self
            .alarms
            .highest()
            .is_some_and(|highest| highest > crate::alarms::Priority::Low)
        {
            Some(SyringeBolusRefusal::AlarmActive)
        } else {
            None
        }
    }

    /// The infusion ends for good: alarms of its delivery end with it, their causes are found again at START.
    fn drop_program(&mut self, tick: u64, events: &mut EventQueue) {
        if self.is_delivering() {
            events.push(tick, Event::Paused);
        }
        self.end_bolus(tick, events);
        for &alarm in SyringeAlarm::ALL {
            if !is_of_the_pump(alarm) {
                self.clear(alarm, tick, events);
            }
        }
        self.program = None;
        self.editor = None;
        self.vtbi_ml = 0.0;
        self.infused_ml = 0.0;
        self.over_limit_since = None;
        self.enter_stage(Stage::Standby, tick);
    }

    /// Switches off; the last program and the alarm log are kept.
    pub(super) fn switch_off(&mut self, tick: u64, events: &mut EventQueue) {
        self.end_bolus(tick, events);
        self.end_purge(tick, events);
        for &alarm in SyringeAlarm::ALL {
            self.clear(alarm, tick, events);
        }
        self.question = None;
        self.choosing = None;
        self.editor = None;
        self.refusal = None;
        self.over_limit_since = None;
        self.enter_stage(Stage::Off, tick);
        events.push(tick, Event::PoweredOff);
    }
}

/// Alarms that tell of the pump itself and not of an infusion.
const fn is_of_the_pump(alarm: SyringeAlarm) -> bool {
    matches!(
        alarm,
        SyringeAlarm::SystemError
            | SyringeAlarm::KeyStuck
            | SyringeAlarm::MainsLost
            | SyringeAlarm::LowBattery
            | SyringeAlarm::BatteryCritical
            | SyringeAlarm::BatteryDepleted
    )
}
