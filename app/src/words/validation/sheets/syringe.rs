//! The syringe pump.

use simulators::syringe::setup::{SyringeLineConfig, SyringePumpConfig};
use simulators::syringe::{Brand, MMHG_PER_CM, Size, SyringeKind};

use super::{n, sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "A generic syringe pump with syringes of two brands. It must be told brand and size each time a syringe is \
         laid in; its barrel clamp only narrows the choice.",
        vec![
            geometry(),
            pushed(),
            out(),
            start_up(),
            height(),
            wrong_size(),
            occlusion(),
            siphon(),
        ],
        &[
            "Friction that sticks and slips.",
            "Tilting of the pump, and air in the syringe.",
            "Drug that travels along the line.",
            "Reading errors of the size sensor, other than those a scenario injects.",
        ],
    )
}

fn geometry() -> Statement {
    let sizes = Size::ALL
        .iter()
        .map(|&size| {
            let kind = SyringeKind {
                brand: Brand::A,
                size,
            };
            n(kind.inner_diameter_mm())
        })
        .collect::<Vec<_>>()
        .join(", ");
    statement("Area of the plunger")
        .is("A = pi d^2 / 4000")
        .with("A", "mL for each mm of way")
        .with("d", format!("inner diameter of brand A by size, {sizes} mm"))
        .sourced("Diameters of brand A and of the largest of brand B: typical figures of plastic syringes.")
        .chosen("The other sizes of brand B.")
}

fn pushed() -> Statement {
    let line = SyringeLineConfig::default();
    statement("Pressure while the plunger moves")
        .is("dP = A s / C")
        .with(
            "s",
            format!(
                "way of the plunger, mm; the first {} mm only take up the slack",
                n(line.slack_mm)
            ),
        )
        .with(
            "C",
            "compliance of syringe and line by size, 0.0002 to 0.0026 mL/mmHg",
        )
        .chosen("Fitted to published displacement volumes; the largest is therefore not independent of them.")
}

fn out() -> Statement {
    let line = SyringeLineConfig::default();
    statement("Flow out of the line")
        .is("level = P_v - g H rho + P_open")
        .is("V_out = C (P - level) (1 - exp(-dt / (R C)))")
        .with(
            "P_v",
            format!("pressure of the vein, {} mmHg", n(line.venous_pressure_mmhg)),
        )
        .with("g", format!("{} mmHg for each cm of height H", n(MMHG_PER_CM)))
        .with(
            "rho",
            format!("density relative to water, {}", n(line.density_rel)),
        )
        .with(
            "P_open",
            format!(
                "opening pressure, {} mmHg; {} with an anti-siphon valve",
                n(line.opening_pressure_mmhg),
                n(line.valve_opening_pressure_mmhg)
            ),
        )
        .sourced("The form: hydrostatics, solved exactly over each step.")
        .chosen("Opening pressures.")
}

fn start_up() -> Statement {
    let pump = SyringePumpConfig::default();
    statement("Delay before the first drop")
        .is("V_lost = s_slack A + C P_open")
        .is("t = max(0, V_lost - V_purge) / rate")
        .with(
            "V_purge",
            format!("what was purged, at most {} mL", n(pump.purge_limit_ml)),
        )
        .sourced("For size: start-up delays of four pumps, 2001 (PubMed 11696120).")
        .chosen("Slack and opening pressure.")
}

fn height() -> Statement {
    statement("Volume that a change of height moves")
        .is("V = C g H")
        .is("t_without = V / rate")
        .with(
            "V",
            "a bolus when the pump is raised; blood or air drawn in when it is lowered",
        )
        .with("t_without", "time without delivery after lowering")
        .sourced("For size: displacement studies, see the figure.")
}

fn wrong_size() -> Statement {
    statement("Told a wrong syringe")
        .is("rate_true = rate A / A_told")
        .sourced("Geometry. The volume left that is shown is wrong in the same ratio.")
}

fn occlusion() -> Statement {
    let pump = SyringePumpConfig::default();
    statement("Time to the alarm behind a complete block")
        .is("t = C (P_limit - P_0) / Q * 3600 + t_latency")
        .with(
            "P_limit",
            format!("limit of the pump, {} mmHg", n(pump.occlusion_limit_mmhg)),
        )
        .with("t_latency", format!("{} s", n(pump.occlusion_latency_s)))
        .sourced("For size: Donmez et al. 2005 (PubMed 15787919).")
        .chosen("Limit and latency. Nothing starts again by itself after it (ECRI: never on syringe pumps).")
}

fn siphon() -> Statement {
    let line = SyringeLineConfig::default();
    statement("What runs by itself while nothing holds the plunger")
        .is("Q = -level / R_g")
        .with(
            "R_g",
            format!("{} mmHg for each mL/h", n(line.siphon_resistance_mmhg_per_ml_h)),
        )
        .chosen("With an anti-siphon valve nothing runs.")
}
