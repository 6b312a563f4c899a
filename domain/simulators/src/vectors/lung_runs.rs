//! Kinds about the lung, read from the running simulator: passive lung, ideal valve, no leak, no rise time.

use serde_json::json;

use super::given::{Given, Missing};
use super::lungs::{compliance, needed_effort, resistance};
use super::{Produced, produced};
use crate::ventilator::gas::carbon::Carbon;
use crate::ventilator::lung::effort::EffortSetup;
use crate::ventilator::lung::presets::LungPreset;
use crate::ventilator::lung::setup::{LungSetup, SecondUnit};
use crate::ventilator::modes::Mode;
use crate::ventilator::settings::SettingId as S;
use crate::ventilator::setup::{CircuitSetup, DeviceSetup, VentilatorSetup};
use crate::ventilator::{Button, VentilatorAct, VentilatorSimulation, signals};

/// A passive lung and a ventilator whose alarms are far away.
struct Bench {
    simulation: VentilatorSimulation,
}

/// What a passive breath showed, millisecond by millisecond.
struct Seen {
    /// Pressure and flow after each tick of the breath.
    paw: Vec<f64>,
    flow: Vec<f64>,
    volume: Vec<f64>,
}

fn lung(compliance_ml: f64, resistance_in: f64, resistance_out: f64) -> LungSetup {
    LungSetup {
        compliance_ml_per_cmh2o: Some(compliance_ml),
        resistance_in_cmh2o_per_l_s: Some(resistance_in),
        resistance_out_cmh2o_per_l_s: Some(resistance_out),
        ..LungSetup::of(LungPreset::TestC50R5)
    }
}

fn setup(mode: Mode, lung: LungSetup, settings: &[(S, f64)]) -> VentilatorSetup {
    let mut device = DeviceSetup::standard(mode);
    let wide = [
        (S::RiseTime, 0.0),
        (S::LimitPressureHigh, 75.0),
        (S::ApneaTime, 60.0),
        (S::LongestSupport, 4.0),
        (S::Rate, 4.0),
    ];
    device.settings.extend(wide);
    device.settings.extend(settings.iter().copied());
    VentilatorSetup {
        ventilator: device,
        lung,
        effort: EffortSetup {
            peak_cmh2o: Some(0.0),
            ..EffortSetup::default()
        },
        blood: Default::default(),
        patient: Default::default(),
        seed: 0,
    }
}

impl Bench {
    fn new(mode: Mode, lung: LungSetup, settings: &[(S, f64)]) -> Self {
        Self::with(&setup(mode, lung, settings))
    }

    fn with(setup: &VentilatorSetup) -> Self {
        Self {
            simulation: VentilatorSimulation::new(setup),
        }
    }

    fn signal(&self, name: &str) -> f64 {
        let mut values = [0.0; signals::COUNT];
        self.simulation.read(&mut values);
        signals::find(name).map_or(f64::NAN, |place| values[usize::from(place)])
    }

    fn wait_ms(&mut self, ms: u64) {
        self.simulation.step_to(self.simulation.tick() + ms);
    }

    fn push(&mut self, button: Button) {
        self.simulation.act(&VentilatorAct::Push { button });
    }

    /// Runs to the tick at which the next breath begins.
    fn next_breath(&mut self) -> Result<(), Missing> {
        let before = self.signal("sync.breaths");
        for _ in 0..120_000 {
            self.wait_ms(1);
            if self.signal("sync.breaths") > before {
                return Ok(());
            }
        }
        Err(Missing::named("a breath"))
    }

    /// Watches for some time after the tick at which a breath began.
    fn watch(&mut self, ms: u64) -> Seen {
        let mut seen = Seen {
            paw: Vec::new(),
            flow: Vec::new(),
            volume: Vec::new(),
        };
        for _ in 0..ms {
            self.wait_ms(1);
            seen.paw.push(self.signal("lung.paw"));
            seen.flow.push(self.signal("lung.flow"));
            seen.volume.push(self.signal("lung.volume"));
        }
        seen
    }

    /// Holds the end of the next expiration or inspiration until the pressure rests.
    fn hold(&mut self, button: Button) {
        self.push(button);
        for _ in 0..60_000 {
            self.wait_ms(1);
            if self.signal("vent.holding") > 0.0 {
                break;
            }
        }
        self.wait_ms(5_000);
        self.push(Button::ReleaseHold);
        self.wait_ms(10);
    }
}

fn largest(values: &[f64]) -> (usize, f64) {
    let mut best = (0, f64::MIN);
    for (place, &value) in values.iter().enumerate() {
        if value > best.1 {
            best = (place, value);
        }
    }
    best
}

/// The value after this time, s, from the start of what was watched.
fn at(values: &[f64], time_s: f64) -> f64 {
    let place = (libm::floor(time_s * 1_000.0 + 1e-6) as usize).clamp(1, values.len());
    values[place - 1]
}

pub(super) fn vc_square_pressures(given: &Given<'_>) -> Produced {
    let r = resistance(given)?;
    let settings = [
        (S::TidalVolume, given.number("vt_mL")?),
        (S::Flow, given.number("flow_L_min")?),
        (S::Peep, given.number("peep_cmH2O")?),
        (S::Pause, 0.5),
    ];
    let mut bench = Bench::new(Mode::VcAc, lung(compliance(given)?, r, r), &settings);
    bench.wait_ms(40_000);
    let (peak, plateau) = (bench.signal("vent.peak"), bench.signal("vent.plateau"));
    Ok(produced([
        ("pip_cmH2O", json!(peak)),
        ("pplat_cmH2O", json!(plateau)),
        (
            "driving_pressure_cmH2O",
            json!(bench.signal("vent.driving_pressure")),
        ),
        ("ti_s", json!(bench.signal("vent.inspiratory_time") - 0.5)),
        ("resistive_pressure_cmH2O", json!(peak - plateau)),
    ]))
}

pub(super) fn vc_decelerating_pressures(given: &Given<'_>) -> Produced {
    let r = resistance(given)?;
    let settings = [
        (S::TidalVolume, given.number("vt_mL")?),
        (S::Flow, given.number("peak_flow_L_min")?),
        (S::EndFlow, 100.0 * given.number("end_flow_fraction")?),
        (S::Peep, given.number("peep_cmH2O")?),
        (S::Pause, 0.5),
    ];
    let mut bench = Bench::new(Mode::VcAcRamp, lung(compliance(given)?, r, r), &settings);
    bench.next_breath()?;
    let seen = bench.watch(3_000);
    let ti_s = seen.flow.iter().filter(|flow| **flow > 0.0).count() as f64 / 1_000.0;
    let (place, peak) = largest(&seen.paw);
    Ok(produced([
        ("ti_s", json!(ti_s)),
        ("pip_cmH2O", json!(peak)),
        ("time_of_pip_s", json!((place + 1) as f64 / 1_000.0)),
        ("pplat_cmH2O", json!(bench.signal("vent.plateau"))),
        ("end_insp_pressure_cmH2O", json!(at(&seen.paw, ti_s - 0.001))),
    ]))
}

pub(super) fn pc_tidal_volume(given: &Given<'_>) -> Produced {
    let (r, ti_s) = (resistance(given)?, given.number("ti_s")?);
    let settings = [
        (S::PressureControl, given.number("pressure_above_peep_cmH2O")?),
        (S::InspiratoryTime, ti_s),
        (S::Peep, given.number("peep_cmH2O")?),
    ];
    let mut bench = Bench::new(Mode::PcAc, lung(compliance(given)?, r, r), &settings);
    bench.next_breath()?;
    // The pressure stands from the tick at which the breath begins.
    let first = bench.signal("lung.flow");
    let last = ti_s - 0.001;
    let seen = bench.watch((last * 1_000.0) as u64);
    let end = at(&seen.flow, last);
    let alveolar = bench.signal("lung.alveolar_pressure");
    let peak = bench.signal("lung.paw");
    bench.next_breath()?;
    let vt_ml = bench.signal("vent.inspired_volume");
    Ok(produced([
        ("time_constant_s", json!(last / libm::log(first / end))),
        ("vt_mL", json!(vt_ml)),
        ("peak_flow_L_min", json!(bench.signal("vent.peak_flow"))),
        ("end_insp_flow_L_min", json!(end)),
        ("palv_end_insp_cmH2O", json!(alveolar)),
        ("pip_cmH2O", json!(peak)),
    ]))
}

pub(super) fn passive_exhalation(given: &Given<'_>) -> Produced {
    let re = given.number("expiratory_resistance_cmH2O_per_L_s")?;
    let (vt_ml, te_s) = (given.number("vt_mL")?, given.number("te_s")?);
    let settings = [(S::TidalVolume, vt_ml), (S::Flow, 60.0), (S::Peep, 0.0)];
    let mut bench = Bench::new(Mode::VcAc, lung(compliance(given)?, 10.0, re), &settings);
    bench.next_breath()?;
    // Inspiration lasts VT at one litre a second, and one tick.
    bench.wait_ms(vt_ml as u64);
    let full = bench.signal("lung.volume");
    let seen = bench.watch(12_000);
    let trapped = at(&seen.volume, te_s);
    let peak = seen.flow.iter().fold(0.0_f64, |peak, flow| peak.max(-flow));
    let emptied = seen.volume.iter().position(|volume| *volume <= 0.05 * full);
    Ok(produced([
        ("time_constant_s", json!(te_s / libm::log(full / trapped))),
        ("exhaled_mL", json!(full - trapped)),
        ("trapped_mL", json!(trapped)),
        ("peak_exp_flow_L_min", json!(peak)),
        (
            "time_to_95pct_empty_s",
            json!(emptied.map(|place| (place + 1) as f64 / 1_000.0)),
        ),
    ]))
}

pub(super) fn auto_peep_vc_steady_state(given: &Given<'_>) -> Produced {
    let c = compliance(given)?;
    let re = given.number("expiratory_resistance_cmH2O_per_L_s")?;
    let settings = [
        (S::TidalVolume, given.number("vt_mL")?),
        (S::Flow, given.number("flow_L_min")?),
        (S::Peep, given.number("peep_cmH2O")?),
        (S::Rate, given.number("rr_per_min")?),
        (S::Pause, given.number_or("insp_pause_s", 0.0)?),
    ];
    let mut bench = Bench::new(Mode::VcAc, lung(c, resistance(given)?, re), &settings);
    bench.wait_ms(60_000);
    let (ti_s, ratio) = (bench.signal("vent.inspiratory_time"), bench.signal("vent.ratio"));
    let peak = bench.signal("vent.peak");
    bench.hold(Button::HoldExpiratory);
    let (total, auto) = (bench.signal("vent.total_peep"), bench.signal("vent.auto_peep"));
    bench.wait_ms(40_000);
    bench.hold(Button::HoldInspiratory);
    Ok(produced([
        ("ti_s", json!(ti_s)),
        ("te_s", json!(ti_s * ratio)),
        ("i_to_e_ratio_e_part", json!(ratio)),
        ("trapped_volume_mL", json!(auto * c)),
        ("auto_peep_cmH2O", json!(auto)),
        ("total_peep_cmH2O", json!(total)),
        ("pplat_cmH2O", json!(bench.signal("vent.plateau"))),
        ("pip_cmH2O", json!(peak)),
    ]))
}

pub(super) fn auto_peep_pc_steady_state(given: &Given<'_>) -> Produced {
    let c = compliance(given)?;
    let re = given.number("expiratory_resistance_cmH2O_per_L_s")?;
    let settings = [
        (S::PressureControl, given.number("pressure_above_peep_cmH2O")?),
        (S::InspiratoryTime, given.number("ti_s")?),
        (S::Rate, given.number("rr_per_min")?),
    ];
    let mut bench = Bench::new(Mode::PcAc, lung(c, resistance(given)?, re), &settings);
    bench.wait_ms(90_000);
    let (ti_s, ratio) = (bench.signal("vent.inspiratory_time"), bench.signal("vent.ratio"));
    let vt_ml = bench.signal("vent.expired_volume");
    let minute = bench.signal("vent.minute_volume");
    bench.hold(Button::HoldExpiratory);
    let auto = bench.signal("vent.auto_peep");
    Ok(produced([
        ("te_s", json!(ti_s * ratio)),
        ("vt_mL", json!(vt_ml)),
        ("trapped_volume_mL", json!(auto * c)),
        ("auto_peep_cmH2O", json!(auto)),
        ("minute_volume_L_min", json!(minute)),
    ]))
}

pub(super) fn mean_airway_pressure(given: &Given<'_>) -> Produced {
    let peep = (S::Peep, given.number("peep_cmH2O")?);
    let rate = (S::Rate, given.number("rr_per_min")?);
    let mut bench = if given.text("mode")? == "PC" {
        let settings = [
            peep,
            rate,
            (S::PressureControl, given.number("pressure_above_peep_cmH2O")?),
            (S::InspiratoryTime, given.number("ti_s")?),
        ];
        Bench::new(Mode::PcAc, lung(50.0, 10.0, 10.0), &settings)
    } else {
        let r = resistance(given)?;
        let settings = [
            peep,
            rate,
            (S::TidalVolume, given.number("vt_mL")?),
            (S::Flow, given.number("flow_L_min")?),
            (S::Pause, given.number_or("insp_pause_s", 0.0)?),
        ];
        Bench::new(Mode::VcAc, lung(compliance(given)?, r, r), &settings)
    };
    bench.wait_ms(40_000);
    Ok(produced([(
        "mean_airway_pressure_cmH2O",
        json!(bench.signal("vent.mean")),
    )]))
}

pub(super) fn psv_flow_cycle(given: &Given<'_>) -> Produced {
    let r = resistance(given)?;
    let share = given.number("cycle_off_percent")?;
    let settings = [
        (S::PressureSupport, given.number("pressure_support_cmH2O")?),
        (S::CycleOff, share),
    ];
    let mut bench = Bench::new(Mode::Psv, lung(compliance(given)?, r, r), &settings);
    bench.wait_ms(1_000);
    bench.push(Button::Breath);
    bench.next_breath()?;
    let seen = bench.watch(6_000);
    let inspired = seen.flow.iter().take_while(|flow| **flow > 0.0).count();
    bench.push(Button::Breath);
    bench.next_breath()?;
    Ok(produced([
        ("ti_s", json!(bench.signal("vent.inspiratory_time"))),
        ("vt_mL", json!(bench.signal("vent.inspired_volume"))),
        ("peak_flow_L_min", json!(bench.signal("vent.peak_flow"))),
        (
            "cycle_flow_L_min",
            json!(at(&seen.flow, inspired as f64 / 1_000.0)),
        ),
    ]))
}

pub(super) fn circuit_compliance_loss(given: &Given<'_>) -> Produced {
    let c = given.number("patient_compliance_mL_per_cmH2O")?;
    let set = given.number("set_vt_mL")?;
    let settings = [(S::TidalVolume, set), (S::Flow, 30.0), (S::Pause, 1.0)];
    let mut setup = setup(Mode::VcAc, lung(c, 5.0, 5.0), &settings);
    setup.ventilator.circuit = CircuitSetup {
        compliance_ml_per_cmh2o: given.number("circuit_compliance_mL_per_cmH2O")?,
        compensated: false,
        ..CircuitSetup::default()
    };
    let mut bench = Bench::with(&setup);
    bench.next_breath()?;
    let (start, peep) = (bench.signal("lung.volume"), bench.signal("lung.paw"));
    bench.wait_ms((set * 2.0) as u64 + 900);
    let patient = bench.signal("lung.volume") - start;
    Ok(produced([
        ("driving_pressure_cmH2O", json!(bench.signal("lung.paw") - peep)),
        ("patient_vt_mL", json!(patient)),
        ("circuit_lost_mL", json!(set - patient)),
        ("set_vt_needed_for_full_delivery_mL", json!(set * set / patient)),
    ]))
}

pub(super) fn two_compartment_pc(given: &Given<'_>) -> Produced {
    let peep = given.number("peep_cmH2O")?;
    let ti_s = given.number("ti_s")?;
    let (c1, c2) = (
        given.number("compliance1_mL_per_cmH2O")?,
        given.number("compliance2_mL_per_cmH2O")?,
    );
    let r1 = given.number("resistance1_cmH2O_per_L_s")?;
    let mut both = lung(c1, r1, r1);
    both.second = Some(SecondUnit {
        compliance_ml_per_cmh2o: c2,
        resistance_cmh2o_per_l_s: given.number("resistance2_cmH2O_per_L_s")?,
        common_cmh2o_per_l_s: 0.0,
    });
    let settings = [
        (S::PressureControl, given.number("pressure_above_peep_cmH2O")?),
        (S::InspiratoryTime, ti_s),
        (S::Peep, peep),
    ];
    let mut bench = Bench::new(Mode::PcAc, both, &settings);
    bench.push(Button::HoldInspiratory);
    bench.next_breath()?;
    let volumes = |bench: &Bench| {
        let (v1, v2) = bench.simulation.unit_volumes_ml();
        (v1 - c1 * peep, v2 - c2 * peep)
    };
    // The tick at which the breath begins is its first step.
    bench.wait_ms((ti_s * 500.0) as u64 - 1);
    let half = volumes(&bench);
    bench.wait_ms((ti_s * 500.0) as u64);
    let full = volumes(&bench);
    let tau = |half: f64, full: f64| -ti_s / 2.0 / libm::log(full / half - 1.0);
    bench.wait_ms(6_000);
    let plateau = bench.signal("lung.paw");
    Ok(produced([
        ("v1_mL", json!(full.0)),
        ("tau1_s", json!(tau(half.0, full.0))),
        ("v2_mL", json!(full.1)),
        ("tau2_s", json!(tau(half.1, full.1))),
        ("vt_mL", json!(full.0 + full.1)),
        ("pplat_after_pendelluft_cmH2O", json!(plateau)),
    ]))
}

pub(super) fn trigger_and_ineffective_effort(given: &Given<'_>) -> Produced {
    let auto_peep = given.number("auto_peep_cmH2O")?;
    let by_pressure = given.text("trigger_type")? == "pressure";
    let settings = if by_pressure {
        [
            (S::TriggerBy, 1.0),
            (S::PressureTrigger, given.number("sensitivity_cmH2O")?),
        ]
    } else {
        [
            (S::TriggerBy, 0.0),
            (S::FlowTrigger, given.number("sensitivity_L_min")?),
        ]
    };
    let rise_s = given.number("effort_rise_time_s")?;
    // A lung that hardly empties keeps what is trapped during the effort.
    let r = resistance(given)?;
    let out = if auto_peep > 0.0 { 2_000.0 } else { r };
    let mut setup = setup(Mode::Psv, lung(50.0, r, out), &settings);
    setup.effort = EffortSetup {
        peak_cmh2o: Some(1.0),
        rate_per_min: Some(4.0),
        inspiration_s: Some(rise_s),
        ramp_cmh2o_per_s: Some(given.number("pmus_slope_cmH2O_per_s")?),
        ..EffortSetup::default()
    };
    let mut bench = Bench::with(&setup);
    bench.simulation.settle_lung(5.0 + auto_peep);
    bench.wait_ms(300);
    // The effort of the start meets the refractory time; the second one is watched.
    let mut peak = 0.0_f64;
    let efforts = bench.signal("sync.efforts");
    while bench.signal("sync.efforts") <= efforts && bench.simulation.tick() < 60_000 {
        bench.wait_ms(1);
    }
    bench.simulation.settle_lung(5.0 + auto_peep);
    let (began, breaths) = (bench.simulation.tick(), bench.signal("sync.breaths"));
    let mut triggered = None;
    while bench.simulation.tick() <= began + (rise_s * 1_000.0) as u64 {
        peak = peak.max(bench.signal("patient.effort"));
        if triggered.is_none() && bench.signal("sync.breaths") > breaths {
            let delay_s = (bench.simulation.tick() - began) as f64 / 1_000.0;
            triggered = Some((delay_s, bench.signal("patient.effort")));
        }
        bench.wait_ms(1);
    }
    let needed = match triggered {
        Some((_, effort)) => effort,
        None => needed_effort(given)?,
    };
    Ok(produced([
        ("pmus_needed_cmH2O", json!(needed)),
        ("pmus_peak_cmH2O", json!(peak)),
        ("triggers", json!(triggered.is_some())),
        ("trigger_delay_s", json!(triggered.map(|(delay_s, _)| delay_s))),
    ]))
}

pub(super) fn paco2_transient(given: &Given<'_>) -> Produced {
    let constant = given.number("time_constant_s")?;
    let mut carbon = Carbon::new(given.number("paco2_start_mmHg")?, (constant, constant));
    let production = 200.0;
    let alveolar = 0.863 * production / given.number("paco2_target_mmHg")?;
    for _ in 0..given.number("time_s")? as u32 {
        carbon.step(production, alveolar, 1.0);
    }
    Ok(produced([("paco2_mmHg", json!(carbon.paco2_mmhg))]))
}
