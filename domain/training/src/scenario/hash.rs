//! SHA-256 over canonical JSON: keys sorted, no spaces.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

pub(crate) fn canonical_hash(document: &impl Serialize) -> String {
    let mut text = String::new();
    // Documents have string keys, and numbers that are not finite become null, so they always serialize.
    if let Ok(value) = serde_json::to_value(document) {
        write(&mut text, &value);
    }
    sha256_hex(text.as_bytes())
}

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
        hex.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    hex
}

fn write(text: &mut String, value: &Value) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write(text, item);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort_unstable();
            text.push('{');
            for (place, key) in keys.into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(text, &fields[key]);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}
