//! The order: which library entry it means, and its numbers.

use simulators::drugs::{DrugEntry, Library};
use simulators::world::DeviceKind;

use super::{Draw, DrawFault, DrawFaultKind, tidy};
use crate::language::check;
use crate::language::unit::Unit;
use crate::scenario::OrderSpec;
use crate::script::{BagView, OrderView, Quantity};

impl Draw<'_> {
    pub(super) fn order(
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
        if let Some(syringe) = &spec.syringe {
            order.bag = self.bag(syringe, &format!("{path}.syringe"));
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
        let fits = |entry: &&DrugEntry| {
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
                let field = match self.scenario.device.kind() {
                    DeviceKind::Syringe => "syringe",
                    DeviceKind::Infusion | DeviceKind::Ventilator => "bag",
                };
                self.faults.push(DrawFault {
                    path: format!("{path}.{field}"),
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
