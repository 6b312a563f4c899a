//! What the compiler tells an author: a stable code, where, and what was probably meant.

use serde::{Deserialize, Serialize};

/// One remark about a scenario's source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of remark.
    pub code: Code,
    /// Whether the scenario can be used all the same.
    pub severity: Severity,
    /// Where in the source.
    pub span: Span,
    /// What the message names, in the message's order.
    pub args: Vec<String>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl Diagnostic {
    /// The remark in one English sentence, for authors' tools.
    #[must_use]
    pub fn message(&self) -> String {
        let mut text = String::new();
        let mut args = self.args.iter();
        for (place, part) in self.code.template().split("{}").enumerate() {
            if place > 0 {
                text.push_str(args.next().map_or("?", String::as_str));
            }
            text.push_str(part);
        }
        text
    }
}

/// A place in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Character in that line, from 1.
    pub column: u32,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The scenario does not compile.
    Error,
    /// It compiles, but probably does not do what was meant.
    Warning,
}

macro_rules! codes {
    ($($variant:ident $severity:ident $template:literal;)*) => {
        /// Every remark the compiler knows. The serialized name never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $(#[doc = $template] $variant,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// How bad it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            fn template(self) -> &'static str {
                match self { $(Code::$variant => $template,)* }
            }

            fn variant(self) -> &'static str {
                match self { $(Code::$variant => stringify!($variant),)* }
            }
        }
    };
}

codes! {
    TooLarge Error "The document is larger than {} bytes and was not read.";
    TooNested Error "The document is nested too deeply and was not read.";
    BadYaml Error "This is not valid YAML: {}";
    NoAnchors Error "Anchors, aliases, merge keys and tags are not used in scenarios; write the value out.";
    Comment Error "A comment is lost when the document is written anew: put the remark into a field `note`.";
    WrongShape Error "`{}` must be {}.";
    UnknownField Error "There is no field `{}` here.";
    DuplicateField Error "The field `{}` stands here twice.";
    MissingField Error "The field `{}` is missing.";
    UnknownDevice Error "There is no device `{}`.";
    UnsupportedDevice Error "The device `{}` cannot be simulated yet.";
    UnknownPreset Error "There is no patient preset `{}`.";
    UnknownDrug Error "The drug library has no drug `{}`.";
    UnknownCareArea Error "The drug library has no care area `{}`.";
    UnknownConcentration Error "The library has no entry of `{}` with this concentration in `{}`.";
    UnknownFault Error "There is no fault `{}`.";
    UnknownHazard Error "There is no hazard `{}` in the list of hazards.";
    UnknownSkill Error "There is no skill `{}` in the list of skills.";
    SkillWithoutWhen Error "This step of the skill `{}` does not say when it is due: give it `when`.";
    UnknownPhase Error "There is no phase `{}`.";
    NeedsUnit Error "`{}` belongs to the devices `secondary_line` and `pump_unit`.";
    MissingConcentration Error "The bag of `{}` does not say how much of it is inside: give `amount` and `amount_unit`.";
    LimitsNotOrdered Error "Limits must rise, and none may be below zero: hard_low, soft_low, soft_high, hard_high.";
    UnknownChannel Error "There is no channel `{}`.";
    UnknownKey Error "There is no key `{}`.";
    UnknownCode Error "There is no `{}` to choose from here.";
    UnknownCriterion Error "There is no criterion `{}`.";
    BadId Error "`{}` cannot be an id: use small letters, digits and underscores (in a rubric hyphens too).";
    DuplicateId Error "The id `{}` is used twice.";
    UnreachablePhase Warning "No way leads to the phase `{}`.";
    DeadEnd Error "The phase `{}` has no way out: give it `until`, `branch` or `timeout`.";
    NoTimeout Warning "The phase `{}` can last for ever: give it a `timeout`.";
    NeverEnds Error "No way leads from the phase `{}` to the end of the run.";
    NoPhases Error "A scenario needs at least one phase.";
    NoRubric Error "A scenario needs at least one criterion.";
    MissingPoints Error "The criterion `{}` has no points.";
    MissingReason Error "The criterion `{}` does not say why it matters.";
    MissingHazard Error "The criterion `{}` names no hazard.";
    MissingGolden Warning "A scenario needs a golden run that passes and one that fails.";
    BadGolden Error "This step of a golden run is not understood: `{}`.";
    WrongDevice Error "The device of this scenario has no such thing: `{}`.";
    AlwaysMet Error "No run can miss this criterion.";
    NeverMet Error "No run can meet this criterion.";
    BareState Warning "This looks at one moment only, the beginning; say when, with at, always, eventually or after.";
    BadRange Error "`{}`: the range must go up from `from` to `to` in steps above zero, with at most {} values.";
    BadValue Error "`{}` is not a value that can be used here.";
    OutOfRange Error "`{}` must lie between {} and {}.";
    UnusedVariable Warning "The variable `${}` is never used.";
    UnknownPlaceholder Error "`{}` is neither a variable nor a value of the order.";
    UnexpectedCharacter Error "The character `{}` has no meaning here.";
    BadNumber Error "`{}` is not a number: write digits, or digits, a point and digits.";
    Unexpected Error "`{}` does not fit here.";
    UnexpectedEnd Error "The expression ends too early.";
    TooLong Error "The expression is too long.";
    TooDeep Error "The expression is nested too deeply.";
    ChainedComparison Error "Comparisons cannot be chained: join two with `and`.";
    SingleEquals Error "Equality is written `==`.";
    UnknownSignal Error "There is no signal `{}`.";
    UnknownEvent Error "There is no event `{}`.";
    UnknownVariable Error "There is no variable `${}`.";
    UnknownOperator Error "There is no operator `{}`.";
    UnknownUnit Error "There is no unit `{}`.";
    UnitMismatch Error "These measure different things: {} and {}.";
    WrongType Error "This is {}, but {} is needed.";
    ArgumentCount Error "`{}` takes {}.";
    LooksAhead Error "`{}` looks at the whole run; a condition may look only at the past: use a state, holds or count.";
    NestedTemporal Error "`{}` cannot stand inside `{}`: use after(every e, ...) to ask for something after an event.";
    MisplacedEvery Error "`every` belongs in front of the event of at or after.";
    NoOrder Error "`{}` needs an order.";
    NotInRubric Error "`{}` can be used in conditions only.";
}

impl Code {
    /// The name, as serialized: `unknown_signal`.
    #[must_use]
    pub fn as_str(self) -> String {
        let mut name = String::new();
        for letter in self.variant().chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }
}
