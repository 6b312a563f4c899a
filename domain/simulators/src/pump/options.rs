//! What the pump can do beyond its soft keys: a list that the OPTIONS key opens.

use super::editor::{EditScreen, Editor, Pick, Purpose};
use super::program::{Basis, Course, Draft};
use super::setup::EndAction;
use super::view::{ChoiceText, Field};
use super::{Detail, Pump, Stage};
use crate::alarms::{AlarmId, Priority};
use crate::events::{Event, EventQueue};

codes! {
    /// An entry of the list of options.
    pub enum PumpOption {
        /// A loading dose from the library, then the maintenance dose by itself.
        LoadingDose => "loading_dose",
        /// Several rates with their volumes, one after the other.
        Multistep => "multistep",
        /// A secondary infusion from the library.
        SecondaryLibrary => "secondary_library",
        /// A secondary infusion by volume and time.
        SecondaryVolumeTime => "secondary_volume_time",
        /// Ends the secondary infusion; the primary goes on.
        StopSecondary => "stop_secondary",
        /// A bolus spread over a time, on top of the rate.
        ExtendedBolus => "extended_bolus",
        /// Ends the extended bolus.
        StopExtended => "stop_extended",
        /// Starts by itself after a time.
        DelayStart => "delay_start",
        /// Puts the pump aside for a time; it calls at the end.
        StandbyTimer => "standby_timer",
        /// What happens when the volume is given.
        EndOfVolume => "end_of_volume",
        /// The pressure at which the line counts as blocked.
        OcclusionLimit => "occlusion_limit",
        /// Lets the air that stopped the pump go on to the patient.
        AdvanceAir => "advance_air",
    }
}

/// Occlusion limits that can be chosen, mmHg (*chosen*, within what makers offer).
pub const OCCLUSION_LIMITS_MMHG: [f64; 7] = [75.0, 150.0, 225.0, 300.0, 375.0, 450.0, 525.0];

/// How often air may be let on before it must be removed.
const MOST_ADVANCES: u8 = 2;

impl Pump {
    /// The options that are offered now.
    pub(super) fn options(&self) -> Vec<PumpOption> {
        PumpOption::ALL
            .iter()
            .copied()
            .filter(|&option| self.offers(option))
            .collect()
    }

    fn offers(&self, option: PumpOption) -> bool {
        let infusing = matches!(
            self.stage,
            Stage::Ready | Stage::Running | Stage::Paused | Stage::Kvo | Stage::Beyond
        );
        match option {
            PumpOption::LoadingDose | PumpOption::Multistep => self.stage == Stage::Standby,
            PumpOption::SecondaryLibrary | PumpOption::SecondaryVolumeTime => {
                self.detail == Detail::Unit && infusing && self.secondary.is_none() && self.bolus.is_none()
            }
            PumpOption::StopSecondary => infusing && self.secondary.is_some(),
            PumpOption::ExtendedBolus => self.bolus_refusal().is_none() && self.extended.is_none(),
            PumpOption::StopExtended => self.extended.is_some(),
            PumpOption::DelayStart => self.stage == Stage::Ready,
            PumpOption::StandbyTimer => {
                matches!(self.stage, Stage::Standby | Stage::Ready | Stage::Paused)
            }
            PumpOption::EndOfVolume => infusing && self.stage != Stage::Beyond && self.stage != Stage::Kvo,
            PumpOption::OcclusionLimit => infusing || self.stage == Stage::Standby,
            PumpOption::AdvanceAir => {
                self.stage == Stage::AlarmStopped && self.air.blocked && self.air_advances < MOST_ADVANCES
            }
        }
    }

    /// OPTIONS.
    pub(super) fn open_options(&mut self, tick: u64) {
        if !self.options().is_empty() {
            let screen = EditScreen::Options { cursor: 0 };
            let draft = Draft::empty(None, Basis::Rate);
            self.editor = Some(self.entering(Purpose::Options, screen, draft, tick));
        }
    }

    /// An option is chosen. Returns the editor it opens.
    pub(super) fn choose_option(
        &mut self,
        option: PumpOption,
        tick: u64,
        events: &mut EventQueue,
    ) -> Option<Editor> {
        let draft = Draft {
            weight_kg: self.weight_kg,
            ..Draft::empty(None, Basis::Dose)
        };
        let list = EditScreen::DrugList { cursor: 0 };
        let open = |purpose, screen, draft| Some(self.entering(purpose, screen, draft, tick));
        match option {
            PumpOption::LoadingDose => {
                let course = Course::Loading;
                open(Purpose::New, list, Draft { course, ..draft })
            }
            PumpOption::Multistep => {
                let course = Course::Steps;
                let draft = Draft {
                    course,
                    ..Draft::empty(None, Basis::Rate)
                };
                open(Purpose::New, EditScreen::Number(Field::Rate), draft)
            }
            PumpOption::SecondaryLibrary => open(Purpose::Secondary, list, draft),
            PumpOption::SecondaryVolumeTime => {
                let draft = Draft::empty(None, Basis::VolumeTime);
                open(Purpose::Secondary, EditScreen::Number(Field::Vtbi), draft)
            }
            PumpOption::ExtendedBolus => {
                let program = self.program?;
                let field = if program.entry.is_some() {
                    Field::BolusDose
                } else {
                    Field::BolusVolume
                };
                let draft = Draft {
                    weight_kg: program.weight_kg,
                    ..Draft::empty(program.entry, Basis::Dose)
                };
                open(Purpose::Extended, EditScreen::Number(field), draft)
            }
            PumpOption::DelayStart => open(
                Purpose::Delay,
                EditScreen::Number(Field::Delay),
                Draft::empty(None, Basis::Rate),
            ),
            PumpOption::StandbyTimer => open(
                Purpose::StandBy,
                EditScreen::Number(Field::Delay),
                Draft::empty(None, Basis::Rate),
            ),
            PumpOption::EndOfVolume => self.open_pick(Pick::EndOfVolume, tick),
            PumpOption::OcclusionLimit => self.open_pick(Pick::OcclusionLimit, tick),
            PumpOption::StopSecondary => {
                self.drop_secondary(tick, events);
                None
            }
            PumpOption::StopExtended => {
                self.end_extended(tick, events);
                None
            }
            PumpOption::AdvanceAir => {
                self.air.reset();
                self.air_advances += 1;
                events.push(tick, Event::AirAdvanced);
                None
            }
        }
    }

    fn open_pick(&self, pick: Pick, tick: u64) -> Option<Editor> {
        let cursor = match pick {
            Pick::EndOfVolume => EndAction::ALL
                .iter()
                .position(|&action| action == self.end_action),
            Pick::OcclusionLimit => OCCLUSION_LIMITS_MMHG
                .iter()
                .position(|&limit| limit == self.config.occlusion_limit_mmhg),
        };
        let cursor = u16::try_from(cursor.unwrap_or(0)).unwrap_or(0);
        let draft = Draft::empty(None, Basis::Rate);
        let screen = EditScreen::Pick { pick, cursor };
        Some(self.entering(Purpose::Options, screen, draft, tick))
    }

    /// A choice is taken from a short list.
    pub(super) fn take_pick(&mut self, pick: Pick, place: usize, tick: u64, events: &mut EventQueue) {
        match pick {
            Pick::EndOfVolume => {
                if let Some(&action) = EndAction::ALL.get(place) {
                    self.set_end_action(action);
                    events.push(tick, Event::EndActionChanged);
                }
            }
            Pick::OcclusionLimit => {
                if let Some(&limit_mmhg) = OCCLUSION_LIMITS_MMHG.get(place) {
                    self.config.occlusion_limit_mmhg = limit_mmhg;
                    self.over_limit_since = None;
                }
            }
        }
    }

    /// A complete infusion is urgent where nothing flows afterwards.
    pub(super) fn set_end_action(&mut self, action: EndAction) {
        self.end_action = action;
        let priority = match action {
            EndAction::Stop => Priority::High,
            EndAction::KeepVeinOpen | EndAction::Continue => Priority::Medium,
        };
        self.alarms.reprioritise(AlarmId::InfusionComplete, priority);
    }

    /// How long a short list is.
    pub(super) fn pick_length(pick: Pick) -> usize {
        match pick {
            Pick::EndOfVolume => EndAction::ALL.len(),
            Pick::OcclusionLimit => OCCLUSION_LIMITS_MMHG.len(),
        }
    }

    /// What an entry of a short list says.
    pub(super) fn pick_text(pick: Pick, place: usize) -> Option<ChoiceText> {
        Some(match pick {
            Pick::EndOfVolume => ChoiceText::EndOfVolume {
                action: *EndAction::ALL.get(place)?,
            },
            Pick::OcclusionLimit => ChoiceText::Pressure {
                mmhg: *OCCLUSION_LIMITS_MMHG.get(place)? as u16,
            },
        })
    }
}
