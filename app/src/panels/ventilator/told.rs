//! The last breath in sentences.

use simulators::ventilator::account::{BreathAccount, account};
use simulators::ventilator::measured::Sample;

use super::cursors::number;
use crate::words::ventilator as words;

/// What the curves of a breath show, in sentences.
pub(super) fn told(breath: &[Sample]) -> String {
    match account(breath) {
        None => words::no_breath_yet().to_owned(),
        Some(account) => breath_told(&account),
    }
}

/// A breath in sentences.
#[must_use]
pub fn breath_told(account: &BreathAccount) -> String {
    sentences(account).join(" ")
}

fn sentences(account: &BreathAccount) -> Vec<String> {
    let whole = |value: f32| number(value, 0);
    let mut pressure = words::pressure_runs(account.pressure, &whole(account.peak_cmh2o));
    if let Some(plateau) = account.plateau_cmh2o {
        pressure.push_str(&words::plateau(&whole(plateau)));
    }
    pressure.push_str(&words::falls(&number(account.end_cmh2o, 1)));
    let out = match account.left_l_min {
        Some(left) => words::flow_left(&whole(left)),
        None => words::flow_rests().to_owned(),
    };
    let volume = match (account.lost_ml, account.left_l_min) {
        (Some(lost), _) => words::volume_lost(&whole(account.volume_ml), &whole(lost)),
        (None, Some(_)) => words::volume_stays(&whole(account.volume_ml)),
        (None, None) => words::volume_back(&whole(account.volume_ml)),
    };
    let outside_s = account.total_s - account.inspiration_s;
    let mut sentences = vec![
        pressure,
        words::flow_runs(account.flow, &whole(account.peak_in_l_min)),
        out,
        volume,
        words::times(
            &number(account.inspiration_s, 2),
            &number(account.total_s, 2),
            &number(outside_s / account.inspiration_s, 1),
        ),
    ];
    let dip = number(account.dip_cmh2o.max(0.0), 1);
    // A dip too small to be read off the screen is not told.
    match (account.notches, dip.as_str()) {
        (0, _) => {}
        (1, "0") => sentences.push(words::one_notch_alone().to_owned()),
        (many, "0") => sentences.push(words::notches_alone(many)),
        (1, _) => sentences.push(words::one_notch(&dip)),
        (many, _) => sentences.push(words::notches(many, &dip)),
    }
    if account.saw_tooth {
        sentences.push(words::saw_tooth().to_owned());
    }
    sentences
}
