//! A pump unit: power, further channels, the library that arrives.

use serde_json::{Value, json};
use simulators::drugs::{Library, Limits};
use simulators::unit::UnitSetup;

use super::{Draw, DrawFault, DrawFaultKind};
use crate::scenario::Device;

impl Draw<'_> {
    /// The unit of the devices that are one; nothing for a pump of one channel.
    pub(super) fn unit(&mut self) -> Option<UnitSetup> {
        match self.scenario.device {
            Device::SecondaryLine | Device::PumpUnit => {}
            _ => return None,
        }
        let Value::Object(mut fields) = self.scenario.unit.clone() else {
            return Some(UnitSetup::default());
        };
        let next_library = fields
            .remove("next_library")
            .map(|changes| self.next_library(&changes));
        if let Some(Value::Array(channels)) = fields.get_mut("channels") {
            for channel in channels {
                // A channel's state is written `pump`, like that of the first.
                if let Some(fields) = channel.as_object_mut() {
                    if let Some(start) = fields.remove("pump") {
                        fields.insert("start".to_owned(), start);
                    }
                    fields
                        .entry("line")
                        .or_insert_with(|| json!({ "bag": { "volume_ml": 500.0 } }));
                }
            }
        }
        let drawn: Option<UnitSetup> = self.shaped(&Value::Object(fields), "unit");
        Some(UnitSetup {
            next_library,
            ..drawn.unwrap_or_default()
        })
    }

    /// The scenario's library with the changes of the version that arrives.
    fn next_library(&mut self, changes: &Value) -> Library {
        let mut library = self.scenario.library.clone();
        let version = changes.get("version").and_then(Value::as_u64);
        library.version = version
            .and_then(|version| u32::try_from(version).ok())
            .unwrap_or(library.version + 1);
        let no_changes = Vec::new();
        let changed = changes
            .get("limits")
            .and_then(Value::as_array)
            .unwrap_or(&no_changes);
        for (place, change) in changed.iter().enumerate() {
            let path = format!("unit.next_library.limits.{place}");
            let text = |name: &str| change.get(name).and_then(Value::as_str).unwrap_or_default();
            let (area, entry) = (text("care_area").to_owned(), text("entry").to_owned());
            let limits: Option<Limits> = change
                .get("continuous")
                .and_then(|limits| self.shaped(limits, &format!("{path}.continuous")));
            let found = library
                .care_areas
                .iter_mut()
                .find(|candidate| candidate.id == area)
                .and_then(|area| area.entries.iter_mut().find(|candidate| candidate.id == entry));
            match (found, limits) {
                (Some(found), Some(limits)) => found.continuous = limits,
                (None, _) => self.faults.push(DrawFault {
                    path: format!("{path}.entry"),
                    kind: DrawFaultKind::UnknownEntry(entry, area),
                }),
                (Some(_), None) => {}
            }
        }
        library
    }
}
