//! Draws the variant of one attempt: same scenario and seed, same script, on every machine.

mod order;
mod setup;
mod syringe;
mod unit;
mod ventilator;

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use simulators::MODEL_VERSION;
use simulators::patient::PatientSetup;
use simulators::simulation::Setup;
use simulators::ventilator::VentilatorSetup;
use simulators::world::{DeviceKind, WorldSetup};

use crate::language::check;
use crate::language::symbols::{Symbols, Variable};
use crate::language::unit::Unit;
use crate::scenario::{
    Brief, Choice, Criterion, Device, Offer, Phase, Question, Say, Scenario, Vary, VaryValues, text,
};
use crate::script::{
    END, OrderView, Quantity, Rehearsal, RehearsalHint, Script, ScriptAdvance, ScriptBranch, ScriptOffer,
    ScriptPhase, ScriptTimeout,
};

/// What cannot be drawn, by the place in the scenario. A compiled scenario has none of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DrawFault {
    /// Dotted path of the field: `patient`, `phases.1.inject.0`.
    pub(crate) path: String,
    pub(crate) kind: DrawFaultKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DrawFaultKind {
    /// An expression that gives no value.
    Expression(Vec<crate::language::Fault>),
    /// A value of the wrong shape, in the words of the reader.
    Shape(String),
    UnknownDrug(String),
    UnknownConcentration {
        drug: String,
        care_area: String,
    },
    UnitMismatch(String, String),
    /// An entry that its care area does not have.
    UnknownEntry(String, String),
}

/// Who lies there.
enum Bed {
    Patient(Box<PatientSetup>),
    /// A ventilated patient, who is drawn with the ventilator.
    Ventilated(Box<VentilatorSetup>),
}

impl Bed {
    fn weight_kg(&self) -> f64 {
        match self {
            Bed::Patient(patient) => patient.weight_kg,
            Bed::Ventilated(setup) => setup.patient.predicted_body_weight_kg(),
        }
    }
}

/// Draws with faults collected; what failed is replaced by something harmless.
pub(crate) struct Draw<'a> {
    scenario: &'a Scenario,
    variables: BTreeMap<String, Quantity>,
    symbols: Symbols,
    pub(crate) faults: Vec<DrawFault>,
}

pub(crate) fn draw(scenario: &Scenario, seed: u64) -> Script {
    Draw::new(scenario, seed).script(seed)
}

pub(crate) fn rehearsal(scenario: &Scenario, seed: u64) -> Rehearsal {
    let script = draw(scenario, seed);
    let mut hints = Vec::new();
    let mut order = script.order.as_ref();
    for (phase, drawn) in scenario.phases.iter().zip(&script.phases) {
        order = drawn.order.as_ref().or(order);
        hints.extend(phase.hints.iter().map(|hint| {
            let skill = hint.skill.as_ref();
            let skill = skill.and_then(|id| scenario.skills.iter().find(|skill| skill.id == *id));
            let why = hint.why.as_ref().or(skill.map(|skill| &skill.why));
            RehearsalHint {
                phase: phase.id.clone(),
                when: hint.when.clone(),
                text: text::fill(&hint.text, &script.variables, order),
                point: hint.point.clone(),
                skill: hint.skill.clone(),
                done: hint.done.clone(),
                why: why.map(|why| text::fill(why, &script.variables, order)),
            }
        }));
    }
    let criteria: Vec<Criterion> = scenario.rubric.clone();
    Rehearsal {
        hints,
        criteria,
        take_away: scenario.take_away.clone(),
        skills: scenario.skills.clone(),
        levels: BTreeMap::new(),
    }
}

impl<'a> Draw<'a> {
    pub(crate) fn new(scenario: &'a Scenario, seed: u64) -> Draw<'a> {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut random = ChaCha8Rng::from_seed(key);
        let mut variables = BTreeMap::new();
        let mut symbols = Symbols::default();
        for vary in &scenario.vary {
            let value = pick(vary, random.next_u64());
            variables.insert(
                vary.name.clone(),
                Quantity {
                    value,
                    unit: vary.unit.clone(),
                },
            );
            symbols.add_variable(
                &vary.name,
                Variable {
                    value,
                    unit: Unit::named(&vary.unit),
                },
            );
        }
        Draw {
            scenario,
            variables,
            symbols,
            faults: Vec::new(),
        }
    }

    pub(crate) fn script(&mut self, seed: u64) -> Script {
        let scenario = self.scenario;
        let bed = self.bed(seed);
        let weight_kg = bed.weight_kg();
        let order = scenario
            .order
            .as_ref()
            .map(|spec| self.order(spec, None, weight_kg, "order"));
        let setup = self.setup(order.as_ref(), bed);
        let mut in_force = order.clone();
        let mut phases = Vec::with_capacity(scenario.phases.len());
        for (place, phase) in scenario.phases.iter().enumerate() {
            let path = format!("phases.{place}");
            let changed = phase
                .order
                .as_ref()
                .map(|spec| self.order(spec, in_force.as_ref(), weight_kg, &format!("{path}.order")));
            in_force = changed.clone().or(in_force);
            let next = scenario
                .phases
                .get(place + 1)
                .map_or(END, |next| next.id.as_str());
            phases.push(self.phase(phase, changed, in_force.as_ref(), next, &path));
        }
        Script {
            scenario: scenario.id.clone(),
            scenario_hash: scenario.hash(),
            seed,
            model_version: MODEL_VERSION,
            title: scenario.title.clone(),
            minutes: scenario.minutes,
            device: scenario.device,
            brief: self.brief(order.as_ref()),
            variables: self.variables.clone(),
            setup,
            offers: self.offers(&scenario.offers, order.as_ref()),
            order,
            phases,
        }
    }

    /// Who lies there: the order needs the weight before the device is drawn.
    fn bed(&mut self, seed: u64) -> Bed {
        match self.scenario.device.kind() {
            DeviceKind::Infusion | DeviceKind::Syringe => Bed::Patient(Box::new(self.patient())),
            DeviceKind::Ventilator => Bed::Ventilated(Box::new(self.ventilator(seed))),
        }
    }

    /// What the device of the scenario starts from.
    fn setup(&mut self, order: Option<&OrderView>, bed: Bed) -> WorldSetup {
        let patient = match bed {
            Bed::Patient(patient) => *patient,
            Bed::Ventilated(setup) => return WorldSetup::Ventilator(setup),
        };
        if self.scenario.device == Device::SyringePump {
            return WorldSetup::Syringe(Box::new(self.syringe(order, patient)));
        }
        let line = self.line(order);
        let pump = self.pump();
        WorldSetup::Infusion(Box::new(Setup {
            pump,
            line,
            patient,
            unit: self.unit(),
        }))
    }

    fn brief(&self, order: Option<&OrderView>) -> Brief {
        let Brief {
            patient,
            situation,
            task,
        } = &self.scenario.brief;
        Brief {
            patient: self.fill(patient, order),
            situation: self.fill(situation, order),
            task: self.fill(task, order),
        }
    }

    fn phase(
        &mut self,
        phase: &Phase,
        order: Option<OrderView>,
        in_force: Option<&OrderView>,
        next: &str,
        path: &str,
    ) -> ScriptPhase {
        let mut inject: Vec<_> = Vec::new();
        for (place, fault) in phase.inject.iter().enumerate() {
            inject.extend(self.inject(fault, &format!("{path}.inject.{place}")));
        }
        inject.sort_by_key(|inject| inject.at_ms);
        let timeout = phase.timeout.as_ref().map(|timeout| ScriptTimeout {
            after_ms: self.milliseconds(&timeout.after, &format!("{path}.timeout.after")),
            goto: timeout.goto.clone(),
        });
        let advance = phase.advance.as_ref().map(|advance| ScriptAdvance {
            by_ms: self.milliseconds(&advance.by, &format!("{path}.advance.by")),
            label: self.fill(&advance.label, in_force),
        });
        let goto = phase.goto.clone().unwrap_or_else(|| next.to_owned());
        ScriptPhase {
            id: phase.id.clone(),
            say: self.says(&phase.say, in_force),
            offers: self.offers(&phase.offers, in_force),
            questions: phase
                .questions
                .iter()
                .map(|question| self.question(question, in_force))
                .collect(),
            order,
            inject,
            branch: phase
                .branch
                .iter()
                .map(|branch| ScriptBranch {
                    when: branch.when.clone(),
                    goto: branch.goto.clone(),
                })
                .collect(),
            until: phase.until.as_ref().map(|until| ScriptBranch {
                when: until.clone(),
                goto,
            }),
            timeout,
            advance,
        }
    }

    fn question(&self, question: &Question, order: Option<&OrderView>) -> Question {
        let choices = question.choices.iter();
        Question {
            id: question.id.clone(),
            text: self.fill(&question.text, order),
            choices: choices
                .map(|choice| Choice {
                    id: choice.id.clone(),
                    text: self.fill(&choice.text, order),
                })
                .collect(),
        }
    }

    fn offers(&self, offers: &[Offer], order: Option<&OrderView>) -> Vec<ScriptOffer> {
        offers
            .iter()
            .map(|offer| ScriptOffer {
                id: offer.id.clone(),
                label: self.fill(&offer.label, order),
                reply: self.says(&offer.reply, order),
            })
            .collect()
    }

    fn says(&self, says: &[Say], order: Option<&OrderView>) -> Vec<Say> {
        says.iter()
            .map(|say| Say {
                who: say.who.clone(),
                text: self.fill(&say.text, order),
            })
            .collect()
    }

    fn fill(&self, text: &str, order: Option<&OrderView>) -> String {
        text::fill(text, &self.variables, order)
    }

    fn value(&mut self, source: &str, unit: &str, path: &str) -> f64 {
        match check::value(source, &self.symbols, &Unit::named(unit)) {
            Ok(value) => tidy(value),
            Err(faults) => {
                self.faults.push(DrawFault {
                    path: path.to_owned(),
                    kind: DrawFaultKind::Expression(faults),
                });
                1.0
            }
        }
    }

    fn milliseconds(&mut self, source: &str, path: &str) -> u64 {
        let seconds = self.value(source, "s", path);
        if (0.0..=crate::log::MAX_RUN_TICKS as f64 / 1000.0).contains(&seconds) {
            return libm::round(seconds * 1000.0) as u64;
        }
        self.faults.push(DrawFault {
            path: path.to_owned(),
            kind: DrawFaultKind::Shape(source.to_owned()),
        });
        0
    }
}

/// How many values a range offers.
pub(crate) fn range_length(from: f64, to: f64, step: f64) -> Option<u64> {
    let steps = libm::floor((to - from) / step + 1e-9);
    (step > 0.0 && (0.0..=100_000.0).contains(&steps)).then_some(steps as u64 + 1)
}

fn pick(vary: &Vary, random: u64) -> f64 {
    let among = |length: u64| ((u128::from(random) * u128::from(length)) >> 64) as u64;
    match &vary.values {
        VaryValues::Range { from, to, step } => {
            let place = among(range_length(*from, *to, *step).unwrap_or(1));
            tidy(from + step * place as f64)
        }
        VaryValues::OneOf(values) => values
            .get(among(values.len() as u64) as usize)
            .copied()
            .unwrap_or_default(),
    }
}

/// Takes the noise of binary fractions off a value that an author wrote in decimals.
pub(crate) fn tidy(value: f64) -> f64 {
    let tidied = libm::round(value * 1e9) / 1e9;
    if tidied.is_finite() && value.abs() < 1e6 {
        tidied
    } else {
        value
    }
}
