//! Breaths of a test lung beside their closed forms: a pressure breath in and out, and the gas that is trapped when the
//! time to breathe out is short.

use super::devices::Measured;
use super::{Axis, Figure, FigureId, Reference, Series, Standing};
use crate::ventilator::VentilatorSimulation;
use crate::ventilator::lung::presets::LungPreset;
use crate::ventilator::lung::setup::LungSetup;
use crate::ventilator::modes::Mode;
use crate::ventilator::settings::SettingId;
use crate::ventilator::setup::{DeviceSetup, VentilatorSetup};

/// Time until breath is like breath, s.
const SETTLED_S: f64 = 60.0;
/// Pressure over that at the end of expiration, and that itself, cmH2O.
const ABOVE_CMH2O: f64 = 20.0;
const PEEP_CMH2O: f64 = 5.0;
/// Length of inspiration of the pressure breath, s.
const INSPIRATION_S: f64 = 2.0;
/// Volume and flow of the volume breaths, mL and L/min.
const VOLUME_ML: f64 = 500.0;
const FLOW_L_MIN: f64 = 60.0;

/// A test lung on a ventilator.
fn bench(mode: Mode, lung: LungPreset, settings: &[(SettingId, f64)]) -> VentilatorSimulation {
    let mut ventilator = DeviceSetup::standard(mode);
    ventilator.settings.extend([
        (SettingId::Peep, PEEP_CMH2O),
        (SettingId::RiseTime, 0.0),
        (SettingId::LimitPressureHigh, 75.0),
    ]);
    ventilator.settings.extend(settings.iter().copied());
    VentilatorSimulation::new(&VentilatorSetup {
        ventilator,
        lung: LungSetup::of(lung),
        effort: Default::default(),
        blood: Default::default(),
        patient: Default::default(),
        seed: 1,
    })
}

/// Volume of a pressure breath, and of the expiration after it.
pub(super) fn pressure_breath() -> Figure {
    let lung = LungPreset::TestC20R50.parameters();
    let tau_s = lung.resistance_in * lung.compliance_ml / 1_000.0;
    let full_ml = lung.compliance_ml * ABOVE_CMH2O;
    let formula = |time_s: f64| {
        let inspired = |time_s: f64| full_ml * (1.0 - libm::exp(-time_s / tau_s));
        match time_s <= INSPIRATION_S {
            true => inspired(time_s),
            false => inspired(INSPIRATION_S) * libm::exp(-(time_s - INSPIRATION_S) / tau_s),
        }
    };
    let settings = [
        (SettingId::PressureControl, ABOVE_CMH2O),
        (SettingId::InspiratoryTime, INSPIRATION_S),
        (SettingId::Rate, 6.0),
    ];
    let mut simulation = bench(Mode::PcAc, LungPreset::TestC20R50, &settings);
    simulation.step_s(SETTLED_S);
    // From the last moment before gas flows in.
    let mut before_ml = simulation.signal("lung.volume");
    for _ in 0..20_000 {
        simulation.step_s(0.001);
        let now_ml = simulation.signal("lung.volume");
        if now_ml > before_ml + 0.01 {
            break;
        }
        before_ml = now_ml;
    }
    let mut points = vec![(0.0, 0.0)];
    for tenth in 1..=60 {
        simulation.step_s(if tenth == 1 { 0.099 } else { 0.1 });
        points.push((
            f64::from(tenth) / 10.0,
            simulation.signal("lung.volume") - before_ml,
        ));
    }
    let references = [0.5, 1.0, 2.0, 3.0, 4.0].map(|time_s| {
        let expected = formula(time_s);
        let simulated = points.iter().find(|point| point.0 >= time_s - 1e-9);
        Reference {
            standing: Standing::Formula,
            varied: Vec::new(),
            x: None,
            y: Some((expected, expected)),
            simulated: simulated.map(|point| point.1),
            place: Some(((time_s, expected), (time_s, expected))),
            source: format!("Closed form of one compartment: {time_s} s after the breath began"),
        }
    });
    Figure {
        id: FigureId::PressureBreath,
        x: Axis::TimeS,
        y: Axis::VolumeMl,
        series: both(points, formula),
        references: references.into(),
    }
}

/// Pressure that is left in the lung, against the time to breathe out.
pub(super) fn trapped_gas() -> Figure {
    let lung = LungPreset::TestC50R20.parameters();
    let tau_s = lung.resistance_out * lung.compliance_ml / 1_000.0;
    let formula =
        |expiration_s: f64| VOLUME_ML / lung.compliance_ml / (libm::exp(expiration_s / tau_s) - 1.0);
    let inspiration_s = VOLUME_ML / 1_000.0 / (FLOW_L_MIN / 60.0);
    let mut points = Vec::new();
    for rate in [40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0, 12.0] {
        let settings = [
            (SettingId::TidalVolume, VOLUME_ML),
            (SettingId::Flow, FLOW_L_MIN),
            (SettingId::Rate, rate),
        ];
        let mut simulation = bench(Mode::VcAc, LungPreset::TestC50R20, &settings);
        simulation.step_s(SETTLED_S);
        let left = simulation.signal("lung.end_alveolar_pressure") - PEEP_CMH2O;
        points.push((60.0 / rate - inspiration_s, left));
    }
    let references = points.iter().map(|&(expiration_s, left)| {
        let expected = formula(expiration_s);
        Reference {
            standing: Standing::Formula,
            varied: Vec::new(),
            x: None,
            y: Some((expected, expected)),
            simulated: Some(left),
            place: Some(((expiration_s, expected), (expiration_s, expected))),
            source: format!("Closed form of the steady state: {expiration_s:.2} s to breathe out"),
        }
    });
    Figure {
        id: FigureId::TrappedGas,
        x: Axis::TimeS,
        y: Axis::PressureCmh2o,
        references: references.collect(),
        series: both(points, formula),
    }
}

/// What was simulated, and the formula at the same places.
fn both(points: Vec<(f64, f64)>, formula: impl Fn(f64) -> f64) -> Vec<Series> {
    let by_formula = points.iter().map(|&(x, _)| (x, formula(x))).collect();
    [(Standing::Simulated, points), (Standing::Formula, by_formula)]
        .map(|(standing, points)| Series {
            standing,
            varied: Vec::new(),
            points,
        })
        .into()
}
