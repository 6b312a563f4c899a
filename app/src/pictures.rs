//! Pages of what tests render, for a person to look at.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "pages are written only where somebody asks for them, in tests"
)]

use std::path::Path;

/// Names the folder into which pages are written; without it none is.
const FOLDER: &str = "TITRATE_PICTURES";

/// Writes a body with the product's style, light and dark, to be opened in a browser.
pub(crate) fn write(name: &str, body: &str) {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let style = style();
    for theme in ["light", "dark"] {
        let page = format!(
            "<!doctype html><html lang=\"en-GB\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{name}</title><style>{style}</style></head>\
             <body>{body}</body></html>"
        );
        std::fs::write(Path::new(&folder).join(format!("{name}-{theme}.html")), page).unwrap();
    }
}

/// A run's page around its panels.
pub(crate) fn run(stage: &str) -> String {
    format!(
        "<main class=\"page page-run\"><div class=\"run\"><div class=\"run-story\"></div>{stage}</div></main>"
    )
}

/// The stylesheet with what it imports, its fonts read from the repository.
fn style() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read = |name: &str| std::fs::read_to_string(root.join("style").join(name)).unwrap();
    let imported: String = read("main.css")
        .lines()
        .filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"))
        .map(read)
        .collect();
    imported.replace(
        "/assets/fonts/",
        &format!("file://{}/public/fonts/", root.display()),
    )
}
