//! Kinds about ventilation, by their names.

use super::given::Given;
use super::{Kind, Produced, gases, lung_runs, lungs};

type Formula = fn(&Given<'_>) -> Produced;

pub(super) fn kind(name: &str) -> Option<Kind> {
    let formula_only = |formula| Kind {
        formula,
        simulator: None,
    };
    let with_run = |formula: Formula, run: Formula| Kind {
        formula,
        simulator: Some(run),
    };
    Some(match name {
        "predicted_body_weight" => formula_only(lungs::predicted_body_weight),
        "vc_square_pressures" => with_run(lungs::vc_square_pressures, lung_runs::vc_square_pressures),
        "vc_decelerating_pressures" => with_run(
            lungs::vc_decelerating_pressures,
            lung_runs::vc_decelerating_pressures,
        ),
        "pc_tidal_volume" => with_run(lungs::pc_tidal_volume, lung_runs::pc_tidal_volume),
        "passive_exhalation" => with_run(lungs::passive_exhalation, lung_runs::passive_exhalation),
        "auto_peep_vc_steady_state" => with_run(
            lungs::auto_peep_vc_steady_state,
            lung_runs::auto_peep_vc_steady_state,
        ),
        "auto_peep_pc_steady_state" => with_run(
            lungs::auto_peep_pc_steady_state,
            lung_runs::auto_peep_pc_steady_state,
        ),
        "measured_mechanics" => formula_only(lungs::measured_mechanics),
        "mean_airway_pressure" => with_run(lungs::mean_airway_pressure, lung_runs::mean_airway_pressure),
        "psv_flow_cycle" => with_run(lungs::psv_flow_cycle, lung_runs::psv_flow_cycle),
        "leak_autotrigger" => formula_only(lungs::leak_autotrigger),
        "leak_percent" => formula_only(lungs::leak_percent),
        "circuit_compliance_loss" => {
            with_run(lungs::circuit_compliance_loss, lung_runs::circuit_compliance_loss)
        }
        "two_compartment_pc" => with_run(lungs::two_compartment_pc, lung_runs::two_compartment_pc),
        "trigger_and_ineffective_effort" => with_run(
            lungs::trigger_and_ineffective_effort,
            lung_runs::trigger_and_ineffective_effort,
        ),
        "rsbi" => formula_only(lungs::rsbi),
        "mechanical_power_vc" => formula_only(lungs::mechanical_power_vc),
        "ardsnet_table" => formula_only(lungs::ardsnet_table),
        "fault_parameter_change_vc" => formula_only(lungs::fault_parameter_change_vc),
        "prvc_next_pressure" => formula_only(lungs::prvc_next_pressure),
        "aprv_release" => formula_only(lungs::aprv_release),
        "alveolar_gas" => formula_only(gases::alveolar_gas),
        "pf_ratio_berlin" => formula_only(gases::pf_ratio_berlin),
        "paco2_steady_state" => formula_only(gases::paco2_steady_state),
        "paco2_after_change" => formula_only(gases::paco2_after_change),
        "paco2_transient" => with_run(gases::paco2_transient, lung_runs::paco2_transient),
        "oxygen_saturation" => formula_only(gases::oxygen_saturation),
        "oxygen_content" => formula_only(gases::oxygen_content),
        "shunt_pao2" => formula_only(gases::shunt_pao2),
        _ => return None,
    })
}
