//! The language's specification: every Markdown file in `spec/` is a suite, every heading with code a case.
//!
//! A case holds one `trace` block and any number of `expr` blocks, or one `yaml` block. What is expected stands in
//! comments: after an expression `# met`, `# missed`, with `margin`, `at` and `open` as needed, or `# error: code`;
//! in YAML `# error: code` or `# warning: code` on the line it belongs to, and `# no remarks` for none.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use training::diagnostic::Severity;
use training::language::check::{Role, compile};
use training::language::offline::{Extent, Recording};
use training::language::symbols::{SignalKind, Symbols, Variable};
use training::language::unit::Unit;
use training::trace::{Event, Layout, Trace};

#[test]
fn every_case_of_the_specification_holds() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("spec");
    let mut files: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut wrong = String::new();
    let mut cases = 0;
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        cases += suite(&name, &text, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(cases > 60, "only {cases} cases were found");
}

/// Runs the cases of a file and returns how many there were.
fn suite(file: &str, text: &str, wrong: &mut String) -> usize {
    let mut heading = String::new();
    let mut trace: Option<Trace> = None;
    let mut cases = 0;
    let mut lines = text.lines().enumerate();
    while let Some((_, line)) = lines.next() {
        if let Some(title) = line.strip_prefix('#') {
            heading = title.trim_start_matches('#').trim().to_owned();
            continue;
        }
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let mut block = Vec::new();
        for (number, line) in lines.by_ref() {
            if line.starts_with("```") {
                break;
            }
            block.push((number + 1, line));
        }
        let place = |number: usize| format!("spec/{file}:{number} ({heading})");
        match kind {
            "trace" => trace = Some(read_trace(&block)),
            "expr" | "condition" => {
                let role = if kind == "expr" {
                    Role::Criterion
                } else {
                    Role::Condition
                };
                for (number, line) in &block {
                    if let Some((source, expected)) = line.split_once(" # ") {
                        cases += 1;
                        let found = judge(source.trim(), role, trace.as_ref());
                        if found != expected.trim() {
                            let place = place(*number);
                            writeln!(
                                wrong,
                                "{place}: {}\n  expected {expected}\n  found    {found}",
                                source.trim()
                            )
                            .unwrap();
                        }
                    }
                }
            }
            "yaml" => {
                cases += 1;
                if let Err(difference) = yaml(&block) {
                    let place = place(block.first().map_or(0, |(number, _)| *number));
                    writeln!(wrong, "{place}:\n{difference}").unwrap();
                }
            }
            _ => {}
        }
    }
    cases
}

fn judge(source: &str, role: Role, trace: Option<&Trace>) -> String {
    let symbols = symbols();
    let program = match compile(source, &symbols, role) {
        Ok(program) => program,
        Err(faults) => {
            let told = faults.iter().map(|fault| match &fault.suggestion {
                Some(suggestion) => format!("{}, {suggestion}?", fault.code.as_str()),
                None => fault.code.as_str(),
            });
            return format!("error: {}", told.collect::<Vec<_>>().join("; "));
        }
    };
    let Some(trace) = trace.filter(|_| role == Role::Criterion) else {
        return match program.formula.constant() {
            Some(truth) => format!("always {truth}"),
            None => "accepted".to_owned(),
        };
    };
    let whole = Recording::new(trace, Extent::Whole).judge(&program);
    let mut told = if whole.truth {
        "met".to_owned()
    } else {
        "missed".to_owned()
    };
    if whole.margin.is_finite() {
        let rounded = (whole.margin * 1000.0).round() / 1000.0 + 0.0;
        let unit = &program.margins[usize::from(whole.unit)].name;
        write!(told, ", margin {rounded} {unit}").unwrap();
        told.truncate(told.trim_end().len());
    }
    write!(told, ", at {} s", whole.decided_at as f64 / 1000.0).unwrap();
    if !Recording::new(trace, Extent::SoFar).judge(&program).settled {
        told.push_str(", open");
    }
    told
}

const EVENTS: [&str; 5] = ["a", "b", "alarm", "clamp.opened", "pump.started"];

fn symbols() -> Symbols {
    let mut symbols = Symbols::default();
    symbols.add_signal("pump.running", SignalKind::Truth, 1.0);
    symbols.add_signal("pump.rate", SignalKind::Number(Unit::named("mL/h")), 10.0);
    symbols.add_signal("patient.map", SignalKind::Number(Unit::named("mmHg")), 10.0);
    symbols.add_signal("patient.weight", SignalKind::Number(Unit::named("kg")), 10.0);
    symbols.add_signal("order.dose", SignalKind::NeedsOrder, 1.0);
    for event in EVENTS {
        symbols.add_event(event);
    }
    for (name, value, unit) in [
        ("limit", 60.0, "mmHg"),
        ("delay", 30.0, "s"),
        ("weight_kg", 80.0, ""),
    ] {
        symbols.add_variable(
            name,
            Variable {
                value,
                unit: Unit::named(unit),
            },
        );
    }
    symbols
}

/// Lines of `seconds: running rate map, events`, each a sample.
fn read_trace(block: &[(usize, &str)]) -> Trace {
    let symbols = symbols();
    let signals = symbols
        .signals()
        .iter()
        .map(|signal| signal.name.clone())
        .collect();
    let layout = Layout {
        signals,
        events: symbols.events().to_vec(),
    };
    let mut trace = Trace::with_room(Arc::new(layout), 16);
    for (_, line) in block {
        let Some((time, rest)) = line.split_once(':') else {
            continue;
        };
        let tick = (time.trim().trim_end_matches('s').trim().parse::<f64>().unwrap() * 1000.0) as u64;
        let (values, events) = rest.split_once('|').unwrap_or((rest, ""));
        let values: Vec<f64> = values
            .split_whitespace()
            .map(|value| value.parse().unwrap())
            .collect();
        for name in events.split_whitespace() {
            let event = EVENTS.iter().position(|known| *known == name).unwrap();
            trace.push_event(Event {
                tick,
                event: u16::try_from(event).unwrap(),
            });
        }
        trace.push_sample(tick, &[values[0], values[1], values[2], 80.0, f64::NAN]);
    }
    trace
}

fn yaml(block: &[(usize, &str)]) -> Result<(), String> {
    let mut expected = Vec::new();
    let mut source = String::new();
    for (line, (_, text)) in (1_u32..).zip(block) {
        for told in ["error", "warning"] {
            if let Some((_, code)) = text.split_once(&format!("# {told}: ")) {
                expected.extend(
                    code.split(", ")
                        .map(|code| format!("{line} {told}: {}", code.trim())),
                );
            }
        }
        let content = ["# error: ", "# warning: "]
            .iter()
            .fold(*text, |text, mark| text.split(mark).next().unwrap());
        source.push_str(content.trim_end());
        source.push('\n');
    }
    let (_, diagnostics) = support::compile(&source);
    let found: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let told = if diagnostic.severity == Severity::Error {
                "error"
            } else {
                "warning"
            };
            let code = diagnostic.code.as_str();
            match &diagnostic.suggestion {
                Some(word) => format!("{} {told}: {code} -> {word}", diagnostic.span.line),
                None => format!("{} {told}: {code}", diagnostic.span.line),
            }
        })
        .collect();
    // Every block of the suite is an excerpt without golden runs, which the compiler notes each time.
    let found: Vec<String> = found
        .into_iter()
        .filter(|line| !line.contains("missing_golden"))
        .collect();
    if found == expected {
        Ok(())
    } else {
        Err(format!("  expected {expected:#?}\n  found {found:#?}"))
    }
}
