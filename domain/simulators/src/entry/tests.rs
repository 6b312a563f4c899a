//! What holds for every way of entering a number, and what tells the legacy pad from the strict one.

use proptest::prelude::*;

use super::*;

const FIELDS: [KeypadRules; 4] = [
    KeypadRules {
        minimum: 0.1,
        maximum: 999.0,
        decimals: 1,
    },
    KeypadRules {
        minimum: 0.01,
        maximum: 1_200.0,
        decimals: 2,
    },
    KeypadRules {
        minimum: 0.001,
        maximum: 99_999.0,
        decimals: 3,
    },
    KeypadRules {
        minimum: 1.0,
        maximum: 5_999.0,
        decimals: 0,
    },
];

fn key() -> impl Strategy<Value = EntryKey> {
    prop_oneof![
        6 => (0..10_u8).prop_map(EntryKey::Digit),
        2 => Just(EntryKey::Point),
        6 => prop::sample::select(vec![
            EntryKey::Up,
            EntryKey::Down,
            EntryKey::WideUp,
            EntryKey::WideDown,
            EntryKey::Left,
            EntryKey::Right,
        ]),
    ]
}

/// What a person reads off the display.
fn read_off(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_what_enter_confirms(
        style in prop::sample::select(EntryStyle::ALL.to_vec()),
        field in 0..FIELDS.len(),
        kept in prop::option::of(0.0..2_000.0_f64),
        keys in prop::collection::vec(key(), 0..24),
    ) {
        let rules = FIELDS[field];
        let mut entry = NumberEntry::new(style, kept, &rules);
        for key in keys {
            entry.press(key, &rules);
            prop_assert_eq!(read_off(&entry.text()), entry.value());
            if let Ok(confirmed) = entry.clone().enter(&rules) {
                prop_assert_eq!(Some(confirmed), read_off(&entry.text()));
                prop_assert!(rules.minimum <= confirmed && confirmed <= rules.maximum);
            }
        }
        entry.clear(&rules);
        prop_assert!(entry.is_untouched() && entry.error().is_none());
    }
}

/// Every sequence of five of these keys, as typed text and key.
fn sequences() -> impl Iterator<Item = Vec<EntryKey>> {
    const KEYS: [EntryKey; 4] = [
        EntryKey::Digit(0),
        EntryKey::Digit(1),
        EntryKey::Digit(7),
        EntryKey::Point,
    ];
    (0..KEYS.len().pow(5)).map(|mut n| {
        (0..5)
            .map(|_| {
                let key = KEYS[n % KEYS.len()];
                n /= KEYS.len();
                key
            })
            .collect()
    })
}

/// The number that was typed, read as it stands; none if it is no number.
fn meant(keys: &[EntryKey]) -> Option<f64> {
    let text: String = keys
        .iter()
        .map(|key| match key {
            EntryKey::Digit(digit) => char::from(b'0' + digit),
            _ => '.',
        })
        .collect();
    text.parse().ok()
}

#[test]
fn the_strict_pad_confirms_what_was_typed_or_nothing() {
    let rules = FIELDS[0];
    let mut confirmed = 0;
    for keys in sequences() {
        let mut entry = NumberEntry::new(EntryStyle::StrictPad, None, &rules);
        for &key in &keys {
            entry.press(key, &rules);
            assert_eq!(entry.flaw(), None);
        }
        if let Ok(value) = entry.enter(&rules) {
            confirmed += 1;
            assert_eq!(Some(value), meant(&keys), "{keys:?}");
        }
        assert_eq!(entry.leave(&rules), None);
    }
    assert!(confirmed > 50);
}

#[test]
fn the_legacy_pad_strays_from_what_was_typed_exactly_where_it_has_a_flaw() {
    let rules = FIELDS[0];
    let mut seen = Vec::new();
    let mut strayed = 0;
    for keys in sequences() {
        let mut entry = NumberEntry::new(EntryStyle::LegacyPad, None, &rules);
        let mut flaws = Vec::new();
        for &key in &keys {
            let before = entry.text();
            let taken = entry.press(key, &rules);
            if let Some(flaw) = entry.flaw() {
                assert!(!taken && entry.text() == before && entry.error().is_none());
                flaws.push(flaw);
            } else if entry.error().is_none() {
                assert!(taken, "{keys:?}");
            }
        }
        if let Ok(value) = entry.enter(&rules)
            && Some(value) != meant(&keys)
        {
            // A zero that is dropped at the beginning is not shown, but the number is the same.
            assert!(
                flaws.iter().any(|flaw| *flaw != Flaw::LeadingZeroDropped),
                "{keys:?} {value}"
            );
            strayed += 1;
        }
        seen.append(&mut flaws);
    }
    for flaw in [Flaw::LeadingZeroDropped, Flaw::PointIgnored, Flaw::DecimalIgnored] {
        assert!(seen.contains(&flaw), "{flaw:?}");
    }
    assert!(strayed > 20, "{strayed}");
}

#[test]
fn leaving_a_field_confirms_with_the_legacy_pad_alone() {
    let rules = FIELDS[0];
    for &style in EntryStyle::ALL {
        let mut entry = NumberEntry::new(style, Some(5.0), &rules);
        entry.press(EntryKey::Digit(7), &rules);
        entry.press(EntryKey::Up, &rules);
        let taken = entry.leave(&rules);
        assert_eq!(taken.is_some(), style == EntryStyle::LegacyPad);
        assert_eq!(entry.flaw().is_some(), style == EntryStyle::LegacyPad);
    }
}

#[test]
fn the_ten_fold_slip_that_the_strict_pad_stops() {
    let rules = FIELDS[0];
    let typed = [
        EntryKey::Digit(1),
        EntryKey::Digit(0),
        EntryKey::Digit(0),
        EntryKey::Point,
        EntryKey::Digit(5),
    ];
    let by = |style| {
        let mut entry = NumberEntry::new(style, None, &rules);
        for key in typed {
            entry.press(key, &rules);
        }
        (entry.error(), entry.enter(&rules).ok())
    };
    assert_eq!(
        by(EntryStyle::StrictPad),
        (Some(KeypadError::DecimalNotAllowedAtOrAbove100), None)
    );
    assert_eq!(by(EntryStyle::LegacyPad), (Some(KeypadError::AboveMaximum), None));
    let wider = FIELDS[1];
    let mut legacy = NumberEntry::new(EntryStyle::LegacyPad, None, &wider);
    for key in typed {
        legacy.press(key, &wider);
    }
    assert_eq!(legacy.enter(&wider), Ok(1_005.0), "100.5 becomes 1005");
}
