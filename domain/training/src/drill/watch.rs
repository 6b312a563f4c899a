//! Plays a recipe and notes, over the window, what only the simulator knows.

use simulators::ventilator::account::{BreathAccount, account};
use simulators::ventilator::measured::values::MeasuredId;
use simulators::ventilator::modes::Origin;
use simulators::ventilator::view::BreathView;
use simulators::ventilator::{Asynchronies, VentilatorFault, VentilatorSimulation, VentilatorView, signals};

use super::recipe::Recipe;

/// When what goes wrong begins, ms after the start.
pub const FAULT_MS: u64 = 12_000;
/// Length of what is seen, ms.
pub const WINDOW_MS: u64 = 15_000;
/// When the window begins: time for a trapping lung to come to its level.
pub(super) const FROM_MS: u64 = 36_000;
/// Between two samples of the curves, ms.
const SAMPLE_MS: u32 = 20;

/// A breath of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeenBreath {
    /// When it began, ms of the window.
    pub from_ms: u32,
    /// When the next one began.
    pub to_ms: u32,
    /// What started it.
    pub origin: Origin,
    /// What its curves show; none where nothing went in.
    pub account: Option<BreathAccount>,
    /// Length of inspiration with its pause, ms.
    pub(super) inspiration_ms: u32,
    /// Volumes in and out, mL.
    pub(super) volumes_ml: (f64, f64),
    /// Pressure in the lung above the set PEEP as it ended with the next one, cmH2O.
    pub(super) trapped_cmh2o: f64,
    /// What the truth says of it.
    pub(super) marks: Marks,
}

/// What the truth says of a breath.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Marks {
    pub(super) doubled: bool,
    pub(super) auto: bool,
    pub(super) late: bool,
    pub(super) early: bool,
    pub(super) starved: bool,
    pub(super) reverse: bool,
}

/// An effort of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SeenEffort {
    pub(super) from_ms: u32,
    pub(super) to_ms: u32,
    pub(super) failed: bool,
    pub(super) reverse: bool,
}

/// Mechanics at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mechanics {
    pub(super) peak_cmh2o: Option<f64>,
    pub(super) plateau_cmh2o: Option<f64>,
    pub(super) resistance: f64,
    pub(super) compliance_ml: f64,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Watched {
    /// Whether there are secretions in the airway.
    pub(super) secretions: bool,
    /// Whether cuff or circuit leak.
    pub(super) leaks: bool,
    pub(super) before: Mechanics,
    pub(super) now: Mechanics,
    /// Most that was trapped when a breath began, whole or not, cmH2O.
    pub(super) most_trapped_cmh2o: f64,
    /// Whole breaths of the window.
    pub(super) breaths: Vec<SeenBreath>,
    /// Efforts of which it is known how they ended.
    pub(super) efforts: Vec<SeenEffort>,
    /// Counts over the window, breaths at its edges included.
    pub(super) counts: Asynchronies,
    pub(super) view: VentilatorView,
}

/// Plays the recipe to the end of the window.
pub(super) fn watch(recipe: &Recipe) -> Watched {
    let mut simulation = VentilatorSimulation::new(&recipe.setup);
    simulation.step_to(FAULT_MS);
    let before = mechanics(&simulation);
    if let Some(fault) = &recipe.fault {
        simulation.inject(fault);
    }
    simulation.step_to(FROM_MS);
    let mut watcher = Watcher::new(recipe, &simulation);
    // Every millisecond: a breath soon hides what the last one left behind.
    for ms in 1..=WINDOW_MS {
        simulation.step_to(FROM_MS + ms);
        watcher.look(&simulation, ms as u32);
    }
    let view = simulation.view();
    Watched {
        secretions: recipe.fault == Some(VentilatorFault::Secretions),
        leaks: matches!(
            recipe.fault,
            Some(VentilatorFault::CuffLeak { .. } | VentilatorFault::CircuitLeak { .. })
        ),
        before,
        now: mechanics(&simulation),
        most_trapped_cmh2o: watcher.most_trapped_cmh2o(),
        breaths: watcher.breaths(&view),
        counts: since(&watcher.at_first, &watcher.counts),
        efforts: watcher.efforts,
        view,
    }
}

fn mechanics(simulation: &VentilatorSimulation) -> Mechanics {
    let view = simulation.view();
    let measured = |id: MeasuredId| {
        let found = view.measured.iter().find(|measured| measured.value == id);
        found
            .and_then(|measured| measured.text.as_deref())
            .and_then(|text| text.replace(',', "").parse().ok())
    };
    Mechanics {
        peak_cmh2o: measured(MeasuredId::Peak),
        plateau_cmh2o: measured(MeasuredId::Plateau),
        resistance: signal(simulation, "lung.resistance"),
        compliance_ml: signal(simulation, "lung.compliance"),
    }
}

fn signal(simulation: &VentilatorSimulation, name: &str) -> f64 {
    let mut values = [0.0; signals::COUNT];
    simulation.read(&mut values);
    signals::find(name).map_or(0.0, |place| values[usize::from(place)])
}

fn since(first: &Asynchronies, last: &Asynchronies) -> Asynchronies {
    Asynchronies {
        breaths: last.breaths - first.breaths,
        efforts: last.efforts - first.efforts,
        ineffective: last.ineffective - first.ineffective,
        auto_triggered: last.auto_triggered - first.auto_triggered,
        double_triggered: last.double_triggered - first.double_triggered,
        reverse_triggered: last.reverse_triggered - first.reverse_triggered,
        cycled_late: last.cycled_late - first.cycled_late,
        cycled_early: last.cycled_early - first.cycled_early,
        starved: last.starved - first.starved,
    }
}

/// A breath that began in the window, while it is watched.
struct Begun {
    from_ms: u32,
    /// What the breath before it left behind.
    trapped_cmh2o: f64,
    marks: Marks,
}

struct Watcher {
    at_first: Asynchronies,
    counts: Asynchronies,
    effort_ms: u32,
    set_peep_cmh2o: f64,
    begun: Vec<Begun>,
    efforts: Vec<SeenEffort>,
    /// What the ventilator had measured of the last whole breath when each breath began.
    records: Vec<BreathView>,
}

impl Watcher {
    fn new(recipe: &Recipe, simulation: &VentilatorSimulation) -> Self {
        let counts = simulation.asynchronies();
        let effort_s = recipe.setup.effort.inspiration_s.unwrap_or(0.8);
        Self {
            at_first: counts,
            counts,
            effort_ms: (effort_s * 1_000.0) as u32,
            set_peep_cmh2o: signal(simulation, "vent.set.peep"),
            begun: Vec::new(),
            efforts: Vec::new(),
            records: Vec::new(),
        }
    }

    /// What has risen since the last look happened now.
    fn look(&mut self, simulation: &VentilatorSimulation, now_ms: u32) {
        let counts = simulation.asynchronies();
        let new = since(&self.counts, &counts);
        self.counts = counts;
        if new.ineffective > 0
            && let Some(effort) = self.efforts.last_mut()
        {
            effort.failed = true;
        }
        if new.efforts > 0 {
            self.efforts.push(SeenEffort {
                from_ms: now_ms,
                to_ms: now_ms + self.effort_ms,
                failed: false,
                reverse: new.reverse_triggered > 0,
            });
        }
        if let Some(breath) = self.begun.last_mut() {
            breath.marks.late |= new.cycled_late > 0;
            breath.marks.early |= new.cycled_early > 0;
            breath.marks.starved |= new.starved > 0;
            breath.marks.reverse |= new.reverse_triggered > 0;
        }
        if new.breaths > 0 {
            self.begun.push(Begun {
                from_ms: now_ms,
                trapped_cmh2o: signal(simulation, "lung.alveolar_pressure") - self.set_peep_cmh2o,
                marks: Marks {
                    doubled: new.double_triggered > 0,
                    auto: new.auto_triggered > 0,
                    ..Marks::default()
                },
            });
            self.records.extend(simulation.view().breaths.last());
        }
    }

    fn most_trapped_cmh2o(&self) -> f64 {
        let trapped = self.begun.iter().map(|breath| breath.trapped_cmh2o);
        trapped.fold(0.0, f64::max)
    }

    /// The whole breaths: each with its record, which is there when the next one begins.
    fn breaths(&self, view: &VentilatorView) -> Vec<SeenBreath> {
        let samples = &view.curves.samples;
        let pairs = self.begun.iter().zip(self.begun.iter().skip(1));
        pairs
            .zip(self.records.iter().skip(1))
            .map(|((breath, next), record)| {
                // Sample n was taken at n + 1 times their distance; the first in a breath is at its start or after.
                let place = |ms: u32| (ms.div_ceil(SAMPLE_MS).saturating_sub(1) as usize).min(samples.len());
                let (from, to) = (place(breath.from_ms), place(next.from_ms));
                SeenBreath {
                    from_ms: breath.from_ms,
                    to_ms: next.from_ms,
                    origin: record.origin,
                    account: account(&samples[from..to]),
                    inspiration_ms: (record.ti_s * 1_000.0) as u32,
                    volumes_ml: (f64::from(record.vti_ml), f64::from(record.vte_ml)),
                    trapped_cmh2o: next.trapped_cmh2o,
                    marks: breath.marks,
                }
            })
            .collect()
    }
}
