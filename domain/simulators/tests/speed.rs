//! How long ten minutes take. Run with `cargo test --release -p simulators --test speed -- --ignored --nocapture`.

mod support;
mod syringe_support;

use simulators::signals;
use simulators::simulation::Simulation;
use simulators::syringe::SyringeSimulation;
use simulators::validation::FigureId;

#[test]
#[ignore = "a measurement, not a check"]
#[allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "prints what it measured"
)]
fn ten_minutes_with_all_signals_read() {
    let mut values = [0.0; signals::CATALOGUE.len()];
    let started = Simulation::new(&support::setup(support::norepinephrine_runs()));
    let mut best = f64::MAX;
    let mut sum = 0.0;
    for _ in 0..200 {
        let mut simulation = started.clone();
        let begin = std::time::Instant::now();
        for tick in 1..=6_000 {
            simulation.step_to(tick * 100);
            simulation.read(&mut values);
            sum += values[0];
        }
        best = best.min(begin.elapsed().as_secs_f64());
    }
    println!(
        "6000 sub-steps with signals: best {:.3} ms ({sum})",
        best * 1_000.0
    );
}

#[test]
#[ignore = "a measurement, not a check"]
#[allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "prints what it measured"
)]
fn a_syringe_pump_and_the_figures_of_validation() {
    let started = SyringeSimulation::new(&syringe_support::setup(syringe_support::propofol_runs()));
    let mut values = [0.0; simulators::syringe::signals::COUNT];
    let mut best = f64::MAX;
    for _ in 0..50 {
        let mut simulation = started.clone();
        let begin = std::time::Instant::now();
        for tick in 1..=6_000 {
            simulation.step_to(tick * 100);
            simulation.read(&mut values);
        }
        best = best.min(begin.elapsed().as_secs_f64());
    }
    println!("6000 sub-steps of a syringe pump: best {:.3} ms", best * 1_000.0);
    for &id in FigureId::ALL {
        let mut best = f64::MAX;
        for _ in 0..3 {
            let begin = std::time::Instant::now();
            let figure = id.figure();
            best = best.min(begin.elapsed().as_secs_f64());
            assert!(!figure.series.is_empty());
        }
        println!("{}: best {:.1} ms", id.as_str(), best * 1_000.0);
    }
}
