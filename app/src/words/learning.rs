//! Home, module and run pages.

use crate::error::Refusal;

words! {
    hello(name: &str) => "Hello, {name}";
    next => "Next";
    nothing_due => "Nothing is due.";
    nothing_due_text => "All your required competencies are current. You can practise any module below.";
    go_on => "Go on";
    open_module => "Open module";
    finish_run => "Finish your open run";
    modules => "Modules";
    your_competencies => "Your competencies";
    recent_runs => "Recent runs";
    no_runs => "No runs yet.";
    length => "Length";
    content => "Content";
    minutes(minutes: u32) => "{minutes} min";
    due(date: &str) => "Due {date}";
    required => "Required for your role";
    not_required => "Not required for your role";
    brief => "Brief";
    start_graded => "Run it for a grade";
    resume_graded => "Continue your graded run";
    practise => "Practise";
    graded_runs => "Graded runs";
    runs_used(used: u32, allowed: u32) => "{used} of {allowed} used since the last pass";
    graded_used(used: u32, allowed: u32) => "{used} of {allowed} graded runs used";
    called_away_count(count: u32) => "called away {count} times";
    evidence_for => "Gives evidence for";
    version(version: u32) => "Version {version}";
    approved_by => "Clinical approval";
    practice => "Practice";
    graded_run => "Graded run";
    passed => "Passed";
    not_passed => "Not passed";
    open => "Open";
    called_away => "Called away";
    abandoned => "Abandoned";
    points(points: &str, possible: &str) => "{points} of {possible} points";
    graded_rules => "A graded run keeps real time and shows no hints. The server plays your run again and grades that. If the ward needs you, say so: a run you are called away from has no verdict.";
    practice_rules => "Practice shows hints and the criteria as you meet them. It can be repeated at will and gives no evidence.";
    step_brief => "Read the brief";
    step_practise => "Practise with hints";
    step_graded => "Run it for a grade";
    step_debrief => "Read the debrief";
    runs_made(count: u32) => "{count} so far";
    your_runs => "Your runs of this module";
    start_run => "Start";
    before_you_start => "Before you start";
    time_left => "Time left";
    elapsed => "Elapsed";
    i_am_called_away => "I am called away";
    finish => "Finish";
    finish_title => "Finish this run?";
    finish_text => "The run ends here and is sent for grading. What is still owed then counts as missed.";
    finish_practice_text => "The run ends here, and you see its debrief.";
    away_title => "Leave for the ward?";
    away_text => "The run ends without a verdict. It is counted, and your manager can see that it happened.";
    keep_going => "Keep going";
    leave => "Leave for the ward";
    order => "Order";
    prepared => "Prepared";
    volume => "Volume to be infused";
    weight => "Weight";
    refused_title => "This run could not be recorded";
    elsewhere_title => "A graded run is open elsewhere";
    elsewhere_text => "You opened a graded run of this module on another device or in another browser. Go on there, or begin a new one here: the other then ends without a verdict and counts as used.";
    begin_here => "Begin a new run here";
    void_was(verdict: &str) => "Voided. It was: {verdict}";
    evidence_for_none => "No competency. It is for learning alone.";
    gap => "…";
    gap_means => "Where the brief has a gap (…), each run fills in figures of its own.";
    have_code => "I have a supervision code";
    unsent_sign_out => "A finished run on this device is not yet sent. It stays here and is sent when somebody signs in. Sign out now?";
    unrecorded_sign_out => "An observation on this device is not yet recorded. It stays here, and whoever made it finds it again after signing in on this device. Sign out now?";
    kept_title => "Finished, not yet recorded";
    what_is_happening => "What is happening";
    you_can => "You can";
    criteria => "Criteria";
    hint => "Hint";
    answer => "Answer";
    recorded_text => "The server played your run again, graded it and wrote it down. Next, the debrief: each criterion, and the run second by second.";
    recorded_practice => "The server played your run again. It is kept for you and is no evidence. Next, the debrief: each criterion, and the run second by second.";
    recorded_no_verdict => "The run is on the record without a verdict. What was asked of you stays open on the module's page.";
    sending => "Sending your run to be graded";
    sent_later => "The run is finished and kept on this device. It is not recorded yet; it will be sent when the server can be reached.";
    send_again => "Send again";
    unsent(count: usize) => "{count} runs not yet sent";
    unsent_one => "1 run not yet sent";
    interrupted_notice => "You were away for more than a minute. The run goes on from where it stood, and is marked as interrupted.";
    loading_simulator => "Setting up the simulator";
    needs_wasm => "The simulator needs JavaScript and WebAssembly, which this browser does not run.";
    start_failed => "The run could not start";
    see_debrief => "See the debrief";
    back_to_module => "Back to the module";
    alarm_sound => "Alarm sound";
    kept_on_device => "kept on this device";
}

/// Why no graded run can start.
#[must_use]
pub fn no_graded_run(refusal: Refusal) -> String {
    super::errors::sentence(&crate::error::AppError::Refused(refusal))
}
