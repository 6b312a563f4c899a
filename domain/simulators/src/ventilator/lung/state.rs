//! The lung as it moves, millisecond by millisecond. Litres, litres per second, cmH2O.

use super::presets::LungParameters;
use super::setup::{LungSetup, Sigmoid, within};

/// Length of a step, s.
pub(crate) const STEP_S: f64 = 0.001;
/// The mechanical relief valve of the circuit opens here, cmH2O.
pub(crate) const RELIEF_CMH2O: f64 = 80.0;

/// What the ventilator does at the Y-piece during one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Drive {
    /// Pushes this flow, the expiratory valve shut.
    Flow { l_s: f64 },
    /// Holds this pressure, with no more flow than it can push.
    Pressure {
        cmh2o: f64,
        most_l_s: f64,
        /// Whether the expiratory valve lets out what is too much.
        active_valve: bool,
    },
    /// Lets the lung empty against PEEP; gives up to this flow if the pressure falls below it.
    Exhale { peep_cmh2o: f64, supply_l_s: f64 },
    /// All valves open to the room.
    Open,
}

/// Where the gas of the circuit can go besides the lung.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Circuit {
    /// Leak, L/s for each square root of cmH2O.
    pub(crate) leak: f64,
    /// Compliance of the tubing, L/cmH2O.
    pub(crate) compliance_l: f64,
    /// Resistance of the expiratory limb and valve, cmH2O/(L/s).
    pub(crate) limb: f64,
    /// Flow that a suction catheter draws, L/s.
    pub(crate) drawn_l_s: f64,
}

/// Flows of one step at the Y-piece, L/s, and its pressure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Flows {
    /// Airway pressure, cmH2O.
    pub(crate) paw_cmh2o: f64,
    /// Out of the ventilator.
    pub(crate) source_l_s: f64,
    /// Into the patient; out of it is negative.
    pub(crate) patient_l_s: f64,
    /// Out through the expiratory valve.
    pub(crate) out_l_s: f64,
    /// Through leaks and the suction catheter.
    pub(crate) lost_l_s: f64,
}

/// One unit of the lung with what is worked out once for a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Unit {
    volume_l: f64,
    /// Compliance, L/cmH2O.
    compliance_l: f64,
    resistance_in: f64,
    resistance_out: f64,
    /// Share of a difference that one step closes, in and out.
    gain_in: f64,
    gain_out: f64,
}

impl Unit {
    fn new(compliance_ml: f64, resistance_in: f64, resistance_out: f64) -> Self {
        let mut unit = Self {
            volume_l: 0.0,
            compliance_l: compliance_ml / 1_000.0,
            resistance_in,
            resistance_out,
            gain_in: 0.0,
            gain_out: 0.0,
        };
        unit.work_out();
        unit
    }

    fn work_out(&mut self) {
        self.gain_in = 1.0 - libm::exp(-STEP_S / (self.resistance_in * self.compliance_l));
        self.gain_out = 1.0 - libm::exp(-STEP_S / (self.resistance_out * self.compliance_l));
    }

    fn recoil_cmh2o(&self) -> f64 {
        self.volume_l / self.compliance_l
    }
}

/// The lung.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lung {
    base: LungParameters,
    units: [Unit; 2],
    both: bool,
    common: f64,
    tube_linear: f64,
    tube_quadratic: f64,
    sigmoid: Option<Sigmoid>,
    factors: Factors,
    /// Of the last step. Each step writes them here, number by number: handed about as a whole they would be read
    /// sixteen bytes at a time before the processor has put them together, which costs a fifth of a replay.
    flows: Flows,
}

/// How faults change the lung.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Factors {
    pub(crate) compliance: f64,
    pub(crate) resistance_in: f64,
    pub(crate) resistance_out: f64,
    /// Added after the factors, cmH2O/(L/s).
    pub(crate) more_in: f64,
    pub(crate) more_out: f64,
}

impl Default for Factors {
    fn default() -> Self {
        Self {
            compliance: 1.0,
            resistance_in: 1.0,
            resistance_out: 1.0,
            more_in: 0.0,
            more_out: 0.0,
        }
    }
}

impl Lung {
    pub(crate) fn new(setup: &LungSetup) -> Self {
        let base = setup.parameters();
        let second = setup.second.map(|second| {
            let resistance = within(Some(second.resistance_cmh2o_per_l_s), 1.0, 2_000.0, 10.0);
            let compliance = within(Some(second.compliance_ml_per_cmh2o), 2.0, 300.0, 20.0);
            (
                Unit::new(compliance, resistance, resistance),
                within(Some(second.common_cmh2o_per_l_s), 0.0, 200.0, 0.0),
            )
        });
        let first = Unit::new(base.compliance_ml, base.resistance_in, base.resistance_out);
        let (unit, common) = second.unwrap_or((first, 0.0));
        Self {
            base,
            units: [first, unit],
            both: setup.second.is_some(),
            common,
            tube_linear: setup
                .tube
                .map_or(0.0, |tube| within(Some(tube.linear), 0.0, 100.0, 0.0)),
            tube_quadratic: setup
                .tube
                .map_or(0.0, |tube| within(Some(tube.quadratic), 0.0, 200.0, 0.0)),
            sigmoid: setup.sigmoid.map(|sigmoid| Sigmoid {
                span_ml: within(Some(sigmoid.span_ml), 100.0, 8_000.0, 2_000.0),
                middle_cmh2o: within(Some(sigmoid.middle_cmh2o), 0.0, 60.0, 20.0),
                width_cmh2o: within(Some(sigmoid.width_cmh2o), 1.0, 40.0, 8.0),
            }),
            factors: Factors::default(),
            flows: Flows::default(),
        }
    }

    pub(crate) const fn base(&self) -> &LungParameters {
        &self.base
    }

    /// Changes the lung as faults ask; the gas in it stays.
    pub(crate) fn change(&mut self, factors: Factors) {
        if factors == self.factors {
            return;
        }
        let bounded = |value: f64| value.clamp(0.5, 5_000.0);
        let (old, new) = (self.factors, factors);
        for unit in &mut self.units {
            unit.compliance_l = (unit.compliance_l / old.compliance * new.compliance).max(0.000_5);
            let pure_in = (unit.resistance_in - old.more_in) / old.resistance_in;
            let pure_out = (unit.resistance_out - old.more_out) / old.resistance_out;
            unit.resistance_in = bounded(pure_in * new.resistance_in + new.more_in);
            unit.resistance_out = bounded(pure_out * new.resistance_out + new.more_out);
            unit.work_out();
        }
        self.factors = factors;
    }

    /// Brings the lung to rest at a pressure.
    pub(crate) fn settle(&mut self, cmh2o: f64) {
        let sigmoid = self.sigmoid;
        for unit in &mut self.units {
            unit.volume_l = unit.compliance_l * cmh2o;
        }
        if let Some(sigmoid) = sigmoid {
            self.units[0].volume_l = sigmoid_volume_l(&sigmoid, cmh2o);
        }
        self.flows.paw_cmh2o = cmh2o;
    }

    /// Pressure and flows of the last step.
    pub(crate) const fn flows(&self) -> &Flows {
        &self.flows
    }

    /// Volume above that without pressure, L.
    pub(crate) fn volume_l(&self) -> f64 {
        if self.both {
            self.units[0].volume_l + self.units[1].volume_l
        } else {
            self.units[0].volume_l
        }
    }

    /// Volumes of the two units, L.
    #[cfg(feature = "vectors")]
    pub(crate) const fn unit_volumes_l(&self) -> (f64, f64) {
        (self.units[0].volume_l, self.units[1].volume_l)
    }

    /// Compliance of the whole, L/cmH2O.
    pub(crate) fn compliance_l(&self) -> f64 {
        if self.both {
            self.units[0].compliance_l + self.units[1].compliance_l
        } else {
            self.units[0].compliance_l
        }
    }

    /// Pressure in the alveoli, cmH2O: the mean over the units, as after a pause.
    pub(crate) fn alveolar_cmh2o(&self) -> f64 {
        match self.sigmoid {
            Some(sigmoid) if !self.both => sigmoid_recoil(&sigmoid, self.units[0].volume_l).0,
            _ => self.volume_l() / self.compliance_l(),
        }
    }

    /// Resistance from the Y-piece, cmH2O/(L/s).
    pub(crate) fn resistance(&self, inspiring: bool) -> f64 {
        self.seen_from_y(0.0, inspiring).1
    }

    /// One step under a drive, with the muscles pulling.
    pub(crate) fn step(&mut self, drive: &Drive, muscles_cmh2o: f64, circuit: &Circuit) {
        match *drive {
            Drive::Flow { l_s } => self.pushed(l_s, muscles_cmh2o, circuit),
            Drive::Pressure {
                cmh2o,
                most_l_s,
                active_valve,
            } => self.held(cmh2o, most_l_s, active_valve, muscles_cmh2o, circuit),
            Drive::Exhale {
                peep_cmh2o,
                supply_l_s,
            } => self.exhaling(peep_cmh2o, supply_l_s, muscles_cmh2o, circuit),
            Drive::Open => {
                let patient_l_s = self.follow(0.0, muscles_cmh2o);
                self.write(
                    0.0,
                    patient_l_s,
                    patient_l_s.max(0.0),
                    (-patient_l_s).max(0.0),
                    0.0,
                );
            }
        }
    }

    /// One step of the patient at a pressure from elsewhere, the room or a bag, while the ventilator drives a circuit
    /// that is open at the Y-piece by this much, L/s for each square root of cmH2O.
    pub(crate) fn apart(&mut self, outside_cmh2o: f64, muscles_cmh2o: f64, drive: &Drive, hole: f64) {
        let patient_l_s = self.follow(outside_cmh2o, muscles_cmh2o);
        let wanted = |cmh2o: f64| leak_l_s(hole, cmh2o.max(0.0));
        let source_l_s = match *drive {
            Drive::Flow { l_s } => l_s.max(0.0),
            Drive::Pressure { cmh2o, most_l_s, .. } => wanted(cmh2o).min(most_l_s),
            Drive::Exhale {
                peep_cmh2o,
                supply_l_s,
            } => wanted(peep_cmh2o).min(supply_l_s),
            Drive::Open => 0.0,
        };
        let root = source_l_s / hole;
        self.write(root * root, patient_l_s, source_l_s, 0.0, source_l_s);
    }

    fn write(&mut self, paw_cmh2o: f64, patient_l_s: f64, source_l_s: f64, out_l_s: f64, lost_l_s: f64) {
        self.flows = Flows {
            paw_cmh2o,
            source_l_s,
            patient_l_s,
            out_l_s,
            lost_l_s,
        };
    }

    fn pushed(&mut self, l_s: f64, muscles_cmh2o: f64, circuit: &Circuit) {
        let (recoil, resistance) = self.seen_from_y(muscles_cmh2o, l_s > 0.0);
        let stretch = circuit.compliance_l / STEP_S;
        let net_l_s = l_s - circuit.drawn_l_s;
        let paw = solve(
            1.0 + resistance * stretch,
            resistance * circuit.leak,
            recoil + resistance * (net_l_s + stretch * self.flows.paw_cmh2o),
        );
        if paw > RELIEF_CMH2O {
            self.held(RELIEF_CMH2O, f64::INFINITY, true, muscles_cmh2o, circuit);
            self.flows.source_l_s = l_s;
            return;
        }
        let patient_l_s = (paw - recoil) / resistance;
        self.fill(patient_l_s, paw, muscles_cmh2o, l_s > 0.0);
        let lost_l_s = leak_l_s(circuit.leak, paw) + circuit.drawn_l_s;
        self.write(paw, patient_l_s, l_s, 0.0, lost_l_s);
    }

    fn held(&mut self, cmh2o: f64, most_l_s: f64, active_valve: bool, muscles_cmh2o: f64, circuit: &Circuit) {
        let before = [self.units[0].volume_l, self.units[1].volume_l];
        let patient_l_s = self.follow(cmh2o, muscles_cmh2o);
        let lost_l_s = leak_l_s(circuit.leak, cmh2o) + circuit.drawn_l_s;
        let stretch_l_s = circuit.compliance_l * (cmh2o - self.flows.paw_cmh2o) / STEP_S;
        let source_l_s = patient_l_s + lost_l_s + stretch_l_s;
        let too_much = source_l_s > most_l_s;
        if too_much || source_l_s < 0.0 && !active_valve {
            [self.units[0].volume_l, self.units[1].volume_l] = before;
            return self.pushed(if too_much { most_l_s } else { 0.0 }, muscles_cmh2o, circuit);
        }
        self.write(
            cmh2o,
            patient_l_s,
            source_l_s.max(0.0),
            (-source_l_s).max(0.0),
            lost_l_s,
        );
    }

    fn exhaling(&mut self, peep_cmh2o: f64, supply_l_s: f64, muscles_cmh2o: f64, circuit: &Circuit) {
        let (recoil, resistance) = self.seen_from_y(muscles_cmh2o, false);
        let last_cmh2o = self.flows.paw_cmh2o;
        if circuit.limb <= 0.0 {
            if recoil > peep_cmh2o || supply_l_s > 0.0 {
                return self.held(peep_cmh2o, supply_l_s, true, muscles_cmh2o, circuit);
            }
            // The valve shuts as soon as nothing presses against it.
            let above = last_cmh2o > peep_cmh2o && circuit.compliance_l > 0.0;
            return if above {
                self.held(peep_cmh2o, 0.0, true, muscles_cmh2o, circuit)
            } else {
                self.pushed(0.0, muscles_cmh2o, circuit)
            };
        }
        let stretch = circuit.compliance_l / STEP_S;
        let paw = solve(
            1.0 + resistance / circuit.limb + resistance * stretch,
            resistance * circuit.leak,
            recoil + resistance * (peep_cmh2o / circuit.limb + stretch * last_cmh2o - circuit.drawn_l_s),
        );
        if paw <= peep_cmh2o {
            return self.held(peep_cmh2o, supply_l_s, false, muscles_cmh2o, circuit);
        }
        let patient_l_s = (paw - recoil) / resistance;
        self.fill(patient_l_s, paw, muscles_cmh2o, false);
        let lost_l_s = leak_l_s(circuit.leak, paw) + circuit.drawn_l_s;
        self.write(paw, patient_l_s, 0.0, (paw - peep_cmh2o) / circuit.limb, lost_l_s);
    }

    /// Recoil less muscles, and resistance, as the Y-piece sees the whole lung.
    fn seen_from_y(&self, muscles_cmh2o: f64, inspiring: bool) -> (f64, f64) {
        let series = self.series();
        let [first, second] = &self.units;
        let resistance = |unit: &Unit| {
            if inspiring {
                unit.resistance_in
            } else {
                unit.resistance_out
            }
        };
        if !self.both {
            return (self.first_recoil().0 - muscles_cmh2o, series + resistance(first));
        }
        let (g1, g2) = (1.0 / resistance(first), 1.0 / resistance(second));
        let recoil = (self.first_recoil().0 * g1 + second.recoil_cmh2o() * g2) / (g1 + g2);
        (recoil - muscles_cmh2o, series + 1.0 / (g1 + g2))
    }

    /// Resistance before the units. That of the tube is taken from the flow of the last step.
    fn series(&self) -> f64 {
        self.common + self.tube_linear + self.tube_quadratic * self.flows.patient_l_s.abs()
    }

    /// Recoil and compliance of the first unit.
    fn first_recoil(&self) -> (f64, f64) {
        let unit = &self.units[0];
        match &self.sigmoid {
            Some(sigmoid) => sigmoid_recoil(sigmoid, unit.volume_l),
            None => (unit.recoil_cmh2o(), unit.compliance_l),
        }
    }

    /// Fills or empties the units under a pressure at the Y-piece; gives the flow into the patient, L/s.
    fn follow(&mut self, cmh2o: f64, muscles_cmh2o: f64) -> f64 {
        let series = self.series();
        if series <= 0.0 {
            return self.relax(cmh2o, muscles_cmh2o);
        }
        let inspiring = cmh2o > self.alveolar_cmh2o() - muscles_cmh2o;
        let (recoil, resistance) = self.seen_from_y(muscles_cmh2o, inspiring);
        let node_cmh2o = cmh2o - series * (cmh2o - recoil) / resistance;
        self.relax(node_cmh2o, muscles_cmh2o)
    }

    /// Each unit approaches its equilibrium with the pressure before it: the exact solution over one step.
    fn relax(&mut self, node_cmh2o: f64, muscles_cmh2o: f64) -> f64 {
        let (recoil, compliance_l) = self.first_recoil();
        let curved = self.sigmoid.is_some();
        let mut flow_l_s = 0.0;
        let count = if self.both { 2 } else { 1 };
        for (place, unit) in self.units.iter_mut().take(count).enumerate() {
            let own = if place == 0 { recoil } else { unit.recoil_cmh2o() };
            let difference = node_cmh2o + muscles_cmh2o - own;
            let inspiring = difference > 0.0;
            let moved_l = if place == 0 && curved {
                // The curve is taken as straight over the step.
                let resistance = if inspiring {
                    unit.resistance_in
                } else {
                    unit.resistance_out
                };
                difference * STEP_S / (resistance + STEP_S / compliance_l)
            } else {
                let gain = if inspiring { unit.gain_in } else { unit.gain_out };
                unit.compliance_l * difference * gain
            };
            unit.volume_l += moved_l;
            flow_l_s += moved_l / STEP_S;
        }
        flow_l_s
    }

    /// Fills or empties the units by a flow that is known.
    fn fill(&mut self, patient_l_s: f64, paw_cmh2o: f64, muscles_cmh2o: f64, inspiring: bool) {
        if !self.both {
            self.units[0].volume_l += patient_l_s * STEP_S;
            return;
        }
        let node_cmh2o = paw_cmh2o - self.series() * patient_l_s;
        let first = self.first_recoil().0;
        let second = self.units[1].recoil_cmh2o();
        for (unit, recoil) in self.units.iter_mut().zip([first, second]) {
            let resistance = if inspiring {
                unit.resistance_in
            } else {
                unit.resistance_out
            };
            unit.volume_l += (node_cmh2o + muscles_cmh2o - recoil) / resistance * STEP_S;
        }
    }
}

/// Solves `a P + b sqrt(P) = d` for P, with the sign of d.
fn solve(a: f64, b: f64, d: f64) -> f64 {
    if b <= 0.0 {
        return d / a;
    }
    let root = (libm::sqrt(b * b + 4.0 * a * d.abs()) - b) / (2.0 * a);
    libm::copysign(root * root, d)
}

fn leak_l_s(coefficient: f64, cmh2o: f64) -> f64 {
    if coefficient > 0.0 {
        libm::copysign(coefficient * libm::sqrt(cmh2o.abs()), cmh2o)
    } else {
        0.0
    }
}

/// Volume of the curve at a pressure, above that without pressure, L.
fn sigmoid_volume_l(sigmoid: &Sigmoid, cmh2o: f64) -> f64 {
    let share = |cmh2o: f64| 1.0 / (1.0 + libm::exp((sigmoid.middle_cmh2o - cmh2o) / sigmoid.width_cmh2o));
    sigmoid.span_ml / 1_000.0 * (share(cmh2o) - share(0.0))
}

/// Recoil and compliance of the curve at a volume.
fn sigmoid_recoil(sigmoid: &Sigmoid, volume_l: f64) -> (f64, f64) {
    let span_l = sigmoid.span_ml / 1_000.0;
    let at_rest = 1.0 / (1.0 + libm::exp(sigmoid.middle_cmh2o / sigmoid.width_cmh2o));
    // Beyond the ends of the curve there is no pressure: just inside them it goes on as a straight line, or a lung
    // that rests beyond an end would empty for ever.
    let wanted = volume_l / span_l + at_rest;
    let share = wanted.clamp(0.002, 0.998);
    let compliance_l = span_l * share * (1.0 - share) / sigmoid.width_cmh2o;
    let curved = sigmoid.middle_cmh2o + sigmoid.width_cmh2o * libm::log(share / (1.0 - share));
    (curved + (wanted - share) * span_l / compliance_l, compliance_l)
}
