//! Practice in naming waveforms: what each pattern is, how it is seen, and what is done about it.

use simulators::notation;
use simulators::rounding::half_up;
use training::drill::{Pattern, Place, Proof};

words! {
    title => "Name that waveform";
    practice => "Practice without end";
    told_short => "Fifteen seconds of a ventilator’s curves: say what they show";
    link_from_module => "Practise naming waveforms";
    lede => "Look at fifteen seconds of a ventilator’s curves and say what they show. You are told at once whether that is right, and why.";
    practice_only => "This is practice. It gives no evidence, nobody sees it, and nothing of it is kept once you leave the page.";
    needs_scripts => "The cases are made in your browser. Allow scripts for this page to see them.";
    making => "A case is being made";
    case(number: u64) => "Case {number}";
    address_hint => "The address of this page leads anybody to this case.";
    picture(mode: &str) => "Curves of pressure, flow and volume over fifteen seconds, {mode}";
    numbers => "What the ventilator shows";
    mode => "Mode";
    set(name: &str) => "Set: {name}";
    before => "Peak and plateau earlier";
    before_values(peak: &str, plateau: &str) => "{peak} and {plateau} cmH2O";
    in_words => "The curves in words";
    in_words_text => "What is drawn, breath by breath. The breaths that the edges cut are left out.";
    breath(number: usize, from: &str, to: &str, origin: &str) => "Breath {number}, {from} to {to} s, started by {origin}:";
    nothing_went_in => "Nothing went in.";
    question => "What do the curves show?";
    right(name: &str) => "Right: {name}";
    wrong(name: &str) => "Not right. It is: {name}";
    you_said(name: &str) => "You said: {name}.";
    what_it_is => "What it is";
    how_it_is_seen => "How it is seen";
    where_it_is => "Where it shows";
    everywhere => "In no one place: every breath is as it should be.";
    place(number: u32, from: &str, to: &str) => "{number}: {from} to {to} s";
    places_text => "Marked in the picture above:";
    what_the_model_knows => "What the model knows";
    at_the_bedside => "What one does";
    why_not(name: &str) => "Why not: {name}";
    would_show(sign: &str) => "The model has none of it in this window. It would show like this: {sign}";
    something_is_wrong(sign: &str) => "Then it would look like this: {sign}";
    also(names: &str) => "The same curves also show: {names}.";
    next => "Next case";
    this_visit => "This visit";
    count(right: usize, asked: usize) => "{right} of {asked} right";
    mistaken => "What was taken for what";
    taken_for(shown: &str, said: &str, times: u32) => "{shown} taken for {said}: {times}";
}

/// The name of a pattern, as it stands on an answer.
#[must_use]
pub const fn name(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::InStep => "In step, nothing wrong",
        Pattern::TrappedGas => "Trapped gas (auto-PEEP)",
        Pattern::IneffectiveEffort => "Ineffective effort",
        Pattern::DoubleTrigger => "Double trigger",
        Pattern::FlowStarvation => "Flow starvation",
        Pattern::LateCycling => "Late cycling",
        Pattern::EarlyCycling => "Early cycling",
        Pattern::AutoTriggering => "Auto-triggering",
        Pattern::ReverseTriggering => "Reverse triggering",
        Pattern::Leak => "Leak",
        Pattern::Secretions => "Secretions",
        Pattern::NarrowAirway => "Narrow airway",
        Pattern::StiffLung => "Stiff lung",
    }
}

/// What a pattern is.
#[must_use]
pub const fn meaning(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::InStep => "Ventilator and patient fit, and the lung empties between breaths.",
        Pattern::TrappedGas => {
            "The next breath begins before the last one is out. What stays behind keeps the lung under pressure at the end of expiration, above the PEEP that is set."
        }
        Pattern::IneffectiveEffort => {
            "The patient pulls, and the ventilator does not notice. Trapped gas must be overcome first, or the trigger is not sensitive enough."
        }
        Pattern::DoubleTrigger => {
            "The breath is over while the patient still pulls. The same effort triggers a second breath on top of the first."
        }
        Pattern::FlowStarvation => {
            "The patient wants more flow than the volume breath gives, and pulls against the ventilator."
        }
        Pattern::LateCycling => "The supported breath goes on after the patient has stopped inhaling.",
        Pattern::EarlyCycling => "The supported breath ends while the patient still inhales.",
        Pattern::AutoTriggering => {
            "The trigger takes something else for a pull of the patient: a leak, or water that swings in the tubing."
        }
        Pattern::ReverseTriggering => {
            "The breath of the ventilator calls an effort forth, each time after the same delay. It is seen in sedated patients."
        }
        Pattern::Leak => {
            "Part of what goes in escapes, at the cuff or at a joint of the circuit, and does not come back."
        }
        Pattern::Secretions => "Secretions move in the airway or the tube and make the flow tremble.",
        Pattern::NarrowAirway => {
            "It has become harder to push gas through tube or airway. The lung itself is as it was."
        }
        Pattern::StiffLung => "Lung or chest wall have become stiffer. The airway is as it was.",
    }
}

/// How a pattern is seen.
#[must_use]
pub const fn sign(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::InStep => {
            "Flow out returns to zero and volume to its start before each breath, pressure rises without a dent, and no dip or notch stands between breaths."
        }
        Pattern::TrappedGas => {
            "Flow out does not return to zero: the next breath cuts it off while gas still comes out."
        }
        Pattern::IneffectiveEffort => {
            "A notch in the flow out: it turns towards zero and back again, with at most a small dip of pressure, and no breath follows."
        }
        Pattern::DoubleTrigger => {
            "Two breaths with hardly an expiration between them, and nearly twice the volume in the lung."
        }
        Pattern::FlowStarvation => {
            "Pressure hangs through while flow is constant: scooped out in the middle of inspiration, at worst below PEEP."
        }
        Pattern::LateCycling => {
            "Inspiration is long: after a high start the flow runs on as a low tail until the breath ends at last."
        }
        Pattern::EarlyCycling => {
            "Inspiration is short, and the flow out bends back towards zero just after the breath has ended, because the patient goes on pulling."
        }
        Pattern::AutoTriggering => {
            "More breaths than are set, counted as triggered, and no dip of pressure before them; between breaths the flow trembles or stands above zero."
        }
        Pattern::ReverseTriggering => {
            "Breaths come by the clock. After the start of each, at the same place, pressure sags or the flow out is dented."
        }
        Pattern::Leak => {
            "The curve of volume does not return to zero and drops to it only when the next breath begins; expired volume is well below inspired volume."
        }
        Pattern::Secretions => "The flow out is drawn as a saw, with small quick teeth.",
        Pattern::NarrowAirway => {
            "Peak pressure has risen and the plateau has not: the step from peak down to plateau has grown. The flow out is low and slow."
        }
        Pattern::StiffLung => {
            "Peak and plateau have risen together: the step between them is as before. The lung empties fast."
        }
    }
}

/// What one does at the bedside.
#[must_use]
pub const fn bedside(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::InStep => "Nothing to change. Look at the patient, and look again after every change.",
        Pattern::TrappedGas => {
            "Give more time to breathe out: lower rate or volume, shorter inspiration. Treat the narrow airway. Measure with an expiratory hold. If the blood pressure falls, disconnect and let the lung empty."
        }
        Pattern::IneffectiveEffort => {
            "Reduce what is trapped: less support or volume, more time to breathe out. Where the patient triggers, PEEP of 70 to 80 % of the auto-PEEP helps. Make the trigger more sensitive."
        }
        Pattern::DoubleTrigger => {
            "Lengthen inspiration or change to pressure support; look for what drives the patient: pain, acidosis, a volume that is too low. Watch the stacked volume in a lung that must be protected."
        }
        Pattern::FlowStarvation => {
            "Raise the flow, take a falling flow, or a mode that controls pressure. Look for what drives the patient: pain, fever, acidosis, fear."
        }
        Pattern::LateCycling => {
            "End the breath sooner: cycle off at 40 to 50 % of peak flow, or give less support. Look for a leak where the flow never falls."
        }
        Pattern::EarlyCycling => {
            "Let the breath last: cycle off at 10 to 15 % of peak flow, or a longer inspiration."
        }
        Pattern::AutoTriggering => {
            "Find the cause: drain the tubing, close the leak. If it cannot be removed, make the trigger less sensitive, just enough."
        }
        Pattern::ReverseTriggering => {
            "Change the rate, or the depth of sedation, lighter or deeper after what is wanted; watch for stacked breaths."
        }
        Pattern::Leak => {
            "Listen at the mouth, measure the cuff’s pressure, follow the circuit from the patient to the ventilator. Switch leak compensation on only once the cause is known."
        }
        Pattern::Secretions => {
            "Listen to the chest, look for water in the tubing, suction if it is secretions."
        }
        Pattern::NarrowAirway => {
            "Follow the way of the gas: is the tube bitten or kinked, does a catheter pass, is the filter clogged, does the chest wheeze? If the patient is in danger, disconnect and ventilate by hand first."
        }
        Pattern::StiffLung => {
            "Listen on both sides and look at the blood pressure: a pneumothorax is found first. Then a tube that lies too deep, collapse, oedema, a tense abdomen. Keep the plateau at or below 30 cmH2O."
        }
    }
}

/// The model's numbers.
#[must_use]
pub fn proof(pattern: Pattern, proof: &Proof) -> String {
    match *proof {
        Proof::InStep { breaths, efforts: 0 } => {
            format!("{breaths} whole breaths, none out of step. The patient does not breathe on their own.")
        }
        Proof::InStep { breaths, efforts } => {
            format!("{breaths} whole breaths and {efforts} efforts of the patient, none out of step.")
        }
        Proof::Trapped { cmh2o, left_l_min } => format!(
            "As breaths begin, {} cmH2O are in the lung above the PEEP that is set, and {} L/min still flow out.",
            tenths(cmh2o),
            whole(left_l_min)
        ),
        Proof::Events { events, of } => match pattern {
            Pattern::IneffectiveEffort => format!("{events} of {of} efforts got no breath."),
            Pattern::DoubleTrigger => {
                format!("{events} of {of} whole breaths were the second of one effort.")
            }
            Pattern::FlowStarvation => {
                format!("In {events} of {of} whole breaths the pressure was pulled below where it began.")
            }
            Pattern::ReverseTriggering => {
                format!("{events} of {of} whole breaths called an effort forth. The patient started none.")
            }
            _ => format!("{events} of {of} whole breaths were triggered, and nobody had pulled."),
        },
        Proof::Cycled {
            events,
            of,
            breath_s,
            effort_s,
        } => format!(
            "In {events} of {of} whole breaths inspiration lasted {} s on average, the patient’s own {} s.",
            hundredths(breath_s),
            hundredths(effort_s)
        ),
        Proof::Lost { in_ml, out_ml } => format!(
            "{} mL went in and {} mL came back on average: {} % are lost.",
            whole(in_ml),
            whole(out_ml),
            whole(100.0 * (in_ml - out_ml) / in_ml.max(1.0))
        ),
        Proof::Mechanics {
            resistance_before,
            resistance,
            compliance_before_ml,
            compliance_ml,
        } => format!(
            "Resistance was {} and is {} cmH2O/(L/s), compliance was {} and is {} mL/cmH2O.",
            whole(resistance_before),
            whole(resistance),
            whole(compliance_before_ml),
            whole(compliance_ml)
        ),
    }
}

/// A place, by its number in the picture.
#[must_use]
pub fn place_told(number: u32, at: &Place) -> String {
    place(number, &seconds(at.from_ms), &seconds(at.to_ms))
}

/// A place in time, in seconds.
#[must_use]
pub fn seconds(ms: u32) -> String {
    tenths(f64::from(ms) / 1_000.0)
}

/// A whole number.
#[must_use]
pub fn whole(value: f64) -> String {
    notation::number(half_up(value, 1.0))
}

fn tenths(value: f64) -> String {
    notation::number(half_up(value, 10.0))
}

fn hundredths(value: f64) -> String {
    notation::number(half_up(value, 100.0))
}
