//! Words of what is heard, for those who do not hear it.

use simulators::alarms::Priority;

words! {
    sound_on => "Sound on";
    sound_off => "Sound off";
    high => "High alarm sounds: ten pulses, every 8 seconds";
    medium => "Medium alarm sounds: three pulses, every 20 seconds";
    low => "Low alarm: two pulses, once";
    high_unheard => "High alarm";
    medium_unheard => "Medium alarm";
    low_unheard => "Low alarm";
    switched_off(alarm: &str) => "{alarm}. Sound is off on this device";
    not_yet(alarm: &str) => "{alarm}. The browser stays silent until you press a key";
    paused(time: &str) => "Sound paused, back in {time}";
    silent => "The pump is silent";
}

/// What sounds.
#[must_use]
pub const fn sounds(priority: Priority) -> &'static str {
    match priority {
        Priority::High => high(),
        Priority::Medium => medium(),
        Priority::Low => low(),
    }
}

/// What would sound.
#[must_use]
pub const fn would_sound(priority: Priority) -> &'static str {
    match priority {
        Priority::High => high_unheard(),
        Priority::Medium => medium_unheard(),
        Priority::Low => low_unheard(),
    }
}
