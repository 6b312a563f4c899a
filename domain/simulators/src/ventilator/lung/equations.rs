//! The equation of motion and what follows from it in closed form (reference: textbook physiology).
//!
//! Volumes in mL, compliance in mL/cmH2O, resistance in cmH2O/(L/s), flow in L/min, as a clinician writes them.

/// Pressure that a flow needs to pass a resistance, cmH2O.
#[must_use]
pub fn resistive_cmh2o(resistance: f64, flow_l_min: f64) -> f64 {
    resistance * flow_l_min / 60.0
}

/// Time constant of a lung, s.
#[must_use]
pub fn time_constant_s(resistance: f64, compliance_ml: f64) -> f64 {
    resistance * compliance_ml / 1_000.0
}

/// Two compliances in series, such as lung and chest wall, mL/cmH2O.
#[must_use]
pub fn in_series_ml(one_ml: f64, other_ml: f64) -> f64 {
    1.0 / (1.0 / one_ml + 1.0 / other_ml)
}

/// Pressures of a passive breath.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreathPressures {
    /// Highest airway pressure, cmH2O.
    pub peak_cmh2o: f64,
    /// When it is reached, s after the start.
    pub peak_at_s: f64,
    /// Pressure after the flow has stopped, cmH2O.
    pub plateau_cmh2o: f64,
    /// Airway pressure at the last moment of flow, cmH2O.
    pub end_cmh2o: f64,
    /// Length of inspiration, s.
    pub ti_s: f64,
}

/// A breath of set volume and flow into a passive lung.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VolumeBreath {
    /// Volume, mL.
    pub vt_ml: f64,
    /// Flow at the start, L/min.
    pub flow_l_min: f64,
    /// Flow at the end as a share of the flow at the start: 1 for a square, 0 for a ramp to nothing.
    pub end_fraction: f64,
    /// Pressure before the breath, cmH2O.
    pub peep_cmh2o: f64,
    /// Volume that the last breath left in the lung, mL.
    pub trapped_ml: f64,
}

impl VolumeBreath {
    /// Length of inspiration, s: `2 VT / (Qpk (1 + f))`.
    #[must_use]
    pub fn ti_s(&self) -> f64 {
        2.0 * self.vt_ml * 0.06 / (self.flow_l_min * (1.0 + self.end_fraction))
    }

    /// Pressures in a lung of this compliance and resistance.
    #[must_use]
    pub fn pressures(&self, compliance_ml: f64, resistance: f64) -> BreathPressures {
        let ti_s = self.ti_s();
        let peak_l_s = self.flow_l_min / 60.0;
        let slope = peak_l_s * (1.0 - self.end_fraction) / ti_s;
        let start_cmh2o = self.peep_cmh2o + self.trapped_ml / compliance_ml;
        let at = |t: f64| {
            let volume_ml = (peak_l_s * t - slope * t * t / 2.0) * 1_000.0;
            start_cmh2o + volume_ml / compliance_ml + resistance * (peak_l_s - slope * t)
        };
        let peak_at_s = if slope > 0.0 {
            let turn_s = (peak_l_s - time_constant_s(resistance, compliance_ml) * slope) / slope;
            turn_s.clamp(0.0, ti_s)
        } else {
            ti_s
        };
        BreathPressures {
            peak_cmh2o: at(peak_at_s),
            peak_at_s,
            plateau_cmh2o: start_cmh2o + self.vt_ml / compliance_ml,
            end_cmh2o: at(ti_s),
            ti_s,
        }
    }
}

/// Volume that a step of pressure moves in a time, mL: `C dP (1 - exp(-t / tau))`.
#[must_use]
pub fn pressure_volume_ml(compliance_ml: f64, resistance: f64, step_cmh2o: f64, time_s: f64) -> f64 {
    compliance_ml * step_cmh2o * (1.0 - left_after(compliance_ml, resistance, time_s))
}

/// Flow some time after a step of pressure, L/min.
#[must_use]
pub fn pressure_flow_l_min(compliance_ml: f64, resistance: f64, step_cmh2o: f64, time_s: f64) -> f64 {
    step_cmh2o / resistance * left_after(compliance_ml, resistance, time_s) * 60.0
}

/// Share of a difference that is left after a time: `exp(-t / tau)`.
#[must_use]
pub fn left_after(compliance_ml: f64, resistance: f64, time_s: f64) -> f64 {
    libm::exp(-time_s / time_constant_s(resistance, compliance_ml))
}

/// Volume that stays in the lung in a steady state of volume breaths, mL: `VT / (exp(Te / tau) - 1)`.
#[must_use]
pub fn trapped_by_volume_ml(vt_ml: f64, compliance_ml: f64, expiratory_resistance: f64, te_s: f64) -> f64 {
    vt_ml / (1.0 / left_after(compliance_ml, expiratory_resistance, te_s) - 1.0)
}

/// Volumes of a steady state of pressure breaths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PressureSteadyState {
    /// Tidal volume, mL.
    pub vt_ml: f64,
    /// Volume that stays in the lung, mL.
    pub trapped_ml: f64,
}

/// Steady state of pressure breaths with resistances in and out.
#[must_use]
pub fn pressure_steady_state(
    compliance_ml: f64,
    resistances: (f64, f64),
    step_cmh2o: f64,
    (ti_s, te_s): (f64, f64),
) -> PressureSteadyState {
    let a = left_after(compliance_ml, resistances.0, ti_s);
    let b = left_after(compliance_ml, resistances.1, te_s);
    let full_ml = compliance_ml * step_cmh2o * (1.0 - a) / (1.0 - a * b);
    PressureSteadyState {
        vt_ml: full_ml * (1.0 - b),
        trapped_ml: full_ml * b,
    }
}

/// Time after which a passive supported breath is cycled off, s: `-tau ln(share of the peak flow)`.
#[must_use]
pub fn flow_cycle_s(compliance_ml: f64, resistance: f64, share: f64) -> f64 {
    -time_constant_s(resistance, compliance_ml) * libm::log(share)
}

/// Pressure of the muscles that a trigger needs, cmH2O.
#[must_use]
pub fn effort_for_flow_trigger_cmh2o(auto_peep_cmh2o: f64, resistance: f64, trigger_l_min: f64) -> f64 {
    auto_peep_cmh2o + resistive_cmh2o(resistance, trigger_l_min)
}

/// Flow through a leak, L/min, in the direction of the pressure: `k sqrt(P)`.
#[must_use]
pub fn leak_l_min(coefficient: f64, pressure_cmh2o: f64) -> f64 {
    libm::copysign(coefficient * libm::sqrt(pressure_cmh2o.abs()), pressure_cmh2o)
}

/// How a delivered volume is shared between the lung and a circuit that stretches with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CircuitShare {
    /// Pressure above the start, cmH2O.
    pub driving_cmh2o: f64,
    /// What the lung gets, mL.
    pub patient_ml: f64,
    /// What the circuit keeps, mL.
    pub circuit_ml: f64,
    /// What would have to be set so that the lung gets what was meant, mL.
    pub needed_ml: f64,
}

/// Shares a set volume between lung and circuit.
#[must_use]
pub fn circuit_share(patient_compliance_ml: f64, circuit_compliance_ml: f64, set_ml: f64) -> CircuitShare {
    let driving_cmh2o = set_ml / (patient_compliance_ml + circuit_compliance_ml);
    CircuitShare {
        driving_cmh2o,
        patient_ml: patient_compliance_ml * driving_cmh2o,
        circuit_ml: circuit_compliance_ml * driving_cmh2o,
        needed_ml: set_ml * (patient_compliance_ml + circuit_compliance_ml) / patient_compliance_ml,
    }
}

codes! {
    /// What a change of both pressures of a volume breath points to.
    pub enum Pattern {
        /// Peak and plateau apart: tube, secretions, bronchospasm.
        Resistive => "resistive",
        /// Both up alike: the lung, the chest or what lies on it.
        Elastic => "elastic",
        Mixed => "mixed",
        NoChange => "no_change",
        /// Between half a centimetre and one: nothing that can be told apart.
        Unclear => "unclear",
    }
}

/// Reads the pattern from peak and plateau before and after, cmH2O (rule *chosen*).
#[must_use]
pub fn pattern(before: (f64, f64), after: (f64, f64)) -> Pattern {
    let plateau_rise = after.1 - before.1;
    let gap_rise = (after.0 - after.1) - (before.0 - before.1);
    match (gap_rise >= 1.0, plateau_rise >= 1.0) {
        (true, true) => Pattern::Mixed,
        (true, false) => Pattern::Resistive,
        (false, true) => Pattern::Elastic,
        (false, false) if gap_rise.abs() < 0.5 && plateau_rise.abs() < 0.5 => Pattern::NoChange,
        (false, false) => Pattern::Unclear,
    }
}

/// Two units of a lung behind a common airway after a breath of pressure.
#[must_use]
pub fn pendelluft_plateau_cmh2o(peep_cmh2o: f64, volumes_ml: (f64, f64), compliances_ml: (f64, f64)) -> f64 {
    peep_cmh2o + (volumes_ml.0 + volumes_ml.1) / (compliances_ml.0 + compliances_ml.1)
}

/// A release from a high to a low pressure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Release {
    /// Mean airway pressure, cmH2O, with ideal steps of pressure.
    pub mean_cmh2o: f64,
    /// Volume that leaves the lung, mL.
    pub volume_ml: f64,
    /// Pressure left in the lung when the release ends, cmH2O.
    pub end_alveolar_cmh2o: f64,
    /// Flow at its end, percent of the flow at its start.
    pub end_flow_percent: f64,
    /// Releases per minute.
    pub per_min: f64,
}

/// Release of a passive lung that was in equilibrium at the high pressure; pressures in cmH2O, times in s.
#[must_use]
pub fn release(
    (high_cmh2o, high_s): (f64, f64),
    (low_cmh2o, low_s): (f64, f64),
    compliance_ml: f64,
    resistance: f64,
) -> Release {
    let left = left_after(compliance_ml, resistance, low_s);
    let step_cmh2o = high_cmh2o - low_cmh2o;
    Release {
        mean_cmh2o: (high_cmh2o * high_s + low_cmh2o * low_s) / (high_s + low_s),
        volume_ml: compliance_ml * step_cmh2o * (1.0 - left),
        end_alveolar_cmh2o: low_cmh2o + step_cmh2o * left,
        end_flow_percent: 100.0 * left,
        per_min: 60.0 / (high_s + low_s),
    }
}
