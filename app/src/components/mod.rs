//! The small kit that pages are built from: plain HTML with the classes of `style/`.

pub mod art;
pub mod due;
pub mod field;
pub mod icons;
pub mod notice;
pub mod plot;
pub mod runs;
pub mod scale;
pub mod signed;
pub mod skills;
pub mod standing;
pub mod status;
pub mod text_file;
pub mod theme;
pub mod timeline;
