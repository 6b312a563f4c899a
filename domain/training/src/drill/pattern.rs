//! What the curves of a case can show.

use serde::{Deserialize, Serialize};

/// What can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Patient and ventilator fit; nothing is wrong.
    InStep,
    /// The next breath begins before the last one is out.
    TrappedGas,
    /// The patient pulls and gets no breath.
    IneffectiveEffort,
    /// One effort takes two breaths.
    DoubleTrigger,
    /// The patient pulls for more flow than is set.
    FlowStarvation,
    /// A supported breath goes on after the patient has stopped.
    LateCycling,
    /// A supported breath ends while the patient still pulls.
    EarlyCycling,
    /// Breaths are triggered, and nobody pulled.
    AutoTriggering,
    /// Breaths of the ventilator call efforts forth.
    ReverseTriggering,
    /// Part of what goes in does not come back.
    Leak,
    /// Secretions rattle in the airway.
    Secretions,
    /// The peak has risen, the plateau has not.
    NarrowAirway,
    /// Peak and plateau have risen together.
    StiffLung,
}

use Pattern as P;

impl Pattern {
    /// Every pattern, in order of declaration.
    pub const ALL: &'static [Pattern] = &[
        P::InStep,
        P::TrappedGas,
        P::IneffectiveEffort,
        P::DoubleTrigger,
        P::FlowStarvation,
        P::LateCycling,
        P::EarlyCycling,
        P::AutoTriggering,
        P::ReverseTriggering,
        P::Leak,
        P::Secretions,
        P::NarrowAirway,
        P::StiffLung,
    ];

    /// The code of the pattern.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            P::InStep => "in_step",
            P::TrappedGas => "trapped_gas",
            P::IneffectiveEffort => "ineffective_effort",
            P::DoubleTrigger => "double_trigger",
            P::FlowStarvation => "flow_starvation",
            P::LateCycling => "late_cycling",
            P::EarlyCycling => "early_cycling",
            P::AutoTriggering => "auto_triggering",
            P::ReverseTriggering => "reverse_triggering",
            P::Leak => "leak",
            P::Secretions => "secretions",
            P::NarrowAirway => "narrow_airway",
            P::StiffLung => "stiff_lung",
        }
    }

    /// What it may be taken for, the nearest first: offered before other wrong answers, where it is wrong.
    pub(super) const fn near(self) -> &'static [Pattern] {
        match self {
            P::InStep => &[
                P::IneffectiveEffort,
                P::TrappedGas,
                P::Leak,
                P::FlowStarvation,
                P::StiffLung,
            ],
            P::TrappedGas => &[P::InStep, P::Leak, P::NarrowAirway, P::LateCycling, P::StiffLung],
            P::IneffectiveEffort => &[P::DoubleTrigger, P::AutoTriggering, P::InStep, P::Secretions],
            P::DoubleTrigger => &[
                P::AutoTriggering,
                P::IneffectiveEffort,
                P::ReverseTriggering,
                P::InStep,
            ],
            P::FlowStarvation => &[P::IneffectiveEffort, P::StiffLung, P::DoubleTrigger, P::InStep],
            P::LateCycling => &[P::EarlyCycling, P::TrappedGas, P::InStep, P::Leak],
            P::EarlyCycling => &[P::LateCycling, P::DoubleTrigger, P::IneffectiveEffort, P::InStep],
            P::AutoTriggering => &[
                P::DoubleTrigger,
                P::ReverseTriggering,
                P::InStep,
                P::IneffectiveEffort,
            ],
            P::ReverseTriggering => &[
                P::FlowStarvation,
                P::IneffectiveEffort,
                P::AutoTriggering,
                P::InStep,
            ],
            P::Leak => &[P::TrappedGas, P::AutoTriggering, P::InStep, P::Secretions],
            P::Secretions => &[P::IneffectiveEffort, P::AutoTriggering, P::InStep, P::Leak],
            P::NarrowAirway => &[P::StiffLung, P::InStep, P::FlowStarvation, P::Secretions],
            P::StiffLung => &[P::NarrowAirway, P::InStep, P::TrappedGas, P::FlowStarvation],
        }
    }
}
