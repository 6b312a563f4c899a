//! Words of the frame around every page.

words! {
    product => "Titrate";
    training_only => "Training only, not for patient care.";
    skip_to_content => "Skip to content";
    main_navigation => "Main";
    where_you_are => "Where you are";
    home => "Home";
    tests => "Tests";
    record => "My record";
    assess => "Assess";
    readiness => "Who can";
    frameworks => "Frameworks";
    units => "Units";
    people => "People";
    ledger => "Ledger";
    access_log => "Access log";
    profile => "Profile";
    not_found_title => "Nothing here";
    not_found_text => "This page does not exist, or is not yours to see. Check the address, or go back to your home page.";
    go_home => "Go to your home page";
    title(page: &str) => "{page} · Titrate";
    loading => "Loading";
    problem_title => "This page could not be shown";
    light => "Light";
    night => "Night";
    theme => "Light or night";
    system_theme => "As the device";
    erased_person => "A person who was erased";
}

/// The name of a person, or that it was erased.
#[must_use]
pub fn person(name: &str) -> &str {
    if name.is_empty() { erased_person() } else { name }
}
