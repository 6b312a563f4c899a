//! The coach of practice, and skills across runs.

use training::guide::{Level, Outcome};

words! {
    coach => "Coach";
    next_step => "Next step";
    next_mark => "Next";
    why => "Why?";
    your_turn => "There is something to do now. Your turn.";
    show_me => "Show me the next step";
    nothing_to_do => "Nothing is to be done now. Keep watching.";
    asked => "Asked the coach";
    fades_at_once => "This is new to you: steps are shown at once. As you succeed, the coach holds back.";
    fades_soon => "You have done this before: a step is shown after 8 seconds.";
    fades_late => "You have done this by yourself: a step is shown after 20 seconds, in words only.";
    fades_on_request => "You can do this by yourself: a step is shown when you ask.";
    level_at_once => "New: shown at once";
    level_soon => "Learning: shown after 8 s";
    level_late => "Nearly there: shown after 20 s";
    level_on_request => "By yourself: shown when you ask";
    skills => "Skills";
    run_skills_text => "What this run needed, as it was met in other modules, too.";
    my_skills_text => "What you do in every module, practice included. The coach of a practice goes by it, nobody else sees it, and it is no evidence.";
    skills_of_text => "What was needed in graded runs, across modules. Nobody helps there. It is no evidence.";
    none => "No skill was needed yet.";
    alone => "By yourself";
    helped => "With help";
    missed => "Missed";
    counts(alone: u32, helped: u32, missed: u32) => "By yourself {alone}, with help {helped}, missed {missed}";
    counts_graded(alone: u32, missed: u32) => "Done {alone}, missed {missed}";
    last_alone(when: &str) => "last by yourself on {when}";
    last_done(when: &str) => "last done on {when}";
    met_in(modules: &str) => "Met in {modules}";
}

/// How help fades, as the coach says it.
#[must_use]
pub const fn fading(level: Level) -> &'static str {
    match level {
        Level::AtOnce => fades_at_once(),
        Level::Soon => fades_soon(),
        Level::Late => fades_late(),
        Level::OnRequest => fades_on_request(),
    }
}

/// How far one is in a skill.
#[must_use]
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::AtOnce => level_at_once(),
        Level::Soon => level_soon(),
        Level::Late => level_late(),
        Level::OnRequest => level_on_request(),
    }
}

/// How a skill was shown in a run.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unaided => alone(),
        Outcome::Aided => helped(),
        Outcome::Missed => missed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences say the waits that the coach keeps.
    #[test]
    fn the_coach_says_how_long_it_waits() {
        for of in Level::ALL {
            let seconds = of.wait_ms().map(|wait_ms| wait_ms / 1000);
            let says = |unit: &str, text: &str| {
                seconds.is_none_or(|seconds| seconds == 0 || text.contains(&format!("{seconds} {unit}")))
            };
            assert!(says("seconds", fading(of)) && says("s", level(of)), "{of:?}");
        }
    }
}
