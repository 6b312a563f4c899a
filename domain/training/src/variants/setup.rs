//! Pump, line and patient: templates that the simulators' own types read.

use serde_json::{Map, Value, json};
use simulators::drugs::AmountUnit;
use simulators::line::{Above, Bag, LineConfig, LineSetup, LineStart};
use simulators::patient::{PatientSetup, Preset};
use simulators::pump::setup::PumpSetup;
use simulators::world::{DeviceKind, WorldFault};

use super::{Draw, DrawFault, DrawFaultKind, tidy};
use crate::language::check;
use crate::scenario::Inject;
use crate::script::{OrderView, ScriptInject};

impl Draw<'_> {
    pub(super) fn patient(&mut self) -> PatientSetup {
        let fallback = PatientSetup::new(Preset::Stable, 70.0);
        self.shaped(&self.scenario.patient.clone(), "patient")
            .unwrap_or(fallback)
    }

    pub(super) fn pump(&mut self) -> PumpSetup {
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
    pub(super) fn line(&mut self, order: Option<&OrderView>) -> LineSetup {
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
                bag: Bag {
                    drug: String::new(),
                    amount: 0.0,
                    amount_unit: AmountUnit::Milligram,
                    volume_ml: 500.0,
                    left_ml: None,
                },
                spare_bag: None,
                start: LineStart::default(),
                config: LineConfig::default(),
                above: Above::default(),
                secondary: None,
            })
    }

    pub(super) fn inject(&mut self, inject: &Inject, path: &str) -> Option<ScriptInject> {
        let at_ms = self.milliseconds(&inject.at, &format!("{path}.at"));
        let fault = match self.scenario.device.kind() {
            DeviceKind::Infusion => WorldFault::Infusion(self.shaped(&inject.fault, path)?),
            DeviceKind::Syringe => WorldFault::Syringe(self.shaped(&inject.fault, path)?),
            DeviceKind::Ventilator => WorldFault::Ventilator(self.shaped(&inject.fault, path)?),
        };
        Some(ScriptInject {
            at_ms,
            fault,
            channel: inject.channel,
        })
    }

    /// A part of the setup: `$variables` are replaced, then the simulators' own types read it.
    pub(super) fn shaped<T: serde::de::DeserializeOwned>(
        &mut self,
        template: &Value,
        path: &str,
    ) -> Option<T> {
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
                Ok((value, _)) => number(tidy(value)),
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

/// A whole number as one, so that it can stand where a field takes no others: a height in whole centimetres.
fn number(value: f64) -> Value {
    let whole = value as i32;
    if f64::from(whole) == value {
        json!(whole)
    } else {
        json!(value)
    }
}
