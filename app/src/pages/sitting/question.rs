//! One question, and the way to answer it.

use leptos::prelude::*;
use training::exams::Response;
use training::exams::sheet::{SheetKind, SheetQuestion};

use super::answers::{Choices, Matching, Number, Ordering};
use super::picture::PointAt;
use super::queue::Queue;
use crate::words::exams;

/// A question with its field, and a way to take the answer back.
#[component]
pub(super) fn QuestionField(question: SheetQuestion, queue: Queue) -> impl IntoView {
    let token = question.token.clone();
    let given = {
        let token = token.clone();
        queue
            .responses
            .with_untracked(|responses| responses.get(&token).cloned())
    };
    let put = {
        let token = token.clone();
        Callback::new(move |response: Option<Response>| queue.put(&token, response))
    };
    let name = question.token.clone();
    let ask = question.ask.clone();
    match question.kind {
        SheetKind::Single { options } => {
            view! { <Choices name=name ask=ask options=options rule=None given=given put=put/> }.into_any()
        }
        SheetKind::Multiple { options, rule } => {
            view! { <Choices name=name ask=ask options=options rule=Some(rule) given=given put=put/> }
                .into_any()
        }
        SheetKind::Ordering { steps } => {
            view! { <Ordering ask=ask steps=steps given=given put=put/> }.into_any()
        }
        SheetKind::Matching { left, right } => {
            view! { <Matching name=name ask=ask left=left right=right given=given put=put/> }.into_any()
        }
        SheetKind::Number { units } => {
            view! { <Number name=name ask=ask units=units given=given put=put/> }.into_any()
        }
        SheetKind::Hotspot { picture } => {
            let hint = exams::point_hint();
            view! { <PointAt name=name ask=ask hint=hint picture=picture given=given put=put/> }.into_any()
        }
    }
}
