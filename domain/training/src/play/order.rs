//! The order as signals, so that a rubric can compare the pump with it.

use simulators::drugs::dose::{self, Concentration};
use simulators::drugs::{DoseUnit, Library};
use simulators::world::DeviceKind;

use crate::language::symbols::{SignalKind, Symbols};
use crate::language::unit::Unit;
use crate::script::OrderView;

/// How many signals an order has.
pub(super) const WIDTH: usize = 6;

/// Declares the order's signals behind the simulator's.
pub(super) fn declare(symbols: &mut Symbols, order: Option<&OrderView>, kind: DeviceKind) {
    let known = |kind: SignalKind| {
        if order.is_some() {
            kind
        } else {
            SignalKind::NeedsOrder
        }
    };
    let number = |unit: &str| known(SignalKind::Number(Unit::named(unit)));
    let dose = order.and_then(|order| order.dose.as_ref());
    let dose_kind = dose.map_or(SignalKind::NeedsOrder, |dose| {
        SignalKind::Number(Unit::named(&dose.unit))
    });
    symbols.add_signal("order.rate", number("mL/h"), 10.0);
    symbols.add_signal("order.dose", dose_kind, 0.1);
    symbols.add_signal("order.vtbi", number("mL"), 50.0);
    symbols.add_signal("order.weight", number("kg"), 10.0);
    symbols.add_signal("order.entry", number(""), 1.0);
    let container = match kind {
        DeviceKind::Syringe => "order.syringe_volume",
        DeviceKind::Infusion | DeviceKind::Ventilator => "order.bag_volume",
    };
    symbols.add_signal(container, number("mL"), 50.0);
}

/// The values of the order's signals; what an order does not say is not a number.
pub(super) fn values(order: Option<&OrderView>, library: Option<&Library>) -> [f64; WIDTH] {
    let Some(order) = order else {
        return [f64::NAN; WIDTH];
    };
    let entry = library.and_then(|library| library.entry_number(&order.care_area, &order.entry));
    [
        rate_ml_h(order).unwrap_or(f64::NAN),
        order.dose.as_ref().map_or(f64::NAN, |dose| dose.value),
        order.vtbi_ml.unwrap_or(f64::NAN),
        order.weight_kg,
        entry.map_or(f64::NAN, f64::from),
        order.bag.as_ref().map_or(f64::NAN, |bag| bag.volume_ml),
    ]
}

/// The rate that gives the ordered dose from the ordered bag, unrounded.
pub(crate) fn rate_ml_h(order: &OrderView) -> Option<f64> {
    let (Some(dose), Some(bag)) = (&order.dose, &order.bag) else {
        return order.rate_ml_h;
    };
    let unit: DoseUnit = dose.unit.parse().ok()?;
    let bag = Concentration {
        amount: bag.amount.value,
        amount_unit: bag.amount.unit.parse().ok()?,
        volume_ml: bag.volume_ml,
    };
    dose::rate_ml_h(dose.value, unit, order.weight_kg, &bag)
}
