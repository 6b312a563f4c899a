//! A channel in short: what stands beside its letter wherever there is no room for its face.

use simulators::alarms::{AlarmId, Priority};
use simulators::pump::view::{Delivery, PumpView, RowLabel};
use simulators::unit::ChannelId;
use simulators::unit::view::ChannelView;

use crate::panels::bedside::drops::shown_rate;
use crate::words;

/// Drug, rate, state and alarm of a channel.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Brief {
    pub(super) id: ChannelId,
    pub(super) drug: String,
    /// The rate that its display shows, with the unit; empty while it gives nothing.
    pub(super) rate: String,
    pub(super) doing: &'static str,
    pub(super) gives: bool,
    /// The alarm to show first, and how many there are.
    pub(super) alarm: Option<(AlarmId, Priority, usize)>,
}

impl Brief {
    pub(super) fn of(channel: &ChannelView) -> Self {
        let pump = &channel.pump;
        let rate = shown_rate(pump);
        Self {
            id: channel.id,
            drug: drug(pump),
            rate: rate
                .map(|row| words::unit::rate(&row.value, &row.unit))
                .unwrap_or_default(),
            doing: words::pump::delivery(pump.delivery),
            gives: gives(pump.delivery),
            alarm: pump
                .alarms
                .first()
                .map(|alarm| (alarm.id, alarm.priority, pump.alarms.len())),
        }
    }
}

/// Whether fluid goes to the patient by the pump's own will.
pub(in crate::panels) const fn gives(delivery: Delivery) -> bool {
    matches!(
        delivery,
        Delivery::Running
            | Delivery::Bolus
            | Delivery::Kvo
            | Delivery::Secondary
            | Delivery::Loading
            | Delivery::Beyond
    )
}

fn drug(pump: &PumpView) -> String {
    let of_secondary = pump
        .rows
        .iter()
        .find(|row| row.label == RowLabel::SecondaryDrug && pump.delivery == Delivery::Secondary);
    match (of_secondary, &pump.drug, pump.delivery) {
        (Some(row), _, _) => row.value.clone(),
        (None, Some(drug), _) => drug.clone(),
        (None, None, Delivery::Off) => String::new(),
        (None, None, Delivery::Idle) => words::unit::nothing().to_owned(),
        (None, None, _) => words::unit::outside_library().to_owned(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::panels::ward;

    #[test]
    fn each_channel_says_drug_rate_state_and_alarm() {
        let unit = ward::four_channels_with_an_alarm().unit_view().expect("a unit");
        let briefs: Vec<_> = unit.channels.iter().map(Brief::of).collect();
        assert_eq!(briefs[0].drug, "norepinephrine");
        assert_eq!(briefs[0].rate, "24.6 mL/h");
        assert_eq!((briefs[0].doing, briefs[0].gives), ("Running", true));
        assert_eq!(briefs[0].alarm, None);
        assert_eq!((briefs[1].doing, briefs[1].gives), ("Stopped", false));
        assert_eq!(
            briefs[1].alarm.map(|(id, priority, _)| (id, priority)),
            Some((AlarmId::DoorOpen, Priority::High))
        );
        assert_eq!(
            (briefs[3].drug.as_str(), briefs[3].rate.as_str()),
            ("Nothing programmed", "")
        );
    }
}
