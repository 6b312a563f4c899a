//! What is due, refreshers, reminders, and how sure one is.

use super::{dates, standing};
use crate::api::learning::{Confidence, DueItem, Refresher, Reminder, ReminderKind, What};

words! {
    due => "Due";
    lede => "What is asked of you, by date, and what does it.";
    nothing_asked => "Nothing is asked of you here.";
    nothing_asked_text => "This page is for those who learn. Your role asks for no competency.";
    everything_due => "Everything that is due";
    due_soon => "Due soon";
    now => "Now";
    coming_up => "Coming up";
    no_date => "No date yet";
    any_of_these => "Any of these does it:";
    tests_to_sit => "Tests to sit";
    open_tests => "Open your tests";
    tests_text(competencies: &str) => "A test counts for: {competencies}.";
    refreshers => "Refreshers";
    refreshers_text => "A short practice before it is forgotten. It gives no evidence and never counts against you.";
    refresh => "Refresh it";
    reminders => "Reminders";
    no_reminders => "No reminders yet.";
    new_reminders(count: u32) => "{count} new reminders";
    new_reminder => "1 new reminder";
    is_new => "New";
    your_units => "Your units";
    your_work => "Your work";
    renew_and_lapsed(due: u32, lapsed: u32) => "{due} to renew soon, {lapsed} lapsed";
    all_current => "Nobody lapsed or to renew";
    nothing_here => "Your home shows what you do here.";
    nothing_here_text => "An administrator gives you roles; then you find your units and your work on this page.";
    see_due => "See what is due";
    how_sure => "How sure are you?";
    how_sure_text => "Say it before you begin. Whoever is sure can show it at once; your manager does not see what you say.";
    say_so => "Save and go on";
    said => "Noted for today.";
    say_again => "Change what you said";
    show_now => "Show it now: graded run";
    practise_first => "Practise first";
    believed_sure_met => "You were sure, and the run bears you out.";
    believed_sure_missed_one => "You were sure; one criterion says otherwise. Look at that one first.";
    believed_sure_missed(count: usize) => "You were sure; {count} criteria say otherwise. Look at those first.";
    believed_unsure_met => "You were less sure than you had to be: every criterion was met.";
    believed_unsure_passed => "You were not sure of everything, and you passed. What was missed stands below.";
    believed_unsure_failed => "You said that you were not sure yet. Practise what was missed, then show it again.";
    what_you_said => "What you said before";
}

/// How sure, in plain words.
#[must_use]
pub const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::NotDone => "I have not done this",
        Confidence::WithHelp => "With help",
        Confidence::OnMyOwn => "On my own",
        Confidence::CouldTeach => "I could teach it",
    }
}

/// What is asked, with its date.
#[must_use]
pub fn sentence(item: &DueItem) -> String {
    let day = item.at.map(|at| dates::date(at.date())).unwrap_or_default();
    // What ends with an instant is good through the day before it.
    let last_day = item
        .at
        .map(|at| dates::date((at - time::Duration::SECOND).date()))
        .unwrap_or_default();
    match (item.what, item.over) {
        (What::Restricted, _) => "Not unsupervised until this is lifted".to_owned(),
        (What::Lapsed, _) => format!("Lapsed since {day}"),
        (What::Renew, false) => format!("Renew by {last_day}"),
        (What::Renew, true) => format!("Ended {last_day}, renew now"),
        (What::Show, _) => item.reason.map_or("Never shown", standing::never).to_owned(),
        (What::Difference, false) => format!("Show what is new by {last_day}"),
        (What::Difference, true) => format!("What is new was due {day}"),
        (What::Assigned, false) => format!("Due {day}"),
        (What::Assigned, true) => format!("Overdue since {day}"),
    }
}

/// Why a module is to be refreshed now.
#[must_use]
pub fn why_now(refresher: &Refresher) -> String {
    let (step, ago, recall) = (&refresher.step, ago(refresher.days_ago), refresher.recall_percent);
    format!("{step}: last shown {ago}, expected recall {recall} %")
}

/// A text and how long it takes, where that is known.
#[must_use]
pub fn minutes_more(text: String, minutes: Option<u32>) -> String {
    match minutes {
        Some(minutes) => format!("{text}, {minutes} min"),
        None => text,
    }
}

/// How long ago.
#[must_use]
pub fn ago(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=13 => format!("{days} days ago"),
        14..=59 => format!("{} weeks ago", days / 7),
        60..=729 => format!("{} months ago", days / 30),
        _ => format!("{} years ago", days / 365),
    }
}

/// What a reminder says.
#[must_use]
pub fn reminder(reminder: &Reminder) -> String {
    let (title, day) = (&reminder.title, dates::date(reminder.due_at.date()));
    // What ends with an instant is good through the day before it.
    let last_day = dates::date((reminder.due_at - time::Duration::SECOND).date());
    match reminder.kind {
        ReminderKind::Competency => format!("{title} is valid until {last_day}."),
        ReminderKind::Lapsed => format!("{title} has lapsed: it was valid until {last_day}."),
        ReminderKind::Assignment => format!("{title} is due on {day}."),
        ReminderKind::Refresher => format!("{title} begins to fade. A short practice keeps it."),
        ReminderKind::Difference => {
            format!("{title}: what is new on the device is to be shown by {last_day}.")
        }
    }
}

/// What a run showed, beside what was believed before it.
#[must_use]
pub fn believed(sure: bool, passed: bool, n_missed: usize) -> String {
    match (sure, passed, n_missed) {
        (true, _, 0) => believed_sure_met().to_owned(),
        (true, _, 1) => believed_sure_missed_one().to_owned(),
        (true, _, n_missed) => believed_sure_missed(n_missed),
        (false, _, 0) => believed_unsure_met().to_owned(),
        (false, true, _) => believed_unsure_passed().to_owned(),
        (false, false, _) => believed_unsure_failed().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_names_the_day_that_the_list_names() {
        let due_at = time::macros::datetime!(2027-01-15 00:00 +1);
        let told = reminder(&Reminder {
            kind: ReminderKind::Competency,
            title: "Programme a dose".to_owned(),
            due_at,
            made_at: time::macros::datetime!(2026-12-01 08:00 UTC),
            is_new: true,
        });
        assert_eq!(told, "Programme a dose is valid until 14 Jan 2027.");
    }

    #[test]
    fn how_long_ago_is_told_in_the_unit_that_fits() {
        assert_eq!(ago(1), "yesterday");
        assert_eq!(ago(13), "13 days ago");
        assert_eq!(ago(14), "2 weeks ago");
        assert_eq!(ago(125), "4 months ago");
        assert_eq!(ago(800), "2 years ago");
    }

    #[test]
    fn belief_and_run_are_compared_kindly() {
        assert!(believed(true, false, 2).starts_with("You were sure; 2 criteria"));
        assert!(believed(false, true, 0).contains("every criterion"));
    }
}
