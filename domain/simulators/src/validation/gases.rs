//! Gas exchange beside what is published: the saturation of blood, and carbon dioxide without ventilation.

use super::devices::Measured;
use super::{Axis, Figure, FigureId, Reference, Series, Standing, Varied};
use crate::ventilator::gas::oxygen::saturation;
use crate::ventilator::lung::effort::EffortSetup;
use crate::ventilator::lung::presets::LungPreset;
use crate::ventilator::lung::setup::LungSetup;
use crate::ventilator::modes::Mode;
use crate::ventilator::setup::{DeviceSetup, VentilatorSetup};
use crate::ventilator::{Care, VentilatorAct, VentilatorSimulation, signals};

/// Time to settle before the circuit is opened, s.
const SETTLED_S: f64 = 300.0;
/// How long the patient is watched without ventilation, s.
const WATCHED_S: f64 = 300.0;
/// Time between two points, s.
const BETWEEN_S: f64 = 10.0;

/// Saturation against oxygen tension, by the formula that the simulator uses.
pub(super) fn oxygen_saturation() -> Figure {
    let percent = |po2_mmhg: f64| 100.0 * saturation(po2_mmhg);
    let source = "Table after Severinghaus (J Appl Physiol 1979; 46: 599), as reprinted";
    Figure {
        id: FigureId::OxygenSaturation,
        x: Axis::OxygenMmhg,
        y: Axis::SaturationPercent,
        series: vec![Series {
            standing: Standing::Formula,
            varied: Vec::new(),
            points: (0..=30)
                .map(|step| f64::from(step) * 5.0)
                .map(|po2_mmhg| (po2_mmhg, percent(po2_mmhg)))
                .collect(),
        }],
        references: [(50.0, 85.08), (60.0, 90.85), (100.0, 97.49)]
            .into_iter()
            .map(|(po2_mmhg, published)| Reference {
                standing: Standing::Published,
                varied: Vec::new(),
                x: None,
                y: Some((published, published)),
                simulated: Some(percent(po2_mmhg)),
                place: Some(((po2_mmhg, published), (po2_mmhg, published))),
                source: format!("{source}: {po2_mmhg} mmHg"),
            })
            .collect(),
    }
}

/// Arterial carbon dioxide of a passive patient whose circuit comes apart.
pub(super) fn carbon_dioxide_in_apnea() -> Figure {
    let mut simulation = VentilatorSimulation::new(&VentilatorSetup {
        ventilator: DeviceSetup::standard(Mode::VcAc),
        lung: LungSetup::of(LungPreset::Normal),
        effort: EffortSetup {
            peak_cmh2o: Some(0.0),
            ..EffortSetup::default()
        },
        blood: Default::default(),
        patient: Default::default(),
        seed: 1,
    });
    simulation.step_s(SETTLED_S);
    simulation.act(&VentilatorAct::Care {
        act: Care::Disconnect,
    });
    let before_mmhg = simulation.signal("patient.paco2");
    let mut points = vec![(0.0, before_mmhg)];
    let mut passed_s = 0.0;
    while passed_s < WATCHED_S {
        simulation.step_s(BETWEEN_S);
        passed_s += BETWEEN_S;
        points.push((passed_s, simulation.signal("patient.paco2")));
    }
    let risen = |from_s: f64, to_s: f64| {
        let at = |time_s: f64| points.iter().find(|point| time_s <= point.0).map(|point| point.1);
        Some(at(to_s)? - at(from_s)?)
    };
    let after_min = before_mmhg + risen(0.0, 60.0).unwrap_or(0.0);
    let source = "Textbook: 6 to 12 mmHg in the first minute without ventilation, then 3 to 4 mmHg a minute";
    let first = (6.0, 12.0);
    let then = (3.0 * 4.0, 4.0 * 4.0);
    let references = vec![
        Reference {
            standing: Standing::Published,
            varied: Vec::new(),
            x: None,
            y: Some(first),
            simulated: risen(0.0, 60.0),
            place: Some(((60.0, before_mmhg + first.0), (60.0, before_mmhg + first.1))),
            source: format!("{source}; here the rise of the first minute"),
        },
        Reference {
            standing: Standing::Published,
            varied: Vec::new(),
            x: None,
            y: Some(then),
            simulated: risen(60.0, WATCHED_S),
            place: Some(((WATCHED_S, after_min + then.0), (WATCHED_S, after_min + then.1))),
            source: format!(
                "{source}; here the rise of the four minutes after it, drawn from where the first ended"
            ),
        },
    ];
    Figure {
        id: FigureId::CarbonDioxideInApnea,
        x: Axis::TimeS,
        y: Axis::CarbonDioxideMmhg,
        series: vec![Series {
            standing: Standing::Simulated,
            varied: Vec::<(Varied, Option<f64>)>::new(),
            points,
        }],
        references,
    }
}

impl Measured for VentilatorSimulation {
    fn tick(&self) -> u64 {
        VentilatorSimulation::tick(self)
    }

    fn step_to(&mut self, tick: u64) {
        VentilatorSimulation::step_to(self, tick);
    }

    fn signal(&self, name: &str) -> f64 {
        let mut values = [0.0; signals::COUNT];
        self.read(&mut values);
        signals::find(name)
            .and_then(|index| values.get(usize::from(index)))
            .copied()
            .unwrap_or(0.0)
    }
}
