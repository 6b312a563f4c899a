//! What the coach of a practice points at. Where there is no coach, nothing is pointed at.

use leptos::prelude::*;
use simulators::unit::ChannelId;

use crate::words::skills;

/// The element that says what the marked control is for.
pub const STEP_ID: &str = "coach-step";

/// The name of the control that is next, for everything below the run.
#[derive(Clone, Copy)]
pub struct Pointed(Memo<Option<String>>);

impl Pointed {
    /// Follows what the coach points at; to be provided as a context.
    pub fn following(point: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Memo::new(move |_| point()))
    }

    /// What is pointed at on one channel of a unit, for everything below it: the names of a further channel's controls
    /// begin with its prefix, those of the first stand alone.
    #[must_use]
    pub fn on_channel(channel: Signal<ChannelId>) -> Self {
        let pointed = use_context::<Self>();
        Self(Memo::new(move |_| {
            let point = pointed?.0.get()?;
            point.strip_prefix(channel.get().prefix()).map(str::to_owned)
        }))
    }

    /// Whether a control or place of this name is next.
    #[must_use]
    pub fn at(name: &str) -> Next {
        let name = name.to_owned();
        Self::when(move |point| point == name)
    }

    /// Whether a control whose name changes is next.
    #[must_use]
    pub fn when(is: impl Fn(&str) -> bool + Send + Sync + 'static) -> Next {
        let pointed = use_context::<Self>();
        let here =
            |Self(point): Self| Memo::new(move |_| point.with(|point| point.as_deref().is_some_and(&is)));
        Next(pointed.map(here))
    }
}

/// Whether a control is next.
#[derive(Clone, Copy)]
pub struct Next(Option<Memo<bool>>);

impl Next {
    fn is_here(self) -> bool {
        self.0.is_some_and(|here| here.get())
    }

    /// The word beside the ring, for `data-next`.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        self.is_here().then(skills::next_mark)
    }

    /// What describes the control while it is next, for `aria-describedby`.
    #[must_use]
    pub fn described_by(self) -> Option<&'static str> {
        self.is_here().then_some(STEP_ID)
    }
}
