//! Limits of electrical safety, and what a set of readings fails. `docs/models.md`, section Bench.

codes! {
    /// A reading that can fail.
    pub enum Reading {
        /// Resistance of the ground wire.
        GroundResistance => "ground_resistance",
        /// Touch current with the ground intact.
        TouchGroundIntact => "touch_current_ground_intact",
        /// Touch current with the ground open.
        TouchGroundOpen => "touch_current_ground_open",
        /// Resistance of the protective earth.
        ProtectiveEarth => "protective_earth",
        /// Leakage of the equipment.
        EquipmentLeakage => "equipment_leakage",
        /// Leakage of the applied part.
        AppliedPartLeakage => "applied_part_leakage",
    }
}

codes! {
    /// How a device protects against shock.
    pub enum ProtectionClass {
        /// By an earthed case.
        I => "I",
        /// By double insulation.
        II => "II",
    }
}

codes! {
    /// How well a part that touches the patient is isolated.
    pub enum AppliedPart {
        /// Body.
        B => "B",
        /// Body, floating.
        BF => "BF",
        /// Cardiac, floating.
        CF => "CF",
    }
}

/// Readings after NFPA 99 (2012 style).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TouchTest {
    /// Resistance of the ground wire, ohm; must be below 0.5.
    pub ground_ohm: f64,
    /// Touch current with the ground intact, µA; at most 100.
    pub intact_ua: f64,
    /// Touch current with the ground open, µA; at most 500.
    pub open_ua: f64,
}

/// Readings after IEC 62353, direct method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecurrentTest {
    /// Protection class.
    pub class: ProtectionClass,
    /// Applied part.
    pub part: AppliedPart,
    /// Resistance of the protective earth, ohm; at most 0.3, of class I only.
    pub earth_ohm: f64,
    /// Leakage of the equipment, µA; at most 500 of class I, 100 of class II.
    pub equipment_ua: f64,
    /// Leakage of the applied part, µA; at most 50 of CF, else 5,000.
    pub part_ua: f64,
}

impl TouchTest {
    /// What fails, in the order of measurement.
    #[must_use]
    pub fn failed(&self) -> Vec<Reading> {
        named([
            (Reading::GroundResistance, self.ground_ohm < 0.5),
            (Reading::TouchGroundIntact, self.intact_ua <= 100.0),
            (Reading::TouchGroundOpen, self.open_ua <= 500.0),
        ])
    }
}

impl RecurrentTest {
    /// What fails, in the order of measurement.
    #[must_use]
    pub fn failed(&self) -> Vec<Reading> {
        let (earthed, equipment_limit) = match self.class {
            ProtectionClass::I => (self.earth_ohm <= 0.3, 500.0),
            ProtectionClass::II => (true, 100.0),
        };
        let part_limit = match self.part {
            AppliedPart::CF => 50.0,
            AppliedPart::B | AppliedPart::BF => 5_000.0,
        };
        named([
            (Reading::ProtectiveEarth, earthed),
            (Reading::EquipmentLeakage, self.equipment_ua <= equipment_limit),
            (Reading::AppliedPartLeakage, self.part_ua <= part_limit),
        ])
    }
}

/// A reading that is no number passes nothing.
fn named(readings: [(Reading, bool); 3]) -> Vec<Reading> {
    readings
        .into_iter()
        .filter(|(_, passes)| !passes)
        .map(|(reading, _)| reading)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_must_be_below_its_limit_and_currents_may_reach_theirs() {
        let at_the_limit = TouchTest {
            ground_ohm: 0.5,
            intact_ua: 100.0,
            open_ua: 500.0,
        };
        assert_eq!(at_the_limit.failed(), [Reading::GroundResistance]);
    }

    #[test]
    fn a_double_insulated_device_has_no_earth_to_test() {
        let insulated = RecurrentTest {
            class: ProtectionClass::II,
            part: AppliedPart::BF,
            earth_ohm: f64::INFINITY,
            equipment_ua: 100.0,
            part_ua: 5_000.0,
        };
        assert_eq!(insulated.failed(), []);
    }

    #[test]
    fn a_reading_that_is_no_number_does_not_pass() {
        let broken = TouchTest {
            ground_ohm: f64::NAN,
            intact_ua: 1.0,
            open_ua: 1.0,
        };
        assert_eq!(broken.failed(), [Reading::GroundResistance]);
    }
}
