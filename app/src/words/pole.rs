//! Words of the pole: bags on hooks, roller clamps, drip chambers, what lies below.

use simulators::action::BedsideAct;
use simulators::line::view::BagView;

words! {
    drawing => "The pole with its bags, the line through the pump, and the patient's arm. The lists say the same in words";
    to_drag => "Drag a bag to a hook; press a clamp or the plug. The buttons do the same.";
    primary => "Primary";
    secondary => "Secondary";
    line => "Pump and line";
    plain_fluid => "Plain fluid";
    bag_of(name: &str, what: &str) => "{name}, {what}";
    drug_in(amount: &str, volume: &str) => "{amount} in {volume}";
    on_pole_hook => "On the pole's hook";
    on_extension => "On the extension hook";
    joined => "Hangs, joined to the primary";
    not_hung => "Not hung";
    height(cm: u32) => "Surface {cm} cm above the junction";
    cm(cm: u32) => "{cm} cm";
    roller_open => "Roller clamp open";
    roller_shut => "Roller clamp shut";
    drops(per_minute: u32) => "{per_minute} drops a minute";
    no_drops => "No drops fall";
    drops_short(per_minute: u32) => "{per_minute}/min";
    stream => "Runs in a stream";
    higher(cm: u32) => "Its surface is {cm} cm higher than the primary's";
    lower(cm: u32) => "Its surface is {cm} cm lower than the primary's";
    level => "Its surface is as high as the primary's";
    above_free => "Line above the pump lies free";
    above_kinked => "Line above the pump kinked";
    kinked => "Kinked";
    valve => "Check valve";
    skin_usual => "Skin at the cannula as usual";
    skin_swollen => "Skin at the cannula swollen";
    swollen => "Swollen";
    no_free_flow => "Nothing runs past the pump";
    free_flow => "Fluid runs freely into the patient";
    runs_freely => "Runs freely";
    pause_first => "pause first";
    door_first => "open the door first";
    hang_first => "hang it first";
}

/// The two lines of a bag's label.
#[must_use]
pub fn label(bag: &BagView) -> [String; 2] {
    if bag.drug.is_empty() {
        [plain_fluid().to_owned(), bag.volume.clone()]
    } else {
        [bag.drug.clone(), drug_in(&bag.amount, &bag.volume)]
    }
}

/// How high the secondary's surface stands beside the primary's, both above the junction in cm.
#[must_use]
pub fn beside(secondary_cm: u32, primary_cm: u32) -> String {
    let by = secondary_cm.abs_diff(primary_cm);
    match secondary_cm.cmp(&primary_cm) {
        std::cmp::Ordering::Greater => higher(by),
        std::cmp::Ordering::Less => lower(by),
        std::cmp::Ordering::Equal => level().to_owned(),
    }
}

/// What must be done before an act that is not possible now.
#[must_use]
pub const fn first(act: BedsideAct) -> &'static str {
    match act {
        BedsideAct::ChangeBag => pause_first(),
        BedsideAct::LoadSet | BedsideAct::UnloadSet => door_first(),
        BedsideAct::ChangeSecondaryBag => hang_first(),
        _ => "",
    }
}
