//! Writing the file: pages, tags, outline and properties.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node as Leaf, SpanTag, TableHeaderScope, Tag as Written,
    TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};
use time::OffsetDateTime;

use super::DocumentError;
use super::content::Content;
use super::fonts::{Face, Fonts};
use super::layout::{Child, FOOT_PT, HEIGHT_PT, Ink, Laid, MARGIN_PT, Page, Piece, Role, Tag, WIDTH_PT, lay};
use crate::words::{common, record};

/// The language of all documents.
const LANGUAGE: &str = "en-GB";
const FOOT_SIZE_PT: f32 = 8.0;

/// Writes a document.
pub(super) fn write(content: &Content) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::load()?;
    let laid = lay(&fonts, &content.blocks);
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| DocumentError::Written(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut identifiers = Vec::with_capacity(laid.pages.len());
    for (number, page) in laid.pages.iter().enumerate() {
        let foot = record::page_of(number + 1, laid.pages.len());
        identifiers.push(draw_page(&mut document, &fonts, page, &content.title, &foot)?);
    }
    document.set_tag_tree(tree(&laid, &identifiers));
    let mut outline = Outline::new();
    for mark in &laid.outline {
        let place = XyzDestination::new(mark.page, Point::from_xy(MARGIN_PT, mark.y_pt));
        outline.push_child(OutlineNode::new(mark.text.clone(), place));
    }
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(content.title.clone())
            .language(LANGUAGE.to_owned())
            .creator(common::product().to_owned())
            .creation_date(date_time(content.made_at)),
    );
    document
        .finish()
        .map_err(|error| DocumentError::Written(format!("{error:?}")))
}

/// Draws a page and gives the identifier of each of its pieces.
fn draw_page(
    document: &mut Document,
    fonts: &Fonts,
    page: &Page,
    title: &str,
    foot: &str,
) -> Result<Vec<Identifier>, DocumentError> {
    let settings = PageSettings::from_wh(WIDTH_PT, HEIGHT_PT)
        .ok_or_else(|| DocumentError::Written("the page has no size".to_owned()))?;
    let mut drawn = document.start_page_with(settings);
    let mut surface = drawn.surface();
    let layout = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
    surface.set_fill(Some(fill(rgb::Color::new(205, 213, 216))));
    for y_pt in &page.rules_pt {
        surface.start_tagged(layout);
        rule(&mut surface, *y_pt);
        surface.end_tagged();
    }
    let mut identifiers = Vec::with_capacity(page.pieces.len());
    for piece in &page.pieces {
        let span = SpanTag::empty().with_actual_text(piece.actual.as_deref());
        let tag = match piece.role {
            Role::Content => ContentTag::Span(span),
            Role::Artifact => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        };
        identifiers.push(surface.start_tagged(tag));
        text(&mut surface, fonts, piece);
        surface.end_tagged();
    }
    let printed = fonts.printable(title, Face::Text);
    let right_pt = WIDTH_PT - MARGIN_PT - fonts.width(foot, Face::Text) * FOOT_SIZE_PT;
    for (x_pt, words) in [(MARGIN_PT, printed.as_str()), (right_pt, foot)] {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let piece = Piece {
            x_pt,
            y_pt: FOOT_PT,
            size_pt: FOOT_SIZE_PT,
            face: Face::Text,
            ink: Ink::Soft,
            text: words.to_owned(),
            actual: None,
            role: Role::Artifact,
        };
        text(&mut surface, fonts, &piece);
        surface.end_tagged();
    }
    surface.finish();
    drawn.finish();
    Ok(identifiers)
}

fn text(surface: &mut Surface<'_>, fonts: &Fonts, piece: &Piece) {
    let colour = match piece.ink {
        Ink::Full => rgb::Color::new(22, 32, 38),
        Ink::Soft => rgb::Color::new(77, 90, 97),
    };
    surface.set_fill(Some(fill(colour)));
    let mut x_pt = piece.x_pt;
    for run in fonts.shape(&piece.text, piece.face) {
        let start = Point::from_xy(x_pt, piece.y_pt);
        surface.draw_glyphs(start, &run.glyphs, run.font, &run.text, piece.size_pt, false);
        x_pt += run.width * piece.size_pt;
    }
}

/// A thin line from margin to margin.
fn rule(surface: &mut Surface<'_>, y_pt: f32) {
    let mut path = PathBuilder::new();
    if let Some(line) = Rect::from_ltrb(MARGIN_PT, y_pt, WIDTH_PT - MARGIN_PT, y_pt + 0.5) {
        path.push_rect(line);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn fill(colour: rgb::Color) -> Fill {
    Fill {
        paint: colour.into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

/// The tree of tags, with what was drawn as its leaves.
fn tree(laid: &Laid, identifiers: &[Vec<Identifier>]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for leaf in leaves(laid, identifiers, 0) {
        tree.push(leaf);
    }
    tree
}

fn leaves(laid: &Laid, identifiers: &[Vec<Identifier>], node: usize) -> Vec<Leaf> {
    let leaf = |child: &Child| match child {
        Child::Piece(page, place) => identifiers[*page][*place].into(),
        Child::Node(child) => {
            let children = leaves(laid, identifiers, *child);
            group(&laid.nodes[*child].tag, children).into()
        }
    };
    laid.nodes[node].children.iter().map(leaf).collect()
}

fn group(tag: &Tag, children: Vec<Leaf>) -> TagGroup {
    match tag {
        Tag::Root => TagGroup::with_children(Written::Section, children),
        Tag::Heading { level, text } => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Written::Hn(level, Some(text.clone())), children)
        }
        Tag::Paragraph => TagGroup::with_children(Written::P, children),
        Tag::Table => TagGroup::with_children(Written::Table, children),
        Tag::Head => TagGroup::with_children(Written::THead, children),
        Tag::Body => TagGroup::with_children(Written::TBody, children),
        Tag::Row => TagGroup::with_children(Written::TR, children),
        Tag::ColumnHeader => TagGroup::with_children(Written::TH(TableHeaderScope::Column), children),
        Tag::RowHeader => TagGroup::with_children(Written::TH(TableHeaderScope::Row), children),
        Tag::Cell => TagGroup::with_children(Written::TD, children),
    }
}

fn date_time(at: OffsetDateTime) -> DateTime {
    let at = at.to_offset(time::UtcOffset::UTC);
    DateTime::new(u16::try_from(at.year()).unwrap_or(1970))
        .month(at.month().into())
        .day(at.day())
        .hour(at.hour())
        .minute(at.minute())
        .second(at.second())
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
