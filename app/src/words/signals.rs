//! Signals, events and actions of a run in plain words, for the debrief.

use simulators::action::ChannelAct;
use simulators::alarms::priority::Priority;
use simulators::alarms::table::AlarmId;
use simulators::ventilator::VentilatorAct;
use training::debrief::What;
use training::grade::Outcome;
use training::log::Action;
use training::play::Ending;

use crate::components::timeline::MarkKind;

use super::{bedside, debriefing, learning, pump, skills};

/// A signal's name.
#[must_use]
pub fn signal(name: &str) -> String {
    let plain = match name {
        "pump.on" => "pump on",
        "pump.running" => "pump running",
        "pump.paused" => "pump paused",
        "pump.kvo" => "keep-vein-open flow",
        "pump.bolusing" => "bolus running",
        "pump.alarming" => "pump alarming",
        "pump.rate" => "programmed rate",
        "pump.flow" => "flow from the pump",
        "pump.vtbi" => "volume still to be infused",
        "pump.volume_infused" => "volume infused",
        "pump.dose" => "programmed dose",
        "pump.weight" => "programmed weight",
        "pump.pressure" => "pressure in the line",
        "pump.time_left" => "time left",
        "pump.door_open" => "pump door open",
        "pump.overridden" => "limit overridden",
        "line.clamp_open" => "clamp open",
        "line.occluded" => "line blocked",
        "line.flow" => "flow to the patient",
        "line.bolus_ml" => "bolus released into the patient",
        "line.delivered_ml" => "volume that reached the patient",
        "line.air_ul" => "air in the line",
        "patient.map" => "mean arterial pressure",
        "patient.heart_rate" => "heart rate",
        "patient.weight" => "patient's weight",
        "order.rate" => "ordered rate",
        "order.dose" => "ordered dose",
        "order.vtbi" => "ordered volume",
        other => return other.replace(['.', '_'], " "),
    };
    plain.to_owned()
}

/// An alarm's name.
#[must_use]
pub fn alarm(id: &str) -> String {
    alarm_id(id).map_or_else(|| id.replace('_', " "), |id| pump::alarm(id).to_owned())
}

/// The alarm of a name in a log.
#[must_use]
pub fn alarm_id(id: &str) -> Option<AlarmId> {
    AlarmId::ALL.iter().copied().find(|alarm| alarm.as_str() == id)
}

/// How an alarm is drawn on the timeline, by its priority.
#[must_use]
pub fn alarm_mark(id: &str) -> MarkKind {
    match alarm_id(id).map(AlarmId::priority) {
        Some(Priority::High) | None => MarkKind::High,
        Some(Priority::Medium) => MarkKind::Medium,
        Some(Priority::Low) => MarkKind::Low,
    }
}

/// What the learner did.
#[must_use]
pub fn action(action: &Action) -> String {
    match action {
        Action::Press { key } => format!("Key {}", pump::key(*key)),
        Action::Release { key } => format!("Key {} let go", pump::key(*key)),
        Action::Bedside { act } => bedside::act(*act).to_owned(),
        Action::OnChannel { channel, act } => {
            let done = match act {
                ChannelAct::Press { key } => format!("Key {}", pump::key(*key)),
                ChannelAct::Release { key } => format!("Key {} let go", pump::key(*key)),
                ChannelAct::Bedside { act } => bedside::act(*act).to_owned(),
            };
            format!("Channel {}: {done}", channel.as_str().to_uppercase())
        }
        Action::SyringeBedside { act } => sentence_case(act.as_str()),
        Action::MovePump { to_cm } => format!("Pump moved to {to_cm} cm over the heart"),
        Action::DrawBlood { test } => format!("Blood drawn: {}", test.as_str()),
        Action::Ventilator { act } => ventilator_act(act),
        Action::Offer { id } | Action::Answer { question: id, .. } => sentence_case(id),
        Action::Advance => "Time passes".to_owned(),
        Action::AskCoach => skills::asked().to_owned(),
        Action::CalledAway => learning::called_away().to_owned(),
        Action::Finish => learning::finish().to_owned(),
    }
}

/// What was done to the ventilator or to the patient it ventilates.
fn ventilator_act(act: &VentilatorAct) -> String {
    match act {
        VentilatorAct::Push { button } => format!("Button {}", button.as_str().replace('_', " ")),
        VentilatorAct::Choose { setting } => format!("Setting {}", setting.as_str().replace('_', " ")),
        VentilatorAct::Mode { mode } => format!("Mode {}", mode.as_str().replace('_', " ")),
        VentilatorAct::Turn { clicks } => format!("Knob turned by {clicks}"),
        VentilatorAct::Care { act } => sentence_case(act.as_str()),
    }
}

/// One thing on the timeline.
#[must_use]
pub fn item(what: &What) -> String {
    match what {
        What::Did { action: done } => action(done),
        What::Happened { event } => sentence_case(event),
        What::Alarm { alarm: id, .. } => format!("Alarm: {}", alarm(id)),
        What::Phase { phase } => format!("Part: {}", phase.replace('-', " ")),
        What::Said { who: Some(who), text } => format!("{who}: {text}"),
        What::Said { who: None, text } => text.clone(),
        What::Decided { criterion, outcome } => {
            let word = match outcome {
                Outcome::Met => debriefing::met(),
                Outcome::Missed => debriefing::missed(),
                Outcome::NotAssessed => debriefing::not_assessed(),
            };
            format!("{word}: {}", criterion.replace('-', " "))
        }
        What::Ended { ending } => match ending {
            Ending::Completed => "The scenario was complete",
            Ending::TimedOut => "The time was over",
            Ending::Finished => "Finished by the learner",
            Ending::CalledAway => learning::called_away(),
            Ending::Unfinished => "The log ends before the run did",
        }
        .to_owned(),
    }
}

fn sentence_case(code: &str) -> String {
    let mut text = code.replace(['.', '_', '-'], " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}
