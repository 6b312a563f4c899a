//! The units whose people one answers for.

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::standing::read_units;
use crate::links;
use crate::words::standing;

/// The tree of units.
#[component]
pub fn UnitsPage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_units());
    view! {
        <Title text=standing::units()/>
        {loaded(data, |units| view! {
            <main id="main" class="page">
                <header class="page-head">
                    <h1 tabindex="-1">{standing::units()}</h1>
                    <p class="lede">{standing::units_lede()}</p>
                </header>
                <ul class="rows">
                    {units.into_iter().map(|unit| {
                        let class = format!("row indent-{}", unit.depth.min(4));
                        view! {
                            <li>
                                <a class=class href=links::unit(unit.id)>
                                    <span class="row-main"><b>{unit.name}</b></span>
                                    <span class="row-side">{standing::learners(unit.learners)}</span>
                                </a>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </main>
        })}
    }
}
