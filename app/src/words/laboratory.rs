//! Words of what else is known of the patient: breathing, sedation, rhythm, and blood with its results.

use simulators::patient::Test;
use simulators::patient::potassium::Rhythm;
use simulators::patient::view::Sedation;

words! {
    spo2 => "SpO₂";
    percent => "%";
    breaths => "Breaths";
    per_minute => "/min";
    sedation_index => "Sedation";
    sedation_scale => "index, 0 to 93";
    from(low: u16) => "from {low}";
    between(low: u16, high: u16) => "{low} to {high}";
    spo2_low => "SpO₂ low";
    breaths_low => "Breathing slow";
    breaths_high => "Breathing fast";
    laboratory => "Blood tests";
    laboratory_full => "The laboratory has as many samples as it can take. Wait for a result.";
    nothing_drawn => "No blood was drawn so far.";
    result_in(time: &str) => "result in {time}";
    drawn_at(time: &str) => "drawn at {time}";
    under_a_minute(seconds: u64) => "{seconds} s";
    minutes(minutes: u64) => "{minutes} min";
    usual(low: &str, high: &str, unit: &str) => "usual {low} to {high} {unit}";
    over(value: &str) => "over {value}";
    in_range => "in range";
    low => "low";
    high => "high";
    very_low => "very low";
    very_high => "very high";
    said_drawn(test: &str, time: &str) => "Blood drawn for {test}. Result in {time}.";
    said_result(test: &str, value: &str, unit: &str, mark: &str) => "Result: {test} {value} {unit}, {mark}.";
}

/// What is measured, at the beginning of a line.
#[must_use]
pub const fn test(test: Test) -> &'static str {
    match test {
        Test::Glucose => "Glucose",
        Test::Potassium => "Potassium",
        Test::Aptt => "aPTT",
    }
}

/// The button that draws blood.
#[must_use]
pub const fn draw(test: Test) -> &'static str {
    match test {
        Test::Glucose => "Draw blood for glucose",
        Test::Potassium => "Draw blood for potassium",
        Test::Aptt => "Draw blood for aPTT",
    }
}

/// How deep the patient sleeps.
#[must_use]
pub const fn sedation(sedation: Sedation) -> &'static str {
    match sedation {
        Sedation::Awake => "awake",
        Sedation::Drowsy => "drowsy",
        Sedation::Sedated => "wakes when touched",
        Sedation::Deep => "deep",
        Sedation::Unresponsive => "does not wake",
    }
}

/// The rhythm on the monitor.
#[must_use]
pub const fn rhythm(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Sinus => "Sinus rhythm",
        Rhythm::UWaves => "Flat T waves, U waves",
        Rhythm::Ectopy => "Ventricular ectopic beats",
        Rhythm::PeakedT => "Tall, narrow T waves",
        Rhythm::WideComplexes => "Wide complexes",
        Rhythm::SineWave => "Sine wave",
    }
}
