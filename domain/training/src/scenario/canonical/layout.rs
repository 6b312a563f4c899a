//! The order of the fields and how each is written: the one place that knows. `docs/scenario-language.md` tells it.

/// A kind of map.
pub(super) struct Map {
    pub(super) layout: Layout,
    /// The known fields in their order; a blank line stands between paragraphs.
    pub(super) paragraphs: &'static [&'static [(&'static str, Part)]],
    /// How the fields are written that are not listed; they stay behind the listed ones, in the author's order.
    others: Option<&'static Part>,
}

/// What a field holds, whichever of text, list or map it is.
pub(super) struct Part {
    pub(super) text: Text,
    pub(super) list: Layout,
    pub(super) map: &'static Map,
}

/// How a map or a list stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A line for each field or item.
    Block,
    /// In one line if it fits into the width and holds no further map.
    Fit,
    /// In one line however long, if it holds no further map.
    Line,
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Without quotes where YAML allows it.
    Plain,
    /// In quotes: what is said, and conditions.
    Quoted,
    /// In quotes unless it is one word.
    QuotedPhrase,
    /// Without quotes, and folded when it is more than one line holds.
    Prose,
}

impl Map {
    /// The paragraph and the place in it of a field; unlisted fields come last.
    pub(super) fn rank(&self, name: &str) -> (usize, usize) {
        for (paragraph, fields) in self.paragraphs.iter().enumerate() {
            if let Some(place) = fields.iter().position(|(known, _)| *known == name) {
                return (paragraph, place);
            }
        }
        // A note may stand anywhere; where fields have an order it closes the known ones.
        let is_note = name == NOTE && !self.paragraphs.is_empty();
        (self.paragraphs.len(), if is_note { 0 } else { 1 })
    }

    /// How the field is written.
    pub(super) fn part(&self, name: &str) -> &'static Part {
        let mut fields = self.paragraphs.iter().flat_map(|fields| fields.iter());
        match fields.find(|(known, _)| *known == name) {
            Some((_, part)) => part,
            None => self.others.unwrap_or(if name == NOTE { &PROSE } else { &PLAIN }),
        }
    }
}

const NOTE: &str = "note";

/// The whole document.
pub(super) static DOCUMENT: Map = Map {
    layout: Layout::Block,
    paragraphs: &[
        &[
            ("scenario", PLAIN),
            ("title", PLAIN),
            ("summary", PLAIN),
            ("audience", PLAIN),
            ("device", PLAIN),
            ("minutes", PLAIN),
            ("competencies", PLAIN),
            ("hazards", PLAIN),
            ("approved_by", PLAIN),
            ("evidence", LINES),
            ("review_by", PLAIN),
            (NOTE, PROSE),
        ],
        &[("brief", fields(&BRIEF))],
        &[
            ("vary", fields(&SPREAD)),
            ("care_area", PLAIN),
            ("patient", PLAIN),
            ("pump", PLAIN),
            ("config", PLAIN),
            ("line", fields(&SPREAD)),
            ("unit", fields(&SPREAD)),
            ("lung", PLAIN),
            ("effort", PLAIN),
            ("blood", PLAIN),
            ("ventilator", fields(&SPREAD)),
            ("order", fields(&ORDER)),
        ],
        &[("offers", fields(&OFFER))],
        &[("phases", fields(&PHASE))],
        &[("rubric", fields(&CRITERION))],
        &[("pass", fields(&PASS))],
        &[("take_away", LINES)],
        &[("moves", fields(&MOVES)), ("golden", fields(&GOLDEN))],
    ],
    others: None,
};

static BRIEF: Map = block(&[&[("patient", PLAIN), ("situation", PROSE), ("task", PROSE)]]);

/// A line for each field, in the author's order.
static SPREAD: Map = block(&[]);

static ORDER: Map = block(ORDER_FIELDS);

/// A change of the order: often one field.
static CHANGE: Map = Map {
    layout: Layout::Fit,
    ..block(ORDER_FIELDS)
};

const ORDER_FIELDS: &[&[(&str, Part)]] = &[&[
    ("drug", PLAIN),
    ("dose", PLAIN),
    ("rate", PLAIN),
    ("bag", PLAIN),
    ("syringe", PLAIN),
    ("vtbi", PLAIN),
    ("weight", PLAIN),
    ("remark", PLAIN),
]];

static OFFER: Map = block(&[&[("id", PLAIN), ("label", PLAIN), ("reply", SAID)]]);

static SAY: Map = block(&[&[("who", PLAIN), ("text", QUOTED)]]);

static PHASE: Map = block(&[&[
    ("id", PLAIN),
    ("order", fields(&CHANGE)),
    ("inject", fields(&INJECT)),
    ("say", SAID),
    ("offers", fields(&OFFER)),
    ("ask", fields(&QUESTION)),
    ("advance", fields(&ADVANCE)),
    ("branch", fields(&BRANCH)),
    ("until", PHRASE),
    ("goto", PLAIN),
    ("timeout", fields(&TIMEOUT)),
    ("hints", fields(&HINT)),
]]);

static INJECT: Map = fitting(&[&[("at", PLAIN), ("fault", PLAIN), ("channel", PLAIN)]]);

static QUESTION: Map = block(&[&[("id", PLAIN), ("text", PLAIN), ("choices", fields(&CHOICE))]]);

static CHOICE: Map = line(&[&[("id", PLAIN), ("text", QUOTED)]]);

static ADVANCE: Map = fitting(&[&[("by", PLAIN), ("label", PLAIN)]]);

static BRANCH: Map = line(&[&[("when", QUOTED), ("goto", PLAIN)]]);

static TIMEOUT: Map = fitting(&[&[("after", PLAIN), ("goto", PLAIN)]]);

static HINT: Map = block(&[&[
    ("when", QUOTED),
    ("done", QUOTED),
    ("text", QUOTED),
    ("point", PLAIN),
    ("skill", PLAIN),
    ("why", QUOTED),
]]);

static CRITERION: Map = block(&[&[
    ("id", PLAIN),
    ("label", PLAIN),
    ("critical", PLAIN),
    ("points", PLAIN),
    ("only_if", PHRASE),
    ("expect", PHRASE),
    ("hazard", PLAIN),
    ("why", PLAIN),
    ("tags", PLAIN),
]]);

static PASS: Map = fitting(&[&[("percent", PLAIN), ("critical", PLAIN)]]);

/// Names of the author's, each with its steps.
static MOVES: Map = Map {
    others: Some(&STEPS),
    ..block(&[])
};

static GOLDEN: Map = block(&[&[("id", PLAIN), ("misses", IDS), ("seeds", PLAIN), ("steps", STEPS)]]);

/// Whatever the simulators read, in the author's order.
static FREE: Map = fitting(&[]);

pub(super) const PLAIN: Part = fields(&FREE);
const PROSE: Part = Part {
    text: Text::Prose,
    ..PLAIN
};
const QUOTED: Part = Part {
    text: Text::Quoted,
    ..PLAIN
};
const PHRASE: Part = Part {
    text: Text::QuotedPhrase,
    ..PLAIN
};
/// A list with a line for each text.
const LINES: Part = Part {
    list: Layout::Block,
    ..PLAIN
};
/// A list in one line.
const IDS: Part = Part {
    list: Layout::Line,
    ..PLAIN
};
/// Words of somebody's: a text, `{who, text}`, or a list of either.
const SAID: Part = Part {
    text: Text::Quoted,
    list: Layout::Block,
    map: &SAY,
};
/// `WAIT: COMMAND`, one below the other.
const STEPS: Part = Part {
    text: Text::Plain,
    list: Layout::Block,
    map: &SPREAD,
};

const fn fields(map: &'static Map) -> Part {
    Part {
        text: Text::Plain,
        list: Layout::Fit,
        map,
    }
}

const fn block(paragraphs: &'static [&'static [(&'static str, Part)]]) -> Map {
    Map {
        layout: Layout::Block,
        paragraphs,
        others: None,
    }
}

const fn fitting(paragraphs: &'static [&'static [(&'static str, Part)]]) -> Map {
    Map {
        layout: Layout::Fit,
        ..block(paragraphs)
    }
}

const fn line(paragraphs: &'static [&'static [(&'static str, Part)]]) -> Map {
    Map {
        layout: Layout::Line,
        ..block(paragraphs)
    }
}
