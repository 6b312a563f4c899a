//! The HTML document around the application.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::assets::Assets;
use crate::frame::App;

/// Puts the chosen theme on the document before anything is drawn.
const THEME_SCRIPT: &str = "const t=localStorage.getItem('titrate.theme');\
    if(t==='light'||t==='dark')document.documentElement.dataset.theme=t";

/// Lets the browser itself follow a link that is pressed before the application has come to life.
const LINK_SCRIPT: &str = "addEventListener('click',e=>{\
    if(!document.documentElement.dataset.ready&&e.target.closest('a[href]'))e.stopImmediatePropagation()},true)";

/// Keeps a form that a script handles (`method="post"` without `action`) from being sent by the browser itself while
/// the application is still loading: what was typed stays, and no password is sent anywhere.
const FORM_SCRIPT: &str = "document.addEventListener('submit',e=>{const f=e.target;\
    if(f.getAttribute('method')==='post'&&!f.hasAttribute('action'))e.preventDefault()},true)";

/// The whole page: head, the application, and the script that hydrates it.
#[must_use]
pub fn shell(assets: &Assets) -> impl IntoView + use<> {
    let nonce = use_nonce();
    #[cfg(feature = "ssr")]
    crate::api::host::allow_own_scripts(nonce.as_ref());
    let script = assets.path("app/titrate.js");
    let wasm = assets.path("app/titrate_bg.wasm");
    let start = format!(
        "import start,{{hydrate}} from {script:?};await start({{module_or_path:{wasm:?}}});await hydrate();\
         document.documentElement.dataset.ready='yes'"
    );
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=crate::words::common::training_only()/>
                <script nonce=nonce.clone()>{THEME_SCRIPT}</script>
                <script nonce=nonce.clone()>{LINK_SCRIPT}</script>
                <script nonce=nonce.clone()>{FORM_SCRIPT}</script>
                <link rel="preload" href=assets.path("fonts/atkinson-next.woff2") r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=assets.path("titrate.css")/>
                <link rel="icon" href=assets.path("icon.svg") r#type="image/svg+xml"/>
                <link rel="modulepreload" href=script nonce=nonce.clone()/>
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script type="module" nonce=nonce.clone()>{start}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
