//! The self test: its parts in order; the first that fails ends it (FDA Generic Infusion Pump 3.4.4).

codes! {
    /// A part of the self test.
    pub enum SelfTestPart {
        Processor => "processor",
        /// Program memory and working memory, by their check sums.
        Memory => "memory",
        Battery => "battery",
        StuckKey => "stuck_key",
        Watchdog => "watchdog",
        Clock => "clock",
        Tone => "tone",
    }
}

impl SelfTestPart {
    /// The parts that are done after a time, of a test of a length, both ms.
    #[must_use]
    pub fn done_after(lasted: u64, length: u64) -> &'static [Self] {
        let parts = Self::ALL.len() as u64;
        let done = (lasted * parts / length.max(1)).min(parts);
        &Self::ALL[..done as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_done_one_after_the_other() {
        assert!(SelfTestPart::done_after(0, 8_000).is_empty());
        assert_eq!(
            SelfTestPart::done_after(2_400, 8_000).last(),
            Some(&SelfTestPart::Memory)
        );
        assert_eq!(SelfTestPart::done_after(8_000, 8_000).len(), 7);
        assert_eq!(SelfTestPart::done_after(90_000, 8_000).len(), 7);
    }
}
