//! The ventilator's alarms: which there are, and what raises them.

mod table;
pub(crate) mod watch;

pub use table::VentilatorAlarm;
