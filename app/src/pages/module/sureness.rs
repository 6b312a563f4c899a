//! How sure a learner is before a module.

use leptos::prelude::*;

use crate::api::learning::{Belief, Confidence, say_how_sure};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{due, errors};

/// Asks for one answer to each competency. `sure` becomes whether the learner is sure of all.
#[component]
pub(super) fn Sureness(slug: String, beliefs: Vec<Belief>, sure: RwSignal<Option<bool>>) -> impl IntoView {
    let said = beliefs.iter().map(|belief| belief.confidence);
    let chosen = RwSignal::new(said.collect::<Vec<Option<Confidence>>>());
    let names: Vec<String> = beliefs.iter().map(|belief| belief.competency.clone()).collect();
    let say = Action::new(move |said: &Vec<(String, Confidence)>| {
        let (slug, said) = (slug.clone(), said.clone());
        async move {
            let all_sure = said.iter().all(|(_, confidence)| confidence.is_sure());
            say_how_sure(slug, said).await.map(|()| sure.set(Some(all_sure)))
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = chosen.get_untracked();
        let said = names.iter().cloned().zip(chosen);
        let said = said.map(|(name, confidence)| Some((name, confidence?)));
        if let Some(said) = said.collect::<Option<Vec<_>>>() {
            say.dispatch(said);
        }
    };
    let save_class = move || match sure.get() {
        None => "btn btn-primary",
        Some(_) => "btn",
    };
    view! {
        <details class="sureness" open=sure.get_untracked().is_none()>
            <summary>{move || match sure.get() {
                None => due::how_sure(),
                Some(_) => due::say_again(),
            }}</summary>
            <form class="stack" method="post" on:submit=submit>
                <p class="muted">{due::how_sure_text()}</p>
                {beliefs.into_iter().enumerate().map(|(place, belief)| view! {
                    <fieldset class="choices">
                        <legend>{belief.title}</legend>
                        {Confidence::ALL.map(|confidence| view! {
                            <label class="choice">
                                <input type="radio" required name=belief.competency.clone()
                                    checked=belief.confidence == Some(confidence)
                                    on:change=move |_| chosen.update(|all| all[place] = Some(confidence))/>
                                <span>{due::confidence(confidence)}</span>
                            </label>
                        }).collect_view()}
                    </fieldset>
                }).collect_view()}
                <button class=save_class type="submit">{due::say_so()}</button>
            </form>
        </details>
        {move || say.value().get().map(|outcome| match outcome {
            Ok(()) => view! { <Notice kind=NoticeKind::Good title=due::said()/> }.into_any(),
            Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
        })}
    }
}
