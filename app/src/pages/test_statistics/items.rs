//! The figures of each item.

use std::collections::BTreeMap;

use leptos::prelude::*;
use training::exams::{ItemFigures, Warning};

use crate::words::{exams, panels};

/// One row for each item that was given.
#[component]
pub(super) fn Items(
    items: Vec<ItemFigures>,
    asks: BTreeMap<String, String>,
    /// What is said of the whole test already.
    known: Vec<Warning>,
) -> impl IntoView {
    let percent = |share: Option<f64>| {
        share.map_or_else(
            || exams::none().to_owned(),
            |share| panels::percent(panels::one_digit(100.0 * share)),
        )
    };
    view! {
        <div class="table-wrap" role="region" aria-label=exams::items() tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{exams::item()}</th>
                    <th scope="col" class="num">{exams::given()}</th>
                    <th scope="col" class="num">{exams::difficulty()}</th>
                    <th scope="col" class="num">{exams::discrimination()}</th>
                    <th scope="col">{exams::distractors()}</th>
                    <th scope="col">{exams::notes()}</th>
                </tr></thead>
                <tbody>
                    {items.into_iter().map(|item| {
                        let ask = asks.get(&item.item).cloned().unwrap_or_default();
                        let notes = item.warnings.iter().filter(|warning| !known.contains(warning));
                        let notes: Vec<&str> = notes.map(|warning| exams::warning(*warning)).collect();
                        let discrimination = item
                            .discrimination
                            .map_or_else(|| exams::none().to_owned(), |value| format!("{value:.2}"));
                        view! {
                            <tr>
                                <th scope="row"><code>{item.item}</code>" "<span class="muted item-short">{ask}</span></th>
                                <td class="num">{item.sittings}</td>
                                <td class="num">{percent(item.difficulty)}</td>
                                <td class="num">{discrimination}</td>
                                <td>
                                    {item.options.into_iter().map(|option| {
                                        let right = if option.right { format!(" ({})", exams::right()) } else { String::new() };
                                        view! { <span class="counted">{option.option}{right}": "{option.count}</span> }
                                    }).collect_view()}
                                </td>
                                <td>{notes.join(" ")}</td>
                            </tr>
                        }
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}
