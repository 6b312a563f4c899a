//! A syringe pump: what it was told, what lies in it, and the line.

use serde_json::{Map, Value, json};
use simulators::drugs::AmountUnit;
use simulators::patient::PatientSetup;
use simulators::syringe::setup::{
    FilledSyringe, SyringeLineConfig, SyringeLineSetup, SyringeLineStart, SyringePumpSetup, SyringeSetup,
};
use simulators::syringe::{Brand, Size, SyringeKind};

use super::Draw;
use crate::script::OrderView;

/// What a syringe is where nothing is said of it.
const USUAL: SyringeKind = SyringeKind {
    brand: Brand::A,
    size: Size::Ml50,
};

impl Draw<'_> {
    pub(super) fn syringe(&mut self, order: Option<&OrderView>, patient: PatientSetup) -> SyringeSetup {
        let line = self.syringe_line(order);
        let pump = self.syringe_pump();
        SyringeSetup { pump, line, patient }
    }

    fn syringe_pump(&mut self) -> SyringePumpSetup {
        let mut start = self.scenario.pump.clone();
        let told = start.as_object_mut().and_then(|fields| fields.remove("told"));
        let told = told.and_then(|told| self.shaped(&told, "pump.told"));
        let start = match start {
            Value::Null => None,
            start => self.shaped(&start, "pump"),
        };
        let config = match &self.scenario.config {
            Value::Null => None,
            config => self.shaped(&config.clone(), "config"),
        };
        SyringePumpSetup {
            library: self.scenario.library.clone(),
            start: start.unwrap_or_default(),
            told,
            config: config.unwrap_or_default(),
        }
    }

    /// What lies in the pump is the ordered syringe unless the scenario says otherwise.
    fn syringe_line(&mut self, order: Option<&OrderView>) -> SyringeLineSetup {
        let mut line = match &self.scenario.line {
            Value::Object(fields) => fields.clone(),
            _ => Map::new(),
        };
        let first = line.remove("syringe").unwrap_or_else(|| json!({}));
        let first = filled(&first, order);
        line.insert("syringe".to_owned(), first);
        if let Some(spare) = line.remove("spare") {
            line.insert("spare".to_owned(), filled(&spare, order));
        }
        let drawn = self.shaped(&Value::Object(line), "line");
        drawn.unwrap_or_else(|| SyringeLineSetup {
            syringe: FilledSyringe {
                kind: USUAL,
                drug: String::new(),
                amount: 0.0,
                amount_unit: AmountUnit::Milligram,
                volume_ml: 50.0,
                left_ml: None,
            },
            spare: None,
            start: SyringeLineStart::default(),
            config: SyringeLineConfig::default(),
        })
    }
}

/// A syringe as a scenario writes it, with brand and size beside the rest, as the simulator reads it. One that says
/// nothing of what is in it holds what is ordered.
fn filled(written: &Value, order: Option<&OrderView>) -> Value {
    let Value::Object(written) = written else {
        return written.clone();
    };
    let mut fields = written.clone();
    let mut part = |name: &str, usual: &str| fields.remove(name).unwrap_or_else(|| json!(usual));
    let kind = json!({
        "brand": part("brand", USUAL.brand.as_str()),
        "size": part("size", USUAL.size.as_str()),
    });
    let says = ["drug", "amount", "amount_unit", "volume_ml"];
    let bag = order.and_then(|order| Some((order, order.bag.as_ref()?)));
    if let Some((order, bag)) = bag.filter(|_| !says.iter().any(|name| fields.contains_key(*name))) {
        fields.insert("drug".to_owned(), json!(order.drug));
        fields.insert("amount".to_owned(), json!(bag.amount.value));
        fields.insert("amount_unit".to_owned(), json!(bag.amount.unit));
        fields.insert("volume_ml".to_owned(), json!(bag.volume_ml));
    }
    fields.entry("volume_ml").or_insert_with(|| json!(50.0));
    fields.insert("kind".to_owned(), kind);
    Value::Object(fields)
}
