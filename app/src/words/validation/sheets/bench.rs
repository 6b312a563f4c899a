//! The technician's bench.

use super::{sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "What a technician measures of a pump and of its electrical safety.",
        vec![weighed(), trumpet(), nfpa(), iec()],
        &[
            "Errors of the scale and of the analyser, beyond what a scenario states.",
            "A comparison of the limits with a bought copy of a standard: they stand as they are commonly told.",
        ],
    )
}

fn weighed() -> Statement {
    statement("Flow by weight")
        .is("V = (m + m_evaporated) / rho")
        .is("error = (Q - r) / r")
        .with("m", "mass that was gained, g")
        .with("rho", "density, g/mL")
        .with("r", "set rate, mL/h")
        .sourced("The usual method of a performance check.")
}

fn trumpet() -> Statement {
    statement("Trumpet curve")
        .is("e_i = 100 (Q_i - r) / r")
        .is("E_max = max(\"window means of\" e_i)")
        .with(
            "E_max",
            "largest mean error over all windows of a length, sliding by one sample; the smallest likewise",
        )
        .sourced("After the method of IEC 60601-2-24, restated; the paid standard was not read.")
}

fn nfpa() -> Statement {
    statement("Electrical safety after NFPA 99")
        .is("R_ground < 0.5 \"ohm\"")
        .is("I_touch ≤ 100 \"µA\"")
        .is("I_open ≤ 500 \"µA\"")
        .with("I_touch", "touch current with the ground intact")
        .with("I_open", "touch current with the ground open")
        .sourced("NFPA 99, 2012 edition, as quoted.")
}

fn iec() -> Statement {
    statement("Electrical safety after IEC 62353")
        .is("R_earth ≤ 0.3 \"ohm\"")
        .is("I_I ≤ 500 \"µA\"")
        .is("I_II ≤ 100 \"µA\"")
        .is("I_CF ≤ 50 \"µA\"")
        .is("I_B ≤ 5000 \"µA\"")
        .with("I_I", "equipment leakage of class I")
        .with("I_II", "equipment leakage of class II")
        .with("I_CF", "leakage of an applied part of type CF")
        .with("I_B", "leakage of an applied part of another type")
        .sourced("IEC 62353 as commonly told; not compared with the standard.")
}
