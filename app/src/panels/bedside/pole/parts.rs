//! What a person sees of each part in words, and what hands can do to it.

use simulators::action::BedsideAct;
use simulators::line::view::{AboveView, BranchView, LineView, SecondaryView, SetState};
use simulators::unit::view::PowerView;

use crate::words::{bedside, pole, unit};

/// A part of the bedside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Primary,
    Secondary,
    Line,
    Power,
}

impl Part {
    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Primary => pole::primary(),
            Self::Secondary => pole::secondary(),
            Self::Line => pole::line(),
            Self::Power => unit::power(),
        }
    }

    /// Always the same facts in the same order, so that their number tells nothing about the fault.
    pub(super) fn facts(self, line: &LineView, power: &PowerView) -> Vec<String> {
        let Some(above) = &line.above else {
            return Vec::new();
        };
        match self {
            Self::Primary => primary(line, above),
            Self::Secondary => above
                .secondary
                .as_ref()
                .map(|secondary| secondary_facts(secondary, above))
                .unwrap_or_default(),
            Self::Line => below(line, above),
            Self::Power => vec![unit::source(power).to_owned(), unit::battery_time(power)],
        }
    }

    /// One button for each thing a hand can do. A pair changes places with what it did.
    pub(super) fn acts(self, line: &LineView, power: &PowerView) -> Vec<Offered> {
        let Some(above) = &line.above else {
            return Vec::new();
        };
        let acts = match self {
            Self::Primary => vec![
                either(
                    above.primary_lowered,
                    BedsideAct::RaisePrimary,
                    BedsideAct::LowerPrimary,
                ),
                either(
                    above.primary.clamp_open,
                    BedsideAct::ClosePrimaryClamp,
                    BedsideAct::OpenPrimaryClamp,
                ),
                BedsideAct::ChangeBag,
            ],
            Self::Secondary => match &above.secondary {
                Some(secondary) => vec![
                    either(
                        secondary.hung,
                        BedsideAct::TakeDownSecondary,
                        BedsideAct::HangSecondary,
                    ),
                    either(
                        secondary.branch.clamp_open,
                        BedsideAct::CloseSecondaryClamp,
                        BedsideAct::OpenSecondaryClamp,
                    ),
                    BedsideAct::ChangeSecondaryBag,
                ],
                None => Vec::new(),
            },
            Self::Line => vec![
                either(line.clamp_open, BedsideAct::CloseClamp, BedsideAct::OpenClamp),
                either(line.door_open, BedsideAct::CloseDoor, BedsideAct::OpenDoor),
                either(
                    line.set == SetState::Loaded,
                    BedsideAct::UnloadSet,
                    BedsideAct::LoadSet,
                ),
                BedsideAct::StraightenLine,
                BedsideAct::RelieveLine,
                BedsideAct::RemoveAir,
            ],
            Self::Power => vec![either(
                power.plugged,
                BedsideAct::UnplugMains,
                BedsideAct::PlugMains,
            )],
        };
        acts.into_iter()
            .map(|act| Offered {
                act,
                possible: is_possible(act, line),
            })
            .collect()
    }
}

/// An act that a button offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offered {
    /// The act.
    pub(super) act: BedsideAct,
    /// Whether a look at the bedside shows that it can be done now.
    pub(super) possible: bool,
}

/// Whether an act can be done as far as one can see. Looking for a kink, for pressure or for air can always be
/// tried: a button that woke up when there is one would give the fault away.
pub(super) fn is_possible(act: BedsideAct, line: &LineView) -> bool {
    match act {
        BedsideAct::StraightenLine
        | BedsideAct::RelieveLine
        | BedsideAct::RemoveAir
        | BedsideAct::PlugMains
        | BedsideAct::UnplugMains => true,
        _ => line.acts.contains(&act),
    }
}

const fn either(when: bool, yes: BedsideAct, no: BedsideAct) -> BedsideAct {
    if when { yes } else { no }
}

fn primary(line: &LineView, above: &AboveView) -> Vec<String> {
    let hook = if above.primary_lowered {
        pole::on_extension()
    } else {
        pole::on_pole_hook()
    };
    let [name, what] = pole::label(&line.bag);
    let mut facts = vec![
        pole::bag_of(&name, &what),
        bedside::bag_left(line.bag.left_ml, line.bag.left_percent),
        hook.to_owned(),
        pole::height(above.primary.head_cm),
    ];
    facts.extend(branch(&above.primary));
    facts
}

fn secondary_facts(secondary: &SecondaryView, above: &AboveView) -> Vec<String> {
    let [name, what] = pole::label(&secondary.bag);
    let mut facts = vec![
        pole::bag_of(&name, &what),
        bedside::bag_left(secondary.bag.left_ml, secondary.bag.left_percent),
    ];
    if secondary.hung {
        facts.extend([
            pole::joined().to_owned(),
            pole::height(secondary.branch.head_cm),
            pole::beside(secondary.branch.head_cm, above.primary.head_cm),
        ]);
    } else {
        facts.push(pole::not_hung().to_owned());
    }
    facts.extend(branch(&secondary.branch));
    facts
}

fn branch(branch: &BranchView) -> [String; 2] {
    let clamp = if branch.clamp_open {
        pole::roller_open()
    } else {
        pole::roller_shut()
    };
    let drops = match branch.drops_per_minute {
        0 => pole::no_drops().to_owned(),
        some => pole::drops(some),
    };
    [clamp.to_owned(), drops]
}

fn below(line: &LineView, above: &AboveView) -> Vec<String> {
    let one_of = |when: bool, yes: &'static str, no: &'static str| if when { yes } else { no }.to_owned();
    vec![
        one_of(above.kinked, pole::above_kinked(), pole::above_free()),
        one_of(line.door_open, bedside::door_open(), bedside::door_closed()),
        bedside::set(line.set).to_owned(),
        one_of(above.free_flow, pole::free_flow(), pole::no_free_flow()),
        one_of(line.clamp_open, bedside::clamp_open(), bedside::clamp_closed()),
        bedside::course(line.course).to_owned(),
        match line.air_ul {
            0 => bedside::no_air().to_owned(),
            some => bedside::air(some),
        },
        one_of(line.swollen, pole::skin_swollen(), pole::skin_usual()),
    ]
}
