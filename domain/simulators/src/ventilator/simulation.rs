//! Ventilator, circuit, lung and patient together, stepped by ticks of a millisecond.

use super::act::VentilatorAct;
use super::alarms::VentilatorAlarm;
use super::alarms::watch::Watch;
use super::asynchrony::{Asynchronies, Observer};
use super::events::VentilatorEvents;
use super::faults::{Troubles, VentilatorFault};
use super::gas::BloodGas;
use super::gas::circulation::Circulation;
use super::gas::exchange::Exchange;
use super::gas::laboratory::Laboratory;
use super::lung::effort::{Drive, Muscles};
use super::lung::presets::LungParameters;
use super::lung::setup::within;
use super::lung::state::Lung;
use super::measured::recent::Recent;
use super::measured::recorder::Recorder;
use super::measured::sensors::{Reading, SensorSetup};
use super::measured::trend::{Trend, TrendPoint};
use super::measured::values::{Measured, MeasuredId};
use super::measured::waveform::{Sample, Waveforms};
use super::modes::controller::{Controller, Sensed};
use super::settings::SettingId;
use super::settings::panel::Panel;
use super::setup::{CircuitSetup, StartState, VentilatorSetup};
use super::signals::{COUNT, Signal, Values};
use super::supply::Supply;
use crate::alarms::{AlarmBoard, LogEntry, Priority};

pub use super::events::VentilatorEvent;

/// What the ventilator is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Off,
    Standby,
    Ventilating,
    /// Out of service by a fault of its own.
    Failed,
}

/// Who or what moves the patient's gas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Connection {
    Circuit,
    /// Open to the room.
    Room,
    /// A bag with pure oxygen; since when.
    Bag(u64),
}

/// A running simulation: its whole state, to be cloned, compared and stepped.
#[derive(Clone, Debug, PartialEq)]
pub struct VentilatorSimulation {
    pub(super) tick: u64,
    pub(super) predicted_kg: f64,
    pub(super) stage: Stage,
    pub(super) broken: bool,
    pub(super) controller: Controller,
    pub(super) panel: Panel,
    pub(super) circuit: CircuitSetup,
    pub(super) connection: Connection,
    pub(super) troubles: Troubles,
    pub(super) supply: Supply,
    pub(super) sensors: SensorSetup,
    pub(super) lung: Lung,
    pub(super) muscles: Muscles,
    pub(super) reading: Reading,
    pub(super) sensed: Sensed,
    pub(super) recorder: Recorder,
    pub(super) measured: Measured,
    pub(super) waveforms: Waveforms,
    pub(super) recent: Recent,
    pub(super) trend: Trend,
    /// None for a test lung.
    pub(super) exchange: Option<Exchange>,
    pub(super) circulation: Circulation,
    pub(super) laboratory: Laboratory,
    pub(super) board: AlarmBoard<VentilatorAlarm>,
    pub(super) watch: Watch,
    pub(super) observer: Observer,
    pub(super) events: VentilatorEvents,
    /// Until when oxygen alone is given, and until when an open circuit is excused.
    pub(super) oxygen_until: u64,
    pub(super) support_until: u64,
    pub(super) suction_until: u64,
    /// Until when it is seen that a catheter did not pass.
    pub(super) stuck_until: u64,
    /// Until when the safety valve stands open.
    pub(super) safety_until: u64,
    /// Flow and resistance of the expiratory limb where the flow was highest.
    pub(super) limb: (f64, f64),
    /// Lowest alveolar pressure since the window began, and of the last window.
    pub(super) lowest_cmh2o: f64,
    pub(super) end_alveolar_cmh2o: f64,
    /// True volume since the last turn of the flow, and of the last breath in, L.
    pub(super) true_in_l: f64,
    pub(super) true_tidal_l: f64,
    pub(super) true_tick: u64,
}

impl VentilatorSimulation {
    /// The simulation at tick 0.
    #[must_use]
    pub fn new(setup: &VentilatorSetup) -> Self {
        let device = &setup.ventilator;
        let settings = device.settings();
        let parameters = setup.lung.parameters();
        let predicted_kg = setup.patient.predicted_body_weight_kg();
        let mut lung = Lung::new(&setup.lung);
        let start = if device.start == StartState::Ventilating {
            settings.peep_cmh2o()
        } else {
            0.0
        };
        lung.settle(start);
        let oxygen = settings.get(SettingId::Oxygen) / 100.0;
        let blood = setup
            .blood
            .filled(&parameters, predicted_kg, device.circuit.dead_space_ml());
        let exchange = parameters
            .alive
            .then(|| Exchange::new(blood, &parameters, predicted_kg, oxygen, start));
        let used_to = 8.0 * lung.compliance_l() * 1_000.0 / parameters.chest_wall_ml;
        let recorder = Recorder::new();
        let laboratory_min = within(Some(device.laboratory_min), 0.0, 240.0, 5.0);
        let mut simulation = Self {
            tick: 0,
            predicted_kg,
            stage: match device.start {
                StartState::Off => Stage::Off,
                StartState::Standby => Stage::Standby,
                StartState::Ventilating => Stage::Ventilating,
            },
            broken: false,
            controller: Controller::new(&settings, 0),
            panel: Panel::default(),
            circuit: device.circuit,
            connection: Connection::Circuit,
            troubles: Troubles::default(),
            supply: Supply::new(&device.supply, oxygen),
            sensors: device.sensors.held(),
            muscles: Muscles::new(Drive::new(&setup.effort, &parameters), setup.seed),
            lung,
            reading: Reading::default(),
            sensed: Sensed::default(),
            measured: Measured::of(&recorder, settings.peep_cmh2o(), 0),
            recorder,
            waveforms: Waveforms::default(),
            recent: Recent::default(),
            trend: Trend::default(),
            exchange,
            circulation: Circulation::new(&setup.blood, used_to),
            laboratory: Laboratory::new((laboratory_min * 60_000.0) as u64),
            board: AlarmBoard::default(),
            watch: Watch::default(),
            observer: Observer::default(),
            events: VentilatorEvents::default(),
            oxygen_until: 0,
            support_until: 0,
            suction_until: 0,
            stuck_until: 0,
            safety_until: 0,
            limb: (0.0, 0.0),
            lowest_cmh2o: start,
            end_alveolar_cmh2o: start,
            true_in_l: 0.0,
            true_tidal_l: 0.0,
            true_tick: 0,
        };
        simulation.sensed.paw_cmh2o = start;
        simulation.switch_leak_compensation();
        simulation
    }

    /// The present tick, ms.
    #[must_use]
    pub const fn tick(&self) -> u64 {
        self.tick
    }

    /// A person does something now.
    pub fn act(&mut self, act: &VentilatorAct) {
        match *act {
            VentilatorAct::Push { button } => self.push(button),
            VentilatorAct::Choose { setting } if self.is_on() => {
                self.panel.choose(setting, self.controller.confirmed(), self.tick);
            }
            VentilatorAct::Mode { mode } if self.is_on() => {
                self.panel
                    .choose_mode(mode, self.controller.confirmed(), self.tick);
            }
            VentilatorAct::Turn { clicks } if self.is_on() => self.panel.turn(clicks, self.tick),
            VentilatorAct::Choose { .. } | VentilatorAct::Mode { .. } | VentilatorAct::Turn { .. } => {}
            VentilatorAct::Care { act } => self.care(act),
        }
    }

    /// A fault begins now.
    pub fn inject(&mut self, fault: &VentilatorFault) {
        use VentilatorFault as F;
        let trouble = &mut self.troubles;
        match *fault {
            F::TubeKinked => trouble.kinked = true,
            F::Secretions => trouble.secretions = true,
            F::Bronchospasm => {
                trouble.spasm = 1.0;
                trouble.relaxing = false;
            }
            F::MainStemIntubation => trouble.main_stem = true,
            F::Pneumothorax => trouble.pneumothorax = true,
            F::TensionPneumothorax => trouble.tension = true,
            F::Atelectasis => trouble.atelectasis = true,
            F::AbdominalHypertension => trouble.abdomen = true,
            F::HmeClogged => trouble.hme = true,
            F::ExpiratoryFilterClogged => trouble.filter = true,
            F::HumidifierFailed => trouble.humidifier = true,
            F::CuffLeak {
                leak_l_min_per_sqrt_cmh2o: leak,
            } => trouble.cuff_leak = within(Some(leak), 0.0, 20.0, 0.0),
            F::CircuitLeak {
                leak_l_min_per_sqrt_cmh2o: leak,
            } => trouble.circuit_leak = within(Some(leak), 0.0, 20.0, 0.0),
            F::Disconnection => {
                trouble.disconnected = true;
                self.connection = Connection::Room;
            }
            F::Extubation => trouble.extubated = true,
            F::ExpiratoryValveStuck => trouble.valve_stuck = true,
            F::WaterInTubing { ripple_l_min } => {
                trouble.water_l_min = within(Some(ripple_l_min), 0.0, 20.0, 0.0);
            }
            F::OxygenSupplyLost => self.supply.oxygen_bar = 0.0,
            F::AirSupplyLost => self.supply.air_bar = 0.0,
            F::MainsLost => self.supply.mains = false,
            F::BatteryCharge { percent } => self.supply.charge_to(within(Some(percent), 0.0, 100.0, 100.0)),
            F::ExpiratorySensorDrift { gain } => self.sensors.expiratory_gain = gain,
            F::InspiratorySensorDrift { gain } => self.sensors.inspiratory_gain = gain,
            F::PressureSensorDrift { offset_cmh2o } => self.sensors.pressure_offset_cmh2o = offset_cmh2o,
            F::OxygenCellDrift { offset_percent } => self.sensors.oxygen_offset_percent = offset_percent,
            F::TechnicalFault => {
                self.broken = true;
                if self.is_on() {
                    self.stage = Stage::Failed;
                    self.panel.cancel();
                }
            }
            F::Effort {
                peak_cmh2o,
                rate_per_min,
            } => {
                let drive = self.muscles.drive().changed(peak_cmh2o, rate_per_min);
                self.muscles.ask(drive, self.tick);
            }
            F::Metabolism {
                co2_production_ml_min,
            } => {
                let ml_min = within(Some(co2_production_ml_min), 20.0, 800.0, 200.0);
                if let Some(exchange) = &mut self.exchange {
                    exchange.produce(ml_min);
                }
            }
        }
        self.sensors = self.sensors.held();
        self.retune();
    }

    /// Runs every millisecond up to and including `tick`, then stands at it. An earlier tick changes nothing.
    pub fn step_to(&mut self, tick: u64) {
        while self.tick < tick {
            self.tick += 1;
            self.step();
        }
    }

    /// Writes the value of every signal, in the order of [`super::signals::CATALOGUE`]; truth as 1, falsehood and
    /// what is not known as 0. Writes no more values than `out` has room for.
    pub fn read(&self, out: &mut [f64]) {
        let mut values = [0.0; COUNT];
        self.write(&mut Values(&mut values));
        let room = out.len().min(COUNT);
        out[..room].copy_from_slice(&values[..room]);
    }

    /// Moves the events since the last call to the end of `into`, in the order in which they happened.
    pub fn drain_events<E: From<VentilatorEvent>>(&mut self, into: &mut Vec<E>) {
        self.events.drain_into(into);
    }

    /// The ventilator's own log of alarms, oldest first.
    pub fn alarm_log(&self) -> impl Iterator<Item = &LogEntry<VentilatorAlarm>> {
        self.board.log()
    }

    /// Trends, oldest first, one point a minute for a day.
    pub fn trend(&self) -> impl Iterator<Item = &TrendPoint> {
        self.trend.points()
    }

    /// How many samples of the curves were ever taken, fifty a second.
    #[must_use]
    pub const fn samples_taken(&self) -> u64 {
        self.waveforms.taken()
    }

    /// Samples from the given number on, as far as they are kept (half a minute), oldest first.
    pub fn samples_since(&self, number: u64) -> impl Iterator<Item = &Sample> {
        self.waveforms.since(number)
    }

    /// Results of the laboratory, oldest first.
    #[must_use]
    pub fn blood_gases(&self) -> &[BloodGas] {
        self.laboratory.results()
    }

    /// How patient and ventilator met so far.
    #[must_use]
    pub const fn asynchronies(&self) -> Asynchronies {
        self.observer.counts()
    }

    /// A number that differs where two states do: FNV-1a over the bits of tick, lung and every signal.
    #[must_use]
    pub fn state_hash(&self) -> u64 {
        let mut values = [0.0; COUNT];
        self.write(&mut Values(&mut values));
        let more = [
            self.lung.volume_l(),
            self.recorder.inspired_ml(),
            self.supply.measured(),
        ];
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let bits = values.iter().chain(&more).map(|value| value.to_bits());
        for word in bits.chain([self.tick]) {
            for byte in word.to_le_bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        hash
    }

    pub(super) const fn is_on(&self) -> bool {
        matches!(self.stage, Stage::Standby | Stage::Ventilating)
    }

    pub(super) const fn parameters(&self) -> &LungParameters {
        self.lung.base()
    }

    /// Brings the lung in line with what is wrong.
    pub(super) fn retune(&mut self) {
        self.lung.change(self.troubles.factors());
    }

    pub(super) fn switch_leak_compensation(&mut self) {
        let set = self.controller.settings().get(SettingId::LeakCompensation) > 0.5;
        let open = self.board.is_active(VentilatorAlarm::Disconnect);
        self.recorder.leak.switch(set && !open);
    }

    fn write(&self, values: &mut Values<'_>) {
        use Signal as S;
        let settings = self.controller.confirmed();
        for &id in SettingId::ALL {
            values.set(id, settings.get(id));
        }
        for &id in MeasuredId::ALL {
            values.measured(id, self.measured.get(id).unwrap_or(0.0));
        }
        let highest = self.board.highest();
        values.truth(S::On, self.is_on());
        values.truth(S::Standby, self.stage == Stage::Standby);
        values.truth(S::Ventilating, self.stage == Stage::Ventilating);
        values.truth(S::Alarming, highest >= Some(Priority::Medium));
        values.put(
            S::AlarmPriority,
            highest.map_or(0.0, |priority| f64::from(priority.rank())),
        );
        values.truth(S::Silenced, self.board.is_silenced());
        values.truth(S::Changing, self.panel.draft().is_some());
        values.truth(S::Holding, self.is_holding());
        values.truth(S::Backup, self.controller.in_backup());
        values.truth(S::SafetyValve, self.tick < self.safety_until);
        values.truth(S::Oxygen100, self.gives_oxygen_alone());
        values.put(S::Mode, f64::from(settings.mode as u8));
        values.put(S::Battery, self.supply.battery_left_min() * 60.0);
        self.write_truth(values);
        self.write_meeting(values);
    }

    fn write_truth(&self, values: &mut Values<'_>) {
        use Signal as S;
        values.put(S::Paw, self.lung.flows().paw_cmh2o);
        values.put(S::Flow, self.lung.flows().patient_l_s * 60.0);
        values.put(S::Volume, self.lung.volume_l() * 1_000.0);
        values.put(S::Alveolar, self.lung.alveolar_cmh2o());
        values.put(S::Trapped, self.end_alveolar_cmh2o);
        values.put(S::TrueTidal, self.true_tidal_l * 1_000.0);
        values.put(S::Compliance, self.lung.compliance_l() * 1_000.0);
        values.put(S::ResistanceIn, self.lung.resistance(true));
        values.put(S::Effort, self.muscles.pressure_cmh2o());
        values.put(S::Map, self.circulation.map_mmhg());
        values.put(S::HeartRate, self.circulation.rate_per_min());
        values.put(S::PredictedWeight, self.predicted_kg);
        values.put(
            S::VolumePerKg,
            self.controller.confirmed().get(SettingId::TidalVolume) / self.predicted_kg,
        );
        values.truth(S::Connected, self.connection == Connection::Circuit);
        values.truth(S::Bagged, matches!(self.connection, Connection::Bag(_)));
        values.put(S::OxygenDelivered, self.supply.delivered() * 100.0);
        values.put(S::Leak, self.lung.flows().lost_l_s * 60.0);
        values.put(S::BloodGases, self.laboratory.results().len() as f64);
        let Some(exchange) = &self.exchange else { return };
        values.put(S::Spo2, exchange.spo2() * 100.0);
        values.put(S::Sao2, exchange.saturation() * 100.0);
        values.put(S::Pao2, exchange.pao2_mmhg());
        values.put(S::Paco2, exchange.paco2_mmhg());
        values.put(S::Ph, exchange.ph());
        values.put(S::Etco2, self.end_tidal_mmhg());
        values.put(S::Shunt, exchange.shunt());
        values.put(S::AlveolarVentilation, exchange.alveolar_l_min());
    }

    fn write_meeting(&self, values: &mut Values<'_>) {
        use Signal as S;
        let counts = self.observer.counts();
        for (signal, count) in [
            (S::Breaths, counts.breaths),
            (S::Efforts, counts.efforts),
            (S::Ineffective, counts.ineffective),
            (S::AutoTriggered, counts.auto_triggered),
            (S::DoubleTriggered, counts.double_triggered),
            (S::ReverseTriggered, counts.reverse_triggered),
            (S::CycledLate, counts.cycled_late),
            (S::CycledEarly, counts.cycled_early),
            (S::Starved, counts.starved),
        ] {
            values.put(signal, f64::from(count));
        }
        values.put(S::AsynchronyIndex, counts.index_percent());
    }
}

/// What vectors set and read that no signal shows.
#[cfg(feature = "vectors")]
impl VentilatorSimulation {
    /// Brings the lung to rest at a pressure, as if gas were trapped.
    pub(crate) fn settle_lung(&mut self, cmh2o: f64) {
        self.lung.settle(cmh2o);
    }

    /// Volumes of the two units above those without pressure, mL.
    pub(crate) fn unit_volumes_ml(&self) -> (f64, f64) {
        let (first, second) = self.lung.unit_volumes_l();
        (first * 1_000.0, second * 1_000.0)
    }
}
