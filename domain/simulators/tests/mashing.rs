//! A hundred thousand short sequences of keys, acts and faults at each device: nothing panics, and nothing starts
//! that the guards forbid. Each begins where a person may stand: at a summary, at a limit, before an open door.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod dice;
mod support;
mod syringe_support;

use dice::Dice;
use simulators::action::{BedsideAct, ChannelAct};
use simulators::drugs::Library;
use simulators::entry::EntryStyle;
use simulators::events::SimEvent;
use simulators::fault::Fault;
use simulators::line::view::SetState;
use simulators::pump::key::Key;
use simulators::pump::setup::StartState;
use simulators::signals::{self, Declared};
use simulators::simulation::{Setup, Simulation};
use simulators::syringe::SyringeSimulation;
use simulators::syringe::action::{SyringeAct, SyringeAction};
use simulators::syringe::events::SyringeEvent;
use simulators::syringe::fault::SyringeFault;
use simulators::unit::{ChannelId, UnitSetup};
use support::Ward;

const SEQUENCES: u64 = 100_000;
/// Deeds in a sequence.
const LENGTH: u32 = 8;

/// What one pump tells of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Told {
    running: bool,
    programming: bool,
    overridden: bool,
    entry: usize,
    rate_ml_h: f64,
    flow_ml_h: f64,
    volume_ml: f64,
    dose: f64,
}

/// What happened between two looks at a pump.
struct Between {
    key: Option<Key>,
    confirmed: bool,
    /// Why delivery may not begin, as the bedside shows it.
    barred: Option<&'static str>,
}

/// Whether what the pump does now may be done, by rules that stand here and not in the pump.
fn judge(before: &Told, after: &Told, between: &Between, library: &Library) -> Result<(), String> {
    let fault = |what: &str| Err(format!("{what}: {before:?} {after:?} {:?}", between.key));
    if !(after.flow_ml_h.is_finite() && after.flow_ml_h >= 0.0 && after.volume_ml >= 0.0) {
        return fault("a quantity out of range");
    }
    if after.rate_ml_h != before.rate_ml_h && after.rate_ml_h > 0.0 && !between.confirmed {
        return fault("another rate without a confirmation");
    }
    if after.rate_ml_h != before.rate_ml_h && after.rate_ml_h > 0.0 {
        within_limits(after, library)?;
    }
    if before.running || !after.running {
        return Ok(());
    }
    if between.key != Some(Key::Start) {
        return fault("started without START");
    }
    if let Some(barred) = between.barred {
        return fault(barred);
    }
    if before.programming || after.programming {
        return fault("started while something is being entered");
    }
    if !(0.01..=1_800.0).contains(&after.rate_ml_h) {
        return fault("started without a rate");
    }
    if after.volume_ml <= 0.0 {
        return fault("started without a volume");
    }
    within_limits(after, library)
}

/// A program from the library keeps to its hard limits, and to the soft ones unless a reason was given. The rate is
/// rounded after the dose was checked, so that half a step of the rate is allowed for.
fn within_limits(told: &Told, library: &Library) -> Result<(), String> {
    let mut entries = library.care_areas.iter().flat_map(|area| &area.entries);
    let Some(entry) = told.entry.checked_sub(1).and_then(|place| entries.nth(place)) else {
        return Ok(());
    };
    let limits = entry.continuous;
    let step = if told.rate_ml_h < 100.0 { 0.05 } else { 0.5 };
    let slack = told.dose / told.rate_ml_h * step + 1e-6;
    let past = |low: f64, high: f64| told.dose < low - slack || told.dose > high + slack;
    if past(limits.hard_low, limits.hard_high) {
        return Err(format!("past a hard limit of {}: {told:?}", entry.id));
    }
    if past(limits.soft_low, limits.soft_high) && !told.overridden {
        return Err(format!(
            "past a soft limit of {} without a reason: {told:?}",
            entry.id
        ));
    }
    Ok(())
}

/// A device under hands that do anything.
trait Mashed: Clone {
    /// What may happen to it beside keys.
    fn disturb(&mut self, dice: &mut Dice);
    fn tap(&mut self, key: Key, dice: &mut Dice);
    fn wait(&mut self, ms: u64);
    /// Each pump of the device, before and after, held against the rules.
    fn judge(&mut self, before: &[Told], key: Option<Key>) -> Result<(), String>;
    fn told(&self) -> Vec<Told>;
}

/// Keys that lead somewhere come more often than the others.
const LEADING: [Key; 10] = [
    Key::Enter,
    Key::Enter,
    Key::Start,
    Key::Start,
    Key::Soft1,
    Key::Soft2,
    Key::Up,
    Key::Digit0,
    Key::Digit9,
    Key::Options,
];

/// Returns how often delivery began.
fn mash<D: Mashed>(starts: &[D]) -> u64 {
    let mut begun = 0;
    for seed in 0..SEQUENCES {
        let mut dice = Dice(seed);
        let mut device = dice.pick(starts).clone();
        let mut before = device.told();
        for _ in 0..LENGTH {
            let chance = dice.below(24);
            let key = match chance {
                0..10 => Some(*dice.pick(Key::ALL)),
                10..21 => Some(*dice.pick(&LEADING)),
                _ => None,
            };
            match key {
                Some(key) => device.tap(key, &mut dice),
                None => device.disturb(&mut dice),
            }
            if let Err(fault) = device.judge(&before, key) {
                panic!("sequence {seed}: {fault}");
            }
            let after = device.told();
            begun += u64::from(
                before
                    .iter()
                    .zip(&after)
                    .any(|(was, is)| !was.running && is.running),
            );
            // Time goes on far enough for the same key to count again.
            device.wait(51);
            before = device.told();
        }
    }
    begun
}

/// Where the signals of a pump stand.
#[derive(Clone, Copy)]
struct Places([usize; 9]);

impl Places {
    fn find(names: &[String], prefix: &str) -> Self {
        let place = |name: &str| {
            let name = format!("{prefix}{name}");
            names
                .iter()
                .position(|known| *known == name)
                .unwrap_or(usize::MAX)
        };
        Self([
            place("pump.running"),
            place("pump.programming"),
            place("pump.overridden"),
            place("pump.entry"),
            place("pump.rate"),
            place("pump.flow"),
            place("pump.vtbi"),
            place("pump.dose"),
            place("pump.secondary_vtbi"),
        ])
    }

    fn told(&self, values: &[f64]) -> Told {
        let value = |n: usize| values.get(self.0[n]).copied().unwrap_or(0.0);
        Told {
            running: value(0) > 0.0,
            programming: value(1) > 0.0,
            overridden: value(2) > 0.0,
            entry: value(3) as usize,
            rate_ml_h: value(4),
            flow_ml_h: value(5),
            volume_ml: value(6) + value(8),
            dose: value(7),
        }
    }
}

/// A large-volume pump, alone or with further channels.
#[derive(Clone)]
struct Large {
    simulation: Simulation,
    channels: Vec<(ChannelId, Places)>,
    signals: usize,
    /// The pump at which the last deed was done.
    at: usize,
    library: std::rc::Rc<Library>,
}

impl Large {
    fn new(setup: &Setup, simulation: Simulation) -> Self {
        let names: Vec<String> = signals::of(setup)
            .into_iter()
            .map(|Declared { name, .. }| name.to_string())
            .collect();
        let channels = setup
            .channels()
            .iter()
            .map(|&id| (id, Places::find(&names, id.prefix())));
        Self {
            channels: channels.collect(),
            simulation,
            signals: names.len(),
            at: 0,
            library: std::rc::Rc::new(setup.pump.library.clone()),
        }
    }

    fn act(&mut self, act: ChannelAct) {
        let (id, _) = self.channels[self.at];
        self.simulation.act(&act.on(id));
    }
}

impl Mashed for Large {
    fn disturb(&mut self, dice: &mut Dice) {
        self.at = usize::try_from(dice.below(self.channels.len() as u64)).unwrap();
        if dice.below(4) == 0 {
            let fault = *dice.pick(&[
                Fault::DoorOpened,
                Fault::SetMisloaded,
                Fault::BagEmpty,
                Fault::DownstreamOcclusion,
                Fault::AirBubble { volume_ul: 400.0 },
                Fault::KeyBounces { key: Key::Start },
                Fault::KeyStuck { key: Key::Digit0 },
                Fault::FlowStopFails,
                Fault::MainsFail,
                Fault::BatteryAged { health_percent: 0.0 },
                Fault::Overheats,
                Fault::LibraryArrives,
            ]);
            let (id, _) = self.channels[self.at];
            self.simulation.inject_on(id, &fault);
        } else {
            let act = *dice.pick(BedsideAct::ALL);
            self.act(ChannelAct::Bedside { act });
        }
    }

    fn tap(&mut self, key: Key, dice: &mut Dice) {
        self.at = usize::try_from(dice.below(self.channels.len() as u64)).unwrap();
        self.act(ChannelAct::Press { key });
        if dice.below(40) > 0 {
            self.act(ChannelAct::Release { key });
        }
    }

    fn wait(&mut self, ms: u64) {
        self.simulation.step_to(self.simulation.tick() + ms);
        self.simulation.drain_events(&mut Vec::<SimEvent>::new());
    }

    fn told(&self) -> Vec<Told> {
        let mut values = vec![0.0; self.signals];
        self.simulation.read(&mut values);
        self.channels
            .iter()
            .map(|(_, places)| places.told(&values))
            .collect()
    }

    fn judge(&mut self, before: &[Told], key: Option<Key>) -> Result<(), String> {
        let mut events: Vec<SimEvent> = Vec::new();
        self.simulation.drain_events(&mut events);
        let after = self.told();
        for (place, ((id, _), (before, after))) in
            self.channels.iter().zip(before.iter().zip(&after)).enumerate()
        {
            let begins = !before.running && after.running;
            let confirmed = format!("{}pump.confirmed", id.prefix());
            let between = Between {
                key: key.filter(|_| place == self.at),
                confirmed: events.iter().any(|event| event.name() == confirmed),
                barred: if begins { self.barred(place) } else { None },
            };
            judge(before, after, &between, &self.library)?;
        }
        Ok(())
    }
}

impl Large {
    fn barred(&self, place: usize) -> Option<&'static str> {
        let of_unit = self.simulation.unit_view();
        let (line, pump) = match of_unit.map(|unit| unit.channels.into_iter().nth(place)) {
            Some(channel) => channel.map(|channel| (channel.line, channel.pump))?,
            None => (self.simulation.line_view(), self.simulation.pump_view()),
        };
        if line.door_open {
            Some("started with an open door")
        } else if line.set != SetState::Loaded {
            Some("started without a set")
        } else if pump.alarms.iter().any(|alarm| alarm.id.stops_delivery()) {
            Some("started in an alarm that stops delivery")
        } else {
            None
        }
    }
}

/// Keys that lead from a start to where a person may stand.
const FROM_STANDBY: [&str; 12] = [
    "",
    "soft_2",
    "soft_2 80 enter 100",
    "soft_2 80 enter 100 enter",
    "soft_3 100 enter",
    "soft_4 50 enter 30 enter",
    "soft_1 soft_1 enter 82 enter",
    "soft_1 soft_1 enter 82 enter 0.08 enter 200 enter",
    "soft_1 soft_1 enter 82 enter 0.08 enter 200 enter enter",
    "soft_1 soft_1 enter 82 enter 0.8 enter 200 enter enter",
    "soft_1 soft_1 enter 82 enter 0.8 enter 200 enter enter soft_2",
    "soft_1 soft_1 enter 82 enter 8 enter 200 enter enter",
];

const FROM_RUNNING: [&str; 8] = [
    "",
    "pause",
    "soft_2",
    "soft_3",
    "options",
    "pause soft_1",
    "soft_5 soft_1",
    "power enter",
];

fn large_starts(build: impl Fn(StartState) -> Setup) -> Vec<Large> {
    let mut starts = Vec::new();
    for &style in EntryStyle::ALL {
        for (start, ways) in [
            (support::standby(), &FROM_STANDBY[..]),
            (support::norepinephrine_runs(), &FROM_RUNNING[..]),
            (support::basic_runs(80.0, 300.0), &FROM_RUNNING[..]),
        ] {
            let mut setup = build(start);
            setup.pump.config.entry = style;
            for way in ways {
                let mut ward = Ward::with(&setup);
                ward.keys(way);
                for act in [None, Some(BedsideAct::OpenDoor), Some(BedsideAct::UnloadSet)] {
                    let mut ward = ward.clone();
                    if let Some(act) = act {
                        ward.bedside(BedsideAct::OpenDoor);
                        ward.bedside(act);
                    }
                    starts.push(Large::new(&setup, ward.simulation));
                }
            }
        }
    }
    starts
}

#[test]
fn a_pump_starts_nothing_forbidden() {
    let begun = mash(&large_starts(support::setup));
    assert!(begun > 1_000, "{begun}");
}

#[test]
fn no_channel_of_a_unit_starts_anything_forbidden() {
    let begun = mash(&large_starts(|start| {
        let further = [support::norepinephrine_runs(), support::standby()];
        Setup {
            unit: Some(UnitSetup {
                channels: further.into_iter().map(support::channel).collect(),
                ..UnitSetup::default()
            }),
            ..support::with_secondary(start)
        }
    }));
    assert!(begun > 1_000, "{begun}");
}

/// A syringe pump.
#[derive(Clone)]
struct Syringe {
    simulation: SyringeSimulation,
    places: Places,
    library: std::rc::Rc<Library>,
}

impl Mashed for Syringe {
    fn disturb(&mut self, dice: &mut Dice) {
        if dice.below(4) == 0 {
            let fault = *dice.pick(&[
                SyringeFault::DownstreamOcclusion,
                SyringeFault::FlangeSlips,
                SyringeFault::BarrelSlips,
                SyringeFault::PlungerSlips,
                SyringeFault::KeyStuck { key: Key::Digit0 },
                SyringeFault::BatteryAged { percent: 0.0 },
            ]);
            self.simulation.inject(&fault);
        } else {
            let act = *dice.pick(SyringeAct::ALL);
            self.simulation.act(&SyringeAction::Bedside { act });
        }
    }

    fn tap(&mut self, key: Key, dice: &mut Dice) {
        self.simulation.act(&SyringeAction::Press { key });
        if dice.below(40) > 0 {
            self.simulation.act(&SyringeAction::Release { key });
        }
    }

    fn wait(&mut self, ms: u64) {
        self.simulation.step_to(self.simulation.tick() + ms);
        self.simulation.drain_events(&mut Vec::<SyringeEvent>::new());
    }

    fn told(&self) -> Vec<Told> {
        let mut values = [0.0; simulators::syringe::signals::COUNT];
        self.simulation.read(&mut values);
        vec![self.places.told(&values)]
    }

    fn judge(&mut self, before: &[Told], key: Option<Key>) -> Result<(), String> {
        let mut events: Vec<SyringeEvent> = Vec::new();
        self.simulation.drain_events(&mut events);
        let after = self.told()[0];
        let begins = !before[0].running && after.running;
        let between = Between {
            key,
            confirmed: events.iter().any(|event| event.name() == "pump.confirmed"),
            barred: if begins { self.barred() } else { None },
        };
        judge(&before[0], &after, &between, &self.library)
    }
}

impl Syringe {
    fn barred(&self) -> Option<&'static str> {
        let bedside = self.simulation.bedside_view();
        let pump = self.simulation.pump_view();
        if bedside.syringe.is_none() {
            Some("started without a syringe")
        } else if !bedside.barrel_clamped || !bedside.flange_seated {
            Some("started with a loose syringe")
        } else if !bedside.plunger_gripped {
            Some("started with a free plunger")
        } else if pump.alarms.iter().any(|alarm| alarm.id.stops_delivery()) {
            Some("started in an alarm that stops delivery")
        } else {
            None
        }
    }
}

#[test]
fn a_syringe_pump_starts_nothing_forbidden() {
    let names: Vec<String> = simulators::syringe::signals::all()
        .map(|signal| signal.name.to_owned())
        .collect();
    let mut starts = Vec::new();
    for &style in EntryStyle::ALL {
        for (start, ways) in [
            (
                syringe_support::standby(),
                &[
                    "",
                    "enter",
                    "enter soft_2 8 enter 20 enter",
                    "enter soft_1 enter enter",
                ][..],
            ),
            (
                syringe_support::ready(8.0, 20.0),
                &["", "enter", "enter soft_2"][..],
            ),
            (syringe_support::propofol_runs(), &FROM_RUNNING[..]),
            (syringe_support::runs(8.0, 20.0), &FROM_RUNNING[..]),
        ] {
            let mut setup = syringe_support::setup(start);
            setup.pump.config.entry = style;
            for way in ways {
                let mut ward = syringe_support::Ward::with(&setup);
                ward.keys(way);
                starts.push(Syringe {
                    simulation: ward.simulation,
                    places: Places::find(&names, ""),
                    library: std::rc::Rc::new(setup.pump.library.clone()),
                });
            }
        }
    }
    let begun = mash(&starts);
    assert!(begun > 1_000, "{begun}");
}
