//! The pictures that a question may ask somebody to point at. A closed list: the application draws each of them.

use serde::{Deserialize, Serialize};

/// A picture with regions to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Picture {
    /// The front of a large-volume pump.
    PumpFront,
    /// A primary and a secondary bag on one pump.
    SecondarySetup,
    /// The screen of a ventilator.
    VentilatorScreen,
    /// An electrical-safety analyser.
    SafetyAnalyser,
}

impl Picture {
    /// All pictures.
    pub const ALL: [Picture; 4] = [
        Picture::PumpFront,
        Picture::SecondarySetup,
        Picture::VentilatorScreen,
        Picture::SafetyAnalyser,
    ];

    /// The picture of this name, as banks write it.
    #[must_use]
    pub fn named(id: &str) -> Option<Picture> {
        Picture::ALL.into_iter().find(|picture| picture.id() == id)
    }

    /// Its name, as banks write it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Picture::PumpFront => "pump-front",
            Picture::SecondarySetup => "secondary-setup",
            Picture::VentilatorScreen => "ventilator-screen",
            Picture::SafetyAnalyser => "safety-analyser",
        }
    }

    /// The names of its regions, in reading order.
    #[must_use]
    pub fn regions(self) -> &'static [&'static str] {
        match self {
            Picture::PumpFront => &[
                "display",
                "number-pad",
                "up-key",
                "down-key",
                "run-stop",
                "silence",
                "power",
                "status-light",
                "soft-keys",
                "door",
            ],
            Picture::SecondarySetup => &[
                "primary-bag",
                "secondary-bag",
                "hook",
                "primary-chamber",
                "secondary-chamber",
                "check-valve",
                "secondary-clamp",
                "roller-clamp",
                "pump",
                "y-site",
            ],
            Picture::VentilatorScreen => &[
                "pressure-waveform",
                "flow-waveform",
                "volume-waveform",
                "peak-pressure",
                "peep",
                "tidal-volume",
                "minute-volume",
                "alarm-bar",
                "mode",
                "alarm-silence",
            ],
            Picture::SafetyAnalyser => &[
                "mains-socket",
                "protective-earth-lead",
                "applied-part-terminals",
                "mode-selector",
                "reading",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_found_by_the_name_it_is_serialized_with() {
        for picture in Picture::ALL {
            let written = serde_json::to_value(picture).unwrap();
            assert_eq!(written, serde_json::json!(picture.id()));
            assert_eq!(Picture::named(picture.id()), Some(picture));
        }
        assert_eq!(Picture::named("pump-back"), None);
    }
}
