//! Statistics of tests, and panels of judges.

use crate::api::panels::PanelState;

words! {
    panel => "Panel";
    panel_lede => "For each item, think of a hundred people who are only just competent. How many of them would answer it right?";
    second_lede => "You now see what the panel said in the first round and how the item has proved. Your first ratings stand in the fields: change what you want to change, and save.";
    closed_lede => "The cut score is set. Tests of this version are marked by it from now on.";
    not_a_judge => "You see how far the panel is. Only its judges rate items.";
    item => "Item";
    right_answer => "Right answer";
    your_rating => "Just competent people who get it right, of 100";
    first_rating => "You said first";
    mean_rating => "The panel said";
    proved => "Candidates right";
    save_ratings => "Save my ratings";
    wrong_answers => "Also offered";
    saved(rated: usize, all: usize) => "Saved. Rated so far: {rated} of {all} items.";
    close_first => "Close the first round";
    close_second => "Close the panel and set the cut score";
    close_hint => "Judges who have not rated every item are left out.";
    judges => "Judges";
    rated_of(rated: u32, all: usize) => "{rated} of {all} items rated";
    cut_score => "Cut score";
    standard_error => "Standard error";
    judges_counted => "Judges counted";
    few_judges => "Fewer than five judges set this cut score. Take it as a first estimate.";
    one_judge => "With one judge there is no standard error.";
    percent(value: String) => "{value} %";
    call_panel => "Call a panel";
    call_refused => "Give the panel a title and choose its judges, best five to ten.";
    call_panel_text => "Five to ten people who know the work judge each item in two rounds.";
    panel_title => "Title";
    choose_judges => "Who judges";
    panels => "Panels";
    no_panel => "No panel was called yet. The test is marked by its blueprint's share.";
}

/// Where a panel stands, in words.
#[must_use]
pub const fn state(state: PanelState) -> &'static str {
    match state {
        PanelState::FirstRound => "First round open",
        PanelState::SecondRound => "Second round open",
        PanelState::Closed => "Closed",
    }
}

/// A share with one digit after the point, and none where it is zero.
#[must_use]
pub fn one_digit(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}
