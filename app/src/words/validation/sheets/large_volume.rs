//! The large-volume pump, its number entry, its line and its alarms.

use simulators::line::LineConfig;
use simulators::line::hydraulics::ACCEPTABLE_RELEASE_ML;
use simulators::pump::setup::PumpConfig;

use super::{n, sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "A generic large-volume pump of one channel and the line behind it. It copies no maker’s device; its numbers \
         lie within what makers publish.",
        vec![
            dose(),
            rounding(),
            limits(),
            flow(),
            open_line(),
            occlusion(),
            release(),
            air(),
            end(),
            chevrons(),
        ],
        &[
            "Drug that travels along the line of a pump of one channel after a change of bag; a unit’s line does it.",
            "The volume of the line between bag and junction.",
            "The harm that air does once it has reached the patient.",
            "A restart by itself after an occlusion, unless a scenario allows it.",
            "Temperature, wear and ageing of the set, and errors of the pressure sensor.",
            "Conformity with any standard: no paid standard was read for this model.",
        ],
    )
}

fn dose() -> Statement {
    statement("Rate from a dose")
        .is("rate = dose * weight * 60 / concentration")
        .is("concentration = amount / volume")
        .with("volume", "of the container, mL")
        .with("weight", "kg, if the dose is per kilogram; else 1")
        .with("60", "if the dose is per minute; 1 if per hour, 1/24 if per day")
        .sourced("Textbook arithmetic; held to vectors from both sides.")
}

fn rounding() -> Statement {
    statement("Rounding of the programmed rate")
        .is("r < 100 → step = 0.1")
        .is("r ≥ 100 → step = 1")
        .with("r", "rate and step, mL/h")
        .chosen("Half up on the decimal value. A shift of the dose of more than 5 % is warned of.")
        .sourced("Safe notation: Institute for Safe Medication Practices.")
}

fn limits() -> Statement {
    statement("Limits of the drug library")
        .is("\"hard low\" ≤ \"soft low\" ≤ dose")
        .is("dose ≤ \"soft high\" ≤ \"hard high\"")
        .sourced("Generic Infusion Pump requirements 6.1.3 and 6.1.4, University of Pennsylvania 2009: a hard limit cannot be overridden, a soft one needs a reason.")
        .illustrative("Every drug, concentration and limit of the shipped library.")
}

fn flow() -> Statement {
    let pump = PumpConfig::default();
    statement("Flow of the pump")
        .is("Q = r (1 + e) f_ripple f_pressure")
        .is("f_ripple = 1 + a sin(2 pi V / V_c)")
        .is("f_pressure = 1 - k P / 100")
        .with("r", "programmed rate, mL/h")
        .with("e", format!("calibration error, {}", n(pump.flow_error)))
        .with("a", format!("ripple, {}", n(pump.ripple)))
        .with("V", "volume moved since the start, mL")
        .with("V_c", format!("volume of a cycle, {} mL", n(pump.cycle_ml)))
        .with("k", format!("loss for each 100 mmHg of back pressure, {}", n(pump.back_pressure_loss)))
        .chosen("Form and numbers. For size: a published ambulatory pump lost 7 to 17 % at +300 mmHg, a syringe pump 2 %. The pump counts the set rate, as a real one counts motor steps.")
}

fn open_line() -> Statement {
    let line = LineConfig::default();
    statement("Pressure in an open or pinched line")
        .is("dP / dt = (Q - (P - P_v) / R) / C")
        .is("P → P_v + R Q")
        .with(
            "P_v",
            format!("pressure of the vein, {} mmHg", n(line.venous_pressure_mmhg)),
        )
        .with(
            "R",
            format!(
                "resistance of the open line, {} mmHg for each mL/h",
                n(line.resistance_mmhg_per_ml_h)
            ),
        )
        .with(
            "C",
            format!(
                "compliance of the line, {} mL/mmHg",
                n(line.compliance_ml_per_mmhg)
            ),
        )
        .sourced("The compliance: a published teaching case. The form: textbook.")
        .chosen("Pressure of the vein and resistance.")
}

fn occlusion() -> Statement {
    let pump = PumpConfig::default();
    statement("Time to the alarm behind a complete block")
        .is("t = C (P_limit - P_0) / Q * 3600 + t_latency")
        .with(
            "P_limit",
            format!("limit of the pump, {} mmHg", n(pump.occlusion_limit_mmhg)),
        )
        .with("P_0", "pressure when the line was blocked, mmHg")
        .with("t_latency", format!("{} s", n(pump.occlusion_latency_s)))
        .sourced("For size: limits under 20 psi (1,034 mmHg), Generic Infusion Pump 1.10.3 and ECRI.")
        .chosen("Limit and latency of this pump.")
}

fn release() -> Statement {
    statement("Volume that is released when the line opens")
        .is("V = max(0, C (P - P_v) - V_backoff)")
        .with(
            "V_backoff",
            format!(
                "what the pump takes back, {} mL",
                n(PumpConfig::default().backoff_ml)
            ),
        )
        .sourced(&format!(
            "Criterion elsewhere: at most {} mL, Generic Infusion Pump 1.10.7 and ECRI 2015.",
            n(ACCEPTABLE_RELEASE_ML)
        ))
        .chosen("What the pump takes back.")
}

fn air() -> Statement {
    let pump = PumpConfig::default();
    statement("Air at the detector")
        .is("\"alarm if\" V_bubble > V_single")
        .is("\"or\" sum V_bubble > V_window \"within\" t_window")
        .with("V_single", format!("{} µL", n(pump.air_single_ul)))
        .with("V_window", format!("{} µL", n(pump.air_cumulative_ul)))
        .with("t_window", format!("{} min", n(pump.air_window_s / 60.0)))
        .sourced("For size: makers offer 50 to 500 µL and 1 mL in 15 minutes, Generic Infusion Pump 200 µL.")
        .chosen("The limits of this pump.")
}

fn end() -> Statement {
    let pump = PumpConfig::default();
    statement("End of the volume, and keep-vein-open")
        .is("t = VTBI / rate")
        .is("rate_KVO = min(KVO, rate)")
        .with(
            "KVO",
            format!(
                "{} mL/h, for at most {} min",
                n(pump.kvo_ml_h),
                n(pump.kvo_longest_s / 60.0)
            ),
        )
        .chosen("Within what makers offer: 0.1 to 20 mL/h, never above the set rate.")
}

fn chevrons() -> Statement {
    statement("Entry by chevrons, and slips of entry")
        .is("v < 100 → step = 0.1")
        .is("100 ≤ v < 1000 → step = 1")
        .is("v ≥ 1000 → step = 10")
        .is("ratio = entered / intended")
        .sourced("Steps: one maker’s chevron keys as described by the open PVSio-web model. Slips: reported to the FDA and the ISMP.")
        .chosen("The classes of slips, and the strict number pad, which drops nothing in silence.")
}
