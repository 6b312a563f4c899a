//! Alarms follow from what the sensors say, after their delays.

use simulators::alarms::{Indicator, Priority};
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::view::VentilatorState;
use simulators::ventilator::{Button, Care, VentilatorFault as F};

use crate::bed::{Bed, near, passive};

fn ventilated(settings: &[(S, f64)]) -> Bed {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, settings));
    bed.wait_s(60);
    assert!(bed.view().alarms.is_empty(), "{:?}", bed.view().alarms);
    bed
}

#[test]
fn a_disconnection_is_told_within_fifteen_seconds_in_every_mode() {
    for mode in [Mode::VcAc, Mode::PcAc, Mode::Prvc, Mode::SimvVc] {
        let mut bed = Bed::new(&passive(mode, LungPreset::Normal, &[]));
        bed.wait_s(30);
        bed.inject(F::Disconnection);
        let from = bed.simulation.tick();
        while !bed.alarms("disconnect") && bed.simulation.tick() < from + 60_000 {
            bed.wait_ms(100);
        }
        assert!(bed.simulation.tick() <= from + 15_000, "{mode:?}");
        assert_eq!(bed.view().indicator, Indicator::RedFlashing);
        bed.care(Care::Reconnect);
        bed.wait_s(15);
        assert!(!bed.alarms("disconnect"), "{mode:?}");
    }
}

#[test]
fn a_kink_reaches_the_pressure_limit_with_the_next_breath() {
    let mut bed = ventilated(&[]);
    bed.inject(F::TubeKinked);
    bed.wait_s(5);
    assert!(bed.alarms("high_pressure"));
    assert!(bed.signal("vent.peak") >= 40.0);
    // The minute volume is that of the last minute.
    bed.wait_s(60);
    assert!(bed.alarms("low_expired_volume") && bed.alarms("low_minute_volume"));
}

#[test]
fn an_open_and_a_stopped_airway_are_told_apart() {
    let mut bed = ventilated(&[(S::LimitPressureHigh, 30.0)]);
    for _ in 0..2 {
        bed.inject(F::TubeKinked);
    }
    bed.inject(F::HmeClogged);
    bed.inject(F::Bronchospasm);
    bed.wait_s(12);
    assert!(
        bed.alarms("obstruction") && !bed.alarms("disconnect"),
        "{:?}",
        bed.view().alarms
    );
}

#[test]
fn a_drifting_sensor_tells_of_volume_that_is_not_missing() {
    let mut bed = ventilated(&[(S::LimitVolumeLow, 400.0)]);
    bed.inject(F::ExpiratorySensorDrift { gain: 0.8 });
    bed.wait_s(20);
    assert!(bed.alarms("low_expired_volume"));
    near(bed.signal("vent.expired_volume"), 360.0, 2.0);
    near(bed.signal("lung.tidal_volume"), 450.0, 1.0);
}

#[test]
fn a_drifting_inspiratory_sensor_gives_another_volume_than_is_shown() {
    let mut bed = ventilated(&[]);
    bed.inject(F::InspiratorySensorDrift { gain: 1.25 });
    bed.wait_s(20);
    near(bed.signal("vent.inspired_volume"), 450.0, 1.0);
    near(bed.signal("lung.tidal_volume"), 360.0, 1.0);
    bed.push(Button::Standby);
    bed.push(Button::Confirm);
    bed.care(Care::CalibrateFlow);
    bed.push(Button::Start);
    bed.wait_s(20);
    near(bed.signal("lung.tidal_volume"), 450.0, 1.0);
}

#[test]
fn a_stuck_valve_opens_the_safety_valve() {
    let mut bed = ventilated(&[]);
    bed.inject(F::ExpiratoryValveStuck);
    bed.wait_s(60);
    assert!(
        bed.count("alarm.sustained_pressure.raised") >= 1,
        "{:?}",
        bed.view().alarms
    );
    assert!(bed.count("vent.safety_valve_opened") >= 1);
    assert!(bed.signal("lung.alveolar_pressure") < 40.0);
}

#[test]
fn a_clogged_expiratory_filter_is_told() {
    let mut bed = ventilated(&[]);
    bed.inject(F::ExpiratoryFilterClogged);
    bed.wait_s(20);
    assert!(bed.alarms("filter"));
    bed.care(Care::ChangeFilter);
    bed.wait_s(10);
    assert!(!bed.alarms("filter"));
}

#[test]
fn lost_oxygen_lets_the_mixture_fall_and_lost_air_lets_it_rise() {
    let mut bed = ventilated(&[(S::Oxygen, 60.0)]);
    bed.inject(F::OxygenSupplyLost);
    bed.wait_s(1);
    assert!(bed.alarms("oxygen_supply") && !bed.alarms("oxygen_low"));
    bed.wait_s(45);
    near(bed.signal("vent.oxygen"), 21.0, 0.5);
    assert!(bed.alarms("oxygen_low"));
    bed.care(Care::ConnectOxygen);
    bed.wait_s(60);
    assert!(!bed.alarms("oxygen_low") && !bed.alarms("oxygen_supply"));
    bed.inject(F::AirSupplyLost);
    bed.wait_s(60);
    near(bed.signal("vent.oxygen"), 100.0, 0.5);
    assert!(bed.alarms("oxygen_high") && bed.alarms("air_supply"));
    bed.inject(F::OxygenSupplyLost);
    bed.wait_s(20);
    assert!(bed.alarms("gas_supply"));
    assert_eq!(bed.view().state, VentilatorState::Open);
    assert!(bed.signal("lung.tidal_volume") < 500.0 && bed.signal("lung.flow").abs() < 0.1);
}

#[test]
fn the_battery_tells_when_it_ends_and_a_buzzer_is_left() {
    let mut bed = ventilated(&[]);
    bed.inject(F::MainsLost);
    bed.wait_s(1);
    assert!(bed.alarms("mains_lost") && !bed.is("vent.alarming"));
    bed.inject(F::BatteryCharge { percent: 30.0 });
    bed.wait_s(1);
    assert!(bed.alarms("battery_low"));
    bed.inject(F::BatteryCharge { percent: 1.0 });
    bed.wait_s(10);
    assert!(bed.alarms("battery_critical") && bed.is("vent.ventilating"));
    bed.wait_s(60);
    let view = bed.view();
    assert!(view.state == VentilatorState::Off && view.buzzer && !bed.is("vent.on"));
    bed.push(Button::Silence);
    assert!(!bed.is("vent.silenced"), "a buzzer cannot be paused");
    bed.care(Care::PlugIn);
    assert!(!bed.view().buzzer);
    bed.push(Button::Power);
    bed.push(Button::Start);
    bed.wait_s(20);
    near(bed.signal("vent.expired_volume"), 450.0, 2.0);
}

#[test]
fn a_technical_fault_stays_until_the_ventilator_is_replaced() {
    let mut bed = ventilated(&[]);
    bed.inject(F::TechnicalFault);
    bed.wait_s(5);
    assert!(bed.alarms("technical_fault"));
    assert_eq!(bed.view().state, VentilatorState::Failed);
    bed.push(Button::Power);
    bed.push(Button::Power);
    bed.wait_s(1);
    assert!(bed.alarms("technical_fault"));
    bed.care(Care::BagByHand);
    bed.wait_s(30);
    assert!(bed.signal("patient.alveolar_ventilation") > 3.0);
    bed.care(Care::ReplaceVentilator);
    bed.care(Care::Reconnect);
    bed.push(Button::Start);
    bed.wait_s(30);
    assert!(bed.view().alarms.is_empty(), "{:?}", bed.view().alarms);
}

#[test]
fn standby_with_a_patient_is_reminded_of() {
    let mut bed = ventilated(&[]);
    bed.push(Button::Standby);
    bed.wait_s(2);
    assert!(bed.is("vent.ventilating"), "only asked for");
    bed.push(Button::Confirm);
    bed.wait_s(14);
    assert!(!bed.alarms("standby_reminder"));
    bed.wait_s(2);
    assert!(bed.alarms("standby_reminder"));
    bed.care(Care::BagByHand);
    bed.wait_s(1);
    assert!(!bed.alarms("standby_reminder"));
}

#[test]
fn support_of_suction_keeps_an_open_circuit_quiet_for_two_minutes() {
    let mut bed = ventilated(&[]);
    bed.push(Button::SuctionSupport);
    bed.wait_s(20);
    near(bed.signal("circuit.oxygen"), 100.0, 0.5);
    bed.care(Care::Disconnect);
    bed.wait_s(30);
    assert!(bed.view().alarms.is_empty(), "{:?}", bed.view().alarms);
    bed.wait_s(90);
    assert!(bed.alarms("disconnect"));
}

#[test]
fn paused_sound_comes_back_after_two_minutes_or_with_a_higher_alarm() {
    let mut bed = ventilated(&[]);
    bed.inject(F::ExpiratoryFilterClogged);
    bed.wait_s(20);
    assert_eq!(bed.view().sound, Some(Priority::Medium));
    bed.push(Button::Silence);
    assert_eq!(bed.view().sound, None);
    assert_eq!(bed.view().indicator, Indicator::YellowFlashing);
    bed.wait_s(121);
    assert_eq!(bed.view().sound, Some(Priority::Medium));
    bed.push(Button::Silence);
    bed.inject(F::Disconnection);
    bed.wait_s(15);
    assert_eq!(bed.view().sound, Some(Priority::High));
}
