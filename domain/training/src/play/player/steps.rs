//! How time passes: from stop to stop, from sample to sample, from phase to phase.

use std::sync::Arc;

use simulators::STEP_TICKS;

use super::super::stage::Target;
use super::super::view::SaidView;
use super::super::{Ending, PhaseEntry, order};
use super::{OpenTick, Player};
use crate::language::online::Present;
use crate::log::MAX_RUN_TICKS;
use crate::scenario::Say;
use crate::script::OrderView;
use crate::trace::Event;

impl Player {
    /// One stop further: a sub-step, a fault's tick or a phase's last tick. False when `target` is reached.
    pub(super) fn step_towards(&mut self, target: u64) -> bool {
        if target <= self.tick {
            return false;
        }
        if self.open_tick == OpenTick::Owed {
            self.close_tick();
            return true;
        }
        let stop = self.next_stop();
        if stop > target {
            self.world.step_to(target);
            self.tick = target;
            return false;
        }
        self.world.step_to(stop);
        self.tick = stop;
        self.tick_events.clear();
        self.collect();
        self.inject_due();
        self.open_tick = OpenTick::Owed;
        true
    }

    fn next_stop(&self) -> u64 {
        let mut stop = self.tick - self.tick % STEP_TICKS + STEP_TICKS;
        let phase = &self.stage.script.phases[self.phase];
        if let Some(inject) = phase.inject.get(self.next_inject) {
            stop = stop.min(self.phase_tick.saturating_add(inject.at_ms).max(self.tick + 1));
        }
        if let Some((after_ms, _)) = self.stage.ways[self.phase].timeout {
            let over = self.phase_tick.saturating_add(after_ms);
            if over > self.tick {
                stop = stop.min(over);
            }
        }
        stop
    }

    /// The present tick is over: asks the conditions, moves on if one holds, takes the sample.
    pub(super) fn close_tick(&mut self) {
        self.open_tick = OpenTick::Quiet;
        self.read_row();
        let present = Present {
            tick: self.tick,
            phase_tick: self.phase_tick,
            row: &self.row,
            events: &self.tick_events,
            counts: &self.counts,
        };
        for monitor in &mut self.monitors {
            monitor.observe(&present);
        }
        if self.ending.is_none() {
            if let Some((target, timed_out)) = self.way_out(&present) {
                self.follow(target, timed_out);
                self.read_row();
            } else if self.tick >= MAX_RUN_TICKS {
                self.ending = Some(Ending::TimedOut);
            }
        }
        if let Some(trace) = &mut self.trace {
            trace.push_sample(self.tick, &self.row);
        }
        self.tick_events.clear();
    }

    fn way_out(&self, present: &Present) -> Option<(Target, Ending)> {
        let ways = &self.stage.ways[self.phase];
        let holds = |condition: u16| self.monitors[usize::from(condition)].holds(present);
        let conditions = ways.branches.iter().chain(&ways.until);
        if let Some((_, target)) = conditions.into_iter().find(|(condition, _)| holds(*condition)) {
            return Some((*target, Ending::Completed));
        }
        let (after_ms, target) = ways.timeout?;
        (self.tick >= self.phase_tick.saturating_add(after_ms)).then_some((target, Ending::TimedOut))
    }

    fn follow(&mut self, target: Target, at_end: Ending) {
        match target {
            Target::End => self.ending = Some(at_end),
            Target::Phase(phase) => self.enter(usize::from(phase)),
        }
    }

    pub(super) fn enter(&mut self, phase: usize) {
        self.phase = phase;
        self.phase_tick = self.tick;
        self.next_inject = 0;
        let stage = Arc::clone(&self.stage);
        let script = &stage.script.phases[phase];
        self.phases.push(PhaseEntry {
            tick: self.tick,
            phase: script.id.clone(),
        });
        self.happened(stage.ways[phase].entered);
        self.say(&script.say);
        if script.order.is_some() {
            self.order_phase = Some(phase);
            self.order_tick = self.tick;
            self.order_values = order::values(self.order_in_force(), stage.library());
        }
        self.inject_due();
    }

    pub(super) fn order_in_force(&self) -> Option<&OrderView> {
        match self.order_phase {
            Some(phase) => self.stage.script.phases[phase].order.as_ref(),
            None => self.stage.script.order.as_ref(),
        }
    }

    fn inject_due(&mut self) {
        let stage = Arc::clone(&self.stage);
        let injects = &stage.script.phases[self.phase].inject;
        while let Some(inject) = injects.get(self.next_inject)
            && self.phase_tick.saturating_add(inject.at_ms) <= self.tick
        {
            // A fault of another device is no fault of this one.
            let _ = self.world.inject(inject.channel, &inject.fault);
            self.next_inject += 1;
            self.collect();
        }
    }

    fn read_row(&mut self) {
        let width = self.row.len() - order::WIDTH;
        self.world.read(&mut self.row[..width]);
        self.row[width..].copy_from_slice(&self.order_values);
    }

    /// Takes over the events of the simulation.
    pub(super) fn collect(&mut self) {
        let mut drained = std::mem::take(&mut self.drained);
        self.world.drain_events(&mut drained);
        let stage = Arc::clone(&self.stage);
        for event in drained.drain(..) {
            if let Some(here) = stage.event_here(event.event) {
                self.happened(here);
            }
        }
        self.drained = drained;
    }

    fn happened(&mut self, event: u16) {
        if let Some(count) = self.counts.get_mut(usize::from(event)) {
            *count += 1;
            self.tick_events.push(event);
            if let Some(trace) = &mut self.trace {
                trace.push_event(Event {
                    tick: self.tick,
                    event,
                });
            }
        }
    }

    pub(super) fn happened_named(&mut self, name: &str) {
        if let Some(event) = self.stage.symbols.event(name) {
            self.happened(event);
        }
    }

    pub(super) fn say(&mut self, says: &[Say]) {
        let tick = self.tick;
        let said = says.iter().map(|say| SaidView {
            tick,
            who: say.who.clone(),
            text: say.text.clone(),
        });
        self.said.extend(said);
    }
}
