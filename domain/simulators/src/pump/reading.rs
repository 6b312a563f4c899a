//! The pump's values as signals.

use super::{BolusKind, Pump, Stage};
use crate::alarms::Priority;
use crate::line::state::Sensed;
use crate::signals::{ChannelSignal, Signal};

impl Pump {
    /// What every pump tells.
    pub(crate) fn read(&self, sensed: &Sensed, values: &mut [f64]) {
        let truth = |holds: bool| f64::from(u8::from(holds));
        let highest = self.alarms.highest();
        let on = self.stage != Stage::Off;
        values[Signal::PumpOn as usize] = truth(on);
        values[Signal::PumpRunning as usize] = truth(self.stage == Stage::Running);
        values[Signal::PumpPaused as usize] = truth(self.stage == Stage::Paused);
        values[Signal::PumpKvo as usize] = truth(self.stage == Stage::Kvo);
        values[Signal::PumpBolusing as usize] = truth(self.bolus.is_some());
        values[Signal::PumpAlarming as usize] = truth(highest >= Some(Priority::Medium));
        values[Signal::PumpProgramming as usize] = truth(self.editor.is_some());
        values[Signal::PumpSilenced as usize] = truth(self.alarms.is_silenced());
        values[Signal::PumpDoorOpen as usize] = truth(sensed.door_open);
        values[Signal::PumpAlarmPriority as usize] =
            highest.map_or(0.0, |priority| f64::from(priority.rank()));
        values[Signal::PumpFlow as usize] = self.motor().rate_ml_h;
        values[Signal::PumpVtbi as usize] = self.vtbi_ml;
        values[Signal::PumpVolumeInfused as usize] = self.infused_ml;
        values[Signal::PumpPressure as usize] = sensed.pressure_mmhg;
        values[Signal::PumpWeight as usize] = self.weight_kg.unwrap_or(0.0);
        if let Some(program) = &self.program {
            values[Signal::PumpDrugSelected as usize] = truth(program.entry.is_some());
            values[Signal::PumpOverridden as usize] = truth(program.overridden.is_some());
            values[Signal::PumpEntry as usize] = program.entry_number;
            values[Signal::PumpRate as usize] = program.rate_ml_h;
            values[Signal::PumpDose as usize] = program.dose;
            values[Signal::PumpTimeLeft as usize] = self.time_left_s(program);
        }
    }

    /// What only a channel of a unit tells.
    pub(crate) fn read_channel(&self, tick: u64, values: &mut [f64]) {
        let truth = |holds: bool| f64::from(u8::from(holds));
        let secondary = self.secondary.as_ref();
        let loads = self.bolus.is_some_and(|bolus| bolus.kind == BolusKind::Loading);
        let wait_left = match self.stage {
            Stage::Waiting(wait) => wait.until.saturating_sub(tick) as f64 / 1_000.0,
            _ => 0.0,
        };
        let read = [
            (ChannelSignal::Secondary, truth(self.runs_secondary())),
            (ChannelSignal::SecondaryReady, truth(self.secondary_is_ready())),
            (
                ChannelSignal::SecondaryRate,
                secondary.map_or(0.0, |secondary| secondary.program.rate_ml_h),
            ),
            (
                ChannelSignal::SecondaryVtbi,
                secondary.map_or(0.0, |secondary| secondary.left_ml.max(0.0)),
            ),
            (
                ChannelSignal::SecondaryInfused,
                secondary.map_or(0.0, |secondary| secondary.infused_ml),
            ),
            (ChannelSignal::Loading, truth(loads)),
            (ChannelSignal::Extending, truth(self.extended.is_some())),
            (
                ChannelSignal::Step,
                self.steps.map_or(0.0, |steps| f64::from(steps.at) + 1.0),
            ),
            (
                ChannelSignal::Waiting,
                truth(matches!(self.stage, Stage::Waiting(_))),
            ),
            (ChannelSignal::WaitLeft, wait_left),
            (
                ChannelSignal::CheckingLine,
                truth(self.stage == Stage::CheckingLine),
            ),
            (ChannelSignal::BeyondVolume, truth(self.stage == Stage::Beyond)),
            (ChannelSignal::LibraryVersion, f64::from(self.library.version)),
            (ChannelSignal::LibraryPending, truth(self.next_library.is_some())),
        ];
        for (signal, value) in read {
            values[signal as usize] = value;
        }
    }
}
