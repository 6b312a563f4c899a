//! The plain notation of equations: `t = C (P_limit - P_0) / Q + latency`.
//!
//! Factors stand side by side, `/` makes a fraction of what is left and right of it, `_` lowers, `^` raises,
//! `sqrt(x)` is a root, a name right before a bracket is a function, words stand in quotes. Greek letters are named.
//! Reading never fails: what cannot be understood stands as it was written.

use super::Maths;

/// Names that stand for a letter.
const LETTERS: [(&str, &str); 8] = [
    ("alpha", "α"),
    ("kappa", "κ"),
    ("Delta", "Δ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sum", "∑"),
    ("tau", "τ"),
    ("inf", "∞"),
];
/// Multiplication that is not written, and a sign between arguments.
const TIMES: &str = "\u{2062}";
const APPLIED: &str = "\u{2061}";
/// What keeps words from the symbols beside them.
const SPACE: &str = "\u{a0}";

/// Reads an equation.
#[must_use]
pub fn read(text: &str) -> Maths {
    let mut reader = Reader {
        tokens: tokens(text),
        place: 0,
    };
    let mut parts = Vec::new();
    while reader.peek().is_some() {
        parts.push(reader.relation());
        // A bracket that was never opened, or a comma outside one.
        if let Some(token) = reader.take_stray() {
            parts.push(token);
        }
    }
    row(parts)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(String),
    Name(String),
    Words(String),
    Sign(char),
    /// A bracket right behind a name.
    Call,
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let run = |from: usize, belongs: fn(char) -> bool| -> usize {
        chars[from..].iter().take_while(|one| belongs(**one)).count() + from
    };
    let mut tokens = Vec::new();
    let mut place = 0;
    while let Some(&one) = chars.get(place) {
        let end = match one {
            '0'..='9' | '.' => run(place, |one| one.is_ascii_digit() || one == '.'),
            '"' => run(place + 1, |one| one != '"') + 1,
            _ if one.is_alphabetic() => run(place, |one| one.is_alphanumeric() || one == '\''),
            _ => place + 1,
        };
        let part: String = chars.iter().take(end).skip(place).collect();
        match one {
            ' ' => {}
            '0'..='9' | '.' => tokens.push(Token::Number(part)),
            '"' => tokens.push(Token::Words(part.trim_matches('"').to_owned())),
            _ if one.is_alphabetic() => {
                tokens.push(Token::Name(part));
                if chars.get(end) == Some(&'(') {
                    tokens.push(Token::Call);
                }
            }
            _ => tokens.push(Token::Sign(one)),
        }
        place = end;
    }
    tokens
}

struct Reader {
    tokens: Vec<Token>,
    place: usize,
}

impl Reader {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.place)
    }

    fn takes(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(&Token::Sign(sign));
        self.place += usize::from(is_next);
        is_next
    }

    fn take_stray(&mut self) -> Option<Maths> {
        let Some(Token::Sign(sign)) = self.peek() else {
            return None;
        };
        let stray = Maths::Sign(sign.to_string());
        self.place += 1;
        Some(stray)
    }

    fn relation(&mut self) -> Maths {
        let mut parts = vec![self.total()];
        while let Some(Token::Sign(sign @ ('=' | '<' | '>' | '≤' | '≥' | '→' | '≈'))) = self.peek() {
            let sign = sign.to_string();
            self.place += 1;
            parts.push(Maths::Sign(sign));
            parts.push(self.total());
        }
        row(parts)
    }

    fn total(&mut self) -> Maths {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Sign('-')) => parts.push(Maths::Sign("−".to_owned())),
                Some(Token::Sign(sign @ ('+' | '±'))) => parts.push(Maths::Sign(sign.to_string())),
                _ if parts.is_empty() => {
                    parts.push(self.product());
                    continue;
                }
                _ => return row(parts),
            }
            self.place += 1;
            parts.push(self.product());
        }
    }

    fn product(&mut self) -> Maths {
        let mut parts: Vec<Maths> = Vec::new();
        loop {
            if self.takes('/') {
                let over = unbracketed(row(std::mem::take(&mut parts)));
                let under = self.factor().map_or_else(|| row(Vec::new()), unbracketed);
                parts.push(Maths::Fraction(Box::new(over), Box::new(under)));
            } else if self.takes('*') {
                parts.push(Maths::Sign("×".to_owned()));
            } else if let Some(factor) = self.factor() {
                let among_words = |part: &Maths| matches!(part, Maths::Words(_));
                match parts.last() {
                    Some(last) if among_words(last) || among_words(&factor) => {
                        parts.push(Maths::Words(SPACE.to_owned()));
                    }
                    Some(last) if !matches!(last, Maths::Sign(_)) => {
                        parts.push(Maths::Sign(TIMES.to_owned()));
                    }
                    _ => {}
                }
                parts.push(factor);
            } else {
                return row(parts);
            }
        }
    }

    fn factor(&mut self) -> Option<Maths> {
        let mut base = self.base()?;
        loop {
            if self.takes('_') {
                let lowered = self.base().map_or_else(|| row(Vec::new()), unbracketed);
                base = Maths::Lowered(Box::new(base), Box::new(lowered));
            } else if self.takes('^') {
                let raised = self.base().map_or_else(|| row(Vec::new()), unbracketed);
                base = Maths::Raised(Box::new(base), Box::new(raised));
            } else {
                return Some(base);
            }
        }
    }

    fn base(&mut self) -> Option<Maths> {
        let token = self.peek()?.clone();
        match token {
            Token::Number(text) => {
                self.place += 1;
                Some(Maths::Number(text))
            }
            Token::Words(text) => {
                self.place += 1;
                Some(Maths::Words(text))
            }
            Token::Name(text) => {
                self.place += 1;
                Some(self.named(&text))
            }
            Token::Sign('(') => Some(self.bracketed()),
            Token::Sign(_) | Token::Call => None,
        }
    }

    fn named(&mut self, text: &str) -> Maths {
        let letter = LETTERS.iter().find(|(name, _)| *name == text);
        let name = Maths::Name(letter.map_or(text, |(_, letter)| letter).to_owned());
        if self.peek() != Some(&Token::Call) {
            return name;
        }
        self.place += 1;
        let arguments = self.bracketed();
        match text {
            "sqrt" => Maths::Root(Box::new(unbracketed(arguments))),
            _ => row(vec![name, Maths::Sign(APPLIED.to_owned()), arguments]),
        }
    }

    /// What stands in brackets, with them.
    fn bracketed(&mut self) -> Maths {
        self.place += 1;
        let mut parts = vec![Maths::Sign("(".to_owned())];
        while self.peek().is_some() && !self.takes(')') {
            parts.push(self.relation());
            match self.peek() {
                Some(Token::Sign(')')) | None => {}
                Some(Token::Sign(sign)) => {
                    parts.push(Maths::Sign(sign.to_string()));
                    self.place += 1;
                }
                Some(_) => self.place += 1,
            }
        }
        parts.push(Maths::Sign(")".to_owned()));
        Maths::Row(parts)
    }
}

/// A fraction and a raised part need no brackets around the whole.
fn unbracketed(maths: Maths) -> Maths {
    let Maths::Row(mut parts) = maths else {
        return maths;
    };
    let open = Maths::Sign("(".to_owned());
    let close = Maths::Sign(")".to_owned());
    let is_bracketed =
        parts.first() == Some(&open) && parts.iter().position(|part| *part == close) == Some(parts.len() - 1);
    if is_bracketed {
        parts.remove(0);
        parts.pop();
    }
    row(parts)
}

fn row(mut parts: Vec<Maths>) -> Maths {
    match parts.len() {
        1 => parts.remove(0),
        _ => Maths::Row(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in one line: fractions as `a∕b`, raised and lowered parts in braces.
    fn line(maths: &Maths) -> String {
        match maths {
            Maths::Number(text) | Maths::Name(text) | Maths::Sign(text) => text.clone(),
            Maths::Words(text) => format!("“{text}”"),
            Maths::Row(parts) => parts.iter().map(line).collect(),
            Maths::Fraction(over, under) => format!("[{} ∕ {}]", line(over), line(under)),
            Maths::Raised(base, raised) => format!("{}^{{{}}}", line(base), line(raised)),
            Maths::Lowered(base, lowered) => format!("{}_{{{}}}", line(base), line(lowered)),
            Maths::Root(inner) => format!("√{{{}}}", line(inner)),
        }
    }

    fn reads(text: &str, expected: &str) {
        let found = line(&read(text)).replace(TIMES, "·").replace(APPLIED, "");
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_fraction_takes_the_factors_before_it_and_the_one_behind() {
        reads(
            "t = C (P_limit - P_0) / Q * 3600 + latency",
            "t=[C·(P_{limit}−P_{0}) ∕ Q]×3600+latency",
        );
        reads("(a + b) / (c + d)", "[a+b ∕ c+d]");
        reads("a / b / c", "[[a ∕ b] ∕ c]");
    }

    #[test]
    fn brackets_that_do_not_enclose_the_whole_stay() {
        reads("(a + b) (c + d) / e", "[(a+b)·(c+d) ∕ e]");
    }

    #[test]
    fn functions_roots_powers_and_letters_are_known() {
        reads("sin(2 pi V / V_c)", "sin([2·π·V ∕ V_{c}])");
        reads("k sqrt(P)", "k·√{P}");
        reads("C_e^1.47", "C_{e}^{1.47}");
        reads("exp(-t / (R C))", "exp(−[t ∕ R·C])");
        reads("max(0, a - b)", "max(0,a−b)");
        reads("\"no flow\" ≤ -x", "“no flow”≤−x");
        reads("0.1 \"mL\"", "0.1“\u{a0}”“mL”");
    }

    #[test]
    fn nothing_that_is_written_is_lost_or_panics() {
        reads("a ) b", "a)b");
        reads("(a", "(a)");
        for text in ["/", "^", "_", "(((", "a^", "/ b", ",", "f(", "x(,)", "= ="] {
            let _ = read(text);
        }
    }
}
