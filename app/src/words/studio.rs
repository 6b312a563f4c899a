//! The studio: drafts of scenarios, their remarks, runs, comments and history.

use crate::api::drafts::{Hurdle, State};

words! {
    title => "Studio";
    lede => "Scenarios in the making. A second person publishes what one has written.";
    drafts => "Drafts";
    no_drafts => "Nothing is being written.";
    no_drafts_text => "Begin with a small scenario that works, and change it.";
    published => "Published";
    nothing_published => "Nothing is published yet.";
    untitled => "Without a title";
    begin => "Begin a scenario";
    new_title => "Title";
    new_title_hint => "What learners read in the list. It can be changed later.";
    title_needed => "Give it a title first.";
    begin_blank => "Begin";
    beginning => "Beginning";
    from_file => "From a file";
    from_file_hint => "The text of a scenario, of up to 1 MB.";
    next_version => "Write the next version";
    copy => "Copy";
    copy_of(title: &str) => "Copy of {title}";
    next_version_of(title: &str) => "Write the next version of {title}";
    copy_named(title: &str) => "Copy {title}";
    version(version: u32) => "Version {version}";
    review_by(day: &str) => "To be reviewed by {day}";
    becomes(title: &str, version: u32) => "Began as {title}, version {version}";
    new_scenario => "A new scenario";
    saved_by(moment: &str, name: &str) => "Saved {moment} by {name}";
    saved_at(moment: &str) => "Saved {moment}";
    comments_open(count: u32) => "{count} open comments";
    one_comment_open => "1 open comment";

    state_writing => "Being written";
    state_in_review => "Waits for a review";
    state_published => "Published";
    state_discarded => "Discarded";

    text => "Text of the scenario";
    text_hint => "Every change is saved. Remarks stand beside it.";
    all_saved => "All saved";
    saving => "Saving";
    not_yet_saved => "Not yet saved";
    not_saved(why: &str) => "Not saved: {why} It is kept on this device.";
    not_saved_yet(why: &str) => "Not saved: {why} It is kept on this device and tried again.";
    taken_up => "What this device had kept is back. It was not saved when the page was left.";
    overtaken(name: &str, moment: &str) => "{name} saved this draft {moment}. Your change is kept on this device.";
    somebody => "Somebody";
    overtaken_fits => "Both changes touch different lines and fit together.";
    overtaken_clashes => "Both changes touch the same lines. Whichever you leave stays in the history.";
    join => "Join both";
    keep_mine => "Go on with mine";
    take_theirs => "Go on with theirs";

    outline => "Outline";
    phases => "Phases";
    rubric => "Rubric";
    golden => "Golden runs";
    leads_to(where_to: &str) => "leads to {where_to}";
    must_pass => "must pass";
    must_miss(criteria: &str) => "must miss {criteria}";
    no_outline => "The outline stands here as soon as the text can be read.";
    to_line(line: u32) => "Go to line {line}";

    remarks => "Remarks";
    no_remarks => "No remarks. It can be played.";
    one_remark => "1 remark";
    n_remarks(count: usize) => "{count} remarks";
    looking => "Reading the text";
    not_looked_at(why: &str) => "The text could not be looked at: {why}";
    remark_place(line: u32, column: u32) => "Line {line}, character {column}";
    remark_error => "Error";
    remark_warning => "Warning";
    write_instead(word: &str) => "Write {word}";

    runs => "Runs";
    runs_text => "A golden run must come out as it says: the expert passes, each known error misses what it is made to miss.";
    play_runs => "Play the golden runs";
    playing_runs => "Playing the golden runs";
    runs_good(count: usize) => "All {count} runs come out as they say.";
    runs_bad(bad: usize, count: usize) => "{bad} of {count} runs come out otherwise.";
    runs_earlier => "These are of an earlier text.";
    runs_none => "There is no golden run, or the text has errors.";
    run_name(golden: &str, seed: u64) => "{golden}, seed {seed}";
    run_good => "as it says";
    run_stuck(step: u32) => "stuck at step {step}";
    run_missed(criterion: &str, second: u64) => "missed {criterion}, decided at {second} s";
    run_missed_somewhere(criterion: &str) => "missed {criterion}";
    run_not_missed(criterion: &str) => "did not miss {criterion}";

    play => "Play it";
    play_hint => "Opens beside this page, with what is saved.";
    tidy => "Tidy the text";
    tidied => "The text has its canonical layout.";
    not_tidied => "The text cannot be tidied while it has errors.";

    comments => "Comments";
    no_comments => "Nothing is said about it.";
    comment_place => "About";
    whole => "The whole scenario";
    comment_words => "Comment";
    comment => "Comment";
    comment_needed => "Write what you want to say.";
    settle => "Settle";
    settled_by(name: &str, moment: &str) => "Settled by {name}, {moment}";
    said_by(name: &str, moment: &str) => "{name}, {moment}";

    history => "History";
    revision(number: u32) => "Revision {number}";
    show_changes => "What changed since then";
    changes_since_published => "What changed since the published version";
    go_back => "Go on with this text";
    no_changes => "The text is the same.";
    hunk_line(line: u32) => "From line {line}";
    line_new => "new";
    line_gone => "gone";

    review => "Review and publishing";
    ask_review => "Ask for a review";
    asking_review => "Asking";
    asked_by(name: &str, moment: &str) => "{name} asked for a review {moment}.";
    give_back => "Give it back";
    give_back_words => "What is missing";
    publish => "Publish it";
    publishing => "Playing the golden runs and publishing";
    published_as(title: &str, version: u32) => "{title} is published as version {version}.";
    publish_hash(hash: &str) => "Its hash begins with {hash}.";
    publish_remarks(count: usize) => "It was not published: the text has {count} remarks, errors among them.";
    publish_golden(count: usize) => "It was not published: {count} golden runs do not come out as they say.";
    publish_name_taken => "It was not published: another scenario has this name. Change the line “scenario” at the top.";
    open_module => "Open the module";
    discard => "Discard this draft";
    discard_question => "Discard this draft? It leaves the list. Its history is kept.";
    closed_published(version: u32) => "This draft was published as version {version}. It changes no more.";
    closed_discarded => "This draft was discarded. It changes no more.";
    who_approves => "Who publishes answers for it: approver, evidence and the date of the next review are those in the text.";

    draft_closed => "This draft was published or discarded and changes no more.";
    not_in_review => "Nobody has asked for a review of this draft.";
    second_person => "Somebody else publishes what you wrote or asked about.";
    not_publisher => "Publishing is for educators of the whole hospital.";

    preview => "Preview";
    preview_lede => "A run of a draft. Nothing of it is recorded.";
    preview_seed(seed: u64) => "Variant {seed}";
    preview_again => "Play it again";
    preview_other => "Play another variant";
    preview_over => "The run is over";
    preview_back => "Back to the draft";
    keep_run => "Keep it as a golden run";
    keep_run_text => "What you did becomes steps that are played again after each change. As it is, this run";
    run_steps => "Steps";
    run_name_field => "Name of the run";
    run_name_hint => "What it shows, such as expert or starts too early.";
    run_name_needed => "Name the run first.";
    add_run => "Add it to the draft";
    run_added => "The run is in the draft.";
    run_overtaken => "Somebody saved the draft at this moment. Add it again.";
    preview_broken => "The draft cannot be played while its text has errors.";
    criterion_met => "met";
    criterion_missed => "missed";
    criterion_open => "not decided";
}

/// How far a draft has come.
#[must_use]
pub const fn state(state: State) -> &'static str {
    match state {
        State::Writing => state_writing(),
        State::InReview => state_in_review(),
        State::Published => state_published(),
        State::Discarded => state_discarded(),
    }
}

/// Why the visitor cannot publish it.
#[must_use]
pub const fn hurdle(hurdle: Hurdle) -> &'static str {
    match hurdle {
        Hurdle::NotInReview => not_in_review(),
        Hurdle::OwnWork => second_person(),
        Hurdle::NotPublisher => not_publisher(),
        Hurdle::Closed => draft_closed(),
    }
}
