//! Words of the pump unit: its channels in short, its power.

use simulators::unit::ChannelId;
use simulators::unit::view::PowerView;

words! {
    unit => "Pump unit";
    channels => "Channels";
    nothing => "Nothing programmed";
    outside_library => "Outside the library";
    rate(value: &str, unit: &str) => "{value} {unit}";
    power => "Power";
    on_mains => "On mains";
    no_mains => "Plugged in, no mains power";
    on_battery => "On battery, plug pulled";
    battery(percent: u8) => "{percent} %";
    battery_for(percent: u8, time: &str) => "Battery {percent} %, for about {time}";
    minutes(minutes: u32) => "{minutes} min";
    hours(hours: u32, minutes: u32) => "{hours} h {minutes} min";
    alarm_on(channel: &str, alarms: &str) => "{channel}. {alarms}";
    bedside_of(channel: &str) => "Bedside, {channel}";
}

/// The letter on a module.
#[must_use]
pub const fn letter(channel: ChannelId) -> &'static str {
    match channel {
        ChannelId::A => "A",
        ChannelId::B => "B",
        ChannelId::C => "C",
        ChannelId::D => "D",
    }
}

/// A channel's name.
#[must_use]
pub const fn channel(channel: ChannelId) -> &'static str {
    match channel {
        ChannelId::A => "Channel A",
        ChannelId::B => "Channel B",
        ChannelId::C => "Channel C",
        ChannelId::D => "Channel D",
    }
}

/// Where the power comes from.
#[must_use]
pub const fn source(power: &PowerView) -> &'static str {
    match (power.plugged, power.mains) {
        (true, true) => on_mains(),
        (true, false) => no_mains(),
        (false, _) => on_battery(),
    }
}

/// How long the battery lasts, whether it is in use or not.
#[must_use]
pub fn battery_time(power: &PowerView) -> String {
    let left = power.battery_left_min;
    let time = match left / 60 {
        0 => minutes(left),
        full => hours(full, left % 60),
    };
    battery_for(power.battery_percent, &time)
}
