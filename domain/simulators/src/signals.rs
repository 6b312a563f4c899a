//! The signals of a simulation: what a rubric can speak of and what a trace records.
//!
//! A pump of one channel has the signals of [`CATALOGUE`] and no others: traces on record were made with them.
//! A pump unit adds [`CHANNEL`] and [`POWER`], and for each further channel its own, with a prefix. Where the whole
//! patient is followed, [`crate::patient::signals::CATALOGUE`] comes last.

use crate::simulation::Setup;
use crate::unit::ChannelId;

/// Unit of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignalUnit {
    /// 0 or 1.
    Bool,
    /// mL/h.
    MlPerHour,
    /// mL.
    Ml,
    /// µL.
    Microlitre,
    /// mmHg.
    Mmhg,
    /// Beats per minute.
    PerMinute,
    /// kg.
    Kg,
    /// s.
    Seconds,
    /// cm.
    Centimetre,
    /// mmol/L.
    MmolPerLitre,
    /// The dose unit of the library entry that the pump is programmed with.
    Dose,
    /// A plain number.
    None,
    /// cmH2O.
    CmH2o,
    /// L/min.
    LitresPerMinute,
    /// mL/cmH2O.
    MlPerCmH2o,
    /// cmH2O/(L/s).
    CmH2oPerLitreSecond,
    /// Percent.
    Percent,
}

/// A signal's name and unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignalInfo {
    /// Dotted name.
    pub name: &'static str,
    /// Unit.
    pub unit: SignalUnit,
    /// A distance that matters in this signal, by which margins of different units are compared.
    pub scale: f64,
}

macro_rules! signals {
    ($(#[$meta:meta])* $catalogue:ident, $places:ident {
        $($index:ident, $name:literal, $unit:ident, $scale:literal;)+
    }) => {
        #[derive(Clone, Copy)]
        pub(crate) enum $places { $($index),+ }

        $(#[$meta])*
        pub const $catalogue: &[SignalInfo] = &[
            $(SignalInfo { name: $name, unit: SignalUnit::$unit, scale: $scale }),+
        ];
    };
}

signals! {
    /// Every signal of a pump of one channel, in the order in which `Simulation::read` writes them.
    CATALOGUE, Signal {
        PumpOn, "pump.on", Bool, 1.0;
        PumpRunning, "pump.running", Bool, 1.0;
        PumpPaused, "pump.paused", Bool, 1.0;
        PumpKvo, "pump.kvo", Bool, 1.0;
        PumpBolusing, "pump.bolusing", Bool, 1.0;
        PumpAlarming, "pump.alarming", Bool, 1.0;
        PumpProgramming, "pump.programming", Bool, 1.0;
        PumpSilenced, "pump.silenced", Bool, 1.0;
        PumpDoorOpen, "pump.door_open", Bool, 1.0;
        PumpDrugSelected, "pump.drug_selected", Bool, 1.0;
        PumpOverridden, "pump.overridden", Bool, 1.0;
        PumpEntry, "pump.entry", None, 1.0;
        PumpAlarmPriority, "pump.alarm_priority", None, 1.0;
        PumpRate, "pump.rate", MlPerHour, 10.0;
        PumpFlow, "pump.flow", MlPerHour, 10.0;
        PumpVtbi, "pump.vtbi", Ml, 50.0;
        PumpVolumeInfused, "pump.volume_infused", Ml, 10.0;
        PumpDose, "pump.dose", Dose, 0.1;
        PumpWeight, "pump.weight", Kg, 10.0;
        PumpPressure, "pump.pressure", Mmhg, 100.0;
        PumpTimeLeft, "pump.time_left", Seconds, 600.0;
        LineClampOpen, "line.clamp_open", Bool, 1.0;
        LineOccluded, "line.occluded", Bool, 1.0;
        LineSetLoaded, "line.set_loaded", Bool, 1.0;
        LineAirUl, "line.air_ul", Microlitre, 100.0;
        LineBolusMl, "line.bolus_ml", Ml, 0.5;
        LineBagMl, "line.bag_ml", Ml, 50.0;
        LineFlow, "line.flow", MlPerHour, 10.0;
        LineDeliveredMl, "line.delivered_ml", Ml, 10.0;
        PatientMap, "patient.map", Mmhg, 10.0;
        PatientHeartRate, "patient.heart_rate", PerMinute, 10.0;
        PatientWeight, "patient.weight", Kg, 10.0;
        PatientAirUl, "patient.air_ul", Microlitre, 100.0;
    }
}

signals! {
    /// What a channel of a pump unit tells beyond [`CATALOGUE`].
    CHANNEL, ChannelSignal {
        Secondary, "pump.secondary", Bool, 1.0;
        SecondaryReady, "pump.secondary_ready", Bool, 1.0;
        SecondaryRate, "pump.secondary_rate", MlPerHour, 10.0;
        SecondaryVtbi, "pump.secondary_vtbi", Ml, 50.0;
        SecondaryInfused, "pump.secondary_infused", Ml, 10.0;
        Loading, "pump.loading", Bool, 1.0;
        Extending, "pump.extended_bolus", Bool, 1.0;
        Step, "pump.step", None, 1.0;
        Waiting, "pump.waiting", Bool, 1.0;
        WaitLeft, "pump.wait_left", Seconds, 600.0;
        CheckingLine, "pump.checking_line", Bool, 1.0;
        BeyondVolume, "pump.beyond_volume", Bool, 1.0;
        UpstreamPressure, "pump.upstream_pressure", Mmhg, 50.0;
        LibraryVersion, "pump.library_version", None, 1.0;
        LibraryPending, "pump.library_pending", Bool, 1.0;
        PrimaryFlow, "line.primary_flow", MlPerHour, 10.0;
        SecondaryFlow, "line.secondary_flow", MlPerHour, 10.0;
        PrimaryDrops, "line.primary_drops", PerMinute, 10.0;
        SecondaryDrops, "line.secondary_drops", PerMinute, 10.0;
        SecondaryBagMl, "line.secondary_bag_ml", Ml, 50.0;
        SecondaryDelivered, "line.secondary_delivered_ml", Ml, 10.0;
        PrimaryHead, "line.primary_head", Centimetre, 10.0;
        SecondaryHead, "line.secondary_head", Centimetre, 10.0;
        PrimaryClampOpen, "line.primary_clamp_open", Bool, 1.0;
        SecondaryClampOpen, "line.secondary_clamp_open", Bool, 1.0;
        FreeFlow, "line.free_flow", Bool, 1.0;
        InfiltratedMl, "line.infiltrated_ml", Ml, 10.0;
    }
}

signals! {
    /// What the channels of a pump unit share.
    POWER, PowerSignal {
        Mains, "power.mains", Bool, 1.0;
        Battery, "power.battery", None, 0.1;
        BatteryLeft, "power.battery_left", Seconds, 600.0;
        Load, "power.load_w", None, 1.0;
    }
}

/// How many of [`CATALOGUE`]'s signals belong to the pump and its line; the others belong to the patient.
pub(crate) const OF_ONE_CHANNEL: usize = Signal::PatientMap as usize;

/// A signal under the name by which a scenario speaks of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// Dotted name; those of the second channel begin with `b.`, and so on.
    pub name: String,
    /// Unit.
    pub unit: SignalUnit,
    /// A distance that matters in this signal.
    pub scale: f64,
}

/// The signals of a simulation that starts from `setup`, in the order in which `Simulation::read` writes them.
#[must_use]
pub fn of(setup: &Setup) -> Vec<Declared> {
    let mut all = Vec::new();
    let mut declare = |channel: ChannelId, signals: &[SignalInfo]| {
        all.extend(signals.iter().map(|signal| Declared {
            name: format!("{}{}", channel.prefix(), signal.name),
            unit: signal.unit,
            scale: signal.scale,
        }));
    };
    declare(ChannelId::A, CATALOGUE);
    if setup.is_unit() {
        declare(ChannelId::A, CHANNEL);
        declare(ChannelId::A, POWER);
    }
    for &channel in setup.channels().iter().skip(1) {
        declare(channel, &CATALOGUE[..OF_ONE_CHANNEL]);
        declare(channel, CHANNEL);
    }
    if setup.patient.is_whole() {
        declare(ChannelId::A, crate::patient::signals::CATALOGUE);
    }
    all
}

/// Index of a signal in [`CATALOGUE`].
#[must_use]
pub fn find(name: &str) -> Option<u16> {
    CATALOGUE
        .iter()
        .position(|signal| signal.name == name)
        .and_then(|index| u16::try_from(index).ok())
}
