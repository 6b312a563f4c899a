//! The buttons of the ventilator.

use super::act::Button;
use super::alarms::VentilatorAlarm;
use super::events::Event;
use super::measured::values::{Measured, MeasuredId};
use super::modes::{Hold, Phase};
use super::settings::{SettingId, Settings};
use super::simulation::{Stage, VentilatorSimulation};

/// How long oxygen alone is given, and an open circuit excused, ms.
const TWO_MINUTES_TICKS: u64 = 120_000;

impl VentilatorSimulation {
    pub(super) fn push(&mut self, button: Button) {
        let tick = self.tick;
        if !self.is_enabled(button) {
            return;
        }
        match button {
            Button::Confirm => self.confirm(),
            Button::Cancel => self.panel.cancel(),
            Button::Power => self.switch(),
            Button::Start => self.start(),
            Button::Standby => {
                let settings = *self.controller.confirmed();
                self.panel.ask_standby(&settings, tick);
            }
            Button::HoldInspiratory => self.controller.ask_hold(Hold::Inspiratory),
            Button::HoldExpiratory => self.controller.ask_hold(Hold::Expiratory),
            Button::ReleaseHold => self.controller.release_hold(),
            Button::Breath => {
                self.controller.ask_breath();
                self.events.push(tick, Event::BreathByHand);
            }
            Button::Oxygen100 => {
                let gives = tick < self.oxygen_until;
                self.oxygen_until = if gives { 0 } else { tick + TWO_MINUTES_TICKS };
                if !gives {
                    self.events.push(tick, Event::Oxygen100);
                }
            }
            Button::SuctionSupport => {
                let gives = tick < self.support_until;
                self.support_until = if gives { 0 } else { tick + TWO_MINUTES_TICKS };
                if !gives {
                    self.events.push(tick, Event::SuctionSupport);
                }
            }
            Button::Silence => self.board.silence(tick, &mut self.events),
            Button::LimitsFromMeasured => {
                let current = *self.controller.confirmed();
                let base = self.panel.draft().map_or(current, |draft| draft.settings);
                let proposed = limits_around(&base, &self.measured);
                self.panel.propose(proposed, &current, tick);
                self.events.push(tick, Event::LimitsProposed);
            }
        }
    }

    /// Whether a button would do something now.
    pub(super) fn is_enabled(&self, button: Button) -> bool {
        let ventilating = self.stage == Stage::Ventilating;
        match button {
            Button::Confirm | Button::Cancel => self.panel.draft().is_some(),
            Button::Power => !ventilating && (self.stage != Stage::Off || self.supply.has_power()),
            Button::Start => self.stage == Stage::Standby,
            Button::Standby => ventilating,
            Button::HoldInspiratory | Button::HoldExpiratory => {
                ventilating
                    && self.controller.hold().is_none()
                    && !self.controller.settings().mode.has_levels()
            }
            Button::ReleaseHold => ventilating && self.controller.hold().is_some(),
            Button::Breath => ventilating && self.controller.hold().is_none(),
            Button::Oxygen100 | Button::SuctionSupport => ventilating,
            Button::Silence => self.board.any() && !self.board.is_active(VentilatorAlarm::PowerFailed),
            Button::LimitsFromMeasured => {
                ventilating && self.measured.get(MeasuredId::MinuteVolume).is_some()
            }
        }
    }

    pub(super) fn is_holding(&self) -> bool {
        self.stage == Stage::Ventilating
            && matches!(
                self.controller.phase(),
                Phase::InspiratoryHold | Phase::ExpiratoryHold
            )
    }

    pub(super) fn switch_off(&mut self) {
        let tick = self.tick;
        self.stage = Stage::Off;
        self.panel.cancel();
        self.oxygen_until = 0;
        self.support_until = 0;
        self.safety_until = 0;
        for &alarm in VentilatorAlarm::ALL {
            self.board.clear(alarm, tick, &mut self.events);
        }
        self.events.push(tick, Event::PoweredOff);
    }

    fn switch(&mut self) {
        let tick = self.tick;
        if self.stage != Stage::Off {
            self.switch_off();
            return;
        }
        self.stage = if self.broken {
            Stage::Failed
        } else {
            Stage::Standby
        };
        self.board
            .clear(VentilatorAlarm::PowerFailed, tick, &mut self.events);
        self.events.push(tick, Event::PoweredOn);
    }

    fn start(&mut self) {
        let tick = self.tick;
        self.panel.cancel();
        self.stage = Stage::Ventilating;
        self.controller.restart(tick);
        self.recorder.minute.clear();
        self.recent.clear();
        self.sensed = Default::default();
        self.switch_leak_compensation();
        self.events.push(tick, Event::Started);
    }

    fn confirm(&mut self) {
        let tick = self.tick;
        let before = *self.controller.confirmed();
        let Some(draft) = self.panel.confirm(tick) else {
            self.events.push(tick, Event::SettingsRefused);
            return;
        };
        if draft.standby {
            self.stage = Stage::Standby;
            self.controller.release_hold();
            self.oxygen_until = 0;
            self.support_until = 0;
            self.events.push(tick, Event::Standby);
            return;
        }
        self.controller.confirm(&draft.settings);
        if self.stage == Stage::Standby {
            self.controller.restart(tick);
        }
        if draft.settings.mode != before.mode {
            self.events.push(tick, Event::ModeChanged);
        }
        if draft.settings != before {
            self.events.push(tick, Event::SettingsChanged);
        }
    }
}

/// Limits around what is measured: half and one and a half times the volumes, 1.4 times the rate, and the greater
/// of 35 and ten above the peak (as one maker does).
fn limits_around(settings: &Settings, measured: &Measured) -> Settings {
    let mut limits = *settings;
    let mut put = |id, value: Option<f64>| {
        if let Some(value) = value {
            limits.put(id, value);
        }
    };
    let peak = measured.get(MeasuredId::Peak);
    put(
        SettingId::LimitPressureHigh,
        peak.map(|peak| (peak + 10.0).max(35.0)),
    );
    let minute = measured.get(MeasuredId::MinuteVolume);
    put(SettingId::LimitMinuteHigh, minute.map(|l_min| 1.5 * l_min));
    put(SettingId::LimitMinuteLow, minute.map(|l_min| 0.5 * l_min));
    let volume = measured.get(MeasuredId::ExpiredVolume);
    put(SettingId::LimitVolumeHigh, volume.map(|ml| 1.5 * ml));
    put(SettingId::LimitVolumeLow, volume.map(|ml| 0.5 * ml));
    let rate = measured.get(MeasuredId::Rate);
    put(SettingId::LimitRateHigh, rate.map(|rate| 1.4 * rate));
    limits
}
