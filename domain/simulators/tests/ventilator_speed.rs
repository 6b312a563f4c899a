//! How long an hour takes.
//! Run with `cargo test --release -p simulators --test ventilator_speed -- --ignored --nocapture`.

use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::lung::setup::{LungSetup, SecondUnit};
use simulators::ventilator::modes::Mode;
use simulators::ventilator::setup::{DeviceSetup, VentilatorSetup};
use simulators::ventilator::{VentilatorSimulation, signals};

fn setup(mode: Mode, preset: LungPreset) -> VentilatorSetup {
    VentilatorSetup {
        ventilator: DeviceSetup::standard(mode),
        lung: LungSetup::of(preset),
        effort: Default::default(),
        blood: Default::default(),
        patient: Default::default(),
        seed: 1,
    }
}

#[test]
#[ignore = "a measurement, not a check"]
#[allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "prints what it measured"
)]
fn an_hour_of_ventilation() {
    let mut two = setup(Mode::PcAc, LungPreset::Normal);
    two.lung.second = Some(SecondUnit {
        compliance_ml_per_cmh2o: 20.0,
        resistance_cmh2o_per_l_s: 40.0,
        common_cmh2o_per_l_s: 5.0,
    });
    let runs = [
        (
            "volume, passive, one unit",
            setup(Mode::VcAc, LungPreset::ArdsSevere),
        ),
        (
            "volume, breathing, one unit",
            setup(Mode::VcAc, LungPreset::Normal),
        ),
        (
            "support, breathing, one unit",
            setup(Mode::Psv, LungPreset::Normal),
        ),
        ("pressure, breathing, two units", two),
    ];
    let mut values = [0.0; signals::COUNT];
    for (name, setup) in runs {
        let mut best = f64::MAX;
        for _ in 0..3 {
            let mut simulation = VentilatorSimulation::new(&setup);
            let begin = std::time::Instant::now();
            for tenth in 1..=36_000 {
                simulation.step_to(tenth * 100);
                simulation.read(&mut values);
            }
            best = best.min(begin.elapsed().as_secs_f64());
        }
        println!("{name}: {:.0} times real time", 3_600.0 / best);
    }
}
