//! Alarms, one module for every device: condition, priority, latch, audio pause, arbitration, log.

pub mod arbitration;
pub mod board;
pub mod priority;
pub mod sound;
pub mod table;

pub use board::{Alarm, AlarmBoard, LogEntry};
pub use priority::{Harm, Indicator, Onset, Priority, priority_for};
pub use table::AlarmId;
