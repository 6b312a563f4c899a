//! Keys while values are being entered.

use super::Pump;
use super::editor::{EditScreen, Editor, Purpose, rules};
use super::key::Key;
use super::keys::PAGE;
use super::program::{EntryPlace, ReasonCode};
use super::view::Field;
use crate::events::{Event, EventQueue};

impl Pump {
    /// A key of the editor. The editor is taken out while it is worked on and put back unless it is done.
    pub(super) fn edit(&mut self, key: Key, tick: u64, events: &mut EventQueue) {
        let Some(editor) = self.editor.take() else { return };
        self.editor = match editor.screen {
            EditScreen::DrugList { cursor } => self.edit_drug_list(editor, cursor, key, tick, events),
            EditScreen::Concentration => self.edit_concentration(editor, key, tick, events),
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
                Key::Soft2 => Some(gone_to(editor, EditScreen::Reason { cursor: 0, passed })),
                _ => Some(editor),
            },
            EditScreen::Reason { cursor, passed } => {
                let place = match key {
                    Key::Enter => Some(cursor),
                    _ => key.soft().map(|place| cursor / PAGE * PAGE + u16::from(place)),
                };
                match place.and_then(|place| ReasonCode::ALL.get(usize::from(place))) {
                    Some(&reason) => self.confirm(editor, Some(reason), tick, events),
                    None if key == Key::Back => Some(gone_to(editor, EditScreen::SoftLimit(passed))),
                    None => Some(editor),
                }
            }
        };
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
            (None, super::Stage::CareArea { .. }) => self.library.care_areas.len(),
            _ => 0,
        };
        u16::try_from(length).unwrap_or(u16::MAX)
    }

    fn edit_drug_list(
        &self,
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
        if self.entry(chosen).is_some() {
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
                let first = self.fields_of(&editor)[0];
                editor.go(EditScreen::Number(first));
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
        match key {
            Key::Clear => editor.pad.clear(),
            Key::Back => return self.back_from_field(editor, field),
            Key::Enter if editor.pad.is_untouched() && editor.value(field).is_some() => {
                return Some(self.on_from_field(editor, field));
            }
            Key::Enter => {
                if let Ok(value) = editor.pad.enter(&rules(field)) {
                    editor.set_value(field, value);
                    return Some(self.on_from_field(editor, field));
                }
            }
            _ if key == Key::Point || key.digit().is_some() => {
                editor.pad.press(key, &rules(field));
            }
            _ => {}
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
        } else if editor.purpose == Purpose::New && editor.draft.entry.is_some() {
            editor.go(EditScreen::Concentration);
            Some(editor)
        } else {
            None
        }
    }

    fn back_to_last_field(&self, mut editor: Editor) -> Editor {
        let fields = self.fields_of(&editor);
        editor.go(EditScreen::Number(fields[fields.len() - 1]));
        editor
    }

    /// The value that a limit speaks of is entered again.
    fn back_to_limited_field(&self, mut editor: Editor) -> Editor {
        let fields = self.fields_of(&editor);
        let limited = match editor.purpose {
            Purpose::New => Field::Dose,
            Purpose::Change(_) | Purpose::Bolus => fields[0],
        };
        editor.go(EditScreen::Number(limited));
        editor
    }
}

fn gone_to(mut editor: Editor, screen: EditScreen) -> Editor {
    editor.go(screen);
    editor
}
