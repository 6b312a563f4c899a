//! Makes the views from the state.

use super::act::{Button, Care};
use super::alarms::VentilatorAlarm;
use super::measured::BreathRecord;
use super::measured::values::MeasuredId;
use super::measured::waveform::SAMPLE_TICKS;
use super::modes::Phase;
use super::settings::panel::DROPPED_AFTER_TICKS;
use super::settings::{LIMITS, SettingId, Settings, shown_in};
use super::setup::Humidification;
use super::simulation::{Connection, Stage, VentilatorSimulation};
use super::view::{
    BedsideView, BreathView, ChestRise, CircuitState, Curves, EffortSeen, MeasuredView, Message, MonitorView,
    SettingView, Sound, VentilatorAlarmView, VentilatorState, VentilatorView,
};
use crate::notation;
use crate::patient::view::PatientView;
use crate::rounding::half_up;

/// Samples of the curves in a view: 15 s.
const SHOWN_SAMPLES: u64 = 15_000 / SAMPLE_TICKS;

impl VentilatorSimulation {
    /// What the ventilator shows.
    #[must_use]
    pub fn view(&self) -> VentilatorView {
        let in_force = self.controller.settings();
        let confirmed = self.controller.confirmed();
        let draft = self.panel.draft();
        let shown = draft.map_or(confirmed, |draft| &draft.settings);
        let by_pressure = shown.get(SettingId::TriggerBy) > 0.5;
        let ventilating = self.stage == Stage::Ventilating;
        let outcome = self.board.arbitrate();
        let taken = self.waveforms.taken();
        let on = self.stage != Stage::Off;
        VentilatorView {
            state: self.state(),
            mode: in_force.mode,
            next_mode: (confirmed.mode != in_force.mode).then_some(confirmed.mode),
            chosen_mode: draft
                .map(|draft| draft.settings.mode)
                .filter(|&mode| mode != confirmed.mode),
            phase: ventilating.then(|| self.controller.phase()),
            origin: ventilating.then(|| self.controller.breath().origin),
            settings: self.rows(&shown_in(shown.mode, by_pressure), shown),
            limits: self.rows(&LIMITS, shown),
            measured: MeasuredId::ALL.iter().map(|&id| self.measured_view(id)).collect(),
            messages: if on { self.messages() } else { Vec::new() },
            alarms: self
                .board
                .sorted()
                .into_iter()
                .map(|(alarm, priority, since_tick)| VentilatorAlarmView {
                    alarm,
                    priority,
                    since_tick,
                })
                .collect(),
            indicator: outcome.indicator,
            sound: outcome.audible,
            silence_left_s: self.board.silence_left_s(self.tick),
            buzzer: self.board.is_active(VentilatorAlarm::PowerFailed),
            hold: self.controller.hold().filter(|_| ventilating),
            confirm_left_s: draft.map(|draft| seconds(draft.touched + DROPPED_AFTER_TICKS, self.tick)),
            enabled: Button::ALL
                .iter()
                .copied()
                .filter(|&button| self.is_enabled(button))
                .collect(),
            mains: self.supply.mains,
            oxygen_supply: self.supply.has_oxygen(),
            air_supply: self.supply.has_air(),
            battery_percent: half_up(self.supply.charge_percent(), 1.0) as u8,
            battery_left_min: self.supply.battery_left_min() as u16,
            curves: Curves {
                interval_ms: SAMPLE_TICKS as u32,
                taken,
                samples: self
                    .waveforms
                    .since(taken.saturating_sub(SHOWN_SAMPLES))
                    .copied()
                    .collect(),
            },
            last_breath: self.waveforms.last_breath().to_vec(),
            trend: self.trend.points().copied().collect(),
            breaths: self.recent.records().map(breath_view).collect(),
        }
    }

    /// What a person at the bedside sees.
    #[must_use]
    pub fn bedside_view(&self) -> BedsideView {
        let trouble = &self.troubles;
        let connected = self.connection == Connection::Circuit;
        let moved_ml = self.true_tidal_l * 1_000.0 / self.predicted_kg;
        let moves = !(trouble.extubated && connected);
        let chest = match moved_ml {
            _ if !moves => ChestRise::Hardly,
            ml if ml < 1.5 => ChestRise::Hardly,
            ml if ml < 4.0 => ChestRise::Little,
            ml if ml <= 10.0 => ChestRise::Well,
            _ => ChestRise::Much,
        };
        let one_sided = trouble.main_stem || trouble.pneumothorax || trouble.tension;
        let sounds = [
            (trouble.spasm > 0.1, Sound::Wheeze),
            (trouble.secretions, Sound::Rattle),
            (one_sided, Sound::OneSideSilent),
            (
                connected && (trouble.cuff_leak > 0.0 || trouble.extubated),
                Sound::LeakAtMouth,
            ),
            (chest == ChestRise::Hardly, Sound::Silent),
        ];
        let pull = self.muscles.drive().peak_cmh2o;
        BedsideView {
            circuit: match self.connection {
                Connection::Circuit => CircuitState::Connected,
                Connection::Room => CircuitState::Apart,
                Connection::Bag(_) => CircuitState::Bagged,
            },
            chest,
            uneven: one_sided,
            sounds: sounds
                .into_iter()
                .filter_map(|(heard, sound)| heard.then_some(sound))
                .collect(),
            effort: match pull {
                pull if pull <= 0.0 => EffortSeen::None,
                pull if pull < 12.0 => EffortSeen::Calm,
                _ => EffortSeen::Strong,
            },
            cuff_cmh2o: if trouble.cuff_leak > 0.0 { 10 } else { 25 },
            water: trouble.water_l_min > 0.0,
            suction: trouble.catheter,
            catheter_stuck: self.tick < self.stuck_until,
            filter_at_mouth: self.circuit.humidification == Humidification::Hme,
            offered: Care::ALL
                .iter()
                .copied()
                .filter(|&act| self.is_offered(act))
                .collect(),
            acts: Care::ALL
                .iter()
                .copied()
                .filter(|&act| self.is_possible(act))
                .collect(),
            blood_gases: self.laboratory.results().to_vec(),
            blood_gases_waiting: self.laboratory.waiting() as u8,
            monitor: self.monitor(),
        }
    }

    /// Pressure and heart rate on the monitor; zero for a test lung, which has none.
    #[must_use]
    pub fn patient_view(&self) -> PatientView {
        let monitor = self.monitor();
        let value = |of: fn(&MonitorView) -> u16| monitor.as_ref().map_or(0, of);
        PatientView {
            map_mmhg: value(|monitor| monitor.map_mmhg),
            systolic_mmhg: value(|monitor| monitor.systolic_mmhg),
            diastolic_mmhg: value(|monitor| monitor.diastolic_mmhg),
            heart_rate_per_min: value(|monitor| monitor.heart_rate_per_min),
        }
    }

    fn monitor(&self) -> Option<MonitorView> {
        let exchange = self.exchange.as_ref()?;
        let whole = |value: f64| half_up(value, 1.0) as u16;
        let map = self.circulation.map_mmhg();
        // The pulse pressure is shown as a fixed share of the mean; only the mean is modelled.
        Some(MonitorView {
            spo2_percent: half_up(exchange.spo2() * 100.0, 1.0) as u8,
            etco2_mmhg: whole(self.end_tidal_mmhg()),
            heart_rate_per_min: whole(self.circulation.rate_per_min()),
            map_mmhg: whole(map),
            systolic_mmhg: whole(map * 1.36),
            diastolic_mmhg: whole(map * 0.82),
        })
    }

    fn state(&self) -> VentilatorState {
        match self.stage {
            Stage::Off => VentilatorState::Off,
            Stage::Standby => VentilatorState::Standby,
            Stage::Failed => VentilatorState::Failed,
            Stage::Ventilating if self.tick < self.safety_until || !self.supply.has_gas() => {
                VentilatorState::Open
            }
            Stage::Ventilating if self.controller.in_backup() => VentilatorState::Backup,
            Stage::Ventilating => VentilatorState::Ventilating,
        }
    }

    fn rows(&self, ids: &[SettingId], shown: &Settings) -> Vec<SettingView> {
        let confirmed = self.controller.confirmed();
        let chosen = self.panel.draft().and_then(|draft| draft.chosen);
        ids.iter()
            .map(|&setting| {
                let spec = setting.spec();
                let (old, new) = (confirmed.get(setting), shown.get(setting));
                SettingView {
                    setting,
                    value: setting.shown(old),
                    unit: spec.unit.to_owned(),
                    pending: (old.to_bits() != new.to_bits()).then(|| setting.shown(new)),
                    range: (setting.shown(spec.low), setting.shown(spec.high)),
                    chosen: chosen == Some(setting),
                }
            })
            .collect()
    }

    fn measured_view(&self, id: MeasuredId) -> MeasuredView {
        let known = self.measured.get(id).filter(|_| self.stage == Stage::Ventilating);
        MeasuredView {
            value: id,
            text: known.map(|value| notation::fixed(value, id.places())),
            unit: id.unit().to_owned(),
            alarm: alarms_of(id)
                .iter()
                .filter(|&&alarm| self.board.is_active(alarm))
                .map(|alarm| alarm.priority())
                .max(),
        }
    }

    fn messages(&self) -> Vec<Message> {
        let mut messages = Vec::new();
        let seconds_left = |until: u64| seconds(until, self.tick);
        if self.tick < self.safety_until {
            messages.push(Message::SafetyValve);
        }
        if self.controller.in_backup() {
            messages.push(Message::Backup);
        }
        if let Some(problem) = self.panel.problem() {
            messages.push(Message::Refused { problem });
        }
        if let Some(draft) = self.panel.draft() {
            messages.push(if draft.standby {
                Message::ConfirmStandby
            } else {
                Message::Unconfirmed
            });
            let cautions = draft.settings.cautions(self.predicted_kg);
            messages.extend(cautions.into_iter().map(|caution| Message::Caution { caution }));
        }
        if self.controller.confirmed() != self.controller.settings() {
            messages.push(Message::TakesEffect);
        }
        if let Some(hold) = self.controller.hold() {
            messages.push(Message::Holding { hold });
        }
        if self.controller.breath().tests && self.controller.phase() != Phase::Expiration {
            messages.push(Message::TestBreath);
        }
        if self.tick < self.oxygen_until {
            let left_s = seconds_left(self.oxygen_until);
            messages.push(Message::Oxygen100 { left_s });
        }
        if self.tick < self.support_until {
            let left_s = seconds_left(self.support_until);
            messages.push(Message::SuctionSupport { left_s });
        }
        if !self.supply.mains {
            messages.push(Message::OnBattery);
        }
        messages
    }
}

fn breath_view(record: &BreathRecord) -> BreathView {
    BreathView {
        started_tick: record.started,
        origin: record.origin,
        kind: record.kind,
        peak_cmh2o: record.peak_cmh2o as f32,
        end_cmh2o: record.end_cmh2o as f32,
        vti_ml: record.vti_ml.max(0.0) as f32,
        vte_ml: record.vte_ml as f32,
        ti_s: record.ti_s as f32,
        total_s: record.total_s as f32,
        end_out_l_min: record.end_out_l_min as f32,
        cut: record.cut,
    }
}

/// Seconds from one tick to a later one, rounded up.
fn seconds(until: u64, tick: u64) -> u32 {
    u32::try_from(until.saturating_sub(tick).div_ceil(1_000)).unwrap_or(u32::MAX)
}

/// The alarms that speak of a measured value.
const fn alarms_of(id: MeasuredId) -> &'static [VentilatorAlarm] {
    use VentilatorAlarm as A;
    match id {
        MeasuredId::Peak => &[A::HighPressure, A::LowPressure, A::SustainedPressure],
        MeasuredId::Peep => &[A::LowPeep, A::HighPeep],
        MeasuredId::ExpiredVolume => &[A::LowExpiredVolume, A::HighExpiredVolume, A::Disconnect],
        MeasuredId::InspiredVolume => &[A::VolumeNotDelivered, A::Obstruction],
        MeasuredId::MinuteVolume => &[A::LowMinuteVolume, A::HighMinuteVolume],
        MeasuredId::Rate => &[A::HighRate, A::Apnea],
        MeasuredId::Oxygen => &[A::OxygenLow, A::OxygenHigh],
        _ => &[],
    }
}
