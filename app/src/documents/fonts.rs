//! The faces of documents, and how wide a text is in them.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::UnicodeBuffer;

use super::DocumentError;

/// Atkinson Hyperlegible, in the cuts that documents use; each cut in two files.
const FILES: [&[u8]; 5] = [
    include_bytes!("../../fonts/next-latin-400.ttf"),
    include_bytes!("../../fonts/next-latin-ext-400.ttf"),
    include_bytes!("../../fonts/next-latin-700.ttf"),
    include_bytes!("../../fonts/next-latin-ext-700.ttf"),
    include_bytes!("../../fonts/mono-latin-400.ttf"),
];
/// What stands for a character that no file has.
const STAND_IN: char = '?';

/// A face of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Running text.
    Text,
    /// Headings and what stands out.
    Strong,
    /// Codes and hashes.
    Mono,
}

impl Face {
    /// The files to look for a character in, by their place in [`FILES`].
    fn files(self) -> &'static [usize] {
        match self {
            Self::Text => &[0, 1],
            Self::Strong => &[2, 3],
            Self::Mono => &[4, 0, 1],
        }
    }
}

/// The loaded files.
pub(super) struct Fonts(Vec<Loaded>);

struct Loaded {
    shaper: rustybuzz::Face<'static>,
    font: Font,
}

/// A text in one file, with its glyphs in place.
pub(super) struct Run {
    /// The file.
    pub(super) font: Font,
    /// The text.
    pub(super) text: String,
    /// The glyphs; their measures are in parts of the size.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The width, in parts of the size.
    pub(super) width: f32,
}

impl Fonts {
    /// Loads the files.
    pub(super) fn load() -> Result<Self, DocumentError> {
        let load = |file: &'static [u8]| {
            Some(Loaded {
                shaper: rustybuzz::Face::from_slice(file, 0)?,
                font: Font::new(file.into(), 0)?,
            })
        };
        let loaded: Option<Vec<Loaded>> = FILES.into_iter().map(load).collect();
        loaded.map(Self).ok_or(DocumentError::Font)
    }

    /// The text as it can be printed: what no file has is replaced.
    pub(super) fn printable(&self, text: &str, face: Face) -> String {
        let printed = |c: char| match self.file_of(c, face) {
            Some(_) => c,
            None if c.is_whitespace() => ' ',
            None => STAND_IN,
        };
        text.chars().map(printed).collect()
    }

    /// A printable text as runs, each in the first file that has its characters.
    pub(super) fn shape(&self, text: &str, face: Face) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut from = 0;
        let mut file = None;
        for (at, c) in text.char_indices() {
            let of_c = self.file_of(c, face);
            if file.is_some() && of_c != file {
                runs.extend(self.run(&text[from..at], file));
                from = at;
            }
            file = of_c;
        }
        runs.extend(self.run(&text[from..], file));
        runs
    }

    /// The width of a printable text, in parts of the size.
    pub(super) fn width(&self, text: &str, face: Face) -> f32 {
        self.shape(text, face).iter().map(|run| run.width).sum()
    }

    fn file_of(&self, c: char, face: Face) -> Option<usize> {
        let has = |file: &&usize| self.0[**file].shaper.glyph_index(c).is_some();
        face.files().iter().find(has).copied()
    }

    fn run(&self, text: &str, file: Option<usize>) -> Option<Run> {
        let loaded = &self.0[file?];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&loaded.shaper, &[], buffer);
        let em = loaded.shaper.units_per_em() as f32;
        let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut glyphs = Vec::with_capacity(infos.len());
        for (place, (info, position)) in infos.iter().zip(positions).enumerate() {
            let next = infos[place..].iter().find(|next| next.cluster != info.cluster);
            let end = next.map_or(text.len(), |next| next.cluster as usize);
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                position.x_advance as f32 / em,
                position.x_offset as f32 / em,
                position.y_offset as f32 / em,
                position.y_advance as f32 / em,
                info.cluster as usize..end,
                None,
            ));
        }
        Some(Run {
            font: loaded.font.clone(),
            text: text.to_owned(),
            width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            glyphs,
        })
    }
}
