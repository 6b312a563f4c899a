//! Patients, and the drugs they answer to.

use simulators::patient::{Preset, dopamine, heparin, insulin, norepinephrine, propofol};

use super::{n, sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "Training models, made so that a wrong rate has a consequence that can be seen. They predict no patient.",
        vec![
            circulation(),
            norepinephrine(),
            dopamine(),
            propofol(),
            insulin(),
            potassium(),
            heparin(),
        ],
        &[
            "Drugs other than those above, and what drugs do to one another beyond pressure, heart rate and breathing.",
            "Pulse pressure: the monitor shows fixed shares of the mean.",
            "Glucose that is given in return, and potassium that insulin moves.",
            "Errors of the laboratory: a result is the true value at the time of the sample.",
            "Differences between people, beyond condition and weight.",
            "A vector of numbers for drugs: they are held to property tests and to published rises, not to vectors.",
        ],
    )
}

fn circulation() -> Statement {
    statement("Pressure and heart rate under all drugs together")
        .is("MAP = (MAP_0 + sum \"rises\") * f_propofol * f_potassium")
        .is("dHR / dt = (HR_0 - g (MAP - MAP_0) - HR) * 4")
        .with("MAP_0", "pressure without any drug, mmHg")
        .with("f", "share that a drug leaves")
        .with(
            "g",
            "answer of the reflex, per minute for each mmHg; time in minutes",
        )
        .chosen("All of it. Rises add up, shares multiply.")
}

fn norepinephrine() -> Statement {
    let shock = Preset::SepticShock.parameters();
    statement("Norepinephrine")
        .is("dC / dt = input / V - k_e C")
        .is("dC_e / dt = k_0 (C - C_e)")
        .is("\"rise\" = E_max C_e / (EC50 + C_e)")
        .with("V", format!("{} L/kg", n(norepinephrine::VOLUME_L_KG)))
        .with(
            "k_e",
            format!("{} per minute", n(norepinephrine::ELIMINATION_PER_MIN)),
        )
        .with(
            "k_0",
            format!("{} per minute", n(norepinephrine::EFFECT_SITE_PER_MIN)),
        )
        .with(
            "E_max",
            format!(
                "largest rise, {} mmHg in septic shock",
                n(shock.largest_rise_mmhg)
            ),
        )
        .with(
            "EC50",
            format!("{} mcg/L in septic shock", n(shock.half_effect_mcg_l)),
        )
        .chosen("One compartment, an effect site and an Emax answer, with numbers for training.")
        .illustrative("The conditions: septic shock, vasoplegia, stable.")
}

fn dopamine() -> Statement {
    statement("Dopamine")
        .is("dC / dt = input / V - k_e C")
        .is("\"rise of the heart rate\" = 50 C / (150 + C)")
        .with("V", format!("{} L/kg", n(dopamine::VOLUME_L_KG)))
        .with("k_e", format!("{} per minute", n(dopamine::ELIMINATION_PER_MIN)))
        .chosen("All of it. The pressure rises by up to 15 mmHg with the heart and by up to 60 mmHg with the vessels.")
}

fn propofol() -> Statement {
    statement("Propofol")
        .is("index = 93 (1 - C_e^1.47 / (3.08^1.47 + C_e^1.47))")
        .is("f_breathing = 1 - C_e^3 / (3.5^3 + C_e^3)")
        .is("f_propofol = 1 - 0.45 C_c^2 / (4^2 + C_c^2)")
        .with("C_e", "effect site of the brain, mg/L")
        .with("C_c", "effect site of the circulation, slower than the brain, mg/L")
        .with("V", format!("first of three compartments, {} L/kg; elimination {} per minute", n(propofol::VOLUME_L_KG), n(propofol::ELIMINATION_PER_MIN)))
        .sourced("Compartments: Marsh and colleagues 1991. Form of the index: Eleveld and colleagues 2018, its numbers as recalled.")
        .chosen("Breathing and pressure.")
}

fn insulin() -> Statement {
    statement("Insulin and glucose")
        .is("dI / dt = dose / V - k I")
        .is("dX / dt = 0.025 (0.06 I / (300 + I) - X)")
        .is("dG / dt = 0.008 (G_0 - G) - X G")
        .with("I", "insulin, mUnits/L")
        .with("X", "its action, per minute")
        .with("G", "glucose, mmol/L")
        .with("V", format!("{} L/kg", n(insulin::VOLUME_L_KG)))
        .with("k", format!("{} per minute", n(insulin::ELIMINATION_PER_MIN)))
        .sourced("The form: the minimal model of Bergman and colleagues 1979.")
        .chosen("The numbers, and an action that saturates.")
}

fn potassium() -> Statement {
    statement("Potassium")
        .is("V_p dP / dt = input - 2 V_p (P - F)")
        .is("V_f dF / dt = 2 V_p (P - F) - 0.07 V_f F")
        .with("P", "plasma above its level at rest, mmol/L; time in minutes")
        .with("F", "fluid between the cells above it, mmol/L")
        .with("V_p", "0.045 L/kg")
        .with("V_f", "0.155 L/kg")
        .chosen("Adjusted to published rises after 20 mmol in an hour, see the figure. A real heart warns less surely.")
}

fn heparin() -> Statement {
    statement("Heparin")
        .is("aPTT = aPTT_0 exp(1.87 C)")
        .with(
            "C",
            format!(
                "units/mL, in {} L/kg with a half-life of {} min",
                n(heparin::VOLUME_L_KG),
                n(heparin::HALF_LIFE_MIN)
            ),
        )
        .with("aPTT", format!("at most {} s", n(heparin::LONGEST_APTT_S)))
        .chosen("80 units/kg and 18 units/kg/h double the aPTT after six hours.")
}
