//! Care at the bedside: what a hand does to the patient, the tube, the circuit and the supplies.

use super::act::Care;
use super::alarms::VentilatorAlarm;
use super::events::Event;
use super::faults::Troubles;
use super::measured::sensors::SensorSetup;
use super::settings::SettingId;
use super::setup::Humidification;
use super::simulation::{Connection, Stage, VentilatorSimulation};

/// How long suction takes, ms (*chosen*).
const SUCTION_TICKS: u64 = 10_000;
/// How long it is seen that a catheter did not pass, ms (*chosen*).
const STUCK_TICKS: u64 = 20_000;
/// Pressure of a supply that is connected, bar.
const SUPPLIED_BAR: f64 = 4.0;

impl VentilatorSimulation {
    pub(super) fn care(&mut self, care: Care) {
        if !self.is_offered(care) {
            return;
        }
        let tick = self.tick;
        let trouble = &mut self.troubles;
        match care {
            Care::BagByHand => {
                self.connection = Connection::Bag(tick);
                self.end_suction();
            }
            Care::Disconnect => {
                self.connection = Connection::Room;
                self.end_suction();
            }
            Care::Reconnect => {
                self.connection = Connection::Circuit;
                trouble.disconnected = false;
            }
            Care::Suction if trouble.kinked => {
                self.stuck_until = tick + STUCK_TICKS;
                self.events.push(tick, Event::CatheterStuck);
            }
            Care::Suction => {
                trouble.catheter = true;
                self.suction_until = tick + SUCTION_TICKS;
            }
            Care::StraightenTube => {
                trouble.kinked = false;
                self.stuck_until = 0;
            }
            Care::WithdrawTube => trouble.main_stem = false,
            Care::Reintubate => {
                trouble.extubated = false;
                trouble.kinked = false;
                trouble.main_stem = false;
                trouble.cuff_leak = 0.0;
            }
            Care::InflateCuff => trouble.cuff_leak = 0.0,
            Care::TightenCircuit => trouble.circuit_leak = 0.0,
            Care::DrainWater => trouble.water_l_min = 0.0,
            Care::ChangeHme => trouble.hme = false,
            Care::ChangeFilter => trouble.filter = false,
            Care::ServeHumidifier => trouble.humidifier = false,
            Care::ChangeValve => trouble.valve_stuck = false,
            Care::DrainChest => {
                trouble.pneumothorax = false;
                trouble.tension = false;
            }
            Care::Bronchodilator => trouble.relaxing = true,
            Care::Recruit => trouble.atelectasis = false,
            Care::RelieveAbdomen => trouble.abdomen = false,
            Care::DrawBloodGas => self.draw(),
            Care::ConnectOxygen => self.supply.oxygen_bar = SUPPLIED_BAR,
            Care::ConnectAir => self.supply.air_bar = SUPPLIED_BAR,
            Care::PlugIn => {
                self.supply.mains = true;
                self.board
                    .clear(VentilatorAlarm::PowerFailed, tick, &mut self.events);
            }
            Care::CalibrateFlow => {
                self.sensors.inspiratory_gain = 1.0;
                self.sensors.expiratory_gain = 1.0;
            }
            Care::CalibratePressure => self.sensors.pressure_offset_cmh2o = 0.0,
            Care::CalibrateOxygen => self.sensors.oxygen_offset_percent = 0.0,
            Care::ReplaceVentilator => self.replace(),
        }
        self.events.push_care(tick, care);
        self.retune();
    }

    /// Whether the act would change something now.
    pub(super) fn is_possible(&self, care: Care) -> bool {
        let trouble: &Troubles = &self.troubles;
        let connected = self.connection == Connection::Circuit;
        match care {
            Care::BagByHand => !matches!(self.connection, Connection::Bag(_)),
            Care::Disconnect => connected,
            Care::Reconnect => !connected,
            Care::Suction => connected && !trouble.catheter,
            Care::StraightenTube => trouble.kinked,
            Care::WithdrawTube => trouble.main_stem,
            Care::Reintubate => trouble.extubated,
            Care::InflateCuff => trouble.cuff_leak > 0.0,
            Care::TightenCircuit => trouble.circuit_leak > 0.0,
            Care::DrainWater => trouble.water_l_min > 0.0,
            Care::ChangeHme => trouble.hme,
            Care::ChangeFilter => trouble.filter,
            Care::ServeHumidifier => trouble.humidifier,
            Care::ChangeValve => trouble.valve_stuck && self.stage != Stage::Ventilating,
            Care::DrainChest => trouble.pneumothorax || trouble.tension,
            Care::Bronchodilator => trouble.spasm > 0.0 && !trouble.relaxing,
            Care::Recruit => trouble.atelectasis,
            Care::RelieveAbdomen => trouble.abdomen,
            Care::DrawBloodGas => self.exchange.is_some(),
            Care::ConnectOxygen => !self.supply.has_oxygen(),
            Care::ConnectAir => !self.supply.has_air(),
            Care::PlugIn => !self.supply.mains,
            Care::CalibrateFlow | Care::CalibratePressure | Care::CalibrateOxygen => {
                self.stage == Stage::Standby
            }
            Care::ReplaceVentilator => !connected,
        }
    }

    /// Whether a hand can do it now, needed or not. What is wrong inside is not asked, so that the choice of acts
    /// gives nothing away; what is needless changes nothing and is told as an event.
    pub(super) fn is_offered(&self, care: Care) -> bool {
        let alive = self.exchange.is_some();
        let filter_at_mouth = self.circuit.humidification == Humidification::Hme;
        match care {
            Care::StraightenTube
            | Care::WithdrawTube
            | Care::Reintubate
            | Care::InflateCuff
            | Care::TightenCircuit
            | Care::DrainWater
            | Care::ChangeFilter => true,
            Care::ChangeHme => filter_at_mouth || self.troubles.hme,
            Care::ServeHumidifier => !filter_at_mouth || self.troubles.humidifier,
            Care::ChangeValve => self.stage != Stage::Ventilating,
            Care::DrainChest | Care::Bronchodilator | Care::Recruit | Care::RelieveAbdomen => {
                alive || self.is_possible(care)
            }
            Care::BagByHand
            | Care::Disconnect
            | Care::Reconnect
            | Care::Suction
            | Care::DrawBloodGas
            | Care::ConnectOxygen
            | Care::ConnectAir
            | Care::PlugIn
            | Care::CalibrateFlow
            | Care::CalibratePressure
            | Care::CalibrateOxygen
            | Care::ReplaceVentilator => self.is_possible(care),
        }
    }

    fn draw(&mut self) {
        let oxygen = match self.connection {
            Connection::Circuit => self.controller.settings().get(SettingId::Oxygen),
            Connection::Room => 21.0,
            Connection::Bag(_) => 100.0,
        };
        if let Some(exchange) = &self.exchange {
            self.laboratory.draw(exchange, oxygen, self.tick);
        }
    }

    fn replace(&mut self) {
        if self.stage != Stage::Off {
            self.switch_off();
        }
        self.broken = false;
        self.sensors = SensorSetup::default();
        self.supply.charge_to(100.0);
        self.troubles.valve_stuck = false;
        self.troubles.filter = false;
        self.troubles.humidifier = false;
        self.stage = Stage::Standby;
        self.board
            .clear(VentilatorAlarm::PowerFailed, self.tick, &mut self.events);
        self.events.push(self.tick, Event::PoweredOn);
    }

    pub(super) fn finish_suction(&mut self) {
        if self.troubles.catheter && self.tick >= self.suction_until {
            self.troubles.secretions = false;
            self.end_suction();
        }
    }

    /// The catheter comes out, whether or not it did its work.
    fn end_suction(&mut self) {
        self.troubles.catheter = false;
        self.retune();
    }
}
