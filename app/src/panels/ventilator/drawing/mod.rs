//! What is drawn, as data: strokes and labels on a sheet of logical units. A canvas paints them in a run; an SVG
//! shows the same in a debrief, in print and in tests.

pub(super) mod canvas;
pub(super) mod curves;
pub(super) mod loops;
pub(super) mod plot;
pub(super) mod scale;
pub(super) mod sheet;
pub(super) mod svg;
pub(super) mod sweep;
pub(super) mod trends;
pub(super) mod window;

/// What a stroke or label means; a colour follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Pressure,
    Flow,
    Volume,
    Carbon,
    Heart,
    Pulse,
    Artery,
    /// A loop that was kept.
    Reference,
    /// Lines of the grid.
    Grid,
    /// The line of zero.
    Zero,
    /// Numbers and names of axes.
    Text,
    /// A limit of an alarm.
    Limit,
    /// A cursor.
    Cursor,
}

impl Ink {
    /// Every ink.
    pub(super) const ALL: [Self; 13] = [
        Self::Pressure,
        Self::Flow,
        Self::Volume,
        Self::Carbon,
        Self::Heart,
        Self::Pulse,
        Self::Artery,
        Self::Reference,
        Self::Grid,
        Self::Zero,
        Self::Text,
        Self::Limit,
        Self::Cursor,
    ];

    /// The class of what is drawn with it.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Pressure => "ink-pressure",
            Self::Flow => "ink-flow",
            Self::Volume => "ink-volume",
            Self::Carbon => "ink-carbon",
            Self::Heart => "ink-heart",
            Self::Pulse => "ink-pulse",
            Self::Artery => "ink-artery",
            Self::Reference => "ink-reference",
            Self::Grid => "ink-grid",
            Self::Zero => "ink-zero",
            Self::Text => "ink-text",
            Self::Limit => "ink-limit",
            Self::Cursor => "ink-cursor",
        }
    }

    /// Its design token.
    pub(super) const fn token(self) -> &'static str {
        match self {
            Self::Pressure => "--ink-pressure",
            Self::Flow => "--ink-flow",
            Self::Volume => "--ink-volume",
            Self::Carbon => "--ink-carbon",
            Self::Heart => "--ink-heart",
            Self::Pulse => "--ink-pulse",
            Self::Artery => "--ink-artery",
            Self::Reference => "--ink-reference",
            Self::Grid => "--ink-grid",
            Self::Zero => "--ink-zero",
            Self::Text => "--ink-text",
            Self::Limit => "--ink-limit",
            Self::Cursor => "--ink-cursor",
        }
    }
}

/// One step of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    Move(f32, f32),
    Line(f32, f32),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A curve.
    Curve,
    /// A hair.
    Hair,
    /// A broken hair.
    Dashed,
    /// A broken curve.
    DashedCurve,
}

impl Line {
    /// Width in logical units.
    pub(super) const fn width(self) -> f32 {
        match self {
            Self::Curve | Self::DashedCurve => 2.0,
            Self::Hair | Self::Dashed => 1.0,
        }
    }

    /// Length of a dash and of the gap after it.
    pub(super) const fn dash(self) -> Option<(f32, f32)> {
        match self {
            Self::Curve | Self::Hair => None,
            Self::Dashed => Some((4.0, 4.0)),
            Self::DashedCurve => Some((6.0, 4.0)),
        }
    }
}

/// A line, or several of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) ink: Ink,
    pub(super) line: Line,
    pub(super) commands: Vec<Command>,
}

/// Which point of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) ink: Ink,
    pub(super) at: (f32, f32),
    pub(super) anchor: Anchor,
    pub(super) text: String,
    /// Height of the letters.
    pub(super) height: f32,
}

/// Everything that is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scene {
    pub(super) size: (f32, f32),
    pub(super) strokes: Vec<Stroke>,
    pub(super) labels: Vec<Label>,
}

impl Scene {
    pub(super) fn new(size: (f32, f32)) -> Self {
        Self {
            size,
            ..Self::default()
        }
    }

    pub(super) fn stroke(&mut self, ink: Ink, line: Line, commands: Vec<Command>) {
        if !commands.is_empty() {
            self.strokes.push(Stroke { ink, line, commands });
        }
    }

    /// A straight hair, set between two device pixels so that it stays sharp.
    pub(super) fn rule(&mut self, ink: Ink, line: Line, from: (f32, f32), to: (f32, f32)) {
        let sharp = |(x, y): (f32, f32)| (x.floor() + 0.5, y.floor() + 0.5);
        let (from, to) = (sharp(from), sharp(to));
        let commands = vec![Command::Move(from.0, from.1), Command::Line(to.0, to.1)];
        self.stroke(ink, line, commands);
    }

    pub(super) fn label(
        &mut self,
        ink: Ink,
        at: (f32, f32),
        anchor: Anchor,
        height: f32,
        text: impl Into<String>,
    ) {
        self.labels.push(Label {
            ink,
            at,
            anchor,
            text: text.into(),
            height,
        });
    }
}
