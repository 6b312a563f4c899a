//! From tokens to a tree. Binding power, loosest first: `or`, `and`, `not`, comparison, `+ -`, `* /`, sign.

use super::Fault;
use super::ast::{Argument, Comparison, Expr, ExprKind, Operator, Truth, Which};
use super::lexer::{Token, TokenKind, to_u32, tokens};
use super::unit;
use crate::diagnostic::Code;

/// The longest expression that is read, in bytes.
pub const MAX_BYTES: usize = 4096;
const MAX_DEPTH: u32 = 48;
const MAX_TOKENS: usize = 1024;

/// Reads an expression. Never panics, whatever the text.
pub fn parse(source: &str) -> Result<Expr, Fault> {
    if source.len() > MAX_BYTES {
        return Err(Fault::new(Code::TooLong, 0, source.len()));
    }
    let tokens = tokens(source)?;
    if tokens.len() > MAX_TOKENS {
        return Err(Fault::new(Code::TooLong, 0, source.len()));
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        end: to_u32(source.len()),
        depth: 0,
    };
    let expr = parser.or()?;
    match parser.peek() {
        None => Ok(expr),
        Some(token) => Err(parser.unexpected(token)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    end: u32,
    depth: u32,
}

impl Parser<'_> {
    fn or(&mut self) -> Result<Expr, Fault> {
        let mut left = self.and()?;
        while self.word("or") {
            let right = self.and()?;
            left = binary(Operator::Or, left, right);
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Expr, Fault> {
        let mut left = self.not()?;
        while self.word("and") {
            let right = self.not()?;
            left = binary(Operator::And, left, right);
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Expr, Fault> {
        let start = self.position();
        if !self.word("not") {
            return self.comparison();
        }
        self.deeper(|parser| {
            let inner = parser.not()?;
            let end = inner.end;
            Ok(Expr {
                kind: ExprKind::Not(Box::new(inner)),
                start,
                end,
            })
        })
    }

    fn comparison(&mut self) -> Result<Expr, Fault> {
        let left = self.sum()?;
        let Some(comparison) = self.compare_sign()? else {
            return Ok(left);
        };
        let right = self.sum()?;
        let whole = binary(Operator::Compare(comparison), left, right);
        let before = self.at;
        if self.compare_sign()?.is_some() {
            let token = self.tokens[before].clone();
            return Err(Fault::at(Code::ChainedComparison, token.start, token.end));
        }
        Ok(whole)
    }

    fn compare_sign(&mut self) -> Result<Option<Comparison>, Fault> {
        let Some(token) = self.peek() else { return Ok(None) };
        let comparison = match token.kind {
            TokenKind::Sign("<=") => Comparison::AtMost,
            TokenKind::Sign(">=") => Comparison::AtLeast,
            TokenKind::Sign("<") => Comparison::Less,
            TokenKind::Sign(">") => Comparison::More,
            TokenKind::Sign("==") => Comparison::Equal,
            TokenKind::Sign("!=") => Comparison::Unequal,
            TokenKind::Sign("=") => {
                return Err(Fault::at(Code::SingleEquals, token.start, token.end).suggest("=="));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(comparison))
    }

    fn sum(&mut self) -> Result<Expr, Fault> {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek().map(|token| &token.kind) {
                Some(TokenKind::Sign("+")) => Operator::Add,
                Some(TokenKind::Sign("-")) => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product()?;
            left = binary(operator, left, right);
        }
    }

    fn product(&mut self) -> Result<Expr, Fault> {
        let mut left = self.signed()?;
        loop {
            let operator = match self.peek().map(|token| &token.kind) {
                Some(TokenKind::Sign("*")) => Operator::Multiply,
                Some(TokenKind::Sign("/")) => Operator::Divide,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.signed()?;
            left = binary(operator, left, right);
        }
    }

    fn signed(&mut self) -> Result<Expr, Fault> {
        let start = self.position();
        if !self.sign("-") {
            return self.primary();
        }
        self.deeper(|parser| {
            let inner = parser.signed()?;
            let end = inner.end;
            Ok(Expr {
                kind: ExprKind::Negative(Box::new(inner)),
                start,
                end,
            })
        })
    }

    fn primary(&mut self) -> Result<Expr, Fault> {
        let Some(token) = self.peek().cloned() else {
            return Err(Fault::at(Code::UnexpectedEnd, self.end, self.end));
        };
        self.at += 1;
        let start = token.start;
        match token.kind {
            TokenKind::Number(value) => {
                let unit = self.unit();
                Ok(Expr {
                    kind: ExprKind::Number(value, unit),
                    start,
                    end: self.last_end(),
                })
            }
            TokenKind::Variable(name) => Ok(Expr {
                kind: ExprKind::Variable(name),
                start,
                end: token.end,
            }),
            TokenKind::Sign("(") => self.deeper(|parser| {
                let inner = parser.or()?;
                parser.expect(")")?;
                Ok(inner)
            }),
            TokenKind::Word(ref name) => match name.as_str() {
                "true" => Ok(Expr {
                    kind: ExprKind::Truth(Truth::True),
                    start,
                    end: token.end,
                }),
                "false" => Ok(Expr {
                    kind: ExprKind::Truth(Truth::False),
                    start,
                    end: token.end,
                }),
                "and" | "or" | "not" | "every" => Err(self.unexpected(&token)),
                _ if self.sign("(") => {
                    let arguments = self.deeper(Parser::arguments)?;
                    Ok(Expr {
                        kind: ExprKind::Call(name.clone(), arguments),
                        start,
                        end: self.last_end(),
                    })
                }
                _ => Ok(Expr {
                    kind: ExprKind::Name(name.clone()),
                    start,
                    end: token.end,
                }),
            },
            TokenKind::Sign(_) => Err(self.unexpected(&token)),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Fault> {
        let mut arguments = Vec::new();
        if self.sign(")") {
            return Ok(arguments);
        }
        loop {
            let which = if self.word("every") {
                Which::Every
            } else {
                Which::First
            };
            let value = self.or()?;
            arguments.push(Argument { which, value });
            if self.sign(")") {
                return Ok(arguments);
            }
            if self.peek().is_none() {
                return Err(Fault::at(Code::UnexpectedEnd, self.end, self.end).suggest(")"));
            }
            self.expect(",")?;
        }
    }

    /// The unit behind a number: `mL/h`, `/min`. A slash is part of it only when a unit's word follows.
    fn unit(&mut self) -> String {
        let mut name = String::new();
        if let Some(TokenKind::Word(word)) = self.kind_at(0)
            && unit::is_unit_word(word)
            && !self.is_call(0)
        {
            name.push_str(word);
            self.at += 1;
        }
        while let (Some(TokenKind::Sign("/")), Some(TokenKind::Word(word))) =
            (self.kind_at(0), self.kind_at(1))
        {
            if !unit::is_unit_word(word) || self.is_call(1) {
                break;
            }
            name.push('/');
            name.push_str(word);
            self.at += 2;
        }
        name
    }

    fn is_call(&self, offset: usize) -> bool {
        matches!(self.kind_at(offset + 1), Some(TokenKind::Sign("(")))
    }

    fn kind_at(&self, offset: usize) -> Option<&TokenKind> {
        self.tokens.get(self.at + offset).map(|token| &token.kind)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn position(&self) -> u32 {
        self.peek().map_or(self.end, |token| token.start)
    }

    fn last_end(&self) -> u32 {
        self.at
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.end)
    }

    fn word(&mut self, wanted: &str) -> bool {
        let found = matches!(self.kind_at(0), Some(TokenKind::Word(word)) if word == wanted);
        self.at += usize::from(found);
        found
    }

    fn sign(&mut self, wanted: &str) -> bool {
        let found = matches!(self.kind_at(0), Some(TokenKind::Sign(sign)) if *sign == wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &str) -> Result<(), Fault> {
        if self.sign(wanted) {
            return Ok(());
        }
        Err(match self.peek() {
            Some(token) => self.unexpected(token).suggest(wanted),
            None => Fault::at(Code::UnexpectedEnd, self.end, self.end).suggest(wanted),
        })
    }

    fn unexpected(&self, token: &Token) -> Fault {
        let text = match &token.kind {
            TokenKind::Number(value) => value.to_string(),
            TokenKind::Word(word) => word.clone(),
            TokenKind::Variable(name) => format!("${name}"),
            TokenKind::Sign(sign) => (*sign).to_owned(),
        };
        Fault::at(Code::Unexpected, token.start, token.end).arg(&text)
    }

    fn deeper<T>(&mut self, inside: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth >= MAX_DEPTH {
            return Err(Fault::at(Code::TooDeep, self.position(), self.end));
        }
        self.depth += 1;
        let result = inside(self);
        self.depth -= 1;
        result
    }
}

fn binary(operator: Operator, left: Expr, right: Expr) -> Expr {
    let (start, end) = (left.start, right.end);
    Expr {
        kind: ExprKind::Binary(operator, Box::new(left), Box::new(right)),
        start,
        end,
    }
}
