//! Draws the variant of one attempt: same scenario and seed, same script, on every machine.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde_json::{Map, Value, json};
use simulators::MODEL_VERSION;
use simulators::drugs::Library;
use simulators::fault::Fault;
use simulators::line::LineSetup;
use simulators::patient::{PatientSetup, Preset};
use simulators::pump::setup::PumpSetup;
use simulators::simulation::Setup;

use crate::language::check;
use crate::language::symbols::{Symbols, Variable};
use crate::language::unit::Unit;
use crate::scenario::{
    Brief, Choice, Criterion, Inject, Offer, OrderSpec, Phase, Question, Say, Scenario, Vary, VaryValues,
    text,
};
use crate::script::{
    BagView, END, OrderView, Quantity, Rehearsal, RehearsalHint, Script, ScriptAdvance, ScriptBranch,
    ScriptInject, ScriptOffer, ScriptPhase, ScriptTimeout,
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
        hints.extend(phase.hints.iter().map(|hint| RehearsalHint {
            phase: phase.id.clone(),
            when: hint.when.clone(),
            text: text::fill(&hint.text, &script.variables, order),
            point: hint.point.clone(),
        }));
    }
    let criteria: Vec<Criterion> = scenario.rubric.clone();
    Rehearsal {
        hints,
        criteria,
        take_away: scenario.take_away.clone(),
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
        let patient = self.patient();
        let order = scenario
            .order
            .as_ref()
            .map(|spec| self.order(spec, None, patient.weight_kg, "order"));
        let line = self.line(order.as_ref());
        let pump = self.pump();
        let mut in_force = order.clone();
        let mut phases = Vec::with_capacity(scenario.phases.len());
        for (place, phase) in scenario.phases.iter().enumerate() {
            let path = format!("phases.{place}");
            let changed = phase.order.as_ref().map(|spec| {
                self.order(
                    spec,
                    in_force.as_ref(),
                    patient.weight_kg,
                    &format!("{path}.order"),
                )
            });
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
            setup: Setup { pump, line, patient },
            offers: self.offers(&scenario.offers, order.as_ref()),
            order,
            phases,
        }
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

    fn patient(&mut self) -> PatientSetup {
        let fallback = PatientSetup {
            preset: Preset::Stable,
            weight_kg: 70.0,
            settled_norepinephrine_mcg_kg_min: 0.0,
        };
        self.shaped(&self.scenario.patient.clone(), "patient")
            .unwrap_or(fallback)
    }

    fn pump(&mut self) -> PumpSetup {
        let start = match &self.scenario.pump {
            Value::Null => None,
            pump => self.shaped(&pump.clone(), "pump"),
        };
        let config = match &self.scenario.config {
            Value::Null => None,
            config => self.shaped(&config.clone(), "config"),
        };
        PumpSetup {
            library: self.scenario.library.clone(),
            start: start.unwrap_or_default(),
            config: config.unwrap_or_default(),
        }
    }

    /// The line: what hangs is the ordered bag unless the scenario says otherwise.
    fn line(&mut self, order: Option<&OrderView>) -> LineSetup {
        let mut line = match &self.scenario.line {
            Value::Object(fields) => fields.clone(),
            _ => Map::new(),
        };
        if !line.contains_key("bag") {
            let bag = order.and_then(|order| Some((order, order.bag.as_ref()?)));
            let hanging = match bag {
                Some((order, bag)) => json!({
                    "drug": order.drug,
                    "amount": bag.amount.value,
                    "amount_unit": bag.amount.unit,
                    "volume_ml": bag.volume_ml,
                }),
                None => json!({ "volume_ml": 500.0 }),
            };
            line.insert("bag".to_owned(), hanging);
        }
        let plain = json!({ "bag": { "volume_ml": 500.0 } });
        let drawn = self.shaped(&Value::Object(line), "line");
        drawn
            .or_else(|| serde_json::from_value(plain).ok())
            .unwrap_or_else(|| LineSetup {
                bag: simulators::line::Bag {
                    drug: String::new(),
                    amount: 0.0,
                    amount_unit: simulators::drugs::AmountUnit::Milligram,
                    volume_ml: 500.0,
                    left_ml: None,
                },
                spare_bag: None,
                start: simulators::line::LineStart::default(),
                config: simulators::line::LineConfig::default(),
            })
    }

    fn inject(&mut self, inject: &Inject, path: &str) -> Option<ScriptInject> {
        let at_ms = self.milliseconds(&inject.at, &format!("{path}.at"));
        let fault: Fault = self.shaped(&inject.fault, path)?;
        Some(ScriptInject { at_ms, fault })
    }

    fn order(
        &mut self,
        spec: &OrderSpec,
        before: Option<&OrderView>,
        weight_kg: f64,
        path: &str,
    ) -> OrderView {
        let mut order = before.cloned().unwrap_or(OrderView {
            drug: String::new(),
            care_area: String::new(),
            entry: String::new(),
            dose: None,
            rate_ml_h: None,
            bag: None,
            vtbi_ml: None,
            weight_kg,
            remark: None,
        });
        if let Some(drug) = &spec.drug {
            order.drug.clone_from(drug);
        }
        if let Some(bag) = &spec.bag {
            order.bag = self.bag(bag, &format!("{path}.bag"));
        }
        if let Some(weight) = &spec.weight {
            order.weight_kg = self.value(weight, "kg", &format!("{path}.weight"));
        }
        if let Some(vtbi) = &spec.vtbi {
            order.vtbi_ml = Some(self.value(vtbi, "mL", &format!("{path}.vtbi")));
        }
        if let Some(rate) = &spec.rate {
            order.rate_ml_h = Some(self.value(rate, "mL/h", &format!("{path}.rate")));
            order.dose = None;
        }
        if let Some(remark) = &spec.remark {
            order.remark = Some(remark.clone());
        }
        self.entry(&mut order, path);
        if let Some(dose) = &spec.dose {
            order.dose = self.dose(dose, &order, before, &format!("{path}.dose"));
        }
        if let Some(remark) = order.remark.take() {
            order.remark = Some(self.fill(&remark, Some(&order)));
        }
        order
    }

    /// Finds the library entry of the ordered drug and bag.
    fn entry(&mut self, order: &mut OrderView, path: &str) {
        if order.drug.is_empty() {
            return;
        }
        let library = &self.scenario.library;
        let Some(care_area) = care_area(library, &self.scenario.care_area, &order.drug) else {
            let kind = DrawFaultKind::UnknownDrug(order.drug.clone());
            self.faults.push(DrawFault {
                path: format!("{path}.drug"),
                kind,
            });
            return;
        };
        let area = library
            .care_area(care_area)
            .map(|area| area.entries.as_slice())
            .unwrap_or_default();
        let fits = |entry: &&simulators::drugs::DrugEntry| {
            let label = order.bag.as_ref();
            entry.drug == order.drug
                && label.is_none_or(|bag| {
                    let ordered = Unit::named(&bag.amount.unit);
                    let listed = Unit::named(entry.amount_unit.as_str());
                    let amount = bag.amount.value * ordered.factor_to(&listed);
                    ordered.fits(&listed)
                        && (amount / entry.amount - 1.0).abs() < 1e-9
                        && (bag.volume_ml / entry.volume_ml - 1.0).abs() < 1e-9
                })
        };
        match area.iter().find(fits) {
            Some(entry) => {
                order.care_area = care_area.to_owned();
                order.entry.clone_from(&entry.id);
            }
            None => {
                let kind = DrawFaultKind::UnknownConcentration {
                    drug: order.drug.clone(),
                    care_area: care_area.to_owned(),
                };
                self.faults.push(DrawFault {
                    path: format!("{path}.bag"),
                    kind,
                });
            }
        }
    }

    /// The ordered dose in the entry's dose unit, so that it can be compared with the pump's.
    fn dose(
        &mut self,
        source: &str,
        order: &OrderView,
        before: Option<&OrderView>,
        path: &str,
    ) -> Option<Quantity> {
        let (value, unit) = match check::quantity(source, &self.symbols) {
            Ok(quantity) => quantity,
            Err(faults) => {
                self.faults.push(DrawFault {
                    path: path.to_owned(),
                    kind: DrawFaultKind::Expression(faults),
                });
                return None;
            }
        };
        let entry = self.scenario.library.entry(&order.care_area, &order.entry);
        let earlier = before
            .and_then(|before| before.dose.as_ref())
            .map(|dose| dose.unit.clone());
        let wanted = entry
            .map(|entry| entry.dose_unit.to_string())
            .or(earlier)
            .unwrap_or_else(|| unit.name.clone());
        let wanted_unit = Unit::named(&wanted);
        if unit.is_plain() {
            return Some(Quantity { value, unit: wanted });
        }
        if !unit.fits(&wanted_unit) {
            let kind = DrawFaultKind::UnitMismatch(unit.to_string(), wanted);
            self.faults.push(DrawFault {
                path: path.to_owned(),
                kind,
            });
            return None;
        }
        Some(Quantity {
            value: tidy(value * unit.factor_to(&wanted_unit)),
            unit: wanted,
        })
    }

    /// `4 mg in 250 mL`.
    fn bag(&mut self, source: &str, path: &str) -> Option<BagView> {
        let shape = || DrawFaultKind::Shape(source.to_owned());
        let Some((amount, volume)) = source.split_once(" in ") else {
            self.faults.push(DrawFault {
                path: path.to_owned(),
                kind: shape(),
            });
            return None;
        };
        let (value, unit) = match check::quantity(amount, &self.symbols) {
            Ok(quantity) => quantity,
            Err(faults) => {
                self.faults.push(DrawFault {
                    path: path.to_owned(),
                    kind: DrawFaultKind::Expression(faults),
                });
                return None;
            }
        };
        let volume_ml = self.value(volume, "mL", path);
        if !unit.is_amount() || value <= 0.0 || volume_ml <= 0.0 {
            self.faults.push(DrawFault {
                path: path.to_owned(),
                kind: shape(),
            });
            return None;
        }
        Some(BagView {
            amount: Quantity {
                value,
                unit: unit.name,
            },
            volume_ml,
        })
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

    /// A part of the setup: `$variables` are replaced, then the simulators' own types read it.
    fn shaped<T: serde::de::DeserializeOwned>(&mut self, template: &Value, path: &str) -> Option<T> {
        let value = self.substituted(template, path);
        match serde_json::from_value(value) {
            Ok(shaped) => Some(shaped),
            Err(error) => {
                let kind = DrawFaultKind::Shape(error.to_string());
                self.faults.push(DrawFault {
                    path: path.to_owned(),
                    kind,
                });
                None
            }
        }
    }

    fn substituted(&mut self, template: &Value, path: &str) -> Value {
        match template {
            Value::String(text) if text.contains('$') => match check::quantity(text, &self.symbols) {
                Ok((value, _)) => json!(tidy(value)),
                Err(faults) => {
                    self.faults.push(DrawFault {
                        path: path.to_owned(),
                        kind: DrawFaultKind::Expression(faults),
                    });
                    json!(1.0)
                }
            },
            Value::Array(items) => items.iter().map(|item| self.substituted(item, path)).collect(),
            Value::Object(fields) => {
                let each = fields
                    .iter()
                    .map(|(key, field)| (key.clone(), self.substituted(field, &format!("{path}.{key}"))));
                Value::Object(each.collect())
            }
            plain => plain.clone(),
        }
    }
}

/// The care area that lists the drug: the scenario's own, or the first that does.
fn care_area<'l>(library: &'l Library, wanted: &str, drug: &str) -> Option<&'l str> {
    let mut areas = library.care_areas.iter();
    areas
        .find(|area| {
            (wanted.is_empty() || area.id == wanted) && area.entries.iter().any(|entry| entry.drug == drug)
        })
        .map(|area| area.id.as_str())
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
fn tidy(value: f64) -> f64 {
    let tidied = libm::round(value * 1e9) / 1e9;
    if tidied.is_finite() && value.abs() < 1e6 {
        tidied
    } else {
        value
    }
}
