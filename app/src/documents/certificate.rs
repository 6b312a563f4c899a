//! The certificate of a competency on paper.

use records::certificates::{Body, CertificateState, CertificateView, Competence, Rest, Sheet};

use super::content::{Block, Cell, Content, column};
use super::{DocumentError, draw, transcript};
use crate::words::{dates, record, standing};

/// What a certified document says of its certificate.
pub struct SheetOf<'a> {
    /// The certificate.
    pub certificate: &'a CertificateView,
    /// Where its code is checked, up to the code, for example `https://titrate.example/verify/`.
    pub check_at: &'a str,
}

impl SheetOf<'_> {
    /// That it does not hold any more, at the time of printing.
    pub(super) fn warning(&self) -> Option<String> {
        let state = self.certificate.state;
        (state != CertificateState::Valid).then(|| record::state_of(state.into()))
    }

    /// Code, address and hashes.
    pub(super) fn facts(&self) -> Vec<(String, Cell)> {
        let mut facts = Vec::new();
        if let Some(code) = &self.certificate.code {
            facts.push((record::code().to_owned(), Cell::mono(code)));
            facts.push((
                record::check_at().to_owned(),
                Cell::mono(format!("{}{code}", self.check_at)),
            ));
        }
        facts.push((
            record::certificate_id().to_owned(),
            Cell::mono(self.certificate.id.to_string()),
        ));
        facts.push((
            record::body_hash().to_owned(),
            Cell::mono(&self.certificate.body_hash),
        ));
        if let Some(position) = self.certificate.ledger_position {
            facts.push((
                record::ledger_position().to_owned(),
                Cell::text(position.to_string()),
            ));
        }
        facts
    }
}

/// A certificate as PDF: of a competency, or a certified transcript.
///
/// # Errors
/// The file cannot be written.
pub fn certificate(sheet: &Sheet, check_at: &str) -> Result<Vec<u8>, DocumentError> {
    let of = SheetOf {
        certificate: &sheet.certificate,
        check_at,
    };
    match &sheet.body {
        Body::Transcript(body) => transcript::transcript(body, Some(&of)),
        Body::Competency(body) => competence(body, &of),
    }
}

fn competence(body: &Competence, of: &SheetOf<'_>) -> Result<Vec<u8>, DocumentError> {
    let mut blocks = vec![Block::Title(record::certificate_of_competency().to_owned())];
    blocks.extend(of.warning().map(Block::Lead));
    blocks.push(Block::Lead(record::certifies(&body.organisation, &body.name)));
    blocks.push(Block::Heading(body.title.clone()));
    blocks.push(Block::Text(body.description.clone()));
    blocks.push(Block::Facts(vec![
        (record::holder().to_owned(), Cell::strong(&body.name)),
        (record::job().to_owned(), Cell::text(&body.job)),
        (record::organisation().to_owned(), Cell::text(&body.organisation)),
        (record::group().to_owned(), Cell::text(&body.group)),
        (record::level().to_owned(), Cell::text(&body.level)),
        (
            record::issued_at().to_owned(),
            Cell::text(dates::local_moment(body.issued_at)),
        ),
        (
            record::valid_through().to_owned(),
            Cell::strong(record::last_day(body.until)),
        ),
    ]));
    blocks.push(Block::Heading(record::verify_title().to_owned()));
    blocks.push(Block::Text(record::check_text().to_owned()));
    blocks.push(Block::Facts(of.facts()));
    blocks.push(Block::Heading(record::what_it_rests_on().to_owned()));
    blocks.push(Block::Table {
        columns: vec![
            column(record::date(), 1.5),
            column(record::kind(), 1.7),
            column(record::what(), 3.0),
            column(record::ledger_position(), 1.2),
            column(record::leaf_hash(), 3.0),
        ],
        rows: body.rests_on.iter().map(rest).collect(),
    });
    blocks.push(Block::Heading(record::signatures().to_owned()));
    transcript::signatures(&body.signed, &mut blocks);
    blocks.push(Block::Heading(record::proof().to_owned()));
    blocks.push(Block::Text(record::proof_text().to_owned()));
    blocks.push(Block::Facts(vec![
        (
            record::ledger_size().to_owned(),
            Cell::text(body.ledger.size.to_string()),
        ),
        (record::ledger_root().to_owned(), Cell::mono(&body.ledger.root)),
    ]));
    blocks.push(Block::Aside(record::simulator_note().to_owned()));
    draw::write(&Content {
        title: record::certificate_title(&body.title),
        made_at: body.issued_at,
        blocks,
    })
}

fn rest(piece: &Rest) -> Vec<Cell> {
    vec![
        Cell::text(dates::date(piece.at.date())),
        Cell::text(standing::evidence_kind(piece.kind)),
        Cell::text(&piece.title),
        Cell::text(
            piece
                .ledger_position
                .map(|place| place.to_string())
                .unwrap_or_default(),
        ),
        Cell::mono(piece.leaf_hash.clone().unwrap_or_default()),
    ]
}
