//! The debrief: verdict, criteria, timeline.

words! {
    debrief => "Debrief";
    debrief_of(title: &str) => "Debrief: {title}";
    run_by(person: &str) => "Run by {person}";
    recorded_receipt(receipt: &str) => "Recorded. Receipt {receipt}";
    ledger_position(position: u64) => "ledger entry {position}";
    practice_receipt => "A practice run: kept for you, no evidence.";
    second_by_second => "The run, second by second";
    drag => "Moment of the run";
    play => "Play";
    pause => "Pause";
    timeline_table => "Everything that happened";
    time => "Time";
    what => "What";
    kind => "Kind";
    met => "Met";
    pending => "Open";
    missed => "Missed";
    not_assessed => "Not assessed";
    why_it_matters => "Why it matters";
    show_at(time: &str) => "Show {time}";
    called_away => "You were called away: this run has no verdict.";
    critical => "Critical";
    take_away => "To take away";
    interrupted => "This run was interrupted for more than a minute.";
    slow(wall: &str, run: &str) => "This run took {wall} by the clock for {run} of its own time.";
    other_version => "This run was made with another version of the simulator, so it cannot be shown second by second here. Its verdict stands as it was recorded.";
    margin(value: &str, unit: &str) => "Margin {value} {unit}";
    margin_short(value: &str, unit: &str) => "Missed by {value} {unit}";
    no_margin => "No margin: this is yes or no.";
    pass_rule_critical(percent: u32) => "To pass: every critical criterion, and {percent} % of the points that were assessed.";
    pass_rule_points(percent: u32) => "To pass: {percent} % of the points that were assessed.";
    pass_mark(percent: u32) => "needed: {percent} %";
    limit => "limit";
    yes => "yes";
    no => "no";
    what_happened(readings: &str) => "At that moment: {readings}.";
    lane_actions => "Actions";
    lane_alarms => "Alarms";
    lane_criteria => "Criteria";
    try_again => "Try again";
    practise_again => "Practise again";
}
