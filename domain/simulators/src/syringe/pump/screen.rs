//! The view model: screen, prompt, lists, soft keys, keys that would do something.

use super::super::holder::Sensed;
use super::super::view::{
    SyringeAlarmView, SyringeChoice, SyringeChoiceText, SyringeEntryView, SyringePrompt, SyringePumpView,
    SyringeScreen as Screen, SyringeSoftKey,
};
use super::editing::{EditScreen, Editor, entry_soft_keys};
use super::keys::PAGE;
use super::program::{ROUNDING_WARNING_PERCENT, rules, work_out};
use super::{Question, Refusal, Stage, SyringePump};
use crate::notation;
use crate::pump::key::{Key, KeySet};
use crate::pump::program::ReasonCode;
use crate::pump::view::{Delivery, Page};

impl SyringePump {
    /// Everything the pump shows now.
    pub(in crate::syringe) fn view(&self, tick: u64, sensed: &Sensed) -> SyringePumpView {
        let arbitration = self.alarms.arbitrate();
        let program_entry = self.program.and_then(|program| self.entry(program.entry));
        let limit_mmhg = self.config.occlusion_limit_mmhg.max(1.0);
        SyringePumpView {
            screen: self.screen(),
            delivery: self.delivery(),
            care_area: self.care_area().map(|area| area.name.clone()),
            drug: program_entry.map(|entry| entry.drug.clone()),
            syringe: self.told,
            syringe_left_percent: self
                .told
                .filter(|_| sensed.fitted)
                .map(|told| percent(self.shown_left_ml(sensed) / told.capacity_ml())),
            rows: self.rows(sensed),
            choices: self.choices(sensed),
            page: self.page(sensed),
            entry_style: self.config.entry,
            entry: self.entry_view(),
            prompt: self.prompt(sensed),
            soft_keys: self.shown_soft_keys(sensed),
            enabled: self.enabled_keys(sensed),
            alarms: self
                .alarms
                .sorted()
                .iter()
                .map(|&(id, priority, since_tick)| SyringeAlarmView {
                    id,
                    priority,
                    since_tick,
                })
                .collect(),
            indicator: arbitration.indicator,
            sound: arbitration.audible,
            silence_left_s: self.alarms.silence_left_s(tick),
            pressure_percent: percent(sensed.pressure_mmhg / limit_mmhg),
            on_mains: self.power.on_mains,
            battery_percent: percent(self.power.charge()),
            on: self.stage != Stage::Off,
            self_test_percent: self.self_test_percent(tick),
        }
    }

    fn screen(&self) -> Screen {
        match (self.question, &self.editor, self.stage) {
            (Some(Question::SwitchOff), _, _) => Screen::ConfirmOff,
            (Some(Question::NewProgram), _, _) => Screen::ConfirmNewProgram,
            (Some(Question::Purge), _, _) => Screen::Purge,
            (None, _, _) if self.choosing.is_some() => Screen::Syringe,
            (None, Some(editor), _) => match editor.screen {
                EditScreen::DrugList { .. } => Screen::DrugList,
                EditScreen::Concentration => Screen::Concentration,
                EditScreen::Number(_) => Screen::NumberEntry,
                EditScreen::Review => Screen::Review,
                EditScreen::HardLimit(_) => Screen::HardLimit,
                EditScreen::SoftLimit(_) => Screen::SoftLimit,
                EditScreen::Reason { .. } => Screen::OverrideReason,
            },
            (None, None, stage) => match stage {
                Stage::Off => Screen::Off,
                Stage::SelfTest => Screen::SelfTest,
                Stage::NewPatient => Screen::NewPatient,
                Stage::CareArea { .. } => Screen::CareArea,
                Stage::Standby => Screen::Standby,
                Stage::Ready => Screen::Ready,
                Stage::Running if self.bolus.is_some() => Screen::Bolus,
                Stage::Running => Screen::Running,
                Stage::Paused => Screen::Paused,
                Stage::Kvo => Screen::Kvo,
                Stage::AlarmStopped => Screen::AlarmStopped,
                Stage::Technical => Screen::Technical,
            },
        }
    }

    const fn delivery(&self) -> Delivery {
        match self.stage {
            Stage::Off => Delivery::Off,
            Stage::SelfTest | Stage::NewPatient | Stage::CareArea { .. } | Stage::Standby => Delivery::Idle,
            Stage::Ready => Delivery::Ready,
            Stage::Running if self.bolus.is_some() => Delivery::Bolus,
            Stage::Running => Delivery::Running,
            Stage::Paused => Delivery::Paused,
            Stage::Kvo => Delivery::Kvo,
            Stage::AlarmStopped => Delivery::Stopped,
            Stage::Technical => Delivery::Technical,
        }
    }

    fn prompt(&self, sensed: &Sensed) -> Option<SyringePrompt> {
        use SyringePrompt as P;
        match (self.question, self.refusal, &self.editor) {
            (Some(Question::SwitchOff), _, _) => Some(P::ConfirmOff),
            (Some(Question::NewProgram), _, _) => Some(P::ConfirmNewProgram),
            (Some(Question::Purge), _, _) => Some(P::DisconnectThenPurge),
            (None, Some(Refusal::Start(reason)), _) => Some(P::StartRefused { reason }),
            (None, Some(Refusal::Bolus(reason)), _) => Some(P::BolusRefused { reason }),
            (None, None, _) if self.choosing.is_some() && sensed.fitted => Some(P::CompareSyringe),
            (None, None, _) if self.choosing.is_some() => Some(P::FitSyringe),
            (None, None, Some(editor)) => Some(self.editor_prompt(editor)),
            (None, None, None) => self.stage_prompt(sensed),
        }
    }

    fn editor_prompt(&self, editor: &Editor) -> SyringePrompt {
        use SyringePrompt as P;
        match editor.screen {
            EditScreen::DrugList { .. } => P::ChooseFromList,
            EditScreen::Concentration => P::CompareLabel,
            EditScreen::Number(field) => match editor.entry.error() {
                Some(error) => P::EntryWrong { error },
                None => P::EnterValue { field },
            },
            EditScreen::Review if editor.draft.bolus.is_some() => P::CheckAndConfirm,
            EditScreen::Review => match work_out(&editor.draft, &self.library, self.told) {
                Err(_) if self.is_past_hard_limit(editor) => P::CheckAndConfirm,
                Err(prompt) => prompt,
                Ok(worked) if worked.moved_percent > ROUNDING_WARNING_PERCENT => P::RoundingMovesDose {
                    percent: notation::decimals(worked.moved_percent, 1),
                },
                Ok(_) => P::CheckAndConfirm,
            },
            EditScreen::HardLimit(passed) | EditScreen::SoftLimit(passed) => P::LimitPassed {
                result: passed.result,
                value: notation::decimals(passed.value, 4),
                limit: notation::decimals(passed.limit, 4),
                unit: self.limit_unit(editor),
            },
            EditScreen::Reason { .. } => P::ChooseReason,
        }
    }

    /// Whether ENTER will be answered by a hard limit, which says more than the rate the dose would need.
    fn is_past_hard_limit(&self, editor: &Editor) -> bool {
        let entry = self.entry(editor.draft.entry);
        entry
            .zip(editor.draft.dose)
            .is_some_and(|(entry, dose)| entry.continuous.check(dose).must_change())
    }

    fn stage_prompt(&self, sensed: &Sensed) -> Option<SyringePrompt> {
        use SyringePrompt as P;
        match self.stage {
            Stage::Off | Stage::Running => None,
            Stage::SelfTest => Some(P::SelfTestRuns),
            Stage::NewPatient => Some(P::NewPatientOrSame),
            Stage::CareArea { .. } => Some(P::ChooseFromList),
            Stage::Standby | Stage::Ready | Stage::Paused if !sensed.fitted => Some(P::FitSyringe),
            Stage::Standby => Some(P::ChooseMode),
            Stage::Paused if self.vtbi_ml <= 0.0 => Some(P::EnterVolumeOrStop),
            Stage::Ready | Stage::Paused => Some(P::PressStart),
            Stage::Kvo => Some(P::EnterVolumeOrStop),
            Stage::AlarmStopped if self.program.is_some() && self.vtbi_ml <= 0.0 => {
                Some(P::EnterVolumeOrStop)
            }
            Stage::AlarmStopped => self
                .alarms
                .sorted()
                .first()
                .map(|&(alarm, _, _)| P::ClearCauseThenStart { alarm }),
            Stage::Technical => Some(P::OutOfService),
        }
    }

    /// Meaning of the soft keys now, apart from the choices beside a list.
    pub(super) fn soft_keys(&self) -> [Option<SyringeSoftKey>; 5] {
        use SyringeSoftKey as S;
        match self.question {
            Some(Question::SwitchOff) => return [Some(S::SwitchOff), Some(S::Cancel), None, None, None],
            Some(Question::NewProgram) => return [Some(S::Confirm), Some(S::Cancel), None, None, None],
            Some(Question::Purge) => return [Some(S::HoldToPurge), Some(S::Cancel), None, None, None],
            None => {}
        }
        if self.choosing.is_some() {
            return [None; 5];
        }
        if let Some(editor) = &self.editor {
            return match editor.screen {
                EditScreen::DrugList { .. } | EditScreen::Reason { .. } => [None; 5],
                EditScreen::Concentration => [Some(S::LabelAgrees), Some(S::LabelDiffers), None, None, None],
                EditScreen::Number(_) => entry_soft_keys(editor.entry.style()),
                EditScreen::Review => [Some(S::Confirm), Some(S::ChangeValue), None, None, None],
                EditScreen::HardLimit(_) => [Some(S::ChangeValue), None, None, None, None],
                EditScreen::SoftLimit(_) => [Some(S::ChangeValue), Some(S::Override), None, None, None],
            };
        }
        match self.stage {
            Stage::Off | Stage::SelfTest | Stage::Technical | Stage::CareArea { .. } => [None; 5],
            Stage::NewPatient => {
                let same = self.area.map(|_| S::SamePatient);
                [Some(S::NewPatient), same, None, None, None]
            }
            Stage::Standby => [
                Some(S::Library),
                Some(S::RateVolume),
                Some(S::VolumeTime),
                Some(S::Syringe),
                Some(S::CareArea),
            ],
            Stage::Running if self.bolus.is_some() => [Some(S::StopBolus), None, None, None, None],
            Stage::Ready | Stage::Running | Stage::Paused | Stage::Kvo | Stage::AlarmStopped => {
                let fourth = if self.is_delivering() {
                    S::ClearInfused
                } else {
                    S::Syringe
                };
                match self.program {
                    Some(program) => [
                        program.entry.map(|_| S::ChangeDose),
                        Some(S::ChangeRate),
                        Some(S::ChangeVolume),
                        Some(fourth),
                        Some(S::NewProgram),
                    ],
                    None => [None, None, None, Some(fourth), Some(S::NewProgram)],
                }
            }
        }
    }

    fn shown_soft_keys(&self, sensed: &Sensed) -> [Option<SyringeSoftKey>; 5] {
        match self.cursor(sensed) {
            Some((cursor, length)) => {
                let shown = length.saturating_sub(cursor / PAGE * PAGE);
                core::array::from_fn(|place| (place < usize::from(shown)).then_some(SyringeSoftKey::Choose))
            }
            None => self.soft_keys(),
        }
    }

    /// Cursor and length of the list that is shown.
    fn cursor(&self, sensed: &Sensed) -> Option<(u16, u16)> {
        let length_of = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
        if self.question.is_some() {
            return None;
        }
        if let Some(cursor) = self.choosing {
            let length = length_of(self.offered_syringes(sensed.barrel_mm).len());
            return Some((cursor.min(length.saturating_sub(1)), length));
        }
        match (&self.editor, self.stage) {
            (Some(editor), _) => match editor.screen {
                EditScreen::DrugList { cursor } => {
                    let length = self.care_area().map_or(0, |area| area.entries.len());
                    Some((cursor, length_of(length)))
                }
                EditScreen::Reason { cursor, .. } => Some((cursor, length_of(ReasonCode::ALL.len()))),
                _ => None,
            },
            (None, Stage::CareArea { cursor }) => Some((cursor, length_of(self.library.care_areas.len()))),
            _ => None,
        }
    }

    fn page(&self, sensed: &Sensed) -> Option<Page> {
        let (cursor, length) = self.cursor(sensed)?;
        Some(Page {
            number: cursor / PAGE + 1,
            of: length.div_ceil(PAGE).max(1),
        })
    }

    fn choices(&self, sensed: &Sensed) -> Vec<SyringeChoice> {
        let Some((cursor, length)) = self.cursor(sensed) else {
            return Vec::new();
        };
        let first = cursor / PAGE * PAGE;
        (first..length.min(first + PAGE))
            .filter_map(|place| {
                Some(SyringeChoice {
                    text: self.choice_text(usize::from(place), sensed)?,
                    selected: place == cursor,
                })
            })
            .collect()
    }

    fn choice_text(&self, place: usize, sensed: &Sensed) -> Option<SyringeChoiceText> {
        if self.choosing.is_some() {
            let kind = *self.offered_syringes(sensed.barrel_mm).get(place)?;
            return Some(SyringeChoiceText::Syringe { kind });
        }
        Some(match self.editor.map(|editor| editor.screen) {
            None => SyringeChoiceText::CareArea {
                name: self.library.care_areas.get(place)?.name.clone(),
            },
            Some(EditScreen::Reason { .. }) => SyringeChoiceText::Reason {
                reason: *ReasonCode::ALL.get(place)?,
            },
            Some(_) => {
                let entry = self.care_area()?.entries.get(place)?;
                let amount = notation::number(entry.amount);
                SyringeChoiceText::Drug {
                    drug: entry.drug.clone(),
                    amount: format!("{amount} {}", entry.amount_unit.as_str()),
                    volume: format!("{} mL", notation::number(entry.volume_ml)),
                }
            }
        })
    }

    fn entry_view(&self) -> Option<SyringeEntryView> {
        let hidden = self.question.is_some() || self.choosing.is_some();
        let editor = self.editor.as_ref().filter(|_| !hidden)?;
        let EditScreen::Number(field) = editor.screen else {
            return None;
        };
        let rules = rules(field, self.told);
        Some(SyringeEntryView {
            field,
            style: editor.entry.style(),
            text: editor.entry.text(),
            cursor: editor.entry.cursor(),
            kept: editor
                .draft
                .value(field)
                .map(|value| notation::decimals(value, rules.decimals)),
            unit: self.field_unit(editor, field),
            minimum: notation::number(rules.minimum),
            maximum: notation::number(rules.maximum),
            error: editor.entry.error(),
            flaw: editor.entry.flaw(),
        })
    }

    fn enabled_keys(&self, sensed: &Sensed) -> KeySet {
        if self.stage == Stage::Off {
            let wakes = !self.power.is_dead();
            return if wakes {
                KeySet::of(&[Key::Power])
            } else {
                KeySet::EMPTY
            };
        }
        let mut keys = KeySet::of(&[Key::Power]);
        if self.alarms.any() {
            keys = keys.with(Key::Silence);
        }
        for (soft, key) in self.shown_soft_keys(sensed).iter().zip(SOFT) {
            if soft.is_some() {
                keys = keys.with(key);
            }
        }
        if let Some(question) = self.question {
            keys = keys.with(Key::Back);
            return if question == Question::Purge {
                keys
            } else {
                keys.with(Key::Enter)
            };
        }
        if self.cursor(sensed).is_some() {
            keys = keys.union(KeySet::of(&[Key::Up, Key::Down, Key::Enter, Key::Back]));
        }
        if self.choosing.is_some() {
            return keys;
        }
        let can_start = !matches!(self.stage, Stage::SelfTest | Stage::Running | Stage::Technical);
        if can_start && self.editor.is_none() && self.program.is_some() {
            keys = keys.with(Key::Start);
        }
        if self.is_delivering() {
            keys = keys.with(Key::Pause);
        }
        let Some(editor) = &self.editor else {
            let may_purge = self.may_purge();
            let may_bolus = self.stage == Stage::Running && self.bolus.is_none();
            return if may_purge || may_bolus {
                keys.with(Key::Bolus)
            } else {
                keys
            };
        };
        keys = keys.union(KeySet::of(&[Key::Enter, Key::Back]));
        if matches!(editor.screen, EditScreen::Number(_)) {
            keys = keys.with(Key::Clear);
            for &key in Key::ALL {
                if editor.entry.style().key(key).is_some() {
                    keys = keys.with(key);
                }
            }
        }
        keys
    }

    fn self_test_percent(&self, tick: u64) -> Option<u8> {
        let length = self.config.self_test.ticks();
        let done = tick.saturating_sub(self.stage_since).min(length) * 100 / length;
        (self.stage == Stage::SelfTest).then_some(done as u8)
    }
}

/// The soft keys, in the order of their places.
const SOFT: [Key; 5] = [Key::Soft1, Key::Soft2, Key::Soft3, Key::Soft4, Key::Soft5];

/// A share as whole percent, no more than 100.
fn percent(share: f64) -> u8 {
    libm::round(100.0 * share.clamp(0.0, 1.0)) as u8
}
