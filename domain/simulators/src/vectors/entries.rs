//! Kinds about number entry and what can go wrong with it.

use serde_json::json;

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::drugs::slip::slip;
use crate::pump::chevrons::{Chevron, click};
use crate::rounding::half_up;

pub(super) fn chevron_entry(given: &Given<'_>) -> Produced {
    let mut tenths = half_up(given.number("start_value")? * 10.0, 1.0) as u32;
    for key in given.list("keys")? {
        let chevron = match key.as_str() {
            Some("up") => Chevron::Up,
            Some("UP") => Chevron::WideUp,
            Some("dn") => Chevron::Down,
            Some("DN") => Chevron::WideDown,
            _ => return Err(Missing::named("keys")),
        };
        tenths = click(tenths, chevron);
    }
    Ok(produced([("value", json!(f64::from(tenths) / 10.0))]))
}

pub(super) fn entry_error_class(given: &Given<'_>) -> Produced {
    let (intended, entered) = (given.number("intended")?, given.number("entered")?);
    Ok(produced([
        ("ratio", json!(entered / intended)),
        ("class", json!(slip(intended, entered).as_str())),
    ]))
}
