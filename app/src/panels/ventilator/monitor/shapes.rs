//! Shapes of one heartbeat. Illustrative: the simulator knows rates and pressures, not waves; these are curves that
//! look like a healthy beat, drawn at its rate and between its pressures, and tell nothing more.

/// A bell around a centre.
fn bell(phase: f32, centre: f32, width: f32) -> f32 {
    let away = (phase - centre) / width;
    (-0.5 * away * away).exp()
}

/// ECG, lead II in the manner of textbooks, about mV: P, QRS, T.
pub(super) fn ecg(phase: f32) -> f32 {
    0.14 * bell(phase, 0.14, 0.025) - 0.12 * bell(phase, 0.265, 0.008) + 1.0 * bell(phase, 0.285, 0.009)
        - 0.24 * bell(phase, 0.305, 0.009)
        + 0.26 * bell(phase, 0.52, 0.045)
}

/// A pulse between 0 and 1: upstroke, notch, run-off. It comes after the beat of the ECG by `delay`.
pub(super) fn pulse(phase: f32, delay: f32) -> f32 {
    let phase = (phase - 0.285 - delay).rem_euclid(1.0);
    const RISE: f32 = 0.14;
    const END: f32 = 0.093;
    let body = if phase < RISE {
        0.5 - 0.5 * (core::f32::consts::PI * phase / RISE).cos()
    } else {
        ((-(phase - RISE) * 2.76).exp() - END) / (1.0 - END)
    };
    let notch = 0.11 * bell(phase, 0.5, 0.035) - 0.07 * bell(phase, 0.42, 0.025);
    (body + notch).clamp(0.0, 1.0)
}

/// Arterial pressure, mmHg.
pub(super) fn artery(phase: f32, systolic_mmhg: f32, diastolic_mmhg: f32) -> f32 {
    diastolic_mmhg + (systolic_mmhg - diastolic_mmhg) * pulse(phase, 0.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over_a_beat(of: impl Fn(f32) -> f32) -> (f32, f32) {
        (0..1_000_u16)
            .map(|n| of(f32::from(n) / 1_000.0))
            .fold((f32::MAX, f32::MIN), |(low, high), value| {
                (low.min(value), high.max(value))
            })
    }

    #[test]
    fn the_artery_runs_between_its_pressures() {
        let (low, high) = over_a_beat(|phase| artery(phase, 109.0, 66.0));
        assert!(
            (low - 66.0).abs() < 0.5 && (high - 109.0).abs() < 0.5,
            "{low} {high}"
        );
    }

    #[test]
    fn a_beat_has_one_high_spike() {
        let (_, high) = over_a_beat(ecg);
        assert!((0.8..1.1).contains(&high), "{high}");
        let above = (0..1_000_u16)
            .filter(|n| ecg(f32::from(*n) / 1_000.0) > 0.5)
            .count();
        assert!(above < 40, "{above}");
    }

    #[test]
    fn a_beat_ends_where_the_next_begins() {
        assert!((pulse(0.0, 0.0) - pulse(0.9999, 0.0)).abs() < 0.01);
        assert!((ecg(0.0) - ecg(0.9999)).abs() < 0.01);
    }
}
