//! People, the ledger, the access log.

words! {
    people_lede => "Who is here, in which role. Scores are not shown on this page.";
    search => "Search by name";
    show => "Show";
    unit => "Unit";
    job => "Job";
    state => "Account";
    add_person => "Add a person";
    role => "Role";
    add => "Add and make a set-up link";
    link_made => "Set-up link, good for one use";
    link_text => "Give this link to the person. It works once, for seven days.";
    close_account => "Close account";
    open_account => "Reopen account";
    reset_link => "New password link";
    ledger_lede => "Every consequential write, in order, each bound to all before it.";
    entries => "Entries";
    root => "Root hash";
    verify => "Check every entry";
    verified(count: u64) => "All {count} entries hold.";
    broken(position: u64) => "Entry {position} does not hold.";
    position => "Position";
    operation => "What";
    by => "By";
    leaf => "Leaf hash";
    older => "Older";
    newest => "Newest";
    access_lede => "Sign-ins, refusals, and views of another person's record.";
    whose => "Whose record";
    from => "From";
    system => "System";
}

/// What an entry of the ledger or the access log says, from its code.
#[must_use]
pub fn operation_name(code: &str) -> String {
    let mut text = code.replace(['_', '.'], " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Why an entry of the ledger does not hold, from its code.
#[must_use]
pub fn broken_reason(code: &str) -> &'static str {
    match code {
        "Missing" => "An entry is missing at this position.",
        "LeafHash" => "The entry's text does not have the hash that was stored with it.",
        "Columns" => "The entry's columns say something else than its text.",
        "Node" => "A stored node does not follow from the entries.",
        "Head" => "The head does not follow from the entries.",
        "Record" => "The record that the entry speaks of was changed or removed.",
        "Unaccounted" => "A record exists that no entry speaks of.",
        _ => "The entry was changed.",
    }
}
