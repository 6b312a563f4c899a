//! A signature, printed in full: name, time, meaning, the exact text and its hash.

use leptos::prelude::*;

use crate::api::observations::Signed;
use crate::words::{common, dates, observing};

#[component]
pub(super) fn SignatureBlock(signed: Signed) -> impl IntoView {
    let text = match signed.text.is_empty() {
        true => view! { <p class="muted">{observing::text_erased()}</p> }.into_any(),
        false => view! { <blockquote class="observe-statement">{signed.text}</blockquote> }.into_any(),
    };
    let signer = common::person(&signed.signer).to_owned();
    view! {
        <section class="block">
            <h2>{observing::signature()}</h2>
            <dl class="facts">
                <div><dt>{observing::signed_by()}</dt><dd>{signer}</dd></div>
                <div><dt>{observing::signed_at()}</dt><dd>{dates::moment(signed.at)}</dd></div>
                <div><dt>{observing::meaning()}</dt><dd>{observing::meaning_observed()}</dd></div>
                <div><dt>{observing::signed_text()}</dt><dd>{text}</dd></div>
                <div><dt>{observing::text_hash()}</dt><dd><code class="hash">{signed.text_hash}</code></dd></div>
                {signed.ledger_position.map(|position| view! {
                    <div><dt>{observing::in_ledger()}</dt><dd>{observing::entry(position)}</dd></div>
                })}
            </dl>
        </section>
    }
}
