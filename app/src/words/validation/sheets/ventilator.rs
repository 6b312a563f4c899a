//! The ventilator, the lung and the exchange of gas.

use simulators::ventilator::gas::alveolar::{STPD_FACTOR, WATER_VAPOUR_MMHG};

use super::{n, sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "A generic intensive-care ventilator, its circuit, a lung and the patient behind it, stepped every millisecond. \
         The lung is held to closed forms, by formula and by stepping.",
        vec![
            motion(),
            volume_breath(),
            pressure_breath(),
            expiration(),
            trigger(),
            two_units(),
            adaptive(),
            oxygen(),
            carbon(),
            saturation(),
            effort(),
        ],
        &[
            "Inertance, viscoelasticity and hysteresis of recruitment.",
            "Expiratory muscles and cough, and a drive that answers to carbon dioxide.",
            "Bohr and Haldane effects, metabolic acid and base, cardiac output.",
            "Barotrauma, humidity and temperature of the gas.",
            "Newborns.",
        ],
    )
}

fn motion() -> Statement {
    statement("Equation of motion")
        .is("P_aw = V / C + R Q - P_mus")
        .with("V", "volume above that without pressure, L")
        .with("C", "compliance, L/cmH₂O")
        .with("R", "resistance, cmH₂O/(L/s), one for each direction")
        .with("P_mus", "effort of the patient, cmH₂O")
        .sourced("Textbook; one compartment, or two behind a common resistance.")
        .chosen("Conditions of the lung, with published ranges as anchors; six test lungs of published bench tests.")
}

fn volume_breath() -> Statement {
    statement("Pressures of a volume breath")
        .is("PIP = PEEP + V_T / C + R Q")
        .is("P_plat = PEEP + V_T / C")
        .sourced("Textbook.")
}

fn pressure_breath() -> Statement {
    statement("Volume of a pressure breath")
        .is("V_T = C Delta P (1 - exp(-T_i / (R C)))")
        .sourced("Textbook.")
}

fn expiration() -> Statement {
    statement("Expiration, and gas that is trapped")
        .is("V = V_T exp(-t / (R_e C))")
        .is("V_trapped = V_T / (exp(T_e / tau_e) - 1)")
        .with(
            "tau_e",
            "time constant of expiration, resistance times compliance, s",
        )
        .sourced("Textbook: the steady state of breath after breath.")
}

fn trigger() -> Statement {
    statement("Effort that a trigger needs")
        .is("P_mus ≥ autoPEEP + sensitivity")
        .is("P_mus ≥ autoPEEP + R Q_sensitivity")
        .sourced("Textbook: by a fall of pressure, and by flow.")
        .chosen("Refractory times of 200 ms after a breath’s start and 150 ms after its expiration’s.")
}

fn two_units() -> Statement {
    statement("Two units in a pressure breath")
        .is("V_i = C_i Delta P (1 - exp(-T / (R_i C_i)))")
        .is("P_plat = PEEP + (V_1 + V_2) / (C_1 + C_2)")
        .sourced("Textbook; at an occlusion the units exchange gas by themselves.")
}

fn adaptive() -> Statement {
    statement("Pressure of the next adaptive breath")
        .is("P_wanted = P V_target / V_measured")
        .sourced("One maker: a step of at most 3 cmH₂O a breath, 5 below the limit.")
        .chosen("At least 5 cmH₂O above PEEP; a test breath that meets the limit begins with the ceiling.")
}

fn oxygen() -> Statement {
    statement("Oxygen")
        .is("P_A = F (P_B - P_water) - PaCO2 / RQ")
        .is("C_a = C_c - 5 s / (1 - s)")
        .is("s = s_0 (1 - k (P_end - 5))")
        .with("P_water", format!("{} mmHg", n(WATER_VAPOUR_MMHG)))
        .with("C_a", "oxygen content of arterial blood, mL/dL")
        .with("C_c", "oxygen content of blood from the capillaries, mL/dL")
        .with("s", "shunt, 0.3 to 1.2 times that of the condition")
        .sourced("Alveolar gas and shunt: textbook.")
        .chosen("Recruitment by end-expiratory pressure, within 60 s.")
}

fn carbon() -> Statement {
    statement("Carbon dioxide")
        .is(&format!("PaCO2 → {} VCO2 / V_A", n(STPD_FACTOR)))
        .is("V_A = (V_T - V_D) f")
        .with(
            &n(STPD_FACTOR),
            "factor of the units of gas, from dry and cold to wet and warm",
        )
        .with("V_D", "dead space of the condition at 7 mL/kg")
        .sourced("Textbook; time constants of 210 s down and 400 s up within published ranges.")
        .chosen("End-tidal less than arterial by 3 mmHg, and by 2.5 mmHg more for each tenth of dead space over 0.3.")
}

fn saturation() -> Statement {
    statement("Saturation and pH")
        .is("S = 1 / (23400 / (P^3 + 150 P) + 1)")
        .is("pH = 6.1 + log10(HCO3 / (0.03 PaCO2))")
        .sourced("Severinghaus 1979; Henderson and Hasselbalch with fixed bicarbonate.")
        .chosen("25 s to the finger, 4 s in the probe.")
}

fn effort() -> Statement {
    statement("Effort of the patient")
        .is("P_mus = P_max (1 - exp(-t / t_c)) / (1 - exp(-T_n / t_c))")
        .is("P_mus = P_max exp(-(t - T_n) / t_r) \"after\" T_n")
        .with("T_n", "neural inspiration, 0.8 s")
        .with("t_c", "0.25 s")
        .with("t_r", "0.15 s")
        .sourced("The shape: a published drive of a mechanical lung (EPJ Nonlinear Biomedical Physics 2014; 2: 7).")
        .chosen("The numbers. The interval varies by a tenth, by a sequence of the seed, without chance.")
}
