//! Kinds about the syringe: height, start-up, wrong size.

use serde_json::json;

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::STEP_TICKS;
use crate::drugs::{AmountUnit, CareArea, Library};
use crate::line::hydraulics::volume_ml;
use crate::patient::{PatientSetup, Preset};
use crate::pump::key::Key;
use crate::pump::setup::{Infusion, StartProgram, StartState};
use crate::syringe::action::{SyringeAct, SyringeAction};
use crate::syringe::setup::{
    FilledSyringe, SizeSensor, SyringeLineConfig, SyringeLineSetup, SyringeLineStart, SyringePumpConfig,
    SyringePumpSetup, SyringeSetup,
};
use crate::syringe::{
    Assembly, Brand, MMHG_PER_CM, Size, SyringeKind, SyringeSimulation, area_ml_per_mm, delivered_ml_h,
    plunger_mm_h, signals, start_up_delay_s,
};

/// Longest run of the stepped syringe in a case, ms.
const LONGEST_RUN_TICKS: u64 = 24 * 3_600_000;

pub(super) fn height_change(given: &Given<'_>) -> Produced {
    let height = given.number("height_change_cm")?;
    let density = given.number_or("density_rel", 1.0)?;
    let pressure = height * MMHG_PER_CM * density;
    let volume = given.number("assembly_compliance_mL_per_mmHg")? * pressure.abs();
    let (bolus, aspirated) = if height >= 0.0 {
        (volume, 0.0)
    } else {
        (0.0, volume)
    };
    Ok(produced([
        ("pressure_change_mmHg", json!(pressure)),
        ("bolus_uL", json!(bolus * 1_000.0)),
        ("aspirated_uL", json!(aspirated * 1_000.0)),
        (
            "zero_delivery_time_s",
            json!(start_up_delay_s(aspirated, 0.0, given.number("rate_mL_h")?)),
        ),
    ]))
}

/// The pump at work is lifted or lowered.
pub(super) fn height_change_run(given: &Given<'_>) -> Produced {
    let height = given.number("height_change_cm")?;
    let rate = given.number("rate_mL_h")?;
    let line = SyringeLineConfig {
        compliance_ml_per_mmhg: Some(given.number("assembly_compliance_mL_per_mmHg")?),
        density_rel: given.number_or("density_rel", 1.0)?,
        ..ideal_line()
    };
    let mut simulation = running(line, kind(Size::Ml50), kind(Size::Ml50), rate);
    simulation.step_to(60_000);
    let before = signal(&simulation, "line.delivered_ml");
    let pressure_before = signal(&simulation, "pump.pressure");
    simulation.act(&SyringeAction::MovePump { to_cm: height as i16 });
    let moved_at = simulation.tick();
    let mut without_ticks = 0;
    while signal(&simulation, "line.delivered_ml") <= before && without_ticks < LONGEST_RUN_TICKS {
        without_ticks += STEP_TICKS;
        simulation.step_to(moved_at + without_ticks);
    }
    simulation.step_to(moved_at + without_ticks + 2_000);
    let passed_ms = (simulation.tick() - moved_at) as f64;
    let bolus = signal(&simulation, "line.delivered_ml") - before - volume_ml(rate, passed_ms);
    let after = signal(&simulation, "pump.pressure");
    Ok(produced([
        ("pressure_change_mmHg", json!(pressure_before - after)),
        ("bolus_uL", json!(bolus.max(0.0) * 1_000.0)),
        (
            "aspirated_uL",
            json!(signal(&simulation, "line.aspirated_ml") * 1_000.0),
        ),
        (
            "zero_delivery_time_s",
            json!(without_ticks.saturating_sub(STEP_TICKS) as f64 / 1_000.0),
        ),
    ]))
}

/// A syringe that was just laid in, purged or not, until the first drug arrives.
pub(super) fn start_up_delay_run(given: &Given<'_>) -> Produced {
    let rate = given.number("rate_mL_h")?;
    let diameter = given.number("syringe_inner_diameter_mm")?;
    let fitted = SyringeKind::all()
        .find(|kind| kind.inner_diameter_mm() == diameter)
        .ok_or_else(|| Missing::named("syringe_inner_diameter_mm"))?;
    let line = SyringeLineConfig {
        compliance_ml_per_mmhg: Some(given.number("assembly_compliance_mL_per_mmHg")?),
        slack_mm: given.number("mechanical_slack_mm")?,
        opening_pressure_mmhg: given.number("opening_pressure_mmHg")?,
        venous_pressure_mmhg: 0.0,
        ..ideal_line()
    };
    let mut simulation = programmed(line, fitted, fitted, rate, StartsAs::Ready);
    let purge = given.number_or("purge_volume_mL", 0.0)?;
    let lost = signal(&simulation, "syringe.slack_ml")
        + line.compliance_ml_per_mmhg.unwrap_or(0.0) * line.opening_pressure_mmhg;
    if purge > 0.0 {
        simulation.act(&SyringeAction::Bedside {
            act: SyringeAct::DisconnectLine,
        });
        press(&mut simulation, Key::Bolus);
        simulation.act(&SyringeAction::Press { key: Key::Soft1 });
        simulation.step_to(simulation.tick() + 60_000);
        simulation.act(&SyringeAction::Release { key: Key::Soft1 });
        press(&mut simulation, Key::Back);
        simulation.act(&SyringeAction::Bedside {
            act: SyringeAct::ConnectLine,
        });
    }
    press(&mut simulation, Key::Start);
    let started = simulation.tick();
    while signal(&simulation, "line.delivered_ml") <= 0.0 && simulation.tick() < LONGEST_RUN_TICKS {
        simulation.step_to(simulation.tick() + STEP_TICKS);
    }
    let delay = (simulation.tick() - started).saturating_sub(STEP_TICKS) as f64 / 1_000.0;
    Ok(produced([
        ("plunger_area_mL_per_mm", json!(fitted.area_ml_per_mm())),
        ("lost_volume_mL", json!(lost)),
        ("start_up_delay_s", json!(delay)),
    ]))
}

/// A pump that was told of another syringe, over ten minutes.
pub(super) fn wrong_size_run(given: &Given<'_>) -> Produced {
    let rate = given.number("rate_mL_h")?;
    let of = |name: &str| -> Result<SyringeKind, Missing> {
        let diameter = given.number(name)?;
        SyringeKind::all()
            .find(|kind| kind.inner_diameter_mm() == diameter)
            .ok_or_else(|| Missing::named(name))
    };
    let told = of("selected_syringe_inner_diameter_mm")?;
    let fitted = of("actual_syringe_inner_diameter_mm")?;
    let mut simulation = running(ideal_line(), told, fitted, rate);
    let left = signal(&simulation, "syringe.left_ml");
    simulation.step_to(600_000);
    let delivered = signal(&simulation, "line.delivered_ml") * 6.0;
    let way = (left - signal(&simulation, "syringe.left_ml")) / fitted.area_ml_per_mm();
    Ok(produced([
        ("plunger_speed_mm_h", json!(way * 6.0)),
        ("delivered_rate_mL_h", json!(delivered)),
        ("flow_error_percent", json!(100.0 * (delivered - rate) / rate)),
    ]))
}

const fn kind(size: Size) -> SyringeKind {
    SyringeKind {
        brand: Brand::A,
        size,
    }
}

/// A line without opening pressure into a vein at a pressure that no height brings under zero.
fn ideal_line() -> SyringeLineConfig {
    SyringeLineConfig {
        opening_pressure_mmhg: 0.0,
        venous_pressure_mmhg: 150.0,
        resistance_mmhg_per_ml_h: 0.0,
        ..SyringeLineConfig::default()
    }
}

enum StartsAs {
    Ready,
    Running,
}

fn running(line: SyringeLineConfig, told: SyringeKind, fitted: SyringeKind, rate: f64) -> SyringeSimulation {
    programmed(line, told, fitted, rate, StartsAs::Running)
}

fn programmed(
    line: SyringeLineConfig,
    told: SyringeKind,
    fitted: SyringeKind,
    rate_ml_h: f64,
    starts_as: StartsAs,
) -> SyringeSimulation {
    let library = Library {
        id: "vectors".to_owned(),
        version: 1,
        title: String::new(),
        note: String::new(),
        care_areas: vec![CareArea {
            id: "area".to_owned(),
            name: "area".to_owned(),
            entries: Vec::new(),
        }],
    };
    let program = StartProgram {
        care_area: "area".to_owned(),
        infusion: Infusion::Basic { rate_ml_h },
        vtbi_ml: 900.0,
    };
    SyringeSimulation::new(&SyringeSetup {
        pump: SyringePumpSetup {
            library,
            start: match starts_as {
                StartsAs::Ready => StartState::Ready { program },
                StartsAs::Running => StartState::Running { program },
            },
            told: Some(told),
            config: SyringePumpConfig {
                ripple: 0.0,
                size_sensor: SizeSensor::Absent,
                ..SyringePumpConfig::default()
            },
        },
        line: SyringeLineSetup {
            syringe: FilledSyringe {
                kind: fitted,
                drug: String::new(),
                amount: 0.0,
                amount_unit: AmountUnit::Milligram,
                volume_ml: fitted.capacity_ml(),
                left_ml: None,
            },
            spare: None,
            start: SyringeLineStart::default(),
            config: line,
        },
        patient: PatientSetup::new(Preset::Stable, 70.0),
    })
}

fn press(simulation: &mut SyringeSimulation, key: Key) {
    simulation.act(&SyringeAction::Press { key });
    simulation.act(&SyringeAction::Release { key });
    simulation.step_to(simulation.tick() + 100);
}

fn signal(simulation: &SyringeSimulation, name: &str) -> f64 {
    let mut values = [0.0; signals::COUNT];
    simulation.read(&mut values);
    signals::find(name)
        .and_then(|index| values.get(usize::from(index)))
        .copied()
        .unwrap_or(f64::NAN)
}

pub(super) fn start_up_delay(given: &Given<'_>) -> Produced {
    let area = area_ml_per_mm(given.number("syringe_inner_diameter_mm")?);
    let assembly = Assembly::fitted(
        given.number("assembly_compliance_mL_per_mmHg")?,
        given.number("mechanical_slack_mm")? * area,
        given.number("opening_pressure_mmHg")?,
    );
    let purged = given.number_or("purge_volume_mL", 0.0)?;
    let delay = start_up_delay_s(assembly.owed_ml(), purged, given.number("rate_mL_h")?);
    Ok(produced([
        ("plunger_area_mL_per_mm", json!(area)),
        ("lost_volume_mL", json!(assembly.owed_ml())),
        ("start_up_delay_s", json!(delay)),
    ]))
}

pub(super) fn wrong_size(given: &Given<'_>) -> Produced {
    let rate = given.number("rate_mL_h")?;
    let told = given.number("selected_syringe_inner_diameter_mm")?;
    let delivered = delivered_ml_h(rate, told, given.number("actual_syringe_inner_diameter_mm")?);
    Ok(produced([
        ("plunger_speed_mm_h", json!(plunger_mm_h(rate, told))),
        ("delivered_rate_mL_h", json!(delivered)),
        ("flow_error_percent", json!(100.0 * (delivered - rate) / rate)),
    ]))
}
