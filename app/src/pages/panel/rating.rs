//! A judge's ratings of the open round.

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::panels::{PanelItem, PanelState, rate_items};
use crate::components::field::values;
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{errors, panels};

/// Every item with a field for the rating. Empty fields are left for later.
#[component]
pub(super) fn Ratings(panel: Uuid, state: PanelState, items: Vec<PanelItem>) -> impl IntoView {
    let ids: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
    let n_items = ids.len();
    let save = Action::new(move |ratings: &BTreeMap<String, u8>| {
        let ratings = ratings.clone();
        async move {
            let rated = ratings.len();
            rate_items(panel, ratings).await.map(|()| rated)
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = values(&event);
        let rating = |id: &String| {
            form(&field(id))
                .trim()
                .parse::<u8>()
                .ok()
                .map(|percent| (id.clone(), percent))
        };
        save.dispatch(ids.iter().filter_map(rating).collect());
    };
    view! {
        <form class="stack" method="post" on:submit=submit>
            <ol class="items">
                {items.into_iter().map(|item| view! { <Item item=item state=state/> }).collect_view()}
            </ol>
            {move || save.value().get().map(|outcome| match outcome {
                Ok(rated) => view! {
                    <Notice kind=NoticeKind::Good title=panels::saved(rated, n_items)/>
                }.into_any(),
                Err(error) => view! {
                    <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
                }.into_any(),
            })}
            <button class="btn btn-primary" type="submit">{panels::save_ratings()}</button>
        </form>
    }
}

fn field(item: &str) -> String {
    format!("rating-{item}")
}

#[component]
fn Item(item: PanelItem, state: PanelState) -> impl IntoView {
    let id = field(&item.id);
    let percent = |value: f64| panels::percent(panels::one_digit(value));
    let known = (state == PanelState::SecondRound).then(|| {
        view! {
            <dl class="facts facts-row">
                <div><dt>{panels::first_rating()}</dt><dd>{item.own_first.map(|value| percent(value.into()))}</dd></div>
                <div><dt>{panels::mean_rating()}</dt><dd>{item.mean_first.map(percent)}</dd></div>
                {item.right_percent.map(|value| view! {
                    <div><dt>{panels::proved()}</dt><dd>{percent(value)}</dd></div>
                })}
            </dl>
        }
    });
    // Whoever leaves a first rating as it is stands by it.
    let given = match state {
        PanelState::SecondRound => item.own.or(item.own_first),
        PanelState::FirstRound | PanelState::Closed => item.own,
    };
    view! {
        <li class="item">
            <p class="item-ask">{item.ask}</p>
            <p class="muted">{panels::right_answer()}": "{item.answer}</p>
            {(!item.wrong.is_empty()).then(|| view! {
                <p class="muted">{panels::wrong_answers()}": "{item.wrong.join("; ")}</p>
            })}
            {known}
            <div class="field">
                <label for=id.clone()>{panels::your_rating()}</label>
                <input class="item-rating" id=id.clone() name=id type="number" inputmode="numeric" min="0" max="100" step="1"
                    value=given.map(|percent| percent.to_string())/>
            </div>
        </li>
    }
}
