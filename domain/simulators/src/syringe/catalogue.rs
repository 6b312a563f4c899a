//! The syringes that the pump knows, by brand and size. `docs/models.md`, section Syringe.

use serde::{Deserialize, Serialize};

use super::area_ml_per_mm;

codes! {
    /// A brand of syringes. Generic: the diameters are typical, no maker's.
    pub enum Brand {
        /// Diameters as of the common plastic syringe.
        A => "brand_a",
        /// A little wider in every size.
        B => "brand_b",
    }
}

codes! {
    /// A size.
    pub enum Size {
        Ml3 => "3_ml",
        Ml5 => "5_ml",
        Ml10 => "10_ml",
        Ml20 => "20_ml",
        Ml30 => "30_ml",
        /// 50 mL, or 60 mL in brand B.
        Ml50 => "50_ml",
    }
}

/// A syringe by brand and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyringeKind {
    /// Brand.
    pub brand: Brand,
    /// Size.
    pub size: Size,
}

/// Wall of a barrel, mm (chosen).
const WALL_MM: f64 = 1.2;

impl SyringeKind {
    /// Every kind, by size and brand.
    pub fn all() -> impl Iterator<Item = Self> {
        Size::ALL
            .iter()
            .flat_map(|&size| Brand::ALL.iter().map(move |&brand| Self { brand, size }))
    }

    /// Inner diameter of the barrel, mm. Brand A and the largest of brand B are typical figures, the others of
    /// brand B are chosen.
    #[must_use]
    pub const fn inner_diameter_mm(self) -> f64 {
        match (self.brand, self.size) {
            (Brand::A, Size::Ml3) => 8.7,
            (Brand::A, Size::Ml5) => 12.1,
            (Brand::A, Size::Ml10) => 14.5,
            (Brand::A, Size::Ml20) => 19.1,
            (Brand::A, Size::Ml30) => 21.6,
            (Brand::A, Size::Ml50) => 26.7,
            (Brand::B, Size::Ml3) => 9.0,
            (Brand::B, Size::Ml5) => 12.5,
            (Brand::B, Size::Ml10) => 15.1,
            (Brand::B, Size::Ml20) => 20.0,
            (Brand::B, Size::Ml30) => 22.8,
            (Brand::B, Size::Ml50) => 29.1,
        }
    }

    /// Outer diameter, which the barrel clamp measures, mm.
    #[must_use]
    pub const fn outer_diameter_mm(self) -> f64 {
        self.inner_diameter_mm() + 2.0 * WALL_MM
    }

    /// Volume for each millimetre of the plunger's way, mL/mm.
    #[must_use]
    pub fn area_ml_per_mm(self) -> f64 {
        area_ml_per_mm(self.inner_diameter_mm())
    }

    /// Volume when full, mL.
    #[must_use]
    pub const fn capacity_ml(self) -> f64 {
        match (self.size, self.brand) {
            (Size::Ml3, _) => 3.0,
            (Size::Ml5, _) => 5.0,
            (Size::Ml10, _) => 10.0,
            (Size::Ml20, _) => 20.0,
            (Size::Ml30, _) => 30.0,
            (Size::Ml50, Brand::A) => 50.0,
            (Size::Ml50, Brand::B) => 60.0,
        }
    }

    /// Compliance of syringe and line together, mL/mmHg (chosen, fitted to published displacement volumes).
    #[must_use]
    pub const fn compliance_ml_per_mmhg(self) -> f64 {
        match self.size {
            Size::Ml3 => 0.000_2,
            Size::Ml5 => 0.000_3,
            Size::Ml10 => 0.000_5,
            Size::Ml20 => 0.001_0,
            Size::Ml30 => 0.001_4,
            Size::Ml50 => 0.002_6,
        }
    }

    /// The lowest rate that a maker recommends for the size, mL/h; lower ones are given, with a warning.
    #[must_use]
    pub const fn recommended_from_ml_h(self) -> f64 {
        match self.size {
            Size::Ml3 => 0.01,
            Size::Ml5 => 0.05,
            Size::Ml10 => 0.1,
            Size::Ml20 => 0.5,
            Size::Ml30 | Size::Ml50 => 1.0,
        }
    }

    /// The highest rate, mL/h (chosen).
    #[must_use]
    pub const fn largest_rate_ml_h(self) -> f64 {
        match self.size {
            Size::Ml3 => 100.0,
            Size::Ml5 => 150.0,
            Size::Ml10 => 300.0,
            Size::Ml20 => 500.0,
            Size::Ml30 => 700.0,
            Size::Ml50 => 999.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(brand: Brand, size: Size) -> SyringeKind {
        SyringeKind { brand, size }
    }

    #[test]
    fn twenty_for_fifty_gives_half_and_the_reverse_double() {
        let (small, large) = (kind(Brand::A, Size::Ml20), kind(Brand::A, Size::Ml50));
        let share = small.area_ml_per_mm() / large.area_ml_per_mm();
        assert!((share - 0.51).abs() < 0.005 && (1.0 / share - 1.95).abs() < 0.01);
    }

    #[test]
    fn another_brand_strays_less_than_another_size_but_more_than_a_pump_may() {
        for &size in Size::ALL {
            let ratio = kind(Brand::B, size).area_ml_per_mm() / kind(Brand::A, size).area_ml_per_mm();
            assert!((1.05..1.25).contains(&ratio), "{size:?} {ratio}");
        }
        assert_eq!(SyringeKind::all().count(), 12);
    }
}
