//! The view model: screen, prompt, lists and soft keys.

use super::editor::{EditScreen, Editor, rules};
use super::keys::PAGE;
use super::program::{ROUNDING_WARNING, ReasonCode, limit_prompt, work_out};
use super::view::{
    AlarmView, Choice, ChoiceText, Delivery, EntryView, Page, Prompt, PumpView, Screen, SoftKey,
};
use super::waiting::Then;
use super::{BolusKind, Pump, Question, Refusal, Stage};
use crate::entry::{EntryKey, EntryStyle};
use crate::line::state::Sensed;
use crate::notation;

impl Pump {
    /// Everything the pump shows now.
    pub(crate) fn view(&self, tick: u64, sensed: &Sensed) -> PumpView {
        let sorted = self.alarms.sorted();
        let arbitration = self.alarms.arbitrate();
        let alarms = sorted
            .iter()
            .map(|&(id, priority, since_tick)| AlarmView {
                id,
                priority,
                since_tick,
            })
            .collect();
        let shown = if self.runs_secondary() {
            self.begun_secondary().map(|secondary| secondary.program)
        } else {
            self.program
        };
        let program_entry = shown.and_then(|program| self.entry(program.entry));
        self.with_library(PumpView {
            screen: self.screen(),
            delivery: self.delivery(),
            care_area: self.care_area().map(|area| area.name.clone()),
            drug: program_entry.map(|entry| entry.drug.clone()),
            rows: self.rows(tick, sensed),
            choices: self.choices(),
            page: self.page(),
            entry: self.entry_view(),
            prompt: self.prompt(),
            soft_keys: self.soft_keys(),
            enabled: self.enabled_keys(),
            alarms,
            indicator: arbitration.indicator,
            sound: arbitration.audible,
            silence_left_s: self.alarms.silence_left_s(tick),
            door_open: sensed.door_open,
            on: self.stage != Stage::Off,
            self_test_percent: self.self_test_percent(tick),
            library_version: 0,
            library_pending: None,
        })
    }

    fn screen(&self) -> Screen {
        match (self.question, &self.editor, self.stage) {
            (Some(Question::SwitchOff), _, _) => Screen::ConfirmOff,
            (Some(Question::NewProgram), _, _) => Screen::ConfirmNewProgram,
            (None, Some(editor), _) => match editor.screen {
                EditScreen::DrugList { .. } => Screen::DrugList,
                EditScreen::Concentration => Screen::Concentration,
                EditScreen::Number(_) => Screen::NumberEntry,
                EditScreen::Review => Screen::Review,
                EditScreen::HardLimit(_) => Screen::HardLimit,
                EditScreen::SoftLimit(_) => Screen::SoftLimit,
                EditScreen::Reason { .. } => Screen::OverrideReason,
                EditScreen::StepEntered => Screen::StepEntered,
                EditScreen::Duplicate => Screen::SameDrug,
                EditScreen::Options { .. } => Screen::Options,
                EditScreen::Pick { .. } => Screen::Setting,
            },
            (None, None, stage) => match stage {
                Stage::Off => Screen::Off,
                Stage::SelfTest => Screen::SelfTest,
                Stage::NewPatient => Screen::NewPatient,
                Stage::CareArea { .. } => Screen::CareArea,
                Stage::Standby => Screen::Standby,
                Stage::Ready => Screen::Ready,
                Stage::Running => match (self.bolus, self.begun_secondary()) {
                    (Some(bolus), _) if bolus.kind == BolusKind::Loading => Screen::Loading,
                    (Some(_), _) => Screen::Bolus,
                    (None, Some(_)) => Screen::Secondary,
                    (None, None) => Screen::Running,
                },
                Stage::Paused => Screen::Paused,
                Stage::Kvo => Screen::Kvo,
                Stage::Beyond => Screen::Beyond,
                Stage::Waiting(_) => Screen::Waiting,
                Stage::CheckingLine => Screen::CheckingLine,
                Stage::AlarmStopped => Screen::AlarmStopped,
                Stage::Technical => Screen::Technical,
            },
        }
    }

    fn delivery(&self) -> Delivery {
        match self.stage {
            Stage::Off => Delivery::Off,
            Stage::SelfTest | Stage::NewPatient | Stage::CareArea { .. } | Stage::Standby => Delivery::Idle,
            Stage::Ready => Delivery::Ready,
            Stage::Running => match (self.bolus, self.begun_secondary()) {
                (Some(bolus), _) if bolus.kind == BolusKind::Loading => Delivery::Loading,
                (Some(_), _) => Delivery::Bolus,
                (None, Some(_)) => Delivery::Secondary,
                (None, None) => Delivery::Running,
            },
            Stage::Paused => Delivery::Paused,
            Stage::Kvo => Delivery::Kvo,
            Stage::Beyond => Delivery::Beyond,
            Stage::Waiting(_) => Delivery::Waiting,
            Stage::CheckingLine => Delivery::CheckingLine,
            Stage::AlarmStopped => Delivery::Stopped,
            Stage::Technical => Delivery::Technical,
        }
    }

    fn prompt(&self) -> Option<Prompt> {
        match (self.question, self.refusal, &self.editor) {
            (Some(Question::SwitchOff), _, _) => Some(Prompt::ConfirmOff),
            (Some(Question::NewProgram), _, _) => Some(Prompt::ConfirmNewProgram),
            (None, Some(Refusal::Start(reason)), _) => Some(Prompt::StartRefused { reason }),
            (None, Some(Refusal::Bolus(reason)), _) => Some(Prompt::BolusRefused { reason }),
            (None, Some(Refusal::Loading), _) => Some(Prompt::NoLoadingDose),
            (None, None, Some(editor)) => Some(self.editor_prompt(editor)),
            (None, None, None) => self.stage_prompt(),
        }
    }

    fn editor_prompt(&self, editor: &Editor) -> Prompt {
        match editor.screen {
            EditScreen::DrugList { .. } => Prompt::ChooseFromList,
            EditScreen::Concentration => Prompt::CompareLabel,
            EditScreen::Number(field) => match editor.entry.error() {
                Some(error) => Prompt::PadBlocked { error },
                None => Prompt::EnterValue { field },
            },
            EditScreen::Review if editor.purpose.is_bolus() || editor.draft.delay_minutes.is_some() => {
                Prompt::CheckAndConfirm
            }
            EditScreen::Review => match work_out(&editor.draft, &self.library) {
                Err(_) if self.is_past_hard_limit(editor) => Prompt::CheckAndConfirm,
                Err(prompt) => prompt,
                Ok(worked) if worked.moved_percent > 100.0 * ROUNDING_WARNING => Prompt::RoundingMovesDose {
                    percent: notation::decimals(worked.moved_percent, 1),
                },
                Ok(_) => Prompt::CheckAndConfirm,
            },
            EditScreen::HardLimit(passed) | EditScreen::SoftLimit(passed) => limit_prompt(
                passed.result,
                passed.value,
                passed.limit,
                self.field_unit(editor, passed.field),
            ),
            EditScreen::StepEntered => Prompt::AddStepOrDone,
            EditScreen::Duplicate => Prompt::SameDrugElsewhere {
                drug: self
                    .entry(editor.draft.entry)
                    .map(|entry| entry.drug.clone())
                    .unwrap_or_default(),
            },
            EditScreen::Options { .. } | EditScreen::Pick { .. } => Prompt::ChooseFromList,
            EditScreen::Reason { .. } => Prompt::ChooseReason,
        }
    }

    /// Whether ENTER will be answered by a hard limit, which says more than the rate the dose would need.
    fn is_past_hard_limit(&self, editor: &Editor) -> bool {
        let entry = self.entry(editor.draft.entry);
        entry
            .zip(editor.draft.dose)
            .is_some_and(|(entry, dose)| entry.continuous.check(dose).must_change())
    }

    fn stage_prompt(&self) -> Option<Prompt> {
        match self.stage {
            Stage::Running | Stage::Kvo | Stage::Paused if self.secondary_is_ready() => {
                Some(Prompt::PressStartForSecondary)
            }
            Stage::Off | Stage::Running => None,
            Stage::CheckingLine => Some(Prompt::LineIsChecked),
            Stage::Waiting(wait) => Some(match wait.then {
                Then::Start => Prompt::StartsLater,
                Then::Call => Prompt::CallsLater,
            }),
            Stage::SelfTest => Some(Prompt::SelfTestRuns),
            Stage::NewPatient => Some(Prompt::NewPatientOrSame),
            Stage::CareArea { .. } => Some(Prompt::ChooseFromList),
            Stage::Standby => Some(Prompt::ChooseMode),
            Stage::Paused if self.vtbi_ml <= 0.0 && self.secondary.is_none() => {
                Some(Prompt::EnterVolumeOrStop)
            }
            Stage::Ready | Stage::Paused => Some(Prompt::PressStart),
            Stage::Kvo | Stage::Beyond => Some(Prompt::EnterVolumeOrStop),
            Stage::AlarmStopped
                if self.program.is_some() && self.vtbi_ml <= 0.0 && self.secondary.is_none() =>
            {
                Some(Prompt::EnterVolumeOrStop)
            }
            Stage::AlarmStopped => self
                .alarms
                .sorted()
                .first()
                .map(|&(alarm, _, _)| Prompt::ClearCauseThenStart { alarm }),
            Stage::Technical => Some(match self.failed_part {
                Some(part) => Prompt::SelfTestFailed { part },
                None => Prompt::OutOfService,
            }),
        }
    }

    /// Meaning of the soft keys now.
    pub(super) fn soft_keys(&self) -> [Option<SoftKey>; 5] {
        use SoftKey as S;
        if self.question.is_some() {
            let yes = if self.asks_to_switch_off() {
                S::SwitchOff
            } else {
                S::Confirm
            };
            return [Some(yes), Some(S::Cancel), None, None, None];
        }
        if let Some(editor) = &self.editor {
            return match editor.screen {
                EditScreen::DrugList { .. }
                | EditScreen::Reason { .. }
                | EditScreen::Options { .. }
                | EditScreen::Pick { .. } => self.choosing_keys(),
                EditScreen::StepEntered => {
                    let another = editor.draft.steps.has_room().then_some(S::AddStep);
                    [another, Some(S::Done), None, None, None]
                }
                EditScreen::Duplicate => [Some(S::ChangeValue), Some(S::AcceptSameDrug), None, None, None],
                EditScreen::Concentration => [Some(S::LabelAgrees), Some(S::LabelDiffers), None, None, None],
                EditScreen::Number(_) => entry_soft_keys(editor.entry.style()),
                EditScreen::Review => [Some(S::Confirm), Some(S::ChangeValue), None, None, None],
                EditScreen::HardLimit(_) => [Some(S::ChangeValue), None, None, None, None],
                EditScreen::SoftLimit(_) => [Some(S::ChangeValue), Some(S::Override), None, None, None],
            };
        }
        match self.stage {
            Stage::Off | Stage::SelfTest | Stage::Technical => [None; 5],
            Stage::NewPatient => [
                Some(S::NewPatient),
                self.area.map(|_| S::SamePatient),
                None,
                None,
                None,
            ],
            Stage::CareArea { .. } => self.choosing_keys(),
            Stage::Standby => [
                Some(S::Library),
                Some(S::RateVolume),
                Some(S::VolumeTime),
                Some(S::RateTime),
                Some(S::CareArea),
            ],
            Stage::Waiting(_) => [Some(S::EndWait), None, None, None, None],
            Stage::Running if self.bolus.is_some() => [Some(S::StopBolus), None, None, None, None],
            Stage::Running | Stage::Paused if self.begun_secondary().is_some() => {
                [Some(S::StopSecondary), None, None, None, None]
            }
            Stage::CheckingLine => [None; 5],
            Stage::Ready
            | Stage::Running
            | Stage::Paused
            | Stage::Kvo
            | Stage::Beyond
            | Stage::AlarmStopped => {
                let by_dose = self.program.is_some_and(|program| program.entry.is_some());
                let fourth = if self.program_needs_weight() {
                    S::ChangeWeight
                } else {
                    S::ClearInfused
                };
                match self.program {
                    Some(_) => [
                        by_dose.then_some(S::ChangeDose),
                        Some(S::ChangeRate),
                        Some(S::ChangeVolume),
                        Some(fourth),
                        Some(S::NewProgram),
                    ],
                    None => [None, None, None, None, Some(S::NewProgram)],
                }
            }
        }
    }

    /// Soft keys beside the choices of the page.
    fn choosing_keys(&self) -> [Option<SoftKey>; 5] {
        let shown = self.list_length().saturating_sub(self.first_of_page());
        core::array::from_fn(|place| (place < usize::from(shown)).then_some(SoftKey::Choose))
    }

    fn cursor(&self) -> Option<u16> {
        match (self.editor, self.stage) {
            (
                Some(Editor {
                    screen: EditScreen::DrugList { cursor },
                    ..
                }),
                _,
            )
            | (
                Some(Editor {
                    screen:
                        EditScreen::Reason { cursor, .. }
                        | EditScreen::Options { cursor }
                        | EditScreen::Pick { cursor, .. },
                    ..
                }),
                _,
            )
            | (None, Stage::CareArea { cursor }) => Some(cursor),
            _ => None,
        }
    }

    fn first_of_page(&self) -> u16 {
        self.cursor().unwrap_or(0) / PAGE * PAGE
    }

    fn page(&self) -> Option<Page> {
        let cursor = self.cursor().filter(|_| self.question.is_none())?;
        Some(Page {
            number: cursor / PAGE + 1,
            of: self.list_length().div_ceil(PAGE).max(1),
        })
    }

    fn choices(&self) -> Vec<Choice> {
        let Some(cursor) = self.cursor().filter(|_| self.question.is_none()) else {
            return Vec::new();
        };
        let first = self.first_of_page();
        (first..self.list_length().min(first + PAGE))
            .filter_map(|place| {
                Some(Choice {
                    text: self.choice_text(place)?,
                    selected: place == cursor,
                })
            })
            .collect()
    }

    fn choice_text(&self, place: u16) -> Option<ChoiceText> {
        let place = usize::from(place);
        Some(match &self.editor {
            None => ChoiceText::CareArea {
                name: self.library.care_areas.get(place)?.name.clone(),
            },
            Some(Editor {
                screen: EditScreen::Reason { .. },
                ..
            }) => ChoiceText::Reason {
                reason: *ReasonCode::ALL.get(place)?,
            },
            Some(Editor {
                screen: EditScreen::Options { .. },
                ..
            }) => ChoiceText::Option {
                option: *self.options().get(place)?,
            },
            Some(Editor {
                screen: EditScreen::Pick { pick, .. },
                ..
            }) => Self::pick_text(*pick, place)?,
            Some(_) => {
                let entry = self.care_area()?.entries.get(place)?;
                ChoiceText::Drug {
                    drug: entry.drug.clone(),
                    amount: format!(
                        "{} {}",
                        notation::number(entry.amount),
                        entry.amount_unit.as_str()
                    ),
                    volume: format!("{} mL", notation::number(entry.volume_ml)),
                }
            }
        })
    }

    fn entry_view(&self) -> Option<EntryView> {
        let editor = self.editor.as_ref().filter(|_| self.question.is_none())?;
        let EditScreen::Number(field) = editor.screen else {
            return None;
        };
        let rules = rules(field);
        Some(EntryView {
            field,
            style: editor.entry.style(),
            text: editor.entry.text(),
            cursor: editor.entry.cursor(),
            kept: editor
                .value(field)
                .map(|value| notation::decimals(value, rules.decimals)),
            unit: self.field_unit(editor, field),
            minimum: notation::number(rules.minimum),
            maximum: notation::number(rules.maximum),
            error: editor.entry.error(),
        })
    }

    fn self_test_percent(&self, tick: u64) -> Option<u8> {
        let length = self.config.self_test.ticks();
        let done = tick.saturating_sub(self.stage_since).min(length) * 100 / length;
        (self.stage == Stage::SelfTest).then_some(done as u8)
    }
}

/// Soft keys of number entry, by its style.
fn entry_soft_keys(style: EntryStyle) -> [Option<SoftKey>; 5] {
    let mut keys = [None; 5];
    for (place, key) in keys.iter_mut().zip(style.soft_keys().into_iter().flatten()) {
        *place = match key {
            EntryKey::WideUp => Some(SoftKey::WideUp),
            EntryKey::WideDown => Some(SoftKey::WideDown),
            EntryKey::Left => Some(SoftKey::Left),
            EntryKey::Right => Some(SoftKey::Right),
            EntryKey::Digit(_) | EntryKey::Point | EntryKey::Up | EntryKey::Down => None,
        };
    }
    keys
}
