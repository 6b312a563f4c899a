//! What a unit of several channels and a secondary line add.

use simulators::line::Above;
use simulators::line::hydraulics::{
    MMHG_PER_CM_H2O, TISSUE_ELASTANCE_MMHG_PER_ML, UPSTREAM_COMPLIANCE_ML_PER_MMHG, UPSTREAM_LIMIT_MMHG,
};
use simulators::unit::power::{CRITICAL_S, LOW_S, PowerSetup};

use super::{n, sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "Up to four channels that share battery, mains, library and sound, and a secondary bag that hangs beside the \
         primary one.",
        vec![
            shared(),
            leaking(),
            upstream(),
            free_flow(),
            infiltration(),
            battery(),
        ],
        &[
            "The volume of the line between the bags and the junction.",
            "Swinging of the liquid, and a drip chamber that floods or runs dry by degrees.",
            "Age and temperature of the battery, beyond one factor of its health.",
            "Tissue that gives way, swells or hurts: only its pressure rises.",
        ],
    )
}

fn shared() -> Statement {
    let above = Above::default();
    statement("What each bag gives while the secondary clamp is open")
        .is("q_primary = (R_s Q - (H_s - H_p) - P_c) / (R_s + R_p)")
        .is("q_secondary = Q - q_primary")
        .is("R_s Q ≤ H_s - H_p + P_c → q_primary = 0")
        .with("H_s", "height of the secondary’s surface above the junction, cm")
        .with(
            "H_p",
            format!(
                "height of the primary’s, cm: {} on the pole, {} lower on its hook",
                n(above.pole_cm),
                n(above.extension_cm)
            ),
        )
        .with(
            "R_s",
            format!(
                "resistance of the secondary branch, {} cmH₂O for each mL/h",
                n(above.secondary_resistance)
            ),
        )
        .with(
            "R_p",
            format!(
                "resistance of the primary branch, {} cmH₂O for each mL/h",
                n(above.primary_resistance)
            ),
        )
        .with(
            "P_c",
            format!(
                "opening pressure of the back-check valve, {} cmH₂O",
                n(above.valve_opening_cm_h2o)
            ),
        )
        .sourced("The behaviour: AACN, ISMP Canada.")
        .chosen("The equations and every number in them.")
}

fn leaking() -> Statement {
    statement("With a back-check valve that leaks")
        .is("q_secondary = (R_p Q + H_s - H_p) / (R_s + R_p)")
        .chosen("The primary gets or gives the rest.")
}

fn upstream() -> Statement {
    statement("Both branches shut")
        .is("P = head - V / C_u")
        .with(
            "C_u",
            format!(
                "compliance of the walls above the pump, {} mL/mmHg",
                n(UPSTREAM_COMPLIANCE_ML_PER_MMHG)
            ),
        )
        .with("P", format!("the alarm comes at {} mmHg", n(UPSTREAM_LIMIT_MMHG)))
        .chosen("Until then up to 30 % of the flow is lost in silence.")
}

fn free_flow() -> Statement {
    statement("Flow by gravity with the set out of the pump")
        .is("Q = (H g - P_v) / R_g")
        .with("g", format!("{} mmHg for each cm of water", n(MMHG_PER_CM_H2O)))
        .with("R_g", "resistance of the open set, 0.05 mmHg for each mL/h")
        .sourced("The form: hydrostatics.")
        .chosen("The resistance: a bag 80 cm up runs at about 980 mL/h.")
}

fn infiltration() -> Statement {
    statement("Infusion beside the vein")
        .is("P_tissue = E V")
        .with(
            "E",
            format!("{} mmHg for each mL", n(TISSUE_ELASTANCE_MMHG_PER_ML)),
        )
        .chosen(
            "A tenth of the drug still reaches the blood. No alarm tells of it before the occlusion limit.",
        )
}

fn battery() -> Statement {
    let power = PowerSetup::default();
    statement("Running on the battery")
        .is("t = 3600 E / (P_idle + k rate)")
        .with("E", format!("energy that is left of {} Wh", n(power.capacity_wh)))
        .with("P_idle", format!("{} W", n(power.idle_w)))
        .with("k", format!("{} W for each mL/h of all channels", n(power.per_ml_h_w)))
        .with("t", format!("alarms when {} and {} min are left", n(LOW_S / 60.0), n(CRITICAL_S / 60.0)))
        .sourced("Reading and averaging of the gauge: Generic Infusion Pump 5.1.1 and 5.1.2, which asks for 15 and 5 minutes.")
        .chosen("Load, capacity and the earlier low alarm.")
}
