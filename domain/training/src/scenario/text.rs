//! Placeholders in words: `{weight_kg}`, `{order.dose}`, `{order.rate}`.

use std::collections::BTreeMap;

use simulators::notation;

use crate::script::{OrderView, Quantity};

/// What an order offers to words.
pub const ORDER_PLACEHOLDERS: [&str; 7] = [
    "order.drug",
    "order.dose",
    "order.rate",
    "order.bag",
    "order.syringe",
    "order.vtbi",
    "order.weight",
];

/// The placeholders in a text, with the byte at which each begins.
pub fn placeholders(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let open = rest + text[rest..].find('{')?;
        let close = open + text[open..].find('}')?;
        rest = close + 1;
        Some((open + 1, &text[open + 1..close]))
    })
}

/// The text with its placeholders filled; one that names nothing stays as it is.
#[must_use]
pub fn fill(text: &str, variables: &BTreeMap<String, Quantity>, order: Option<&OrderView>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut done = 0;
    for (start, name) in placeholders(text) {
        filled.push_str(&text[done..start - 1]);
        match value(name, variables, order) {
            Some(value) => filled.push_str(&value),
            None => filled.push_str(&text[start - 1..=start + name.len()]),
        }
        done = start + name.len() + 1;
    }
    filled.push_str(&text[done..]);
    filled
}

fn value(name: &str, variables: &BTreeMap<String, Quantity>, order: Option<&OrderView>) -> Option<String> {
    if let Some(quantity) = variables.get(name) {
        return Some(written(quantity.value, &quantity.unit));
    }
    let order = order?;
    match name {
        "order.drug" => Some(order.drug.clone()),
        "order.dose" => order.dose.as_ref().map(|dose| written(dose.value, &dose.unit)),
        "order.rate" => order.rate_ml_h.map(|rate| written(rate, "mL/h")),
        "order.vtbi" => order.vtbi_ml.map(|volume| written(volume, "mL")),
        "order.weight" => Some(written(order.weight_kg, "kg")),
        "order.bag" | "order.syringe" => order.bag.as_ref().map(|bag| {
            format!(
                "{} in {}",
                written(bag.amount.value, &bag.amount.unit),
                written(bag.volume_ml, "mL")
            )
        }),
        _ => None,
    }
}

fn written(value: f64, unit: &str) -> String {
    let number = notation::number(value);
    if unit.is_empty() {
        number
    } else {
        format!("{number} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_safe_notation() {
        let weight = Quantity {
            value: 82.0,
            unit: "kg".to_owned(),
        };
        let variables = BTreeMap::from([("weight".to_owned(), weight)]);
        assert_eq!(
            fill("He weighs {weight}, {so} they say {", &variables, None),
            "He weighs 82 kg, {so} they say {"
        );
    }
}
