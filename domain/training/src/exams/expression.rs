//! The arithmetic of dose calculations: numbers, variables, `+ - * /` and parentheses.

use std::collections::BTreeMap;

const MAX_BYTES: usize = 500;
const MAX_DEPTH: u32 = 24;

/// An expression that was understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Number(f64),
    Variable(String),
    Sum(Box<Expression>, Vec<(Sign, Expression)>),
    Product(Box<Expression>, Vec<(Sign, Expression)>),
}

/// Whether a term is added or taken away, a factor multiplied or divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    With,
    Against,
}

impl Expression {
    /// Reads an expression; the error names what does not fit.
    pub(super) fn parse(source: &str) -> Result<Expression, String> {
        if source.len() > MAX_BYTES {
            return Err("it is too long".to_owned());
        }
        let mut reader = Reader {
            rest: source.trim_start(),
            depth: 0,
        };
        let expression = reader.sum()?;
        if reader.rest.is_empty() {
            Ok(expression)
        } else {
            Err(reader.unexpected())
        }
    }

    /// The variables, each once.
    pub(super) fn variables(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The value; none if a variable is missing, if it divides by zero, or if it leaves the finite numbers.
    pub(super) fn value(&self, variables: &BTreeMap<String, f64>) -> Option<f64> {
        let value = match self {
            Expression::Number(number) => *number,
            Expression::Variable(name) => *variables.get(name)?,
            Expression::Sum(first, rest) => {
                let mut sum = first.value(variables)?;
                for (sign, term) in rest {
                    let term = term.value(variables)?;
                    match sign {
                        Sign::With => sum += term,
                        Sign::Against => sum -= term,
                    }
                }
                sum
            }
            Expression::Product(first, rest) => {
                let mut product = first.value(variables)?;
                for (sign, factor) in rest {
                    let factor = factor.value(variables)?;
                    match sign {
                        Sign::With => product *= factor,
                        // A difference that is nothing but noise is zero in decimals.
                        Sign::Against if factor.abs() < 1e-12 => return None,
                        Sign::Against => product /= factor,
                    }
                }
                product
            }
        };
        value.is_finite().then_some(value)
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Expression::Number(_) => {}
            Expression::Variable(name) => found.push(name),
            Expression::Sum(first, rest) | Expression::Product(first, rest) => {
                first.collect(found);
                rest.iter().for_each(|(_, part)| part.collect(found));
            }
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: u32,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Expression, String> {
        let first = self.product()?;
        let mut rest = Vec::new();
        while let Some(sign) = self.sign('+', '-') {
            rest.push((sign, self.product()?));
        }
        Ok(if rest.is_empty() {
            first
        } else {
            Expression::Sum(Box::new(first), rest)
        })
    }

    fn product(&mut self) -> Result<Expression, String> {
        let first = self.factor()?;
        let mut rest = Vec::new();
        while let Some(sign) = self.sign('*', '/') {
            rest.push((sign, self.factor()?));
        }
        Ok(if rest.is_empty() {
            first
        } else {
            Expression::Product(Box::new(first), rest)
        })
    }

    fn factor(&mut self) -> Result<Expression, String> {
        match self.rest.chars().next() {
            Some('(') => {
                if self.depth == MAX_DEPTH {
                    return Err("it is nested too deeply".to_owned());
                }
                self.depth += 1;
                self.take(1);
                let inner = self.sum()?;
                self.depth -= 1;
                if !self.rest.starts_with(')') {
                    return Err(self.unexpected());
                }
                self.take(1);
                Ok(inner)
            }
            Some(letter) if letter.is_ascii_digit() => {
                let text = self.word(|letter| letter.is_ascii_digit() || letter == '.');
                match text.parse() {
                    Ok(number) if !text.ends_with('.') => Ok(Expression::Number(number)),
                    _ => Err(format!("`{text}` is not a number")),
                }
            }
            Some(letter) if letter.is_ascii_lowercase() => {
                let name = self.word(is_name_letter);
                Ok(Expression::Variable(name))
            }
            _ => Err(self.unexpected()),
        }
    }

    fn sign(&mut self, with: char, against: char) -> Option<Sign> {
        let letter = self.rest.chars().next()?;
        let sign = match letter {
            _ if letter == with => Sign::With,
            _ if letter == against => Sign::Against,
            _ => return None,
        };
        self.take(1);
        Some(sign)
    }

    fn word(&mut self, belongs: fn(char) -> bool) -> String {
        let end = self
            .rest
            .find(|letter| !belongs(letter))
            .unwrap_or(self.rest.len());
        let word = self.rest[..end].to_owned();
        self.take(end);
        word
    }

    fn take(&mut self, bytes: usize) {
        self.rest = self.rest[bytes..].trim_start();
    }

    fn unexpected(&self) -> String {
        match self.rest.chars().next() {
            Some(letter) => format!("`{letter}` does not fit"),
            None => "it ends too early".to_owned(),
        }
    }
}

/// Whether the name of a variable may hold this letter.
pub(super) fn is_name_letter(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: Result<Option<f64>, &str>) {
        let variables = BTreeMap::from([("weight_kg".to_owned(), 80.0), ("zero".to_owned(), 0.0)]);
        let found = Expression::parse(source).map(|expression| expression.value(&variables));
        assert_eq!(found, expected.map_err(str::to_owned), "{source}");
    }

    #[test]
    fn points_before_lines_and_from_the_left() {
        check("2 + 3 * 4", Ok(Some(14.0)));
        check("(2 + 3) * 4", Ok(Some(20.0)));
        check("20 / 2 / 5", Ok(Some(2.0)));
        check("9 - 4 - 3", Ok(Some(2.0)));
        check("0.1*weight_kg*60/(4000/250)", Ok(Some(30.0)));
    }

    #[test]
    fn what_has_no_value_has_none() {
        check("1 / zero", Ok(None));
        check("1 / (0.3 - 0.1 * 3)", Ok(None));
        check("height", Ok(None));
    }

    #[test]
    fn anything_else_is_not_understood() {
        check("", Err("it ends too early"));
        check("2 +", Err("it ends too early"));
        check("2 x", Err("`x` does not fit"));
        check("2 ^ 3", Err("`^` does not fit"));
        check("-2", Err("`-` does not fit"));
        check("1.2.3", Err("`1.2.3` is not a number"));
        check("2.", Err("`2.` is not a number"));
        check("(2", Err("it ends too early"));
        check("2)", Err("`)` does not fit"));
        check("1e3", Err("`e` does not fit"));
        assert!(Expression::parse(&"(".repeat(400)).is_err());
        assert!(Expression::parse(&"1+".repeat(400)).is_err());
    }

    #[test]
    fn variables_are_named_once() {
        let expression = Expression::parse("a * b / a + c").unwrap();
        assert_eq!(expression.variables(), ["a", "b", "c"]);
    }
}
