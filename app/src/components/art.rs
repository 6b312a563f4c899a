//! The mark of the product and the drawing beside the sign-in form.

use leptos::prelude::*;

/// The mark: a burette, its fluid and the next drop. Decorative; the name stands beside it.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 20 28" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
            <path d="M5 1v14a5 5 0 0 0 3.5 4.800V22h3v-2.200A5 5 0 0 0 15 15V1"></path>
            <path d="M5 9h10v6a5 5 0 0 1-10 0z" fill="currentColor" stroke="none"></path>
            <path d="M10 24.500c1 1.200 1.300 1.800 1.300 2.300a1.300 1.300 0 0 1-2.600 0c0-.5.300-1.100 1.300-2.300z" fill="currentColor" stroke="none"></path>
            <path d="M15 3h3M15 6h2M15 9h3" stroke-width="1.500"></path>
        </svg>
    }
}

/// A titration drawn large: the burette with its marks, and the pressure that answers to it.
#[component]
pub fn SignInArt() -> impl IntoView {
    let ticks: String = (0..41)
        .map(|n| format!("M232 {}h{}", 96 + n * 11, if n % 5 == 0 { 26 } else { 13 }))
        .collect();
    let grid: String = (1..9).map(|n| format!("M330 {y}H780", y = 96 + n * 60)).collect();
    view! {
        <svg viewBox="0 0 800 900" preserveAspectRatio="xMidYMid slice">
            <path class="art-grid" d=grid></path>
            <path class="art-fluid" d="M161 268q35 14 70 0v300q0 30-35 46-35-16-35-46z"></path>
            <path class="art-glass" d="M160 60v508q0 32 26 46v38h20v-38q26-14 26-46V60"></path>
            <path class="art-glass" d=ticks></path>
            <path class="art-ink" d="M196 672c15 20 20 30 20 40a20 20 0 0 1-40 0c0-10 5-20 20-40z"></path>
            <path class="art-band" d="M330 346h470v62H330z"></path>
            <path
                class="art-curve"
                d="M330 560l24 4 22-6 26 9 24-4 20 7 24-10 20-26 18-62 20-54 20-30 24-12 22 5 24-8 22 6 26-5 24 4 24-7 26 6 24-4 26 5"
            ></path>
        </svg>
    }
}
