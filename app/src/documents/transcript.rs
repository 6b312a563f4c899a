//! The transcript on paper.

use records::certificates::{EvidenceLine, HeldLine, SignedRow, Transcript};
use records::standing::Supervision;

use super::certificate::SheetOf;
use super::content::{Block, Cell, Content, column};
use super::{DocumentError, draw};
use crate::words::{dates, learning, record, standing};

/// A transcript as PDF; with the code of its certificate, if it was certified.
///
/// # Errors
/// The file cannot be written.
pub fn transcript(
    transcript: &Transcript,
    certified: Option<&SheetOf<'_>>,
) -> Result<Vec<u8>, DocumentError> {
    let title = record::transcript_title(&transcript.name);
    let mut blocks = vec![Block::Title(title.clone())];
    if let Some(lead) = certified.and_then(SheetOf::warning) {
        blocks.push(Block::Lead(lead));
    }
    let mut facts = vec![
        (record::holder().to_owned(), Cell::strong(&transcript.name)),
        (
            record::organisation().to_owned(),
            Cell::text(&transcript.organisation),
        ),
        (
            record::units().to_owned(),
            Cell::text(transcript.units.join(", ")),
        ),
        (record::job().to_owned(), Cell::text(&transcript.job)),
        (
            record::known_as_of().to_owned(),
            Cell::text(dates::local_moment(transcript.as_of)),
        ),
        (
            record::made_on().to_owned(),
            Cell::text(dates::local_moment(transcript.made_at)),
        ),
    ];
    facts.extend(certified.into_iter().flat_map(SheetOf::facts));
    blocks.push(Block::Facts(facts));
    blocks.extend(certified.map(|_| Block::Aside(record::check_text().to_owned())));
    blocks.push(Block::Heading(record::competencies().to_owned()));
    competencies(&transcript.competencies, &mut blocks);
    restrictions(transcript, &mut blocks);
    blocks.push(Block::Heading(record::evidence().to_owned()));
    evidence(&transcript.evidence, &mut blocks);
    blocks.push(Block::Heading(record::signatures().to_owned()));
    signatures(&transcript.signed, &mut blocks);
    blocks.push(Block::Heading(record::proof().to_owned()));
    blocks.push(Block::Text(record::proof_text().to_owned()));
    blocks.push(Block::Facts(vec![
        (
            record::ledger_size().to_owned(),
            Cell::text(transcript.ledger.size.to_string()),
        ),
        (
            record::ledger_root().to_owned(),
            Cell::mono(&transcript.ledger.root),
        ),
    ]));
    blocks.push(Block::Aside(record::simulator_note().to_owned()));
    draw::write(&Content {
        title,
        made_at: transcript.made_at,
        blocks,
    })
}

/// A table for each group.
fn competencies(lines: &[HeldLine], blocks: &mut Vec<Block>) {
    if lines.is_empty() {
        blocks.push(Block::Text(record::no_competencies().to_owned()));
    }
    let mut groups: Vec<&str> = Vec::new();
    for line in lines {
        if !groups.contains(&line.group.as_str()) {
            groups.push(&line.group);
        }
    }
    for group in groups {
        blocks.push(Block::Subheading(group.to_owned()));
        let rows = lines.iter().filter(|line| line.group == group);
        blocks.push(Block::Table {
            columns: vec![
                column(record::competency(), 3.0),
                column(record::level(), 1.4),
                column(record::state(), 2.3),
                column(record::reason(), 2.5),
                column(record::what_it_rests_on(), 2.4),
            ],
            rows: rows.map(held).collect(),
        });
    }
}

fn held(line: &HeldLine) -> Vec<Cell> {
    let mut state = standing::state(line.state.into()).to_owned();
    if let Some(until) = line.until {
        state.push('\n');
        state.push_str(&record::through(&record::last_day(until)));
    }
    if line.supervision == Supervision::Required {
        state.push('\n');
        state.push_str(record::only_supervised());
    }
    let title = match line.required {
        true => line.title.clone(),
        false => format!("{}\n({})", line.title, standing::not_required()),
    };
    vec![
        Cell::strong(title),
        Cell::text(&line.level),
        Cell::text(state),
        Cell::text(standing::reason(line.reason)),
        Cell::text(line.rests_on_title.clone().unwrap_or_default()),
    ]
}

fn restrictions(transcript: &Transcript, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(record::restrictions().to_owned()));
    if transcript.restrictions.is_empty() {
        blocks.push(Block::Text(record::no_restrictions().to_owned()));
        return;
    }
    let row = |line: &records::certificates::RestrictionLine| {
        vec![
            Cell::strong(&line.competency),
            Cell::text(record::since(&dates::local_moment(line.raised_at))),
        ]
    };
    blocks.push(Block::Table {
        columns: vec![column(record::competency(), 1.0), column(record::date(), 1.0)],
        rows: transcript.restrictions.iter().map(row).collect(),
    });
}

fn evidence(lines: &[EvidenceLine], blocks: &mut Vec<Block>) {
    if lines.is_empty() {
        blocks.push(Block::Text(record::no_evidence().to_owned()));
        return;
    }
    let row = |line: &EvidenceLine| {
        let mut result = match line.passed {
            true => learning::passed().to_owned(),
            false => learning::not_passed().to_owned(),
        };
        if let Some(code) = &line.void {
            result.push('\n');
            result.push_str(record::void(code));
        }
        vec![
            Cell::text(dates::date(line.at.date())),
            Cell::text(&line.competency),
            Cell::text(standing::evidence_kind(line.kind)),
            Cell::text(&line.title),
            Cell::text(result),
        ]
    };
    blocks.push(Block::Table {
        columns: vec![
            column(record::date(), 1.5),
            column(record::competency(), 2.8),
            column(record::kind(), 1.7),
            column(record::what(), 2.8),
            column(record::result(), 1.8),
        ],
        rows: lines.iter().map(row).collect(),
    });
}

/// Every signature with printed name, time, meaning, text and hash.
pub(super) fn signatures(lines: &[SignedRow], blocks: &mut Vec<Block>) {
    if lines.is_empty() {
        blocks.push(Block::Text(record::no_signatures().to_owned()));
    }
    for line in lines {
        let or_erased = |text: &str| match text {
            "" => record::erased().to_owned(),
            _ => text.to_owned(),
        };
        let what = record::signed_what(line.what.into());
        let about = match line.title.as_str() {
            "" => what.to_owned(),
            title => format!("{what}: {title}"),
        };
        let mut facts = vec![
            (
                record::signed_by().to_owned(),
                Cell::strong(or_erased(&line.signer_name)),
            ),
            (
                record::date().to_owned(),
                Cell::text(dates::local_moment(line.signed_at)),
            ),
            (
                record::meaning().to_owned(),
                Cell::text(record::meaning_of(line.meaning.as_str())),
            ),
            (record::about().to_owned(), Cell::text(about)),
            (record::exact_text().to_owned(), Cell::text(or_erased(&line.text))),
            (record::text_hash().to_owned(), Cell::mono(&line.text_hash)),
        ];
        if let Some(position) = line.ledger_position {
            facts.push((
                record::ledger_position().to_owned(),
                Cell::text(position.to_string()),
            ));
        }
        blocks.push(Block::Facts(facts));
    }
}
