//! No volume is made or lost between the bags and the vein, whatever hands and faults do.

use proptest::prelude::*;

use super::content::sum_ml;
use super::state::{LineState, Motor, Reach};
use super::{Above, Bag, CheckValve, LineConfig, LineSetup, LineStart, SecondarySetup};
use crate::action::BedsideAct;
use crate::drugs::AmountUnit;
use crate::events::EventQueue;

fn bag(drug: &str, volume_ml: f64) -> Bag {
    Bag {
        drug: drug.to_owned(),
        amount: 1.0,
        amount_unit: AmountUnit::Milligram,
        volume_ml,
        left_ml: None,
    }
}

fn line() -> LineState {
    let setup = LineSetup {
        bag: bag("", 500.0),
        spare_bag: None,
        start: LineStart::default(),
        config: LineConfig::default(),
        above: Above::default(),
        secondary: Some(SecondarySetup {
            bag: bag("vancomycin", 100.0),
            spare_bag: None,
            hung: false,
            clamp_open: false,
        }),
    };
    LineState::new(&setup, Reach::Whole)
}

/// All that there is, mL; the walls above the pump owe what they gave.
fn all_ml(line: &LineState) -> f64 {
    let above = line.above.as_ref().unwrap();
    let secondary_ml = above.secondary.as_ref().unwrap().bag.left_ml;
    let in_line_ml = sum_ml(&above.content.volumes());
    line.bag.left_ml + secondary_ml + in_line_ml + line.delivered_ml + line.wasted_ml - above.deficit_ml
}

#[derive(Clone, Debug)]
enum Deed {
    Run(f64),
    Act(BedsideAct),
    Leak,
    KinkAbove,
    Break,
}

fn deeds() -> impl Strategy<Value = Vec<(Deed, u32)>> {
    let acts: Vec<BedsideAct> = BedsideAct::ALL
        .iter()
        .copied()
        .filter(|act| {
            !matches!(
                act,
                // A bag that is taken away takes its volume with it.
                BedsideAct::ChangeBag | BedsideAct::ChangeSecondaryBag
            )
        })
        .collect();
    let deed = prop_oneof![
        4 => (0.0..999.0).prop_map(Deed::Run),
        8 => prop::sample::select(acts).prop_map(Deed::Act),
        1 => Just(Deed::Leak),
        1 => Just(Deed::KinkAbove),
        1 => Just(Deed::Break),
    ];
    prop::collection::vec((deed, 0..400_u32), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_volume_is_made_or_lost(deeds in deeds()) {
        let mut line = line();
        let mut events = EventQueue::default();
        let before_ml = all_ml(&line);
        let mut rate_ml_h = 0.0;
        let mut tick = 0;
        for (deed, steps) in deeds {
            match deed {
                Deed::Run(rate) => rate_ml_h = rate,
                Deed::Act(act) => line.act(act, rate_ml_h > 0.0, tick, &mut events),
                Deed::Leak => line.break_valve(CheckValve::Leaking),
                Deed::KinkAbove => line.kink_above(),
                Deed::Break => line.break_flow_stop(),
            }
            for _ in 0..steps {
                tick += crate::STEP_TICKS;
                let motor = Motor { rate_ml_h, error: 0.0, ripple: 0.1, cycle_ml: 0.12, back_pressure_loss: 0.01 };
                line.step(&motor, tick, &mut events);
                let above = line.above.as_ref().unwrap();
                let secondary_ml = above.secondary.as_ref().unwrap().bag.left_ml;
                prop_assert!(line.bag.left_ml >= 0.0 && secondary_ml >= 0.0 && above.deficit_ml >= 0.0);
                // Air takes the place of fluid only past an empty bag.
                prop_assume!(line.air_ul() == 0.0);
            }
            let now_ml = all_ml(&line);
            prop_assert!((now_ml - before_ml).abs() < 1e-6, "{before_ml} became {now_ml}");
        }
    }
}
