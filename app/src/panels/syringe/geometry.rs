//! Where the parts of a syringe lie in the drawing, to scale: a syringe of another size looks like one.

use simulators::syringe::SyringeKind;
use simulators::syringe::view::SyringeBedsideView;

/// Units of the drawing for each millimetre.
const UNITS_PER_MM: f64 = 2.0;
/// Where the slot of the flange is: it is the one part that no size moves.
pub(super) const SLOT_X: f64 = 230.0;
/// The middle line of barrel, plunger and drive.
pub(super) const AXIS_Y: f64 = 50.0;
/// How far a barrel that is out of its slot lies from it.
const OUT_OF_SLOT: f64 = 13.0;
/// How far a drive that does not hold the plunger stands from it.
const LET_GO: f64 = 16.0;
/// Where the drive rests without a syringe.
const REST_X: f64 = 424.0;
/// Gap between a plunger's head and the flange when the syringe is empty.
const HEAD_GAP: f64 = 8.0;

/// The parts of a syringe from the nozzle on; every x already holds how the syringe lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lying {
    /// Left end of the barrel.
    pub(super) barrel_x: f64,
    /// Upper edge of the barrel.
    pub(super) top_y: f64,
    /// Lower edge of the barrel.
    pub(super) bottom_y: f64,
    /// The flange.
    pub(super) flange_x: f64,
    /// The stopper, where the fluid ends.
    pub(super) stopper_x: f64,
    /// The head of the plunger, which the drive pushes.
    pub(super) head_x: f64,
    /// Distance of two marks of the scale.
    pub(super) mark: f64,
    /// How many marks there are, the last one for a full syringe.
    pub(super) n_marks: u8,
}

/// Where the syringe lies; none without one.
pub(super) fn lying(view: &SyringeBedsideView) -> Option<Lying> {
    let fitted = view.syringe.as_ref()?;
    let kind = fitted.kind;
    let left_ml = f64::from(fitted.left_tenths_ml) / 10.0;
    let way = |volume_ml: f64| volume_ml / kind.area_ml_per_mm() * UNITS_PER_MM;
    let flange_x = if view.flange_seated {
        SLOT_X
    } else {
        SLOT_X - OUT_OF_SLOT
    };
    let barrel_x = flange_x - way(kind.capacity_ml());
    let half = kind.outer_diameter_mm() * UNITS_PER_MM / 2.0;
    Some(Lying {
        barrel_x,
        top_y: AXIS_Y - half,
        bottom_y: AXIS_Y + half,
        flange_x,
        stopper_x: barrel_x + way(left_ml),
        head_x: flange_x + HEAD_GAP + way(left_ml),
        mark: way(mark_ml(kind)),
        n_marks: (kind.capacity_ml() / mark_ml(kind)) as u8,
    })
}

/// Where the drive stands.
pub(super) fn drive_x(view: &SyringeBedsideView) -> f64 {
    match lying(view) {
        Some(lying) if view.plunger_gripped => lying.head_x,
        Some(lying) => lying.head_x + LET_GO,
        None => REST_X,
    }
}

/// Volume between two marks of the scale, mL.
const fn mark_ml(kind: SyringeKind) -> f64 {
    match kind.capacity_ml() {
        30.0.. => 10.0,
        20.0.. => 5.0,
        10.0.. => 2.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use simulators::line::view::LineCourse;
    use simulators::syringe::view::FittedView;

    use super::*;

    fn view(kind: SyringeKind, left_tenths_ml: u32) -> SyringeBedsideView {
        SyringeBedsideView {
            syringe: Some(FittedView {
                kind,
                drug: String::new(),
                amount: String::new(),
                volume: String::new(),
                left_tenths_ml,
                left_percent: 0,
            }),
            barrel_clamped: true,
            flange_seated: true,
            plunger_gripped: true,
            connected: true,
            clamp_open: true,
            course: LineCourse::Straight,
            blood_in_line: false,
            dripping: false,
            height_cm: 0,
            acts: Vec::new(),
            tests: Vec::new(),
        }
    }

    #[test]
    fn every_syringe_has_room_in_the_drawing_full_and_empty() {
        for kind in SyringeKind::all() {
            let full = lying(&view(kind, (kind.capacity_ml() * 10.0) as u32)).unwrap();
            assert!(full.barrel_x > 30.0 && full.top_y > 8.0, "{kind:?} {full:?}");
            assert!((full.stopper_x - full.flange_x).abs() < 1e-6, "{kind:?}");
            assert!(full.head_x < 430.0, "{kind:?} {full:?}");
            let empty = lying(&view(kind, 0)).unwrap();
            assert!((empty.stopper_x - empty.barrel_x).abs() < 1e-6);
            assert!((empty.head_x - SLOT_X - HEAD_GAP).abs() < 1e-6);
            assert!((3..=6).contains(&full.n_marks), "{kind:?}");
        }
    }

    #[test]
    fn a_flange_out_of_its_slot_and_a_free_plunger_are_seen() {
        let kind = SyringeKind::all().last().unwrap();
        let well = view(kind, 300);
        let mut badly = view(kind, 300);
        badly.flange_seated = false;
        badly.plunger_gripped = false;
        let (well_lies, badly_lies) = (lying(&well).unwrap(), lying(&badly).unwrap());
        assert!(well_lies.flange_x - badly_lies.flange_x > 10.0);
        assert!(drive_x(&well) - well_lies.head_x < 1.0);
        assert!(drive_x(&badly) - badly_lies.head_x > 10.0);
    }
}
