//! Pressure that adapts to a target volume, breath by breath (PRVC).

/// Largest change of the pressure from one breath to the next, cmH2O (textbook value).
pub const LARGEST_STEP_CMH2O: f64 = 3.0;
/// How far below the high-pressure limit the pressure stays, cmH2O (as one maker does).
pub const BELOW_LIMIT_CMH2O: f64 = 5.0;
/// Smallest pressure above PEEP, cmH2O (*chosen*).
pub const SMALLEST_CMH2O: f64 = 5.0;

/// What the controller knows after a breath; pressures in cmH2O above PEEP unless named otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastBreath {
    /// Volume that is wanted, mL.
    pub target_ml: f64,
    /// Volume that the last breath gave, mL.
    pub measured_ml: f64,
    /// Its pressure.
    pub pressure_cmh2o: f64,
    /// Highest pressure above PEEP that may be used.
    pub ceiling_cmh2o: f64,
    /// Lowest pressure above PEEP that may be used.
    pub floor_cmh2o: f64,
    /// Largest change.
    pub largest_step_cmh2o: f64,
}

/// Pressure of the next breath, and whether the ceiling cut it.
#[must_use]
pub fn next_pressure_cmh2o(last: &LastBreath) -> (f64, bool) {
    let wanted = if last.measured_ml > 0.0 {
        last.target_ml * last.pressure_cmh2o / last.measured_ml
    } else {
        f64::MAX
    };
    let step = (wanted - last.pressure_cmh2o).clamp(-last.largest_step_cmh2o, last.largest_step_cmh2o);
    let stepped = last.pressure_cmh2o + step;
    let limited = stepped > last.ceiling_cmh2o;
    (stepped.min(last.ceiling_cmh2o).max(last.floor_cmh2o), limited)
}
