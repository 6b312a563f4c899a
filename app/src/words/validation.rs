//! Words of the pages that say how the models are checked.

#[cfg(feature = "ssr")]
pub mod sheets;

use simulators::notation::{decimals, number};
use simulators::validation::{Axis, FigureId, Standing, Subject, Varied};

use crate::api::validation::{Authority, Tally, Tolerance};

words! {
    title => "How the models are checked";
    lede => "What is computed, on whose authority, what is left out, and how the program that answers you comes out against its test vectors and against published figures.";
    no_proof => "This is a report about software and formulas. No comparison with a real device was made, and nothing here is for patient care.";
    link_from_module => "How this device is modelled";
    subjects => "Devices and models";
    model_version => "Version of the models";
    vectors_in_all => "Test vectors that pass";
    figures_count(count: u32) => "{count} figures";
    one_figure => "1 figure";
    no_figures => "no figure";
    equations => "Equations";
    equations_text => "Each part says on whose authority it stands: sourced from a publication, a maker’s manual or a textbook; chosen by this product; illustrative, a clinical number for training.";
    sourced => "Sourced";
    chosen => "Chosen";
    illustrative => "Illustrative";
    not_modelled => "What is not modelled";
    vectors => "Test vectors";
    vectors_text => "A vector gives inputs and expected values. The formula is held to its tolerance; where a run is asked for, the stepped simulator must reach the same values. The results are those of the program that answers you.";
    vectors_caption => "Test vectors by kind";
    no_vectors => "No vector belongs to this page. Its models are held to property tests and to the published figures below.";
    kind => "Kind";
    passed => "Passed";
    by_formula => "Formula within";
    by_run => "Run within";
    not_run => "not run";
    stated => "As the file states it";
    all_pass => "All pass";
    some_fail(names: &str) => "Failed: {names}";
    figures => "Figures";
    figures_text => "Lines are drawn from the simulator that answers you, marks from what others published. A published range is a check of size, not of validity.";
    references_caption(figure: &str) => "{figure}: beside what was published";
    how_it_stands => "Standing";
    there => "Elsewhere";
    here => "This simulator";
    source => "Source";
    drawn_across => "drawn across the figure";
    beyond_figure => "beyond the figure";
    data => "The figure as a table";
    data_caption(figure: &str) => "{figure}: every point of every line";
    line => "Line";
    all_lines => "All lines";
    key => "What the signs mean";
    history => "Versions of the models";
    history_text => "A version rises when a change alters what a recorded run would do. An attempt keeps the version it was made with.";
    version(version: u32) => "Version {version}";
    version_date(date: &str) => "Made {date}";
    current => "in use now";
    vectors_then(passed: u32, of: u32) => "{passed} of {of} test vectors passed.";
    touched(count: usize) => "Scenarios it touched: {count}";
    touched_none => "It touched no scenario.";
    not_in_use => "not in use here";
    tally_of(passed: u32, of: u32) => "{passed} of {of} vectors pass";
    from_to(from: &str, to: &str) => "{from} to {to}";
}

/// A subject's name.
#[must_use]
pub const fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::LargeVolumePump => "Large-volume pump",
        Subject::SecondaryLine => "Pump unit and secondary line",
        Subject::SyringePump => "Syringe pump",
        Subject::Patients => "Patients and drugs",
        Subject::Ventilator => "Ventilator",
        Subject::Bench => "Test bench",
        Subject::Statistics => "Statistics",
    }
}

/// On whose authority a statement stands.
#[must_use]
pub const fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Sourced => sourced(),
        Authority::Chosen => chosen(),
        Authority::Illustrative => illustrative(),
    }
}

/// Vectors and figures of a subject, in one line.
#[must_use]
pub fn subject_facts(vectors: Tally, n_figures: u32) -> String {
    let vectors = match vectors.of {
        0 => "no vectors".to_owned(),
        _ => tally_of(vectors.passed, vectors.of),
    };
    let figures = match n_figures {
        0 => no_figures().to_owned(),
        1 => one_figure().to_owned(),
        count => figures_count(count),
    };
    format!("{vectors}, {figures}")
}

/// A tolerance: the larger of an amount and a share.
#[must_use]
pub fn tolerance(tolerance: Tolerance) -> String {
    // As written: a millionth has more decimals than safe notation knows.
    format!("{} or {} %", tolerance.abs, decimals(tolerance.rel * 100.0, 4))
}

/// A figure's title.
#[must_use]
pub const fn figure(id: FigureId) -> &'static str {
    match id {
        FigureId::OcclusionLargeVolume => "Occlusion pressure, large-volume pump",
        FigureId::OcclusionSyringe => "Occlusion pressure, syringe pump",
        FigureId::TrumpetLargeVolume => "Trumpet curve, large-volume pump",
        FigureId::TrumpetSyringe => "Trumpet curve, 50 mL syringe",
        FigureId::StartUpSyringe => "Start-up, 50 mL syringe at 1 mL/h",
        FigureId::HeightSyringe => "Change of height, syringe pump",
        FigureId::DropsByHeight => "Drops by height",
        FigureId::PotassiumRise => "Potassium after 20 mmol in an hour",
        FigureId::PressureBreath => "A pressure breath, in and out",
        FigureId::TrappedGas => "Trapped gas",
        FigureId::OxygenSaturation => "Oxygen saturation",
        FigureId::CarbonDioxideInApnea => "Carbon dioxide without ventilation",
    }
}

/// What a figure shows.
#[must_use]
pub const fn figure_text(id: FigureId) -> &'static str {
    match id {
        FigureId::OcclusionLargeVolume | FigureId::OcclusionSyringe => {
            "Pressure against time behind a complete block, until the pump’s alarm."
        }
        FigureId::TrumpetLargeVolume | FigureId::TrumpetSyringe => {
            "Largest and smallest mean error of the flow over windows of a length, in the second hour of a run."
        }
        FigureId::StartUpSyringe => {
            "Mean flow of each minute after START with a syringe that was just laid in."
        }
        FigureId::HeightSyringe => "Volume given while the pump is moved up or down after one minute.",
        FigureId::DropsByHeight => {
            "Drops that run by themselves: an open set by gravity, and a raised syringe whose plunger nothing holds."
        }
        FigureId::PotassiumRise => {
            "Potassium of the plasma of a patient of 70 kg, during the infusion and after it."
        }
        FigureId::PressureBreath => {
            "Volume over that before the breath: a test lung of 20 mL/cmH2O and 50 cmH2O/(L/s), 20 cmH2O for two seconds."
        }
        FigureId::TrappedGas => {
            "Pressure left in a test lung of 50 mL/cmH2O and 20 cmH2O/(L/s) at the end of expiration, after a minute of \
             breaths of 500 mL at rates from 12 to 40."
        }
        FigureId::OxygenSaturation => "Saturation of arterial blood by the formula that the simulator uses.",
        FigureId::CarbonDioxideInApnea => {
            "Arterial carbon dioxide of a passive patient from the moment at which the circuit comes apart. Ventilation \
             counts as the mean of half a minute, so the first rise begins late."
        }
    }
}

/// An axis with its unit. Times may be shown in minutes.
#[must_use]
pub const fn axis(axis: Axis, in_minutes: bool) -> &'static str {
    match axis {
        Axis::TimeS if in_minutes => "Time, min",
        Axis::TimeS => "Time, s",
        Axis::WindowMin => "Window, min",
        Axis::PressureMmhg => "Pressure, mmHg",
        Axis::PressureCmh2o => "Pressure, cmH2O",
        Axis::FlowMlH => "Flow, mL/h",
        Axis::VolumeMl => "Volume, mL",
        Axis::ErrorPercent => "Error, %",
        Axis::HeightCm => "Height, cm",
        Axis::DropsPerMin => "Drops per minute",
        Axis::PotassiumMmolL => "Potassium, mmol/L",
        Axis::OxygenMmhg => "Oxygen, mmHg",
        Axis::SaturationPercent => "Saturation, %",
        Axis::CarbonDioxideMmhg => "Carbon dioxide, mmHg",
    }
}

/// A value or a range on an axis, with its unit.
#[must_use]
pub fn range(axis: Axis, from: f64, to: f64) -> String {
    let (scale, unit) = match axis {
        Axis::TimeS if to.abs() >= 120.0 => (1.0 / 60.0, "min"),
        Axis::TimeS => (1.0, "s"),
        Axis::WindowMin => (1.0, "min"),
        Axis::PressureMmhg | Axis::OxygenMmhg | Axis::CarbonDioxideMmhg => (1.0, "mmHg"),
        Axis::PressureCmh2o => (1.0, "cmH2O"),
        Axis::FlowMlH => (1.0, "mL/h"),
        Axis::VolumeMl => (1.0, "mL"),
        Axis::ErrorPercent | Axis::SaturationPercent => (1.0, "%"),
        Axis::HeightCm => (1.0, "cm"),
        Axis::DropsPerMin => (1.0, "drops/min"),
        Axis::PotassiumMmolL => (1.0, "mmol/L"),
    };
    let from = figures_of(from * scale);
    let to = figures_of(to * scale);
    match from == to {
        true => format!("{to} {unit}"),
        false => format!("{} {unit}", from_to(&from, &to)),
    }
}

/// A value in three figures, in safe notation.
#[must_use]
pub fn figures_of(value: f64) -> String {
    let places = match value.abs() {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        0.1.. => 3,
        _ => 4,
    };
    decimals(value, places)
}

/// How a line or a reference stands.
#[must_use]
pub const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Simulated => "Simulator",
        Standing::Formula => "Formula",
        Standing::Published => "Published",
        Standing::Limit => "Limit",
    }
}

/// What tells a line from the others, as it begins a line: "Without a purge".
#[must_use]
pub fn varied(all: &[(Varied, Option<f64>)]) -> String {
    sentence(&variation(all))
}

/// The name of a line: what tells it from the others, or how it stands.
#[must_use]
pub fn line_name(stands: Standing, all: &[(Varied, Option<f64>)]) -> String {
    match all.is_empty() {
        true => standing(stands).to_owned(),
        false => varied(all),
    }
}

/// A line in the key: how it stands, and what tells it from those in the same field.
#[must_use]
pub fn line_in_key(stands: Standing, own: &[(Varied, Option<f64>)]) -> String {
    match own.is_empty() {
        true => standing(stands).to_owned(),
        false => format!("{}: {}", standing(stands), variation(own)),
    }
}

fn variation(all: &[(Varied, Option<f64>)]) -> String {
    let one = |(varied, value): &(Varied, Option<f64>)| {
        let value = value.unwrap_or(0.0);
        match varied {
            Varied::RateMlH => format!("{} mL/h", number(value)),
            Varied::SyringeMl => format!("{} mL syringe", number(value)),
            Varied::PurgeMl if value > 0.0 => format!("after a purge of {} mL", number(value)),
            Varied::PurgeMl => "without a purge".to_owned(),
            Varied::MovedCm if value < 0.0 => format!("lowered by {} cm", number(-value)),
            Varied::MovedCm => format!("raised by {} cm", number(value)),
            Varied::Largest => "largest".to_owned(),
            Varied::Smallest => "smallest".to_owned(),
            Varied::OpenSet => "open set".to_owned(),
            Varied::FreePlunger => "free plunger".to_owned(),
            Varied::GivenMmol => format!("{} mmol in an hour", number(value)),
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// A line in words, for those who do not see it: where it begins, where it ends.
#[must_use]
pub fn line_in_words(name: &str, x: Axis, y: Axis, first: (f64, f64), last: (f64, f64)) -> String {
    format!(
        "{name}: {} at {}, {} at {}.",
        range(y, first.1, first.1),
        range(x, first.0, first.0),
        range(y, last.1, last.1),
        range(x, last.0, last.0)
    )
}

/// A mark in words.
#[must_use]
pub fn mark_in_words(kind: Standing, x: Axis, y: Axis, from: (f64, f64), to: (f64, f64)) -> String {
    format!(
        "{}: {} at {}.",
        standing(kind),
        range(y, from.1, to.1),
        range(x, from.0, to.0)
    )
}

/// A limit across a figure in words.
#[must_use]
pub fn limit_in_words(y: Axis, from: f64, to: f64) -> String {
    format!("{}: {}.", standing(Standing::Limit), range(y, from, to))
}

/// The name of a plot.
#[must_use]
pub fn plot_name(figure: &str, panel: &str) -> String {
    match panel.is_empty() {
        true => figure.to_owned(),
        false => format!("{figure}: {panel}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_three_figures_and_long_times_are_minutes() {
        assert_eq!(range(Axis::TimeS, 480.0, 1_320.0), "8 to 22 min");
        assert_eq!(range(Axis::TimeS, 99.26, 99.26), "99.3 s");
        assert_eq!(range(Axis::VolumeMl, 0.044, 0.077), "0.044 to 0.077 mL");
        assert_eq!(range(Axis::PressureMmhg, 1_034.0, 1_034.0), "1,034 mmHg");
    }

    #[test]
    fn a_line_is_named_by_what_is_varied() {
        assert_eq!(
            varied(&[(Varied::SyringeMl, Some(50.0)), (Varied::MovedCm, Some(-130.0))]),
            "50 mL syringe, lowered by 130 cm"
        );
        assert_eq!(varied(&[(Varied::PurgeMl, Some(0.0))]), "Without a purge");
        assert_eq!(varied(&[]), "");
    }

    #[test]
    fn a_tolerance_is_an_amount_or_a_share() {
        let one = Tolerance { abs: 1e-6, rel: 1e-6 };
        assert_eq!(tolerance(one), "0.000001 or 0.0001 %");
    }
}
