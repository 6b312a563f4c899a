//! A trace as bytes: what is stored, and what the trace hash is taken over.
//!
//! The form is compact and says everything: for each sample the distance of its tick, a mask of the columns that
//! changed, and the bits of those values; then the events. Two traces are equal exactly when their bytes are.

use std::sync::Arc;

use super::{Event, Layout, Trace};
use crate::scenario::sha256_hex;

const MAGIC: &[u8; 4] = b"TTR1";

impl Trace {
    /// The trace as bytes, uncompressed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.ticks.len() * 64 + 4096);
        bytes.extend_from_slice(MAGIC);
        write_names(&mut bytes, &self.layout.signals);
        write_names(&mut bytes, &self.layout.events);
        write_number(&mut bytes, self.ticks.len() as u64);
        let width = self.layout.signals.len();
        let mut before = vec![0_u64; width];
        let mut last_tick = 0;
        for (sample, &tick) in self.ticks.iter().enumerate() {
            write_number(&mut bytes, tick - last_tick);
            last_tick = tick;
            write_row(&mut bytes, self.row(sample), &mut before);
        }
        write_number(&mut bytes, self.events.len() as u64);
        let mut last_tick = 0;
        for event in &self.events {
            write_number(&mut bytes, event.tick.saturating_sub(last_tick));
            last_tick = event.tick;
            write_number(&mut bytes, u64::from(event.event));
        }
        bytes
    }

    /// Reads what `to_bytes` wrote; nothing for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Trace> {
        let mut reader = Reader {
            bytes: bytes.strip_prefix(MAGIC.as_slice())?,
        };
        let layout = Arc::new(Layout {
            signals: reader.names()?,
            events: reader.names()?,
        });
        let samples = reader.length()?;
        let mut trace = Trace::with_room(Arc::clone(&layout), 0);
        let mut row = vec![0.0_f64; layout.signals.len()];
        let mut ticks = Vec::new();
        let mut rows = Vec::new();
        let mut tick = 0_u64;
        for _ in 0..samples {
            tick = tick.checked_add(reader.number()?)?;
            reader.row(&mut row)?;
            ticks.push(tick);
            rows.extend_from_slice(&row);
        }
        let events = reader.length()?;
        let mut tick = 0_u64;
        for _ in 0..events {
            tick = tick.checked_add(reader.number()?)?;
            let event = u16::try_from(reader.number()?).ok()?;
            trace.events.push(Event { tick, event });
        }
        let rising = ticks.windows(2).all(|pair| pair[0] < pair[1]);
        if !reader.bytes.is_empty() || !rising {
            return None;
        }
        let until = |tick: &u64| trace.events.partition_point(|event| event.tick <= *tick);
        trace.events_until = ticks
            .iter()
            .map(|tick| u32::try_from(until(tick)).unwrap_or(u32::MAX))
            .collect();
        trace.ticks = ticks;
        trace.rows = rows;
        Some(trace)
    }

    /// SHA-256 over the bytes, in hexadecimal: equal for equal runs, on every machine.
    #[must_use]
    pub fn hash(&self) -> String {
        sha256_hex(&self.to_bytes())
    }
}

/// Writes the columns that changed, eight to a mask.
fn write_row(bytes: &mut Vec<u8>, row: &[f64], before: &mut [u64]) {
    for (values, olds) in row.chunks(8).zip(before.chunks_mut(8)) {
        let place = bytes.len();
        bytes.push(0);
        let mut mask = 0_u8;
        for (n, (value, old)) in values.iter().zip(olds).enumerate() {
            // What is not a number has many bit patterns; all are written as one.
            let bits = if value.is_nan() {
                f64::NAN.to_bits()
            } else {
                value.to_bits()
            };
            if bits != *old {
                mask |= 1 << n;
                bytes.extend_from_slice(&bits.to_le_bytes());
                *old = bits;
            }
        }
        bytes[place] = mask;
    }
}

fn write_names(bytes: &mut Vec<u8>, names: &[String]) {
    write_number(bytes, names.len() as u64);
    for name in names {
        write_number(bytes, name.len() as u64);
        bytes.extend_from_slice(name.as_bytes());
    }
}

fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A count of things that take at least a byte each, so never more than there are bytes.
    fn length(&mut self) -> Option<usize> {
        let number = usize::try_from(self.number()?).ok()?;
        (number <= self.bytes.len()).then_some(number)
    }

    fn names(&mut self) -> Option<Vec<String>> {
        let count = self.length()?;
        let mut names = Vec::new();
        for _ in 0..count {
            let length = self.length()?;
            let (name, rest) = self.bytes.split_at(length);
            self.bytes = rest;
            names.push(std::str::from_utf8(name).ok()?.to_owned());
        }
        Some(names)
    }

    fn row(&mut self, row: &mut [f64]) -> Option<()> {
        for values in row.chunks_mut(8) {
            let mask = self.byte()?;
            for (n, value) in values.iter_mut().enumerate() {
                if mask & (1 << n) != 0 {
                    let (bits, rest) = self.bytes.split_first_chunk::<8>()?;
                    self.bytes = rest;
                    *value = f64::from_bits(u64::from_le_bytes(*bits));
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace() -> Trace {
        let signals = (0..11).map(|n| format!("s{n}")).collect();
        let layout = Layout {
            signals,
            events: vec!["e".to_owned()],
        };
        let mut trace = Trace::with_room(Arc::new(layout), 3);
        for step in 0..3_u32 {
            trace.push_event(Event {
                tick: u64::from(step) * 100,
                event: 0,
            });
            let row: Vec<f64> = (0..11)
                .map(|n| if n == 10 { f64::from(step) } else { 0.1 })
                .collect();
            trace.push_sample(u64::from(step) * 100, &row);
        }
        trace
    }

    #[test]
    fn a_trace_comes_back_from_its_bytes() {
        assert_eq!(Trace::from_bytes(&trace().to_bytes()), Some(trace()));
    }

    #[test]
    fn cut_bytes_are_refused() {
        let bytes = trace().to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(Trace::from_bytes(&bytes[..end]), None);
        }
    }

    #[test]
    fn one_changed_bit_changes_the_hash() {
        let mut other = trace();
        other.rows[5] = f64::from_bits(other.rows[5].to_bits() ^ 1);
        assert_ne!(other.hash(), trace().hash());
    }
}
