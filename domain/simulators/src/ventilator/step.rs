//! One millisecond: effort, decision, valves, lung, sensors, alarms; and what happens less often.

use super::alarms::VentilatorAlarm;
use super::alarms::watch::Look;
use super::events::Event;
use super::gas::exchange::Bedside;
use super::lung::state::{Circuit, Drive, STEP_S};
use super::measured::trend::{POINT_TICKS, TrendPoint};
use super::measured::values::{Measured, MeasuredId};
use super::measured::waveform::{SAMPLE_TICKS, Sample};
use super::modes::Phase;
use super::modes::controller::Turns;
use super::settings::SettingId;
use super::simulation::{Connection, Stage, VentilatorSimulation};

/// The open Y-piece, L/s for each square root of cmH2O: 40 L/min.
const HOLE: f64 = 40.0 / 60.0;
/// The safety valve stands open this long, ms (*chosen*).
const SAFETY_TICKS: u64 = 2_000;
/// Flow that a suction catheter draws, L/s, and the pressure at which it draws no more, cmH2O (*chosen*).
const SUCTION_L_S: f64 = 0.15;
const SUCTION_CMH2O: f64 = 10.0;
/// A bag squeezed by hand: pressure, cmH2O, for one of every five seconds (*chosen*).
const BAG_CMH2O: f64 = 15.0;
/// Amplitude of the saw-tooth that secretions draw, L/min (*chosen*).
const RATTLE_L_MIN: f64 = 4.0;
/// Fall of the blood pressure by a tension in the chest, mmHg (*chosen*).
const TENSION_MMHG: f64 = 35.0;
/// Time constant with which a drug opens the bronchi, s (*chosen*).
const BRONCHODILATOR_S: f64 = 120.0;

impl VentilatorSimulation {
    pub(super) fn step(&mut self) {
        let tick = self.tick;
        if self.muscles.step(tick)
            && let Some(effort) = self.muscles.effort()
        {
            self.observer.effort_begins(effort, tick);
        }
        let works = self.works();
        if works {
            self.decide();
        }
        let drive = self.steered(works);
        self.flow(&drive);
        self.reading = self.sensors.read(self.lung.flows());
        self.sense(works);
        self.breathe();
        if works {
            self.measure();
        }
        if tick.is_multiple_of(SAMPLE_TICKS) {
            self.sample(works);
        }
        if tick.is_multiple_of(100) {
            self.tenth();
        }
        if tick.is_multiple_of(1_000) {
            self.second();
        }
    }

    /// Whether the ventilator can ventilate now.
    fn works(&self) -> bool {
        self.stage == Stage::Ventilating && self.supply.has_gas() && self.tick >= self.safety_until
    }

    fn decide(&mut self) {
        let breath_before = *self.controller.breath();
        let turns = self
            .controller
            .decide(self.tick, &self.sensed, self.recorder.inspired_ml());
        if turns == Turns::default() && self.controller.phase() != Phase::ExpiratoryHold {
            return;
        }
        self.tell(&turns);
        if turns.ended {
            self.observer.inspiration_ends(&breath_before, self.tick);
        }
        if let Some(record) = self.recorder.turn(&turns, &self.controller, self.tick) {
            self.recent.push(record);
            if self.tick < self.support_until {
                if !record.cut {
                    let events = &mut self.events;
                    self.board.clear(VentilatorAlarm::HighPressure, self.tick, events);
                }
            } else {
                let settings = *self.controller.settings();
                self.watch
                    .breath(&record, &settings, &mut self.board, self.tick, &mut self.events);
                self.watch
                    .limb(self.limb.1, &mut self.board, self.tick, &mut self.events);
            }
            self.limb = (0.0, 0.0);
            self.switch_leak_compensation();
        }
        if turns.began {
            let breath = *self.controller.breath();
            self.waveforms.breath();
            self.observer.breath_begins(&breath, self.tick);
            if breath.kind.is_mandatory() {
                self.muscles.stretched(self.tick);
            }
        }
        if turns != Turns::default() {
            self.work_out();
        }
    }

    fn tell(&mut self, turns: &Turns) {
        let tick = self.tick;
        if turns.cut {
            self.board
                .raise(VentilatorAlarm::HighPressure, tick, &mut self.events);
        }
        match turns.held {
            Some(super::modes::Hold::Inspiratory) => self.events.push(tick, Event::HeldInspiratory),
            Some(super::modes::Hold::Expiratory) => self.events.push(tick, Event::HeldExpiratory),
            None => {}
        }
        if turns.backup_began {
            self.events.push(tick, Event::BackupBegan);
            self.board.raise(VentilatorAlarm::Apnea, tick, &mut self.events);
        }
        if turns.backup_ended {
            self.events.push(tick, Event::BackupEnded);
        }
        if turns.adopted {
            self.switch_leak_compensation();
        }
    }

    /// What the valves do, as the ventilator's own sensors lead them.
    fn steered(&self, works: bool) -> Drive {
        if !works {
            return Drive::Open;
        }
        let made_up = self.recorder.leak.made_up_l_s(self.reading.paw_cmh2o);
        let offset = self.sensors.pressure_offset_cmh2o;
        // A sensor that reads too much makes the valves aim too low, but no valve sucks.
        let aimed = |cmh2o: f64| (cmh2o - offset).max(cmh2o.min(0.0));
        match self.controller.drive(self.tick, made_up) {
            Drive::Flow { l_s } => Drive::Flow {
                l_s: l_s / self.sensors.inspiratory_gain,
            },
            Drive::Pressure {
                cmh2o,
                most_l_s,
                active_valve,
            } => Drive::Pressure {
                cmh2o: aimed(cmh2o),
                most_l_s,
                active_valve,
            },
            Drive::Exhale {
                peep_cmh2o,
                supply_l_s,
            } => Drive::Exhale {
                peep_cmh2o: aimed(peep_cmh2o),
                supply_l_s,
            },
            Drive::Open => Drive::Open,
        }
    }

    fn flow(&mut self, drive: &Drive) {
        let pull = self.muscles.pressure_cmh2o();
        let outside_cmh2o = match self.connection {
            Connection::Circuit => {
                let circuit = self.circuit_now();
                return self.lung.step(drive, pull, &circuit);
            }
            Connection::Room => 0.0,
            Connection::Bag(since) if (self.tick - since) % 5_000 < 1_000 => BAG_CMH2O,
            Connection::Bag(_) => 0.0,
        };
        self.lung.apart(outside_cmh2o, pull, drive, HOLE);
    }

    fn circuit_now(&self) -> Circuit {
        let drawn_l_s = if self.troubles.catheter {
            // The nearer the airway comes to the pressure of the suction, the less it draws.
            SUCTION_L_S * ((self.lung.flows().paw_cmh2o + SUCTION_CMH2O) / SUCTION_CMH2O).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let limb = if self.troubles.valve_stuck || self.troubles.filter {
            self.troubles.limb(self.lung.resistance(false))
        } else {
            0.0
        };
        Circuit {
            leak: self.troubles.leak(),
            compliance_l: self.circuit.effective_l(),
            limb,
            drawn_l_s,
        }
    }

    /// What trigger and cycling see.
    fn sense(&mut self, works: bool) {
        let mut flow_l_s = self.reading.net_l_s();
        if works && self.recorder.leak.counts() {
            flow_l_s -= self.recorder.leak.made_up_l_s(self.reading.paw_cmh2o);
        }
        if self.troubles.water_l_min > 0.0 {
            let turn = (self.tick * 6 % 1_000) as f64 / 1_000.0;
            let swing = libm::sin(turn * core::f64::consts::TAU);
            flow_l_s += self.troubles.water_l_min / 60.0 * swing;
        }
        self.sensed.paw_cmh2o = self.reading.paw_cmh2o;
        self.sensed.flow_l_s = flow_l_s;
    }

    /// Gas at the patient's mouth.
    fn breathe(&mut self) {
        let flow_l_s = self.lung.flows().patient_l_s;
        if flow_l_s > 0.0 {
            if self.true_in_l <= 0.0 {
                self.true_in_l = 0.0;
            }
            self.true_in_l += flow_l_s * STEP_S;
            self.true_tick = self.tick;
        } else if flow_l_s < 0.0 && self.true_in_l > 0.0 && self.tick > self.true_tick {
            self.true_tidal_l = self.true_in_l;
            self.true_in_l = 0.0;
        }
        let oxygen = self.oxygen_at_mouth();
        let reaches = !self.troubles.extubated || self.connection != Connection::Circuit;
        if let Some(exchange) = &mut self.exchange {
            exchange.breathe(flow_l_s, oxygen, reaches);
        }
    }

    fn oxygen_at_mouth(&self) -> f64 {
        match self.connection {
            Connection::Circuit if self.works() => self.supply.delivered(),
            Connection::Circuit | Connection::Room => 0.21,
            Connection::Bag(_) => 1.0,
        }
    }

    fn measure(&mut self) {
        let tick = self.tick;
        let phase = self.controller.phase();
        self.recorder.step(&self.reading, phase, tick);
        self.observer
            .step(self.controller.breath(), self.reading.paw_cmh2o, tick);
        let peep = self.controller.peep_cmh2o();
        if self.reading.out_l_s > self.limb.0.max(0.1) {
            let drop = self.reading.paw_cmh2o - peep;
            self.limb = (self.reading.out_l_s, drop / self.reading.out_l_s);
        }
        if self.watch.pressure(self.reading.paw_cmh2o, peep, tick) {
            self.safety_until = tick + SAFETY_TICKS;
            self.controller.restart(self.safety_until);
            self.board
                .raise(VentilatorAlarm::SustainedPressure, tick, &mut self.events);
            self.events.push(tick, Event::SafetyValveOpened);
        }
    }

    fn sample(&mut self, works: bool) {
        let mut flow_l_min = self.sensed.flow_l_s * 60.0;
        if self.troubles.secretions && flow_l_min < -5.0 {
            // A saw-tooth of 10 Hz.
            flow_l_min += RATTLE_L_MIN * ((self.tick % 100) as f64 / 50.0 - 1.0);
        }
        let co2 = match (&self.exchange, self.connection) {
            (Some(exchange), Connection::Circuit) => exchange.capnogram_mmhg(),
            _ => 0.0,
        };
        let volume_ml = if works { self.recorder.volume_ml() } else { 0.0 };
        self.waveforms.push(Sample {
            paw_cmh2o: self.reading.paw_cmh2o as f32,
            flow_l_min: flow_l_min as f32,
            volume_ml: volume_ml as f32,
            co2_mmhg: co2 as f32,
        });
    }

    fn tenth(&mut self) {
        let tick = self.tick;
        self.lowest_cmh2o = self.lowest_cmh2o.min(self.lung.alveolar_cmh2o());
        if tick.is_multiple_of(4_000) {
            self.end_alveolar_cmh2o = self.lowest_cmh2o;
            self.lowest_cmh2o = self.lung.alveolar_cmh2o();
        }
        let volume_l = self.lung.volume_l();
        let parameters = *self.parameters();
        if let Some(exchange) = &mut self.exchange {
            exchange.wash(parameters.frc_l + volume_l);
        }
        let pleural = volume_l * 1_000.0 / parameters.chest_wall_ml - self.muscles.pressure_cmh2o();
        self.circulation.press(pleural);
        let asked = self.asked_oxygen();
        self.supply.step(self.stage != Stage::Off, asked);
        self.lose_power();
        if self.panel.step(tick) {
            self.events.push(tick, Event::ChangeDropped);
        }
        self.finish_suction();
        self.look(asked);
        self.board.step(tick);
    }

    fn look(&mut self, asked: f64) {
        let tick = self.tick;
        if self.stage == Stage::Off {
            return;
        }
        self.recorder.minute.step(tick);
        let settings = *self.controller.settings();
        let supply = self.supply;
        let cell = self.supply.measured() * 100.0 + self.sensors.oxygen_offset_percent;
        let look = Look {
            settings: &settings,
            supply: &supply,
            ventilating: self.stage == Stage::Ventilating,
            attached: self.connection == Connection::Circuit && self.exchange.is_some(),
            in_standby: self.stage == Stage::Standby,
            minute_l_min: self.recorder.minute.volume_l_min(tick),
            rate_per_min: self.recorder.minute.rate_per_min(tick),
            end_cmh2o: self.recorder.last().map(|record| record.end_cmh2o),
            oxygen_percent: (asked * 100.0, cell),
            limited: self.controller.is_limited(),
            in_backup: self.controller.in_backup(),
            humidifier_failed: self.troubles.humidifier,
            broken: self.broken,
        };
        if tick < self.support_until {
            self.watch.excuse(&mut self.board, tick, &mut self.events);
            self.controller.forgive(tick);
        } else {
            self.watch.look(&look, &mut self.board, tick, &mut self.events);
        }
    }

    fn second(&mut self) {
        let tick = self.tick;
        if self.troubles.relaxing {
            self.troubles.spasm -= self.troubles.spasm / BRONCHODILATOR_S;
            if self.troubles.spasm < 0.02 {
                self.troubles.spasm = 0.0;
                self.troubles.relaxing = false;
            }
            self.retune();
        }
        let more_shunt = self.troubles.shunt();
        if let Some(exchange) = &mut self.exchange {
            exchange.second(&Bedside {
                more_shunt,
                end_alveolar_cmh2o: self.end_alveolar_cmh2o,
            });
            let strangled = if self.troubles.tension { TENSION_MMHG } else { 0.0 };
            self.circulation.second(strangled, exchange.saturation());
        }
        for _ in 0..self.laboratory.step(tick) {
            self.events.push(tick, Event::ResultsCame);
        }
        self.work_out();
        if tick.is_multiple_of(POINT_TICKS) {
            self.trend.push(self.trend_point());
        }
    }

    /// Works the measured values out anew.
    pub(super) fn work_out(&mut self) {
        if self.stage != Stage::Ventilating {
            return;
        }
        let mut measured = Measured::of(&self.recorder, self.controller.peep_cmh2o(), self.tick);
        let cell = self.supply.measured() * 100.0 + self.sensors.oxygen_offset_percent;
        measured.put(MeasuredId::Oxygen, Some(cell.clamp(0.0, 110.0)));
        if self.exchange.is_some() {
            measured.put(MeasuredId::EndTidalCo2, Some(self.end_tidal_mmhg()));
        }
        self.measured = measured;
    }

    /// Carbon dioxide at the end of a breath out, as the analyser at the Y-piece says, mmHg.
    pub(super) fn end_tidal_mmhg(&self) -> f64 {
        match (&self.exchange, self.connection) {
            (Some(exchange), Connection::Circuit) if !self.troubles.extubated => exchange.end_tidal_mmhg(),
            _ => 0.0,
        }
    }

    fn trend_point(&self) -> TrendPoint {
        let of = |id| self.measured.get(id).map(|value| value as f32);
        let living = self.exchange.as_ref();
        TrendPoint {
            minute: u32::try_from(self.tick / POINT_TICKS).unwrap_or(u32::MAX),
            peak_cmh2o: of(MeasuredId::Peak),
            plateau_cmh2o: of(MeasuredId::Plateau),
            peep_cmh2o: of(MeasuredId::Peep),
            vte_ml: of(MeasuredId::ExpiredVolume),
            minute_l_min: of(MeasuredId::MinuteVolume),
            rate_per_min: of(MeasuredId::Rate),
            oxygen_percent: of(MeasuredId::Oxygen),
            spo2_percent: living.map(|exchange| (exchange.spo2() * 100.0) as f32),
            etco2_mmhg: of(MeasuredId::EndTidalCo2),
            map_mmhg: living.map(|_| self.circulation.map_mmhg() as f32),
        }
    }

    pub(super) fn gives_oxygen_alone(&self) -> bool {
        self.is_on() && (self.tick < self.oxygen_until || self.tick < self.support_until)
    }

    /// Share of oxygen that the mixer is asked for.
    fn asked_oxygen(&self) -> f64 {
        if self.gives_oxygen_alone() {
            1.0
        } else {
            self.controller.settings().get(SettingId::Oxygen) / 100.0
        }
    }

    fn lose_power(&mut self) {
        if self.stage == Stage::Off || self.supply.has_power() {
            return;
        }
        let tick = self.tick;
        self.switch_off();
        self.board
            .raise(VentilatorAlarm::PowerFailed, tick, &mut self.events);
    }
}
