//! What is validated: the devices and models that have a page of their own.

use super::FigureId;

codes! {
    /// What a page of validation is about. Written as in the page's address.
    pub enum Subject {
        /// The large-volume pump: doses, entry, line, alarms.
        LargeVolumePump => "large-volume-pump",
        /// What a unit of several channels and a secondary line add.
        SecondaryLine => "secondary-line",
        /// The syringe pump.
        SyringePump => "syringe-pump",
        /// The patients and the drugs they answer to.
        Patients => "patients",
        /// The ventilator, the lung and the exchange of gas.
        Ventilator => "ventilator",
        /// The technician's bench.
        Bench => "bench",
        /// Statistics of tests and of error rates.
        Statistics => "statistics",
    }
}

impl Subject {
    /// The subject to which a kind of test vectors belongs. Every kind belongs to one, so that none is left untold.
    #[must_use]
    pub fn of_vectors(kind: &str) -> Option<Self> {
        Some(match kind {
            "dose_to_rate"
            | "rate_to_dose"
            | "vtbi_rate_time"
            | "bolus_loading_dose"
            | "ders_limit_check"
            | "occlusion_time_to_alarm"
            | "post_occlusion_bolus"
            | "partial_occlusion_pressure"
            | "air_in_line"
            | "infusion_complete_kvo"
            | "keypad_entry_strict"
            | "chevron_entry"
            | "entry_error_class"
            | "alarm_priority_matrix"
            | "alarm_arbitration" => Self::LargeVolumePump,
            "secondary_head_height" | "battery_runtime" => Self::SecondaryLine,
            "syringe_height_change" | "syringe_start_up_delay" | "syringe_wrong_size" => Self::SyringePump,
            "gravimetric_flow_test"
            | "trumpet_curve"
            | "electrical_safety_nfpa99"
            | "electrical_safety_iec62353" => Self::Bench,
            "kr20"
            | "cronbach_alpha"
            | "point_biserial"
            | "angoff_cut_score"
            | "cohen_kappa"
            | "u_chart"
            | "interrupted_time_series" => Self::Statistics,
            "predicted_body_weight"
            | "vc_square_pressures"
            | "vc_decelerating_pressures"
            | "pc_tidal_volume"
            | "passive_exhalation"
            | "auto_peep_vc_steady_state"
            | "auto_peep_pc_steady_state"
            | "measured_mechanics"
            | "mean_airway_pressure"
            | "psv_flow_cycle"
            | "leak_autotrigger"
            | "leak_percent"
            | "circuit_compliance_loss"
            | "two_compartment_pc"
            | "trigger_and_ineffective_effort"
            | "rsbi"
            | "mechanical_power_vc"
            | "ardsnet_table"
            | "fault_parameter_change_vc"
            | "prvc_next_pressure"
            | "aprv_release"
            | "alveolar_gas"
            | "pf_ratio_berlin"
            | "paco2_steady_state"
            | "paco2_after_change"
            | "paco2_transient"
            | "oxygen_saturation"
            | "oxygen_content"
            | "shunt_pao2" => Self::Ventilator,
            _ => return None,
        })
    }

    /// The figures that stand on its page.
    pub fn figures(self) -> impl Iterator<Item = FigureId> {
        FigureId::ALL
            .iter()
            .copied()
            .filter(move |id| id.subject() == self)
    }
}
