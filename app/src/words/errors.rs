//! What went wrong, what was kept, and what to do.

use crate::error::{AppError, Field, Refusal};

words! {
    signed_out => "You are signed out. Sign in again; nothing that was recorded is lost.";
    not_found => "This does not exist, or is not yours to see.";
    busy(seconds: u32) => "Too many people are signing in just now. Try again in {seconds} s.";
    offline => "The server cannot be reached. What you did is kept on this device and is sent when the connection is back.";
    unavailable => "The server could not do this just now. Nothing was changed. Try again; if it happens again, tell your administrator.";
    conflict => "Somebody else was quicker, or this was done before. Load the page again to see how it stands.";
    bad_request => "The server did not understand this request. Load the page again; the application may have been updated.";
    attempts_used => "All graded runs for this module are used. Your educator can open another.";
    review_overdue => "This module is overdue for clinical review, so no new graded run can start. You can still practise.";
    wait_longer => "There is a waiting time between graded runs. Practise meanwhile, and come back later.";
    practise_first => "Practise this module once before the next graded run.";
    other_version => "This run was made with another version of the simulator, so it cannot be graded. Load the page again and start a new run; this one does not count.";
    closed => "This run is closed and takes no more actions.";
    not_allowed => "Your role does not allow this.";
    time_over => "The time of this test is over. What was answered in time is marked.";
    no_ratings => "No judge has rated every item of this round yet.";
    wrong_password => "This is not your password. Nothing was changed.";
    not_yourself => "Nobody does this to themselves. Ask a colleague.";
    competency_not_held => "To assess here you must hold every competency concerned yourself, today. One of yours has lapsed, is restricted, or was never shown.";
    level_too_low => "You hold this competency, but below the level at which one assesses in it. It takes a sign-off at that level first.";
    conflict_declared => "A conflict between you and this person was declared, so another assessor is needed.";
    assessed_you => "This person assessed you in the same competency within the last 90 days, so another assessor is needed.";
    checklist_replaced => "This version of the checklist was replaced or retired more than seven days ago. Observe by the version in use.";
    supervision_code => "This code is not right: mistyped, used, over 10 minutes old, or made for somebody else. After several tries there is a wait. Ask the assessor for a new one.";
    expired => "This link has expired or was used. Ask your administrator for a new one.";
}

/// The sentence for an error.
#[must_use]
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::SignedOut => signed_out().to_owned(),
        AppError::NotFound => not_found().to_owned(),
        AppError::Refused(refusal) => refused(*refusal).to_owned(),
        AppError::Invalid { field, .. } => invalid(*field).to_owned(),
        AppError::Conflict => conflict().to_owned(),
        AppError::Busy { retry_after_s } => busy(*retry_after_s),
        AppError::Offline => offline().to_owned(),
        AppError::BadRequest => bad_request().to_owned(),
        AppError::Unavailable => unavailable().to_owned(),
    }
}

/// The sentence for a rule that refuses.
#[must_use]
pub const fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::AttemptsUsed => attempts_used(),
        Refusal::ReviewOverdue => review_overdue(),
        Refusal::WaitLonger => wait_longer(),
        Refusal::PractiseFirst => practise_first(),
        Refusal::OtherVersion => other_version(),
        Refusal::Closed => closed(),
        Refusal::NotAllowed => not_allowed(),
        Refusal::Expired => expired(),
        Refusal::TimeOver => time_over(),
        Refusal::NoRatings => no_ratings(),
        Refusal::WrongPassword => wrong_password(),
        Refusal::NotYourself => not_yourself(),
        Refusal::CompetencyNotHeld => competency_not_held(),
        Refusal::LevelTooLow => level_too_low(),
        Refusal::ConflictDeclared => conflict_declared(),
        Refusal::AssessedYou => assessed_you(),
        Refusal::SupervisionCode => supervision_code(),
        Refusal::NotHeld => super::record::not_held(),
        Refusal::ChecklistReplaced => checklist_replaced(),
        Refusal::DraftClosed => super::studio::draft_closed(),
        Refusal::NotInReview => super::studio::not_in_review(),
        Refusal::SecondPerson => super::studio::second_person(),
    }
}

fn invalid(field: Field) -> &'static str {
    match field {
        Field::Name => "This name cannot be used. Choose another one.",
        Field::Password => {
            "Use at least 15 characters, and no common phrase. A few unrelated words are good and easy to keep."
        }
        Field::Log => "The log of this run does not fit the run that was opened, so it was not recorded.",
        Field::Date => {
            "This is not a day that can be used here. Write it as 2026-03-14, and choose none that is still to come."
        }
        Field::Marks => "Every step needs exactly one mark, and a remark of at most 500 characters.",
        Field::Observed => "An observation is recorded within seven days, and not before it was made.",
        Field::Reason => "Give a reason of at most 200 characters, on one line.",
        Field::Other => "Something in this form cannot be used. Check what you typed.",
    }
}
