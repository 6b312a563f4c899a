//! What a hand finds on a device's screen: soft keys by their meaning, entries of a list by what they say.

use simulators::pump::view::{ChoiceText, PumpView};
use simulators::syringe::view::{SyringeChoiceText, SyringePumpView};
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorView;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::view::SettingView;
use simulators::world::DeviceView;

/// The screen that a hand works at.
pub(super) enum Screen {
    Pump(Box<PumpView>),
    Syringe(Box<SyringePumpView>),
    Ventilator(Box<VentilatorView>),
}

impl Screen {
    /// The screen of a channel; the first one's where there is no such channel.
    pub(super) fn of(device: DeviceView, channel: ChannelId) -> Screen {
        match device {
            DeviceView::Infusion(view) => {
                let channels = view.unit.into_iter().flat_map(|unit| unit.channels);
                let mut ours = channels.filter(|one| one.id == channel);
                let pump = ours.next().map_or(view.pump, |one| one.pump);
                Screen::Pump(Box::new(pump))
            }
            DeviceView::Syringe(view) => Screen::Syringe(Box::new(view.pump)),
            DeviceView::Ventilator(view) => Screen::Ventilator(Box::new(view.ventilator)),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Screen::Pump(view) => view.screen.as_str(),
            Screen::Syringe(view) => view.screen.as_str(),
            Screen::Ventilator(view) => view.state.as_str(),
        }
    }

    /// Where the soft key with this meaning is.
    pub(super) fn soft_key(&self, meaning: &str) -> Option<usize> {
        match self {
            Screen::Pump(view) => view
                .soft_keys
                .iter()
                .position(|key| key.is_some_and(|key| key.as_str() == meaning)),
            Screen::Syringe(view) => view
                .soft_keys
                .iter()
                .position(|key| key.is_some_and(|key| key.as_str() == meaning)),
            Screen::Ventilator(_) => None,
        }
    }

    /// Where the entry of the list is that is meant.
    pub(super) fn choice(&self, wanted: &str) -> Option<usize> {
        match self {
            Screen::Pump(view) => view.choices.iter().position(|choice| says(&choice.text, wanted)),
            Screen::Syringe(view) => view
                .choices
                .iter()
                .position(|choice| syringe_says(&choice.text, wanted)),
            Screen::Ventilator(_) => None,
        }
    }
}

impl Screen {
    /// What a setting of the ventilator shows: the value that waits for confirmation before that in force.
    pub(super) fn setting(&self, setting: SettingId) -> Option<f64> {
        let row = self.row(setting)?;
        let text = row.pending.as_ref().unwrap_or(&row.value);
        text.replace(',', "").parse().ok()
    }

    /// Whether the knob turns the setting.
    pub(super) fn is_chosen(&self, setting: SettingId) -> bool {
        self.row(setting).is_some_and(|row| row.chosen)
    }

    /// The setting that the knob turns.
    pub(super) fn chosen(&self) -> Option<SettingId> {
        let Screen::Ventilator(view) = self else {
            return None;
        };
        let mut rows = view.settings.iter().chain(&view.limits);
        rows.find(|row| row.chosen).map(|row| row.setting)
    }

    /// Whether another screen leaves a hand at the same place: the same keys mean the same on it.
    /// What runs on by itself, volumes and measured values, is not asked for.
    pub(super) fn is_at_the_same_place(&self, other: &Screen) -> bool {
        match (self, other) {
            (Screen::Pump(one), Screen::Pump(other)) => {
                one.screen == other.screen
                    && one.choices == other.choices
                    && one.entry == other.entry
                    && one.soft_keys == other.soft_keys
            }
            (Screen::Syringe(one), Screen::Syringe(other)) => {
                one.screen == other.screen
                    && one.choices == other.choices
                    && one.entry == other.entry
                    && one.soft_keys == other.soft_keys
            }
            (Screen::Ventilator(one), Screen::Ventilator(other)) => one.state == other.state,
            _ => false,
        }
    }

    fn row(&self, setting: SettingId) -> Option<&SettingView> {
        let Screen::Ventilator(view) = self else {
            return None;
        };
        let mut rows = view.settings.iter().chain(&view.limits);
        rows.find(|row| row.setting == setting)
    }
}

/// Whether an entry of a list is the one that is meant, by its name or its name and label.
fn says(choice: &ChoiceText, wanted: &str) -> bool {
    match choice {
        ChoiceText::CareArea { name } => name == wanted,
        ChoiceText::Drug { drug, amount, volume } => labelled(drug, amount, volume, wanted),
        ChoiceText::Reason { reason } => reason.as_str() == wanted,
        ChoiceText::Option { option } => option.as_str() == wanted,
        ChoiceText::EndOfVolume { action } => action.as_str() == wanted,
        ChoiceText::Pressure { mmhg } => mmhg.to_string() == wanted,
    }
}

/// The same of a syringe pump; a syringe is meant by brand and size, `brand_a 50_ml`.
fn syringe_says(choice: &SyringeChoiceText, wanted: &str) -> bool {
    match choice {
        SyringeChoiceText::CareArea { name } => name == wanted,
        SyringeChoiceText::Syringe { kind } => {
            format!("{} {}", kind.brand.as_str(), kind.size.as_str()) == wanted
        }
        SyringeChoiceText::Drug { drug, amount, volume } => labelled(drug, amount, volume, wanted),
        SyringeChoiceText::Reason { reason } => reason.as_str() == wanted,
    }
}

fn labelled(drug: &str, amount: &str, volume: &str, wanted: &str) -> bool {
    drug == wanted || format!("{drug} {amount} in {volume}") == wanted
}
