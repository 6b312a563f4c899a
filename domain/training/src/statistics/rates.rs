//! A u-chart: whether a rate of events is steady, when what it is counted against changes.

/// The rate and its limits, events for each 1,000.
#[derive(Clone, Debug, PartialEq)]
pub struct RateChart {
    /// The mean rate over all periods.
    pub mean: f64,
    /// Each period; none where nothing was counted against.
    pub periods: Vec<Option<Period>>,
}

/// One period of a chart, events for each 1,000.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// The rate.
    pub rate: f64,
    /// The upper limit, three standard deviations above the mean.
    pub upper: f64,
    /// The lower limit, never below 0.
    pub lower: f64,
    /// One standard deviation of this period.
    pub sigma: f64,
}

/// Why a period is a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Beyond a limit.
    BeyondLimit,
    /// The eighth in a row on one side of the mean.
    OneSide,
    /// The sixth in a row that rises, or that falls.
    Trend,
    /// The second of three beyond two standard deviations on one side.
    TwoOfThree,
}

const IN_A_ROW: usize = 8;
const IN_A_TREND: usize = 6;

impl RateChart {
    /// The chart of events in each period against what they are counted against, for example infusions.
    ///
    /// A period with nothing to count against has no rate. None if no period has one, or if the lists differ in
    /// length.
    #[must_use]
    pub fn new(events: &[f64], against: &[f64]) -> Option<Self> {
        let counted: f64 = against.iter().filter(|count| **count > 0.0).sum();
        if events.len() != against.len() || counted <= 0.0 {
            return None;
        }
        let all = events.iter().zip(against);
        let happened: f64 = all
            .clone()
            .filter(|(_, count)| **count > 0.0)
            .map(|(events, _)| events)
            .sum();
        let mean = 1_000.0 * happened / counted;
        let period = |(events, count): (&f64, &f64)| {
            (*count > 0.0).then(|| {
                let sigma = libm::sqrt(mean / (count / 1_000.0));
                Period {
                    rate: 1_000.0 * events / count,
                    upper: mean + 3.0 * sigma,
                    lower: (mean - 3.0 * sigma).max(0.0),
                    sigma,
                }
            })
        };
        Some(Self {
            mean,
            periods: all.map(period).collect(),
        })
    }

    /// The periods beyond a limit, by index.
    #[must_use]
    pub fn beyond_limits(&self) -> Vec<usize> {
        self.signals()
            .into_iter()
            .filter(|(_, rule)| *rule == Rule::BeyondLimit)
            .map(|(index, _)| index)
            .collect()
    }

    /// Every signal, by index of the period that completes it. Periods without a rate are passed over.
    #[must_use]
    pub fn signals(&self) -> Vec<(usize, Rule)> {
        let known: Vec<(usize, Period)> = self
            .periods
            .iter()
            .enumerate()
            .filter_map(|(index, period)| Some((index, (*period)?)))
            .collect();
        let mut signals = Vec::new();
        for (place, (index, period)) in known.iter().enumerate() {
            let last = |count: usize| known.get((place + 1).checked_sub(count)?..=place);
            if period.rate > period.upper || period.rate < period.lower {
                signals.push((*index, Rule::BeyondLimit));
            }
            if last(IN_A_ROW).is_some_and(|row| self.one_side(row)) {
                signals.push((*index, Rule::OneSide));
            }
            if last(IN_A_TREND).is_some_and(trends) {
                signals.push((*index, Rule::Trend));
            }
            if last(3).is_some_and(|row| self.two_far_out(row)) {
                signals.push((*index, Rule::TwoOfThree));
            }
        }
        signals
    }

    fn one_side(&self, row: &[(usize, Period)]) -> bool {
        row.iter().all(|(_, period)| period.rate > self.mean)
            || row.iter().all(|(_, period)| period.rate < self.mean)
    }

    /// The last of three and one more lie beyond two standard deviations on the same side.
    fn two_far_out(&self, row: &[(usize, Period)]) -> bool {
        let far = |side: f64| {
            let out = |(_, period): &(usize, Period)| side * (period.rate - self.mean) > 2.0 * period.sigma;
            row.last().is_some_and(out) && row.iter().filter(|one| out(one)).count() >= 2
        };
        far(1.0) || far(-1.0)
    }
}

fn trends(row: &[(usize, Period)]) -> bool {
    let steps = || row.windows(2).map(|pair| pair[1].1.rate - pair[0].1.rate);
    steps().all(|step| step > 0.0) || steps().all(|step| step < 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(events: &[f64]) -> RateChart {
        RateChart::new(events, &vec![1_000.0; events.len()]).unwrap()
    }

    #[test]
    fn a_period_without_infusions_has_no_rate_and_is_not_zero() {
        let chart = RateChart::new(&[3.0, 0.0, 5.0], &[1_000.0, 0.0, 1_000.0]).unwrap();
        assert_eq!((chart.mean, chart.periods[1]), (4.0, None));
        assert_eq!(RateChart::new(&[1.0], &[0.0]), None);
        assert_eq!(RateChart::new(&[1.0], &[]), None);
    }

    #[test]
    fn the_eighth_on_one_side_is_a_signal() {
        let low = [9.0; 8];
        let high = [11.0; 8];
        let chart = chart(&[low, high].concat());
        assert_eq!(chart.signals(), [(7, Rule::OneSide), (15, Rule::OneSide)]);
    }

    #[test]
    fn the_sixth_that_rises_is_a_signal() {
        let found = chart(&[10.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 9.0]).signals();
        assert_eq!(found, [(6, Rule::Trend)]);
    }

    #[test]
    fn two_of_three_far_out_are_a_signal() {
        let mut events = [8.0, 12.0].repeat(5);
        events.extend([19.0, 10.0, 19.0]);
        let found = chart(&events).signals();
        assert_eq!(found, [(12, Rule::TwoOfThree)]);
    }
}
