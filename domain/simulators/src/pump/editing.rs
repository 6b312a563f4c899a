//! Keys while values are being entered.

use super::Pump;
use super::Refusal;
use super::editor::{EditScreen, Editor, Passed, rules};
use super::key::Key;
use super::keys::PAGE;
use super::program::{Course, EntryPlace, ReasonCode};
use super::steps::Step;
use super::view::Field;
use crate::events::{Event, EventQueue};

impl Pump {
    /// A key of the editor. The editor is taken out while it is worked on and put back unless it is done.
    pub(super) fn edit(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        let Some(mut editor) = self.editor.take() else {
            return;
        };
        self.editor = match editor.screen {
            EditScreen::DrugList { cursor } => self.edit_drug_list(editor, cursor, key, tick, events),
            EditScreen::Concentration => self.edit_concentration(editor, key, tick, events),
            EditScreen::Number(field) => self.edit_number(editor, field, key),
            EditScreen::Review => match key {
                Key::Enter | Key::Soft1 => self.confirm(editor, tick, events),
                Key::Back | Key::Soft2 => Some(self.back_to_last_field(editor)),
                _ => Some(editor),
            },
            EditScreen::HardLimit(_) => match key {
                Key::Enter | Key::Back | Key::Soft1 => Some(self.back_to_limited_field(editor)),
                _ => Some(editor),
            },
            EditScreen::SoftLimit(passed) => match key {
                Key::Back | Key::Soft1 => Some(self.back_to_limited_field(editor)),
                Key::Soft2 => Some(gone_to(editor, EditScreen::Reason { cursor: 0, passed })),
                _ => Some(editor),
            },
            EditScreen::Reason { cursor, passed } => {
                let place = match key {
                    Key::Enter => Some(cursor),
                    _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
                };
                match place.and_then(|place| ReasonCode::ALL.get(usize::from(place))) {
                    Some(&reason) => self.answer_limit(editor, passed, reason, tick, events),
                    None if key == Key::Back => Some(gone_to(editor, EditScreen::SoftLimit(passed))),
                    None => Some(editor),
                }
            }
            EditScreen::StepEntered => Some(self.edit_steps(editor, key)),
            EditScreen::Duplicate => match key {
                Key::Back | Key::Soft1 => Some(self.back_to_last_field(editor)),
                Key::Soft2 => {
                    editor.accepts_duplicate = true;
                    self.confirm(editor, tick, events)
                }
                _ => Some(editor),
            },
            EditScreen::Options { cursor } => match (key, place_of(key, cursor)) {
                (Key::Back, _) => None,
                (_, Some(place)) => match self.options().get(usize::from(place)) {
                    Some(&option) => self.choose_option(option, tick, events),
                    None => Some(editor),
                },
                _ => Some(editor),
            },
            EditScreen::Pick { pick, cursor } => match (key, place_of(key, cursor)) {
                (Key::Back, _) => None,
                (_, Some(place)) if usize::from(place) < Self::pick_length(pick) => {
                    self.take_pick(pick, usize::from(place), tick, events);
                    None
                }
                _ => Some(editor),
            },
        };
    }

    /// A reason is given for the soft limit that was met.
    fn answer_limit(
        &mut self,
        mut editor: Editor,
        passed: Passed,
        reason: ReasonCode,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        match passed.field {
            Field::LoadingDose => editor.loading_reason = Some(reason),
            _ => editor.reason = Some(reason),
        }
        events.push(tick, Event::LimitOverridden);
        self.note_limit(&editor, passed, Some(reason), tick);
        self.confirm(editor, tick, events)
    }

    /// A step of a multistep program was entered.
    fn edit_steps(&self, mut editor: Editor, key: Key) -> Editor {
        match key {
            Key::Soft1 if editor.draft.steps.has_room() => {
                editor.draft.rate_ml_h = None;
                editor.draft.vtbi_ml = None;
                editor.go(EditScreen::Number(Field::Rate));
            }
            Key::Enter | Key::Soft2 => editor.go(EditScreen::Review),
            Key::Back => {
                if let Some(step) = editor.draft.steps.take_back() {
                    editor.draft.rate_ml_h = Some(step.rate_ml_h);
                    editor.draft.vtbi_ml = Some(step.vtbi_ml);
                }
                editor.go(EditScreen::Number(Field::Vtbi));
            }
            _ => {}
        }
        editor
    }

    /// Choices in the list that is shown; zero where none is.
    pub(super) fn list_length(&self) -> u16 {
        let length = match (&self.editor, self.stage) {
            (
                Some(Editor {
                    screen: EditScreen::DrugList { .. },
                    ..
                }),
                _,
            ) => self.care_area().map_or(0, |area| area.entries.len()),
            (
                Some(Editor {
                    screen: EditScreen::Reason { .. },
                    ..
                }),
                _,
            ) => ReasonCode::ALL.len(),
            (
                Some(Editor {
                    screen: EditScreen::Options { .. },
                    ..
                }),
                _,
            ) => self.options().len(),
            (
                Some(Editor {
                    screen: EditScreen::Pick { pick, .. },
                    ..
                }),
                _,
            ) => Self::pick_length(*pick),
            (None, super::Stage::CareArea { .. }) => self.library.care_areas.len(),
            _ => 0,
        };
        u16::try_from(length).unwrap_or(u16::MAX)
    }

    fn edit_drug_list(
        &mut self,
        mut editor: Editor,
        cursor: u16,
        key: Key,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let place = match key {
            Key::Back => return None,
            Key::Enter => Some(cursor),
            _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
        };
        let chosen = self
            .area
            .zip(place)
            .map(|(area, entry)| EntryPlace { area, entry });
        if let Some(entry) = self.entry(chosen) {
            if editor.draft.course == Course::Loading && entry.loading.is_none() {
                self.refusal = Some(Refusal::Loading);
                return Some(editor);
            }
            editor.draft.entry = chosen;
            editor.go(EditScreen::Concentration);
            events.push(tick, Event::DrugSelected);
        }
        Some(editor)
    }

    fn edit_concentration(
        &self,
        mut editor: Editor,
        key: Key,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        match key {
            Key::Enter | Key::Soft1 => {
                events.push(tick, Event::ConcentrationConfirmed);
                if let Some(&first) = self.fields_of(&editor).first() {
                    editor.go(EditScreen::Number(first));
                }
            }
            Key::Back | Key::Soft2 => {
                let cursor = editor.draft.entry.map_or(0, |place| place.entry);
                editor.draft.entry = None;
                editor.go(EditScreen::DrugList { cursor });
            }
            _ => {}
        }
        Some(editor)
    }

    fn edit_number(&self, mut editor: Editor, field: Field, key: Key) -> Option<Editor> {
        let rules = rules(field);
        match key {
            Key::Clear => editor.entry.clear(&rules),
            Key::Back => {
                // With the legacy pad a value that was left counts as confirmed.
                if let Some(value) = editor.entry.leave(&rules) {
                    editor.set_value(field, value);
                }
                return self.back_from_field(editor, field);
            }
            Key::Enter if editor.entry.is_blank() && editor.value(field).is_some() => {
                return Some(self.on_from_field(editor, field));
            }
            Key::Enter => {
                if let Ok(value) = editor.entry.enter(&rules) {
                    editor.set_value(field, value);
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

    pub(super) fn fields_of(&self, editor: &Editor) -> &'static [Field] {
        editor.fields(self.entry(editor.draft.entry))
    }

    fn on_from_field(&self, mut editor: Editor, field: Field) -> Editor {
        let fields = self.fields_of(&editor);
        let place = fields.iter().position(|&candidate| candidate == field);
        match place.and_then(|place| fields.get(place + 1)) {
            Some(&next) => editor.go(EditScreen::Number(next)),
            None if editor.draft.course == Course::Steps => {
                editor.draft.steps.add(Step {
                    rate_ml_h: editor.draft.rate_ml_h.unwrap_or(0.0),
                    vtbi_ml: editor.draft.vtbi_ml.unwrap_or(0.0),
                });
                editor.go(EditScreen::StepEntered);
            }
            None => editor.go(EditScreen::Review),
        }
        editor
    }

    fn back_from_field(&self, mut editor: Editor, field: Field) -> Option<Editor> {
        let fields = self.fields_of(&editor);
        let place = fields
            .iter()
            .position(|&candidate| candidate == field)
            .unwrap_or(0);
        if place > 0 {
            editor.go(EditScreen::Number(fields[place - 1]));
            Some(editor)
        } else if !editor.draft.steps.entered().is_empty() {
            editor.go(EditScreen::StepEntered);
            Some(editor)
        } else if editor.purpose.is_program() && editor.draft.entry.is_some() {
            editor.go(EditScreen::Concentration);
            Some(editor)
        } else {
            None
        }
    }

    fn back_to_last_field(&self, mut editor: Editor) -> Editor {
        if editor.draft.course == Course::Steps {
            editor.go(EditScreen::StepEntered);
        } else if let Some(&last) = self.fields_of(&editor).last() {
            editor.go(EditScreen::Number(last));
        }
        editor
    }

    /// The value that a limit speaks of is entered again.
    fn back_to_limited_field(&self, mut editor: Editor) -> Editor {
        let fields = self.fields_of(&editor);
        let limited = match editor.screen {
            EditScreen::HardLimit(passed) | EditScreen::SoftLimit(passed) => passed.field,
            _ => Field::Dose,
        };
        // A limited dose may have been entered as a rate.
        let entered = fields.iter().find(|&&field| field == limited).or(fields.first());
        if let Some(&field) = entered {
            editor.go(EditScreen::Number(field));
        }
        editor
    }
}

/// The place in a list that a key takes.
fn place_of(key: Key, cursor: u16) -> Option<u16> {
    match key {
        Key::Enter => Some(cursor),
        _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
    }
}

fn gone_to(mut editor: Editor, screen: EditScreen) -> Editor {
    editor.go(screen);
    editor
}
