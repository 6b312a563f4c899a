//! What is wrong with a bank or a blueprint: a stable code, where, and what.

use serde::{Deserialize, Serialize};

/// Something that keeps a bank or a blueprint from being used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem.
    pub code: ProblemCode,
    /// The item, `item/part` for a part of a case; empty where it is the document itself.
    pub item: String,
    /// What the message names: an id, a field, a number.
    pub what: String,
}

impl Problem {
    pub(super) fn new(code: ProblemCode, item: &str, what: impl ToString) -> Problem {
        Problem {
            code,
            item: item.to_owned(),
            what: what.to_string(),
        }
    }

    /// The problem in one English sentence, for authors' tools.
    #[must_use]
    pub fn message(&self) -> String {
        let sentence = self.code.template().replace("{}", &self.what);
        if self.item.is_empty() {
            sentence
        } else {
            format!("{}: {sentence}", self.item)
        }
    }
}

macro_rules! problem_codes {
    ($($variant:ident $name:literal $template:literal;)*) => {
        /// Every problem that is known. The serialized name never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum ProblemCode {
            $(#[doc = $template] #[serde(rename = $name)] $variant,)*
        }

        impl ProblemCode {
            /// The name, as serialized: `no_right_option`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(ProblemCode::$variant => $name,)* }
            }

            fn template(self) -> &'static str {
                match self { $(ProblemCode::$variant => $template,)* }
            }
        }
    };
}

problem_codes! {
    BadId "bad_id" "`{}` cannot be an id: use small letters, digits, `-` and `.`.";
    DuplicateId "duplicate_id" "The id `{}` is used twice.";
    EmptyText "empty_text" "The field `{}` has no text.";
    MissingRationale "missing_rationale" "There is no rationale.";
    MissingSource "missing_source" "There is no source.";
    UnknownTopic "unknown_topic" "There is no topic `{}` in this bank.";
    NoItems "no_items" "There is no item.";
    NoRightOption "no_right_option" "No option is right.";
    SeveralRight "several_right" "{} options are right, but only one may be.";
    NoWrongOption "no_wrong_option" "Every option is right.";
    WrongCount "wrong_count" "There must be {}.";
    UnknownMatch "unknown_match" "There is no `{}` in the right column.";
    UnknownPicture "unknown_picture" "There is no picture `{}`.";
    UnknownRegion "unknown_region" "The picture has no region `{}`.";
    MissingTolerance "missing_tolerance" "There is no tolerance.";
    BadTolerance "bad_tolerance" "`{}` is not a tolerance.";
    BadNumber "bad_number" "`{}` must be a finite number that makes sense here.";
    BadRange "bad_range" "`{}`: the range must go up from `from` to `to` in steps above zero.";
    TooManyVariants "too_many_variants" "The numbers can be combined in more than {} ways.";
    BadExpression "bad_expression" "The expression is not understood: {}.";
    UnknownVariable "unknown_variable" "There is no variable `{}`.";
    VariableNotTold "variable_not_told" "The question does not name the variable `{}`.";
    DividesByZero "divides_by_zero" "The expression divides by zero or overflows when {}.";
    UnknownPlaceholder "unknown_placeholder" "`{}` in the text is no variable.";
    UnknownPart "unknown_part" "There is no part `{}`.";
    BadGroup "bad_group" "A group of linked parts must hold two or more, each in one group only: {}.";
    UnknownBank "unknown_bank" "There is no bank `{}`.";
    TooFewItems "too_few_items" "There are too few items: {}.";
    DuplicateDraw "duplicate_draw" "`{}` is drawn twice: write one line with the sum.";
    OutOfRange "out_of_range" "`{}` is out of range.";
}
