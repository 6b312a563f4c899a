//! The bedside: patient, tube, circuit, what a hand can do there.

use simulators::ventilator::Care;
use simulators::ventilator::view::{ChestRise, CircuitState, EffortSeen, Sound};

words! {
    bedside => "Bedside";
    drawing => "The patient, the tube, the circuit and the ventilator";
    look_closer => "Look closer";
    listen => "Listen to both sides";
    check_tube => "Check tube and cuff";
    cuff(value: u8) => "Cuff pressure {value} cmH2O";
    both_sides_rise => "Both sides rise alike";
    one_side_rises => "One side rises less";
    sounds_clear => "Breath sounds on both sides, clear";
    water => "Water in the tubing";
    no_water => "No water in the tubing";
    no_catheter => "No catheter in the tube";
    catheter_in => "A catheter lies in the tube";
    catheter_stuck => "The catheter does not pass";
    filter_at_mouth => "Filter at the Y-piece";
    humidifier => "Heated humidifier";
    blood_gases => "Blood gases";
    no_blood_gases => "None drawn";
    blood_gases_waiting(count: u8) => "{count} in the laboratory";
    column_drawn => "Drawn at";
    column_oxygen => "Oxygen %";
    column_ph => "pH";
    column_paco2 => "PaCO2 mmHg";
    column_pao2 => "PaO2 mmHg";
    column_sao2 => "SaO2 %";
    column_hco3 => "HCO3 mmol/L";
    group_rescue => "Patient and circuit";
    group_airway => "Tube";
    group_circuit => "Circuit parts";
    group_chest => "Chest and drugs";
    group_supplies => "Supplies and ventilator";
    done(act: &str) => "Done: {act}";
}

/// What a hand does.
#[must_use]
pub fn care(care: Care) -> &'static str {
    match care {
        Care::BagByHand => "Ventilate by bag",
        Care::Disconnect => "Take the circuit off",
        Care::Reconnect => "Put the circuit on",
        Care::Suction => "Suction: pass a catheter",
        Care::StraightenTube => "Straighten the tube",
        Care::WithdrawTube => "Draw the tube back",
        Care::Reintubate => "Place a new tube",
        Care::InflateCuff => "Fill the cuff",
        Care::TightenCircuit => "Tighten the joints",
        Care::DrainWater => "Drain the water",
        Care::ChangeHme => "Change the Y-piece filter",
        Care::ChangeFilter => "Change the expiratory filter",
        Care::ServeHumidifier => "Set the humidifier right",
        Care::ChangeValve => "Change the expiratory valve",
        Care::DrainChest => "Drain the chest",
        Care::Bronchodilator => "Give a bronchodilator",
        Care::Recruit => "Recruit the lung",
        Care::RelieveAbdomen => "Relieve the abdomen",
        Care::DrawBloodGas => "Draw a blood gas",
        Care::ConnectOxygen => "Connect oxygen",
        Care::ConnectAir => "Connect air",
        Care::PlugIn => "Plug in",
        Care::CalibrateFlow => "Calibrate flow",
        Care::CalibratePressure => "Zero the pressure sensor",
        Care::CalibrateOxygen => "Calibrate the oxygen cell",
        Care::ReplaceVentilator => "Bring another ventilator",
    }
}

/// The circuit at the tube.
#[must_use]
pub fn circuit(state: CircuitState) -> &'static str {
    match state {
        CircuitState::Connected => "Circuit on the tube",
        CircuitState::Apart => "Circuit off the tube",
        CircuitState::Bagged => "Ventilated by bag",
    }
}

/// How the chest rises.
#[must_use]
pub fn chest(rise: ChestRise) -> &'static str {
    match rise {
        ChestRise::Hardly => "Chest hardly rises",
        ChestRise::Little => "Chest rises a little",
        ChestRise::Well => "Chest rises well",
        ChestRise::Much => "Chest rises much",
    }
}

/// How the patient works.
#[must_use]
pub fn effort(effort: EffortSeen) -> &'static str {
    match effort {
        EffortSeen::None => "No effort seen",
        EffortSeen::Calm => "Breathes calmly",
        EffortSeen::Strong => "Works hard to breathe",
    }
}

/// What is heard.
#[must_use]
pub fn sound(sound: Sound) -> &'static str {
    match sound {
        Sound::Wheeze => "Wheeze",
        Sound::Rattle => "Coarse rattle",
        Sound::OneSideSilent => "One side nearly silent",
        Sound::LeakAtMouth => "Gas escapes at the mouth",
        Sound::Silent => "Hardly any breath sounds",
    }
}
