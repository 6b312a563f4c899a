//! A picture to point at, and the same choice as a list.
//!
//! Each picture is drawn from plain shapes; its regions are the choices, so what the eye points at and what the
//! keyboard chooses are one thing.

use leptos::prelude::*;
use training::exams::{Picture, Response};

use crate::words::exams;

/// A shape that is only there to be recognised: a path in the picture's 400 by 300 field.
type Shape = &'static str;
/// A region: its name, and the left, top, width and height of it.
type Region = (&'static str, f64, f64, f64, f64);

/// What a picture is drawn of.
struct Drawing {
    shapes: &'static [Shape],
    regions: &'static [Region],
}

const PUMP: Drawing = Drawing {
    shapes: &[
        "M20 10h360a10 10 0 0 1 10 10v260a10 10 0 0 1-10 10H20a10 10 0 0 1-10-10V20a10 10 0 0 1 10-10z",
    ],
    regions: &[
        ("status-light", 30.0, 22.0, 210.0, 14.0),
        ("display", 30.0, 44.0, 210.0, 96.0),
        ("soft-keys", 30.0, 146.0, 210.0, 26.0),
        ("number-pad", 256.0, 44.0, 116.0, 128.0),
        ("up-key", 30.0, 184.0, 50.0, 36.0),
        ("down-key", 88.0, 184.0, 50.0, 36.0),
        ("silence", 150.0, 184.0, 90.0, 36.0),
        ("run-stop", 256.0, 184.0, 116.0, 36.0),
        ("power", 30.0, 236.0, 108.0, 36.0),
        ("door", 150.0, 236.0, 222.0, 36.0),
    ],
};

const SECONDARY: Drawing = Drawing {
    shapes: &[
        "M200 8v284M110 22h180",
        "M290 22v18M110 22v52M110 154v28M110 210v40M290 110v10M290 148v10M290 186C290 214 190 214 160 232M110 250v42",
    ],
    regions: &[
        ("hook", 84.0, 30.0, 52.0, 30.0),
        ("primary-bag", 76.0, 74.0, 68.0, 62.0),
        ("primary-chamber", 92.0, 140.0, 36.0, 26.0),
        ("check-valve", 92.0, 174.0, 36.0, 24.0),
        ("secondary-bag", 256.0, 40.0, 68.0, 62.0),
        ("secondary-chamber", 272.0, 112.0, 36.0, 26.0),
        ("secondary-clamp", 268.0, 150.0, 44.0, 24.0),
        ("y-site", 92.0, 206.0, 60.0, 24.0),
        ("roller-clamp", 20.0, 206.0, 60.0, 24.0),
        ("pump", 60.0, 240.0, 120.0, 46.0),
    ],
};

const VENTILATOR: Drawing = Drawing {
    shapes: &[
        "M10 10h380v280H10z",
        "M30 92h30l8-34h26l6 34h40l8-34h26l6 34h40",
        "M30 150h30v-22h20l6 44 20-22h34v-22h20l6 44 20-22h34",
        "M30 226l34-36 20 36h36l34-36 20 36h36",
    ],
    regions: &[
        ("alarm-bar", 22.0, 18.0, 236.0, 24.0),
        ("pressure-waveform", 22.0, 48.0, 236.0, 52.0),
        ("flow-waveform", 22.0, 106.0, 236.0, 72.0),
        ("volume-waveform", 22.0, 184.0, 236.0, 52.0),
        ("mode", 22.0, 244.0, 112.0, 36.0),
        ("alarm-silence", 146.0, 244.0, 112.0, 36.0),
        ("peak-pressure", 270.0, 18.0, 108.0, 56.0),
        ("peep", 270.0, 82.0, 108.0, 56.0),
        ("tidal-volume", 270.0, 146.0, 108.0, 62.0),
        ("minute-volume", 270.0, 216.0, 108.0, 64.0),
    ],
};

const ANALYSER: Drawing = Drawing {
    shapes: &["M20 20h360v260H20z"],
    regions: &[
        ("reading", 40.0, 40.0, 200.0, 80.0),
        ("mode-selector", 260.0, 40.0, 100.0, 80.0),
        ("mains-socket", 40.0, 150.0, 100.0, 100.0),
        ("protective-earth-lead", 160.0, 150.0, 80.0, 100.0),
        ("applied-part-terminals", 260.0, 150.0, 100.0, 100.0),
    ],
};

fn drawing(picture: Picture) -> &'static Drawing {
    match picture {
        Picture::PumpFront => &PUMP,
        Picture::SecondarySetup => &SECONDARY,
        Picture::VentilatorScreen => &VENTILATOR,
        Picture::SafetyAnalyser => &ANALYSER,
    }
}

/// A picture and the list of its regions; the region chosen in one is chosen in the other.
#[component]
pub(super) fn PointAt(
    name: String,
    ask: String,
    hint: &'static str,
    picture: Picture,
    given: Option<Response>,
    put: Callback<Option<Response>>,
) -> impl IntoView {
    let chosen = RwSignal::new(match given {
        Some(Response::Region { region }) => Some(region),
        _ => None,
    });
    let choose = Callback::new(move |region: String| {
        chosen.set(Some(region.clone()));
        put.run(Some(Response::Region { region }));
    });
    view! {
        <fieldset class="question choices">
            <legend class="question-ask">{ask}</legend>
            <p class="hint">{hint}</p>
            <Drawn picture=picture chosen=chosen choose=choose/>
            <div class="regions">
                {drawing(picture).regions.iter().enumerate().map(|(place, region)| {
                    let id = region.0;
                    view! {
                        <label class="choice">
                            <input type="radio" name=name.clone() value=id prop:checked=move || chosen.with(|chosen| chosen.as_deref() == Some(id))
                                on:change=move |_| choose.run(id.to_owned())/>
                            <span>{place + 1}". "{exams::region(id)}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// The picture alone. The list beside it is what a screen reader gets.
#[component]
fn Drawn(picture: Picture, chosen: RwSignal<Option<String>>, choose: Callback<String>) -> impl IntoView {
    let drawing = drawing(picture);
    view! {
        <svg class="picture" viewBox="0 0 400 300" role="img" aria-label=exams::picture(picture)>
            {drawing.shapes.iter().map(|shape| view! { <path class="picture-line" d=*shape></path> }).collect_view()}
            {drawing.regions.iter().enumerate().map(|(place, (id, x, y, width, height))| {
                let is_chosen = move || chosen.with(|chosen| chosen.as_deref() == Some(*id));
                view! {
                    <g class="picture-region" class:picture-chosen=is_chosen on:click=move |_| choose.run((*id).to_owned())>
                        <rect x=*x y=*y width=*width height=*height rx="5"></rect>
                        <text x=*x + *width / 2.0 y=*y + *height / 2.0 + 5.0>{place + 1}</text>
                    </g>
                }
            }).collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_of_every_picture_is_drawn_once_and_inside() {
        for picture in Picture::ALL {
            let mut drawn: Vec<&str> = drawing(picture).regions.iter().map(|region| region.0).collect();
            let mut known = picture.regions().to_vec();
            drawn.sort_unstable();
            known.sort_unstable();
            assert_eq!(drawn, known, "{}", picture.id());
            for (id, x, y, width, height) in drawing(picture).regions {
                assert!(0.0 <= *x && x + width <= 400.0, "{id}");
                assert!(0.0 <= *y && y + height <= 300.0, "{id}");
            }
        }
    }
}
