//! Faults as physical causes: each changes the lung, the tube, the circuit, the supply or a sensor.

use serde::{Deserialize, Serialize};

use super::lung::state::Factors;

/// A cause that a scenario injects. What the ventilator then says follows from physics and its sensors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case", deny_unknown_fields)]
pub enum VentilatorFault {
    /// The tube is bitten or kinked; a catheter does not pass.
    TubeKinked,
    /// Secretions narrow the airway and rattle in the flow.
    Secretions,
    /// The bronchi are tight.
    Bronchospasm,
    /// The tube lies in one main bronchus.
    MainStemIntubation,
    /// Air in the pleura.
    Pneumothorax,
    /// Air under pressure in the pleura: the circulation suffers.
    TensionPneumothorax,
    /// Lung has collapsed.
    Atelectasis,
    /// The abdomen presses on the diaphragm.
    AbdominalHypertension,
    /// The filter at the Y-piece is clogged.
    HmeClogged,
    /// The filter in the expiratory limb is clogged.
    ExpiratoryFilterClogged,
    /// The heated humidifier fails.
    HumidifierFailed,
    /// The cuff does not seal.
    CuffLeak {
        /// L/min for each square root of cmH2O, 0.5 to 3.
        leak_l_min_per_sqrt_cmh2o: f64,
    },
    /// A joint of the circuit leaks.
    CircuitLeak {
        /// L/min for each square root of cmH2O, 0.5 to 3.
        leak_l_min_per_sqrt_cmh2o: f64,
    },
    /// The circuit comes off the tube.
    Disconnection,
    /// The tube is out of the trachea.
    Extubation,
    /// The expiratory valve hardly opens.
    ExpiratoryValveStuck,
    /// Water swings in the tubing.
    WaterInTubing {
        /// Amplitude of the flow, L/min.
        ripple_l_min: f64,
    },
    /// Oxygen from the wall fails.
    OxygenSupplyLost,
    /// Air from the wall fails.
    AirSupplyLost,
    /// The plug is out.
    MainsLost,
    /// The battery has this charge left.
    BatteryCharge {
        /// Percent.
        percent: f64,
    },
    /// The expiratory flow sensor drifts.
    ExpiratorySensorDrift {
        /// Reading for each unit of true flow.
        gain: f64,
    },
    /// The inspiratory flow sensor drifts: the ventilator gives another volume than it says.
    InspiratorySensorDrift {
        /// Reading for each unit of true flow.
        gain: f64,
    },
    /// The pressure sensor drifts.
    PressureSensorDrift {
        /// What it reads at no pressure, cmH2O.
        offset_cmh2o: f64,
    },
    /// The oxygen cell ages.
    OxygenCellDrift {
        /// What it reads too much, percent of oxygen.
        offset_percent: f64,
    },
    /// The watchdog finds a fault of the ventilator.
    TechnicalFault,
    /// The patient breathes differently from now on: sedated, awake, in distress, paralysed.
    Effort {
        /// Peak pressure of the muscles, cmH2O.
        peak_cmh2o: f64,
        /// Rate, per minute.
        rate_per_min: f64,
    },
    /// The body makes more or less carbon dioxide, as in fever.
    Metabolism {
        /// Production, mL/min.
        co2_production_ml_min: f64,
    },
}

impl VentilatorFault {
    /// The names under which faults are written, in order of declaration.
    pub const NAMES: &'static [&'static str] = &[
        "tube_kinked",
        "secretions",
        "bronchospasm",
        "main_stem_intubation",
        "pneumothorax",
        "tension_pneumothorax",
        "atelectasis",
        "abdominal_hypertension",
        "hme_clogged",
        "expiratory_filter_clogged",
        "humidifier_failed",
        "cuff_leak",
        "circuit_leak",
        "disconnection",
        "extubation",
        "expiratory_valve_stuck",
        "water_in_tubing",
        "oxygen_supply_lost",
        "air_supply_lost",
        "mains_lost",
        "battery_charge",
        "expiratory_sensor_drift",
        "inspiratory_sensor_drift",
        "pressure_sensor_drift",
        "oxygen_cell_drift",
        "technical_fault",
        "effort",
        "metabolism",
    ];
}

/// What is wrong with the airway, the lung and the circuit now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Troubles {
    pub(crate) kinked: bool,
    pub(crate) secretions: bool,
    /// How tight the bronchi are: 1 as the fault makes them, less as a drug opens them.
    pub(crate) spasm: f64,
    pub(crate) relaxing: bool,
    pub(crate) main_stem: bool,
    pub(crate) pneumothorax: bool,
    pub(crate) tension: bool,
    pub(crate) atelectasis: bool,
    pub(crate) abdomen: bool,
    pub(crate) hme: bool,
    pub(crate) filter: bool,
    pub(crate) humidifier: bool,
    pub(crate) cuff_leak: f64,
    pub(crate) circuit_leak: f64,
    pub(crate) disconnected: bool,
    pub(crate) extubated: bool,
    pub(crate) valve_stuck: bool,
    pub(crate) water_l_min: f64,
    /// A suction catheter lies in the tube.
    pub(crate) catheter: bool,
}

impl Troubles {
    /// How they change the lung (multipliers *chosen*, signatures textbook).
    pub(crate) fn factors(&self) -> Factors {
        let mut factors = Factors::default();
        let mut times = |compliance: f64, into: f64, out: f64| {
            factors.compliance *= compliance;
            factors.resistance_in *= into;
            factors.resistance_out *= out;
        };
        if self.kinked {
            times(1.0, 4.0, 4.0);
        }
        if self.secretions {
            times(0.95, 2.0, 2.0);
        }
        if self.spasm > 0.0 {
            times(1.0, 1.0 + 1.5 * self.spasm, 1.0 + 2.5 * self.spasm);
        }
        if self.main_stem {
            times(0.55, 1.4, 1.4);
        }
        if self.tension {
            times(0.3, 1.1, 1.1);
        } else if self.pneumothorax {
            times(0.5, 1.1, 1.1);
        }
        if self.atelectasis {
            times(0.6, 1.1, 1.1);
        }
        if self.abdomen {
            times(0.7, 1.0, 1.0);
        }
        if self.extubated {
            times(2.0, 0.5, 0.5);
        }
        if self.water_l_min > 0.0 {
            times(1.0, 1.2, 1.3);
        }
        if self.catheter {
            times(1.0, 2.0, 2.0);
        }
        if self.hme {
            factors.more_in = 10.0;
            factors.more_out = 15.0;
        }
        factors
    }

    /// Shunt that they add.
    pub(crate) fn shunt(&self) -> f64 {
        let mut shunt = 0.0;
        if self.main_stem {
            shunt += 0.20;
        }
        if self.pneumothorax || self.tension {
            shunt += 0.15;
        }
        if self.atelectasis {
            shunt += 0.15;
        }
        shunt
    }

    /// Leak at the Y-piece, L/s for each square root of cmH2O.
    pub(crate) fn leak(&self) -> f64 {
        let out = if self.extubated { 8.0 } else { 0.0 };
        (self.cuff_leak + self.circuit_leak + out) / 60.0
    }

    /// Resistance of the expiratory limb and valve, for a lung of this expiratory resistance.
    pub(crate) fn limb(&self, resistance_out: f64) -> f64 {
        let stuck = if self.valve_stuck {
            19.0 * resistance_out
        } else {
            0.0
        };
        let clogged = if self.filter { 15.0 } else { 0.0 };
        stuck + clogged
    }
}
