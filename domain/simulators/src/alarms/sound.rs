//! Timing of the alarm sounds, as data for the panel that makes them (IEC 60601-1-8 style bursts).

use super::priority::Priority;

/// One burst of an alarm sound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoundPattern {
    /// Start of each pulse after the start of the burst, ms.
    pub pulse_starts_ms: &'static [u32],
    /// Length of each pulse, ms.
    pub pulse_ms: u32,
    /// Time from the start of one burst to the start of the next, ms; none plays it once.
    pub repeat_ms: Option<u32>,
    /// Fundamental, Hz.
    pub fundamental_hz: f64,
    /// Frequencies above the fundamental, as multiples of it.
    pub harmonics: &'static [f64],
}

/// Ten pulses, 3 + 2 twice: gaps 100 ms, third to fourth 350 ms, fifth to sixth 700 ms.
const HIGH_STARTS_MS: [u32; 10] = [0, 250, 500, 1_000, 1_250, 2_100, 2_350, 2_600, 3_100, 3_350];

/// Sound of an alarm of this priority. A high burst repeats after 8 s, a medium one after 20 s, a low one never.
#[must_use]
pub const fn pattern(priority: Priority) -> SoundPattern {
    const HARMONICS: [f64; 4] = [2.0, 3.0, 4.0, 5.0];
    match priority {
        Priority::High => SoundPattern {
            pulse_starts_ms: &HIGH_STARTS_MS,
            pulse_ms: 150,
            repeat_ms: Some(8_000),
            fundamental_hz: 523.0,
            harmonics: &HARMONICS,
        },
        Priority::Medium => SoundPattern {
            pulse_starts_ms: &[0, 400, 800],
            pulse_ms: 200,
            repeat_ms: Some(20_000),
            fundamental_hz: 440.0,
            harmonics: &HARMONICS,
        },
        Priority::Low => SoundPattern {
            pulse_starts_ms: &[0, 400],
            pulse_ms: 200,
            repeat_ms: None,
            fundamental_hz: 349.0,
            harmonics: &HARMONICS,
        },
    }
}

/// Length of the click that a key makes, ms: one pulse, so that it is no alarm.
pub const KEY_CLICK_MS: u32 = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_high_burst_has_ten_pulses_in_groups_of_three_and_two() {
        let high = pattern(Priority::High);
        let gaps: Vec<u32> = high
            .pulse_starts_ms
            .windows(2)
            .map(|w| w[1] - w[0] - high.pulse_ms)
            .collect();
        assert_eq!(gaps, [100, 100, 350, 100, 700, 100, 100, 350, 100]);
    }
}
