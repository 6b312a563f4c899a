//! Tests: the list, the sheet, the result, the figures.

use training::exams::{Picture, Warning};

use crate::api::exams::Blocked;
use crate::words::dates;

words! {
    tests_lede => "Written tests, drawn for you from the question banks. Each paper is different.";
    for_your_job => "For your job";
    other_tests => "Other tests";
    no_tests => "No test is published yet.";
    no_tests_text => "An educator publishes question banks and tests.";
    facts(items: u32, minutes: u32) => "{items} questions, {minutes} minutes";
    passed_on(day: String) => "Passed on {day}";
    not_passed_yet => "Not passed yet";
    is_open => "Begun, the time runs";
    start => "Start the test";
    go_on => "Go on with the test";
    start_hint => "The time runs from the start, on the server. You can close the page and come back within it.";
    tries_left(used: u32, allowed: u32) => "{used} of {allowed} tries used";
    topics => "What it asks about";
    evidence_for => "Counts for";
    passes_at => "Passes at";
    version => "Version";
    your_sittings => "Your sittings";
    no_sittings => "You have not sat this test yet.";
    statistics => "Statistics and cut score";
    sitting_of(day: String) => "Sitting of {day}";
    points(points: u32, possible: u32) => "{points} of {possible} points";
    time_went_by => "Time went by";
    only_learners => "Tests are sat by people with a learner's role.";

    question_of(place: usize, all: usize) => "Question {place} of {all}";
    answered_of(answered: usize, all: usize) => "{answered} of {all} answered";
    time_left => "Time left";
    minutes_left(text: String) => "{text} left";
    next => "Next";
    back => "Back";
    overview => "All questions";
    answered => "answered";
    not_answered => "not answered";
    hand_in => "Hand in";
    hand_in_title => "Hand in the test?";
    unanswered(count: usize) => "{count} questions have no answer.";
    all_answered => "Every question has an answer.";
    hand_in_text => "After that nothing can be changed.";
    keep_working => "Keep working";
    saved => "Answers saved";
    saving => "Saving";
    not_saved(count: usize) => "{count} answers are kept on this device and not yet sent. They are sent when the connection is back.";
    refused_answer => "The last answer could not be kept. Load the page again to see what is kept.";
    time_over => "The time is over. What was answered in time is marked.";
    sending => "Handing in";
    choose_one => "Choose one.";
    choose_up_to(count: u32) => "Choose up to {count}.";
    wrong_cost => "Choose all that are right. A wrong choice costs a point.";
    exact => "Choose all that are right, and no other.";
    order_hint => "Bring the steps into order, the first at the top.";
    move_up(step: &str) => "Move up: {step}";
    move_down(step: &str) => "Move down: {step}";
    this_order => "This order is right";
    order_kept => "This order is your answer.";
    match_hint => "Choose what belongs to each.";
    nothing_chosen => "Choose";
    number => "Your answer";
    unit => "Unit";
    not_a_number => "This is not a number, so the question is still open. Digits only, with a point or comma if needed.";
    number_hint => "Digits, with a point or comma if needed.";
    point_hint => "Point at the picture, or choose from the list.";
    exhibit => "Beside the case";
    clear => "Take the answer back";

    result => "Result";
    passed => "Passed";
    failed => "Not passed";
    passed_text => "It counts from now on.";
    failed_text => "It does not count. The topics below show where the points were missed.";
    handed_in_text => "Handed in. This test shows no result.";
    abandoned_text => "The time went by without an answer. It counts as a try.";
    missed_topics => "Where points were lost";
    nothing_missed => "No points were lost.";
    your_answer => "Your answer";
    right_answer => "Right answer";
    no_answer => "No answer";
    why => "Why";
    source => "Source";
    chosen => "chosen";
    right => "right";
    not_chosen => "not chosen";
    receipt => "Receipt";
    back_to_test => "Back to the test";
    could_not_mark => "The answer could not be read as an answer to this question.";
    voided => "This sitting was voided. It no longer counts.";
    of_person(name: &str) => "Sat by {name}";
    linked_note => "Right, but it counts only together with a part that was not.";

    figures => "Figures";
    figures_lede(version: u32) => "How version {version} of the test works, from everybody's sittings. No person can be told from them.";
    n_sittings => "Sittings";
    n_passed => "Passed";
    mean => "Mean";
    kr20 => "KR-20";
    alpha => "Cronbach's alpha";
    measurement_error => "Standard error of measurement";
    common_items => "Items on every paper";
    items => "Items";
    item => "Item";
    given => "Given";
    difficulty => "Right";
    discrimination => "Discrimination";
    distractors => "Chosen";
    notes => "Keep in mind";
    none => "–";
    not_enough => "not enough data";
    how_to_read => "Right: the share of those who got it fully right; 30 to 90 % tells people apart, more is fine for what everybody must know. Discrimination: how far those who know more get it right more often; 0.2 and more is good, below 0.1 look at it, below zero check the key.";
}

/// The cut score: `80 %` from hundredths of a percent.
#[must_use]
pub fn cut(hundredths: u32) -> String {
    crate::words::panels::percent(crate::words::panels::one_digit(f64::from(hundredths) / 100.0))
}

/// Points and their share: `41 of 52 points, 78.8 %`.
#[must_use]
pub fn points_of(reached: u32, possible: u32) -> String {
    let text = points(reached, possible);
    match possible {
        0 => text,
        _ => format!(
            "{text}, {}",
            cut(u32::try_from(u64::from(reached) * 10_000 / u64::from(possible)).unwrap_or(0))
        ),
    }
}

/// Why the next try may not start now.
#[must_use]
pub fn blocked(blocked: &Blocked) -> String {
    match blocked {
        Blocked::TriesUsed => "All tries are used. Your educator can allow another.".to_owned(),
        Blocked::WaitUntil(at) => format!("The next try may start on {}.", dates::moment(*at)),
    }
}

/// What to keep in mind with a figure.
#[must_use]
pub const fn warning(warning: Warning) -> &'static str {
    match warning {
        Warning::FewSittings => "Fewer than 30 sittings: take the figures as a first impression.",
        Warning::NoVariance => "Everybody did alike, so nothing tells people apart.",
        Warning::NegativeDiscrimination => "Those who know more get it wrong more often: check the key.",
        Warning::FewCommonItems => "Papers share few items, so reliability says little of the whole.",
    }
}

/// A region of a picture in words.
#[must_use]
pub fn region(id: &str) -> &'static str {
    match id {
        "display" => "Display",
        "number-pad" => "Number pad",
        "up-key" => "Up key",
        "down-key" => "Down key",
        "run-stop" => "Run and stop key",
        "silence" => "Silence key",
        "power" => "Power key",
        "status-light" => "Status light",
        "soft-keys" => "Soft keys",
        "door" => "Door",
        "primary-bag" => "Primary bag",
        "secondary-bag" => "Secondary bag",
        "hook" => "Extension hook",
        "primary-chamber" => "Drip chamber of the primary line",
        "secondary-chamber" => "Drip chamber of the secondary line",
        "check-valve" => "Check valve",
        "secondary-clamp" => "Clamp of the secondary line",
        "roller-clamp" => "Roller clamp of the primary line",
        "pump" => "Pump",
        "y-site" => "Y-site",
        "pressure-waveform" => "Pressure waveform",
        "flow-waveform" => "Flow waveform",
        "volume-waveform" => "Volume waveform",
        "peak-pressure" => "Peak pressure",
        "peep" => "PEEP",
        "tidal-volume" => "Tidal volume",
        "minute-volume" => "Minute volume",
        "alarm-bar" => "Alarm bar",
        "mode" => "Mode",
        "alarm-silence" => "Alarm silence",
        "mains-socket" => "Mains socket",
        "protective-earth-lead" => "Protective earth lead",
        "applied-part-terminals" => "Applied part terminals",
        "mode-selector" => "Mode selector",
        "reading" => "Reading",
        _ => "Region",
    }
}

/// A picture in words.
#[must_use]
pub const fn picture(picture: Picture) -> &'static str {
    match picture {
        Picture::PumpFront => "The front of an infusion pump",
        Picture::SecondarySetup => "A primary and a secondary bag on one pump",
        Picture::VentilatorScreen => "The screen of a ventilator",
        Picture::SafetyAnalyser => "An electrical safety analyser",
    }
}
