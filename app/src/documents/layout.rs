//! Placing content on A4 pages: lines, rows, page breaks, and the tree of tags beside them.

use super::content::{Block, Cell, Column};
use super::fonts::{Face, Fonts};

/// The width of a page, in points.
pub(super) const WIDTH_PT: f32 = 595.276;
/// The height of a page.
pub(super) const HEIGHT_PT: f32 = 841.89;
/// The margins at the sides.
pub(super) const MARGIN_PT: f32 = 56.7;
/// The foot of every page, measured from the top.
pub(super) const FOOT_PT: f32 = HEIGHT_PT - 42.0;
const TOP_PT: f32 = 62.0;
const BOTTOM_PT: f32 = HEIGHT_PT - 68.0;
const COLUMN_GAP_PT: f32 = 10.0;
/// How much a page holds.
const PAGE_PT: f32 = BOTTOM_PT - TOP_PT;

/// How prominent a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    Full,
    /// What stands in the background.
    Soft,
}

/// A line of text on a page.
pub(super) struct Piece {
    pub(super) x_pt: f32,
    /// The baseline.
    pub(super) y_pt: f32,
    pub(super) size_pt: f32,
    pub(super) face: Face,
    pub(super) ink: Ink,
    pub(super) text: String,
    /// The text as it was, where a character had to be replaced.
    pub(super) actual: Option<String>,
    /// Whether it belongs to the tree of tags, or is repeated for the eye only.
    pub(super) role: Role,
}

/// Whether a piece is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is content.
    Content,
    /// It repeats something.
    Artifact,
}

/// A page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) pieces: Vec<Piece>,
    /// Where thin lines are drawn across, measured from the top.
    pub(super) rules_pt: Vec<f32>,
}

/// A tag of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Root,
    Heading { level: u16, text: String },
    Paragraph,
    Table,
    Head,
    Body,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
}

/// A node of the tree: a tag with what it holds, in reading order.
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) children: Vec<Child>,
}

/// What a node holds.
pub(super) enum Child {
    /// Another node, by its place.
    Node(usize),
    /// A piece, by page and place on it.
    Piece(usize, usize),
}

/// A heading for the outline.
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y_pt: f32,
}

/// A document on its pages.
pub(super) struct Laid {
    pub(super) pages: Vec<Page>,
    /// The tree; its root is the first.
    pub(super) nodes: Vec<Node>,
    pub(super) outline: Vec<Mark>,
}

/// How a paragraph is set.
#[derive(Clone, Copy)]
struct Style {
    face: Face,
    ink: Ink,
    size_pt: f32,
    leading_pt: f32,
}

const fn style(face: Face, ink: Ink, size_pt: f32, leading_pt: f32) -> Style {
    Style {
        face,
        ink,
        size_pt,
        leading_pt,
    }
}

const TITLE: Style = style(Face::Strong, Ink::Full, 21.0, 26.0);
const HEADING: Style = style(Face::Strong, Ink::Full, 13.5, 18.0);
const SUBHEADING: Style = style(Face::Strong, Ink::Full, 10.5, 15.0);
const TEXT: Style = style(Face::Text, Ink::Full, 10.0, 14.0);
const LEAD: Style = style(Face::Text, Ink::Full, 13.0, 18.5);
const ASIDE: Style = style(Face::Text, Ink::Soft, 9.0, 12.5);
const HEAD: Style = style(Face::Strong, Ink::Soft, 8.5, 11.5);
const CELL: Style = style(Face::Text, Ink::Full, 9.0, 12.5);
const ROW_PADDING_PT: f32 = 4.0;

/// A hash of 64 digits fits a line of facts.
const CODE: Style = style(Face::Mono, Ink::Full, 8.2, 12.5);

fn cell_style(face: Face) -> Style {
    match face {
        Face::Mono => CODE,
        Face::Text | Face::Strong => Style { face, ..CELL },
    }
}

/// Places the blocks.
pub(super) fn lay(fonts: &Fonts, blocks: &[Block]) -> Laid {
    let root = Node {
        tag: Tag::Root,
        children: Vec::new(),
    };
    let mut layout = Layout {
        fonts,
        laid: Laid {
            pages: vec![Page::default()],
            nodes: vec![root],
            outline: Vec::new(),
        },
        y_pt: TOP_PT,
    };
    for block in blocks {
        layout.block(block);
    }
    layout.laid
}

struct Layout<'a> {
    fonts: &'a Fonts,
    laid: Laid,
    /// The top of what is free.
    y_pt: f32,
}

/// A cell on its way to the page: its lines, each with the text it really is.
struct Lines {
    node: usize,
    x_pt: f32,
    style: Style,
    lines: Vec<(String, Option<String>)>,
}

impl Layout<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.heading(1, text, TITLE, 0.0, 10.0),
            Block::Heading(text) => {
                self.heading(2, text, HEADING, 20.0, 6.0);
                self.laid.outline.push(Mark {
                    text: text.clone(),
                    page: self.laid.pages.len() - 1,
                    y_pt: self.y_pt - HEADING.leading_pt - 6.0,
                });
            }
            Block::Subheading(text) => self.heading(3, text, SUBHEADING, 10.0, 3.0),
            Block::Text(text) => self.paragraph(text, TEXT),
            Block::Lead(text) => self.paragraph(text, LEAD),
            Block::Aside(text) => self.paragraph(text, ASIDE),
            Block::Facts(facts) => self.facts(facts),
            Block::Table { columns, rows } => self.table(columns, rows),
        }
    }

    fn heading(&mut self, level: u16, text: &str, style: Style, before_pt: f32, after_pt: f32) {
        // A heading stays with what follows.
        self.room(before_pt + style.leading_pt + after_pt + 60.0);
        if TOP_PT < self.y_pt {
            self.y_pt += before_pt;
        }
        let tag = Tag::Heading {
            level,
            text: text.to_owned(),
        };
        let node = self.node(0, tag);
        self.lines(node, text, style);
        self.y_pt += after_pt;
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        let node = self.node(0, Tag::Paragraph);
        self.lines(node, text, style);
        self.y_pt += 6.0;
    }

    fn lines(&mut self, node: usize, text: &str, style: Style) {
        for line in self.wrap(text, style, WIDTH_PT - 2.0 * MARGIN_PT) {
            self.room(style.leading_pt);
            self.y_pt += style.leading_pt;
            self.piece(node, MARGIN_PT, style, line);
        }
    }

    fn facts(&mut self, facts: &[(String, Cell)]) {
        let table = self.node(0, Tag::Table);
        let body = self.node(table, Tag::Body);
        let full_pt = WIDTH_PT - 2.0 * MARGIN_PT;
        let name_pt = full_pt * 0.27;
        for (name, value) in facts {
            let row = self.node(body, Tag::Row);
            let header = self.node(row, Tag::RowHeader);
            let cell = self.node(row, Tag::Cell);
            let name = Lines {
                node: header,
                x_pt: MARGIN_PT,
                style: ASIDE,
                lines: self.wrap(name, ASIDE, name_pt - COLUMN_GAP_PT),
            };
            let of_value = cell_style(value.face);
            let value = Lines {
                node: cell,
                x_pt: MARGIN_PT + name_pt,
                style: of_value,
                lines: self.wrap(&value.text, of_value, full_pt - name_pt),
            };
            self.row(vec![name, value], &[]);
        }
        self.y_pt += 4.0;
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) {
        let full_pt = WIDTH_PT - 2.0 * MARGIN_PT;
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let mut places = Vec::with_capacity(columns.len());
        let mut x_pt = MARGIN_PT;
        for column in columns {
            let width_pt = full_pt * column.share / shares;
            places.push((x_pt, width_pt - COLUMN_GAP_PT));
            x_pt += width_pt;
        }
        let table = self.node(0, Tag::Table);
        let head = self.node(table, Tag::Head);
        let head_row = self.node(head, Tag::Row);
        let heads: Vec<(f32, String)> = columns
            .iter()
            .zip(&places)
            .map(|(column, (x_pt, _))| (*x_pt, column.head.to_owned()))
            .collect();
        let header = |layout: &mut Self, (column, (x_pt, width_pt)): (&Column, &(f32, f32))| Lines {
            node: layout.node(head_row, Tag::ColumnHeader),
            x_pt: *x_pt,
            style: HEAD,
            lines: layout.wrap(column.head, HEAD, *width_pt),
        };
        let header: Vec<Lines> = columns
            .iter()
            .zip(&places)
            .map(|column| header(self, column))
            .collect();
        self.room(60.0);
        self.row(header, &[]);
        let body = self.node(table, Tag::Body);
        for cells in rows {
            let row = self.node(body, Tag::Row);
            let mut placed = Vec::with_capacity(cells.len());
            for (place, (cell, (x_pt, width_pt))) in cells.iter().zip(&places).enumerate() {
                let tag = if place == 0 { Tag::RowHeader } else { Tag::Cell };
                let of_cell = cell_style(cell.face);
                placed.push(Lines {
                    node: self.node(row, tag),
                    x_pt: *x_pt,
                    style: of_cell,
                    lines: self.wrap(&cell.text, of_cell, *width_pt),
                });
            }
            self.row(placed, &heads);
        }
        self.y_pt += 4.0;
    }

    /// Places a row; one that is longer than what is left of a page goes to the next, with the heads again.
    fn row(&mut self, mut cells: Vec<Lines>, heads: &[(f32, String)]) {
        let leading_pt = cells
            .iter()
            .map(|cell| cell.style.leading_pt)
            .fold(0.0_f32, f32::max);
        let mut left = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let height_pt = left as f32 * leading_pt + 2.0 * ROW_PADDING_PT;
        if BOTTOM_PT < self.y_pt + height_pt && height_pt <= PAGE_PT - 2.0 * leading_pt {
            self.next_page(heads);
        }
        while 0 < left {
            let free = ((BOTTOM_PT - self.y_pt - 2.0 * ROW_PADDING_PT) / leading_pt).floor();
            if free < 1.0 {
                self.next_page(heads);
                continue;
            }
            let n_lines = left.min(free as usize);
            let top_pt = self.y_pt + ROW_PADDING_PT;
            for cell in &mut cells {
                let n_here = n_lines.min(cell.lines.len());
                for (place, line) in cell.lines.drain(..n_here).enumerate() {
                    self.y_pt = top_pt + (place + 1) as f32 * leading_pt - 0.25 * leading_pt;
                    self.piece(cell.node, cell.x_pt, cell.style, line);
                }
            }
            self.y_pt = top_pt + n_lines as f32 * leading_pt + ROW_PADDING_PT;
            left -= n_lines;
        }
        let rule_pt = self.y_pt;
        self.page().rules_pt.push(rule_pt);
    }

    fn next_page(&mut self, heads: &[(f32, String)]) {
        self.laid.pages.push(Page::default());
        self.y_pt = TOP_PT;
        if heads.is_empty() {
            return;
        }
        self.y_pt += HEAD.leading_pt + ROW_PADDING_PT;
        for (x_pt, text) in heads {
            let piece = Piece {
                x_pt: *x_pt,
                y_pt: self.y_pt - 0.25 * HEAD.leading_pt,
                size_pt: HEAD.size_pt,
                face: HEAD.face,
                ink: HEAD.ink,
                text: text.clone(),
                actual: None,
                role: Role::Artifact,
            };
            self.page().pieces.push(piece);
        }
        self.y_pt += ROW_PADDING_PT;
        let rule_pt = self.y_pt;
        self.page().rules_pt.push(rule_pt);
    }

    /// Makes sure that so much is free, on the next page if need be.
    fn room(&mut self, height_pt: f32) {
        if BOTTOM_PT < self.y_pt + height_pt && TOP_PT < self.y_pt {
            self.next_page(&[]);
        }
    }

    fn node(&mut self, parent: usize, tag: Tag) -> usize {
        let place = self.laid.nodes.len();
        self.laid.nodes.push(Node {
            tag,
            children: Vec::new(),
        });
        self.laid.nodes[parent].children.push(Child::Node(place));
        place
    }

    fn piece(&mut self, node: usize, x_pt: f32, style: Style, (text, actual): (String, Option<String>)) {
        let page = self.laid.pages.len() - 1;
        let y_pt = self.y_pt;
        let pieces = &mut self.page().pieces;
        let place = pieces.len();
        pieces.push(Piece {
            x_pt,
            y_pt,
            size_pt: style.size_pt,
            face: style.face,
            ink: style.ink,
            text,
            actual,
            role: Role::Content,
        });
        self.laid.nodes[node].children.push(Child::Piece(page, place));
    }

    fn page(&mut self) -> &mut Page {
        let last = self.laid.pages.len() - 1;
        &mut self.laid.pages[last]
    }

    /// The lines of a text in a width: broken at spaces, and within a word only where it is wider than the line. Each
    /// line but the last of a paragraph ends in its space, so that words stay apart when they are read out.
    fn wrap(&self, text: &str, style: Style, width_pt: f32) -> Vec<(String, Option<String>)> {
        let width = width_pt / style.size_pt;
        let space = self.fonts.width(" ", style.face);
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            let mut filled = 0.0;
            for word in paragraph.split_whitespace() {
                for (place, part) in self.parts(word, style, width).into_iter().enumerate() {
                    let printed = self.fonts.printable(&part, style.face);
                    let part_width = self.fonts.width(&printed, style.face);
                    let fits = filled + space + part_width <= width;
                    match (line.is_empty(), place) {
                        (true, _) => {}
                        (false, 0) if fits => {
                            line.push(' ');
                            filled += space;
                        }
                        (false, 0) => {
                            line.push(' ');
                            lines.push(self.line(std::mem::take(&mut line), style));
                            filled = 0.0;
                        }
                        // Within a word nothing is added.
                        (false, _) => {
                            lines.push(self.line(std::mem::take(&mut line), style));
                            filled = 0.0;
                        }
                    }
                    line.push_str(&part);
                    filled += part_width;
                }
            }
            if !line.is_empty() {
                lines.push(self.line(line, style));
            }
        }
        if lines.is_empty() {
            lines.push(("–".to_owned(), None));
        }
        lines
    }

    fn line(&self, text: String, style: Style) -> (String, Option<String>) {
        let printed = self.fonts.printable(&text, style.face);
        let actual = (printed != text).then_some(text);
        (printed, actual)
    }

    /// A word in parts that each fit the width.
    fn parts(&self, word: &str, style: Style, width: f32) -> Vec<String> {
        let printed = self.fonts.printable(word, style.face);
        if self.fonts.width(&printed, style.face) <= width {
            return vec![word.to_owned()];
        }
        let mut parts = vec![String::new()];
        let mut filled = 0.0;
        for c in word.chars() {
            let c_width = self
                .fonts
                .width(&self.fonts.printable(&c.to_string(), style.face), style.face);
            if width < filled + c_width && 0.0 < filled {
                parts.push(String::new());
                filled = 0.0;
            }
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
            filled += c_width;
        }
        parts
    }
}
