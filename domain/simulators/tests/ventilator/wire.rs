//! What is written to content and logs is read back as it was.

use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::setup::VentilatorSetup;
use simulators::ventilator::view::BedsideView;
use simulators::ventilator::{VentilatorAct, VentilatorFault, VentilatorView};

use crate::bed::{Bed, setup};

#[test]
fn a_setup_needs_a_mode_and_a_lung_and_is_read_back() {
    let text = "
ventilator:
  mode: prvc
  settings: {tidal_volume: 380, peep: 10, limit_pressure_high: 35}
lung: {preset: ards_moderate}
";
    let read: VentilatorSetup = serde_saphyr::from_str(text).unwrap();
    let settings = read.ventilator.settings();
    assert_eq!((settings.mode, settings.get(S::TidalVolume)), (Mode::Prvc, 380.0));
    assert_eq!(settings.get(S::LimitVolumeHigh), 570.0);
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<VentilatorSetup>(&written).unwrap(), read);
}

#[test]
fn unknown_names_are_refused() {
    for text in [
        r#"{"ventilator":{"mode":"vc_ac","colour":1},"lung":{"preset":"normal"}}"#,
        r#"{"ventilator":{"mode":"vc_ac","settings":{"volume":1}},"lung":{"preset":"normal"}}"#,
        r#"{"ventilator":{"mode":"vc_ac"},"lung":{"preset":"normal","x":1}}"#,
        r#"{"ventilator":{"mode":"vc_ac"},"lung":{"preset":"normal"},"effort":{"peak":3}}"#,
    ] {
        assert!(serde_json::from_str::<VentilatorSetup>(text).is_err(), "{text}");
    }
}

#[test]
fn acts_and_faults_are_short_objects() {
    for text in [
        r#"{"do":"push","button":"confirm"}"#,
        r#"{"do":"choose","setting":"peep"}"#,
        r#"{"do":"mode","mode":"psv"}"#,
        r#"{"do":"turn","clicks":-3}"#,
        r#"{"do":"care","act":"suction"}"#,
    ] {
        let act: VentilatorAct = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&act).unwrap(), text);
    }
    let text = r#"{"fault":"cuff_leak","leak_l_min_per_sqrt_cmh2o":1.5}"#;
    let fault: VentilatorFault = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&fault).unwrap(), text);
    for name in VentilatorFault::NAMES {
        let text = format!(r#"{{"fault":"{name}","nothing":1}}"#);
        let known = serde_json::from_str::<VentilatorFault>(&text)
            .err()
            .is_none_or(|error| !error.to_string().starts_with("unknown variant"));
        assert!(known, "{name}");
    }
}

#[test]
fn the_views_are_read_back() {
    let mut bed = Bed::new(&setup(Mode::Psv, LungPreset::CopdExacerbation, &[]));
    bed.wait_s(20);
    bed.act(VentilatorAct::Mode { mode: Mode::Aprv });
    let view = bed.view();
    let written = serde_json::to_string(&view).unwrap();
    assert_eq!(serde_json::from_str::<VentilatorView>(&written).unwrap(), view);
    let bedside = bed.simulation.bedside_view();
    let written = serde_json::to_string(&bedside).unwrap();
    assert_eq!(serde_json::from_str::<BedsideView>(&written).unwrap(), bedside);
}
