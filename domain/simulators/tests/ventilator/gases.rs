//! Gas exchange and circulation behind the lung.

use simulators::ventilator::gas::alveolar;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::{Button, Care, VentilatorFault as F};

use crate::bed::{Bed, near, passive};

#[test]
fn carbon_dioxide_settles_where_ventilation_leads_it() {
    let settings = [(S::TidalVolume, 500.0), (S::Rate, 14.0)];
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &settings));
    bed.wait_s(1_500);
    let predicted_kg = bed.signal("patient.predicted_weight");
    let dead_space_ml = 0.30 * 7.0 * predicted_kg;
    let alveolar_l_min = alveolar::alveolar_ventilation_l_min(500.0, dead_space_ml, 14.0);
    near(bed.signal("patient.alveolar_ventilation"), alveolar_l_min, 0.5);
    let expected = alveolar::steady_paco2_mmhg(200.0 * predicted_kg / 70.0, alveolar_l_min);
    near(bed.signal("patient.paco2"), expected, 1.0);
    near(
        bed.signal("patient.ph"),
        alveolar::ph(24.0, bed.signal("patient.paco2")),
        1e-9,
    );
}

#[test]
fn oxygen_washes_in_and_reaches_the_finger_later() {
    let mut bed = Bed::new(&passive(
        Mode::VcAc,
        LungPreset::ArdsModerate,
        &[(S::Oxygen, 30.0)],
    ));
    bed.wait_s(600);
    let before = (bed.signal("patient.pao2"), bed.signal("patient.spo2"));
    bed.push(Button::Oxygen100);
    bed.wait_s(20);
    assert!(bed.signal("patient.pao2") > before.0 + 5.0);
    near(bed.signal("patient.spo2"), before.1, 1.0);
    bed.wait_s(60);
    assert!(
        bed.signal("patient.spo2") > before.1 + 3.0,
        "{before:?} {}",
        bed.signal("patient.spo2")
    );
    bed.wait_s(60);
    near(bed.signal("circuit.oxygen"), 30.0, 5.0);
}

#[test]
fn settled_oxygen_agrees_with_the_alveolar_gas_equation() {
    // What is set keeps the carbon dioxide at rest, where the equation holds.
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[(S::Oxygen, 40.0)]));
    bed.wait_s(1_800);
    let paco2 = bed.signal("patient.paco2");
    let alveolar_mmhg = alveolar::alveolar_oxygen_mmhg(0.40, 760.0, paco2, 0.8);
    let content = simulators::ventilator::gas::oxygen::content_ml_dl(12.0, alveolar_mmhg);
    let arterial = simulators::ventilator::gas::oxygen::shunted_content_ml_dl(content, 0.05, 5.0);
    let expected = simulators::ventilator::gas::oxygen::tension_mmhg(arterial, 12.0, alveolar_mmhg);
    near(bed.signal("patient.pao2"), expected, 6.0);
}

#[test]
fn apnea_raises_carbon_dioxide_and_empties_the_lung_of_oxygen() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(120);
    let before = bed.signal("patient.paco2");
    bed.care(Care::Disconnect);
    bed.wait_s(100);
    let first = bed.signal("patient.paco2") - before;
    assert!((3.0..16.0).contains(&first), "{first}");
    bed.wait_s(60);
    let then = bed.signal("patient.paco2") - before - first;
    assert!((2.5..9.5).contains(&then), "{then}");
    bed.wait_s(80);
    assert!(
        bed.signal("patient.spo2") < 85.0,
        "{}",
        bed.signal("patient.spo2")
    );
    bed.care(Care::BagByHand);
    bed.wait_s(120);
    assert!(
        bed.signal("patient.spo2") > 95.0,
        "{}",
        bed.signal("patient.spo2")
    );
}

#[test]
fn oxygen_given_before_buys_time() {
    let saturation_after = |before: bool| {
        let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
        bed.wait_s(60);
        if before {
            bed.push(Button::Oxygen100);
        }
        bed.wait_s(110);
        bed.care(Care::Disconnect);
        bed.wait_s(220);
        bed.signal("patient.sao2")
    };
    assert!(saturation_after(false) < 80.0);
    assert!(saturation_after(true) > 95.0);
}

#[test]
fn pressure_opens_an_injured_lung_and_not_a_healthy_one() {
    let oxygen = |preset, peep: f64| {
        let settings = [
            (S::Peep, peep),
            (S::Oxygen, 60.0),
            (S::TidalVolume, 400.0),
            (S::Rate, 22.0),
        ];
        let mut bed = Bed::new(&passive(Mode::VcAc, preset, &settings));
        bed.wait_s(400);
        (bed.signal("patient.pao2"), bed.signal("patient.shunt"))
    };
    let (low, high) = (
        oxygen(LungPreset::ArdsModerate, 5.0),
        oxygen(LungPreset::ArdsModerate, 14.0),
    );
    assert!(high.0 > low.0 + 8.0 && high.1 < low.1 - 0.05, "{low:?} {high:?}");
    let (low, high) = (oxygen(LungPreset::Normal, 5.0), oxygen(LungPreset::Normal, 14.0));
    near(high.1, low.1, 1e-9);
}

#[test]
fn a_lung_is_as_open_at_the_beginning_as_its_pressure_keeps_it() {
    for (peep, start) in [(5.0, 0.25), (12.0, 0.19)] {
        let settings = [(S::Peep, peep), (S::Oxygen, 60.0)];
        let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::ArdsModerate, &settings));
        bed.wait_s(1);
        let began = bed.signal("patient.shunt");
        bed.wait_s(300);
        near(bed.signal("patient.shunt"), began, 0.01);
        near(began, start, 0.08);
    }
}

#[test]
fn pressure_in_the_chest_takes_blood_pressure() {
    let mut bed = Bed::new(&passive(
        Mode::VcAc,
        LungPreset::CopdExacerbation,
        &[(S::Rate, 12.0), (S::TidalVolume, 450.0)],
    ));
    bed.wait_s(120);
    let calm = bed.signal("patient.map");
    bed.set(S::LimitPressureHigh, 30);
    bed.set(S::Rate, 16);
    bed.set(S::TidalVolume, 20);
    bed.wait_s(180);
    let trapped = bed.signal("lung.end_alveolar_pressure");
    assert!(trapped > 10.0, "{trapped}");
    assert!(
        bed.signal("patient.map") < calm - 8.0,
        "{calm} {}",
        bed.signal("patient.map")
    );
    // To let the lung empty is what helps.
    bed.care(Care::Disconnect);
    bed.wait_s(30);
    assert!(bed.signal("patient.map") > calm - 5.0);
}

#[test]
fn a_tension_in_the_chest_is_told_by_pressure_oxygen_and_circulation() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(60);
    let (map, spo2, peak) = (
        bed.signal("patient.map"),
        bed.signal("patient.spo2"),
        bed.signal("vent.peak"),
    );
    bed.inject(F::TensionPneumothorax);
    bed.wait_s(150);
    assert!(bed.signal("patient.map") < map - 25.0);
    assert!(bed.signal("patient.spo2") < spo2 - 1.0);
    assert!(bed.signal("vent.peak") > peak + 10.0);
    assert!(bed.signal("patient.heart_rate") > 100.0);
    assert!(bed.simulation.bedside_view().uneven);
    bed.care(Care::DrainChest);
    bed.wait_s(120);
    assert!(bed.signal("patient.map") > map - 5.0);
}

#[test]
fn the_laboratory_tells_what_was_when_the_blood_was_drawn() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(60);
    let paco2 = bed.signal("patient.paco2");
    bed.care(Care::DrawBloodGas);
    bed.set(S::Rate, 14);
    bed.wait_s(290);
    assert!(bed.simulation.blood_gases().is_empty());
    assert_eq!(bed.simulation.bedside_view().blood_gases_waiting, 1);
    bed.wait_s(10);
    let results = bed.simulation.blood_gases();
    assert_eq!(results.len(), 1);
    near(results[0].paco2_mmhg, paco2, 0.5);
    assert!(bed.signal("patient.paco2") < paco2 - 3.0);
    assert_eq!(bed.count("laboratory.results_came"), 1);
}

#[test]
fn trends_tell_each_minute() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(301);
    let points: Vec<_> = bed.simulation.trend().collect();
    assert_eq!(points.len(), 5);
    assert_eq!(points[4].minute, 5);
    near(f64::from(points[4].minute_l_min.unwrap()), 7.2, 0.1);
    assert!(points[4].spo2_percent.unwrap() > 95.0);
}
