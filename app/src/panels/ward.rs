//! Runs at telling moments, for tests of what the panels draw: real simulations, worked by hand.

use simulators::action::{Action, BedsideAct, ChannelAct};
use simulators::drugs::{AmountUnit, Library};
use simulators::fault::Fault;
use simulators::line::{Above, Bag, LineConfig, LineSetup, LineStart, SecondarySetup};
use simulators::patient::{PatientSetup, Preset};
use simulators::pump::key::Key;
use simulators::pump::setup::{Infusion, PumpConfig, PumpSetup, SelfTestLength, StartProgram, StartState};
use simulators::simulation::{Setup, Simulation};
use simulators::unit::{ChannelId, ChannelSetup, UnitSetup};

pub(super) fn library() -> Library {
    let text = include_str!("../../../content/library/training.yaml");
    training::scenario::read_library(text).expect("the shipped library")
}

fn bag(drug: &str, amount: f64, volume_ml: f64) -> Bag {
    Bag {
        drug: drug.to_owned(),
        amount,
        amount_unit: AmountUnit::Milligram,
        volume_ml,
        left_ml: None,
    }
}

fn runs(infusion: Infusion, vtbi_ml: f64) -> StartState {
    StartState::Running {
        program: StartProgram {
            care_area: "adult-icu".to_owned(),
            infusion,
            vtbi_ml,
        },
    }
}

fn basic(rate_ml_h: f64) -> StartState {
    runs(Infusion::Basic { rate_ml_h }, 400.0)
}

fn norepinephrine() -> StartState {
    let dose = Infusion::Drug {
        entry: "norepinephrine".to_owned(),
        weight_kg: Some(82.0),
        dose: 0.08,
    };
    runs(dose, 200.0)
}

fn standby() -> StartState {
    StartState::Standby {
        care_area: "adult-icu".to_owned(),
    }
}

fn config() -> PumpConfig {
    PumpConfig {
        self_test: SelfTestLength::Fast,
        ..PumpConfig::default()
    }
}

fn line(bag: Bag) -> LineSetup {
    LineSetup {
        bag,
        spare_bag: None,
        start: LineStart::default(),
        config: LineConfig::default(),
        above: Above::default(),
        secondary: None,
    }
}

fn setup(start: StartState, bag: Bag, further: Vec<(StartState, Bag)>) -> Setup {
    Setup {
        pump: PumpSetup {
            library: library(),
            start,
            config: config(),
        },
        line: line(bag),
        patient: PatientSetup::new(Preset::SepticShock, 82.0),
        unit: Some(UnitSetup {
            channels: further
                .into_iter()
                .map(|(start, bag)| ChannelSetup {
                    start,
                    config: config(),
                    line: line(bag),
                })
                .collect(),
            ..UnitSetup::default()
        }),
    }
}

fn wait(simulation: &mut Simulation, seconds: u64) {
    simulation.step_to(simulation.tick() + seconds * 1_000);
}

pub(super) fn does(simulation: &mut Simulation, act: BedsideAct) {
    simulation.act(&Action::Bedside { act });
}

fn press(simulation: &mut Simulation, channel: ChannelId, key: Key) {
    simulation.act(&ChannelAct::Press { key }.on(channel));
    simulation.step_to(simulation.tick() + 80);
    simulation.act(&ChannelAct::Release { key }.on(channel));
    simulation.step_to(simulation.tick() + 120);
}

/// One pump of no unit, which runs.
pub(super) fn one_pump() -> Simulation {
    let mut setup = setup(norepinephrine(), bag("norepinephrine", 4.0, 250.0), Vec::new());
    setup.unit = None;
    let mut simulation = Simulation::new(&setup);
    wait(&mut simulation, 60);
    simulation
}

/// A unit of one channel; the primary runs, the secondary bag is still on the tray.
pub(super) fn secondary_in_the_hand() -> Simulation {
    let mut setup = setup(basic(80.0), bag("", 0.0, 500.0), Vec::new());
    setup.line.secondary = Some(SecondarySetup {
        bag: bag("vancomycin", 1_000.0, 250.0),
        spare_bag: None,
        hung: false,
        clamp_open: false,
    });
    let mut simulation = Simulation::new(&setup);
    wait(&mut simulation, 600);
    simulation
}

/// The same with the primary lowered and the secondary hung and open: the primary's program draws on the secondary.
pub(super) fn secondary_runs() -> Simulation {
    let mut simulation = secondary_in_the_hand();
    for act in [
        BedsideAct::LowerPrimary,
        BedsideAct::HangSecondary,
        BedsideAct::OpenSecondaryClamp,
    ] {
        does(&mut simulation, act);
    }
    wait(&mut simulation, 900);
    simulation
}

/// Everything that can go wrong with a line at once, on battery.
pub(super) fn in_trouble() -> Simulation {
    let mut simulation = secondary_runs();
    does(&mut simulation, BedsideAct::UnplugMains);
    simulation.inject(&Fault::Infiltration);
    wait(&mut simulation, 1_200);
    simulation.inject(&Fault::UpstreamOcclusion);
    simulation.inject(&Fault::KinkedLine);
    simulation.inject(&Fault::AirBubble { volume_ul: 400.0 });
    does(&mut simulation, BedsideAct::CloseSecondaryClamp);
    wait(&mut simulation, 20);
    simulation
}

/// The set hangs out of the pump and nothing stops the fluid.
pub(super) fn free_flow() -> Simulation {
    let mut simulation = secondary_in_the_hand();
    simulation.inject(&Fault::FlowStopFails);
    press(&mut simulation, ChannelId::A, Key::Pause);
    does(&mut simulation, BedsideAct::OpenDoor);
    does(&mut simulation, BedsideAct::UnloadSet);
    wait(&mut simulation, 5);
    simulation
}

/// Two channels that run.
pub(super) fn two_channels() -> Simulation {
    let further = vec![(basic(40.0), bag("", 0.0, 1_000.0))];
    let mut simulation = Simulation::new(&setup(
        norepinephrine(),
        bag("norepinephrine", 4.0, 250.0),
        further,
    ));
    wait(&mut simulation, 120);
    simulation
}

/// Four channels; the door of the second was opened while it ran, the third is not started, the fourth is empty.
pub(super) fn four_channels_with_an_alarm() -> Simulation {
    let further = vec![
        (basic(40.0), bag("", 0.0, 1_000.0)),
        (basic(20.0), bag("", 0.0, 500.0)),
        (standby(), bag("potassium chloride", 1_500.0, 100.0)),
    ];
    let mut simulation = Simulation::new(&setup(
        norepinephrine(),
        bag("norepinephrine", 4.0, 250.0),
        further,
    ));
    wait(&mut simulation, 60);
    press(&mut simulation, ChannelId::C, Key::Pause);
    let act = BedsideAct::OpenDoor;
    simulation.act(&ChannelAct::Bedside { act }.on(ChannelId::B));
    wait(&mut simulation, 5);
    simulation
}
