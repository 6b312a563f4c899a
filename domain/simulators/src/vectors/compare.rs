//! Compares what was produced with what is expected.

use serde_json::Value;

/// `|actual - expected| <= max(abs, rel * |expected|)`.
#[derive(Clone, Copy)]
pub(super) struct Tolerance {
    abs: f64,
    rel: f64,
}

impl Tolerance {
    pub(super) fn read(tolerance: Option<&Value>) -> Self {
        let part = |name: &str| {
            tolerance
                .and_then(|tolerance| tolerance.get(name))
                .and_then(Value::as_f64)
                .unwrap_or(0.0)
        };
        Self {
            abs: part("abs"),
            rel: part("rel"),
        }
    }

    /// Reals within the tolerance, also element by element; everything else, and lists of integers, exactly.
    pub(super) fn agrees(self, got: &Value, expected: &Value) -> bool {
        match (got, expected) {
            (Value::Array(got), Value::Array(expected)) => {
                let exact = expected.iter().all(|value| value.is_i64() || value.is_u64());
                got.len() == expected.len()
                    && got.iter().zip(expected).all(|(got, expected)| {
                        if exact {
                            got.as_f64() == expected.as_f64()
                        } else {
                            self.agrees(got, expected)
                        }
                    })
            }
            _ => match (got.as_f64(), expected.as_f64()) {
                (Some(got), Some(expected)) => {
                    (got - expected).abs() <= self.abs.max(self.rel * expected.abs())
                }
                _ => got == expected,
            },
        }
    }
}
