//! What the parser understood: a tree with positions, not yet checked for sense.

/// A piece of an expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Bytes from the expression's beginning.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A number with its unit as written, empty for none.
    Number(f64, String),
    /// `true` or `false`.
    Truth(Truth),
    /// A signal or an event.
    Name(String),
    /// A variable, without its dollar sign.
    Variable(String),
    /// `-x`
    Negative(Box<Expr>),
    /// `not p`
    Not(Box<Expr>),
    /// Two sides and what joins them.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `name(a, b)`
    Call(String, Vec<Argument>),
}

/// The two truth values, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
}

/// One argument of an operator.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// The first occurrence or every one (`every e`).
    pub which: Which,
    /// The argument itself.
    pub value: Expr,
}

/// Which occurrences of an event are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The first.
    First,
    /// Each.
    Every,
}

/// What joins two sides, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `<`, `<=`, `>`, `>=`, `==`, `!=`
    Compare(Comparison),
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// The comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
}
