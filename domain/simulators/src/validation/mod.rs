//! Figures for the validation page of a device: what the running simulators do, beside what was published.
//!
//! Pure data. A figure names its axes by code; references carry their source, words for them live elsewhere.
//! `docs/models.md`, section Validation.

mod breaths;
mod devices;
mod gases;
mod height;
mod occlusion;
mod potassium;
mod start_up;
mod subject;
mod trumpet;

use serde::{Deserialize, Serialize};

pub use subject::Subject;

codes! {
    /// A figure.
    pub enum FigureId {
        /// Pressure against time behind a complete block, large-volume pump.
        OcclusionLargeVolume => "occlusion_large_volume",
        /// The same, syringe pump.
        OcclusionSyringe => "occlusion_syringe",
        /// Largest and smallest mean error against the length of the window, large-volume pump.
        TrumpetLargeVolume => "trumpet_large_volume",
        /// The same, syringe pump.
        TrumpetSyringe => "trumpet_syringe",
        /// Flow against time after START with a new syringe.
        StartUpSyringe => "start_up_syringe",
        /// Volume given around a change of the pump's height.
        HeightSyringe => "height_syringe",
        /// Drops that run by themselves against the height of the container.
        DropsByHeight => "drops_by_height",
        /// Potassium of the plasma while 20 mmol are given in an hour, and after.
        PotassiumRise => "potassium_rise",
        /// Volume of a pressure breath and of the expiration after it, test lung.
        PressureBreath => "pressure_breath",
        /// Pressure left in the lung against the time to breathe out, test lung.
        TrappedGas => "trapped_gas",
        /// Saturation of blood against oxygen tension.
        OxygenSaturation => "oxygen_saturation",
        /// Arterial carbon dioxide of a passive patient whose circuit comes apart.
        CarbonDioxideInApnea => "carbon_dioxide_in_apnea",
    }
}

codes! {
    /// What an axis measures, in the unit of its name.
    pub enum Axis {
        TimeS => "time_s",
        WindowMin => "window_min",
        PressureMmhg => "pressure_mmhg",
        PressureCmh2o => "pressure_cmh2o",
        FlowMlH => "flow_ml_h",
        VolumeMl => "volume_ml",
        ErrorPercent => "error_percent",
        HeightCm => "height_cm",
        DropsPerMin => "drops_per_min",
        PotassiumMmolL => "potassium_mmol_l",
        OxygenMmhg => "oxygen_mmhg",
        SaturationPercent => "saturation_percent",
        CarbonDioxideMmhg => "carbon_dioxide_mmhg",
    }
}

codes! {
    /// How a line or a reference stands.
    pub enum Standing {
        /// Measured on the running simulator.
        Simulated => "simulated",
        /// Worked out by a formula.
        Formula => "formula",
        /// Measured by others and published.
        Published => "published",
        /// A limit that a standard, a requirement or the pump sets.
        Limit => "limit",
    }
}

codes! {
    /// What is varied from line to line.
    pub enum Varied {
        RateMlH => "rate_ml_h",
        SyringeMl => "syringe_ml",
        PurgeMl => "purge_ml",
        MovedCm => "moved_cm",
        Largest => "largest",
        Smallest => "smallest",
        /// Gravity alone, an open set.
        OpenSet => "open_set",
        /// A raised syringe whose plunger nothing holds.
        FreePlunger => "free_plunger",
        /// Given in the first hour.
        GivenMmol => "given_mmol",
    }
}

/// A line of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// How it stands.
    pub standing: Standing,
    /// What tells it from the other lines, with the value where it has one.
    pub varied: Vec<(Varied, Option<f64>)>,
    /// Points, rising along the first axis.
    pub points: Vec<(f64, f64)>,
}

/// A published figure, a formula's value or a limit to be shown beside the lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// How it stands.
    pub standing: Standing,
    /// To which lines it belongs; empty for all.
    pub varied: Vec<(Varied, Option<f64>)>,
    /// Range along the first axis; none for a level line.
    pub x: Option<(f64, f64)>,
    /// Range along the second axis; none for an upright line.
    pub y: Option<(f64, f64)>,
    /// What the simulator gives for the same thing, on the axis of the reference.
    pub simulated: Option<f64>,
    /// Where it is drawn, on the axes of the figure: the ends of a bar, the same point twice for a mark. None for
    /// a line or a band across the figure.
    pub place: Option<((f64, f64), (f64, f64))>,
    /// Where it was published.
    pub source: String,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Which.
    pub id: FigureId,
    /// First axis.
    pub x: Axis,
    /// Second axis.
    pub y: Axis,
    /// Lines.
    pub series: Vec<Series>,
    /// What is shown beside them.
    pub references: Vec<Reference>,
}

impl FigureId {
    /// On whose page the figure stands.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::OcclusionLargeVolume | Self::TrumpetLargeVolume => Subject::LargeVolumePump,
            Self::OcclusionSyringe
            | Self::TrumpetSyringe
            | Self::StartUpSyringe
            | Self::HeightSyringe
            | Self::DropsByHeight => Subject::SyringePump,
            Self::PotassiumRise => Subject::Patients,
            Self::PressureBreath | Self::TrappedGas | Self::OxygenSaturation | Self::CarbonDioxideInApnea => {
                Subject::Ventilator
            }
        }
    }

    /// Runs the simulators and gives the figure.
    #[must_use]
    pub fn figure(self) -> Figure {
        match self {
            Self::OcclusionLargeVolume => occlusion::large_volume(),
            Self::OcclusionSyringe => occlusion::syringe(),
            Self::TrumpetLargeVolume => trumpet::large_volume(),
            Self::TrumpetSyringe => trumpet::syringe(),
            Self::StartUpSyringe => start_up::figure(),
            Self::HeightSyringe => height::moved(),
            Self::DropsByHeight => height::drops(),
            Self::PotassiumRise => potassium::figure(),
            Self::PressureBreath => breaths::pressure_breath(),
            Self::TrappedGas => breaths::trapped_gas(),
            Self::OxygenSaturation => gases::oxygen_saturation(),
            Self::CarbonDioxideInApnea => gases::carbon_dioxide_in_apnea(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(id: FigureId) -> Figure {
        let figure = id.figure();
        assert_eq!(figure.id, id);
        for series in &figure.series {
            assert!(series.points.len() >= 5, "{id:?} {:?}", series.varied);
            assert!(series.points.is_sorted_by(|a, b| a.0 <= b.0), "{id:?}");
            let finite = series.points.iter().all(|(x, y)| x.is_finite() && y.is_finite());
            assert!(finite, "{id:?}");
        }
        assert!(
            figure
                .references
                .iter()
                .all(|reference| !reference.source.is_empty())
        );
        figure
    }

    /// What the simulator gives for each published range, with the range.
    fn published(figure: &Figure) -> Vec<(f64, (f64, f64))> {
        figure
            .references
            .iter()
            .filter(|reference| reference.standing == Standing::Published)
            .filter_map(|reference| Some((reference.simulated?, reference.x.or(reference.y)?)))
            .collect()
    }

    #[test]
    fn occlusion_follows_the_formula_and_lies_where_it_was_measured() {
        for id in [FigureId::OcclusionLargeVolume, FigureId::OcclusionSyringe] {
            let figure = figure(id);
            let formulas: Vec<_> = figure
                .references
                .iter()
                .filter(|reference| reference.standing == Standing::Formula)
                .collect();
            assert!(formulas.len() >= 3);
            for formula in formulas {
                let (expected, _) = formula.x.unwrap();
                let simulated = formula.simulated.unwrap();
                assert!((simulated / expected - 1.0).abs() < 0.05, "{id:?} {formula:?}");
            }
        }
        // The published times were measured at limits that are not told: the same order is all that can be asked.
        for (simulated, (low, high)) in published(&FigureId::OcclusionSyringe.figure()) {
            assert!(
                simulated > 0.5 * low && simulated < 1.5 * high,
                "{simulated} {low} {high}"
            );
        }
    }

    #[test]
    fn breaths_of_a_test_lung_follow_their_closed_forms() {
        for id in [FigureId::PressureBreath, FigureId::TrappedGas] {
            let figure = figure(id);
            assert!(figure.references.len() >= 5);
            for reference in &figure.references {
                let (expected, _) = reference.y.unwrap();
                let simulated = reference.simulated.unwrap();
                // The valves and the tubing of the circuit take a little.
                let off = (simulated - expected).abs();
                assert!(off < 0.04 * expected + 0.15, "{id:?} {reference:?}");
            }
        }
    }

    #[test]
    fn the_trumpet_narrows_and_stays_within_the_limit_of_the_device() {
        for id in [FigureId::TrumpetLargeVolume, FigureId::TrumpetSyringe] {
            let figure = figure(id);
            for series in &figure.series {
                let (first, last) = (series.points[0].1, series.points[series.points.len() - 1].1);
                assert!(last.abs() <= first.abs() + 1e-9, "{id:?} {first} {last}");
                assert!(last.abs() <= 5.0, "{id:?} {last}");
            }
        }
    }

    #[test]
    fn start_up_takes_as_long_as_was_measured_and_a_purge_takes_it_away() {
        let figure = figure(FigureId::StartUpSyringe);
        let ranges = published(&figure);
        assert_eq!(ranges.len(), 2);
        for (simulated, (low, high)) in ranges {
            // The pressure of the vein, which a purge does not meet, makes the start later than was published.
            assert!(
                low * 0.5 <= simulated && simulated <= high * 1.5,
                "{simulated} {low} {high}"
            );
        }
    }

    #[test]
    fn height_moves_what_was_measured() {
        let figure = figure(FigureId::HeightSyringe);
        let ranges = published(&figure);
        assert!(ranges.len() >= 3);
        for (simulated, (low, high)) in ranges {
            assert!(
                low * 0.9 <= simulated && simulated <= high * 1.1,
                "{simulated} {low} {high}"
            );
        }
    }

    #[test]
    fn potassium_rises_as_it_was_measured() {
        let figure = figure(FigureId::PotassiumRise);
        let ranges: Vec<_> = figure
            .references
            .iter()
            .filter_map(|reference| Some((reference.simulated?, reference.y?)))
            .collect();
        assert_eq!(ranges.len(), 3);
        for (simulated, (low, high)) in ranges {
            assert!(
                low - 0.1 <= simulated && simulated <= high + 0.1,
                "{simulated} {low} {high}"
            );
        }
    }

    #[test]
    fn saturation_agrees_with_the_table_within_its_own_error() {
        for reference in figure(FigureId::OxygenSaturation).references {
            let (published, _) = reference.y.unwrap();
            assert!((reference.simulated.unwrap() - published).abs() <= 0.55);
        }
    }

    #[test]
    fn carbon_dioxide_rises_as_textbooks_tell() {
        for reference in figure(FigureId::CarbonDioxideInApnea).references {
            let (low, high) = reference.y.unwrap();
            let simulated = reference.simulated.unwrap();
            // Ventilation counts as the mean of half a minute, so the first rise begins late.
            assert!(
                0.5 * low <= simulated && simulated <= 1.5 * high,
                "{simulated} {low} {high}"
            );
        }
    }

    #[test]
    fn what_was_published_for_a_line_is_drawn_where_the_line_is() {
        for &id in FigureId::ALL {
            let figure = id.figure();
            for reference in &figure.references {
                let is_across = reference.standing == Standing::Limit;
                assert_eq!(
                    reference.place.is_none(),
                    is_across,
                    "{id:?} {}",
                    reference.source
                );
                assert!(
                    reference.varied.is_empty()
                        || figure
                            .series
                            .iter()
                            .any(|series| reference.varied.iter().all(|one| series.varied.contains(one))),
                    "{id:?} {}",
                    reference.source
                );
            }
        }
    }

    #[test]
    fn drops_run_faster_the_higher_the_container_hangs() {
        let figure = figure(FigureId::DropsByHeight);
        for series in &figure.series {
            assert!(series.points.is_sorted_by(|a, b| a.1 <= b.1));
        }
    }

    #[test]
    fn a_figure_is_read_back_as_it_was_written() {
        let figure = FigureId::HeightSyringe.figure();
        let written = serde_json::to_string(&figure).unwrap();
        let read: Figure = serde_json::from_str(&written).unwrap();
        // The last digit of a decimal fraction is the reader's affair.
        assert_eq!((read.id, read.x, read.y), (figure.id, figure.x, figure.y));
        assert_eq!(read.references.len(), figure.references.len());
        for (read, series) in read.series.iter().zip(&figure.series) {
            assert_eq!((read.standing, &read.varied), (series.standing, &series.varied));
            let near =
                |(a, b): (&(f64, f64), &(f64, f64))| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
            assert!(read.points.iter().zip(&series.points).all(near));
        }
    }
}
